//! What people said of how claims stand to each other.

use std::collections::BTreeSet;

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use crate::model::{ClaimId, Relation, RelationId};

use super::comparisons::check_pair;
use super::entry::{Cells, Fact};
use super::error::Result;
use super::kinds::{Event, RelationJudgement, Verdict};
use super::sql_types::words;
use super::{View, Writer};

impl Verdict {
    /// Returns the word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
            Self::Stated => "stated",
        }
    }
}

words! { Verdict: &[Verdict::Confirmed, Verdict::Rejected, Verdict::Stated] }

/// A person's judgement on how claim `a` stands to claim `b`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct NewJudgement {
    /// The claim that stands so.
    pub a: ClaimId,
    /// The claim it stands so to.
    pub b: ClaimId,
    /// The relation.
    pub relation: Relation,
    /// Whether it is confirmed, rejected or stated.
    pub verdict: Verdict,
    /// Why.
    pub reason: Option<String>,
}

#[derive(Serialize)]
struct Form<'a> {
    a: ClaimId,
    b: ClaimId,
    reason: Option<&'a str>,
    relation: Relation,
    verdict: &'static str,
}

impl From<NewJudgement> for Event {
    fn from(NewJudgement { a, b, relation, verdict, reason }: NewJudgement) -> Self {
        Self::Related { a, relation, b, verdict, reason }
    }
}

const ADD: &str =
    "INSERT INTO relation_judgement (operation, pair, a, b, relation, verdict, reason)
    VALUES (:operation, :pair, (SELECT claim FROM claim WHERE id = :a),
        (SELECT claim FROM claim WHERE id = :b), :relation, :verdict, :reason)";

impl Fact for NewJudgement {
    const TABLE: &'static str = "relation_judgement";
    const READ: &'static str = "SELECT j.relation_judgement AS row, j.operation, a.id, b.id,
            j.relation, j.verdict, j.reason, j.pair
        FROM relation_judgement AS j
        JOIN claim AS a ON a.claim = j.a JOIN claim AS b ON b.claim = j.b";

    fn form(&self) -> impl Serialize {
        let Self { a, b, relation, verdict, reason } = self;
        let (reason, verdict) = (reason.as_deref(), verdict.as_str());
        Form { a: *a, b: *b, reason, relation: *relation, verdict }
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        connection.prepare_cached(ADD)?.execute(named_params! {
            ":operation": operation, ":pair": RelationId::between(self.a, self.b), ":a": self.a,
            ":b": self.b, ":relation": self.relation, ":verdict": self.verdict,
            ":reason": self.reason,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        let fact = Self {
            a: cells.next()?,
            b: cells.next()?,
            relation: cells.next()?,
            verdict: cells.next()?,
            reason: cells.next()?,
        };
        check_pair(cells, fact.a, fact.b)?;
        Ok(fact)
    }
}

impl View<'_> {
    /// Lists people's standing judgements on relations, the latest of each pair.
    pub fn relation_judgements(&self) -> Result<Vec<RelationJudgement>> {
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        for (fact, operation) in self.standing::<NewJudgement>()?.into_iter().rev() {
            let NewJudgement { a, b, relation, verdict, reason } = fact;
            if seen.insert(RelationId::between(a, b)) {
                let judged = self.judged(operation)?;
                found.push(RelationJudgement { a, b, relation, verdict, reason, judged });
            }
        }
        found.reverse();
        Ok(found)
    }

    /// Returns a person's standing judgement on two claims, given by their relation's id.
    pub fn relation_judgement(&self, pair: RelationId) -> Result<Option<RelationJudgement>> {
        let judgements = self.relation_judgements()?;
        Ok(judgements.into_iter().find(|one| RelationId::between(one.a, one.b) == pair))
    }
}

impl Writer<'_> {
    /// Records a person's judgement on a relation.
    pub fn judge_relation(&mut self, judgement: &NewJudgement) -> Result<()> {
        self.record(judgement).map(drop)
    }
}
