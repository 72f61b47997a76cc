//! Pages made to be slow. The cost of parsing HTML grows with the depth of its elements and the
//! square of the attributes of one, so both are measured first, in one pass.

use super::error::ReadError;

/// The deepest nesting that is read; browsers stop at 512 as well.
const MAX_DEPTH: usize = 512;
/// The most attributes of one element.
const MAX_ATTRIBUTES: usize = 1000;

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements that the next one of their kind closes, outside of pictures and formulas.
const CLOSED_BY_NEXT: &[&str] = &[
    "html", "head", "body", "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot",
    "option", "optgroup", "colgroup",
];
const RAW: &[&str] =
    &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Refuses a page that nests too deep or has too many attributes on one element.
pub(super) fn refuse_tangled(page: &str) -> Result<(), ReadError> {
    let mut open: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &page.as_bytes()[at..]) {
        let start = at + found;
        if page[start..].starts_with("<!--") {
            let end = memchr::memmem::find(&page.as_bytes()[start..], b"-->");
            at = end.map_or(page.len(), |end| start + end + 3);
            continue;
        }
        let Some(tag) = Tag::read(page, start) else {
            at = start + 1;
            continue;
        };
        if tag.attributes > MAX_ATTRIBUTES {
            let what = "given too many attributes";
            return Err(ReadError::Tangled { offset: start, what, max: MAX_ATTRIBUTES });
        }
        at = tag.end;
        if tag.closes {
            close(&mut open, tag.name);
        } else if !tag.is_alone(&open) {
            at = tag.end_of_raw(page).unwrap_or_else(|| {
                open.push(tag.name);
                tag.end
            });
        }
        if open.len() > MAX_DEPTH {
            return Err(ReadError::Tangled {
                offset: start,
                what: "nested too deep",
                max: MAX_DEPTH,
            });
        }
    }
    Ok(())
}

fn close(open: &mut Vec<&str>, name: &str) {
    if let Some(at) = open.iter().rposition(|element| element.eq_ignore_ascii_case(name)) {
        open.truncate(at);
    }
}

fn is_in(list: &[&str], name: &str) -> bool {
    list.iter().any(|element| element.eq_ignore_ascii_case(name))
}

struct Tag<'a> {
    name: &'a str,
    closes: bool,
    empty: bool,
    attributes: usize,
    end: usize,
}

impl<'a> Tag<'a> {
    /// Reads the tag at a `<`; `None` if there is none, as in "a < b" and comments.
    fn read(page: &'a str, start: usize) -> Option<Self> {
        let bytes = page.as_bytes();
        let closes = bytes.get(start + 1) == Some(&b'/');
        let from = start + 1 + usize::from(closes);
        let first = bytes.get(from).filter(|byte| byte.is_ascii_alphabetic());
        first?;
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let length = bytes[from..].iter().position(ends).unwrap_or(bytes.len() - from);
        let name = page.get(from..from + length)?;
        let (attributes, end) = pass_attributes(bytes, from + length);
        Some(Self { name, closes, empty: bytes[..end].ends_with(b"/>"), attributes, end })
    }

    /// Tells whether it opens nothing that could nest.
    fn is_alone(&self, open: &[&str]) -> bool {
        let foreign = open.iter().any(|element| is_in(&["svg", "math"], element));
        if foreign {
            self.empty
        } else {
            is_in(VOID, self.name) || is_in(CLOSED_BY_NEXT, self.name)
        }
    }

    /// The end of the text of a script or the like, whose marks are not tags.
    fn end_of_raw(&self, page: &str) -> Option<usize> {
        if !is_in(RAW, self.name) {
            return None;
        }
        let rest = &page.as_bytes()[self.end..];
        let closing = memchr::memmem::find_iter(rest, b"</").find(|&at| {
            rest.get(at + 2..at + 2 + self.name.len())
                .is_some_and(|name| name.eq_ignore_ascii_case(self.name.as_bytes()))
        });
        Some(closing.map_or(page.len(), |at| self.end + at + 2))
    }
}

/// Counts the attributes up to the `>` of a tag, and returns where that ends.
fn pass_attributes(bytes: &[u8], from: usize) -> (usize, usize) {
    let (mut count, mut quote, mut before) = (0, None, b' ');
    for (at, &byte) in bytes.iter().enumerate().skip(from) {
        match quote {
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None if byte == b'>' => return (count, at + 1),
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            None => {
                let starts = !byte.is_ascii_whitespace() && byte != b'/' && byte != b'=';
                let parted = before.is_ascii_whitespace() || matches!(before, b'/' | b'"' | b'\'');
                count += usize::from(starts && parted);
            }
        }
        before = byte;
    }
    (count, bytes.len())
}
