//! A clock that is set back or forward: the ledger keeps the order, and the user is warned.

use crate::program::{Desk, err, fine, out};
use crate::{Dice, runs_of};

fn at(desk: &Desk, now: &str, args: &[&str]) -> std::process::Output {
    desk.command(args).env("ONRECORD_NOW", now).output().unwrap()
}

#[test]
fn the_ledger_keeps_the_order_whatever_the_clock_says() {
    let mut dice = Dice(43);
    for _ in 0..runs_of(20, 2) {
        let desk = Desk::new(8);
        let mut last = String::new();
        let mut commands = Vec::new();
        for nth in 0..desk.articles {
            let now = format!("20{:02}-0{}-08T12:00:00Z", 10 + dice.below(30), 1 + dice.below(9));
            let file = format!("articles/{nth:04}.md");
            let logged = at(&desk, &now, &["log", &file]);
            fine(&logged);
            let warned = err(&logged).contains("warning: the clock says");
            assert_eq!(warned, !last.is_empty() && now < last, "{now} after {last}");
            last = now;
            commands.insert(0, format!("log {file}"));
        }
        let listed = desk.run(&["operations", "--json"]);
        let listed: Vec<serde_json::Value> = serde_json::from_str(&out(&listed)).unwrap();
        let order: Vec<_> = listed.iter().map(|it| it["command"].as_str().unwrap()).collect();
        assert_eq!(order, commands);
        for (later, operation) in listed.iter().enumerate() {
            let id = operation["id"].as_str().unwrap();
            let documents = out(&desk.run(&["documents", "--ndjson", "--as-of", &id[..16]]));
            assert_eq!(documents.lines().count(), desk.articles - later);
        }
        assert_eq!(desk.counts().0, desk.articles);
    }
}
