//! The tree of origins: who is behind the claims, what they say, and who only carries it.

use std::collections::BTreeMap;

use super::build::{Desk, Draft};
use super::lines::claim_line;
use super::sides::Board;
use super::{Carrier, Credibility, Origin, Saying};
use crate::model::{ClaimId, Relation};

/// Grows the tree of a proposition's origins.
pub(super) fn grow(
    desk: &Desk<'_>,
    draft: &Draft,
    board: &Board,
    of_sides: &[Credibility],
) -> Vec<Origin> {
    let mut grades: BTreeMap<usize, &Credibility> = BTreeMap::new();
    for (side, credibility) in board.sides.iter().zip(of_sides) {
        grades.extend(side.iter().map(|&origin| (origin, credibility)));
    }
    let same = repeated(desk, draft);
    let groups = draft.origins.groups.iter().enumerate();
    groups
        .map(|(at, group)| {
            let says = sayings(desk, &group.claims, &same);
            Origin {
                letter: letter(at),
                name: group.name.clone(),
                party: group.party.clone().filter(|party| *party != group.name),
                unnamed: group.claims.iter().all(|&claim| is_unnamed(desk, claim)),
                withdrawn: group.withdrawn,
                may_be: group.may_be.iter().map(|&other| letter(other)).collect(),
                credibility: grades[&at].clone(),
                says,
            }
        })
        .collect()
}

fn is_unnamed(desk: &Desk<'_>, claim: usize) -> bool {
    desk.from.claims[claim].claim.origin().is_some_and(|link| link.source.kind.is_unnamed())
}

/// Returns the ids of all claims in the tree, in its order.
pub(super) fn ids(tree: &[Origin]) -> impl Iterator<Item = ClaimId> {
    tree.iter().flat_map(|origin| &origin.says).flat_map(|saying| {
        let carried = saying.carried_by.iter().map(|carrier| carrier.claim.id);
        std::iter::once(saying.claim.id).chain(carried)
    })
}

/// A, B, ... Z, AA, AB, ...
pub(super) fn letter(at: usize) -> String {
    let last = char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    if at < 26 { last.to_string() } else { letter(at / 26 - 1) + &last.to_string() }
}

/// For each claim the first of those that it repeats, directly or by another.
fn repeated(desk: &Desk<'_>, draft: &Draft) -> BTreeMap<usize, usize> {
    let mut head: BTreeMap<usize, usize> = draft.members.iter().map(|&at| (at, at)).collect();
    let mut by_words: BTreeMap<String, usize> = BTreeMap::new();
    for &at in &draft.members {
        let words = desk.from.claims[at].claim.words().to_lowercase();
        let first = *by_words.entry(words).or_insert(at);
        join(&mut head, first, at);
    }
    for &relation in &draft.relations {
        if desk.from.relations[relation].relation == Relation::Repeats {
            let (a, b) = desk.ends(relation);
            join(&mut head, a, b);
        }
    }
    let places: Vec<usize> = head.keys().copied().collect();
    places.into_iter().map(|at| (at, root(&head, at))).collect()
}

fn root(head: &BTreeMap<usize, usize>, mut at: usize) -> usize {
    while head[&at] != at {
        at = head[&at];
    }
    at
}

fn join(head: &mut BTreeMap<usize, usize>, a: usize, b: usize) {
    let (a, b) = (root(head, a), root(head, b));
    head.insert(a.max(b), a.min(b));
}

fn sayings(desk: &Desk<'_>, claims: &[usize], same: &BTreeMap<usize, usize>) -> Vec<Saying> {
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &claim in claims {
        sets.entry(same[&claim]).or_default().push(claim);
    }
    let mut says: Vec<Saying> = sets.into_values().filter_map(|set| saying(desk, set)).collect();
    says.sort_by_key(|saying| when(&saying.claim));
    says
}

fn when(line: &super::ClaimLine) -> (Option<String>, ClaimId) {
    (line.asserted_on.clone().or_else(|| line.published_on.clone()), line.id)
}

/// The earliest and most direct claim leads; the others carry it.
fn saying(desk: &Desk<'_>, mut set: Vec<usize>) -> Option<Saying> {
    set.sort_by_key(|&at| {
        let record = &desk.from.claims[at];
        let published =
            record.document.published_on.as_ref().and_then(crate::model::When::earliest);
        (
            desk.from.traces.is_relayed(at),
            published.is_none(),
            published,
            record.claim.chain.len(),
            at,
        )
    });
    let line = |at: usize| claim_line(desk, at);
    let (&first, rest) = set.split_first()?;
    let carried_by = rest.iter().map(|&at| Carrier { how: how(desk, first, at), claim: line(at) });
    Some(Saying { claim: line(first), carried_by: carried_by.collect() })
}

fn how(desk: &Desk<'_>, first: usize, at: usize) -> String {
    let traces = desk.from.traces;
    let relays = traces.relays(at);
    if let Some(echo) = traces.echo_words(at) {
        return format!("{} \"{echo}\" it", traces.speaker(at));
    }
    if !relays.is_empty() {
        return format!("via {}", relays.join(" and "));
    }
    if traces.is_copy(first, at) {
        return "nearly the same words".to_owned();
    }
    if traces.origin(first) == traces.origin(at) {
        return "said again".to_owned();
    }
    format!("{} says the same", traces.speaker(at))
}
