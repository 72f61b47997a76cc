//! The two small models of `tests/models`, and files that are none.

use super::*;
use proptest::prelude::*;

fn files(kind: &str) -> Files {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/models/");
    let read = |name: &str| std::fs::read(format!("{folder}{kind}/{name}"));
    Files {
        network: read("model.onnx").expect("the network is there"),
        tokenizer: read("tokenizer.json").expect("the tokenizer is there"),
        config: read("config.json").ok(),
        pooling: None,
    }
}

fn encoder() -> Encoder {
    match Model::load(files("encoder")) {
        Ok(Model::Encoder(encoder)) => encoder,
        other => panic!("no encoder: {other:?}"),
    }
}

fn judge() -> Judge {
    match Model::load(files("judge")) {
        Ok(Model::Judge(judge)) => judge,
        other => panic!("no judge: {other:?}"),
    }
}

#[test]
fn sentences_that_say_the_same_lie_close() {
    let read = encoder().vectors(&[
        "The harbour wall moved",
        "the port barrier shifted",
        "The mayor resigned",
    ]);
    let [one, same, other] = &read.expect("the network runs")[..] else { panic!("not three") };
    assert!(one.likeness(same) > 0.98, "{}", one.likeness(same));
    assert!(one.likeness(other) < 0.6, "{}", one.likeness(other));
    assert_eq!(Vector::from_bytes(&one.to_bytes()), *one);
}

#[test]
fn a_sentence_is_read_the_same_alone_and_among_longer_ones() {
    let encoder = encoder();
    let long = "the river flooded the harbour the wall moved the ferry sank the mayor resigned";
    let together = encoder.vectors(&[long, "ferry sank", ""]).expect("the network runs");
    let alone = encoder.vectors(&["ferry sank"]).expect("the network runs");
    assert_eq!(together[1], alone[0]);
}

#[test]
fn a_judge_tells_contradiction_from_entailment() {
    let read = judge().verdicts(&[
        ("the wall moved", "the wall has not moved"),
        ("the mayor quit", "the mayor resigned"),
    ]);
    let [denied, said] = &read.expect("the network runs")[..] else { panic!("not two") };
    assert!(denied.contradicts > 0.8 && denied.entails < 0.2, "{denied:?}");
    assert!(said.entails > 0.8 && said.contradicts < 0.2, "{said:?}");
}

#[test]
fn what_is_no_model_is_refused() {
    let refused = |files: Files| Model::load(files).expect_err("this is no model").to_string();
    let no_network = Files { network: b"not a network".to_vec(), ..files("encoder") };
    assert!(refused(no_network).starts_with("the network cannot be loaded"));
    let no_tokenizer = Files { tokenizer: b"{}".to_vec(), ..files("encoder") };
    assert!(refused(no_tokenizer).starts_with("tokenizer.json cannot be used"));
    let no_labels = Files { config: None, ..files("judge") };
    assert_eq!(refused(no_labels), Unusable::Labels.to_string());
    let few = Files {
        config: Some(br#"{"id2label": {"7": "contradiction"}}"#.to_vec()),
        ..files("judge")
    };
    assert_eq!(refused(few), Unusable::Labels.to_string());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_text_is_read(a in ".*", b in ".*") {
        let read = encoder().vectors(&[&a, &b]).expect("the network runs");
        prop_assert!((-1.0..=1.0).contains(&read[0].likeness(&read[1])));
        let verdict = judge().verdicts(&[(&a, &b)]).expect("the network runs")[0];
        prop_assert!(verdict.contradicts + verdict.entails <= 1.001);
    }
}
