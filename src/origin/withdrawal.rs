//! Claims that were taken back in so many words.

use std::collections::{BTreeMap, BTreeSet};

use super::echo::find_phrase;
use super::identity::Who;
use super::names::name_words;
use super::trace::{Trace, Traces};
use crate::words::is_stop_word;

/// Words by which a speaker takes no side any longer.
const DISOWNS: &[&str] = &[
    "no longer stand by",
    "no longer stands by",
    "no longer stood by",
    "no longer rely on",
    "no longer relies on",
    "not stand by",
    "cannot stand by",
];

/// Words by which a claim is taken back, besides these.
const WITHDRAWALS: &[&str] = &[
    "withdrew",
    "withdrawn",
    "withdraws",
    "retracted",
    "retracts",
    "retraction",
    "taken down",
    "took down",
    "taken back",
    "takes back",
    "took back",
    "was wrong to",
    "regrets the error",
    "unpublished",
];

/// Tells whether the words take something back.
pub(super) fn withdraws(text: &str) -> bool {
    let lower = plain(text);
    let mut words = WITHDRAWALS.iter().chain(DISOWNS);
    words.any(|words| find_phrase(&lower, words).is_some())
}

/// Tells whether the words only say that their speaker does not vouch for something any longer.
pub(super) fn disowns(text: &str) -> bool {
    let lower = plain(text);
    DISOWNS.iter().any(|words| find_phrase(&lower, words).is_some())
}

fn plain(text: &str) -> String {
    text.to_lowercase().replace(['“', '”', '"'], "")
}

impl Traces {
    /// Returns the claims that were taken back: by a person who keeps the record, or by their
    /// origin or outlet in the words of another claim ("could no longer stand by what its source
    /// had told it").
    pub fn withdrawn(&self) -> BTreeSet<usize> {
        let by_hand = (0..self.all.len()).filter(|&claim| self.all[claim].withdrawn);
        let mut taken_back: BTreeSet<usize> = by_hand.collect();
        taken_back.extend(self.taken_back_by().into_iter().map(|(_, claim)| claim));
        taken_back
    }

    /// Returns pairs of a claim that takes something back and the claim that it takes back.
    pub fn taken_back_by(&self) -> Vec<(usize, usize)> {
        let from = self.by_speaker();
        let mut pairs = Vec::new();
        for (at, own) in self.all.iter().enumerate().filter(|(_, own)| own.withdraws) {
            let near = own.origin.and_then(|who| from.get(&who)).map_or(&[][..], Vec::as_slice);
            let meant = near
                .iter()
                .copied()
                .filter(|&claim| claim != at && own.takes_back(&self.all[claim]));
            pairs.extend(meant.map(|claim| (at, claim)));
        }
        pairs
    }

    /// The claims that each source makes or publishes.
    fn by_speaker(&self) -> BTreeMap<Who, Vec<usize>> {
        let mut from: BTreeMap<Who, Vec<usize>> = BTreeMap::new();
        if self.all.iter().any(|trace| trace.withdraws) {
            for (at, trace) in self.all.iter().enumerate() {
                let speakers: BTreeSet<Who> =
                    trace.origin.into_iter().chain(trace.outlet).collect();
                speakers.into_iter().for_each(|who| from.entry(who).or_default().push(at));
            }
        }
        from
    }
}

impl Trace {
    /// Tells whether this claim's words are about `other`: they name its origin as it is worded,
    /// or share several words with it.
    fn takes_back(&self, other: &Self) -> bool {
        let earlier = match (&other.published_on, &self.published_on) {
            (Some(before), Some(now)) => !now.is_before(before) && self.document != other.document,
            _ => false,
        };
        let origin = name_words(&other.name);
        let named = origin.iter().any(|word| !is_stop_word(word) && self.words.contains(word));
        let shared = other.words.iter().filter(|word| self.words.contains(*word)).count();
        earlier && other.stance.takes_a_side() && (named && other.kind.is_unnamed() || shared >= 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_words_take_back() {
        assert!(withdraws("it “could no longer stand by” what it had printed"));
        assert!(!withdraws("the army withdrawal"));
        assert!(
            disowns("it \"could no longer rely on\" them") && !disowns("it withdrew the story")
        );
    }
}
