//! What things are: documents, spans, sources, claims, dates, relations and their identities.
//!
//! Pure values. This room knows no other room.

mod claim;
mod date;
mod document;
mod hash;
mod id;
mod mended;
mod record;
mod relation;
mod sets;
mod source;
mod span;

pub use claim::{Claim, Draft, Link, Quotation, Stance};
pub use date::{BadDate, Edtf, EdtfDay, Precision, When};
pub use document::{Capture, Document, Metadata};
pub use hash::{BadForm, BadHash, ContentHash, Hashing, canonical_json, write_canonical_json};
pub use id::{
    BadPrefix, ClaimId, Commitment, DocumentId, IdPrefix, OperationId, RelationId, SourceId,
};
pub use mended::Mended;
pub use record::{
    ClaimRecord, Decision, DocumentRecord, Grade, Judged, RelationRecord, RelationStatus, Review,
    SourceRecord, SourceTie, Tie, Withdrawal, WithdrawalKind,
};
pub use relation::{Agreement, Comparison, Evidence, Independence, Reason, Relation, Separation};
pub use sets::DisjointSets;
pub use source::{BadName, Mention, Source, SourceKind, SourceName};
pub use span::{CanonicalSpan, CodePoints, Span};
