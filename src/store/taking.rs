//! Taking another record into this one: its facts with their own operations, in its order.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::Connection;

use crate::ledger::Checkpoint;
use crate::model::{ClaimId, ContentHash, OperationId};

use super::claims::ClaimFact;
use super::entry::Fact;
use super::error::{Error, Result};
use super::facts::{self, KINDS};
use super::ledger::Signed;
use super::merges::{self, BroughtFact, MergeFact, came};
use super::operations::{self, OperationFact};
use super::{View, Writer, stories};

/// What another record gave this one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// How many of its facts were new here.
    pub facts: usize,
    /// How many of its operations count here now, and did not before.
    pub operations: usize,
    /// The claims that are on record now, and were not before.
    pub claims: Vec<ClaimId>,
}

/// An operation of the other record, here.
struct Here {
    row: i64,
    id: OperationId,
    /// Nobody brought it to the other record: it was recorded there.
    at_home: bool,
    /// The leaves that were known of it; `None` if it was not known itself.
    known: Option<HashSet<ContentHash>>,
}

/// Copies facts from another database.
struct Copying<'a> {
    from: &'a Connection,
    to: &'a Connection,
    /// The operations of the other that came to it with merges, by their rows there.
    came: BTreeSet<i64>,
    /// Its operations, by their rows there.
    operations: BTreeMap<i64, Here>,
    facts: usize,
    /// The ids of the claims that an operation recorded that had not recorded them here.
    claims: Vec<ClaimId>,
    /// The last row of a claim before.
    boundary: i64,
}

const ENTRIES: &str = "SELECT operation, kind, row, leaf FROM entry ORDER BY sequence";

const LEAVES: &str = "SELECT leaf FROM entry WHERE operation = :operation";

const LAST_CLAIM: &str = "SELECT coalesce(max(claim), 0) FROM claim";

const CLAIM_OF: [(&str, &str); 2] = [
    (ClaimFact::TABLE, "SELECT id FROM claim WHERE claim = :row"),
    ("also", "SELECT c.id FROM also JOIN claim AS c USING (claim) WHERE also = :row"),
];

fn bad(problem: String) -> Error {
    Error::BadValue { table: "entry", problem }
}

impl Copying<'_> {
    fn all(&mut self, mut step: impl FnMut()) -> Result<()> {
        let from = self.from;
        let mut statement = from.prepare(ENTRIES)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (kind, leaf): (String, ContentHash) = (row.get("kind")?, row.get("leaf")?);
            if kind == OperationFact::TABLE {
                self.operation(row.get("row")?)?;
            } else {
                self.fact((&kind, row.get("row")?), row.get("operation")?, leaf)?;
            }
            step();
        }
        Ok(())
    }

    fn operation(&mut self, there: i64) -> Result<()> {
        let ((row, id), known) = operations::copy((self.from, there), self.to)?;
        self.facts += usize::from(!known);
        let known = known.then(|| self.leaves(row)).transpose()?;
        let at_home = !self.came.contains(&there);
        self.operations.insert(there, Here { row, id, at_home, known });
        Ok(())
    }

    fn leaves(&self, operation: i64) -> Result<HashSet<ContentHash>> {
        let mut statement = self.to.prepare_cached(LEAVES)?;
        let rows = statement.query_map([operation], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn fact(&mut self, (table, row): (&str, i64), of: i64, leaf: ContentHash) -> Result<()> {
        let here = self.operations.get(&of);
        let here = here.ok_or_else(|| bad(format!("operation {of} comes after its facts")))?;
        if here.known.as_ref().is_some_and(|known| known.contains(&leaf)) {
            return Ok(());
        }
        let place = facts::place(table);
        let place =
            place.ok_or_else(|| bad(format!("there is no kind of fact called '{table}'")))?;
        (KINDS[place].copy)((self.from, row), self.to, (here.row, here.id))?;
        self.facts += 1;
        if let Some((_, sql)) = CLAIM_OF.iter().find(|(of, _)| *of == table) {
            let mut statement = self.from.prepare_cached(sql)?;
            let found = statement.query_map([row], |row| row.get::<_, ClaimId>(0))?;
            self.claims.extend(found.collect::<rusqlite::Result<Vec<_>>>()?);
        }
        Ok(())
    }
}

impl Copying<'_> {
    /// Takes over which documents share rare words, as found when their operations were recorded. Of
    /// one that was known in part, the links of the rest are new.
    fn story_links(&self) -> Result<()> {
        stories::each_link(self.from, u64::MAX, |there, link| {
            let Some(here) = self.operations.get(&there) else { return Ok(()) };
            if here.known.is_some() && stories::has_link(self.to, here.row, &link)? {
                return Ok(());
            }
            stories::add_link(self.to, here.row, &link)
        })
    }
}

const OF_OPERATIONS: &str = "SELECT DISTINCT c.id FROM v_told AS t JOIN claim AS c USING (claim)
    WHERE t.operation IN (SELECT value FROM json_each(?1))";

impl Writer<'_> {
    /// Takes over every fact of another record, each with its own operation, and records that this
    /// was done: the other's ledger (`checkpoint`, and what was last signed of it) and which of its
    /// operations came. Records nothing if all of it is on record. `step` is called for each entry.
    pub fn take(
        &mut self,
        other: &View<'_>,
        (checkpoint, signed): (&Checkpoint, Option<&Signed>),
        step: impl FnMut(),
    ) -> Result<Taken> {
        let to = self.view.connection;
        let came_before = came(to)?;
        let mut copying = Copying {
            from: other.connection,
            to,
            came: came(other.connection)?,
            operations: BTreeMap::new(),
            facts: 0,
            claims: Vec::new(),
            boundary: to.query_row(LAST_CLAIM, [], |row| row.get(0))?,
        };
        copying.all(step)?;
        copying.story_links()?;
        let unsupported = operations::unsupported(to)?;
        let lost = |here: &&Here| here.at_home && unsupported.contains(&here.row);
        if copying.facts == 0 && !copying.operations.values().any(|here| lost(&here)) {
            return Ok(Taken::default());
        }
        self.record(&MergeFact {
            key: signed.map(|signed| signed.key.to_string()),
            note: signed.map(|signed| signed.note.to_string()),
            origin: checkpoint.origin.clone(),
            root: checkpoint.root,
            size: checkpoint.size,
        })?;
        self.bring(&copying, &came_before)?;
        self.uncover(copying)
    }

    /// Records which operations came: the new ones that are at home in the other record, and those
    /// that are at home in either and that nothing supports now.
    fn bring(&mut self, copying: &Copying<'_>, came_before: &BTreeSet<i64>) -> Result<()> {
        let here = || copying.operations.values();
        for new in here().filter(|here| here.at_home && here.known.is_none()) {
            self.record(&BroughtFact { came: new.id, home: false })?;
        }
        let unsupported = operations::unsupported(self.view.connection)?;
        for lost in here().filter(|here| unsupported.contains(&here.row)) {
            let home = lost.known.is_some() && !came_before.contains(&lost.row);
            if home || lost.at_home {
                self.record(&BroughtFact { came: lost.id, home })?;
            }
        }
        Ok(())
    }

    /// Lets what came count, and tells what that changed.
    fn uncover(&mut self, copying: Copying<'_>) -> Result<Taken> {
        let new = copying.operations.values().filter(|here| here.known.is_none());
        self.view.hidden.extend(new.map(|here| here.row));
        let (operations, claims) = self.count_anew(copying.claims, copying.boundary)?;
        Ok(Taken { facts: copying.facts, operations, claims })
    }

    /// Finds out again which operations count. Tells how many do now that did not before, and which
    /// claims, those in `claims` beyond the row `boundary` included.
    pub(super) fn count_anew(
        &mut self,
        mut claims: Vec<ClaimId>,
        boundary: i64,
    ) -> Result<(usize, Vec<ClaimId>)> {
        let connection = self.view.connection;
        let after = operations::hidden(connection, &self.view.until)?;
        let revealed: BTreeSet<i64> = self.view.hidden.difference(&after).copied().collect();
        let mut statement = connection.prepare_cached(OF_OPERATIONS)?;
        let rows = serde_json::json!(revealed).to_string();
        let found = statement.query_map([rows], |row| row.get::<_, ClaimId>(0))?;
        claims.extend(found.collect::<rusqlite::Result<Vec<_>>>()?);
        claims.sort_unstable();
        claims.dedup();
        claims.retain(|claim| !self.view.claim_row(*claim).is_ok_and(|row| row <= boundary));
        self.view.hidden = after;
        self.view.merged = merges::any(connection)?;
        self.view.documents.take();
        self.view.gone_documents.take();
        claims.retain(|claim| self.view.claim_row(*claim).is_ok());
        Ok((revealed.len(), claims))
    }
}
