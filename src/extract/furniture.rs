//! Furniture: the lines of a page that are no part of the article, such as "Read more: ...",
//! bylines and advertisements.

use super::page::Page;
use super::token::Shape;

/// How such lines begin.
const OPENINGS: &str = include_str!("furniture.txt");

/// The most tokens of such a line.
const LINE: usize = 40;

/// Tells whether token `at` stands in a line that is no part of the article.
pub(super) fn is_furniture(page: &Page<'_>, at: usize) -> bool {
    let line = page.tokens.paragraph_of(at);
    let mut openings = OPENINGS.lines().filter(|opening| !opening.starts_with('#'));
    line.len() <= LINE && openings.any(|opening| opens(page, line.start, opening))
}

fn opens(page: &Page<'_>, start: usize, opening: &str) -> bool {
    let (words, colon) = opening.strip_suffix(':').map_or((opening, false), |words| (words, true));
    let mut at = start;
    for word in words.split(' ') {
        if !page.is(at, word) {
            return false;
        }
        at += 1;
    }
    let byline =
        words != "by" || page.tokens.shape(at) == Shape::Capital && ends_in_names(page, at);
    byline && (!colon || page.is(at, ":"))
}

/// "By Orla Brae and Bo Tolle": tells a byline from a clause that begins with "by".
fn ends_in_names(page: &Page<'_>, at: usize) -> bool {
    let line = page.tokens.paragraph_of(at);
    !page.is_stop(line.end - 1) && !(at..line.end).any(|at| page.may_be_verb(at))
}
