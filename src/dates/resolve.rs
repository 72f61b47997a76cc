//! From what a phrase says to the days it means, given the day on which it was said.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::feast;
use super::lexicon::{Part, Turn, Unit};
use super::phrase::{Phrase, Point, WhichYear};
use crate::model::{Edtf, EdtfDay, Precision};

/// What a phrase's meaning hangs on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// The day on which it was said.
    pub(super) anchor: Option<NaiveDate>,
    /// The words before it look ahead ("will meet on Friday").
    pub(super) ahead: bool,
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
        Phrase::Before(at) => before(point(at, setting)?)?,
        Phrase::After(at) => after(point(at, setting)?)?,
        Phrase::Between(from, to) => between(from, to, setting)?,
    };
    in_range(&edtf).then_some(edtf)
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

fn on(day: NaiveDate) -> Edtf {
    one(Precision::Day(day))
}

pub(super) fn one(precision: Precision) -> Edtf {
    Edtf::One(precision.into())
}

fn days(from: NaiveDate, to: NaiveDate) -> Edtf {
    if from == to { on(from) } else { span(Precision::Day(from), Precision::Day(to)) }
}

fn span(from: Precision, to: Precision) -> Edtf {
    Edtf::Interval(Some(from.into()), Some(to.into()))
}

fn soft(day: EdtfDay) -> EdtfDay {
    EdtfDay { approximate: true, ..day }
}

pub(super) fn about(edtf: Edtf) -> Edtf {
    match edtf {
        Edtf::One(day) => Edtf::One(soft(day)),
        Edtf::Interval(from, to) => Edtf::Interval(from.map(soft), to.map(soft)),
    }
}

fn ends(edtf: Edtf) -> Option<(EdtfDay, EdtfDay)> {
    match edtf {
        Edtf::One(day) => Some((day, day)),
        Edtf::Interval(from, to) => from.zip(to),
    }
}

fn bounds(edtf: &Edtf) -> Option<(NaiveDate, NaiveDate)> {
    edtf.earliest().zip(edtf.latest())
}

fn before(edtf: Edtf) -> Option<Edtf> {
    let last = edtf.earliest()?.pred_opt()?;
    Some(Edtf::Interval(None, Some(Precision::Day(last).into())))
}

fn after(edtf: Edtf) -> Option<Edtf> {
    let first = edtf.latest()?.succ_opt()?;
    Some(Edtf::Interval(Some(Precision::Day(first).into()), None))
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
fn which_year(year: Option<i32>, month: u32, turn: Option<Turn>, setting: Setting) -> Option<i32> {
    if year.is_some() {
        return year;
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

/// The thirds of a month: days 1-10, 11-20 and 21 to the end.
fn month_part(year: i32, month: u32, part: Option<Part>) -> Option<Edtf> {
    let whole = Precision::Month(year, month);
    let at = |day| NaiveDate::from_ymd_opt(year, month, day).map(Precision::Day);
    thirds(
        part,
        whole,
        [at(1)?, at(10)?, at(11)?, at(20)?, at(21)?, Precision::Day(whole.latest())],
    )
}

/// The thirds of a year: four months each.
fn year_part(year: i32, part: Option<Part>) -> Option<Edtf> {
    let at = |month| Precision::Month(year, month);
    thirds(part, Precision::Year(year), [1, 4, 5, 8, 9, 12].map(at))
}

fn years_part(first: i32, last: i32, part: Option<Part>) -> Option<Edtf> {
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
fn thirds(part: Option<Part>, whole: Precision, bounds: [Precision; 6]) -> Option<Edtf> {
    let [first, early_end, mid_start, mid_end, late_start, last] = bounds.map(EdtfDay::from);
    let (from, to) = match part {
        None => return Some(one(whole)),
        Some(Part::Early) => (first, soft(early_end)),
        Some(Part::Mid) => (soft(mid_start), soft(mid_end)),
        Some(Part::Late) => (soft(late_start), last),
    };
    Some(Edtf::Interval(Some(from), Some(to)))
}

/// A day of a month. Without a year it is the last such day up to the anchor (the next one if the
/// words look ahead); a weekday beside it decides otherwise.
fn day_of_month(
    year: Option<i32>,
    (month, day): (u32, u32),
    weekday: Option<Weekday>,
    setting: Setting,
) -> Option<Edtf> {
    let at = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    let fits = |date: &NaiveDate| weekday.is_none_or(|name| date.weekday() == name);
    if let Some(year) = year {
        let date = at(year)?;
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
fn season(month: u32, year: Option<i32>, turn: Option<Turn>, setting: Setting) -> Option<Edtf> {
    let start = |year| NaiveDate::from_ymd_opt(year, month, 1);
    let first = match (year, turn) {
        (Some(year), _) => start(year)?,
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

fn share(months: u32, nth: u32, year: WhichYear, setting: Setting) -> Option<Edtf> {
    let year = match year {
        WhichYear::Year(year) => year,
        WhichYear::Turn(turn) => setting.anchor?.year().checked_add(step(turn))?,
    };
    let first = months * (nth - 1) + 1;
    Some(span(Precision::Month(year, first), Precision::Month(year, first + months - 1)))
}

fn step(turn: Turn) -> i32 {
    match turn {
        Turn::Last | Turn::Past => -1,
        Turn::This => 0,
        Turn::Next | Turn::Coming => 1,
    }
}

/// A calendar period before, around or after the anchor. Weeks are ISO weeks, Monday to Sunday.
fn period(unit: Unit, turn: Turn, part: Option<Part>, anchor: NaiveDate) -> Option<Edtf> {
    let step = i64::from(step(turn));
    match unit {
        Unit::Day => move_days(anchor, step).map(on),
        Unit::Week | Unit::Fortnight => week(anchor, step, part),
        Unit::Weekend => weekend(anchor, turn),
        Unit::Month => {
            let there = move_by(anchor, step, Unit::Month)?;
            month_part(there.year(), there.month(), part)
        }
        Unit::Year => year_part(anchor.year().checked_add(i32::try_from(step).ok()?)?, part),
        Unit::Decade => {
            let first = anchor.year().div_euclid(10) * 10 + i32::try_from(10 * step).ok()?;
            years_part(first, first + 9, part)
        }
    }
}

fn week(anchor: NaiveDate, step: i64, part: Option<Part>) -> Option<Edtf> {
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
fn weekend(anchor: NaiveDate, turn: Turn) -> Option<Edtf> {
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
fn weekday(day: Weekday, turn: Option<Turn>, anchor: NaiveDate, ahead: bool) -> Option<NaiveDate> {
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
fn shift(anchor: NaiveDate, count: i64, unit: Unit) -> Option<Edtf> {
    let there = move_by(anchor, count, unit)?;
    Some(match unit {
        Unit::Day => on(there),
        Unit::Week | Unit::Fortnight | Unit::Weekend => about(on(there)),
        Unit::Month => about(one(Precision::Month(there.year(), there.month()))),
        Unit::Year | Unit::Decade => about(one(Precision::Year(there.year()))),
    })
}

fn move_by(day: NaiveDate, count: i64, unit: Unit) -> Option<NaiveDate> {
    match unit {
        Unit::Day => move_days(day, count),
        Unit::Week | Unit::Weekend => move_days(day, count.checked_mul(7)?),
        Unit::Fortnight => move_days(day, count.checked_mul(14)?),
        Unit::Month => move_months(day, count),
        Unit::Year => move_months(day, count.checked_mul(12)?),
        Unit::Decade => move_months(day, count.checked_mul(120)?),
    }
}

fn move_days(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let step = Days::new(count.unsigned_abs());
    if count < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) }
}

fn move_months(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let step = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
    if count < 0 { day.checked_sub_months(step) } else { day.checked_add_months(step) }
}
