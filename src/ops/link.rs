//! Links between documents: which earlier ones tell of the same rare things?
//!
//! Two claims can be on one proposition though their own words share little: the sentences around
//! them say what they leave out. So the words of these sentences are looked for among all claims
//! and their headlines, and documents with several such claims are noted as linked. What the claims
//! themselves say to each other links documents too, but that is recorded as comparisons. Who speaks
//! in two documents and in few others counts as one such claim.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::compare::question_words;
use crate::model::{ClaimRecord, CodePoints, DocumentId, SourceId, SourceKind};
use crate::store::{View, Within, Writer};

use super::Result;
use super::answered::around;
use super::counts::Counts;

/// So many of the rarest words around the claims of a document are looked for.
const RAREST: usize = 32;
/// A word that more claims have says nothing of a story.
const COMMON: usize = 5_000;
/// They are looked for as long as they stand in so many claims together.
const POSTINGS: usize = 10_000;
/// So many claims that have some of them are looked at.
const NEAREST: usize = 64;
/// Who speaks in more documents is heard too often to tell of one story.
const OFTEN: usize = 24;
/// Words are weighed as if the record had so many claims more, so that those of the first ones are
/// not all taken for rare.
const PRIOR: f64 = 2_000.0;
/// The share of a word that only one claim has, times this, is what a sentence and a claim have to
/// share: two rare words, or three that are less so.
const SHARED: f64 = 1.5;

/// The words around the new claims of one document.
struct Page {
    /// For each claim the words of its sentence.
    sentences: Vec<Vec<String>>,
    /// For each claim its own words and those of its headline.
    own: Vec<BTreeSet<String>>,
}

/// Notes which documents on record share rare words with the documents of new claims.
pub(super) fn link(
    writer: &mut Writer<'_>,
    new: &[ClaimRecord],
    counts: &mut Counts,
) -> Result<()> {
    link_but(writer, new, &BTreeSet::new(), counts)
}

/// The same, save with some documents that they have been linked with.
pub(super) fn link_but(
    writer: &mut Writer<'_>,
    new: &[ClaimRecord],
    known: &BTreeSet<DocumentId>,
    counts: &mut Counts,
) -> Result<()> {
    let mut documents: BTreeMap<DocumentId, Vec<&ClaimRecord>> = BTreeMap::new();
    for claim in new {
        documents.entry(claim.document.id).or_default().push(claim);
    }
    for (document, claims) in documents {
        let page = Page::of(&writer.view().text(document)?, &claims);
        // A claim that is all of its document shares nothing but its own words, which are compared.
        if page.says_more() {
            let mut met = page.met(writer.view(), document, counts)?;
            for other in heard_in(writer.view(), &claims, document)? {
                *met.entry(other).or_default() += 1;
            }
            for (other, pairs) in met {
                if !known.contains(&other) {
                    writer.link_documents(document, other, pairs)?;
                }
            }
        }
    }
    Ok(())
}

/// The other documents in which those speak who speak here, once for each; who speaks in many
/// documents tells of no one story.
fn heard_in(
    view: &View<'_>,
    claims: &[&ClaimRecord],
    document: DocumentId,
) -> Result<Vec<DocumentId>> {
    let named = |claim: &&ClaimRecord| {
        let kind = claim.claim.origin()?.source.kind;
        let named = matches!(kind, SourceKind::Person | SourceKind::Body);
        named.then(|| claim.sources.last().copied()).flatten()
    };
    let speakers: BTreeSet<SourceId> = claims.iter().filter_map(named).collect();
    let mut found = Vec::new();
    for speaker in speakers {
        let documents = view.documents_with(speaker, OFTEN + 1)?;
        if documents.len() <= OFTEN {
            found.extend(documents.into_iter().filter(|other| *other != document));
        }
    }
    Ok(found)
}

impl Page {
    fn of(text: &str, claims: &[&ClaimRecord]) -> Self {
        let points = CodePoints::of(text);
        let sentence = |claim: &&ClaimRecord| question_words(&around(claim, text, &points));
        let own = |claim: &&ClaimRecord| {
            let title = claim.document.title.as_deref().unwrap_or("");
            question_words(&claim.claim.words()).into_iter().chain(question_words(title)).collect()
        };
        Self {
            sentences: claims.iter().map(sentence).collect(),
            own: claims.iter().map(own).collect(),
        }
    }

    fn says_more(&self) -> bool {
        let mut both = self.sentences.iter().zip(&self.own);
        both.any(|(sentence, own)| sentence.iter().any(|word| !own.contains(word)))
            || self.sentences.len() > 1
    }

    /// The documents whose claims share rare words with sentences here, and in how many pairs.
    fn met(
        &self,
        view: &View<'_>,
        document: DocumentId,
        counts: &mut Counts,
    ) -> Result<BTreeMap<DocumentId, usize>> {
        let counts = self.counts(view, counts)?;
        let all = view.claims_ever()? as f64 + PRIOR;
        let weight = |word: &String| {
            counts.get(word).map_or(0.0, |&count| (all / (count as f64 + 1.0)).ln())
        };
        let mut met: BTreeMap<DocumentId, usize> = BTreeMap::new();
        let near = view.near(&rarest(&counts), Within::WordsAndTitle, (NEAREST, POSTINGS))?;
        for other in near.iter().filter(|other| other.document != document) {
            let words = [question_words(&other.words), question_words(&other.title)].concat();
            let words: BTreeSet<String> = words.into_iter().collect();
            let pairs = self.sentences.iter().filter(|sentence| {
                let shared = sentence.iter().filter(|word| words.contains(*word));
                shared.map(weight).sum::<f64>() >= SHARED * all.ln()
            });
            let pairs = pairs.count();
            if pairs > 0 {
                *met.entry(other.document).or_default() += pairs;
            }
        }
        Ok(met)
    }

    /// The words of the sentences that other claims have too, with the number of claims that do.
    fn counts(&self, view: &View<'_>, counts: &mut Counts) -> Result<HashMap<String, usize>> {
        let words: BTreeSet<&String> = self.sentences.iter().flatten().collect();
        let mut shared = HashMap::new();
        for word in words {
            let count = counts.of(view, word)?;
            let own = self.own.iter().filter(|own| own.contains(word)).count();
            if count > own && count <= COMMON {
                shared.insert(word.clone(), count);
            }
        }
        Ok(shared)
    }
}

fn rarest(counts: &HashMap<String, usize>) -> Vec<(String, usize)> {
    let mut words: Vec<(String, usize)> =
        counts.iter().map(|(word, count)| (word.clone(), *count)).collect();
    words.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    words.truncate(RAREST);
    words
}
