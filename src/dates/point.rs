//! The grammar of single days, months, years and periods: which reading a first word asks for.

use chrono::Weekday;

use super::figures::{decade, month_first, number, ordinal, share};
use super::grammar::{Around, Read, the_point};
use super::holiday::{feast_point, holiday, season};
use super::lexicon::{Kind as K, Part, Turn, Unit};
use super::phrase::Point;
use super::relative::{
    a_while_ago, ago, counted_unit, couple_ago, few_ago, rest_of, same_day, turned,
};
use super::token::{Cursor, Token};

/// Reads the point that starts at `from`.
pub(super) fn read(from: Cursor<'_>, around: Around) -> Read<'_, Point> {
    let (token, after) = from.next();
    match token.kind {
        K::Date(day) => Some((Point::Date(day), after)),
        K::Weekday(day, full) => weekday(day, full, token, after, around),
        K::Number(..) => number(from, around),
        K::Ordinal(nth) => ordinal(nth, from, after, around),
        K::Count(count) => ago(i64::from(count), after),
        K::Few => few_ago(after),
        K::A => a_while_ago(after),
        K::Couple => couple_ago(after),
        K::Month(..) => month_first(from, token, around),
        K::Turn(turn) => turned(turn, after, around),
        K::Part(_) | K::Edge(_) | K::Earlier | K::Later if around.nested => None,
        K::Part(part) => part_of(part, after.maybe_touching(K::Dash), around),
        K::Edge(part) => edge_of(part, after.past(K::Of)?, around),
        K::Earlier => rest_of(after, true, around),
        K::Later => rest_of(after, false, around),
        K::Day(days) => Some((Point::Shift { count: days, unit: Unit::Day }, day_part(after))),
        K::Unit(unit, false) => counted_unit(unit, after, around),
        K::Overnight => Some((Point::Overnight, after)),
        K::That | K::Same => same_day(token.kind, after, around),
        K::Season(month) => season(month, after, around),
        K::Decade(year) => decade(year, after, around, None),
        K::Quarter(nth) => share(3, nth, after),
        K::Feast(feast) => feast_point(feast, None, false, after),
        K::Piece(piece) => holiday(piece, token, after, around),
        _ => None,
    }
}

/// Skips "morning", "night" and the like after a day.
pub(super) fn day_part(from: Cursor<'_>) -> Cursor<'_> {
    let (token, after) = from.next();
    match token.kind {
        K::DayPart if token.spaced => after,
        _ => from,
    }
}

fn weekday<'a>(
    day: Weekday,
    full: bool,
    token: Token,
    after: Cursor<'a>,
    around: Around,
) -> Read<'a, Point> {
    if !(token.capital || around.typed) {
        return None;
    }
    if let Some(read) = dated(day, after, around) {
        return Some(read);
    }
    if !(full || around.typed) {
        return None;
    }
    let end = day_part(after);
    if names_something(end, around) {
        return None;
    }
    Some(week_after(day, end).unwrap_or((Point::Weekday { day, turn: None }, end)))
}

/// Reads the date that may follow a weekday: "Friday, 20 January", "Fri 2023-01-20".
fn dated(weekday: Weekday, after: Cursor<'_>, around: Around) -> Read<'_, Point> {
    if around.nested {
        return None;
    }
    let from = after.maybe_touching(K::Dot).maybe_touching(K::Comma);
    let around = Around { led: false, inside: false, nested: true, ..around };
    match the_point(from, around)? {
        (Point::DayOfMonth { year, month, day, .. }, end) => {
            Some((Point::DayOfMonth { year, month, day, weekday: Some(weekday) }, end))
        }
        (Point::Date(date), end) => Some((Point::Date(date), end)),
        _ => None,
    }
}

/// Tells whether a thing follows, as in "Sunday Times" and "Monday Night Football".
fn names_something(after: Cursor<'_>, around: Around) -> bool {
    let (token, _) = after.next();
    token.spaced && token.capital && token.kind == K::Thing && !around.led
}

/// Reads "last week", "of this week" after a weekday.
fn week_after(day: Weekday, from: Cursor<'_>) -> Read<'_, Point> {
    let (token, after) = from.maybe(K::Of).next();
    match token.kind {
        K::Turn(turn @ (Turn::Last | Turn::This | Turn::Next)) => {
            let end = after.past(K::Unit(Unit::Week, false))?;
            Some((Point::WeekdayOf { day, turn }, end))
        }
        _ => None,
    }
}

/// Reads what follows "early", "mid-", "late".
fn part_of(part: Part, from: Cursor<'_>, around: Around) -> Read<'_, Point> {
    let led = Around { led: true, ..around };
    let from = from.past(K::In).unwrap_or(from);
    if let K::Decade(year) = from.maybe(K::The).kind() {
        return decade(year, from.maybe(K::The).next().1, led, Some(part));
    }
    let (at, end) = the_point(from, Around { inside: true, nested: true, ..led })?;
    let some = Some(part);
    let at = match at {
        Point::Month { year, turn, month, part: None } => {
            Point::Month { year, turn, month, part: some }
        }
        Point::Year { year, part: None } => Point::Year { year, part: some },
        Point::Years { first, last, part: None } => Point::Years { first, last, part: some },
        Point::Period { unit, turn, part: None } => Point::Period { unit, turn, part: some },
        Point::Weekday { .. } | Point::WeekdayOf { .. } | Point::DayOfMonth { .. } => at,
        Point::Season { .. } => at,
        _ => return None,
    };
    Some((at, end))
}

/// Reads what follows "the start of", "the end of".
fn edge_of(part: Part, from: Cursor<'_>, around: Around) -> Read<'_, Point> {
    if matches!(from.kind(), K::Weekday(..)) {
        return None;
    }
    part_of(part, from, around)
}
