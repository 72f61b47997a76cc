//! Content before a cue or around it: "It is so," said Brae. It is so, Brae said.

use std::ops::Range;

use super::content::{Found, LONGEST};
use super::cue::Cue;
use super::extent::{is_clause, trim_stop};
use super::lexicon::{Form, class, takes};
use super::onset::skip_addressee;
use super::page::Page;
use super::token::Shape;
use super::{apposition, speaker};

/// "It is so," said Brae.
pub(super) fn inverted(page: &Page<'_>, cue: &Cue, form: Form) -> Option<Found> {
    let unit = page.unit_of(cue.head);
    let start = cue.head;
    if !cue.takes(takes::QUOTE) || !matches!(form, Form::Past | Form::Present) {
        return None;
    }
    let first = start == unit.start;
    if start < 1 || first && !page.ends_quotation(start) || cue.negated || cue.unreal || cue.passive
    {
        return None;
    }
    let quoted = page.is_mark(start - 1);
    if !first && !quoted && !matches!(page.word(start - 1), "," | "?" | "!" | "—" | "–" | "--")
    {
        return None;
    }
    let object = page.tokens.is_one_of(start + 1, &["him", "her", "them", "me", "us", "it"]);
    if object || page.can_be(start + 1, class::TIME) || cue.takes(takes::TELL) && !quoted {
        return None;
    }
    let source = speaker::after(page, start + 1)?;
    let after = source.end;
    let closes = after >= unit.end
        || !page.tokens.is_word(after)
        || page
            .can_be(after, class::PREPOSITION | class::TIME | class::SUBORDINATOR | class::ADVERB);
    let pronoun = page.can_be(source.start, class::SUBJECT)
        && page.can_be(after, class::ADVERB | class::SUBORDINATOR);
    if !closes || pronoun || page.is(after, "that") || first && !is_speech(page, start - 1) {
        return None;
    }
    let floor = if first { page.unit_of(start - 1).start } else { unit.start };
    let before = spoken_before(page, floor, start)?;
    if !quoted
        && (!cue.takes(takes::SAY)
            || !is_clause(page, &before)
                && !(page.tokens.is_capital(source.start)
                    && before.len() > 5
                    && !page.can_be(before.start, class::PREPOSITION | class::SUBORDINATOR)
                    && (after >= unit.end || page.is_stop(after) || page.is(after, ",")))
            || page.is(after, ",") && !page.tokens.is_capital(source.start)
            || !page.can_be(source.start, class::DET | class::SUBJECT)
                && !page.tokens.is_capital(source.start)
                && !is_line(page, &unit))
    {
        return None;
    }
    let mut pieces = vec![before];
    pieces.extend(quotation_resumed(page, &unit, after));
    let plain = Cue { tokens: start..start + 1, ..cue.clone() };
    Some(Found::new(&plain, Some(source), pieces))
}

/// The content before an inverted cue; a noun with an aside is the cue's subject.
fn spoken_before(page: &Page<'_>, floor: usize, cue: usize) -> Option<Range<usize>> {
    let quoted = page.is_mark(cue - 1);
    content_before(page, floor, cue)
        .filter(|before| quoted || !apposition::is_noun_with_aside(page, before))
}

/// "Storm was worst in years, says coastguard": a paragraph that ends without a stop, as headlines do.
fn is_line(page: &Page<'_>, unit: &Range<usize>) -> bool {
    page.tokens.paragraph_of(unit.start) == *unit && !page.is_stop(unit.end - 1)
}

/// The quotation that goes on in the same sentence after an interruption, unless it is attributed
/// anew: not "..., he said, adding that it was ...".
pub(super) fn quotation_resumed(
    page: &Page<'_>,
    unit: &Range<usize>,
    from: usize,
) -> Option<Range<usize>> {
    let mark = (from..unit.end.min(from + 40)).find(|&at| page.is_mark(at))?;
    let quote = page.quotes[page.quote_at(mark)?].tokens.clone();
    let speech = page.is(mark.checked_sub(1)?, ",") || quote.len() > 8;
    // "he said of the claim that it was full, "so ..."": the clause belongs to a noun
    let clause = (from + 1..mark).any(|at| page.is(at, "that") && page.words[at - 1].noun == 0);
    (quote.start == mark && speech && !clause).then_some(quote)
}

/// It is so, Brae said.
pub(super) fn parenthetical(
    page: &Page<'_>,
    cue: &Cue,
    source: Option<Range<usize>>,
) -> Option<Found> {
    let unit = page.unit_of(cue.head);
    let source =
        source.filter(|source| source.end <= cue.tokens.start && source.start >= unit.start)?;
    if !may_follow(page, cue) || source.start == 0 || speaker::is_relative(page, &source) {
        return None;
    }
    let mark = source.start - 1;
    let first = source.start == unit.start;
    if first && !page.ends_quotation(source.start) {
        return None;
    }
    let quoted = page.is_mark(mark);
    if !first && !quoted && !matches!(page.word(mark), "," | "?" | "!" | "—" | "–" | "--" | "...")
    {
        return None;
    }
    let end = skip_addressee(page, cue, unit.end);
    let closed = end >= unit.end
        || matches!(page.word(end), "," | "." | ";" | ":" | "—" | "–" | "--" | "?" | "!");
    let leads_on = page.is(end, ":")
        || page.is_mark(end)
        || page.is(end, ",") && page.is_mark(end + 1) && (first || page.tokens.is_capital(end + 2));
    if !(closed || quoted && is_speech(page, mark)) || leads_on && (first || !quoted) {
        return None;
    }
    if first && (!closed || !is_speech(page, mark)) {
        return None;
    }
    let floor = if first { page.unit_of(mark).start } else { unit.start };
    let before = content_before(page, floor, source.start)?;
    let ends = end >= unit.end || page.is_stop(end);
    let interrupts = page.is(cue.tokens.end, ",") || ends;
    if !quoted && (!tells_indirectly(page, cue) || !interrupts && !is_clause(page, &before))
        || !quoted && before.len() < 3 && !page.is(cue.tokens.end, ",")
    {
        return None;
    }
    let resumed = if quoted { quotation_resumed } else { content_resumed };
    let pieces = std::iter::once(before).chain(resumed(page, &unit, end)).collect();
    Some(Found::new(cue, Some(source), pieces))
}

/// Tells whether a cue can stand after what it attributes: not "pointed" without "out".
fn may_follow(page: &Page<'_>, cue: &Cue) -> bool {
    let partial = cue.takes(takes::OUT) && !page.is(cue.tokens.end - 1, "out");
    cue.takes(takes::QUOTE) && !cue.negated && !partial
}

/// "Brae said", but not "Brae shouted", "Brae wants to say" or "Brae vowed to": what a clause
/// without quotation marks can stand before.
fn tells_indirectly(page: &Page<'_>, cue: &Cue) -> bool {
    let told = takes::BARE | takes::SAY | takes::STUDY;
    cue.takes(told) && !cue.unreal && !page.is(cue.tokens.end, "to")
}

/// Tells whether the quotation that ends at a mark is a sentence of its own rather than a term.
pub(super) fn is_speech(page: &Page<'_>, mark: usize) -> bool {
    let quote = page.quote_at(mark).map(|nth| page.quotes[nth].tokens.clone());
    quote.is_some_and(|quote| quote.len() > 5 && is_sentence_start(page, quote.start))
}

/// The clause or quotation that ends before token `end`, back to a colon or the unit's start.
pub(super) fn content_before(page: &Page<'_>, floor: usize, end: usize) -> Option<Range<usize>> {
    let mut last = end;
    while last > floor
        && matches!(page.word(last - 1), "," | "—" | "–" | "--")
        && !page.is_quoted(last - 1)
    {
        last -= 1;
    }
    let mut start = floor.max(last.saturating_sub(LONGEST));
    if let Some(nth) = last.checked_sub(1).and_then(|at| page.quote_at(at)) {
        let quote = page.quotes[nth].tokens.clone();
        let begins = quote.start <= floor
            || is_sentence_start(page, quote.start)
            || is_speech_after(page, quote.start);
        start = if begins { quote.start } else { start.min(quote.start) };
    }
    if let Some(stop) =
        (start..last).rev().find(|&at| matches!(page.word(at), ";" | ":") && !page.is_quoted(at))
    {
        start = stop + 1;
    }
    let start = past_dateline(page, start).filter(|&past| past < last).unwrap_or(start);
    (start < last).then_some(start..last)
}

/// "(\"It is late,\"", "- \"It is late,\"": tells whether a quotation that a mark leads to is a
/// sentence of its own.
fn is_speech_after(page: &Page<'_>, quote: usize) -> bool {
    let mark = page.word(quote - 1);
    let sentence = page.tokens.is_capital(quote + 1) && page.tokens.is_word(quote + 2);
    mark == ":" || sentence && matches!(mark, "(" | "—" | "–" | "--" | "-")
}

/// "TARN HARBOUR (Wire) - The ferry ...": the first token of the text after the place and dash.
pub(super) fn past_dateline(page: &Page<'_>, start: usize) -> Option<usize> {
    let paragraph = page.tokens.paragraph_of(start);
    if paragraph.start != start || page.tokens.shape(start) != Shape::Upper {
        return None;
    }
    let limit = paragraph.end.min(start + 14);
    let dash = (start..limit).find(|&at| matches!(page.word(at), "-" | "–" | "—" | "--"))?;
    let lower = (start..dash).filter(|&at| page.tokens.shape(at) == Shape::Lower).count();
    (lower == 0).then_some(dash + 1)
}

pub(super) fn is_sentence_start(page: &Page<'_>, at: usize) -> bool {
    page.tokens.sentence_of(at).start == at
}

/// What goes on after ", Brae said, ..." in the same sentence: a quotation, or a clause.
pub(super) fn content_resumed(
    page: &Page<'_>,
    unit: &Range<usize>,
    from: usize,
) -> Option<Range<usize>> {
    if !page.is(from, ",") || page.is_mark(from + 1) {
        return quotation_resumed(page, unit, from);
    }
    let next = from + 1;
    if page.words.get(next)?.verb.is_some_and(|verb| verb.form == Form::Ing)
        || page.is_one_of_relative(next)
    {
        return None;
    }
    if page.word(next).ends_with("ing") {
        return None;
    }
    let end = trim_stop(page, next, unit.end.min(next + LONGEST));
    (next < end && !page.can_be(next, class::COORDINATOR)).then_some(next..end)
}

/// "It is so, Brae said, and it will rain": the further clause, as a finding of its own.
pub(super) fn clause_resumed(page: &Page<'_>, found: &Found, nth: usize) -> Option<Found> {
    let cue = found.cue.as_ref()?;
    let unit = page.unit_of(cue.head);
    let first =
        found.pieces.first().filter(|first| first.end <= cue.head && found.pieces.len() == 1)?;
    if page.is_quoted(first.end - 1) || !page.is(cue.tokens.end, ",") {
        return None;
    }
    let next = cue.tokens.end + 2;
    let joined = page.tokens.is_one_of(next - 1, &["and", "but"]) && page.may_begin_noun(next);
    let end = trim_stop(page, next, unit.end.min(next + LONGEST));
    let clause = joined && next < end && is_clause(page, &(next..end));
    clause.then(|| Found {
        pieces: std::iter::once(next..end).collect(),
        carried_from: Some(nth),
        ..found.clone()
    })
}
