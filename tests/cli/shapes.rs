//! The JSON that programs read is written down in docs/formats.md, key by key.

use std::path::Path;

use super::desk::Desk;

/// The keys of an object, and of the objects directly inside it.
fn keys(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (key, value) in object {
                found.push(key.clone());
                keys(value, found);
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[test]
fn every_key_is_in_the_docs() {
    let desk = Desk::new();
    desk.file("a.md", include_str!("../cmd/story/articles/01-courier.md"));
    desk.file("b.md", include_str!("../cmd/story/articles/02-post.md"));
    let _ = desk.run(&["log", "a.md", "b.md"]).ok();
    let _ = desk.run(&["source", "grade", "Ana Orsk", "B"]).ok();
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md");
    let docs = std::fs::read_to_string(docs).expect("docs/formats.md can be read");
    let verbs: &[&[&str]] = &[
        &["claims", "--ndjson"],
        &["who", "--ndjson"],
        &["sources", "--ndjson"],
        &["documents", "--ndjson"],
        &["relations", "--ndjson"],
        &["operations", "--ndjson"],
        &["history", "Ana Orsk", "--ndjson"],
        &["extract", "a.md", "--ndjson"],
    ];
    for args in verbs {
        let answer = desk.run(args).ok();
        assert!(!answer.is_empty(), "{args:?} prints nothing");
        for line in answer.lines() {
            let mut found = Vec::new();
            keys(&serde_json::from_str(line).expect("each line is JSON"), &mut found);
            for key in found {
                assert!(
                    docs.contains(&format!("`{key}`")) || docs.contains(&format!("\"{key}\"")),
                    "docs/formats.md does not tell of '{key}' that {args:?} prints"
                );
            }
        }
    }
}

#[test]
fn lists_are_the_same_in_every_format() {
    let desk = Desk::new();
    desk.file("a.md", include_str!("../cmd/story/articles/01-courier.md"));
    let _ = desk.run(&["log", "a.md"]).ok();
    for verb in ["claims", "who", "sources", "documents", "relations", "operations"] {
        let array = desk.run(&[verb, "--json"]).ok();
        let array: Vec<serde_json::Value> = serde_json::from_str(&array).expect("JSON");
        let lines = desk.run(&[verb, "--ndjson"]).ok();
        let lines: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(array, lines, "{verb}");
        for (format, separator) in [("--csv", b','), ("--tsv", b'\t')] {
            let cells = desk.run(&[verb, format]).ok();
            let mut reader =
                csv::ReaderBuilder::new().delimiter(separator).from_reader(cells.as_bytes());
            assert_eq!(reader.records().count(), array.len(), "{verb} {format}");
        }
    }
}
