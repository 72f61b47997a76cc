//! When the origin spoke: the date beside the cue, or the one carried on from before.

use std::ops::Range;

use super::content::Found;
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

/// Finds all date phrases of a text, read against the day of publication.
pub(super) fn phrases(text: &str, metadata: &Metadata) -> Vec<dates::Found> {
    let anchor = metadata.published_on.as_ref().and_then(|when| when.latest());
    dates::find(text, anchor)
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
    Some(Said { when: phrase.when.clone(), bytes: phrase.bytes.clone() })
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
    !in_source && !between.into_iter().any(crosses)
}
