//! Saved HTML pages: the text of the article, and what the page says of itself.

use dom_query::{Document, NodeRef};
use dom_smoothie::Readability;

use super::error::ReadError;
use super::page_metadata;
use super::tangle::refuse_tangled;
use crate::model::Metadata;

/// The largest page, in bytes, that is searched for its article.
const MAX_SEARCHED: usize = 8 * 1024 * 1024;
/// The most character references (`&amp;`) of such a page.
const MAX_REFERENCES: usize = 50_000;

/// Elements that hold no words of the article, whatever stands in them.
const CLUTTER: &str = "script, style, noscript, template, nav, aside, form, button, select, \
    figcaption, iframe, svg, [hidden], [role=navigation], [role=banner], [role=contentinfo], \
    [role=complementary], [role=search], body > footer, body > header, div > footer";

/// Class names of boxes beside the article. Whole names only: `advert` and not `adventure`.
const BOXES: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "caption",
    "comments",
    "cookie",
    "cookies",
    "credit",
    "most-read",
    "newsletter",
    "promo",
    "read-more",
    "recommended",
    "related",
    "related-articles",
    "share",
    "sharing",
    "social",
    "sponsored",
    "subscribe",
    "tags",
    "wp-caption-text",
];

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// Reads the article of a page as paragraphs with an empty line between them.
pub(super) fn read(page: &str) -> Result<(Metadata, String), ReadError> {
    refuse_tangled(page)?;
    let document = Document::from(page);
    let metadata = page_metadata::read(&document);
    remove_clutter(&document);
    let text = if is_heavy(page) { text_of(&document.html_root()) } else { main_text(document) };
    if text.is_empty() { Err(ReadError::NoText) } else { Ok((metadata, text)) }
}

/// Tells whether looking for the article would take too long: the search costs time in proportion
/// to the square of the character references of one text. Such a page is read whole.
fn is_heavy(page: &str) -> bool {
    let references = memchr::memchr_iter(b'&', page.as_bytes()).take(MAX_REFERENCES + 1).count();
    page.len() > MAX_SEARCHED || references > MAX_REFERENCES
}

fn remove_clutter(document: &Document) {
    document.select(CLUTTER).remove();
    for node in document.select("[class]").nodes() {
        let class = node.class().unwrap_or_default();
        let mut names = class.split_ascii_whitespace();
        let whole = ["html", "body", "main", "article"].iter().any(|name| node.has_name(name));
        if !whole && names.any(|name| BOXES.contains(&name.to_ascii_lowercase().as_str())) {
            node.remove_from_parent();
        }
    }
    for node in document.select("time").nodes() {
        if node.parent().is_none_or(|parent| !parent.has_name("p")) {
            node.remove_from_parent();
        }
    }
}

/// The text of the part that reads like an article, or else of the whole page.
fn main_text(document: Document) -> String {
    let whole = text_of(&document.html_root());
    let Ok(mut readability) = Readability::with_document(document, None, None) else {
        return whole;
    };
    match readability.parse() {
        Ok(article) => {
            let text = text_of(&Document::fragment(article.content).root());
            if text.is_empty() { whole } else { text }
        }
        Err(_) => whole,
    }
}

/// The words below a node, paragraphs parted by an empty line, other white space made one space.
fn text_of(root: &NodeRef<'_>) -> String {
    let mut text = Paragraphs::default();
    let mut node = root.first_child();
    while let Some(here) = node {
        if here.is_text() {
            text.words(&here.text());
        } else if is_block(&here) {
            text.end_paragraph();
        } else if here.has_name("br") {
            text.line_break();
        } else if here.has_name("td") || here.has_name("th") {
            text.words(" ");
        }
        let skipped = here.has_name("head");
        node = here.first_child().filter(|_| !skipped).or_else(|| after(here, root, &mut text));
    }
    text.finish()
}

/// The node that follows `here` and all below it. Closes the paragraphs that end there.
fn after<'a>(here: NodeRef<'a>, root: &NodeRef<'a>, text: &mut Paragraphs) -> Option<NodeRef<'a>> {
    let mut here = here;
    loop {
        if is_block(&here) {
            text.end_paragraph();
        }
        if let Some(next) = here.next_sibling() {
            return Some(next);
        }
        here = here.parent().filter(|parent| parent.id != root.id)?;
    }
}

fn is_block(node: &NodeRef<'_>) -> bool {
    node.qual_name_ref().is_some_and(|name| BLOCKS.contains(&&*name.local))
}

/// Gathers words into paragraphs.
#[derive(Default)]
struct Paragraphs {
    done: String,
    open: String,
    breaks: usize,
}

impl Paragraphs {
    fn words(&mut self, words: &str) {
        for c in words.chars() {
            let space = c.is_whitespace();
            if !space {
                self.breaks = 0;
                self.open.push(c);
            } else if !self.open.is_empty() && !self.open.ends_with([' ', '\n']) {
                self.open.push(' ');
            }
        }
    }

    /// One break is a new line; two in a row are how old pages part paragraphs.
    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.end_paragraph();
        } else if !self.open.is_empty() {
            let end = self.open.trim_end().len();
            self.open.truncate(end);
            self.open.push('\n');
        }
    }

    fn end_paragraph(&mut self) {
        let words = self.open.trim();
        if !words.is_empty() {
            if !self.done.is_empty() {
                self.done.push_str("\n\n");
            }
            self.done.push_str(words);
        }
        self.open.clear();
    }

    fn finish(mut self) -> String {
        self.end_paragraph();
        if !self.done.is_empty() {
            self.done.push('\n');
        }
        self.done
    }
}
