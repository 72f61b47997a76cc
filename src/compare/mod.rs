//! Do two statements agree? Pure. No rule is built yet: every pair is undecided.

use chrono::NaiveDate;

use crate::model::{Agreement, Comparison, Stance};

/// A statement, prepared once for many comparisons.
#[derive(Clone, Debug)]
pub struct Statement {}

impl Statement {
    /// Prepares `text`, said with `stance`; dates in it count from `anchor`.
    pub fn read(_text: &str, _stance: Stance, _anchor: Option<NaiveDate>) -> Self {
        Self {}
    }
}

/// Tells whether two statements agree.
pub fn compare(_a: &Statement, _b: &Statement) -> Comparison {
    Comparison { agreement: Agreement::Undecided, evidence: Vec::new() }
}
