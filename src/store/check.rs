//! Is the record sound? Everything recorded is read back, and every hash, id and span computed
//! anew; SQLite checks its own pages, references and search indexes.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};

use rusqlite::Connection;

use crate::ledger::Checkpoint;

use super::check_entries::entries;
use super::check_facts::Batch;
use super::error::Result;
use super::facts::{self, KINDS};
use super::kinds::Fault;
use super::{Store, check_file, check_links, open, schema, stamps, tree};

/// What was checked, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// What was checked, and how many of each.
    pub counts: BTreeMap<&'static str, usize>,
    /// Every fault found.
    pub faults: Vec<Fault>,
}

impl Findings {
    pub(super) fn add(&mut self, what: &'static str, count: usize) {
        if count > 0 {
            *self.counts.entry(what).or_default() += count;
        }
    }

    pub(super) fn fault(
        &mut self,
        table: &str,
        place: impl Into<String>,
        problem: impl Into<String>,
    ) {
        let (table, place, problem) = (table.to_owned(), place.into(), problem.into());
        self.faults.push(Fault { table, place, problem });
    }

    pub(super) fn join(&mut self, other: Self) {
        other.counts.into_iter().for_each(|(what, count)| self.add(what, count));
        self.faults.extend(other.faults);
    }
}

/// A part of the check that can be done beside the others.
pub(super) enum Job {
    Indexes,
    Table(String),
    Pages,
    References,
    Stamps,
    Links,
    Facts(Box<Batch>),
}

impl Job {
    fn run(&self, connection: &Connection) -> Result<Findings> {
        match self {
            Self::Indexes => check_file::indexes(connection),
            Self::Table(name) => check_file::table(connection, name),
            Self::Pages => check_file::pages(connection),
            Self::References => check_file::references(connection),
            Self::Stamps => stamps::check(connection),
            Self::Links => check_links::links(connection),
            Self::Facts(batch) => batch.check(connection),
        }
    }
}

/// A job with its number, which says where what it finds is told.
type Numbered = (usize, Job);

/// With fewer entries than this it is not worth while to begin threads.
const MANY: u64 = 20_000;

impl Store {
    /// Checks everything on record, and that nothing of what `since` speaks of has been changed or
    /// removed. Finds all faults; stops at none.
    ///
    /// # Errors
    /// Only what keeps it from looking at all; a damaged row is a fault, not an error.
    pub fn check(&self, since: Option<&Checkpoint>) -> Result<Findings> {
        let hands = self.hands()?;
        if hands.is_empty() { self.check_alone(since) } else { self.check_by(hands, since) }
    }

    /// More connections to a long record, one for each thread that is to read it.
    fn hands(&self) -> Result<Vec<Connection>> {
        let Some(path) = self.path().filter(|_| self.connection.is_autocommit()) else {
            return Ok(Vec::new());
        };
        if tree::size(&self.connection)? < MANY {
            return Ok(Vec::new());
        }
        let count = std::thread::available_parallelism().map_or(1, |count| count.get().min(8));
        (0..count).map(|_| open::open_existing(path)).collect()
    }

    fn check_alone(&self, since: Option<&Checkpoint>) -> Result<Findings> {
        let connection = &self.connection;
        let mut found = check_file::indexes(connection)?;
        let _one_state = check_file::one_state(connection)?;
        let mut beside = Findings::default();
        let mut give = |job: Job| {
            beside.join(job.run(connection)?);
            Ok(())
        };
        found.join(entries(connection, since, &mut give)?);
        self.jobs()?.try_for_each(give)?;
        found.join(beside);
        Ok(found)
    }

    /// Reads the entries here; what is recorded, and all else, is looked at by `hands`.
    fn check_by(&self, hands: Vec<Connection>, since: Option<&Checkpoint>) -> Result<Findings> {
        // The search indexes are checked by what SQLite takes for a write. Without a write-ahead log
        // it waits until nobody reads: then they come before all else.
        let beside = self.is_logged_ahead()?.then_some(Job::Indexes);
        let first = beside.is_none().then(|| check_file::indexes(&self.connection)).transpose()?;
        // Other connections may see a later state: what is recorded is the same there.
        let _one_state = check_file::one_state(&self.connection)?;
        std::thread::scope(|scope| {
            let (give, take) = mpsc::sync_channel::<Numbered>(4 * hands.len());
            let take = Arc::new(Mutex::new(take));
            let begin = |hand: Connection| {
                let take = Arc::clone(&take);
                scope.spawn(move || work(&hand, &take))
            };
            let threads: Vec<_> = hands.into_iter().map(begin).collect();
            drop(take);
            let mut given = 0;
            let mut give = move |job| {
                given += 1;
                // Nobody is left to take it only if all threads have panicked, which is told below.
                let _ = give.send((given, job));
                Ok(())
            };
            beside.into_iter().chain(self.jobs()?).try_for_each(&mut give)?;
            let mut found = vec![(0, entries(&self.connection, since, &mut give))];
            drop(give);
            for thread in threads {
                found.extend(thread.join().expect("a thread that checks does not panic"));
            }
            found.sort_by_key(|(nth, _)| *nth);
            let mut all = first.unwrap_or_default();
            for (_, part) in found {
                all.join(part?);
            }
            Ok(all)
        })
    }

    fn is_logged_ahead(&self) -> Result<bool> {
        let mode: String =
            self.connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
        Ok(mode == "wal")
    }

    /// What is looked at beside the search indexes and the entries with their facts.
    fn jobs(&self) -> Result<impl Iterator<Item = Job>> {
        let tables = check_file::tables(&self.connection)?.into_iter().map(Job::Table);
        Ok([Job::References, Job::Pages, Job::Stamps, Job::Links].into_iter().chain(tables))
    }

    /// Returns what SQLite's own quick check finds, and what is wrong with the pages; empty when sound.
    pub fn quick_check(&self) -> Result<Vec<String>> {
        let mut messages = check_file::messages(&self.connection, "PRAGMA quick_check")?;
        let schema = check_file::table(&self.connection, check_file::SCHEMA)?;
        let pages = check_file::pages(&self.connection)?;
        let faults = schema.faults.into_iter().chain(pages.faults);
        messages.extend(faults.map(|fault| fault.problem));
        Ok(messages)
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

/// Does one job after the other. What goes wrong in one is told at the end: the others are done.
fn work(
    connection: &Connection,
    jobs: &Mutex<Receiver<Numbered>>,
) -> Vec<(usize, Result<Findings>)> {
    let mut done = Vec::new();
    loop {
        let job = jobs.lock().expect("a thread that waits does not panic").recv();
        let Ok((nth, job)) = job else { return done };
        done.push((nth, job.run(connection)));
    }
}

/// Says which row of its table.
pub(super) fn in_row(row: i64) -> String {
    format!("row {row}")
}
