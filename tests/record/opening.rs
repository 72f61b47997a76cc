//! Opening what is ours, and refusing what is not without touching it.

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::model::ContentHash;
use onrecord::store::{Error, Store};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::fixture::{log_story, session};

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    (folder, path)
}

/// What both ways of opening say, with the folder's name left out.
fn refusals(path: &Path) -> [String; 2] {
    let folder = path.parent().unwrap().display().to_string() + "/";
    [Store::open(path), Store::open_to_read(path)]
        .map(|outcome| outcome.unwrap_err().to_string().replace(&folder, ""))
}

/// Makes a file that is no record of ours.
type Damage<'a> = &'a dyn Fn(&Path);

#[test]
fn what_is_not_ours_is_refused_and_not_touched() {
    let (_folder, path) = folder();
    let newer = |path: &Path| {
        Store::open(path).unwrap();
        Connection::open(path).unwrap().execute_batch("PRAGMA user_version = 7").unwrap();
    };
    let foreign = |path: &Path| {
        let sql = "PRAGMA application_id = 252006674; CREATE TABLE t (x)";
        Connection::open(path).unwrap().execute_batch(sql).unwrap();
    };
    let text = |path: &Path| fs::write(path, "a".repeat(5_000)).unwrap();
    let short = |path: &Path| fs::write(path, "SQLite format 3\0").unwrap();
    let cases: [(Damage, &str); 4] = [
        (&newer, "r.db was written by a newer onrecord: its format is 7, this program supports 3"),
        (&foreign, "r.db is a database of another program (application id 0x0f055112)"),
        (&text, "r.db is not a database"),
        (&short, "r.db is not a database"),
    ];
    for (make, message) in cases {
        make(&path);
        let before = fs::read(&path).unwrap();
        assert_eq!(refusals(&path), [message, message]);
        assert_eq!(fs::read(&path).unwrap(), before, "{message}");
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn reading_makes_nothing() {
    let (folder, path) = folder();
    let missing = Store::open_to_read(&path);
    assert!(matches!(missing, Err(Error::NotFound { .. })));
    fs::write(&path, "").unwrap();
    assert!(matches!(Store::open_to_read(&path), Err(Error::NotFound { .. })));
    fs::remove_file(&path).unwrap();
    log_story(&mut Store::open(&path).unwrap(), 0, "Örland Post");
    let before = fs::read(&path).unwrap();
    let store = Store::open_to_read(&path).unwrap();
    assert_eq!(store.at(None).unwrap().claims(&Default::default()).unwrap().len(), 3);
    drop(store);
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_store_opened_for_reading_does_not_write() {
    let (_folder, path) = folder();
    Store::open(&path).unwrap();
    let mut store = Store::open_to_read(&path).unwrap();
    let outcome =
        store.write(&session(0), |writer| writer.note("claim", ContentHash::of(b"x"), "x"));
    assert!(matches!(outcome, Err(Error::ReadOnly)));
}

#[cfg(unix)]
#[test]
fn a_file_in_a_read_only_folder_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = folder();
    log_story(&mut Store::open(&path).unwrap(), 0, "Örland Post");
    let mode =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(&path, 0o400);
    mode(folder.path(), 0o500);
    let store = Store::open_to_read(&path).unwrap();
    assert_eq!(store.at(None).unwrap().claims(&Default::default()).unwrap().len(), 3);
    assert!(onrecord::ops::check::verify(&store, None).unwrap().is_sound());
    drop(store);
    mode(folder.path(), 0o700);
}

#[test]
fn a_damaged_file_is_said_to_be_damaged() {
    let (_folder, path) = folder();
    log_story(&mut Store::open(&path).unwrap(), 0, "Örland Post");
    let mut bytes = fs::read(&path).unwrap();
    for byte in &mut bytes[200..] {
        *byte = 0x55;
    }
    fs::write(&path, bytes).unwrap();
    let outcome = Store::open_to_read(&path)
        .and_then(|store| store.at(None)?.claims(&Default::default()).map(drop));
    assert!(matches!(outcome, Err(Error::Damaged(_))), "{outcome:?}");
}
