//! Do the dates of two statements agree, and are the statements about one time?

use super::align::Pair;
use super::rules::Finding;
use crate::model::When;

/// A date phrase of a statement: what it means, and the places of its first and last word.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub(super) when: When,
    pub(super) first: u16,
    pub(super) last: u16,
}

/// Dates looked at on each side.
const MOST: usize = 8;

pub(super) fn agreeing(pair: &Pair<'_>) -> Vec<Finding> {
    let same = |a: &Dated, b: &Dated| a.when.overlaps(&b.when);
    match_dates(pair, same).map(|(a, b)| finding(a, b, 1.0)).take(1).collect()
}

/// Tells whether both are dated, and no date of one can be a date of the other, or spans about as
/// long a time.
pub(super) fn about_different_times(pair: &Pair<'_>) -> bool {
    let dated = !pair.a.dates.is_empty() && !pair.b.dates.is_empty();
    let same = |a: &Dated, b: &Dated| a.when.overlaps(&b.when) && of_like_length(a, b);
    dated && match_dates(pair, same).next().is_none()
}

/// A day, a month, years: neither is much longer than the other, or one is within a year.
fn of_like_length(a: &Dated, b: &Dated) -> bool {
    let days = |date: &Dated| match (date.when.earliest(), date.when.latest()) {
        (Some(from), Some(to)) => to.signed_duration_since(from).num_days() + 1,
        _ => i64::MAX,
    };
    let (short, long) = (days(a).min(days(b)), days(a).max(days(b)));
    long <= 366 || long / 2 <= short
}

fn match_dates<'p>(
    pair: &'p Pair<'_>,
    wanted: impl Fn(&Dated, &Dated) -> bool + Copy + 'p,
) -> impl Iterator<Item = (&'p Dated, &'p Dated)> {
    let others = move |a: &'p Dated| {
        let wanted = move |b: &&Dated| wanted(a, b);
        pair.b.dates.iter().take(MOST).filter(wanted).map(move |b| (a, b))
    };
    pair.a.dates.iter().take(MOST).flat_map(others)
}

fn finding(a: &Dated, b: &Dated, strength: f32) -> Finding {
    Finding { a: (a.first, a.last), b: (b.first, b.last), strength }
}
