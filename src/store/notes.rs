//! Notes: a person's words on anything that has an id.

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use crate::model::{ContentHash, Judged};

use super::entry::{Cells, Fact};
use super::error::Result;
use super::kinds::Event;
use super::{View, Writer};

/// A note on the thing of one kind with one id.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct NoteFact {
    id: ContentHash,
    kind: String,
    words: String,
}

const ADD: &str =
    "INSERT INTO note (operation, kind, id, words) VALUES (:operation, :kind, :id, :words)";

impl Fact for NoteFact {
    const TABLE: &'static str = "note";
    const READ: &'static str = "SELECT note AS row, operation, id, kind, words FROM note";

    fn form(&self) -> impl Serialize {
        self
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        connection.prepare_cached(ADD)?.execute(named_params! {
            ":operation": operation, ":kind": self.kind, ":id": self.id, ":words": self.words,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self { id: cells.next()?, kind: cells.next()?, words: cells.next()? })
    }
}

impl From<NoteFact> for Event {
    fn from(fact: NoteFact) -> Self {
        Self::Noted { text: fact.words }
    }
}

impl View<'_> {
    /// Lists the standing notes on the thing with this id, oldest first.
    pub fn notes(&self, id: ContentHash) -> Result<Vec<(String, Judged)>> {
        let order = self.order("n", "note", "ASC");
        let sql = format!("SELECT operation, words FROM note AS n WHERE id = :id {order}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        let mut notes = Vec::new();
        while let Some(row) = rows.next()? {
            let operation = row.get("operation")?;
            if !self.hidden.contains(&operation) {
                notes.push((row.get("words")?, self.judged(operation)?));
            }
        }
        Ok(notes)
    }
}

impl Writer<'_> {
    /// Writes a note on the thing of this kind ("claim", "document", ...) with this id.
    pub fn note(&mut self, kind: &str, id: ContentHash, words: &str) -> Result<()> {
        self.record(&NoteFact { id, kind: kind.to_owned(), words: words.to_owned() }).map(drop)
    }
}
