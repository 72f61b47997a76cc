//! Has this been claimed before? Which claims on record does a sentence repeat?

use crate::compare::{Asked, Candidate, question_words};
use crate::model::{ClaimId, ClaimRecord};
use crate::store::{Near, Store, View, Within};

use super::{AsOf, Result};

/// So many claims that share rare words with a sentence are ranked.
const NEAREST: usize = 100;

/// A claim that a sentence may repeat.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// The claim.
    pub claim: ClaimId,
    /// What it was called in the file that it was imported from.
    pub key: Option<String>,
    /// From 0, nothing shared, to 1, the same words.
    pub score: f32,
    /// The words of the sentence that the claim or its headline has too, the rarest first.
    pub shared: Vec<String>,
}

/// Asks one state of the record about many sentences.
#[derive(Debug)]
pub struct Repeats<'a> {
    view: View<'a>,
    claims: usize,
}

impl<'a> Repeats<'a> {
    /// Begins to ask.
    pub fn new(store: &'a Store, as_of: AsOf) -> Result<Self> {
        let view = store.at(as_of)?;
        let claims = view.claims_ever()?;
        Ok(Self { view, claims })
    }

    /// Lists the claims that `sentence` repeats, the likest first, at most `top`.
    pub fn of(&self, sentence: &str, top: usize) -> Result<Vec<Repeat>> {
        let counts = counted(&self.view, sentence)?;
        let near = self.view.near(&counts, Within::WordsAndTitle, NEAREST.max(top))?;
        let candidates: Vec<_> = near.iter().map(candidate).collect();
        let asked = Asked::new(sentence, &counts, self.claims);
        let ranked = asked.rank(&candidates).into_iter().take(top);
        ranked
            .map(|found| {
                let claim = near[found.place].claim;
                let shared = asked.shared(&candidates[found.place]);
                Ok(Repeat {
                    claim,
                    key: self.view.keys(claim)?.pop(),
                    score: found.score,
                    shared: shared.into_iter().map(str::to_owned).collect(),
                })
            })
            .collect()
    }

    /// Returns a claim that was found.
    pub fn claim(&self, id: ClaimId) -> Result<ClaimRecord> {
        Ok(self.view.claim(id)?)
    }
}

/// The words of a sentence that are worth looking for, each with the number of claims on record that
/// it stands in.
pub(super) fn counted(view: &View<'_>, sentence: &str) -> Result<Vec<(String, usize)>> {
    let words = question_words(sentence).into_iter();
    words
        .map(|word| {
            let count = view.claims_with(&word)?;
            Ok((word, count))
        })
        .collect()
}

fn candidate(near: &Near) -> Candidate<'_> {
    Candidate { words: &near.words, title: &near.title }
}
