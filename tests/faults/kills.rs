//! Killed at any moment, the program loses nothing that it acknowledged, and the next run goes on.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use onrecord::store::Store;

use crate::program::{Desk, counts, fine, out};
use crate::{Dice, runs_of};

/// Runs a command until it ends or a moment has passed; returns what it had printed by then, and
/// whether it ended by itself.
fn killed_after(desk: &Desk, args: &[&str], moment: Duration) -> (String, bool) {
    let mut child = desk.start(args);
    std::thread::sleep(moment);
    let ended = child.try_wait().unwrap().is_some();
    // One that has ended by now is not there to be killed.
    let _ = child.kill();
    let mut printed = String::new();
    child.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
    let status = child.wait().unwrap();
    assert!(!ended || status.success());
    (printed, ended)
}

/// How long a command takes that nobody kills.
fn undisturbed(desk: &Desk, args: &[&str]) -> Duration {
    let begun = Instant::now();
    fine(&desk.run(args));
    begun.elapsed()
}

fn random(dice: &mut Dice, most: Duration) -> Duration {
    Duration::from_micros(dice.below(most.as_micros() as usize) as u64)
}

#[test]
fn a_killed_log_loses_nothing_it_acknowledged_and_is_gone_on_with() {
    let log = ["log", "articles"];
    let whole = Desk::new(12);
    let longest = undisturbed(&whole, &log);
    let expected = whole.counts();
    let mut dice = Dice(31);
    for _ in 0..runs_of(200, 3) {
        let desk = Desk::new(whole.articles);
        // Killed twice, so that a half-done record is gone on with and killed again.
        for _ in 0..2 {
            let (printed, _) = killed_after(&desk, &log, random(&mut dice, longest));
            let acknowledged = printed.lines().filter(|line| line.contains("articles/")).count();
            let (documents, claims) = desk.counts_if_begun().unwrap_or_default();
            assert!(documents >= acknowledged, "{documents} of {acknowledged}");
            assert_eq!(claims * expected.0, documents * expected.1, "half an article");
        }
        fine(&desk.run(&log));
        assert_eq!(desk.counts(), expected);
        let again = desk.run(&log);
        fine(&again);
        assert!(out(&again).contains("nothing new"), "{}", out(&again));
        assert_eq!(desk.counts(), expected);
    }
}

#[test]
fn a_killed_import_is_there_whole_or_not_at_all() {
    let lines: String = (0..150)
        .map(|nth| format!("{{\"id\": {nth}, \"text\": \"Claim {nth} of town{nth} stands.\"}}\n"))
        .collect();
    let desk = || {
        let desk = Desk::new(0);
        fs::write(desk.path().join("claims.jsonl"), &lines).unwrap();
        desk
    };
    let import = ["import", "claims.jsonl"];
    let longest = undisturbed(&desk(), &import);
    let mut dice = Dice(37);
    for _ in 0..runs_of(200, 3) {
        let desk = desk();
        let (_, ended) = killed_after(&desk, &import, random(&mut dice, longest));
        let (_, claims) = desk.counts_if_begun().unwrap_or_default();
        assert!(claims == 150 || claims == 0 && !ended, "{claims}");
        fine(&desk.run(&import));
        assert_eq!(desk.counts(), (150, 150));
    }
}

fn entries(db: &Path) -> u64 {
    Store::open_to_read(db).unwrap().entries().unwrap()
}

#[test]
fn a_killed_restore_leaves_the_one_record_or_the_other() {
    let desk = Desk::new(8);
    fine(&desk.run(&["log", "articles/0000.md"]));
    fine(&desk.run(&["backup", "copy.db"]));
    fine(&desk.run(&["log", "articles"]));
    let now = desk.path().join("now.db");
    fs::copy(desk.db(), &now).unwrap();
    let (earlier, later) = (entries(&desk.path().join("copy.db")), entries(&now));
    let longest = undisturbed(&desk, &["restore", "copy.db"]);
    let mut dice = Dice(41);
    for _ in 0..runs_of(200, 3) {
        for left in fs::read_dir(desk.path()).unwrap().map(|file| file.unwrap().path()) {
            let name = left.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with("record.db") {
                fs::remove_file(left).unwrap();
            }
        }
        fs::copy(&now, desk.db()).unwrap();
        let (_, ended) = killed_after(&desk, &["restore", "copy.db"], random(&mut dice, longest));
        let has = entries(&desk.db());
        assert!(has == earlier || has == later && !ended, "{has} of {earlier} or {later}");
        let _ = counts(&desk.db());
        let before = desk.path().join("record.db.before-restore");
        assert!(has == later || entries(&before) == later, "the record as it was is gone");
        if before.exists() {
            assert_eq!(entries(&before), later);
        }
    }
}
