//! Do the entries follow each other without a gap, and does every row have one?

use rusqlite::{Connection, Row};

use crate::ledger::Checkpoint;

use super::check::{Findings, Job, in_row};
use super::check_facts::{Batch, Named};
use super::check_tree::Tree;
use super::error::Result;
use super::facts::{self, KINDS};

/// The rows of so many entries are given away at once.
const BATCH: usize = 4_096;

/// Reads the entries in order and the tree over them; gives away the rows that they name.
pub(super) fn entries(
    connection: &Connection,
    since: Option<&Checkpoint>,
    give: &mut impl FnMut(Job) -> Result<()>,
) -> Result<Findings> {
    let mut found = Findings::default();
    let mut statement = connection
        .prepare("SELECT sequence, operation, kind, row, leaf FROM entry ORDER BY sequence")?;
    let mut rows = statement.query([])?;
    let mut tree = Tree::new(connection, &mut found, since)?;
    let (mut last, mut batch, mut waiting) = (Last::default(), Batch::empty(), 0);
    while let Some(row) = rows.next()? {
        let sequence = row.get(0)?;
        let (kind, named) = match last.next(sequence, row, &mut found) {
            Ok(read) => read,
            Err(error) => {
                found.fault("entry", in_row(sequence), error.to_string());
                continue;
            }
        };
        tree.push(connection, &mut found, named.leaf)?;
        let Some(kind) = kind else { continue };
        batch.0[kind].push(named);
        waiting += 1;
        if waiting == BATCH {
            give(Job::Facts(std::mem::replace(&mut batch, Batch::empty())))?;
            waiting = 0;
        }
    }
    give(Job::Facts(batch))?;
    tree.finish(connection, &mut found)?;
    last.rows_without_entry(connection, &mut found)?;
    Ok(found)
}

/// The last entry, and of each kind how many there were and the last row: entries follow each other
/// without a gap, and so do the rows that they name.
#[derive(Default)]
struct Last {
    sequence: i64,
    kind: usize,
    rows: [i64; KINDS.len()],
    /// The kinds whose rows did not follow each other.
    broken: [bool; KINDS.len()],
}

impl Last {
    /// Reads an entry, which must follow the one before. Its kind is `None` if there is no such.
    fn next(
        &mut self,
        sequence: i64,
        row: &Row<'_>,
        found: &mut Findings,
    ) -> rusqlite::Result<(Option<usize>, Named)> {
        let named = Named { sequence, operation: row.get(1)?, row: row.get(3)?, leaf: row.get(4)? };
        let name = row.get_ref(2)?.as_str()?;
        let (expected, row) = (self.sequence + 1, named.row);
        self.sequence = sequence;
        if sequence != expected {
            let problem = format!("its sequence is {sequence}, but should be {expected}");
            found.fault("entry", in_row(sequence), problem);
        }
        let same = Some(self.kind).filter(|&kind| KINDS[kind].table == name);
        let Some(kind) = same.or_else(|| facts::place(name)) else {
            let problem = format!("there is no kind of fact called '{name}'");
            found.fault("entry", in_row(sequence), problem);
            return Ok((None, named));
        };
        self.kind = kind;
        let before = std::mem::replace(&mut self.rows[kind], row);
        if row != before + 1 {
            self.broken[kind] = true;
            let problem = format!("names row {row} of {name}, after row {before}");
            found.fault("entry", in_row(sequence), problem);
        }
        Ok((Some(kind), named))
    }

    /// A row without an entry was not written by us. Where the rows that entries name run from 1
    /// without a gap, it is enough to count.
    fn rows_without_entry(&self, connection: &Connection, found: &mut Findings) -> Result<()> {
        for ((kind, last), broken) in KINDS.iter().zip(self.rows).zip(self.broken) {
            let table = kind.table;
            let sql = format!("SELECT count(*) FROM {table}");
            let count: i64 = connection.query_row(&sql, [], |row| row.get(0))?;
            if count == last && !broken {
                continue;
            }
            let sql = format!(
                "SELECT {table} FROM {table}
                    WHERE {table} NOT IN (SELECT row FROM entry WHERE kind = '{table}')"
            );
            let mut statement = connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                found.fault(table, in_row(row.get(0)?), "has no entry");
            }
        }
        Ok(())
    }
}
