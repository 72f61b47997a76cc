//! The one page that is the database, and the walls it builds itself.

use std::path::Path;

use onrecord::store::Store;
use rusqlite::Connection;

use crate::fixture::everything;

fn page() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.sql")
}

/// The database as its own tables describe it, in the form of the page.
fn dump(connection: &Connection) -> String {
    let number = |pragma: &str| -> i64 {
        connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)).unwrap()
    };
    let mut page = format!(
        "PRAGMA application_id = {};\n\nPRAGMA user_version = {};\n",
        number("application_id"),
        number("user_version")
    );
    // the tables inside the search indexes are FTS5's own
    let sql = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL
        AND name NOT GLOB 'claim_words_*' AND name NOT GLOB 'source_names_*' ORDER BY rowid";
    let mut statement = connection.prepare(sql).unwrap();
    for sql in statement.query_map([], |row| row.get::<_, String>(0)).unwrap() {
        page.push_str(&format!("\n{};\n", sql.unwrap()));
    }
    page
}

#[test]
fn the_page_is_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    Store::open(&path).unwrap();
    let found = dump(&Connection::open(&path).unwrap());
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(page(), &found).unwrap();
    }
    let written = std::fs::read_to_string(page()).unwrap();
    assert_eq!(found, written, "run again with UPDATE_SCHEMA=1 and look at the difference");
}

#[test]
fn the_settings_are_those_that_did_well() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    Store::open(&path).unwrap();
    let connection = Connection::open(&path).unwrap();
    let setting = |name: &str| -> String {
        let sql = format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}");
        connection.query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!([setting("page_size"), setting("journal_mode")], ["16384", "wal"]);
    assert_eq!(setting("application_id"), "1869509221");
}

#[test]
fn no_recorded_row_can_be_changed_or_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    everything(&path);
    let connection = Connection::open(&path).unwrap();
    // The story is too short to complete a subtree, and nobody has stamped it.
    connection.execute("INSERT INTO node VALUES (1, 0, zeroblob(32))", []).unwrap();
    connection.execute("INSERT INTO stamp VALUES (1, 1, zeroblob(1))", []).unwrap();
    let tables: Vec<String> = connection
        .prepare(
            // What a model makes of claims is no fact, and may be dropped.
            "SELECT name FROM pragma_table_list
                WHERE type = 'table' AND strict AND name <> 'claim_vector'",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(tables.len(), 27);
    for table in tables {
        let column: String = connection
            .query_row(&format!("SELECT name FROM pragma_table_info('{table}')"), [], |row| {
                row.get(0)
            })
            .unwrap();
        for sql in
            [format!("UPDATE {table} SET {column} = {column}"), format!("DELETE FROM {table}")]
        {
            let refused = connection.execute(&sql, []).unwrap_err().to_string();
            assert!(refused.contains("nothing recorded is changed or deleted"), "{sql}: {refused}");
        }
    }
}

#[test]
fn the_views_are_for_readers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    everything(&path);
    let connection = Connection::open(&path).unwrap();
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, usize>(0)).unwrap();
    // three stories of three claims, one edited; what was rejected is left out of the third story
    assert_eq!(count("SELECT count(*) FROM v_claims"), 9);
    assert_eq!(count("SELECT count(*) FROM v_documents"), 3);
    assert_eq!(count("SELECT count(*) FROM v_operations WHERE undone"), 1);
    assert_eq!(count("SELECT count(*) FROM v_claims WHERE withdrawn IS NOT NULL"), 2);
    assert_eq!(count("SELECT count(*) FROM v_claims WHERE review = 'edited'"), 1);
    assert_eq!(count("SELECT count(*) FROM v_chains WHERE body = 'Port of Örland'"), 6);
    assert_eq!(count("SELECT count(*) FROM v_source_judgements"), 3);
    assert!(count("SELECT count(*) FROM v_comparisons") > 0);
    assert_eq!(count("SELECT count(*) FROM v_notes"), 1);
}
