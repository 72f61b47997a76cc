//! Claims in clauses that lead up to another: "When Brae said that it is so, the crowd left."

use std::ops::Range;

use super::cue::{Cue, Kind};
use super::lexicon::{Form, class};
use super::page::Page;
use super::token::Shape;

/// The most tokens before the speaker in which the word is sought that opens the clause.
const OPENING: usize = 12;

/// How far to look for the verb of the clause that follows.
const CLAUSE: usize = 25;

/// Words that make a clause lead up to another.
const SUBORDINATORS: &[&str] = &[
    "while", "although", "though", "if", "when", "because", "since", "as", "after", "before",
    "until", "once", "whereas", "unless",
];

/// Tells whether a cue stands in a clause or phrase that leads up to the main clause: "Although Brae
/// said", "In saying", "Saying".
pub(super) fn is_fronted(page: &Page<'_>, cue: &Cue, source: Option<&Range<usize>>) -> bool {
    let unit = page.unit_of(cue.head);
    let source = source.filter(|source| source.end <= cue.tokens.start);
    let begin = source.map_or(cue.tokens.start, |source| source.start.max(unit.start));
    let floor = begin.saturating_sub(OPENING).max(unit.start);
    let mut first = (floor..begin).rev().find(|&at| divides(page, at)).map_or(floor, |at| at + 1);
    while first < begin && leads_in(page, first) {
        first += 1;
    }
    let leads = first == unit.start;
    let gerund = cue.kind == Kind::Verb(Form::Ing);
    let alone = cue.tokens.start == first;
    let phrase = first + 1 == cue.tokens.start && page.can_be(first, class::PREPOSITION);
    let clause = first < begin
        && page.tokens.is_one_of(first, SUBORDINATORS)
        && !(first + 1..begin).any(|at| page.may_be_verb(at));
    clause || leads && (gerund && (alone || phrase) || is_participle(page, first..begin))
}

fn divides(page: &Page<'_>, at: usize) -> bool {
    matches!(page.word(at), "," | "—" | "–" | "--" | ";" | ":")
}

/// "But even after Brae said": words before the one that opens the clause.
fn leads_in(page: &Page<'_>, at: usize) -> bool {
    page.can_be(at, class::COORDINATOR)
        || page.tokens.is_one_of(at, &["even", "just", "only", "now", "shortly"])
}

/// "Citing Brae's claim", "Stung by Brae's claim": a participle before the cue.
fn is_participle(page: &Page<'_>, before: Range<usize>) -> bool {
    let word = page.word(before.start);
    !before.is_empty()
        && page.tokens.shape(before.start) == Shape::Capital
        && (word.ends_with("ing") || word.ends_with("ed"))
}

/// Where content in a fronted clause ends: at the comma before the main clause.
pub(super) fn front_end(page: &Page<'_>, content: Range<usize>, limit: usize) -> usize {
    let closes = |&at: &usize| {
        (page.is(at, ",") && !page.is_quoted(at) || ends_quotation_with_comma(page, at))
            && begins_clause(page, at + 1, limit)
    };
    let end = (content.start + 1..content.end).find(closes).unwrap_or(content.end);
    end + usize::from(end < content.end && page.is_mark(end))
}

/// The mark of "... late,” ...".
pub(super) fn ends_quotation_with_comma(page: &Page<'_>, at: usize) -> bool {
    page.is_mark(at) && page.is_quoted(at) && !page.is_quoted(at + 1) && page.is(at - 1, ",")
}

/// Tells whether a subject with a finite verb begins at a token.
fn begins_clause(page: &Page<'_>, from: usize, limit: usize) -> bool {
    let subject = page.may_begin_noun(from) && !page.can_be(from, class::PREPOSITION);
    let mut near = (from + 1..limit.min(from + CLAUSE)).take_while(|&at| !page.is(at, ","));
    subject && near.any(|at| page.may_be_verb(at))
}
