//! Things as they stand on record: with when they were recorded and what people have said of them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::claim::Claim;
use super::date::When;
use super::hash::ContentHash;
use super::id::{ClaimId, Commitment, DocumentId, RelationId, SourceId};
use super::relation::{Agreement, Evidence, Independence, Relation};
use super::source::{SourceKind, SourceName};

/// Who judged, and when it was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The person's name.
    pub by: String,
    /// When it was recorded.
    pub at: DateTime<Utc>,
}

/// What a person decided about a claim that the program proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// The claim is as the document has it.
    Accepted,
    /// It is not a claim, or not this source's.
    Rejected,
}

/// Where a claim stands in review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Review {
    /// Extracted, and not yet looked at by a person.
    Unreviewed,
    /// Typed in by a person.
    ByHand(Judged),
    /// Looked at.
    Decided(Decision, Judged),
}

impl Review {
    /// Returns the word for it: "unreviewed", "by hand", "accepted", "rejected".
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Unreviewed => "unreviewed",
            Self::ByHand(_) => "by hand",
            Self::Decided(Decision::Accepted, _) => "accepted",
            Self::Decided(Decision::Rejected, _) => "rejected",
        }
    }
}

/// How a claim was taken off the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WithdrawalKind {
    /// Withdrawn: by its outlet, its source, or whoever logged it.
    Retracted,
    /// Replaced by a corrected claim.
    Corrected,
}

/// A retraction or correction of a claim. The claim stays on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// Which of the two.
    pub kind: WithdrawalKind,
    /// The claim that replaces it, for a correction.
    pub replaced_by: Option<ClaimId>,
    /// Why, in the words of whoever recorded it.
    pub reason: Option<String>,
    /// Who recorded it, and when.
    pub judged: Judged,
}

/// A document on record.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRecord {
    /// The id.
    pub id: DocumentId,
    /// The hash of the stored text.
    pub sha256: ContentHash,
    /// The hash of the captured bytes.
    pub raw_sha256: ContentHash,
    /// Where it was read from.
    pub path: Option<String>,
    /// The publisher.
    pub outlet: Option<SourceName>,
    /// The headline.
    pub title: Option<String>,
    /// When it was published.
    pub published_on: Option<When>,
    /// Where it was published.
    pub url: Option<String>,
    /// The byline.
    pub author: Option<String>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// How many live claims it has.
    pub claims: usize,
}

/// A claim on record.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimRecord {
    /// The id.
    pub id: ClaimId,
    /// The claim.
    pub claim: Claim,
    /// The document it stands in.
    pub document: std::sync::Arc<DocumentRecord>,
    /// The source id of each link of the claim's chain, outermost first.
    pub sources: Vec<SourceId>,
    /// The claim it is nested in.
    pub within: Option<ClaimId>,
    /// Why it should be looked at twice.
    pub doubts: Vec<String>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Whether a person has looked at it.
    pub review: Review,
    /// The retraction or correction of it, if any.
    pub withdrawn: Option<Withdrawal>,
    /// The withdrawn or fallen claim that it rests on: it has fallen with it.
    pub rests_on: Option<ClaimId>,
}

impl ClaimRecord {
    /// Tells whether the claim counts: neither rejected, nor retracted, nor corrected.
    pub const fn is_live(&self) -> bool {
        self.withdrawn.is_none() && !matches!(self.review, Review::Decided(Decision::Rejected, _))
    }
}

/// Source reliability, A to F (the Admiralty code). F is absence, not middling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Reliability cannot be judged.
    F,
}

impl Grade {
    /// Returns the letter and what it means.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A => "A completely reliable",
            Self::B => "B usually reliable",
            Self::C => "C fairly reliable",
            Self::D => "D not usually reliable",
            Self::E => "E unreliable",
            Self::F => "F reliability cannot be judged",
        }
    }
}

/// How two sources are tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tie {
    /// A is B under another name.
    SameAs,
    /// A is not B.
    NotSameAs,
    /// A speaks for B, its party.
    SpeaksFor,
}

impl Tie {
    /// Returns the words for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SameAs => "same as",
            Self::NotSameAs => "not same as",
            Self::SpeaksFor => "speaks for",
        }
    }
}

/// A judgement on two sources, dated and reversible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceTie {
    /// The first source.
    pub a: SourceId,
    /// How they are tied.
    pub tie: Tie,
    /// The second source.
    pub b: SourceId,
    /// The period in which A speaks for B; `None` for always.
    pub holds_on: Option<When>,
    /// Who judged; `None` when the program took it from a document's words ("proposed").
    pub judged: Option<Judged>,
    /// The words or the reason.
    pub because: Option<String>,
}

/// A source on record.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceRecord {
    /// The id.
    pub id: SourceId,
    /// The name, or the wording for an unnamed source.
    pub name: SourceName,
    /// What kind of source.
    pub kind: SourceKind,
    /// For an unnamed source, the document that words it so.
    pub document: Option<DocumentId>,
    /// Roles that documents or people have given it.
    pub roles: Vec<String>,
    /// Bodies that documents say it belongs to ("proposed" until a person says so).
    pub bodies: Vec<SourceName>,
    /// How many people an unnamed group is said to be.
    pub number: Option<u32>,
    /// Reliability as a person graded it.
    pub grade: Option<(Grade, Judged)>,
    /// A description that a person wrote.
    pub description: Option<(String, Judged)>,
    /// The commitment to who it is, if that is protected.
    pub protected: Option<(Commitment, Judged)>,
    /// How many live claims it is the origin of.
    pub claims: usize,
    /// First and last day it is known to have asserted something.
    pub first_asserted_on: Option<When>,
    /// Last such day.
    pub last_asserted_on: Option<When>,
}

/// Whether a relation is the program's proposal or a person's judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelationStatus {
    /// Proposed by the program.
    Proposed,
    /// Proposed by the program and confirmed by a person.
    Confirmed(Judged),
    /// Proposed by the program and rejected by a person.
    Rejected(Judged),
    /// Stated by a person.
    Stated(Judged),
}

impl RelationStatus {
    /// Returns the word for it.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed(_) => "confirmed",
            Self::Rejected(_) => "rejected",
            Self::Stated(_) => "stated",
        }
    }
}

/// How claim `a` stands to claim `b`, with everything that led to it. For `repeats`, `refines` and
/// `revises`, `a` is the later one.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationRecord {
    /// The id of the pair.
    pub id: RelationId,
    /// The claim that stands so.
    pub a: ClaimId,
    /// The claim it stands so to.
    pub b: ClaimId,
    /// The relation.
    pub relation: Relation,
    /// Whether their contents agree.
    pub agreement: Agreement,
    /// Why.
    pub evidence: Vec<Evidence>,
    /// Whether their origins are independent, and why.
    pub independence: Independence,
    /// Whose relation it is.
    pub status: RelationStatus,
}
