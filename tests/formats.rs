//! Frozen digests: the canonical forms of docs/formats.md. If one of these changes, every id that
//! people have written down is worthless: that is a new version of the format, never a fix.

use onrecord::model::{
    Capture, Claim, ContentHash, Document, Link, Mention, Metadata, Quotation, RelationId, Source,
    SourceKind, SourceName, Span, Stance,
};

const TEXT: &str = "The bridge at Vell is shut, Mayor Ana Orsk said on Monday. \u{201c}It moved \
                    40\u{a0}mm,\u{201d} an engineer said.\n";

fn name(text: &str) -> SourceName {
    SourceName::new(text).expect("the name is one")
}

fn span(start: usize, end: usize) -> Span {
    let text = TEXT.chars().skip(start).take(end - start).collect();
    Span { start, end, text }
}

fn document() -> Document {
    let metadata = Metadata {
        outlet: Some(name("Vell Observer")),
        title: Some("Bridge shut".to_owned()),
        published_on: Some("2024-05-14".parse().expect("the date is one")),
        url: None,
        author: None,
    };
    let raw_sha256 = ContentHash::of(TEXT.as_bytes());
    Document::new(Capture { text: TEXT.to_owned(), raw_sha256, metadata }, None)
}

fn mention(text: &str, kind: SourceKind, words: Option<Span>) -> Mention {
    Mention { words, ..Mention::named(name(text), kind) }
}

fn link(source: Mention, cue: Option<Span>) -> Link {
    Link { cue, ..Link::of(source) }
}

fn outlet() -> Link {
    link(mention("Vell Observer", SourceKind::Outlet, None), None)
}

fn mayor_claim() -> Claim {
    let mayor = mention("Ana Orsk", SourceKind::Person, Some(span(28, 42)));
    Claim {
        document: document().id(),
        content: vec![span(0, 26)],
        chain: vec![outlet(), link(mayor, Some(span(43, 47)))],
        quotation: Quotation::Indirect,
        stance: Stance::Asserts,
        asserted_on: Some("2024-05-13".parse().expect("the date is one")),
        holds_on: None,
    }
}

fn engineer_claim() -> Claim {
    let engineer = mention("engineer", SourceKind::UnnamedPerson, Some(span(77, 88)));
    Claim {
        content: vec![span(59, 76)],
        chain: vec![outlet(), link(engineer, Some(span(89, 93)))],
        quotation: Quotation::Direct,
        asserted_on: None,
        ..mayor_claim()
    }
}

/// Name, id and canonical text of every vector.
fn vectors() -> Vec<(&'static str, String, Option<String>)> {
    let canonical = |claim: &Claim| String::from_utf8(claim.canonical()).expect("JSON is UTF-8");
    let document = document();
    let named = Source::new(name("Ana Orsk"), SourceKind::Person, document.id());
    let unnamed = Source::new(name("engineer"), SourceKind::UnnamedPerson, document.id());
    let (mayor, engineer) = (mayor_claim(), engineer_claim());
    let pair = RelationId::between(mayor.id(), engineer.id());
    vec![
        ("text", document.sha256().to_string(), None),
        ("document", document.id().to_string(), None),
        ("named source", named.id().to_string(), None),
        ("unnamed source", unnamed.id().to_string(), None),
        ("claim, indirect", mayor.id().to_string(), Some(canonical(&mayor))),
        ("claim, direct", engineer.id().to_string(), Some(canonical(&engineer))),
        ("relation", pair.to_string(), None),
    ]
}

#[test]
fn the_words_of_the_vectors_stand_where_their_spans_say() {
    assert_eq!(span(0, 26).text, "The bridge at Vell is shut");
    assert_eq!(span(28, 42).text, "Mayor Ana Orsk");
    assert_eq!(span(59, 76).text, "\u{201c}It moved 40\u{a0}mm,\u{201d}");
    assert_eq!(span(77, 88).text, "an engineer");
}

#[test]
fn canonical_forms_are_read_back() {
    let json = |bytes: Vec<u8>| String::from_utf8(bytes).expect("JSON is UTF-8");
    for claim in [mayor_claim(), engineer_claim()] {
        assert_eq!(Claim::of_canonical(&json(claim.canonical())), Ok(claim));
    }
    let document = document();
    let (text, head) = Document::of_canonical(&json(document.canonical())).expect("its own form");
    assert_eq!((text, head.outlet), (document.sha256(), document.metadata().outlet.clone()));
    assert_eq!(head.published_on, document.metadata().published_on);
    for kind in [SourceKind::Person, SourceKind::UnnamedPerson] {
        let source = Source::new(name("Ana Orsk"), kind, document.id());
        assert_eq!(Source::of_canonical(&json(source.canonical()), kind), Ok(source));
    }
}

#[test]
fn what_is_no_canonical_form_is_refused() {
    let right = String::from_utf8(mayor_claim().canonical()).expect("JSON is UTF-8");
    let changes = [
        // another order, white space, an escape that is not needed, more members
        (r#""version":1"#, r#""version": 1"#),
        (r#""said""#, r#""\u0073aid""#),
        (r#""type":"claim","version":1"#, r#""version":1,"type":"claim""#),
        (r#""version":1"#, r#""version":1,"x":1"#),
        // another version or type, values that are none
        (r#""version":1"#, r#""version":2"#),
        (r#""type":"claim""#, r#""type":"claims""#),
        (r#""2024-05-13""#, r#""13 May 2024""#),
        (r#""Ana Orsk""#, r#"" Ana  Orsk""#),
        (r#""asserts""#, r#""shouts""#),
        (r#""start":0"#, r#""start":-1"#),
    ];
    for (from, to) in changes {
        assert!(right.contains(from), "{from}");
        assert!(Claim::of_canonical(&right.replace(from, to)).is_err(), "{to}");
    }
    assert!(
        Source::of_canonical(r#"{"name":"x","type":"claim","version":1}"#, SourceKind::Body)
            .is_err()
    );
    assert!(Document::of_canonical("{}").is_err());
}

#[test]
fn the_ids_are_the_frozen_ones() {
    let frozen = [
        "5ab66a8100d19712ac66665e254c2f37fda2b6d7474dac7a7be67d343e240524",
        "23178e2e065c53dbe617d128bf641686ce680fc0d0078899850a8c120237b993",
        "9a559d8799229726cd2cfc42c4119eeb754764ca8c78c186862edbcee5a87c19",
        "b91c848583e9979896b189cac7450e2dbe5271099f2e2ee7fa7711a5a8d5ddbe",
        "f679c00a51096c74c9402698aa65b97d009a0cbc47aa4d8af0402180f71c1f5f",
        "f8fa789ed4025b90f40e94c064bc3a8e739db0c7788dbb85fd6464719d5a95d4",
        "85e92d531fff4014e2b747ed0a21b01e06f95818d7641c39f93d470543851890",
    ];
    for ((what, id, _), frozen) in vectors().into_iter().zip(frozen) {
        assert_eq!(id, frozen, "{what}");
    }
}

#[test]
fn a_claims_id_is_the_hash_of_the_bytes_it_prints() {
    for claim in [mayor_claim(), engineer_claim()] {
        assert_eq!(claim.id().0, ContentHash::of(&claim.canonical()));
    }
}

#[test]
fn the_formats_page_shows_every_vector() {
    let page = include_str!("../docs/formats.md");
    for (what, id, canonical) in vectors() {
        assert!(page.contains(&id), "docs/formats.md lacks the id of {what}: {id}");
        if let Some(text) = canonical {
            assert!(page.contains(&text), "docs/formats.md lacks the canonical text of {what}");
        }
    }
}

#[test]
fn claims_that_differ_in_one_thing_have_different_ids() {
    let base = mayor_claim();
    let mut others = vec![
        Claim { stance: Stance::Denies, ..base.clone() },
        Claim { quotation: Quotation::Mixed, ..base.clone() },
        Claim { asserted_on: None, ..base.clone() },
        Claim { holds_on: base.asserted_on.clone(), ..base.clone() },
        Claim { content: vec![span(0, 25)], ..base.clone() },
        Claim { content: vec![span(0, 10), span(10, 26)], ..base.clone() },
        Claim { chain: base.chain[1..].to_vec(), ..base.clone() },
    ];
    let mut renamed = base.clone();
    renamed.chain[1].source.name = name("Anna Orsk");
    others.push(renamed);
    let mut ids: Vec<_> = others.iter().chain([&base]).map(Claim::id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 9);
}
