//! Is the record sound?

use std::path::{Path, PathBuf};

use crate::ledger::Checkpoint;
use crate::store::{Fault, Store};

use super::Result;

/// What `verify` looked at, and what it found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// What was checked, and how many of each.
    pub counts: Vec<(&'static str, usize)>,
    /// Every fault found.
    pub faults: Vec<Fault>,
}

impl Verified {
    /// How many recorded facts were checked. Nothing checked is never a pass.
    pub fn checked(&self) -> usize {
        let beside = ["spans", "search indexes", "checkpoints", "time stamps"];
        let facts = self.counts.iter().filter(|(what, _)| !beside.contains(what));
        facts.map(|(_, count)| count).sum()
    }

    /// Tells whether something was checked and nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.checked() > 0
    }
}

/// Recomputes every hash, id and span of the record and its tree, and asks SQLite to check itself;
/// with `since`, also that nothing that checkpoint speaks of was changed or removed. Finds all
/// faults; stops at none.
pub fn verify(store: &Store, since: Option<&Checkpoint>) -> Result<Verified> {
    let found = store.check(since)?;
    Ok(Verified { counts: found.counts.into_iter().collect(), faults: found.faults })
}

/// What `doctor` tells of a database. No claim text in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// Where it is; `None` in memory.
    pub path: Option<PathBuf>,
    /// The size of the file in bytes.
    pub bytes: Option<u64>,
    /// The version of its format.
    pub format: i64,
    /// The version of SQLite.
    pub sqlite: String,
    /// How many documents, claims, sources, comparisons, operations are on record.
    pub counts: Vec<(&'static str, usize)>,
    /// What SQLite's own quick check finds, and what is wrong with the pages; empty when sound.
    pub damage: Vec<String>,
}

/// Tells where the database is and how it is.
pub fn doctor(store: &Store) -> Result<Health> {
    let path = store.path().map(Path::to_owned);
    let bytes = path.as_deref().and_then(|path| path.metadata().ok()).map(|file| file.len());
    Ok(Health {
        path,
        bytes,
        format: store.format()?,
        sqlite: Store::sqlite_version().to_owned(),
        counts: store.table_sizes()?,
        damage: store.quick_check()?,
    })
}
