//! From bytes to text: UTF-8, UTF-16 with a byte-order mark, and what an HTML page declares.

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::error::ReadError;

/// How far into a page its encoding is looked for, as browsers do.
const DECLARED_WITHIN: usize = 1024;

/// File formats known by their first bytes.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\0", "an SQLite database"),
];

/// Decodes a text: UTF-8, or UTF-16 if a byte-order mark says so. The mark is dropped.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding != UTF_8 => strictly(encoding, bytes, mark),
        mark => utf8(bytes, mark.map_or(0, |(_, length)| length)),
    }
}

/// Decodes a page: as a text, or in the encoding that it declares.
pub(super) fn decode_page(bytes: &[u8]) -> Result<String, ReadError> {
    let unmarked = Encoding::for_bom(bytes).is_none();
    match declared(bytes) {
        Some(encoding) if unmarked && encoding != UTF_8 => strictly(encoding, bytes, 0),
        _ => decode(bytes),
    }
}

/// Refuses what is known to be no text.
pub(super) fn refuse_foreign(bytes: &[u8]) -> Result<(), ReadError> {
    match FOREIGN.iter().find(|(start, _)| bytes.starts_with(start)) {
        Some((_, kind)) => Err(ReadError::Foreign { kind }),
        None => Ok(()),
    }
}

fn utf8(bytes: &[u8], mark: usize) -> Result<String, ReadError> {
    if let Some(offset) = memchr::memchr(0, bytes) {
        return Err(ReadError::Binary { offset });
    }
    match std::str::from_utf8(&bytes[mark..]) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let offset = mark + error.valid_up_to();
            Err(ReadError::NotUtf8 { offset, byte: bytes[offset] })
        }
    }
}

fn strictly(encoding: &'static Encoding, bytes: &[u8], mark: usize) -> Result<String, ReadError> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::new();
    let mut read = mark;
    loop {
        let left = bytes.len() - read;
        text.reserve(decoder.max_utf8_buffer_length_without_replacement(left).unwrap_or(left));
        let (result, used) =
            decoder.decode_to_string_without_replacement(&bytes[read..], &mut text, true);
        read += used;
        match result {
            DecoderResult::InputEmpty => return without_nul(text),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                return Err(ReadError::NotAsDeclared { encoding: encoding.name(), offset: read });
            }
        }
    }
}

fn without_nul(text: String) -> Result<String, ReadError> {
    match memchr::memchr(0, text.as_bytes()) {
        Some(offset) => Err(ReadError::Binary { offset }),
        None => Ok(text),
    }
}

/// The encoding that `charset=` in the first bytes of a page names. UTF-16 cannot be declared so:
/// such a page is read as UTF-8, which is what browsers do.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    let found = [&b"charset"[..], b"encoding"].into_iter().find_map(|name| label(&head, name))?;
    Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found })
}

/// The encoding named after `name=`.
fn label(head: &[u8], name: &[u8]) -> Option<&'static Encoding> {
    memchr::memmem::find_iter(head, name).find_map(|at| {
        let value = head[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?;
        let value = value.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let label = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:".contains(byte);
        Encoding::for_label(&value[..value.iter().take_while(|byte| label(byte)).count()])
    })
}

/// Turns `\r\n` and `\r` into `\n`.
pub(super) fn plain_line_ends(text: String) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}
