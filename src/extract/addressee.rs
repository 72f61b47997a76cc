//! Addressees: who is told what is said.

use std::ops::Range;

use super::chain;
use super::content::Found;
use super::cue::Cue;
use super::lexicon::{class, deed, takes};
use super::onset::after_addressee;
use super::page::Page;
use super::speaker;

/// Returns the words that say who was told: "told the Courier", "in an interview with Telmark".
pub(super) fn addressee(page: &Page<'_>, found: &Found) -> Option<Range<usize>> {
    let cue = found.cue.as_ref()?;
    told(page, cue).or_else(|| spoken_to(page, found, cue))
}

/// "told reporters", "warned the board that"
fn told(page: &Page<'_>, cue: &Cue) -> Option<Range<usize>> {
    if !cue.takes(takes::TELL) || cue.passive {
        return None;
    }
    let start = cue.tokens.end;
    let limit = page.unit_of(cue.head).end;
    let end = without_time(page, start..after_addressee(page, start, limit)).end;
    let tells = page.tokens.is_one_of(cue.head, &["tell", "tells", "told", "telling"]);
    let closes = page.is_mark(end)
        || page.tokens.is_one_of(end, &["that", ":", ",", "to", "of", "about", "whether", "if"]);
    let small = class::PREPOSITION | class::TIME | class::SUBORDINATOR | class::ADVERB;
    (start < end && (tells || closes) && !page.can_be(start, small)).then_some(start..end)
}

/// "in a letter to the board", "said to reporters"
fn spoken_to(page: &Page<'_>, found: &Found, cue: &Cue) -> Option<Range<usize>> {
    let unit = page.unit_of(cue.head);
    let from = found.source.as_ref().map_or(cue.tokens.start, |source| source.start);
    let beside = from.min(cue.tokens.start).max(unit.start)..unit.end.min(cue.tokens.end + 20);
    let near = beside.chain(chain::fronted(page, found));
    let outside =
        |at: &usize| !page.is_quoted(*at) && !found.pieces.iter().any(|piece| piece.contains(at));
    let spoken =
        |at: &usize| page.does(*at, deed::SPEAKS) && page.tokens.is_one_of(at + 1, &["to", "with"]);
    let at = near.into_iter().filter(outside).find(spoken)?;
    speaker::after(page, at + 2).map(|whom| without_time(page, whom))
}

/// "this paper last week": leaves out the words that say when.
fn without_time(page: &Page<'_>, words: Range<usize>) -> Range<usize> {
    let when =
        |at: usize| page.can_be(at, class::TIME) || page.is(at, "last") || page.is(at, "earlier");
    let kept = words.clone().rev().find(|&at| !when(at));
    words.start..kept.map_or(words.start, |last| last + 1)
}
