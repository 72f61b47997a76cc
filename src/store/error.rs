//! What can go wrong with the database, in words for people.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Everything that can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no file to read.
    #[error("there is no database at {}", path.display())]
    NotFound {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file could not be opened or made.
    #[error("cannot open {}: {cause}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
    /// A new file could not be made.
    #[error("cannot make {}: {cause}", path.display())]
    Make {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
    /// A new file was asked for, and there is one of that name.
    #[error("there is a file already at {}", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is no SQLite database.
    #[error("{} is not a database", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// An SQLite database of some other program.
    #[error("{} is a database of another program (application id {found:#010x})", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
        /// The application id it carries.
        found: u32,
    },
    /// Written by a later version of onrecord.
    #[error("{} was written by a newer onrecord: its format is {found}, this program supports {supported}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The latest format that this program knows.
        supported: i64,
    },
    /// The file, its folder, or the way it was opened does not allow writing.
    #[error("the database is read-only")]
    ReadOnly,
    /// Another process held the database for longer than we wait.
    #[error("another process is writing to the database; gave up after {seconds} seconds")]
    Locked {
        /// How long we waited.
        seconds: u64,
    },
    /// No space left; nothing of this step was recorded.
    #[error("the disk is full: nothing of this step was recorded")]
    DiskFull,
    /// The system would not write or read.
    #[error("the database cannot be written to or read: {0}; nothing of this step was recorded")]
    Io(String),
    /// SQLite finds the file damaged.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// A text longer than the database takes.
    #[error("a text is too long for the database (at most {limit} bytes)")]
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// A question that would take too long; it was stopped.
    #[error("the question takes too long to answer: ask for fewer or longer words")]
    TooCostly,
    /// A value that the database holds but that cannot be one of ours.
    #[error("{table} holds a value that cannot be: {problem}")]
    BadValue {
        /// The table.
        table: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// Something was named that is not on record.
    #[error("{kind} {id} is not on record")]
    Unknown {
        /// What was looked for.
        kind: &'static str,
        /// Its id.
        id: String,
    },
    /// Anything else that SQLite reports.
    #[error("the database reports: {0}")]
    Sqlite(rusqlite::Error),
}

/// The outcome of a step in the store.
pub type Result<T> = std::result::Result<T, Error>;

/// How long a writer waits for another one, in seconds.
pub(crate) const PATIENCE: u64 = 60;

/// The longest text or blob the database takes, in bytes.
pub(crate) const LONGEST: usize = 512 * 1024 * 1024;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::Locked { seconds: PATIENCE }
            }
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => Self::Io(error.to_string()),
            Some(ErrorCode::TooBig) => Self::TooLong { limit: LONGEST },
            Some(ErrorCode::OperationInterrupted) => Self::TooCostly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(error.to_string())
            }
            _ => Self::Sqlite(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_names_the_thing_and_its_value() {
        let path = || PathBuf::from("notes/r.db");
        let all = [
            Error::NotFound { path: path() },
            Error::Open { path: path(), cause: "permission denied".to_owned() },
            Error::Make { path: path(), cause: "no such folder".to_owned() },
            Error::Exists { path: path() },
            Error::NotADatabase { path: path() },
            Error::NotOurs { path: path(), found: 0x0f05_5112 },
            Error::Newer { path: path(), found: 9, supported: 1 },
            Error::ReadOnly,
            Error::Locked { seconds: PATIENCE },
            Error::DiskFull,
            Error::Io("disk I/O error".to_owned()),
            Error::Damaged("file is not a database".to_owned()),
            Error::TooLong { limit: LONGEST },
            Error::TooCostly,
            Error::BadValue { table: "claim", problem: "its id is another".to_owned() },
            Error::Unknown { kind: "claim", id: "3fa0c1d2".to_owned() },
            Error::Sqlite(rusqlite::Error::QueryReturnedNoRows),
        ];
        let messages: Vec<String> = all.iter().map(ToString::to_string).collect();
        assert_eq!(
            messages,
            [
                "there is no database at notes/r.db",
                "cannot open notes/r.db: permission denied",
                "cannot make notes/r.db: no such folder",
                "there is a file already at notes/r.db",
                "notes/r.db is not a database",
                "notes/r.db is a database of another program (application id 0x0f055112)",
                "notes/r.db was written by a newer onrecord: its format is 9, this program supports 1",
                "the database is read-only",
                "another process is writing to the database; gave up after 60 seconds",
                "the disk is full: nothing of this step was recorded",
                "the database cannot be written to or read: disk I/O error; nothing of this step was recorded",
                "the database is damaged: file is not a database",
                "a text is too long for the database (at most 536870912 bytes)",
                "the question takes too long to answer: ask for fewer or longer words",
                "claim holds a value that cannot be: its id is another",
                "claim 3fa0c1d2 is not on record",
                "the database reports: Query returned no rows",
            ]
        );
    }
}
