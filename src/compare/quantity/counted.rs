//! Reads what a number is a number of: what is counted, by what, of what whole, in what time.

use super::super::units::{Dimension, Unit};
use super::{Reader, place};
use crate::words::{key, stem};

/// Words after a number that can name what is counted.
const LONGEST_HEAD: usize = 3;
/// Words among which its noun is sought.
const LONGEST_NOUN: usize = 5;

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

    /// The word of a head that names what is counted: the last in the plural ("wind power jobs lost").
    pub(super) fn noun(&self, head: &[u16]) -> Option<u16> {
        const PLURALS: &[&str] = &["people", "men", "women", "children", "police"];
        const NEITHER: &[&str] = &["series", "species", "news", "this", "times"];
        let plural = |at: &usize| {
            let word = self.word(*at);
            let ends = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
            ends && !NEITHER.contains(&word) || PLURALS.contains(&word)
        };
        let first = usize::from(*head.first()?);
        let run = (first..self.words.len()).take(LONGEST_NOUN);
        run.take_while(|&at| self.words[at].carries()).filter(plural).last().map(place)
    }

    /// What the things counted are of: "of theft", "of all exports"; what a share adds to.
    pub(super) fn complement(&self, unit: Unit, past: usize) -> Vec<u16> {
        const SMALL: &[&str] = &["the", "all", "its", "their", "a", "an", "our", "total"];
        let share = unit == Unit::Percent && self.word(past) == "to";
        if self.word(past) != "of" && !share {
            return Vec::new();
        }
        let run = (past + 1..self.words.len()).take(LONGEST_HEAD + 2);
        let run = run.skip_while(|&at| SMALL.contains(&self.word(at)));
        run.take_while(|&at| self.words[at].carries()).map(place).collect()
    }

    /// The key of the word by which a number says how far from something else it is: "0.9 degrees
    /// above the average", "5 metres (16 ft) higher", "40 more", "three times larger".
    pub(super) fn relative(&self, next: usize, past: usize) -> u64 {
        const THAN: &[&str] = &[
            "above", "below", "higher", "lower", "warmer", "cooler", "more", "less", "fewer",
            "greater", "longer", "shorter", "taller", "larger", "smaller", "older", "younger",
            "faster", "slower",
        ];
        let inside = matches!(self.word(next), "(" | ")");
        let closed = (next..self.words.len()).take(6).find(|&at| self.word(at) == ")");
        let after = closed.filter(|_| inside).map_or(next, |close| close + 1);
        let than = [after, past].into_iter().find(|&at| THAN.contains(&self.word(at)));
        than.map_or(0, |at| key(self.word(at)))
    }

    /// "Arno Veld, 55, said": a bare number between commas after a name.
    pub(super) fn is_age(&self, at: usize, next: usize) -> bool {
        let after_name = at >= 2 && self.words[at - 2].is_name() && self.before(at, 1) == ",";
        let alone = matches!(self.word(next), "," | "." | "") && next == at + 1;
        after_name && alone && self.word(at).len() <= 3
            || matches!(self.before(at, 1), "aged" | "age")
            || (self.before(at, 2), self.before(at, 1)) == ("age", "of")
            || matches!(self.before(at, 1), "was" | "is") && self.word(next) == "when"
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
        let of_whom = matches!(self.before(first, 1), "whom" | "those");
        of_them || of_whom
    }
}
