//! What claims were called in the files that they were imported from.

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use crate::model::ClaimId;

use super::entry::{Cells, Fact};
use super::error::Result;
use super::kinds::Event;
use super::{View, Writer};

/// What a claim was called in a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeyFact {
    claim: ClaimId,
    key: String,
}

const ADD: &str = "INSERT INTO claim_key (operation, claim, key)
    VALUES (:operation, (SELECT claim FROM claim WHERE id = :claim), :key)";

const OF_CLAIM: &str = "SELECT k.operation, k.key FROM claim_key AS k JOIN claim AS c USING (claim)
    WHERE c.id = :claim";

impl Fact for KeyFact {
    const TABLE: &'static str = "claim_key";
    const READ: &'static str = "SELECT k.claim_key AS row, k.operation, c.id, k.key
        FROM claim_key AS k JOIN claim AS c USING (claim)";

    fn form(&self) -> impl Serialize {
        self
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        connection.prepare_cached(ADD)?.execute(named_params! {
            ":operation": operation, ":claim": self.claim, ":key": self.key,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self { claim: cells.next()?, key: cells.next()? })
    }
}

impl From<KeyFact> for Event {
    fn from(fact: KeyFact) -> Self {
        Self::Imported { key: fact.key }
    }
}

impl View<'_> {
    /// Lists what a claim was called in the files that it was imported from, oldest first.
    pub fn keys(&self, claim: ClaimId) -> Result<Vec<String>> {
        let sql = format!("{OF_CLAIM} {}", self.order("k", "claim_key", "ASC"));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([claim])?;
        let mut keys = Vec::new();
        while let Some(row) = rows.next()? {
            if !self.hidden.contains(&row.get("operation")?) {
                keys.push(row.get("key")?);
            }
        }
        Ok(keys)
    }
}

impl Writer<'_> {
    /// Records what a claim on record was called in a file; once.
    pub fn add_key(&mut self, claim: ClaimId, key: &str) -> Result<()> {
        if self.view.keys(claim)?.iter().any(|known| known == key) {
            return Ok(());
        }
        self.record(&KeyFact { claim, key: key.to_owned() }).map(drop)
    }
}
