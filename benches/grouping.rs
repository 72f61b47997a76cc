//! What grouping costs as claims grow: `cargo bench --bench grouping [-- LARGEST]`.
//!
//! For 10,000, 100,000 … invented claims it does what logging and then a report on everything do,
//! with an index in memory for the one in the database: each claim is read once and compared with
//! those that share rare words; documents that are linked make stories; each story is grouped
//! and dropped. It prints the processor time of each step, the memory at its highest, and how many of
//! the pairs on one proposition were found. Reads `/proc`, so it runs on Linux.

mod clock;
mod dice;
mod events;

use std::collections::HashMap;

use clock::{Clock, highest_memory};
use events::{Claim, Events};
use onrecord::compare::{
    Edge, Frame, Index, Judged, LARGEST, Mentions, Met, Pages, Statement, Told, compare_met,
    group_many, propositions,
};
use onrecord::model::{DisjointSets, Stance};

/// Strength at which what was left open is recorded; see `ops::reconcile`.
const CLOSE: f32 = 0.25;
/// Strength from which on a comparison came to something.
const FOUND: f32 = 0.6;
/// So many statements are kept prepared while claims are logged.
const KEPT: usize = 20_000;

fn main() {
    let largest = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    println!(
        "   claims  compare s  group s   all s  pairs a claim  stories  largest  MB  precision  recall"
    );
    let mut size = 10_000;
    while size <= largest {
        measure(size);
        size *= 10;
    }
}

/// Groups `size` claims and prints a line.
fn measure(size: usize) {
    let claims = Events::new().take(size).collect::<Vec<_>>();
    let mut clock = Clock::start();
    let (edges, pairs) = compared(&claims);
    let compared = clock.lap();
    let stories = stories(&claims, &edges);
    let groups = grouped(&claims, &stories, &edges);
    let grouped = clock.lap();
    let (precision, recall) = right(&claims, &groups);
    println!(
        "{size:>9} {compared:>10.2} {grouped:>8.2} {:>7.2} {:>14.1} {:>8} {:>8} {:>4} {precision:>9.3} {recall:>8.3}",
        compared + grouped,
        pairs as f64 / size as f64,
        stories.len(),
        stories.iter().map(Vec::len).max().unwrap_or(0),
        highest_memory(),
    );
}

fn read(claim: &Claim) -> Statement {
    Statement::read(&claim.words, Stance::Asserts, None)
}

/// Compares each claim, read once, with those before it that share rare words; returns what came out
/// and how many pairs there were.
fn compared(claims: &[Claim]) -> (Vec<Edge>, usize) {
    let mut index = Index::new();
    let mut known: HashMap<usize, Statement> = HashMap::new();
    let (mut edges, mut pairs) = (Vec::new(), 0);
    for (at, claim) in claims.iter().enumerate() {
        if known.len() >= KEPT {
            known.clear();
        }
        let own = read(claim);
        for earlier in index.add(&own) {
            pairs += 1;
            let other = known.entry(earlier).or_insert_with(|| read(&claims[earlier]));
            let edge = Edge::of(earlier, at, &compare_met(&own, other, Met::Anywhere));
            edges.extend((edge.strength >= CLOSE).then_some(edge));
        }
        known.insert(at, own);
    }
    (edges, pairs)
}

/// The stories, as `View::stories` tells them from what is recorded.
fn stories(claims: &[Claim], edges: &[Edge]) -> Vec<Vec<usize>> {
    let found = |edge: &Edge| edge.strength >= FOUND;
    let mut links: Vec<(usize, usize, u32)> = edges
        .iter()
        .map(|edge| {
            let (a, b) = (claims[edge.a].document, claims[edge.b].document);
            (a.min(b), a.max(b), if found(edge) { 2 } else { 1 })
        })
        .collect();
    links.sort_unstable();
    let mut documents = DisjointSets::of(claims.last().map_or(0, |claim| claim.document + 1));
    for pair in links.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        if pair.iter().map(|link| link.2).sum::<u32>() >= 2 {
            documents.join(pair[0].0, pair[0].1);
        }
    }
    let mut parts = DisjointSets::of(claims.len());
    edges.iter().filter(|edge| found(edge)).for_each(|edge| parts.join(edge.a, edge.b));
    let mut sizes = vec![0; documents.len()];
    claims.iter().for_each(|claim| sizes[documents.find(claim.document)] += 1);
    let mut stories: HashMap<(bool, usize), Vec<usize>> = HashMap::new();
    for (at, claim) in claims.iter().enumerate() {
        let story = documents.find(claim.document);
        let large = sizes[story] > LARGEST;
        let key = if large { parts.find(at) } else { story };
        stories.entry((large, key)).or_default().push(at);
    }
    stories.into_values().collect()
}

fn grouped(claims: &[Claim], stories: &[Vec<usize>], edges: &[Edge]) -> Vec<Vec<usize>> {
    let mut seat = vec![(0, 0); claims.len()];
    for (story, members) in stories.iter().enumerate() {
        members.iter().enumerate().for_each(|(place, &at)| seat[at] = (story, place));
    }
    let mut within: Vec<Vec<Edge>> = vec![Vec::new(); stories.len()];
    for edge in edges {
        let ((one, a), (other, b)) = (seat[edge.a], seat[edge.b]);
        if one == other {
            within[one].push(Edge { a, b, ..*edge });
        }
    }
    let mut groups = Vec::new();
    for (members, edges) in stories.iter().zip(within) {
        let found = if members.len() > LARGEST {
            let frames: Vec<Frame> =
                members.iter().map(|&at| Frame::of(&read(&claims[at]))).collect();
            group_many(&frames, &edges, &Judged::default())
        } else {
            let told: Vec<Told> = members.iter().map(|&at| told(&claims[at])).collect();
            propositions(&told, &Pages::default(), &edges, &Judged::default())
        };
        groups.extend(
            found.into_iter().map(|set| set.into_iter().map(|place| members[place]).collect()),
        );
    }
    groups
}

fn told(claim: &Claim) -> Told {
    Told {
        claim: read(claim),
        around: Mentions::read(&format!("{}, {} said", claim.words, claim.speaker)),
        speakers: Mentions::read(&claim.speaker),
        speaker: None,
        document: claim.document,
        place: claim.place,
    }
}

/// Of the pairs in one group the share that is about one thing; of those the share in one group.
fn right(claims: &[Claim], groups: &[Vec<usize>]) -> (f64, f64) {
    let pairs =
        |sizes: &HashMap<u64, u64>| -> u64 { sizes.values().map(|n| n * (n - 1) / 2).sum() };
    let count = |members: &mut dyn Iterator<Item = &Claim>| {
        let mut sizes: HashMap<u64, u64> = HashMap::new();
        members.for_each(|claim| *sizes.entry(claim.about).or_default() += 1);
        pairs(&sizes)
    };
    let both: u64 =
        groups.iter().map(|group| count(&mut group.iter().map(|&at| &claims[at]))).sum();
    let grouped: u64 =
        groups.iter().map(|group| (group.len() * (group.len() - 1) / 2) as u64).sum();
    let wanted = count(&mut claims.iter());
    (both as f64 / grouped.max(1) as f64, both as f64 / wanted.max(1) as f64)
}
