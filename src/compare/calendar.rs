//! Reads days, months and years off the words, however they are spaced: "June 4 , 1992", "a 1930
//! comedy". The room of dates reads phrases ("in 1930"); this reads what stands in no phrase.

use chrono::NaiveDate;

use super::dates::Dated;
use super::word::{Class, Word};
use crate::model::{Edtf, Precision, When};

/// A date that names its year, and the places of its first and last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: i32,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    pub(super) first: u16,
    pub(super) last: u16,
}

impl Point {
    /// The same date for the rules that look at all dates; `None` if there is no such day.
    pub(super) fn dated(&self) -> Option<Dated> {
        let precision = match (self.month, self.day) {
            (Some(month), Some(day)) => {
                Precision::Day(NaiveDate::from_ymd_opt(self.year, month, day)?)
            }
            (Some(month), None) => Precision::Month(self.year, month),
            _ => Precision::Year(self.year),
        };
        let when = When { edtf: Edtf::One(precision.into()), words: None };
        Some(Dated { when, first: self.first, last: self.last })
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// A bare number after one of these, or after a name, an opening bracket or a dash, may be a year.
const BEFORE_YEAR: &[&str] = &[
    "a", "an", "the", "this", "in", "of", "by", "since", "until", "till", "from", "to", "during",
    "around", "and", "or", "(", "-", "–", "—", "−", "his", "her", "its", "their", "'s", "’s",
    "for", "after", "before", ",", ";",
];
/// Years of their own look: earlier ones are more often counts.
const YEARS: std::ops::Range<i32> = 1100..2100;

/// Finds the dates that name a year, in order.
pub(super) fn read(lower: &[&str], words: &[Word]) -> Vec<Point> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lower.len() {
        let digits = lower[at].as_bytes()[0].is_ascii_digit();
        let starts = digits || words[at].capital;
        let point = starts.then(|| point(lower, words, at)).flatten();
        at = point.map_or(at + 1, |point| usize::from(point.last) + 1);
        found.extend(point);
    }
    found
}

fn point(lower: &[&str], words: &[Word], at: usize) -> Option<Point> {
    let place = |at: usize| u16::try_from(at).ok();
    let date = |year, month, day, last| {
        Some(Point { year, month, day, first: place(at)?, last: place(last)? })
    };
    let comma = |at: usize| at + usize::from(lower.get(at) == Some(&","));
    if let Some(month) = month(lower, words, at) {
        if let Some((day, next)) = day(lower, at + 1)
            && let Some(year) = year(lower, comma(next))
        {
            return date(year, Some(month), Some(day), comma(next));
        }
        let next = at + 1 + usize::from(matches!(lower.get(at + 1), Some(&("," | "of"))));
        return year(lower, next).and_then(|year| date(year, Some(month), None, next));
    }
    if let Some((day, next)) = day(lower, at) {
        let next = next + usize::from(lower.get(next) == Some(&"of"));
        let month = month(lower, words, next)?;
        let year = year(lower, comma(next + 1))?;
        return date(year, Some(month), Some(day), comma(next + 1));
    }
    let year = year(lower, at).filter(|_| stands_as_year(lower, words, at))?;
    date(year, None, None, at)
}

/// Tells whether a word in lower case is the name of a month.
pub(super) fn is_month(lower: &str) -> bool {
    MONTHS.contains(&lower)
}

/// The month that a word names.
pub(super) fn month(lower: &[&str], words: &[Word], at: usize) -> Option<u32> {
    let word = lower.get(at).filter(|word| word.len() >= 3 && words[at].capital)?;
    let nth =
        MONTHS.iter().position(|name| name == word || (word.len() == 3 && name[..3] == **word));
    u32::try_from(nth? + 1).ok()
}

/// A day of a month, and the place after it: "4", "4th".
fn day(lower: &[&str], at: usize) -> Option<(u32, usize)> {
    let day = lower.get(at).filter(|word| word.len() <= 2)?.parse().ok()?;
    let suffix = matches!(lower.get(at + 1), Some(&("st" | "nd" | "rd" | "th")));
    (1..=31).contains(&day).then_some((day, at + 1 + usize::from(suffix)))
}

fn year(lower: &[&str], at: usize) -> Option<i32> {
    let word = lower.get(at).filter(|word| word.len() == 4)?;
    let year: i32 = word.parse().ok()?;
    let decade = matches!(lower.get(at + 1), Some(&("s" | "'s" | "’s")));
    (YEARS.contains(&year) && !decade).then_some(year)
}

/// Tells whether a bare number is placed like a year, and counts nothing.
fn stands_as_year(lower: &[&str], words: &[Word], at: usize) -> bool {
    let placed = at.checked_sub(1).is_none_or(|before| {
        BEFORE_YEAR.contains(&lower[before])
            || words[before].class == Class::Name
            || lower[before] == "?" && asks_when(&lower[..before])
    });
    let counted = words.get(at + 1).is_some_and(|next| next.class == Class::Content)
        && lower[at + 1].ends_with('s')
        && !lower[at + 1].ends_with("ss");
    let unit = super::units::after(lower, at + 1).is_some();
    placed && !counted && !unit
}

/// Tells whether a question that ends here asks for a time: "When was it built?"
fn asks_when(asked: &[&str]) -> bool {
    const QUESTION: usize = 24;
    let question =
        asked.iter().rev().take(QUESTION).take_while(|word| !matches!(**word, "." | "?"));
    question.into_iter().any(|word| matches!(*word, "when" | "year"))
}
