//! Text from outside is data: it steers no terminal, no spreadsheet, no query.

use super::desk::{Desk, verbs};

const NAME: &str = "=HYPERLINK(\"x\") \u{202e}Ana\u{200b} Orsk";
const TITLE: &str =
    "@SUM(A1) <script>alert(1)</script> \u{1b}]0;owned\u{7} \u{9b}2J | `rm -rf` [x](y)";
const WORDS: &str =
    "\u{1b}[2J=1+1 the \u{202e}wall\u{2066} is \"safe\" AND OR NEAR( * ^ '); DROP TABLE claim; --";

/// A record in which everything that comes from outside is hostile.
fn hostile() -> (Desk, String) {
    let desk = Desk::new();
    desk.file(
        "a.txt",
        format!("She said {WORDS} on Monday. He said that ../../x was \u{feff}gone.\n"),
    );
    let known = ["--outlet", "+Outlet\u{1b}[31m", "--title", TITLE, "--url", "javascript:alert(1)"];
    let log = [&["log", "a.txt", "--author=-Author\u{202e}"][..], &known].concat();
    let _ = desk.run(&log).ok();
    let document = desk.run(&["documents", "--ndjson"]).ok();
    let document: serde_json::Value = serde_json::from_str(&document).expect("one document");
    let document = document["id"].as_str().expect("it has an id").to_owned();
    let claim = desk.run(&["claim", WORDS, "--in", &document, "--source", NAME]).ok();
    let claim = claim.trim().to_owned();
    let _ = desk.run(&["note", &claim, "note \u{1b}[5m\u{202e}"]).ok();
    let _ = desk.run(&["source", "describe", NAME, "=cmd|' /C calc'!A0 \u{1b}c"]).ok();
    (desk, claim)
}

/// Tells whether a character steers a terminal.
fn steers(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[track_caller]
fn assert_inert(what: &[&str], answer: &str) {
    let found = answer.chars().find(|c| steers(*c));
    assert_eq!(found, None, "{what:?} let it through:\n{answer:?}");
}

#[test]
fn nothing_steers_the_terminal() {
    let (desk, claim) = hostile();
    let verbs: &[&[&str]] = &[
        &["claims"],
        &["who"],
        &["sources"],
        &["documents"],
        &["relations"],
        &["operations"],
        &["contradictions"],
        &["review"],
        &["report"],
        &["verify"],
        &["doctor"],
        &["report", "--format", "markdown"],
        &["report", "--format", "html"],
        &["report", "--format", "json"],
        &["show", &claim],
        &["show", NAME],
        &["show", &claim, "--weigh"],
        &["history", &claim],
        &["history", NAME],
        &["fallout", &claim],
        &["match", WORDS],
        &["trace", &claim],
        &["trace", &claim, "--dot"],
        &["trace", &claim, "--svg", "-"],
        &["why-independent", &claim, &claim],
        &["prove", &claim],
        &["proposition", "name", &claim, TITLE],
        &["extract", "a.txt"],
        &["extract", "a.txt", "--ndjson"],
        &["claims", "--source", "\u{1b}[31mNemo"],
        &["show", "\u{202e}Nemo"],
        &["log", "\u{1b}]0;x\u{7}.txt"],
        &["show", &claim, "--json"],
        &["compare", "\u{1b}[2J wall", "\u{202e} wall"],
    ];
    for args in verbs {
        for format in [&[][..], &["--json"], &["--ndjson"], &["--csv"], &["--tsv"]] {
            let ran = desk.run(&[args, format].concat());
            assert!(!ran.err.contains("panicked"), "{args:?}: {}", ran.err);
            assert_inert(args, &ran.out);
            assert_inert(args, &ran.err);
        }
    }
}

#[test]
fn what_is_wrong_with_the_command_line_is_told_inert() {
    let desk = Desk::new();
    let lines: &[&[&str]] = &[
        &["\u{1b}]0;owned\u{7}"],
        &["log", "--\u{1b}[31m\u{202e}x", "a.txt"],
        &["report", "--format", "\u{9b}2J\u{202e}"],
        &["claims", "--limit", "\u{1b}c"],
        &["verify", "extra\u{200b}\nonrecord: all is well\r"],
        &["check-proof", "x", "--key", "\u{2066}key"],
    ];
    for args in lines {
        for colour in ["--color=never", "--color=always"] {
            let ran = desk.run(&[&[colour], *args].concat());
            assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
            assert!(ran.err.starts_with("error: "), "{}", ran.err);
            assert_inert(args, &ran.err);
            assert_inert(args, &ran.out);
        }
    }
}

#[test]
fn json_is_exact() {
    let (desk, claim) = hostile();
    let listed = desk.run(&["claims", "--review", "by-hand", "--json"]).ok();
    let listed: Vec<serde_json::Value> = serde_json::from_str(&listed).expect("JSON");
    let mine = listed.iter().find(|it| it["id"] == claim.as_str()).expect("the claim is listed");
    assert_eq!(mine["content"][0]["text"], WORDS);
    assert_eq!(mine["document"]["title"], TITLE);
}

#[test]
fn no_cell_is_a_formula() {
    let (desk, _) = hostile();
    for (format, separator) in [("--csv", b','), ("--tsv", b'\t')] {
        for verb in ["claims", "sources", "documents", "who", "operations"] {
            let answer = desk.run(&[verb, format]).ok();
            let mut reader =
                csv::ReaderBuilder::new().delimiter(separator).from_reader(answer.as_bytes());
            for row in reader.records() {
                for cell in &row.expect("rows have equal lengths") {
                    assert!(!cell.starts_with(['=', '+', '-', '@']), "{verb} {format}: {cell}");
                }
            }
        }
    }
}

#[test]
fn query_words_are_words() {
    let (desk, _) = hostile();
    for query in
        ["\"", "*", "NEAR(", "a AND", "^x", "col:x", "'); DROP TABLE claim; --", "((((", "-"]
    {
        for args in [
            &["who", "--", query][..],
            &["claims", "--text", query],
            &["sources", "--", query],
            &["documents", "--", query],
            &["claims", "--source", query],
            &["report", "--", query],
        ] {
            let ran = desk.run(args);
            assert!(
                ran.code == 0 || ran.err.contains("no source") || ran.err.contains("no claim"),
                "{args:?}: {}",
                ran.err
            );
        }
    }
    let words = "wall ".repeat(20_000);
    assert_eq!(desk.run_with(&["who", "wall"], words.as_bytes()).code, 0);
}

#[test]
fn the_canonical_bytes_hash_to_the_id() {
    let (desk, claim) = hostile();
    let bytes = desk.run(&["show", &claim, "--canonical"]).ok();
    assert_eq!(onrecord::model::ContentHash::of(bytes.as_bytes()).to_string(), claim);
}

/// What people could type anywhere: escape codes, SQL and FTS5 syntax, a formula, markup, a path.
const TYPED: [&str; 5] = [
    "\u{1b}[2J\u{202e}x\u{200b}",
    "'); DROP TABLE claim; --",
    "=NEAR(\"a\" * OR",
    "<script>alert(1)</script>",
    "../../../nowhere/\u{7}",
];

#[test]
fn every_command_takes_every_word_as_a_word() {
    let (desk, claim) = hostile();
    let before = desk.run(&["show", &claim, "--json"]).ok();
    for verb in verbs() {
        for word in TYPED {
            for args in [&[&verb, word][..], &[&verb, &claim, word], &[&verb, "--", word]] {
                let ran = desk.run(args);
                assert!((0..=3).contains(&ran.code), "{args:?}: {}", ran.err);
                assert!(!ran.err.contains("panicked"), "{args:?}: {}", ran.err);
                assert_inert(args, &ran.out);
                // What is wrong with the command line is said in the words that the user typed.
                if ran.code != 2 {
                    assert_inert(args, &ran.err);
                }
            }
        }
    }
    let words = |json: &str| {
        let shown: serde_json::Value = serde_json::from_str(json).expect("JSON");
        (shown["id"].clone(), shown["content"].clone())
    };
    assert_eq!(words(&desk.run(&["show", &claim, "--json"]).ok()), words(&before));
    assert!(desk.run(&["verify"]).ok().contains("no fault"));
}

#[test]
fn no_page_has_markup_from_outside() {
    let (desk, claim) = hostile();
    for args in [&["report", "--format", "html"][..], &["trace", &claim, "--svg", "-"]] {
        let page = desk.run(args).ok();
        assert!(!page.contains("<script>alert"), "{args:?}");
        assert!(!page.contains("\"javascript:"), "{args:?}");
    }
}

#[test]
fn names_that_look_alike_are_warned_of() {
    let desk = Desk::new();
    for (nth, name) in
        ["Pavel Rud", "P\u{430}vel Rud", "Pavel\u{200b} Rud", "Per Rud"].iter().enumerate()
    {
        let text = format!("The wall is safe, {name} said on Monday.\n");
        desk.file(&format!("{nth}.txt"), text);
        let claim = ["claim", "The wall is safe", "--in", &format!("{nth}.txt"), "--source", name];
        let err = desk.run(&claim).err;
        assert_eq!(
            err.contains("looks like \"Pavel Rud\""),
            (1..3).contains(&nth),
            "{name}: {err}"
        );
    }
    let listed = desk.run(&["sources"]);
    assert!(listed.err.contains("(U+0430) looks like"), "{}", listed.err);
    assert!(listed.err.contains("(U+200B) looks like"), "{}", listed.err);
    assert_eq!(listed.err.matches("looks like").count(), 2);
    assert_inert(&["sources"], &listed.err);
}
