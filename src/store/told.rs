//! A record as its entries tell it: given away line by line, and made again from these lines.

use std::borrow::Cow;
use std::fmt;

use rusqlite::{Connection, ErrorCode, named_params};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::ledger::{Checkpoint, leaf};
use crate::model::{ContentHash, OperationId};

use super::also::{AlsoFact, Known, Thing};
use super::entry::{self, Fact};
use super::error::{Error, Result};
use super::facts::{self, KINDS, Kind};
use super::ledger::{self, Signed};
use super::operations::{self, OperationFact};
use super::stories::{self, StoryLink};
use super::{Store, View};

/// A fact that can be made from what its entry says.
pub(super) trait Told: Fact {
    /// Reads the fact of an entry; `subject` is there if the entry is the first to name a thing.
    fn told(fact: Value, subject: Option<Subject>) -> Result<Self>;
}

impl<F: Fact + DeserializeOwned> Told for F {
    fn told(fact: Value, _: Option<Subject>) -> Result<Self> {
        read_fact(F::TABLE, fact)
    }
}

/// The thing that an entry names by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its canonical JSON.
    pub canonical: String,
    /// Of a document: its text.
    pub text: Option<String>,
}

/// An entry as it was hashed, read and not yet believed.
#[derive(Debug)]
pub struct ToldEntry<'a> {
    line: &'a str,
    kind: &'static Kind,
    operation: OperationId,
    fact: Value,
}

#[derive(Deserialize)]
struct Form<'a> {
    fact: Value,
    operation: OperationId,
    r#type: Cow<'a, str>,
}

pub(super) fn bad(table: &'static str, problem: impl fmt::Display) -> Error {
    Error::BadValue { table, problem: problem.to_string() }
}

pub(super) fn read_fact<T: DeserializeOwned>(table: &'static str, fact: Value) -> Result<T> {
    serde_json::from_value(fact).map_err(|error| bad(table, error))
}

pub(super) fn subject_of(table: &'static str, subject: Option<Subject>) -> Result<Subject> {
    subject.ok_or_else(|| bad(table, "what its id stands for is not there"))
}

impl<'a> ToldEntry<'a> {
    /// Reads an entry from what was hashed.
    pub fn of(line: &'a str) -> Result<Self> {
        let form: Form<'_> = serde_json::from_str(line)
            .map_err(|error| bad("entry", format!("it is no entry: {error}")))?;
        let kind = facts::place(&form.r#type).map(|place| &KINDS[place]);
        let kind = kind.ok_or_else(|| bad("entry", "there is no such kind of fact"))?;
        Ok(Self { line, kind, operation: form.operation, fact: form.fact })
    }

    /// Tells whether it is of a document.
    pub fn is_of_document(&self) -> bool {
        self.kind.thing == Some(Thing::Document)
    }

    /// The id of the thing that it names.
    fn names(&self) -> Option<(Thing, Result<ContentHash>)> {
        let thing = self.kind.thing?;
        Some((thing, named(&self.fact, thing)))
    }
}

fn named(fact: &Value, thing: Thing) -> Result<ContentHash> {
    let id = fact[thing.table()].as_str().unwrap_or_default();
    id.parse().map_err(|error| bad(thing.table(), error))
}

/// Records the fact that an entry tells.
pub(super) fn record<F: Told>(
    connection: &Connection,
    operation: (i64, OperationId),
    fact: Value,
    subject: Option<Subject>,
) -> Result<()> {
    entry::record(connection, operation, &F::told(fact, subject)?).map(drop)
}

/// Records what an entry tells of a thing, whether it is the first to name it or not.
pub(super) fn record_known<F: Known + Told>(
    connection: &Connection,
    operation: (i64, OperationId),
    fact: Value,
    subject: Option<Subject>,
) -> Result<()> {
    let id = named(&fact, F::THING)?;
    if !F::THING.is_known(connection, id)? {
        return record::<F>(connection, operation, fact, subject);
    }
    entry::record(connection, operation, &AlsoFact::told(fact, (F::THING, id))?).map(drop)
}

/// Refuses an entry of a kind that has none of its own.
pub(super) fn by_no_entry(
    _: &Connection,
    _: (i64, OperationId),
    _: Value,
    _: Option<Subject>,
) -> Result<()> {
    Err(bad("entry", "there is no such kind of fact"))
}

/// A record that is being made anew from what its entries tell. Nothing that it is told is believed:
/// each entry must come out as it was hashed.
#[derive(Debug)]
pub struct Retelling<'c> {
    connection: &'c Connection,
    operation: Option<(i64, OperationId)>,
}

impl Store {
    /// Makes a record of its own from entries, in a temporary file that nobody else sees. `tell` tells
    /// all of them and says what was signed of their ledger.
    pub fn retold<E: From<Error>>(
        tell: impl FnOnce(&mut Retelling<'_>) -> std::result::Result<Signed, E>,
    ) -> std::result::Result<Self, E> {
        let mut store = Self::temporary()?;
        let transaction = store.connection.transaction().map_err(Error::from)?;
        let signed = tell(&mut Retelling { connection: &transaction, operation: None })?;
        ledger::keep(&transaction, &signed)?;
        transaction.commit().map_err(Error::from)?;
        Ok(store)
    }
}

impl Retelling<'_> {
    /// Tells whether an entry is the first to name its thing, which then has to be told with it.
    pub fn is_first(&self, entry: &ToldEntry<'_>) -> Result<bool> {
        match entry.names() {
            Some((thing, id)) => Ok(!thing.is_known(self.connection, id?)?),
            None => Ok(false),
        }
    }

    /// Records what an entry tells.
    ///
    /// # Errors
    /// `BadValue` if it does not come out as it was hashed, or names what was not told before.
    pub fn entry(&mut self, entry: ToldEntry<'_>, subject: Option<Subject>) -> Result<()> {
        let ToldEntry { line, kind, .. } = entry;
        let table = kind.table;
        check_subject(&entry, subject.as_ref())?;
        self.record(entry, subject).map_err(|error| impossible(table, error))?;
        let sql = "SELECT leaf FROM entry ORDER BY sequence DESC LIMIT 1";
        let recorded: ContentHash =
            self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        if recorded == leaf(line.as_bytes()) {
            return Ok(());
        }
        Err(bad(table, "the entry does not come out as it is written"))
    }

    fn record(&mut self, entry: ToldEntry<'_>, subject: Option<Subject>) -> Result<()> {
        let ToldEntry { kind, operation, fact, .. } = entry;
        if kind.table == OperationFact::TABLE {
            let fact = OperationFact::told(fact, None)?;
            self.operation = Some((operations::record(self.connection, &fact)?, fact.id()));
            return Ok(());
        }
        let operation = self.operation(operation)?;
        (kind.retell)(self.connection, operation, fact, subject)
    }

    fn operation(&mut self, id: OperationId) -> Result<(i64, OperationId)> {
        if let Some(last) = self.operation.filter(|(_, last)| *last == id) {
            return Ok(last);
        }
        let row = operations::row_of(self.connection, id)?;
        let row = row.ok_or_else(|| bad("entry", "its operation was not told before it"))?;
        Ok(*self.operation.insert((row, id)))
    }

    /// Notes a link between two documents.
    pub fn link(&mut self, link: &StoryLink) -> Result<()> {
        let (row, _) = self.operation(link.operation)?;
        stories::add_link(self.connection, row, link)
            .map_err(|error| impossible("story_link", error))
    }

    /// Returns the size and root of the ledger as it was told so far; `None` before the first entry.
    pub fn checkpoint(&self) -> Result<Option<Checkpoint>> {
        ledger::checkpoint(self.connection)
    }
}

/// The thing told with an entry must be the one that it names.
fn check_subject(entry: &ToldEntry<'_>, subject: Option<&Subject>) -> Result<()> {
    let (Some((thing, id)), Some(subject)) = (entry.names(), subject) else { return Ok(()) };
    let (id, found) = (id?, ContentHash::of(subject.canonical.as_bytes()));
    if id == found {
        return Ok(());
    }
    Err(bad(
        thing.table(),
        format!("the entry names {id}, but what stands for it has the id {found}"),
    ))
}

/// What the tables refuse was not written by us.
fn impossible(table: &'static str, error: Error) -> Error {
    match error {
        Error::Sqlite(error)
            if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) =>
        {
            bad(table, "it names what was not told before it, or says what cannot be")
        }
        error => error,
    }
}

const THINGS: &str = "SELECT kind, row FROM entry
    WHERE kind IN ('document', 'source', 'claim') AND sequence <= :size ORDER BY sequence";

const TEXTS: &str = "SELECT d.sha256, d.text FROM document AS d
    JOIN entry AS e ON e.kind = 'document' AND e.row = d.document
    WHERE e.sequence <= :size GROUP BY d.sha256 ORDER BY d.sha256";

impl View<'_> {
    /// Tells each of the first `size` entries as it was hashed, in order.
    pub fn tell_entries<E: From<Error>>(
        &self,
        size: u64,
        mut each: impl FnMut(&str) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        (1..=size).try_for_each(|number| each(&self.entry_at(number)?.text))
    }

    /// Tells the canonical JSON of each thing that they name, in the order in which they first do.
    pub fn tell_subjects<E: From<Error>>(
        &self,
        size: u64,
        mut each: impl FnMut(&[u8]) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut statement = self.connection.prepare(THINGS).map_err(Error::from)?;
        let mut rows = statement.query(named_params! { ":size": size }).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            let (kind, row): (String, i64) =
                row.get(0).and_then(|kind| Ok((kind, row.get(1)?))).map_err(Error::from)?;
            self.subject_at(&kind, row)?.map_or(Ok(()), |subject| each(&subject))?;
        }
        Ok(())
    }

    /// Tells each text of the documents among them with its SHA-256, in the order of these.
    pub fn tell_texts<E: From<Error>>(
        &self,
        size: u64,
        mut each: impl FnMut(ContentHash, &str) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut statement = self.connection.prepare(TEXTS).map_err(Error::from)?;
        let mut rows = statement.query(named_params! { ":size": size }).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            let (sha256, text): (ContentHash, String) =
                row.get(0).and_then(|sha256| Ok((sha256, row.get(1)?))).map_err(Error::from)?;
            each(sha256, &text)?;
        }
        Ok(())
    }

    /// Tells each link between documents that was found in an operation among them.
    pub fn tell_links<E: From<Error>>(
        &self,
        size: u64,
        mut each: impl FnMut(&StoryLink) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        stories::each_link(self.connection, size, |_, link| each(&link))
    }
}
