//! One report, every format; and the laws that hold for all input.

use std::collections::HashMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::{
    Claim, ClaimRecord, CodePoints, Comparison, DocumentRecord, Judged, Link, Mention,
    RelationRecord, RelationStatus, Review, SourceName, SourceRecord,
};
use crate::origin::{Fallen, Traces};

/// One claim of the fixture: outlet, day, text, the claim's words, who says it.
struct Said<'a>(&'a str, &'a str, &'a str, &'a str, &'a [(&'a str, SourceKind)]);

fn name(text: &str) -> SourceName {
    SourceName::new(text).expect("the fixture's names are names")
}

fn at() -> chrono::DateTime<chrono::Utc> {
    "2031-04-01T09:00:00Z".parse().expect("the fixture's instant is one")
}

struct Fixture {
    claims: Vec<ClaimRecord>,
    sources: Vec<SourceRecord>,
    texts: HashMap<DocumentId, String>,
}

impl Fixture {
    fn of(said: &[Said<'_>]) -> Self {
        let mut made = Self { claims: Vec::new(), sources: Vec::new(), texts: HashMap::new() };
        said.iter().for_each(|one| made.add(one));
        made
    }

    fn add(&mut self, Said(outlet, day, text, words, speakers): &Said<'_>) {
        let hash = ContentHash::of(format!("{outlet}{day}{text}").as_bytes());
        let document = DocumentRecord {
            id: DocumentId(hash),
            sha256: ContentHash::of(text.as_bytes()),
            raw_sha256: hash,
            path: Some(format!("{outlet}.txt")),
            outlet: Some(name(outlet)),
            title: Some(format!("News of {day}")),
            published_on: day.parse().ok(),
            url: None,
            author: None,
            recorded_at: at(),
            claims: 1,
        };
        self.texts.insert(document.id, (*text).to_owned());
        let points = CodePoints::of(text);
        let span = text.find(words).and_then(|from| points.span(from..from + words.len()));
        let outlet_link = (*outlet, SourceKind::Outlet);
        let chain = std::iter::once(&outlet_link).chain(speakers.iter());
        let claim = Claim {
            document: document.id,
            content: span.into_iter().collect(),
            chain: chain.map(|(who, kind)| link(who, *kind, text)).collect(),
            quotation: Quotation::Indirect,
            stance: Stance::Asserts,
            asserted_on: None,
            holds_on: None,
        };
        self.know(&claim);
        self.claims.push(ClaimRecord {
            id: claim.id(),
            sources: claim.sources().iter().map(crate::model::Source::id).collect(),
            claim,
            document: Arc::new(document),
            within: None,
            doubts: Vec::new(),
            recorded_at: at(),
            review: Review::Unreviewed,
            withdrawn: None,
            rests_on: None,
        });
    }

    fn know(&mut self, claim: &Claim) {
        for source in claim.sources() {
            if self.sources.iter().all(|known| known.id != source.id()) {
                self.sources.push(SourceRecord {
                    id: source.id(),
                    name: source.name,
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
                });
            }
        }
    }

    /// The report on groups of claims, with comparisons of pairs and what they found.
    fn report(&self, groups: &[Vec<usize>], pairs: &[(usize, usize, Agreement)]) -> Report {
        let traces = Traces::new(&self.sources, &[], &self.claims, &self.texts);
        let relation = |&(a, b, agreement): &(usize, usize, Agreement)| {
            self.relation(&traces, a, b, agreement)
        };
        let mut relations: Vec<RelationRecord> = pairs.iter().map(relation).collect();
        if let Some(first) = relations.first_mut() {
            first.status = RelationStatus::Confirmed(Judged { by: "Editor".to_owned(), at: at() });
        }
        let mut made = Builder::new(Some("barges".to_owned()), None);
        made.add(Material {
            claims: &self.claims,
            sources: &self.sources,
            traces: &traces,
            groups,
            relations: &relations,
            withdrawn: &traces.withdrawn(),
            fallen: &Fallen::new(),
            sums: &self.sums(),
            names: &[],
            said: &[],
        });
        made.finish()
    }

    /// A sum that adds up, on the first claim.
    fn sums(&self) -> std::collections::BTreeMap<usize, SumLine> {
        let line = |claim: &ClaimRecord| SumLine {
            claim: claim.id,
            source: "Ann Dole (Tidewire)".to_owned(),
            whole: "Nine".to_owned(),
            parts: vec!["two".to_owned(), "seven".to_owned()],
            result: "the parts add up",
        };
        self.claims.first().map(|claim| (0, line(claim))).into_iter().collect()
    }

    fn relation(
        &self,
        traces: &Traces,
        a: usize,
        b: usize,
        agreement: Agreement,
    ) -> RelationRecord {
        let weight = if agreement == Agreement::Contradicts { -0.9 } else { 0.8 };
        let number = |at: usize| self.claims[at].claim.words().split(' ').next().map(str::to_owned);
        let evidence = Evidence {
            rule: "numbers".to_owned(),
            weight,
            a: number(a).unwrap_or_default(),
            b: number(b).unwrap_or_default(),
        };
        let comparison = Comparison { agreement, evidence: vec![evidence] };
        let standing = traces.relation(&comparison, a, b);
        let [a, b] = [a, b].map(|at| self.claims[at].id);
        RelationRecord {
            id: RelationId::between(a, b),
            a,
            b,
            relation: standing.relation,
            agreement,
            evidence: comparison.evidence,
            independence: standing.independence,
            status: RelationStatus::Proposed,
        }
    }
}

fn link(who: &str, kind: SourceKind, text: &str) -> Link {
    let points = CodePoints::of(text);
    let cue = text.find("said").and_then(|from| points.span(from..from + 4));
    Link { cue, ..Link::of(Mention::named(name(who), kind)) }
}

const WIRE: &str = "TARROW, May 3 (Tidewire) - Nine barges sank in the Tarrow lock on Monday, lock keeper Ann Dole said.";
const OWN: &str = "Eleven barges sank, <b>Bo Vane</b> of the skippers' guild said.\u{202e}";
const UNNAMED: &str = "Nine barges went down, an official said.";
const ANOTHER: &str = "Nine barges are lost, a lock official said.";
const OTHER: &str = "The toll is *unpaid*, Cy Orr said.";

/// A wire story, its reprint, a rival figure with markup in it, an unnamed official, and a claim
/// on something else.
fn barges() -> Report {
    use SourceKind::{Person, UnnamedPerson};
    let fixture = Fixture::of(&[
        Said(
            "Tidewire",
            "2031-05-03",
            WIRE,
            "Nine barges sank in the Tarrow lock on Monday",
            &[("Ann Dole", Person)],
        ),
        Said(
            "Merle Post",
            "2031-05-04",
            WIRE,
            "Nine barges sank in the Tarrow lock on Monday",
            &[("Ann Dole", Person)],
        ),
        Said("Ostrel Times", "2031-05-04", OWN, "Eleven barges sank, <b>", &[("Bo Vane", Person)]),
        Said(
            "Lunde Mail",
            "2031-05-05",
            UNNAMED,
            "Nine barges went down",
            &[("an official", UnnamedPerson)],
        ),
        Said("Lunde Mail", "2031-05-06", OTHER, "The toll is *unpaid*", &[("Cy Orr", Person)]),
        Said(
            "Ostrel Times",
            "2031-05-06",
            ANOTHER,
            "Nine barges are lost",
            &[("a lock official", UnnamedPerson)],
        ),
    ]);
    fixture.report(
        &[vec![0, 1, 2, 3, 5], vec![4]],
        &[
            (2, 0, Agreement::Contradicts),
            (1, 0, Agreement::Agrees),
            (3, 0, Agreement::Agrees),
            (3, 2, Agreement::Contradicts),
            (5, 0, Agreement::Agrees),
            (5, 2, Agreement::Contradicts),
            (5, 3, Agreement::Agrees),
        ],
    )
}

/// On each matter two outlets carry one man's figure, which two others contradict.
fn shared_errors(matters: usize) -> Report {
    use SourceKind::Person;
    let texts: Vec<[String; 3]> = (0..matters)
        .map(|nth| {
            ["Nine of lot", "Four of lot", "Just four in lot"]
                .map(|words| format!("{words} {nth} sank in the lock, it was said."))
        })
        .collect();
    let mut said = Vec::new();
    for [wrong, right, also] in &texts {
        for (outlet, text, who) in [
            ("Merle Post", wrong, "Cy Orr"),
            ("Ostrel Echo", wrong, "Cy Orr"),
            ("Tidewire", right, "Ann Dole"),
            ("Lunde Mail", also, "Bo Vane"),
        ] {
            said.push((outlet, text.as_str(), who));
        }
    }
    let people: Vec<[(&str, SourceKind); 1]> = said.iter().map(|one| [(one.2, Person)]).collect();
    let said: Vec<Said<'_>> = said
        .iter()
        .zip(&people)
        .map(|((outlet, text, _), who)| {
            Said(outlet, "2031-05-04", text, text.split(", it").next().unwrap_or(text), who)
        })
        .collect();
    let groups: Vec<Vec<usize>> =
        (0..matters).map(|nth| (4 * nth..4 * nth + 4).collect()).collect();
    let pairs = (0..matters).flat_map(|nth| {
        let against = [(0, 2), (0, 3), (1, 2), (1, 3)].map(|(a, b)| (a, b, Agreement::Contradicts));
        let with = [(0, 1), (2, 3)].map(|(a, b)| (a, b, Agreement::Agrees));
        against.into_iter().chain(with).map(move |(a, b, how)| (4 * nth + a, 4 * nth + b, how))
    });
    Fixture::of(&said).report(&groups, &pairs.collect::<Vec<_>>())
}

#[test]
fn only_outlets_that_share_several_rare_errors_may_copy_each_other() {
    assert_eq!(shared_errors(2).copying, []);
    let found = shared_errors(3).copying;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].a.as_str(), found[0].b.as_str()), ("Merle Post", "Ostrel Echo"));
    assert_eq!(found[0].propositions, [1, 2, 3]);
}

#[test]
fn a_claim_has_the_grade_of_its_side() {
    let report = shared_errors(1);
    let one = &report.propositions[0];
    let grades = one.claims.iter().map(|&id| one.credibility_of(id).map(|found| found.grade));
    let mut grades: Vec<u8> = grades.flatten().collect();
    grades.sort_unstable();
    assert_eq!(grades, [3, 3, 4, 4]);
    assert_eq!(one.credibility_of(ClaimId(ContentHash::of(b"another"))), None);
}

#[test]
fn one_report_in_every_format() {
    let report = barges();
    insta::assert_snapshot!("terminal", terminal(&report, Look::default()));
    insta::assert_snapshot!(
        "ascii",
        terminal(&report, Look { width: 60, colour: false, ascii: true })
    );
    insta::assert_snapshot!("markdown", markdown(&report));
    insta::assert_snapshot!("html", html(&report));
    insta::assert_snapshot!("json", json(&report));
}

#[test]
fn colour_says_nothing_that_words_do_not() {
    let report = barges();
    let painted = terminal(&report, Look { colour: true, ..Look::default() });
    assert!(painted.contains('\u{1b}'));
    let mut bare = String::new();
    let mut rest = painted.as_str();
    while let Some(at) = rest.find('\u{1b}') {
        bare.push_str(&rest[..at]);
        rest = rest[at..].split_once('m').map_or("", |(_, behind)| behind);
    }
    bare.push_str(rest);
    assert_eq!(bare, terminal(&report, Look::default()));
}

#[test]
fn a_denial_is_told_as_one_wherever_it_stands_against_somebody() {
    use SourceKind::Person;
    const TOLL: &str = "The toll at Tarrow was unpaid, Ann Dole said.";
    let words = "The toll at Tarrow was unpaid";
    let mut fixture = Fixture::of(&[
        Said("Tidewire", "2031-05-03", TOLL, words, &[("Ann Dole", Person)]),
        Said("Merle Post", "2031-05-04", TOLL, words, &[("Bo Vane", Person)]),
    ]);
    fixture.claims[1].claim.stance = Stance::Denies;
    let report = fixture.report(&[vec![0, 1]], &[(0, 1, Agreement::Contradicts)]);
    let stances: Vec<_> = report.propositions[0].sides.iter().map(|side| side.stance).collect();
    assert_eq!(stances, [Stance::Asserts, Stance::Denies]);
    let page = terminal(&report, Look::default());
    assert!(page.contains("B (1 origin) denies: “The toll"), "{page}");
    for page in [page, markdown(&report), html(&report)] {
        assert!(page.contains("Bo Vane (Merle Post) denies: “The toll"), "{page}");
    }
}

#[test]
fn what_one_origin_says_besides_is_not_held_against_those_who_agree_with_it() {
    use Agreement::{Agrees, Contradicts};
    use SourceKind::Person;
    const PAGE: &str = "The toll at Tarrow rose in March. The mayor was told of it.";
    let (rose, told) = ("The toll at Tarrow rose in March", "The mayor was told of it");
    let mut fixture = Fixture::of(&[
        Said("Tidewire", "2031-05-03", PAGE, told, &[("Ann Dole", Person)]),
        Said("Merle Post", "2031-05-04", PAGE, told, &[("Bo Vane", Person)]),
        Said("Merle Post", "2031-05-04", PAGE, rose, &[("Bo Vane", Person)]),
        Said("Arden Bell", "2031-05-05", PAGE, rose, &[("Cy Moll", Person)]),
    ]);
    fixture.claims[1].claim.stance = Stance::Denies;
    let report = fixture.report(&[vec![0, 1, 2, 3]], &[(0, 1, Contradicts), (2, 3, Agrees)]);
    let first = &report.propositions[0];
    let sides: Vec<_> = first.sides.iter().map(|side| (side.max, &*side.statement)).collect();
    assert_eq!(sides, [(2, rose), (1, told)]);
    assert_eq!(first.credibility.grade, 2);
    assert!(first.contradicted);
}

#[test]
fn unnamed_officials_widen_the_range_and_the_rival_figure_contradicts() {
    let report = barges();
    let first = &report.propositions[0];
    assert_eq!((first.origins.min, first.origins.max, first.outlets), (3, 4, 4));
    assert!(first.contradicted);
    assert_eq!(first.tree[0].says[0].carried_by.len(), 1);
}

#[test]
fn nothing_is_reported_of_nothing() {
    let report = Fixture::of(&[]).report(&[], &[]);
    assert_eq!(report.totals, Totals::default());
    assert!(terminal(&report, Look::default()).contains("0 claims"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_acts_in_any_format(words in any::<String>(), width in 0usize..300) {
        let text = format!("{words} said");
        let fixture = Fixture::of(&[Said("Merle Post", "2031-05-03", &text, &words, &[("Ann Dole", SourceKind::Person)])]);
        let report = fixture.report(&[vec![0]], &[]);
        let page = terminal(&report, Look { width, colour: false, ascii: false });
        prop_assert!(!page.chars().any(|c| c.is_control() && c != '\n'));
        let page = html(&report);
        let acts = page.contains("<script") || page.contains('\u{202e}');
        prop_assert!(!acts);
        let parsed: serde_json::Value = serde_json::from_str(&json(&report)).expect("the report is JSON");
        prop_assert!(parsed["propositions"].is_array());
        prop_assert!(!markdown(&report).is_empty());
    }
}
