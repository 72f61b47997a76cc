//! Sides: origins that agree stand together, those that contradict each other do not.

use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use super::build::{Desk, Draft};
use super::tree::letter;
use crate::model::{Agreement, Claim, Relation, Stance};

/// Which origins of a proposition stand together and against each other.
pub(super) struct Board {
    /// Groups of origins, by their places, the largest first.
    pub(super) sides: Vec<Vec<usize>>,
    /// Pairs of origins that contradict each other and both stand.
    pub(super) against: BTreeSet<(usize, usize)>,
    /// For each side the origins of others that contradict what its origins share.
    pub(super) opposed: Vec<Vec<usize>>,
    /// Claims with which one of another origin agrees.
    shared: BTreeSet<usize>,
}

impl Board {
    pub(super) fn of(desk: &Desk<'_>, draft: &Draft) -> Self {
        let of = origin_of(draft);
        let (mut against, mut with) = (BTreeSet::new(), BTreeSet::new());
        let (mut clashes, mut shared) = (Vec::new(), BTreeSet::new());
        for &at in &draft.relations {
            let (a, b) = desk.ends(at);
            let record = &desk.from.relations[at];
            let (Some(&x), Some(&y)) = (of.get(&a), of.get(&b)) else { continue };
            let pair = (x.min(y), x.max(y));
            if x == y || !(desk.stands(a) && desk.stands(b)) {
                continue;
            }
            if record.relation == Relation::Contradicts {
                against.insert(pair);
                clashes.extend([(a, x, y), (b, y, x)]);
            } else if matches!(record.agreement, Agreement::Agrees | Agreement::Refines) {
                with.insert(pair);
                shared.extend([a, b]);
            }
        }
        let sides = join(draft.origins.groups.len(), &with, &against);
        let opposed = opposed(&sides, &clashes, &shared);
        Self { sides, against, opposed, shared }
    }

    /// At least so many independent origins stand on the largest side.
    pub(super) fn agreeing(&self, draft: &Draft) -> usize {
        self.sides.iter().map(|side| apart(draft, side)).max().unwrap_or(0)
    }
}

/// For each side the origins of others that contradict it, of clashes of a claim, of its origin, with
/// another origin. What one origin of several says besides is its own, and not the side's.
fn opposed(
    sides: &[Vec<usize>],
    clashes: &[(usize, usize, usize)],
    shared: &BTreeSet<usize>,
) -> Vec<Vec<usize>> {
    let side_of: BTreeMap<usize, usize> = sides
        .iter()
        .enumerate()
        .flat_map(|(side, origins)| origins.iter().map(move |&origin| (origin, side)))
        .collect();
    let mut opposed = vec![BTreeSet::new(); sides.len()];
    for &(claim, origin, other) in clashes {
        let side = side_of[&origin];
        let is_its_word = sides[side].len() == 1 || shared.contains(&claim);
        if is_its_word && side != side_of[&other] {
            opposed[side].insert(other);
        }
    }
    opposed.into_iter().map(|origins| origins.into_iter().collect()).collect()
}

/// The origin of each claim that takes a side.
pub(super) fn origin_of(draft: &Draft) -> BTreeMap<usize, usize> {
    let groups = draft.origins.groups.iter().enumerate();
    groups.flat_map(|(at, group)| group.claims.iter().map(move |&claim| (claim, at))).collect()
}

/// Joins who agrees, unless that would put two who contradict each other on one side.
fn join(
    count: usize,
    with: &BTreeSet<(usize, usize)>,
    against: &BTreeSet<(usize, usize)>,
) -> Vec<Vec<usize>> {
    let mut side: Vec<usize> = (0..count).collect();
    let mut members: Vec<Vec<usize>> = (0..count).map(|at| vec![at]).collect();
    for &(a, b) in with {
        let (a, b) = (side[a].min(side[b]), side[a].max(side[b]));
        let clash =
            |x: &usize| members[b].iter().any(|y| against.contains(&(*x.min(y), *x.max(y))));
        if a == b || members[a].len() * members[b].len() > 10_000 || members[a].iter().any(clash) {
            continue;
        }
        let moved = std::mem::take(&mut members[b]);
        moved.iter().for_each(|&at| side[at] = a);
        members[a].extend(moved);
    }
    members.retain(|side| !side.is_empty());
    members.sort_by_key(|side| (std::cmp::Reverse(side.len()), side[0]));
    members
}

/// Puts the sides in words; empty if nobody contradicts anybody.
pub(super) fn sides(desk: &Desk<'_>, draft: &Draft, board: &Board) -> Vec<Side> {
    if board.against.is_empty() {
        return Vec::new();
    }
    board
        .sides
        .iter()
        .map(|side| {
            let best = best(desk, draft, board, side).map(|at| &desk.from.claims[at].claim);
            Side {
                origins: side.iter().map(|&at| letter(at)).collect(),
                statement: best.map_or_else(String::new, Claim::gist),
                stance: best.map_or(Stance::Asserts, |claim| claim.stance),
                min: apart(draft, side),
                max: side.len(),
            }
        })
        .collect()
}

/// At least so many independent origins among `side`: no two of those counted may be one.
pub(super) fn apart(draft: &Draft, side: &[usize]) -> usize {
    let mut chosen: Vec<usize> = Vec::new();
    for &at in side {
        let group = &draft.origins.groups[at];
        if !group.withdrawn && !group.may_be.iter().any(|other| chosen.contains(other)) {
            chosen.push(at);
        }
    }
    chosen.len()
}

/// The claim that stands for a side: one that its origins share, that stands and that others
/// contradict, if there is one.
fn best(desk: &Desk<'_>, draft: &Draft, board: &Board, side: &[usize]) -> Option<usize> {
    let contradicted: BTreeSet<usize> = draft
        .relations
        .iter()
        .filter(|&&at| desk.from.relations[at].relation == Relation::Contradicts)
        .flat_map(|&at| <[usize; 2]>::from(desk.ends(at)))
        .collect();
    let claims = side.iter().flat_map(|&at| &draft.origins.groups[at].claims);
    claims.copied().min_by_key(|&at| {
        let words = desk.from.claims[at].claim.words().split_whitespace().count();
        let own = side.len() > 1 && !board.shared.contains(&at);
        let aside = !desk.stands(at) || !contradicted.contains(&at);
        (
            own,
            aside,
            !desk.stands(at),
            desk.from.traces.is_relayed(at),
            !(4..=30).contains(&words),
            at,
        )
    })
}
