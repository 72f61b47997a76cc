//! Contents: which words a cue attributes, before it, after it or around it.

use std::ops::Range;

use super::after::following;
use super::before::{clause_resumed, inverted, parenthetical};
use super::clause;
use super::credit::{according, noun};
use super::cue::{Cue, Kind};
use super::lexicon::{Form, class};
use super::page::Page;
use super::passive::passive;
use super::token::Shape;

/// A cue with its speaker and the words that it attributes.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The cue; `None` for a quotation whose speaker is carried on from before.
    pub(super) cue: Option<Cue>,
    /// The speaker's words, in this sentence or carried on from an earlier one.
    pub(super) source: Option<Range<usize>>,
    /// The content, in pieces.
    pub(super) pieces: Vec<Range<usize>>,
    /// The finding before, whose speaker and time are carried on.
    pub(super) carried_from: Option<usize>,
}

impl Found {
    /// Returns the cue's verb or noun.
    pub(super) fn head(&self) -> Option<usize> {
        self.cue.as_ref().map(|cue| cue.head)
    }

    /// Makes a finding of a cue.
    pub(super) fn new(cue: &Cue, source: Option<Range<usize>>, pieces: Vec<Range<usize>>) -> Self {
        Self { cue: Some(cue.clone()), source, pieces, carried_from: None }
    }
}

/// The most tokens of indirect content.
pub(super) const LONGEST: usize = 160;

/// Reads what each cue attributes.
pub(super) fn read(page: &Page<'_>, cues: &[Cue]) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for (nth, cue) in cues.iter().enumerate() {
        let found = match cue.kind {
            Kind::Verb(form) => verb(page, cues, nth, form, &all),
            Kind::According => according(page, cues, nth),
            Kind::Noun => noun(page, cue),
            Kind::Label => None,
        };
        let found = found.filter(|found| !is_mere_time(page, found));
        let further = found.as_ref().and_then(|found| clause_resumed(page, found, all.len()));
        all.extend(found);
        all.extend(further);
    }
    all
}

/// "said [on Saturday]": tells whether nothing but a time is left as content.
fn is_mere_time(page: &Page<'_>, found: &Found) -> bool {
    let mut words = found.pieces.iter().cloned().flatten();
    let small = class::TIME | class::PREPOSITION | class::DET | class::ADVERB;
    let timely = |at: usize| {
        page.can_be(at, small)
            || page.tokens.shape(at) == Shape::Number
            || page.tokens.is_one_of(at, &["last", "next", ","])
    };
    words.clone().any(|at| page.can_be(at, class::TIME))
        && words.all(|at| timely(at) && !page.is_quoted(at))
}

fn verb(page: &Page<'_>, cues: &[Cue], nth: usize, form: Form, earlier: &[Found]) -> Option<Found> {
    let cue = &cues[nth];
    if cue.passive {
        return passive(page, cues, nth);
    }
    inverted(page, cue, form).or_else(|| {
        let source = subject(page, cue, form, earlier);
        let finite = form != Form::Ing;
        let around = finite.then(|| parenthetical(page, cue, source.clone())).flatten();
        around.or_else(|| following(page, cues, nth, source))
    })
}

/// Who is the subject of a verb: beside it, or shared with the clause before it.
fn subject(page: &Page<'_>, cue: &Cue, form: Form, earlier: &[Found]) -> Option<Range<usize>> {
    let unit = page.unit_of(cue.head);
    let shared = || {
        let last = earlier.last().filter(|last| last.head() >= Some(unit.start));
        last.and_then(|last| last.source.clone())
            .or_else(|| clause::subject_of(page, cue.tokens.start))
    };
    let beside = cue.subject.clone().filter(|_| form != Form::Ing || !is_governed(page, cue));
    beside.or_else(shared)
}

/// "by saying", ", saying", "issued a statement saying": tells whether a participle has the subject
/// of the clause before it rather than the noun beside it.
fn is_governed(page: &Page<'_>, cue: &Cue) -> bool {
    let Some(before) = cue.tokens.start.checked_sub(1) else { return false };
    let finite = cue.tokens.clone().any(|at| page.can_be(at, class::BE));
    let tied = page.can_be(before, class::PREPOSITION | class::SUBORDINATOR | class::COORDINATOR)
        && !page.tokens.is_one_of(before, &["for", "with"]);
    !finite && (page.is(before, ",") || tied || clause::is_issued(page, before))
}
