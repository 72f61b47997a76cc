//! Relations by their ids: whatever is printed can be shown and decided on, also what is not recorded
//! but worked out when asked.

use serde_json::Value;

use super::desk::Desk;

/// Seven articles on one outbreak: some contradict each other only as answers to one question.
const OUTBREAK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles/infirmary-outbreak");

fn desk() -> Desk {
    let desk = Desk::new();
    let _ = desk.run(&["log", OUTBREAK]).ok();
    desk
}

fn listed(desk: &Desk, args: &[&str]) -> Vec<Value> {
    let ran = desk.run(&[args, &["--json"]].concat());
    assert!(ran.code == 0 || ran.code == 3, "{args:?}: {}", ran.err);
    let list: Value = serde_json::from_str(&ran.out).expect("a JSON list");
    list.as_array().expect("a list").clone()
}

fn ids(desk: &Desk, args: &[&str]) -> Vec<String> {
    let short = |one: &Value| one["id"].as_str().expect("it has an id")[..8].to_owned();
    listed(desk, args).iter().map(short).collect()
}

#[test]
fn every_id_of_a_relation_that_is_printed_is_taken() {
    let desk = desk();
    let contradictions = ids(&desk, &["contradictions"]);
    let unrecorded = contradictions.iter().filter(|id| is_unrecorded(&desk, id));
    assert!(unrecorded.count() > 1, "the articles no longer have what this is about");
    for id in &contradictions {
        let shown = desk.run(&["show", id]).ok();
        assert!(shown.contains(id.as_str()), "{shown}");
        let _ = desk.run(&["history", id]).ok();
        let _ = desk.run(&["note", id, "read again"]).ok();
        let _ = desk.run(&["confirm", id]).ok();
    }
    assert_eq!(ids(&desk, &["relations", "--status", "confirmed"]).len(), contradictions.len());
    assert!(desk.run(&["show", &contradictions[0]]).ok().contains("read again"));
    let wrong = desk.run(&["accept", &contradictions[0]]);
    assert!(wrong.err.contains("is a relation, not a claim"), "{}", wrong.err);
}

/// Whether the two claims were not compared when they were logged.
fn is_unrecorded(desk: &Desk, id: &str) -> bool {
    let history = desk.run(&["history", id]).ok();
    !history.contains("compared")
}

#[test]
fn a_rejected_relation_stays_away_until_that_is_undone() {
    let desk = desk();
    let before = ids(&desk, &["contradictions"]);
    let gone = before.iter().find(|id| is_unrecorded(&desk, id)).expect("one that is worked out");
    let _ = desk.run(&["reject", gone, "--reason", "of two days"]).ok();
    assert!(!ids(&desk, &["contradictions"]).contains(gone));
    assert!(!ids(&desk, &["relations"]).contains(gone));
    assert!(ids(&desk, &["relations", "--status", "rejected"]).contains(gone));
    desk.file("more.txt", "Nurses at the infirmary fell ill, a porter said on Monday.\n");
    let _ = desk.run(&["log", "more.txt"]).ok();
    assert!(!ids(&desk, &["relations"]).contains(gone), "a later article brought it back");
    assert!(desk.run(&["history", gone]).ok().contains("of two days"));

    let _ = desk.run(&["confirm", gone]).ok();
    assert!(ids(&desk, &["contradictions"]).contains(gone), "another word on it is taken, too");
    for _ in 0..3 {
        let _ = desk.run(&["undo"]).ok();
    }
    assert_eq!(ids(&desk, &["contradictions"]), before);
}
