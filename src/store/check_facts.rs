//! Does each recorded row still say what its entry has the hash of?

use rusqlite::Connection;

use crate::ledger::leaf;
use crate::model::{ContentHash, OperationId};

use super::check::{Findings, in_row};
use super::check_spans::Spans;
use super::entry::{self, Fact};
use super::error::{Error, Result};
use super::facts::KINDS;
use super::operations;

/// A row as an entry names it.
pub(super) struct Named {
    pub(super) sequence: i64,
    pub(super) operation: i64,
    pub(super) row: i64,
    pub(super) leaf: ContentHash,
}

/// The rows that some entries name, by kind, in the order of the entries.
pub(super) struct Batch(pub(super) [Vec<Named>; KINDS.len()]);

impl Batch {
    pub(super) fn empty() -> Box<Self> {
        Box::new(Self(std::array::from_fn(|_| Vec::new())))
    }

    pub(super) fn check(&self, connection: &Connection) -> Result<Findings> {
        let mut facts = Facts {
            connection,
            found: Findings::default(),
            spans: Spans::new(connection)?,
            operation: None,
            text: Vec::new(),
        };
        for (kind, named) in KINDS.iter().zip(&self.0) {
            facts.found.add(kind.plural, named.len());
            (kind.check)(&mut facts, named)?;
        }
        facts.spans.flush(&mut facts.found)?;
        Ok(facts.found)
    }
}

/// Facts that are being checked.
pub(super) struct Facts<'c> {
    connection: &'c Connection,
    found: Findings,
    spans: Spans<'c>,
    /// The operation met last.
    operation: Option<(i64, OperationId)>,
    /// The entry met last.
    text: Vec<u8>,
}

/// Compares rows with their entries. Rows of one kind that follow each other are read in one go.
pub(super) fn check<F: Fact>(facts: &mut Facts<'_>, named: &[Named]) -> Result<()> {
    let follow = |a: &Named, b: &Named| a.row.checked_add(1) == Some(b.row);
    named.chunk_by(follow).try_for_each(|run| facts.check_run::<F>(run))
}

impl Facts<'_> {
    fn check_run<F: Fact>(&mut self, run: &[Named]) -> Result<()> {
        let (connection, rows) = (self.connection, run[0].row..=run[run.len() - 1].row);
        let missing = || Err(rusqlite::Error::QueryReturnedNoRows.into());
        let mut ahead = run.iter().peekable();
        let scanned = F::scan(connection, rows, |found| {
            while let Some(named) = ahead.next_if(|named| named.row < found.row) {
                self.compare::<F>(named, missing())?;
            }
            let read = found.fact.map(|fact| (fact, found.operation));
            ahead.next().map_or(Ok(()), |named| self.compare(named, read))
        });
        // A page that cannot be read ends a scan: what lies behind it is looked for row by row.
        for named in ahead {
            let read =
                if scanned.is_ok() { missing() } else { entry::load::<F>(connection, named.row) };
            self.compare(named, read)?;
        }
        Ok(())
    }

    fn compare<F: Fact>(&mut self, named: &Named, read: Result<(F, i64)>) -> Result<()> {
        let (row, sequence) = (named.row, named.sequence);
        let read = read.and_then(|(fact, operation)| Ok((fact, self.id_of(operation)?)));
        let (fact, (operation, id)) = match read {
            Ok(read) => read,
            Err(error) => {
                self.found.fault(F::TABLE, in_row(row), unreadable(&error));
                return Ok(());
            }
        };
        entry::write(&mut self.text, &fact, id);
        let (found, hash) = (leaf(&self.text), named.leaf);
        if operation != named.operation {
            let problem = format!("entry {sequence} gives it to another operation");
            self.found.fault(F::TABLE, in_row(row), problem);
        } else if found != hash {
            let problem =
                format!("entry {sequence} holds the hash {hash}, but what is recorded has {found}");
            self.found.fault(F::TABLE, in_row(row), problem);
        }
        match fact.quoted() {
            Some(quoted) => self.spans.add(&mut self.found, row, quoted),
            None => Ok(()),
        }
    }

    fn id_of(&mut self, operation: i64) -> Result<(i64, OperationId)> {
        match self.operation {
            Some(last) if last.0 == operation => Ok(last),
            _ => {
                let read = (operation, operations::id_of(self.connection, operation)?);
                Ok(*self.operation.insert(read))
            }
        }
    }
}

fn unreadable(error: &Error) -> String {
    match error {
        Error::Sqlite(rusqlite::Error::QueryReturnedNoRows) => {
            "is not there, or names what is not there".to_owned()
        }
        Error::BadValue { problem, .. } => problem.clone(),
        error => error.to_string(),
    }
}
