//! Entries: the append-only list of recorded facts, each with the hash of what it says (the leaf of
//! RFC 6962's tree).

use rusqlite::{Connection, named_params};
use serde::Serialize;

use crate::ledger::leaf;
use crate::model::{OperationId, canonical_json};

use super::error::Result;
use super::tree;

/// A kind of recorded fact: one row of one table, with the rows that are part of it.
///
/// A fact names other things by their ids, so that it says the same in every database; only
/// `insert` and `load` know row numbers.
pub(super) trait Fact: Sized {
    /// The table, which is also the entry's kind.
    const TABLE: &'static str;

    /// What the fact says, as a type made for hashing.
    fn form(&self) -> impl Serialize;

    /// Writes the row and returns its key.
    fn insert(&self, connection: &Connection, operation: i64) -> Result<i64>;

    /// Reads the row back, with its operation. Finds fault with whatever could not have been
    /// written by `insert`, columns that follow from others included.
    fn load(connection: &Connection, row: i64) -> Result<(Self, i64)>;
}

#[derive(Serialize)]
struct Form<F> {
    fact: F,
    operation: OperationId,
    r#type: &'static str,
    version: u8,
}

/// Returns the entry of a fact: what is hashed, in canonical JSON.
pub(super) fn text<F: Fact>(fact: &F, operation: OperationId) -> Vec<u8> {
    canonical_json(&Form { fact: fact.form(), operation, r#type: F::TABLE, version: 1 })
}

const APPEND: &str = "INSERT INTO entry (operation, kind, row, leaf)
    VALUES (:operation, :kind, :row, :leaf)";

/// Writes a fact and its entry; returns the fact's row.
pub(super) fn record<F: Fact>(
    connection: &Connection,
    (operation, id): (i64, OperationId),
    fact: &F,
) -> Result<i64> {
    let row = fact.insert(connection, operation)?;
    append(connection, (operation, F::TABLE, row), &text(fact, id))?;
    Ok(row)
}

/// Appends an entry, and what it completes of the tree.
pub(super) fn append(
    connection: &Connection,
    (operation, kind, row): (i64, &str, i64),
    entry: &[u8],
) -> Result<()> {
    let sequence = connection.prepare_cached(APPEND)?.insert(named_params! {
        ":operation": operation, ":kind": kind, ":row": row, ":leaf": leaf(entry),
    })?;
    tree::grow(connection, sequence.unsigned_abs())
}
