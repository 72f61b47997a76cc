//! The grammar of single days, months, years and periods.

use chrono::Weekday;

use super::grammar::{Around, Read, the_point, which_year};
use super::lexicon::{Feast, Kind as K, Part, Piece, Turn, Unit};
use super::phrase::Point;
use super::token::{Cursor, Token};

/// Years that a bare figure in a text can mean.
const PLAIN_YEARS: std::ops::RangeInclusive<u32> = 1000..=2199;

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
        K::Part(part) => part_of(part, after.maybe_touching(K::Dash), around),
        K::Edge(part) => edge_of(part, after.past(K::Of)?, around),
        K::Earlier => rest_of(after, true),
        K::Later => rest_of(after, false),
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
fn day_part(from: Cursor<'_>) -> Cursor<'_> {
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
    let dated = after.maybe_touching(K::Dot).maybe_touching(K::Comma);
    if let Some((Point::DayOfMonth { year, month, day: number, .. }, end)) =
        the_point(dated, Around { led: false, inside: false, ..around })
    {
        let weekday = Some(day);
        return Some((Point::DayOfMonth { year, month, day: number, weekday }, end));
    }
    if let Some((Point::Date(date), end)) = read(dated, around) {
        return Some((Point::Date(date), end));
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

/// Reads a year after a month: "2022", ", 2022", "of 2022". `None` if there is none.
pub(super) fn year_after(from: Cursor<'_>) -> (Option<i32>, Cursor<'_>) {
    let (token, after) = from.maybe_touching(K::Comma).maybe(K::Of).next();
    match token.kind {
        K::Number(year, 4) if PLAIN_YEARS.contains(&year) => (i32::try_from(year).ok(), after),
        _ => (None, from),
    }
}

/// Reads "20 Jan 2023", "20-22 January", "2 weeks ago" or a bare year.
fn number(from: Cursor<'_>, around: Around) -> Read<'_, Point> {
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
fn is_money_or_part(text: &str, start: usize) -> bool {
    let before = text[..start].chars().next_back();
    before.is_some_and(|c| matches!(c, '$' | '£' | '€' | '#' | '.' | ',' | '-' | '/' | ':' | '_'))
}

fn day_month(from: Cursor<'_>, around: Around) -> Read<'_, Point> {
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

fn bare_year(year: u32, after: Cursor<'_>, around: Around) -> Read<'_, Point> {
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
fn years(first: i32, from: Cursor<'_>) -> Option<(i32, i32, Cursor<'_>)> {
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
fn ordinal<'a>(nth: u32, from: Cursor<'a>, after: Cursor<'a>, around: Around) -> Read<'a, Point> {
    if let Some(read) = day_month(from, around) {
        return Some(read);
    }
    let (token, end) = after.maybe_touching(K::Dash).next();
    match token.kind {
        K::Share(months) => share(months, nth, end),
        K::Century => {
            let last = i32::try_from(nth).ok()?.checked_mul(100)?;
            Some((Point::Years { first: last - 99, last, part: None }, end))
        }
        _ => None,
    }
}

fn share(months: u32, nth: u32, from: Cursor<'_>) -> Read<'_, Point> {
    let (year, end) = which_year(from)?;
    (1..=12 / months).contains(&nth).then_some((Point::Share { months, nth, year }, end))
}

fn ago(count: i64, from: Cursor<'_>) -> Read<'_, Point> {
    let (unit, after) = unit(from)?;
    Some((Point::Shift { count: -count, unit }, after.past(K::Ago)?))
}

fn unit(from: Cursor<'_>) -> Read<'_, Unit> {
    let (token, after) = from.next();
    match token.kind {
        K::Unit(unit, _) => Some((unit, after)),
        _ => None,
    }
}

fn few_ago(from: Cursor<'_>) -> Read<'_, Point> {
    let (unit, after) = unit(from)?;
    Some((Point::FewAgo { unit }, after.past(K::Ago)?))
}

fn couple_ago(from: Cursor<'_>) -> Read<'_, Point> {
    ago(2, from.maybe(K::Of))
}

/// Reads "a week ago", "a few days ago", "a couple of years ago".
fn a_while_ago(from: Cursor<'_>) -> Read<'_, Point> {
    let (token, after) = from.next();
    match token.kind {
        K::Few => few_ago(after),
        K::Couple => couple_ago(after),
        _ => ago(1, from),
    }
}

/// Reads a point that a month's name begins.
fn month_first(from: Cursor<'_>, token: Token, around: Around) -> Read<'_, Point> {
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

fn day_after_month(from: Cursor<'_>, around: Around) -> Read<'_, u32> {
    let (day, end) = day_number(from.maybe(K::The))?;
    let counted = matches!(end.kind(), K::Thing) && !around.led;
    (!counted).then_some((day, end))
}

/// Tells whether a month's name with no figure beside it is the month: names that are also
/// people or verbs need a preposition, and "May's" is a person.
fn stands_alone(token: Token, after: Cursor<'_>, around: Around) -> bool {
    let K::Month(month, full) = token.kind else { return false };
    let owns = after.kind() == K::Apostrophe;
    let doubtful = !full || matches!(month, 3..=6 | 8);
    around.typed || !doubtful || (around.led && !owns)
}

/// Reads what follows "last", "this", "next".
fn turned(turn: Turn, from: Cursor<'_>, around: Around) -> Read<'_, Point> {
    let (token, after) = from.next();
    match token.kind {
        K::Turn(inner @ (Turn::Past | Turn::Coming)) if turn == Turn::This => {
            turned(inner, after, around)
        }
        K::Number(count, _) | K::Count(count) => stretch(turn, i64::from(count), after),
        K::Couple => stretch(turn, 2, after.maybe(K::Of)),
        K::Unit(unit, false) => turned_unit(turn, unit, after, around),
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
fn turned_part(turn: Turn, after: Cursor<'_>) -> Read<'_, Point> {
    let count = match turn {
        Turn::Last | Turn::Past => -1,
        Turn::This => 0,
        Turn::Next | Turn::Coming => return None,
    };
    Some((Point::Shift { count, unit: Unit::Day }, after))
}

fn stretch(turn: Turn, count: i64, from: Cursor<'_>) -> Read<'_, Point> {
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
fn turned_unit<'a>(turn: Turn, unit: Unit, after: Cursor<'a>, around: Around) -> Read<'a, Point> {
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
fn counted_unit(unit: Unit, after: Cursor<'_>, around: Around) -> Read<'_, Point> {
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

/// Reads what follows "early", "mid-", "late".
fn part_of(part: Part, from: Cursor<'_>, around: Around) -> Read<'_, Point> {
    let led = Around { led: true, ..around };
    let from = from.past(K::In).unwrap_or(from);
    if let K::Decade(year) = from.maybe(K::The).kind() {
        return decade(year, from.maybe(K::The).next().1, led, Some(part));
    }
    let (at, end) = the_point(from, Around { inside: true, ..led })?;
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

/// Reads "earlier this week", "later this month", "earlier on Friday".
fn rest_of(from: Cursor<'_>, earlier: bool) -> Read<'_, Point> {
    let from = from.maybe(K::On);
    let (token, after) = from.next();
    match token.kind {
        K::Turn(Turn::This) => {
            let (unit, end) = unit(after)?;
            Some((Point::RestOf { unit, earlier }, end))
        }
        K::Turn(Turn::Last) | K::Day(0) | K::Weekday(..) => read(from, Around::default()),
        K::In => {
            let around = Around { led: true, inside: true, ..Around::default() };
            the_point(after, around)
                .filter(|(at, _)| matches!(at, Point::Month { .. } | Point::Year { .. }))
        }
        _ => None,
    }
}

/// Reads "that day" and "the same day".
fn same_day(kind: K, after: Cursor<'_>, around: Around) -> Read<'_, Point> {
    let known = kind == K::That || around.the;
    let end = after.past(K::Unit(Unit::Day, false))?;
    known.then_some((Point::SameDay, end))
}

/// Reads "spring 2022", "the summer of 2022", "in the summer".
fn season(month: u32, after: Cursor<'_>, around: Around) -> Read<'_, Point> {
    let (year, end) = year_after(after);
    let alone = around.typed || (around.led && around.the && after.kind() != K::Of);
    (year.is_some() || alone).then_some((Point::Season { month, year, turn: None }, end))
}

/// Reads "the 1990s", "the '90s".
fn decade(year: u32, after: Cursor<'_>, around: Around, part: Option<Part>) -> Read<'_, Point> {
    let first = i32::try_from(if year < 100 { 1900 + year } else { year }).ok()?;
    let first = if year < 30 { first + 100 } else { first };
    let plain = year >= 1000 || around.the || part.is_some();
    let width = if first % 100 == 0 && year >= 1000 && first < 2000 { 99 } else { 9 };
    plain.then_some((Point::Years { first, last: first + width, part }, after))
}

fn feast_point(
    feast: Feast,
    turn: Option<Turn>,
    about: bool,
    after: Cursor<'_>,
) -> Read<'_, Point> {
    let (year, end) = year_after(after);
    Some((Point::Feast { feast, year, turn, about }, end))
}

/// Reads the holidays whose names have several words.
fn holiday<'a>(piece: Piece, token: Token, after: Cursor<'a>, around: Around) -> Read<'a, Point> {
    if !(token.capital || around.typed) {
        return None;
    }
    let (feast, about, end) = named_holiday(piece, after, around)?;
    feast_point(feast, None, about, end)
}

fn named_holiday<'a>(
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
        Piece::Boxing => exact(Feast::Fixed(12, 26), day(after)),
        Piece::Bastille => exact(Feast::Fixed(7, 14), day(after)),
        Piece::Armistice => exact(Feast::Fixed(11, 11), day(after)),
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

/// Skips "'s" or nothing.
fn possessive(from: Cursor<'_>) -> Option<Cursor<'_>> {
    let Some(after) = from.past(K::Apostrophe) else { return Some(from) };
    let (token, end) = after.next();
    (&from.text[token.start..token.end] == "s").then_some(end)
}
