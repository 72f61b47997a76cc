//! Drafts: what was found, put into the terms of the model.

use super::cast::Cast;
use super::content::Found;
use super::page::Page;
use super::token::Shape;
use crate::model::{CodePoints, Document, Draft, Link, Quotation, Span, Stance};

/// Makes the drafts of what was found.
pub(super) fn drafts(document: &Document, page: &Page<'_>, found: &[Found]) -> Vec<Draft> {
    let index = CodePoints::of(document.text());
    let cast = Cast::of(&page.tokens, &index, document.metadata());
    found.iter().filter_map(|found| draft(page, &index, &cast, found)).collect()
}

fn draft(page: &Page<'_>, index: &CodePoints<'_>, cast: &Cast<'_>, found: &Found) -> Option<Draft> {
    let span = |range: &std::ops::Range<usize>| index.span(page.tokens.bytes(range));
    let content: Vec<Span> =
        found.pieces.iter().filter_map(span).filter(|span| span.start < span.end).collect();
    if content.is_empty() {
        return None;
    }
    let cue = found.cue.as_ref().and_then(|cue| span(&cue.tokens));
    let origin = found.source.as_ref().and_then(|source| cast.mention(page.tokens.bytes(source)));
    let link = origin.map(|source| Link { source, cue, channel: None, asserted_on: None });
    Some(Draft {
        content,
        chain: link.into_iter().collect(),
        quotation: quotation(page, found),
        stance: Stance::Asserts,
        asserted_on: None,
        when_words: None,
        holds_on: None,
        within: None,
        doubts: Vec::new(),
    })
}

fn quotation(page: &Page<'_>, found: &Found) -> Quotation {
    let words = || {
        found
            .pieces
            .iter()
            .cloned()
            .flatten()
            .filter(|&at| page.tokens.is_word(at) && page.tokens.shape(at) != Shape::Clitic)
    };
    match (words().any(|at| page.is_quoted(at)), words().any(|at| !page.is_quoted(at))) {
        (true, false) => Quotation::Direct,
        (true, true) => Quotation::Mixed,
        _ => Quotation::Indirect,
    }
}
