//! What people said of how claims stand to each other.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row, named_params};
use serde::Serialize;

use crate::model::{ClaimId, Relation, RelationId};

use super::comparisons::check_pair;
use super::entry::Fact;
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
#[derive(Clone, Debug, PartialEq, Eq)]
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

const SELECT: &str = "SELECT j.relation_judgement, j.operation, j.pair, a.id AS a, b.id AS b,
        j.relation, j.verdict, j.reason
    FROM relation_judgement AS j
    JOIN claim AS a ON a.claim = j.a JOIN claim AS b ON b.claim = j.b";

impl NewJudgement {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            a: row.get("a")?,
            b: row.get("b")?,
            relation: row.get("relation")?,
            verdict: row.get("verdict")?,
            reason: row.get("reason")?,
        })
    }
}

impl Fact for NewJudgement {
    const TABLE: &'static str = "relation_judgement";

    fn form(&self) -> impl Serialize {
        let Self { a, b, relation, verdict, reason } = self;
        let (reason, verdict) = (reason.as_deref(), verdict.as_str());
        Form { a: *a, b: *b, reason, relation: *relation, verdict }
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<i64> {
        connection.prepare_cached(ADD)?.execute(named_params! {
            ":operation": operation, ":pair": RelationId::between(self.a, self.b), ":a": self.a,
            ":b": self.b, ":relation": self.relation, ":verdict": self.verdict,
            ":reason": self.reason,
        })?;
        Ok(connection.last_insert_rowid())
    }

    fn load(connection: &Connection, row: i64) -> Result<(Self, i64)> {
        let sql = format!("{SELECT} WHERE j.relation_judgement = :judgement");
        let mut statement = connection.prepare_cached(&sql)?;
        let (fact, pair, operation) = statement.query_row([row], |row| {
            Ok((Self::from_row(row)?, row.get("pair")?, row.get("operation")?))
        })?;
        check_pair("relation_judgement", pair, fact.a, fact.b)?;
        Ok((fact, operation))
    }
}

impl View<'_> {
    /// Lists people's standing judgements on relations, the latest of each pair.
    pub fn relation_judgements(&self) -> Result<Vec<RelationJudgement>> {
        let sql = format!("{SELECT} ORDER BY 1 DESC");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        while let Some(row) = rows.next()? {
            let operation: i64 = row.get("operation")?;
            if !self.hidden.contains(&operation) && seen.insert(row.get::<_, RelationId>("pair")?) {
                let NewJudgement { a, b, relation, verdict, reason } = NewJudgement::from_row(row)?;
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
