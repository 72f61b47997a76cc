//! How surely a claim is put forward, as spans of its document.

use crate::model::Span;
use crate::words::{Force, words_of_force};

/// Returns the words of a claim and of its cue that weaken it, and those that stress it, each in
/// their order; none of a paraphrase, whose words stand nowhere.
pub(super) fn hedges_and_emphasis(content: &[Span], cue: Option<&Span>) -> (Vec<Span>, Vec<Span>) {
    let spans = content.iter().chain(cue).filter(|span| span.start < span.end);
    let mut words: Vec<(Force, Span)> = spans.flat_map(within).collect();
    words.sort_by(|(_, a), (_, b)| a.cmp(b));
    let (hedges, emphasis): (Vec<_>, Vec<_>) =
        words.into_iter().partition(|(force, _)| *force == Force::Hedge);
    let spans = |words: Vec<(Force, Span)>| words.into_iter().map(|(_, span)| span).collect();
    (spans(hedges), spans(emphasis))
}

/// Counts code points once, from one word to the next.
fn within(span: &Span) -> impl Iterator<Item = (Force, Span)> {
    let mut counted = (0, span.start);
    words_of_force(&span.text).map(move |(force, bytes)| {
        let text = span.text[bytes.clone()].to_owned();
        let start = counted.1 + span.text[counted.0..bytes.start].chars().count();
        let end = start + text.chars().count();
        counted = (bytes.end, end);
        (force, Span { start, end, text })
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
            hedges_and_emphasis(&content, Some(&cue)),
            (vec![span(42, "may"), span(46, "possibly")], vec![span(10, "flatly")])
        );
    }
}
