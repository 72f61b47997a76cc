//! The tree over the entries: kept as it grows, signed, and proved from.

use std::path::Path;

use onrecord::ledger::{Checkpoint, Edge, Proof};
use onrecord::model::ContentHash;
use onrecord::ops::check::verify;
use onrecord::ops::ledger::{Wanted, checkpoint, prove};
use onrecord::ops::resolve::{self, Thing};
use onrecord::store::Store;
use rusqlite::Connection;

use crate::fixture::{everything, log_story, session, signer};
use crate::tamper::raw;

/// A record of a story and 700 notes, which has two complete subtrees of 256 entries.
fn long(path: &Path) -> Store {
    let mut store = Store::open(path).unwrap();
    let claim = log_story(&mut store, 0, "Örland Post").new[0];
    store
        .write(&session(1), |writer| {
            (0..700).try_for_each(|nth| writer.note("claim", claim.0, &format!("note {nth}")))
        })
        .unwrap();
    store
}

fn leaves(path: &Path) -> Vec<ContentHash> {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection.prepare("SELECT leaf FROM entry ORDER BY sequence").unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(|leaf| ContentHash::from_bytes(leaf.unwrap())).collect()
}

fn faults(store: &Store, since: Option<&Checkpoint>) -> Vec<String> {
    let faults = verify(store, since).unwrap().faults;
    faults.into_iter().map(|it| format!("{}, {}: {}", it.table, it.place, it.problem)).collect()
}

#[test]
fn the_checkpoint_is_that_of_all_leaves() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    let mut store = long(&path);
    let signed = checkpoint(&mut store, &signer()).unwrap();
    let leaves = leaves(&path);
    assert_eq!(signed.checkpoint.size, leaves.len() as u64);
    assert_eq!(signed.checkpoint.root, leaves.iter().copied().collect::<Edge>().root());
    assert_eq!(signed.checkpoint.origin, Checkpoint::origin_of(leaves[0]));
    assert_eq!(Checkpoint::of(&signed.note, &signed.key), Ok(Ok(signed.checkpoint)));
    assert_eq!(faults(&store, None), [""; 0]);
}

#[test]
fn a_checkpoint_is_kept_once_and_later_ones_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    let mut store = long(&path);
    let count = |store: &Store| {
        let counts = verify(store, None).unwrap().counts;
        counts.into_iter().find(|(what, _)| *what == "checkpoints").map(|(_, count)| count)
    };
    let first = checkpoint(&mut store, &signer()).unwrap();
    assert_eq!(checkpoint(&mut store, &signer()).unwrap(), first);
    assert_eq!(count(&store), Some(1));
    log_story(&mut store, 2, "Fjord Herald");
    checkpoint(&mut store, &signer()).unwrap();
    assert_eq!(count(&store), Some(2));
    assert_eq!(faults(&store, Some(&first.checkpoint)), [""; 0]);
}

#[test]
fn nothing_on_record_is_not_signed() {
    let outcome = checkpoint(&mut Store::in_memory().unwrap(), &signer());
    assert!(outcome.unwrap_err().to_string().contains("nothing is on record"));
}

#[test]
fn every_kind_of_entry_is_proved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    everything(&path);
    let mut store = Store::open(&path).unwrap();
    for number in 1..=leaves(&path).len() as u64 {
        let proof = prove(&mut store, &signer(), Wanted::Entry(number)).unwrap();
        let proof: Proof = proof.to_string().parse().unwrap();
        let proven = proof.check(&proof.key).unwrap();
        assert_eq!(proven.index + 1, number);
        let kind = proven.entry["type"].as_str().unwrap();
        let named = ["claim", "document", "source"].contains(&kind);
        assert_eq!(proven.subject.is_some(), named, "{kind}");
    }
    for number in [0, 10_000] {
        assert!(prove(&mut store, &signer(), Wanted::Entry(number)).is_err(), "{number}");
    }
}

#[test]
fn a_thing_is_proved_in_a_long_record() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = long(&folder.path().join("r.db"));
    let source = resolve::source(&store, None, "Ida Venn").unwrap();
    let proof = prove(&mut store, &signer(), Wanted::Thing(Thing::Source(source))).unwrap();
    let proven = proof.check(&proof.key).unwrap();
    assert_eq!(proven.subject.unwrap()["name"], "Ida Venn");
    for number in [1, 256, 257, 512, 513, 700] {
        let proof = prove(&mut store, &signer(), Wanted::Entry(number)).unwrap();
        assert_eq!(proof.check(&proof.key).unwrap().index + 1, number);
    }
}

#[test]
fn what_is_kept_of_the_tree_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    let store = long(&path);
    assert_eq!(faults(&store, None), [""; 0]);
    drop(store);
    let connection = raw(&path);
    let count = |connection: &Connection| -> u64 {
        connection.query_row("SELECT count(*) FROM node", [], |row| row.get(0)).unwrap()
    };
    assert_eq!(count(&connection), 2);
    let changes = [
        ("UPDATE node SET hash = zeroblob(32) WHERE nth = 1", "node, level 1, 1"),
        ("UPDATE node SET nth = 2 WHERE nth = 1", "node, level 1, 1"),
        ("DELETE FROM node WHERE nth = 0", "node, level 1, 0"),
        ("INSERT INTO node VALUES (2, 0, zeroblob(32))", "node, all"),
    ];
    for (sql, place) in changes {
        connection.execute_batch("SAVEPOINT before").unwrap();
        assert_eq!(connection.execute(sql, []).unwrap(), 1, "{sql}");
        connection.execute_batch("RELEASE before").unwrap();
        let found = faults(&Store::open_to_read(&path).unwrap(), None);
        assert!(found.iter().any(|fault| fault.starts_with(place)), "{sql}: {found:?}");
        connection.execute_batch("DELETE FROM node").unwrap();
        // What follows from the entries is put back as it was.
        put_back(&connection, &path);
    }
}

fn put_back(connection: &Connection, path: &Path) {
    for (nth, leaves) in leaves(path).chunks_exact(256).enumerate() {
        let root = leaves.iter().copied().collect::<Edge>().root();
        let sql = "INSERT INTO node VALUES (1, ?1, ?2)";
        connection.execute(sql, (nth, &root.as_bytes()[..])).unwrap();
    }
    assert_eq!(faults(&Store::open_to_read(path).unwrap(), None), [""; 0]);
}

/// A database in an earlier format with the same rows as one of today.
pub(crate) fn as_format(format: i64, today: &Path, old: &Path) {
    let connection = Connection::open(old).unwrap();
    connection.execute_batch(include_str!("format_1.sql")).unwrap();
    if format == 2 {
        connection.execute_batch(include_str!("../../migrations/2.sql")).unwrap();
        connection.pragma_update(None, "user_version", 2).unwrap();
    }
    connection.execute("ATTACH ?1 AS today", [today.to_str().unwrap()]).unwrap();
    let sql = "SELECT name, (SELECT group_concat(name) FROM pragma_table_info(t.name))
        FROM pragma_table_list AS t WHERE schema = 'main' AND type = 'table' AND strict";
    let mut statement = connection.prepare(sql).unwrap();
    let tables = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let tables: Vec<(String, String)> = tables.map(Result::unwrap).collect();
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for (table, columns) in tables {
        // What format 3 calls a likeness of 12 hundredths, format 2 called two pairs.
        let of_today = columns.replace("pairs", "likeness / 6");
        let sql = format!("INSERT INTO {table} ({columns}) SELECT {of_today} FROM today.{table}");
        connection.execute(&sql, []).unwrap();
    }
    let indexes = "INSERT INTO claim_words (claim_words) VALUES ('rebuild');
        INSERT INTO source_names (source_names) VALUES ('rebuild')";
    connection.execute_batch(indexes).unwrap();
}

/// The links between documents; how like they are, to the six hundredths that format 2 knew.
fn links(path: &Path) -> Vec<(i64, i64, i64, i64)> {
    let connection = Connection::open(path).unwrap();
    let sql = "SELECT operation, a, b, likeness / 6 FROM story_link";
    let mut statement = connection.prepare(sql).unwrap();
    let rows =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    let found: Vec<_> = rows.unwrap().map(Result::unwrap).collect();
    found
}

/// Everything that SQLite was told to make, in the order of names.
fn schema(path: &Path) -> Vec<String> {
    let connection = Connection::open(path).unwrap();
    let sql = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn a_database_of_an_earlier_format_is_brought_up_to_date_and_a_copy_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let [today, old] = ["today.db", "old.db"].map(|name| folder.path().join(name));
    log_story(&mut long(&today), 2, "Tansy Post");
    for (before, open) in
        [(1, Store::open as fn(_) -> _), (1, Store::open_to_read), (2, Store::open)]
    {
        as_format(before, &today, &old);
        let store = open(old.as_path()).unwrap();
        assert_eq!(faults(&store, None), [""; 0]);
        assert_eq!(store.format().unwrap(), 3);
        drop(store);
        let [expected, found] =
            [&today, &old].map(|path| checkpoint(&mut Store::open(path).unwrap(), &signer()));
        assert_eq!(found.unwrap(), expected.unwrap());
        assert_eq!(schema(&old), schema(&today));
        assert_eq!(links(&old), if before == 1 { Vec::new() } else { links(&today) });
        let copy = folder.path().join(format!("old.db.format-{before}"));
        let kept = Connection::open(&copy).unwrap();
        let format: i64 = kept.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        assert_eq!((format, leaves(&copy).len()), (before, leaves(&today).len()));
        drop(kept);
        std::fs::remove_file(&old).unwrap();
        std::fs::remove_file(&copy).unwrap();
    }
}
