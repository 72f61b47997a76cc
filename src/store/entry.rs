//! Entries: the append-only list of recorded facts, each with the hash of what it says (the leaf of
//! RFC 6962's tree); and how facts of every kind are written, and read back.

use std::ops::RangeInclusive;

use rusqlite::types::FromSql;
use rusqlite::{Connection, Row, named_params};
use serde::Serialize;

use crate::ledger::leaf;
use crate::model::{OperationId, Span, write_canonical_json};

use super::error::{Error, Result};
use super::tree;

/// A kind of recorded fact: one row of one table, with the rows that are part of it.
///
/// A fact names other things by their ids, so that it says the same in every database; only
/// `insert` and `READ` know row numbers.
pub(super) trait Fact: Sized {
    /// The table, which is also the entry's kind.
    const TABLE: &'static str;

    /// SELECT ... FROM ..., without WHERE: the table's key `AS row`, the operation, then what
    /// [`Fact::read`] takes.
    const READ: &'static str;

    /// What its entry calls it; its table, unless that holds facts of other tables' kinds.
    fn called(&self) -> &'static str {
        Self::TABLE
    }

    /// What the fact says, as a type made for hashing: its members in the order of the alphabet.
    fn form(&self) -> impl Serialize;

    /// Writes the row.
    fn insert(&self, connection: &Connection, operation: i64) -> Result<()>;

    /// Writes what belongs to the row in other tables.
    fn insert_parts(&self, _: &Connection, _row: i64) -> Result<()> {
        Ok(())
    }

    /// Reads the fact from its row. Finds fault with whatever could not have been written by
    /// `insert`, columns that follow from others included.
    fn read(cells: &mut Cells<'_>) -> Result<Self>;

    /// Reads some rows in order, and tells each.
    fn scan(
        connection: &Connection,
        rows: RangeInclusive<i64>,
        each: impl FnMut(Found<Self>) -> Result<()>,
    ) -> Result<()> {
        scan(connection, rows, |_, cells| Self::read(cells), each)
    }

    /// The row of a document and the words that must stand in its text.
    fn quoted(self) -> Option<(i64, Vec<Span>)> {
        None
    }
}

/// A fact as it was read back.
pub(super) struct Found<F> {
    /// Its row.
    pub(super) row: i64,
    /// The row of its operation.
    pub(super) operation: i64,
    /// The fact, or why its row cannot be one.
    pub(super) fact: Result<F>,
}

/// The columns of a row, one after the other.
pub(super) struct Cells<'r> {
    table: &'static str,
    row: &'r Row<'r>,
    at: usize,
}

impl<'r> Cells<'r> {
    pub(super) const fn of(table: &'static str, row: &'r Row<'r>) -> Self {
        Self { table, row, at: 0 }
    }

    /// Reads the next column.
    pub(super) fn next<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        self.at += 1;
        self.row.get(self.at - 1)
    }

    /// Says that the row holds a value that cannot be.
    pub(super) const fn bad(&self, problem: String) -> Error {
        Error::BadValue { table: self.table, problem }
    }
}

/// Reads some rows of facts in order, each with `read`, and tells each.
pub(super) fn scan<F: Fact>(
    connection: &Connection,
    rows: RangeInclusive<i64>,
    mut read: impl FnMut(i64, &mut Cells<'_>) -> Result<F>,
    mut each: impl FnMut(Found<F>) -> Result<()>,
) -> Result<()> {
    let sql = [F::READ, " WHERE row BETWEEN ?1 AND ?2 ORDER BY row"].concat();
    let mut statement = connection.prepare_cached(&sql)?;
    let mut found = statement.query([rows.start(), rows.end()])?;
    while let Some(row) = found.next()? {
        let mut cells = Cells::of(F::TABLE, row);
        let (row, operation) = (cells.next()?, cells.next()?);
        each(Found { row, operation, fact: read(row, &mut cells) })?;
    }
    Ok(())
}

/// Reads one row back, with its operation.
pub(super) fn load<F: Fact>(connection: &Connection, row: i64) -> Result<(F, i64)> {
    let mut loaded = Err(rusqlite::Error::QueryReturnedNoRows.into());
    F::scan(connection, row..=row, |found| {
        loaded = found.fact.map(|fact| (fact, found.operation));
        Ok(())
    })?;
    loaded
}

#[derive(Serialize)]
struct Form<F> {
    fact: F,
    operation: OperationId,
    r#type: &'static str,
    version: u8,
}

/// Writes the entry of a fact over `text`: what is hashed, in canonical JSON.
pub(super) fn write<F: Fact>(text: &mut Vec<u8>, fact: &F, operation: OperationId) {
    text.clear();
    let form = Form { fact: fact.form(), operation, r#type: fact.called(), version: 1 };
    write_canonical_json(text, &form);
}

const APPEND: &str = "INSERT INTO entry (operation, kind, row, leaf)
    VALUES (:operation, :kind, :row, :leaf)";

/// Writes a fact and its entry; returns the fact's row.
pub(super) fn record<F: Fact>(
    connection: &Connection,
    (operation, id): (i64, OperationId),
    fact: &F,
) -> Result<i64> {
    let row = insert(connection, operation, fact)?;
    append(connection, operation, row, (fact, id))?;
    Ok(row)
}

/// Writes the rows of a fact; returns its key.
pub(super) fn insert<F: Fact>(connection: &Connection, operation: i64, fact: &F) -> Result<i64> {
    fact.insert(connection, operation)?;
    let row = connection.last_insert_rowid();
    fact.insert_parts(connection, row)?;
    Ok(row)
}

/// Appends the entry of a fact, and what it completes of the tree.
pub(super) fn append<F: Fact>(
    connection: &Connection,
    operation: i64,
    row: i64,
    (fact, id): (&F, OperationId),
) -> Result<()> {
    let mut text = Vec::with_capacity(512);
    write(&mut text, fact, id);
    let sequence = connection.prepare_cached(APPEND)?.insert(named_params! {
        ":operation": operation, ":kind": F::TABLE, ":row": row, ":leaf": leaf(&text),
    })?;
    tree::grow(connection, sequence.unsigned_abs())
}
