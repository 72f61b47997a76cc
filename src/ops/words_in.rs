//! Finding a person's words in a document's text.

use std::ops::Range;

use crate::model::{CodePoints, Quotation, Span};

use super::{Error, Result};

/// Finds the place of `words` in `text` that is meant: the only one, or the `place`th from 1.
/// White space is not told apart: a line break in the text is a space in the words.
pub(super) fn find(text: &str, words: &str, place: Option<usize>) -> Result<Span> {
    let found = all(text, words);
    let shown = || words.chars().take(80).collect();
    let places = found.len();
    let bytes = match (place, &found[..]) {
        (_, []) => return Err(Error::WordsNotFound { words: shown() }),
        (None, [only]) => only.clone(),
        (None, _) => return Err(Error::WordsInSeveralPlaces { places }),
        (Some(asked), _) => {
            let nth = found.get(asked.wrapping_sub(1));
            nth.cloned().ok_or(Error::NoSuchPlace { asked, places })?
        }
    };
    CodePoints::of(text).span(bytes).ok_or_else(|| Error::WordsNotFound { words: shown() })
}

/// Finds the place of `name` that is nearest to a byte of the text.
pub(super) fn nearest(text: &str, name: &str, byte: usize) -> Option<Span> {
    let bytes = all(text, name).into_iter().min_by_key(|found| found.start.abs_diff(byte))?;
    CodePoints::of(text).span(bytes)
}

/// All places of `words` in `text`, as byte ranges.
fn all(text: &str, words: &str) -> Vec<Range<usize>> {
    let (squeezed, starts) = squeeze(text);
    let (wanted, _) = squeeze(words.trim());
    if wanted.is_empty() {
        return Vec::new();
    }
    let original = |at: usize| starts.get(at).copied().unwrap_or(text.len());
    let end = |at: usize| original(at - 1) + last_len(&squeezed[..at]);
    let range = |at: usize| original(at)..end(at + wanted.len());
    squeezed.match_indices(&wanted).map(|(at, _)| range(at)).collect()
}

/// The length in bytes of the last character.
fn last_len(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

/// Turns each run of white space into one space; tells for each byte of the outcome at which byte
/// of `text` its character starts.
fn squeeze(text: &str) -> (String, Vec<usize>) {
    let (mut squeezed, mut starts) = (String::new(), Vec::new());
    for (at, c) in text.char_indices() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == ' ' && squeezed.ends_with(' ') {
            continue;
        }
        squeezed.push(c);
        starts.extend(std::iter::repeat_n(at, c.len_utf8()));
    }
    (squeezed, starts)
}

/// Tells how a span's words stand between quotation marks.
pub(super) fn quotation(text: &str, span: &Span) -> Quotation {
    let is_mark = |c: char| "\"“”„«»‹›‘".contains(c);
    let points = CodePoints::of(text);
    let beside =
        |from: usize, to: usize| points.slice(from, to).is_some_and(|c| c.contains(is_mark));
    let words = span.text.trim();
    let opens = words.starts_with(is_mark) || span.start > 0 && beside(span.start - 1, span.start);
    let closes = words.ends_with(is_mark) || beside(span.end, span.end + 1);
    let inside = words.trim_matches(is_mark).contains(is_mark);
    match (opens && closes, inside || opens || closes) {
        (true, _) if !inside => Quotation::Direct,
        (_, true) => Quotation::Mixed,
        _ => Quotation::Indirect,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_over_line_breaks_and_wide_characters() {
        let text = "😀 The ferry\n  at Örland\u{a0}stopped.";
        let span = find(text, "ferry at Örland stopped", None).unwrap();
        assert_eq!((span.start, span.end), (6, 31));
        assert_eq!(span.text, "ferry\n  at Örland\u{a0}stopped");
    }

    #[test]
    fn one_place_must_be_meant() {
        let text = "a boat, a boat";
        let places = |error| matches!(error, Err(Error::WordsInSeveralPlaces { places: 2 }));
        assert!(places(find(text, "boat", None)));
        assert_eq!(find(text, "boat", Some(2)).unwrap().start, 10);
        assert!(matches!(find(text, "boat", Some(3)), Err(Error::NoSuchPlace { asked: 3, .. })));
        assert!(matches!(find(text, "boat", Some(0)), Err(Error::NoSuchPlace { asked: 0, .. })));
        assert!(matches!(find(text, "ship", None), Err(Error::WordsNotFound { .. })));
        assert!(matches!(find(text, " \n", None), Err(Error::WordsNotFound { .. })));
    }

    #[test]
    fn quotation_marks_round_or_inside_the_words_are_seen() {
        let text = "“All is well,” he said, and called it “safe enough” now.";
        let how = |words| quotation(text, &find(text, words, None).unwrap());
        assert_eq!(how("“All is well,”"), Quotation::Direct);
        assert_eq!(how("All is well,"), Quotation::Direct);
        assert_eq!(how("called it “safe enough” now"), Quotation::Mixed);
        assert_eq!(how("he said"), Quotation::Indirect);
    }
}
