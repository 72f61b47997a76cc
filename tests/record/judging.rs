//! People's part: claims by hand, review, edits, ties.

use onrecord::model::{
    ContentHash, Decision, Mention, Quotation, Relation, Review, SourceKind, Stance,
};
use onrecord::ops::ask::{self, ClaimFilter};
use onrecord::ops::hand::{HandClaim, log_by_hand};
use onrecord::ops::import::{Batch, Origin};
use onrecord::ops::judge::{self, Edit};
use onrecord::ops::log::log;
use onrecord::ops::repeats::Repeats;
use onrecord::ops::source::Whom;
use onrecord::ops::{Error, check, correct, resolve, source};
use onrecord::store::{ReviewState, Store};

use crate::fixture::{
    TEXT, document_of, draft, drafts, link, log_story, name, outlet, session, store_with_story,
};

fn by_hand(words: &str) -> HandClaim {
    let venn = Mention::named(name("Ida Venn"), SourceKind::Person);
    HandClaim {
        document: document_of(TEXT, "Örland Post").id(),
        words: words.to_owned(),
        place: None,
        paraphrase: false,
        chain: vec![venn],
        cue: None,
        stance: Stance::Asserts,
        asserted_on: "2024-03".parse().ok(),
        holds_on: None,
    }
}

#[test]
fn a_claim_typed_in_keeps_its_place_or_is_a_paraphrase() {
    let (mut store, _) = store_with_story();
    let logged = log_by_hand(&mut store, &session(1), &by_hand("stopped\n on  Friday")).unwrap();
    let claim = ask::claim(&store, None, logged.claim).unwrap();
    assert_eq!(claim.claim.words(), "stopped on Friday");
    assert_eq!(claim.claim.quotation, Quotation::Indirect);
    assert_eq!(claim.review.as_str(), "by hand");
    assert_eq!(claim.claim.chain[1].source.words.as_ref().unwrap().text, "Ida Venn");

    let words = HandClaim { paraphrase: true, ..by_hand("No ferry runs") };
    assert!(matches!(
        log_by_hand(&mut store, &session(2), &by_hand("No ferry runs")),
        Err(Error::WordsNotFound { .. })
    ));
    let logged = log_by_hand(&mut store, &session(3), &words).unwrap();
    let claim = ask::claim(&store, None, logged.claim).unwrap();
    assert_eq!(claim.claim.quotation, Quotation::Paraphrase);
    assert!(log_by_hand(&mut store, &session(4), &words).unwrap().known);
    assert!(check::verify(&store, None).unwrap().is_sound());
}

#[test]
fn an_edit_is_a_new_claim_that_replaces_the_old() {
    let (mut store, ids) = store_with_story();
    let change = Edit { source: Some(name("Bo Lind")), ..Edit::default() };
    let new = judge::edit(&mut store, &session(1), ids[1], &change).unwrap();
    let claim = ask::claim(&store, None, new).unwrap();
    let origin = &claim.claim.origin().unwrap().source;
    assert_eq!((origin.name.as_str(), origin.kind), ("Bo Lind", SourceKind::Person));
    assert_eq!((origin.number, &origin.anonymity), (None, &None));
    let old = ask::claim(&store, None, ids[1]).unwrap();
    assert!(matches!(old.review, Review::Decided(Decision::Rejected, _)));
    let nothing = judge::edit(&mut store, &session(2), new, &Edit::default());
    assert!(matches!(nothing, Err(Error::NothingChanged)));
}

#[test]
fn what_was_rejected_or_edited_is_not_proposed_again() {
    let (mut store, ids) = store_with_story();
    judge::reject(&mut store, &session(1), &ids[..1], None).unwrap();
    let edit = Edit { stance: Some(Stance::Denies), ..Edit::default() };
    judge::edit(&mut store, &session(2), ids[1], &edit).unwrap();
    // the same document, and drafts that credit the same words to somebody else
    let again = log_story(&mut store, 3, "Örland Post");
    assert_eq!((again.new.len(), again.known_claims), (0, 3));
    let other =
        vec![outlet("Örland Post"), link(TEXT, "the owner", SourceKind::Body, "the owner", "said")];
    let others: Vec<_> = drafts("Örland Post")
        .into_iter()
        .map(|one| onrecord::model::Draft { chain: other.clone(), ..one })
        .collect();
    let document = document_of(TEXT, "Örland Post");
    let again = log(&mut store, &session(4), &document, &others).unwrap();
    assert_eq!((again.new.len(), again.rejected_before, again.known_claims), (0, 2, 1));
    // the same text in another outlet
    let copy = log_story(&mut store, 5, "Fjord Herald");
    assert_eq!((copy.new.len(), copy.rejected_before), (1, 2));
}

#[test]
fn review_states_are_told_apart() {
    let (mut store, ids) = store_with_story();
    log_by_hand(&mut store, &session(1), &by_hand("stopped on Friday")).unwrap();
    judge::accept(&mut store, &session(2), &ids[..1]).unwrap();
    judge::reject(&mut store, &session(3), &ids[1..2], None).unwrap();
    for (state, expected) in [
        (None, 3),
        (Some(ReviewState::Unreviewed), 1),
        (Some(ReviewState::ByHand), 1),
        (Some(ReviewState::Accepted), 1),
        (Some(ReviewState::Rejected), 1),
    ] {
        let filter = ClaimFilter { review: state, ..ClaimFilter::default() };
        assert_eq!(ask::claims(&store, None, &filter).unwrap().len(), expected, "{state:?}");
        assert_eq!(ask::count_claims(&store, None, &filter).unwrap(), expected, "{state:?}");
    }
}

#[test]
fn sources_are_found_by_name_alias_and_party() {
    let (mut store, _) = store_with_story();
    let count = |store: &Store, ids| {
        let filter = ClaimFilter { sources: Some(ids), ..ClaimFilter::default() };
        ask::claims(store, None, &filter).unwrap().len()
    };
    let venn = resolve::source(&store, None, "ida venn").unwrap();
    assert_eq!(resolve::source(&store, None, "Venn").unwrap(), venn);
    assert!(matches!(resolve::source(&store, None, "Nobody"), Err(Error::UnknownSource(_))));
    // a body that a document names is a party
    let port = resolve::party(&store, None, "Port of Örland").unwrap();
    assert_eq!(count(&store, port), 2);
    // another name, which no document has used, and no longer another name
    let captain = || Whom::New(name("The Captain"));
    let rehearsal = session(1).dry_run(true);
    assert!(source::same(&mut store, &rehearsal, (venn, captain()), None).unwrap());
    assert!(resolve::source(&store, None, "captain").is_err());
    assert!(source::same(&mut store, &session(2), (venn, captain()), None).unwrap());
    let captain = resolve::source(&store, None, "captain").unwrap();
    assert!(!source::same(&mut store, &session(3), (captain, venn.into()), None).unwrap());
    let found = resolve::sources(&store, None, "captain").unwrap();
    assert_eq!(count(&store, found), 2);
    source::not_same(&mut store, &session(4), (captain, venn.into()), None).unwrap();
    let found = resolve::sources(&store, None, "captain").unwrap();
    assert_eq!(count(&store, found), 0);
    let itself = source::same(&mut store, &session(5), (venn, venn.into()), None);
    assert!(matches!(itself, Err(Error::Itself(_))));
}

#[test]
fn a_wording_judged_to_be_somebody_everywhere_is_so_in_every_document() {
    let (mut store, _) = store_with_story();
    let of_venn = |store: &Store| {
        let sources = resolve::sources(store, None, "Ida Venn").unwrap();
        let filter = ClaimFilter { sources: Some(sources), ..ClaimFilter::default() };
        ask::claims(store, None, &filter).unwrap().len()
    };
    assert_eq!(of_venn(&store), 2);
    let venn = resolve::source(&store, None, "Ida Venn").unwrap();
    let wording = Whom::New(name("Coastguard official"));
    source::same(&mut store, &session(1), (venn, wording), None).unwrap();
    assert_eq!(of_venn(&store), 3, "the document logged before");
    log_story(&mut store, 2, "Fjord Herald");
    assert_eq!(of_venn(&store), 6, "and the one logged after");
    let in_one = resolve::sources(&store, None, "coastguard official").unwrap();
    let unnamed = in_one
        .into_iter()
        .find(|&id| store.at(None).unwrap().source_itself(id).unwrap().kind.is_unnamed());
    let (venn, unnamed) = (venn.into(), unnamed.expect("a document words it so"));
    source::not_same(&mut store, &session(3), (unnamed, venn), None).unwrap();
    assert_eq!(of_venn(&store), 5, "a person still judges otherwise of one document's");
}

#[test]
fn two_claims_must_have_been_compared_to_be_confirmed() {
    let (mut store, ids) = store_with_story();
    let stands = (ids[0], Relation::Contradicts, ids[1]);
    let confirmed = judge::confirm_relation(&mut store, &session(1), stands, None);
    assert!(matches!(confirmed, Err(Error::NothingProposed)));
    judge::relate(&mut store, &session(2), stands, None).unwrap();
    let itself = (ids[0], Relation::Repeats, ids[0]);
    assert!(matches!(judge::relate(&mut store, &session(3), itself, None), Err(Error::Itself(_))));
    correct::undo(&mut store, &session(4)).unwrap();
}

#[test]
fn who_groups_claims_by_speaker_and_day() {
    let (mut store, _) = store_with_story();
    log_story(&mut store, 1, "Fjord Herald");
    let spoken = |query: &str| -> Vec<(String, usize)> {
        let speakers = ask::who(&store, None, query, &ClaimFilter::default()).unwrap();
        let one = |speaker: ask::Speaker| (speaker.source.name.to_string(), speaker.claims.len());
        speakers.into_iter().map(one).collect()
    };
    assert_eq!(spoken("ferry"), [("Ida Venn".to_owned(), 2)]);
    assert_eq!(spoken("venn"), [("Ida Venn".to_owned(), 4)]);
    assert_eq!(spoken("ORLAND"), [("Ida Venn".to_owned(), 2)]);
    assert_eq!(spoken("").len(), 3);
    assert_eq!(spoken("nothing of it"), []);
}

#[test]
fn drafts_nested_in_a_ring_are_logged_all_the_same() {
    let mut store = Store::in_memory().unwrap();
    let document = document_of(TEXT, "Örland Post");
    let mut ring = drafts("Örland Post");
    for (nth, within) in [(0, 2), (1, 0), (2, 1)] {
        ring[nth].within = Some(within);
    }
    ring.push(onrecord::model::Draft {
        within: Some(99),
        ..draft(TEXT, "harbour master", vec![outlet("Örland Post")])
    });
    assert_eq!(log(&mut store, &session(0), &document, &ring).unwrap().new.len(), 4);
}

#[test]
fn rejected_claims_take_no_live_ones_place_among_the_nearest() {
    let mut store = Store::in_memory().unwrap();
    let mut lines: String = (0..130)
        .map(|nth| format!("{{\"id\": {nth}, \"text\": \"The ferry at Arn stopped, {nth}.\"}}\n"))
        .collect();
    lines += r#"{"id": "live", "text": "Near Arn a ferry ran aground."}"#;
    let batch = Batch::read(lines.as_bytes(), &Origin::default());
    batch.record(&mut store, &session(0), || ()).unwrap();
    let claims = ask::claims(&store, None, &ClaimFilter::default()).unwrap();
    let (live, others) = claims.split_last().unwrap();
    let others: Vec<_> = others.iter().map(|claim| claim.id).collect();
    let model = ContentHash::of(b"a model");
    store.keep_vectors(model, &[(others[0], vec![1]), (live.id, vec![2])]).unwrap();
    judge::reject(&mut store, &session(1), &others, None).unwrap();

    let repeats = Repeats::new(&store, None, None).unwrap();
    let found = repeats.of("The ferry at Arn stopped", 5).unwrap();
    assert_eq!(found.iter().map(|it| it.claim).collect::<Vec<_>>(), [live.id]);
    assert_eq!(store.at(None).unwrap().vectors(model).unwrap(), [(live.id, vec![2])]);
}
