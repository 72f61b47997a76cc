//! Datelines: "ORLAND, March 3 (Wire) -", the place and day of a report at its head.

use chrono::NaiveDate;

use crate::dates;

/// The first lines, among which a dateline is looked for.
const LINES: usize = 12;
/// The longest dateline, in bytes.
const LONGEST: usize = 80;

/// Returns the day that a text's dateline names. Where it was written it may already, or still, be
/// another day than where it was published: two days apart at most.
pub(super) fn day(text: &str, published: Option<NaiveDate>) -> Option<NaiveDate> {
    let head = text.lines().take(LINES).find_map(dateline)?;
    let found = dates::find(head, published.and_then(|day| day.succ_opt()));
    let day = found.first()?.when.exact_day()?;
    let near = published.is_none_or(|published| (day - published).num_days().abs() <= 2);
    near.then_some(day)
}

/// The part of a line before its first dash, if it begins with a place in capitals and a comma.
fn dateline(line: &str) -> Option<&str> {
    let (end, _) = line.char_indices().take(LONGEST).find(|(at, c)| {
        matches!(c, '\u{2013}' | '\u{2014}') || *c == '-' && line[..*at].ends_with(' ')
    })?;
    let head = &line[..end];
    let (place, _) = head.split_once(',')?;
    let letters = || place.chars().filter(|c| c.is_alphabetic());
    (letters().count() > 2 && letters().all(char::is_uppercase)).then_some(head)
}
