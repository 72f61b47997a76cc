//! The ledger as others see it: its checkpoints, and what is needed to prove an entry.

use std::cmp::Ordering;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, named_params};

use crate::ledger::{Checkpoint, Malformed, Note, Verifier};
use crate::model::{ContentHash, Document, Source};

use super::also::{self, AlsoFact};
use super::claims::ClaimFact;
use super::entry::{self, Fact};
use super::error::{Error, Result};
use super::facts::{self, KINDS};
use super::kinds::Kinship;
use super::{Store, View, tree};

/// An entry, and its path to the root of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where it stands, from 0.
    pub index: u64,
    /// What was hashed, in canonical JSON.
    pub entry: String,
    /// The hashes from its leaf up to the root.
    pub path: Vec<ContentHash>,
    kind: &'static str,
    row: i64,
}

/// An entry as it was hashed, and the row that says so.
pub(super) struct Written {
    pub(super) text: String,
    kind: &'static str,
    row: i64,
}

/// A signed checkpoint, and the key that others verify it with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// What was signed.
    pub checkpoint: Checkpoint,
    /// The signed note.
    pub note: Note,
    /// The public key.
    pub key: Verifier,
}

/// The same as its row has it.
pub(super) struct Kept {
    pub(super) note: String,
    pub(super) key: String,
}

const KEEP: &str = "INSERT INTO checkpoint (note, key) VALUES (:note, :key)";

const KEPT: &str = "SELECT checkpoint, note, key FROM checkpoint ORDER BY checkpoint";

const ENTRY: &str = "SELECT kind, row FROM entry WHERE sequence = :sequence";

impl Store {
    /// Has the ledger signed as it stands, and keeps what was signed, once. `None` if nothing is on
    /// record.
    pub fn keep_checkpoint<E: From<Error>>(
        &mut self,
        sign: impl FnOnce(&Checkpoint) -> std::result::Result<Signed, E>,
    ) -> std::result::Result<Option<Signed>, E> {
        let behavior = TransactionBehavior::Immediate;
        let transaction =
            self.connection.transaction_with_behavior(behavior).map_err(Error::from)?;
        let Some(checkpoint) = checkpoint(&transaction)? else { return Ok(None) };
        let signed = sign(&checkpoint)?;
        keep(&transaction, &signed)?;
        transaction.commit().map_err(Error::from)?;
        Ok(Some(signed))
    }
}

impl Store {
    /// Tells how this record stands to another by their entries alone.
    pub fn kinship(&self, other: &Self) -> Result<Kinship> {
        let [mine, theirs] = [&self.connection, &other.connection];
        if origin(mine)? != origin(theirs)? {
            return Ok(Kinship::Strangers);
        }
        let (size, sizes) = (tree::size(mine)?, tree::size(theirs)?);
        let same = |size| Ok(tree::root_at(mine, size)? == tree::root_at(theirs, size)?);
        let both = size.min(sizes);
        if !same(both)? {
            return parted(both, same).map(Kinship::Parted);
        }
        Ok(match size.cmp(&sizes) {
            Ordering::Less => Kinship::Earlier(sizes - size),
            Ordering::Equal => Kinship::Same,
            Ordering::Greater => Kinship::Later(size - sizes),
        })
    }
}

/// How many entries two records have in common that differ within the first `differ`.
fn parted(differ: u64, same: impl Fn(u64) -> Result<bool>) -> Result<u64> {
    let (mut common, mut differ) = (0, differ);
    while differ - common > 1 {
        let middle = common + (differ - common) / 2;
        *(if same(middle)? { &mut common } else { &mut differ }) = middle;
    }
    Ok(common)
}

/// Keeps what was signed, once.
pub(super) fn keep(connection: &Connection, signed: &Signed) -> Result<()> {
    let (note, key) = (signed.note.to_string(), signed.key.to_string());
    if kept(connection)?.iter().any(|(_, kept)| kept.note == note && kept.key == key) {
        return Ok(());
    }
    let params = named_params! { ":note": note, ":key": key };
    connection.prepare_cached(KEEP)?.execute(params)?;
    Ok(())
}

/// Lists the checkpoints that were signed, oldest first, with their rows.
pub(super) fn kept(connection: &Connection) -> Result<Vec<(i64, Kept)>> {
    let mut statement = connection.prepare_cached(KEPT)?;
    let rows = statement.query_map([], |row| {
        Ok((row.get("checkpoint")?, Kept { note: row.get("note")?, key: row.get("key")? }))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The size and root of the ledger; `None` if nothing is on record.
pub(super) fn checkpoint(connection: &Connection) -> Result<Option<Checkpoint>> {
    let Some(origin) = origin(connection)? else { return Ok(None) };
    let size = tree::size(connection)?;
    Ok(Some(Checkpoint { origin, size, root: tree::root_at(connection, size)? }))
}

/// The name of the ledger; `None` if nothing is on record.
pub(super) fn origin(connection: &Connection) -> Result<Option<String>> {
    let sql = "SELECT leaf FROM entry WHERE sequence = 1";
    let first = connection.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
    Ok(first.map(Checkpoint::origin_of))
}

impl View<'_> {
    /// Returns the number of the entry of a claim, document, source or operation.
    pub fn entry_of(&self, kind: &'static str, id: ContentHash) -> Result<u64> {
        let sql = format!(
            "SELECT e.sequence FROM {kind} AS x
                JOIN entry AS e ON e.kind = '{kind}' AND e.row = x.{kind} WHERE x.id = :id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let sequence = statement.query_row([id], |row| row.get(0)).optional()?;
        sequence.ok_or_else(|| Error::Unknown { kind, id: id.to_string() })
    }

    /// Returns the size and root of the ledger, and what was last signed of it; `None` if nothing is
    /// on record.
    pub fn ledger(&self) -> Result<Option<(Checkpoint, Option<Signed>)>> {
        let Some(checkpoint) = checkpoint(self.connection)? else { return Ok(None) };
        let bad = |problem| Error::BadValue { table: "checkpoint", problem };
        let signed = |(_, kept): (i64, Kept)| -> std::result::Result<Signed, String> {
            let malformed = |error: Malformed| error.to_string();
            let (note, key) = (kept.note.parse(), kept.key.parse());
            let checkpoint = read(&kept)?;
            Ok(Signed { checkpoint, note: note.map_err(malformed)?, key: key.map_err(malformed)? })
        };
        let last = kept(self.connection)?.pop().map(signed).transpose().map_err(bad)?;
        Ok(Some((checkpoint, last)))
    }

    /// Returns the place of an entry in the tree over the first `size` entries.
    pub fn place(&self, entry: u64, size: u64) -> Result<Place> {
        if entry > size {
            return Err(Error::Unknown { kind: "entry", id: entry.to_string() });
        }
        let Written { text, kind, row } = self.entry_at(entry)?;
        let index = entry - 1;
        let path = tree::path(self.connection, index, size)?;
        Ok(Place { index, entry: text, path, kind, row })
    }

    /// Returns an entry by its number.
    pub(super) fn entry_at(&self, entry: u64) -> Result<Written> {
        let unknown = || Error::Unknown { kind: "entry", id: entry.to_string() };
        let connection = self.connection;
        let mut statement = connection.prepare_cached(ENTRY)?;
        let found =
            statement.query_row([entry], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (kind, row): (String, i64) = found.ok_or_else(unknown)?;
        let bad = |problem| Error::BadValue { table: "entry", problem };
        let kind = facts::place(&kind)
            .map(|place| &KINDS[place])
            .ok_or_else(|| bad(format!("there is no kind of fact called '{kind}'")))?;
        let text = String::from_utf8((kind.entry)(connection, row)?)
            .map_err(|_| bad("what it says is not UTF-8".to_owned()))?;
        Ok(Written { text, kind: kind.table, row })
    }

    /// Returns the canonical JSON of what an entry names by its id; `None` where the entry itself
    /// says all.
    pub fn subject_of(&self, place: &Place) -> Result<Option<Vec<u8>>> {
        let (kind, row) = match place.kind {
            AlsoFact::TABLE => also::thing(self.connection, place.row)?,
            kind => (kind, place.row),
        };
        self.subject_at(kind, row)
    }

    /// Returns the canonical JSON of the document, source or claim in a row.
    pub(super) fn subject_at(&self, kind: &str, row: i64) -> Result<Option<Vec<u8>>> {
        let connection = self.connection;
        Ok(match kind {
            ClaimFact::TABLE => {
                let (fact, _): (ClaimFact<'_>, _) = entry::load(connection, row)?;
                Some(fact.new.claim.canonical())
            }
            Document::TABLE => Some(entry::load::<Document>(connection, row)?.0.canonical()),
            Source::TABLE => Some(entry::load::<Source>(connection, row)?.0.canonical()),
            _ => None,
        })
    }
}

/// Reads a kept checkpoint with its note and key; `None` if it is not sound.
pub(super) fn signed(kept: &Kept) -> Option<Signed> {
    let checkpoint = read(kept).ok()?;
    Some(Signed { checkpoint, note: kept.note.parse().ok()?, key: kept.key.parse().ok()? })
}

/// Reads a kept checkpoint, which its own key must have signed.
pub(super) fn read(kept: &Kept) -> std::result::Result<Checkpoint, String> {
    let malformed = |error: Malformed| error.to_string();
    let key: Verifier = kept.key.parse().map_err(malformed)?;
    let note: Note = kept.note.parse().map_err(malformed)?;
    Checkpoint::of(&note, &key).map_err(|error| error.to_string())?.map_err(malformed)
}
