//! Documents: texts with their hashes.

use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::Serialize;
use serde_json::Value;

use crate::model::{
    Capture, ContentHash, Document, DocumentId, DocumentRecord, Metadata, Source, SourceKind,
    SourceName,
};

use super::also::{DocumentTold, Heard, Thing};
use super::entry::{self, Cells, Fact};
use super::error::{Error, Result};
use super::sql_types::Instant;
use super::told::{Subject, Told, bad, read_fact, subject_of};
use super::{Added, View, Writer, when};

const ADD: &str = "INSERT INTO document (id, operation, sha256, raw_sha256, outlet, published_on,
        published_words, published_from, published_to, title, author, url, path, text)
    VALUES (:id, :operation, :sha256, :raw_sha256, (SELECT source FROM source WHERE id = :outlet),
        :on, :words, :from, :to, :title, :author, :url, :path, :text)";

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
    const READ: &'static str =
        "SELECT d.document AS row, d.operation, d.text, d.raw_sha256, s.name,
            d.title, d.published_on, d.published_words, d.url, d.author, d.path, d.sha256, d.id,
            d.published_from, d.published_to, s.document
        FROM document AS d LEFT JOIN source AS s ON s.source = d.outlet";

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

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
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
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        let capture = Capture {
            text: cells.next()?,
            raw_sha256: cells.next()?,
            metadata: Metadata {
                outlet: cells.next()?,
                title: cells.next()?,
                published_on: when::next(cells)?,
                url: cells.next()?,
                author: cells.next()?,
            },
        };
        let document = Self::new(capture, cells.next()?);
        check(cells, &document)?;
        Ok(document)
    }
}

impl Told for Document {
    fn told(fact: Value, subject: Option<Subject>) -> Result<Self> {
        let told: DocumentTold = read_fact(Self::TABLE, fact)?;
        let Subject { canonical, text } = subject_of(Self::TABLE, subject)?;
        let (_, metadata) =
            Self::of_canonical(&canonical).map_err(|error| bad(Self::TABLE, error))?;
        let mut metadata =
            Metadata { title: told.title, url: told.url, author: told.author, ..metadata };
        metadata.published_on.iter_mut().for_each(|on| on.words.clone_from(&told.published_words));
        let text = text.ok_or_else(|| bad(Self::TABLE, "its text is not there"))?;
        let capture = Capture { text, raw_sha256: told.raw_sha256, metadata };
        Ok(Self::new(capture, told.path))
    }
}

/// The outlet of a document as a source.
pub(super) fn outlet(document: &Document) -> Option<Source> {
    let name = document.metadata().outlet.clone()?;
    Some(Source::new(name, SourceKind::Outlet, document.id()))
}

/// Checks what is computed anew on reading, and what follows from other columns.
fn check(cells: &mut Cells<'_>, document: &Document) -> Result<()> {
    let (sha256, id): (ContentHash, DocumentId) = (cells.next()?, cells.next()?);
    let (text, found) = (document.sha256(), document.id());
    if sha256 != text {
        return Err(
            cells.bad(format!("the text has the SHA-256 {text}, but {sha256} was recorded"))
        );
    }
    if id != found {
        return Err(cells.bad(format!("its id is {id}, but what it says has the id {found}")));
    }
    when::check_bounds(cells, document.metadata().published_on.as_ref())?;
    // Two sources can have one name only if one of them is the unnamed one of some document.
    match cells.next::<Option<i64>>()? {
        Some(_) => Err(cells.bad("its outlet is a source without a name".to_owned())),
        None => Ok(()),
    }
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
                let turn = self.document_heard(row)?.turn;
                found.push((turn, self.document_from(row)?));
            }
        }
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(found.into_iter().map(|(_, document)| document).collect())
    }

    /// Returns one document's record.
    pub fn document(&self, id: DocumentId) -> Result<DocumentRecord> {
        self.document_at(self.document_row(id)?)
    }

    /// Returns a document with its text.
    pub fn document_itself(&self, id: DocumentId) -> Result<Document> {
        Ok(entry::load(self.connection, self.document_row(id)?)?.0)
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

    fn document_heard(&self, row: &Row<'_>) -> Result<Heard<DocumentTold>> {
        self.heard(Thing::Document, row.get("document")?, row.get("operation")?)
    }

    fn document_from(&self, row: &Row<'_>) -> Result<DocumentRecord> {
        let mut record = DocumentRecord {
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
        };
        let heard = self.document_heard(row)?;
        if let Some(told) = heard.told {
            record.recorded_at = self.judged(heard.operation)?.at;
            record.published_on.iter_mut().for_each(|on| on.words = told.published_words.clone());
            (record.title, record.author) = (told.title, told.author);
            (record.url, record.path) = (told.url, told.path);
            record.raw_sha256 = told.raw_sha256;
        }
        Ok(record)
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
