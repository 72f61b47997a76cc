//! Where content starts and ends, a line each: the text, and the content of each claim found in it.

use super::{drafts, words};

fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let found = drafts(text);
        assert_eq!(found.iter().map(words).collect::<Vec<_>>(), *expected, "{text}");
    }
}

#[test]
fn where_content_ends() {
    let cases: &[(&str, &[&str])] = &[
        // a clause that leads up to the main one ends before it
        ("When Brae said the quay was closed, the crowd left the hall.", &["the quay was closed"]),
        ("Saying that the quay was closed, Orla Brae left.", &["that the quay was closed"]),
        (
            "Although Brae said the quay was “closed for good,” the ships came in.",
            &["the quay was “closed for good,”"],
        ),
        // a relative clause ends where the main verb comes
        ("Brae - who said the quay was closed - left the hall.", &["the quay was closed"]),
        // a dash before an article begins what the writer adds, unless a second one closes it
        (
            "Brae said the old quay would stay closed - a blow to the port, which has no other.",
            &["the old quay would stay closed"],
        ),
        (
            "Brae said the quay in the old harbour - a ruin - was closed.",
            &["the quay in the old harbour - a ruin - was closed"],
        ),
        // so does a gerund with a verb after it, but not one without
        (
            "Brae said the old quay was now closed, leaving crews who had sailed for a week without \
             a berth.",
            &["the old quay was now closed"],
        ),
        (
            "Brae said the old quay was now closed, leaving forty crews of the northern fleet \
             without any berth.",
            &[
                "the old quay was now closed, leaving forty crews of the northern fleet without any \
               berth",
            ],
        ),
        // the address of a page after a sentence is no part of it
        ("Brae said the quay was closed. https://tarn.example/quay", &["the quay was closed"]),
        // a further verb of the same speaker, but not one that a preposition ties to the clause
        (
            "Brae said the port did not shy away from pointing out delays.",
            &["the port did not shy away from pointing out delays"],
        ),
        (
            "Brae said the quay was closed and promised the crews a berth in the northern harbour.",
            &["the quay was closed", "the crews a berth in the northern harbour"],
        ),
        // a quotation that is attributed anew is none that goes on
        (
            "“It is closed,” Brae said, adding that it was “a ruin and a danger to the fleet.”",
            &["“It is closed,”", "that it was “a ruin and a danger to the fleet.”"],
        ),
        (
            "Brae said the quay was “closed for good,” saying that it was a ruin.",
            &["the quay was “closed for good,”", "that it was a ruin"],
        ),
    ];
    check(cases);
}

#[test]
fn what_stands_around_content_is_no_part_of_it() {
    let cases: &[(&str, &[&str])] = &[
        // the subject of a sentence ends before its verb
        (
            "The board’s claim that a notice went out on Friday has yet to be backed by a paper.",
            &["that a notice went out on Friday"],
        ),
        // a quotation after what it answers is the speaker's
        (
            "“It was full,” he said of the claim that the gates were open, “so we let some out.”",
            &["“It was full,” ~ “so we let some out.”", "that the gates were open"],
        ),
        // when it was said ends nothing that stands before
        (
            "The quay will be closed until the autumn, Brae said on Monday as talks ended in Tarn.",
            &["The quay will be closed until the autumn"],
        ),
        // a relative clause that only a comma parts from its source
        (
            "The talks were called after the flood, where about 40 people were hurt, according to \
             Brae.",
            &["about 40 people were hurt"],
        ),
    ];
    check(cases);
}

#[test]
fn where_content_starts() {
    let cases: &[(&str, &[&str])] = &[
        // "that" in what is said, not before it
        (
            "Brae said fog hides leaks from a pump system that results in delays.",
            &["fog hides leaks from a pump system that results in delays"],
        ),
        // the clause after whoever is told, wherever and whenever
        (
            "Brae told Bo Vane of the Courier in Tarn on Monday that the quay was closed.",
            &["that the quay was closed"],
        ),
        // a preposition belongs to the cue, an adverb of degree to the content
        ("Brae pointed to the closed quay.", &["the closed quay"]),
        ("Brae said only the quay was closed.", &["only the quay was closed"]),
        // so does a preposition that begins a number
        ("Brae said about 40 ships were lost.", &["about 40 ships were lost"]),
        ("Brae said at least 12 ships were lost.", &["at least 12 ships were lost"]),
        // a relative pronoun belongs to the content
        ("He saw the quay, which Brae said the port had closed.", &["which ~ the port had closed"]),
    ];
    check(cases);
}

#[test]
fn content_ends_where_another_claim_takes_over() {
    let cases: &[(&str, &[&str])] = &[
        // a further cue of the same speaker
        (
            "Brae said the old quay was closed and has warned that it would fall.",
            &["the old quay was closed", "that it would fall"],
        ),
        // a clause of another speaker, joined to the first
        (
            "Brae says the quay is closed, while Tolle says it is open.",
            &["the quay is closed", "it is open"],
        ),
        // a quotation after a colon that is attributed itself
        (
            "Brae said the quay was lost: \"It will fall into the sea,\" he told the crew.",
            &["the quay was lost", "\"It will fall into the sea,\""],
        ),
        // but what the speaker says that others say is within
        (
            "Brae said that the harbour board believes that the quay is closed.",
            &["that the harbour board believes that the quay is closed", "that the quay is closed"],
        ),
    ];
    check(cases);
}

#[test]
fn a_clause_that_opens_content_does_not_end_it() {
    let found = drafts("Brae said that though Tolle wrote of it, the quay is closed.");
    assert_eq!(words(&found[0]), "that though Tolle wrote of it, the quay is closed");
}
