//! Do the numbers of two statements agree, or exclude each other?

mod thing;

use super::Met;
use super::align::Pair;
use super::dates::at_different_times;
use super::lexicon::Near;
use super::quantity::Quantity;
use super::rules::Finding;
use super::statement::Statement;
use super::units::Unit;
pub(super) use thing::befell_others;
use thing::of_one_thing;

/// Quantities looked at on each side.
const MOST: usize = 12;

pub(super) fn agreeing(pair: &Pair<'_>) -> Vec<Finding> {
    let about_one_thing = comparable(pair).into_iter().filter(|(a, b, _)| compatible(a, b));
    about_one_thing.map(|(a, b, strength)| finding(a, b, strength)).collect()
}

/// Both give the very same number in the same unit, whatever of.
pub(super) fn same_number(pair: &Pair<'_>) -> Vec<Finding> {
    shared_unit(pair, |a, b| a.low == b.low && a.high == b.high)
}

/// Both give a number in the same unit, whatever of.
pub(super) fn same_unit(pair: &Pair<'_>) -> Vec<Finding> {
    shared_unit(pair, |_, _| true)
}

fn shared_unit(pair: &Pair<'_>, wanted: impl Fn(&Quantity, &Quantity) -> bool) -> Vec<Finding> {
    let measured = |quantity: &&Quantity| !matches!(quantity.unit, Unit::Count | Unit::Ordinal);
    let mut of_a = pair.a.quantities.iter().take(MOST).filter(measured);
    let found = of_a.find_map(|a| {
        let other =
            pair.b.quantities.iter().take(MOST).find(|b| b.unit == a.unit && wanted(a, b))?;
        Some(finding(a, other, 1.0))
    });
    found.into_iter().collect()
}

/// Numbers about one thing that cannot both hold, when nothing on the other side fits either.
pub(super) fn excluding(pair: &Pair<'_>) -> Vec<Finding> {
    if in_different_frames(pair) || pair.is_uncertain() {
        return Vec::new();
    }
    let pairs = comparable(pair);
    let fits = |quantity: &Quantity| {
        pairs.iter().any(|(a, b, _)| {
            (std::ptr::eq(*a, quantity) || std::ptr::eq(*b, quantity)) && compatible(a, b)
        })
    };
    let several = |a: &Quantity, b: &Quantity| {
        pair.met != Met::Asked
            && (is_one_share_of_several(pair.a, a) || is_one_share_of_several(pair.b, b))
    };
    let apart = |a: &Quantity, b: &Quantity| {
        let part = may_be_part(pair, a, b) || adds_up(pair, a, b);
        !fits(a)
            && !fits(b)
            && !part
            && !several(a, b)
            && have_one_role(pair, a, b)
            && !have_subjects_apart(pair, a, b)
            && !at_different_times(pair, a.first, b.first)
    };
    let lone = pairs.iter().filter(|(a, b, _)| apart(a, b) && !(a.again && b.again));
    let sure = |a: &Quantity, b: &Quantity| if a.vague || b.vague { 0.9 } else { 1.0 };
    lone.map(|&(a, b, strength)| finding(a, b, strength * sure(a, b))).collect()
}

/// "48 percent to 41 percent", "31 percent for one, 17 percent for another": which of them stands
/// for what is not in the words nearby.
pub(super) fn is_one_share_of_several(statement: &Statement, share: &Quantity) -> bool {
    let shares = statement.quantities.iter().filter(|one| one.unit == Unit::Percent);
    share.unit == Unit::Percent && shares.count() > 1
}

/// Tells whether every number that has one of its unit on the other side, of the same thing if it
/// counts, fits one there: else the statements cannot be said to agree.
pub(super) fn are_settled(pair: &Pair<'_>) -> bool {
    let alike = |a: &Quantity, b: &Quantity| {
        let joined = |at: &u16| pair.partner_of_a(*at).is_some_and(|other| b.head.contains(&other));
        let counts = matches!(a.unit, Unit::Count | Unit::Ordinal);
        a.unit == b.unit && (!counts || a.head.iter().any(joined))
    };
    let fits = |a: &Quantity, b: &Quantity| a.part == b.part && compatible(a, b);
    let (of_a, of_b) = (&pair.a.quantities, &pair.b.quantities);
    let settled = |like: &mut dyn Iterator<Item = bool>| {
        like.fold(None, |all, fits| Some(all.unwrap_or(false) || fits))
    };
    let by_a = of_a.iter().take(MOST).all(|a| {
        settled(&mut of_b.iter().take(MOST).filter(|b| alike(a, b)).map(|b| fits(a, b)))
            .unwrap_or(true)
    });
    by_a && of_b.iter().take(MOST).all(|b| {
        settled(&mut of_a.iter().take(MOST).filter(|a| alike(a, b)).map(|a| fits(a, b)))
            .unwrap_or(true)
    })
}

/// Tells whether both speak of a stretch of time, and of different ones.
fn in_different_frames(pair: &Pair<'_>) -> bool {
    let frame = |statement: &'_ Statement| statement.quantities.iter().find(|q| q.frame).cloned();
    match (frame(pair.a), frame(pair.b)) {
        (Some(a), Some(b)) => !compatible(&a, &b),
        (Some(_), None) => !pair.b.dates.is_empty(),
        (None, Some(_)) => !pair.a.dates.is_empty(),
        (None, None) => false,
    }
}

/// Tells whether two numbers of many play one role: where a statement has several of a unit ("rose 3
/// percent to 40 percent"), the word before them is the same too.
fn have_one_role(pair: &Pair<'_>, a: &Quantity, b: &Quantity) -> bool {
    let several = |statement: &Statement, like: &Quantity| {
        let same = |other: &&Quantity| other.unit == like.unit && !other.frame && !other.part;
        let heads = |other: &Quantity| {
            like.unit != Unit::Count || other.head.is_empty() || like.head.is_empty()
        };
        let others = statement.quantities.iter().take(MOST).filter(same).filter(|q| heads(q));
        let apart = |other: &Quantity| (other.low, other.high) != (like.low, like.high);
        others.into_iter().any(apart)
    };
    let before = |statement: &Statement, place: u16| {
        place.checked_sub(1).map(|before| statement.word(before).stem)
    };
    let alone = !several(pair.a, a) && !several(pair.b, b);
    alone || before(pair.a, a.first).is_some() && before(pair.a, a.first) == before(pair.b, b.first)
}

/// Tells whether both sentences name something before the number, and nothing that the other names.
fn have_subjects_apart(pair: &Pair<'_>, a: &Quantity, b: &Quantity) -> bool {
    let names = |statement: &Statement, number: &Quantity| {
        let sentence = statement.word(number.first).sentence;
        let before = statement.content.iter().copied().take_while(|&at| at < number.first);
        before
            .filter(|&at| statement.word(at).is_name() && statement.word(at).sentence == sentence)
            .collect::<Vec<_>>()
    };
    let (of_a, of_b) = (names(pair.a, a), names(pair.b, b));
    let shared = of_a.iter().any(|&at| pair.partner_of_a(at).is_some())
        || of_b.iter().any(|&at| pair.partner_of_b(at).is_some());
    !of_a.is_empty() && !of_b.is_empty() && !shared
}

/// Tells whether the smaller number may be a part of the larger: it counts a narrower kind ("two
/// men" of "three people"), or is a bare "one".
fn may_be_part(pair: &Pair<'_>, a: &Quantity, b: &Quantity) -> bool {
    let near = a.head.iter().filter_map(|&at| pair.near_of_a(at)).next();
    let (less, narrower) = if a.high < b.low { (a, Near::KindOf) } else { (b, Near::Above) };
    let one = a.unit == Unit::Count && less.low == 1.0 && less.high == 1.0;
    one || near == Some(narrower)
}

/// Tells whether several numbers of one side make up the number of the other.
fn adds_up(pair: &Pair<'_>, a: &Quantity, b: &Quantity) -> bool {
    let adds_up_to = |statement: &Statement, whole: f64| {
        let parts = statement.quantities.iter().take(MOST).filter(|part| part.unit == a.unit);
        let sum: f64 = parts.clone().map(|part| part.low).sum();
        parts.count() > 1 && whole.is_finite() && (sum - whole).abs() <= whole.abs() * 1e-9
    };
    adds_up_to(pair.a, b.low) || adds_up_to(pair.b, a.low)
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

/// Rounding can explain a difference of this share of the value.
const ROUNDED: f64 = 0.05;

/// Tells whether both can be true of one thing, one of them rounded if need be.
pub(super) fn compatible(a: &Quantity, b: &Quantity) -> bool {
    let finest = a.step.min(b.step);
    let tolerance = |quantity: &Quantity| {
        let value = if quantity.high.is_finite() { quantity.high } else { quantity.low };
        let counted = value.abs() < 100.0 && quantity.step == 1.0 && finest >= 1.0;
        let rounded = if counted { 0.0 } else { quantity.step / 2.0 };
        rounded.min(value.abs() * ROUNDED)
    };
    let by = if a.unit == Unit::Clock { 0.0 } else { tolerance(a).max(tolerance(b)) };
    let ranges = a.low <= b.high + by && b.low <= a.high + by;
    ranges || a.unit == Unit::Clock && ((a.low - b.low).abs() - 720.0).abs() < 1.0
}
