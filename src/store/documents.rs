//! Documents: texts with their hashes.

use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::Serialize;

use crate::model::{
    Capture, ContentHash, Document, DocumentId, DocumentRecord, Metadata, Source, SourceKind,
    SourceName,
};

use super::entry::Fact;
use super::error::{Error, Result};
use super::sql_types::Instant;
use super::{Added, View, Writer, when};

const ADD: &str = "INSERT INTO document (id, operation, sha256, raw_sha256, outlet, published_on,
        published_words, published_from, published_to, title, author, url, path, text)
    VALUES (:id, :operation, :sha256, :raw_sha256, (SELECT source FROM source WHERE id = :outlet),
        :on, :words, :from, :to, :title, :author, :url, :path, :text)";

const ONE: &str = "SELECT d.*, s.name AS outlet_name, s.document AS outlet_document
    FROM document AS d LEFT JOIN source AS s ON s.source = d.outlet WHERE d.document = :document";

/// What the record holds of a document beside what its id covers.
#[derive(Serialize)]
struct Form<'a> {
    author: Option<&'a str>,
    document: DocumentId,
    path: Option<&'a str>,
    published_words: Option<&'a str>,
    raw_sha256: ContentHash,
    title: Option<&'a str>,
    url: Option<&'a str>,
}

impl Fact for Document {
    const TABLE: &'static str = "document";

    fn form(&self) -> impl Serialize {
        let metadata = self.metadata();
        Form {
            author: metadata.author.as_deref(),
            document: self.id(),
            path: self.path(),
            published_words: when::words(metadata.published_on.as_ref()),
            raw_sha256: self.raw_sha256(),
            title: metadata.title.as_deref(),
            url: metadata.url.as_deref(),
        }
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<i64> {
        let metadata = self.metadata();
        let published = metadata.published_on.as_ref();
        let [from, to] = when::bounds(published);
        connection.prepare_cached(ADD)?.execute(named_params! {
            ":id": self.id(), ":operation": operation,
            ":sha256": self.sha256(), ":raw_sha256": self.raw_sha256(),
            ":outlet": outlet(self).map(|source| source.id()),
            ":on": when::edtf(published), ":words": when::words(published), ":from": from,
            ":to": to, ":title": metadata.title, ":author": metadata.author, ":url": metadata.url,
            ":path": self.path(), ":text": self.text(),
        })?;
        Ok(connection.last_insert_rowid())
    }

    fn load(connection: &Connection, row: i64) -> Result<(Self, i64)> {
        let mut statement = connection.prepare_cached(ONE)?;
        let mut rows = statement.query([row])?;
        let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        let document = from_row(row)?;
        check(row, &document)?;
        Ok((document, row.get("operation")?))
    }
}

/// The outlet of a document as a source.
pub(super) fn outlet(document: &Document) -> Option<Source> {
    let name = document.metadata().outlet.clone()?;
    Some(Source::new(name, SourceKind::Outlet, document.id()))
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Document> {
    let capture = Capture {
        text: row.get("text")?,
        raw_sha256: row.get("raw_sha256")?,
        metadata: Metadata {
            outlet: row.get("outlet_name")?,
            title: row.get("title")?,
            published_on: when::read(row, "published_on", "published_words")?,
            url: row.get("url")?,
            author: row.get("author")?,
        },
    };
    Ok(Document::new(capture, row.get("path")?))
}

/// Checks what `from_row` computes anew, and what follows from other columns.
fn check(row: &Row<'_>, document: &Document) -> Result<()> {
    let bad = |problem| Err(Error::BadValue { table: "document", problem });
    let (sha256, id): (ContentHash, DocumentId) = (row.get("sha256")?, row.get("id")?);
    if sha256 != document.sha256() {
        let found = document.sha256();
        return bad(format!("the text has the SHA-256 {found}, but {sha256} was recorded"));
    }
    if id != document.id() {
        return bad(format!("its id is {id}, but what it says has the id {}", document.id()));
    }
    let published = document.metadata().published_on.as_ref();
    when::check(row, "document", published, ["published_from", "published_to", "published_words"])
}

const RECORD: &str = "SELECT d.document, d.id, d.operation, d.sha256, d.raw_sha256, d.path,
        d.title, d.published_on, d.published_words, d.url, d.author, s.name AS outlet_name,
        o.recorded_at
    FROM document AS d
    JOIN operation AS o USING (operation)
    LEFT JOIN source AS s ON s.source = d.outlet ";

impl View<'_> {
    /// Lists all documents in the order of recording.
    pub fn documents(&self) -> Result<Vec<DocumentRecord>> {
        let mut statement = self.connection.prepare_cached(&format!("{RECORD} ORDER BY 1"))?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if self.document_counts(row.get("document")?, row.get("operation")?)? {
                found.push(self.document_from(row)?);
            }
        }
        Ok(found)
    }

    /// Returns one document's record.
    pub fn document(&self, id: DocumentId) -> Result<DocumentRecord> {
        self.document_at(self.document_row(id)?)
    }

    /// Returns a document with its text.
    pub fn document_itself(&self, id: DocumentId) -> Result<Document> {
        let row = self.document_row(id)?;
        Ok(self.connection.prepare_cached(ONE)?.query_row([row], from_row)?)
    }

    /// Returns a document's text.
    pub fn text(&self, id: DocumentId) -> Result<String> {
        let row = self.document_row(id)?;
        let sql = "SELECT text FROM document WHERE document = :document";
        Ok(self.connection.prepare_cached(sql)?.query_row([row], |row| row.get(0))?)
    }

    /// Lists the documents on record whose text has this hash: copies in other outlets, or on
    /// other days.
    pub fn documents_with_text(&self, sha256: ContentHash) -> Result<Vec<DocumentId>> {
        let sql = "SELECT id FROM document WHERE sha256 = :sha256";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([sha256], |row| row.get(0))?;
        let ids = rows.collect::<rusqlite::Result<Vec<DocumentId>>>()?;
        let on_record = |id: &DocumentId| self.document_row(*id).is_ok();
        Ok(ids.into_iter().filter(on_record).collect())
    }

    pub(super) fn document_at(&self, row: i64) -> Result<DocumentRecord> {
        let sql = format!("{RECORD} WHERE d.document = :document");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([row])?;
        let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        self.document_from(row)
    }

    fn document_from(&self, row: &Row<'_>) -> Result<DocumentRecord> {
        Ok(DocumentRecord {
            id: row.get("id")?,
            sha256: row.get("sha256")?,
            raw_sha256: row.get("raw_sha256")?,
            path: row.get("path")?,
            outlet: row.get::<_, Option<SourceName>>("outlet_name")?,
            title: row.get("title")?,
            published_on: when::read(row, "published_on", "published_words")?,
            url: row.get("url")?,
            author: row.get("author")?,
            recorded_at: row.get::<_, Instant>("recorded_at")?.0,
            claims: self.live_claims_of(row.get("document")?)?,
        })
    }

    /// The row of a document on record.
    pub(super) fn document_row(&self, id: DocumentId) -> Result<i64> {
        let unknown = || Error::Unknown { kind: "document", id: id.to_string() };
        let sql = "SELECT document, operation FROM document WHERE id = :id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (row, operation) = found.ok_or_else(unknown)?;
        let counts = self.document_counts(row, operation)?;
        if counts { Ok(row) } else { Err(unknown()) }
    }
}

impl Writer<'_> {
    /// Records a document, if it is not on record.
    pub fn add_document(&mut self, document: &Document) -> Result<Added> {
        let sql = "SELECT document FROM document WHERE id = :id";
        let mut statement = self.view.connection.prepare_cached(sql)?;
        let known: Option<i64> =
            statement.query_row([document.id()], |row| row.get(0)).optional()?;
        drop(statement);
        if known.is_some() {
            let counts = self.view.document_row(document.id()).is_ok();
            return self.document_again(document.id(), counts);
        }
        if let Some(outlet) = outlet(document) {
            self.add_source(&outlet)?;
        }
        self.record(document)?;
        Ok(Added::New)
    }
}
