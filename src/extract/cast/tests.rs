use proptest::prelude::*;

use super::Cast;
use crate::extract::places::Places;
use crate::extract::{quote, sentence, token};
use crate::model::{CodePoints, Mended, Mention, Metadata, SourceKind, SourceName};

/// Reads `text` and asks for the nth place where `words` stand.
fn nth_mention(text: &str, words: &str, nth: usize, metadata: &Metadata) -> Option<Mention> {
    let mut tokens = sentence::divide(text, token::tokens(text));
    quote::quotes(&mut tokens);
    let mended = Mended::of(text);
    let places = Places::of(text, &mended);
    let cast = Cast::of(&tokens, &places, metadata);
    let (start, _) = text.match_indices(words).nth(nth)?;
    cast.mention(start..start + words.len())
}

fn mention(text: &str, words: &str) -> Mention {
    nth_mention(text, words, 0, &Metadata::default()).unwrap()
}

fn last_mention(text: &str, words: &str) -> Mention {
    let last = text.matches(words).count() - 1;
    nth_mention(text, words, last, &Metadata::default()).unwrap()
}

#[test]
fn names_are_resolved_over_the_document() {
    let cases = [
        // a last name, with and without a title
        ("Orla Brae left. The boat sank, Brae said.", "Brae said", "Orla Brae"),
        ("Orla Brae left. Mrs. Brae said no.", "Mrs. Brae", "Orla Brae"),
        // two of one name: the title decides
        ("Ms Orla Brae met Mr Tomas Brae. Ms Brae said no.", "Ms Brae", "Orla Brae"),
        // a body by its acronym, its first word, its noun
        ("The Orland Harbour Union (OHU) met. OHU said no.", "OHU said", "Orland Harbour Union"),
        ("Kettling Storage shut. The fire, Kettling said.", "Kettling said", "Kettling Storage"),
        (
            "The Orland Water Council met. The council said no.",
            "The council",
            "Orland Water Council",
        ),
        // pictures are no body, whatever stands first
        ("Satellite images show it.", "Satellite images", "satellite images"),
        ("He rang Kettling Storage. The company said no.", "The company", "Kettling Storage"),
        // letters that stand for a name with commas, and a label in capitals
        (
            "Roads, Rivers and Harbours Orland (RRHO) met. RRHO said no.",
            "RRHO",
            "Roads, Rivers and Harbours Orland",
        ),
        ("Jane Tolle spoke.\n\nTOLLE: It sank.", "TOLLE", "Jane Tolle"),
        // a long title before the name
        (
            "Orland Harbour Council Coordinator for Public Matters Jane Tolle said so.",
            "Orland Harbour Council Coordinator for Public Matters Jane Tolle",
            "Jane Tolle",
        ),
    ];
    for (text, words, expected) in cases {
        let words = words.trim_end_matches(" said");
        assert_eq!(last_mention(text, words).name.as_str(), expected, "{text}");
    }
}

#[test]
fn roles_and_bodies_are_read_from_titles_and_appositions() {
    let cases = [
        ("Jane Tolle, head of the Orland Water Council, said so.", "head", "Orland Water Council"),
        (
            "Jane Tolle, who heads the Orland Water Council, said so.",
            "head",
            "Orland Water Council",
        ),
        (
            "The Orland Water Council's managing director, Jane Tolle, said so.",
            "managing director",
            "Orland Water Council",
        ),
        (
            "The Orland Water Council met, its spokeswoman, Jane Tolle, said.",
            "spokeswoman",
            "Orland Water Council",
        ),
        ("Kettling Storage shut. Kettling boss Jane Tolle said so.", "boss", "Kettling Storage"),
        (
            "A spokeswoman for the water ministry, Jane Tolle, said so.",
            "spokeswoman",
            "water ministry",
        ),
        ("Water ministry spokeswoman Jane Tolle said so.", "spokeswoman", "water ministry"),
        ("Mayor Osk Brae met his aide, Jane Tolle.", "aide", ""),
        (
            "Mayor Rhea Brae left. Her campaign manager, Jane Tolle, said so.",
            "manager",
            "Rhea Brae's campaign",
        ),
        (
            "Jane Tolle, 71, a director at the insurer Kettling Mutual, said so.",
            "director",
            "Kettling Mutual",
        ),
    ];
    for (text, role, body) in cases {
        let found = mention(text, "Jane Tolle");
        assert_eq!(found.name.as_str(), "Jane Tolle", "{text}");
        assert_eq!(found.kind, SourceKind::Person, "{text}");
        assert_eq!(found.role.as_deref(), Some(role), "{text}");
        assert_eq!(
            found.body.map(String::from).unwrap_or_default().to_lowercase(),
            body.to_lowercase(),
            "{text}"
        );
    }
}

#[test]
fn pronouns_and_descriptions_mean_whoever_was_spoken_of() {
    let cases = [
        ("Jane Tolle, the mayor, met Osk Brae. \"Yes,\" she said.", "she", "Jane Tolle"),
        ("Mrs. Tolle met Mr. Brae. \"Yes,\" he said.", "he said", "Brae"),
        ("Harbour minister Jane Tolle left. The minister said no.", "The minister", "Jane Tolle"),
        ("A retired engineer wrote. He said no.", "He", "retired engineer"),
        ("\"I saw it,\" Jane Tolle said.", "I", "Jane Tolle"),
        // whom the words are about is not who speaks
        ("Osk Brae said it. Jim Lund, he said, is late.", "he", "Osk Brae"),
        // first described, then named
        (
            "The harbour minister denied it. \"No,\" Jane Tolle said.",
            "The harbour minister",
            "Jane Tolle",
        ),
        (
            "Jane Tolle, R-Orland, a member of the board, said no.",
            "R-Orland, a member of the board",
            "Jane Tolle",
        ),
    ];
    for (text, words, expected) in cases {
        let words = words.trim_end_matches(" said");
        assert_eq!(last_mention(text, words).name.as_str(), expected, "{text}");
    }
}

#[test]
fn sources_without_a_name_keep_their_wording() {
    let cases = [
        (
            "A senior port official said so.",
            "A senior port official",
            "senior port official",
            SourceKind::UnnamedPerson,
            None,
        ),
        // that the name is withheld says nothing of who it is
        (
            "An unnamed port official said so.",
            "An unnamed port official",
            "port official",
            SourceKind::UnnamedPerson,
            None,
        ),
        (
            "Two port officials said so.",
            "Two port officials",
            "two port officials",
            SourceKind::UnnamedGroup,
            Some(2),
        ),
        (
            "Aides close to the mayor said so.",
            "Aides close to the mayor",
            "aides close to the mayor",
            SourceKind::UnnamedGroup,
            None,
        ),
        (
            "Half of the crew said so.",
            "Half of the crew",
            "half of the crew",
            SourceKind::UnnamedGroup,
            None,
        ),
        (
            "Republican leaders said so.",
            "Republican leaders",
            "Republican leaders",
            SourceKind::UnnamedGroup,
            None,
        ),
        ("Spokesmen said so.", "Spokesmen", "spokesmen", SourceKind::UnnamedGroup, None),
        ("It is in court filings.", "court filings", "court filings", SourceKind::Document, None),
    ];
    for (text, words, name, kind, number) in cases {
        let found = mention(text, words);
        assert_eq!((found.name.as_str(), found.kind, found.number), (name, kind, number), "{text}");
    }
}

#[test]
fn the_reason_for_withholding_a_name_is_kept() {
    for (text, words, reason) in [
        (
            "An official, who asked not to be named because the log is secret, said no.",
            "An official",
            "because the log is secret",
        ),
        ("Two pilots who asked not to be named said no.", "Two pilots", "asked not to be named"),
        ("A pilot, not authorised to speak, said no.", "A pilot", "not authorised to speak"),
        (
            "One of the pilots, who would not be named for fear of his life, said no.",
            "One of the pilots",
            "for fear of his life",
        ),
        (
            "An aide to the mayor who wanted anonymity to discuss it said no.",
            "An aide to the mayor",
            "to discuss it",
        ),
        (
            "Three people said no. They wanted anonymity because it is secret.",
            "Three people",
            "because it is secret",
        ),
    ] {
        let found = mention(text, words);
        assert_eq!(found.anonymity.map(|span| span.text).as_deref(), Some(reason), "{text}");
    }
}

#[test]
fn several_who_speak_as_one_are_named_together() {
    for (words, name, kind) in [
        ("Jane Tolle and the water board", "Jane Tolle and water board", SourceKind::UnnamedGroup),
        ("the union and the water board", "union and water board", SourceKind::Body),
        ("The mayor and two pilots", "mayor and two pilots", SourceKind::UnnamedGroup),
        (
            "Jane Tolle, Osk Brae and Bo Vane",
            "Jane Tolle, Osk Brae and Bo Vane",
            SourceKind::Person,
        ),
        (
            "Jane Tolle, Osk Brae, and the water board",
            "Jane Tolle, Osk Brae and water board",
            SourceKind::UnnamedGroup,
        ),
        (
            "Osk Brae, Jane Tolle and the water board",
            "Osk Brae, Jane Tolle and water board",
            SourceKind::UnnamedGroup,
        ),
    ] {
        let found = mention(&format!("{words} said no. Jane Tolle left."), words);
        assert_eq!((found.name.as_str(), found.kind), (name, kind));
    }
}

#[test]
fn an_agency_that_reports_is_not_whom_people_speak_for() {
    let outlet = SourceName::new("Tidewire Agency").ok();
    let text = "MERLE, March 1 (Tidewire) - Nine ships sank, Dr Ann Dole, the harbour chief, said.";
    let metadata = Metadata { outlet: outlet.clone(), ..Metadata::default() };
    let found = nth_mention(text, "Dr Ann Dole, the harbour chief", 0, &metadata).unwrap();
    assert_eq!(found.body, None);
    // the same agency in a statement of its own
    let text = "The agency's director, Ann Dole, said nine ships sank.";
    let found = nth_mention(text, "The agency's director, Ann Dole", 0, &metadata).unwrap();
    assert_eq!(found.body, outlet);
}

#[test]
fn the_publisher_is_called_by_its_last_word() {
    let outlet = SourceName::new("The Orland Courier").ok();
    let metadata = Metadata { outlet, ..Metadata::default() };
    let found = nth_mention("He told the Courier so.", "the Courier", 0, &metadata).unwrap();
    assert_eq!((found.name.as_str(), found.kind), ("The Orland Courier", SourceKind::Outlet));
}

proptest! {
    #[test]
    fn any_words_of_any_text_can_be_asked(
        text in "(The |the |a |Mr\\. |Jane |Tolle |Brae |mayor |of |Orland |Council |officials |who |he |I |said|, |\\. |“|\"|'s |é|😀|\n\n| ){0,60}",
        from in 0usize..200, len in 0usize..80,
    ) {
        let mut tokens = sentence::divide(&text, token::tokens(&text));
        quote::quotes(&mut tokens);
        let index = CodePoints::of(&text);
        let mended = Mended::of(&text);
        let places = Places::of(&text, &mended);
        let metadata = Metadata::default();
        let cast = Cast::of(&tokens, &places, &metadata);
        let (start, end) = (from.min(index.len()), (from + len).min(index.len()));
        let bytes = index.byte_of(start).unwrap()..index.byte_of(end).unwrap();
        if let Some(mention) = cast.mention(bytes.clone()) {
            prop_assert!(mention.words.unwrap().holds_in(&index));
        }
    }

    #[test]
    fn any_text_can_be_read(text in any::<String>()) {
        let mut tokens = sentence::divide(&text, token::tokens(&text));
        quote::quotes(&mut tokens);
        let mended = Mended::of(&text);
        let places = Places::of(&text, &mended);
        let metadata = Metadata::default();
        let cast = Cast::of(&tokens, &places, &metadata);
        cast.mention(0..text.len());
    }
}

#[test]
fn a_body_of_two_words_is_no_person() {
    let kind = |text: &str, words: &str| mention(text, words).kind;
    assert_eq!(kind("The coast guard said no.", "coast guard"), SourceKind::Body);
    assert_eq!(kind("The Orland Coast Guard said no.", "Orland Coast Guard"), SourceKind::Body);
    assert_eq!(kind("A vessel sank, the coastguard said.", "the coastguard"), SourceKind::Body);
    assert_eq!(kind("The prosecution said no.", "The prosecution"), SourceKind::Body);
    assert_eq!(kind("The guard said no.", "The guard"), SourceKind::UnnamedPerson);
    assert_eq!(kind("The prosecutor said no.", "The prosecutor"), SourceKind::UnnamedPerson);
    let officer = mention("Coast guard officer Orla Brae said no.", "Orla Brae");
    assert_eq!(officer.body.as_ref().map(SourceName::as_str), Some("Coast guard"));
}

#[test]
fn nobody_speaks_for_the_outlet_that_bears_the_name_of_a_place() {
    let outlet = SourceName::new("Radio Skerrow").ok();
    let metadata = Metadata { outlet: outlet.clone(), ..Metadata::default() };
    let text = "Radio Skerrow met the mayor of Skerrow, Ruth Calder. A spokesman for Radio \
        Skerrow, Bo Sand, said no.";
    let body = |words: &str| nth_mention(text, words, 0, &metadata).unwrap().body;
    assert_ne!(body("Ruth Calder"), outlet);
    assert_eq!(body("Bo Sand"), outlet);
    let outlet = SourceName::new("The Council Chronicle").ok();
    let metadata = Metadata { outlet, ..Metadata::default() };
    let council = nth_mention("The council said no.", "The council", 0, &metadata).unwrap();
    assert_eq!(council.kind, SourceKind::Body);
}

#[test]
fn an_earlier_version_of_an_article_is_the_outlets_own() {
    let outlet = SourceName::new("The Orland Courier").ok();
    let metadata = Metadata { outlet: outlet.clone(), ..Metadata::default() };
    for words in
        ["An earlier version of this article", "This story", "A previous version of this page"]
    {
        let text = format!("{words} said the ferry sank.");
        let found = nth_mention(&text, words, 0, &metadata).unwrap();
        assert_eq!((Some(found.name), found.kind), (outlet.clone(), SourceKind::Outlet), "{words}");
    }
    let text = "An earlier version of the plan said no.";
    let found = nth_mention(text, "An earlier version of the plan", 0, &metadata).unwrap();
    assert_ne!(found.kind, SourceKind::Outlet);
}
