//! Questions: who asserted what, and when.

use chrono::NaiveDate;

use crate::model::{
    ClaimId, ClaimRecord, DocumentId, DocumentRecord, SourceId, SourceKind, SourceRecord,
};
use crate::store::Store;

pub use crate::store::{ClaimFilter, ReviewState};

use super::{AsOf, Result};

/// Which sources to list. The default is every source of a live claim or with a judgement on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFilter {
    /// All of these words stand in the name, a role or a body.
    pub text: Option<String>,
    /// These only.
    pub ids: Option<Vec<SourceId>>,
    /// What kind of source.
    pub kind: Option<SourceKind>,
    /// With a name (`true`), or without (`false`).
    pub named: Option<bool>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// Which documents to list. The default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    /// The outlet is one of these sources.
    pub outlets: Option<Vec<SourceId>>,
    /// All of these words stand in the title, the outlet, the author or the path.
    pub text: Option<String>,
    /// May have been published on this day or later.
    pub published_since: Option<NaiveDate>,
    /// May have been published on this day or earlier.
    pub published_until: Option<NaiveDate>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// One speaker in the answer to "who asserted what, and when".
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The origin. Sources that are the same by judgement are one speaker, under the name that
    /// has most claims.
    pub source: SourceRecord,
    /// Its claims, by the day they were asserted (the day of publication where that is not known).
    pub claims: Vec<ClaimRecord>,
}

/// Lists claims in the order of recording and of the text.
pub fn claims(store: &Store, as_of: AsOf, filter: &ClaimFilter) -> Result<Vec<ClaimRecord>> {
    let _ = (store, as_of, filter);
    unimplemented!()
}

/// Counts the claims that `filter` finds, its limit ignored.
pub fn count_claims(store: &Store, as_of: AsOf, filter: &ClaimFilter) -> Result<usize> {
    let _ = (store, as_of, filter);
    unimplemented!()
}

/// Returns one claim with its document and all judgements on it.
pub fn claim(store: &Store, as_of: AsOf, id: ClaimId) -> Result<ClaimRecord> {
    let _ = (store, as_of, id);
    unimplemented!()
}

/// Lists sources by name.
pub fn sources(store: &Store, as_of: AsOf, filter: &SourceFilter) -> Result<Vec<SourceRecord>> {
    let _ = (store, as_of, filter);
    unimplemented!()
}

/// Returns one source.
pub fn source(store: &Store, as_of: AsOf, id: SourceId) -> Result<SourceRecord> {
    let _ = (store, as_of, id);
    unimplemented!()
}

/// Lists documents in the order of recording.
pub fn documents(
    store: &Store,
    as_of: AsOf,
    filter: &DocumentFilter,
) -> Result<Vec<DocumentRecord>> {
    let _ = (store, as_of, filter);
    unimplemented!()
}

/// Returns one document's record.
pub fn document(store: &Store, as_of: AsOf, id: DocumentId) -> Result<DocumentRecord> {
    let _ = (store, as_of, id);
    unimplemented!()
}

/// Returns one document's text.
pub fn text(store: &Store, as_of: AsOf, id: DocumentId) -> Result<String> {
    let _ = (store, as_of, id);
    unimplemented!()
}

/// Tells who asserted what, and when: live claims in whose words, or in whose origin's name, all
/// words of `query` stand, grouped by origin; an empty query finds all. `filter` narrows it down
/// (its `text` is not used).
pub fn who(store: &Store, as_of: AsOf, query: &str, filter: &ClaimFilter) -> Result<Vec<Speaker>> {
    let _ = (store, as_of, query, filter);
    unimplemented!()
}
