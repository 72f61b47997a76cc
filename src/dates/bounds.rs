//! Making and taking apart the bounds of a date.

use chrono::{Datelike, NaiveDate};

use crate::model::{Edtf, EdtfDay, Precision};

pub(super) fn one(precision: Precision) -> Edtf {
    Edtf::One(precision.into())
}

pub(super) fn on(day: NaiveDate) -> Edtf {
    one(Precision::Day(day))
}

pub(super) fn days(from: NaiveDate, to: NaiveDate) -> Edtf {
    if from == to { on(from) } else { span(Precision::Day(from), Precision::Day(to)) }
}

pub(super) fn span(from: Precision, to: Precision) -> Edtf {
    Edtf::Interval(Some(from.into()), Some(to.into()))
}

pub(super) fn soft(day: EdtfDay) -> EdtfDay {
    EdtfDay { approximate: true, ..day }
}

pub(super) fn about(edtf: Edtf) -> Edtf {
    match edtf {
        Edtf::One(day) => Edtf::One(soft(day)),
        Edtf::Interval(from, to) => Edtf::Interval(from.map(soft), to.map(soft)),
    }
}

pub(super) fn ends(edtf: Edtf) -> Option<(EdtfDay, EdtfDay)> {
    match edtf {
        Edtf::One(day) => Some((day, day)),
        Edtf::Interval(from, to) => from.zip(to),
    }
}

pub(super) fn bounds(edtf: &Edtf) -> Option<(NaiveDate, NaiveDate)> {
    edtf.earliest().zip(edtf.latest())
}

pub(super) fn before(edtf: Edtf) -> Option<Edtf> {
    let last = edtf.earliest()?.pred_opt()?;
    Some(Edtf::Interval(None, Some(Precision::Day(last).into())))
}

pub(super) fn after(edtf: Edtf) -> Option<Edtf> {
    let first = edtf.latest()?.succ_opt()?;
    Some(Edtf::Interval(Some(Precision::Day(first).into()), None))
}

/// The period from the start of one date to the end of another; months where both fall on their
/// bounds.
pub(super) fn hull(first: Edtf, last: Edtf) -> Option<Edtf> {
    let (from, to) = (first.earliest()?.min(last.earliest()?), first.latest()?.max(last.latest()?));
    let month = |day: NaiveDate| Precision::Month(day.year(), day.month());
    let whole = month(from).earliest() == from && month(to).latest() == to;
    Some(match whole {
        true if month(from) == month(to) => one(month(from)),
        true => span(month(from), month(to)),
        false => days(from, to),
    })
}
