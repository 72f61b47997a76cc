//! SHA-256 content hashes, and the canonical JSON (RFC 8785) that ids are made from.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes. Printed and read as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

/// A text that is not 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a SHA-256 (64 hexadecimal digits)")]
pub struct BadHash(String);

impl ContentHash {
    /// Hashes `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Hashes two runs of bytes as one.
    pub fn of_both(first: &[u8], second: &[u8]) -> Self {
        Self(Sha256::new().chain_update(first).chain_update(second).finalize().into())
    }

    /// Hashes the canonical JSON of `value`; see [`canonical_json`].
    pub fn of_canonical<T: Serialize>(value: &T) -> Self {
        Self::of(&canonical_json(value))
    }

    /// Wraps 32 bytes that are known to be a SHA-256.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns the 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// A hash of bytes that come piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Hashing(Sha256);

impl Hashing {
    /// Adds the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Returns the hash of all of them.
    pub fn finish(self) -> ContentHash {
        ContentHash(self.0.finalize().into())
    }
}

impl ContentHash {
    /// Writes the hexadecimal digits. Every id in every entry comes this way, so it is not left to
    /// `{:02x}`, which takes as long as the hashing does.
    fn with_digits<T>(&self, use_them: impl FnOnce(&str) -> T) -> T {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut digits = [0; 64];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(self.0) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 15)];
        }
        use_them(std::str::from_utf8(&digits).expect("the digits are ASCII"))
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_digits(|digits| f.write_str(digits))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ContentHash {
    type Err = BadHash;

    fn from_str(text: &str) -> Result<Self, BadHash> {
        let bad = || BadHash(text.chars().take(80).collect());
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(bad());
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).map_err(|_| bad())?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for ContentHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.with_digits(|digits| serializer.serialize_str(digits))
    }
}

impl<'de> Deserialize<'de> for ContentHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Writes `value` as canonical JSON (RFC 8785): sorted keys, no white space, shortest numbers.
///
/// Only types made for hashing come here: strings, whole numbers, lists, and structures that name
/// their members in the order of the alphabet. These `serde_json` writes in the canonical form as
/// they are, without sorting (`tests/record/entries.rs` sorts every kind of fact and compares).
pub fn canonical_json<T: Serialize>(value: &T) -> Vec<u8> {
    let mut text = Vec::with_capacity(1_024);
    write_canonical_json(&mut text, value);
    text
}

/// Adds `value` to `text` as canonical JSON; see [`canonical_json`].
pub fn write_canonical_json<T: Serialize>(text: &mut Vec<u8>, value: &T) {
    serde_json::to_writer(text, value)
        .expect("the canonical types hold nothing that JSON cannot say");
}

/// A text that is not the canonical form of a thing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("it is not the canonical form of a {what}: {problem}")]
pub struct BadForm {
    what: &'static str,
    problem: String,
}

impl BadForm {
    /// Says what is wrong.
    pub(super) fn of(what: &'static str, problem: impl fmt::Display) -> Self {
        Self { what, problem: problem.to_string() }
    }
}

/// Reads the canonical form of a thing. The thing made of it must have that very form again
/// ([`check_canonical`]): numbers, dates and names can be written in more ways than one.
pub(super) fn read_canonical<'j, T: Deserialize<'j>>(
    what: &'static str,
    json: &'j str,
) -> Result<T, BadForm> {
    serde_json::from_str(json).map_err(|error| BadForm::of(what, error))
}

/// Checks that what was read has the form that it was read from.
pub(super) fn check_canonical(
    what: &'static str,
    canonical: &[u8],
    json: &str,
) -> Result<(), BadForm> {
    if canonical == json.as_bytes() {
        return Ok(());
    }
    Err(BadForm::of(what, "what it says is written otherwise"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nothing_is_the_published_one() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(ContentHash::of(b"").to_string(), empty);
        assert_eq!(empty.parse(), Ok(ContentHash::of(b"")));
        assert_eq!(Hashing::default().finish(), ContentHash::of(b""));
    }

    #[test]
    fn what_is_no_hash_is_refused() {
        for text in ["", "e3b0", &"g".repeat(64), &"é".repeat(32)] {
            assert!(text.parse::<ContentHash>().is_err(), "{text}");
        }
    }

    /// Characters that RFC 8785 escapes, and some that it does not.
    #[test]
    fn text_is_escaped_as_the_canonical_form_has_it() {
        let text: String =
            (0..0x250).chain([0x2028, 0xfeff, 0x1f600]).filter_map(char::from_u32).collect();
        let expected = serde_json_canonicalizer::to_vec(&text).unwrap();
        assert_eq!(canonical_json(&text), expected);
        assert_eq!(canonical_json(&[0, 7, 9_007_199_254_740_991_u64]), b"[0,7,9007199254740991]");
    }
}
