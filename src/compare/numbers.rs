//! Do the numbers of two statements agree, or exclude each other?

use super::align::Pair;
use super::quantity::Quantity;
use super::rules::Finding;
use super::statement::Statement;
use super::units::Unit;

/// Quantities looked at on each side.
const MOST: usize = 12;

pub(super) fn agreeing(pair: &Pair<'_>) -> Vec<Finding> {
    let about_one_thing = comparable(pair).into_iter().filter(|(a, b, _)| compatible(a, b));
    about_one_thing.map(|(a, b, strength)| finding(a, b, strength)).collect()
}

/// Numbers about one thing that cannot both hold, when nothing on the other side fits either.
pub(super) fn excluding(pair: &Pair<'_>) -> Vec<Finding> {
    let pairs = comparable(pair);
    let fits = |quantity: &Quantity| {
        pairs.iter().any(|(a, b, _)| {
            (std::ptr::eq(*a, quantity) || std::ptr::eq(*b, quantity)) && compatible(a, b)
        })
    };
    let lone = pairs.iter().filter(|(a, b, _)| !fits(a) && !fits(b));
    let sure = |a: &Quantity, b: &Quantity| if a.vague || b.vague { 0.9 } else { 1.0 };
    lone.map(|&(a, b, strength)| finding(a, b, strength * sure(a, b))).collect()
}

fn finding(a: &Quantity, b: &Quantity, strength: f32) -> Finding {
    Finding { a: (a.first, a.last), b: (b.first, b.last), strength }
}

/// Pairs of quantities that measure one thing, with how sure that is.
fn comparable<'p>(pair: &Pair<'p>) -> Vec<(&'p Quantity, &'p Quantity, f32)> {
    let mut found = Vec::new();
    for a in pair.a.quantities.iter().take(MOST) {
        for b in pair.b.quantities.iter().take(MOST) {
            if let Some(strength) = of_one_thing(pair, a, b) {
                found.push((a, b, strength));
            }
        }
    }
    found
}

fn of_one_thing(pair: &Pair<'_>, a: &Quantity, b: &Quantity) -> Option<f32> {
    if a.unit != b.unit || a.part != b.part {
        return None;
    }
    let heads = a.head.is_empty()
        || b.head.is_empty()
        || a.head
            .iter()
            .any(|&at| pair.partner_of_a(at).is_some_and(|other| b.head.contains(&other)));
    if a.unit == Unit::Count && !heads {
        return None;
    }
    let context = context(pair, a, b);
    (context >= 0.5).then_some(context)
}

/// The share of what the better covered side says besides the thing counted that both say.
fn context(pair: &Pair<'_>, a: &Quantity, b: &Quantity) -> f32 {
    let share = |statement: &Statement, head: &[u16], partner: &dyn Fn(u16) -> bool| {
        let (mut all, mut found) = (0.0, 0.0);
        for &at in statement.content.iter().filter(|at| !head.contains(at)) {
            all += statement.word(at).weight;
            found += if partner(at) { statement.word(at).weight } else { 0.0 };
        }
        if all == 0.0 { 0.0 } else { found / all }
    };
    let of_a = share(pair.a, &a.head, &|at| pair.partner_of_a(at).is_some());
    let of_b = share(pair.b, &b.head, &|at| pair.partner_of_b(at).is_some());
    of_a.max(of_b)
}

/// Tells whether both can be true of one thing.
fn compatible(a: &Quantity, b: &Quantity) -> bool {
    let ranges = a.low <= b.high && b.low <= a.high;
    ranges || a.unit == Unit::Clock && ((a.low - b.low).abs() - 720.0).abs() < f64::EPSILON
}
