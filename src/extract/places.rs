//! Places: where what was read on the page stands in the document.

use std::ops::Range;

use crate::model::{CodePoints, Mended, Span};

/// The way from bytes of the page, in which divided words are whole, to the words of the document.
#[derive(Clone, Debug)]
pub(super) struct Places<'a> {
    points: CodePoints<'a>,
    mended: &'a Mended<'a>,
}

impl<'a> Places<'a> {
    /// Indexes the text of a document; `mended` is the same text with its divided words whole.
    pub(super) fn of(text: &'a str, mended: &'a Mended<'a>) -> Self {
        Self { points: CodePoints::of(text), mended }
    }

    /// Makes the span of a byte range of the page, in the words of the document.
    pub(super) fn span(&self, bytes: Range<usize>) -> Option<Span> {
        self.points.span(self.mended.original(bytes))
    }
}
