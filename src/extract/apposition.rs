//! Appositions: a subject and what is said of it between commas, dashes or brackets.

use std::ops::Range;

use super::clause;
use super::lexicon::class;
use super::page::Page;
use super::speaker::noun_phrase;
use super::token::Shape;

/// How many stretches between commas are looked at.
const STRETCHES: usize = 6;

/// "Brae, the mayor, said": the phrase before the first of the two commas, up to the second.
pub(super) fn apposed(page: &Page<'_>, floor: usize, end: usize) -> Option<Range<usize>> {
    let close = end.checked_sub(1).filter(|&close| close > floor)?;
    let opens = |at: &usize| match page.word(close) {
        ")" => page.is(*at, "("),
        "," => page.is(*at, ","),
        dash => page.is(*at, dash),
    };
    if page.is(close, ",") && page.is(close - 1, ")") {
        return apposed(page, floor, close);
    }
    let open = (floor..close).rev().take(40).find(opens)?;
    if page.is_quoted(open) || open + 1 == close {
        return None;
    }
    let open = if page.is(open, ",") { outermost(page, floor, open) } else { open };
    let name = noun_phrase(page, floor, open)?;
    Some(name.start..if page.is(close, ")") { end } else { close })
}

/// "Brae, the mayor, who said": the phrase before the first of the commas that end before `comma`.
pub(super) fn antecedent(page: &Page<'_>, floor: usize, comma: usize) -> Option<Range<usize>> {
    noun_phrase(page, floor, outermost(page, floor, comma))
}

/// Of the commas back from `comma` the one that ends the name: "Brae, 22, of Merle, the mayor,".
fn outermost(page: &Page<'_>, floor: usize, comma: usize) -> usize {
    let mut close = comma;
    for _ in 0..STRETCHES {
        let Some(open) = (floor..close).rev().take(30).find(|&at| page.is(at, ",")) else { break };
        if page.is_quoted(open) || !says_more(page, floor, open, close) {
            break;
        }
        close = open;
    }
    close
}

/// Tells whether the words between two commas say more of what stands before them.
fn says_more(page: &Page<'_>, floor: usize, open: usize, close: usize) -> bool {
    let first = open + 1;
    if open <= floor || first >= close || starts_aside(page, floor, open) {
        return false;
    }
    let named = page.tokens.is_capital(open - 1)
        || page.tokens.shape(open - 1) == Shape::Number
        || page.is(open - 1, ")");
    let age = close == first + 1 && page.tokens.shape(first) == Shape::Number;
    let place = named
        && close == first + 1
        && page.tokens.is_capital(first)
        && page.words[first].class & !class::TIME == 0;
    let described = named
        && page.tokens.shape(first) == Shape::Lower
        && !page.can_be(
            first,
            class::SUBJECT | class::COORDINATOR | class::SUBORDINATOR | class::AUXILIARY,
        )
        || page.tokens.is_one_of(first, &["who", "whose"]);
    age || place || described
}

/// "The letter, dated 9 December": tells whether words are a noun with a participle that says more of
/// it, and no clause. A verb after the next comma would be the noun's own.
pub(super) fn is_noun_with_aside(page: &Page<'_>, words: &Range<usize>) -> bool {
    let Some(comma) = words.clone().find(|&at| page.is(at, ",")) else { return false };
    let first = comma + 1;
    let finite = |at: usize| {
        page.tokens.shape(at) == Shape::Lower
            && page.may_be_verb(at)
            && (page.is(at - 1, ",") || !clause::has_participle_form(page, at))
    };
    clause::has_participle_form(page, first)
        && !(words.start..comma).any(|at| page.may_be_verb(at))
        && !(first + 1..words.end).any(finite)
}

/// Tells whether the words before a comma are a phrase or clause before the subject: "On Monday,".
fn starts_aside(page: &Page<'_>, floor: usize, comma: usize) -> bool {
    let start =
        (floor..comma).rev().take(30).find(|&at| page.is(at, ",")).map_or(floor, |at| at + 1);
    let participle = page.word(start).ends_with("ing") && page.tokens.is_capital(start);
    participle
        || page.is(start, "according")
        || page.can_be(start, class::PREPOSITION | class::SUBORDINATOR | class::COORDINATOR)
            && !page.tokens.is_one_of(start, &["of", "from", "who", "whose", "which"])
}
