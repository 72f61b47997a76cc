//! A small invented story, and short ways to log it.

use chrono::{DateTime, Utc};
use onrecord::model::{
    Capture, ClaimId, CodePoints, ContentHash, Document, Draft, Link, Mention, Metadata, Quotation,
    SourceKind, SourceName, Span, Stance,
};
use onrecord::ops::log::{Logged, log};
use onrecord::store::{Session, Store};

pub(crate) const TEXT: &str = "The ferry at Örland stopped on Friday, harbour master Ida Venn \
    said. “Two crew are missing,” a coastguard official said. Venn said the owner had been warned.";

pub(crate) fn at(minute: u32) -> DateTime<Utc> {
    format!("2024-03-09T12:{minute:02}:00Z").parse().expect("a time")
}

pub(crate) fn session(minute: u32) -> Session {
    Session::new("Mara", at(minute), "test")
}

pub(crate) fn name(text: &str) -> SourceName {
    SourceName::new(text).expect("a name")
}

pub(crate) fn document_of(text: &str, outlet: &str) -> Document {
    let metadata = Metadata {
        outlet: Some(name(outlet)),
        title: Some("Ferry stops".to_owned()),
        published_on: "2024-03-09".parse().ok(),
        url: Some("https://example.org/ferry".to_owned()),
        author: Some("Bo Lind".to_owned()),
    };
    let raw_sha256 = ContentHash::of(text.as_bytes());
    let capture = Capture { text: text.to_owned(), raw_sha256, metadata };
    Document::new(capture, Some("ferry.txt".to_owned()))
}

pub(crate) fn span(text: &str, words: &str) -> Span {
    let byte = text.find(words).expect("the words stand in the text");
    CodePoints::of(text).span(byte..byte + words.len()).expect("whole characters")
}

pub(crate) fn link(text: &str, who: &str, kind: SourceKind, words: &str, cue: &str) -> Link {
    let source = Mention {
        name: name(who),
        kind,
        words: Some(span(text, words)),
        role: None,
        body: None,
        number: None,
        anonymity: None,
    };
    Link { source, cue: Some(span(text, cue)), channel: None, asserted_on: None }
}

pub(crate) fn outlet(who: &str) -> Link {
    let source = Mention {
        name: name(who),
        kind: SourceKind::Outlet,
        words: None,
        role: None,
        body: None,
        number: None,
        anonymity: None,
    };
    Link { source, cue: None, channel: None, asserted_on: None }
}

pub(crate) fn draft(text: &str, words: &str, chain: Vec<Link>) -> Draft {
    Draft {
        content: vec![span(text, words)],
        chain,
        quotation: Quotation::Indirect,
        stance: Stance::Asserts,
        asserted_on: None,
        when_words: None,
        holds_on: None,
        within: None,
        doubts: Vec::new(),
    }
}

/// Three claims of two sources, with everything that a claim can have in one place or another.
pub(crate) fn drafts(outlet_name: &str) -> Vec<Draft> {
    let mut venn = link(TEXT, "Ida Venn", SourceKind::Person, "harbour master Ida Venn", "said");
    venn.source.role = Some("harbour master".to_owned());
    venn.source.body = Some(name("Port of Örland"));
    venn.channel = Some("briefing".to_owned());
    venn.asserted_on = "2024-03-08".parse().ok();
    let mut official = link(
        TEXT,
        "coastguard official",
        SourceKind::UnnamedPerson,
        "a coastguard official",
        "official said",
    );
    official.source.number = Some(1);
    official.source.anonymity = Some(span(TEXT, "a coastguard"));
    let first = Draft {
        asserted_on: "2024-03-08"
            .parse()
            .ok()
            .map(|on: onrecord::model::When| on.in_words("on Friday")),
        holds_on: "2024-03-08".parse().ok(),
        ..draft(
            TEXT,
            "The ferry at Örland stopped on Friday",
            vec![outlet(outlet_name), venn.clone()],
        )
    };
    let second = Draft {
        quotation: Quotation::Direct,
        doubts: vec!["the words near by do not name the source".to_owned()],
        ..draft(TEXT, "“Two crew are missing,”", vec![outlet(outlet_name), official])
    };
    let third = Draft {
        within: Some(0),
        content: vec![span(TEXT, "the owner"), span(TEXT, "had been warned")],
        ..draft(TEXT, "the owner", vec![outlet(outlet_name), venn])
    };
    vec![first, second, third]
}

pub(crate) fn log_story(store: &mut Store, minute: u32, outlet: &str) -> Logged {
    let document = document_of(TEXT, outlet);
    log(store, &session(minute), &document, &drafts(outlet)).expect("the story is logged")
}

/// A store with the story of one outlet in it, and its claims.
pub(crate) fn store_with_story() -> (Store, Vec<ClaimId>) {
    let mut store = Store::in_memory().expect("a store in memory");
    let claims = log_story(&mut store, 0, "Örland Post").new;
    (store, claims)
}
