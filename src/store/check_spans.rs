//! Do the words of claims stand where they are said to?

use rusqlite::Connection;

use crate::model::{CodePoints, Span};

use super::check::{Findings, in_row};
use super::error::Result;

/// The claims of one document, whose spans are checked together.
#[derive(Default)]
pub(super) struct Spans {
    /// The document's row.
    document: i64,
    /// Rows of claims, with what they quote.
    quoted: Vec<(i64, Vec<Span>)>,
}

const TEXT: &str = "SELECT text FROM document WHERE document = ?1";

impl Spans {
    pub(super) fn add(
        &mut self,
        connection: &Connection,
        found: &mut Findings,
        claim: i64,
        (document, spans): (i64, Vec<Span>),
    ) -> Result<()> {
        if self.document != document {
            self.flush(connection, found)?;
            self.document = document;
        }
        self.quoted.push((claim, spans));
        Ok(())
    }

    pub(super) fn flush(&mut self, connection: &Connection, found: &mut Findings) -> Result<()> {
        let mut statement = connection.prepare_cached(TEXT)?;
        let mut rows = statement.query([self.document])?;
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
