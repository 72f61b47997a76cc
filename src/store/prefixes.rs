//! Ids by their first digits.

use std::collections::BTreeSet;

use crate::model::{ClaimId, ContentHash, DocumentId, IdPrefix, OperationId, RelationId, SourceId};

use super::View;
use super::error::Result;

/// At most so many ids of one kind are returned for a prefix.
const MOST: usize = 20;

impl View<'_> {
    /// Lists the claims on record whose ids begin so.
    pub fn claims_named(&self, prefix: &IdPrefix) -> Result<Vec<ClaimId>> {
        let ids = self.ids("claim", "id", prefix)?.into_iter().map(ClaimId);
        Ok(ids.filter(|id| self.claim_row(*id).is_ok()).collect())
    }

    /// Lists the documents on record whose ids begin so.
    pub fn documents_named(&self, prefix: &IdPrefix) -> Result<Vec<DocumentId>> {
        let ids = self.ids("document", "id", prefix)?.into_iter().map(DocumentId);
        Ok(ids.filter(|id| self.document_row(*id).is_ok()).collect())
    }

    /// Lists the sources whose ids begin so.
    pub fn sources_named(&self, prefix: &IdPrefix) -> Result<Vec<SourceId>> {
        Ok(self.ids("source", "id", prefix)?.into_iter().map(SourceId).collect())
    }

    /// Lists the relations, compared or judged, whose ids begin so.
    pub fn relations_named(&self, prefix: &IdPrefix) -> Result<Vec<RelationId>> {
        let mut ids = BTreeSet::new();
        for table in ["comparison", "relation_judgement"] {
            ids.extend(self.ids(table, "pair", prefix)?.into_iter().map(RelationId));
        }
        let mut found = Vec::new();
        for id in ids {
            let known = self.comparison(id)?.is_some() || self.relation_judgement(id)?.is_some();
            found.extend(known.then_some(id));
        }
        Ok(found)
    }

    /// Lists the operations whose ids begin so.
    pub fn operations_named(&self, prefix: &IdPrefix) -> Result<Vec<OperationId>> {
        let ids = self.ids("operation", "id", prefix)?.into_iter().map(OperationId);
        Ok(ids.filter(|id| self.operation(*id).is_ok()).collect())
    }

    /// The first ids of a table that lie between the lowest and the highest that begin so.
    fn ids(&self, table: &str, column: &str, prefix: &IdPrefix) -> Result<Vec<ContentHash>> {
        let [low, high] = ['0', 'f'].map(|digit| end_of(prefix, digit));
        let sql = format!(
            "SELECT DISTINCT {column} FROM {table} WHERE {column} BETWEEN ?1 AND ?2
                ORDER BY 1 LIMIT {MOST}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([low, high], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The lowest or highest hash that begins with `prefix`.
fn end_of(prefix: &IdPrefix, digit: char) -> ContentHash {
    let digits = prefix.as_str().chars().chain(std::iter::repeat(digit)).take(64);
    let digits: String = digits.collect();
    digits.parse().unwrap_or(ContentHash::from_bytes([0; 32]))
}
