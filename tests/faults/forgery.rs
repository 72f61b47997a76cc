//! A forger who makes the record anew, tree and all, is found out by an earlier checkpoint.

use std::path::{Path, PathBuf};

use onrecord::ledger::Checkpoint;
use onrecord::ops::check::verify;
use onrecord::ops::ledger::checkpoint;
use onrecord::ops::log::log;
use onrecord::store::Store;

use crate::fixture::{TEXT, document_of, drafts, log_story, session, signer};
use crate::tamper::raw;
use crate::{Dice, runs};

/// Logs the stories of these outlets, one a minute, into a new record.
fn made_of(outlets: &[&str], path: &Path) -> Store {
    let mut store = Store::open(path).unwrap();
    for (minute, outlet) in (0..).zip(outlets) {
        log_story(&mut store, minute, outlet);
    }
    store
}

fn faults(store: &Store, since: Option<&Checkpoint>) -> Vec<String> {
    let faults = verify(store, since).unwrap().faults;
    faults.into_iter().map(|it| format!("{}, {}: {}", it.table, it.place, it.problem)).collect()
}

const OUTLETS: [&str; 4] = ["Örland Post", "Fjord Herald", "Kyst Radio", "Havn Weekly"];

/// An honest record's checkpoint; it lies elsewhere.
fn honest(folder: &Path) -> Checkpoint {
    let mut store = made_of(&OUTLETS, &folder.join("honest.db"));
    let checkpoint = checkpoint(&mut store, &signer()).unwrap().checkpoint;
    assert_eq!(faults(&store, Some(&checkpoint)), [""; 0]);
    checkpoint
}

#[test]
fn a_record_made_anew_is_not_the_one_that_was_signed() {
    let folder = tempfile::tempdir().unwrap();
    let since = honest(folder.path());
    let forged: [(&str, &[&str], &str); 4] = [
        ("removed", &[OUTLETS[0], OUTLETS[2], OUTLETS[3]], "the last are gone"),
        (
            "reordered",
            &[OUTLETS[0], OUTLETS[2], OUTLETS[1], OUTLETS[3]],
            "not those that were signed",
        ),
        (
            "added",
            &[OUTLETS[0], "Nordlys", OUTLETS[1], OUTLETS[2], OUTLETS[3]],
            "not those that were",
        ),
        ("tail cut", &OUTLETS[..3], "the last are gone"),
    ];
    for (what, outlets, problem) in forged {
        let store = made_of(outlets, &folder.path().join(format!("{what}.db")));
        assert_eq!(faults(&store, None), [""; 0], "{what} is well made");
        let found = faults(&store, Some(&since));
        assert!(found.iter().any(|fault| fault.contains(problem)), "{what}: {found:?}");
    }
}

#[test]
fn a_record_that_went_on_is_the_one_that_was_signed() {
    let folder = tempfile::tempdir().unwrap();
    let since = honest(folder.path());
    let longer = [&OUTLETS[..], &["Nordlys"]].concat();
    let store = made_of(&longer, &folder.path().join("longer.db"));
    assert_eq!(faults(&store, Some(&since)), [""; 0]);
}

#[test]
fn one_changed_word_anywhere_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let since = honest(folder.path());
    let mut dice = Dice(7);
    for run in 0..runs().min(200) {
        let path = folder.path().join(format!("changed-{run}.db"));
        let mut store = Store::open(&path).unwrap();
        let (changed, claim) = (dice.below(OUTLETS.len()), dice.below(3));
        for (minute, outlet) in (0..).zip(OUTLETS) {
            let mut drafts = drafts(outlet);
            if minute as usize == changed {
                drafts[claim].doubts.push(format!("doubt {run}"));
            }
            log(&mut store, &session(minute), &document_of(TEXT, outlet), &drafts).unwrap();
        }
        assert_eq!(faults(&store, None), [""; 0]);
        let found = faults(&store, Some(&since));
        assert!(
            found.iter().any(|fault| fault.contains("not those that were signed")),
            "{found:?}"
        );
    }
}

/// Cuts the last entries off with their rows, as with a hex editor, and leaves no gap behind.
fn cut(path: &Path, entries: usize) {
    let connection = raw(path);
    let sql = "SELECT kind, row FROM entry ORDER BY sequence DESC LIMIT ?1";
    let mut statement = connection.prepare(sql).unwrap();
    let gone = statement.query_map([entries], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let gone: Vec<(String, i64)> = gone.map(Result::unwrap).collect();
    for (kind, row) in gone {
        if kind == "claim" {
            for part in ["claim_piece", "claim_link"] {
                connection.execute(&format!("DELETE FROM {part} WHERE claim = ?1"), [row]).unwrap();
            }
        }
        connection.execute(&format!("DELETE FROM {kind} WHERE {kind} = ?1"), [row]).unwrap();
        let sql = "DELETE FROM entry WHERE kind = ?1 AND row = ?2";
        connection.execute(sql, (kind, row)).unwrap();
    }
    // What follows from the claims is made anew by whoever knows the program.
    connection.execute("DELETE FROM story_link", []).unwrap();
    let indexes = "INSERT INTO claim_words (claim_words) VALUES ('rebuild');
        INSERT INTO source_names (source_names) VALUES ('rebuild')";
    connection.execute_batch(indexes).unwrap();
}

#[test]
fn a_tail_cut_off_in_the_file_is_found_by_what_was_signed_in_it_or_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let since = honest(folder.path());
    let from = folder.path().join("honest.db");
    let mut dice = Dice(11);
    for run in 0..runs().min(200) {
        let path: PathBuf = folder.path().join(format!("cut-{run}.db"));
        std::fs::copy(&from, &path).unwrap();
        cut(&path, 1 + dice.below(since.size as usize - 2));
        let kept = faults(&Store::open_to_read(&path).unwrap(), None);
        assert!(kept.iter().any(|fault| fault.starts_with("checkpoint, row 1")), "{kept:?}");
        raw(&path).execute("DELETE FROM checkpoint", []).unwrap();
        let store = Store::open_to_read(&path).unwrap();
        assert_eq!(faults(&store, None), [""; 0], "nothing in the file tells of it");
        let found = faults(&store, Some(&since));
        assert!(found.iter().any(|fault| fault.contains("the last are gone")), "{found:?}");
    }
}
