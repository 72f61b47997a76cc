//! The grammar of date phrases: from tokens to a [`Phrase`]. Looks a bounded way ahead.

use super::figures;
use super::lexicon::{Kind as K, Unit};
use super::phrase::{Phrase, Point};
use super::point;
use super::token::Cursor;

/// A reading and the place after it.
pub(super) type Read<'a, T> = Option<(T, Cursor<'a>)>;

/// What is known about the place where a point is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// A person typed it as a date: small letters, bare years and short names are fine.
    pub(super) typed: bool,
    /// A preposition of time stands before it: bare months and years are fine.
    pub(super) led: bool,
    /// That preposition is "in": a number after a month counts something else.
    pub(super) inside: bool,
    /// "the" stands before it.
    pub(super) the: bool,
    /// It is part of another point, and may not hold a third: "early Friday", never "early late".
    pub(super) nested: bool,
}

/// Reads the date phrase that starts at `from`.
pub(super) fn phrase(from: Cursor<'_>, typed: bool) -> Read<'_, Phrase> {
    let around = Around { typed, ..Around::default() };
    let led = Around { led: true, ..around };
    let (token, after) = from.next();
    match token.kind {
        K::On => at(day_after_on(after, led)),
        K::In => at(the_point(after, Around { inside: true, ..led })),
        K::During => at(the_point(after, led)),
        K::At | K::Over => at(the_point(after, led)),
        K::By => the_point(after, led).map(|(at, end)| (Phrase::At(at), end)),
        K::Since => the_point(after, led).map(|(from, end)| (Phrase::Since(from), end)),
        K::Until => the_point(after, led).map(|(to, end)| (Phrase::Until(to), end)),
        K::Before => beyond(after, led, Phrase::Before),
        K::After => beyond(after, led, Phrase::After),
        K::From => range(after, led, K::To).or_else(|| onwards(after, led)),
        K::Between => range(after, led, K::And),
        K::About => about(after, led),
        K::Part(_) => late_on(after, led).or_else(|| any(from, around)),
        _ => any(from, around),
    }
}

fn at(read: Read<'_, Point>) -> Read<'_, Phrase> {
    read.map(|(at, end)| (Phrase::At(at), end))
}

/// A point, or a range without "from": "3 May to 5 May 2022", "2019-2021".
fn any(from: Cursor<'_>, around: Around) -> Read<'_, Phrase> {
    if from.kind() == K::The {
        return at(the_point(from, around));
    }
    if let Some(read) = short_range(from, K::To).or_else(|| days_after_month(from, around)) {
        return Some(read);
    }
    let (first, end) = point::read(from, around)?;
    let absolute = matches!(first, Point::DayOfMonth { .. } | Point::Month { .. } | Point::Date(_));
    let more = [K::To, K::Dash, K::Until].into_iter().find_map(|mark| end.past(mark));
    match more.and_then(|more| the_point(more, Around { led: true, ..around })) {
        Some((last, end)) if absolute && like(first, last) => {
            Some((Phrase::Between(first, last), end))
        }
        _ => Some((Phrase::At(first), end)),
    }
}

fn like(a: Point, b: Point) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

/// Reads a point that "the" may stand before.
pub(super) fn the_point(from: Cursor<'_>, around: Around) -> Read<'_, Point> {
    match from.past(K::The) {
        Some(after) => point::read(after, Around { the: true, ..around }),
        None => point::read(from, around),
    }
}

/// Reads what follows "on": a day, "the night of 3 May", never a month or a year.
fn day_after_on(from: Cursor<'_>, around: Around) -> Read<'_, Point> {
    let after = from.maybe(K::The);
    if let Some(of) = after.past(K::DayPart).and_then(|after| after.past(K::Of)) {
        return the_point(of, around).filter(|(at, _)| is_day(*at));
    }
    let unled = Around { led: around.typed, ..around };
    let day = the_point(from, unled).filter(|(at, _)| is_day(*at));
    day.or_else(|| the_point(from, around).filter(|(at, _)| is_day(*at)))
}

fn is_day(at: Point) -> bool {
    match at {
        Point::Period { unit, .. } => matches!(unit, Unit::Day | Unit::Weekend),
        Point::Date(_)
        | Point::DayOfMonth { .. }
        | Point::Weekday { .. }
        | Point::WeekdayOf { .. }
        | Point::Shift { .. }
        | Point::Feast { .. }
        | Point::SameDay => true,
        _ => false,
    }
}

/// Reads "on Monday" after "late".
fn late_on(from: Cursor<'_>, around: Around) -> Read<'_, Phrase> {
    match from.kind() {
        K::On => at(day_after_on(from.past(K::On)?, around)),
        K::Weekday(..) | K::Day(_) => at(the_point(from, around)),
        _ => None,
    }
}

/// Reads what follows "before" and "after". In "after Monday's meeting" and "after the 2012 vote"
/// the date only names what was before.
fn beyond(from: Cursor<'_>, around: Around, make: fn(Point) -> Phrase) -> Read<'_, Phrase> {
    let (at, end) = the_point(from, around)?;
    let owns = end.kind() == K::Apostrophe;
    let names = from.kind() == K::The && !end.is_at_end_of_clause();
    (around.typed || !(owns || names)).then_some((make(at), end))
}

fn range(from: Cursor<'_>, around: Around, joint: K) -> Read<'_, Phrase> {
    short_range(from, joint).or_else(|| {
        let (first, end) = the_point(from, around)?;
        let joints = [joint, K::Dash, K::Until];
        let after = joints.into_iter().find_map(|joint| end.past(joint))?;
        let (last, end) = the_point(after, around)?;
        Some((Phrase::Between(first, last), end))
    })
}

/// Reads "3 and 5 May 2022", where the month stands once.
fn short_range(from: Cursor<'_>, joint: K) -> Read<'_, Phrase> {
    let from = from.maybe(K::The);
    let (first, after) = figures::day_number(from)?;
    let after = [joint, K::Dash].into_iter().find_map(|joint| after.past(joint))?.maybe(K::The);
    let (last, after) = figures::day_number(after)?;
    let (month, after) = figures::month_name(after.maybe(K::Of), true)?;
    let (year, end) = figures::year_after(after);
    let day = |day| Point::DayOfMonth { year, month, day, weekday: None };
    Some((Phrase::Between(day(first), day(last)), end))
}

/// Reads "May 3-5, 2022".
fn days_after_month(from: Cursor<'_>, around: Around) -> Read<'_, Phrase> {
    let (month, after) = figures::month_name(from, around.typed)?;
    let (first, after) = figures::day_number(after)?;
    let after = [K::To, K::Dash].into_iter().find_map(|joint| after.past(joint))?;
    let (last, after) = figures::day_number(after)?;
    let (year, end) = figures::year_after(after);
    let day = |day| Point::DayOfMonth { year, month, day, weekday: None };
    Some((Phrase::Between(day(first), day(last)), end))
}

/// Reads "from 3 May" and "from 3 May onwards" as the day alone, without "from".
fn onwards(from: Cursor<'_>, around: Around) -> Read<'_, Phrase> {
    at(the_point(from, around))
}

fn about(from: Cursor<'_>, around: Around) -> Read<'_, Phrase> {
    let (at, end) = the_point(from.maybe_touching(K::Dot), around)?;
    let fits = matches!(
        at,
        Point::Year { .. }
            | Point::Month { .. }
            | Point::DayOfMonth { .. }
            | Point::Date(_)
            | Point::Years { .. }
    );
    fits.then_some((Phrase::About(at), end))
}
