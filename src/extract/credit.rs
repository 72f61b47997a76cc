//! Cues that are no verbs: "according to Brae", "Brae's claim that".

use std::ops::Range;

use super::aside::aside;
use super::before::content_before;
use super::content::{Found, LONGEST};
use super::cue::Cue;
use super::extent::{content_end, is_clause, trim_stop};
use super::lexicon::{class, deed, takes};
use super::page::Page;
use super::token::Shape;
use super::{clause, speaker};

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
    let before = relative_clause(page, &before).unwrap_or(before);
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
        at = past_time(page, named.end, unit.end);
        source = source.or(Some(named));
    }
    let taken = match page.word(at) {
        // "the ruling that closed the quay": a relative clause
        "that" if page.may_be_verb(at + 1) => false,
        "that" => cue.takes(takes::THAT) && (source.is_some() || cue.takes(takes::STRONG)),
        "to" => cue.takes(takes::TO) && source.is_some(),
        _ => false,
    };
    let limit = unit.end.min(at + LONGEST);
    // "he said of the claim that it was full, "so we ..."": the quotation is another's
    let quote = |&next: &usize| page.is(next, ",") && page.is_mark(next + 1);
    let limit = (at..limit).find(quote).unwrap_or(limit);
    let end = trim_stop(page, at, aside(page, at, limit));
    let end = is_subject(page, &unit, cue.head)
        .then(|| predicate(page, at..end))
        .flatten()
        .unwrap_or(end);
    let mut cue = cue.clone();
    if source.is_none()
        && let Some((mover, denies)) = moved_by(page, &mut cue)
    {
        cue.takes |= if denies { takes::DENY } else { 0 };
        source = Some(mover);
    }
    (taken && at < end).then(|| Found::new(&cue, source, std::iter::once(at..end).collect()))
}

/// "Brae rejected the claim": who moves the noun, and whether that denies it. The cue then begins
/// with the verb.
fn moved_by(page: &Page<'_>, cue: &mut Cue) -> Option<(Range<usize>, bool)> {
    let unit = page.unit_of(cue.head);
    let small = |at: &usize| page.can_be(*at, class::DET) || page.is_adjective(*at);
    let phrase = (unit.start..cue.head).rev().take(3).take_while(small).count();
    let verb = cue.head.checked_sub(phrase + 1).filter(|&at| phrase > 0 && at > unit.start)?;
    let denies = page.does(verb, deed::REJECTS);
    if !denies && !page.does(verb, deed::MAKES) {
        return None;
    }
    let moving = Cue::verb_at(verb, verb..cue.tokens.end);
    let source = speaker::before(page, &moving)?;
    cue.tokens.start = verb;
    Some((source, denies))
}

/// "Brae's claim that it is so was wrong": tells whether a noun belongs to the subject of its sentence.
fn is_subject(page: &Page<'_>, unit: &Range<usize>, noun: usize) -> bool {
    let short = noun - unit.start < 12;
    let plain =
        |at: usize| page.tokens.is_word(at) && !clause::is_finite(page, at, unit.start, noun);
    short
        && !page.can_be(unit.start, class::PREPOSITION | class::SUBORDINATOR)
        && (unit.start + 1..noun).all(plain)
}

/// "that it is so [was wrong]": where the verb of the main clause stands, if nothing else can have
/// brought a second verb.
fn predicate(page: &Page<'_>, content: Range<usize>) -> Option<usize> {
    let finite = |at: &usize| clause::is_finite(page, *at, content.start, content.end);
    let mut verbs = (content.start + 1..content.end).filter(finite);
    let infinitive = page.is(content.start, "to");
    let first = if infinitive { content.start } else { verbs.next()? };
    let mut second = verbs.next()?;
    let opens = |at: usize| {
        page.can_be(at, class::COORDINATOR | class::SUBORDINATOR | class::SUBJECT)
            || page.is_quoted(at)
            || page.words[at].verb.is_some_and(|verb| verb.takes & takes::BARE != 0)
    };
    if (first..second).any(opens) {
        return None;
    }
    while second > first + 1 && page.can_be(second - 1, class::ADVERB) {
        second -= 1;
    }
    Some(trim_stop(page, content.start, second))
}

/// "The talks followed a flood, where 40 people were hurt, according to Brae": the relative clause
/// that the comma closes, without "where".
fn relative_clause(page: &Page<'_>, before: &Range<usize>) -> Option<Range<usize>> {
    let opens = |at: &usize| {
        page.is(*at, ",")
            && page.tokens.is_one_of(at + 1, &["where", "which", "who"])
            && !page.is_quoted(*at)
    };
    let comma = before.clone().rev().find(opens)?;
    let from = comma + 1 + usize::from(page.is(comma + 1, "where"));
    let whole = !(from..before.end).any(|at| page.is(at, ","));
    (whole && is_clause(page, &(before.start..comma))).then_some(from..before.end)
}

/// "complaints from crews last month that": the token past the time before a clause.
fn past_time(page: &Page<'_>, from: usize, limit: usize) -> usize {
    let time = |at: &usize| {
        page.can_be(*at, class::TIME) || page.tokens.is_one_of(*at, &["last", "this", "on", "in"])
    };
    let past = (from..limit.min(from + 5)).find(|at| !time(at)).unwrap_or(from);
    if page.is(past, "that") { past } else { from }
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
