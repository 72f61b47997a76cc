//! Is the record sound? Everything recorded is read back, and every hash, id and span computed
//! anew; SQLite checks its own pages, references and search indexes.

use std::collections::BTreeMap;

use rusqlite::{Connection, MAIN_DB};

use crate::model::{ContentHash, Document, Source};

use super::again::Again;
use super::check_spans::Spans;
use super::claims::ClaimFact;
use super::comparisons::ComparisonFact;
use super::entry::{self, Fact};
use super::error::{Error, Result};
use super::grades::{DescriptionFact, GradeFact};
use super::keys::KeyFact;
use super::kinds::Fault;
use super::notes::NoteFact;
use super::operations::{self, OperationFact};
use super::propositions::{NameFact, PlacementFact};
use super::relations::NewJudgement;
use super::reviews::{ReviewFact, WithdrawalFact};
use super::ties::NewTie;
use super::{Store, schema};

/// What was checked, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// What was checked, and how many of each.
    pub counts: BTreeMap<&'static str, usize>,
    /// Every fault found.
    pub faults: Vec<Fault>,
}

/// The tables that hold facts.
const TABLES: [&str; 16] = [
    OperationFact::TABLE,
    Source::TABLE,
    Document::TABLE,
    ClaimFact::TABLE,
    KeyFact::TABLE,
    Again::TABLE,
    ReviewFact::TABLE,
    WithdrawalFact::TABLE,
    ComparisonFact::TABLE,
    NewJudgement::TABLE,
    PlacementFact::TABLE,
    NameFact::TABLE,
    NewTie::TABLE,
    GradeFact::TABLE,
    DescriptionFact::TABLE,
    NoteFact::TABLE,
];

/// An entry as its row has it.
struct Entry {
    sequence: i64,
    operation: i64,
    kind: String,
    row: i64,
    leaf: ContentHash,
}

impl Store {
    /// Checks everything on record. Finds all faults; stops at none.
    ///
    /// # Errors
    /// Only what keeps it from looking at all; a damaged row is a fault, not an error.
    pub fn check(&self) -> Result<Findings> {
        let mut check = Check { connection: &self.connection, found: Findings::default() };
        check.pages()?;
        check.references()?;
        check.search()?;
        check.entries()?;
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
        let count = |table: &'static str| {
            let sql = format!("SELECT count(*) FROM {table}");
            Ok((table, self.connection.query_row(&sql, [], |row| row.get(0))?))
        };
        TABLES.into_iter().map(count).collect()
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

    fn entries(&mut self) -> Result<()> {
        let mut statement = self.connection.prepare("SELECT * FROM entry ORDER BY sequence")?;
        let mut rows = statement.query([])?;
        let (mut last, mut spans) = (Last::default(), Spans::default());
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
            self.fact(&entry, &mut spans)?;
        }
        spans.flush(self)
    }

    fn fact(&mut self, entry: &Entry, spans: &mut Spans) -> Result<()> {
        match entry.kind.as_str() {
            ClaimFact::TABLE => {
                if let Some(fact) = self.one::<ClaimFact<'_>>(entry, "claims") {
                    spans.add(self, entry.row, fact.new.into_owned().claim)?;
                }
            }
            OperationFact::TABLE => drop(self.one::<OperationFact>(entry, "operations")),
            KeyFact::TABLE => drop(self.one::<KeyFact>(entry, "keys")),
            Source::TABLE => drop(self.one::<Source>(entry, "sources")),
            Document::TABLE => drop(self.one::<Document>(entry, "documents")),
            Again::TABLE => drop(self.one::<Again>(entry, "records made again")),
            ReviewFact::TABLE => drop(self.one::<ReviewFact>(entry, "reviews")),
            WithdrawalFact::TABLE => drop(self.one::<WithdrawalFact>(entry, "withdrawals")),
            ComparisonFact::TABLE => drop(self.one::<ComparisonFact>(entry, "comparisons")),
            NewJudgement::TABLE => drop(self.one::<NewJudgement>(entry, "relation judgements")),
            PlacementFact::TABLE => {
                drop(self.one::<PlacementFact>(entry, "proposition judgements"));
            }
            NameFact::TABLE => drop(self.one::<NameFact>(entry, "proposition names")),
            NewTie::TABLE => drop(self.one::<NewTie>(entry, "source ties")),
            GradeFact::TABLE => drop(self.one::<GradeFact>(entry, "grades")),
            DescriptionFact::TABLE => drop(self.one::<DescriptionFact>(entry, "descriptions")),
            NoteFact::TABLE => drop(self.one::<NoteFact>(entry, "notes")),
            kind => {
                let problem = format!("there is no kind of fact called '{kind}'");
                self.fault("entry", in_row(entry.sequence), problem);
            }
        }
        Ok(())
    }

    /// Reads a fact back and compares it with its entry. Returns it if it could be read.
    fn one<F: Fact>(&mut self, entry: &Entry, what: &'static str) -> Option<F> {
        self.count(what);
        let (fact, operation) = match F::load(self.connection, entry.row) {
            Ok(loaded) => loaded,
            Err(error) => {
                self.fault(F::TABLE, in_row(entry.row), unreadable(&error));
                return None;
            }
        };
        let id = operations::id_of(self.connection, operation);
        let leaf = id.map(|id| entry::leaf(&fact, id));
        if operation != entry.operation {
            let problem = format!("entry {} gives it to another operation", entry.sequence);
            self.fault(F::TABLE, in_row(entry.row), problem);
        } else if leaf.as_ref().ok() != Some(&entry.leaf) {
            let found = leaf.map_or_else(|error| error.to_string(), |leaf| leaf.to_string());
            let problem = format!(
                "entry {} holds the hash {}, but what is recorded has {found}",
                entry.sequence, entry.leaf
            );
            self.fault(F::TABLE, in_row(entry.row), problem);
        }
        Some(fact)
    }

    /// A row without an entry was not written by us.
    fn rows_without_entry(&mut self) -> Result<()> {
        for table in TABLES {
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
