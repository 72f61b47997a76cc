//! Cues in the passive: Brae is expected to win; asked whether it is so, Brae said no.

use std::ops::Range;

use super::after::takes_what_follows;
use super::content::Found;
use super::cue::Cue;
use super::extent::content_end;
use super::lexicon::takes;
use super::onset::content_start;
use super::page::Page;
use super::speaker;

/// What is expected, asked or told; the source is whoever stands after "by", as a rule nobody.
pub(super) fn passive(page: &Page<'_>, cues: &[Cue], nth: usize) -> Option<Found> {
    let cue = &cues[nth];
    if cue.takes(takes::EXPECTED) && page.is(cue.tokens.end, "to") {
        return expected(page, cues, nth);
    }
    if !cue.takes(takes::ASKED) {
        return None;
    }
    let unit = page.unit_of(cue.head);
    let by = page.is(cue.tokens.end, "by");
    let source = by.then(|| speaker::after(page, cue.tokens.end + 1)).flatten();
    let end = source.as_ref().map_or(cue.tokens.end, |source| source.end);
    let asked =
        Cue { tokens: cue.tokens.start..end, takes: cue.takes & !takes::TELL, ..cue.clone() };
    let start = content_start(page, &asked, &unit)?;
    if page.is(start, "to") || !takes_what_follows(page, &asked, start, unit.end) {
        return None;
    }
    let fronted = cue.tokens.start == cue.head;
    let closes =
        |&at: &usize| page.is(at, ",") && !page.is_quoted(at) && !page.is_one_of_relative(at + 1);
    let comma = (start..unit.end).take(60).find(closes);
    let end = match comma {
        Some(comma) if fronted => comma,
        _ => content_end(page, cues, nth, start, &unit),
    };
    piece(start..end).map(|content| Found::new(cue, source, vec![content]))
}

/// "Brae is expected to win": the subject and the infinitive are what is expected.
fn expected(page: &Page<'_>, cues: &[Cue], nth: usize) -> Option<Found> {
    let cue = &cues[nth];
    let unit = page.unit_of(cue.head);
    let subject = cue.subject.clone()?;
    let start = cue.tokens.end;
    let infinitive = piece(start..content_end(page, cues, nth, start, &unit))?;
    Some(Found::new(cue, None, vec![subject, infinitive]))
}

fn piece(range: Range<usize>) -> Option<Range<usize>> {
    (range.start < range.end).then_some(range)
}
