//! Reads the quantities of a statement: value or range, unit, and what is counted.

use super::units::{self, Dimension, Unit};
use super::word::{Class, Word};
use crate::words::{key, stem};

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

/// How far "about" reaches, as a share of the value.
const ABOUT: f64 = 0.1;
/// Words after a number that can name what is counted.
const LONGEST_HEAD: usize = 3;

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

/// Reads the quantities, and marks their words as numbers.
pub(super) fn read(lower: &[&str], words: &mut [Word]) -> Vec<Quantity> {
    let reader = Reader { lower, words };
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < lower.len() {
        match reader.ordinal(at).or_else(|| reader.quantity(at)) {
            Some(quantity) => {
                at = usize::from(quantity.last) + 1;
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    mark_wholes(&mut found);
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

    /// A value or a range: "40", "52 to 58", "between 52 million and 58 million", "55, give or take 3".
    fn range(&self, at: usize, first: usize) -> Option<Value> {
        let one = self.value(at)?;
        let dash = matches!(self.word(one.next), "-" | "–" | "—");
        let link = match self.word(one.next) {
            "to" | "-" | "–" | "—" => true,
            "and" | "or" => self.before(first, 1) == "between" || self.word(one.next) == "or",
            _ => false,
        };
        let skip = usize::from(units::currency_mark(self.word(one.next + 1)).is_some());
        match link.then(|| self.value(one.next + 1 + skip)).flatten() {
            Some(other) if !dash || self.is_digits(other.next - 1) || one.high < other.high => {
                Some(self.joined_range(one, other))
            }
            _ => Some(one),
        }
    }

    fn is_digits(&self, at: usize) -> bool {
        self.word(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// "1 to 1.3 million": the scale of the second counts for the first when that was left out.
    fn joined_range(&self, one: Value, other: Value) -> Value {
        let mut low = one.low;
        let scaled = units::scale(self.word(other.next - 1));
        let left_out = one.high < other.high && units::scale(self.word(one.next - 1)).is_none();
        if let Some(scale) = scaled.filter(|&scale| left_out && low * scale <= other.high) {
            low *= scale;
        }
        Value {
            low: low.min(other.low),
            high: other.high.max(low),
            vague: one.vague || other.vague,
            next: other.next,
            step: one.step.min(other.step),
        }
    }

    fn value(&self, at: usize) -> Option<Value> {
        let (mut amount, mut next) = self
            .digits(at)
            .or_else(|| self.spelled(at))
            .or_else(|| self.half(at))
            .or_else(|| self.a_scale(at))
            .map_or_else(|| (None, at), |(amount, next)| (Some(amount), next));
        if amount.is_none() {
            return self.plural_scale(at);
        }
        while let Some(scale) = units::scale(self.word(next)) {
            amount = amount.map(|amount| amount * scale);
            next += 1;
        }
        let amount = amount?;
        let step = amount
            / self.digits(at).map_or(1.0, |(written, _)| written).max(f64::MIN_POSITIVE)
            * self.place_value(at);
        let step = if self.is_digits(at) { step } else { 1.0 };
        Some(Value { low: amount, high: amount, vague: false, step, next })
    }

    fn digits(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.word(at);
        if !self.is_digits(at) || word.contains(':') || self.words[at].class == Class::Date {
            return None;
        }
        let tied = at > 0
            && self.joined(at - 1)
            && (self.words[at - 1].carries()
                || matches!(self.before(at, 1), "-" | "/" | "#" | "_"));
        if tied && !(self.before(at, 1) == "-" && self.is_digits(at.saturating_sub(2))) {
            return None;
        }
        Some((units::decimal(word)?, at + 1))
    }

    /// The place value of the last digit of a number that is not a zero of a whole number.
    fn place_value(&self, at: usize) -> f64 {
        let word = self.word(at);
        match word.split_once('.') {
            Some((_, decimals)) => 0.1_f64.powi(i32::try_from(decimals.len()).unwrap_or(i32::MAX)),
            None => {
                let zeros = word.bytes().rev().filter(|&b| b != b',').take_while(|&b| b == b'0');
                10.0_f64.powi(i32::try_from(zeros.count()).unwrap_or(0))
            }
        }
    }

    /// "2nd", "third": a place in an order.
    fn ordinal(&self, at: usize) -> Option<Quantity> {
        let joined = self.joined(at) && matches!(self.word(at + 1), "st" | "nd" | "rd" | "th");
        let (amount, last) = match self.digits(at).filter(|_| joined) {
            Some((amount, _)) => (amount, at + 1),
            None => (units::ordinal(self.word(at))?, at),
        };
        let head = self.head(last + 1);
        let is_date = self.words[at].class == Class::Date
            || is_month(self.word(last + 1))
            || is_month(self.before(at, 1));
        let (first, last) = (place(at), place(last));
        (!is_date && !head.is_empty()).then_some(Quantity {
            low: amount,
            high: amount,
            vague: false,
            step: 1.0,
            unit: Unit::Ordinal,
            head,
            part: false,
            frame: false,
            rate: 0,
            first,
            last,
        })
    }

    /// "twenty-one", "three hundred and forty".
    fn spelled(&self, at: usize) -> Option<(f64, usize)> {
        let mut next = at;
        let mut total = 0.0;
        let mut last = f64::INFINITY;
        while let Some(amount) = units::small_number(self.word(next)) {
            let fits = amount < 10.0 && last >= 20.0 || last.is_infinite();
            if !fits {
                break;
            }
            total += amount;
            last = amount;
            next += 1;
            let tens = (20.0..100.0).contains(&amount) && self.word(next) == "-";
            if tens && units::small_number(self.word(next + 1)).is_some_and(|n| n < 10.0) {
                next += 1;
            }
        }
        if next == at || self.is_idiom(at, next) { None } else { Some((total, next)) }
    }

    /// "one of", "one another", "no one" and the like do not count.
    fn is_idiom(&self, at: usize, next: usize) -> bool {
        let (after, before) = (self.word(next), self.before(at, 1));
        self.word(at) == "one"
            && next == at + 1
            && (matches!(after, "of" | "another" | "day" | "by" | "or" | "side" | "." | "'s")
                || matches!(
                    before,
                    "no" | "the" | "any" | "every" | "each" | "this" | "that" | "some"
                ))
    }

    /// "half a million", "a third", "half of".
    fn half(&self, at: usize) -> Option<(f64, usize)> {
        match (self.word(at), self.word(at + 1)) {
            ("half", "a" | "an") if units::scale(self.word(at + 2)).is_some() => {
                Some((0.5, at + 2))
            }
            _ => None,
        }
    }

    /// "a dozen", "a hundred".
    fn a_scale(&self, at: usize) -> Option<(f64, usize)> {
        let scale = units::scale(self.word(at + 1))
            .filter(|&scale| scale > 1.0 && self.word(at + 1).len() > 2);
        (matches!(self.word(at), "a" | "an") && scale.is_some()).then_some((1.0, at + 1))
    }

    /// "dozens", "tens of thousands".
    fn plural_scale(&self, at: usize) -> Option<Value> {
        let (low, high) = units::plural_scale(self.word(at))?;
        let (mut low, mut high, mut next) = (low, high, at + 1);
        let of = if self.word(next) == "of" { self.word(next + 1) } else { "" };
        if let Some((more, _)) = units::plural_scale(of) {
            let scale = more / 2.0;
            (low, high, next) = (low * scale, high * scale, next + 2);
        }
        Some(Value { low, high, vague: true, step: low, next })
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
        let (minutes, next) = units::clock(self.lower, at, self.before(at, 1))?;
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
            unit: Unit::Clock,
            part: false,
            frame: false,
            rate: 0,
            head: Vec::new(),
            first: place(at),
            last: place(clock.next - 1),
        }
    }

    /// Applies the words before a value: "at least", "fewer than", "about". Returns the first word.
    fn bounded(&self, at: usize, value: Value) -> (usize, Value) {
        let three = (self.before(at, 3), self.before(at, 2), self.before(at, 1));
        let (words, bound) = units::bound(three);
        let Value { low, high, .. } = value;
        let spread = |share: f64| if value.vague { 0.0 } else { high * share };
        let (low, high, vague) = match bound {
            units::Bound::Exact => (low, high, value.vague),
            units::Bound::AtLeast => (low, f64::INFINITY, value.vague),
            units::Bound::MoreThan => (low, f64::INFINITY, value.vague),
            units::Bound::AtMost => (f64::NEG_INFINITY, high, value.vague),
            units::Bound::LessThan => (f64::NEG_INFINITY, below(high), value.vague),
            units::Bound::About => (low - spread(ABOUT), high + spread(ABOUT), true),
            units::Bound::Nearly => (low - spread(ABOUT), high, true),
        };
        let first = at - words;
        self.bounded_twice(first, Value { low, high, vague, ..value })
    }

    /// "more than about 50", "at least some 40": the outer words bound, the inner only blur.
    fn bounded_twice(&self, at: usize, value: Value) -> (usize, Value) {
        let (words, bound) =
            units::bound((self.before(at, 3), self.before(at, 2), self.before(at, 1)));
        match bound {
            units::Bound::AtLeast | units::Bound::MoreThan => {
                (at - words, Value { high: f64::INFINITY, ..value })
            }
            units::Bound::AtMost | units::Bound::LessThan => {
                (at - words, Value { low: f64::NEG_INFINITY, ..value })
            }
            _ => (at, value),
        }
    }

    /// "40 or more", "40 or so", "40, give or take three".
    fn open_after(&self, next: usize, value: Value) -> Value {
        let words =
            [self.word(next), self.word(next + 1), self.word(next + 2), self.word(next + 3)];
        match words {
            ["or", "more", ..] | ["+", ..] | ["and", "counting", ..] | ["plus", ..] => {
                Value { high: f64::INFINITY, ..value }
            }
            ["or", "fewer" | "less", ..] => Value { low: f64::NEG_INFINITY, ..value },
            ["or", "so", ..] => Value {
                low: value.low * (1.0 - ABOUT),
                high: value.high * (1.0 + ABOUT),
                vague: true,
                ..value
            },
            [",", "give", "or", "take"] => self.give_or_take(next + 4, value),
            ["give", "or", "take", _] => self.give_or_take(next + 3, value),
            _ => value,
        }
    }

    fn give_or_take(&self, at: usize, value: Value) -> Value {
        let Some(by) = self.value(at) else { return value };
        let scale = if by.high * 1000.0 < value.high {
            1_000.0_f64.powf((value.high.log10() / 3.0).floor())
        } else {
            1.0
        };
        Value {
            low: value.low - by.high * scale,
            high: value.high + by.high * scale,
            vague: true,
            ..value
        }
    }

    /// Content words right after the number: what is counted.
    fn head(&self, next: usize) -> Vec<u16> {
        let skip = usize::from(matches!(self.word(next), "of" | "more" | "other" | "or"));
        let run = next + skip..self.words.len();
        let mut head: Vec<u16> = Vec::new();
        for at in run.take(LONGEST_HEAD + 2) {
            let small = matches!(self.word(at), "the" | "its" | "their" | "-" | "'s" | "'" | "s");
            if self.words[at].carries() && head.len() < LONGEST_HEAD {
                head.push(place(at));
            } else if !(small && (head.is_empty() || self.word(at) == "-")) {
                break;
            }
        }
        head
    }

    /// "Arno Veld, 55, said": a bare number between commas after a name.
    fn is_age(&self, at: usize, next: usize) -> bool {
        let after_name = at >= 2 && self.words[at - 2].is_name() && self.before(at, 1) == ",";
        let alone = matches!(self.word(next), "," | "." | "") && next == at + 1;
        after_name && alone && self.word(at).len() <= 3
            || matches!(self.before(at, 1), "aged" | "age")
    }

    /// "1.5 degrees per decade", "40 dollars a year", "$9.99 for an album".
    fn rate(&self, next: usize) -> u64 {
        const PERIODS: &[&str] =
            &["hour", "day", "night", "week", "month", "quarter", "season", "year", "decade"];
        let by = match (self.word(next), self.word(next + 1)) {
            ("per" | "/", by) => by,
            ("a" | "an" | "each" | "every", by) if PERIODS.contains(&by) => by,
            ("annually" | "yearly", _) => "year",
            ("monthly", _) => "month",
            ("daily", _) => "day",
            _ => return 0,
        };
        key(&stem(by))
    }

    fn is_frame(&self, unit: Unit, first: usize, next: usize) -> bool {
        const BEFORE: &[&str] = &[
            "last",
            "past",
            "next",
            "previous",
            "preceding",
            "first",
            "every",
            "per",
            "within",
            "coming",
        ];
        const AFTER: &[&str] = &["after", "ago", "before", "later", "earlier", "since", "from"];
        let time = matches!(unit, Unit::Measure(Dimension::Time, _));
        time && (BEFORE.contains(&self.before(first, 1)) || AFTER.contains(&self.word(next)))
    }

    fn is_part(&self, first: usize, next: usize) -> bool {
        const THEM: &[&str] =
            &["the", "them", "those", "these", "whom", "its", "their", "our", "her", "his"];
        let owner = (2..=3).any(|by| matches!(self.word(next + by), "'s" | "'"));
        let of_them = self.word(next) == "of" && (THEM.contains(&self.word(next + 1)) || owner);
        let of_whom = self.before(first, 1) == "whom" || self.before(first, 1) == "those";
        of_them || of_whom
    }
}

fn below(value: f64) -> f64 {
    value - (value.abs() * 1e-9).max(1e-9)
}

fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn is_month(word: &str) -> bool {
    const MONTHS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "may",
    ];
    MONTHS.contains(&word)
}
