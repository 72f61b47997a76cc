//! What was recorded anew after the operation that first recorded it had been undone.

use std::collections::BTreeSet;

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use crate::model::{ClaimId, DocumentId};

use super::entry::{Cells, Fact};
use super::error::Result;
use super::{Added, View, Writer};

/// A document or claim that is on record again.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Again {
    claim: Option<ClaimId>,
    document: Option<DocumentId>,
}

const ADD: &str = "INSERT INTO again (operation, document, claim) VALUES (:operation,
    (SELECT document FROM document WHERE id = :document),
    (SELECT claim FROM claim WHERE id = :claim))";

impl Fact for Again {
    const TABLE: &'static str = "again";
    const READ: &'static str = "SELECT a.again AS row, a.operation, c.id, d.id FROM again AS a
        LEFT JOIN document AS d USING (document) LEFT JOIN claim AS c ON c.claim = a.claim";

    fn form(&self) -> impl Serialize {
        self
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        connection.prepare_cached(ADD)?.execute(named_params! {
            ":operation": operation, ":document": self.document, ":claim": self.claim,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self { claim: cells.next()?, document: cells.next()? })
    }
}

impl View<'_> {
    /// Tells whether a document's row counts: its operation stands, or it was recorded again.
    pub(super) fn document_counts(&self, row: i64, operation: i64) -> Result<bool> {
        self.counts(
            row,
            operation,
            "SELECT operation FROM again WHERE document = :row
                UNION ALL SELECT operation FROM also WHERE document = :row",
        )
    }

    /// Tells whether a claim's row counts, its document left aside.
    pub(super) fn claim_counts(&self, row: i64, operation: i64) -> Result<bool> {
        self.counts(
            row,
            operation,
            "SELECT operation FROM again WHERE claim = :row
                UNION ALL SELECT operation FROM also WHERE claim = :row",
        )
    }

    /// The rows of the documents that do not count.
    pub(super) fn gone_documents(&self) -> Result<&BTreeSet<i64>> {
        if let Some(gone) = self.gone_documents.get() {
            return Ok(gone);
        }
        let mut gone = BTreeSet::new();
        if !self.hidden.is_empty() {
            let mut statement =
                self.connection.prepare_cached("SELECT document, operation FROM document")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let document = row.get(0)?;
                if !self.document_counts(document, row.get(1)?)? {
                    gone.insert(document);
                }
            }
        }
        Ok(self.gone_documents.get_or_init(|| gone))
    }

    fn counts(&self, row: i64, operation: i64, again: &str) -> Result<bool> {
        if !self.hidden.contains(&operation) {
            return Ok(true);
        }
        let mut statement = self.connection.prepare_cached(again)?;
        let mut rows = statement.query([row])?;
        while let Some(row) = rows.next()? {
            if !self.hidden.contains(&row.get(0)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Writer<'_> {
    /// Puts a document that is in the database back on record, if it is not.
    pub(super) fn document_again(&mut self, document: DocumentId, counts: bool) -> Result<Added> {
        self.again(&Again { claim: None, document: Some(document) }, counts)
    }

    /// Puts a claim that is in the database back on record, if it is not.
    pub(super) fn claim_again(&mut self, claim: ClaimId, counts: bool) -> Result<Added> {
        self.again(&Again { claim: Some(claim), document: None }, counts)
    }

    fn again(&mut self, fact: &Again, counts: bool) -> Result<Added> {
        if counts {
            return Ok(Added::Known);
        }
        self.record(fact)?;
        Ok(Added::Again)
    }
}
