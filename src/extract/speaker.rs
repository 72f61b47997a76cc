//! Speakers: the words beside a cue that say whose words they are.

use std::ops::Range;

use super::cue::Cue;
use super::lexicon::class;
use super::page::Page;
use super::token::Shape;

/// How far to look for a speaker, in tokens.
const REACH: usize = 60;

/// Returns the words of the subject that ends before token `verb`; `None` if there is none in reach.
pub(super) fn before(page: &Page<'_>, cue: &Cue) -> Option<Range<usize>> {
    let unit = page.unit_of(cue.head);
    let floor = unit.start.max(cue.tokens.start.saturating_sub(REACH));
    let end = cue.tokens.start;
    if end <= floor {
        return None;
    }
    match page.word(end - 1) {
        "," | "—" | "–" | "--" | ")" | "-" => apposed(page, floor, end),
        _ if page.can_be(end - 1, class::COORDINATOR) && !page.can_be(end - 1, class::ADVERB) => {
            None
        }
        "who" | "which" | "that" => antecedent(page, floor, end - 1),
        _ => noun_phrase(page, floor, end),
    }
}

/// "Brae, the mayor, said": the phrase before the first of the two commas, up to the second.
fn apposed(page: &Page<'_>, floor: usize, end: usize) -> Option<Range<usize>> {
    let close = end - 1;
    let opens = |at: &usize| match page.word(close) {
        ")" => page.is(*at, "("),
        "," => page.is(*at, ","),
        dash => page.is(*at, dash),
    };
    let open = (floor..close).rev().take(40).find(opens)?;
    if page.is_quoted(open) || open + 1 == close {
        return None;
    }
    let mut name = noun_phrase(page, floor, open)?;
    if name.clone().all(|at| page.tokens.shape(at) == Shape::Number) && name.start > floor + 1 {
        name = noun_phrase(page, floor, name.start - 1)?;
    }
    Some(name.start..if page.is(close, ")") { end } else { close })
}

/// "Brae, who said": the phrase before "who".
fn antecedent(page: &Page<'_>, floor: usize, relative: usize) -> Option<Range<usize>> {
    let end = if relative > floor && page.is(relative - 1, ",") { relative - 1 } else { relative };
    noun_phrase(page, floor, end)
}

/// Returns the noun phrase that ends before token `end`, with what belongs to it: all of "the man
/// who met Brae", but of "the plan that Brae" only the subject of the relative clause.
pub(super) fn noun_phrase(page: &Page<'_>, floor: usize, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|&last| last >= floor)?;
    if page.is_quoted(last) && page.is_mark(last) {
        return None;
    }
    if page.can_be(last, class::SUBJECT) && !page.is(last, "there") {
        return Some(last..end);
    }
    let mut start = end;
    let mut relative = None;
    while start > floor {
        let at = start - 1;
        if page.is_one_of_relative(at) {
            relative = Some(at);
        }
        let opens_clause = page.is(at, "that") && at > floor && page.may_be_verb(at - 1);
        if opens_clause || bounds_phrase(page, at, floor) {
            break;
        }
        start = at;
    }
    start = match relative {
        Some(at) if at + 1 < end && !(at + 1..end).any(|at| page.may_be_verb(at)) => at + 1,
        _ => after_last_verb(page, start, end, relative),
    };
    while start < end
        && (page.can_be(start, class::ADVERB | class::COORDINATOR | class::AUXILIARY)
            || page.can_be(start, class::PREPOSITION)
            || page.is(start, "that"))
        && !page.tokens.is_capital(start)
    {
        start += 1;
    }
    while start < end
        && page.tokens.is_capital(start)
        && page.can_be(start, class::COORDINATOR | class::SUBORDINATOR | class::ADVERB)
    {
        start += 1;
    }
    (start < end && (start..end).any(|at| page.tokens.is_word(at))).then_some(start..end)
}

/// Tells whether a noun phrase that is read backwards cannot hold token `at`.
fn bounds_phrase(page: &Page<'_>, at: usize, floor: usize) -> bool {
    match page.tokens.shape(at) {
        Shape::Mark => {
            !page.is_quoted(at)
                || !page.quote_at(at).is_some_and(|nth| is_nickname(page, floor, nth))
        }
        Shape::Punct => !matches!(
            page.word(at),
            "-" | "&" | "/" | "." | "(" | ")" | "[" | "]" | "$" | "#" | "@" | "%"
        ),
        _ => {
            let word = page.words[at];
            let lower = page.tokens.shape(at) == Shape::Lower;
            let conjunction = word.can_be(class::SUBORDINATOR)
                && !page.is_one_of_relative(at)
                && !word.can_be(class::PREPOSITION);
            conjunction
                || (lower && word.can_be(class::SUBJECT) && !page.is(at, "who"))
                || (word.can_be(class::COORDINATOR) && !joins_nouns(page, at, floor))
        }
    }
}

/// "Orla \"Lolly\" Brae": tells whether a quotation is part of a name.
fn is_nickname(page: &Page<'_>, floor: usize, nth: usize) -> bool {
    let quote = &page.quotes[nth].tokens;
    quote.len() <= 5
        && quote.start > floor
        && page.tokens.is_capital(quote.start - 1)
        && page.tokens.is_word(quote.end - 2)
}

/// "Brae and Tolle said": tells whether the conjunction at `at` joins two nouns.
fn joins_nouns(page: &Page<'_>, at: usize, floor: usize) -> bool {
    if at <= floor || !page.is(at, "and") && !page.is(at, "or") {
        return false;
    }
    let before = at - 1;
    page.tokens.is_word(before)
        && !page.may_be_verb(before)
        && !page.can_be(before, class::ADVERB | class::TIME)
}

/// Cuts off what stands before the last finite verb that is not inside a relative clause.
fn after_last_verb(page: &Page<'_>, start: usize, end: usize, relative: Option<usize>) -> usize {
    let until = relative.unwrap_or(end);
    let verb = (start..until).rev().find(|&at| {
        let participle = page.word(at).ends_with("ed")
            && at > start
            && !page.can_be(at, class::AUXILIARY | class::VERB);
        page.may_be_verb(at)
            && page.tokens.shape(at) == Shape::Lower
            && !(participle && page.can_be(at - 1, class::DET))
    });
    verb.map_or(start, |verb| verb + 1)
}

/// Returns the noun phrase that begins at token `from`, in an inverted attribution ("said Brae").
pub(super) fn after(page: &Page<'_>, from: usize) -> Option<Range<usize>> {
    let unit = page.unit_of(from);
    let limit = unit.end.min(from + REACH);
    if from >= limit || !page.may_begin_noun(from) {
        return None;
    }
    if page.can_be(from, class::SUBJECT) {
        return Some(from..from + 1);
    }
    let ends = |at: &usize| ends_phrase(page, from, *at);
    let end = (from..limit).find(ends).unwrap_or(limit);
    (from < end).then_some(from..end)
}

fn ends_phrase(page: &Page<'_>, from: usize, at: usize) -> bool {
    let word = page.words[at];
    match page.tokens.shape(at) {
        Shape::Mark => page.quote_at(at).is_none_or(|nth| page.quotes[nth].tokens.len() > 6),
        Shape::Punct => {
            !matches!(page.word(at), "-" | "&" | "/" | "." | "[" | "]" | "#" | "@")
                || page.is_stop(at)
        }
        Shape::Capital | Shape::Upper => {
            word.can_be(class::TIME) && at > from && !page.tokens.is_capital(at - 1)
        }
        _ if at == from => false,
        _ => {
            let preposition = word.can_be(class::PREPOSITION)
                && !matches!(page.word(at), "of" | "for" | "from" | "at" | "with");
            preposition
                || page.may_be_verb(at) && !is_participle(page, at)
                || word
                    .can_be(class::SUBORDINATOR | class::AUXILIARY | class::SUBJECT | class::TIME)
                || (word.can_be(class::COORDINATOR) && !page.tokens.is_capital(at + 1))
                || (word.can_be(class::ADVERB) && at > from + 1)
        }
    }
}

/// "a retired engineer", "a source involved in it": a participle that belongs to the phrase.
fn is_participle(page: &Page<'_>, at: usize) -> bool {
    let plain = page.words[at].class & (class::AUXILIARY | class::VERB) == 0
        && page.words[at].verb.is_none();
    let belongs =
        at > 0 && page.can_be(at - 1, class::DET) || page.can_be(at + 1, class::PREPOSITION);
    plain && page.word(at).ends_with("ed") && belongs
}

/// Returns the subject of the unit up to token `until`: the phrase before its first finite verb.
pub(super) fn of_clause(page: &Page<'_>, until: usize) -> Option<Range<usize>> {
    let unit = page.unit_of(until);
    let from = unit.start.max(until.saturating_sub(REACH));
    let verb =
        (from..until).find(|&at| page.may_be_verb(at) && !page.is_quoted(at) && at > from)?;
    let mut start = verb;
    while start > from && page.can_be(start - 1, class::ADVERB | class::AUXILIARY) {
        start -= 1;
    }
    match page.word(start.checked_sub(1)?) {
        "," => apposed(page, from, start),
        "who" | "which" | "that" => antecedent(page, from, start - 1),
        _ => noun_phrase(page, from, start),
    }
}
