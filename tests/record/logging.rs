//! Logging documents, and finding what was logged.

use onrecord::model::Review;
use onrecord::ops::ask::{self, ClaimFilter, DocumentFilter, SourceFilter};
use onrecord::ops::resolve::{self, Thing};
use onrecord::ops::show::{self, Shown};
use onrecord::store::Store;

use crate::fixture::{TEXT, at, document_of, drafts, log_story, store_with_story};

#[test]
fn what_is_logged_is_found_as_it_was() {
    let (store, ids) = store_with_story();
    let claims = ask::claims(&store, None, &ClaimFilter::default()).unwrap();
    let document = document_of(TEXT, "Örland Post");
    assert_eq!(ids.len(), 3);
    for ((claim, id), draft) in claims.iter().zip(&ids).zip(drafts("Örland Post")) {
        assert_eq!(claim.id, *id);
        assert_eq!(claim.claim, draft.clone().into_claim(document.id()));
        assert_eq!(claim.doubts, draft.doubts);
        assert_eq!(claim.recorded_at, at(0));
        assert_eq!(claim.review, Review::Unreviewed);
        assert_eq!(claim.sources.len(), draft.chain.len());
    }
    assert_eq!(claims[2].within, Some(ids[0]));
    assert_eq!(claims[0].document.claims, 3);
    assert_eq!(ask::text(&store, None, document.id()).unwrap(), TEXT);
}

#[test]
fn logging_the_same_again_adds_nothing_and_says_so() {
    let (mut store, _) = store_with_story();
    let again = log_story(&mut store, 1, "Örland Post");
    assert!(again.known);
    assert_eq!((again.new.len(), again.known_claims), (0, 3));
    let operations = onrecord::ops::correct::operations(&store, None, None);
    assert_eq!(operations.unwrap().len(), 1);
}

#[test]
fn the_same_words_of_another_outlet_are_other_claims() {
    let (mut store, _) = store_with_story();
    let other = log_story(&mut store, 1, "Fjord Herald");
    assert!(!other.known);
    assert_eq!(other.new.len(), 3);
    let documents = ask::documents(&store, None, &DocumentFilter::default()).unwrap();
    assert_eq!(documents.len(), 2);
    // a named source is one, an unnamed source is one a document
    let sources = ask::sources(&store, None, &SourceFilter::default()).unwrap();
    let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
    assert_eq!(
        names,
        ["coastguard official", "coastguard official", "Fjord Herald", "Ida Venn", "Örland Post"]
    );
}

#[test]
fn a_claim_is_shown_with_all_its_provenance() {
    let (store, ids) = store_with_story();
    let prefix = ids[0].to_string()[..8].parse().unwrap();
    let thing = resolve::resolve(&store, None, &prefix).unwrap();
    assert_eq!(thing, Thing::Claim(ids[0]));
    let Shown::Claim(shown) = show::show(&store, None, thing).unwrap() else { panic!("a claim") };
    assert_eq!(shown.nested, [ids[2]]);
    assert_eq!(shown.history.len(), 1);
    let (before, after) = shown.context.unwrap();
    assert_eq!((before.as_str(), &after[..20]), ("", ", harbour master Ida"));
}

#[test]
fn everything_is_there_after_closing_and_opening() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a b%?.db");
    let ids = {
        let mut store = Store::open(&path).unwrap();
        log_story(&mut store, 0, "Örland Post").new
    };
    let store = Store::open_to_read(&path).unwrap();
    let claims = ask::claims(&store, None, &ClaimFilter::default()).unwrap();
    assert_eq!(claims.iter().map(|claim| claim.id).collect::<Vec<_>>(), ids);
}
