//! How surely a claim is put forward, as spans of its document.

use crate::model::Span;
use crate::words::{Force, words_of_force};

/// Returns the words of a claim and of its cue that have this force, in their order; none of a
/// paraphrase, whose words stand nowhere.
pub(super) fn of_force(content: &[Span], cue: Option<&Span>, force: Force) -> Vec<Span> {
    let spans = content.iter().chain(cue).filter(|span| span.start < span.end);
    let mut words: Vec<Span> = spans.flat_map(|span| within(span, force)).collect();
    words.sort();
    words
}

/// Counts code points once, from one word to the next.
fn within(span: &Span, force: Force) -> impl Iterator<Item = Span> {
    let mut counted = (0, span.start);
    words_of_force(&span.text, force).map(move |bytes| {
        let text = span.text[bytes.clone()].to_owned();
        let start = counted.1 + span.text[counted.0..bytes.start].chars().count();
        let end = start + text.chars().count();
        counted = (bytes.end, end);
        Span { start, end, text }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_code_points_of_the_document() {
        let span = |start, text: &str| Span {
            start,
            end: start + text.chars().count(),
            text: text.to_owned(),
        };
        let content = [span(30, "Já, the dam may possibly leak")];
        let cue = span(10, "flatly said");
        assert_eq!(
            of_force(&content, Some(&cue), Force::Hedge),
            [span(42, "may"), span(46, "possibly")]
        );
        assert_eq!(of_force(&content, Some(&cue), Force::Emphasis), [span(10, "flatly")]);
    }
}
