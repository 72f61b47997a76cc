//! Merges: what was taken into this record, and which operations came with it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use crate::model::{ContentHash, OperationId};

use super::entry::{Cells, Fact};
use super::error::Result;
use super::sql_types::YesOrNo;

/// The ledger of another record as it was when it was taken into this one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MergeFact {
    /// The public key that signed the note.
    pub(super) key: Option<String>,
    /// The last checkpoint that was signed of it, if one was.
    pub(super) note: Option<String>,
    /// The name of the ledger.
    pub(super) origin: String,
    /// The root of its tree.
    pub(super) root: ContentHash,
    /// How many entries it had.
    pub(super) size: u64,
}

const ADD: &str = "INSERT INTO merge (operation, origin, size, root, note, key)
    VALUES (:operation, :origin, :size, :root, :note, :key)";

impl Fact for MergeFact {
    const TABLE: &'static str = "merge";
    const READ: &'static str =
        "SELECT merge AS row, operation, key, note, origin, root, size FROM merge";

    fn form(&self) -> impl Serialize {
        self
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        connection.prepare_cached(ADD)?.execute(named_params! {
            ":operation": operation, ":origin": self.origin, ":size": self.size,
            ":root": self.root, ":note": self.note, ":key": self.key,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            key: cells.next()?,
            note: cells.next()?,
            origin: cells.next()?,
            root: cells.next()?,
            size: cells.next()?,
        })
    }
}

/// That an operation came with a merge.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BroughtFact {
    pub(super) came: OperationId,
    /// It was recorded here, and is on record whoever brought it elsewhere and took it back.
    pub(super) home: bool,
}

const BRING: &str = "INSERT INTO brought (operation, came, home)
    VALUES (:operation, (SELECT operation FROM operation WHERE id = :came), :home)";

impl Fact for BroughtFact {
    const TABLE: &'static str = "brought";
    const READ: &'static str = "SELECT b.brought AS row, b.operation, o.id, b.home
        FROM brought AS b JOIN operation AS o ON o.operation = b.came";

    fn form(&self) -> impl Serialize {
        self
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        connection.prepare_cached(BRING)?.execute(named_params! {
            ":operation": operation, ":came": self.came, ":home": self.home,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        let (came, YesOrNo(home)) = (cells.next()?, cells.next()?);
        Ok(Self { came, home })
    }
}

/// Tells whether anything was ever merged into this record: then it has the facts of several
/// ledgers, which no one ledger's order fits.
pub(super) fn any(connection: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM merge)";
    Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// The operations that came with some merge.
pub(super) fn came(connection: &Connection) -> Result<BTreeSet<i64>> {
    let mut statement = connection.prepare_cached("SELECT DISTINCT came FROM brought")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

const BROUGHT: &str = "SELECT operation, came, home FROM brought";

/// The operations that nothing supports when some are undone: they came, and each merge that
/// brought them is undone or unsupported itself. What is at home in a record that is supported is
/// supported whoever undid its coming elsewhere.
pub(super) fn unsupported(
    connection: &Connection,
    undone: &BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let mut brings: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let mut came = BTreeSet::new();
    let mut statement = connection.prepare_cached(BROUGHT)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (merge, operation, home): (i64, i64, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
        came.insert(operation);
        if home || !undone.contains(&merge) {
            brings.entry(merge).or_default().push(operation);
        }
    }
    let mut next: Vec<i64> = brings.keys().copied().filter(|merge| !came.contains(merge)).collect();
    while let Some(merge) = next.pop() {
        for operation in brings.remove(&merge).unwrap_or_default() {
            if came.remove(&operation) {
                next.push(operation);
            }
        }
    }
    Ok(came)
}
