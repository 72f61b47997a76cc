//! Time stamps of kept checkpoints: as these, no facts, but what speaks for them.

use rusqlite::{Connection, named_params};

use crate::ledger::{Note, Stamp};

use super::check::{Findings, in_row};
use super::error::Result;
use super::ledger::{self, Kept, Signed};
use super::{Store, View};

const KEEP: &str = "INSERT INTO stamp (checkpoint, token) SELECT :checkpoint, :token
    WHERE NOT EXISTS (SELECT 1 FROM stamp WHERE checkpoint = :checkpoint AND token = :token)";

const STAMPS: &str = "SELECT s.stamp, s.token, c.note, c.key
    FROM stamp AS s LEFT JOIN checkpoint AS c USING (checkpoint) ORDER BY s.stamp";

/// A row: its number, the token, and the checkpoint that it is of, if that is there.
type Row = (i64, Vec<u8>, Option<Kept>);

impl Store {
    /// Finds the kept checkpoint that a time stamp is of, whoever made it.
    pub fn checkpoint_of(&self, stamp: &Stamp) -> Result<Option<Signed>> {
        Ok(self.stamped_row(stamp)?.map(|(_, signed)| signed))
    }

    /// Keeps a time stamp with the checkpoint that it is of, once. `false` if it was kept already,
    /// or is of none.
    pub fn keep_stamp(&mut self, stamp: &Stamp) -> Result<bool> {
        let Some((checkpoint, _)) = self.stamped_row(stamp)? else { return Ok(false) };
        let params = named_params! { ":checkpoint": checkpoint, ":token": stamp.as_der() };
        Ok(self.connection.execute(KEEP, params)? > 0)
    }

    fn stamped_row(&self, stamp: &Stamp) -> Result<Option<(i64, Signed)>> {
        let kept = ledger::kept(&self.connection)?.into_iter();
        let mut signed = kept.filter_map(|(row, kept)| Some((row, ledger::signed(&kept)?)));
        Ok(signed.find(|(_, signed)| stamp.is_of(&signed.note)))
    }
}

impl View<'_> {
    /// Lists the time stamps that can be read, with the checkpoints that they are of, oldest first.
    pub fn stamps(&self) -> Result<Vec<(Signed, Stamp)>> {
        let read =
            |(_, token, kept): Row| Some((ledger::signed(&kept?)?, Stamp::from_der(&token).ok()?));
        Ok(rows(self.connection)?.into_iter().filter_map(read).collect())
    }
}

fn rows(connection: &Connection) -> Result<Vec<Row>> {
    let mut statement = connection.prepare_cached(STAMPS)?;
    let rows = statement.query_map([], |row| {
        let (note, key): (Option<String>, Option<String>) = (row.get("note")?, row.get("key")?);
        let kept = note.zip(key).map(|(note, key)| Kept { note, key });
        Ok((row.get("stamp")?, row.get("token")?, kept))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Checks every kept time stamp again, all but whether its authority is to be trusted.
pub(super) fn check(connection: &Connection) -> Result<Findings> {
    let mut found = Findings::default();
    for (expected, (row, token, kept)) in (1..).zip(rows(connection)?) {
        found.add("time stamps", 1);
        if row != expected {
            found.fault("stamp", in_row(row), format!("stands where {expected} should"));
        }
        let note = kept.and_then(|kept| kept.note.parse::<Note>().ok());
        let problem = match (note, Stamp::from_der(&token)) {
            (None, _) => Some("its checkpoint is not there".to_owned()),
            (_, Err(problem)) => Some(format!("it is {problem}")),
            (Some(note), Ok(stamp)) => stamp.check(&note, None).err().map(|why| why.to_string()),
        };
        if let Some(problem) = problem {
            found.fault("stamp", in_row(row), problem);
        }
    }
    Ok(found)
}
