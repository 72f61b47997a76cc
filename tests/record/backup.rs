//! Backups: sound, whole, and put back without loss.

use std::path::{Path, PathBuf};

use onrecord::ops::Error;
use onrecord::ops::backup::{Restored, backup, restore};
use onrecord::ops::check::verify;
use onrecord::ops::ledger::checkpoint;
use onrecord::store::{Kinship, Store};

use crate::fixture::{everything, log_story, signer};
use crate::tamper::raw;

fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn folder() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let [record, copy] = ["r.db", "copy.db"].map(|name| folder.path().join(name));
    (folder, record, copy)
}

#[test]
fn a_backup_is_the_same_record() {
    let (folder, record, copy) = folder();
    everything(&record);
    let store = Store::open_to_read(&record).unwrap();
    let verified = backup(&store, &copy).unwrap();
    assert!(verified.is_sound());
    assert_eq!(verified, verify(&store, None).unwrap());
    let mut both = [&record, &copy].map(|path| Store::open(path).unwrap());
    let [a, b] = both.each_mut().map(|store| checkpoint(store, &signer()).unwrap());
    assert_eq!(a, b);
    drop((store, both));
    assert_eq!(names(folder.path()), ["copy.db", "r.db"]);
}

#[test]
fn a_backup_writes_over_nothing() {
    let (folder, record, copy) = folder();
    everything(&record);
    std::fs::write(&copy, "mine").unwrap();
    let store = Store::open_to_read(&record).unwrap();
    let refused = backup(&store, &copy).unwrap_err().to_string();
    assert!(refused.contains("there is a file already at"), "{refused}");
    assert_eq!(std::fs::read(&copy).unwrap(), b"mine");
    assert!(backup(&store, &folder.path().join("no/such/copy.db")).is_err());
    drop(store);
    assert_eq!(names(folder.path()), ["copy.db", "r.db"]);
}

#[test]
fn others_may_write_while_a_backup_is_made() {
    let (folder, record, _) = folder();
    everything(&record);
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut store = Store::open(&record).unwrap();
            (20..40).for_each(|minute| {
                log_story(&mut store, minute, &format!("Outlet {minute}"));
            });
        });
        let store = Store::open_to_read(&record).unwrap();
        for nth in 0..5 {
            let verified = backup(&store, &folder.path().join(format!("{nth}.db"))).unwrap();
            assert!(verified.is_sound(), "{:?}", verified.faults);
        }
        writer.join().unwrap();
    });
    assert!(verify(&Store::open(&record).unwrap(), None).unwrap().is_sound());
}

#[test]
fn a_restored_record_is_the_backup_and_the_one_before_is_kept() {
    let (folder, record, copy) = folder();
    everything(&record);
    let mut store = Store::open(&record).unwrap();
    assert!(backup(&store, &copy).unwrap().is_sound());
    let had = store.entries().unwrap();
    log_story(&mut store, 30, "Nordlys");
    let longer = store.entries().unwrap();
    // The store stays open: what others hold open is the restored record, too.
    let restored = restore(&copy, &record).unwrap();
    let before = folder.path().join("r.db.before-restore");
    let kinship = Kinship::Earlier(longer - had);
    assert_eq!(
        restored,
        Restored { entries: had, before: Some((before.clone(), longer)), kinship }
    );
    assert_eq!(store.entries().unwrap(), had);
    assert!(verify(&store, None).unwrap().is_sound());
    drop(store);
    let again = restore(&before, &record).unwrap();
    assert_eq!((again.entries, again.kinship), (longer, Kinship::Later(longer - had)));
    assert_eq!(
        names(folder.path()),
        ["copy.db", "r.db", "r.db.before-restore", "r.db.before-restore-2"]
    );
}

#[test]
fn a_backup_is_restored_where_there_was_nothing() {
    let (_folder, record, copy) = folder();
    everything(&record);
    assert!(backup(&Store::open_to_read(&record).unwrap(), &copy).unwrap().is_sound());
    std::fs::remove_file(&record).unwrap();
    let restored = restore(&copy, &record).unwrap();
    assert_eq!(restored.before, None);
    assert!(verify(&Store::open_to_read(&record).unwrap(), None).unwrap().is_sound());
}

#[test]
fn what_is_no_sound_backup_is_not_restored() {
    let (folder, record, copy) = folder();
    everything(&record);
    assert!(backup(&Store::open_to_read(&record).unwrap(), &copy).unwrap().is_sound());
    let before = std::fs::read(&record).unwrap();
    raw(&copy).execute("UPDATE note SET words = 'another'", []).unwrap();
    let refused = restore(&copy, &record).unwrap_err();
    assert!(matches!(&refused, Error::Unsound(faults) if !faults.is_empty()), "{refused}");
    std::fs::write(&copy, "no database").unwrap();
    assert!(restore(&copy, &record).is_err());
    assert_eq!(std::fs::read(&record).unwrap(), before);
    assert_eq!(names(folder.path()), ["copy.db", "r.db"]);
}

#[test]
fn it_is_told_how_a_backup_stands_to_the_record() {
    let (folder, record, copy) = folder();
    everything(&record);
    let mut store = Store::open(&record).unwrap();
    assert!(backup(&store, &copy).unwrap().is_sound());
    let common = store.entries().unwrap();
    let mut other = Store::open(&copy).unwrap();
    assert_eq!(other.kinship(&store).unwrap(), Kinship::Same);
    log_story(&mut store, 30, "Nordlys");
    log_story(&mut other, 31, "Nordlys");
    assert_eq!(other.kinship(&store).unwrap(), Kinship::Parted(common));
    let mut stranger = Store::open(&folder.path().join("stranger.db")).unwrap();
    log_story(&mut stranger, 40, "Nordlys");
    assert_eq!(stranger.kinship(&store).unwrap(), Kinship::Strangers);
}
