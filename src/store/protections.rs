//! Protected sources: that somebody's identity was committed to, and never who it is.

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use crate::model::{Commitment, SourceId};

use super::entry::{Cells, Fact};
use super::error::Result;
use super::kinds::Event;
use super::{View, Writer};

/// The commitment to who a source is.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ProtectionFact {
    pub(super) commitment: Commitment,
    source: SourceId,
}

const ADD: &str = "INSERT INTO source_protection (operation, source, commitment)
    VALUES (:operation, (SELECT source FROM source WHERE id = :source), :commitment)";

impl Fact for ProtectionFact {
    const TABLE: &'static str = "source_protection";
    const READ: &'static str = "SELECT p.source_protection AS row, p.operation, p.commitment, s.id
        FROM source_protection AS p JOIN source AS s USING (source)";

    fn form(&self) -> impl Serialize {
        self
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        connection.prepare_cached(ADD)?.execute(named_params! {
            ":operation": operation, ":source": self.source, ":commitment": self.commitment,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self { commitment: cells.next()?, source: cells.next()? })
    }
}

impl From<ProtectionFact> for Event {
    fn from(fact: ProtectionFact) -> Self {
        Self::Protected(fact.commitment)
    }
}

impl View<'_> {
    /// The standing commitment to who a source is.
    pub(super) fn protection_of(&self, source: i64) -> Result<Option<(ProtectionFact, i64)>> {
        self.latest(source)
    }

    /// Lists the sources that have been protected, undone or not, in the order of recording.
    pub fn protected_sources(&self) -> Result<Vec<SourceId>> {
        let sql = "SELECT id FROM source WHERE source IN (SELECT source FROM source_protection)
            ORDER BY source";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Records the commitment to who a source is.
    pub fn protect(&mut self, source: SourceId, commitment: Commitment) -> Result<()> {
        self.record(&ProtectionFact { commitment, source }).map(drop)
    }
}
