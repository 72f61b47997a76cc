//! Judgements on two sources: same, not same, speaks for.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::{Source, SourceId, SourceKind, SourceTie, Tie, When};

use super::also::{ClaimTold, Thing, Turn};
use super::entry::{Cells, Fact};
use super::error::Result;
use super::kinds::Event;
use super::told::{Subject, Told, bad, read_fact};
use super::{View, Writer, when};

/// A tie as a person judges it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTie {
    /// The first source.
    pub a: SourceId,
    /// How they are tied.
    pub tie: Tie,
    /// The second source.
    pub b: SourceId,
    /// The period in which `a` speaks for `b`; `None` for always.
    pub holds_on: Option<When>,
    /// Why.
    pub because: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct TieForm<'a> {
    a: SourceId,
    b: SourceId,
    because: Option<Cow<'a, str>>,
    holds_on: Option<String>,
    holds_words: Option<Cow<'a, str>>,
    tie: Cow<'a, str>,
}

const ADD_TIE: &str =
    "INSERT INTO source_tie (operation, a, tie, b, holds_on, holds_words, because)
    VALUES (:operation, (SELECT source FROM source WHERE id = :a), :tie,
        (SELECT source FROM source WHERE id = :b), :holds_on, :holds_words, :because)";

impl Fact for NewTie {
    const TABLE: &'static str = "source_tie";
    const READ: &'static str = "SELECT t.source_tie AS row, t.operation, a.id, t.tie, b.id,
            t.holds_on, t.holds_words, t.because
        FROM source_tie AS t
        JOIN source AS a ON a.source = t.a JOIN source AS b ON b.source = t.b";

    fn form(&self) -> impl Serialize {
        TieForm {
            a: self.a,
            b: self.b,
            because: self.because.as_deref().map(Cow::Borrowed),
            holds_on: when::edtf(self.holds_on.as_ref()),
            holds_words: when::words(self.holds_on.as_ref()).map(Cow::Borrowed),
            tie: Cow::Borrowed(self.tie.as_str()),
        }
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        let holds = self.holds_on.as_ref();
        connection.prepare_cached(ADD_TIE)?.execute(named_params! {
            ":operation": operation, ":a": self.a, ":tie": self.tie, ":b": self.b,
            ":holds_on": when::edtf(holds), ":holds_words": when::words(holds),
            ":because": self.because,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            a: cells.next()?,
            tie: cells.next()?,
            b: cells.next()?,
            holds_on: when::next(cells)?,
            because: cells.next()?,
        })
    }
}

impl Told for NewTie {
    fn told(fact: Value, _: Option<Subject>) -> Result<Self> {
        let TieForm { a, b, because, holds_on, holds_words, tie } = read_fact(Self::TABLE, fact)?;
        let word = |one: &Tie| one.as_str() == tie;
        let tie = [Tie::SameAs, Tie::NotSameAs, Tie::SpeaksFor].into_iter().find(word);
        let holds_on = when::told(holds_on, holds_words.map(Cow::into_owned))?;
        let because = because.map(Cow::into_owned);
        let tie = tie.ok_or_else(|| bad(Self::TABLE, "there is no such tie"))?;
        Ok(Self { a, tie, b, holds_on, because })
    }
}

impl From<NewTie> for Event {
    fn from(NewTie { a, tie, b, .. }: NewTie) -> Self {
        Self::Tied { a, tie, b }
    }
}

const PROPOSED: &str =
    "SELECT DISTINCT s.id AS a, b.id AS b, l.role, c.claim, c.operation, c.document
    FROM claim_link AS l JOIN source AS s USING (source) JOIN source AS b ON b.source = l.body
    JOIN claim AS c USING (claim)
    WHERE l.body IS NOT NULL AND l.body <> l.source
        AND c.claim NOT IN (SELECT claim FROM also WHERE claim IS NOT NULL)
    ORDER BY c.claim";

const WORDED_SO: &str = "SELECT worded.id FROM source AS name
    JOIN source AS worded ON worded.name = name.name COLLATE NOCASE
    WHERE name.id = :name AND name.document IS NULL AND worded.kind = 'unnamed person'
    ORDER BY worded.id";

/// A body that a claim's words say a source speaks for: when, who for whom, and the role.
type Proposed = (Turn, (SourceId, SourceId), Option<String>);

impl View<'_> {
    /// Lists the standing ties of sources in the order of recording: first what documents' words
    /// propose ("speaks for" the body that a mention names), then people's judgements. A later
    /// judgement on the same two sources overrides an earlier one, and is listed alone.
    pub fn ties(&self) -> Result<Vec<SourceTie>> {
        let mut ties = self.proposed_ties()?;
        ties.extend(self.judged_ties()?);
        Ok(ties)
    }

    fn proposed_ties(&self) -> Result<Vec<SourceTie>> {
        let mut statement = self.connection.prepare_cached(PROPOSED)?;
        let mut rows = statement.query([])?;
        let mut proposed: Vec<Proposed> = Vec::new();
        while let Some(row) = rows.next()? {
            let (claim, operation) = (row.get("claim")?, row.get("operation")?);
            let gone = self.gone_documents()?.contains(&row.get("document")?);
            if !gone && self.claim_counts(claim, operation)? {
                let turn = self.heard::<ClaimTold>(Thing::Claim, claim, operation)?.turn;
                proposed.push((turn, (row.get("a")?, row.get("b")?), row.get("role")?));
            }
        }
        for claim in self.claims_told_again()? {
            self.propose_again(claim, &mut proposed)?;
        }
        proposed.sort_by(|(a, ..), (b, ..)| a.cmp(b));
        let mut seen = BTreeSet::new();
        proposed.retain(|(_, pair, _)| seen.insert(*pair));
        let tie = |(_, (a, b), because)| SourceTie {
            a,
            tie: Tie::SpeaksFor,
            b,
            holds_on: None,
            judged: None,
            because,
        };
        Ok(proposed.into_iter().map(tie).collect())
    }

    /// What a claim proposes that several operations recorded.
    fn propose_again(&self, row: i64, proposed: &mut Vec<Proposed>) -> Result<()> {
        let Some(record) = self.claim_at(row)? else { return Ok(()) };
        if self.claim_row(record.id).is_err() {
            return Ok(());
        }
        let turn = self.heard::<ClaimTold>(Thing::Claim, row, 0)?.turn;
        let document = record.claim.document;
        for (link, a) in record.claim.chain.into_iter().zip(record.sources) {
            let Some(body) = link.source.body else { continue };
            let b = Source::new(body, SourceKind::Body, document).id();
            if a != b {
                proposed.push((turn.clone(), (a, b), link.source.role));
            }
        }
        Ok(())
    }

    /// Lists people's standing judgements on two sources, the latest on each question, and what
    /// follows from them for the persons whom documents word as a judged name.
    pub fn judged_ties(&self) -> Result<Vec<SourceTie>> {
        let judged = self.standing_ties()?;
        let answered: BTreeSet<[String; 3]> =
            judged.iter().map(|tie| question(tie.a, tie.tie, tie.b, &tie.holds_on)).collect();
        let mut ties = self.worded_so(&judged)?;
        ties.retain(|tie| !answered.contains(&question(tie.a, tie.tie, tie.b, &None)));
        ties.extend(judged);
        Ok(ties)
    }

    /// "the mayor of Vell", once judged to be somebody everywhere, is that in each document.
    fn worded_so(&self, judged: &[SourceTie]) -> Result<Vec<SourceTie>> {
        let mut statement = self.connection.prepare_cached(WORDED_SO)?;
        let (mut ties, mut seen) = (Vec::new(), BTreeSet::new());
        for tie in judged.iter().filter(|tie| tie.tie == Tie::SameAs) {
            for name in [tie.a, tie.b].into_iter().filter(|&name| seen.insert(name)) {
                let worded =
                    statement.query_map(named_params! { ":name": name }, |row| row.get(0))?;
                for a in worded {
                    ties.push(SourceTie { a: a?, b: name, ..tie.clone() });
                }
            }
        }
        Ok(ties)
    }

    pub(super) fn standing_ties(&self) -> Result<Vec<SourceTie>> {
        let (mut ties, mut seen) = (Vec::new(), BTreeSet::new());
        for (fact, operation) in self.standing::<NewTie>()?.into_iter().rev() {
            let NewTie { a, tie, b, holds_on, because } = fact;
            if seen.insert(question(a, tie, b, &holds_on)) {
                let judged = Some(self.judged(operation)?);
                ties.push(SourceTie { a, tie, b, holds_on, judged, because });
            }
        }
        ties.reverse();
        Ok(ties)
    }
}

/// What a tie answers: whether two sources are one, or whether one speaks for the other then. Of
/// several answers to one question only the latest stands.
fn question(a: SourceId, tie: Tie, b: SourceId, holds_on: &Option<When>) -> [String; 3] {
    let period = holds_on.as_ref().map(When::edtf_text).unwrap_or_default();
    match tie {
        Tie::SpeaksFor => [a.to_string(), b.to_string(), format!("speaks for {period}")],
        Tie::SameAs | Tie::NotSameAs => [a.min(b).to_string(), a.max(b).to_string(), String::new()],
    }
}

impl Writer<'_> {
    /// Records a person's judgement on two sources.
    pub fn tie(&mut self, tie: &NewTie) -> Result<()> {
        self.record(tie).map(drop)
    }
}
