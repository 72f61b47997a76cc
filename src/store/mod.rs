//! The record: the only room that speaks SQL.

mod error;
mod filter;
mod kinds;
mod session;

pub use error::{Error, Result};
pub use filter::{ClaimFilter, ReviewState};
pub use kinds::{Event, Fault, Operation, RecordedComparison, RelationJudgement, Verdict};
pub use session::Session;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::model::{
    ClaimId, ClaimRecord, Comparison, DocumentId, SourceId, SourceRecord, SourceTie,
};

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: rusqlite::Connection,
    path: Option<PathBuf>,
}

/// The record as it stood at one moment: a consistent snapshot.
#[derive(Debug)]
pub struct View<'a> {
    #[expect(dead_code)]
    connection: &'a rusqlite::Connection,
}

/// One transaction of one session. Reads what it has written.
#[derive(Debug)]
pub struct Writer<'a> {
    view: View<'a>,
}

impl Store {
    /// Opens the database at `path` for reading and writing; makes it if there is none.
    pub fn open(path: &Path) -> Result<Self> {
        let connection = rusqlite::Connection::open(path)?;
        Ok(Self { connection, path: Some(path.to_owned()) })
    }

    /// Opens the database at `path` for reading. Neither makes nor changes it.
    pub fn open_to_read(path: &Path) -> Result<Self> {
        Self::open(path)
    }

    /// Makes an empty database in memory.
    pub fn in_memory() -> Result<Self> {
        Ok(Self { connection: rusqlite::Connection::open_in_memory()?, path: None })
    }

    /// Returns where the database is; `None` in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The record as it stood at `as_of`, or as it stands now: only facts of operations recorded
    /// by then and not undone by then.
    pub fn at(&self, as_of: Option<DateTime<Utc>>) -> Result<View<'_>> {
        let _ = as_of;
        Ok(View { connection: &self.connection })
    }

    /// Runs `step` in one transaction of `session`: all of it is recorded, or nothing.
    pub fn write<T, E: From<Error>>(
        &mut self,
        session: &Session,
        step: impl FnOnce(&mut Writer<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let _ = session;
        step(&mut Writer { view: View { connection: &self.connection } })
    }
}

impl View<'_> {
    /// Lists claims.
    pub fn claims(&self, filter: &ClaimFilter) -> Result<Vec<ClaimRecord>> {
        let _ = filter;
        unimplemented!()
    }

    /// Lists sources by name; `None` for all that a live claim or a judgement names.
    pub fn sources(&self, ids: Option<&[SourceId]>) -> Result<Vec<SourceRecord>> {
        let _ = ids;
        unimplemented!()
    }

    /// Lists the standing ties of sources: people's judgements, and what documents' words propose
    /// ("speaks for" the body a mention names).
    pub fn ties(&self) -> Result<Vec<SourceTie>> {
        unimplemented!()
    }

    /// Lists the recorded comparisons of live claims, the latest of each pair; with `touching`,
    /// those with one of these claims on either side.
    pub fn comparisons(&self, touching: Option<&[ClaimId]>) -> Result<Vec<RecordedComparison>> {
        let _ = touching;
        unimplemented!()
    }

    /// Lists people's standing judgements on relations, the latest of each pair.
    pub fn relation_judgements(&self) -> Result<Vec<RelationJudgement>> {
        unimplemented!()
    }

    /// Returns a document's text.
    pub fn text(&self, document: DocumentId) -> Result<String> {
        let _ = document;
        unimplemented!()
    }

    /// Lists live claims that share at least one of `words` with a claim, the best match first.
    pub fn claims_sharing(&self, words: &[String], limit: usize) -> Result<Vec<ClaimRecord>> {
        let _ = (words, limit);
        unimplemented!()
    }
}

impl<'a> Writer<'a> {
    /// The record as it stands inside this transaction.
    pub fn view(&self) -> &View<'a> {
        &self.view
    }

    /// Records the program's comparison of two claims. `false` if the same is on record already.
    pub fn add_comparison(
        &mut self,
        a: ClaimId,
        b: ClaimId,
        comparison: &Comparison,
    ) -> Result<bool> {
        let _ = (a, b, comparison);
        unimplemented!()
    }
}
