//! Do the words of claims stand where they are said to?

use crate::model::{Claim, CodePoints, DocumentId, Quotation, Span};

use super::check::{Check, in_row};
use super::error::Result;

/// The claims of one document, whose spans are checked together.
#[derive(Default)]
pub(super) struct Spans {
    document: Option<DocumentId>,
    claims: Vec<(i64, Claim)>,
}

impl Spans {
    pub(super) fn add(&mut self, check: &mut Check<'_>, row: i64, claim: Claim) -> Result<()> {
        if self.document != Some(claim.document) {
            self.flush(check)?;
            self.document = Some(claim.document);
        }
        self.claims.push((row, claim));
        Ok(())
    }

    pub(super) fn flush(&mut self, check: &mut Check<'_>) -> Result<()> {
        let Some(document) = self.document.take() else { return Ok(()) };
        let sql = "SELECT text FROM document WHERE id = :id";
        let text = check.connection.query_row(sql, [document], |row| row.get::<_, String>(0));
        // A text that cannot be read is a fault of its document, found there.
        let Ok(text) = text else { return Ok(()) };
        let points = CodePoints::of(&text);
        for (row, claim) in self.claims.drain(..) {
            for span in spans_of(&claim) {
                check.count("spans");
                if !span.holds_in(&points) {
                    let Span { start, end, text } = span;
                    let words: String = text.chars().take(60).collect();
                    let problem =
                        format!("'{words}' does not stand at {start} to {end} of its document");
                    check.fault("claim", in_row(row), problem);
                }
            }
        }
        Ok(())
    }
}

/// The spans of a claim that must stand in its document.
fn spans_of(claim: &Claim) -> Vec<&Span> {
    let paraphrase = claim.quotation == Quotation::Paraphrase;
    let content = claim.content.iter().filter(|_| !paraphrase);
    let links = claim.chain.iter().flat_map(|link| {
        [link.source.words.as_ref(), link.cue.as_ref(), link.source.anonymity.as_ref()]
    });
    content.chain(links.flatten()).collect()
}
