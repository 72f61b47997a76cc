//! Quotations that a line before them announces: "Brae issued this statement: ...", "Said Brae: ...",
//! "From the report: ...".

use std::ops::Range;

use super::content::Found;
use super::cue::Cue;
use super::lexicon::{Form, class, takes};
use super::page::Page;
use super::{clause, speaker};

/// The most tokens between a verb that opens its sentence and the quotation that it announces.
const REACH: usize = 40;

/// The most tokens of a name before a colon.
const NAME: usize = 8;

/// The finding of a quotation that a comma or colon announces, if it says whose the words are.
pub(super) fn announced(page: &Page<'_>, quote: &Range<usize>) -> Option<Found> {
    let mark = quote.start.checked_sub(1)?;
    let (cue, source) = match page.word(mark) {
        "," => inverted(page, mark),
        ":" => inverted(page, mark).or_else(|| clause(page, mark)).or_else(|| name(page, mark)),
        _ => None,
    }?;
    let pieces = std::iter::once(quote.clone()).collect();
    Some(Found { cue: Some(cue), source: Some(source), pieces, carried_from: None })
}

/// "Said Brae, who was there, ..."
fn inverted(page: &Page<'_>, mark: usize) -> Option<(Cue, Range<usize>)> {
    let verb = page.unit_of(mark).start;
    let says = page.words.get(verb)?.verb.is_some_and(|cue| {
        cue.takes & takes::QUOTE != 0 && matches!(cue.form, Form::Past | Form::Present)
    });
    if !says || mark - verb > REACH {
        return None;
    }
    let source = speaker::after(page, verb + 1)?;
    (source.end <= mark).then(|| (Cue::verb_at(verb, verb..verb + 1), source))
}

/// "Brae issued this statement: ..."
fn clause(page: &Page<'_>, colon: usize) -> Option<(Cue, Range<usize>)> {
    let source = clause::subject_of(page, colon)?;
    let verb = (source.end..colon).find(|&at| page.may_be_verb(at))?;
    Some((Cue::verb_at(verb, verb..colon), source))
}

/// "From the report: ...", "According to Brae: ...", "Ferry stays in port - Orla Brae: ..."
fn name(page: &Page<'_>, colon: usize) -> Option<(Cue, Range<usize>)> {
    let unit = page.unit_of(colon);
    let floor = unit.start.max(colon.saturating_sub(NAME + 2));
    let dash = (floor..colon).rev().find(|&at| matches!(page.word(at), "-" | "–" | "—" | "--"));
    let mut start = dash.map_or(floor, |dash| dash + 1);
    let led = start;
    while page.tokens.is_one_of(start, &["more", "from", "according", "to", "here", "'s", "’s"]) {
        start += 1;
    }
    let ends = |at: &usize| {
        page.can_be(*at, class::PREPOSITION) && !page.is(*at, "of") || page.is(*at, ",")
    };
    let end = (start..colon).find(ends).unwrap_or(colon);
    let source = start..end;
    let opens = dash.is_some() || floor == unit.start;
    let named = page.tokens.is_capital(start) && !page.can_be(start, class::DET | class::ADVERB)
        || start > led && page.can_be(start, class::DET);
    let plain = source.clone().all(|at| page.tokens.is_word(at) && !page.may_be_verb(at));
    (opens && named && plain && !source.is_empty())
        .then(|| (Cue::verb_at(colon, colon..colon + 1), source))
}
