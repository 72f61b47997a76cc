//! A model of the user's own: what it adds, and what it may not do.

use super::desk::{Desk, Ran};

const MODELS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/models/");

fn with_model(desk: &Desk, kind: &str, args: &[&str]) -> Ran {
    desk.run(&[args, &["--model", &format!("{MODELS}{kind}")]].concat())
}

/// A record of claims without words in common with "the port barrier shifted".
fn wall() -> Desk {
    let desk = Desk::new();
    let line = |id: &str, text: &str| serde_json::json!({"id": id, "text": text}).to_string();
    let lines = [
        line("a", "The wall of the harbour moved last night."),
        line("b", "The mayor of Velmouth quit."),
        line("c", "The mayor of Velmouth is not gone."),
    ];
    desk.file("c.jsonl", lines.join("\n"));
    let _ = desk.run(&["import", "c.jsonl"]).ok();
    desk
}

fn json(ran: Ran) -> serde_json::Value {
    serde_json::from_str(&ran.ok()).expect("JSON")
}

#[test]
fn a_claim_in_other_words_is_matched_by_its_meaning() {
    let desk = wall();
    let asked = ["match", "the port barrier shifted", "--ndjson"];
    let plain = json(desk.run(&asked));
    assert_eq!(plain["matches"], serde_json::json!([]));
    let first = json(with_model(&desk, "encoder", &asked));
    let best = &first["matches"][0];
    assert_eq!(best["key"], "a");
    assert!(best["meaning"].as_f64() > Some(0.6), "{best}");
    // What the model read is kept: the second time the record is only read.
    assert_eq!(json(with_model(&desk, "encoder", &asked)), first);
    assert_eq!(desk.run(&["verify"]).code, 0);
    let _ = desk.run(&["undo"]).ok();
    assert_eq!(json(with_model(&desk, "encoder", &asked))["matches"], serde_json::json!([]));
}

#[test]
fn a_judge_settles_what_the_rules_leave_open() {
    let desk = Desk::new();
    let pair = [
        "compare",
        "The mayor of Velmouth quit.",
        "The mayor of Velmouth is not gone.",
        "--ndjson",
    ];
    assert_eq!(json(desk.run(&pair))["agreement"], "undecided");
    let found = json(with_model(&desk, "judge", &pair));
    assert_eq!(found["agreement"], "contradicts");
    let last = found["evidence"].as_array().and_then(|all| all.last()).expect("evidence");
    let rule = last["rule"].as_str().unwrap_or_default();
    assert!(rule.starts_with("a model reads a contradiction (model "), "{rule}");
}

#[test]
fn proposals_are_recorded_once_named_and_undone() {
    let desk = wall();
    let open = |desk: &Desk| {
        let found = json(desk.run(&["relations", "--json"]));
        found.as_array().map_or(0, Vec::len)
    };
    let before = open(&desk);
    let rehearsed = json(with_model(&desk, "judge", &["propose", "--json", "--dry-run"]));
    assert_eq!((&rehearsed["dry_run"], open(&desk)), (&serde_json::json!(true), before));
    let made = json(with_model(&desk, "judge", &["propose", "--json"]));
    assert_eq!(made["decided"], rehearsed["decided"]);
    assert_eq!(made["decided"][0]["agreement"], "contradicts", "{made}");
    let again = json(with_model(&desk, "judge", &["propose", "--json"]));
    assert_eq!(again["decided"], serde_json::json!([]));
    let shown = desk.run(&["contradictions"]).out;
    assert!(shown.contains("a model reads a contradiction"), "{shown}");
    let _ = desk.run(&["undo"]).ok();
    assert_eq!(desk.run(&["contradictions"]).code, 0);
    assert_eq!(desk.run(&["verify"]).code, 0);
}

#[test]
fn what_is_no_model_is_refused_in_words() {
    let desk = wall();
    let refused = |path: &str, verb: &[&str]| {
        let ran = desk.run(&[verb, &["--model", path]].concat());
        assert_ne!(ran.code, 0);
        assert!(ran.out.is_empty() && !ran.err.contains("panicked"), "{}", ran.err);
        ran.err
    };
    assert!(refused("nowhere", &["propose"]).contains("cannot read nowhere"));
    desk.file("empty/readme.txt", "");
    assert!(refused("empty", &["propose"]).contains("no model.onnx in empty"));
    desk.file("half/model.onnx", "not a network");
    assert!(refused("half", &["propose"]).contains("no tokenizer.json"));
    desk.file("half/tokenizer.json", "{}");
    assert!(refused("half", &["propose"]).contains("the network cannot be loaded"));
    let judge = format!("{MODELS}judge");
    assert!(refused(&judge, &["match", "the wall"]).contains("which match does not ask for"));
    assert!(desk.run(&["propose"]).err.contains("no model is named"));
}
