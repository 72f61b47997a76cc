//! The grammar of what has figures or a month's name in it: "20 Jan 2023", "March", "in 2019".

use super::grammar::{Around, Read};
use super::lexicon::{Kind as K, Part, Turn, Unit};
use super::phrase::{Point, WhichYear};
use super::relative::ago;
use super::token::{Cursor, Token};

/// Years that a bare figure in a text can mean.
const PLAIN_YEARS: std::ops::RangeInclusive<u32> = 1000..=2199;

/// Reads the number of a day: "3", "3rd", "third".
pub(super) fn day_number(from: Cursor<'_>) -> Read<'_, u32> {
    let (token, after) = from.next();
    match token.kind {
        K::Number(day @ 1..=31, 1 | 2) | K::Ordinal(day @ 1..=31) => Some((day, after)),
        _ => None,
    }
}

/// Reads a month's name and the point of an abbreviation. Small letters are fine if `any_case`.
pub(super) fn month_name(from: Cursor<'_>, any_case: bool) -> Read<'_, u32> {
    let (token, after) = from.next();
    match token.kind {
        K::Month(month, full) if token.capital || any_case => {
            Some((month, if full { after } else { after.maybe_touching(K::Dot) }))
        }
        _ => None,
    }
}

/// Reads a year after a month: "2022", ", 2022", "of 2022", "of last year". `None` if there is
/// none.
pub(super) fn year_after(from: Cursor<'_>) -> (Option<WhichYear>, Cursor<'_>) {
    match which_year(from.maybe_touching(K::Comma)) {
        Some((year, end)) => (Some(year), end),
        None => (None, from),
    }
}

/// Reads the year, or the "last year", that a month or a quarter belongs to.
pub(super) fn which_year(from: Cursor<'_>) -> Read<'_, WhichYear> {
    let (token, after) = from.maybe(K::Of).next();
    match token.kind {
        K::Number(year, 4) if PLAIN_YEARS.contains(&year) => {
            Some((WhichYear::Year(i32::try_from(year).ok()?), after))
        }
        K::Turn(turn @ (Turn::Last | Turn::This | Turn::Next)) => {
            Some((WhichYear::Turn(turn), after.past(K::Unit(Unit::Year, false))?))
        }
        _ => None,
    }
}

/// Reads "20 Jan 2023", "20-22 January", "2 weeks ago" or a bare year.
pub(super) fn number(from: Cursor<'_>, around: Around) -> Read<'_, Point> {
    let (token, after) = from.next();
    if is_money_or_part(from.text, token.start) {
        return None;
    }
    if let Some(read) = day_month(from, around) {
        return Some(read);
    }
    let K::Number(value, digits) = token.kind else { return None };
    if let Some(read) = ago(i64::from(value), after) {
        return Some(read);
    }
    (digits == 4).then(|| bare_year(value, after, around)).flatten()
}

/// Tells whether the mark before a figure makes it no day and no year.
pub(super) fn is_money_or_part(text: &str, start: usize) -> bool {
    let before = text[..start].chars().next_back();
    before.is_some_and(|c| matches!(c, '$' | '£' | '€' | '#' | '.' | ',' | '-' | '/' | ':' | '_'))
}

pub(super) fn day_month(from: Cursor<'_>, around: Around) -> Read<'_, Point> {
    let (day, after) = day_number(from)?;
    let of = after.past(K::Of);
    let (month, after) = month_name(of.unwrap_or(after.maybe(K::Dash)), around.typed)?;
    let after = if after.kind() == K::Dash && year_after(after.maybe(K::Dash)).0.is_some() {
        after.maybe(K::Dash)
    } else {
        after
    };
    let (year, end) = year_after(after);
    Some((Point::DayOfMonth { year, month, day, weekday: None }, end))
}

pub(super) fn bare_year(year: u32, after: Cursor<'_>, around: Around) -> Read<'_, Point> {
    let counted = {
        let (token, _) = after.next();
        token.kind == K::Thing || (token.kind == K::Dash && !token.spaced && around.inside)
    };
    let plain = around.typed || (around.led && PLAIN_YEARS.contains(&year) && !counted);
    let year = i32::try_from(year).ok()?;
    if let Some((first, last, end)) = years(year, after).filter(|_| plain || !counted) {
        return Some((Point::Years { first, last, part: None }, end));
    }
    plain.then_some((Point::Year { year, part: None }, after))
}

/// Reads "-2021" and "-21" after a year.
pub(super) fn years(first: i32, from: Cursor<'_>) -> Option<(i32, i32, Cursor<'_>)> {
    let (token, after) = from.past(K::Dash)?.next();
    let last = match token.kind {
        K::Number(last, 4) => i32::try_from(last).ok()?,
        K::Number(last, 2) => first - first.rem_euclid(100) + i32::try_from(last).ok()?,
        _ => return None,
    };
    let near = first < last && last - first <= 150 && !token.spaced;
    near.then_some((first, last, after))
}

/// Reads "third of May", "3rd May", "first quarter of 2023", "19th century".
pub(super) fn ordinal<'a>(
    nth: u32,
    from: Cursor<'a>,
    after: Cursor<'a>,
    around: Around,
) -> Read<'a, Point> {
    if let Some(read) = day_month(from, around) {
        return Some(read);
    }
    let (token, end) = after.maybe_touching(K::Dash).next();
    match token.kind {
        K::Share(months) => share(months, nth, end).or_else(|| quarter(months, nth, end, around)),
        K::Century => {
            let last = i32::try_from(nth).ok()?.checked_mul(100)?;
            Some((Point::Years { first: last - 99, last, part: None }, end))
        }
        _ => None,
    }
}

pub(super) fn share(months: u32, nth: u32, from: Cursor<'_>) -> Read<'_, Point> {
    let (year, end) = which_year(from)?;
    let year = Some(year);
    (1..=12 / months).contains(&nth).then_some((Point::Share { months, nth, year }, end))
}

/// Reads "the third quarter", not one of a match.
fn quarter(months: u32, nth: u32, end: Cursor<'_>, around: Around) -> Read<'_, Point> {
    let alone = months == 3 && around.led && around.the && !matches!(end.kind(), K::Of | K::Dash);
    let known = alone && (1..=4).contains(&nth);
    known.then_some((Point::Share { months, nth, year: None }, end))
}

/// Reads a point that a month's name begins.
pub(super) fn month_first(from: Cursor<'_>, token: Token, around: Around) -> Read<'_, Point> {
    let (month, after) = month_name(from, around.typed)?;
    let (year, end) = year_after(after);
    if year.is_some() {
        return Some((Point::Month { year, turn: None, month, part: None }, end));
    }
    if let Some((day, end)) = day_after_month(after, around) {
        let (year, end) = year_after(end);
        if !around.inside || year.is_some() {
            return Some((Point::DayOfMonth { year, month, day, weekday: None }, end));
        }
    }
    let bare = Point::Month { year: None, turn: None, month, part: None };
    stands_alone(token, after, around).then_some((bare, after))
}

pub(super) fn day_after_month(from: Cursor<'_>, around: Around) -> Read<'_, u32> {
    let (day, end) = day_number(from.maybe(K::The))?;
    let counted = matches!(end.kind(), K::Thing) && !around.led;
    (!counted).then_some((day, end))
}

/// Tells whether a month's name with no figure beside it is the month: names that are also
/// people or verbs need a preposition, and "May's" is a person.
pub(super) fn stands_alone(token: Token, after: Cursor<'_>, around: Around) -> bool {
    let K::Month(month, full) = token.kind else { return false };
    let owns = after.kind() == K::Apostrophe;
    let doubtful = !full || matches!(month, 3..=6 | 8);
    around.typed || !doubtful || (around.led && !owns)
}

/// Reads "the 1990s", "the '90s".
pub(super) fn decade(
    year: u32,
    after: Cursor<'_>,
    around: Around,
    part: Option<Part>,
) -> Read<'_, Point> {
    let first = i32::try_from(if year < 100 { 1900 + year } else { year }).ok()?;
    let first = if year < 30 { first + 100 } else { first };
    let plain = year >= 1000 || around.the || part.is_some();
    let width = if first % 100 == 0 && year >= 1000 && first < 2000 { 99 } else { 9 };
    plain.then_some((Point::Years { first, last: first + width, part }, after))
}
