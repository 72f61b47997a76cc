//! Signatures: words with their speaker's name after them, as in posts and pull quotes.

use std::ops::Range;

use super::content::Found;
use super::extent::trim_stop;
use super::label::given;
use super::lexicon::class;
use super::page::Page;
use super::token::Shape;

/// The most tokens of a signature.
const SIGNATURE: usize = 16;

/// The fewest tokens of what is signed.
const SHORTEST: usize = 5;

/// How far from a signature its name is looked for.
const NEAR: usize = 600;

/// Finds the signed lines: posts, pull quotes, and quotations with the name below.
pub(super) fn signed(page: &Page<'_>) -> Vec<Found> {
    let all = 0..page.tokens.paragraphs.len();
    all.filter_map(|nth| {
        let paragraph = page.tokens.paragraphs[nth].clone();
        post(page, &paragraph)
            .or_else(|| below(page, nth))
            .or_else(|| beside(page, &paragraph))
            .or_else(|| pulled(page, &paragraph))
    })
    .collect()
}

/// "It is so. — Orla Brae (@brae) 3 May 2024"
fn post(page: &Page<'_>, paragraph: &Range<usize>) -> Option<Found> {
    let floor = paragraph.start.max(paragraph.end.saturating_sub(SIGNATURE));
    let handle = (floor..paragraph.end).find(|&at| page.is(at, "(") && page.is(at + 1, "@"))?;
    let dash = (floor..handle).rev().find(|&at| is_dash(page, at))?;
    let link = (paragraph.start..dash).find(|&at| is_link(page, at)).unwrap_or(dash);
    let content = paragraph.start..trim_stop(page, paragraph.start, link);
    (dash + 1 < handle && content.len() >= SHORTEST).then(|| given(dash, dash + 1..handle, content))
}

fn is_link(page: &Page<'_>, at: usize) -> bool {
    page.tokens.is_one_of(at, &["http", "https"]) || page.word(at).starts_with("pic.")
}

fn is_dash(page: &Page<'_>, at: usize) -> bool {
    matches!(page.word(at), "-" | "–" | "—" | "--")
}

/// A paragraph that is one quotation, and under it "- Orla Brae, harbour master".
fn below(page: &Page<'_>, nth: usize) -> Option<Found> {
    let paragraph = page.tokens.paragraphs[nth].clone();
    let above = page.tokens.paragraphs.get(nth.checked_sub(1)?)?.clone();
    let quote = page.quotes[page.quote_at(above.start)?].tokens.clone();
    let whole = quote.start == above.start && above.end <= quote.end + 1;
    let name = name(page, paragraph.start + 1, paragraph.end)?;
    (is_dash(page, paragraph.start) && whole).then(|| given(paragraph.start, name, quote))
}

/// "It is so." — Orla Brae
fn beside(page: &Page<'_>, paragraph: &Range<usize>) -> Option<Found> {
    let floor = paragraph.start.max(paragraph.end.saturating_sub(SIGNATURE));
    let dash = (floor..paragraph.end).find(|&at| is_dash(page, at))?;
    let quote = page.quotes[page.quote_at(dash.checked_sub(1)?)?].tokens.clone();
    let name = name(page, dash + 1, paragraph.end)?;
    (quote.end == dash && quote.start == paragraph.start).then(|| given(dash, name, quote))
}

/// The name that ends a line, up to a comma before what the person is.
fn name(page: &Page<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let end = trim_stop(page, start, end);
    let comma = (start..end).find(|&at| page.is(at, ",")).unwrap_or(end);
    let named = |at: usize| {
        page.tokens.is_capital(at) && !page.can_be(at, class::DET | class::SUBORDINATOR)
            || page.tokens.is_one_of(at, &["de", "of", "van", "al", "and"])
    };
    let fits = comma > start && comma - start < 8 && end - start < SIGNATURE;
    (fits && (start..comma).all(named) && page.tokens.is_capital(start)).then_some(start..comma)
}

/// A pull quote whose marks were lost: "It is so. Orla Brae" with nothing after the name, which
/// stands elsewhere in the text too.
fn pulled(page: &Page<'_>, paragraph: &Range<usize>) -> Option<Found> {
    let last = page.tokens.sentence_of(paragraph.end.checked_sub(1)?);
    if last.start < paragraph.start + SHORTEST || page.is_stop(last.end - 1) {
        return None;
    }
    let name = name(page, last.start, last.end).filter(|name| name.len() > 1)?;
    let surname = name.end - 1;
    let near = surname.saturating_sub(NEAR)..page.tokens.all.len().min(surname + NEAR);
    let same = |at: usize| at != surname && page.word(at) == page.word(surname);
    let known = page.tokens.shape(surname) == Shape::Capital && near.into_iter().any(same);
    let content = paragraph.start..trim_stop(page, paragraph.start, last.start);
    known.then(|| Found { cue: None, ..given(surname, name, content) })
}
