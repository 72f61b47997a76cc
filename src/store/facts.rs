//! Every kind of fact: its table, what it is called, and how it is read back as its entry has it.

use rusqlite::Connection;
use serde_json::Value;

use crate::model::{Document, OperationId, Source};

use super::again::Again;
use super::also::{AlsoFact, Known, Thing};
use super::check_facts::{self, Facts, Named};
use super::claims::ClaimFact;
use super::comparisons::ComparisonFact;
use super::entry::{self, Fact};
use super::error::Result;
use super::grades::{DescriptionFact, GradeFact};
use super::keys::KeyFact;
use super::merges::{BroughtFact, MergeFact};
use super::notes::NoteFact;
use super::operations::{self, OperationFact};
use super::propositions::{NameFact, PlacementFact};
use super::protections::ProtectionFact;
use super::relations::NewJudgement;
use super::reviews::{ReviewFact, WithdrawalFact};
use super::ties::NewTie;
use super::told::{self, Subject, Told};

/// A row of another database.
pub(super) type There<'a> = (&'a Connection, i64);

/// Records a fact from the members of its entry, and from what they name.
type Retell = fn(&Connection, (i64, OperationId), Value, Option<Subject>) -> Result<()>;

/// A kind of fact.
#[derive(Debug)]
pub(super) struct Kind {
    /// Its table.
    pub(super) table: &'static str,
    /// What several of them are called.
    pub(super) plural: &'static str,
    /// Writes what the entry of the fact in a row must say, in canonical JSON.
    pub(super) entry: fn(&Connection, i64) -> Result<Vec<u8>>,
    /// Compares rows with their entries.
    pub(super) check: fn(&mut Facts<'_>, &[Named]) -> Result<()>,
    /// Records the fact that another database has in a row, for an operation that is on record.
    pub(super) copy: fn(There<'_>, &Connection, (i64, OperationId)) -> Result<i64>,
    /// Records the fact that an entry tells, for an operation that is on record.
    pub(super) retell: Retell,
    /// What has an id, and can be told by several operations.
    pub(super) thing: Option<Thing>,
}

impl Kind {
    /// A kind whose facts have entries of other kinds.
    const fn beside<F: Fact>(plural: &'static str) -> Self {
        Self {
            table: F::TABLE,
            plural,
            entry: entry::<F>,
            check: check_facts::check::<F>,
            copy: copy::<F>,
            retell: told::by_no_entry,
            thing: None,
        }
    }

    const fn of<F: Told>(plural: &'static str) -> Self {
        Self { retell: told::record::<F>, ..Self::beside::<F>(plural) }
    }

    const fn known<F: Known + Told>(plural: &'static str) -> Self {
        let (copy, retell) = (copy_known::<F>, told::record_known::<F>);
        Self { copy, retell, thing: Some(F::THING), ..Self::beside::<F>(plural) }
    }
}

fn copy<F: Fact>(
    (from, row): There<'_>,
    to: &Connection,
    operation: (i64, OperationId),
) -> Result<i64> {
    let (fact, _) = entry::load::<F>(from, row)?;
    entry::record(to, operation, &fact)
}

fn copy_known<F: Known>(
    (from, row): There<'_>,
    to: &Connection,
    operation: (i64, OperationId),
) -> Result<i64> {
    let (fact, _) = entry::load::<F>(from, row)?;
    let id = fact.identity();
    if !F::THING.is_known(to, id)? {
        return entry::record(to, operation, &fact);
    }
    entry::record(to, operation, &AlsoFact::of(&fact, F::THING, id))
}

fn entry<F: Fact>(connection: &Connection, row: i64) -> Result<Vec<u8>> {
    let (fact, operation) = entry::load::<F>(connection, row)?;
    let mut text = Vec::new();
    entry::write(&mut text, &fact, operations::id_of(connection, operation)?);
    Ok(text)
}

/// All of them.
pub(super) const KINDS: [Kind; 20] = [
    Kind::of::<OperationFact>("operations"),
    Kind::known::<Source>("sources"),
    Kind::known::<Document>("documents"),
    Kind::known::<ClaimFact<'_>>("claims"),
    Kind::of::<KeyFact>("keys"),
    Kind::of::<Again>("records made again"),
    Kind::beside::<AlsoFact>("recorded by others, too"),
    Kind::of::<MergeFact>("merges"),
    Kind::of::<BroughtFact>("operations brought"),
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

/// Finds the place of a kind among all of them by its table.
pub(super) fn place(table: &str) -> Option<usize> {
    KINDS.iter().position(|kind| kind.table == table)
}
