//! Silence: who will not speak, or could not be asked: "declined to comment", "did not respond to a
//! request", "could not be reached for comment".

use std::ops::Range;

use super::content::{Found, LONGEST};
use super::cue::Cue;
use super::extent::trim_stop;
use super::lexicon::{class, takes};
use super::page::Page;

/// What somebody who keeps silent declines to do.
const SPEAKING: &[&str] = &[
    "say",
    "comment",
    "discuss",
    "confirm",
    "specify",
    "elaborate",
    "reveal",
    "answer",
    "disclose",
    "name",
    "identify",
    "deny",
    "speculate",
    "provide",
    "give",
    "talk",
    "tell",
    "explain",
    "respond",
    "speak",
];

/// Verbs whose negation leaves a question without an answer, if a question is what they are about.
const ANSWERING: &[&str] = &[
    "respond",
    "responded",
    "responding",
    "reply",
    "replied",
    "replying",
    "answer",
    "answered",
    "answering",
];

/// What is sent back as an answer: "did not return calls", but not "did not return the letter".
const CALLS: &[&str] =
    &["call", "calls", "message", "messages", "email", "emails", "e-mail", "e-mails"];

/// What is asked, and by what way: not "the alarm".
const ASKING: &[&str] = &[
    "request",
    "requests",
    "question",
    "questions",
    "query",
    "queries",
    "inquiry",
    "inquiries",
    "enquiry",
    "enquiries",
    "call",
    "calls",
    "message",
    "messages",
    "email",
    "emails",
    "e-mail",
    "e-mails",
    "letter",
    "letters",
    "comment",
];

/// How far after its verb what is asked is looked for, in tokens.
const NEAR: usize = 8;

/// "declined to say": tells whether the verb at `at` is what somebody declines to do.
pub(super) fn is_declined(page: &Page<'_>, at: usize) -> bool {
    let declines = |at: usize| page.words[at].verb.is_some_and(|it| it.takes & takes::DECLINE != 0);
    at > 1 && page.is(at - 1, "to") && declines(at - 2) && page.tokens.is_one_of(at, SPEAKING)
}

/// Tells whether the word at `at` can tell of silence, given that it is negated.
pub(super) fn may_be_silent(page: &Page<'_>, at: usize) -> bool {
    match page.word(at) {
        "reached" | "contacted" | "available" | "unavailable" => {
            page.is(at + 1, "for") && is_one_asking(page, at + 2)
        }
        "comment" | "commented" | "commenting" => true,
        "return" | "returned" | "returning" => {
            near(page, at + 1).any(|at| page.tokens.is_one_of(at, CALLS))
        }
        _ => page.tokens.is_one_of(at, ANSWERING) && is_one_asking(page, at + 1),
    }
}

/// "a request for comment", "an interview", "the reports": tells whether words soon after `from` are
/// what somebody asks, or a claim that wants an answer.
fn is_one_asking(page: &Page<'_>, from: usize) -> bool {
    let claim = |at: usize| page.words[at].noun != 0 || page.is(at, "interview");
    near(page, from).any(|at| page.tokens.is_one_of(at, ASKING) || claim(at))
}

/// The next few words, up to a mark.
fn near<'a>(page: &'a Page<'_>, from: usize) -> impl Iterator<Item = usize> + 'a {
    let words = (from..page.unit_of(from).end).take(NEAR);
    words.take_while(|&at| page.tokens.is_word(at) && !page.is_quoted(at))
}

/// "failed to respond", "has yet to respond": where the words begin that leave the verb at `at` undone.
pub(super) fn left_undone(page: &Page<'_>, at: usize) -> Option<usize> {
    let fails = at.checked_sub(2).filter(|_| page.is(at - 1, "to"))?;
    let undone = page.tokens.is_one_of(fails, &["failed", "fails", "yet"]);
    let helper = fails.checked_sub(1).filter(|&at| page.can_be(at, class::AUXILIARY));
    undone.then(|| helper.unwrap_or(fails))
}

/// Brae declined to comment (on the plan).
pub(super) fn declined(page: &Page<'_>, cue: &Cue, source: Option<Range<usize>>) -> Option<Found> {
    let to = cue.tokens.end;
    is_declined(page, to + 1).then(|| {
        let tokens = cue.tokens.start..to + 2;
        silence(page, &Cue { tokens, ..cue.clone() }, source, to..to + 2)
    })
}

/// Brae did not respond to requests for comment (on the plan).
pub(super) fn silent(page: &Page<'_>, cue: &Cue, source: Option<Range<usize>>) -> Option<Found> {
    let first = source.as_ref().map(|source| source.start)?;
    let open = first > 0 && page.tokens.is_one_of(first - 1, &["if", "unless", "whether"]);
    // "nobody was available": nobody in particular keeps silent
    let nobody = page.tokens.is_one_of(first, &["nobody", "no", "none", "neither", "there"]);
    let next = cue.tokens.end;
    let from = next + usize::from(page.tokens.is_one_of(next, &["for", "to"]));
    let asked = from..end_of_asking(page, cue);
    let undone = if asked.is_empty() { cue.head..next } else { asked };
    (!open && !nobody).then(|| silence(page, cue, source, undone))
}

/// What somebody keeps silent about, if it is told; else `undone`, what is not done.
fn silence(
    page: &Page<'_>,
    cue: &Cue,
    source: Option<Range<usize>>,
    undone: Range<usize>,
) -> Found {
    let next = cue.tokens.end;
    let end = end_of_asking(page, cue);
    let about = |&at: &usize| page.tokens.is_one_of(at, &["on", "about", "upon", "regarding"]);
    let declines = cue.takes(takes::DECLINE);
    let reach = if declines { end.min(next + 1) } else { end };
    let tie = (next..reach).find(about);
    let topic = tie.map_or(next, |tie| tie + 1)..end;
    let told = tie.is_some() && !topic.is_empty() || declines && topic.len() > 1;
    Found::new(cue, source, vec![if told { topic } else { undone }])
}

/// Where what is asked ends: at a comma, at another clause, at the time of asking.
fn end_of_asking(page: &Page<'_>, cue: &Cue) -> usize {
    let start = cue.tokens.end;
    let limit = page.unit_of(cue.head).end.min(start + LONGEST);
    let ends = |&at: &usize| {
        let mark = page.is(at, ",") && !page.is_quoted(at) || page.is(at, ";");
        mark || page.is(at, "but") || is_time(page, at)
    };
    trim_stop(page, start, (start..limit).find(ends).unwrap_or(limit))
}

/// "on Monday", "by Friday evening": tells whether a time begins at a token that nothing but time
/// stands behind.
fn is_time(page: &Page<'_>, at: usize) -> bool {
    let tied = page.tokens.is_one_of(at, &["on", "by", "in", "late", "early", "last", "this"]);
    let first = if tied && page.can_be(at + 1, class::TIME) { at + 1 } else { at };
    let times = (first..).take(NEAR).take_while(|&at| page.can_be(at, class::TIME)).count();
    let next = first + times;
    times > 0 && (!page.tokens.is_word(next) || page.can_be(next, class::PREPOSITION))
}
