//! Opening: the only place that makes or refuses a file.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::budget::Budget;
use super::error::{Error, Result};
use super::{Store, schema};

impl Store {
    /// Opens the database at `path` for reading and writing; makes it if there is none.
    ///
    /// # Errors
    /// A file that is no database, another program's, or a newer onrecord's is refused untouched.
    pub fn open(path: &Path) -> Result<Self> {
        if path.exists() && !has_journal(path) {
            schema::look_at(path)?;
        }
        one_name(path)?;
        let mut connection = Connection::open(path).map_err(|error| cannot_open(path, &error))?;
        schema::configure(&connection)?;
        schema::create(&mut connection)?;
        schema::check_format(&connection, path)?;
        schema::migrate(&mut connection, path)?;
        schema::write_ahead(&connection, path)?;
        Self::of(connection, Some(path))
    }

    /// Opens the database at `path` for reading. Neither makes nor changes it, save that one of an
    /// earlier format is brought to the latest first.
    ///
    /// # Errors
    /// As [`Store::open`], and `NotFound` if there is no file or an empty one.
    pub fn open_to_read(path: &Path) -> Result<Self> {
        let missing = || Error::NotFound { path: path.to_owned() };
        if !path.exists() {
            return Err(missing());
        }
        if has_journal(path) {
            // SQLite puts it right, if it is ours; if not, the look at it says so.
            drop(open_existing(path));
        }
        if schema::look_at(path)? == schema::Header::Empty {
            return Err(missing());
        }
        let mut connection = open_existing(path)?;
        schema::check_format(&connection, path)?;
        if schema::format(&connection)? < schema::SUPPORTED {
            drop(connection);
            drop(Self::open(path)?);
            connection = open_existing(path)?;
        }
        connection.pragma_update(None, "query_only", true)?;
        Self::of(connection, Some(path))
    }

    /// Tells whether the database at `path` has an earlier format than this program's. Neither makes
    /// nor changes it.
    ///
    /// # Errors
    /// As [`Store::open_to_read`].
    pub fn is_of_earlier_format(path: &Path) -> Result<bool> {
        if !path.exists() || schema::look_at(path)? == schema::Header::Empty {
            return Err(Error::NotFound { path: path.to_owned() });
        }
        let connection = open_existing(path)?;
        schema::check_format(&connection, path)?;
        Ok(schema::format(&connection)? < schema::SUPPORTED)
    }

    /// Makes an empty database in memory.
    pub fn in_memory() -> Result<Self> {
        Self::alone(Connection::open_in_memory()?)
    }

    /// Makes an empty database in a temporary file that nobody else sees and that goes with it.
    pub(super) fn temporary() -> Result<Self> {
        // SQLite takes an empty path for that; it stays in memory as long as it is small.
        Self::alone(Connection::open("")?)
    }

    fn alone(mut connection: Connection) -> Result<Self> {
        schema::configure(&connection)?;
        schema::create(&mut connection)?;
        Self::of(connection, None)
    }

    fn of(mut connection: Connection, path: Option<&Path>) -> Result<Self> {
        let budget = Budget::of(&mut connection)?;
        Ok(Self { connection, path: path.map(Path::to_owned), budget })
    }
}

/// Opens a file of ours for reading. The write-ahead log needs two files beside the database while
/// it is open, which SQLite makes and removes; where that is not allowed (a read-only folder), the
/// file is read as one that nobody changes.
pub(super) fn open_existing(path: &Path) -> Result<Connection> {
    let attempts = [
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    ];
    for flags in attempts {
        if let Ok(connection) = Connection::open_with_flags(path, flags)
            && schema::configure(&connection).is_ok()
            && schema::format(&connection).is_ok()
            && reads(&connection)
        {
            return Ok(connection);
        }
    }
    open_unchanging(path)
}

fn reads(connection: &Connection) -> bool {
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(())).is_ok()
}

fn open_unchanging(path: &Path) -> Result<Connection> {
    if beside(path, "-wal").metadata().is_ok_and(|log| log.len() > 0) {
        let cause = "its last changes are in the write-ahead log beside it (-wal), which can only be read \
            where the folder can be written to";
        return Err(Error::Open { path: path.to_owned(), cause: cause.to_owned() });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let connection =
        Connection::open_with_flags(uri(path), flags).map_err(|error| cannot_open(path, &error))?;
    schema::configure(&connection)?;
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    Ok(connection)
}

/// Writes a path as a `file:` address; whatever could mean something in one is escaped.
fn uri(path: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(byte) {
            address.push(char::from(*byte));
        } else {
            address.push_str(&format!("%{byte:02x}"));
        }
    }
    address + "?immutable=1"
}

fn cannot_open(path: &Path, error: &rusqlite::Error) -> Error {
    Error::Open { path: path.to_owned(), cause: error.to_string() }
}

/// A writer was killed in the middle of its first transaction: SQLite must put the file right
/// before its first bytes mean anything.
fn has_journal(path: &Path) -> bool {
    beside(path, "-journal").exists()
}

/// A file that SQLite keeps beside a database.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Refuses a file that has several names (hard links): SQLite looks for the write-ahead log by the
/// name, so writers who come by different names would not see each other.
#[cfg(unix)]
fn one_name(path: &Path) -> Result<()> {
    use std::os::unix::fs::MetadataExt;
    if path.metadata().is_ok_and(|file| file.nlink() > 1) {
        let cause = "it has another name (a hard link), and two names of one database lose each other's \
            changes: make a copy with onrecord backup";
        return Err(Error::Open { path: path.to_owned(), cause: cause.to_owned() });
    }
    Ok(())
}

#[cfg(not(unix))]
const fn one_name(_: &Path) -> Result<()> {
    Ok(())
}
