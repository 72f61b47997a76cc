//! The values that claims on one proposition give: figures, times, names.

use crate::compare::align::Pair;
use crate::compare::dates::{self, Dated};
use crate::compare::lexicon::{Entry, happens_once, has_one_holder};
use crate::compare::numbers::compatible;
use crate::compare::quantity::Quantity;
use crate::compare::statement::Statement;
use crate::compare::units::{self, Unit};
use crate::compare::{names, negation};
use crate::model::Agreement;
use crate::words::{key, stem};

/// Minutes between two times of day that can be one.
const MINUTES: f64 = 5.0;
/// Minutes in half a day: a time without "am" or "pm" can be either.
const HALF_A_DAY: f64 = 720.0;

/// What two claims answer: how they stand to each other in it, and the words that say so, as
/// places of the first and last word on each side.
pub(super) struct Answer {
    pub(super) agreement: Agreement,
    pub(super) rule: &'static str,
    pub(super) a: (u16, u16),
    pub(super) b: (u16, u16),
}

/// The fields of news that a statement's words belong to.
pub(super) fn all_fields(statement: &Statement) -> Vec<u32> {
    let words = statement.content.iter().map(|&at| statement.word(at));
    words.flat_map(|word| word.entry.fields().iter().copied()).collect()
}

/// The rule by which two figures agree.
const AGREE: &str = "numbers for one question agree";

/// Two figures in one unit.
pub(super) fn figures(pair: &Pair<'_>) -> Option<Answer> {
    let (a, b) = (figure(pair.a)?, figure(pair.b)?);
    if a.unit != b.unit || a.rate != b.rate || !count_alike(pair, &a, &b) {
        return None;
    }
    let open = pair.is_uncertain()
        || is_scoped(pair.a)
        || is_scoped(pair.b)
        || dates::about_different_times(pair)
        || compatible(&at_least_part(&a), &at_least_part(&b));
    let (agreement, rule) = match compatible(&a, &b) {
        true if a.low == b.low && a.high == b.high => (Agreement::Agrees, AGREE),
        true => (Agreement::Refines, AGREE),
        false if open => return None,
        false => (Agreement::Contradicts, "numbers for one question exclude each other"),
    };
    Some(Answer { agreement, rule, a: (a.first, a.last), b: (b.first, b.last) })
}

/// The figure that a statement gives: its first measure or sum of money, else its first count. In
/// "of the 3,000 tonnes about 1,200 were lost" it is the second number, in the unit of the first.
fn figure(statement: &Statement) -> Option<Quantity> {
    let before = |figure: &Quantity, by: u16| {
        let at = figure.first.checked_sub(by);
        at.map(|at| statement.words_between(at, at).to_lowercase()).unwrap_or_default()
    };
    let given = || {
        let counts = |figure: &&Quantity| {
            !figure.frame && !matches!(figure.unit, Unit::Ordinal | Unit::Clock | Unit::Age)
        };
        let denied = |figure: &&Quantity| negation::is_cue(&before(figure, 1));
        statement.quantities.iter().filter(counts).filter(move |one| !denied(one))
    };
    let measured = given().find(|figure| figure.unit != Unit::Count);
    let first = measured.or_else(|| given().find(|figure| figure.high > 1.0))?;
    let whole = before(first, 1) == "of" || before(first, 2) == "of" && before(first, 1) == "the";
    let part = given().find(|other| other.first > first.last && other.head.is_empty());
    match part.filter(|_| whole && !first.part) {
        Some(part) => Some(in_unit_of(statement, first, part)),
        None => Some(first.clone()),
    }
}

/// A bare number, measured in the unit of another.
fn in_unit_of(statement: &Statement, measured: &Quantity, bare: &Quantity) -> Quantity {
    let unit = statement.words_between(measured.last, measured.last).to_lowercase();
    let factor = units::after(&[unit.as_str()], 0).map_or(1.0, |(unit, _)| unit.factor());
    Quantity {
        low: bare.low * factor,
        high: bare.high * factor,
        step: bare.step * factor,
        unit: measured.unit,
        part: false,
        ..bare.clone()
    }
}

/// A part is no less than itself: that 17 of one group were hurt says that at least 17 were.
fn at_least_part(figure: &Quantity) -> Quantity {
    let mut wide = figure.clone();
    if figure.part {
        wide.high = f64::INFINITY;
    }
    wide
}

/// Tells whether two figures are figures of one thing: sums of money for what both speak of,
/// counts of persons in one field or of things with one name.
fn count_alike(pair: &Pair<'_>, a: &Quantity, b: &Quantity) -> bool {
    match a.unit {
        Unit::Money(_) => pair.a.content.iter().any(|&at| pair.partner_of_a(at).is_some()),
        Unit::Count => {
            let joined = |at: &u16| pair.partner_of_a(*at).is_some_and(|to| b.head.contains(&to));
            let persons = |statement: &Statement, figure: &Quantity| {
                figure.head.is_empty() || figure.head.iter().any(|&at| is_person(statement, at))
            };
            let fields = all_fields(pair.a);
            let one_field = all_fields(pair.b).iter().any(|field| fields.contains(field));
            a.head.iter().any(joined) || persons(pair.a, a) && persons(pair.b, b) && one_field
        }
        _ => true,
    }
}

/// Tells whether a word can stand for people: any that the lexicon does not know may.
fn is_person(statement: &Statement, at: u16) -> bool {
    let person = Entry::of(key(&stem("person")));
    let entry = statement.word(at).entry;
    entry == Entry::default() || entry == person || entry.near(person).is_some()
}

/// Tells whether a statement leaves something out of its figure, so that others may be larger.
fn is_scoped(statement: &Statement) -> bool {
    const LEAVES_OUT: &[&str] = &[
        "counting",
        "excluding",
        "alone",
        "besides",
        "except",
        "only",
        "further",
        "another",
        "additional",
    ];
    let lower = statement.text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| LEAVES_OUT.contains(&word))
}

/// Two times for what happened once.
pub(super) fn times(pair: &Pair<'_>) -> Option<Answer> {
    if figure(pair.a).is_some() || figure(pair.b).is_some() || pair.is_uncertain() {
        return None;
    }
    let fields = all_fields(pair.a);
    let one_field = all_fields(pair.b).iter().any(|field| fields.contains(field));
    let denied = !pair.a.negations.is_empty() || !pair.b.negations.is_empty();
    if !one_field || denied {
        return None;
    }
    clocks(pair).or_else(|| days(pair))
}

fn clocks(pair: &Pair<'_>) -> Option<Answer> {
    let clock = |statement: &'_ Statement| {
        statement.quantities.iter().find(|quantity| quantity.unit == Unit::Clock).cloned()
    };
    let (a, b) = (clock(pair.a)?, clock(pair.b)?);
    let apart = ((a.low + a.high) - (b.low + b.high)).abs() / 2.0 % HALF_A_DAY;
    let spread = ((a.high - a.low) + (b.high - b.low)) / 2.0;
    let near = apart.min(HALF_A_DAY - apart) <= MINUTES + spread;
    let (agreement, rule) = if near && !dates::about_different_times(pair) {
        (Agreement::Agrees, "numbers for one time agree")
    } else {
        (Agreement::Contradicts, "two times for one question")
    };
    Some(Answer { agreement, rule, a: (a.first, a.last), b: (b.first, b.last) })
}

fn days(pair: &Pair<'_>) -> Option<Answer> {
    let (a, b) = (day_of_event(pair.a)?, day_of_event(pair.b)?);
    let (agreement, rule) = if a.when.overlaps(&b.when) {
        (Agreement::Refines, "dates for one question agree")
    } else {
        (Agreement::Contradicts, "two dates for one question")
    };
    Some(Answer { agreement, rule, a: (a.first, a.last), b: (b.first, b.last) })
}

/// The one date of a statement that speaks of what happens once, unless it is open to one side.
fn day_of_event(statement: &Statement) -> Option<&Dated> {
    const OPEN: &[&str] = &["since", "until", "by", "before", "after", "till", "from"];
    let once = statement.content.iter().any(|&at| happens_once(statement.word(at).stem));
    let date = statement.dates.first().filter(|_| once)?;
    let word = |at: u16| statement.words_between(at, at).to_lowercase();
    let before = date.first.checked_sub(1).map(word).unwrap_or_default();
    let open = OPEN.contains(&before.as_str()) || OPEN.contains(&word(date.first).as_str());
    (!open && date.when.exact_day().is_some()).then_some(date)
}

/// Two holders of what one holds at a time, or the same one.
pub(super) fn who(pair: &Pair<'_>) -> Option<Answer> {
    let denied = |statement: &Statement| {
        let role = |at: &&u16| has_one_holder(statement.word(**at).stem);
        statement.content.iter().filter(role).any(|&at| statement.word(at).negated)
    };
    if pair.is_hedged() || pair.is_planned() || denied(pair.a) || denied(pair.b) {
        return None;
    }
    let (a, b) = (names::holder_of_all(pair.a)?, names::holder_of_all(pair.b)?);
    let shared =
        (a.0..=a.1).any(|at| pair.partner_of_a(at).is_some_and(|to| (b.0..=b.1).contains(&to)));
    let (agreement, rule) = if shared {
        (Agreement::Agrees, "one name in one role")
    } else {
        (Agreement::Contradicts, "different names in one role")
    };
    Some(Answer { agreement, rule, a, b })
}
