//! How many claims on record have a word.

use std::collections::{BTreeSet, HashMap};

use crate::compare::question_words;
use crate::model::{ClaimId, ClaimRecord};
use crate::store::View;

use super::Result;

/// Of at most so many words the number is kept.
const KEPT: usize = 100_000;

/// How many claims on record have a word, counted once for a state of the record.
#[derive(Debug, Default)]
pub(super) struct Counts {
    known: HashMap<String, usize>,
    /// The latest claim that was counted.
    latest: Option<ClaimId>,
}

impl Counts {
    /// Begins with the record as it is now: what was counted stands if nobody recorded claims since.
    pub(super) fn begin(&mut self, view: &View<'_>) -> Result<()> {
        if self.latest.is_none() || self.latest != view.latest_claim()? {
            self.known.clear();
        }
        Ok(())
    }

    /// Returns in how many claims, or their headlines, a word stands.
    pub(super) fn of(&mut self, view: &View<'_>, word: &str) -> Result<usize> {
        if let Some(&count) = self.known.get(word) {
            return Ok(count);
        }
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        let count = view.claims_with(word)?;
        self.known.insert(word.to_owned(), count);
        Ok(count)
    }

    /// Returns the words of a sentence that are worth looking for, each with its number.
    pub(super) fn of_all(
        &mut self,
        view: &View<'_>,
        sentence: &str,
    ) -> Result<Vec<(String, usize)>> {
        let words = question_words(sentence).into_iter();
        words.map(|word| self.of(view, &word).map(|count| (word, count))).collect()
    }

    /// Takes note of claims that were recorded since the words were counted.
    pub(super) fn note(&mut self, view: &View<'_>, new: &[ClaimRecord]) -> Result<()> {
        for claim in new {
            let title = claim.document.title.as_deref().unwrap_or("");
            let words = question_words(&claim.claim.words()).into_iter();
            for word in words.chain(question_words(title)).collect::<BTreeSet<_>>() {
                self.known.entry(word).and_modify(|count| *count += 1);
            }
        }
        self.latest = view.latest_claim()?;
        Ok(())
    }
}
