//! Speakers: the words beside a cue that say whose words they are.

use std::ops::Range;

use super::before::past_dateline;
use super::cue::Cue;
use super::lexicon::class;
use super::page::Page;
use super::token::Shape;
use super::{apposition, clause, joint};

/// How far to look for a speaker, in tokens.
const REACH: usize = 60;

/// Returns the words of the subject that ends before token `verb`; `None` if there is none in reach.
pub(super) fn before(page: &Page<'_>, cue: &Cue) -> Option<Range<usize>> {
    let unit = page.unit_of(cue.head);
    let floor = unit.start.max(cue.tokens.start.saturating_sub(REACH));
    let end = clause::before_time(page, floor, cue.tokens.start);
    let end = joint::before_quantifier(page, floor, end);
    let last = end.checked_sub(1).filter(|&last| last >= floor)?;
    match page.word(last) {
        "," | "—" | "–" | "--" | ")" | "-" => apposition::apposed(page, floor, end),
        _ if page.can_be(last, class::COORDINATOR) && !page.can_be(last, class::ADVERB) => None,
        "who" | "which" => Some(last..end),
        "that" if page.tokens.shape(last) == Shape::Lower => antecedent(page, last),
        // "the pilot known as "Rook," said"
        _ if page.is_mark(last) && is_term(page, last) && page.is(last - 1, ",") => {
            apposition::apposed(page, floor, last)
        }
        _ => {
            let last = noun_phrase(page, floor, end)?;
            Some(joint::with_those_before(page, floor, last))
        }
    }
}

/// Tells whether the mark at `at` closes a quotation of a few words.
fn is_term(page: &Page<'_>, at: usize) -> bool {
    page.is_quoted(at) && page.quote_at(at).is_some_and(|nth| page.quotes[nth].tokens.len() <= 6)
}

/// "Brae, who said": the phrase before "who".
pub(super) fn antecedent(page: &Page<'_>, relative: usize) -> Option<Range<usize>> {
    let floor = page.unit_of(relative).start.max(relative.saturating_sub(REACH));
    let before = relative.checked_sub(1).filter(|&at| at > floor);
    match before.map(|at| (at, page.word(at))) {
        Some((comma, ",")) => apposition::antecedent(page, floor, comma),
        Some((dash, "-" | "—" | "–" | "--")) => noun_phrase(page, floor, dash),
        _ => noun_phrase(page, floor, relative),
    }
}

/// Tells whether a source is a relative pronoun alone: "who", "which".
pub(super) fn is_relative(page: &Page<'_>, source: &Range<usize>) -> bool {
    source.len() == 1 && page.tokens.is_one_of(source.start, &["who", "which"])
}

/// Returns the words that tell whom a source means: for "who" those before it.
pub(super) fn meant(page: &Page<'_>, source: &Range<usize>) -> Range<usize> {
    let before = is_relative(page, source).then(|| antecedent(page, source.start)).flatten();
    before.unwrap_or_else(|| source.clone())
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
    if page.tokens.shape(last) == Shape::Clitic {
        return noun_phrase(page, floor, last);
    }
    // "quoted Brae as saying": what ends so is no phrase
    if page.can_be(last, class::PREPOSITION) && page.tokens.shape(last) == Shape::Lower {
        return None;
    }
    let bound = |at: &usize| {
        let opens_clause = page.is(*at, "that") && *at > floor && page.may_be_verb(*at - 1);
        opens_clause || bounds_phrase(page, *at, floor)
    };
    let start = (floor..end).rev().find(bound).map_or(floor, |at| at + 1);
    let start = past_dateline(page, start).filter(|&past| past < end).unwrap_or(start);
    let start = clause::subject_start(page, start, end);
    let start = (start..end).find(|&at| !leads_in(page, at)).unwrap_or(end);
    let start = clause::past_fronted(page, start, end)?;
    let start = before_adjectives(page, floor, start);
    (start < end && (start..end).any(|at| page.tokens.is_word(at))).then_some(start..end)
}

/// "the tall, [quiet pilot]": where a phrase begins whose adjectives a comma divides.
fn before_adjectives(page: &Page<'_>, floor: usize, start: usize) -> usize {
    let plain = |at: usize| page.tokens.shape(at) == Shape::Lower && page.words[at].class == 0;
    let Some(det) = start.checked_sub(3).filter(|&det| det >= floor && plain(start)) else {
        return start;
    };
    let divided = page.is(start - 1, ",") && plain(start - 2) && page.can_be(det, class::DET);
    if divided && page.words[start - 2].verb.is_none() { det } else { start }
}

/// Tells whether token `at` stands before a noun phrase and is no part of it.
fn leads_in(page: &Page<'_>, at: usize) -> bool {
    if page.tokens.is_capital(at) {
        return page.can_be(at, class::COORDINATOR | class::SUBORDINATOR | class::ADVERB)
            && !page.can_be(at, class::PREPOSITION | class::DET);
    }
    let small = class::ADVERB | class::COORDINATOR | class::AUXILIARY | class::PREPOSITION;
    page.can_be(at, small) && !page.is_rank(at) || page.is(at, "that")
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
                || (lower
                    && word.can_be(class::SUBJECT)
                    && !page.is(at, "who")
                    && !is_place(page, at))
                || (word.can_be(class::COORDINATOR) && !joins_nouns(page, at, floor))
        }
    }
}

/// "the people there say": tells "there" after a noun from one that begins a clause.
fn is_place(page: &Page<'_>, at: usize) -> bool {
    page.is(at, "there") && !page.can_be(at + 1, class::AUXILIARY)
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

/// Those who are something to somebody: "an aide to the mayor".
const SERVANTS: &[&str] = &[
    "aide",
    "aides",
    "adviser",
    "advisers",
    "advisor",
    "advisors",
    "ambassador",
    "envoy",
    "assistant",
    "deputy",
    "counsel",
    "witness",
    "witnesses",
    "close",
];

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
                && !matches!(page.word(at), "of" | "for" | "from" | "at" | "with")
                && !is_tied(page, at);
            let last = page.tokens.is_one_of(at, &["last", "this"]);
            preposition
                || last && page.can_be(at + 1, class::TIME)
                || page.may_be_verb(at) && !is_participle(page, at)
                || word
                    .can_be(class::SUBORDINATOR | class::AUXILIARY | class::SUBJECT | class::TIME)
                || (word.can_be(class::COORDINATOR)
                    && !page.tokens.is_capital(at + 1)
                    && !names_trade(page, at + 1))
                || (word.can_be(class::ADVERB) && at > from + 1 && !page.is_rank(at))
        }
    }
}

/// "oil and [gas worker Bo Vane]": tells whether plain words and then a name follow a conjunction.
fn names_trade(page: &Page<'_>, from: usize) -> bool {
    let name = (from..from + 4).find(|&at| page.tokens.shape(at) != Shape::Lower);
    let plain = |at: usize| page.words[at].class == 0 && page.words[at].verb.is_none();
    name.is_some_and(|name| page.tokens.is_capital(name) && (from..name).all(plain))
}

/// "an aide to the mayor", "officials briefed on it": a preposition that belongs to the phrase.
fn is_tied(page: &Page<'_>, at: usize) -> bool {
    page.is(at, "to") && page.tokens.is_one_of(at - 1, SERVANTS) || is_participle(page, at - 1)
}

/// "a retired engineer", "officials briefed on it", "a poll published Monday": a participle that
/// belongs to the phrase.
fn is_participle(page: &Page<'_>, at: usize) -> bool {
    let prenominal = at > 0
        && page.can_be(at - 1, class::DET)
        && page.words[at].class & (class::AUXILIARY | class::VERB) == 0
        && page.words[at].verb.is_none();
    let postnominal = at > 0
        && page.tokens.shape(at - 1) == Shape::Lower
        && page.tokens.is_one_of(at + 1, &["by", "in", "on", "to", "with", "about"]);
    page.word(at).ends_with("ed") && (prenominal || postnominal)
}
