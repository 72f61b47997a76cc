//! Labels: "BRAE: It is so." in transcripts, interviews and headlines.

use std::ops::Range;

use super::content::Found;
use super::cue::{Cue, Kind};
use super::lexicon::{class, takes};
use super::page::Page;
use super::token::Shape;

/// The most tokens of a label.
const LABEL: usize = 10;

/// The most tokens of an answer that is one claim; in a longer one the cues tell the claims apart.
const ANSWER: usize = 60;

/// How far from a label in capitals its name is looked for.
const NEAR: usize = 400;

/// Words that look like a name before a colon and are none.
const NOT_NAMES: &str = include_str!("not_labels.txt");

/// Finds the labelled lines: one finding for each paragraph that begins with a speaker and a colon.
pub(super) fn labelled(page: &Page<'_>) -> Vec<Found> {
    let all = page.tokens.paragraphs.iter().enumerate();
    all.filter_map(|(nth, paragraph)| {
        label(page, paragraph, nth == 0).or_else(|| answer(page, nth))
    })
    .collect()
}

/// Makes the finding of what a label or signature at `colon` gives to `name`.
pub(super) fn given(colon: usize, name: Range<usize>, content: Range<usize>) -> Found {
    let cue = Cue {
        head: colon,
        tokens: colon..colon + 1,
        kind: Kind::Label,
        takes: takes::QUOTE | takes::SAY,
        negated: false,
        unreal: false,
        passive: false,
        subject: None,
    };
    let pieces = std::iter::once(content).collect();
    Found { cue: Some(cue), source: Some(name), pieces, carried_from: None }
}

fn label(page: &Page<'_>, paragraph: &Range<usize>, headline: bool) -> Option<Found> {
    let limit = paragraph.end.min(paragraph.start + LABEL);
    let colon = (paragraph.start..limit).find(|&at| page.is(at, ":"))?;
    let name = speaker(page, paragraph.start..colon, headline);
    let content = colon + 1..without_stop(page, paragraph.end);
    let speaks = is_speaker(page, &name) && is_known(page, &name) && content.len() > 1;
    (speaks && is_statement(page, &content, headline)).then(|| given(colon, name, content))
}

/// "A: It is so." after "Q: Is it so?"
fn answer(page: &Page<'_>, nth: usize) -> Option<Found> {
    let asked = page.tokens.paragraphs.get(nth.checked_sub(1)?)?.start;
    let paragraph = page.tokens.paragraphs[nth].clone();
    let at = paragraph.start;
    let short = page.is(at, "A.") && page.is(asked, "Q.");
    let long = page.is(at, "A") && page.is(at + 1, ":") && page.is(asked, "Q");
    let mark = if long { at + 1 } else { at };
    let content = mark + 1..without_stop(page, paragraph.end);
    ((short || long) && (2..ANSWER).contains(&content.len()))
        .then(|| Found { source: None, ..given(mark, at..at + 1, content) })
}

/// Where a turn ends: before a full stop that no quotation holds, but after a question mark.
fn without_stop(page: &Page<'_>, end: usize) -> usize {
    let stop = page.is(end - 1, ".") && !page.is_quoted(end - 1);
    end - usize::from(stop)
}

/// The speaker of a label: in a headline without "Exclusive -" before and "on the strike" after.
fn speaker(page: &Page<'_>, label: Range<usize>, headline: bool) -> Range<usize> {
    let dash = label.clone().find(|&at| matches!(page.word(at), "-" | "–" | "—"));
    let start = dash.map_or(label.start, |dash| dash + 1);
    let topic = |at: &usize| *at > start && page.tokens.is_one_of(*at, &["on", "to", "at", "in"]);
    let end = (start..label.end).find(topic).filter(|_| headline).unwrap_or(label.end);
    start..end
}

/// What somebody is labelled as saying: a clause or quotation, not a number, a list or a heading.
fn is_statement(page: &Page<'_>, content: &Range<usize>, headline: bool) -> bool {
    let words = || content.clone().take(60).filter(|&at| page.tokens.is_word(at));
    let names = words().filter(|&at| page.tokens.is_capital(at)).count();
    let all = words().count();
    let clause = content.clone().take(60).any(|at| page.may_be_verb(at)) && names * 2 < all + 2;
    // "Port of Tarn: statement on the fire" is the title of what follows
    let title =
        page.words[content.start].noun != 0 && page.can_be(content.start + 1, class::PREPOSITION);
    page.is_mark(content.start) || all > 2 && headline && !title || all > 3 && clause
}

/// A word in capitals ("TOLLE") is a name if it stands near by as one ("Tolle") or as a label again;
/// any single word is none if it stands near by without a capital.
pub(super) fn is_known(page: &Page<'_>, name: &Range<usize>) -> bool {
    let plain = |at: usize| matches!(page.tokens.shape(at), Shape::Capital | Shape::Lower);
    let shouted = !name.clone().any(plain);
    let last = name.end - 1;
    if name.len() > 1 && (!shouted || page.word(name.start).ends_with('.')) || is_study(page, last)
    {
        return true;
    }
    let near = last.saturating_sub(NEAR)..page.tokens.all.len().min(last + NEAR);
    let mut named = !shouted;
    for other in near.filter(|&other| other != last && page.is(other, page.word(last))) {
        match page.tokens.shape(other) {
            Shape::Lower => return false,
            Shape::Capital => named = true,
            _ => named |= page.is(other + 1, ":"),
        }
    }
    named
}

fn is_study(page: &Page<'_>, at: usize) -> bool {
    let words =
        ["poll", "report", "study", "survey", "officials", "police", "sources", "experts", "camp"];
    page.tokens.is_one_of(at, &words)
}

/// A speaker's label is a name: capitals only, with titles and brackets, or a poll or study.
fn is_speaker(page: &Page<'_>, name: &Range<usize>) -> bool {
    let words = || name.clone().filter(|&at| page.tokens.is_word(at));
    let named = |at: usize| {
        page.tokens.is_capital(at)
            || page.tokens.shape(at) == Shape::Clitic
            || matches!(page.word(at), "of" | "the" | "and" | "on")
    };
    let study = words().next_back().is_some_and(|at| is_study(page, at));
    let listed = |at: usize| NOT_NAMES.lines().any(|word| page.is(at, word));
    let closed = class::DET | class::SUBORDINATOR | class::PREPOSITION | class::COORDINATOR;
    let starts = page.tokens.is_capital(name.start) && !page.can_be(name.start, closed);
    let phrase = words().any(|at| page.tokens.is_capital(at) && page.can_be(at, closed));
    let verb = words().any(|at| page.words[at].verb.is_some() || page.can_be(at, class::AUXILIARY));
    let marks = name
        .clone()
        .any(|at| page.tokens.shape(at) == Shape::Mark || matches!(page.word(at), "?" | "!" | ";"));
    let rest = || words().filter(|&at| !(study && at + 1 == name.end));
    starts
        && rest().all(named)
        && !marks
        && !verb
        && !phrase
        && (study || !words().any(listed) && words().count() > 0)
}
