//! Every kind of fact: its table, what it is called, and how it is read back as its entry has it.

use rusqlite::Connection;

use crate::model::{Document, Source};

use super::again::Again;
use super::claims::ClaimFact;
use super::comparisons::ComparisonFact;
use super::entry::{self, Fact};
use super::error::Result;
use super::grades::{DescriptionFact, GradeFact};
use super::keys::KeyFact;
use super::notes::NoteFact;
use super::operations::{self, OperationFact};
use super::propositions::{NameFact, PlacementFact};
use super::protections::ProtectionFact;
use super::relations::NewJudgement;
use super::reviews::{ReviewFact, WithdrawalFact};
use super::ties::NewTie;

/// A kind of fact.
pub(super) struct Kind {
    /// Its table.
    pub(super) table: &'static str,
    /// What several of them are called.
    pub(super) plural: &'static str,
    /// Reads the fact in a row back.
    pub(super) read: fn(&Connection, i64) -> Result<Read>,
}

/// A fact as it was read back from its row.
pub(super) struct Read {
    /// Its entry, in canonical JSON.
    pub(super) entry: Vec<u8>,
    /// The row of its operation.
    pub(super) operation: i64,
}

impl Read {
    /// What a fact's entry must say.
    pub(super) fn of<F: Fact>(connection: &Connection, fact: &F, operation: i64) -> Result<Self> {
        let id = operations::id_of(connection, operation)?;
        Ok(Self { entry: entry::text(fact, id), operation })
    }
}

impl Kind {
    const fn of<F: Fact>(plural: &'static str) -> Self {
        Self { table: F::TABLE, plural, read: read::<F> }
    }
}

fn read<F: Fact>(connection: &Connection, row: i64) -> Result<Read> {
    let (fact, operation) = F::load(connection, row)?;
    Read::of(connection, &fact, operation)
}

/// All of them.
pub(super) const KINDS: [Kind; 17] = [
    Kind::of::<OperationFact>("operations"),
    Kind::of::<Source>("sources"),
    Kind::of::<Document>("documents"),
    Kind::of::<ClaimFact<'_>>("claims"),
    Kind::of::<KeyFact>("keys"),
    Kind::of::<Again>("records made again"),
    Kind::of::<ReviewFact>("reviews"),
    Kind::of::<WithdrawalFact>("withdrawals"),
    Kind::of::<ComparisonFact>("comparisons"),
    Kind::of::<NewJudgement>("relation judgements"),
    Kind::of::<PlacementFact>("proposition judgements"),
    Kind::of::<NameFact>("proposition names"),
    Kind::of::<NewTie>("source ties"),
    Kind::of::<GradeFact>("grades"),
    Kind::of::<DescriptionFact>("descriptions"),
    Kind::of::<ProtectionFact>("protections"),
    Kind::of::<NoteFact>("notes"),
];

/// Finds a kind by its table.
pub(super) fn kind(table: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.table == table)
}
