//! A text with what is known of each of its words.

use std::ops::Range;

use super::super::token::{Shape, Tokens};
use super::lexicon::Traits;

/// The text with what is known of each of its words.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    /// The words.
    pub(super) tokens: &'a Tokens<'a>,
    /// What is known of each.
    pub(super) traits: &'a [Traits],
}

impl<'a> Reading<'a> {
    /// Tells whether token `at` has one of the properties of `any`.
    pub(super) fn is(&self, at: usize, any: Traits) -> bool {
        self.traits.get(at).is_some_and(|traits| traits.is(any))
    }

    /// Returns the text that a range of tokens covers.
    pub(super) fn text(&self, words: &Range<usize>) -> &'a str {
        self.tokens.text.get(self.tokens.bytes(words)).unwrap_or("")
    }

    /// Tells whether two neighbouring tokens belong to one sentence.
    pub(super) fn together(&self, at: usize, next: usize) -> bool {
        match (self.tokens.all.get(at), self.tokens.all.get(next)) {
            (Some(a), Some(b)) => a.sentence == b.sentence && a.paragraph == b.paragraph,
            _ => false,
        }
    }

    /// Tells whether token `at` opens a sentence or a quotation.
    pub(super) fn opens(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        at == 0
            || !self.together(before, at)
            || self.tokens.shape(before) == Shape::Mark && !self.tokens.is(before, "'")
            || matches!(self.tokens.word(before), ":" | "—" | "–" | "--" | "(" | "•" | "*" | "-")
    }

    /// Tells whether token `at` is a genitive mark: "'s", or "'" after a plural.
    pub(super) fn is_genitive(&self, at: usize) -> bool {
        let word = self.tokens.word(at);
        let close = at > 0
            && self.tokens.all.get(at).is_some_and(|t| t.start() == self.tokens.all[at - 1].end());
        match self.tokens.shape(at) {
            Shape::Clitic => word.ends_with(['s', 'S']),
            Shape::Mark => {
                close && matches!(word, "'" | "’") && self.tokens.word(at - 1).ends_with(['s', 'S'])
            }
            _ => false,
        }
    }
}

/// Reads a small number word or figure.
pub(super) fn number_of(word: &str) -> Option<u32> {
    const WORDS: &[&str] = &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let place = WORDS.iter().position(|known| known.eq_ignore_ascii_case(word));
    let named = place.map(|nth| nth as u32 + 1);
    named.or_else(|| word.eq_ignore_ascii_case("both").then_some(2)).or_else(|| word.parse().ok())
}

/// Returns `text` with its first letter in lower case.
pub(super) fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Returns `text` with single blanks.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
