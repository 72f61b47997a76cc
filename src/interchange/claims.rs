//! Claims on record: what `claims --json` and its like print.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::cells::{Cells, known};
use super::force::hedges_and_emphasis;
use crate::model::{
    ClaimId, ClaimRecord, ContentHash, Decision, DocumentId, Judged, Link, Quotation, Review,
    SourceId, SourceKind, SourceName, Span, Stance, When, Withdrawal,
};

/// A claim on record. Offsets are Unicode code points into the document's text.
#[derive(Clone, Debug, Serialize)]
pub struct ListedClaim {
    /// The SHA-256 of its canonical JSON.
    pub id: ClaimId,
    /// The document it stands in.
    pub document: ClaimDocument,
    /// The words, in pieces.
    pub content: Vec<Span>,
    /// How the words stand in the document.
    pub quotation: Quotation,
    /// What the origin does with them.
    pub stance: Stance,
    /// The words that weaken it ("reportedly").
    pub hedges: Vec<Span>,
    /// The words that strengthen it ("categorically").
    pub emphasis: Vec<Span>,
    /// Who asserts it.
    pub source: Option<ClaimSource>,
    /// The names of the attribution, outermost first; the last is the origin.
    pub chain: Vec<String>,
    /// The same links in full.
    pub attribution: Vec<ClaimLink>,
    /// EDTF: when the origin spoke.
    pub asserted_on: Option<String>,
    /// The words that say so.
    pub asserted_in_words: Option<String>,
    /// EDTF: when the thing claimed is said to be so.
    pub holds_on: Option<String>,
    /// The claim it is nested in.
    pub within: Option<ClaimId>,
    /// Why a person should look twice.
    pub doubts: Vec<String>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Where it stands in review.
    pub review: ClaimReview,
    /// The retraction or correction of it.
    pub withdrawn: Option<ClaimWithdrawal>,
    /// The withdrawn claim that it rests on, and has fallen with.
    pub rests_on: Option<ClaimId>,
}

/// The document of a claim.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimDocument {
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
    /// The hash of its text.
    pub sha256: ContentHash,
}

/// The origin of a claim.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimSource {
    /// The source's id.
    pub id: Option<SourceId>,
    /// Who it is.
    pub name: SourceName,
    /// What kind of source.
    pub kind: SourceKind,
    /// Where this mention stands.
    pub words: Option<Span>,
    /// Its role or title.
    pub role: Option<String>,
    /// The body it is said to speak for.
    pub body: Option<SourceName>,
    /// How many people an unnamed group is said to be.
    pub number: Option<u32>,
}

/// One link of a claim's attribution.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimLink {
    /// Who speaks.
    pub source: ClaimSource,
    /// The words that attribute.
    pub cue: Option<Span>,
    /// How it reached the next link.
    pub channel: Option<String>,
    /// EDTF: when this link spoke.
    pub asserted_on: Option<String>,
}

/// Where a claim stands in review.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimReview {
    /// "unreviewed", "by hand", "accepted" or "rejected".
    pub state: &'static str,
    /// The person; nobody yet for "unreviewed".
    pub by: Option<String>,
    /// When it was recorded.
    pub at: Option<DateTime<Utc>>,
}

/// How a claim was taken off the record.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimWithdrawal {
    /// "retracted" or "corrected".
    pub kind: crate::model::WithdrawalKind,
    /// The claim that replaces it.
    pub replaced_by: Option<ClaimId>,
    /// Why.
    pub reason: Option<String>,
    /// Who recorded it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl From<&ClaimRecord> for ListedClaim {
    fn from(record: &ClaimRecord) -> Self {
        let claim = &record.claim;
        let ids = record.sources.iter().copied().map(Some).chain(std::iter::repeat(None));
        let (hedges, emphasis) = hedges_and_emphasis(&claim.content, claim.cue());
        let attribution: Vec<_> = claim.chain.iter().zip(ids).map(ClaimLink::new).collect();
        Self {
            id: record.id,
            document: ClaimDocument::new(record),
            content: claim.content.clone(),
            quotation: claim.quotation,
            stance: claim.stance,
            hedges,
            emphasis,
            source: attribution.last().map(|link| link.source.clone()),
            chain: claim.chain.iter().map(|link| link.source.name.to_string()).collect(),
            attribution,
            asserted_on: claim.asserted_on.as_ref().map(When::edtf_text),
            asserted_in_words: claim.asserted_on.as_ref().and_then(|when| when.words.clone()),
            holds_on: claim.holds_on.as_ref().map(When::edtf_text),
            within: record.within,
            doubts: record.doubts.clone(),
            recorded_at: record.recorded_at,
            review: ClaimReview::new(&record.review),
            withdrawn: record.withdrawn.as_ref().map(ClaimWithdrawal::new),
            rests_on: record.rests_on,
        }
    }
}

impl ClaimDocument {
    fn new(record: &ClaimRecord) -> Self {
        let document = &record.document;
        Self {
            id: document.id,
            path: document.path.clone(),
            outlet: document.outlet.clone(),
            title: document.title.clone(),
            published_on: document.published_on.as_ref().map(When::edtf_text),
            url: document.url.clone(),
            sha256: document.sha256,
        }
    }
}

impl ClaimLink {
    fn new((link, id): (&Link, Option<SourceId>)) -> Self {
        let mention = &link.source;
        Self {
            source: ClaimSource {
                id,
                name: mention.name.clone(),
                kind: mention.kind,
                words: mention.words.clone(),
                role: mention.role.clone(),
                body: mention.body.clone(),
                number: mention.number,
            },
            cue: link.cue.clone(),
            channel: link.channel.clone(),
            asserted_on: link.asserted_on.as_ref().map(When::edtf_text),
        }
    }
}

impl ClaimReview {
    fn new(review: &Review) -> Self {
        let judged = match review {
            Review::Unreviewed => None,
            Review::ByHand(judged)
            | Review::Decided(Decision::Accepted | Decision::Rejected, judged) => Some(judged),
        };
        Self {
            state: review.as_str(),
            by: judged.map(|Judged { by, .. }| by.clone()),
            at: judged.map(|Judged { at, .. }| *at),
        }
    }
}

impl ClaimWithdrawal {
    fn new(withdrawal: &Withdrawal) -> Self {
        Self {
            kind: withdrawal.kind,
            replaced_by: withdrawal.replaced_by,
            reason: withdrawal.reason.clone(),
            by: withdrawal.judged.by.clone(),
            at: withdrawal.judged.at,
        }
    }
}

impl Cells for ListedClaim {
    const HEADERS: &'static [&'static str] = &[
        "id",
        "source",
        "kind",
        "stance",
        "asserted_on",
        "claim",
        "quotation",
        "chain",
        "outlet",
        "published_on",
        "title",
        "path",
        "url",
        "review",
        "withdrawn",
        "recorded_at",
        "document",
        "rests_on",
    ];

    fn cells(&self) -> Vec<String> {
        let words: Vec<_> = self.content.iter().map(|span| span.text.trim()).collect();
        vec![
            self.id.to_string(),
            known(self.source.as_ref().map(|source| &source.name)),
            known(self.source.as_ref().map(|source| &source.kind)),
            self.stance.to_string(),
            known(self.asserted_on.as_ref()),
            words.join(" … "),
            self.quotation.to_string(),
            self.chain.join(" > "),
            known(self.document.outlet.as_ref()),
            known(self.document.published_on.as_ref()),
            known(self.document.title.as_ref()),
            known(self.document.path.as_ref()),
            known(self.document.url.as_ref()),
            self.review.state.to_owned(),
            self.withdrawn
                .as_ref()
                .map(|gone| format!("{:?}", gone.kind).to_lowercase())
                .unwrap_or_default(),
            self.recorded_at.to_rfc3339(),
            self.document.id.to_string(),
            known(self.rests_on.as_ref()),
        ]
    }
}
