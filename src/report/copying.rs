//! Outlets that may copy each other: they carry the same rare claims that others contradict or that
//! were taken back. A suggestion, which no count of origins uses: whoever reports the truth agrees
//! with others who do, so only shared errors say something, and they can have one source.

use std::collections::{BTreeMap, BTreeSet};

use super::Copying;
use super::build::{Desk, Draft, Made};
use super::sides::{Board, apart};

/// Shared rare claims from which on two outlets are named.
const FEWEST: usize = 3;
/// A claim that more outlets than this carry is not rare.
const RARE: usize = 4;
/// At most so many pairs are named, those that share most.
const MOST: usize = 12;

/// Suggests pairs of outlets, those that share most first.
pub(super) fn suggest(made: &[Made]) -> Vec<Copying> {
    let mut shared: BTreeMap<(String, String), BTreeSet<usize>> = BTreeMap::new();
    for (at, one) in made.iter().enumerate() {
        for outlets in one.doubtful.iter().filter(|outlets| outlets.len() <= RARE) {
            for (nth, a) in outlets.iter().enumerate() {
                for b in outlets.iter().skip(nth + 1) {
                    shared.entry((a.clone(), b.clone())).or_default().insert(at + 1);
                }
            }
        }
    }
    let mut found: Vec<Copying> = shared
        .into_iter()
        .filter(|(_, propositions)| propositions.len() >= FEWEST)
        .map(|((a, b), on)| Copying { a, b, propositions: on.into_iter().collect() })
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.propositions.len()));
    found.truncate(MOST);
    found
}

/// The outlets of each side that more origins contradict than support, and of what was taken back.
pub(super) fn doubtful(desk: &Desk<'_>, draft: &Draft) -> Vec<BTreeSet<String>> {
    let gone = |at: &&usize| desk.from.withdrawn.contains(at);
    let mut found = vec![draft.members.iter().filter(gone).copied().collect::<Vec<_>>()];
    if draft.contradicted {
        let board = Board::of(desk, draft);
        for (side, against) in board.sides.iter().zip(&board.opposed) {
            if apart(draft, against) > apart(draft, side) {
                let claims = side.iter().flat_map(|&at| &draft.origins.groups[at].claims);
                found.push(claims.copied().collect());
            }
        }
    }
    let outlets = found.iter().map(|claims| outlets(desk, claims));
    outlets.filter(|outlets| !outlets.is_empty()).collect()
}

fn outlets(desk: &Desk<'_>, claims: &[usize]) -> BTreeSet<String> {
    let outlet = |&at: &usize| desk.from.claims[at].document.outlet.as_ref();
    claims.iter().filter_map(outlet).map(|outlet| outlet.as_str().to_owned()).collect()
}
