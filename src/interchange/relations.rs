//! Relations of claims: what `relations --json` and `contradictions --json` print.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::cells::Cells;
use crate::model::{
    Agreement, ClaimId, Evidence, Independence, Judged, Reason, Relation, RelationId,
    RelationRecord, RelationStatus,
};

/// How claim `a` stands to claim `b`, with everything that led to it.
#[derive(Clone, Debug, Serialize)]
pub struct ListedRelation {
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
    /// Whether their origins are independent.
    pub independence: ListedIndependence,
    /// Whose relation it is: "proposed", "confirmed", "rejected" or "stated".
    pub status: ListedStatus,
}

/// Whether two origins are independent, in words, and why.
#[derive(Clone, Debug, Serialize)]
pub struct ListedIndependence {
    /// "shared origin found", "assumed" or "not established".
    pub verdict: &'static str,
    /// Why; there is always a reason.
    pub reasons: Vec<Reason>,
}

/// Whose relation it is.
#[derive(Clone, Debug, Serialize)]
pub struct ListedStatus {
    /// "proposed", "confirmed", "rejected" or "stated".
    pub state: &'static str,
    /// The person; nobody yet for "proposed".
    pub by: Option<String>,
    /// When it was recorded.
    pub at: Option<DateTime<Utc>>,
}

impl From<&RelationRecord> for ListedRelation {
    fn from(record: &RelationRecord) -> Self {
        Self {
            id: record.id,
            a: record.a,
            b: record.b,
            relation: record.relation,
            agreement: record.agreement,
            evidence: record.evidence.clone(),
            independence: ListedIndependence::new(&record.independence),
            status: ListedStatus::new(&record.status),
        }
    }
}

impl ListedIndependence {
    /// Puts a verdict in words.
    pub fn new(independence: &Independence) -> Self {
        Self { verdict: independence.separation.as_str(), reasons: independence.reasons.clone() }
    }
}

impl ListedStatus {
    fn new(status: &RelationStatus) -> Self {
        let judged = match status {
            RelationStatus::Proposed => None,
            RelationStatus::Confirmed(judged)
            | RelationStatus::Rejected(judged)
            | RelationStatus::Stated(judged) => Some(judged),
        };
        Self {
            state: status.as_str(),
            by: judged.map(|Judged { by, .. }| by.clone()),
            at: judged.map(|Judged { at, .. }| *at),
        }
    }
}

impl Cells for ListedRelation {
    const HEADERS: &'static [&'static str] =
        &["id", "a", "relation", "b", "agreement", "independence", "status", "by", "evidence"];

    fn cells(&self) -> Vec<String> {
        let evidence = |found: &Evidence| format!("{}: {} / {}", found.rule, found.a, found.b);
        vec![
            self.id.to_string(),
            self.a.to_string(),
            self.relation.to_string(),
            self.b.to_string(),
            self.agreement.to_string(),
            self.independence.verdict.to_owned(),
            self.status.state.to_owned(),
            self.status.by.clone().unwrap_or_default(),
            self.evidence.iter().map(evidence).collect::<Vec<_>>().join("; "),
        ]
    }
}
