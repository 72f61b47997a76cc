//! Furniture: the lines of a page that are no part of the article, such as "Read more: ...",
//! bylines and advertisements.

use std::ops::Range;
use std::sync::LazyLock;

use super::page::Page;
use super::token::Shape;

/// How such a line begins.
struct Opening {
    words: Vec<&'static str>,
    /// Whether a colon follows the words.
    colon: bool,
}

static OPENINGS: LazyLock<Vec<Opening>> = LazyLock::new(|| {
    let lines = include_str!("furniture.txt").lines().filter(|line| !line.starts_with('#'));
    let opening = |line: &'static str| {
        let words = line.strip_suffix(':');
        Opening { words: words.unwrap_or(line).split(' ').collect(), colon: words.is_some() }
    };
    lines.map(opening).collect()
});

/// The most tokens of such a line.
const LINE: usize = 40;

/// The most tokens of the credit that ends a caption.
const CREDIT: usize = 16;

/// Tells whether token `at` stands in a line that is no part of the article.
pub(super) fn is_furniture(page: &Page<'_>, at: usize) -> bool {
    let line = page.tokens.paragraph_of(at);
    line.len() <= LINE && OPENINGS.iter().any(|opening| opens(page, line.start, opening))
        || is_credited(page, &line)
}

/// "The quay on Monday. (Orla Brae/Courier)": tells whether a line ends in the name of a
/// photographer and of whom the picture was taken for, as captions do.
fn is_credited(page: &Page<'_>, line: &Range<usize>) -> bool {
    let bracket = usize::from(page.is(line.end - 1, ")"));
    let floor = line.start.max(line.end.saturating_sub(CREDIT));
    let name = |at: &usize| page.tokens.is_capital(*at) || page.is(*at, "/");
    let credit = (floor..line.end - bracket).rev().take_while(name).count();
    let start = line.end - bracket - credit;
    let slash = (start + 2..line.end - bracket - 1).any(|at| page.is(at, "/"));
    let opens = |at: usize| if bracket == 1 { page.is(at, "(") } else { page.is_stop(at) };
    slash && start > line.start && opens(start - 1)
}

fn opens(page: &Page<'_>, start: usize, opening: &Opening) -> bool {
    let end = start + opening.words.len();
    let byline = || page.tokens.shape(end) == Shape::Capital && ends_in_names(page, end);
    (start..end).zip(&opening.words).all(|(at, word)| page.is(at, word))
        && (opening.words != ["by"] || byline())
        && (!opening.colon || page.is(end, ":"))
}

/// "By Orla Brae and Bo Tolle": tells a byline from a clause that begins with "by".
fn ends_in_names(page: &Page<'_>, at: usize) -> bool {
    let line = page.tokens.paragraph_of(at);
    !page.is_stop(line.end - 1) && !(at..line.end).any(|at| page.may_be_verb(at))
}
