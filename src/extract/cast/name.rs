//! Names in a text: runs of capitalised words, with the titles and roles that stand before them.

use std::ops::Range;

use super::super::token::Shape;
use super::lexicon::{LEXICON, Traits};
use super::look::Look;
use super::look::{BODIES, PARTICLES, judge};
use super::reading::Reading;

/// One place where somebody or something is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The tokens of the name itself.
    pub(super) name: Range<usize>,
    /// The same with the title and the capitalised role before it.
    pub(super) whole: Range<usize>,
    /// What it looks like.
    pub(super) look: Look,
    /// The gender that its title tells, if any.
    pub(super) told: Traits,
    /// Whether its only capital may come from opening a sentence.
    pub(super) weak: bool,
}

/// Finds the names of a text, in order; they do not overlap.
pub(super) fn runs(reading: Reading<'_>) -> Vec<Run> {
    let mut found = Vec::new();
    for paragraph in &reading.tokens.paragraphs {
        if is_headline(reading, paragraph) {
            continue;
        }
        let mut at = paragraph.start;
        while at < paragraph.end {
            if !starts(reading, at) {
                at += 1;
                continue;
            }
            let end = extend(reading, at);
            found.extend(judge(reading, at..end));
            at = end;
        }
    }
    found
}

/// Tells whether a paragraph is a line of capitalised words without a full stop.
fn is_headline(reading: Reading<'_>, paragraph: &Range<usize>) -> bool {
    let tokens = reading.tokens;
    if paragraph.len() < 4 || paragraph.len() > 30 || tokens.is(paragraph.end - 1, ".") {
        return false;
    }
    let words = paragraph.clone().filter(|&at| tokens.is_word(at) && tokens.word(at).len() > 3);
    let (all, capitals) = words.fold((0, 0), |(all, capitals), at| {
        (all + 1, capitals + usize::from(tokens.shape(at) != Shape::Lower))
    });
    all > 3 && capitals * 10 >= all * 9
}

fn starts(reading: Reading<'_>, at: usize) -> bool {
    let tokens = reading.tokens;
    let capital_next = tokens.is_capital(at + 1)
        && reading.together(at, at + 1)
        && !reading.is(at + 1, Traits::OPENER.with(Traits::CALENDAR));
    match tokens.shape(at) {
        Shape::Capital if reading.is(at, Traits::OPENER.with(Traits::CALENDAR)) => {
            reading.is(at, Traits::GIVEN) && capital_next
        }
        // "Knowing Brae, ..."
        Shape::Capital if tokens.word(at).ends_with("ing") && reading.opens(at) => {
            !capital_next || reading.is(at, Traits::GIVEN) || reading.is(at + 1, BODIES)
        }
        Shape::Capital => true,
        Shape::Upper if reading.is(at, Traits::OPENER) => tokens.word(at) == "US",
        Shape::Upper => {
            tokens.is(at + 1, ":")
                || tokens.word(at).len() <= 6
                || tokens.word(at).contains(['.', '-', '&'])
        }
        _ => false,
    }
}

/// Returns the end of the run of name words that starts at `at`.
fn extend(reading: Reading<'_>, start: usize) -> usize {
    let mut end = start + 1;
    while end - start < 12 {
        match step(reading, start, end) {
            Some(next) if reading.together(start, next - 1) => end = next,
            _ => break,
        }
    }
    end
}

/// Returns where the run goes on to from `end`, if it does.
fn step(reading: Reading<'_>, start: usize, end: usize) -> Option<usize> {
    let tokens = reading.tokens;
    let plain =
        |at: usize| tokens.is_capital(at) && !reading.is(at, Traits::OPENER.with(Traits::CALENDAR));
    let numbered = tokens.shape(end) == Shape::Number && tokens.word(end).len() < 5;
    if numbered && tokens.is_one_of(end - 1, &["Local", "Channel", "Unit", "Division", "Lodge"]) {
        return Some(end + 1);
    }
    if tokens.is_capital(end) {
        let surname = end == start + 1 && reading.is(start, Traits::GIVEN.with(Traits::TITLE));
        return (plain(end) || surname && tokens.shape(end) == Shape::Capital).then_some(end + 1);
    }
    let last = end - 1;
    let of_body = |any: Traits| (start..end).any(|at| reading.is(at, any));
    let after_the = if tokens.is(end + 1, "the") { end + 2 } else { end + 1 };
    match tokens.word(end) {
        "of" if plain(after_the) && joins_of(reading, start, end) => Some(after_the + 1),
        "for" | "on" if plain(after_the) && !reading.is(start, Traits::GIVEN) => {
            reading.is(last, BODIES.with(Traits::ROLE)).then_some(after_the + 1)
        }
        "&" if plain(end + 1) => Some(end + 2),
        "and" if plain(end + 1) => joins_and(reading, start, end),
        word if PARTICLES.contains(&word) && !of_body(BODIES) => {
            let next = if PARTICLES.contains(&tokens.word(end + 1)) { end + 2 } else { end + 1 };
            plain(next).then_some(next + 1)
        }
        _ if reading.is_genitive(end) => {
            (reading.is(last, Traits::GROUP) && plain(end + 1)).then_some(end + 2)
        }
        _ => None,
    }
}

/// "Port of Orland", "Ministry of the Sea", but not "Jane Brae of Orland".
fn joins_of(reading: Reading<'_>, start: usize, end: usize) -> bool {
    let kinds = BODIES.with(Traits::OUTLET);
    let single = end == start + 1 && !reading.tokens.is(end + 1, "the");
    let kind = (start..end).any(|at| reading.is(at, kinds)) || reading.is(end - 1, Traits::ROLE);
    !reading.is(start, Traits::GIVEN.with(Traits::TITLE)) && (kind || single)
}

/// "Food and Drug Administration", "Globe and Mail", but not "Orland and Brae Council".
fn joins_and(reading: Reading<'_>, start: usize, end: usize) -> Option<usize> {
    let tokens = reading.tokens;
    let mut stop = end + 1;
    while stop < end + 5 && tokens.is_capital(stop) && reading.together(stop - 1, stop) {
        stop += 1;
    }
    let one = end == start + 1;
    let papers = one && reading.is(start, Traits::OUTLET) && reading.is(end + 1, Traits::OUTLET);
    let of = (start..end).any(|at| matches!(tokens.word(at), "of" | "for"));
    let name = reading.text(&(start..end));
    let known = reading.is(start, Traits::GIVEN.with(Traits::TITLE))
        || LEXICON.is_state(name)
        || LEXICON.is_outlet(name)
        || LEXICON.is_state(reading.text(&(end + 1..stop)));
    let body = stop > end + 2 && reading.is(stop - 1, BODIES);
    (papers || !known && ((one || of) && body || of && stop > end + 1)).then_some(stop)
}
