//! How a statement holds: as a fact, a possibility or a plan, and of whom.

use super::signs::Sign;
use super::word::{Class, Word};
use crate::words::{Force, force, is_irregular_form};

/// What is not simply asserted of something known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Modality {
    /// Some word makes it a possibility ("may", "reportedly").
    pub(super) possible: bool,
    /// It speaks of what is agreed, planned or asked to be done.
    pub(super) planned: bool,
    /// It speaks of what is to come, or would: "will", "is projected".
    pub(super) ahead: bool,
    /// It speaks of somebody or something not yet known: "a man", "some people", "there is".
    pub(super) indefinite: bool,
    /// It has a verb: "a huge divide" names something and says nothing of it.
    pub(super) has_verb: bool,
}

/// What follows these and "to" has not happened, or not yet.
const PLANS: &[&str] = &[
    "agree",
    "agreed",
    "agrees",
    "plan",
    "plans",
    "planned",
    "planning",
    "promise",
    "promised",
    "promises",
    "intend",
    "intends",
    "intended",
    "want",
    "wants",
    "wanted",
    "vow",
    "vowed",
    "vows",
    "threaten",
    "threatened",
    "threatens",
    "hope",
    "hopes",
    "hoped",
    "expect",
    "expects",
    "expected",
    "offer",
    "offered",
    "offers",
    "ask",
    "asked",
    "order",
    "ordered",
    "urge",
    "urged",
    "decide",
    "decided",
];
/// What these are said of is to come, or depends on something else.
const AHEAD: &[&str] = &[
    "will",
    "'ll",
    "would",
    "shall",
    "wo",
    "projected",
    "projections",
    "forecast",
    "forecasts",
    "predicted",
    "predicts",
    "expected",
    "expects",
    "project",
];
/// "agreed in principle to": so many words may stand between.
const PLAN_GAP: usize = 3;

/// Verbs that only help others, and words that a verb stands behind.
const FINITE: &[&str] = &[
    "is", "are", "was", "were", "am", "be", "been", "'m", "’m", "'re", "’re", "'ve", "’ve", "has",
    "have", "had", "does", "do", "did", "will", "'ll", "’ll", "would", "'d", "’d", "can", "could",
    "may", "might", "must", "shall", "should", "wo", "ca", "i", "you", "he", "she", "it", "we",
    "they", "who", "there",
];

const INDEFINITE: &[&str] = &[
    "a", "an", "some", "there", "someone", "somebody", "one", "two", "three", "four", "five",
    "six", "several", "many", "few", "people",
];

impl Modality {
    /// Reads it off the words, in lower case; the month of May makes nothing possible.
    pub(super) fn of(lower: &[&str], words: &[Word]) -> Self {
        let month = |word: &Word| matches!(word.class, Class::Name | Class::Date);
        let planned = (0..lower.len()).any(|at| is_plan(lower, words, at));
        Self {
            possible: words.iter().any(|word| word.may(Sign::Hedges) && !month(word)),
            planned,
            ahead: planned || words.iter().any(|word| word.may(Sign::LooksAhead)),
            indefinite: lower.first().is_some_and(|word| INDEFINITE.contains(word)),
            has_verb: (0..lower.len()).any(|at| is_verb(lower, words, at)),
        }
    }
}

/// Tells whether a word makes what is said a possibility.
pub(super) fn hedges(lower: &str) -> bool {
    lower == "if" || force(lower) == Some(Force::Hedge)
}

/// Tells whether what follows a word and "to" is planned.
pub(super) fn plans(lower: &str) -> bool {
    PLANS.contains(&lower)
}

/// Tells whether what a word is said of is to come.
pub(super) fn looks_ahead(lower: &str) -> bool {
    AHEAD.contains(&lower)
}

fn is_plan(lower: &[&str], words: &[Word], at: usize) -> bool {
    let ahead = lower.get(at + 1..).unwrap_or_default();
    words[at].may(Sign::Plans) && ahead.iter().take(PLAN_GAP).any(|&word| word == "to")
}

/// Tells whether a word in lower case is by its form a verb with a subject, or a word that stands with
/// one; a participle passes for one.
pub(super) fn tells(lower: &str) -> bool {
    FINITE.contains(&lower) || lower.ends_with("ed") || is_irregular_form(lower)
}

/// Tells whether a word is a verb with a subject, as far as its form and the words beside it tell.
fn is_verb(lower: &[&str], words: &[Word], at: usize) -> bool {
    const OPENING: &[&str] = &["the", "a", "an", "his", "her", "its", "their", "that", "to", "no"];
    let word = lower[at];
    let next = lower.get(at + 1);
    let opens = || next.is_some_and(|next| OPENING.contains(next));
    let named = || at > 0 && words[at - 1].is_name();
    let third_person = || word.len() > 2 && word.ends_with('s') && (named() || opens());
    match words[at].class {
        Class::Content => words[at].may(Sign::Tells) || third_person(),
        Class::Function => words[at].may(Sign::Tells),
        _ => false,
    }
}
