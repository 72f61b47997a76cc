//! What goes where: answers, everything else, colour, width, pagers, pipes.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::desk::Desk;

const STORY: &str = include_str!("../cmd/story/articles/01-courier.md");

fn logged() -> Desk {
    let desk = Desk::new();
    desk.file("a.md", STORY);
    let _ = desk.run(&["log", "a.md"]).ok();
    desk
}

#[test]
fn answers_go_to_stdout_and_everything_else_to_stderr() {
    let ran = logged().run(&["claims", "--said-until", "last Tuesday", "--json"]);
    assert!(ran.err.contains("2024-03-05"), "{}", ran.err);
    serde_json::from_str::<Vec<serde_json::Value>>(&ran.out).expect("stdout is JSON");
}

#[test]
fn an_empty_answer_is_said_on_stderr() {
    let ran = logged().run(&["claims", "--text", "unicorns"]);
    assert_eq!((ran.out.as_str(), ran.code), ("", 0));
    assert!(ran.err.contains("no claim"), "{}", ran.err);
    assert_eq!(logged().run(&["claims", "--text", "unicorns", "--json"]).ok(), "[]\n");
}

#[test]
fn colour_is_for_terminals_or_by_wish() {
    let desk = logged();
    let coloured = |args: &[&str], env: Option<(&str, &str)>| {
        let mut command = desk.command(args);
        command.envs(env);
        let done = command.output().expect("the program runs");
        done.stdout.contains(&0x1b)
    };
    assert!(!coloured(&["who"], None));
    assert!(coloured(&["who", "--color", "always"], None));
    assert!(coloured(&["who"], Some(("CLICOLOR_FORCE", "1"))));
    assert!(!coloured(&["who", "--color=never"], Some(("CLICOLOR_FORCE", "1"))));
    assert!(coloured(&["who", "--color=always"], Some(("NO_COLOR", "1"))));
    assert!(coloured(&["--color", "always", "who", "--help"], None));
}

#[test]
fn tables_fit_the_width() {
    let desk = logged();
    for width in [40, 60, 80, 120] {
        for verb in ["claims", "sources", "documents", "operations"] {
            let mut command = desk.command(&[verb]);
            command.env("COLUMNS", width.to_string());
            let done = command.output().expect("the program runs");
            let answer = String::from_utf8(done.stdout).expect("answers are UTF-8");
            for line in answer.lines() {
                let columns = unicode_width::UnicodeWidthStr::width(line);
                assert!(columns <= width, "{verb} at {width}: {columns} columns: {line}");
            }
        }
    }
}

#[test]
fn headings_fit_the_width() {
    let desk = logged();
    desk.file("b.md", include_str!("../cmd/story/articles/02-post.md"));
    let _ = desk.run(&["log", "b.md", "--outlet", "Tansy Post of the Upper Valley"]).ok();
    let relations = desk.run(&["contradictions", "--json"]).out;
    let relations: Vec<serde_json::Value> = serde_json::from_str(&relations).expect("JSON");
    let [id, a, b] = ["id", "a", "b"].map(|key| relations[0][key].as_str().expect("an id"));
    let commands: [&[&str]; 8] = [
        &["who"],
        &["contradictions"],
        &["relations"],
        &["show", id],
        &["show", a],
        &["history", id],
        &["why-independent", a, b],
        &["fallout", a],
    ];
    for command in commands {
        for line in narrow(&desk, command).lines() {
            let id_in_full = line.split_whitespace().any(|word| word.len() == 64);
            let columns = unicode_width::UnicodeWidthStr::width(line);
            assert!(columns <= 40 || id_in_full, "{command:?}: {columns} columns: {line}");
        }
    }
}

/// What is printed in 40 columns.
fn narrow(desk: &Desk, args: &[&str]) -> String {
    let mut command = desk.command(args);
    let done = command.env("COLUMNS", "40").output().expect("the program runs");
    String::from_utf8(done.stdout).expect("answers are UTF-8")
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = Desk::new();
    for nth in 0..300 {
        desk.file(
            &format!("articles/{nth}.txt"),
            format!("The mayor said wall {nth} is safe.\n").repeat(50),
        );
    }
    let mut command = desk.command(&["extract", "articles", "--ndjson"]);
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut reader = BufReader::new(child.stdout.take().expect("stdout is piped"));
    reader.read_line(&mut String::new()).expect("a line can be read");
    drop(reader);
    let done = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
    assert_eq!(done.status.code(), Some(0));
}

#[test]
fn the_database_is_found_where_the_help_says() {
    let desk = logged();
    let chosen = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = desk.command(args);
        command.env_remove("ONRECORD_DB").envs(env.iter().copied());
        let done = command.output().expect("the program runs");
        String::from_utf8(done.stdout).expect("answers are UTF-8")
    };
    let absolute = desk.path().join("share").display().to_string();
    assert!(
        chosen(&["doctor", "--db", "x.db"], &[("ONRECORD_DB", "y.db")]).contains("named with --db")
    );
    assert!(chosen(&["doctor"], &[("ONRECORD_DB", "record.db")]).contains("named by ONRECORD_DB"));
    let share = chosen(&["doctor"], &[("XDG_DATA_HOME", &absolute)]);
    assert!(share.contains(&format!("{absolute}/onrecord/onrecord.db")), "{share}");
    let relative = chosen(&["doctor"], &[("XDG_DATA_HOME", "share")]);
    assert!(relative.contains(".local/share/onrecord/onrecord.db"), "{relative}");
    std::fs::rename(desk.path().join("record.db"), desk.path().join("onrecord.db"))
        .expect("renamed");
    assert!(chosen(&["doctor"], &[]).contains("found in this folder"));
}

#[test]
fn what_was_on_record_can_be_asked() {
    let desk = Desk::new();
    desk.file("a.md", STORY);
    let on = |day: &str, args: &[&str]| {
        let mut command = desk.command(args);
        let done =
            command.env("ONRECORD_NOW", format!("{day}T12:00:00Z")).output().expect("it runs");
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).expect("answers are UTF-8")
    };
    let wall = ["claim", "The wall is safe", "--in", "a.md", "--source", "Ana Orsk"];
    let id = on("2024-03-05", &wall).trim().to_owned();
    let _ = on("2024-03-06", &["retract", &id]);
    let _ = on("2024-03-07", &["undo"]);
    let count = |as_of: &str| {
        let answer = on("2024-03-09", &["claims", "--json", "--as-of", as_of]);
        serde_json::from_str::<Vec<serde_json::Value>>(&answer).expect("JSON").len()
    };
    let days = ["2024-03-04", "2024-03-05", "last Wednesday", "2024-03-07T11:59:00Z", "2024-03-07"];
    assert_eq!(days.map(count), [0, 1, 0, 0, 1]);
}

#[test]
fn decisions_change_what_is_listed() {
    let desk = logged();
    let list = |args: &[&str]| {
        let answer = desk.run(&[&["claims", "--json"], args].concat()).ok();
        let claims: Vec<serde_json::Value> = serde_json::from_str(&answer).expect("JSON");
        claims.iter().map(|it| it["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    let all = list(&["--review", "unreviewed"]);
    assert!(all.len() >= 2, "the article has claims");
    let _ = desk.run_with(&["accept", "-"], all[0].as_bytes()).ok();
    let _ = desk.run(&["reject", &all[1][..10], "--reason", "a headline"]).ok();
    assert_eq!(list(&["--review", "accepted"]), all[..1]);
    assert_eq!(list(&["--review", "rejected"]), all[1..2]);
    assert_eq!(list(&["--review", "unreviewed"]), all[2..]);
    let _ = desk.run(&["undo"]).ok();
    assert_eq!(list(&["--review", "unreviewed"]), all[1..]);
    let again = desk.run(&["log", "a.md"]).ok();
    assert!(again.contains("already recorded"), "{again}");
}

#[test]
fn a_bad_clock_is_bad_usage() {
    let desk = Desk::new();
    let mut command = desk.command(&["doctor"]);
    let done = command.env("ONRECORD_NOW", "yesterday").output().expect("the program runs");
    assert_eq!(done.status.code(), Some(2));
}
