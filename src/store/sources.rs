//! Sources: whom claims are attributed to.

use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;
use serde_json::Value;

use crate::model::{Source, SourceId, SourceKind};

use super::also::{Heard, SourceTold, Thing};
use super::entry::{self, Cells, Fact};
use super::error::{Error, Result};
use super::told::{Subject, Told, bad, read_fact, subject_of};
use super::{View, Writer};

const ADD: &str = "INSERT INTO source (id, operation, name, kind, document)
    VALUES (:id, :operation, :name, :kind, (SELECT document FROM document WHERE id = :document))";

const ADD_NAME: &str = "INSERT INTO source_names (rowid, name) VALUES (:source, :name)";

/// What the record holds of a source beside what its id covers.
#[derive(Serialize)]
struct Form {
    kind: SourceKind,
    source: SourceId,
}

impl Fact for Source {
    const TABLE: &'static str = "source";
    const READ: &'static str = "SELECT s.source AS row, s.operation, s.name, s.kind, d.id, s.id
        FROM source AS s LEFT JOIN document AS d USING (document)";

    fn form(&self) -> impl Serialize {
        Form { kind: self.kind, source: self.id() }
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        connection.prepare_cached(ADD)?.execute(named_params! {
            ":id": self.id(), ":operation": operation, ":name": self.name, ":kind": self.kind,
            ":document": self.document,
        })?;
        Ok(())
    }

    fn insert_parts(&self, connection: &Connection, row: i64) -> Result<()> {
        let name = named_params! { ":source": row, ":name": self.name };
        connection.prepare_cached(ADD_NAME)?.execute(name)?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        let source = Self { name: cells.next()?, kind: cells.next()?, document: cells.next()? };
        let (id, found): (SourceId, _) = (cells.next()?, source.id());
        if found == id && source.kind.is_unnamed() == source.document.is_some() {
            return Ok(source);
        }
        Err(cells.bad(format!("its id is {id}, but what it says has the id {found}")))
    }
}

impl Told for Source {
    fn told(fact: Value, subject: Option<Subject>) -> Result<Self> {
        let SourceTold { kind, .. } = read_fact(Self::TABLE, fact)?;
        let subject = subject_of(Self::TABLE, subject)?;
        Self::of_canonical(&subject.canonical, kind).map_err(|error| bad(Self::TABLE, error))
    }
}

impl View<'_> {
    /// Returns a source's name and kind.
    pub fn source_itself(&self, id: SourceId) -> Result<Source> {
        let row = self.source_row(id)?;
        let (mut source, operation) = entry::load::<Source>(self.connection, row)?;
        let heard: Heard<SourceTold> = self.heard(Thing::Source, row, operation)?;
        source.kind = heard.told.map_or(source.kind, |told| told.kind);
        Ok(source)
    }

    pub(super) fn source_row(&self, id: SourceId) -> Result<i64> {
        find(self.connection, id)?
            .ok_or_else(|| Error::Unknown { kind: "source", id: id.to_string() })
    }
}

impl Writer<'_> {
    /// Records a source, if it is not on record. Returns its row.
    pub(super) fn add_source(&mut self, source: &Source) -> Result<i64> {
        let id = source.id();
        if let Some(&row) = self.sources.get(&id) {
            return Ok(row);
        }
        let row = match find(self.view.connection, id)? {
            Some(row) => row,
            None => self.record(source)?,
        };
        self.sources.insert(id, row);
        Ok(row)
    }

    /// Records a source that a person names, if it is not on record.
    pub fn add_named_source(&mut self, source: &Source) -> Result<()> {
        self.add_source(source).map(drop)
    }
}

fn find(connection: &Connection, id: SourceId) -> Result<Option<i64>> {
    let sql = "SELECT source FROM source WHERE id = :id";
    Ok(connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}
