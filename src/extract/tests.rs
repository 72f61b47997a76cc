//! Tables of the forms that attribution takes. What holds for any text is in `tests/any_text.rs`.

mod cues;
mod extent;

use super::extract;
use crate::model::{Capture, ContentHash, Document, Draft, Metadata, SourceName, Stance};

fn document(text: &str) -> Document {
    let raw_sha256 = ContentHash::of(text.as_bytes());
    let metadata = Metadata {
        published_on: "2024-03-15"
            .parse()
            .ok()
            .map(|edtf| crate::model::When { edtf, words: None }),
        ..Metadata::default()
    };
    Document::new(Capture { text: text.to_owned(), raw_sha256, metadata }, None)
}

fn drafts(text: &str) -> Vec<Draft> {
    extract(&document(text))
}

fn words(draft: &Draft) -> String {
    draft.content.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" ~ ")
}

fn speaker(draft: &Draft) -> String {
    let words = draft.origin().and_then(|mention| mention.words.as_ref());
    words.map_or(String::new(), |span| span.text.clone())
}

#[test]
fn where_every_other_word_attributes_nobody_speaks_for_long() {
    for unit in ["said ", "he said ", "Brae said that "] {
        let text = unit.repeat(1_000);
        let words = text.split(' ').count();
        let found = drafts(&text).len();
        assert!(found <= 10 + words / 8, "{found} in {words} words of {unit:?}");
    }
}

#[test]
fn who_is_said_to_have_said_what() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        // the cue before, after, around and inverted
        ("Orla Brae said the quay was closed.", &[("Orla Brae", "the quay was closed")]),
        ("The quay was closed, Orla Brae said.", &[("Orla Brae", "The quay was closed")]),
        ("\"The quay is closed,\" said Orla Brae.", &[("Orla Brae", "\"The quay is closed,\"")]),
        ("\"The quay,\" Brae said, \"is closed.\"", &[("Brae", "\"The quay,\" ~ \"is closed.\"")]),
        // somebody is told, and when
        (
            "Brae told reporters on Monday that the quay was closed.",
            &[("Brae", "that the quay was closed")],
        ),
        // according to
        ("According to Brae, the quay was closed.", &[("Brae", "the quay was closed")]),
        (
            "The quay was closed, according to the harbour office.",
            &[("the harbour office", "The quay was closed")],
        ),
        // appositions belong to the speaker
        (
            "Orla Brae, the harbour master, said the quay was closed.",
            &[("Orla Brae, the harbour master", "the quay was closed")],
        ),
        // a second cue of the same speaker
        (
            "The quay was closed, Brae said, adding that it would stay so.",
            &[("Brae", "The quay was closed"), ("Brae", "that it would stay so")],
        ),
        // a clause that goes on after the cue is a claim of its own
        (
            "The quay is closed, Brae said, and the port has lost its pilots.",
            &[("Brae", "The quay is closed"), ("Brae", "the port has lost its pilots")],
        ),
        // a stray full stop does not cut the claim
        (
            "Brae said that the ships. from Orland were late.",
            &[("Brae", "that the ships. from Orland were late")],
        ),
        // noun cues
        (
            "He heard Brae's claim that the quay was closed.",
            &[("Brae", "that the quay was closed")],
        ),
        // nouns that look like verbs, and narration, are no claims
        ("The report was on the table. The ship left at noon.", &[]),
        // as-clauses and free relatives
        ("The quay was closed, as Brae noted.", &[("Brae", "The quay was closed")]),
    ];
    for (text, expected) in cases {
        let found = drafts(text);
        let found: Vec<(String, String)> =
            found.iter().map(|draft| (speaker(draft), words(draft))).collect();
        let found: Vec<(&str, &str)> =
            found.iter().map(|(who, what)| (who.as_str(), what.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn stances_are_read() {
    let cases = [
        ("Brae denied that the quay was closed.", Stance::Denies),
        ("Brae declined to comment on the closure.", Stance::Declines),
        ("The Courier could not independently verify the claim.", Stance::CannotConfirm),
        ("Brae said the quay was closed.", Stance::Asserts),
        ("Brae believes that the quay was closed.", Stance::Believes),
        ("Brae does not believe that the quay was closed.", Stance::Denies),
        ("Brae expects that the quay will close.", Stance::Expects),
        ("“It will close,” Brae predicted.", Stance::Expects),
        ("Brae warned that the quay would close.", Stance::Warns),
        ("“It was the quay,” Brae asked, “that closed?”", Stance::Asks),
        ("“Is the quay closed today?” Brae said.", Stance::Asks),
        ("“Is it closed? I think it is closed today,” Brae said.", Stance::Asserts),
        ("Brae did not deny that the quay was closed.", Stance::Asserts),
    ];
    for (text, stance) in cases {
        let found = drafts(text);
        assert_eq!(found.iter().map(|draft| draft.stance).collect::<Vec<_>>(), [stance], "{text}");
    }
}

#[test]
fn the_date_beside_the_cue_is_when_it_was_said() {
    let found =
        drafts("Brae said on Monday that the quay was closed in February. She said it would open.");
    let dates: Vec<_> =
        found.iter().map(|draft| draft.asserted_on.as_ref().map(|when| when.edtf_text())).collect();
    assert_eq!(dates[0].as_deref(), Some("2024-03-11"));
    assert_eq!(found[0].when_words.as_ref().map(|span| span.text.as_str()), Some("on Monday"));
    assert_eq!(found[0].holds_on.as_ref().map(|when| when.edtf_text()).as_deref(), Some("2024-02"));
}

#[test]
fn each_paragraph_of_a_speech_is_a_claim_of_its_own() {
    let speech = "“The quay is closed. Nobody asked us about it.\n\n\
                  “As for the toll, it was paid in full,” said Orla Brae.\n\n\
                  “It was paid twice by the port.\n\n“The lamps are still to be mended.”";
    let all = |text: &str| drafts(text).iter().map(words).collect::<Vec<_>>();
    let expected = [
        "“The quay is closed. Nobody asked us about it.",
        "“As for the toll, it was paid in full,”",
        "“It was paid twice by the port.",
        "“The lamps are still to be mended.”",
    ];
    assert_eq!(all(speech), expected);
    assert!(drafts(speech).iter().all(|draft| speaker(draft) == "Orla Brae"));
    let single = |text: &str| text.replace('“', "‘").replace('”', "’");
    assert_eq!(all(&single(speech)), expected.map(single));
}

#[test]
fn a_mark_alone_is_no_quotation() {
    for text in ["\"", "‘", "'", "“\n\n“"] {
        assert!(drafts(text).is_empty(), "{text}");
    }
}

#[test]
fn a_sentence_over_paragraphs_is_one_claim() {
    let found = drafts(
        "“The quay is closed,” said Orla Brae. “It will be closed\n\n“until the ships have left.”",
    );
    assert_eq!(found.len(), 2);
    assert_eq!(words(&found[1]), "“It will be closed ~ “until the ships have left.”");
    assert!(!found[1].doubts.is_empty());
}

/// The words and the day of each claim of a text that `outlet` published on 4 March 2031, a Tuesday.
fn dated(text: &str, outlet: &str) -> Vec<(String, String)> {
    let metadata = Metadata {
        outlet: SourceName::new(outlet).ok(),
        published_on: "2031-03-04".parse().ok(),
        ..Metadata::default()
    };
    let raw_sha256 = ContentHash::of(text.as_bytes());
    let capture = Capture { text: text.to_owned(), raw_sha256, metadata };
    let day =
        |draft: &Draft| draft.asserted_on.as_ref().map_or_else(String::new, |on| on.edtf_text());
    extract(&Document::new(capture, None)).iter().map(|draft| (words(draft), day(draft))).collect()
}

#[test]
fn a_body_speaks_on_the_day_on_which_it_publishes_its_statement() {
    let text = "The Ministry states that the sluice is shut.\n\n\
                Minister Ada Quill said: \u{201c}Nobody opened it.\u{201d}\n";
    let days: Vec<_> = dated(text, "Ministry of Sluices").into_iter().map(|(_, day)| day).collect();
    assert_eq!(days, ["2031-03-04", "2031-03-04"]);
}

#[test]
fn the_same_day_is_the_day_on_which_somebody_last_spoke() {
    let text = "Two people had died, Ada Quill said on Monday, the second a man who drowned on Saturday.\n\n\
                In Merle the same day, Bo Vane said the sluice was shut.\n";
    let days: Vec<_> = dated(text, "Merle Post").into_iter().map(|(_, day)| day).collect();
    assert_eq!(days, ["2031-03-03", "2031-03-03"]);
}

#[test]
fn that_day_is_no_part_of_what_was_said() {
    let text = "Our report of 1 March was wrong. Bo Vane told the Post that day that two people \
                had drowned, not three.\n";
    let found = dated(text, "Merle Post");
    assert_eq!(found[0].0, "that two people had drowned, not three");
    assert_eq!(found[0].1, "2031-03-01");
}

fn chains(text: &str) -> Vec<String> {
    let names = |draft: &Draft| -> Vec<String> {
        draft.chain.iter().map(|link| link.source.name.to_string()).collect()
    };
    drafts(text).iter().map(|draft| names(draft).join(" > ")).collect()
}

#[test]
fn chains_pass_through_whoever_passes_it_on() {
    for (text, expected) in [
        // claims inside claims
        (
            "Ada Quill said that the harbour board believes that the sluice is shut.",
            vec!["Ada Quill", "Ada Quill > harbour board"],
        ),
        (
            "Ada Quill said that Bo Vane had warned that Cass Orde believes that the sluice is \
             shut.",
            vec!["Ada Quill", "Ada Quill > Bo Vane", "Ada Quill > Bo Vane > Cass Orde"],
        ),
        // one who cites another
        (
            "The broadcaster Telmark has reported, citing Bo Vane, that the sluice is shut.",
            vec!["Telmark > Bo Vane"],
        ),
        ("The sluice is shut, Telmark reported, citing Bo Vane.", vec!["Telmark > Bo Vane"]),
    ] {
        assert_eq!(chains(text), expected, "{text}");
    }
}

#[test]
fn a_time_before_the_clause_says_when_it_was_said() {
    let text = "A harbour official told the Post last month that two ships had sunk.\n";
    let found = dated(text, "Merle Post");
    assert_eq!(found[0], ("that two ships had sunk".to_owned(), "2031-02".to_owned()));
    // but a time can be what the clause is about
    for words in ["this year would be hard", "that Monday was too late"] {
        assert_eq!(dated(&format!("Bo Vane said {words}.\n"), "Merle Post")[0].0, words);
    }
}

#[test]
fn the_subject_is_told_from_what_stands_around_it() {
    for (text, expected) in [
        // what stands between the subject and its verb
        ("Ada Quill on Monday said that the sluice was shut.", "Ada Quill"),
        ("A report published on Monday showed that the sluice was shut.", "A report published"),
        (
            "People briefed on the matter said that the sluice was shut.",
            "People briefed on the matter",
        ),
        (
            "A note that reached the board showed that the sluice was shut.",
            "A note that reached the board",
        ),
        ("The people there say that the sluice was shut.", "The people there"),
        // appositions within appositions
        ("Ada Quill, 22, of Merle, said that the sluice was shut.", "Ada Quill, 22, of Merle"),
        (
            "Ada Quill, a pilot from Merle, Orland, speaking there, said that the sluice was shut.",
            "Ada Quill, a pilot from Merle, Orland, speaking there",
        ),
        (
            "Osk Tolle, the pilot known as \"Rook,\" said that the sluice was shut.",
            "Osk Tolle, the pilot known as \"Rook",
        ),
        // what stands before the subject
        ("On Wednesday Ada Quill said that the sluice was shut.", "Ada Quill"),
        ("After their loss in spring the pilots said that the sluice was shut.", "the pilots"),
        ("The news came three days after Ada Quill said that the sluice was shut.", "Ada Quill"),
        ("He lost the case and the board said that the sluice was shut.", "the board"),
        ("It is a place in which the pilots say that the sluice is shut.", "the pilots"),
        ("MERLE (Wire) - Ada Quill said that the sluice was shut.", "Ada Quill"),
        (
            "Pilots who asked not to be named said that the sluice was shut.",
            "Pilots who asked not to be named",
        ),
        // relative clauses
        ("He met Ada Quill, who said that the sluice was shut.", "who"),
        ("He has a note that says that the sluice was shut.", "a note"),
        // participles have the subject of the clause before them
        ("Ada Quill issued a statement saying that the sluice was shut.", "Ada Quill"),
        ("Ada Quill began by saying that the sluice was shut.", "Ada Quill"),
        (
            "As the crowd left, Ada Quill took the stage, saying that the sluice was shut.",
            "Ada Quill",
        ),
        ("He found a letter saying that the sluice was shut.", "a letter"),
        ("As the crowd left, Ada Quill smiled and said that the sluice was shut.", "Ada Quill"),
    ] {
        let found = drafts(text);
        assert_eq!(found.iter().map(speaker).collect::<Vec<_>>(), [expected], "{text}");
    }
}

#[test]
fn who_means_whoever_stands_before_it() {
    for text in [
        "He met Ada Quill, who said that the sluice was shut.",
        "He met Ada Quill, a pilot at Merle Port, who said that the sluice was shut.",
        "It was said by Ada Quill, 22, of Merle, who noted that the sluice was shut.",
    ] {
        let found = drafts(text);
        let names: Vec<&str> =
            found.iter().filter_map(Draft::origin).map(|who| who.name.as_str()).collect();
        assert_eq!(names, ["Ada Quill"], "{text}");
    }
}

#[test]
fn whoever_is_told_is_the_addressee() {
    for (text, expected) in [
        ("Ada Quill told the Merle Post that the sluice was shut.", "the Merle Post"),
        ("Ada Quill warned the board that the sluice was shut.", "the board"),
        ("The sluice was shut, Ada Quill told parliament on Monday.", "parliament"),
        ("\"It is shut,\" Ada Quill said in an interview with Telmark.", "Telmark"),
        ("Ada Quill said the sluice was shut.", ""),
    ] {
        let found = drafts(text);
        let told = found[0].addressee.as_ref().map_or("", |span| span.text.as_str());
        assert_eq!(told, expected, "{text}");
    }
}

#[test]
fn doubts_say_why_another_may_be_meant() {
    for (text, expected) in [
        ("Ada Quill, the mayor, came. She said the sluice was shut.", ""),
        (
            "It was built by Ada Quill and Ida Brae. She said the sluice was shut.",
            "\"She\" could mean more than one of those named before",
        ),
        ("She said the sluice was shut.", "nobody is named whom \"She\" could mean"),
        (
            "Brae said the sluice was shut.",
            "nothing tells who or what \"Brae\" is: the kind of source is a guess",
        ),
        ("The engineer said the sluice was shut.", "the document does not name \"The engineer\""),
    ] {
        let found = drafts(text);
        let doubts: Vec<&str> =
            found.iter().flat_map(|draft| &draft.doubts).map(String::as_str).collect();
        assert_eq!(doubts.join("; "), expected, "{text}");
    }
}
