//! Claims of one story to propositions, by what they and the sentences around them are about.
//!
//! Two claims can be on one proposition though their own words share little ("17 needed
//! treatment", "nearer thirty"). The sentence says what the claim leaves out. So within a story,
//! the documents that speak of the same rare things, every pair of claims is weighed by what both
//! are about ([`topics`]), with a little more for pairs whose contents agree, refine or contradict
//! each other. Average linkage joins the most alike until none are alike enough. A story too large for all pairs is grouped by its
//! comparisons alone ([`group`]).

mod answers;
mod linkage;
mod topics;
mod values;

pub use answers::{answers, echo};

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::candidates;
use super::group::{Edge, group};
use super::statement::Statement;
use crate::model::{DisjointSets, Stance};

/// What a comparison that found something adds.
const COMPARED: f32 = 0.1;
/// An edge this strong found something: the two agree, refine or contradict each other.
const FOUND: f32 = 0.5;
/// What a claim that says nothing by itself ("that count") shares with the one before it.
const POINTS_BACK: f32 = 0.5;
/// Words at which a claim says something by itself.
const OWN_WORDS: usize = 2;
/// Least average likeness at which two groups are one.
const ALIKE: f32 = 0.24;
/// Claims past which a story is not weighed pair by pair.
const LARGEST: usize = 1_000;
/// Pairs of claims with rare words in common that make two documents one story.
const LINKS: usize = 2;

/// A claim as told by a document.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its words.
    pub claim: Statement,
    /// The sentence around them.
    pub around: Statement,
    /// The names of those who say it, which say nothing of what it is about.
    pub speakers: Statement,
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

/// Groups claims into propositions: every claim is in exactly one. Groups are in order of place.
pub fn propositions(told: &[Told], edges: &[Edge], judged: &Judged) -> Vec<Vec<usize>> {
    let stories = stories(told, edges, judged);
    let links = links_within(&stories, told.len(), edges, judged);
    let mut groups = Vec::new();
    for (story, links) in stories.iter().zip(&links) {
        let within = if story.len() > LARGEST {
            group(story.len(), &links.edges)
        } else {
            weighed(story, told, links)
        };
        groups.extend(
            within.into_iter().map(|set| set.into_iter().map(|at| story[at]).collect::<Vec<_>>()),
        );
    }
    groups.iter_mut().for_each(|set| set.sort_unstable());
    groups.sort_unstable();
    groups
}

/// What links claims of one story; claims by their places in it.
#[derive(Clone, Debug, Default)]
struct Links {
    edges: Vec<Edge>,
    judged: Judged,
}

/// Deals out edges and judgements to the stories that hold both their ends.
fn links_within(
    stories: &[Vec<usize>],
    claims: usize,
    edges: &[Edge],
    judged: &Judged,
) -> Vec<Links> {
    let mut seat = vec![(0, 0); claims];
    for (nth, story) in stories.iter().enumerate() {
        story.iter().enumerate().for_each(|(place, &at)| seat[at] = (nth, place));
    }
    let within = |a: usize, b: usize| {
        let ((one, a), (other, b)) = (*seat.get(a)?, *seat.get(b)?);
        (one == other).then_some((one, a, b))
    };
    let mut links = vec![Links::default(); stories.len()];
    for edge in edges {
        if let Some((story, a, b)) = within(edge.a, edge.b) {
            links[story].edges.push(Edge { a, b, strength: edge.strength });
        }
    }
    let inside = |pairs: &[(usize, usize)]| -> Vec<_> {
        pairs.iter().filter_map(|&(a, b)| within(a, b)).collect()
    };
    for (story, a, b) in inside(&judged.together) {
        links[story].judged.together.push((a, b));
    }
    for (story, a, b) in inside(&judged.apart) {
        links[story].judged.apart.push((a, b));
    }
    for (story, a, b) in inside(&judged.near) {
        links[story].judged.near.push((a, b));
    }
    links
}

/// The claims of each story, by places. Their order depends on their words, not on the places.
fn stories(told: &[Told], edges: &[Edge], judged: &Judged) -> Vec<Vec<usize>> {
    let mut links: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let pair = |a: usize, b: usize| {
        let (a, b) = (told[a].document, told[b].document);
        (a.min(b), a.max(b))
    };
    for (a, b) in candidates(told.iter().map(|one| &one.around)) {
        *links.entry(pair(a, b)).or_default() += 1;
    }
    let real =
        edges.iter().filter(|edge| edge.a.max(edge.b) < told.len() && edge.strength >= FOUND);
    let found = real.map(|edge| (edge.a, edge.b));
    for (a, b) in found.chain(judged.together.iter().copied()) {
        *links.entry(pair(a, b)).or_default() += LINKS;
    }
    let joined = links.into_iter().filter(|(_, count)| *count >= LINKS).map(|(pair, _)| pair);
    let documents: BTreeSet<usize> = told.iter().map(|one| one.document).collect();
    let number: BTreeMap<usize, usize> = documents.into_iter().zip(0..).collect();
    let mut stories = DisjointSets::of(number.len());
    joined.for_each(|(a, b)| stories.join(number[&a], number[&b]));
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, one) in told.iter().enumerate() {
        sets.entry(stories.find(number[&one.document])).or_default().push(at);
    }
    let mut sets: Vec<Vec<usize>> = sets.into_values().collect();
    for set in &mut sets {
        set.sort_by_key(|&at| (told[at].claim.order_key(), told[at].around.order_key(), at));
    }
    sets
}

/// Weighs all pairs of a story and joins the most alike.
fn weighed(story: &[usize], told: &[Told], links: &Links) -> Vec<Vec<usize>> {
    let claims: Vec<&Told> = story.iter().map(|&at| &told[at]).collect();
    let mut alike = topics::likeness(&claims);
    for edge in links.edges.iter().filter(|edge| edge.a != edge.b && edge.strength >= FOUND) {
        alike.add(edge.a, edge.b, COMPARED);
    }
    for (at, before) in pointing_back(&claims) {
        alike.raise(at, before, POINTS_BACK);
    }
    let far = claims.len() as f32 * 2.0;
    for &(a, b) in &links.judged.near {
        alike.raise(a, b, POINTS_BACK);
    }
    for &(a, b) in &links.judged.together {
        alike.raise(a, b, far * far);
    }
    for &(a, b) in &links.judged.apart {
        alike.lower(a, b, -far * far);
    }
    linkage::average(alike, ALIKE)
}

/// A claim with hardly a word of its own points back at the one before it in its document.
fn pointing_back<'t>(claims: &'t [&Told]) -> impl Iterator<Item = (usize, usize)> + 't {
    claims.iter().enumerate().filter_map(|(at, one)| {
        let own = OWN_WORDS + usize::from(one.claim.stance == Stance::Declines);
        if topics::mentions(&one.claim).len() >= own {
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
