//! The table of rules, to be read aloud: what each looks for, and how much it counts.

use super::align::Pair;
use super::{attributes, dates, denial, events, names, numbers, opposites, wording};

/// One rule of comparison.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The name that evidence carries.
    pub name: &'static str,
    /// How much it counts when it holds fully: positive for agreement, negative against it.
    pub weight: f32,
    pub(super) find: fn(&Pair<'_>) -> Vec<Finding>,
}

/// Places of the first and last word on each side that made a rule fire, and how strongly, 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finding {
    pub(super) a: (u16, u16),
    pub(super) b: (u16, u16),
    pub(super) strength: f32,
}

/// What a rule finds between statements on one thing; nothing if they say the same of others.
fn of_the_same(pair: &Pair<'_>, find: fn(&Pair<'_>) -> Vec<Finding>) -> Vec<Finding> {
    let mut found = find(pair);
    if !found.is_empty() && !names::of_others(pair).is_empty() {
        found.clear();
    }
    found
}

/// All rules. One that counts -0.5 or less, after its strength, makes a contradiction.
pub const RULES: &[Rule] = &[
    Rule { name: "same words", weight: 1.0, find: wording::same_words },
    Rule { name: "words of one field", weight: 0.3, find: wording::same_field },
    Rule { name: "numbers in one unit", weight: 0.2, find: numbers::same_unit },
    Rule { name: "the same number in one unit", weight: 0.4, find: numbers::same_number },
    Rule { name: "numbers agree", weight: 0.6, find: numbers::agreeing },
    Rule {
        name: "numbers exclude each other",
        weight: -0.9,
        find: |pair| of_the_same(pair, numbers::excluding),
    },
    Rule { name: "dates agree", weight: 0.5, find: dates::agreeing },
    Rule {
        name: "two dates for what happens once",
        weight: -0.9,
        find: |pair| of_the_same(pair, events::excluding),
    },
    Rule {
        name: "one denies what the other says",
        weight: -0.9,
        find: |pair| of_the_same(pair, denial::denying),
    },
    Rule { name: "the same is said of others", weight: -0.45, find: names::of_others },
    Rule { name: "different names in one role", weight: -0.7, find: names::different },
    Rule { name: "of two nations or two sorts", weight: -0.7, find: attributes::excluding },
    Rule {
        name: "opposite words",
        weight: -0.8,
        find: |pair| of_the_same(pair, opposites::opposite),
    },
];
