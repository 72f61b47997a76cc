//! Many hands, and sudden ends: nothing acknowledged is lost, nothing is doubled.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use onrecord::ops::ask::{self, ClaimFilter};
use onrecord::ops::check::verify;
use onrecord::ops::log::log;
use onrecord::store::{Session, Store};

use crate::fixture::{at, document_of, draft, outlet};

/// Logs an article of its own with two claims, and one that all hands log.
fn log_article(store: &mut Store, hand: usize, nth: usize) {
    let command = format!("log {hand}-{nth}");
    let session = Session::new("Mara", at(0), command);
    for text in
        [format!("Article {nth} of hand {hand}: the ferry stopped."), format!("Shared {nth}.")]
    {
        let document = document_of(&text, "Örland Post");
        let half = &text[..text.len() / 2];
        let chain = || vec![outlet("Örland Post")];
        let drafts = [draft(&text, &text, chain()), draft(&text, half, chain())];
        log(store, &session, &document, &drafts).expect("logged");
    }
}

fn count(path: &Path) -> usize {
    let store = Store::open_to_read(path).unwrap();
    assert!(verify(&store, None).unwrap().is_sound());
    ask::count_claims(&store, None, &ClaimFilter::default()).unwrap()
}

#[test]
fn eight_hands_log_at_once_while_two_read() {
    const EACH: usize = 12;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    thread::scope(|scope| {
        for hand in 0..8 {
            let path = &path;
            scope.spawn(move || {
                let mut store = Store::open(path).unwrap();
                (0..EACH).for_each(|nth| log_article(&mut store, hand, nth));
            });
        }
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..20 {
                    if let Ok(store) = Store::open_to_read(&path) {
                        let claims = ask::count_claims(&store, None, &ClaimFilter::default());
                        assert_eq!(claims.unwrap() % 2, 0, "half an article was seen");
                    }
                }
            });
        }
    });
    // every hand's own articles, and those of all hands once
    assert_eq!(count(&path), 8 * EACH * 2 + EACH * 2);
}

/// Not a test of its own: the other process of the test below.
#[test]
fn log_until_killed() {
    let Some(path) = std::env::var_os("LOG_UNTIL_KILLED") else { return };
    let mut store = Store::open(Path::new(&path)).unwrap();
    for nth in 0.. {
        log_article(&mut store, 0, nth);
        println!("\nacknowledged {nth}");
    }
}

#[test]
fn a_killed_program_loses_nothing_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    for run in 0..4 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["hands::log_until_killed", "--exact", "--nocapture"])
            .env("LOG_UNTIL_KILLED", &path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let acknowledged = lines
            .map_while(Result::ok)
            .filter(|line| line.starts_with("acknowledged"))
            .take(3 + run)
            .count();
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(acknowledged, 3 + run);
        let claims = count(&path);
        assert!(
            claims >= 4 * acknowledged && claims.is_multiple_of(2),
            "{claims} of {acknowledged}"
        );
    }
}
