//! Quotations that no cue stands beside: those that go on with one that is attributed.

use std::ops::Range;

use super::announce::{announced, subject_before};
use super::content::Found;
use super::page::Page;
use super::token::Shape;

/// The fewest words of a quotation that is taken for somebody's speech rather than for a term.
const SPEECH: usize = 4;

/// Attributes the quotations that go on with an attributed one, as findings of their own: paragraph
/// by paragraph where a quotation was left open, since each tells of something else more often than
/// not, else sentence by sentence spoken. What is too short for that is a further piece.
pub(super) fn carry_on(page: &Page<'_>, found: &mut Vec<Found>) {
    let mut owner = owners(page, found);
    let told = found.len();
    for nth in (1..page.quotes.len()).rev() {
        if let (Some(of), None, true) = (owner[nth], owner[nth - 1], page.quotes[nth].resumes) {
            owner[nth - 1] = Some(take(page, found, of, nth - 1, nth - 1));
        }
    }
    let mut last: Option<(usize, usize)> = None;
    for (nth, quote) in page.quotes.iter().enumerate() {
        let open = last.filter(|&(before, _)| {
            let next = before + 1 == nth;
            next && (quote.resumes || rounds_off(page, &page.quotes[before].tokens, &quote.tokens))
        });
        let of = match (owner[nth], open) {
            (Some(of), _) => of,
            (None, Some((before, of))) => take(page, found, of, before, nth),
            (None, None) => {
                let speech = words(page, &quote.tokens) >= SPEECH;
                let by = speech.then(|| announced(page, &quote.tokens)).flatten();
                let next = by.or_else(|| {
                    let of = speaker_before(page, found, told, last, &quote.tokens)?;
                    Some(carried(found, of, quote.tokens.clone()))
                });
                let next = next.or_else(|| told_of(page, &quote.tokens));
                let Some(next) = next else { continue };
                found.push(next);
                found.len() - 1
            }
        };
        owner[nth] = Some(of);
        last = Some((nth, of));
    }
}

/// Gives quotation `nth` to whoever is behind finding `of`, and returns the finding that holds it: a
/// new one if it is a paragraph of its own, where quotation `left` before it ends with a sentence.
fn take(page: &Page<'_>, found: &mut Vec<Found>, of: usize, left: usize, nth: usize) -> usize {
    let piece = page.quotes[nth].tokens.clone();
    let left = &page.quotes[left];
    if left.closed || !page.is_stop(left.tokens.end - 1) {
        found[of].pieces.push(piece);
        return of;
    }
    found.push(carried(found, of, piece));
    found.len() - 1
}

/// The finding whose speaker goes on in a quotation that begins a sentence of the same paragraph or
/// fills the next one: the last quotation that is somebody's, or what was told after it.
fn speaker_before(
    page: &Page<'_>,
    found: &[Found],
    told: usize,
    last: Option<(usize, usize)>,
    quote: &Range<usize>,
) -> Option<usize> {
    let follows = |before: &Range<usize>| {
        is_same_paragraph(page, before, quote) && goes_on(page, quote)
            || is_next_paragraph(page, before, quote) && fills_paragraph(page, quote)
    };
    let quoted = last.map(|(nth, of)| (page.quotes[nth].tokens.clone(), of));
    let start = |found: &Found| found.pieces.first().map_or(0, |piece| piece.start);
    let nth = found[..told].partition_point(|found| start(found) < quote.start).checked_sub(1);
    let told = nth.and_then(|nth| Some((found[nth].pieces.last()?.clone(), nth)));
    let latest = match (quoted, told) {
        (Some(quoted), Some(told)) if told.0.start > quoted.0.start => Some(told),
        (None, told) => told,
        (quoted, _) => quoted,
    };
    latest.filter(|(before, _)| follows(before)).map(|(_, of)| of)
}

/// Puts findings into the order of the text.
pub(super) fn sort(found: Vec<Found>) -> Vec<Found> {
    let start = |found: &Found| found.pieces.iter().map(|piece| piece.start).min();
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&nth| (start(&found[nth]), nth));
    let mut place = vec![0; found.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut sorted: Vec<(usize, Found)> =
        found.into_iter().enumerate().map(|(old, found)| (place[old], found)).collect();
    sorted.sort_by_key(|(new, _)| *new);
    let remap = |mut found: Found| {
        found.carried_from = found.carried_from.map(|old| place[old]);
        found.pieces.sort_by_key(|piece| piece.start);
        found
    };
    sorted.into_iter().map(|(_, found)| remap(found)).collect()
}

/// The finding of a quotation that stands alone after a sentence about somebody.
fn told_of(page: &Page<'_>, quote: &Range<usize>) -> Option<Found> {
    let same = page.tokens.paragraph_of(quote.start).start < quote.start;
    let alone = if same { goes_on(page, quote) } else { fills_paragraph(page, quote) };
    let source = subject_before(page, quote).filter(|_| alone)?;
    let pieces = std::iter::once(quote.clone()).collect();
    Some(Found { cue: None, source: Some(source), pieces, carried_from: None })
}

fn carried(found: &[Found], of: usize, piece: Range<usize>) -> Found {
    let pieces = std::iter::once(piece).collect();
    Found { cue: None, source: found[of].source.clone(), pieces, carried_from: Some(of) }
}

/// For each quotation the finding that holds it.
fn owners(page: &Page<'_>, found: &[Found]) -> Vec<Option<usize>> {
    let mut owner = vec![None; page.quotes.len()];
    for (of, found) in found.iter().enumerate() {
        for piece in &found.pieces {
            let first = page.quotes.partition_point(|quote| quote.tokens.end <= piece.start);
            let inside =
                page.quotes[first..].iter().take_while(|quote| quote.tokens.start < piece.end);
            for (offset, _) in inside.enumerate() {
                owner[first + offset].get_or_insert(of);
            }
        }
    }
    owner
}

/// Tells whether a quotation begins a sentence and is long enough to be speech.
fn goes_on(page: &Page<'_>, quote: &Range<usize>) -> bool {
    begins_sentence(page, quote) && words(page, quote) >= SPEECH && !is_term(page, quote)
}

/// "“The Long Quay” is her best film": a quotation that is only a part of its sentence.
fn is_term(page: &Page<'_>, quote: &Range<usize>) -> bool {
    let closed = page.tokens.is_word(quote.end - 2);
    let next = page.tokens.shape(quote.end) == Shape::Lower;
    closed && next && !begins_sentence(page, &(quote.end..quote.end + 1))
}

/// "Very good." after "It was good," she said: too short a sentence for a claim of its own.
fn rounds_off(page: &Page<'_>, before: &Range<usize>, quote: &Range<usize>) -> bool {
    is_same_paragraph(page, before, quote)
        && begins_sentence(page, quote)
        && page.is_stop(quote.end - 2)
        && (2..SPEECH).contains(&words(page, quote))
}

fn begins_sentence(page: &Page<'_>, quote: &Range<usize>) -> bool {
    page.tokens.sentence_of(quote.start).start == quote.start
}

fn words(page: &Page<'_>, range: &Range<usize>) -> usize {
    range.clone().take(SPEECH + 8).filter(|&at| page.tokens.is_word(at)).count()
}

/// Tells whether a quotation is a paragraph of its own, and no heading in single marks.
fn fills_paragraph(page: &Page<'_>, quote: &Range<usize>) -> bool {
    let paragraph = page.tokens.paragraph_of(quote.start);
    let stopped = quote.clone().rev().take(2).any(|at| page.is_stop(at));
    let heading = matches!(page.word(quote.start), "'" | "‘") && !stopped;
    paragraph.start == quote.start
        && paragraph.end <= quote.end + 1
        && words(page, quote) >= SPEECH
        && !heading
}

fn is_same_paragraph(page: &Page<'_>, before: &Range<usize>, quote: &Range<usize>) -> bool {
    page.tokens.all[quote.start].paragraph == page.tokens.all[before.start].paragraph
}

fn is_next_paragraph(page: &Page<'_>, before: &Range<usize>, quote: &Range<usize>) -> bool {
    let paragraph = |at: usize| page.tokens.all[at].paragraph;
    paragraph(quote.start) == paragraph(before.start) + 1
}
