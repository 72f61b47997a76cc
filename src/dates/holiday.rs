//! The grammar of holidays and seasons.

use chrono::Weekday;

use super::figures::year_after;
use super::grammar::{Around, Read};
use super::lexicon::{Feast, Kind as K, Piece, Turn, Unit};
use super::phrase::Point;
use super::relative::unit;
use super::token::{Cursor, Token};

/// Reads "spring 2022", "the summer of 2022", "in the summer".
pub(super) fn season(month: u32, after: Cursor<'_>, around: Around) -> Read<'_, Point> {
    let (year, end) = year_after(after);
    let alone = around.typed || (around.led && around.the && after.kind() != K::Of);
    (year.is_some() || alone).then_some((Point::Season { month, year, turn: None }, end))
}

pub(super) fn feast_point(
    feast: Feast,
    turn: Option<Turn>,
    about: bool,
    after: Cursor<'_>,
) -> Read<'_, Point> {
    let (year, end) = year_after(after);
    Some((Point::Feast { feast, year, turn, about }, end))
}

/// Reads the holidays whose names have several words.
pub(super) fn holiday<'a>(
    piece: Piece,
    token: Token,
    after: Cursor<'a>,
    around: Around,
) -> Read<'a, Point> {
    if !(token.capital || around.typed) {
        return None;
    }
    let (feast, about, end) = named_holiday(piece, after, around)?;
    feast_point(feast, None, about, end)
}

pub(super) fn named_holiday<'a>(
    piece: Piece,
    after: Cursor<'a>,
    around: Around,
) -> Option<(Feast, bool, Cursor<'a>)> {
    let day = |from: Cursor<'a>| from.past(K::Unit(Unit::Day, false));
    let eve = |from: Cursor<'a>| from.past(K::Piece(Piece::Eve));
    let on = |from: Cursor<'a>, day: Weekday| from.past(K::Weekday(day, true));
    let owned = || possessive(after);
    let exact = |feast, end: Option<Cursor<'a>>| end.map(|end| (feast, false, end));
    match piece {
        Piece::Christmas => exact(Feast::Fixed(12, 25), day(after))
            .or_else(|| exact(Feast::Fixed(12, 24), eve(after)))
            .or_else(|| around.led.then_some((Feast::Fixed(12, 25), true, after))),
        Piece::Easter => exact(Feast::Easter(0), on(after, Weekday::Sun))
            .or_else(|| exact(Feast::Easter(1), on(after, Weekday::Mon)))
            .or_else(|| exact(Feast::Easter(-1), on(after, Weekday::Sat)))
            .or_else(|| around.led.then_some((Feast::Easter(0), true, after))),
        Piece::Good => exact(Feast::Easter(-2), on(after, Weekday::Fri)),
        Piece::Ash => exact(Feast::Easter(-46), on(after, Weekday::Wed)),
        Piece::Palm => exact(Feast::Easter(-7), on(after, Weekday::Sun)),
        Piece::Black => exact(Feast::Thanksgiving(1), on(after, Weekday::Fri)),
        Piece::DayOf(feast) => exact(feast, owned().and_then(day)),
        Piece::Valentine => exact(Feast::Fixed(2, 14), owned().and_then(day)),
        Piece::Patrick => exact(Feast::Fixed(3, 17), owned().and_then(day)),
        Piece::New => {
            let (_, year) = unit(after).filter(|(unit, _)| *unit == Unit::Year)?;
            let year = possessive(year)?;
            exact(Feast::Fixed(1, 1), day(year)).or_else(|| exact(Feast::Fixed(12, 31), eve(year)))
        }
        Piece::Eve => None,
    }
}

/// Skips "'s", "'" or nothing.
pub(super) fn possessive(from: Cursor<'_>) -> Option<Cursor<'_>> {
    let Some(after) = from.past(K::Apostrophe) else { return Some(from) };
    let (token, end) = after.next();
    Some(if &from.text[token.start..token.end] == "s" { end } else { after })
}
