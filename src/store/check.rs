//! Is the record sound? Everything recorded is read back, and every hash, id and span computed
//! anew; SQLite checks its own pages, references and search indexes.

use std::collections::BTreeMap;

use rusqlite::{Connection, MAIN_DB};

use crate::ledger::{Checkpoint, leaf};
use crate::model::ContentHash;

use super::check_spans::Spans;
use super::check_tree::Tree;
use super::claims::ClaimFact;
use super::entry::Fact;
use super::error::{Error, Result};
use super::facts::{self, KINDS, Read};
use super::kinds::Fault;
use super::{Store, schema};

/// What was checked, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// What was checked, and how many of each.
    pub counts: BTreeMap<&'static str, usize>,
    /// Every fault found.
    pub faults: Vec<Fault>,
}

/// An entry as its row has it.
struct Entry {
    sequence: i64,
    operation: i64,
    kind: String,
    row: i64,
    leaf: ContentHash,
}

impl Store {
    /// Checks everything on record, and that nothing of what `since` speaks of has been changed or
    /// removed. Finds all faults; stops at none.
    ///
    /// # Errors
    /// Only what keeps it from looking at all; a damaged row is a fault, not an error.
    pub fn check(&self, since: Option<&Checkpoint>) -> Result<Findings> {
        let mut check = Check { connection: &self.connection, found: Findings::default() };
        check.pages()?;
        check.references()?;
        check.search()?;
        check.entries(since)?;
        check.rows_without_entry()?;
        Ok(check.found)
    }

    /// Returns what SQLite's own quick check finds; empty when sound.
    pub fn quick_check(&self) -> Result<Vec<String>> {
        messages(&self.connection, "PRAGMA quick_check")
    }

    /// Returns the format of the database.
    pub fn format(&self) -> Result<i64> {
        schema::format(&self.connection)
    }

    /// Returns the version of SQLite.
    pub fn sqlite_version() -> &'static str {
        rusqlite::version()
    }

    /// Counts the rows of each table of facts.
    pub fn table_sizes(&self) -> Result<Vec<(&'static str, usize)>> {
        let count = |kind: &facts::Kind| {
            let sql = format!("SELECT count(*) FROM {}", kind.table);
            Ok((kind.table, self.connection.query_row(&sql, [], |row| row.get(0))?))
        };
        KINDS.iter().map(count).collect()
    }
}

/// The messages of a check of SQLite's, without its "ok".
fn messages(connection: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let messages = rows.collect::<rusqlite::Result<Vec<_>>>();
    match messages {
        Ok(messages) => Ok(messages.into_iter().filter(|message| message != "ok").collect()),
        Err(error) => Ok(vec![error.to_string()]),
    }
}

pub(super) struct Check<'a> {
    pub(super) connection: &'a Connection,
    found: Findings,
}

impl Check<'_> {
    pub(super) fn fault(
        &mut self,
        table: &str,
        place: impl Into<String>,
        problem: impl Into<String>,
    ) {
        let (table, place, problem) = (table.to_owned(), place.into(), problem.into());
        self.found.faults.push(Fault { table, place, problem });
    }

    pub(super) fn count(&mut self, what: &'static str) {
        *self.found.counts.entry(what).or_default() += 1;
    }

    fn pages(&mut self) -> Result<()> {
        for message in messages(self.connection, "PRAGMA integrity_check")? {
            self.fault("database", "pages", message);
        }
        Ok(())
    }

    fn references(&mut self) -> Result<()> {
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            let place = row.get::<_, Option<i64>>(1)?.map_or("a row".to_owned(), in_row);
            self.fault(&table, place, format!("names a {parent} that is not there"));
        }
        Ok(())
    }

    /// Asks FTS5 to compare its indexes with the tables they stand for. It takes this as a write,
    /// though it writes nothing; a database that cannot be written to is checked in a copy.
    fn search(&mut self) -> Result<()> {
        if !self.connection.is_readonly(MAIN_DB)? {
            let only: bool =
                self.connection.pragma_query_value(None, "query_only", |row| row.get(0))?;
            self.connection.pragma_update(None, "query_only", false)?;
            let outcome = self.search_in(self.connection);
            self.connection.pragma_update(None, "query_only", only)?;
            return outcome;
        }
        let mut copy = Connection::open_in_memory()?;
        let backup = rusqlite::backup::Backup::new(self.connection, &mut copy)?;
        backup.run_to_completion(1_000, std::time::Duration::ZERO, None)?;
        drop(backup);
        self.search_in(&copy)
    }

    fn search_in(&mut self, connection: &Connection) -> Result<()> {
        for index in ["claim_words", "source_names"] {
            let sql = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
            match connection.execute(&sql, []).map_err(Error::from) {
                Ok(_) => self.count("search indexes"),
                Err(error @ Error::Locked { .. }) => return Err(error),
                Err(error) => {
                    self.fault(index, "the index", format!("does not fit its table: {error}"));
                }
            }
        }
        Ok(())
    }

    fn entries(&mut self, since: Option<&Checkpoint>) -> Result<()> {
        let mut statement = self.connection.prepare("SELECT * FROM entry ORDER BY sequence")?;
        let mut rows = statement.query([])?;
        let (mut last, mut spans) = (Last::default(), Spans::default());
        let mut tree = Tree::new(self, since)?;
        while let Some(row) = rows.next()? {
            let sequence: i64 = row.get("sequence")?;
            let entry = match entry_from(row) {
                Ok(entry) => entry,
                Err(error) => {
                    self.fault("entry", in_row(sequence), error.to_string());
                    continue;
                }
            };
            if let Some(problem) = last.problem(&entry) {
                self.fault("entry", in_row(sequence), problem);
            }
            tree.push(self, entry.leaf)?;
            self.fact(&entry, &mut spans)?;
        }
        tree.finish(self)?;
        spans.flush(self)
    }

    fn fact(&mut self, entry: &Entry, spans: &mut Spans) -> Result<()> {
        let Some(kind) = facts::kind(&entry.kind) else {
            let problem = format!("there is no kind of fact called '{}'", entry.kind);
            self.fault("entry", in_row(entry.sequence), problem);
            return Ok(());
        };
        self.count(kind.plural);
        if kind.table != ClaimFact::TABLE {
            self.compare(kind.table, entry, (kind.read)(self.connection, entry.row));
            return Ok(());
        }
        match ClaimFact::load(self.connection, entry.row) {
            Ok((fact, operation)) => {
                let read = Read::of(self.connection, &fact, operation);
                self.compare(kind.table, entry, read);
                spans.add(self, entry.row, fact.new.into_owned().claim)
            }
            Err(error) => {
                self.compare(kind.table, entry, Err(error));
                Ok(())
            }
        }
    }

    /// Compares what was read back from a row with its entry.
    fn compare(&mut self, table: &str, entry: &Entry, read: Result<Read>) {
        let (row, sequence) = (in_row(entry.row), entry.sequence);
        let read = match read {
            Ok(read) => read,
            Err(error) => return self.fault(table, row, unreadable(&error)),
        };
        let found = leaf(&read.entry);
        if read.operation != entry.operation {
            self.fault(table, row, format!("entry {sequence} gives it to another operation"));
        } else if found != entry.leaf {
            let hash = entry.leaf;
            let problem =
                format!("entry {sequence} holds the hash {hash}, but what is recorded has {found}");
            self.fault(table, row, problem);
        }
    }

    /// A row without an entry was not written by us.
    fn rows_without_entry(&mut self) -> Result<()> {
        for facts::Kind { table, .. } in &KINDS {
            let sql = format!(
                "SELECT {table} FROM {table}
                    WHERE {table} NOT IN (SELECT row FROM entry WHERE kind = '{table}')"
            );
            let mut statement = self.connection.prepare(&sql)?;
            let rows = statement.query_map([], |row| row.get(0))?;
            for row in rows.collect::<rusqlite::Result<Vec<i64>>>()? {
                self.fault(table, in_row(row), "has no entry");
            }
        }
        Ok(())
    }
}

/// Says which row of its table.
pub(super) fn in_row(row: i64) -> String {
    format!("row {row}")
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

fn entry_from(row: &rusqlite::Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        sequence: row.get("sequence")?,
        operation: row.get("operation")?,
        kind: row.get("kind")?,
        row: row.get("row")?,
        leaf: row.get("leaf")?,
    })
}

/// The last entry, and the last row of each kind: entries follow each other without a gap, and so
/// do the rows that they name.
#[derive(Default)]
struct Last {
    sequence: i64,
    rows: BTreeMap<String, i64>,
}

impl Last {
    fn problem(&mut self, entry: &Entry) -> Option<String> {
        let expected = self.sequence + 1;
        self.sequence = entry.sequence;
        let before = self.rows.insert(entry.kind.clone(), entry.row).unwrap_or(0);
        if entry.sequence != expected {
            return Some(format!("its sequence is {}, but should be {expected}", entry.sequence));
        }
        let row = entry.row;
        (row != before + 1)
            .then(|| format!("names row {row} of {}, after row {before}", entry.kind))
    }
}
