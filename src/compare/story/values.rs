//! The values that claims on one proposition give: figures, times, names.

use crate::compare::align::Pair;
use crate::compare::dates::{self, Dated};
use crate::compare::ground::Ground;
use crate::compare::lexicon::{Entry, happens_once};
use crate::compare::numbers::{befell_others, compatible, is_one_share_of_several};
use crate::compare::quantity::Quantity;
use crate::compare::signs::Sign;
use crate::compare::statement::Statement;
use crate::compare::units::{self, Unit};
use crate::compare::{names, negation};
use crate::model::Agreement;
use crate::words::{key, stem};

/// Minutes between two times of day that can be one.
const MINUTES: f64 = 5.0;
/// Two bare numbers for one question: neither is more than so many times the other.
const LIKE_SIZE: f64 = 10.0;
/// The same for two counts of things with one name: votes cast are not the votes between two.
const ANY_SIZE: f64 = 100.0;
/// "At least 30" tells nothing of a figure more than so many times as large.
const BOUND: f64 = 2.0;
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

/// What kind of answer a question wants, as far as its answers tell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// How many there are.
    Count,
    /// At what time.
    Time,
    /// Nothing that most of them give.
    Anything,
}

impl Asked {
    /// Reads it off the answers: three or more, of which two thirds are of the kind.
    pub(super) fn of<'s>(answers: impl Iterator<Item = &'s Statement>) -> Self {
        let (mut all, mut counts, mut times) = (0, 0, 0);
        for answer in answers.filter(|answer| answer.stance.takes_a_side()) {
            all += 1;
            let figure = figure(answer);
            counts += usize::from(figure.as_ref().is_some_and(|one| one.unit == Unit::Count));
            times += usize::from(figure.is_none() && clock(answer).is_some());
        }
        let most = |some: usize| some >= 3 && some * 3 >= all * 2;
        match (most(counts), most(times)) {
            (true, _) => Self::Count,
            (_, true) => Self::Time,
            _ => Self::Anything,
        }
    }
}

/// The fields of news that a statement's words belong to.
pub(super) fn all_fields(statement: &Statement) -> Vec<u32> {
    let words = statement.content.iter().map(|&at| statement.word(at));
    words.flat_map(|word| word.entry.fields().iter().copied()).collect()
}

/// The rule by which two figures agree.
const AGREE: &str = "numbers for one question agree";

/// Two figures in one unit.
pub(super) fn figures(pair: &Pair<'_>, asked: Asked) -> Option<Answer> {
    let (a, b) = (figure(pair.a)?, figure(pair.b)?);
    let changes = changes_by(pair.a, &a) != changes_by(pair.b, &b);
    let several = is_one_share_of_several(pair.a, &a) || is_one_share_of_several(pair.b, &b);
    if a.unit != b.unit
        || a.rate != b.rate
        || changes
        || several
        || befell_others(pair, &a, &b)
        || !count_alike(pair, &a, &b, asked)
    {
        return None;
    }
    let open = pair.is_uncertain()
        || is_scoped(pair.a)
        || is_scoped(pair.b)
        || dates::about_different_times(pair)
        || compatible(&at_least_part(&a), &at_least_part(&b));
    let (agreement, rule) = match compatible(&a, &b) {
        true if a.low == b.low && a.high == b.high => (Agreement::Agrees, AGREE),
        true if !are_within(BOUND, &a, &b) => return None,
        true => (Agreement::Refines, AGREE),
        false if open => return None,
        false => (Agreement::Contradicts, "numbers for one question exclude each other"),
    };
    Some(Answer { agreement, rule, a: (a.first, a.last), b: (b.first, b.last) })
}

/// "Rose by 3 percent": how far something moved, not what it came to.
fn changes_by(statement: &Statement, figure: &Quantity) -> bool {
    let at = figure.first.checked_sub(1);
    at.is_some_and(|at| statement.words_between(at, at).eq_ignore_ascii_case("by"))
}

/// The figure that a statement gives: the one that it puts right ("nearer 30"), else its first measure or
/// sum of money, else its first count; none that something is held against ("compared with 30"). In "of
/// the 3,000 tonnes about 1,200 were lost" it is the second number, in the unit of the first.
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
        let other = |figure: &&Quantity| {
            before(figure, 1) == "versus" || (2..=3).any(|by| before(figure, by) == "compared")
        };
        let told = statement.quantities.iter().filter(counts);
        told.filter(move |one| !denied(one)).filter(move |one| !other(one))
    };
    let nearer = |figure: &&Quantity| {
        let own = statement.words_between(figure.first, figure.last).to_lowercase();
        let more = matches!(before(figure, 2).as_str(), "nearer" | "closer" | "more");
        own.starts_with("nearer")
            || matches!(before(figure, 1).as_str(), "nearer" | "closer")
            || more && matches!(before(figure, 1).as_str(), "to" | "like")
    };
    if let Some(corrected) = given().find(nearer) {
        return Some(corrected.clone());
    }
    let measured = given().find(|figure| figure.unit != Unit::Count);
    let first = measured.or_else(|| given().find(|figure| figure.high > 1.0))?;
    let whole = before(first, 1) == "of" || before(first, 2) == "of" && before(first, 1) == "the";
    let part = given().find(|other| other.first > first.last && other.head.is_empty());
    match part.filter(|_| whole && !first.part) {
        Some(part) => Some(in_unit_of(statement, first, part)),
        // "Of the three", "the 1,237 needed" count what is known already.
        None => Some(first.clone()).filter(|first| before(first, 1) != "the"),
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

/// Tells whether two figures are figures of one thing: sums of money and shares where most of what one
/// side says is said by the other, counts of persons in one field or of things with one name; where
/// all are asked how many, also persons of any kind, or a bare number of the same size.
fn count_alike(pair: &Pair<'_>, a: &Quantity, b: &Quantity, asked: Asked) -> bool {
    match a.unit {
        Unit::Money(_) | Unit::Percent => Ground::of(pair).is_most(),
        Unit::Count => {
            let joined = |at: &u16| pair.partner_of_a(*at).is_some_and(|to| b.head.contains(&to));
            let persons = |statement: &Statement, figure: &Quantity| {
                figure.head.is_empty() || figure.head.iter().any(|&at| is_person(statement, at))
            };
            let fields = all_fields(pair.a);
            let one_field = all_fields(pair.b).iter().any(|field| fields.contains(field));
            let asked = asked == Asked::Count && are_within(LIKE_SIZE, a, b);
            a.head.iter().any(joined) && are_within(ANY_SIZE, a, b)
                || persons(pair.a, a) && persons(pair.b, b) && (one_field || asked)
                || asked && (a.head.is_empty() || b.head.is_empty())
        }
        _ => true,
    }
}

/// Tells whether neither figure is more than `times` the other.
fn are_within(times: f64, a: &Quantity, b: &Quantity) -> bool {
    let size =
        |one: &Quantity| if one.low.is_finite() && one.low > 0.0 { one.low } else { one.high };
    let (a, b) = (size(a), size(b));
    a <= b * times && b <= a * times
}

/// Tells whether a word can stand for people: any that the lexicon does not know may, and a case of
/// illness is somebody.
fn is_person(statement: &Statement, at: u16) -> bool {
    const CASES: &[&str] = &["case", "casualty", "death", "fatality", "injury", "infection"];
    if CASES.iter().any(|case| statement.word(at).stem == key(&stem(case))) {
        return true;
    }
    let entry = statement.word(at).entry;
    entry == Entry::default() || entry.is_person()
}

/// Tells whether a statement leaves something out of its figure, so that others may be larger.
fn is_scoped(statement: &Statement) -> bool {
    const LEAVES_OUT: &[&str] = &[
        "excluding",
        "alone",
        "besides",
        "except",
        "only",
        "further",
        "another",
        "additional",
        "each",
        "apiece",
    ];
    let lower = statement.text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let uncounted = words.windows(2).any(|two| matches!(two, ["not" | "without", "counting"]));
    uncounted || words.iter().any(|word| LEAVES_OUT.contains(word))
}

/// Two times for what happened once.
pub(super) fn times(pair: &Pair<'_>, asked: Asked) -> Option<Answer> {
    if figure(pair.a).is_some() || figure(pair.b).is_some() || pair.is_hedged() {
        return None;
    }
    clocks(pair, asked).or_else(|| days(pair))
}

fn clock(statement: &Statement) -> Option<&Quantity> {
    statement.quantities.iter().find(|quantity| quantity.unit == Unit::Clock)
}

/// Words before a time that can say what happened then.
const HAPPENED: usize = 4;

/// Tells whether the words before two times are of one event, or all are asked for a time; not if
/// it is denied or still to come.
fn of_one_event(pair: &Pair<'_>, a: u16, b: u16, asked: Asked) -> bool {
    let (of_a, of_b) = (before(pair.a, a), before(pair.b, b));
    let fields = |statement: &Statement, words: &[u16]| -> Vec<u32> {
        words.iter().flat_map(|&at| statement.word(at).entry.fields().iter().copied()).collect()
    };
    let (in_a, in_b) = (fields(pair.a, &of_a), fields(pair.b, &of_b));
    let same = of_a.iter().any(|&at| pair.partner_of_a(at).is_some_and(|to| of_b.contains(&to)));
    let one_event = asked == Asked::Time || same || in_a.iter().any(|field| in_b.contains(field));
    one_event && happened(pair.a, &of_a, a) && happened(pair.b, &of_b, b)
}

/// The content words before a time.
fn before(statement: &Statement, at: u16) -> Vec<u16> {
    let words: Vec<u16> = statement.content.iter().copied().filter(|&word| word < at).collect();
    words[words.len().saturating_sub(HAPPENED)..].to_vec()
}

fn happened(statement: &Statement, words: &[u16], at: u16) -> bool {
    const TO_COME: &[&str] = &["will", "would", "shall", "due", "expected", "scheduled", "planned"];
    let first = words.first().copied().unwrap_or(at).saturating_sub(2);
    let to_come = (first..at)
        .any(|at| TO_COME.contains(&statement.words_between(at, at).to_lowercase().as_str()));
    !to_come && !words.iter().any(|&at| statement.word(at).negated)
}

fn clocks(pair: &Pair<'_>, asked: Asked) -> Option<Answer> {
    let (a, b) = (clock(pair.a)?, clock(pair.b)?);
    if !of_one_event(pair, a.first, b.first, asked) {
        return None;
    }
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
    if !of_one_event(pair, a.first, b.first, Asked::Anything) || is_one_night(pair, a, b) {
        return None;
    }
    let (agreement, rule) = if a.when.overlaps(&b.when) {
        (Agreement::Refines, "dates for one question agree")
    } else {
        (Agreement::Contradicts, "two dates for one question")
    };
    Some(Answer { agreement, rule, a: (a.first, a.last), b: (b.first, b.last) })
}

/// "Thursday night" goes on into Friday morning.
fn is_one_night(pair: &Pair<'_>, a: &Dated, b: &Dated) -> bool {
    let night = |statement: &Statement, date: &Dated| {
        let past = statement.words.len().min(usize::from(date.last) + 3) as u16;
        let near = statement.words_between(date.first, past.saturating_sub(1)).to_lowercase();
        near.contains("night")
    };
    let next = |one: &Dated, other: &Dated| {
        let days = one.when.latest().zip(other.when.earliest());
        days.is_some_and(|(from, to)| to.signed_duration_since(from).num_days() == 1)
    };
    next(a, b) && night(pair.a, a) || next(b, a) && night(pair.b, b)
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
        let role = |at: &&u16| statement.word(**at).may(Sign::OneHolder);
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
