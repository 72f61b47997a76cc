//! Where content ends: at the sentence, at asides of the writer, at the next speaker.

use std::ops::Range;

use super::content::LONGEST;
use super::cue::{Cue, Kind};
use super::lexicon::{Form, class, takes};
use super::page::Page;
use super::speaker;
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

/// "Brae, who said it is so, left": where the relative clause ends.
pub(super) fn relative_end(
    page: &Page<'_>,
    cue: &Cue,
    start: usize,
    limit: usize,
) -> Option<usize> {
    let relative = cue
        .tokens
        .start
        .checked_sub(1)
        .filter(|&at| page.tokens.is_one_of(at, &["who", "which"]))?;
    let comma = (start..limit).find(|&at| page.is(at, ",") && !page.is_quoted(at))?;
    let aside = relative > 0 && page.is(relative - 1, ",");
    let main = (comma + 1..limit.min(comma + 4)).any(|at| page.may_be_verb(at));
    (aside && main).then_some(comma)
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
        if whole || quote.end >= unit.end {
            return quote.end;
        }
    }
    let limit = unit.end.min(start + LONGEST);
    let stop = (start..limit).find(|&stop| ends_content(page, start, stop, limit)).unwrap_or(limit);
    let stop = relative_end(page, &cues[nth], start, stop).unwrap_or(stop);
    let rival = cues[nth + 1..]
        .iter()
        .take_while(|next| next.tokens.start < stop)
        .find_map(|next| rival_start(page, next, start));
    trim_stop(page, start, rival.map_or(stop, |rival| rival.min(stop)))
}

pub(super) fn ends_content(page: &Page<'_>, start: usize, at: usize, limit: usize) -> bool {
    if page.is_quoted(at) {
        return false;
    }
    let next = at + 1;
    let reports = |at: usize| {
        page.words.get(at).is_some_and(|word| {
            word.verb.is_some_and(|verb| {
                verb.takes & takes::QUOTE != 0 && verb.takes & takes::NOUNISH == 0
            })
        })
    };
    let saying =
        |at: usize| reports(at) && page.words[at].verb.is_some_and(|verb| verb.form == Form::Ing);
    match page.word(at) {
        ";" => true,
        "," | "—" | "–" | "--" | "-" => {
            page.is(next, "according")
                || saying(next)
                || at > start + 5
                    && !page.can_be(
                        start + usize::from(page.is(start, "that")),
                        class::SUBORDINATOR | class::PREPOSITION,
                    )
                    && limit - at > at - start
                    && page.is(at, ",")
                    && starts_aside(page, at)
                || page.can_be(next, class::COORDINATOR) && reports(next + 1)
        }
        "saying" | "according" => at > start + 2,
        "and"
            if page.words.get(next).is_some_and(|word| word.noun & !takes::STUDY != 0)
                && page.is(next + 1, "that") =>
        {
            true
        }
        "and" | "but" => {
            at > start + 2
                && reports(next)
                && page.words[next].verb.is_some_and(|verb| verb.form == Form::Past)
        }
        _ => false,
    }
}

/// What the writer says rather than the speaker, as often as not.
pub(super) fn starts_aside(page: &Page<'_>, comma: usize) -> bool {
    let next = comma + 1;
    let gerund = page.tokens.shape(next) == Shape::Lower
        && page.word(next).ends_with("ing")
        && page.words[next].class == 0;
    let words =
        ["but", "which", "who", "though", "although", "despite", "compared", "calling", "a", "an"];
    gerund || page.tokens.is_one_of(next, &words) && !page.is(next + 1, "that")
}

/// ", and Tolle said ...": where the next speaker's clause begins.
pub(super) fn rival_start(page: &Page<'_>, next: &Cue, start: usize) -> Option<usize> {
    if !matches!(next.kind, Kind::Verb(Form::Past | Form::Present)) || next.unreal {
        return None;
    }
    let source = speaker::before(page, next)?;
    let join = source.start.checked_sub(1).filter(|&join| join > start + 1)?;
    let coordinated = page.can_be(join, class::COORDINATOR)
        || page.tokens.is_one_of(join, &["while", "though", "although"]);
    (coordinated && page.is(join - 1, ",")).then_some(join - 1)
}
