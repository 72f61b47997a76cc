//! The JSON shapes of our records: what `--json` prints. Described in `docs/formats.md`.
//!
//! Plain serde types made from model types; keys keep the order in which they stand here, and are
//! only ever added.

pub mod bundle;
pub mod cells;
mod claims;
mod compared;
mod documents;
mod extracted;
mod force;
mod happenings;
mod imported;
pub mod inert;
pub mod json;
mod matched;
mod proposed;
mod protections;
mod relations;
mod sources;

pub use claims::{
    ClaimDocument, ClaimLink, ClaimReview, ClaimSource, ClaimWithdrawal, ListedClaim,
};
pub use compared::{ComparedPair, Pair};
pub use documents::ListedDocument;
pub use extracted::{ExtractedDocument, ExtractedDraft, ExtractedHead, ExtractedSource};
pub use happenings::{ListedHappening, ListedOperation};
pub use imported::{BadLine, ClaimLine, ImportSummary, claim_lines};
pub use matched::{Matched, MatchedQuery, Query};
pub use proposed::{ProposedList, ProposedPair};
pub use protections::ListedProtection;
pub use relations::{ListedIndependence, ListedRelation, ListedStatus};
pub use sources::{ListedParty, ListedSource, Said};
