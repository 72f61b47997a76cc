//! Claims of one story to propositions, by what they and the sentences around them are about.
//!
//! Two claims can be on one proposition though their own words share little ("17 needed
//! treatment", "nearer thirty"). The sentence says what the claim leaves out. So within a story,
//! the documents that speak of the same rare things, every pair of claims is weighed: cosine of
//! their words by rarity in the story, those of the sentence counting less, with a little more for
//! pairs whose contents agree, refine or contradict each other. Average linkage joins the most
//! alike until none are alike enough. A story too large for all pairs is grouped by its
//! comparisons alone ([`group`]).

mod linkage;

use std::collections::{BTreeMap, HashMap};

use super::candidates::candidates;
use super::group::{Edge, group};
use super::statement::Statement;
use super::word::{Class, Word};
use crate::model::Stance;
use crate::words::key;

/// How much a word of the sentence counts beside one of the claim.
const AROUND: f32 = 0.7;
/// What a comparison that found something adds.
const COMPARED: f32 = 0.1;
/// An edge this strong found something: the two agree, refine or contradict each other.
const FOUND: f32 = 0.5;
/// What a claim that says nothing by itself ("that count") shares with the one before it.
const POINTS_BACK: f32 = 0.5;
/// Words at which a claim says something by itself.
const OWN_WORDS: usize = 2;
/// Least average likeness at which two groups are one.
const ALIKE: f32 = 0.12;
/// Sentences this alike are one sentence, reprinted: only the claims' own words tell them apart.
const ONE_SENTENCE: f32 = 0.6;
/// How much likeness counts that the claims' sentences alone have, not their own words.
const ONLY_AROUND: f32 = 0.5;
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
    let story = linkage::connect(told.iter().map(|one| one.document), joined);
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, one) in told.iter().enumerate() {
        sets.entry(story[&one.document]).or_default().push(at);
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
    let mut alike = likeness(&claims);
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
        if one.claim.mentions().len() >= own {
            return None;
        }
        let earlier = claims
            .iter()
            .enumerate()
            .filter(|(_, other)| other.document == one.document && other.place < one.place);
        earlier.max_by_key(|(_, other)| other.place).map(|(before, _)| (at, before))
    })
}

impl Statement {
    /// Keys of all that it mentions: content words, names, units, dates, with one key for words
    /// that mean the same; in order, each once.
    fn mentions(&self) -> Vec<u64> {
        let said = |word: &&Word| !matches!(word.class, Class::Function | Class::Mark);
        let letters =
            |word: &&Word| self.text[word.start as usize..].starts_with(char::is_alphabetic);

        let one = |word: &Word| match word.entry.group() {
            Some(group) => key("group").wrapping_add(u64::from(group)),
            None => word.stem,
        };
        let mut keys: Vec<u64> = self.words.iter().filter(said).filter(letters).map(one).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// Words by weight, in order of the word.
type Words = Vec<(u64, f32)>;

fn likeness(claims: &[&Told]) -> linkage::Likeness {
    let near: Vec<Words> = claims.iter().map(|one| around(one)).collect();
    let own: Vec<Words> = claims
        .iter()
        .map(|one| one.claim.mentions().into_iter().map(|word| (word, 1.0)).collect())
        .collect();
    let all: Vec<Words> = near.iter().zip(&own).map(|(near, own)| both(near, own)).collect();
    let rarity = rarity(&all);
    let [own, all] = [own, all].map(|words| weigh(words, &rarity));
    let shared = Shared::of(&near, &own, &all);
    linkage::Likeness::of(claims.len(), |a, b| {
        let at = a * claims.len() + b;
        let (both, each) = (shared.near[at], (near[a].len() + near[b].len()) as f32);
        let one_sentence = both / (each - both).max(1.0) > ONE_SENTENCE;
        if one_sentence {
            shared.own[at]
        } else if shared.own[at] == 0.0 {
            ONLY_AROUND * shared.all[at]
        } else {
            shared.all[at]
        }
    })
}

/// What each two claims share, row by row; only the half with the smaller place first is filled.
struct Shared {
    /// How many words of their sentences.
    near: Vec<f32>,
    /// The cosine of their own words.
    own: Vec<f32>,
    /// The cosine of all their words.
    all: Vec<f32>,
}

impl Shared {
    /// Goes through the claims that have a word, word by word: most pairs share few.
    fn of(near: &[Words], own: &[Words], all: &[Words]) -> Self {
        let size = near.len() * near.len();
        let [near, own, all] = [near, own, all].map(|words| {
            let mut sums = vec![0.0; size];
            for posts in posts(words).values() {
                for (nth, (a, x)) in posts.iter().enumerate() {
                    for (b, y) in &posts[nth + 1..] {
                        sums[a * words.len() + b] += x * y;
                    }
                }
            }
            sums
        });
        Self { near, own, all }
    }
}

/// The claims that have each word, in order, with its weight there.
fn posts(all: &[Words]) -> BTreeMap<u64, Vec<(usize, f32)>> {
    let mut posts: BTreeMap<u64, Vec<(usize, f32)>> = BTreeMap::new();
    for (at, words) in all.iter().enumerate() {
        for (word, weight) in words {
            posts.entry(*word).or_default().push((at, *weight));
        }
    }
    posts
}

/// The words of the sentence, without the names of those who speak in it.
fn around(told: &Told) -> Words {
    let speakers = told.speakers.mentions();
    let words = told.around.mentions().into_iter();
    words.filter(|word| speakers.binary_search(word).is_err()).map(|word| (word, 1.0)).collect()
}

fn both(near: &Words, own: &Words) -> Words {
    let mut words: BTreeMap<u64, f32> = near.iter().map(|(word, _)| (*word, AROUND)).collect();
    words.extend(own.iter().copied());
    words.into_iter().collect()
}

/// How much each word says: the rarer in the story, the more.
fn rarity(all: &[Words]) -> HashMap<u64, f32> {
    let mut counts: HashMap<u64, f32> = HashMap::new();
    for (word, _) in all.iter().flatten() {
        *counts.entry(*word).or_default() += 1.0;
    }
    let size = all.len() as f32;
    counts.into_iter().map(|(word, count)| (word, (1.0 + size / count).ln())).collect()
}

/// Weighs words by rarity and makes each list's length 1.
fn weigh(mut all: Vec<Words>, rarity: &HashMap<u64, f32>) -> Vec<Words> {
    for words in &mut all {
        for (word, weight) in words.iter_mut() {
            *weight *= rarity.get(word).copied().unwrap_or(0.0);
        }
        let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        words.iter_mut().for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
    }
    all
}

#[cfg(test)]
mod tests;
