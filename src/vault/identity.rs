//! Who a protected source is, and the commitment to it.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::{Zeroize, Zeroizing};

use crate::model::{Commitment, ContentHash, canonical_json};

use super::error::{Error, Result};

/// Stands before what is hashed, so that the hash is of nothing else.
const DOMAIN: &[u8] = b"onrecord protected source 1\0";

/// The most bytes of an identity: a page or two of how to reach somebody.
const LONGEST: usize = 16 * 1024;

/// What an opening is filled up to, so that its length does not tell the name's.
const STEP: usize = 1024;

/// Who somebody is: a name, and whatever else belongs to it (how to reach them, why they are not
/// named). It cannot be printed, compared or serialised, and is wiped when dropped.
///
/// ```compile_fail
/// let who = onrecord::vault::Identity::from_text("Ilse Brandt")?;
/// println!("{who}");
/// # Ok::<(), onrecord::vault::Error>(())
/// ```
///
/// ```compile_fail
/// let who = onrecord::vault::Identity::from_text("Ilse Brandt")?;
/// let _ = serde_json::to_string(&who);
/// # Ok::<(), onrecord::vault::Error>(())
/// ```
pub struct Identity {
    name: Zeroizing<String>,
    details: Zeroizing<String>,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(secret)")
    }
}

/// What is hashed of an identity, and kept of it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    details: String,
    name: String,
    r#type: String,
    version: u8,
}

impl Drop for Form {
    fn drop(&mut self) {
        self.details.zeroize();
        self.name.zeroize();
    }
}

impl Identity {
    /// Reads an identity: the first line is the name, the others are the details.
    pub fn from_text(text: &str) -> Result<Self> {
        if text.len() > LONGEST {
            return Err(Error::TooLong(LONGEST));
        }
        let text = text.trim_start_matches('\u{feff}');
        let (name, details) = text.split_once('\n').unwrap_or((text, ""));
        let name = Zeroizing::new(name.trim().to_owned());
        if name.is_empty() {
            return Err(Error::Nobody);
        }
        Ok(Self { name, details: Zeroizing::new(details.trim().to_owned()) })
    }

    /// Hands the name and the details to `show`: the only way out.
    pub fn reveal<T>(&self, show: impl FnOnce(&str, &str) -> T) -> T {
        show(&self.name, &self.details)
    }

    /// Tells whether the name stands in a text, whatever its case, accents and spacing. In scripts
    /// without capitals words may run on, so there it is enough that the letters stand there.
    pub fn is_named_in(&self, text: &str) -> bool {
        let (name, text) = (folded(&self.name), folded(text));
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_lowercase() && !c.is_numeric());
        text.match_indices(name.as_str()).any(|(at, found)| {
            edge(text[..at].chars().next_back()) && edge(text[at + found.len()..].chars().next())
        })
    }

    /// Tells whether two identities have one name.
    pub fn is_same_person(&self, other: &Self) -> bool {
        *folded(&self.name) == *folded(&other.name)
    }

    fn canonical(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(canonical_json(&Form {
            details: self.details.as_str().to_owned(),
            name: self.name.as_str().to_owned(),
            r#type: "protected source".to_owned(),
            version: 1,
        }))
    }
}

/// Lower case without accents, words with one blank between: how names are looked for.
fn folded(text: &str) -> Zeroizing<String> {
    let mut folded = Zeroizing::new(String::with_capacity(text.len() + text.len() / 2));
    let mut gap = false;
    let letters = text.nfkd().filter(|&c| !is_combining_mark(c));
    for c in letters.flat_map(char::to_lowercase) {
        if c.is_whitespace() {
            gap = !folded.is_empty();
        } else {
            folded.extend(gap.then_some(' '));
            folded.push(c);
            gap = false;
        }
    }
    folded
}

/// An identity with the salt that it was committed with: what opens a commitment.
pub struct Opening {
    identity: Identity,
    salt: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opening(secret)")
    }
}

/// An opening as it is written down.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    commitment: Commitment,
    /// Canonical JSON, as it was hashed.
    identity: String,
    salt: String,
    r#type: String,
    version: u8,
}

impl Drop for Written {
    fn drop(&mut self) {
        self.identity.zeroize();
        self.salt.zeroize();
    }
}

const TYPE: &str = "onrecord opening";

impl Opening {
    /// Commits to an identity with a salt that nobody can guess.
    pub fn new(identity: Identity) -> Result<Self> {
        let mut salt = Zeroizing::new([0; 32]);
        getrandom::fill(salt.as_mut()).map_err(|error| Error::Random(error.to_string()))?;
        Ok(Self { identity, salt })
    }

    /// Returns the identity.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Computes the commitment: SHA-256 of the domain, the salt and the identity's canonical JSON.
    pub fn commitment(&self) -> Commitment {
        let canonical = self.identity.canonical();
        let bytes = Zeroizing::new([DOMAIN, self.salt.as_ref(), &canonical].concat());
        Commitment(ContentHash::of(&bytes))
    }

    /// Writes the opening down: for a court, or to be encrypted.
    pub fn to_json(&self) -> Zeroizing<Vec<u8>> {
        let identity = String::from_utf8_lossy(&self.identity.canonical()).into_owned();
        Zeroizing::new(canonical_json(&Written {
            commitment: self.commitment(),
            identity,
            salt: self.salt.iter().map(|byte| format!("{byte:02x}")).collect(),
            r#type: TYPE.to_owned(),
            version: 1,
        }))
    }

    /// The same, filled up with blanks to a length that tells little.
    pub(super) fn padded(&self) -> Zeroizing<Vec<u8>> {
        let mut json = self.to_json();
        // Made long enough at once: growing would leave a copy behind.
        let mut padded = Zeroizing::new(vec![b' '; json.len().next_multiple_of(STEP)]);
        padded[..json.len()].copy_from_slice(&json);
        json.zeroize();
        padded
    }

    /// Reads an opening, which must have the commitment that it names. `None` if it is none.
    pub fn from_json(json: &[u8]) -> Option<Self> {
        let written: Written = serde_json::from_slice(json).ok()?;
        let form: Form = serde_json::from_str(&written.identity).ok()?;
        let known = written.r#type == TYPE && written.version == 1 && form.version == 1;
        let salt: ContentHash = written.salt.parse().ok()?;
        let identity = Identity {
            name: Zeroizing::new(form.name.clone()),
            details: Zeroizing::new(form.details.clone()),
        };
        let read = Self { identity, salt: Zeroizing::new(*salt.as_bytes()) };
        (known && read.commitment() == written.commitment).then_some(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(text: &str) -> Identity {
        Identity::from_text(text).unwrap()
    }

    #[test]
    fn the_first_line_is_the_name_and_the_rest_the_details() {
        let read = identity("  Ilse Brandt \n\nSignal +00 1\n works at the port\n");
        read.reveal(|name, details| {
            assert_eq!((name, details), ("Ilse Brandt", "Signal +00 1\n works at the port"));
        });
        for empty in ["", "\n", " \t\nIlse Brandt", "\u{feff}\nx"] {
            assert!(matches!(Identity::from_text(empty), Err(Error::Nobody)), "{empty:?}");
        }
        let long = "x".repeat(LONGEST + 1);
        assert!(matches!(Identity::from_text(&long), Err(Error::TooLong(_))));
    }

    /// Frozen: docs/formats.md has the same numbers.
    #[test]
    fn a_commitment_is_what_the_format_says() {
        let opening = Opening { identity: identity("Ilse Brandt\nthe port"), salt: [7; 32].into() };
        let json =
            r#"{"details":"the port","name":"Ilse Brandt","type":"protected source","version":1}"#;
        assert_eq!(opening.identity.canonical().as_slice(), json.as_bytes());
        let bytes = [b"onrecord protected source 1\0", &[7; 32][..], json.as_bytes()].concat();
        assert_eq!(opening.commitment().0, ContentHash::of(&bytes));
        assert_eq!(opening.commitment().to_string(), FROZEN);
    }

    const FROZEN: &str = "7b386aff3f88a5143f874b20070c8c895a7c97f3d8673cb1422f37af5f56a911";

    #[test]
    fn two_commitments_to_one_person_differ() {
        let [a, b] = [1, 2].map(|_| Opening::new(identity("Ilse Brandt")).unwrap());
        assert_ne!(a.commitment(), b.commitment());
        assert!(a.identity.is_same_person(&b.identity));
        assert!(a.identity.is_same_person(&identity("ILSE   brandt\nother words")));
        assert!(!a.identity.is_same_person(&identity("Ilse Brand")));
    }

    #[test]
    fn an_opening_is_read_as_it_was_written_and_no_other() {
        let opening = Opening::new(identity("Ilse Brandt\nthe port")).unwrap();
        let padded = opening.padded();
        assert_eq!(padded.len(), STEP);
        let read = Opening::from_json(&padded).unwrap();
        assert_eq!(read.commitment(), opening.commitment());
        let json = String::from_utf8(opening.to_json().to_vec()).unwrap();
        for changed in [
            json.replace("Ilse", "Else"),
            json.replace("the port", "the pier"),
            json.replace("opening", "closing"),
            json.replace("\"version\":1}", "\"version\":2}"),
            json[1..].to_owned(),
        ] {
            assert!(Opening::from_json(changed.as_bytes()).is_none(), "{changed}");
        }
    }

    #[test]
    fn a_name_is_found_whatever_its_case_and_spacing_and_only_whole() {
        let who = identity("Ilse Brandt");
        for text in ["said ILSE\n BRANDT.", "Ilse\u{a0}Brandt", "(ilse brandt)", "Ílse Brandt's"] {
            assert!(who.is_named_in(text), "{text}");
        }
        assert!(identity("陳小文").is_named_in("昨天陳小文說"));
        for text in ["Ilse Brandtner", "Filse Brandt", "Ilse", "Brandt", ""] {
            assert!(!who.is_named_in(text), "{text}");
        }
    }

    #[test]
    fn nothing_prints_an_identity() {
        let opening = Opening::new(identity("Ilse Brandt")).unwrap();
        assert!(!format!("{opening:?}").contains("Ilse"), "{opening:?}");
    }
}
