//! Several who speak at once: "Ana Orsk, Bo Lindal and the board said", "Orsk and Lindal both said".

use std::ops::Range;

use super::lexicon::class;
use super::page::Page;
use super::token::Shape;

/// The most names of a list, and the most tokens of one of them, that are read.
const NAMES: usize = 8;
const LONGEST: usize = 8;

/// Returns where a subject ends before "all", "both" or "each": "Orsk and Lindal all denied".
pub(super) fn before_quantifier(page: &Page<'_>, floor: usize, end: usize) -> usize {
    let counted = end > floor + 1 && page.tokens.is_one_of(end - 1, &["all", "both", "each"]);
    let noun = counted
        && page.tokens.is_word(end - 2)
        && !page.can_be(end - 2, class::PREPOSITION | class::DET | class::COORDINATOR);
    if noun { end - 1 } else { end }
}

/// Returns the last phrase of a list with the names before it: "and" closes the list.
pub(super) fn with_those_before(page: &Page<'_>, floor: usize, last: Range<usize>) -> Range<usize> {
    let serial =
        last.start > floor + 1 && page.is(last.start - 1, "and") && page.is(last.start - 2, ",");
    if !serial && !last.clone().any(|at| page.is(at, "and")) {
        return last;
    }
    let mut start = last.start - usize::from(serial);
    let mut names = 0;
    while names < NAMES
        && let Some(name) = name_before(page, floor, start)
    {
        start = name;
        names += 1;
    }
    // "..., and Tolle said" after one name begins a clause of its own
    if names > usize::from(serial) { start..last.end } else { last }
}

/// Where the name begins that the comma before `start` ends, if nothing but a name stands there.
fn name_before(page: &Page<'_>, floor: usize, start: usize) -> Option<usize> {
    let comma = start.checked_sub(1).filter(|&at| at > floor && page.is(at, ","))?;
    let word = |&at: &usize| page.tokens.is_word(at);
    let first = comma - (floor..comma).rev().take(LONGEST).take_while(word).count();
    let edge = first == floor || !page.tokens.is_word(first - 1);
    let opener = |at: usize| {
        page.can_be(at, class::COORDINATOR) || page.tokens.is_one_of(at, &["that", "while"])
    };
    let first = first + usize::from(opener(first));
    let name = first..comma;
    (edge && !page.is_quoted(comma) && (is_name(page, &name) || is_described(page, &name)))
        .then_some(first)
}

/// "Ana Orsk", but not "Yesterday" or "Sadly".
fn is_name(page: &Page<'_>, words: &Range<usize>) -> bool {
    let part = |at: usize| {
        page.tokens.is_capital(at) && page.words[at].class == 0 && !page.word(at).ends_with("ly")
    };
    !words.is_empty() && words.clone().all(part)
}

/// "the harbour board"
fn is_described(page: &Page<'_>, words: &Range<usize>) -> bool {
    let plain = |at: usize| {
        page.words[at].class & !(class::PERSON | class::PLURAL) == 0
            && !page.may_be_verb(at)
            && page.tokens.shape(at) != Shape::Number
    };
    words.len() > 1
        && page.can_be(words.start, class::DET)
        && (words.start + 1..words.end).all(plain)
}
