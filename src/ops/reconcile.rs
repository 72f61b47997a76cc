//! Compares newly recorded claims with those that they could be about, and records what came out.

use std::collections::BTreeSet;

use crate::compare::strength;
use crate::model::{Agreement, ClaimId, ClaimRecord, Comparison};
use crate::store::Writer;
use crate::words::{Kind, is_stop_word, tokens};

use super::Result;
use super::case::statement;

/// At most so many claims on record are compared with a new one: those that share most rare words.
const NEAREST: usize = 24;
/// Strength at which an undecided comparison is recorded.
const CLOSE: f32 = 0.25;
/// At most so many of a claim's words are looked up.
const WORDS: usize = 24;

/// Compares the claims that were just recorded with all that they could be about, each other
/// included, and records the comparisons as proposed. Returns how many were recorded.
pub fn reconcile(writer: &mut Writer<'_>, new: &[ClaimRecord]) -> Result<usize> {
    let mut recorded = 0;
    let mut done: BTreeSet<(ClaimId, ClaimId)> = BTreeSet::new();
    for claim in new.iter().filter(|claim| claim.is_live()) {
        let own = statement(claim);
        let near = writer.view().claims_sharing(&content_words(&claim.claim.words()), NEAREST)?;
        for other in near.iter().filter(|other| other.id != claim.id) {
            let pair = (claim.id.min(other.id), claim.id.max(other.id));
            if !done.insert(pair) {
                continue;
            }
            let comparison = crate::compare::compare(&own, &statement(other));
            if says_something(&comparison) {
                recorded += usize::from(writer.add_comparison(claim.id, other.id, &comparison)?);
            }
        }
    }
    Ok(recorded)
}

/// Tells whether a comparison is worth recording: it was decided, or the two share so much that a
/// person may want to decide it.
fn says_something(comparison: &Comparison) -> bool {
    match comparison.agreement {
        Agreement::Unrelated => false,
        Agreement::Undecided => strength(comparison) >= CLOSE,
        Agreement::Agrees | Agreement::Refines | Agreement::Contradicts => true,
    }
}

/// The words of a claim by which others like it are found, each once, in their order.
fn content_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for token in tokens(text).filter(|token| token.kind != Kind::Mark) {
        let word = token.text.to_lowercase();
        let counts = !is_stop_word(&word) && !word.starts_with(['\'', '’']);
        if counts && !words.contains(&word) && words.len() < WORDS {
            words.push(word);
        }
    }
    words
}
