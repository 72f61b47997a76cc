//! From the bytes of a file to a text and what the file says of itself.
//!
//! Plain text, Markdown with front matter and saved HTML pages. A text is kept as it was captured:
//! decoded to UTF-8, the byte-order mark dropped, line ends `\n`, nothing else changed. Of a page
//! only the article's words are kept, paragraphs parted by an empty line. Pure: the bytes are
//! given.

mod decode;
mod error;
mod front_matter;
mod html;
mod page_metadata;
mod tangle;

use crate::model::{Capture, ContentHash, Metadata};

pub use error::ReadError;

/// The most bytes a document may have.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// What a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Markdown,
    Html,
}

/// Endings of file names and what they say.
const ENDINGS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
];

/// How a page begins, in small letters.
const PAGE_STARTS: &[&str] =
    &["<!doctype html", "<html", "<head", "<body", "<article", "<?xml", "<!--", "<meta", "<title"];

/// Tells whether a file of this name is taken for an article when a folder is read.
pub fn is_article(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    !file.starts_with('.') && format_of_name(file).is_some()
}

/// Reads a document from its bytes; `name` is the file's name, if it has one.
///
/// # Errors
///
/// If it is empty, too large, not text, not in the encoding it should be in, or says something of
/// itself that means nothing.
pub fn read(bytes: &[u8], name: Option<&str>) -> Result<Capture, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { size: bytes.len() });
    }
    decode::refuse_foreign(bytes)?;
    let (metadata, text) = match name.and_then(format_of_name) {
        Some(format) => read_as(format, bytes)?,
        None => read_as(sniff(bytes), bytes)?,
    };
    if text.trim().is_empty() {
        return Err(ReadError::Empty { size: bytes.len() });
    }
    Ok(Capture { text, raw_sha256: ContentHash::of(bytes), metadata })
}

fn read_as(format: Format, bytes: &[u8]) -> Result<(Metadata, String), ReadError> {
    let plain = |text| decode::plain_line_ends(text);
    match format {
        Format::Text => Ok((Metadata::default(), plain(decode::decode(bytes)?))),
        Format::Markdown => {
            let text = plain(decode::decode(bytes)?);
            let (metadata, rest) = front_matter::split(&text)?;
            let start = text.len() - rest.len();
            Ok((metadata, text[start..].to_owned()))
        }
        Format::Html => {
            let page = decode::decode_page(bytes)?;
            if page.trim().is_empty() {
                return Err(ReadError::Empty { size: bytes.len() });
            }
            html::read(&page)
        }
    }
}

fn format_of_name(name: &str) -> Option<Format> {
    let (_, ending) = name.rsplit_once('.')?;
    let same = |known: &&(&str, Format)| known.0.eq_ignore_ascii_case(ending);
    ENDINGS.iter().find(same).map(|(_, format)| *format)
}

/// Guesses the format from the first bytes.
fn sniff(bytes: &[u8]) -> Format {
    let head = &bytes[..bytes.len().min(1024)];
    let start: String = decode::decode(head)
        .unwrap_or_else(|_| String::from_utf8_lossy(head).into_owned())
        .trim_start()
        .to_ascii_lowercase();
    if PAGE_STARTS.iter().any(|known| start.starts_with(known)) {
        Format::Html
    } else if front_matter::opens(&decode::plain_line_ends(start)) {
        Format::Markdown
    } else {
        Format::Text
    }
}

#[cfg(test)]
mod tests;
