//! No space, no quota, no permission: a clear error, nothing half recorded, usable afterwards.
//!
//! The full disk is a small tmpfs, where we may mount one; the quota is a limit on the size of files
//! (`ulimit -f`), which any user can set and which fails in the same way in the middle of a write.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::program::{Desk, counts, err, fine, out};
use crate::{Dice, runs_of};

/// What was recorded is what was acknowledged and no half of an article; the error is in words.
#[track_caller]
fn failed_cleanly(desk: &Desk, db: &Path, ran: &Output, words: &str) {
    assert_eq!(ran.status.code(), Some(1), "{}", err(ran));
    assert!(err(ran).contains(words), "{}", err(ran));
    assert!(!err(ran).contains("panicked"), "{}", err(ran));
    let acknowledged = out(ran).lines().filter(|line| line.contains("articles/")).count();
    if db.exists() && fs::metadata(db).unwrap().len() > 0 {
        let (documents, claims) = counts(db);
        assert!(documents >= acknowledged && documents < desk.articles, "{documents}");
        assert_eq!(claims, 2 * documents);
    } else {
        assert_eq!(acknowledged, 0);
    }
}

/// A small file system in memory.
struct Small(PathBuf);

impl Small {
    fn mount(at: PathBuf, kilobytes: usize) -> Option<Self> {
        fs::create_dir(&at).unwrap();
        let size = format!("size={kilobytes}k");
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&at).output();
        mounted.is_ok_and(|done| done.status.success()).then_some(Self(at))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_loses_nothing_and_can_be_gone_on_with() {
    let mut dice = Dice(59);
    for _ in 0..runs_of(20, 2) {
        let desk = Desk::new(60);
        let Some(small) = Small::mount(desk.path().join("small"), 32_768) else {
            return eprintln!("no file system can be mounted here: only the quota is tested");
        };
        let db = small.0.join("record.db");
        let ballast = small.0.join("ballast");
        fs::write(&ballast, vec![1; 28_500_000 + dice.below(3_500_000)]).unwrap();
        let log = || desk.command(&["log", "articles"]).env("ONRECORD_DB", &db).output().unwrap();
        let full = log();
        // What reading needs beside the file finds no space either.
        fs::remove_file(&ballast).unwrap();
        failed_cleanly(&desk, &db, &full, "disk is full");
        fine(&log());
        assert_eq!(counts(&db), (60, 120));
    }
}

#[cfg(unix)]
#[test]
fn a_quota_loses_nothing_and_can_be_gone_on_with() {
    let mut dice = Dice(61);
    for _ in 0..runs_of(20, 2) {
        let desk = Desk::new(60);
        let blocks = 500 + dice.below(2_500);
        // The signal that comes with the limit is ignored, as a quota sends none.
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" log articles");
        let limited = desk.command(&[]).get_program().to_owned();
        let mut shell = Command::new("sh");
        shell.args(["-c", &script]).arg(limited).current_dir(desk.path()).env_clear();
        shell.env("HOME", desk.path()).env("ONRECORD_DB", desk.db()).env("ONRECORD_BY", "Tess");
        let full = shell.env("ONRECORD_NOW", "2024-03-08T12:00:00Z").output().unwrap();
        failed_cleanly(&desk, &desk.db(), &full, "cannot be written to");
        fine(&desk.run(&["log", "articles"]));
        assert_eq!(desk.counts(), (60, 120));
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_to_is_read_and_left_as_it_is() {
    for _ in 0..runs_of(20, 1) {
        let desk = Desk::new(2);
        fine(&desk.run(&["log", "articles/0000.md"]));
        let before = fs::read(desk.db()).unwrap();
        // A file system mounted for reading keeps root out, too; else the permissions are taken away.
        let mounted = Command::new("mount")
            .args(["--bind", "-o", "ro"])
            .args([desk.path(), desk.path()])
            .output();
        let _bound =
            mounted.is_ok_and(|done| done.status.success()).then(|| Small(desk.path().to_owned()));
        if _bound.is_none() {
            let only_read = std::os::unix::fs::PermissionsExt::from_mode(0o444);
            fs::set_permissions(desk.db(), only_read).unwrap();
        }
        let refused = desk.run(&["log", "articles"]);
        assert_eq!(refused.status.code(), Some(1), "{}", err(&refused));
        assert!(
            ["read-only", "cannot open", "cannot be written to"]
                .iter()
                .any(|words| err(&refused).contains(words)),
            "{}",
            err(&refused)
        );
        for args in [&["claims"][..], &["report"], &["verify"]] {
            fine(&desk.run(args));
        }
        assert_eq!(fs::read(desk.db()).unwrap(), before);
    }
}
