//! Lists of claims, as they stand.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::{Row, ToSql};

use crate::model::{ClaimId, ClaimRecord, DocumentRecord, SourceId};

use super::also::{ClaimTold, Heard, Thing, Turn};
use super::claims::{self, NewClaim};
use super::entry::Cells;
use super::error::{Error, Result};
use super::filter::{ClaimFilter, ReviewState};
use super::sql_types::{Instant, day};
use super::{View, claim_parts, search};

/// A WHERE list with its values.
#[derive(Default)]
pub(super) struct Conditions {
    sql: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Conditions {
    /// Adds a condition; `?` in it stands for `value`.
    pub(super) fn add(&mut self, sql: &str, value: impl ToSql + 'static) {
        self.values.push(Box::new(value));
        self.sql.push(sql.replace('?', &format!("?{}", self.values.len())));
    }

    /// Adds a condition if there is a value for it.
    fn add_if(&mut self, sql: &str, value: Option<impl ToSql + 'static>) {
        if let Some(value) = value {
            self.add(sql, value);
        }
    }

    pub(super) fn values(&self) -> impl rusqlite::Params {
        rusqlite::params_from_iter(self.values.iter())
    }

    pub(super) fn text(&self) -> String {
        if self.sql.is_empty() { "1".to_owned() } else { self.sql.join(" AND ") }
    }
}

const SELECT: &str = concat!(
    "SELECT c.claim, ",
    claims::columns!(),
    ", c.id, c.document, o.recorded_at, c.operation
    FROM claim AS c
    JOIN document AS d USING (document)
    JOIN operation AS o ON o.operation = c.operation
    LEFT JOIN claim AS w ON w.claim = c.within
    LEFT JOIN source AS s ON s.source = c.origin
    LEFT JOIN source AS p ON p.source = d.outlet"
);

const IN_CHAIN: &str = "c.claim IN (SELECT l.claim FROM claim_link AS l
    WHERE l.source IN (SELECT value FROM json_each(?))
        AND (l.kind <> 'outlet' OR l.source = c.origin))";

const SAID_SINCE: &str = "c.asserted_on IS NOT NULL AND coalesce(c.asserted_to, '9999') >= ?";
const SAID_UNTIL: &str = "c.asserted_on IS NOT NULL AND coalesce(c.asserted_from, '') <= ?";
const PUBLISHED_SINCE: &str =
    "d.published_on IS NOT NULL AND coalesce(d.published_to, '9999') >= ?";
const PUBLISHED_UNTIL: &str = "d.published_on IS NOT NULL AND coalesce(d.published_from, '') <= ?";

/// The latest decision on a claim; `{stands}` is filled in.
const DECISION: &str = "coalesce((SELECT r.decision FROM review AS r
    WHERE r.claim = c.claim AND {stands} {latest} LIMIT 1), '')";

/// Whether the operation that is heard on a claim says that it was typed in by a person.
const BY_HAND: &str = "(SELECT coalesce(x.fact ->> 'by_hand', c.by_hand) FROM (
        SELECT c.operation AS operation, NULL AS fact
        UNION ALL SELECT operation, fact FROM also WHERE claim = c.claim
    ) AS x JOIN operation AS o USING (operation)
    ORDER BY x.operation IN {hidden}, o.recorded_at, o.id LIMIT 1)";

const NOT_WITHDRAWN: &str =
    "NOT EXISTS (SELECT 1 FROM withdrawal AS r WHERE r.claim = c.claim AND {stands})";

const ON_RECORD: &str = "(c.operation NOT IN {hidden} OR c.claim IN (
        SELECT claim FROM again WHERE claim IS NOT NULL AND operation NOT IN {hidden}
        UNION ALL SELECT claim FROM also WHERE claim IS NOT NULL AND operation NOT IN {hidden}))
    AND (d.operation NOT IN {hidden} OR d.document IN (
        SELECT document FROM again WHERE document IS NOT NULL AND operation NOT IN {hidden}
        UNION ALL SELECT document FROM also
            WHERE document IS NOT NULL AND operation NOT IN {hidden}))";

impl View<'_> {
    /// Lists claims: in the order of recording (and of the text), or the newest first.
    pub fn claims(&self, filter: &ClaimFilter) -> Result<Vec<ClaimRecord>> {
        let Some(conditions) = self.conditions(filter)? else { return Ok(Vec::new()) };
        if self.merged {
            return self.claims_in_turn(filter, &conditions);
        }
        let order = if filter.newest_first { "DESC" } else { "ASC" };
        let sql = format!(
            "{SELECT} WHERE {} ORDER BY c.claim {order} LIMIT {}",
            conditions.text(),
            super::limit(filter.limit)
        );
        self.claims_by(&sql, &conditions)
    }

    /// Lists the claims that fit, in the order of recording.
    pub(super) fn claims_where(&self, conditions: &Conditions) -> Result<Vec<ClaimRecord>> {
        if self.merged {
            return self.claims_in_turn(&ClaimFilter::default(), conditions);
        }
        let sql = format!("{SELECT} WHERE {} ORDER BY c.claim", conditions.text());
        self.claims_by(&sql, conditions)
    }

    /// The same in a record of several ledgers, in which rows have no order that means anything.
    fn claims_in_turn(
        &self,
        filter: &ClaimFilter,
        conditions: &Conditions,
    ) -> Result<Vec<ClaimRecord>> {
        let sql = format!("{SELECT} WHERE {}", conditions.text());
        let mut turns: Vec<(Turn, i64)> = self.careful(|| {
            let mut statement = self.connection.prepare_cached(&sql)?;
            let mut rows = statement.query(conditions.values())?;
            let mut turns = Vec::new();
            while let Some(row) = rows.next()? {
                let (claim, operation) = (row.get("claim")?, row.get("operation")?);
                let heard: Heard<ClaimTold> = self.heard(Thing::Claim, claim, operation)?;
                turns.push((heard.turn, claim));
            }
            Ok(turns)
        })?;
        turns.sort_unstable();
        if filter.newest_first {
            turns.reverse();
        }
        turns.truncate(filter.limit.unwrap_or(usize::MAX));
        let mut found = Vec::new();
        for (_, claim) in turns {
            found.extend(self.claim_at(claim)?);
        }
        Ok(found)
    }

    /// The claim in a row, on record or not.
    pub(super) fn claim_at(&self, row: i64) -> Result<Option<ClaimRecord>> {
        let mut one = Conditions::default();
        one.add("c.claim = ?", row);
        Ok(self.claims_by(&format!("{SELECT} WHERE {}", one.text()), &one)?.pop())
    }

    /// Counts the claims that `filter` finds, its limit ignored.
    pub fn count_claims(&self, filter: &ClaimFilter) -> Result<usize> {
        let Some(conditions) = self.conditions(filter)? else { return Ok(0) };
        let sql = format!("SELECT count(*) FROM ({SELECT} WHERE {})", conditions.text());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let values = conditions.values();
        self.careful(|| Ok(statement.query_row(values, |row| row.get(0))?))
    }

    /// Returns one claim, rejected or withdrawn though it be.
    pub fn claim(&self, id: ClaimId) -> Result<ClaimRecord> {
        let unknown = || Error::Unknown { kind: "claim", id: id.to_string() };
        let mut conditions = Conditions::default();
        conditions.add("c.id = ?", id);
        self.add_standing(&mut conditions);
        let sql = format!("{SELECT} WHERE {}", conditions.text());
        self.claims_by(&sql, &conditions)?.pop().ok_or_else(unknown)
    }

    /// The row of a claim on record, its document included.
    pub(super) fn claim_row(&self, id: ClaimId) -> Result<i64> {
        let unknown = || Error::Unknown { kind: "claim", id: id.to_string() };
        let (row, operation) = claims::find(self.connection, id)?.ok_or_else(unknown)?;
        if self.hidden.is_empty() {
            return Ok(row);
        }
        let sql = "SELECT d.document, d.operation FROM claim JOIN document AS d USING (document)
            WHERE claim = :claim";
        let mut statement = self.connection.prepare_cached(sql)?;
        let document = statement.query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let counts =
            self.claim_counts(row, operation)? && self.document_counts(document.0, document.1)?;
        if counts { Ok(row) } else { Err(unknown()) }
    }

    fn claims_by(&self, sql: &str, conditions: &Conditions) -> Result<Vec<ClaimRecord>> {
        self.careful(|| {
            let mut statement = self.connection.prepare_cached(sql)?;
            let values = conditions.values();
            let mut rows = statement.query(values)?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(self.claim_from(row)?);
            }
            Ok(found)
        })
    }

    fn claim_from(&self, row: &Row<'_>) -> Result<ClaimRecord> {
        let mut cells = Cells::of("claim", row);
        let key: i64 = cells.next()?;
        let NewClaim { mut claim, within, doubts, by_hand } = claims::read(&mut cells)?;
        let (content, links) = claim_parts::of_claim(self.connection, key)?;
        let sources = links.iter().map(|link| link.id).collect();
        claim.content = content;
        claim.chain = links.into_iter().map(|link| link.link).collect();
        let (id, document) = (cells.next()?, cells.next()?);
        let recorded_at = cells.next::<Instant>()?.0;
        let heard = self.heard(Thing::Claim, key, cells.next()?)?;
        let record = ClaimRecord {
            id,
            claim,
            document: self.shared_document(document)?,
            sources,
            within,
            doubts,
            recorded_at,
            review: self.review_of(key, heard.operation, by_hand)?,
            withdrawn: self.withdrawal_of(key)?,
            rests_on: None,
        };
        match heard.told {
            Some(told) => self.retold(record, key, (told, heard.operation)),
            None => Ok(record),
        }
    }

    /// A claim as another operation than that of its row tells it.
    fn retold(
        &self,
        mut record: ClaimRecord,
        row: i64,
        (told, operation): (ClaimTold, i64),
    ) -> Result<ClaimRecord> {
        told.retell(&mut record.claim);
        record.recorded_at = self.judged(operation)?.at;
        record.review = self.review_of(row, operation, told.by_hand)?;
        record.within = told.within;
        record.doubts = told.doubts;
        Ok(record)
    }

    fn shared_document(&self, row: i64) -> Result<Arc<DocumentRecord>> {
        if let Some(document) = self.documents.borrow().get(&row) {
            return Ok(Arc::clone(document));
        }
        let document = Arc::new(self.document_at(row)?);
        self.documents.borrow_mut().insert(row, Arc::clone(&document));
        Ok(document)
    }

    /// The WHERE list of a filter; `None` if it cannot find anything.
    fn conditions(&self, filter: &ClaimFilter) -> Result<Option<Conditions>> {
        let mut list = Conditions::default();
        if let Some(text) = &filter.text {
            let Some(query) = search::all_words(text) else { return Ok(None) };
            let query = search::in_words(&query);
            list.add("c.claim IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?)", query);
        }
        let rows = |ids: &Option<Vec<SourceId>>| ids.as_ref().map(|ids| self.rows_of(ids));
        list.add_if(IN_CHAIN, rows(&filter.sources).transpose()?);
        list.add_if(
            "c.origin IN (SELECT value FROM json_each(?))",
            rows(&filter.origins).transpose()?,
        );
        list.add_if(
            "d.outlet IN (SELECT value FROM json_each(?))",
            rows(&filter.outlets).transpose()?,
        );
        list.add_if("(s.kind NOT LIKE 'unnamed %') = ?", filter.named);
        list.add_if(SAID_SINCE, day(filter.said_since));
        list.add_if(SAID_UNTIL, day(filter.said_until));
        list.add_if(PUBLISHED_SINCE, day(filter.published_since));
        list.add_if(PUBLISHED_UNTIL, day(filter.published_until));
        list.add_if("c.stance = ?", filter.stance);
        list.add_if("d.id = ?", filter.document);
        self.add_review(&mut list, filter);
        self.add_standing(&mut list);
        Ok(Some(list))
    }

    pub(super) fn add_review(&self, list: &mut Conditions, filter: &ClaimFilter) {
        if !filter.withdrawn {
            self.add(list, NOT_WITHDRAWN);
        }
        let state = match filter.review {
            None if filter.withdrawn => return,
            None => "NOT IN ('rejected', 'edited')",
            Some(ReviewState::Unreviewed) => "= '' AND NOT {by hand}",
            Some(ReviewState::ByHand) => "= '' AND {by hand}",
            Some(ReviewState::Accepted) => "= 'accepted'",
            Some(ReviewState::Rejected) => "IN ('rejected', 'edited')",
        };
        let decision = DECISION.replace("{latest}", &self.order("r", "review", "DESC"));
        let by_hand = if self.merged { BY_HAND } else { "c.by_hand" };
        self.add(list, &format!("{decision} {}", state.replace("{by hand}", by_hand)));
    }

    /// Adds that the claim and its document are on record.
    pub(super) fn add_standing(&self, list: &mut Conditions) {
        if !self.hidden.is_empty() {
            self.add(list, ON_RECORD);
        }
    }

    /// Adds a condition in which the operations that do not count are filled in.
    fn add(&self, list: &mut Conditions, sql: &str) {
        if self.hidden.is_empty() {
            list.sql.push(sql.replace("AND {stands}", "").replace("{hidden}", "()"));
            return;
        }
        let sql = sql.replace("{stands}", "r.operation NOT IN {hidden}");
        list.add(&sql.replace("{hidden}", "(SELECT value FROM json_each(?))"), json(&self.hidden));
    }

    /// The rows of some sources, as a JSON list; what is not on record is left out.
    fn rows_of(&self, ids: &[SourceId]) -> Result<String> {
        let mut rows = BTreeSet::new();
        for &id in ids {
            rows.extend(self.source_row(id).ok());
        }
        Ok(json(&rows))
    }

    /// Counts the live claims of a document's row.
    pub(super) fn live_claims_of(&self, document: i64) -> Result<usize> {
        let mut list = Conditions::default();
        list.add("c.document = ?", document);
        self.add_review(&mut list, &ClaimFilter::default());
        self.add_standing(&mut list);
        let from = "claim AS c JOIN document AS d USING (document)";
        let sql = format!("SELECT count(*) FROM {from} WHERE {}", list.text());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let values = list.values();
        Ok(statement.query_row(values, |row| row.get(0))?)
    }
}

fn json(rows: &BTreeSet<i64>) -> String {
    serde_json::json!(rows).to_string()
}
