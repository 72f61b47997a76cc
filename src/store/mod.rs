//! The record: the only room that speaks SQL.
//!
//! [`Store`] opens a file; [`Store::at`] gives a [`View`] of the record at one moment, through which
//! everything is read; [`Store::write`] gives a [`Writer`] for one transaction. `schema.sql` is the
//! whole database on one page.

mod again;
mod also;
mod backup;
mod budget;
mod check;
mod check_entries;
mod check_facts;
mod check_file;
mod check_links;
mod check_spans;
mod check_tree;
mod claim_lists;
mod claim_parts;
mod claims;
mod comparisons;
mod documents;
mod entry;
mod error;
mod facts;
mod filter;
mod folder;
mod grades;
mod history;
mod keys;
mod kinds;
mod ledger;
mod merges;
mod near;
mod notes;
mod open;
mod operations;
mod positions;
mod prefixes;
mod propositions;
mod protections;
mod relations;
mod reviews;
mod schema;
mod search;
mod session;
mod source_lists;
mod sources;
mod sql_types;
mod stamps;
mod stories;
mod taking;
mod texts;
mod ties;
mod told;
mod tree;
mod vectors;
mod when;

pub use backup::whole;
pub use check::Findings;
pub use claims::NewClaim;
pub use error::{Error, Result};
pub use filter::{ClaimFilter, ReviewState};
pub use kinds::{
    Event, Fault, Happening, Kinship, Moment, Naming, Operation, Placement, RecordedComparison,
    RelationJudgement, Verdict,
};
pub use ledger::{Place, Signed};
pub use near::{Near, Within};
pub use positions::{Position, Question};
pub use relations::NewJudgement;
pub use session::Session;
pub use stories::{Stories, Story, StoryLink};
pub use taking::Taken;
pub use ties::NewTie;
pub use told::{Retelling, Subject, ToldEntry};
pub use vectors::Unread;

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::model::{DocumentRecord, OperationId, SourceId};
use budget::Budget;
use entry::Fact;
use operations::Until;

type Documents = RefCell<BTreeMap<i64, Arc<DocumentRecord>>>;

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: Option<PathBuf>,
    budget: Budget,
}

/// The record as it stood at one moment: a consistent snapshot, whatever others write meanwhile.
#[derive(Debug)]
pub struct View<'a> {
    connection: &'a Connection,
    budget: &'a Budget,
    until: Until,
    /// Other records were merged into this one: its order is time.
    merged: bool,
    /// The operations whose facts do not count.
    hidden: BTreeSet<i64>,
    /// The documents met so far, by row: their claims share them.
    documents: Documents,
    /// The documents that do not count, once they were asked for.
    gone_documents: OnceCell<BTreeSet<i64>>,
    _snapshot: Option<Transaction<'a>>,
}

/// One transaction of one session. Reads what it has written.
#[derive(Debug)]
pub struct Writer<'a> {
    view: View<'a>,
    session: &'a Session,
    operation: Option<(i64, OperationId)>,
    /// The rows of the sources seen in this transaction.
    sources: BTreeMap<SourceId, i64>,
}

/// What recording something did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It was not known and is recorded now.
    New,
    /// It had been undone and is on record again.
    Again,
    /// It was on record already: nothing was added.
    Known,
}

impl Store {
    /// Returns where the database is; `None` in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The record as it stood at `as_of`, or as it stands now: only facts of operations recorded
    /// by then and not undone by then.
    ///
    /// # Errors
    /// `Unknown` if `as_of` is an operation that is not on record.
    pub fn at(&self, as_of: Option<Moment>) -> Result<View<'_>> {
        // A second view on the same store shares the first one's snapshot.
        let alone = self.connection.is_autocommit();
        let snapshot = alone.then(|| self.connection.unchecked_transaction()).transpose()?;
        let until = Until::of(&self.connection, as_of)?;
        let hidden = operations::hidden(&self.connection, &until)?;
        let (connection, budget) = (&self.connection, &self.budget);
        Ok(View {
            connection,
            budget,
            until,
            merged: merges::any(&self.connection)?,
            hidden,
            documents: Documents::default(),
            gone_documents: OnceCell::new(),
            _snapshot: snapshot,
        })
    }

    /// Runs `step` in one transaction of `session`: all of it is recorded, or nothing. A rehearsal
    /// ([`Session::dry_run`]) is rolled back at the end.
    pub fn write<T, E: From<Error>>(
        &mut self,
        session: &Session,
        step: impl FnOnce(&mut Writer<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        // Taking the lock at once, not at the first write, is what lets writers wait their turn.
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(Error::from)?;
        let mut writer = Writer::new((&transaction, &self.budget), session)?;
        let outcome = step(&mut writer)?;
        let operation = writer.operation;
        drop(writer);
        if session.is_dry_run() {
            transaction.rollback().map_err(Error::from)?;
        } else {
            transaction.commit().map_err(Error::from)?;
            session.operation.set(operation);
        }
        Ok(outcome)
    }
}

impl View<'_> {
    /// All standing facts of a kind in the order of recording, each with its operation.
    fn standing<F: Fact>(&self) -> Result<Vec<(F, i64)>> {
        let mut standing = Vec::new();
        F::scan(self.connection, 1..=i64::MAX, |found| {
            if !self.hidden.contains(&found.operation) {
                standing.push((found.fact?, found.operation));
            }
            Ok(())
        })?;
        if self.merged {
            let mut turns = BTreeMap::new();
            for (_, operation) in &standing {
                turns.insert(*operation, operations::turn_of(self.connection, *operation)?);
            }
            standing.sort_by(|(_, a), (_, b)| turns[a].cmp(&turns[b]));
        }
        Ok(standing)
    }

    /// Tells whether other records were merged into this one.
    pub fn is_merged(&self) -> bool {
        self.merged
    }

    /// How facts are put in order, `ASC` or `DESC`: in a record of one ledger as it has them. A
    /// merge makes one record of several ledgers, whose common order is time; what one operation
    /// recorded keeps its order.
    fn order(&self, table: &str, key: &str, way: &str) -> String {
        let row = format!("{table}.{key} {way}");
        if !self.merged {
            return format!("ORDER BY {row}");
        }
        format!(
            "ORDER BY (SELECT turn.recorded_at || hex(turn.id) FROM operation AS turn
                WHERE turn.operation = {table}.operation) {way}, {row}"
        )
    }
}

impl<'a> Writer<'a> {
    fn new(
        (connection, budget): (&'a Connection, &'a Budget),
        session: &'a Session,
    ) -> Result<Self> {
        let until = Until::default();
        let hidden = operations::hidden(connection, &until)?;
        let view = View {
            connection,
            budget,
            until,
            merged: merges::any(connection)?,
            hidden,
            documents: Documents::default(),
            gone_documents: OnceCell::new(),
            _snapshot: None,
        };
        let operation = session.operation.get();
        Ok(Self { view, session, operation, sources: BTreeMap::new() })
    }

    /// The record as it stands inside this transaction.
    pub fn view(&self) -> &View<'a> {
        &self.view
    }

    /// Records one fact of this session and returns its row. The session's operation is recorded
    /// before its first fact.
    fn record<F: Fact>(&mut self, fact: &F) -> Result<i64> {
        let operation = match self.operation {
            Some(operation) => operation,
            None => operations::begin(self.view.connection, self.session, None)?,
        };
        self.operation = Some(operation);
        // What is recorded can change how many live claims a document has.
        if F::TABLE != comparisons::ComparisonFact::TABLE {
            self.view.documents.take();
            self.view.gone_documents.take();
        }
        entry::record(self.view.connection, operation, fact)
    }
}

/// A limit as SQL has it: -1 is none.
fn limit(limit: Option<usize>) -> i64 {
    limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::model::ContentHash;

    fn session(second: i64) -> Session {
        let at = DateTime::from_timestamp(second, 0).unwrap();
        Session::new("Mara", at, "test")
    }

    fn notes(store: &mut Store, second: i64, count: usize, long: usize) -> Result<()> {
        store.write(&session(second), |writer| {
            (0..count)
                .try_for_each(|_| writer.note("claim", ContentHash::of(b"x"), &"x".repeat(long)))
        })
    }

    fn notes_on_record(store: &Store) -> usize {
        store.at(None).unwrap().notes(ContentHash::of(b"x")).unwrap().len()
    }

    #[test]
    fn a_full_disk_leaves_nothing_half_recorded_and_space_can_return() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("r.db")).unwrap();
        notes(&mut store, 1, 1, 10).unwrap();
        let limit = |store: &Store, pages: i64| {
            store.connection.pragma_update(None, "max_page_count", pages).unwrap();
        };
        limit(&store, 120);
        let full = notes(&mut store, 2, 100, 100_000);
        assert!(matches!(full, Err(Error::DiskFull)), "{full:?}");
        assert_eq!(notes_on_record(&store), 1);
        assert_eq!(store.check(None).unwrap().faults, []);
        limit(&store, 1_000_000);
        notes(&mut store, 3, 100, 100_000).unwrap();
        assert_eq!(notes_on_record(&store), 101);
    }

    #[test]
    fn a_write_that_fails_in_the_middle_records_nothing() {
        let mut store = Store::in_memory().unwrap();
        let failed: Result<()> = store.write(&session(1), |writer| {
            writer.note("claim", ContentHash::of(b"x"), "one")?;
            writer.accept(crate::model::ClaimId(ContentHash::of(b"y")), None)
        });
        assert!(failed.is_err());
        assert_eq!(notes_on_record(&store), 0);
        assert_eq!(store.at(None).unwrap().operations(None).unwrap(), []);
    }

    #[test]
    fn a_view_stays_as_it_was_while_others_write() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.db");
        let mut store = Store::open(&path).unwrap();
        let reader = Store::open_to_read(&path).unwrap();
        let before = reader.at(None).unwrap();
        assert_eq!(before.notes(ContentHash::of(b"x")).unwrap().len(), 0);
        notes(&mut store, 1, 1, 10).unwrap();
        assert_eq!(before.notes(ContentHash::of(b"x")).unwrap().len(), 0);
        drop(before);
        assert_eq!(notes_on_record(&reader), 1);
    }

    #[test]
    fn a_text_beyond_the_limit_is_refused() {
        let mut store = Store::in_memory().unwrap();
        let outcome = notes(&mut store, 1, 1, error::LONGEST + 1);
        assert!(matches!(outcome, Err(Error::TooLong { .. })), "{outcome:?}");
    }
}
