//! Comparisons: what the program proposes on two claims, by their contents alone.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::FromSqlError;
use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use crate::model::{Agreement, ClaimId, Comparison, Evidence, RelationId};

use super::entry::{Cells, Fact};
use super::error::Result;
use super::kinds::{Event, RecordedComparison};
use super::sql_types::Instant;
use super::{Story, View, Writer};

/// A comparison as its row has it: the evidence is JSON text, taken as it is.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ComparisonFact {
    a: ClaimId,
    agreement: Agreement,
    b: ClaimId,
    evidence: String,
}

const ADD: &str = "INSERT INTO comparison (operation, pair, a, b, agreement, evidence)
    VALUES (:operation, :pair, (SELECT claim FROM claim WHERE id = :a),
        (SELECT claim FROM claim WHERE id = :b), :agreement, :evidence)";

const SELECT: &str = "SELECT x.comparison, x.operation, x.pair, a.id AS a, b.id AS b, x.agreement,
        x.evidence, o.recorded_at, x.a AS a_row, x.b AS b_row,
        a.operation AS a_operation, b.operation AS b_operation,
        a.document AS a_document, b.document AS b_document
    FROM comparison AS x JOIN operation AS o USING (operation)
    JOIN claim AS a ON a.claim = x.a JOIN claim AS b ON b.claim = x.b";

impl ComparisonFact {
    fn of(a: ClaimId, b: ClaimId, comparison: &Comparison) -> Self {
        let evidence = serde_json::json!(comparison.evidence).to_string();
        Self { a, agreement: comparison.agreement, b, evidence }
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            a: row.get("a")?,
            agreement: row.get("agreement")?,
            b: row.get("b")?,
            evidence: row.get("evidence")?,
        })
    }
}

impl From<ComparisonFact> for Event {
    fn from(ComparisonFact { a, agreement, b, .. }: ComparisonFact) -> Self {
        Self::Compared { a, agreement, b }
    }
}

impl Fact for ComparisonFact {
    const TABLE: &'static str = "comparison";
    const READ: &'static str = "SELECT x.comparison AS row, x.operation, a.id, x.agreement, b.id,
            x.evidence, x.pair
        FROM comparison AS x
        JOIN claim AS a ON a.claim = x.a JOIN claim AS b ON b.claim = x.b";

    fn form(&self) -> impl Serialize {
        self
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        connection.prepare_cached(ADD)?.execute(named_params! {
            ":operation": operation, ":pair": RelationId::between(self.a, self.b), ":a": self.a,
            ":b": self.b, ":agreement": self.agreement, ":evidence": self.evidence,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        let fact = Self {
            a: cells.next()?,
            agreement: cells.next()?,
            b: cells.next()?,
            evidence: cells.next()?,
        };
        check_pair(cells, fact.a, fact.b)?;
        Ok(fact)
    }
}

/// Checks that the relation id in the next column is that of its two claims.
pub(super) fn check_pair(cells: &mut Cells<'_>, a: ClaimId, b: ClaimId) -> Result<()> {
    let (pair, found): (RelationId, _) = (cells.next()?, RelationId::between(a, b));
    if pair == found {
        return Ok(());
    }
    Err(cells.bad(format!("its pair is {pair}, but that of its claims is {found}")))
}

impl RecordedComparison {
    /// Takes over the time of an earlier one that says the same.
    fn since(&mut self, earlier: &Self) {
        if (self.a, self.b, &self.comparison) == (earlier.a, earlier.b, &earlier.comparison) {
            self.recorded_at = earlier.recorded_at;
        }
    }
}

impl View<'_> {
    /// Lists the recorded comparisons whose claims are on record, the latest of each pair, in the
    /// order of recording; with `touching`, those that have one of these claims on either side.
    pub fn comparisons(&self, touching: Option<&[ClaimId]>) -> Result<Vec<RecordedComparison>> {
        let order = self.order("x", "comparison", "DESC");
        let Some(claims) = touching else {
            return self.comparisons_by(&format!("{SELECT} {order}"), &[]);
        };
        let rows: BTreeSet<i64> = claims.iter().filter_map(|id| self.claim_row(*id).ok()).collect();
        let list = serde_json::json!(rows).to_string();
        let sql = format!(
            "{SELECT} WHERE x.comparison IN (
                SELECT comparison FROM comparison WHERE a IN (SELECT value FROM json_each(?1))
                UNION SELECT comparison FROM comparison WHERE b IN (SELECT value FROM json_each(?1))
            ) {order}"
        );
        self.comparisons_by(&sql, &[&list])
    }

    /// The same, of claims that are both of one story.
    pub fn comparisons_within(&self, story: &Story) -> Result<Vec<RecordedComparison>> {
        let sql = format!(
            "{SELECT} WHERE x.a IN (SELECT value FROM json_each(?1))
                AND x.b IN (SELECT value FROM json_each(?1)) {}",
            self.order("x", "comparison", "DESC")
        );
        self.comparisons_by(&sql, &[&story.rows()])
    }

    /// Returns the latest recorded comparison of two claims, given by their relation's id.
    pub fn comparison(&self, pair: RelationId) -> Result<Option<RecordedComparison>> {
        let sql = format!("{SELECT} WHERE x.pair = ?1 {}", self.order("x", "comparison", "DESC"));
        Ok(self.comparisons_by(&sql, &[&pair])?.pop())
    }

    fn comparisons_by(
        &self,
        sql: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<RecordedComparison>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(values)?;
        let mut found: Vec<RecordedComparison> = Vec::new();
        let mut places: BTreeMap<RelationId, usize> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            if !self.comparison_counts(row)? {
                continue;
            }
            let one = recorded(row)?;
            match places.entry(row.get("pair")?) {
                Entry::Vacant(place) => {
                    place.insert(found.len());
                    found.push(one);
                }
                // What is said again, as by merges in another order, was said then already.
                Entry::Occupied(place) => found[*place.get()].since(&one),
            }
        }
        found.reverse();
        Ok(found)
    }

    fn comparison_counts(&self, row: &Row<'_>) -> Result<bool> {
        if self.hidden.is_empty() {
            return Ok(true);
        }
        Ok(!self.hidden.contains(&row.get("operation")?)
            && !self.gone_documents()?.contains(&row.get("a_document")?)
            && !self.gone_documents()?.contains(&row.get("b_document")?)
            && self.claim_counts(row.get("a_row")?, row.get("a_operation")?)?
            && self.claim_counts(row.get("b_row")?, row.get("b_operation")?)?)
    }
}

fn recorded(row: &Row<'_>) -> rusqlite::Result<RecordedComparison> {
    let ComparisonFact { a, agreement, b, evidence } = ComparisonFact::from_row(row)?;
    let evidence: Vec<Evidence> =
        serde_json::from_str(&evidence).map_err(|error| FromSqlError::Other(error.into()))?;
    let comparison = Comparison { agreement, evidence };
    let recorded_at = row.get::<_, Instant>("recorded_at")?.0;
    Ok(RecordedComparison { a, b, comparison, recorded_at })
}

impl Writer<'_> {
    /// Records the program's comparison of two claims. `false` if the same is on record already.
    pub fn add_comparison(
        &mut self,
        a: ClaimId,
        b: ClaimId,
        comparison: &Comparison,
    ) -> Result<bool> {
        let known = self.view.comparison(RelationId::between(a, b))?;
        let same = |known: &RecordedComparison| {
            (known.a, known.b) == (a, b) && known.comparison == *comparison
        };
        if known.as_ref().is_some_and(same) {
            return Ok(false);
        }
        self.record(&ComparisonFact::of(a, b, comparison))?;
        Ok(true)
    }
}
