//! Documents on record: what `documents --json` prints.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::cells::{Cells, known};
use crate::model::{ContentHash, DocumentId, DocumentRecord, SourceName, When};

/// A document on record.
#[derive(Clone, Debug, Serialize)]
pub struct ListedDocument {
    /// The document's id.
    pub id: DocumentId,
    /// Where it was read from.
    pub path: Option<String>,
    /// The publisher.
    pub outlet: Option<SourceName>,
    /// The headline.
    pub title: Option<String>,
    /// EDTF.
    pub published_on: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The byline.
    pub author: Option<String>,
    /// The hash of the stored text.
    pub sha256: ContentHash,
    /// The hash of the captured bytes.
    pub raw_sha256: ContentHash,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// How many live claims it has.
    pub claims: usize,
}

impl From<&DocumentRecord> for ListedDocument {
    fn from(record: &DocumentRecord) -> Self {
        Self {
            id: record.id,
            path: record.path.clone(),
            outlet: record.outlet.clone(),
            title: record.title.clone(),
            published_on: record.published_on.as_ref().map(When::edtf_text),
            url: record.url.clone(),
            author: record.author.clone(),
            sha256: record.sha256,
            raw_sha256: record.raw_sha256,
            recorded_at: record.recorded_at,
            claims: record.claims,
        }
    }
}

impl Cells for ListedDocument {
    const HEADERS: &'static [&'static str] = &[
        "id",
        "outlet",
        "published_on",
        "title",
        "author",
        "url",
        "path",
        "claims",
        "sha256",
        "raw_sha256",
        "recorded_at",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.to_string(),
            known(self.outlet.as_ref()),
            known(self.published_on.as_ref()),
            known(self.title.as_ref()),
            known(self.author.as_ref()),
            known(self.url.as_ref()),
            known(self.path.as_ref()),
            self.claims.to_string(),
            self.sha256.to_string(),
            self.raw_sha256.to_string(),
            self.recorded_at.to_rfc3339(),
        ]
    }
}
