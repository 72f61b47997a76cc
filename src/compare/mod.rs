//! Do two statements agree? Pure; knows nothing of sources.
//!
//! A [`Statement`] is prepared once and compared often. [`compare`] lays the words of two of them
//! side by side, runs the rules of [`RULES`] over the pair and weighs what they found.
//! [`candidates`] and [`Index`] find pairs worth comparing without looking at all of them, and
//! [`group`] makes propositions of what was compared; [`Accord`] makes people's judgements on them
//! fit each other.

mod accord;
mod align;
mod attributes;
mod calendar;
mod candidates;
mod dates;
mod denial;
mod events;
mod frame;
mod ground;
mod group;
mod lexicon;
mod mentions;
mod modality;
mod modifiers;
mod names;
mod negation;
mod number_words;
mod numbers;
mod opposites;
mod quantity;
mod reading;
mod repeat;
mod rules;
mod signs;
mod statement;
mod story;
mod sums;
mod units;
mod verdict;
mod word;
mod wording;

pub use accord::{Accord, Opinion};
pub use candidates::{Index, candidates};
pub use frame::Frame;
pub use group::{Edge, group, strength};
pub use mentions::Mentions;
pub use reading::{Reading, settle};
pub use repeat::{Asked, Candidate, Likeness, question_words, telling_words};
pub use rules::{RULES, Rule};
pub use statement::Statement;
pub use story::{Judged, LARGEST, Pages, Told, answers, echo, group_many, propositions, rebuttal};
pub use sums::Sum;

use crate::model::Comparison;

use align::Pair;

/// How two statements came to stand side by side: how likely it is, before a word is read, that they
/// are about one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// Somebody asks how they stand to each other.
    Asked,
    /// Documents that tell of the same events have them: one word that tells what both are about is
    /// enough.
    InOneStory,
    /// Any two documents have them: nothing is decided of them without common ground.
    Anywhere,
}

/// Compares two statements that somebody asks about, by their content and stance.
///
/// Symmetric: swapping the statements swaps the two sides of the evidence and nothing else.
pub fn compare(a: &Statement, b: &Statement) -> Comparison {
    compare_met(a, b, Met::Asked)
}

/// Compares two statements that met elsewhere; as symmetric as [`compare`].
pub fn compare_met(a: &Statement, b: &Statement, met: Met) -> Comparison {
    if a.order_key() <= b.order_key() {
        return verdict::of(&Pair::of(a, b, met));
    }
    let mut comparison = verdict::of(&Pair::of(b, a, met));
    for found in &mut comparison.evidence {
        std::mem::swap(&mut found.a, &mut found.b);
    }
    comparison
}

#[cfg(test)]
mod tests;
