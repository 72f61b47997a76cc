//! Cues that are no verbs: "according to Brae", "Brae's claim that".

use std::ops::Range;

use super::aside::aside;
use super::before::content_before;
use super::content::{Found, LONGEST};
use super::cue::Cue;
use super::extent::{content_end, is_clause, trim_stop};
use super::lexicon::{class, takes};
use super::page::Page;
use super::speaker;
use super::token::Shape;

/// According to Brae, it is so. It is so, according to Brae.
pub(super) fn according(page: &Page<'_>, cues: &[Cue], nth: usize) -> Option<Found> {
    let cue = &cues[nth];
    let unit = page.unit_of(cue.head);
    let source = speaker::after(page, cue.tokens.end)?;
    let leads = cue.head == unit.start
        || cue.head == unit.start + 1
            && page.can_be(unit.start, class::COORDINATOR | class::ADVERB)
        || page.is(cue.head - 1, ":")
        || page.is(cue.head - 1, ",")
            && cue.head - unit.start < 10
            && !is_clause(page, &(unit.start..cue.head));
    let comma = (source.end..unit.end.min(source.end + 40))
        .find(|&at| page.is(at, ",") && !page.is_quoted(at));
    if leads {
        let start = main_clause(page, comma?, unit.end);
        let end = content_end(page, cues, nth, start, &unit);
        return (start < end)
            .then(|| Found::new(cue, Some(source), std::iter::once(start..end).collect()));
    }
    let before = content_before(page, unit.start, cue.head)?;
    let mut pieces = vec![before];
    if let Some(comma) = comma.filter(|&comma| comma == source.end) {
        let next = comma + 1;
        let relative = page.is_one_of_relative(next) || page.can_be(next, class::DET);
        let end = trim_stop(page, next, unit.end.min(next + LONGEST));
        if !relative && next < end && is_clause(page, &(next..end)) {
            pieces.push(next..end);
        }
    }
    Some(Found::new(cue, Some(source), pieces))
}

/// The clause after "According to Brae, who was there,".
pub(super) fn main_clause(page: &Page<'_>, comma: usize, end: usize) -> usize {
    let next = comma + 1;
    let relative = page.is_one_of_relative(next) || page.tokens.is_one_of(next, &["a", "an"]);
    let close = (next..end.min(next + 30)).find(|&at| page.is(at, ",") && !page.is_quoted(at));
    match close {
        Some(close) if relative => close + 1,
        _ => next,
    }
}

/// Brae's claim that it is so.
pub(super) fn noun(page: &Page<'_>, cue: &Cue) -> Option<Found> {
    let unit = page.unit_of(cue.head);
    let mut at = cue.tokens.end;
    let mut source = owner(page, cue);
    if page.tokens.is_one_of(at, &["by", "from", "among"]) {
        let named = speaker::after(page, at + 1)?;
        at = named.end;
        source = source.or(Some(named));
    }
    let taken = match page.word(at) {
        "that" => cue.takes(takes::THAT) && (source.is_some() || cue.takes(takes::STRONG)),
        "to" => cue.takes(takes::TO) && source.is_some(),
        _ => false,
    };
    let limit = unit.end.min(at + LONGEST);
    let end = trim_stop(page, at, aside(page, at, limit));
    (taken && at < end).then(|| Found::new(cue, source, std::iter::once(at..end).collect()))
}

/// "Brae's claim", "their claim": the owner before a noun.
pub(super) fn owner(page: &Page<'_>, cue: &Cue) -> Option<Range<usize>> {
    let unit = page.unit_of(cue.head);
    let mut at = cue.head;
    while at > unit.start && cue.head - at < 4 {
        at -= 1;
        if page.tokens.shape(at) == Shape::Clitic {
            return speaker::noun_phrase(page, unit.start.max(at.saturating_sub(20)), at);
        }
        if page.tokens.is_one_of(at, &["his", "her", "their", "its", "my", "our", "your"]) {
            return Some(at..at + 1);
        }
        if !page.is_adjective(at) && !page.can_be(at, class::ADVERB) {
            return None;
        }
    }
    None
}
