//! Calendar arithmetic: parts of months and years, weeks, and counting from a day.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::bounds::{about, days, on, one, soft, span};
use super::lexicon::{Part, Turn, Unit};
use crate::model::{Edtf, EdtfDay, Precision};

/// The thirds of a month: days 1-10, 11-20 and 21 to the end.
pub(super) fn month_part(year: i32, month: u32, part: Option<Part>) -> Option<Edtf> {
    let whole = Precision::Month(year, month);
    let at = |day| NaiveDate::from_ymd_opt(year, month, day).map(Precision::Day);
    thirds(
        part,
        whole,
        [at(1)?, at(10)?, at(11)?, at(20)?, at(21)?, Precision::Day(whole.latest())],
    )
}

/// The thirds of a year: four months each.
pub(super) fn year_part(year: i32, part: Option<Part>) -> Option<Edtf> {
    let at = |month| Precision::Month(year, month);
    thirds(part, Precision::Year(year), [1, 4, 5, 8, 9, 12].map(at))
}

pub(super) fn years_part(first: i32, last: i32, part: Option<Part>) -> Option<Edtf> {
    let at = Precision::Year;
    let third = (last - first + 1) / 3;
    let (from, to) = match part {
        None => (at(first).into(), at(last).into()),
        Some(Part::Early) => (at(first).into(), soft(at(first + third).into())),
        Some(Part::Mid) => (soft(at(first + third + 1).into()), soft(at(last - third).into())),
        Some(Part::Late) => (soft(at(last - third + 1).into()), at(last).into()),
    };
    Some(Edtf::Interval(Some(from), Some(to)))
}

/// Picks a third of a period from the first and last date of each; the inner bounds are soft.
pub(super) fn thirds(part: Option<Part>, whole: Precision, bounds: [Precision; 6]) -> Option<Edtf> {
    let [first, early_end, mid_start, mid_end, late_start, last] = bounds.map(EdtfDay::from);
    let (from, to) = match part {
        None => return Some(one(whole)),
        Some(Part::Early) => (first, soft(early_end)),
        Some(Part::Mid) => (soft(mid_start), soft(mid_end)),
        Some(Part::Late) => (soft(late_start), last),
    };
    Some(Edtf::Interval(Some(from), Some(to)))
}

pub(super) fn step(turn: Turn) -> i32 {
    match turn {
        Turn::Last | Turn::Past => -1,
        Turn::This => 0,
        Turn::Next | Turn::Coming => 1,
    }
}

/// A calendar period before, around or after the anchor. Weeks are ISO weeks, Monday to Sunday.
pub(super) fn period(
    unit: Unit,
    turn: Turn,
    part: Option<Part>,
    anchor: NaiveDate,
) -> Option<Edtf> {
    let step = i64::from(step(turn));
    match unit {
        Unit::Day => move_days(anchor, step).map(on),
        Unit::Week | Unit::Fortnight => week(anchor, step, part),
        Unit::Weekend => weekend(anchor, turn),
        Unit::Month => {
            let there = move_by(anchor, step, Unit::Month)?;
            month_part(there.year(), there.month(), part)
        }
        Unit::Quarter if part.is_none() => {
            let there = move_by(anchor, step, unit)?;
            let first = there.month0() / 3 * 3 + 1;
            let month = |month| Precision::Month(there.year(), month);
            Some(span(month(first), month(first + 2)))
        }
        Unit::Quarter => None,
        Unit::Year => year_part(anchor.year().checked_add(i32::try_from(step).ok()?)?, part),
        Unit::Decade => {
            let first = anchor.year().div_euclid(10) * 10 + i32::try_from(10 * step).ok()?;
            years_part(first, first + 9, part)
        }
    }
}

pub(super) fn week(anchor: NaiveDate, step: i64, part: Option<Part>) -> Option<Edtf> {
    let into = i64::from(anchor.weekday().num_days_from_monday());
    let monday = move_days(anchor, 7 * step - into)?;
    let (from, to) = match part {
        None => (0, 6),
        Some(Part::Early) => (0, 2),
        Some(Part::Mid) => (1, 3),
        Some(Part::Late) => (3, 6),
    };
    Some(days(move_days(monday, from)?, move_days(monday, to)?))
}

/// "Last weekend" is over before the anchor; "this" and "next" go by the anchor's week.
pub(super) fn weekend(anchor: NaiveDate, turn: Turn) -> Option<Edtf> {
    let into = i64::from(anchor.weekday().num_days_from_monday());
    let saturday = match turn {
        Turn::Past if into >= 5 => 5 - into,
        Turn::Last | Turn::Past => -2 - into,
        Turn::This => 5 - into,
        Turn::Next | Turn::Coming => 12 - into,
    };
    let first = move_days(anchor, saturday)?;
    Some(days(first, first.succ_opt()?))
}

/// A bare weekday is the last one up to and with the anchor, or the next if the words look ahead.
pub(super) fn weekday(
    day: Weekday,
    turn: Option<Turn>,
    anchor: NaiveDate,
    ahead: bool,
) -> Option<NaiveDate> {
    let since = i64::from((7 + anchor.weekday() as u32 - day as u32) % 7);
    let until = (7 - since) % 7;
    let strictly = |days: i64| if days == 0 { 7 } else { days };
    move_days(
        anchor,
        match turn {
            None if ahead => until,
            None => -since,
            Some(Turn::This) => until,
            Some(Turn::Last | Turn::Past) => -strictly(since),
            Some(Turn::Next | Turn::Coming) => strictly(until),
        },
    )
}

/// So many days from the anchor is a day; weeks, months and years are about as exact as the word.
pub(super) fn shift(anchor: NaiveDate, count: i64, unit: Unit) -> Option<Edtf> {
    let there = move_by(anchor, count, unit)?;
    Some(match unit {
        Unit::Day => on(there),
        Unit::Week | Unit::Fortnight | Unit::Weekend => about(on(there)),
        Unit::Month | Unit::Quarter => about(one(Precision::Month(there.year(), there.month()))),
        Unit::Year | Unit::Decade => about(one(Precision::Year(there.year()))),
    })
}

pub(super) fn move_by(day: NaiveDate, count: i64, unit: Unit) -> Option<NaiveDate> {
    match unit {
        Unit::Day => move_days(day, count),
        Unit::Week | Unit::Weekend => move_days(day, count.checked_mul(7)?),
        Unit::Fortnight => move_days(day, count.checked_mul(14)?),
        Unit::Month => move_months(day, count),
        Unit::Quarter => move_months(day, count.checked_mul(3)?),
        Unit::Year => move_months(day, count.checked_mul(12)?),
        Unit::Decade => move_months(day, count.checked_mul(120)?),
    }
}

pub(super) fn move_days(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let step = Days::new(count.unsigned_abs());
    if count < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) }
}

pub(super) fn move_months(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let step = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
    if count < 0 { day.checked_sub_months(step) } else { day.checked_add_months(step) }
}
