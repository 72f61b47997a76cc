//! Applies the words around a value that bound or blur it: "at least", "about", "or more".

use super::super::number_words::{self, Bound};
use super::{Reader, Value};

/// How far "about" reaches, as a share of the value.
const ABOUT: f64 = 0.1;

impl Reader<'_> {
    /// Applies the words before a value: "at least", "fewer than", "about". Returns the first word.
    pub(super) fn bounded(&self, at: usize, value: Value) -> (usize, Value) {
        let three = (self.before(at, 3), self.before(at, 2), self.before(at, 1));
        let (words, bound) = number_words::bound(three);
        let Value { low, high, .. } = value;
        let spread = |share: f64| if value.vague { 0.0 } else { high * share };
        let (low, high, vague) = match bound {
            Bound::Exact => (low, high, value.vague),
            Bound::AtLeast => (low, f64::INFINITY, value.vague),
            Bound::MoreThan => (low, f64::INFINITY, value.vague),
            Bound::AtMost => (f64::NEG_INFINITY, high, value.vague),
            Bound::LessThan => (f64::NEG_INFINITY, below(high), value.vague),
            Bound::About => (low - spread(ABOUT), high + spread(ABOUT), true),
            Bound::Nearly => (low - spread(ABOUT), high, true),
        };
        let first = at - words;
        self.bounded_twice(first, Value { low, high, vague, ..value })
    }

    /// "more than about 50", "at least some 40": the outer words bound, the inner only blur.
    fn bounded_twice(&self, at: usize, value: Value) -> (usize, Value) {
        let (words, bound) =
            number_words::bound((self.before(at, 3), self.before(at, 2), self.before(at, 1)));
        match bound {
            Bound::AtLeast | Bound::MoreThan => {
                (at - words, Value { high: f64::INFINITY, ..value })
            }
            Bound::AtMost | Bound::LessThan => {
                (at - words, Value { low: f64::NEG_INFINITY, ..value })
            }
            _ => (at, value),
        }
    }

    /// "40 or more", "40 or so", "40, give or take three".
    pub(super) fn open_after(&self, next: usize, value: Value) -> Value {
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
}

fn below(value: f64) -> f64 {
    value - (value.abs() * 1e-9).max(1e-9)
}
