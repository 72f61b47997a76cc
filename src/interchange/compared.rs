//! Pairs of statements, and how they compare.

use serde::{Deserialize, Serialize};

use crate::model::{Agreement, Comparison, Evidence};

/// Two statements to compare: a line of input.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Pair {
    /// Given back with the answer: any JSON value.
    #[serde(default)]
    pub id: serde_json::Value,
    /// The first statement.
    pub a: String,
    /// The second.
    pub b: String,
}

/// How a pair compares: a line of output.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparedPair {
    /// The pair's id.
    pub id: serde_json::Value,
    /// Whether the two agree.
    pub agreement: Agreement,
    /// Why.
    pub evidence: Vec<Evidence>,
}

impl ComparedPair {
    /// Makes the answer for the pair `id`.
    pub fn new(id: serde_json::Value, comparison: Comparison) -> Self {
        let Comparison { agreement, evidence } = comparison;
        Self { id, agreement, evidence }
    }
}
