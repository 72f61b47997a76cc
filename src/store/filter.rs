//! What can be asked of the lists.

use chrono::NaiveDate;

use crate::model::{DocumentId, SourceId, Stance};

/// Which claims by review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewState {
    /// Extracted, and not yet looked at.
    Unreviewed,
    /// Typed in by a person.
    ByHand,
    /// Accepted by a person.
    Accepted,
    /// Rejected (or replaced by an edited claim).
    Rejected,
}

/// Which claims to list. The default is every live claim: neither rejected nor withdrawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// Some link of the chain, the outlet left out, is one of these sources. An empty list finds
    /// nothing; `None` asks for any.
    pub sources: Option<Vec<SourceId>>,
    /// The origin is one of these sources.
    pub origins: Option<Vec<SourceId>>,
    /// The document's outlet is one of these sources.
    pub outlets: Option<Vec<SourceId>>,
    /// The origin has a name (`true`), or has none (`false`).
    pub named: Option<bool>,
    /// The origin may have spoken on this day or later.
    pub said_since: Option<NaiveDate>,
    /// The origin may have spoken on this day or earlier.
    pub said_until: Option<NaiveDate>,
    /// The document may have been published on this day or later.
    pub published_since: Option<NaiveDate>,
    /// The document may have been published on this day or earlier.
    pub published_until: Option<NaiveDate>,
    /// What the origin does with the content.
    pub stance: Option<Stance>,
    /// Where the claim stands in review; `Rejected` finds rejected claims without `withdrawn`.
    pub review: Option<ReviewState>,
    /// All of these words stand in the claim: plain text, never query syntax.
    pub text: Option<String>,
    /// The claims of this document.
    pub document: Option<DocumentId>,
    /// Rejected, retracted and corrected claims too.
    pub withdrawn: bool,
    /// At most so many.
    pub limit: Option<usize>,
    /// The latest recorded first; without it, in the order of recording (and of the text).
    pub newest_first: bool,
}
