//! The database's form: made, recognised, and refused when it is not ours.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, TransactionBehavior};

use super::error::{Error, LONGEST, PATIENCE, Result};
use super::{backup, folder, tree};

/// The whole database on one page, in the latest format.
const SCHEMA: &str = include_str!("../../schema.sql");

/// Words wait in 64 MB of memory before the search index writes them: less work for a long import.
const PATIENT_INDEX: &str =
    "INSERT INTO claim_words (claim_words, rank) VALUES ('hashsize', 67108864)";

/// The latest format that this program knows (`user_version`).
pub(super) const SUPPORTED: i64 = 3;

/// What SQL cannot do to bring a database to a format.
type Step = fn(&Connection) -> Result<()>;

/// What brings a database to each format from the one before.
const MIGRATIONS: &[(i64, &str, Step)] = &[
    (2, include_str!("../../migrations/2.sql"), tree::build),
    (3, include_str!("../../migrations/3.sql"), |_| Ok(())),
];

/// "onre": marks a file as ours (`application_id`).
const APPLICATION: u32 = 0x6f6e_7265;

/// What the first bytes of a file say it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// Nothing yet: the file is empty.
    Empty,
    /// A database of ours.
    Ours,
}

/// Looks at the first 100 bytes of the file, without SQLite, so that nothing touches a file that
/// is not ours.
pub(super) fn look_at(path: &Path) -> Result<Header> {
    let failed =
        |error: std::io::Error| Error::Open { path: path.to_owned(), cause: error.to_string() };
    let mut header = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(100).read_to_end(&mut header).map_err(failed)?;
    if header.is_empty() {
        return Ok(Header::Empty);
    }
    if header.len() < 100 || !header.starts_with(b"SQLite format 3\0") {
        return Err(Error::NotADatabase { path: path.to_owned() });
    }
    let found = u32::from_be_bytes([header[68], header[69], header[70], header[71]]);
    if found == APPLICATION {
        return Ok(Header::Ours);
    }
    Err(Error::NotOurs { path: path.to_owned(), found })
}

/// Sets what holds for every connection.
pub(super) fn configure(connection: &Connection) -> Result<()> {
    connection.busy_timeout(Duration::from_secs(PATIENCE))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    // Without this every new value bound to a prepared statement has it planned anew.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, i32::try_from(LONGEST).unwrap_or(i32::MAX))?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

/// Makes the tables if there are none. Two processes may come here at once: one makes them, the
/// other waits and finds them made.
pub(super) fn create(connection: &mut Connection) -> Result<()> {
    connection.pragma_update(None, "page_size", 16_384)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if application(&transaction)? != APPLICATION {
        transaction.execute_batch(SCHEMA)?;
        transaction.execute_batch(PATIENT_INDEX)?;
    }
    transaction.commit()?;
    Ok(())
}

/// Brings a database of an earlier format to the latest one, in one transaction. A copy of it as it
/// was is made first, beside it.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    if format(connection)? >= SUPPORTED {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have done it while this one waited.
    let found = format(&transaction)?;
    if found < SUPPORTED {
        copy_before(path, found)?;
        for (_, sql, step) in MIGRATIONS.iter().filter(|(to, ..)| *to > found) {
            transaction.execute_batch(sql)?;
            step(&transaction)?;
        }
        transaction.pragma_update(None, "user_version", SUPPORTED)?;
    }
    transaction.commit()?;
    Ok(())
}

/// Copies a database of an earlier format to `NAME.format-N`, unless that is there already.
fn copy_before(path: &Path, format: i64) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".format-{format}"));
    let copy = PathBuf::from(name);
    if copy.exists() { Ok(()) } else { backup::copy(path, &copy) }
}

/// Turns on the write-ahead log, so that readers and a writer do not wait for each other. Where the
/// file system cannot do it, SQLite goes on with a rollback journal, which is as safe. In a folder
/// that machines share there is always a rollback journal: the log's index lies in the memory of one.
pub(super) fn write_ahead(connection: &Connection, path: &Path) -> Result<()> {
    let mode = if folder::is_shared(path) { "DELETE" } else { "WAL" };
    connection.query_row(&format!("PRAGMA journal_mode = {mode}"), [], |_| Ok(()))?;
    Ok(())
}

/// Refuses a database of a later format.
pub(super) fn check_format(connection: &Connection, path: &Path) -> Result<()> {
    let found = format(connection)?;
    if found > SUPPORTED {
        return Err(Error::Newer { path: path.to_owned(), found, supported: SUPPORTED });
    }
    Ok(())
}

/// Returns the format of the database.
pub(super) fn format(connection: &Connection) -> Result<i64> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

fn application(connection: &Connection) -> Result<u32> {
    let found: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    Ok(u32::try_from(found).unwrap_or(0))
}
