//! What SQLite itself can tell: are its pages, references and search indexes sound?

use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, MAIN_DB, Transaction};

use super::check::{Findings, in_row};
use super::error::{Error, Result};
use super::tree;

/// The search indexes.
const INDEXES: [&str; 2] = ["claim_words", "source_names"];

/// The table of tables. With it SQLite checks the list of free pages; it does so in a check of the whole
/// file, too, but not where the first table that it comes upon has no pages, as views and search
/// indexes have none.
pub(super) const SCHEMA: &str = "sqlite_schema";

/// Where SQLite locks a file: the page there is never used.
const LOCKED: usize = 1 << 30;

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

/// The tables that have pages. A search index has none but those of its parts, which are tables, too;
/// what it says is looked at by [`search`].
pub(super) fn tables(connection: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT ?1 UNION ALL
        SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0";
    let mut statement = connection.prepare(sql)?;
    let names = statement.query_map([SCHEMA], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// Are the pages of a table whole, and its indexes those of its rows? What a column may hold is left
/// out, which takes SQLite long: all facts are read beside this, and nothing else is taken for a value.
pub(super) fn table(connection: &Connection, name: &str) -> Result<Findings> {
    let mut found = Findings::default();
    let sql = format!("PRAGMA integrity_check(\"{}\")", name.replace('"', "\"\""));
    connection.pragma_update(None, "ignore_check_constraints", true)?;
    let messages = messages(connection, &sql);
    connection.pragma_update(None, "ignore_check_constraints", false)?;
    for message in messages? {
        found.fault("database", "pages", message);
    }
    Ok(found)
}

/// Is every page of the file part of one table or index, and of no other?
pub(super) fn pages(connection: &Connection) -> Result<Findings> {
    let _one_state = one_state(connection)?;
    let mut found = Findings::default();
    if let Err(error) = each_page(connection, &mut found) {
        found.fault("database", "pages", error.to_string());
    }
    Ok(found)
}

fn each_page(connection: &Connection, found: &mut Findings) -> Result<()> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get(0));
    let (count, free): (usize, usize) = (number("page_count")?, number("freelist_count")?);
    let mut used = vec![false; count];
    let mut statement = connection.prepare("SELECT pageno, name FROM dbstat")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let page: usize = row.get(0)?;
        let used = used.get_mut(page.wrapping_sub(1));
        if used.is_none_or(|used| std::mem::replace(used, true)) {
            let problem =
                format!("{} has the page {page}, which is not its own", row.get::<_, String>(1)?);
            found.fault("database", "pages", problem);
        }
    }
    // The page of the byte at which SQLite locks files holds nothing.
    let locked = usize::from(count > LOCKED / number("page_size")?);
    let used = used.into_iter().filter(|used| *used).count();
    if used + free + locked != count {
        let problem = format!("of {count} pages {used} are used and {free} are free");
        found.fault("database", "pages", problem);
    }
    Ok(())
}

/// Whatever others write, a connection that is in no transaction sees one state from now on.
pub(super) fn one_state(connection: &Connection) -> Result<Option<Transaction<'_>>> {
    let alone = connection.is_autocommit();
    let state = alone.then(|| connection.unchecked_transaction()).transpose()?;
    tree::size(connection)?;
    Ok(state)
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

/// Do the search indexes fit their tables? One after the other: to SQLite they are writers.
pub(super) fn indexes(connection: &Connection) -> Result<Findings> {
    let mut found = Findings::default();
    for index in INDEXES {
        found.join(search(connection, index)?);
    }
    Ok(found)
}

/// Asks FTS5 to compare an index with the table it stands for. It takes this as a write, though it
/// writes nothing; a database that cannot be written to is checked in a copy.
fn search(connection: &Connection, index: &'static str) -> Result<Findings> {
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
