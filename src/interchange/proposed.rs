//! What a model proposed.

use serde::Serialize;

use crate::model::{Agreement, ClaimId, Evidence};

/// What a model made of the comparisons that were left open.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProposedList {
    /// How many pairs it was asked.
    pub asked: usize,
    /// What it decided.
    pub decided: Vec<ProposedPair>,
    /// Nothing was recorded.
    pub dry_run: bool,
}

/// Two claims, and what a model made of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProposedPair {
    /// One claim.
    pub a: ClaimId,
    /// The other.
    pub b: ClaimId,
    /// Whether the two agree.
    pub agreement: Agreement,
    /// Why; the last is the model's.
    pub evidence: Vec<Evidence>,
}
