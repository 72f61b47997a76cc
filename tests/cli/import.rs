//! Importing claims and matching sentences with them, beyond what their pages show.

use super::desk::Desk;

const HOSTILE: &str = "The wall \u{1b}[31mfell\u{202e} at \"noon\" OR 1=1; DROP TABLE claim --";

fn line(id: &str, text: &str) -> String {
    serde_json::json!({"id": id, "text": text, "title": "=cmd|' /C calc'!A0"}).to_string()
}

fn matches(desk: &Desk, args: &[&str], stdin: &str) -> Vec<serde_json::Value> {
    let words = [&["match", "--ndjson"], args].concat();
    let answer = desk.run_with(&words, stdin.as_bytes()).ok();
    answer.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn hostile_text_is_kept_found_and_inert() {
    let desk = Desk::new();
    desk.file("c.jsonl", [line("\u{1b}k\"1", HOSTILE), line("2", "A ferry sank.")].join("\n"));
    let _ = desk.run(&["import", "c.jsonl"]).ok();
    let found = matches(&desk, &["\" OR wall* NEAR(fell"], "");
    assert_eq!(found[0]["matches"][0]["key"], "\u{1b}k\"1");
    for args in [&["match", HOSTILE][..], &["match", HOSTILE, "--ndjson"], &["claims"]] {
        let ran = desk.run(args).ok();
        assert!(!ran.contains(['\u{1b}', '\u{202e}']), "{args:?}: {ran}");
    }
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn a_key_is_undone_with_its_import_and_comes_back_with_the_next() {
    let desk = Desk::new();
    desk.file("c.jsonl", [line("a", "A ferry sank."), line("b", "A ferry sank.")].join("\n"));
    let query = r#"{"id": 7, "query": "the ferry sank"}"#;
    let _ = desk.run(&["import", "c.jsonl"]).ok();
    assert_eq!(matches(&desk, &[], query)[0]["matches"][0]["key"], "b");
    let _ = desk.run(&["undo"]).ok();
    assert_eq!(matches(&desk, &[], query)[0]["matches"], serde_json::json!([]));
    let _ = desk.run(&["import", "c.jsonl"]).ok();
    assert_eq!(matches(&desk, &[], query)[0]["id"], 7);
    assert_eq!(matches(&desk, &[], query)[0]["matches"][0]["key"], "b");
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn a_rehearsal_and_a_file_without_claims_make_no_database() {
    let desk = Desk::new();
    desk.file("c.jsonl", line("a", "A ferry sank."));
    desk.file("empty.jsonl", "\n\n");
    assert!(desk.run(&["import", "c.jsonl", "--dry-run"]).ok().contains("would record 1 claim"));
    assert_eq!(desk.run(&["import", "empty.jsonl"]).code, 1);
    assert!(!desk.path().join("record.db").exists());
}

#[test]
fn long_and_strange_questions_are_answered() {
    let desk = Desk::new();
    desk.file("c.jsonl", line("a", "A ferry sank."));
    let _ = desk.run(&["import", "c.jsonl"]).ok();
    for query in ["", "*", "\0", "the of and", &"ferry sank ".repeat(20_000)] {
        let asked = serde_json::json!({"id": null, "query": query}).to_string();
        assert!(matches(&desk, &[], &asked)[0]["matches"].is_array());
    }
    assert_eq!(desk.run_with(&["match", "--ndjson"], b"[1").code, 1);
}
