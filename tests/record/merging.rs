//! Two records become one: the same one whichever is merged into which, and however often.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{DateTime, Duration, Utc};
use onrecord::model::{
    Capture, ClaimId, ContentHash, Document, Draft, Grade, Metadata, OperationId, Relation,
    SourceId, SourceKind, Stance,
};
use onrecord::ops::ask::{self, ClaimFilter, DocumentFilter, SourceFilter};
use onrecord::ops::judge::{self, Edit};
use onrecord::ops::merge::{Merged, Other};
use onrecord::ops::relations::{RelationFilter, relations};
use onrecord::ops::resolve::Thing;
use onrecord::ops::{Error, check, correct, log, proposition, show, source};
use onrecord::store::{self, Position, Session, Store, StoryLink};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::fixture::{
    at, draft, everything, link, name, outlet, session, signer, store_with_story, story_of_another,
};
use crate::{ledger, tamper};

const ARTICLES: [(&str, &str); 4] = [
    ("Mayor Ana Orsk said the bridge at Vell is shut.", "Vell Observer"),
    ("The bridge at Vell is shut, engineer Bo Lind said.", "Vell Observer"),
    ("The bridge at Vell is not shut, Mayor Ana Orsk said.", "Fjord Herald"),
    ("Mayor Ana Orsk said the bridge at Vell is shut.", "Kyst Radio"),
];

/// What somebody does with what is on record, by places in lists.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    Log(usize, usize),
    Accept(usize),
    Reject(usize),
    Retract(usize),
    Correct(usize, usize),
    Edit(usize, bool),
    Relate(usize, usize, bool),
    Join(usize, usize, bool),
    Name(usize, bool),
    Note(usize),
    Grade(usize, bool),
    Describe(usize, bool),
    Same(usize, usize, bool),
    Undo,
    Redo,
}

fn an_act() -> impl Strategy<Value = Act> {
    let n = || 0_usize..6;
    let b = any::<bool>;
    prop_oneof![
        5 => (0..ARTICLES.len(), 0_usize..3).prop_map(|(a, b)| Act::Log(a, b)),
        1 => n().prop_map(Act::Accept),
        1 => n().prop_map(Act::Reject),
        1 => n().prop_map(Act::Retract),
        1 => (n(), n()).prop_map(|(a, b)| Act::Correct(a, b)),
        1 => (n(), b()).prop_map(|(a, b)| Act::Edit(a, b)),
        1 => (n(), n(), b()).prop_map(|(a, b, c)| Act::Relate(a, b, c)),
        1 => (n(), n(), b()).prop_map(|(a, b, c)| Act::Join(a, b, c)),
        1 => (n(), b()).prop_map(|(a, b)| Act::Name(a, b)),
        1 => n().prop_map(Act::Note),
        1 => (n(), b()).prop_map(|(a, b)| Act::Grade(a, b)),
        1 => (n(), b()).prop_map(|(a, b)| Act::Describe(a, b)),
        1 => (n(), n(), b()).prop_map(|(a, b, c)| Act::Same(a, b, c)),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ]
}

/// One article as one person captured it: what the id does not cover differs with `how`.
fn article(which: usize, how: usize) -> (Document, Vec<Draft>) {
    let (text, paper) = ARTICLES[which];
    let metadata = Metadata {
        outlet: Some(name(paper)),
        title: Some(["Bridge shut", "The bridge", "Shut"][how].to_owned()),
        published_on: "2024-03-09".parse().ok(),
        ..Metadata::default()
    };
    let raw_sha256 = ContentHash::of(format!("{how}{text}").as_bytes());
    let capture = Capture { text: text.to_owned(), raw_sha256, metadata };
    let document = Document::new(capture, Some(format!("{how}.txt")));
    let (who, words) = match which {
        1 => ("Bo Lind", "engineer Bo Lind"),
        _ => ("Ana Orsk", "Mayor Ana Orsk"),
    };
    let mut speaker = link(text, who, SourceKind::Person, words, "said");
    speaker.source.role = [None, Some("mayor"), Some("head")][how].map(str::to_owned);
    speaker.source.body = [None, Some("Vell council"), Some("Vell")][how].map(name);
    let said = if which == 2 { "The bridge at Vell is not shut" } else { "bridge at Vell is shut" };
    let chain = vec![outlet(paper), speaker];
    let doubts = vec![format!("doubt {how}")];
    let outer = Draft { doubts, ..draft(text, said, chain.clone()) };
    let inner = Draft { within: (how > 0).then_some(0), ..draft(text, "Vell", chain) };
    (document, vec![outer, inner])
}

fn all_claims(store: &Store) -> Vec<ClaimId> {
    let all = ClaimFilter { withdrawn: true, ..ClaimFilter::default() };
    let mut ids: Vec<_> =
        ask::claims(store, None, &all).unwrap().into_iter().map(|claim| claim.id).collect();
    ids.sort();
    ids
}

fn all_sources(store: &Store) -> Vec<SourceId> {
    let all = ask::sources(store, None, &SourceFilter::default()).unwrap();
    let mut ids: Vec<_> = all.into_iter().map(|source| source.id).collect();
    ids.sort();
    ids
}

/// Does it, where it can be done; what cannot be done records nothing.
fn act(store: &mut Store, session: &Session, act: Act) {
    let (claims, sources) = (all_claims(store), all_sources(store));
    let claim = |at: usize| claims.get(at).or(claims.first()).copied();
    let source = |at: usize| sources.get(at).or(sources.first()).copied();
    let _ = try_act(store, session, act, &claim, &source);
}

fn try_act(
    store: &mut Store,
    session: &Session,
    act: Act,
    claim: &dyn Fn(usize) -> Option<ClaimId>,
    source: &dyn Fn(usize) -> Option<SourceId>,
) -> Option<()> {
    let why = Some("a reason");
    match act {
        Act::Log(which, how) => {
            let (document, drafts) = article(which, how);
            log::log(store, session, &document, &drafts).unwrap();
        }
        Act::Accept(a) => drop(judge::accept(store, session, &[claim(a)?])),
        Act::Reject(a) => drop(judge::reject(store, session, &[claim(a)?], why)),
        Act::Retract(a) => drop(correct::retract(store, session, claim(a)?, why)),
        Act::Correct(a, b) => drop(correct::correct(store, session, claim(a)?, claim(b)?, why)),
        Act::Edit(a, other) => {
            let stance = Some(if other { Stance::Denies } else { Stance::Believes });
            drop(judge::edit(store, session, claim(a)?, &Edit { stance, ..Edit::default() }));
        }
        Act::Relate(a, b, other) => {
            let relation = if other { Relation::Corroborates } else { Relation::Contradicts };
            drop(judge::relate(store, session, (claim(a)?, relation, claim(b)?), why));
        }
        Act::Join(a, b, true) => {
            drop(proposition::join(store, session, &[claim(a)?, claim(b)?], why));
        }
        Act::Join(a, b, false) => {
            drop(proposition::split(store, session, &[claim(a)?], &[claim(b)?], why));
        }
        Act::Name(a, other) => {
            let called = if other { "the bridge" } else { "the crossing" };
            drop(proposition::name(store, session, claim(a)?, called));
        }
        Act::Note(a) => drop(correct::note(store, session, Thing::Claim(claim(a)?), "look")),
        Act::Grade(a, other) => {
            let grade = if other { Grade::A } else { Grade::D };
            drop(source::grade(store, session, source(a)?, grade, why));
        }
        Act::Describe(a, other) => {
            let words = if other { "known here" } else { "not known" };
            drop(source::describe(store, session, source(a)?, words));
        }
        Act::Same(a, b, true) => {
            drop(source::same(store, session, (source(a)?, source(b)?.into()), why));
        }
        Act::Same(a, b, false) => {
            drop(source::not_same(store, session, (source(a)?, source(b)?.into()), why));
        }
        Act::Undo => drop(correct::undo(store, session)),
        Act::Redo => drop(correct::redo(store, session)),
    }
    Some(())
}

/// What one person does, a minute after the other.
pub(crate) type History = Vec<(i64, Act)>;

pub(crate) fn a_history() -> impl Strategy<Value = History> {
    vec((0_i64..3, an_act()), 0..7)
}

/// A record with what all did together, then what one did alone.
pub(crate) fn record(together: &History, person: &str, alone: &History) -> Store {
    let mut store = Store::in_memory().unwrap();
    let mut minute = 0;
    for (whose, history) in [("Mara", together), (person, alone)] {
        for &(wait, one) in history {
            minute += 1 + wait;
            act(&mut store, &Session::new(whose, after(minute), "test"), one);
        }
    }
    store
}

pub(crate) fn after(minute: i64) -> DateTime<Utc> {
    at(0) + Duration::minutes(minute)
}

pub(crate) fn copy(store: &Store) -> Store {
    let mut copy = Store::in_memory().unwrap();
    copy.replace_with(store).unwrap();
    copy
}

/// When merges are made, behind all else.
pub(crate) const LATE: i64 = 1_000;

fn merge(into: &mut Store, other: &Store) -> Option<Merged> {
    merge_at(into, other, LATE)
}

/// `None` if there is nothing in the other.
fn merge_at(into: &mut Store, other: &Store, minute: i64) -> Option<Merged> {
    let other = match Other::new(copy(other)) {
        Err(Error::NothingTo("merge")) => return None,
        other => other.unwrap(),
    };
    let session = Session::new("Mara", after(minute), "merge");
    Some(other.merge(into, &session, || ()).unwrap())
}

pub(crate) fn merged(a: &Store, b: &Store) -> Store {
    let mut store = copy(a);
    merge(&mut store, b);
    let verified = check::verify(&store, None).unwrap();
    assert_eq!(verified.faults, []);
    store
}

/// Everything on record as its entries say it, save what merges say of themselves.
pub(crate) fn facts(store: &Store) -> BTreeSet<String> {
    let view = store.at(None).unwrap();
    let merges: Vec<String> = view
        .operations(None)
        .unwrap()
        .into_iter()
        .filter(|operation| operation.command == "merge")
        .map(|operation| operation.id.to_string())
        .collect();
    let size = store.entries().unwrap();
    let entry = |number| view.place(number, size).unwrap().entry;
    let of_a_merge = |entry: &String| merges.iter().any(|id| entry.contains(id));
    (1..=size).map(entry).filter(|entry| !of_a_merge(entry)).collect()
}

/// What the record answers, now and on each day.
fn answers(store: &Store) -> Vec<String> {
    let mut told = Vec::new();
    let days = (0..24).step_by(8).map(|minute| Some(after(minute).into())).chain([None]);
    for day in days {
        let all = ClaimFilter { withdrawn: true, ..ClaimFilter::default() };
        let filters = [
            all,
            ClaimFilter::default(),
            ClaimFilter { review: Some(ask::ReviewState::ByHand), ..ClaimFilter::default() },
            ClaimFilter { newest_first: true, limit: Some(3), ..ClaimFilter::default() },
        ];
        for filter in filters {
            told.push(format!("{:#?}", ask::claims(store, day, &filter).unwrap()));
        }
        let filter = ClaimFilter::default();
        told.push(format!("{:#?}", ask::who(store, day, "bridge", &filter).unwrap()));
        told.push(format!("{:#?}", ask::sources(store, day, &SourceFilter::default()).unwrap()));
        told.push(format!(
            "{:#?}",
            ask::documents(store, day, &DocumentFilter::default()).unwrap()
        ));
        let view = store.at(day).unwrap();
        // Relations and reports are worked out story by story, and what links two documents to one
        // story depends on what was on record when they met (docs/merging.md): what they rest on is
        // compared.
        let mut compared = view.comparisons(None).unwrap();
        compared.sort_by_key(|one| (one.a, one.b));
        told.push(format!("{compared:#?}"));
        told.push(format!("{:#?} {:#?}", view.ties().unwrap(), view.placements().unwrap()));
        told.push(format!("{:#?}", view.proposition_names().unwrap()));
        for claim in all_claims(store) {
            told.push(format!("{:#?}", show::history(store, day, Thing::Claim(claim)).unwrap()));
            told.push(format!("{:#?}", view.notes(claim.0).unwrap()));
        }
        for source in all_sources(store) {
            told.push(format!("{:#?}", show::history(store, day, Thing::Source(source)).unwrap()));
        }
    }
    told
}

pub(crate) fn same(a: &Store, b: &Store) {
    assert_eq!(facts(a), facts(b));
    for (a, b) in answers(a).into_iter().zip(answers(b)) {
        if a != b {
            let differ = a.lines().zip(b.lines()).find(|(a, b)| a != b);
            panic!("{differ:?}\nin\n{a}\nand\n{b}");
        }
    }
}

#[test]
fn a_comparison_does_not_tell_in_which_order_records_were_merged() {
    let log = |wait, article| (wait, Act::Log(article, 0));
    for (a, b, c) in [
        // one claim here first and there later
        (vec![log(0, 2)], vec![log(0, 0)], vec![log(1, 2)]),
        // two that one person compared before a merge did
        (vec![log(0, 2)], vec![log(0, 3)], vec![log(0, 3), log(0, 2)]),
    ] {
        let [a, b, c] = [("Ana", a), ("Ben", b), ("Cyn", c)]
            .map(|(who, history)| record(&Vec::new(), who, &history));
        same(&merged(&merged(&a, &b), &c), &merged(&a, &merged(&b, &c)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn either_way_gives_the_same_record(
        together in a_history(), a in a_history(), b in a_history(),
    ) {
        let (a, b) = (record(&together, "Ana", &a), record(&together, "Ben", &b));
        let (ab, ba) = (merged(&a, &b), merged(&b, &a));
        same(&ab, &ba);
        // each had all of it now
        let mut again = copy(&ab);
        for other in [&b, &a, &ab] {
            let before = again.entries().unwrap();
            merge_at(&mut again, other, LATE + 1);
            prop_assert_eq!(again.entries().unwrap(), before);
        }
    }

    #[test]
    fn any_order_gives_the_same_record(
        together in a_history(), a in a_history(), b in a_history(), c in a_history(),
    ) {
        let [a, b, c] = [("Ana", a), ("Ben", b), ("Cyn", c)].map(|(who, own)| record(&together, who, &own));
        same(&merged(&merged(&a, &b), &c), &merged(&a, &merged(&b, &c)));
    }

    #[test]
    fn an_undone_merge_is_as_if_it_had_never_been(
        together in a_history(), a in a_history(), b in a_history(),
    ) {
        let (a, b) = (record(&together, "Ana", &a), record(&together, "Ben", &b));
        let mut store = copy(&a);
        if merge(&mut store, &b).is_some_and(|merged| merged.taken.facts > 0) {
            let both = answers_now(&store);
            let undone = correct::undo(&mut store, &Session::new("Ana", after(LATE + 1), "undo")).unwrap();
            prop_assert_eq!(undone.command, "merge");
            prop_assert_eq!(answers_now(&store), answers_now(&a));
            // merged again it counts again
            merge_at(&mut store, &b, LATE + 2);
            prop_assert_eq!(answers_now(&store), both);
            // and for the other, nobody can undo what it has itself
            correct::undo(&mut store, &Session::new("Ana", after(LATE + 3), "undo")).unwrap();
            let mut other = copy(&b);
            merge_at(&mut other, &store, LATE + 4);
            prop_assert_eq!(answers_now(&other), answers_now(&merged(&b, &a)));
            prop_assert!(check::verify(&store, None).unwrap().faults.is_empty());
        }
    }
}

/// What it answers today, by what things are.
pub(crate) fn answers_now(store: &Store) -> Vec<String> {
    let view = store.at(None).unwrap();
    let all = ClaimFilter { withdrawn: true, ..ClaimFilter::default() };
    let mut claims = ask::claims(store, None, &all).unwrap();
    claims.sort_by_key(|claim| claim.id);
    let mut told = vec![format!("{claims:#?}")];
    told.push(format!("{:#?}", ask::sources(store, None, &SourceFilter::default()).unwrap()));
    told.push(format!("{:#?}", view.positions().unwrap()));
    let mut related = relations(store, None, &RelationFilter::default()).unwrap();
    related.sort_by_key(|relation| relation.id);
    told.push(format!("{related:#?}"));
    told
}

/// Two files in a folder: one with everything, one of somebody else.
fn two() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let [here, there] = ["here.db", "there.db"].map(|name| folder.path().join(name));
    drop(everything(&here));
    story_of_another(20).copy_to(&there).unwrap();
    (folder, here, there)
}

#[test]
fn a_faulty_foreign_or_missing_record_or_the_same_one_is_refused_untouched() {
    let (folder, here, there) = two();
    let bytes = std::fs::read(&there).unwrap();
    let alike = folder.path().join("alike.db");
    std::fs::hard_link(&here, &alike).unwrap();
    for path in [&here, &alike] {
        assert!(matches!(Other::open(path, &here), Err(Error::MergedWithItself(_))));
    }
    let text = folder.path().join("text.db");
    std::fs::write(&text, "not a database, however long this text may be".repeat(9)).unwrap();
    let foreign = Other::open(&text, &here);
    assert!(matches!(foreign, Err(Error::Store(store::Error::NotADatabase { .. }))));
    let missing = Other::open(&folder.path().join("none.db"), &here);
    assert!(matches!(missing, Err(Error::Store(store::Error::NotFound { .. }))));
    drop(Other::open(&there, &here).unwrap());
    assert_eq!(std::fs::read(&there).unwrap(), bytes);
    let raw = tamper::raw(&there);
    raw.execute("UPDATE claim_piece SET words = 'other words' WHERE claim = 1", []).unwrap();
    drop(raw);
    assert!(matches!(Other::open(&there, &here), Err(Error::Unsound(_))));
    tamper::raw(&there).pragma_update(None, "user_version", 9).unwrap();
    let newer = Other::open(&there, &here);
    assert!(matches!(newer, Err(Error::Store(store::Error::Newer { .. }))));
}

#[test]
fn a_record_of_an_earlier_format_is_merged_and_stays_as_it_was() {
    let (folder, here, there) = two();
    let old = folder.path().join("old.db");
    ledger::as_format(1, &there, &old);
    let bytes = std::fs::read(&old).unwrap();
    let mut store = Store::open(&here).unwrap();
    let other = Other::open(&old, &here).unwrap();
    assert!(other.merge(&mut store, &session(30), || ()).unwrap().taken.facts > 0);
    drop(other);
    assert_eq!(std::fs::read(&old).unwrap(), bytes);
    let left = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name());
    assert!(!left.map(|name| name.into_string().unwrap()).any(|name| name.contains("merging")));
}

/// The links between documents that were found in one operation.
fn links_of(store: &Store, operation: OperationId) -> Vec<StoryLink> {
    let mut links = Vec::new();
    let tell = |link: &StoryLink| {
        links.extend(Some(*link).filter(|link| link.operation == operation));
        Ok::<_, store::Error>(())
    };
    store.at(None).unwrap().tell_links(u64::MAX, tell).unwrap();
    links
}

#[test]
fn the_rest_of_an_operation_comes_with_its_links() {
    let mut store = Store::in_memory().unwrap();
    let mut other = Store::in_memory().unwrap();
    let session = session(1);
    let logged = |store: &mut Store, which| {
        let (document, drafts) = article(which, 0);
        log::log(store, &session, &document, &drafts).unwrap();
        document.id()
    };
    let first = logged(&mut store, 0);
    // Somebody takes over what there is while the operation goes on.
    merge(&mut other, &store);
    let second = logged(&mut store, 1);
    store.write(&session, |writer| writer.link_documents(first, second, 0.3)).unwrap();
    let operation = store.at(None).unwrap().operations(None).unwrap()[0].id;
    let links = links_of(&store, operation);
    assert!(!links.is_empty());
    for _ in 0..2 {
        merge(&mut other, &store);
        assert_eq!(links_of(&other, operation), links);
    }
}

#[test]
fn what_was_signed_before_a_merge_still_stands() {
    let (_folder, here, there) = two();
    let mut store = Store::open(&here).unwrap();
    let before = onrecord::ops::ledger::checkpoint(&mut store, &signer()).unwrap();
    let other = Other::open(&there, &here).unwrap();
    other.merge(&mut store, &session(30), || ()).unwrap();
    let verified = check::verify(&store, Some(&before.checkpoint)).unwrap();
    assert_eq!(verified.faults, []);
}

#[test]
fn questions_that_are_answered_differently_are_told() {
    let (mut mine, claims) = store_with_story();
    let mut yours = story_of_another(1);
    let tom = |minute| Session::new("Tom", at(minute), "test");
    judge::reject(&mut mine, &session(2), &claims[..1], None).unwrap();
    judge::accept(&mut yours, &tom(3), &claims[..1]).unwrap();
    judge::accept(&mut mine, &session(2), &claims[1..2]).unwrap();
    correct::retract(&mut yours, &tom(4), claims[1], None).unwrap();
    let [venn, port] = ["Ida Venn", "Port of Örland"]
        .map(|name| onrecord::ops::resolve::source(&mine, None, name).unwrap());
    source::same(&mut mine, &session(5), (venn, port.into()), None).unwrap();
    source::not_same(&mut yours, &tom(6), (port, venn.into()), None).unwrap();
    source::grade(&mut mine, &session(7), venn, Grade::A, None).unwrap();
    source::grade(&mut yours, &tom(7), venn, Grade::A, None).unwrap();
    proposition::name(&mut mine, &session(8), claims[2], "the warning").unwrap();
    proposition::name(&mut yours, &tom(8), claims[2], "the owner knew").unwrap();
    let merged = crate::fixture::merge(&mut mine, 9, &yours);
    let told: Vec<_> = merged
        .disagreements
        .iter()
        .map(|one| {
            let answer = |side: &Option<Position>| side.as_ref().map(|it| it.answer.clone());
            (one.on, answer(&one.here), answer(&one.there))
        })
        .collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [
            ("name of the proposition", some("the warning"), some("the owner knew")),
            ("one source", some("same as"), some("not same as")),
            ("review", some("rejected"), some("accepted")),
            ("withdrawal", None, some("retracted")),
        ]
    );
    // the later one counts, and both are told
    let history = show::history(&mine, None, Thing::Claim(claims[0])).unwrap();
    let who: Vec<_> = history.iter().map(|one| one.judged.by.as_str()).collect();
    assert_eq!(who, ["Mara", "Tom", "Mara", "Tom"]);
    let claim = ask::claim(&mine, None, claims[0]).unwrap();
    assert_eq!(claim.review.as_str(), "accepted");
}
