//! Descriptions of people: "the deputy head of the Orland Harbour Union", "its spokeswoman".

use std::ops::Range;

use super::super::token::Shape;
use super::lexicon::Traits;
use super::look::Look;
use super::name::Run;
use super::reading::Reading;

/// The names of a text and which of them each token belongs to.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    /// The text.
    pub(super) reading: Reading<'a>,
    /// Its names.
    pub(super) runs: &'a [Run],
    /// For each token the name it is part of, or [`NO_RUN`].
    pub(super) run_at: &'a [u32],
    /// For each name whether it is a person's.
    pub(super) is_person: &'a [bool],
}

/// Stands for "part of no name".
pub(super) const NO_RUN: u32 = u32::MAX;

impl<'a> Named<'a> {
    /// Returns the place in the list of the name that token `at` is part of.
    pub(super) fn run(&self, at: usize) -> Option<usize> {
        self.run_at.get(at).filter(|&&run| run != NO_RUN).map(|&run| run as usize)
    }

    /// Tells whether token `at` is part of a person's name.
    pub(super) fn in_person(&self, at: usize) -> bool {
        self.run(at).is_some_and(|run| self.is_person[run])
    }
}

/// Where a description says what body somebody belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BodyAt {
    /// A name, by its place in the list.
    Named(usize),
    /// Other words: "the water ministry".
    Words(Range<usize>),
    /// "its spokeswoman": the body last spoken of.
    Its,
}

/// A description of one or several people by their role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// All its tokens, from the article to what belongs to the noun.
    pub(super) words: Range<usize>,
    /// The words of the role: "deputy head".
    pub(super) role: Range<usize>,
    /// The noun: "head".
    pub(super) head: usize,
    /// The body.
    pub(super) body: Option<BodyAt>,
}

/// Words that bound no description though they open sentences.
const INSIDE: &[&str] =
    &["former", "then", "first", "second", "third", "new", "next", "top", "last", "past"];

/// Prepositions that tie a body to a role.
pub(super) const TIES: &[&str] =
    &["of", "for", "at", "with", "in", "to", "from", "on", "inside", "near", "within"];

const POSSESSIVES: &[&str] = &["his", "her", "their", "our", "my", "your"];

/// Reads a description that starts at `start` and ends no later than `limit`.
pub(super) fn phrase(named: Named<'_>, start: usize, limit: usize) -> Option<Phrase> {
    let tokens = named.reading.tokens;
    let determined = tokens.is_one_of(start, &["the", "a", "an", "one", "its", "another", "this"])
        || tokens.is_one_of(start, POSSESSIVES);
    let its = tokens.is_one_of(start, &["its", "their"]);
    let mut at = start + usize::from(determined);
    let owner = possessor(named, at, limit);
    if let Some(owner) = &owner {
        at = owner.end + 1;
    }
    let stop = noun_words(named, at, limit);
    let head = last_role(named, at..stop)?;
    let beyond = head + 1..stop;
    if beyond.clone().any(|at| named.reading.is(at, Traits::BODY) && named.run(at).is_none()) {
        return None;
    }
    let (inner, role_start) = body_before(named, at, head);
    let theirs = owner.is_some() || tokens.is_one_of(start, POSSESSIVES);
    let inner = inner.map(|body| match body {
        // "her campaign manager", "Brae's campaign manager"
        BodyAt::Words(words) if theirs && words.start == at => {
            BodyAt::Words(start + usize::from(determined && owner.is_some())..words.end)
        }
        body => body,
    });
    let complement = complement(named, head + 1, limit);
    let outer = complement.clone().and_then(|words| body_in(named, words)).filter(|body| {
        // "the watchman at Shed 8", "a consul in Orland": a place is no employer
        !tokens.is_one_of(head + 1, &["at", "in", "on", "near", "from", "inside", "within"])
            || !is_place(named, body)
    });
    let serves = named.reading.is(head, Traits::SERVES);
    let served = || complement.clone().filter(|_| serves).and_then(|words| named.run(words.start));
    let outer = outer.or_else(|| served().map(BodyAt::Named));
    let owned = owner.and_then(|owner| body_of_owner(named, owner, serves));
    let body = outer.or(inner).or(owned).or(its.then_some(BodyAt::Its));
    let end = complement.map_or(head + 1, |words| words.end);
    Some(Phrase { words: start..end, role: role_start..head + 1, head, body })
}

/// Tells whether nothing in a name says that it is more than a place.
pub(super) fn is_place(named: Named<'_>, body: &BodyAt) -> bool {
    let BodyAt::Named(run) = body else { return false };
    let run = &named.runs[*run];
    let after_the = run.name.start > 0 && named.reading.tokens.is(run.name.start - 1, "the");
    match run.look {
        Look::Open => run.name.len() == 1 && !after_the,
        Look::State => !after_the,
        _ => false,
    }
}

/// "the hospital's", "Orland's": the words before the genitive, up to its mark.
fn possessor(named: Named<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    let reading = named.reading;
    let lower = |at: usize| reading.tokens.shape(at) == Shape::Lower;
    let mark = (start + 1..limit.min(start + 8)).find(|&at| {
        !reading.tokens.is_word(at)
            || reading.is_genitive(at)
            || named.run(at).is_none() && lower(at) && reading.is(at, Traits::OPENER)
    })?;
    let workers = reading.is(mark - 1, Traits::GROUP) && reading.is(mark + 1, Traits::BODY);
    (reading.is_genitive(mark) && !workers).then_some(start..mark)
}

fn body_of_owner(named: Named<'_>, owner: Range<usize>, serves: bool) -> Option<BodyAt> {
    let last = owner.end - 1;
    match named.run(last) {
        Some(run) => (serves || !named.is_person[run]).then_some(BodyAt::Named(run)),
        None => named.reading.is(last, Traits::BODY).then_some(BodyAt::Words(owner)),
    }
}

/// Returns where the nouns and adjectives from `start` on end.
fn noun_words(named: Named<'_>, start: usize, limit: usize) -> usize {
    let reading = named.reading;
    let tokens = reading.tokens;
    let mut at = start;
    while at < limit && at < start + 12 && reading.together(start, at) {
        let lower = tokens.shape(at) == Shape::Lower;
        if let Some(run) = modifies(named, at, limit) {
            at = run;
            continue;
        }
        let bounded = named.in_person(at)
            || !tokens.is_word(at) && !matches!(tokens.word(at), "&" | "-" | "/")
            || tokens.shape(at) == Shape::Clitic
            || lower
                && reading.is(at, Traits::OPENER)
                && !INSIDE.contains(&tokens.word(at))
                && !joins_roles(named, at)
            || lower
                && reading.is(at, Traits::SPEECH)
                && !(at == start && reading.is(at + 1, Traits::ROLE));
        if bounded && named.run(at).is_none_or(|run| named.is_person[run]) {
            break;
        }
        at += 1;
    }
    at
}

/// "Brae campaign spokeswoman": the end of a person's name that stands before a role as its
/// modifier; `None` if token `at` starts no such name.
fn modifies(named: Named<'_>, at: usize, limit: usize) -> Option<usize> {
    let reading = named.reading;
    let run = named.run(at).filter(|&run| named.is_person[run])?;
    let end = named.runs[run].name.end;
    let plain = |at: &usize| {
        reading.tokens.shape(*at) == Shape::Lower
            && !reading.is(*at, Traits::OPENER.with(Traits::SPEECH))
    };
    let role = (end..limit.min(end + 4))
        .take_while(plain)
        .any(|at| reading.is(at, Traits::ROLE.with(Traits::GROUP)));
    role.then_some(end)
}

/// "founder and chief executive"
fn joins_roles(named: Named<'_>, at: usize) -> bool {
    let reading = named.reading;
    let role = |at: &usize| reading.is(*at, Traits::ROLE) && reading.together(*at, at + 1);
    let plain = |at: &usize| {
        reading.tokens.shape(*at) == Shape::Lower
            && !reading.is(*at, Traits::OPENER.with(Traits::SPEECH))
    };
    let after = || (at + 1..at + 6).take_while(plain).any(|at| role(&at));
    reading.tokens.is(at, "and") && at > 0 && plain(&(at - 1)) && after()
}

fn last_role(named: Named<'_>, words: Range<usize>) -> Option<usize> {
    let noun = Traits::ROLE.with(Traits::GROUP);
    words.rev().find(|&at| named.reading.is(at, noun) && named.run(at).is_none())
}

/// "Quaylock boss", "water ministry spokesman": the body before the role, and where the role starts.
fn body_before(named: Named<'_>, start: usize, head: usize) -> (Option<BodyAt>, usize) {
    let reading = named.reading;
    let is_body = |at: usize| {
        let letters = reading.tokens.shape(at) == Shape::Upper && !reading.is(at, Traits::OPENER);
        named.run(at).is_some() || letters || reading.is(at, Traits::BODY.with(Traits::DEMONYM))
    };
    let Some(last) = (start..head).rev().find(|&at| is_body(at)) else { return (None, start) };
    if let Some(run) = named.run(last) {
        return (Some(BodyAt::Named(run)), last + 1);
    }
    let first = if reading.tokens.is_capital(last) {
        let capital = |at: &usize| reading.tokens.is_capital(*at);
        (start..last).rev().take_while(capital).last().unwrap_or(last)
    } else if reading.is(last, Traits::DEMONYM) {
        last
    } else {
        start
    };
    (Some(BodyAt::Words(first..last + 1)), last + 1)
}

/// "of the Orland Harbour Union": the words after the preposition at `at`.
fn complement(named: Named<'_>, at: usize, limit: usize) -> Option<Range<usize>> {
    let reading = named.reading;
    let tokens = reading.tokens;
    if at >= limit || !TIES.contains(&tokens.word(at)) {
        return None;
    }
    let ends = |next: &usize| {
        let lower = tokens.shape(*next) == Shape::Lower;
        let outside = named.run(*next).is_none();
        !reading.together(at, *next)
            || outside
                && !tokens.is_word(*next)
                && !reading.is_genitive(*next)
                && tokens.word(*next) != "&"
            || lower && reading.is(*next, Traits::SPEECH)
            || matches!(tokens.word(*next), "who" | "which" | "that" | "whose" | "when" | "while")
    };
    let stop = (at + 1..limit.min(at + 16)).find(ends).unwrap_or(limit.min(at + 16));
    (stop > at + 1).then_some(at + 1..stop)
}

/// Returns the first body of a complement: a name, or a noun with the words before it.
pub(super) fn body_in(named: Named<'_>, words: Range<usize>) -> Option<BodyAt> {
    let reading = named.reading;
    let mut owner = None;
    let mut noun = None;
    let mut at = words.start;
    let mut from = words.start;
    while at < words.end {
        if let Some(run) = named.run(at) {
            let end = named.runs[run].name.end;
            if !named.is_person[run] && !reading.is_genitive(end) {
                return Some(BodyAt::Named(run));
            }
            owner = owner.or((!named.is_person[run]).then_some(BodyAt::Named(run)));
            at = end.max(at + 1);
            continue;
        }
        let next = Traits::BODY.with(Traits::ROLE).with(Traits::GROUP);
        let inner = reading.is(at + 1, next) || named.run(at + 1).is_some();
        if reading.is(at, Traits::BODY) && !inner {
            noun = noun.or(Some(BodyAt::Words(from..at + 1)));
        }
        if reading.is(at, Traits::OPENER) && reading.tokens.shape(at) == Shape::Lower {
            from = at + 1;
        }
        at += 1;
    }
    noun.or(owner)
}

/// Returns where a description that ends before `end` may start: as far back as nouns, adjectives
/// and genitives go, with one article.
pub(super) fn start_before(named: Named<'_>, end: usize) -> usize {
    let reading = named.reading;
    let tokens = reading.tokens;
    let mut start = end;
    while start > 0 && end - start < 9 && reading.together(start - 1, end.saturating_sub(1)) {
        let at = start - 1;
        let lower = tokens.shape(at) == Shape::Lower;
        let article = tokens.is_one_of(at, &["the", "a", "an", "one", "its", "another", "this"])
            || tokens.is_one_of(at, POSSESSIVES);
        if article {
            return at;
        }
        let word = tokens.is_word(at) || reading.is_genitive(at);
        let opener = reading.is(at, Traits::OPENER.with(Traits::CALENDAR))
            && !INSIDE.contains(&tokens.word(at));
        if !word || opener && named.run(at).is_none() || lower && reading.is(at, Traits::SPEECH) {
            break;
        }
        start = at;
    }
    start
}
