//! Quotations that the words around them attribute, though no cue was read there: "Said Brae: ...",
//! "From the report: ...", "..., the crowd chanted".

use std::ops::Range;

use super::content::Found;
use super::cue::Cue;
use super::label::is_known;
use super::lexicon::{Form, class, takes};
use super::page::Page;
use super::token::Shape;
use super::{clause, speaker};

/// The most tokens between a quotation and the verb that attributes it.
const REACH: usize = 40;

/// The most tokens of a name before a colon.
const NAME: usize = 8;

/// The finding of a quotation whose speaker is told right before or after it.
pub(super) fn announced(page: &Page<'_>, quote: &Range<usize>) -> Option<Found> {
    let mark = quote.start.checked_sub(1);
    let before = mark.and_then(|mark| match page.word(mark) {
        "," => inverted(page, mark).or_else(|| led(page, mark, quote)),
        ":" => inverted(page, mark).or_else(|| clause(page, mark)),
        _ => None,
    });
    let beside = before.or_else(|| followed(page, quote));
    let labelled = || mark.filter(|&mark| page.is(mark, ":")).and_then(|mark| name(page, mark));
    let (cue, source) = beside.or_else(labelled).filter(|_| !is_title(page, quote))?;
    let pieces = std::iter::once(quote.clone()).collect();
    Some(Found { cue: Some(cue), source: Some(source), pieces, carried_from: None })
}

/// "The Wind and the Quay": tells whether all long words of a quotation have capitals.
pub(super) fn is_title(page: &Page<'_>, quote: &Range<usize>) -> bool {
    let long = |at: &usize| page.tokens.is_word(*at) && page.word(*at).len() > 3;
    quote.clone().filter(long).all(|at| page.tokens.is_capital(at))
}

/// "..., the crowd chanted": the verb that ends the clause after a quotation which is no sentence
/// yet, or asks or calls.
fn followed(page: &Page<'_>, quote: &Range<usize>) -> Option<(Cue, Range<usize>)> {
    let comma = usize::from(page.is(quote.end, ","));
    let open = comma == 1 || matches!(page.word(quote.end - 2), "," | "?" | "!" | "—" | "--");
    let from = quote.end + comma;
    let first = page.tokens.sentence_of(quote.start).start == quote.start;
    let same = |at: usize| page.tokens.all.get(at).map(|token| token.paragraph);
    if !open || same(from) != same(quote.start) {
        return None;
    }
    let end = page.tokens.sentence_of(from).end.min(from + REACH);
    let outside = |at: &usize| !page.is_quoted(*at);
    let any = |at: &usize| page.may_be_verb(*at) && *at < from + NAME;
    let comma = comma == 1 || page.is(quote.end - 2, ",");
    let verb = (from..end)
        .filter(outside)
        .find(|&at| says(page, at))
        .or_else(|| (from..end).filter(outside).find(any).filter(|_| comma && first))?;
    if verb == from {
        let source = speaker::after(page, from + 1)?;
        return Some((Cue::verb_at(verb, verb..verb + 1), source));
    }
    let close = (from..verb).find(|&at| page.is(at, ",") && at > from + 1).unwrap_or(verb);
    let short = verb < from + NAME && page.can_be(from, class::DET);
    let aside = close == verb || page.is(verb - 1, ",") || page.is_one_of_relative(close + 1);
    let source = from..if short && !aside { verb } else { close };
    let named = page.tokens.is_capital(from) || page.can_be(from, class::DET | class::SUBJECT);
    let plain = |at: usize| page.is(at, ",") || page.tokens.is_word(at) && !page.may_be_verb(at);
    ((aside || short) && named && source.clone().all(plain))
        .then(|| (Cue::verb_at(verb, verb..verb + 1), source))
}

fn says(page: &Page<'_>, at: usize) -> bool {
    page.tokens.shape(at) == Shape::Lower
        && page.words[at]
            .verb
            .is_some_and(|cue| cue.takes & takes::QUOTE != 0 && cue.form != Form::Ing)
}

/// "Brae came home. ...": the subject of the sentence before a quotation, in whose place the
/// quotation stands.
pub(super) fn subject_before(page: &Page<'_>, quote: &Range<usize>) -> Option<Range<usize>> {
    let last = quote.start.checked_sub(1)?;
    let sentence = page.tokens.sentence_of(last);
    let verb = (sentence.start + 1..last).take(REACH).find(|&at| page.may_be_verb(at))?;
    let after = || says(page, verb).then(|| speaker::after(page, verb + 1)).flatten();
    let source = clause::subject_of(page, verb + 1).or_else(after)?;
    let named = |at: usize| {
        page.tokens.is_capital(at) && !page.can_be(at, class::DET | class::SUBJECT | class::TIME)
    };
    let person = source.start > verb
        || page.tokens.is_one_of(source.start, &["he", "she"])
        || named(source.start)
        || source.clone().any(|at| page.is(at, ",") && named(at + 1));
    let clause = quote.clone().any(|at| page.may_be_verb(at)) && page.is_stop(quote.end - 2);
    (person && clause).then_some(source)
}

/// "Brae told the crowd, ...", "..., telling the board, ..." before a quotation that is a sentence.
fn led(page: &Page<'_>, comma: usize, quote: &Range<usize>) -> Option<(Cue, Range<usize>)> {
    let capital = (quote.start..quote.end).find(|&at| page.tokens.is_word(at))?;
    let floor = page.unit_of(comma).start.max(comma.saturating_sub(REACH));
    let tells = |at: &usize| {
        says(page, *at)
            || page.words[*at]
                .verb
                .is_some_and(|cue| cue.form == Form::Ing && cue.takes & takes::QUOTE != 0)
    };
    let verb = (floor..comma).rev().filter(|&at| !page.is_quoted(at)).find(tells)?;
    let passive = page.can_be(verb.checked_sub(1)?, class::BE);
    if !page.tokens.is_capital(capital) || passive && says(page, verb) {
        return None;
    }
    let cue = Cue::verb_at(verb, verb..verb + 1);
    let source = speaker::before(page, &cue).or_else(|| clause::subject_of(page, verb))?;
    Some((cue, source))
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
    (opens && named && plain && !source.is_empty() && is_known(page, &source))
        .then(|| (Cue::verb_at(colon, colon..colon + 1), source))
}
