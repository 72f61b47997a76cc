//! Do the words of claims stand where they are said to?

use rusqlite::{CachedStatement, Connection};

use crate::model::{CodePoints, Span};

use super::check::{Findings, in_row};
use super::error::Result;

/// The claims of one document, whose spans are checked together.
pub(super) struct Spans<'c> {
    /// What reads the text of a document.
    text: CachedStatement<'c>,
    /// The document's row.
    document: i64,
    /// Rows of claims, with what they quote.
    quoted: Vec<(i64, Vec<Span>)>,
}

const TEXT: &str = "SELECT text FROM document WHERE document = ?1";

impl<'c> Spans<'c> {
    pub(super) fn new(connection: &'c Connection) -> Result<Self> {
        Ok(Self { text: connection.prepare_cached(TEXT)?, document: 0, quoted: Vec::new() })
    }

    pub(super) fn add(
        &mut self,
        found: &mut Findings,
        claim: i64,
        (document, spans): (i64, Vec<Span>),
    ) -> Result<()> {
        if self.document != document {
            self.flush(found)?;
            self.document = document;
        }
        self.quoted.push((claim, spans));
        Ok(())
    }

    pub(super) fn flush(&mut self, found: &mut Findings) -> Result<()> {
        let mut rows = self.text.query([self.document])?;
        // A text that cannot be read is a fault of its document, found there.
        let row = rows.next().ok().flatten();
        let text = row.and_then(|row| row.get_ref(0).ok()?.as_str().ok());
        let points = text.map(CodePoints::of);
        for (claim, spans) in self.quoted.drain(..) {
            let Some(points) = &points else { continue };
            found.add("spans", spans.len());
            for Span { start, end, text } in spans.iter().filter(|span| !span.holds_in(points)) {
                let words: String = text.chars().take(60).collect();
                let problem =
                    format!("'{words}' does not stand at {start} to {end} of its document");
                found.fault("claim", in_row(claim), problem);
            }
        }
        Ok(())
    }
}
