//! Words by which a speaker says that what was told just before is not so.

use std::collections::BTreeMap;

use super::echo::find_phrase;
use super::trace::{Page, Trace, Traces};
use crate::model::{ClaimRecord, DocumentId};

/// Words before a claim that say: what was told just before is not so.
const REBUTTALS: &[&str] = &[
    "denied it",
    "denies it",
    "denied this",
    "denies this",
    "denied the claim",
    "denied the allegation",
    "denied the accusation",
    "denied the charge",
    "denied all of it",
    "denied any of it",
    "denied both",
    "flatly denied",
    "rejected this",
    "rejects this",
    "rejected it",
    "rejects it",
    "rejected the claim",
    "rejected the allegation",
    "rejected the accusation",
    "rejected that account",
    "rejected that version",
    "disputed this",
    "disputes this",
    "disputed that",
    "disputed it",
    "disputes it",
    "disputed the account",
    "disputed that account",
    "dismissed this",
    "dismissed it",
    "dismissed the claim",
    "dismissed the allegation",
    "contradicted this",
    "contradicted that",
    "contradicted him",
    "contradicted her",
    "contradicted them",
    "disagreed",
    "disagrees",
    "begged to differ",
    "begs to differ",
    "said otherwise",
    "says otherwise",
    "told a different story",
    "tells a different story",
    "having none of it",
    "called it a lie",
    "called that a lie",
    "called it nonsense",
    "called it untrue",
];

/// The most text, in bytes, between a claim and one that denies it.
const NEAR: usize = 600;

const ARTICLES: &[&str] = &["a", "an", "the", "of", "for", "in", "at"];

/// Who is spoken of by these was named before.
const PRONOUNS: &[&str] = &["he", "she", "they", "it", "who", "both", "i", "we"];

/// A sentence speaks of one of them if it begins with one, white space and marks aside, in bytes.
const OPENING: usize = 8;

/// A claim that was told, and those behind it by somebody who says that it is not so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuttal {
    /// What was told, by its place in the list.
    pub of: usize,
    /// What the speaker who denies it says, in the order of the text.
    pub by: Vec<usize>,
}

impl Traces {
    /// Returns who denied what was told just before in the same document.
    pub fn rebuttals(&self) -> &[Rebuttal] {
        &self.rebuttals
    }
}

/// Finds the rebuttals among claims: each is of the claim before it by somebody else.
pub(super) fn find_rebuttals(
    claims: &[ClaimRecord],
    all: &[Trace],
    pages: &BTreeMap<DocumentId, Page<'_>>,
) -> Vec<Rebuttal> {
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|&at| (all[at].document, all[at].place, at));
    let mut found: Vec<Rebuttal> = Vec::new();
    for pair in order.chunk_by(|&a, &b| all[a].document == all[b].document) {
        let Some(page) = pages.get(&all[pair[0]].document) else { continue };
        let mut before: Option<usize> = None;
        for turn in pair.chunk_by(|&a, &b| all[a].origin == all[b].origin) {
            let told = before.filter(|&told| all[told].stance.takes_a_side());
            let denies = |&at: &usize| {
                told.is_some_and(|told| stands_behind(page, &claims[told], &claims[at]))
            };
            let by: Vec<usize> = turn.iter().copied().filter(denies).collect();
            found.extend(told.filter(|_| !by.is_empty()).map(|of| Rebuttal { of, by }));
            before = turn.last().copied();
        }
    }
    found
}

/// Tells whether the words between two claims say that the one who says the second holds the first
/// for untrue.
fn stands_behind(page: &Page<'_>, told: &ClaimRecord, claim: &ClaimRecord) -> bool {
    let end = told.claim.content.iter().map(|span| span.end).max();
    let start = claim.claim.content.first().map(|span| span.start);
    let between = end.zip(start).map_or("", |(from, to)| page.between(from, to));
    let speaker = claim.claim.origin().map_or("", |link| link.source.name.as_str());
    between.len() <= NEAR && denies(between, speaker)
}

/// Tells whether a sentence says that a speaker, by name or as "she", holds something for untrue.
fn denies(text: &str, speaker: &str) -> bool {
    let (lower, speaker) = (text.to_lowercase(), speaker.to_lowercase());
    let sentences = lower.split_inclusive(['.', '!', '?', '\n']);
    let mut denials = sentences.filter(|said| REBUTTALS.iter().any(|words| rebuts(said, words)));
    denials.any(|said| {
        let mut own = speaker.split_whitespace().filter(|word| !ARTICLES.contains(word));
        let mut pronouns = PRONOUNS.iter();
        own.any(|word| find_phrase(said, word).is_some())
            || pronouns.any(|word| find_phrase(said, word).is_some_and(|at| at < OPENING))
    })
}

/// Tells whether a sentence says by some words that what was told is not so: "disagreed with the
/// stance" and "contradicted her statements" say it of something else.
fn rebuts(said: &str, words: &str) -> bool {
    find_phrase(said, words).is_some_and(|at| {
        let behind = said[at + words.len()..].trim_start();
        let her_own = words.ends_with(" her") && behind.starts_with(char::is_alphabetic);
        !her_own && !behind.starts_with("with ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rebuttal_speaks_of_what_was_told_before() {
        for (text, speaker) in [
            (". The harbour office denied it. ", "The harbour office"),
            (", he said. Orla Venn is having none of it. ", "Venn"),
            (", he said. She denied it. ", "Orla Venn"),
        ] {
            assert!(denies(text, speaker), "{text}");
        }
        for (text, speaker) in [
            (" denied that it had paid ", "it"),
            (" said it was not so much ", "it"),
            (". The harbour office denied it. The ferry sails at noon, ", "Orla Venn"),
            (", she said. He explained why he disagreed with the mayor's plan. ", "Arno Pell"),
            (", she said. His findings contradicted her public statements, ", "Arno Pell"),
        ] {
            assert!(!denies(text, speaker), "{text}");
        }
    }
}
