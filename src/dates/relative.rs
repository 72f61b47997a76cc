//! The grammar of what is counted from the anchor: "last week", "two days ago", "this summer".

use super::figures::share;
use super::grammar::the_point;
use super::grammar::{Around, Read};
use super::holiday::{feast_point, holiday};
use super::lexicon::{Kind as K, Turn, Unit};
use super::phrase::Point;
use super::point::{day_part, read};
use super::token::Cursor;

pub(super) fn ago(count: i64, from: Cursor<'_>) -> Read<'_, Point> {
    let (unit, after) = unit(from)?;
    Some((Point::Shift { count: -count, unit }, after.past(K::Ago)?))
}

pub(super) fn unit(from: Cursor<'_>) -> Read<'_, Unit> {
    let (token, after) = from.next();
    match token.kind {
        K::Unit(unit, _) => Some((unit, after)),
        K::Share(3) => Some((Unit::Quarter, after)),
        _ => None,
    }
}

pub(super) fn few_ago(from: Cursor<'_>) -> Read<'_, Point> {
    let (unit, after) = unit(from)?;
    Some((Point::FewAgo { unit }, after.past(K::Ago)?))
}

pub(super) fn couple_ago(from: Cursor<'_>) -> Read<'_, Point> {
    ago(2, from.maybe(K::Of))
}

/// Reads "a week ago", "a few days ago", "a couple of years ago".
pub(super) fn a_while_ago(from: Cursor<'_>) -> Read<'_, Point> {
    let (token, after) = from.next();
    match token.kind {
        K::Few => few_ago(after),
        K::Couple => couple_ago(after),
        _ => ago(1, from),
    }
}

/// Reads what follows "last", "this", "next".
pub(super) fn turned(turn: Turn, from: Cursor<'_>, around: Around) -> Read<'_, Point> {
    let (token, after) = from.next();
    match token.kind {
        K::Turn(inner @ (Turn::Past | Turn::Coming)) if turn == Turn::This => {
            turned(inner, after, around)
        }
        K::Number(count, _) | K::Count(count) => stretch(turn, i64::from(count), after),
        K::Couple => stretch(turn, 2, after.maybe(K::Of)),
        K::Unit(unit, false) => turned_unit(turn, unit, after, around),
        K::Share(3) if after.kind() != K::Of => turned_unit(turn, Unit::Quarter, after, around),
        K::Share(3) if turn == Turn::Last => share(3, 4, after),
        K::DayPart => turned_part(turn, after),
        K::Weekday(day, true) => Some((Point::Weekday { day, turn: Some(turn) }, day_part(after))),
        K::Month(month, full) if full || around.typed => {
            Some((Point::Month { year: None, turn: Some(turn), month, part: None }, after))
        }
        K::Season(month) => Some((Point::Season { month, year: None, turn: Some(turn) }, after)),
        K::Feast(feast) => feast_point(feast, Some(turn), false, after),
        K::Piece(piece) => match holiday(piece, token, after, Around { led: true, ..around })? {
            (Point::Feast { feast, about, .. }, end) => {
                Some((Point::Feast { feast, year: None, turn: Some(turn), about }, end))
            }
            _ => None,
        },
        _ => None,
    }
}

/// "This morning" and "last night" (the evening before).
pub(super) fn turned_part(turn: Turn, after: Cursor<'_>) -> Read<'_, Point> {
    let count = match turn {
        Turn::Last | Turn::Past => -1,
        Turn::This => 0,
        Turn::Next | Turn::Coming => return None,
    };
    Some((Point::Shift { count, unit: Unit::Day }, after))
}

pub(super) fn stretch(turn: Turn, count: i64, from: Cursor<'_>) -> Read<'_, Point> {
    let (unit, after) = unit(from)?;
    let count = match turn {
        Turn::Last | Turn::Past => -count,
        Turn::Next | Turn::Coming => count,
        Turn::This => return None,
    };
    Some((Point::Stretch { count, unit }, after))
}

/// "Last year" is the calendar year; "the last year" and "the past year" are the twelve months
/// up to now. "The next day" hangs on a day told before.
pub(super) fn turned_unit<'a>(
    turn: Turn,
    unit: Unit,
    after: Cursor<'a>,
    around: Around,
) -> Read<'a, Point> {
    let stretches = match turn {
        Turn::Past | Turn::Coming => unit != Unit::Weekend,
        Turn::Last => around.the && unit != Unit::Weekend,
        Turn::This | Turn::Next => false,
    };
    if stretches {
        let count = if turn == Turn::Coming { 1 } else { -1 };
        return Some((Point::Stretch { count, unit }, after));
    }
    let told = around.the && matches!(turn, Turn::Next);
    if told || (unit == Unit::Day && turn != Turn::This) {
        return None;
    }
    Some((Point::Period { unit, turn, part: None }, after))
}

/// Reads "the weekend", "the day before yesterday", "week of".
pub(super) fn counted_unit(unit: Unit, after: Cursor<'_>, around: Around) -> Read<'_, Point> {
    match unit {
        Unit::Weekend if around.the => {
            Some((Point::Period { unit, turn: Turn::Past, part: None }, after))
        }
        Unit::Day if around.the => {
            let (token, next) = after.next();
            let (day, end) = next.next();
            match (token.kind, day.kind) {
                (K::Before, K::Day(-1)) => Some((Point::Shift { count: -2, unit }, end)),
                (K::After, K::Day(1)) => Some((Point::Shift { count: 2, unit }, end)),
                _ => None,
            }
        }
        Unit::Year if around.the => {
            let (token, end) = after.next();
            match token.kind {
                K::Number(year, 4) => {
                    Some((Point::Year { year: i32::try_from(year).ok()?, part: None }, end))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// Reads "earlier this week", "later this month", "earlier on Friday".
pub(super) fn rest_of(from: Cursor<'_>, earlier: bool, around: Around) -> Read<'_, Point> {
    let from = from.maybe(K::On);
    let around = Around { nested: true, ..around };
    let (token, after) = from.next();
    match token.kind {
        K::Turn(Turn::This) => {
            let (unit, end) = unit(after)?;
            Some((Point::RestOf { unit, earlier }, end))
        }
        K::Turn(Turn::Last) | K::Day(0) | K::Weekday(..) => read(from, around),
        K::In => {
            let around = Around { led: true, inside: true, ..around };
            the_point(after, around)
                .filter(|(at, _)| matches!(at, Point::Month { .. } | Point::Year { .. }))
        }
        _ => None,
    }
}

/// Reads "that day" and "the same day".
pub(super) fn same_day(kind: K, after: Cursor<'_>, around: Around) -> Read<'_, Point> {
    let known = kind == K::That || around.the;
    let end = after.past(K::Unit(Unit::Day, false))?;
    known.then_some((Point::SameDay, end))
}
