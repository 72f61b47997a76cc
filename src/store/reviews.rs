//! What people decided about claims: reviews and withdrawals.

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use crate::model::{ClaimId, Decision, Review, Withdrawal, WithdrawalKind};

use super::entry::{self, Cells, Fact};
use super::error::Result;
use super::kinds::Event;
use super::sql_types::words;
use super::{View, Writer};

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Accepted,
    Rejected,
    Edited,
}

impl Verdict {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Edited => "edited",
        }
    }
}

/// The word that the database has for a kind of withdrawal.
const fn withdrawal_word(kind: WithdrawalKind) -> &'static str {
    match kind {
        WithdrawalKind::Retracted => "retracted",
        WithdrawalKind::Corrected => "corrected",
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
struct Kind(WithdrawalKind);

impl Kind {
    const fn as_str(self) -> &'static str {
        withdrawal_word(self.0)
    }
}

words! {
    Verdict: &[Verdict::Accepted, Verdict::Rejected, Verdict::Edited],
    Kind: &[Kind(WithdrawalKind::Retracted), Kind(WithdrawalKind::Corrected)],
}

/// A person's decision on a claim.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ReviewFact {
    claim: ClaimId,
    decision: Verdict,
    reason: Option<String>,
    replaced_by: Option<ClaimId>,
}

/// A retraction or correction of a claim.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WithdrawalFact {
    claim: ClaimId,
    kind: Kind,
    reason: Option<String>,
    replaced_by: Option<ClaimId>,
}

const ADD_REVIEW: &str = "INSERT INTO review (operation, claim, decision, replaced_by, reason)
    VALUES (:operation, (SELECT claim FROM claim WHERE id = :claim), :decision,
        (SELECT claim FROM claim WHERE id = :replaced_by), :reason)";

impl Fact for ReviewFact {
    const TABLE: &'static str = "review";
    const READ: &'static str =
        "SELECT r.review AS row, r.operation, c.id, r.decision, r.reason, n.id
        FROM review AS r JOIN claim AS c USING (claim)
        LEFT JOIN claim AS n ON n.claim = r.replaced_by";

    fn form(&self) -> impl Serialize {
        self
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        connection.prepare_cached(ADD_REVIEW)?.execute(named_params! {
            ":operation": operation, ":claim": self.claim, ":decision": self.decision,
            ":replaced_by": self.replaced_by, ":reason": self.reason,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            claim: cells.next()?,
            decision: cells.next()?,
            reason: cells.next()?,
            replaced_by: cells.next()?,
        })
    }
}

const ADD_WITHDRAWAL: &str = "INSERT INTO withdrawal (operation, claim, kind, replaced_by, reason)
    VALUES (:operation, (SELECT claim FROM claim WHERE id = :claim), :kind,
        (SELECT claim FROM claim WHERE id = :replaced_by), :reason)";

impl Fact for WithdrawalFact {
    const TABLE: &'static str = "withdrawal";
    const READ: &'static str =
        "SELECT w.withdrawal AS row, w.operation, c.id, w.kind, w.reason, n.id
        FROM withdrawal AS w JOIN claim AS c USING (claim)
        LEFT JOIN claim AS n ON n.claim = w.replaced_by";

    fn form(&self) -> impl Serialize {
        self
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        connection.prepare_cached(ADD_WITHDRAWAL)?.execute(named_params! {
            ":operation": operation, ":claim": self.claim, ":kind": self.kind,
            ":replaced_by": self.replaced_by, ":reason": self.reason,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            claim: cells.next()?,
            kind: cells.next()?,
            reason: cells.next()?,
            replaced_by: cells.next()?,
        })
    }
}

impl From<ReviewFact> for Event {
    fn from(fact: ReviewFact) -> Self {
        match (fact.decision, fact.replaced_by) {
            (Verdict::Edited, Some(into)) => Self::Edited { into },
            (Verdict::Accepted, _) => Self::Accepted { reason: fact.reason },
            (Verdict::Rejected | Verdict::Edited, _) => Self::Rejected { reason: fact.reason },
        }
    }
}

impl From<WithdrawalFact> for Event {
    fn from(WithdrawalFact { reason, replaced_by, .. }: WithdrawalFact) -> Self {
        match replaced_by {
            Some(by) => Self::Corrected { by, reason },
            None => Self::Retracted { reason },
        }
    }
}

const REVIEWS_OF: &str = "SELECT operation, decision FROM review AS r WHERE claim = :claim";

const WITHDRAWALS_OF: &str =
    "SELECT withdrawal, operation FROM withdrawal AS w WHERE claim = :claim";

impl View<'_> {
    /// Where a claim's row stands in review.
    pub(super) fn review_of(&self, claim: i64, operation: i64, by_hand: bool) -> Result<Review> {
        let sql = format!("{REVIEWS_OF} {}", self.order("r", "review", "DESC"));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([claim])?;
        while let Some(row) = rows.next()? {
            let judged_in = row.get("operation")?;
            if !self.hidden.contains(&judged_in) {
                let decision = match row.get("decision")? {
                    Verdict::Accepted => Decision::Accepted,
                    Verdict::Rejected | Verdict::Edited => Decision::Rejected,
                };
                return Ok(Review::Decided(decision, self.judged(judged_in)?));
            }
        }
        Ok(if by_hand { Review::ByHand(self.judged(operation)?) } else { Review::Unreviewed })
    }

    /// The retraction or correction of a claim's row, if one stands.
    pub(super) fn withdrawal_of(&self, claim: i64) -> Result<Option<Withdrawal>> {
        let sql = format!("{WITHDRAWALS_OF} {}", self.order("w", "withdrawal", "DESC"));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([claim])?;
        while let Some(row) = rows.next()? {
            if !self.hidden.contains(&row.get("operation")?) {
                let (fact, operation): (WithdrawalFact, _) =
                    entry::load(self.connection, row.get("withdrawal")?)?;
                return Ok(Some(Withdrawal {
                    kind: fact.kind.0,
                    replaced_by: fact.replaced_by,
                    reason: fact.reason,
                    judged: self.judged(operation)?,
                }));
            }
        }
        Ok(None)
    }
}

const WITHDRAWN: &str = "SELECT DISTINCT c.id, w.operation
    FROM withdrawal AS w JOIN claim AS c USING (claim) ORDER BY c.id";

impl View<'_> {
    /// Lists the claims on record that were retracted or corrected.
    pub fn withdrawn(&self) -> Result<Vec<ClaimId>> {
        let mut statement = self.connection.prepare_cached(WITHDRAWN)?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get("id")?;
            if !self.hidden.contains(&row.get("operation")?) && self.claim_row(id).is_ok() {
                found.push(id);
            }
        }
        Ok(found)
    }
}

const REPLACED: &str = "SELECT c.id, r.operation FROM review AS r JOIN claim AS c USING (claim)
        JOIN claim AS n ON n.claim = r.replaced_by WHERE n.id = :id
    UNION ALL SELECT c.id, w.operation FROM withdrawal AS w JOIN claim AS c USING (claim)
        JOIN claim AS n ON n.claim = w.replaced_by WHERE n.id = :id ORDER BY 1";

impl View<'_> {
    /// Lists the claims on record that this one replaces, by edit or correction.
    pub fn replaced_by(&self, id: ClaimId) -> Result<Vec<ClaimId>> {
        let mut statement = self.connection.prepare_cached(REPLACED)?;
        let mut rows = statement.query([id])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get("id")?;
            if !self.hidden.contains(&row.get("operation")?) && self.claim_row(id).is_ok() {
                found.push(id);
            }
        }
        Ok(found)
    }
}

impl Writer<'_> {
    /// Records that a person accepted a claim.
    pub fn accept(&mut self, claim: ClaimId, reason: Option<&str>) -> Result<()> {
        self.review(claim, Verdict::Accepted, None, reason)
    }

    /// Records that a person rejected a claim.
    pub fn reject(&mut self, claim: ClaimId, reason: Option<&str>) -> Result<()> {
        self.review(claim, Verdict::Rejected, None, reason)
    }

    /// Records that a person edited a claim into another one, which is on record.
    pub fn edited(&mut self, claim: ClaimId, into: ClaimId) -> Result<()> {
        self.review(claim, Verdict::Edited, Some(into), None)
    }

    fn review(
        &mut self,
        claim: ClaimId,
        decision: Verdict,
        replaced_by: Option<ClaimId>,
        reason: Option<&str>,
    ) -> Result<()> {
        let reason = reason.map(str::to_owned);
        self.record(&ReviewFact { claim, decision, reason, replaced_by }).map(drop)
    }

    /// Records that a claim was withdrawn: corrected by `replaced_by`, or retracted.
    pub fn withdraw(
        &mut self,
        claim: ClaimId,
        replaced_by: Option<ClaimId>,
        reason: Option<&str>,
    ) -> Result<()> {
        let kind = match replaced_by {
            Some(_) => WithdrawalKind::Corrected,
            None => WithdrawalKind::Retracted,
        };
        let reason = reason.map(str::to_owned);
        self.record(&WithdrawalFact { claim, kind: Kind(kind), reason, replaced_by }).map(drop)
    }
}
