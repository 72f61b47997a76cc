//! Places in a document's text, with the words that stand there.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A range of a document's text in **Unicode code points**, end exclusive, with its words.
///
/// The words are kept so that a shifted offset shows at once: `verify` checks that both agree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words between them.
    pub text: String,
}

/// A span as it is hashed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CanonicalSpan<'a> {
    end: usize,
    start: usize,
    text: Cow<'a, str>,
}

impl From<CanonicalSpan<'_>> for Span {
    fn from(CanonicalSpan { end, start, text }: CanonicalSpan<'_>) -> Self {
        Self { start, end, text: text.into_owned() }
    }
}

impl Span {
    /// Returns what is hashed of it.
    pub fn canonical(&self) -> CanonicalSpan<'_> {
        CanonicalSpan { end: self.end, start: self.start, text: Cow::Borrowed(&self.text) }
    }

    /// Tells whether the words really stand at this place of `text`.
    pub fn holds_in(&self, text: &CodePoints<'_>) -> bool {
        text.slice(self.start, self.end) == Some(self.text.as_str())
    }
}

/// A text that can be asked for by code points: converts between code points and bytes.
///
/// Keeps one byte offset for every 64 code points, so a look-up reads at most 64 of them.
#[derive(Clone, Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    every_64th: Vec<usize>,
    count: usize,
}

const STEP: usize = 64;

impl<'a> CodePoints<'a> {
    /// Indexes `text`; linear in its length.
    pub fn of(text: &'a str) -> Self {
        let mut every_64th = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for (byte, _) in text.char_indices() {
            if count % STEP == 0 {
                every_64th.push(byte);
            }
            count += 1;
        }
        Self { text, every_64th, count }
    }

    /// Returns the number of code points.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Tells whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Returns the byte offset of a code point; `None` past the end.
    pub fn byte_of(&self, code_point: usize) -> Option<usize> {
        if code_point == self.count {
            return Some(self.text.len());
        }
        let from = *self.every_64th.get(code_point / STEP)?;
        let (offset, _) = self.text[from..].char_indices().nth(code_point % STEP)?;
        Some(from + offset)
    }

    /// Returns the code point at which a byte offset stands, rounding down inside a character.
    pub fn code_point_of(&self, byte: usize) -> usize {
        if byte >= self.text.len() {
            return self.count;
        }
        let block = self.every_64th.partition_point(|&start| start <= byte).saturating_sub(1);
        let from = self.every_64th.get(block).copied().unwrap_or(0);
        let begins = |byte: &&u8| !matches!(byte, 0x80..0xc0);
        block * STEP + self.text.as_bytes()[from + 1..=byte.max(from)].iter().filter(begins).count()
    }

    /// Returns the words between two code points; `None` if the range does not lie in the text.
    pub fn slice(&self, start: usize, end: usize) -> Option<&'a str> {
        if start > end {
            return None;
        }
        self.text.get(self.byte_of(start)?..self.byte_of(end)?)
    }

    /// Makes the span of a byte range, which must lie on character boundaries.
    pub fn span(&self, bytes: std::ops::Range<usize>) -> Option<Span> {
        let text = self.text.get(bytes.clone())?.to_owned();
        Some(Span {
            start: self.code_point_of(bytes.start),
            end: self.code_point_of(bytes.end),
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_and_bytes_go_there_and_back(text in any::<String>()) {
            let index = CodePoints::of(&text);
            prop_assert_eq!(index.len(), text.chars().count());
            for (nth, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.byte_of(nth), Some(byte));
                prop_assert_eq!(index.code_point_of(byte), nth);
            }
            prop_assert_eq!(index.slice(0, index.len()), Some(text.as_str()));
            prop_assert_eq!(index.slice(0, index.len() + 1), None);
        }

        #[test]
        fn a_span_holds_where_it_was_taken(text in "(é|a|😀| ){0,300}", from in 0usize..300, len in 0usize..300) {
            let index = CodePoints::of(&text);
            let (start, end) = (from.min(index.len()), (from + len).min(index.len()));
            let bytes = index.byte_of(start).unwrap()..index.byte_of(end).unwrap();
            let span = index.span(bytes).unwrap();
            prop_assert_eq!((span.start, span.end), (start, end));
            prop_assert!(span.holds_in(&index));
        }
    }
}
