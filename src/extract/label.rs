//! Labels: "BRAE: It is so." in transcripts and headlines, and quotations signed with a dash.

use std::ops::Range;

use super::content::Found;
use super::cue::{Cue, Kind};
use super::lexicon::{class, takes};
use super::page::Page;
use super::token::Shape;

/// The most tokens of a label.
const LABEL: usize = 8;

/// Words that look like a name before a colon and are none.
const NOT_NAMES: &[&str] = &[
    "photo",
    "photos",
    "video",
    "update",
    "updated",
    "correction",
    "related",
    "note",
    "editor",
    "source",
    "sources",
    "image",
    "images",
    "watch",
    "read",
    "more",
    "see",
    "also",
    "breaking",
    "exclusive",
    "opinion",
    "analysis",
    "ps",
    "question",
    "answer",
    "q",
    "a",
    "re",
    "subject",
    "from",
    "to",
    "date",
    "time",
    "where",
    "when",
    "who",
    "what",
    "why",
    "how",
    "contributing",
    "follow",
    "contact",
    "email",
    "phone",
    "bottom",
    "here",
    "facebook",
    "twitter",
    "editorial",
    "column",
    "commentary",
    "live",
    "latest",
    "tip",
    "warning",
    "result",
    "example",
    "verdict",
    "view",
];

/// Finds the labelled lines: one finding for each paragraph that begins with a speaker and a colon.
pub(super) fn labelled(page: &Page<'_>) -> Vec<Found> {
    page.tokens.paragraphs.iter().filter_map(|paragraph| label(page, paragraph)).collect()
}

fn label(page: &Page<'_>, paragraph: &Range<usize>) -> Option<Found> {
    let limit = paragraph.end.min(paragraph.start + LABEL);
    let colon = (paragraph.start..limit).find(|&at| page.is(at, ":"))?;
    let name = paragraph.start..colon;
    let shouted = name.len() == 1 && page.tokens.shape(name.start) == Shape::Upper;
    if shouted && !is_named_elsewhere(page, name.start)
        || !is_speaker(page, &name)
        || colon + 3 > paragraph.end
    {
        return None;
    }
    let end = if page.is(paragraph.end - 1, ".") && !page.is_quoted(paragraph.end - 1) {
        paragraph.end - 1
    } else {
        paragraph.end
    };
    let cue = Cue {
        head: colon,
        tokens: colon..colon + 1,
        kind: Kind::Label,
        takes: takes::QUOTE | takes::SAY,
        negated: false,
        unreal: false,
        passive: false,
    };
    Some(Found {
        cue: Some(cue),
        source: Some(name),
        pieces: std::iter::once(colon + 1..end).collect(),
        carried_from: None,
    })
}

/// Tells whether a word in capitals ("TOLLE") stands elsewhere as a name ("Tolle") or label.
fn is_named_elsewhere(page: &Page<'_>, at: usize) -> bool {
    let near = at.saturating_sub(400)..page.tokens.all.len().min(at + 400);
    let same = |other: usize| {
        other != at && page.tokens.is_capital(other) && page.is(other, page.word(at))
    };
    near.into_iter().any(|other| {
        same(other) && (page.is(other + 1, ":") || page.tokens.shape(other) == Shape::Capital)
    })
}

/// A speaker's label is a name: capitals only, with titles and brackets, or a poll or study.
fn is_speaker(page: &Page<'_>, name: &Range<usize>) -> bool {
    let words = || name.clone().filter(|&at| page.tokens.is_word(at));
    let named = |at: usize| {
        page.tokens.is_capital(at)
            || page.tokens.shape(at) == Shape::Clitic
            || matches!(page.word(at), "of" | "the" | "and" | "on")
    };
    let study = words().next_back().is_some_and(|at| {
        page.tokens.is_one_of(
            at,
            &["poll", "report", "study", "survey", "officials", "police", "sources", "experts"],
        )
    });
    let known = words().any(|at| page.tokens.is_one_of(at, NOT_NAMES));
    let starts = page.tokens.is_capital(name.start)
        && !page.can_be(
            name.start,
            class::DET | class::SUBORDINATOR | class::PREPOSITION | class::COORDINATOR,
        );
    let verb = words().any(|at| page.words[at].verb.is_some() || page.can_be(at, class::AUXILIARY));
    let marks = name
        .clone()
        .any(|at| page.tokens.shape(at) == Shape::Mark || matches!(page.word(at), "?" | "!" | ";"));
    starts && words().all(named) && !marks && !verb && (study || !known && words().count() > 0)
}
