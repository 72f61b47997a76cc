//! A small invented story, and short ways to log it.

use chrono::{DateTime, Utc};
use onrecord::ledger::Signer;
use onrecord::model::{
    Agreement, Capture, ClaimId, CodePoints, Commitment, Comparison, ContentHash, Document, Draft,
    Evidence, Grade, Link, Mention, Metadata, Quotation, Relation, SourceKind, SourceName, Span,
    Stance, When,
};
use onrecord::ops::judge::{self, Edit};
use onrecord::ops::log::{Logged, log};
use onrecord::ops::merge::{Merged, Other};
use onrecord::ops::resolve::{self, Thing};
use onrecord::ops::{correct, ledger, proposition, source};
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
    document_titled(text, outlet, Some("Ferry stops"))
}

pub(crate) fn document_titled(text: &str, outlet: &str, title: Option<&str>) -> Document {
    let metadata = Metadata {
        outlet: Some(name(outlet)),
        title: title.map(str::to_owned),
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
    let source = Mention { words: Some(span(text, words)), ..Mention::named(name(who), kind) };
    Link { cue: Some(span(text, cue)), ..Link::of(source) }
}

pub(crate) fn outlet(who: &str) -> Link {
    Link::of(Mention::named(name(who), SourceKind::Outlet))
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
        addressee: None,
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
        asserted_on: "2024-03-08".parse().ok().map(|on: When| on.in_words("on Friday")),
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

/// A store on file with a fact of every kind in it.
pub(crate) fn everything(path: &std::path::Path) -> Vec<ClaimId> {
    let mut store = Store::open(path).expect("a new database");
    let ids = log_story(&mut store, 0, "Örland Post").new;
    let others = log_story(&mut store, 1, "Fjord Herald").new;
    judge_everything(&mut store, &ids, &others);
    ids
}

fn judge_everything(store: &mut Store, ids: &[ClaimId], others: &[ClaimId]) {
    let reason = Some("a reason");
    let compared = Comparison {
        agreement: Agreement::Agrees,
        evidence: vec![Evidence {
            rule: "wording".to_owned(),
            weight: 0.9,
            a: "stopped".to_owned(),
            b: "stopped".to_owned(),
        }],
    };
    store
        .write(&session(2), |writer| {
            writer.add_key(ids[0], "K-1")?;
            writer.add_comparison(others[0], ids[0], &compared)
        })
        .expect("a comparison");
    let stands = (others[0], Relation::Repeats, ids[0]);
    judge::confirm_relation(store, &session(3), stands, reason).expect("confirmed");
    judge::accept(store, &session(4), &ids[..1]).expect("accepted");
    proposition::join(store, &session(4), &[ids[0], others[0]], reason).expect("joined");
    proposition::split(store, &session(4), &ids[1..2], &others[..1], reason).expect("split");
    proposition::name(store, &session(4), ids[0], "the ferry stopped").expect("named");
    judge::reject(store, &session(5), &others[1..2], reason).expect("rejected");
    let edit = Edit { stance: Some(Stance::Denies), ..Edit::default() };
    judge::edit(store, &session(6), ids[1], &edit).expect("edited");
    correct::correct(store, &session(7), others[2], ids[2], reason).expect("corrected");
    correct::retract(store, &session(8), others[0], reason).expect("retracted");
    correct::note(store, &session(9), Thing::Claim(ids[0]), "check this").expect("noted");
    let [venn, post] = ["Ida Venn", "Örland Post"]
        .map(|name| resolve::source(store, None, name).expect("a source"));
    let period: Option<When> = "2023/..".parse().ok().map(|on: When| on.in_words("since 2023"));
    source::speaks_for(store, &session(10), (venn, post.into()), period.as_ref(), reason)
        .expect("tied");
    source::grade(store, &session(11), venn, Grade::B, reason).expect("graded");
    source::describe(store, &session(12), venn, "in charge of the port").expect("described");
    let commitment = Commitment(ContentHash::of(b"a salt and who it is"));
    let protected: Result<(), onrecord::store::Error> =
        store.write(&session(12), |writer| writer.protect(venn, commitment));
    protected.expect("protected");
    log_story(store, 13, "Kyst Radio");
    correct::undo(store, &session(14)).expect("undone");
    log_story(store, 15, "Kyst Radio");
    merge(store, 17, &story_of_another(16));
    ledger::checkpoint(store, &signer()).expect("signed");
}

/// The record of somebody else who logged the first of the stories, too.
pub(crate) fn story_of_another(minute: u32) -> Store {
    let mut store = Store::in_memory().expect("a store in memory");
    let session = Session::new("Tom", at(minute), "test");
    let document = document_of(TEXT, "Örland Post");
    log(&mut store, &session, &document, &drafts("Örland Post")).expect("the story is logged");
    store
}

/// Merges a record into another one.
pub(crate) fn merge(into: &mut Store, minute: u32, other: &Store) -> Merged {
    let mut copy = Store::in_memory().expect("a store in memory");
    copy.replace_with(other).expect("a copy");
    let other = Other::new(copy).expect("a sound record");
    other.merge(into, &session(minute), || ()).expect("merged")
}

pub(crate) fn signer() -> Signer {
    Signer::from_seed([7; 32])
}
