//! Claims of one story to propositions, by what they and the sentences around them are about.
//!
//! Two claims can be on one proposition though their own words share little ("17 needed
//! treatment", "nearer thirty"). The sentence says what the claim leaves out. So within a story,
//! the documents that hang together, every pair of claims is weighed by what both
//! are about ([`topics`]), with a little more for pairs whose contents agree, refine or contradict
//! each other. Average linkage joins the most alike until none are alike enough. A story too large for all pairs is grouped by its
//! comparisons alone ([`group_many`]).

mod answers;
mod linkage;
mod pages;
mod topics;
mod values;

pub use answers::{answers, echo, rebuttal};
pub use pages::Pages;

use std::collections::{BTreeMap, BTreeSet};

use super::frame::{Frame, names};
use super::group::{Edge, group_named};
use super::mentions::{Mentions, keys};
use super::statement::Statement;
use crate::model::{Agreement, Stance};

/// What a comparison that found something adds.
const COMPARED: f32 = 0.1;
/// An edge this strong found something: the two agree, refine or contradict each other.
const FOUND: f32 = 0.5;
/// What a claim that says nothing by itself ("that count") shares with the one before it.
const POINTS_BACK: f32 = 0.5;
/// How much less alike two claims of one speaker in one document are: who says a thing once goes on
/// to another.
const SAID_APART: f32 = 0.4;
/// How much more alike two claims of one speaker in two documents are: people are asked again.
const SAID_AGAIN: f32 = 0.1;
/// How much less alike two claims are that say one thing of others: "Arden", "Belcourt".
const OF_OTHERS: f32 = 1.0;
/// How much less alike two claims are whose documents hang together only by way of others.
const FAR: f32 = 0.1;
/// How much less alike two people's claims in one document are: it goes from one thing to the next.
const BESIDE: f32 = 0.15;
/// The same, where no other document tells of it.
const ALONE: f32 = 0.3;
/// How much a claim that takes no side counts beside one that does: what is declined says little of
/// what the others are about.
const SILENT: f32 = 0.1;
/// Words at which a claim says something by itself.
const OWN_WORDS: usize = 2;
/// Least average likeness at which two groups are one.
const ALIKE: f32 = 0.24;
/// Claims past which a story is not to be weighed pair by pair.
pub const LARGEST: usize = 1_000;

/// A claim as told by a document.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its words.
    pub claim: Statement,
    /// What the sentence around them mentions.
    pub around: Mentions,
    /// The names of those who say it, which say nothing of what it is about.
    pub speakers: Mentions,
    /// Who says it, by any number of their own; `None` if nobody is credited.
    pub speaker: Option<usize>,
    /// The document, by any number of its own.
    pub document: usize,
    /// Where in the document it stands.
    pub place: usize,
}

/// What people said of pairs of claims: about one thing, or not.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// Pairs that are about one thing.
    pub together: Vec<(usize, usize)>,
    /// Pairs that are not.
    pub apart: Vec<(usize, usize)>,
    /// Pairs of which one says that it speaks of the other: an echo, a retraction.
    pub near: Vec<(usize, usize)>,
}

/// Groups the claims of one story into propositions: every claim is in exactly one. Groups are in
/// order of place. Takes time in proportion to all pairs; see [`LARGEST`].
pub fn propositions(
    told: &[Told],
    pages: &Pages,
    edges: &[Edge],
    judged: &Judged,
) -> Vec<Vec<usize>> {
    // The order of the claims depends on their words, not on their places.
    let mut story: Vec<usize> = (0..told.len()).collect();
    story.sort_by_key(|&at| (told[at].claim.order_key(), &told[at].around.text, at));
    let mut seat = vec![0; told.len()];
    story.iter().enumerate().for_each(|(place, &at)| seat[at] = place);
    let real = |a: usize, b: usize| a.max(b) < told.len();
    let seated = |pairs: &[(usize, usize)]| {
        let pairs = pairs.iter().filter(|&&(a, b)| real(a, b));
        pairs.map(|&(a, b)| (seat[a], seat[b])).collect()
    };
    let judged = Judged {
        together: seated(&judged.together),
        apart: seated(&judged.apart),
        near: seated(&judged.near),
    };
    let edges = edges.iter().filter(|edge| real(edge.a, edge.b));
    let edges: Vec<Edge> =
        edges.map(|edge| Edge { a: seat[edge.a], b: seat[edge.b], ..*edge }).collect();
    let claims: Vec<&Told> = story.iter().map(|&at| &told[at]).collect();
    let groups = weighed(&claims, pages, &edges, &judged).into_iter();
    in_order(groups.map(|set| set.into_iter().map(|place| story[place]).collect()).collect())
}

/// Groups the claims of a story that has too many of them to weigh all pairs: by what was compared,
/// by people's judgements, and by what they name. Takes time close to linear in these.
pub fn group_many(claims: &[Frame], edges: &[Edge], judged: &Judged) -> Vec<Vec<usize>> {
    let together = judged.together.iter();
    let together =
        together.map(|&(a, b)| Edge { a, b, strength: 1.0, agreement: Agreement::Agrees });
    let all: Vec<Edge> = of_one_thing(claims.len(), edges).chain(together).collect();
    in_order(group_named(claims, &all))
}

/// A claim that so many others contradict, and few agree with, has words that stand for many
/// things: "the council recorded 34 complaints" of many councils.
const CROWD: u32 = 8;
/// So many contradict it for each that agrees.
const OUTNUMBERED: u32 = 4;

/// The edges, without contradictions between two claims whose words stand for many things.
fn of_one_thing(count: usize, edges: &[Edge]) -> impl Iterator<Item = Edge> {
    let (mut with, mut against) = (vec![0_u32; count], vec![0_u32; count]);
    let real = edges.iter().filter(move |edge| edge.a.max(edge.b) < count);
    for edge in real.clone() {
        let side = match edge.agreement {
            Agreement::Contradicts => &mut against,
            Agreement::Agrees => &mut with,
            _ => continue,
        };
        side[edge.a] += 1;
        side[edge.b] += 1;
    }
    let many = move |at: usize| against[at] > CROWD && against[at] > OUTNUMBERED * with[at];
    let contradict = |edge: &Edge| edge.agreement == Agreement::Contradicts;
    real.filter(move |edge| !(contradict(edge) && many(edge.a) && many(edge.b))).copied()
}

fn in_order(mut groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    groups.iter_mut().for_each(|set| set.sort_unstable());
    groups.sort_unstable();
    groups
}

/// Weighs all pairs of a story and joins the most alike.
fn weighed(claims: &[&Told], pages: &Pages, edges: &[Edge], judged: &Judged) -> Vec<Vec<usize>> {
    let mut alike = topics::likeness(claims);
    weigh_documents(&mut alike, claims, pages);
    let found = edges.iter().filter(|edge| edge.a != edge.b && edge.strength >= FOUND);
    let found: BTreeSet<_> = found.map(|edge| (edge.a.min(edge.b), edge.a.max(edge.b))).collect();
    for (a, b) in found {
        alike.add(a, b, COMPARED);
    }
    for (a, b) in asked_again(claims) {
        alike.add(a, b, SAID_AGAIN);
    }
    for (a, b) in of_others(claims) {
        alike.add(a, b, -OF_OTHERS);
    }
    for (at, before) in pointing_back(claims) {
        alike.raise(at, before, POINTS_BACK);
    }
    let far = claims.len() as f32 * 2.0;
    for &(a, b) in &judged.near {
        alike.raise(a, b, POINTS_BACK);
    }
    for &(a, b) in &judged.together {
        alike.raise(a, b, far * far);
    }
    for &(a, b) in &judged.apart {
        alike.lower(a, b, -far * far);
    }
    linkage::average(alike, claims.iter().map(|one| counts(one)).collect(), ALIKE)
}

/// How much a claim counts in what a story's claims have in common.
fn counts(told: &Told) -> f32 {
    if told.claim.stance.takes_a_side() { 1.0 } else { SILENT }
}

/// Weighs in which documents two claims stand.
fn weigh_documents(alike: &mut linkage::Likeness, claims: &[&Told], pages: &Pages) {
    let alone = claims.windows(2).all(|two| two[0].document == two[1].document);
    let beside = if alone { ALONE } else { BESIDE };
    for (a, one) in claims.iter().enumerate() {
        for (b, other) in claims.iter().enumerate().skip(a + 1) {
            if one.document == other.document {
                let same = one.speaker.is_some() && one.speaker == other.speaker;
                alike.add(a, b, if same { -SAID_APART } else { -beside });
            } else if pages.are_apart(one.document, other.document) {
                alike.add(a, b, -FAR);
            }
        }
    }
}

/// Pairs of claims that one speaker makes in two documents.
fn asked_again<'t>(claims: &'t [&Told]) -> impl Iterator<Item = (usize, usize)> + 't {
    let mut by: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, one) in claims.iter().enumerate() {
        one.speaker.into_iter().for_each(|who| by.entry(who).or_default().push(at));
    }
    let pairs = |own: Vec<usize>| {
        let each = |nth: usize| (nth + 1..own.len()).map(move |other| (nth, other));
        let places: Vec<_> = (0..own.len()).flat_map(each).collect();
        places.into_iter().map(move |(a, b)| (own[a], own[b]))
    };
    by.into_values().flat_map(pairs)
}

/// Pairs of claims that say one thing of others.
fn of_others(claims: &[&Told]) -> Vec<(usize, usize)> {
    let named = claims.iter().enumerate().filter(|(_, one)| names(&one.claim).next().is_some());
    let named: Vec<(usize, Frame)> = named.map(|(at, one)| (at, Frame::of(&one.claim))).collect();
    let mut found = Vec::new();
    for (nth, (a, frame)) in named.iter().enumerate() {
        let others = named[nth + 1..].iter().filter(|(_, other)| frame.is_of_others(other));
        found.extend(others.map(|(b, _)| (*a, *b)));
    }
    found
}

/// A claim with hardly a word of its own points back at the one before it in its document.
fn pointing_back<'t>(claims: &'t [&Told]) -> impl Iterator<Item = (usize, usize)> + 't {
    claims.iter().enumerate().filter_map(|(at, one)| {
        let own = OWN_WORDS + usize::from(one.claim.stance == Stance::Declines);
        if keys(one.claim.mentions()).len() >= own {
            return None;
        }
        let earlier = claims
            .iter()
            .enumerate()
            .filter(|(_, other)| other.document == one.document && other.place < one.place);
        earlier.max_by_key(|(_, other)| other.place).map(|(before, _)| (at, before))
    })
}

#[cfg(test)]
mod tests;
