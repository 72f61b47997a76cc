//! A case: claims with all that is needed to say how they stand to each other.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::compare::{Accord, Edge, Frame, Judged, LARGEST, Opinion, group_many, propositions};
use crate::model::{
    Agreement, ClaimId, ClaimRecord, Comparison, DocumentId, Relation, RelationId, RelationRecord,
    RelationStatus, SourceRecord, SourceTie,
};
use crate::origin::{Fallen, Traces};
use crate::store::{
    Naming, Placement, RecordedComparison, RelationJudgement, Story, Verdict, View,
};

use super::Result;
use super::answered::{Telling, rebuttals, statement};
use super::judgements::Judgements;

/// Claims, their sources and what was judged on them, as read from the record.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// The claims, in the order of recording. Rejected ones are left out.
    pub claims: Vec<ClaimRecord>,
    /// Their sources.
    pub sources: Vec<SourceRecord>,
    /// What people judged on sources.
    pub ties: Vec<SourceTie>,
    /// The documents' texts.
    pub texts: HashMap<DocumentId, String>,
    /// Documents that were found to tell of the same.
    pub alike: Vec<(DocumentId, DocumentId)>,
    /// What was compared.
    pub comparisons: Vec<RecordedComparison>,
    /// What people judged on relations.
    pub judgements: Vec<RelationJudgement>,
    /// What people judged on which claims are about one proposition.
    pub placements: Vec<Placement>,
    /// What people call propositions.
    pub names: Vec<Naming>,
}

/// Cases one after another, each read when its turn comes.
pub(super) struct Cases<'v, 'a> {
    view: &'v View<'a>,
    judgements: Judgements,
    stories: std::vec::IntoIter<Story>,
}

impl<'v, 'a> Cases<'v, 'a> {
    /// The stories that some claims belong to, or all.
    pub(super) fn of(view: &'v View<'a>, claims: Option<&BTreeSet<ClaimId>>) -> Result<Self> {
        let stories = match claims {
            Some(claims) => view.some_stories(LARGEST)?.of_all(claims.iter().copied())?,
            None => view.stories(LARGEST)?,
        };
        Ok(Self { view, judgements: Judgements::load(view)?, stories: stories.into_iter() })
    }
}

impl Iterator for Cases<'_, '_> {
    type Item = Result<Case>;

    fn next(&mut self) -> Option<Self::Item> {
        let story = self.stories.next()?;
        Some(Case::load(self.view, &self.judgements, &story))
    }
}

/// What a case comes to.
#[derive(Clone, Debug)]
pub struct Findings {
    /// Who is behind the claims.
    pub traces: Traces,
    /// How claims stand to each other, in the order of the comparisons.
    pub relations: Vec<RelationRecord>,
    /// Which claims are about one proposition, by their places.
    pub groups: Vec<Vec<usize>>,
    /// Claims that were taken back, by their places.
    pub withdrawn: BTreeSet<usize>,
    /// Those of them that fell because they rest on another one, with that one.
    pub fallen: Fallen,
}

impl Case {
    /// Reads what belongs to a story.
    pub fn load(view: &View<'_>, judgements: &Judgements, story: &Story) -> Result<Self> {
        let claims = view.claims_of(story)?;
        let mut texts = HashMap::new();
        for claim in &claims {
            if let Entry::Vacant(place) = texts.entry(claim.document.id) {
                place.insert(view.text(claim.document.id)?);
            }
        }
        let case = Self {
            texts,
            sources: view.who_they_are(&judgements.sources(&claims))?,
            alike: view.alike_within(story)?,
            comparisons: view.comparisons_within(story)?,
            claims,
            ..Self::default()
        };
        let mut case = judgements.on(case);
        if view.is_merged() {
            // When claims of two records were compared depends on who merged whose.
            let place = case.places();
            case.comparisons
                .sort_by_key(|one| (place.get(&one.a).copied(), place.get(&one.b).copied()));
        }
        Ok(case)
    }

    /// Reads the stories that some claims belong to, as one case.
    pub(super) fn around(
        view: &View<'_>,
        claims: impl IntoIterator<Item = ClaimId>,
    ) -> Result<Self> {
        let stories = view.some_stories(LARGEST)?.of_all(claims)?;
        Self::load(view, &Judgements::load(view)?, &Story::together(&stories))
    }

    /// The same case with claims that it leaves out because a person rejected them.
    pub(super) fn with(mut self, claims: &[ClaimRecord]) -> Self {
        for claim in claims {
            if self.claims.iter().all(|known| known.id != claim.id) {
                self.claims.push(claim.clone());
            }
        }
        self
    }

    /// Works out who is behind the claims, how they stand to each other, and what they are about.
    pub fn findings(&self) -> Findings {
        self.find(|_| true)
    }

    /// The same, without relations of pairs that neither the words nor a person decided.
    pub fn decided(&self) -> Findings {
        self.find(|comparison| comparison.agreement != Agreement::Undecided)
    }

    fn find(&self, wanted: impl Fn(&Comparison) -> bool) -> Findings {
        let traces = Traces::new(&self.sources, &self.ties, &self.claims, &self.texts);
        let place = self.places();
        let mut withdrawn = traces.withdrawn();
        let fallen = traces.fall_with(&withdrawn, &self.agreeing(&place));
        withdrawn.extend(fallen.keys());
        let told = self.told(&traces);
        let groups = self.propositions(&place, &traces, told.as_ref());
        let compared = self.compared(&place, &traces, told.as_ref(), &groups);
        Findings {
            relations: self.relations(&traces, &place, &compared, wanted),
            groups,
            withdrawn,
            fallen,
            traces,
        }
    }

    pub(super) fn places(&self) -> HashMap<ClaimId, usize> {
        self.claims.iter().enumerate().map(|(at, claim)| (claim.id, at)).collect()
    }

    fn relations(
        &self,
        traces: &Traces,
        place: &HashMap<ClaimId, usize>,
        compared: &[(ClaimId, ClaimId, Comparison)],
        wanted: impl Fn(&Comparison) -> bool,
    ) -> Vec<RelationRecord> {
        let mut judged: BTreeMap<RelationId, &RelationJudgement> = BTreeMap::new();
        for judgement in &self.judgements {
            judged.insert(RelationId::between(judgement.a, judgement.b), judgement);
        }
        let apart = self.unrelated(place);
        let mut made = Vec::new();
        for (a, b, comparison) in compared {
            let id = RelationId::between(*a, *b);
            let judgement = judged.remove(&id).or_else(|| apart.get(&id));
            let bare = judgement.is_none()
                && (comparison.agreement == Agreement::Unrelated || !wanted(comparison));
            if let (Some(&x), Some(&y), false) = (place.get(a), place.get(b), bare) {
                made.push(derive(traces, (*a, x), (*b, y), comparison, judgement));
            }
        }
        let unproposed = Comparison { agreement: Agreement::Undecided, evidence: Vec::new() };
        for judgement in judged.into_values() {
            if let (Some(&x), Some(&y)) = (place.get(&judgement.a), place.get(&judgement.b)) {
                let ends = ((judgement.a, x), (judgement.b, y));
                made.push(derive(traces, ends.0, ends.1, &unproposed, Some(judgement)));
            }
        }
        made
    }

    /// Pairs that a person took apart: whatever the words say, they are about two things.
    fn unrelated(
        &self,
        place: &HashMap<ClaimId, usize>,
    ) -> BTreeMap<RelationId, RelationJudgement> {
        let (placed, accord) = self.accord(place);
        let standing: BTreeSet<(usize, usize)> = accord.apart.into_iter().collect();
        let stands = |one: &&&Placement| standing.contains(&(place[&one.a], place[&one.b]));
        let judgement = |one: &&Placement| {
            let judged = RelationJudgement {
                a: one.a,
                b: one.b,
                relation: Relation::Unrelated,
                verdict: Verdict::Stated,
                reason: one.because.clone(),
                judged: one.judged.clone(),
            };
            (RelationId::between(one.a, one.b), judged)
        };
        placed.iter().filter(stands).map(judgement).collect()
    }

    /// Groups claims by what they are about and by their comparisons; people's judgements join
    /// and part.
    pub(super) fn propositions(
        &self,
        place: &HashMap<ClaimId, usize>,
        traces: &Traces,
        told: Option<&Telling>,
    ) -> Vec<Vec<usize>> {
        let ends = |a: &ClaimId, b: &ClaimId| Some((*place.get(a)?, *place.get(b)?));
        let compared = self.comparisons.iter().filter_map(|one| {
            let (a, b) = ends(&one.a, &one.b)?;
            Some(Edge::of(a, b, &one.comparison))
        });
        let mut near = [traces.taken_back_by(), traces.echoed()].concat();
        near.extend(
            told.into_iter().flat_map(|it| rebuttals(traces, &it.told)).map(|(a, b, _)| (a, b)),
        );
        let met = told.into_iter().flat_map(|it| &it.met);
        let met = met.map(|(a, b, comparison)| Edge::of(*a, *b, comparison));
        let (_, accord) = self.accord(place);
        let mut judged = Judged { near, apart: accord.apart.clone(), ..Judged::default() };
        let by_relation = self.judgements.iter().filter_map(|one| {
            let (a, b) = ends(&one.a, &one.b)?;
            Some(Opinion { a, b, together: joins(one), by: &one.judged.by })
        });
        for Opinion { a, b, together, .. } in accord.fitting(&by_relation.collect::<Vec<_>>()) {
            let list = if together { &mut judged.together } else { &mut judged.apart };
            list.push((a, b));
        }
        let edges: Vec<Edge> = compared.chain(met).collect();
        accord.hold(&match told {
            Some(it) => propositions(&it.told, &it.pages, &edges, &judged),
            None => {
                let frames: Vec<Frame> =
                    self.claims.iter().map(|claim| Frame::of(&statement(claim))).collect();
                group_many(&frames, &edges, &judged)
            }
        })
    }

    /// People's judgements on propositions as far as the case has their claims, and what they come
    /// to when made to fit each other.
    pub(super) fn accord(&self, place: &HashMap<ClaimId, usize>) -> (Vec<&Placement>, Accord) {
        let placed = self.placements.iter().filter_map(|one| {
            let (a, b) = (*place.get(&one.a)?, *place.get(&one.b)?);
            Some((one, Opinion { a, b, together: one.together, by: &one.judged.by }))
        });
        let (placed, opinions): (Vec<_>, Vec<_>) = placed.unzip();
        (placed, Accord::of(&opinions))
    }
}

/// Tells whether a person's judgement says that two claims are about one proposition.
fn joins(judgement: &RelationJudgement) -> bool {
    judgement.verdict != Verdict::Rejected
        && !matches!(judgement.relation, Relation::Unrelated | Relation::Undecided)
}

fn derive(
    traces: &Traces,
    a: (ClaimId, usize),
    b: (ClaimId, usize),
    comparison: &Comparison,
    judgement: Option<&RelationJudgement>,
) -> RelationRecord {
    let standing = traces.relation(comparison, a.1, b.1);
    // The later one is `a`, unless a person said which way round.
    let turned = match judgement {
        Some(judgement) if judgement.verdict == Verdict::Stated => judgement.a != a.0,
        _ => standing.second_is_later,
    };
    let mut evidence = comparison.evidence.clone();
    if turned {
        evidence.iter_mut().for_each(|one| std::mem::swap(&mut one.a, &mut one.b));
    }
    let (first, second) = if turned { (b.0, a.0) } else { (a.0, b.0) };
    let (relation, status) = judged(standing.relation, judgement);
    RelationRecord {
        id: RelationId::between(a.0, b.0),
        a: first,
        b: second,
        relation,
        agreement: comparison.agreement,
        evidence,
        independence: standing.independence,
        status,
    }
}

/// A person's statement always wins. A confirmation or rejection holds for the relation that was
/// judged: if the program proposes another one now, it is a proposal again. What it leaves open now
/// is no other one: a rejection takes claims apart that were answers to one question.
fn judged(proposed: Relation, judgement: Option<&RelationJudgement>) -> (Relation, RelationStatus) {
    let Some(judgement) = judgement else { return (proposed, RelationStatus::Proposed) };
    let (relation, by) = (judgement.relation, judgement.judged.clone());
    match judgement.verdict {
        Verdict::Stated => (relation, RelationStatus::Stated(by)),
        _ if ![relation, Relation::Undecided].contains(&proposed) => {
            (proposed, RelationStatus::Proposed)
        }
        Verdict::Confirmed => (relation, RelationStatus::Confirmed(by)),
        Verdict::Rejected => (relation, RelationStatus::Rejected(by)),
    }
}
