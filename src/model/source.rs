//! Sources: whom a claim is attributed to. An unnamed source is a record, not a blank.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::hash::{BadForm, ContentHash, canonical_json, check_canonical, read_canonical};
use super::id::{DocumentId, SourceId};
use super::span::Span;

/// What kind of source it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A named person.
    Person,
    /// A named body: a government, ministry, firm, union, court.
    Body,
    /// One person without a name ("a senior Western intelligence official").
    #[serde(rename = "unnamed person")]
    UnnamedPerson,
    /// Several people without names ("Pentagon officials").
    #[serde(rename = "unnamed group")]
    UnnamedGroup,
    /// The publisher of a document.
    Outlet,
    /// A document, image or record that is quoted ("court filings").
    Document,
}

impl SourceKind {
    /// All kinds, in the order in which help lists them.
    pub const ALL: [Self; 6] = [
        Self::Person,
        Self::Body,
        Self::UnnamedPerson,
        Self::UnnamedGroup,
        Self::Outlet,
        Self::Document,
    ];

    /// Returns the word for it, as JSON and tables print it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Body => "body",
            Self::UnnamedPerson => "unnamed person",
            Self::UnnamedGroup => "unnamed group",
            Self::Outlet => "outlet",
            Self::Document => "document",
        }
    }

    /// Tells whether the source has no name of its own.
    pub const fn is_unnamed(self) -> bool {
        matches!(self, Self::UnnamedPerson | Self::UnnamedGroup)
    }
}

impl fmt::Display for SourceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A source's name, normalised once at the door: NFC, single spaces, no control characters,
/// at most 300 code points, not empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SourceName(String);

/// A text that cannot be a source's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadName {
    /// Nothing but white space and control characters.
    #[error("a source needs a name: this one is empty")]
    Empty,
    /// Over the limit.
    #[error("a source's name has at most {max} characters: this one has {found}", max = SourceName::MAX)]
    TooLong {
        /// Code points found.
        found: usize,
    },
}

impl SourceName {
    /// The most code points a name may have.
    pub const MAX: usize = 300;

    /// Normalises `text` into a name.
    pub fn new(text: &str) -> Result<Self, BadName> {
        if is_normal(text) {
            return Ok(Self(text.to_owned()));
        }
        let visible: String = text.nfc().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let name = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = name.chars().count();
        match found {
            0 => Err(BadName::Empty),
            1..=Self::MAX => Ok(Self(name)),
            _ => Err(BadName::TooLong { found }),
        }
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Tells whether a text needs nothing done to be a name: visible ASCII, with single blanks inside.
fn is_normal(text: &str) -> bool {
    let blank = |at: usize| text.as_bytes().get(at).is_none_or(|&b| b == b' ');
    let fits = |(at, b): (usize, u8)| b.is_ascii_graphic() || b == b' ' && !blank(at + 1);
    (1..=SourceName::MAX).contains(&text.len()) && !blank(0) && text.bytes().enumerate().all(fits)
}

impl TryFrom<String> for SourceName {
    type Error = BadName;

    fn try_from(text: String) -> Result<Self, BadName> {
        Self::new(&text)
    }
}

impl From<SourceName> for String {
    fn from(name: SourceName) -> Self {
        name.0
    }
}

impl fmt::Display for SourceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A source: a name of its own, or a wording that stands for somebody in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The full name, or the wording for an unnamed source.
    pub name: SourceName,
    /// What kind of source.
    pub kind: SourceKind,
    /// For an unnamed source the document that words it so: two documents' unnamed officials are
    /// never assumed to be one. `None` for a named source.
    pub document: Option<DocumentId>,
}

#[derive(Serialize, Deserialize)]
struct CanonicalSource<'a> {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    document: Option<DocumentId>,
    name: Cow<'a, str>,
    #[serde(skip_deserializing)]
    r#type: &'static str,
    version: u8,
}

impl Source {
    /// Makes the source that `name` stands for in `document`.
    pub fn new(name: SourceName, kind: SourceKind, document: DocumentId) -> Self {
        Self { name, kind, document: kind.is_unnamed().then_some(document) }
    }

    /// Writes the canonical JSON (version 1, `docs/formats.md`) whose SHA-256 is the id.
    pub fn canonical(&self) -> Vec<u8> {
        canonical_json(&CanonicalSource {
            document: self.document,
            name: Cow::Borrowed(self.name.as_str()),
            r#type: "source",
            version: 1,
        })
    }

    /// Reads the canonical JSON of a source of some kind back.
    ///
    /// # Errors
    /// `BadForm` for whatever [`Source::canonical`] does not write of that kind.
    pub fn of_canonical(json: &str, kind: SourceKind) -> Result<Self, BadForm> {
        let form: CanonicalSource<'_> = read_canonical("source", json)?;
        let name = SourceName::new(&form.name).map_err(|error| BadForm::of("source", error))?;
        let source = Self { name, kind, document: form.document };
        check_canonical("source", &source.canonical(), json)?;
        Ok(source)
    }

    /// Returns the id: a named source is its name, whatever kind it was first taken for.
    pub fn id(&self) -> SourceId {
        SourceId(ContentHash::of(&self.canonical()))
    }
}

/// How one link of an attribution words its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Who it is, resolved over the document: "He" and "Kirby" are "John Kirby".
    pub name: SourceName,
    /// What kind of source.
    pub kind: SourceKind,
    /// Where this mention stands; `None` for an outlet that speaks in its own voice.
    pub words: Option<Span>,
    /// The role or title given anywhere in the document ("harbour master").
    pub role: Option<String>,
    /// The body the source is said to belong to or speak for ("Port of Velmouth Authority").
    pub body: Option<SourceName>,
    /// How many people an unnamed group is said to be ("two officials": 2).
    pub number: Option<u32>,
    /// Why the name is withheld, in the document's words.
    pub anonymity: Option<Span>,
}

impl Mention {
    /// Makes the mention of one of whom only the name and the kind are known.
    #[must_use]
    pub fn named(name: SourceName, kind: SourceKind) -> Self {
        Self { name, kind, words: None, role: None, body: None, number: None, anonymity: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_normalised_at_the_door() {
        assert_eq!(SourceName::new("  John\n\tKirby ").unwrap().as_str(), "John Kirby");
        assert_eq!(SourceName::new("Jose\u{301}").unwrap().as_str(), "José");
        assert_eq!(SourceName::new(" \u{1b}\n"), Err(BadName::Empty));
        assert_eq!(SourceName::new(&"x".repeat(301)), Err(BadName::TooLong { found: 301 }));
    }

    #[test]
    fn a_named_source_is_its_name_and_an_unnamed_one_belongs_to_its_document() {
        let [here, there] = [b"1", b"2"].map(|text| DocumentId(ContentHash::of(text)));
        let name = |text| SourceName::new(text).unwrap();
        let id = |text, kind, document| Source::new(name(text), kind, document).id();
        assert_eq!(id("CNN", SourceKind::Outlet, here), id("CNN", SourceKind::Body, there));
        assert_ne!(
            id("an official", SourceKind::UnnamedPerson, here),
            id("an official", SourceKind::UnnamedPerson, there)
        );
    }
}
