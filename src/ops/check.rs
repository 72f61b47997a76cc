//! Is the record sound?

use std::path::PathBuf;

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
        self.counts.iter().map(|(_, count)| count).sum()
    }
}

/// Recomputes every hash, id and span of the record, and asks SQLite to check itself. Finds all
/// faults; stops at none.
pub fn verify(store: &Store) -> Result<Verified> {
    let _ = store;
    unimplemented!()
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
    /// What SQLite's own quick check finds; empty when sound.
    pub damage: Vec<String>,
}

/// Tells where the database is and how it is.
pub fn doctor(store: &Store) -> Result<Health> {
    let _ = store;
    unimplemented!()
}
