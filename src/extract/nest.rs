//! Nesting: claims inside the content of other claims.

use super::content::Found;
use super::extent::trim_stop;
use super::lexicon::{class, takes};
use super::page::Page;

/// Ends findings where another takes over, then drops what is still inside another unless somebody
/// else is clearly said to speak there.
pub(super) fn prune(page: &Page<'_>, found: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    let mut place = Vec::with_capacity(found.len());
    for mut next in found {
        next.pieces.retain(|piece| !piece.is_empty());
        if next.pieces.is_empty() {
            place.push(None);
            continue;
        }
        for outer in kept.iter_mut().rev().take(4).filter(|outer| is_inside(&next, outer)) {
            give_way(page, outer, &next);
        }
        let around = kept.iter().rev().take(4).find(|outer| is_inside(&next, outer));
        let own = around.is_none_or(|outer| speaks_within(page, &next, outer));
        place.push(own.then_some(kept.len()));
        if place.last().is_some_and(Option::is_some) {
            next.carried_from = next.carried_from.and_then(|old| place.get(old).copied().flatten());
            kept.push(next);
        }
    }
    kept
}

/// Words that join a clause of another speaker, or the next act of the same one.
const JOINS: &[&str] = &["while", "though", "although", "whereas", "by", "before", "after"];

/// Ends the content of `outer` before `inner` where that is no part of it: "and warned that", ", but
/// Tolle said", ": 'It is so,' she said".
fn give_way(page: &Page<'_>, outer: &mut Found, inner: &Found) {
    let (Some(said), Some(cue), Some(first)) = (&outer.cue, &inner.cue, inner.pieces.first())
    else {
        return;
    };
    let Some(last) = outer.pieces.last_mut() else { return };
    if said.tokens.start > last.start || !last.contains(&cue.head) {
        return;
    }
    let shared = inner.source.is_some() && inner.source == outer.source;
    let own = inner.source.as_ref().filter(|source| source.start > last.start && !shared);
    let subject = own.map_or(cue.tokens.start, |source| source.start.min(cue.tokens.start));
    let begin = subject.min(first.start);
    let Some(before) = begin.checked_sub(1).filter(|&before| before > last.start + 2) else {
        return;
    };
    let quoted = page.is(before, ":") && page.is_mark(begin) && first.start == begin;
    // "he does not shy away from pointing out": the gerund belongs to the clause
    let governed = page.can_be(before, class::PREPOSITION) && !is_join(page, before);
    if shared && cue.head < first.start && !governed
        || own.is_some() && joins(page, before)
        || quoted
    {
        let end =
            (last.start..begin).rev().find(|&at| !is_join(page, at)).map_or(begin, |at| at + 1);
        let end = trim_stop(page, last.start, end);
        if end > last.start {
            last.end = end;
        }
    }
}

/// Tells whether a token, outside quotations, joins two clauses.
fn joins(page: &Page<'_>, at: usize) -> bool {
    let opposed = page.tokens.is_one_of(at, &["while", "though", "although", "whereas"]);
    !page.is_quoted(at) && (page.can_be(at, class::COORDINATOR) || page.is(at, ",") || opposed)
}

fn is_join(page: &Page<'_>, at: usize) -> bool {
    !page.is_quoted(at) && (page.can_be(at, class::COORDINATOR) || page.tokens.is_one_of(at, JOINS))
}

/// Tells whether the cue of `inner` lies in the content of `outer`.
pub(super) fn is_inside(inner: &Found, outer: &Found) -> bool {
    let Some(head) = inner.head() else { return false };
    outer.pieces.iter().any(|piece| piece.contains(&head))
}

/// Tells whether somebody other than the speaker of `outer` clearly speaks in its content.
fn speaks_within(page: &Page<'_>, found: &Found, outer: &Found) -> bool {
    let Some(cue) = &found.cue else { return false };
    let named = found.source.as_ref().is_some_and(|source| {
        source.len() > 1
            || page.tokens.is_capital(source.start) && !page.can_be(source.start, class::SUBJECT)
    });
    let speech = cue.takes(takes::SAY) || cue.takes(takes::TELL);
    let same = found.source.is_some() && found.source == outer.source;
    !cue.unreal && !same && (speech || named && !cue.takes(takes::NP | takes::VALUE))
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
    without_cycles((0..found.len()).map(outer).collect())
}

/// Leads what lies in a later finding on to where that one lies, if it lies in an earlier one. So
/// no way goes forward and back again, and each ends.
fn without_cycles(mut outer: Vec<Option<usize>>) -> Vec<Option<usize>> {
    for nth in (0..outer.len()).rev() {
        let later = outer[nth].filter(|&later| later > nth);
        if let Some(beyond) = later.and_then(|later| outer[later].filter(|&at| at < later)) {
            outer[nth] = Some(beyond).filter(|&at| at < nth);
        }
    }
    outer
}

fn length(found: &Found) -> usize {
    found.pieces.iter().map(|piece| piece.len()).sum()
}
