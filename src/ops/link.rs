//! Links between documents: which earlier ones tell of the same events?
//!
//! Two claims can be on one proposition though their own words share little: the sentences around
//! them say what they leave out. So whole texts are held against each other, as is done to follow
//! one topic through the news: the cosine of their words, each weighed by how few documents have it
//! (Allan, Lavrenko and Jin, "First story detection in TDT is hard", 2000). A word counts once,
//! however often it stands there. Texts of one day are more likely to tell of one event than texts of
//! two seasons: likeness fades with the days between them (Yang, Pierce and Carbonell, "A study of
//! retrospective and on-line event detection", 1998). Who speaks in two documents and in few others
//! counts a little too.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::compare::telling_words;
use crate::model::{ClaimRecord, DocumentId, SourceId, SourceKind, When};
use crate::store::{View, Within, Writer};

use super::Result;
use super::counts::Counts;

/// So many of the rarest words of a document are looked for.
const RAREST: usize = 32;
/// A word that more claims have says nothing of a story.
const COMMON: usize = 5_000;
/// They are looked for as long as they stand in so many claims together.
const POSTINGS: usize = 10_000;
/// So many claims that have some of them are looked at.
const NEAREST: usize = 64;
/// Who speaks in more documents is heard too often to tell of one story.
const OFTEN: usize = 24;
/// How much a person or body seldom heard that speaks in both adds to the likeness of two texts.
const HEARD: f64 = 0.06;
/// Texts published so many days apart are as good as of one day.
const FRESH: i64 = 14;
/// After so many days more their likeness counts half.
const HALF: f64 = 30.0;
/// Texts that are less alike are not noted.
const FAINT: f64 = 0.05;
/// Words are weighed as if the record had so many documents more, so that what the first ones share
/// is not taken for what all texts share.
const UNSEEN: f64 = 100.0;
/// So many claims an average document has.
const CLAIMS: f64 = 13.0;
/// A text says so many times more than its claims.
const BESIDES: f64 = 2.0;
/// Of so many documents the words are kept.
const KEPT: usize = 2_000;

/// Links documents; keeps the words of those that it met.
#[derive(Debug, Default)]
pub(super) struct Linker {
    pages: HashMap<DocumentId, Page>,
}

/// The words of a document that tell of its story: each stem once, with the word itself.
#[derive(Clone, Debug)]
struct Page(BTreeMap<String, String>);

impl Linker {
    /// Notes which documents on record are like the documents of new claims, save those of `known`,
    /// with which they have been compared.
    pub(super) fn link(
        &mut self,
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
            for (other, likeness) in self.like(writer.view(), document, &claims, counts)? {
                if likeness >= FAINT && !known.contains(&other) {
                    writer.link_documents(document, other, likeness)?;
                }
            }
        }
        Ok(())
    }

    /// The documents that tell something of the same as one, and how like they are.
    fn like(
        &mut self,
        view: &View<'_>,
        document: DocumentId,
        claims: &[&ClaimRecord],
        counts: &mut Counts,
    ) -> Result<BTreeMap<DocumentId, f64>> {
        let mut like = BTreeMap::new();
        let told = &claims[0].document;
        let page = self.page(view, document, told.title.as_deref())?.clone();
        // A claim that is all of its document shares nothing but its own words, which are compared.
        if !page.says_more_than(claims) {
            return Ok(like);
        }
        let rare = rarest(&page.counts(view, claims, counts)?);
        for near in view.near(&rare, Within::WordsAndTitle, (NEAREST, POSTINGS))? {
            if near.document != document && !like.contains_key(&near.document) {
                let other = self.page(view, near.document, Some(&near.title))?;
                let fades = fades(told.published_on.as_ref(), near.published_on.as_ref());
                like.insert(near.document, page.likeness(other, view, counts)? * fades);
            }
        }
        for other in heard_in(view, claims, document)? {
            *like.entry(other).or_default() += HEARD;
        }
        Ok(like)
    }

    fn page(
        &mut self,
        view: &View<'_>,
        document: DocumentId,
        title: Option<&str>,
    ) -> Result<&Page> {
        if self.pages.len() >= KEPT {
            self.pages.clear();
        }
        Ok(match self.pages.entry(document) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let text = format!("{}\n{}", title.unwrap_or(""), view.text(document)?);
                place.insert(Page(telling_words(&text)))
            }
        })
    }
}

impl Page {
    /// Tells whether it says anything besides the words of its claims and their headlines.
    fn says_more_than(&self, claims: &[&ClaimRecord]) -> bool {
        let mut own = BTreeMap::new();
        for claim in claims {
            own.append(&mut telling_words(&claim.claim.words()));
            own.append(&mut telling_words(claim.document.title.as_deref().unwrap_or("")));
        }
        claims.len() > 1 || self.0.keys().any(|stem| !own.contains_key(stem))
    }

    /// Its words that claims of other documents have too, with the number of claims that do.
    fn counts(
        &self,
        view: &View<'_>,
        claims: &[&ClaimRecord],
        counts: &mut Counts,
    ) -> Result<Vec<(String, usize)>> {
        let own: Vec<BTreeSet<String>> = claims
            .iter()
            .map(|claim| {
                let title = claim.document.title.as_deref().unwrap_or("");
                telling_words(&format!("{title}\n{}", claim.claim.words())).into_values().collect()
            })
            .collect();
        let mut shared = Vec::new();
        for word in self.0.values() {
            let count = counts.of(view, word)?;
            let here = own.iter().filter(|words| words.contains(word)).count();
            if count > here && count <= COMMON {
                shared.push((word.clone(), count));
            }
        }
        Ok(shared)
    }

    /// The cosine of the words of two texts, 0 to 1.
    fn likeness(&self, other: &Self, view: &View<'_>, counts: &mut Counts) -> Result<f64> {
        let claims = view.claims_ever()? as f64 + UNSEEN * CLAIMS;
        let documents = view.documents_ever()? as f64 + UNSEEN;
        let mut weight = |word: &String| -> Result<f64> {
            let share = counts.of(view, word)?.max(1) as f64 / claims;
            // How many documents have the word is not counted anywhere, but how many claims do.
            let in_a_document = 1.0 - (1.0 - share.min(1.0)).powf(BESIDES * claims / documents);
            Ok(in_a_document.recip().ln().powi(2))
        };
        let (mut shared, mut size, mut other_size) = (0.0, 0.0, 0.0);
        for (stem, word) in &self.0 {
            let weight = weight(word)?;
            size += weight;
            shared += if other.0.contains_key(stem) { weight } else { 0.0 };
        }
        for word in other.0.values() {
            other_size += weight(word)?;
        }
        let sizes: f64 = f64::sqrt(size * other_size);
        Ok(if sizes > 0.0 { shared / sizes } else { 0.0 })
    }
}

/// What is left of the likeness of two texts published on two days, 0 to 1; all of it if one of the days
/// is not known.
fn fades(one: Option<&When>, other: Option<&When>) -> f64 {
    let days = |from: &When, to: &When| {
        Some(to.earliest()?.signed_duration_since(from.latest()?).num_days())
    };
    let (Some(one), Some(other)) = (one, other) else { return 1.0 };
    let apart = days(one, other).max(days(other, one)).unwrap_or(0);
    0.5_f64.powf((apart - FRESH).max(0) as f64 / HALF)
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

fn rarest(counts: &[(String, usize)]) -> Vec<(String, usize)> {
    let mut words = counts.to_vec();
    words.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    words.truncate(RAREST);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_fades_with_the_days_between_two_texts() {
        let left = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|day| day.parse::<When>().ok());
            assert_eq!(fades(one.as_ref(), other.as_ref()), fades(other.as_ref(), one.as_ref()));
            fades(one.as_ref(), other.as_ref())
        };
        assert_eq!(left("2031-05-01", "2031-05-15"), 1.0);
        assert_eq!(left("2031-05-01", "2031-06-14"), 0.5);
        assert_eq!(left("2031-05-01", "2031-07-14"), 0.25);
        // A month that has the day, and a day that nobody knows.
        assert_eq!(left("2031-05", "2031-05-20"), 1.0);
        assert_eq!(left("", "2031-05-20"), 1.0);
    }
}
