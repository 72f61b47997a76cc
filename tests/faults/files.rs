//! Files that are not as they should be: a clear error, and the original untouched.

use std::fs;
use std::path::Path;

use onrecord::ops::check::verify;
use onrecord::store::{Kinship, Store};

use crate::fixture::{everything, log_story};
use crate::program::{Desk, err, fine};
use crate::{Dice, runs, runs_of};

/// Every command that reads ends with an answer or words, and writes nothing into the file.
#[track_caller]
fn only_read(desk: &Desk, what: &str) {
    let before = fs::read(desk.db()).unwrap();
    for args in
        [&["claims"][..], &["report"], &["sources"], &["operations"], &["doctor"], &["verify"]]
    {
        let ran = desk.run(args);
        assert!(matches!(ran.status.code(), Some(0 | 1 | 3)), "{what}, {args:?}: {}", err(&ran));
        assert!(!err(&ran).contains("panicked"), "{what}, {args:?}: {}", err(&ran));
        assert_eq!(fs::read(desk.db()).unwrap(), before, "{what}, {args:?}");
    }
}

#[test]
fn a_torn_page_is_found_and_not_written_to() {
    let desk = Desk::new(0);
    everything(&desk.db());
    let whole = fs::read(desk.db()).unwrap();
    let copy = desk.path().join("copy.db");
    fs::copy(desk.db(), &copy).unwrap();
    let sound = Store::open_to_read(&copy).unwrap();
    let pages = whole.len() / 16_384;
    let mut dice = Dice(47);
    for _ in 0..runs_of(200, 4) {
        let mut torn = whole.clone();
        let half = (1 + dice.below(pages - 1)) * 16_384 + 8_192;
        // The second half of a page that never reached the disk. Where it was empty nothing is lost.
        torn[half..half + 8_192].fill(0);
        if torn == whole {
            continue;
        }
        fs::write(desk.db(), &torn).unwrap();
        let read = Store::open_to_read(&desk.db()).map_err(onrecord::ops::Error::from);
        let found = read.and_then(|store| Ok((verify(&store, None)?, store.kinship(&sound)?)));
        // What lay there may have been free: then nothing is missing.
        if let Ok((verified, kinship)) = found {
            assert!(!verified.faults.is_empty() || kinship == Kinship::Same, "byte {half}");
        }
        only_read(&desk, &format!("torn at byte {half}"));
    }
}

#[test]
fn a_truncated_write_ahead_log_loses_its_end_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let [path, copy] = ["r.db", "copy.db"].map(|name| folder.path().join(name));
    let mut store = Store::open(&path).unwrap();
    (0..6).for_each(|minute| drop(log_story(&mut store, minute, &format!("Outlet {minute}"))));
    let beside = |path: &Path| path.with_extension("db-wal");
    let log = fs::read(beside(&path)).unwrap();
    assert!(!log.is_empty(), "the store is open, so its log is there");
    let mut dice = Dice(53);
    for _ in 0..runs() {
        fs::copy(&path, &copy).unwrap();
        fs::write(beside(&copy), &log[..dice.below(log.len())]).unwrap();
        let Ok(left) = Store::open(&copy) else { continue };
        let verified = verify(&left, None).unwrap();
        assert_eq!(verified.faults, []);
        let kinship = left.kinship(&store).unwrap();
        let nothing = left.entries().unwrap() == 0;
        assert!(nothing || matches!(kinship, Kinship::Earlier(_)), "{kinship:?}");
        drop(left);
        for file in fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()) {
            if file.file_name().unwrap().to_string_lossy().starts_with("copy.db") {
                fs::remove_file(file).unwrap();
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_the_file_that_it_leads_to() {
    let desk = Desk::new(2);
    fs::create_dir(desk.path().join("elsewhere")).unwrap();
    let real = desk.path().join("elsewhere/real.db");
    std::os::unix::fs::symlink(&real, desk.db()).unwrap();
    fine(&desk.run(&["log", "articles/0000.md"]));
    // The writer through the link and the one at the file itself see each other's log.
    let mut through = Store::open(&desk.db()).unwrap();
    let mut at_it = Store::open(&real).unwrap();
    log_story(&mut through, 1, "Örland Post");
    log_story(&mut at_it, 2, "Fjord Herald");
    assert_eq!(through.entries().unwrap(), at_it.entries().unwrap());
    drop((through, at_it));
    assert_eq!(desk.counts().0, 3);
    assert!(fs::symlink_metadata(desk.db()).unwrap().is_symlink());
}

#[cfg(unix)]
#[test]
fn a_file_of_two_names_is_read_and_not_written_to() {
    let desk = Desk::new(2);
    let real = desk.path().join("real.db");
    everything(&real);
    fs::hard_link(&real, desk.db()).unwrap();
    only_read(&desk, "a hard link");
    let before = fs::read(&real).unwrap();
    let refused = desk.run(&["log", "articles"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(err(&refused).contains("has another name"), "{}", err(&refused));
    assert_eq!(fs::read(&real).unwrap(), before);
    fs::remove_file(&real).unwrap();
    fine(&desk.run(&["log", "articles"]));
}
