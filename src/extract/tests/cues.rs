//! Which words attribute, a line each: the text, and "speaker: content" of each claim found in it.

use super::{drafts, speaker, words};

fn read(text: &str) -> Vec<String> {
    drafts(text).iter().map(|draft| format!("{}: {}", speaker(draft), words(draft))).collect()
}

#[test]
fn what_attributes_and_to_whom() {
    let cases: &[(&str, &[&str])] = &[
        // what is said of plural and numbered people begins a clause as any noun does
        ("Brae said officials were late.", &["Brae: officials were late"]),
        ("According to experts, the quay was closed.", &["experts: the quay was closed"]),
        ("Brae told the crowd that the quay was closed.", &["Brae: that the quay was closed"]),
        // a relative clause, whose subject stands before the cue
        ("He saw the ships that Brae said were late.", &["Brae: were late"]),
        ("It has a quay that they say holds six ships.", &["they: holds six ships"]),
        // what is expected of somebody
        ("Orla Brae is widely expected to close the quay.", &[": Orla Brae ~ to close the quay"]),
        // what somebody is asked or told
        (
            "Asked whether the quay was closed, Brae said it was.",
            &[": whether the quay was closed", "Brae: it was"],
        ),
        (
            "Asked by a reporter about the closed quay, Brae left.",
            &["a reporter: about the closed quay"],
        ),
        ("Brae was asked why the quay was closed.", &[": why the quay was closed"]),
        // participles before a noun, and requests, attribute nothing
        ("Brae leads in pledged ships and is late.", &[]),
        ("Brae asked Tolle to close the quay.", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{text}");
    }
}
