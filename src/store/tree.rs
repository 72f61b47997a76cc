//! The Merkle tree over the entries, as far as it is kept: the roots of all complete subtrees of
//! 256, 65,536, ... entries. So each entry costs about one hash more, and any path through the tree
//! is found from a few hundred rows.

use rusqlite::{Connection, named_params};

use crate::ledger::{Edge, inclusion, root};
use crate::model::ContentHash;

use super::error::{Error, Result};

/// How many levels of the tree lie between two that are kept.
pub(super) const STEP: u32 = 8;

const ADD: &str = "INSERT INTO node (level, nth, hash) VALUES (:level, :nth, :hash)";

const LEAVES: &str =
    "SELECT leaf FROM entry WHERE sequence > :first AND sequence <= :first + :count
    ORDER BY sequence";

const NODES: &str = "SELECT hash FROM node
    WHERE level = :level AND nth >= :first AND nth < :first + :count ORDER BY nth";

/// Keeps the roots of the subtrees that the entry `sequence` completes.
pub(super) fn grow(connection: &Connection, sequence: u64) -> Result<()> {
    let (mut level, mut size) = (0, sequence);
    while size.is_multiple_of(1 << STEP) {
        let nth = (size >> STEP) - 1;
        let hash = subtree(connection, (level + 1) * STEP, nth, level)?;
        let params = named_params! { ":level": level + 1, ":nth": nth, ":hash": hash };
        connection.prepare_cached(ADD)?.execute(params)?;
        (level, size) = (level + 1, size >> STEP);
    }
    Ok(())
}

/// Builds the kept part of the tree over entries that were recorded without one.
pub(super) fn build(connection: &Connection) -> Result<()> {
    let whole = size(connection)? >> STEP;
    (1..=whole).try_for_each(|nth| grow(connection, nth << STEP))
}

/// Returns how many entries there are.
pub(super) fn size(connection: &Connection) -> Result<u64> {
    let sql = "SELECT coalesce(max(sequence), 0) FROM entry";
    Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Returns the root of the tree over the first `size` entries.
pub(super) fn root_at(connection: &Connection, size: u64) -> Result<ContentHash> {
    root(size, |height, nth| subtree(connection, height, nth, height / STEP))
}

/// Returns the path from an entry (from 0) to the root of the first `size` entries.
pub(super) fn path(connection: &Connection, index: u64, size: u64) -> Result<Vec<ContentHash>> {
    inclusion(index, size, |height, nth| subtree(connection, height, nth, height / STEP))
}

/// The root of the `nth` complete subtree of a height, from the hashes of a kept level below it.
fn subtree(connection: &Connection, height: u32, nth: u64, level: u32) -> Result<ContentHash> {
    let count = 1_u64 << (height - level * STEP);
    let first = nth * count;
    let sql = if level == 0 { LEAVES } else { NODES };
    let mut statement = connection.prepare_cached(sql)?;
    if level > 0 {
        statement.raw_bind_parameter(":level", level)?;
    }
    statement.raw_bind_parameter(":first", first)?;
    statement.raw_bind_parameter(":count", count)?;
    let mut rows = statement.raw_query();
    let mut edge = Edge::default();
    while let Some(row) = rows.next()? {
        edge.push(row.get(0)?, |_, _| ());
    }
    if edge.size() == count {
        return Ok(edge.root());
    }
    let problem = format!("{} of {count} hashes of level {level} are there", edge.size());
    Err(Error::BadValue { table: if level == 0 { "entry" } else { "node" }, problem })
}
