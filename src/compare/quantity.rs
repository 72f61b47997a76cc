//! Reads the quantities of a statement: value or range, unit, and what is counted.

mod bounds;
mod counted;
mod value;

use super::calendar::is_month;
use super::number_words;
use super::signs::Sign;
use super::units::{self, Unit};
use super::word::{Class, Word};

/// One quantity: all the values it can mean. "More than 100" is taken to allow 100, since news
/// rounds down when it says so.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    /// The least value it can mean, in the unit's base.
    pub(super) low: f64,
    /// The greatest.
    pub(super) high: f64,
    /// Said with "about", "some", "nearly", or as a round word ("dozens").
    pub(super) vague: bool,
    /// The place value of the last digit that says something: 1,000 for "45,000".
    pub(super) step: f64,
    pub(super) unit: Unit,
    /// Places of the words for what is counted ("wounded men"), nearest last.
    pub(super) head: Vec<u16>,
    /// Place of the one of them that names it, if its plural shows which ("men").
    pub(super) noun: Option<u16>,
    /// Places of the words for what these are of: "cases of theft", "percent of all exports".
    pub(super) of: Vec<u16>,
    /// The key of the word that says it is how far from something else: "0.9 degrees above the
    /// average", "40 more"; 0 if it is a figure of its own.
    pub(super) relative: u64,
    /// Only says the number before it in another unit: "53 °C (127 °F)".
    pub(super) again: bool,
    /// A part of something named or counted before ("nine of the 14", "including 40").
    pub(super) part: bool,
    /// A stretch of time that something falls into or lies apart by ("in the past 20 years", "three
    /// days later"), not a value of it.
    pub(super) frame: bool,
    /// What it is counted by, as the key of a word: "per decade", "a year"; 0 if by nothing.
    pub(super) rate: u64,
    /// Places of its first and last word.
    pub(super) first: u16,
    pub(super) last: u16,
}

struct Reader<'t> {
    lower: &'t [&'t str],
    words: &'t [Word],
}

/// A value read at some place: its bounds and the place after it.
#[derive(Clone, Copy)]
struct Value {
    low: f64,
    high: f64,
    vague: bool,
    step: f64,
    next: usize,
}

/// Tells whether a quantity may begin with a word in lower case.
pub(super) fn may_begin(lower: &str) -> bool {
    lower.starts_with(|c: char| c.is_ascii_digit())
        || units::currency_mark(lower).is_some()
        || number_words::may_begin(lower)
}

/// Reads the quantities, and marks their words as numbers.
pub(super) fn read(lower: &[&str], words: &mut [Word]) -> Vec<Quantity> {
    let reader = Reader { lower, words };
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < lower.len() {
        let may_begin = reader.words[at].may(Sign::Counts);
        match may_begin.then(|| reader.ordinal(at).or_else(|| reader.quantity(at))).flatten() {
            Some(quantity) => {
                at = usize::from(quantity.last) + 1;
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    mark_wholes(&mut found);
    mark_conversions(lower, &mut found);
    for quantity in &found {
        for word in &mut words[usize::from(quantity.first)..=usize::from(quantity.last)] {
            word.class = Class::Number;
            word.weight = 0.0;
        }
    }
    found
}

/// In "nine of the 14 wounded" the second number is a whole that is only mentioned, and both count
/// the same.
fn mark_wholes(found: &mut [Quantity]) {
    for nth in 1..found.len() {
        let (before, after) = found.split_at_mut(nth);
        let (part, whole) = (&mut before[nth - 1], &mut after[0]);
        if part.part && whole.first.saturating_sub(part.last) <= 5 && part.unit == whole.unit {
            whole.part = true;
            part.head.clone_from(&whole.head);
        }
    }
}

/// "53 °C (127 °F)": the second number stands in brackets right after the first.
fn mark_conversions(lower: &[&str], found: &mut [Quantity]) {
    for nth in 1..found.len() {
        let (before, after) = (&found[nth - 1], &found[nth]);
        let opened = lower[usize::from(before.last) + 1] == "(" && after.first == before.last + 2;
        let closed = lower.get(usize::from(after.last) + 1) == Some(&")");
        found[nth].again = opened && closed && before.unit != after.unit;
    }
}

impl Quantity {
    /// Makes an exact figure of which nothing is said but its unit.
    fn of_nothing(amount: f64, unit: Unit, first: u16, last: u16) -> Self {
        Self {
            low: amount,
            high: amount,
            vague: false,
            step: 1.0,
            unit,
            head: Vec::new(),
            part: false,
            frame: false,
            rate: 0,
            noun: None,
            of: Vec::new(),
            relative: 0,
            again: false,
            first,
            last,
        }
    }
}

impl Reader<'_> {
    fn quantity(&self, at: usize) -> Option<Quantity> {
        let (start, currency) = match units::currency_mark(self.word(at)) {
            Some(unit) => (at + 1, Some(unit)),
            None => (at, None),
        };
        let clock = currency.is_none().then(|| self.clock(start)).flatten();
        if let Some(clock) = clock {
            return Some(self.time_of_day(at, clock));
        }
        let value = self.range(start, at)?;
        if currency.is_none() && self.is_label(start, value.next) {
            return None;
        }
        let (unit, next) = match currency {
            Some(unit) => (unit, value.next),
            None if self.is_age(start, value.next) => (Unit::Age, value.next),
            None => units::after(self.lower, value.next).unwrap_or((Unit::Count, value.next)),
        };
        if unit == Unit::Count && self.is_year(start, value.next) {
            return None;
        }
        let factor = unit.factor();
        let (first, mut bounds) = self.bounded(at, value);
        let head = self.head(next);
        let past = head.last().map_or(next, |last| usize::from(*last) + 1);
        bounds = self.open_after(next, bounds);
        Some(Quantity {
            low: bounds.low * factor,
            high: bounds.high * factor,
            vague: bounds.vague,
            step: value.step * factor,
            unit: unit.in_base(),
            part: self.is_part(first, next),
            frame: self.is_frame(unit, first, next),
            rate: self.rate(next),
            noun: self.noun(&head),
            of: self.complement(unit, past),
            relative: self.relative(next, past),
            again: false,
            head,
            first: place(first),
            last: place(next - 1),
        })
    }

    fn word(&self, at: usize) -> &str {
        self.lower.get(at).copied().unwrap_or("")
    }

    fn before(&self, at: usize, by: usize) -> &str {
        at.checked_sub(by).map_or("", |at| self.word(at))
    }

    /// Tells whether no white space stands between a word and the one after it.
    fn joined(&self, at: usize) -> bool {
        match (self.words.get(at), self.words.get(at + 1)) {
            (Some(one), Some(other)) => one.end == other.start,
            _ => false,
        }
    }

    fn is_digits(&self, at: usize) -> bool {
        self.word(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// "2nd", "third": a place in an order.
    fn ordinal(&self, at: usize) -> Option<Quantity> {
        let joined = self.joined(at) && matches!(self.word(at + 1), "st" | "nd" | "rd" | "th");
        let (amount, last) = match self.digits(at).filter(|_| joined) {
            Some((amount, _)) => (amount, at + 1),
            None => (number_words::ordinal(self.word(at))?, at),
        };
        let head = self.head(last + 1);
        let is_date = self.words[at].class == Class::Date
            || is_month(self.word(last + 1))
            || is_month(self.before(at, 1));
        let (first, last) = (place(at), place(last));
        let known = !is_date && !head.is_empty();
        known.then(|| Quantity { head, ..Quantity::of_nothing(amount, Unit::Ordinal, first, last) })
    }

    /// A number that is part of a name: "Shed 9", "Article 5", "No. 3".
    fn is_label(&self, at: usize, next: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let name = self.words[before].class == Class::Name && next == at + 1 && self.is_digits(at);
        let word = self.words.get(next);
        let noun_follows = word.is_some_and(|word| word.class == Class::Content)
            || units::after(self.lower, next).is_some();
        name && !noun_follows && !self.word(at).contains(['.', ','])
            || matches!(
                self.before(at, 1),
                "no" | "number"
                    | "article"
                    | "chapter"
                    | "section"
                    | "page"
                    | "flight"
                    | "route"
                    | "#"
            ) && self.is_digits(at)
                && !noun_follows
            || is_month(self.before(at, 1))
            || is_month(self.word(next)) && self.word(next) != "may"
            || self.before(at, 1) == "." && self.before(at, 2) == "no"
    }

    /// A bare whole number of four digits from 1500 to 2099 is a year unless something is counted.
    fn is_year(&self, at: usize, next: usize) -> bool {
        let word = self.word(at);
        let digits = next == at + 1 && word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        digits && ("1500".."2100").contains(&word)
    }

    /// "at 2.41", "3am", "17:20": minutes since midnight.
    fn clock(&self, at: usize) -> Option<Value> {
        if self.words.get(at)?.class == Class::Date {
            return None;
        }
        let (minutes, next) = number_words::clock(self.lower, at, self.before(at, 1))?;
        Some(Value { low: minutes, high: minutes, vague: false, step: 1.0, next })
    }

    /// "about 2.15" is taken as within a quarter of an hour.
    fn time_of_day(&self, at: usize, clock: Value) -> Quantity {
        let about = matches!(self.before(at, 1), "about" | "around" | "before" | "after");
        let spread = if about { 15.0 } else { 0.0 };
        Quantity {
            low: clock.low - spread,
            high: clock.high + spread,
            vague: about,
            step: clock.step,
            ..Quantity::of_nothing(clock.low, Unit::Clock, place(at), place(clock.next - 1))
        }
    }
}

fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
