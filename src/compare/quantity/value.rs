//! Reads the value that starts at a place: digits, number words, scales, ranges.

use super::super::number_words;
use super::super::units;
use super::super::word::Class;
use super::{Reader, Value};

impl Reader<'_> {
    /// A value or a range: "40", "52 to 58", "between 52 million and 58 million", "55, give or take 3".
    pub(super) fn range(&self, at: usize, first: usize) -> Option<Value> {
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

    /// "1 to 1.3 million": the scale of the second counts for the first when that was left out.
    fn joined_range(&self, one: Value, other: Value) -> Value {
        let mut low = one.low;
        let scaled = number_words::scale(self.word(other.next - 1));
        let left_out =
            one.high < other.high && number_words::scale(self.word(one.next - 1)).is_none();
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

    pub(super) fn value(&self, at: usize) -> Option<Value> {
        let (mut amount, mut next) = self
            .digits(at)
            .or_else(|| self.spelled(at))
            .or_else(|| self.half(at))
            .or_else(|| self.a_scale(at))
            .map_or_else(|| (None, at), |(amount, next)| (Some(amount), next));
        if amount.is_none() {
            return self.plural_scale(at);
        }
        while let Some(scale) = number_words::scale(self.word(next)) {
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

    pub(super) fn digits(&self, at: usize) -> Option<(f64, usize)> {
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
        Some((number_words::decimal(word)?, at + 1))
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

    /// "twenty-one", "three hundred and forty".
    fn spelled(&self, at: usize) -> Option<(f64, usize)> {
        let mut next = at;
        let mut total = 0.0;
        let mut last = f64::INFINITY;
        while let Some(amount) = number_words::small_number(self.word(next)) {
            let fits = amount < 10.0 && last >= 20.0 || last.is_infinite();
            if !fits {
                break;
            }
            total += amount;
            last = amount;
            next += 1;
            let tens = (20.0..100.0).contains(&amount) && self.word(next) == "-";
            if tens && number_words::small_number(self.word(next + 1)).is_some_and(|n| n < 10.0) {
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
            ("half", "a" | "an") if number_words::scale(self.word(at + 2)).is_some() => {
                Some((0.5, at + 2))
            }
            _ => None,
        }
    }

    /// "a dozen", "a hundred".
    fn a_scale(&self, at: usize) -> Option<(f64, usize)> {
        let scale = number_words::scale(self.word(at + 1))
            .filter(|&scale| scale > 1.0 && self.word(at + 1).len() > 2);
        (matches!(self.word(at), "a" | "an") && scale.is_some()).then_some((1.0, at + 1))
    }

    /// "dozens", "tens of thousands".
    fn plural_scale(&self, at: usize) -> Option<Value> {
        let (low, high) = number_words::plural_scale(self.word(at))?;
        let (mut low, mut high, mut next) = (low, high, at + 1);
        let of = if self.word(next) == "of" { self.word(next + 1) } else { "" };
        if let Some((more, _)) = number_words::plural_scale(of) {
            let scale = more / 2.0;
            (low, high, next) = (low * scale, high * scale, next + 2);
        }
        Some(Value { low, high, vague: true, step: low, next })
    }
}
