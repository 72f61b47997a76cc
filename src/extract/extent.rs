//! Where content ends: at the sentence, at asides of the writer, at the next speaker.

use std::ops::Range;

use super::aside::aside;
use super::content::LONGEST;
use super::cue::{Cue, Kind};
use super::lexicon::{Form, class, takes};
use super::page::Page;
use super::token::Shape;

/// Leaves out a final full stop that no quotation holds.
pub(super) fn trim_stop(page: &Page<'_>, start: usize, end: usize) -> usize {
    let mut end = end;
    while end > start
        && !page.is_quoted(end - 1)
        && matches!(
            page.word(end - 1),
            "." | "," | ";" | "?" | "!" | ":" | "—" | "–" | "--" | ")" | "]"
        )
    {
        if matches!(page.word(end - 1), ")" | "]")
            && (start..end).any(|at| matches!(page.word(at), "(" | "["))
        {
            break;
        }
        end -= 1;
    }
    end
}

/// Tells whether a finite verb of its own, not of a relative clause, stands in a stretch that does
/// not begin as a mere adverbial.
pub(super) fn is_clause(page: &Page<'_>, range: &Range<usize>) -> bool {
    let first = range.start;
    let number = page.tokens.shape(first + 1) == Shape::Number
        || page.tokens.is_one_of(first + 1, &["least", "most", "half", "a"]);
    let adverbial = page.can_be(first, class::SUBORDINATOR | class::PREPOSITION)
        && !number
        && !page.is(first, "that")
        && !range.clone().any(|at| page.is(at, ","));
    let mut relative = false;
    let mut own = false;
    for at in range.clone() {
        if page.is_one_of_relative(at) {
            relative = true;
        } else if page.is(at, ",") {
            relative = false;
        } else if page.may_be_verb(at) && !relative {
            own = true;
        }
    }
    own && !adverbial
}

/// "Brae, who said it is so, left": where the relative clause ends, at the mark that it began with.
fn relative_end(page: &Page<'_>, cue: &Cue, start: usize, limit: usize) -> Option<usize> {
    let who = cue.tokens.start.checked_sub(1)?;
    let opened = who.checked_sub(1).map(|at| page.word(at));
    let mark = opened.filter(|word| matches!(*word, "," | "-" | "—" | "–" | "--"));
    let is_end = |&at: &usize| page.is(at, mark.unwrap_or(",")) && !page.is_quoted(at);
    let end =
        page.tokens.is_one_of(who, &["who", "which"]).then(|| (start..limit).find(is_end))??;
    let mut next = end + 1..limit.min(end + 4);
    let resumes = |at: usize| page.may_be_verb(at) || page.can_be(at, class::ADVERB);
    let main = next.clone().take_while(|&at| resumes(at)).any(|at| page.may_be_verb(at));
    (main || mark.is_some() && next.any(|at| page.may_be_verb(at))).then_some(end)
}

/// Where the content after a cue ends.
pub(super) fn content_end(
    page: &Page<'_>,
    cues: &[Cue],
    nth: usize,
    start: usize,
    unit: &Range<usize>,
) -> usize {
    if page.is_mark(start)
        && let Some(quote) = page.quote_at(start).map(|nth| page.quotes[nth].tokens.clone())
    {
        let whole = quote.end >= 2
            && page.tokens.all.get(quote.end - 2).is_some()
            && (page.is_stop(quote.end - 2) || page.is(quote.end - 2, ","));
        let sign = cues[nth].takes(takes::CALL)
            || page.tokens.is_one_of(cues[nth].head, &["read", "reads", "reading"]);
        let dash = matches!(page.word(quote.end), "—" | "–" | "--");
        if whole || sign || dash || quote.end >= unit.end {
            return quote.end;
        }
    }
    let limit = unit.end.min(start + LONGEST);
    let stop = aside(page, start, limit);
    let stop = relative_end(page, &cues[nth], start, stop).unwrap_or(stop);
    let rival = cues[nth + 1..]
        .iter()
        .take_while(|next| next.tokens.start < stop)
        .find_map(|next| rival_start(page, next, start));
    trim_stop(page, start, rival.map_or(stop, |rival| rival.min(stop)))
}

/// ", and Tolle said ...": where the next speaker's clause begins.
pub(super) fn rival_start(page: &Page<'_>, next: &Cue, start: usize) -> Option<usize> {
    let before = next.tokens.start.checked_sub(1);
    // "said it was late and did not answer questions": the writer says who is silent
    if next.takes(takes::SILENCE) {
        return before.filter(|&at| at > start + 1 && page.tokens.is_one_of(at, &["and", "but"]));
    }
    if !matches!(next.kind, Kind::Verb(Form::Past | Form::Present)) || next.unreal {
        return None;
    }
    let source = next.subject.as_ref()?;
    let join = source.start.checked_sub(1).filter(|&join| join > start + 1)?;
    let coordinated = page.can_be(join, class::COORDINATOR)
        || page.tokens.is_one_of(join, &["while", "though", "although"]);
    (coordinated && page.is(join - 1, ",")).then_some(join - 1)
}
