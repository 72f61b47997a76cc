//! Documents: one text at one moment. Its text never changes; a new version is a new document.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::date::When;
use super::hash::{BadForm, ContentHash, canonical_json, check_canonical, read_canonical};
use super::id::DocumentId;
use super::source::SourceName;

/// What is known about a document beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The publisher.
    pub outlet: Option<SourceName>,
    /// The headline.
    pub title: Option<String>,
    /// When the document was published.
    pub published_on: Option<When>,
    /// Where it was published.
    pub url: Option<String>,
    /// The byline.
    pub author: Option<String>,
}

/// What reading a file gives: its text and what the file says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The text: decoded to UTF-8, byte-order mark dropped, line ends `\n`, nothing else changed.
    pub text: String,
    /// The SHA-256 of the bytes as captured.
    pub raw_sha256: ContentHash,
    /// What the file says of itself.
    pub metadata: Metadata,
}

/// A text with its origin and hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    id: DocumentId,
    text: String,
    sha256: ContentHash,
    raw_sha256: ContentHash,
    path: Option<String>,
    metadata: Metadata,
}

#[derive(Serialize, Deserialize)]
struct CanonicalDocument<'a> {
    outlet: Option<Cow<'a, str>>,
    published_on: Option<String>,
    text: ContentHash,
    #[serde(skip_deserializing)]
    r#type: &'static str,
    version: u8,
}

impl Document {
    /// Makes the document of a capture that was read from `path` (a label for people).
    pub fn new(capture: Capture, path: Option<String>) -> Self {
        let Capture { text, raw_sha256, metadata } = capture;
        let sha256 = ContentHash::of(text.as_bytes());
        let id = DocumentId(ContentHash::of(&canonical(sha256, &metadata)));
        Self { id, text, sha256, raw_sha256, path, metadata }
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the SHA-256 of the text.
    pub fn sha256(&self) -> ContentHash {
        self.sha256
    }

    /// Returns the SHA-256 of the bytes that were captured.
    pub fn raw_sha256(&self) -> ContentHash {
        self.raw_sha256
    }

    /// Returns where the document was read from.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// Returns what is known beside the text.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Writes the canonical JSON (version 1, `docs/formats.md`) whose SHA-256 is the id.
    pub fn canonical(&self) -> Vec<u8> {
        canonical(self.sha256, &self.metadata)
    }

    /// Reads canonical JSON back: the SHA-256 of the text, and the outlet and date of publication.
    ///
    /// # Errors
    /// `BadForm` for whatever [`Document::canonical`] does not write.
    pub fn of_canonical(json: &str) -> Result<(ContentHash, Metadata), BadForm> {
        let form: CanonicalDocument<'_> = read_canonical("document", json)?;
        let (name, date) = (
            form.outlet.map(|name| SourceName::new(&name)).transpose(),
            form.published_on.map(|text| text.parse::<When>()).transpose(),
        );
        let metadata = Metadata {
            outlet: name.map_err(|error| BadForm::of("document", error))?,
            published_on: date.map_err(|error| BadForm::of("document", error))?,
            ..Metadata::default()
        };
        check_canonical("document", &canonical(form.text, &metadata), json)?;
        Ok((form.text, metadata))
    }

    /// Returns the id; see [`DocumentId`] for what changes it.
    pub fn id(&self) -> DocumentId {
        self.id
    }
}

fn canonical(text: ContentHash, metadata: &Metadata) -> Vec<u8> {
    canonical_json(&CanonicalDocument {
        outlet: metadata.outlet.as_ref().map(|name| Cow::Borrowed(name.as_str())),
        published_on: metadata.published_on.as_ref().map(When::edtf_text),
        text,
        r#type: "document",
        version: 1,
    })
}
