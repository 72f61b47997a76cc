//! Every command that reads can be asked for the record as it stood when an operation was done.

use std::fs;

use super::desk::{Desk, verbs};

const FIRST: &str = "---\noutlet: Courier\npublished: 2024-03-05\n---\n\
    The wall is safe, harbour master Ana Orsk said on Monday. Forty people work there, Orsk said.\n";
const SECOND: &str = "---\noutlet: Herald\npublished: 2024-03-06\n---\n\
    The wall is not safe, engineer Per Lindal said on Monday. Thirty people work there, Lindal said.\n";

/// A record after each of two operations, beside the record as it is in the end.
struct Two {
    desk: Desk,
    operations: Vec<String>,
    claims: Vec<String>,
}

impl Two {
    fn new() -> Self {
        let desk = Desk::new();
        desk.file("a.md", FIRST);
        desk.file("b.md", SECOND);
        let mut operations = Vec::new();
        for file in ["a.md", "b.md"] {
            let _ = desk.run(&["log", file]).ok();
            fs::copy(desk.path().join("record.db"), desk.path().join(format!("{file}.db")))
                .expect("copied");
            operations.push(ids(&desk, &["operations", "--limit", "1"]).remove(0));
        }
        let claims = ids(&desk, &["claims"]);
        // What came later must not be seen: a judgement on each thing, and an undo.
        let [first, second] = [&claims[0], &claims[2]];
        for later in [
            vec!["retract", second],
            vec!["relate", first, "corroborates", second],
            vec!["source", "grade", "Ana Orsk", "B"],
            vec!["note", first, "look again"],
            vec!["undo"],
        ] {
            let _ = desk.run(&later).ok();
        }
        Self { desk, operations, claims }
    }
}

/// The ids that a command lists.
fn ids(desk: &Desk, command: &[&str]) -> Vec<String> {
    let answer = desk.run(&[command, &["--json"]].concat()).ok();
    let listed: Vec<serde_json::Value> = serde_json::from_str(&answer).expect("JSON");
    listed.iter().map(|it| it["id"].as_str().expect("an id").to_owned()).collect()
}

/// What each reading command is asked, with the two claims of different documents.
fn questions<'a>(first: &'a str, second: &'a str) -> Vec<Vec<&'a str>> {
    vec![
        vec!["claims", "--json"],
        vec!["contradictions", "--json"],
        vec!["documents", "--json"],
        vec!["fallout", first, "--json"],
        vec!["history", first, "--json"],
        vec!["match", "the wall is safe", "--json"],
        vec!["operations", "--csv"],
        vec!["relations", "--json"],
        vec!["report", "--json"],
        vec!["show", first, "--json"],
        vec!["show", "Ana Orsk", "--weigh"],
        vec!["sources", "--json"],
        vec!["trace", first, "--json"],
        vec!["who", "Orsk", "--json"],
        vec!["why-independent", first, second, "--json"],
    ]
}

/// Without the line that says for which moment the answer is.
fn answer(desk: &Desk, args: &[&str]) -> (i32, String) {
    let ran = desk.run(args);
    let lines = ran.out.lines().filter(|line| !line.contains("\"as_of\""));
    (ran.code, lines.collect::<Vec<_>>().join("\n"))
}

#[test]
fn the_record_as_an_operation_left_it_is_what_it_was() {
    let Two { desk, operations, claims } = Two::new();
    for (file, operation) in ["a.md.db", "b.md.db"].iter().zip(&operations) {
        for question in questions(&claims[0], &claims[2]) {
            let then = answer(&desk, &[&question[..], &["--db", file]].concat());
            let asked = answer(&desk, &[&question[..], &["--as-of", &operation[..12]]].concat());
            assert_eq!(asked, then, "{question:?} as of {file}");
            let grew = ["claims", "documents", "operations", "report", "sources"];
            if *file == "a.md.db" && grew.contains(&question[0]) {
                assert_ne!(asked, answer(&desk, &question), "{question:?}");
            }
        }
    }
}

#[test]
fn every_command_that_can_be_asked_so_is_tested_so() {
    let desk = Desk::new();
    let takes = |verb: &String| desk.run(&[verb, "--help"]).ok().contains("--as-of <");
    let mut tested: Vec<_> = questions("", "").iter().map(|words| words[0].to_owned()).collect();
    tested.dedup();
    let mut take: Vec<_> = verbs().into_iter().filter(takes).collect();
    take.sort();
    assert_eq!(take, tested);
}

#[test]
fn what_is_no_moment_is_refused() {
    let Two { desk, claims, .. } = Two::new();
    let refused = |as_of: &str| {
        let ran = desk.run(&["claims", "--as-of", as_of]);
        (ran.code, ran.err.lines().next().unwrap_or_default().to_owned())
    };
    let (code, why) = refused(&claims[0][..12]);
    assert!(code != 0 && why.contains("is a claim"), "{why}");
    let (code, why) = refused("fedcba9876543210");
    assert!(code != 0 && why.contains("fedcba9876543210"), "{why}");
    let (code, why) = refused("the day before");
    assert!(code == 2 && why.contains("is not a date"), "{why}");
}
