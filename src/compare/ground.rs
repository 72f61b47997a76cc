//! What two statements have in common that tells what they are about.
//!
//! Two statements that somebody lays side by side are about one thing, or he would not ask. Those that
//! a record of many articles has side by side mostly are not: they share a name that is in the news, or
//! words of any talk ("think", "people", "good"). They have common ground when a sentence of one and a
//! sentence of the other share enough that is told in few others.

use std::collections::BTreeSet;

use super::Met;
use super::align::Pair;
use super::lexicon::Near;
use super::quantity::Quantity;
use super::statement::Statement;
use super::units::{Dimension, Unit};
use super::word::Word;

/// How much a word of any talk tells, beside one that is not.
const COMMON: f32 = 0.2;
/// How much a part of a name tells: "Mira Sund" tells as much as a word or two.
const NAME: f32 = 0.7;
/// How much it tells that both give a length, a weight or another measure.
const MEASURE: f32 = 1.0;
/// How much must be shared, in telling words: one word and a part of a name.
const ENOUGH: f32 = 1.65;
/// A word that tells something.
const WORD: f32 = 1.0;
/// In one story a part of a name is enough.
const SOMETHING: f32 = NAME;
/// The least share of what the shorter of both sentences tells.
const SHARE: f32 = 0.5;

/// What a sentence of one side and a sentence of the other have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Ground {
    /// What both tell, in telling words.
    pub(super) shared: f32,
    /// The share of what the side that tells less tells, 0 to 1.
    pub(super) share: f32,
}

impl Ground {
    /// Finds the two sentences that share the most.
    pub(super) fn of(pair: &Pair<'_>) -> Self {
        let (of_a, of_b) = (told(pair.a), told(pair.b));
        let mut shared = vec![0.0_f32; of_a.len() * of_b.len()];
        for &at in &pair.a.content {
            let Some(partner) = pair.partner_of_a(at) else { continue };
            let word = pair.a.word(at);
            let near =
                if pair.near_of_a(at).is_none_or(|near| near == Near::Same) { 1.0 } else { 0.5 };
            let stem = pair.b.word(partner).stem;
            let mut before = None;
            for other in same_words(pair.b, stem).map(|word| word.sentence) {
                if before.replace(other) != Some(other) {
                    let place = usize::from(word.sentence) * of_b.len() + usize::from(other);
                    shared[place] += near * telling(word);
                }
            }
        }
        for (one, other) in shared_measures(pair) {
            shared[one * of_b.len() + other] += MEASURE;
        }
        let each = of_a.iter().flat_map(|a| of_b.iter().map(move |b| a.min(*b)));
        let all = shared.into_iter().zip(each).map(|(shared, least)| Self {
            shared,
            share: if least > 0.0 { (shared / least).min(1.0) } else { 0.0 },
        });
        all.max_by(|x, y| x.worth().total_cmp(&y.worth())).unwrap_or_default()
    }

    /// Tells whether it is enough to take both for statements about one thing, as they met.
    pub(super) fn is_common(self, met: Met) -> bool {
        match met {
            Met::Asked => true,
            Met::InOneStory => self.shared >= SOMETHING,
            Met::Anywhere => self.shared >= ENOUGH && self.share >= SHARE,
        }
    }

    /// Tells whether who says what is shared says a thing: "the campaign's decision" is said in many
    /// statements, and agrees with none.
    pub(super) fn tells_a_thing(self) -> bool {
        self.shared >= ENOUGH
    }

    /// Tells whether a word is shared, and it is half of what the side that tells less tells.
    pub(super) fn tells_in_a_word(self) -> bool {
        self.shared >= WORD && self.share >= SHARE
    }

    /// Tells whether what is shared is a thing, or half of what the side that tells less tells.
    pub(super) fn is_most(self) -> bool {
        self.tells_a_thing() || self.share >= SHARE
    }

    fn worth(self) -> f32 {
        self.shared * self.share
    }
}

fn same_words(statement: &Statement, stem: u64) -> impl Iterator<Item = &Word> {
    statement.content.iter().map(|&at| statement.word(at)).filter(move |word| word.stem == stem)
}

/// The sentences of each side that give the same measures, each pair once.
fn shared_measures(pair: &Pair<'_>) -> BTreeSet<(usize, usize)> {
    let (of_a, of_b) = (measures(pair.a), measures(pair.b));
    let pairs = of_a.iter().flat_map(|a| of_b.iter().map(move |b| (a, b)));
    pairs.filter(|(a, b)| a.1 == b.1).map(|(a, b)| (a.0, b.0)).collect()
}

/// What each sentence measures, spans of time left out: all kinds of news give them.
fn measures(statement: &Statement) -> Vec<(usize, Dimension)> {
    let of = |quantity: &Quantity| match quantity.unit {
        Unit::Measure(dimension, _) if dimension != Dimension::Time => {
            Some((usize::from(statement.word(quantity.first).sentence), dimension))
        }
        _ => None,
    };
    statement.quantities.iter().filter_map(of).collect()
}

/// What each sentence tells, in telling words.
fn told(statement: &Statement) -> Vec<f32> {
    let sentences = statement.words.last().map_or(0, |last| usize::from(last.sentence) + 1);
    let mut told = vec![0.0; sentences];
    for &at in &statement.content {
        let word = statement.word(at);
        told[usize::from(word.sentence)] += telling(word);
    }
    measures(statement).into_iter().for_each(|(sentence, _)| told[sentence] += MEASURE);
    told
}

fn telling(word: &Word) -> f32 {
    match word {
        name if name.is_name() => NAME,
        word if word.common => COMMON * word.weight,
        word => word.weight,
    }
}
