//! Nesting: claims inside the content of other claims.

use super::content::Found;
use super::lexicon::{class, takes};
use super::page::Page;

/// Drops what is found inside another finding unless somebody else is clearly said to speak there.
pub(super) fn prune(page: &Page<'_>, found: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    let mut place = Vec::with_capacity(found.len());
    for mut next in found {
        let nested = kept.iter().rev().take(4).any(|outer| is_inside(&next, outer));
        place.push((!nested || speaks_within(page, &next)).then_some(kept.len()));
        if place.last().is_some_and(Option::is_some) {
            next.carried_from = next.carried_from.and_then(|old| place.get(old).copied().flatten());
            kept.push(next);
        }
    }
    kept
}

/// Tells whether the cue of `inner` lies in the content of `outer`.
pub(super) fn is_inside(inner: &Found, outer: &Found) -> bool {
    let Some(head) = inner.head() else { return false };
    outer.pieces.iter().any(|piece| piece.contains(&head))
}

fn speaks_within(page: &Page<'_>, found: &Found) -> bool {
    let Some(cue) = &found.cue else { return false };
    let named = found.source.as_ref().is_some_and(|source| {
        source.len() > 1
            || page.tokens.is_capital(source.start) && !page.can_be(source.start, class::SUBJECT)
    });
    let speech = cue.takes(takes::SAY) || cue.takes(takes::TELL);
    !cue.unreal && (speech || named && !cue.takes(takes::NP))
}

/// For each finding the innermost one near it whose content holds its cue.
pub(super) fn outer(found: &[Found]) -> Vec<Option<usize>> {
    let outer = |nth: usize| {
        let near = nth.saturating_sub(6)..found.len().min(nth + 4);
        let holds = |&other: &usize| {
            other != nth
                && is_inside(&found[nth], &found[other])
                && !is_inside(&found[other], &found[nth])
        };
        near.filter(holds).min_by_key(|&other| length(&found[other]))
    };
    (0..found.len()).map(outer).collect()
}

fn length(found: &Found) -> usize {
    found.pieces.iter().map(|piece| piece.len()).sum()
}
