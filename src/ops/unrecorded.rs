//! What can be asked without a record: read a text, find its drafts, compare two statements.

use chrono::NaiveDate;

use crate::compare::{Statement, compare, settle};
use crate::extract::extract;
use crate::model::{Comparison, Document, Draft, Metadata, Stance, When};
use crate::neural::Model;
use crate::read::read;

pub use crate::read::{ReadError, is_article};

/// Reads the bytes of a file into a document; what is `known` stands before what the file says of
/// itself. `path` is a label for people; its ending tells the format.
///
/// # Errors
/// If the bytes are no article; see [`ReadError`].
pub fn document(
    bytes: &[u8],
    path: Option<String>,
    known: &Metadata,
) -> Result<Document, ReadError> {
    let mut capture = read(bytes, path.as_deref())?;
    let said = std::mem::take(&mut capture.metadata);
    let known = known.clone();
    capture.metadata = Metadata {
        outlet: known.outlet.or(said.outlet),
        title: known.title.or(said.title),
        published_on: known.published_on.or(said.published_on),
        url: known.url.or(said.url),
        author: known.author.or(said.author),
    };
    Ok(Document::new(capture, path))
}

/// Finds the attributed claims of a document; nothing is recorded.
pub fn drafts(document: &Document) -> Vec<Draft> {
    extract(document)
}

/// A statement that is compared, and the day its words count from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub words: String,
    /// What is done with them.
    pub stance: Stance,
    /// The day from which "yesterday" counts.
    pub anchor: Option<NaiveDate>,
}

/// Tells whether two statements agree; what the rules leave open, the model settles, if there is one.
///
/// # Errors
/// If the model fails.
pub fn agreement(a: &Said, b: &Said, model: Option<&Model>) -> super::Result<Comparison> {
    let read = |said: &Said| Statement::read(&said.words, said.stance, said.anchor);
    let (one, other) = (read(a), read(b));
    let found = compare(&one, &other);
    let Some(model) = model.filter(|_| found.agreement.is_open()) else { return Ok(found) };
    let reading = super::propose::reading(model, &a.words, &b.words)?;
    Ok(settle(&one, &other, found, reading, model.id()))
}

/// Reads a date in plain language or EDTF, counted from `today`; `None` if it is none.
pub fn date(words: &str, today: NaiveDate) -> Option<When> {
    crate::dates::read(words, today)
}

/// The two days that a date in figures can mean, if it is not clear which: "05/06/2024".
pub fn two_readings(words: &str) -> Option<[NaiveDate; 2]> {
    crate::dates::two_readings(words)
}
