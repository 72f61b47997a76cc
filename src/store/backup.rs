//! Copies of a database, made while others may read and write it, and put back.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::error::{Error, PATIENCE, Result};
use super::open::open_existing;
use super::{Store, schema, tree};

/// How long to wait before trying again when somebody else holds the database.
const PAUSE: Duration = Duration::from_millis(10);

impl Store {
    /// Returns how many entries there are.
    pub fn entries(&self) -> Result<u64> {
        tree::size(&self.connection)
    }

    /// Copies a file of ours as it is, of whatever format, to a new one.
    pub fn copy_of(path: &Path, to: &Path) -> Result<()> {
        copy(path, to)
    }

    /// Copies the record as it stands to a new file.
    ///
    /// # Errors
    /// A file that is there already is not written over.
    pub fn copy_to(&self, copy: &Path) -> Result<()> {
        whole(copy, |part| pages(&self.connection, &mut open(part)?))
    }

    /// Puts the record of another file in the place of this one's, in one transaction.
    pub fn replace_with(&mut self, other: &Self) -> Result<()> {
        pages(&other.connection, &mut self.connection)
    }
}

/// Copies the database at `path` to `copy`, which must not be there.
pub(super) fn copy(path: &Path, copy: &Path) -> Result<()> {
    schema::look_at(path)?;
    let source = open_existing(path)?;
    whole(copy, |part| pages(&source, &mut open(part)?))
}

fn failed(path: &Path, cause: &dyn ToString) -> Error {
    Error::Open { path: path.to_owned(), cause: cause.to_string() }
}

fn open(path: &Path) -> Result<Connection> {
    Connection::open(path).map_err(|error| failed(path, &error))
}

/// Makes a file so that whoever finds it finds all of it: until then it is called `NAME.part`.
///
/// # Errors
/// A file that is there already is not written over.
pub fn whole<T, E: From<Error>>(
    path: &Path,
    make: impl FnOnce(&Path) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    if path.exists() {
        return Err(Error::Exists { path: path.to_owned() }.into());
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let not_made =
        |error: std::io::Error| Error::Make { path: path.to_owned(), cause: error.to_string() };
    let made = File::create(&part).map_err(|error| not_made(error).into());
    let made = made.and_then(|_| make(&part));
    let moved = made.and_then(|made| match fs::rename(&part, path) {
        Ok(()) => Ok(made),
        Err(error) => Err(not_made(error).into()),
    });
    if moved.is_err() {
        // What is left of a copy that failed helps nobody; that it failed is told anyhow.
        drop(fs::remove_file(&part));
    }
    moved
}

/// Copies all pages in one step: in several, a busy writer would have it begin anew for ever.
fn pages(from: &Connection, to: &mut Connection) -> Result<()> {
    let backup = Backup::new(from, to)?;
    for _ in 0..u128::from(PATIENCE) * 1_000 / PAUSE.as_millis() {
        match backup.step(-1)? {
            StepResult::Done => return Ok(()),
            _ => std::thread::sleep(PAUSE),
        }
    }
    Err(Error::Locked { seconds: PATIENCE })
}
