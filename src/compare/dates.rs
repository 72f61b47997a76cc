//! Do the dates of two statements agree, and are the statements about one time?

use super::align::Pair;
use super::rules::Finding;
use super::statement::Statement;
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

/// Tells whether what stands at a place on one side happened at another time than what stands at one
/// on the other: whether the dates that go with them, or all if their sentences have none, are apart.
pub(super) fn at_different_times(pair: &Pair<'_>, a: u16, b: u16) -> bool {
    let (of_a, of_b) = (dates_of(pair.a, a), dates_of(pair.b, b));
    let same = |a: &Dated, b: &Dated| a.when.overlaps(&b.when) && of_like_length(a, b);
    let met = of_a.iter().any(|a| of_b.iter().any(|b| same(a, b)));
    !of_a.is_empty() && !of_b.is_empty() && !met
}

/// The dates that go with what stands at a place: those of its sentence from which no other clause
/// parts it ("a band of seven that formed in 2010"), or all if its sentence has none.
fn dates_of(statement: &Statement, place: u16) -> Vec<&Dated> {
    const PARTS: &[&str] = &["who", "which", "that", "whose", "where", "when", "(", ")", ";"];
    let sentence = statement.word(place).sentence;
    let beside = |date: &&Dated| statement.word(date.first).sentence == sentence;
    let whole = |date: &&Dated| {
        let mut between = date.last.min(place)..=date.first.max(place);
        !between.any(|at| PARTS.contains(&statement.words_between(at, at)))
    };
    if statement.dates.iter().any(|date| beside(&date)) {
        return statement.dates.iter().filter(beside).take(MOST).filter(whole).collect();
    }
    statement.dates.iter().take(MOST).collect()
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
