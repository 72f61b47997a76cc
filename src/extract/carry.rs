//! Quotations that no cue stands beside: those that go on with one that is attributed.

use std::ops::Range;

use super::content::Found;
use super::cue::Cue;
use super::page::Page;
use super::speaker;

/// The fewest words of a quotation that is taken for somebody's speech rather than for a term.
const SPEECH: usize = 4;

/// Attributes the quotations that go on with an attributed one: as further pieces of its content
/// where the quotation was left open, else as findings of their own, sentence by sentence spoken.
pub(super) fn carry_on(page: &Page<'_>, found: &mut Vec<Found>) {
    let mut owner = owners(page, found);
    for nth in (1..page.quotes.len()).rev() {
        if let (Some(of), None, true) = (owner[nth], owner[nth - 1], page.quotes[nth].resumes) {
            found[of].pieces.push(page.quotes[nth - 1].tokens.clone());
            owner[nth - 1] = Some(of);
        }
    }
    let mut last: Option<(usize, usize)> = None;
    for (nth, quote) in page.quotes.iter().enumerate() {
        if let Some(of) = owner[nth] {
            last = Some((nth, of));
            continue;
        }
        if let Some(next) = announced(page, &quote.tokens) {
            last = Some((nth, found.len()));
            owner[nth] = Some(found.len());
            found.push(next);
            continue;
        }
        let Some((before, of)) = last else { continue };
        let own = &page.quotes[before].tokens;
        let same =
            page.tokens.all[own.start].paragraph == page.tokens.all[quote.tokens.start].paragraph;
        if quote.resumes {
            found[of].pieces.push(quote.tokens.clone());
            owner[nth] = Some(of);
            last = Some((nth, of));
        } else if same && goes_on(page, &quote.tokens)
            || !same
                && fills_paragraph(page, &quote.tokens)
                && is_next_paragraph(page, own, &quote.tokens)
        {
            owner[nth] = Some(found.len());
            last = Some((nth, found.len()));
            found.push(carried(found, of, quote.tokens.clone()));
        }
    }
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

/// "Brae issued this statement: ..." with a quotation after the colon.
fn announced(page: &Page<'_>, quote: &Range<usize>) -> Option<Found> {
    let colon = quote
        .start
        .checked_sub(1)
        .filter(|&at| page.is(at, ":") && words(page, quote) >= SPEECH)?;
    let source = speaker::of_clause(page, colon)?;
    let verb = (source.end..colon).find(|&at| page.may_be_verb(at))?;
    let cue = Cue::verb_at(verb, verb..colon);
    Some(Found {
        cue: Some(cue),
        source: Some(source),
        pieces: std::iter::once(quote.clone()).collect(),
        carried_from: None,
    })
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
    begins_sentence(page, quote) && words(page, quote) >= SPEECH
}

fn begins_sentence(page: &Page<'_>, quote: &Range<usize>) -> bool {
    page.tokens.sentence_of(quote.start).start == quote.start
}

fn words(page: &Page<'_>, range: &Range<usize>) -> usize {
    range.clone().take(SPEECH + 8).filter(|&at| page.tokens.is_word(at)).count()
}

fn fills_paragraph(page: &Page<'_>, quote: &Range<usize>) -> bool {
    let paragraph = page.tokens.paragraph_of(quote.start);
    paragraph.start == quote.start && paragraph.end <= quote.end + 1 && words(page, quote) >= SPEECH
}

fn is_next_paragraph(page: &Page<'_>, before: &Range<usize>, quote: &Range<usize>) -> bool {
    let paragraph = |at: usize| page.tokens.all[at].paragraph;
    paragraph(quote.start) == paragraph(before.start) + 1
}
