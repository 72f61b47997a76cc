//! From what a phrase says to the days it means, given the day on which it was said.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::bounds::{about, after, before, bounds, days, ends, on, one, span};
use super::calendar::{
    month_part, move_by, move_days, period, shift, step, weekday, year_part, years_part,
};
use super::feast;
use super::lexicon::{Turn, Unit};
use super::phrase::{Phrase, Point, WhichYear};
use crate::model::{Edtf, EdtfDay, Precision};

/// What a phrase's meaning hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// The day on which it was said.
    pub(super) anchor: Option<NaiveDate>,
    /// The words before it look ahead ("will meet on Friday").
    pub(super) ahead: bool,
    /// They look back ("was on Friday").
    pub(super) back: bool,
    /// The last day that was named before it.
    pub(super) same_day: Option<NaiveDate>,
}

/// Reads a phrase; `None` if it hangs on something unknown or leaves the years 0 to 9999.
pub(super) fn resolve(phrase: Phrase, setting: Setting) -> Option<Edtf> {
    let ahead = Setting { ahead: true, ..setting };
    let edtf = match phrase {
        Phrase::At(at) => point(at, setting)?,
        Phrase::About(at) => about(point(at, setting)?),
        Phrase::Since(from) => Edtf::Interval(Some(ends(point(from, setting)?)?.0), None),
        Phrase::Until(to) => Edtf::Interval(None, Some(ends(point(to, ahead)?)?.1)),
        Phrase::Before(at) if is_to_come(at, setting) => before(point(at, ahead)?)?,
        Phrase::Before(at) => before(point(at, setting)?)?,
        Phrase::After(at) => after(point(at, setting)?)?,
        Phrase::Between(from, to) => between(from, to, setting)?,
    };
    in_range(&edtf).then_some(edtf)
}

/// "Before the winter" is before the next one, unless the words look back.
fn is_to_come(at: Point, setting: Setting) -> bool {
    matches!(at, Point::Season { .. }) && !setting.back
}

fn in_range(edtf: &Edtf) -> bool {
    let year = |day: NaiveDate| (0..=9999).contains(&day.year());
    let ends = (edtf.earliest(), edtf.latest());
    let ordered = ends.0.zip(ends.1).is_none_or(|(from, to)| from <= to);
    ordered && ends.0.is_none_or(year) && ends.1.is_none_or(year)
}

fn point(at: Point, setting: Setting) -> Option<Edtf> {
    match at {
        Point::Date(day) => Some(one(Precision::Day(day))),
        Point::Year { year, part } => year_part(year, part),
        Point::Years { first, last, part } => years_part(first, last, part),
        Point::Month { year, turn, month, part } => {
            month_part(which_year(year, month, turn, setting)?, month, part)
        }
        Point::DayOfMonth { year, month, day, weekday } => {
            day_of_month(year, (month, day), weekday, setting)
        }
        Point::Season { month, year, turn } => season(month, year, turn, setting),
        Point::Feast { feast, year, turn, about } => {
            feast::resolve(feast, year, turn, about, setting)
        }
        Point::Share { months, nth, year } => share(months, nth, year, setting),
        Point::SameDay => setting.same_day.map(|day| one(Precision::Day(day))),
        told => relative(told, setting.anchor?, setting.ahead),
    }
}

/// Reads the points that say nothing without an anchor.
fn relative(at: Point, anchor: NaiveDate, ahead: bool) -> Option<Edtf> {
    match at {
        Point::Period { unit, turn, part } => period(unit, turn, part, anchor),
        Point::RestOf { unit, earlier } => {
            let (from, to) = bounds(&period(unit, Turn::This, None, anchor)?)?;
            Some(if earlier { days(from, anchor) } else { days(anchor, to) })
        }
        Point::Weekday { day, turn } => weekday(day, turn, anchor, ahead).map(on),
        Point::WeekdayOf { day, turn } => {
            let monday = bounds(&period(Unit::Week, turn, None, anchor)?)?.0;
            move_days(monday, i64::from(day.num_days_from_monday())).map(on)
        }
        Point::Shift { count, unit } => shift(anchor, count, unit),
        Point::FewAgo { unit } => {
            let (from, to) = (shift(anchor, -7, unit)?, shift(anchor, -2, unit)?);
            Some(about(days(from.earliest()?, to.latest()?)))
        }
        Point::Stretch { count, unit } => {
            let other = move_by(anchor, count, unit)?;
            Some(days(anchor.min(other), anchor.max(other)))
        }
        Point::Overnight => Some(days(anchor.pred_opt()?, anchor)),
        _ => None,
    }
}

/// Reads "from A to B": what A leaves open follows from B, as in "3 May to 5 June 2022".
fn between(from: Point, to: Point, setting: Setting) -> Option<Edtf> {
    let last = ends(point(to, setting)?)?.1;
    let anchor = last.precision.latest();
    let told = Setting { anchor: Some(anchor), ahead: false, ..setting };
    let first = ends(point(from, if is_absolute(from) { told } else { setting })?)?.0;
    Some(if first == last { Edtf::One(first) } else { Edtf::Interval(Some(first), Some(last)) })
}

fn is_absolute(at: Point) -> bool {
    matches!(at, Point::DayOfMonth { .. } | Point::Month { .. } | Point::Weekday { turn: None, .. })
}

/// The year of a month: the one named, or the nearest that the words point to.
fn which_year(
    year: Option<WhichYear>,
    month: u32,
    turn: Option<Turn>,
    setting: Setting,
) -> Option<i32> {
    if let Some(year) = year {
        return year_of(year, setting);
    }
    let anchor = setting.anchor?;
    let this = anchor.year();
    let comes = month > anchor.month();
    match turn {
        None if setting.ahead => Some(this + i32::from(month < anchor.month())),
        None => Some(this - i32::from(comes)),
        Some(Turn::This) => Some(this),
        Some(Turn::Last | Turn::Past) => Some(this - i32::from(month >= anchor.month())),
        Some(Turn::Next | Turn::Coming) => Some(this + i32::from(month <= anchor.month())),
    }
}

/// A day of a month. Without a year it is the last such day up to the anchor (the next one if the
/// words look ahead); a weekday beside it decides otherwise.
fn day_of_month(
    year: Option<WhichYear>,
    (month, day): (u32, u32),
    weekday: Option<Weekday>,
    setting: Setting,
) -> Option<Edtf> {
    let at = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    let fits = |date: &NaiveDate| weekday.is_none_or(|name| date.weekday() == name);
    if let Some(year) = year {
        let date = at(year_of(year, setting)?)?;
        let uncertain = !fits(&date);
        return Some(Edtf::One(EdtfDay { uncertain, ..Precision::Day(date).into() }));
    }
    let anchor = setting.anchor?;
    let this = anchor.year();
    let near = [this - 1, this, this + 1].into_iter().filter_map(at).filter(fits);
    if weekday.is_some()
        && let Some(date) = near.min_by_key(|date| (*date - anchor).num_days().abs())
    {
        return Some(on(date));
    }
    nearest(anchor, setting.ahead, at).map(on)
}

/// The last day up to `anchor` that `at` gives for a year, or the first from it on.
pub(super) fn nearest(
    anchor: NaiveDate,
    ahead: bool,
    at: impl Fn(i32) -> Option<NaiveDate>,
) -> Option<NaiveDate> {
    let this = anchor.year();
    if ahead {
        (this..=this + 8).filter_map(at).find(|date| *date >= anchor)
    } else {
        (this - 8..=this).rev().filter_map(at).find(|date| *date <= anchor)
    }
}

/// Seasons are those of the northern half of the earth, three whole months, both ends soft.
fn season(
    month: u32,
    year: Option<WhichYear>,
    turn: Option<Turn>,
    setting: Setting,
) -> Option<Edtf> {
    let start = |year| NaiveDate::from_ymd_opt(year, month, 1);
    let first = match (year, turn) {
        (Some(year), _) => start(year_of(year, setting)?)?,
        (None, None) => nearest(setting.anchor?, setting.ahead, start)?,
        (None, Some(Turn::This)) => start(setting.anchor?.year())?,
        (None, Some(Turn::Next | Turn::Coming)) => {
            nearest(setting.anchor?.succ_opt()?, true, start)?
        }
        (None, Some(Turn::Last | Turn::Past)) => {
            nearest(setting.anchor?.checked_sub_months(Months::new(3))?, false, start)?
        }
    };
    let last = first.checked_add_months(Months::new(2))?;
    let month = |day: NaiveDate| Precision::Month(day.year(), day.month());
    Some(about(span(month(first), month(last))))
}

/// The year that is named, or counted from the anchor's.
pub(super) fn year_of(year: WhichYear, setting: Setting) -> Option<i32> {
    match year {
        WhichYear::Year(year) => Some(year),
        WhichYear::Turn(turn) => setting.anchor?.year().checked_add(step(turn)),
    }
}

fn share(months: u32, nth: u32, year: Option<WhichYear>, setting: Setting) -> Option<Edtf> {
    let first = months * (nth - 1) + 1;
    let start = |year| NaiveDate::from_ymd_opt(year, first, 1);
    let year = match year {
        Some(year) => year_of(year, setting)?,
        None => nearest(setting.anchor?, setting.ahead, start)?.year(),
    };
    Some(span(Precision::Month(year, first), Precision::Month(year, first + months - 1)))
}
