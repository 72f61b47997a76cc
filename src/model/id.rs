//! Identities. Each is a content hash, so that two people who record the same thing get the same id.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::hash::{BadHash, ContentHash};

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub ContentHash);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = BadHash;

            fn from_str(text: &str) -> Result<Self, BadHash> {
                text.parse().map(Self)
            }
        }
    };
}

id_type! {
    /// Names a claim: the SHA-256 of its canonical JSON. Changes with any word, place, name, date
    /// or stance of the claim; not with who recorded it or when.
    ClaimId
}
id_type! {
    /// Names a document: its text's hash, its outlet and its date of publication. The same words
    /// printed by another outlet or on another day are another document.
    DocumentId
}
id_type! {
    /// Names a source: its name if it has one, else its wording and the document that words it so.
    SourceId
}
id_type! {
    /// Names the relation of two claims, whichever way round they are given.
    RelationId
}
id_type! {
    /// Names an operation, one run of a command that wrote: who ran it, when, which, what it undoes.
    OperationId
}

id_type! {
    /// Stands on record for who a protected source is, and says nothing of it without the vault.
    Commitment
}

impl RelationId {
    /// Returns the id of the relation between two claims; the order does not matter.
    pub fn between(a: ClaimId, b: ClaimId) -> Self {
        let pair = if a <= b { [a, b] } else { [b, a] };
        Self(ContentHash::of_canonical(&CanonicalRelation {
            claims: pair,
            r#type: "relation",
            version: 1,
        }))
    }
}

#[derive(Serialize)]
struct CanonicalRelation {
    claims: [ClaimId; 2],
    r#type: &'static str,
    version: u8,
}

/// The first digits of an id, as people type them: 4 to 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdPrefix(String);

/// A text that cannot be the beginning of an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not an id: give its first 4 or more hexadecimal digits")]
pub struct BadPrefix(String);

impl IdPrefix {
    /// Returns the digits, lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for IdPrefix {
    type Err = BadPrefix;

    fn from_str(text: &str) -> Result<Self, BadPrefix> {
        let fits = (4..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit());
        if fits {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(BadPrefix(text.chars().take(80).collect()))
        }
    }
}

impl fmt::Display for IdPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_has_one_id_whichever_way_round() {
        let [a, b] = [b"a", b"b"].map(|text| ClaimId(ContentHash::of(text)));
        assert_eq!(RelationId::between(a, b), RelationId::between(b, a));
        assert_ne!(RelationId::between(a, b), RelationId::between(a, a));
    }

    #[test]
    fn a_prefix_has_four_to_sixty_four_digits() {
        assert_eq!("ABCD".parse::<IdPrefix>().unwrap().as_str(), "abcd");
        for text in ["", "abc", "xyz1", &"a".repeat(65)] {
            assert!(text.parse::<IdPrefix>().is_err(), "{text}");
        }
    }
}
