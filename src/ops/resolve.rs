//! What a typed id or name means.

use crate::model::{ClaimId, DocumentId, IdPrefix, OperationId, RelationId, SourceId};
use crate::store::Store;

use super::{AsOf, Result};

/// Something on record, by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A claim.
    Claim(ClaimId),
    /// A document.
    Document(DocumentId),
    /// A source.
    Source(SourceId),
    /// A relation of two claims.
    Relation(RelationId),
    /// An operation.
    Operation(OperationId),
}

/// One of the things that an ambiguous text can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The thing.
    pub thing: Thing,
    /// A few words that tell it from the others.
    pub label: String,
}

impl Thing {
    /// Returns the word for its kind.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Claim(_) => "claim",
            Self::Document(_) => "document",
            Self::Source(_) => "source",
            Self::Relation(_) => "relation",
            Self::Operation(_) => "operation",
        }
    }

    /// Returns the claim, if it is one.
    pub const fn as_claim(self) -> Option<ClaimId> {
        if let Self::Claim(id) = self { Some(id) } else { None }
    }

    /// Returns the relation, if it is one.
    pub const fn as_relation(self) -> Option<RelationId> {
        if let Self::Relation(id) = self { Some(id) } else { None }
    }

    /// Returns the id in full.
    pub fn id(self) -> String {
        match self {
            Self::Claim(id) => id.to_string(),
            Self::Document(id) => id.to_string(),
            Self::Source(id) => id.to_string(),
            Self::Relation(id) => id.to_string(),
            Self::Operation(id) => id.to_string(),
        }
    }
}

/// Finds the one thing whose id begins with `prefix`.
///
/// # Errors
/// `UnknownId`, or `AmbiguousId` with the candidates.
pub fn resolve(store: &Store, as_of: AsOf, prefix: &IdPrefix) -> Result<Thing> {
    let _ = (store, as_of, prefix);
    unimplemented!()
}

/// Finds the one claim whose id begins with `prefix`.
pub fn claim(store: &Store, as_of: AsOf, prefix: &IdPrefix) -> Result<ClaimId> {
    let _ = (store, as_of, prefix);
    unimplemented!()
}

/// Finds the one document whose id begins with `prefix`.
pub fn document(store: &Store, as_of: AsOf, prefix: &IdPrefix) -> Result<DocumentId> {
    let _ = (store, as_of, prefix);
    unimplemented!()
}

/// Finds the one source that `text` means: an id prefix, a whole name (case ignored), or words
/// that occur in only one source's name.
pub fn source(store: &Store, as_of: AsOf, text: &str) -> Result<SourceId> {
    let _ = (store, as_of, text);
    unimplemented!()
}

/// Finds every source that `text` means, with all that are the same by judgement; empty if none.
/// For filters (`--source`, `--outlet`).
pub fn sources(store: &Store, as_of: AsOf, text: &str) -> Result<Vec<SourceId>> {
    let _ = (store, as_of, text);
    unimplemented!()
}

/// Finds every source that belongs to the party that `text` means: the party itself, whoever is
/// the same, and whoever speaks for it by judgement or by the documents' words. For `--party`.
pub fn party(store: &Store, as_of: AsOf, text: &str) -> Result<Vec<SourceId>> {
    let _ = (store, as_of, text);
    unimplemented!()
}
