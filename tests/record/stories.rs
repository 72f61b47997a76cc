//! Stories: what one claim's story holds is what it holds when the whole record is asked.

use std::collections::BTreeMap;

use onrecord::model::{ClaimId, Relation, RelationRecord, SourceKind};
use onrecord::ops::ask::ClaimFilter;
use onrecord::ops::import::{Batch, Origin};
use onrecord::ops::log::log;
use onrecord::ops::relations::{RelationFilter, relations};
use onrecord::ops::report::{ReportQuery, report};
use onrecord::ops::{ask, correct, judge, proposition};
use onrecord::report::{Proposition, Report};
use onrecord::store::{Store, Story};
use proptest::prelude::*;

use crate::fixture::{document_titled, draft, link, outlet, session};

const TOWNS: [&str; 4] = ["Tarrow", "Quern", "Vell", "Ostrel"];
const PEOPLE: [&str; 3] = ["Ida Venn", "Bo Lind", "Ann Dole"];

/// What else a document tells: of no claim, but of other matters than the others.
const ASIDES: [&str; 3] = [
    "Bakers in the valley have put up the price of rye loaves; flour, yeast and salt cost more. A \
     choir of shepherds rehearses an oratorio for Whitsun, with trumpets and kettledrums.",
    "The planetarium shows comets to pupils; its telescope was polished in Jena. Beekeepers found \
     mites in hives under the linden trees, and a chemist mixes thymol against them.",
    "A carpenter carved chess pieces from walnut for the orphanage. Glaciers above the pass shrank, \
     geologists wrote, and the ibex moved to meadows where gentians bloom.",
];

/// What one document tells: for each claim the town, what happened there, and who says so.
type Telling = Vec<(usize, usize, usize)>;

fn sentence(&(town, what, who): &(usize, usize, usize)) -> (String, &'static str) {
    let town = TOWNS[town % TOWNS.len()];
    let words = match what % 5 {
        0 => format!("the lock at {town} was closed by flood water"),
        1 => format!("the lock at {town} was not closed by flood water"),
        2 => format!("{} barges sank in the {town} basin", 3 + what),
        3 => format!("the toll at {town} weir is unpaid"),
        _ => format!("{} skippers were hurt when barges sank near {town}", 2 + what),
    };
    (words, PEOPLE[who % PEOPLE.len()])
}

/// Logs a document; its claims are in the order of the text.
fn tell(store: &mut Store, nth: usize, telling: &Telling) -> Vec<ClaimId> {
    let said: Vec<_> = telling.iter().map(sentence).collect();
    let sentences: Vec<String> =
        said.iter().map(|(words, who)| format!("On day {nth} {who} said {words}.")).collect();
    let text = format!("{} {}", sentences.join(" "), ASIDES[nth % ASIDES.len()]);
    let paper = format!("Paper {nth}");
    let drafts = said.iter().map(|(words, who)| {
        let link = link(&text, who, SourceKind::Person, who, "said");
        draft(&text, words, vec![outlet(&paper), link])
    });
    let drafts: Vec<_> = drafts.collect();
    let minute = u32::try_from(nth).unwrap_or(0);
    log(store, &session(minute), &document_titled(&text, &paper, None), &drafts)
        .expect("logged")
        .new
}

fn everything(store: &Store) -> Report {
    report(store, None, &ReportQuery::default()).expect("a report")
}

/// Propositions by their first claims, their numbers left out.
fn by_claim(report: Report) -> BTreeMap<Option<ClaimId>, Proposition> {
    let bare = report.propositions.into_iter().map(|one| Proposition { number: 0, ..one });
    bare.map(|one| (one.claims.iter().min().copied(), one)).collect()
}

fn all_relations(store: &Store, touching: Option<Vec<ClaimId>>) -> Vec<RelationRecord> {
    let filter = RelationFilter { touching, rejected: true, ..RelationFilter::default() };
    let mut found = relations(store, None, &filter).expect("relations");
    found.sort_by_key(|one| one.id);
    found
}

/// The stories of all claims as they come one by one, and all at once.
fn both_ways(store: &Store, claims: &[ClaimId], largest: usize) -> [Vec<Story>; 2] {
    let view = store.at(None).expect("a view");
    let mut some = view.some_stories(largest).expect("judgements");
    let one_by_one = some.of_all(claims.iter().copied()).expect("stories");
    for &claim in claims {
        let alone = view.some_stories(largest).and_then(|mut some| some.of(claim));
        assert!(one_by_one.contains(&alone.expect("a story")), "{claim}");
    }
    [one_by_one, view.stories(largest).expect("stories")]
}

fn telling() -> impl Strategy<Value = Telling> {
    prop::collection::vec((0usize..4, 0usize..10, 0usize..3), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_claim_gets_the_same_answer_alone_and_with_all(
        tellings in prop::collection::vec(telling(), 2..9),
        judged in prop::collection::vec((0usize..30, 0usize..30, 0usize..4), 0..4),
        undone in 0u32..4,
    ) {
        let mut store = Store::in_memory().unwrap();
        let told = tellings.iter().enumerate();
        let mut claims: Vec<ClaimId> = told.flat_map(|(nth, one)| tell(&mut store, nth, one)).collect();
        for (nth, (a, b, deed)) in (20u32..).zip(judged) {
            let (a, b) = (claims[a % claims.len()], claims[b % claims.len()]);
            let session = session(nth);
            // What cannot be judged (a claim with itself) is refused: then nothing is judged.
            let _ = match deed {
                0 => proposition::join(&mut store, &session, &[a, b], None).map(drop),
                1 => proposition::split(&mut store, &session, &[a], &[b], None).map(drop),
                2 => judge::relate(&mut store, &session, (a, Relation::Corroborates, b), None).map(drop),
                _ => judge::relate(&mut store, &session, (a, Relation::Unrelated, b), None).map(drop),
            };
        }
        for nth in 0..undone {
            // Of two tellings no third can be undone.
            let _ = correct::undo(&mut store, &session(40 + nth));
        }
        claims.retain(|&claim| ask::claim(&store, None, claim).is_ok());
        for largest in [1, 3, 1_000] {
            let [one_by_one, at_once] = both_ways(&store, &claims, largest);
            prop_assert_eq!(one_by_one, at_once);
        }
        let all = by_claim(everything(&store));
        let together = all_relations(&store, None);
        for &claim in &claims {
            let query = ReportQuery { claims: Some(vec![claim]), ..ReportQuery::default() };
            for (first, alone) in by_claim(report(&store, None, &query).unwrap()) {
                prop_assert_eq!(Some(&alone), all.get(&first));
            }
            let alone = all_relations(&store, Some(vec![claim]));
            let mine = together.iter().filter(|one| one.a == claim || one.b == claim);
            prop_assert_eq!(alone, mine.cloned().collect::<Vec<_>>());
        }
    }
}

#[test]
fn documents_of_one_event_are_one_story_and_others_are_not() {
    let mut store = Store::in_memory().unwrap();
    let first = tell(&mut store, 0, &vec![(0, 0, 0), (0, 2, 1)]);
    let second = tell(&mut store, 1, &vec![(0, 1, 1), (0, 4, 2)]);
    let other = tell(&mut store, 2, &vec![(1, 3, 2)]);
    let [stories, _] = both_ways(&store, &[first[0], second[1], other[0]], 1_000);
    assert_eq!(stories.iter().map(Story::len).collect::<Vec<_>>(), [4, 1]);
}

#[test]
fn two_who_speak_in_two_documents_make_them_one_story() {
    let tell_of = |people: [usize; 2]| {
        let mut store = Store::in_memory().unwrap();
        let first = tell(&mut store, 0, &vec![(0, 0, 0), (0, 2, 1)]);
        let second = tell(&mut store, 1, &vec![(1, 3, people[0]), (2, 3, people[1])]);
        both_ways(&store, &[first[0], second[0]], 1_000)[0].len()
    };
    assert_eq!([tell_of([2, 2]), tell_of([0, 2]), tell_of([0, 1])], [2, 2, 1]);
}

#[test]
fn a_report_on_one_town_speaks_of_no_other() {
    let towns = ["Marden", "Warden", "Belcourt", "Pelcourt", "Corvane", "Dunmere", "Estrop"];
    let line = |(nth, paper): (usize, usize)| {
        let (town, hurt) = (towns[nth % towns.len()], 10 + 37 * (nth % towns.len()));
        let text = format!("{hurt} people were hurt in {town}");
        serde_json::json!({ "id": format!("{nth}-{paper}"), "text": text, "source": format!("Paper {paper}") })
            .to_string()
    };
    let all = (0..towns.len()).flat_map(|nth| (0..3).map(move |paper| (nth, paper)));
    let file: Vec<String> = all.map(line).collect();
    let mut store = Store::in_memory().expect("a store");
    let batch = Batch::read(file.join("\n").as_bytes(), &Origin::default());
    batch.record(&mut store, &session(0), || {}).expect("imported");
    for town in towns {
        let filter = ClaimFilter { text: Some(town.to_owned()), ..ClaimFilter::default() };
        let query = ReportQuery { filter, ..ReportQuery::default() };
        let found = report(&store, None, &query).expect("a report");
        let [only] = &found.propositions[..] else { panic!("{}", found.propositions.len()) };
        assert!(only.statement.ends_with(town) && only.claims.len() == 3, "{only:?}");
        assert!(!only.contradicted);
    }
}
