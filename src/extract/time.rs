//! When the origin spoke: the date beside the cue, or that of an event before.

use std::ops::Range;

use super::content::Found;
use super::dateline;
use super::lexicon::{class, deed};
use super::page::Page;
use crate::dates;
use crate::model::{Metadata, When};

/// When something was said, and the words that say so.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// When.
    pub(super) when: When,
    /// The words, in bytes.
    pub(super) bytes: Range<usize>,
}

/// Finds all date phrases of a text, read against the day on which it was written: that of its
/// dateline, or else of its publication. Without either nothing is guessed.
pub(super) fn phrases(text: &str, metadata: &Metadata) -> Vec<dates::Found> {
    let published = metadata.published_on.as_ref().and_then(When::latest);
    dates::find(text, dateline::day(text, published).or(published))
}

/// Returns the day of the event before a sentence in which "he" or "she" speaks: "She rang back on
/// Thursday. She said ...".
pub(super) fn heard_before(
    page: &Page<'_>,
    phrases: &[dates::Found],
    found: &Found,
) -> Option<Said> {
    let (cue, source) = (found.cue.as_ref()?, found.source.as_ref()?);
    let pronoun =
        source.len() == 1 && page.tokens.is_one_of(source.start, &["he", "she", "they", "who"]);
    let unit = page.unit_of(cue.head);
    let before = page.unit_of(unit.start.checked_sub(1).filter(|_| pronoun)?);
    let same = page.tokens.all[before.start].paragraph == page.tokens.all[unit.start].paragraph;
    if !same || before.len() > 40 || before.clone().any(|at| page.is_quoted(at)) {
        return None;
    }
    let event = before.clone().find(|&at| is_event(page, at))?;
    let bytes = page.tokens.bytes(&before);
    let first = phrases.partition_point(|phrase| phrase.bytes.start < bytes.start);
    let inside = phrases[first..].iter().take_while(|phrase| phrase.bytes.end <= bytes.end);
    let beside = inside.filter(|phrase| {
        let at = page.tokens.at_byte(phrase.bytes.start);
        let mut between = if at > event { event + 1..at } else { at + 1..event };
        !between.any(|at| page.may_be_verb(at))
    });
    beside.last().map(|phrase| Said { when: phrase.past(), bytes: phrase.bytes.clone() })
}

/// Tells whether somebody was heard by the verb at `at`, and not only will be.
fn is_event(page: &Page<'_>, at: usize) -> bool {
    let helper = at.checked_sub(1).filter(|&at| page.can_be(at, class::MODAL | class::NEGATION));
    page.does(at, deed::HEARD) && helper.is_none()
}

/// Returns the date beside the cue of a finding: outside its content, with no verb in between.
pub(super) fn beside_cue(page: &Page<'_>, phrases: &[dates::Found], found: &Found) -> Option<Said> {
    let cue = found.cue.as_ref()?;
    let unit = page.unit_of(cue.head);
    let bytes = page
        .tokens
        .bytes(&(unit.start.max(cue.head.saturating_sub(60))..unit.end.min(cue.head + 60)));
    let first = phrases.partition_point(|phrase| phrase.bytes.end <= bytes.start);
    let near = phrases[first..].iter().take_while(|phrase| phrase.bytes.start < bytes.end);
    let fits = near.filter_map(|phrase| {
        let tokens =
            page.tokens.at_byte(phrase.bytes.start)..page.tokens.at_byte(phrase.bytes.end - 1) + 1;
        belongs_to_cue(page, found, &tokens).then(|| (distance(&cue.tokens, &tokens), phrase))
    });
    let (_, phrase) = fits.min_by_key(|(distance, _)| *distance)?;
    let when = if cue.unreal { phrase.when.clone() } else { phrase.past() };
    Some(Said { when, bytes: phrase.bytes.clone() })
}

fn distance(cue: &Range<usize>, words: &Range<usize>) -> usize {
    if words.start >= cue.end {
        words.start - cue.end
    } else {
        cue.start.saturating_sub(words.end) + 3
    }
}

/// Tells whether a date stands outside the content and quotations, and in the clause of the cue.
fn belongs_to_cue(page: &Page<'_>, found: &Found, words: &Range<usize>) -> bool {
    let inside =
        found.pieces.iter().any(|piece| piece.start < words.end && words.start < piece.end);
    let Some(cue) = found.cue.as_ref().filter(|_| !inside && !page.is_quoted(words.start)) else {
        return false;
    };
    let begin = found
        .source
        .as_ref()
        .filter(|source| source.start < cue.tokens.start)
        .map_or(cue.tokens.start, |source| source.start);
    let in_source = found
        .source
        .as_ref()
        .is_some_and(|source| source.start <= words.start && words.end < source.end);
    let between =
        if words.start >= cue.tokens.end { cue.tokens.end..words.start } else { words.end..begin };
    let crosses = |at: usize| {
        page.may_be_verb(at) && !found.source.as_ref().is_some_and(|source| source.contains(&at))
            || found.pieces.iter().any(|piece| piece.contains(&at))
    };
    !in_source && (!between.into_iter().any(crosses) || is_in_what_was_given(page, found, words))
}

/// "..., in an email to me last week", after the content.
fn is_in_what_was_given(page: &Page<'_>, found: &Found, words: &Range<usize>) -> bool {
    let Some(end) = found.pieces.last().map(|piece| piece.end) else { return false };
    let start = if page.is(end, ",") { end + 1 } else { end };
    let given = start..words.start;
    page.is(start, "in")
        && (2..10).contains(&given.len())
        && given.clone().any(|at| page.does(at, deed::GIVEN))
        && given.into_iter().all(|at| {
            page.does(at, deed::GIVEN) || page.tokens.is_word(at) && !page.may_be_verb(at)
        })
}
