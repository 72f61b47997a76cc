//! Has this been claimed before? Which claims on record does a sentence repeat?

use std::collections::HashMap;

use crate::compare::{Asked, Candidate};
use crate::model::{ClaimId, ClaimRecord, Stance};
use crate::neural::{Encoder, Vector};
use crate::store::{Near, Store, View, Within};

use super::counts::Counts;
use super::{AsOf, Result};

/// So many claims that share rare words with a sentence are ranked.
const NEAREST: usize = 100;
/// They are looked for by words that stand in so many claims together.
const POSTINGS: usize = 100_000;
/// So many claims are read by a model before what it made of them is kept.
const KEPT_AT_ONCE: usize = 64;

/// A claim that a sentence may repeat.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// The claim.
    pub claim: ClaimId,
    /// What it was called in the file that it was imported from.
    pub key: Option<String>,
    /// From 0, nothing shared, to 1, the same words.
    pub score: f32,
    /// What its speaker does with the words.
    pub stance: Stance,
    /// The words of the sentence that the claim has too, the rarest first.
    pub words: Vec<String>,
    /// Those that only its headline has.
    pub headline: Vec<String>,
    /// How close a model finds the two in meaning, to 1; `None` if none was asked.
    pub meaning: Option<f32>,
}

/// Asks one state of the record about many sentences.
#[derive(Debug)]
pub struct Repeats<'a> {
    view: View<'a>,
    claims: usize,
    meanings: Option<Meanings<'a>>,
}

/// What a model makes of each claim.
#[derive(Debug)]
struct Meanings<'a> {
    encoder: &'a Encoder,
    of: Vec<(ClaimId, Vector)>,
}

/// Returns how many claims a model has still to read.
pub fn unread(store: &Store, encoder: &Encoder) -> Result<usize> {
    Ok(store.at(None)?.claims_unread(encoder.id())?)
}

/// Has a model read the claims that it has not read yet, and keeps what it makes of them. `step` is
/// called after each claim; what was kept before a failure stays.
pub fn read(store: &mut Store, encoder: &Encoder, mut step: impl FnMut()) -> Result<()> {
    loop {
        let unread = store.unread(encoder.id(), KEPT_AT_ONCE)?;
        if unread.is_empty() {
            return Ok(());
        }
        let texts: Vec<&str> = unread.iter().map(|one| one.text.as_str()).collect();
        let vectors = encoder.vectors(&texts)?;
        let read = unread.iter().zip(&vectors).map(|(one, vector)| (one.claim, vector.to_bytes()));
        store.keep_vectors(encoder.id(), &read.collect::<Vec<_>>())?;
        unread.iter().for_each(|_| step());
    }
}

impl<'a> Repeats<'a> {
    /// Begins to ask. With an encoder that has read the claims, likeness of meaning counts as much as
    /// likeness of words.
    pub fn new(store: &'a Store, as_of: AsOf, encoder: Option<&'a Encoder>) -> Result<Self> {
        let view = store.at(as_of)?;
        let claims = view.claims_ever()?;
        let meanings = encoder.map(|encoder| Meanings::read(&view, encoder)).transpose()?;
        Ok(Self { view, claims, meanings })
    }

    /// Lists the claims that `sentence` repeats, the likest first, at most `top`.
    pub fn of(&self, sentence: &str, top: usize) -> Result<Vec<Repeat>> {
        let counts = Counts::default().of_all(&self.view, sentence)?;
        let limit = NEAREST.max(top);
        let mut near = self.view.near(&counts, Within::WordsAndTitle, (limit, POSTINGS))?;
        let meant = match &self.meanings {
            Some(meanings) => Some(self.meant(meanings, sentence, &mut near, limit)?),
            None => None,
        };
        let candidates: Vec<_> = near.iter().map(candidate).collect();
        let asked = Asked::new(sentence, &counts, self.claims);
        let mut scores: Vec<_> = vec![0.0; near.len()];
        asked.rank(&candidates).iter().for_each(|found| scores[found.place] = found.score);
        let meaning = |place: usize| meant.as_ref()?.get(&near[place].claim).copied();
        let mut ranked: Vec<_> = (0..near.len())
            .map(|at| {
                (
                    at,
                    meaning(at)
                        .map_or(scores[at], |meaning| f32::midpoint(scores[at], meaning.max(0.0))),
                )
            })
            .filter(|(_, score)| *score > 0.0)
            .collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let best = ranked.into_iter().take(top);
        best.map(|(at, score)| {
            let Near { claim, stance, .. } = near[at];
            let key = self.view.keys(claim)?.pop();
            let (words, headline) = in_common(&asked, candidates[at]);
            Ok(Repeat { claim, key, score, stance, words, headline, meaning: meaning(at) })
        })
        .collect()
    }

    /// Tells how close each claim is in meaning, and adds the closest to the candidates.
    fn meant(
        &self,
        meanings: &Meanings<'_>,
        sentence: &str,
        near: &mut Vec<Near>,
        limit: usize,
    ) -> Result<HashMap<ClaimId, f32>> {
        let meant = meanings.likeness(sentence)?;
        let known: Vec<ClaimId> = near.iter().map(|one| one.claim).collect();
        let closest = meant.iter().take(limit).map(|(claim, _)| *claim);
        let more: Vec<ClaimId> = closest.filter(|claim| !known.contains(claim)).collect();
        near.extend(self.view.live_of(&more)?);
        Ok(meant.into_iter().collect())
    }

    /// Returns a claim that was found.
    pub fn claim(&self, id: ClaimId) -> Result<ClaimRecord> {
        Ok(self.view.claim(id)?)
    }
}

impl<'a> Meanings<'a> {
    fn read(view: &View<'_>, encoder: &'a Encoder) -> Result<Self> {
        let kept = view.vectors(encoder.id())?.into_iter();
        let of = kept.map(|(claim, bytes)| (claim, Vector::from_bytes(&bytes))).collect();
        Ok(Self { encoder, of })
    }

    /// How close each claim is to a sentence, the closest first.
    fn likeness(&self, sentence: &str) -> Result<Vec<(ClaimId, f32)>> {
        let asked = self.encoder.vectors(&[sentence])?;
        let asked = asked.first().into_iter();
        let mut all: Vec<(ClaimId, f32)> = asked
            .flat_map(|asked| self.of.iter().map(|(id, one)| (*id, asked.likeness(one))))
            .collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(all)
    }
}

fn candidate(near: &Near) -> Candidate<'_> {
    Candidate { words: &near.words, title: &near.title }
}

/// The words of the sentence that a candidate's own words have too, and those that only its headline
/// has.
fn in_common(asked: &Asked, candidate: Candidate<'_>) -> (Vec<String>, Vec<String>) {
    let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
    let own = asked.shared(&Candidate { title: "", ..candidate });
    let mut titled = asked.shared(&candidate);
    titled.retain(|word| !own.contains(word));
    (owned(own), owned(titled))
}
