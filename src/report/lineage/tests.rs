//! Pictures of the way back: sound, and deaf to what the text says.

use proptest::prelude::*;

use super::*;
use crate::model::ContentHash;
use crate::report::{Look, tree};

fn leaf(outlet: &str, words: &str) -> Leaf {
    Leaf {
        claim: ClaimId(ContentHash::of(words.as_bytes())),
        stance: Stance::Asserts,
        outlet: outlet.to_owned(),
        on: "said 2031-03-01".to_owned(),
        words: words.to_owned(),
        how: None,
        withdrawn: None,
        review: "unreviewed",
    }
}

fn root(letter: &str, name: &str, ways: Vec<Way>) -> Root {
    Root { letter: Some(letter.to_owned()), name: name.to_owned(), notes: Vec::new(), ways }
}

fn way(relays: &[&str], leaves: Vec<Leaf>) -> Way {
    Way { relays: relays.iter().map(|relay| (*relay).to_owned()).collect(), leaves }
}

fn of(origins: Vec<Root>, against: Vec<[String; 2]>) -> Lineage {
    let [statement, verdict] = ["Nine barges sank", "2 independent origins"].map(str::to_owned);
    Lineage { name: None, statement, verdict, origins, against }
}

fn everywhere(text: &str) -> Lineage {
    let leaves = || vec![leaf(text, text), leaf("Merle Post", text)];
    let mut made = of(
        vec![
            root("A", text, vec![way(&[], leaves()), way(&[text, "Tidewire"], leaves())]),
            root("B", "Bo Vane", vec![way(&[], leaves())]),
        ],
        vec![["A".to_owned(), "B".to_owned()]],
    );
    made.origins[0].notes = vec![text.to_owned()];
    (made.name, made.statement, made.verdict) =
        (Some(text.to_owned()), text.to_owned(), text.to_owned());
    made
}

#[test]
fn a_denial_is_told_in_every_drawing() {
    let mut made =
        of(vec![root("A", "Bo Vane", vec![way(&[], vec![leaf("Post", "it sank")])])], vec![]);
    made.origins[0].ways[0].leaves[0].stance = Stance::Denies;
    for drawn in [svg(&made), dot(&made)] {
        assert!(drawn.contains("denies, said 2031-03-01"), "{drawn}");
    }
    assert!(tree(&made, Look::default()).contains("denies, Post, said 2031-03-01"));
    let json = serde_json::to_string(&made).unwrap();
    assert!(json.contains("\"stance\":\"denies\""), "{json}");
}

/// The names of all elements, if the picture is well-formed XML.
fn elements(picture: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(picture).expect("the picture is well-formed");
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    elements.map(|node| node.tag_name().name().to_owned()).collect()
}

/// What is left of a graph when its quoted strings are taken out; `None` if a quote stays open.
fn outside_quotes(graph: &str) -> Option<String> {
    let (mut outside, mut quoted, mut letters) = (String::new(), false, graph.chars());
    while let Some(c) = letters.next() {
        match (quoted, c) {
            (true, '\\') => drop(letters.next()?),
            (_, '"') => quoted = !quoted,
            (true, _) => {}
            (false, c) => outside.push(c),
        }
    }
    (!quoted).then_some(outside)
}

#[test]
fn a_picture_shows_documents_relays_and_origins() {
    let made = everywhere("Ann Dole");
    let kinds = elements(&svg(&made));
    let count = |kind: &str| kinds.iter().filter(|one| *one == kind).count();
    // the sheet, six documents, one box of relays, two origins
    assert_eq!(count("rect"), 10);
    // six from documents, three to origins, one between origins
    assert_eq!(count("path"), 10);
    let graph = outside_quotes(&dot(&made)).expect("every quote is closed");
    assert_eq!(graph.matches("->").count(), 6 + 2 + 1);
}

#[test]
fn many_documents_are_counted() {
    let leaves = (0..5_000).map(|nth| leaf("Merle Post", &format!("claim {nth}"))).collect();
    let made = of(vec![root("A", "Ann Dole", vec![way(&[], leaves)])], Vec::new());
    assert!(svg(&made).contains("and 4970 more"));
    assert!(tree(&made, Look::default()).contains("and 4988 more claims"));
}

#[test]
fn text_from_outside_is_shown_and_does_nothing() {
    let hostile = "</text><script>x()</script> \\\" ]; evil [label=\"\u{1b}[2J\u{202e}\u{ffff}\\";
    let made = everywhere(hostile);
    let kinds = elements(&svg(&made));
    let known = ["svg", "title", "desc", "style", "rect", "text", "path"];
    assert!(kinds.iter().all(|kind| known.contains(&kind.as_str())), "{kinds:?}");
    let graph = outside_quotes(&dot(&made)).expect("every quote is closed");
    assert!(!graph.contains("evil"), "{graph}");
    assert!(!tree(&made, Look::default()).contains(['\u{1b}', '\u{202e}']));
}

proptest! {
    #[test]
    fn any_text_gives_sound_pictures(text in any::<String>()) {
        let made = everywhere(&text);
        let plain = everywhere("x");
        prop_assert!(elements(&svg(&made)).len() <= elements(&svg(&plain)).len() + 8);
        let structure = outside_quotes(&dot(&plain));
        prop_assert_eq!(outside_quotes(&dot(&made)), structure);
        for line in tree(&made, Look::default()).lines() {
            prop_assert!(!line.chars().any(char::is_control));
        }
    }
}
