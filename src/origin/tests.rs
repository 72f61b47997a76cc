//! The rules of independence on invented people, and the laws that hold for all input.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::{
    Agreement, Claim, ClaimRecord, Comparison, ContentHash, DocumentId, DocumentRecord, Judged,
    Link, Mention, Quotation, Relation, Review, Separation, Source, SourceId, SourceKind,
    SourceName, SourceRecord, SourceTie, Span, Stance, Tie,
};

/// Documents with their claims, from which everything else follows.
#[derive(Default)]
struct Story {
    claims: Vec<ClaimRecord>,
    sources: Vec<SourceRecord>,
    ties: Vec<SourceTie>,
    texts: HashMap<DocumentId, String>,
}

fn name(text: &str) -> SourceName {
    SourceName::new(text).unwrap()
}

fn at(text: &str) -> chrono::DateTime<chrono::Utc> {
    text.parse().unwrap()
}

/// "Ann Dole|harbour master|Port of Merle" with a mark for the kind: `*` unnamed person, `+` unnamed
/// group, `=` body, `@` outlet; a person otherwise.
fn mention(spec: &str) -> Mention {
    let mut parts = spec.split('|');
    let first = parts.next().unwrap();
    let kind = match first.chars().next() {
        Some('*') => SourceKind::UnnamedPerson,
        Some('+') => SourceKind::UnnamedGroup,
        Some('=') => SourceKind::Body,
        Some('@') => SourceKind::Outlet,
        _ => SourceKind::Person,
    };
    let role = parts.next().filter(|role| !role.is_empty()).map(str::to_owned);
    let body = parts.next().map(name);
    let name = name(first.trim_start_matches(['*', '+', '=', '@']));
    Mention { role, body, ..Mention::named(name, kind) }
}

impl Story {
    /// Adds the claim `words` of a document that `outlet` published on `day`, whose text is `text`.
    fn claim(
        &mut self,
        (outlet, day, text): (&str, &str, &str),
        words: &str,
        chain: &[&str],
    ) -> usize {
        let hash = ContentHash::of(format!("{outlet} {day} {text}").as_bytes());
        let document = DocumentRecord {
            id: DocumentId(hash),
            sha256: hash,
            raw_sha256: hash,
            path: None,
            outlet: Some(name(outlet)),
            title: None,
            published_on: Some(day.parse().unwrap()),
            url: None,
            author: None,
            recorded_at: at("2031-01-01T00:00:00Z"),
            claims: 1,
        };
        self.texts.insert(document.id, text.to_owned());
        let points = crate::model::CodePoints::of(text);
        let span =
            |words: &str| text.find(words).and_then(|from| points.span(from..from + words.len()));
        let content = span(words).unwrap_or(Span { start: 0, end: 0, text: words.to_owned() });
        let outlet_spec = format!("@{outlet}");
        let specs = std::iter::once(outlet_spec.as_str()).chain(chain.iter().copied());
        let links = specs.map(|spec| Link {
            source: mention(spec),
            cue: ["echoed", "said"].into_iter().find_map(&span),
            channel: None,
            asserted_on: None,
        });
        let claim = Claim {
            document: document.id,
            content: vec![content],
            chain: links.collect(),
            quotation: Quotation::Indirect,
            stance: Stance::Asserts,
            asserted_on: None,
            holds_on: None,
        };
        self.know(&claim);
        self.claims.push(ClaimRecord {
            id: claim.id(),
            sources: claim.sources().iter().map(Source::id).collect(),
            claim,
            document: Arc::new(document),
            within: None,
            doubts: Vec::new(),
            recorded_at: at("2031-01-01T00:00:00Z"),
            review: Review::Unreviewed,
            withdrawn: None,
            rests_on: None,
        });
        self.claims.len() - 1
    }

    fn know(&mut self, claim: &Claim) {
        for (source, link) in claim.sources().into_iter().zip(&claim.chain) {
            let id = source.id();
            let known =
                self.sources.iter().position(|record| record.id == id).unwrap_or_else(|| {
                    self.sources.push(record(&source));
                    self.sources.len() - 1
                });
            self.sources[known].roles.extend(link.source.role.clone());
            self.sources[known].bodies.extend(link.source.body.clone());
        }
    }

    fn judge(&mut self, a: &str, tie: Tie, b: &str) {
        let id = |spec: &str| {
            let mention = mention(spec);
            Source::new(mention.name, mention.kind, DocumentId(ContentHash::of(b""))).id()
        };
        let judged = Some(Judged { by: "Editor".to_owned(), at: at("2031-02-01T00:00:00Z") });
        self.ties.push(SourceTie {
            a: id(a),
            tie,
            b: id(b),
            holds_on: None,
            judged,
            because: None,
        });
    }

    fn traces(&self) -> Traces {
        Traces::new(&self.sources, &self.ties, &self.claims, &self.texts)
    }

    fn separation(&self, a: usize, b: usize) -> (Separation, String) {
        let found = self.traces().independence(a, b);
        (found.separation, found.reasons[0].rule.clone())
    }
}

fn record(source: &Source) -> SourceRecord {
    SourceRecord {
        id: source.id(),
        name: source.name.clone(),
        kind: source.kind,
        document: source.document,
        roles: Vec::new(),
        bodies: Vec::new(),
        number: None,
        grade: None,
        description: None,
        protected: None,
        claims: 1,
        first_asserted_on: None,
        last_asserted_on: None,
    }
}

const MERLE: (&str, &str, &str) = ("Merle Post", "2031-03-01", "Nine ships sank, she said.");
const OSTREL: (&str, &str, &str) = ("Ostrel Times", "2031-03-02", "Nine boats went down, he said.");

/// Two claims, one in each of two papers, by the chains given.
fn pair(a: &[&str], b: &[&str]) -> Story {
    let mut story = Story::default();
    story.claim(MERLE, "Nine ships sank", a);
    story.claim(OSTREL, "Nine boats went down", b);
    story
}

#[test]
fn what_echoes_a_claim_or_has_it_from_its_outlet_falls_with_it() {
    let mut story = Story::default();
    let words = "nine barges sank";
    let first = story.claim(
        ("Merle Post", "2031-03-01", "nine barges sank, Ann Dole said."),
        words,
        &["Ann Dole"],
    );
    let relayed = story.claim(
        ("Ostrel Echo", "2031-03-02", "The Post reported that nine barges sank, Ann Dole said."),
        words,
        &["@Merle Post", "Ann Dole"],
    );
    let own = story.claim(
        ("Tarn Star", "2031-03-02", "In Tarn nine barges sank, Ann Dole said to us."),
        words,
        &["Ann Dole"],
    );
    let agreeing = BTreeMap::from([(first, BTreeSet::from([relayed, own]))]);
    let fallen = story.traces().fall_with(&BTreeSet::from([first]), &agreeing);
    assert_eq!(fallen, Fallen::from([(relayed, first)]));
    assert!(matches!(story.traces().rests_on(own, first, true), Some(Rest::Shared(_))));
    assert_eq!(story.traces().rests_on(relayed, first, false), None);
}

#[test]
fn independence_has_three_values() {
    use Separation::{Assumed, NotEstablished, SharedOriginFound};
    for (a, b, separation, rule) in [
        // one source, one party
        (&["Ann Dole"][..], &["Ann Dole"][..], SharedOriginFound, "same source"),
        (&["Ann Dole"], &["Dole"], SharedOriginFound, "same source"),
        (&["Ann Dole||Port of Merle"], &["=Port of Merle"], SharedOriginFound, "same party"),
        (
            &["=Ostrova's water ministry"],
            &["Ann Dole|foreign minister of Ostrova|Ostrova"],
            SharedOriginFound,
            "same party",
        ),
        // a relay
        (&["Bo Vane"], &["@Merle Post", "Bo Vane"], SharedOriginFound, "same source"),
        (
            &["+two officials"],
            &["@Merle Post", "+two officials"],
            SharedOriginFound,
            "relay of the other",
        ),
        (&["@Tidewire", "Bo Vane"], &["@Tidewire", "Ann Dole"], SharedOriginFound, "shared relay"),
        (&["Bo Vane"], &["Bo Vane", "=Merle Hospital"], SharedOriginFound, "relay of the other"),
        // the press passes on
        (&["+four newspapers"], &["Ann Dole"], SharedOriginFound, "press report"),
        // unnamed people who may be one
        (&["*an official"], &["*a harbour official"], NotEstablished, "may be the same"),
        (&["*a source"], &["*a harbour official"], NotEstablished, "may be the same"),
        // and who cannot be
        (&["*a customs official"], &["*a harbour official"], Assumed, "nothing shared"),
        (&["*a crane driver"], &["*a harbour official"], Assumed, "nothing shared"),
        (
            &["*a crane driver"],
            &["Ann Dole|harbour master|Port of Merle"],
            Assumed,
            "nothing shared",
        ),
        // two named people
        (&["Ann Dole"], &["Bo Vane"], Assumed, "nothing shared"),
        (&["Ann Dole||Port of Merle"], &["Bo Vane||Tarrow Shipping"], Assumed, "nothing shared"),
    ] {
        let found = pair(a, b).separation(0, 1);
        assert_eq!(found, (separation, rule.to_owned()), "{a:?} {b:?}");
    }
}

#[test]
fn a_shared_publisher_does_not_make_two_speakers_one() {
    let mut story = Story::default();
    let a = story.claim(MERLE, "Nine ships sank", &["Ann Dole"]);
    let b = story.claim(MERLE, "Nine ships sank", &["Bo Vane"]);
    assert_eq!(story.separation(a, b).0, Separation::Assumed);
}

#[test]
fn an_echo_is_not_independent_without_more() {
    let text = "A senior diplomat echoed that count.";
    let mut story = Story::default();
    let a = story.claim(MERLE, "Nine ships sank", &["Ann Dole"]);
    let b =
        story.claim(("Ostrel Times", "2031-03-01", text), "that count", &["*a senior diplomat"]);
    assert_eq!(story.separation(a, b), (Separation::SharedOriginFound, "echo".to_owned()));
    let origins = story.traces().count(&[a, b], &Contents::default());
    assert_eq!((origins.at_least, origins.at_most), (1, 1));
}

#[test]
fn a_rebuttal_is_of_what_somebody_else_said_before() {
    let text = "Flares stood by the stove, a docker said. They were lit, he said. The owner, Ann Dole, \
                denied it. There was not one, Dole said. We keep to the rules, she said.";
    let page = ("Merle Post", "2031-03-01", text);
    let mut story = Story::default();
    for (words, who) in [
        ("Flares stood by the stove", "*a docker"),
        ("They were lit", "*a docker"),
        ("There was not one", "Ann Dole"),
        ("We keep to the rules", "Ann Dole"),
    ] {
        story.claim(page, words, &[who]);
    }
    assert_eq!(story.traces().rebuttals(), [Rebuttal { of: 1, by: vec![2, 3] }]);
    let said = text.replace("denied it", "came at noon");
    let mut story = Story::default();
    story.claim(("Merle Post", "2031-03-01", &said), "They were lit", &["*a docker"]);
    story.claim(("Merle Post", "2031-03-01", &said), "There was not one", &["Ann Dole"]);
    assert_eq!(story.traces().rebuttals(), []);
}

#[test]
fn a_body_that_publishes_its_own_statement_is_meant_by_its_kind() {
    let statement = "Harbour Commission of Merle: statement on the mole. The mole is sound.";
    let mut story = Story::default();
    let a = story.claim(
        ("Harbour Commission of Merle", "2031-03-01", statement),
        "The mole is sound",
        &[],
    );
    let b = story.claim(("Merle Post", "2031-03-02", "x"), "the mole stands", &["=the Commission"]);
    assert_eq!(story.separation(a, b), (Separation::SharedOriginFound, "same party".to_owned()));
}

#[test]
fn a_person_speaks_for_the_one_firm_of_the_name() {
    let mut story = Story::default();
    let a = story.claim(MERLE, "The sirens were tested", &["Ann Dole"]);
    let b = story.claim(OSTREL, "Every siren was tested", &["=Dole Alarms"]);
    assert_eq!(story.separation(a, b), (Separation::SharedOriginFound, "same party".to_owned()));
    story.claim(OSTREL, "Nothing was tested", &["=Dole Brothers"]);
    assert_eq!(story.separation(a, b).0, Separation::Assumed);
}

#[test]
fn an_outlet_that_the_sentence_says_has_it_is_a_relay() {
    let text = "Ostrel Times has revealed that, according to two clerks, nine ships sank.";
    let mut story = Story::default();
    let a = story.claim(OSTREL, "Nine ships sank", &["+two harbour clerks"]);
    let b = story.claim(("Merle Post", "2031-03-02", text), "nine ships sank", &["+two clerks"]);
    assert_eq!(
        story.separation(a, b),
        (Separation::SharedOriginFound, "relay of the other".to_owned())
    );
}

#[test]
fn who_no_longer_stands_by_it_is_no_origin() {
    let mut story = Story::default();
    let a = story.claim(MERLE, "Nine ships sank", &["Ann Dole"]);
    let b = story.claim(OSTREL, "it could not stand by the figure of nine", &["=the lock office"]);
    let origins = story.traces().count(&[a, b], &Contents::default());
    assert_eq!((origins.at_least, origins.at_most), (1, 1));
}

#[test]
fn wire_copy_without_credit_is_given_away_by_its_text() {
    let wire = "At least nine ships sank in the harbour of Merle on Monday night, an official said on the pier.";
    let copy =
        "Nine ships sank in the harbour of Merle on Monday night, an official said on the pier.";
    let mut story = Story::default();
    let a = story.claim(
        ("Tidewire", "2031-03-01", wire),
        "nine ships sank in the harbour of Merle on Monday night",
        &["*an official"],
    );
    let b = story.claim(
        ("Merle Post", "2031-03-02", copy),
        "Nine ships sank in the harbour of Merle on Monday night",
        &["*an official"],
    );
    assert_eq!(
        story.separation(a, b),
        (Separation::SharedOriginFound, "near-identical text".to_owned())
    );
}

#[test]
fn two_people_who_answer_one_question_in_like_words_are_two() {
    let mut story = Story::default();
    let words = "the footbridge over the mill race at Quern moved in the night of the storm";
    let a = story.claim(("Merle Post", "2031-03-01", words), words, &["Ann Dole"]);
    let b = story.claim(("Ostrel Times", "2031-03-01", words), words, &["Bo Vane"]);
    assert_eq!(story.separation(a, b).0, Separation::Assumed);
}

#[test]
fn a_credited_agency_is_a_relay() {
    let text = "MERLE, March 1 (Tidewire) - Nine ships sank, two officials said.";
    let mut story = Story::default();
    let a = story.claim(("Tidewire", "2031-03-01", text), "Nine ships sank", &["+two officials"]);
    let b = story.claim(("Merle Post", "2031-03-02", text), "Nine ships sank", &["+two officials"]);
    assert_eq!(story.separation(a, b).0, Separation::SharedOriginFound);
}

#[test]
fn unnamed_people_widen_the_range() {
    let mut story = pair(&["*an official"], &["*a harbour official"]);
    story.claim(MERLE, "Nine ships sank", &["Bo Vane|crane driver"]);
    let origins = story.traces().count(&[0, 1, 2], &Contents::default());
    assert_eq!((origins.at_least, origins.at_most), (2, 3));
    assert_eq!(origins.because, ["an official may be a harbour official"]);
}

#[test]
fn those_who_contradict_each_other_are_not_one() {
    let story = pair(&["*an official"], &["*a harbour official"]);
    let contents = Contents { contradict: [(0, 1)].into(), ..Contents::default() };
    let origins = story.traces().count(&[0, 1], &contents);
    assert_eq!((origins.at_least, origins.at_most), (2, 2));
}

#[test]
fn nobody_speaks_for_the_outlet_that_prints_what_they_say() {
    let mut story = Story::default();
    let post =
        ("Merle Evening Post", "2031-01-02", "Eleven boats sank. No boats sank, Orla Brae said.");
    let printed = story.claim(post, "Eleven boats sank", &[]);
    let said = story.claim(post, "No boats sank", &["Orla Brae"]);
    let retold = ("Tarn Courier", "2031-01-03", "Eleven boats sank, the Merle Evening Post said.");
    let passed_on = story.claim(retold, "Eleven boats sank", &["=Merle Evening Post"]);
    let origins = story.traces().count(&[printed, said, passed_on], &Contents::default());
    let own = origins.groups.iter().find(|group| group.claims.contains(&said)).unwrap();
    assert_eq!((own.name.as_str(), own.party.as_deref()), ("Orla Brae", None));
}

#[test]
fn what_was_withdrawn_lowers_the_lower_count() {
    let mut story = pair(&["Ann Dole"], &["*our source"]);
    let note = "The Ostrel Times could no longer stand by what its source had told it.";
    story.claim(
        ("Merle Post", "2031-03-09", note),
        "could no longer stand by what its source had told it",
        &["@Ostrel Times"],
    );
    let traces = story.traces();
    let contents = Contents { withdrawn: traces.withdrawn(), ..Contents::default() };
    assert_eq!(contents.withdrawn.iter().collect::<Vec<_>>(), [&1]);
    let origins = traces.count(&[0, 1], &contents);
    assert_eq!((origins.at_least, origins.at_most), (1, 2));
}

#[test]
fn judgements_come_before_names_and_conflicts_are_kept() {
    let mut story = pair(&["Ann Dole"], &["Dole"]);
    story.judge("Ann Dole", Tie::NotSameAs, "Dole");
    assert_eq!(story.separation(0, 1).0, Separation::Assumed);

    let mut story = pair(&["Ann Dole"], &["Bo Vane"]);
    story.claim(MERLE, "Nine ships sank", &["Cy Orr"]);
    story.judge("Ann Dole", Tie::SameAs, "Bo Vane");
    story.judge("Bo Vane", Tie::SameAs, "Cy Orr");
    story.judge("Cy Orr", Tie::NotSameAs, "Ann Dole");
    let traces = story.traces();
    assert_eq!(traces.identities().conflicts().len(), 1);
}

#[test]
fn parties_that_speak_for_each_other_end_somewhere() {
    let mut story = pair(&["=Tarrow"], &["=Merle"]);
    story.judge("=Tarrow", Tie::SpeaksFor, "=Merle");
    story.judge("=Merle", Tie::SpeaksFor, "=Tarrow");
    assert!(!story.traces().independence(0, 1).reasons.is_empty());
}

#[test]
fn relations_follow_from_agreement_and_independence() {
    let compared = |agreement| Comparison { agreement, evidence: Vec::new() };
    let relation = |a: &[&str], b: &[&str], agreement| {
        pair(a, b).traces().relation(&compared(agreement), 0, 1).relation
    };
    let (dole, vane, port) = (&["Ann Dole"][..], &["Bo Vane"][..], &["=Port of Merle"][..]);
    for (a, b, agreement, expected) in [
        (dole, dole, Agreement::Agrees, Relation::Repeats),
        (dole, vane, Agreement::Agrees, Relation::Corroborates),
        (&["*an official"], &["*an aide"], Agreement::Agrees, Relation::Undecided),
        (dole, vane, Agreement::Contradicts, Relation::Contradicts),
        (dole, dole, Agreement::Contradicts, Relation::Revises),
        (&["Ann Dole||Port of Merle"], port, Agreement::Contradicts, Relation::Revises),
        (&["*a clerk||Port of Merle"], port, Agreement::Contradicts, Relation::Contradicts),
        (dole, dole, Agreement::Refines, Relation::Refines),
        (dole, vane, Agreement::Undecided, Relation::Undecided),
        (dole, vane, Agreement::Unrelated, Relation::Unrelated),
    ] {
        assert_eq!(relation(a, b, agreement), expected, "{a:?} {b:?} {agreement}");
    }
}

fn chains() -> impl Strategy<Value = Vec<String>> {
    let link = prop::sample::select(vec![
        "Ann Dole",
        "Dole",
        "Bo Vane||Port of Merle",
        "=Port of Merle",
        "*an official",
        "*a source",
        "+two officials",
        "*a crane driver",
        "@Tidewire",
        "@Merle Post",
        "+four newspapers",
        "=Ostrova's water ministry",
        "Cy Orr|finance minister",
        "*an Ostrovan official",
    ]);
    prop::collection::vec(link.prop_map(str::to_owned), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn independence_is_symmetric_and_counts_are_ranges(
        all in prop::collection::vec((chains(), any::<bool>()), 1..9),
        pairs in prop::collection::vec((0usize..9, 0usize..9), 0..6),
        withdrawn in prop::collection::btree_set(0usize..9, 0..3),
    ) {
        let mut story = Story::default();
        for (chain, here) in &all {
            let chain: Vec<&str> = chain.iter().map(String::as_str).collect();
            story.claim(if *here { MERLE } else { OSTREL }, "Nine", &chain);
        }
        let traces = story.traces();
        for a in 0..all.len() {
            for b in 0..all.len() {
                let (ab, ba) = (traces.independence(a, b), traces.independence(b, a));
                prop_assert_eq!(ab.separation, ba.separation);
                prop_assert!(!ab.reasons.is_empty());
                let shared = traces.checks(a, b).iter().any(|one| one.outcome == Outcome::Shared);
                prop_assert_eq!(shared, ab.separation == Separation::SharedOriginFound);
            }
        }
        let contradict = pairs.into_iter().filter(|(a, b)| a < b).collect();
        let contents = Contents { contradict, withdrawn };
        let places: Vec<usize> = (0..all.len()).collect();
        let origins = traces.count(&places, &contents);
        prop_assert!(origins.at_least <= origins.at_most);
        let turned: Vec<usize> = places.iter().rev().copied().collect();
        prop_assert_eq!(&traces.count(&turned, &contents), &origins);
        let counted: usize = origins.groups.iter().map(|group| group.claims.len()).sum();
        prop_assert_eq!(counted, all.len());
    }

    #[test]
    fn no_text_makes_it_panic(names in prop::collection::vec(".{1,20}", 1..5), text in any::<String>()) {
        let mut story = Story::default();
        for given in names.iter().filter(|given| SourceName::new(given).is_ok()) {
            let mut mention = mention("Ann Dole");
            mention.name = name(given);
            mention.role = Some(text.clone());
            story.claim(("Merle Post", "2031-03-01", &text), &text, &["Ann Dole"]);
            if let Some(claim) = story.claims.last_mut() {
                claim.claim.chain.push(Link::of(mention));
                let claim = claim.claim.clone();
                story.know(&claim);
                let ids: Vec<SourceId> = claim.sources().iter().map(Source::id).collect();
                if let Some(record) = story.claims.last_mut() { record.sources = ids }
            }
        }
        let places: Vec<usize> = (0..story.claims.len()).collect();
        let origins = story.traces().count(&places, &Contents::default());
        prop_assert!(origins.at_least <= origins.at_most);
    }
}
