//! Reads what a number is a number of: what is counted, by what, of what whole, in what time.

use super::super::units::{Dimension, Unit};
use super::{Reader, place};
use crate::words::{key, stem};

/// Words after a number that can name what is counted.
const LONGEST_HEAD: usize = 3;

impl Reader<'_> {
    /// Content words right after the number: what is counted.
    pub(super) fn head(&self, next: usize) -> Vec<u16> {
        let skip = usize::from(matches!(self.word(next), "of" | "more" | "other" | "or"));
        let run = next + skip..self.words.len();
        let mut head: Vec<u16> = Vec::new();
        for at in run.take(LONGEST_HEAD + 2) {
            let small = matches!(self.word(at), "the" | "its" | "their" | "-" | "'s" | "'" | "s");
            if self.words[at].carries() && head.len() < LONGEST_HEAD {
                head.push(place(at));
            } else if !(small && (head.is_empty() || self.word(at) == "-")) {
                break;
            }
        }
        head
    }

    /// "Arno Veld, 55, said": a bare number between commas after a name.
    pub(super) fn is_age(&self, at: usize, next: usize) -> bool {
        let after_name = at >= 2 && self.words[at - 2].is_name() && self.before(at, 1) == ",";
        let alone = matches!(self.word(next), "," | "." | "") && next == at + 1;
        after_name && alone && self.word(at).len() <= 3
            || matches!(self.before(at, 1), "aged" | "age")
    }

    /// "1.5 degrees per decade", "40 dollars a year", "$9.99 for an album".
    pub(super) fn rate(&self, next: usize) -> u64 {
        const PERIODS: &[&str] = &[
            "second", "minute", "hour", "day", "night", "week", "month", "quarter", "season",
            "year", "decade",
        ];
        let by = match (self.word(next), self.word(next + 1)) {
            ("per" | "/", by) => by,
            ("a" | "an" | "each" | "every", by) if PERIODS.contains(&by) => by,
            ("annually" | "yearly", _) => "year",
            ("monthly", _) => "month",
            ("daily", _) => "day",
            _ => return 0,
        };
        key(&stem(by))
    }

    pub(super) fn is_frame(&self, unit: Unit, first: usize, next: usize) -> bool {
        const BEFORE: &[&str] = &[
            "last",
            "past",
            "next",
            "previous",
            "preceding",
            "first",
            "every",
            "per",
            "within",
            "coming",
        ];
        const AFTER: &[&str] = &["after", "ago", "before", "later", "earlier", "since", "from"];
        let time = matches!(unit, Unit::Measure(Dimension::Time, _));
        time && (BEFORE.contains(&self.before(first, 1)) || AFTER.contains(&self.word(next)))
    }

    pub(super) fn is_part(&self, first: usize, next: usize) -> bool {
        const THEM: &[&str] =
            &["the", "them", "those", "these", "whom", "its", "their", "our", "her", "his"];
        let owner = (2..=3).any(|by| matches!(self.word(next + by), "'s" | "'"));
        let of_them = self.word(next) == "of" && (THEM.contains(&self.word(next + 1)) || owner);
        let of_whom = self.before(first, 1) == "whom" || self.before(first, 1) == "those";
        of_them || of_whom
    }
}
