//! What SQLite itself can tell: are its pages, references and search indexes sound?

use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, MAIN_DB};

use super::check::{Findings, in_row};
use super::error::{Error, Result};

/// The search indexes.
pub(super) const INDEXES: [&str; 2] = ["claim_words", "source_names"];

/// The messages of a check of SQLite's, without its "ok".
pub(super) fn messages(connection: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let messages = rows.collect::<rusqlite::Result<Vec<_>>>();
    match messages {
        Ok(messages) => Ok(messages.into_iter().filter(|message| message != "ok").collect()),
        Err(error) => Ok(vec![error.to_string()]),
    }
}

/// Are the pages of the file whole, and the indexes those of their tables?
pub(super) fn pages(connection: &Connection) -> Result<Findings> {
    let mut found = Findings::default();
    for message in messages(connection, "PRAGMA integrity_check")? {
        found.fault("database", "pages", message);
    }
    Ok(found)
}

/// Is everything there that a row names?
pub(super) fn references(connection: &Connection) -> Result<Findings> {
    let mut found = Findings::default();
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        let place = row.get::<_, Option<i64>>(1)?.map_or("a row".to_owned(), in_row);
        found.fault(&table, place, format!("names a {parent} that is not there"));
    }
    Ok(found)
}

/// Asks FTS5 to compare an index with the table it stands for. It takes this as a write, though it
/// writes nothing; a database that cannot be written to is checked in a copy.
pub(super) fn search(connection: &Connection, index: &'static str) -> Result<Findings> {
    if connection.is_readonly(MAIN_DB)? {
        let mut copy = Connection::open_in_memory()?;
        let backup = Backup::new(connection, &mut copy)?;
        backup.run_to_completion(1_000, Duration::ZERO, None)?;
        drop(backup);
        return search_in(&copy, index);
    }
    let only: bool = connection.pragma_query_value(None, "query_only", |row| row.get(0))?;
    connection.pragma_update(None, "query_only", false)?;
    let outcome = search_in(connection, index);
    connection.pragma_update(None, "query_only", only)?;
    outcome
}

fn search_in(connection: &Connection, index: &'static str) -> Result<Findings> {
    let mut found = Findings::default();
    let sql = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
    match connection.execute(&sql, []).map_err(Error::from) {
        Ok(_) => found.add("search indexes", 1),
        Err(error @ Error::Locked { .. }) => return Err(error),
        Err(error) => found.fault(index, "the index", format!("does not fit its table: {error}")),
    }
    Ok(found)
}
