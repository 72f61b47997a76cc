//! Reused text: sentences of two documents that are nearly the same, word for word.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::words::{Kind, key, tokens};

/// Words in a row that make one shingle.
const SHINGLE: usize = 3;
/// Sentences with fewer shingles are too short to give a copy away.
const FEWEST: usize = 6;
/// Share of the shorter sentence's shingles that must stand in the other one.
const SHARE: f64 = 0.6;

/// Words that make of a sentence its opposite. Who copies leaves them as they are.
const DENIES: &[&str] = &[
    "not", "n't", "never", "no", "nobody", "none", "nothing", "cannot", "without", "denied",
    "denies", "deny", "denying",
];
/// Numbers in words; "one" is as often no number.
const NUMBERS: &[&str] = &[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The shingles of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shingles {
    /// Runs of words, in order.
    runs: Vec<u64>,
    /// The numbers in it, in digits.
    numbers: BTreeSet<String>,
    /// It denies, an odd number of times.
    denies: bool,
}

impl Shingles {
    /// Takes the shingles of `text`: case, marks and punctuation do not count.
    pub(super) fn of(text: &str) -> Self {
        let words: Vec<String> = tokens(text)
            .filter(|token| token.kind != Kind::Mark)
            .map(|token| token.text.to_lowercase().replace('’', "'"))
            .collect();
        let keys: Vec<u64> = words.iter().map(|word| key(word)).collect();
        let of = |run: &[u64]| {
            run.iter().fold(7_u64, |sum, word| {
                sum.rotate_left(21) ^ word.wrapping_mul(0x9e37_79b9_7f4a_7c15)
            })
        };
        let runs: BTreeSet<u64> = keys.windows(SHINGLE).map(of).collect();
        let denials = words.iter().filter(|word| DENIES.contains(&word.as_str())).count();
        Self {
            runs: runs.into_iter().collect(),
            numbers: words.iter().filter_map(|word| number(word)).collect(),
            denies: denials % 2 == 1,
        }
    }

    /// Tells whether the two are one text, lightly edited. Symmetric.
    pub(super) fn nearly_equal(&self, other: &Self) -> bool {
        let (fewer, more) =
            if self.runs.len() <= other.runs.len() { (self, other) } else { (other, self) };
        let fewest = fewer.runs.len();
        if fewest < FEWEST || self.denies != other.denies || self.differs_in_numbers(other) {
            return false;
        }
        let shared = fewer.shared(more);
        // A short sentence inside a much longer one proves less: ask for all of it there.
        let needed = if more.runs.len() > 3 * fewest { 0.9 } else { SHARE };
        shared as f64 >= needed * fewest as f64
    }

    /// Counts the shingles that stand in both.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.runs.iter().filter(|shingle| other.runs.binary_search(shingle).is_ok()).count()
    }

    /// Returns how much there is to compare, in words.
    pub(super) fn size(&self) -> String {
        match self.runs.len() {
            1 => "1 run of three words".to_owned(),
            runs => format!("{runs} runs of three words"),
        }
    }

    /// Both have numbers and share none: one form of words for two values, as when two people
    /// answer one question, is no copy.
    fn differs_in_numbers(&self, other: &Self) -> bool {
        !self.numbers.is_empty()
            && !other.numbers.is_empty()
            && self.numbers.is_disjoint(&other.numbers)
    }

    /// Returns a few shingles by which near-equal texts find each other without comparing all.
    pub(super) fn anchors(&self) -> impl Iterator<Item = u64> + '_ {
        let few = if self.runs.len() < FEWEST { 0 } else { 8 };
        self.runs.iter().copied().take(few)
    }
}

/// A number in digits, if a word in lower case is one.
fn number(word: &str) -> Option<String> {
    let digits = word.starts_with(|c: char| c.is_ascii_digit());
    let in_words = NUMBERS.iter().position(|number| *number == word);
    digits.then(|| word.replace(',', "")).or_else(|| in_words.map(|at| (at + 2).to_string()))
}

/// Cuts a text into sentences, as byte ranges in order that together cover it.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let line_ends = c == '\n';
        let stop = matches!(c, '.' | '!' | '?') && ends_sentence(text, at, end);
        if line_ends || stop {
            found.push(start..end);
            start = end;
        }
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
}

/// A stop ends a sentence if white space and a capital, digit or quotation mark follow, and no
/// single letter or known short form stands before it.
fn ends_sentence(text: &str, at: usize, end: usize) -> bool {
    let rest = text[end..].trim_start_matches(['"', '\'', '”', '’', '»', ')']);
    let next = rest.trim_start();
    let spaced = next.len() < rest.len() || rest.is_empty();
    let fresh = next.chars().next().is_none_or(|c| !c.is_lowercase());
    let before = text[..at].rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or("");
    let short = ["mr", "mrs", "ms", "dr", "st", "no", "gen", "col", "lt", "sen", "gov", "rep"];
    let shortened = before.chars().count() == 1 && before.chars().all(char::is_alphabetic)
        || short.contains(&before.to_lowercase().as_str());
    spaced && fresh && !shortened
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(a: &str, b: &str) -> bool {
        Shingles::of(a).nearly_equal(&Shingles::of(b))
    }

    #[test]
    fn light_editing_does_not_hide_a_copy() {
        let wire = "At least nine ships were sunk, harbour chief Ann Dole told reporters on the pier on Monday night.";
        assert!(near(
            wire,
            "At least nine ships were sunk, harbour chief Ann Dole told reporters on the pier."
        ));
        assert!(near(
            wire,
            "About nine ships were sunk, harbour chief Ann Dole told reporters on the pier on Monday."
        ));
        assert!(!near(
            wire,
            "Harbour chief Ann Dole said on Monday that she knew of nine ships which had been sunk."
        ));
        assert!(!near("Nine were hurt.", "Nine were hurt."));
        // one form of words, two values
        assert!(!near(
            "The footbridge over the mill race at Quern moved by 40 millimetres",
            "the footbridge over the mill race at Quern moved by 55 millimetres"
        ));
    }

    #[test]
    fn a_denial_and_another_number_are_no_copy() {
        let said = "Two crew members said that the radar had been working all week.";
        for other in [
            "Two crew members said that the radar had not been working all week.",
            "Two crew members denied that the radar had been working all week.",
            "Five crew members said that the radar had been working all week.",
            "Some 5 crew members said that the radar had been working all week.",
        ] {
            assert!(!near(said, other), "{other}");
        }
        assert!(near(said, "The 2 crew members said that the radar had been working all week."));
        let denied = "The owner denied that the radar had never been tested in May.";
        assert!(near(denied, "The owner denied that the radar had never been tested."));
    }

    #[test]
    fn sentences_end_where_they_end() {
        let text = "Mr. Dole left at 2.41. \"Why?\" she asked. J. Hale knew.\nNobody else.";
        let cut: Vec<&str> = sentences(text)
            .into_iter()
            .map(|range| text[range].trim())
            .filter(|cut| !cut.is_empty())
            .collect();
        assert_eq!(
            cut,
            ["Mr. Dole left at 2.41.", "\"Why?\" she asked.", "J. Hale knew.", "Nobody else."]
        );
    }

    proptest! {
        #[test]
        fn sentences_cover_the_text(text in any::<String>()) {
            let mut at = 0;
            for range in sentences(&text) {
                prop_assert_eq!(range.start, at);
                at = range.end;
            }
            prop_assert_eq!(at, text.len());
        }

        #[test]
        fn nearness_is_symmetric(a in "[a-d ]{0,80}", b in "[a-d ]{0,80}") {
            prop_assert_eq!(near(&a, &b), near(&b, &a));
        }
    }
}
