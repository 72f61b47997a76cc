//! People's judgements on the whole record, read once and dealt out to the cases that they touch.

use std::collections::{BTreeSet, HashMap};

use crate::model::{ClaimId, ClaimRecord, Source, SourceId, SourceKind, SourceTie};
use crate::store::{Naming, Placement, RelationJudgement, View};

use super::Result;
use super::case::Case;

/// What people judged.
#[derive(Clone, Debug, Default)]
pub struct Judgements {
    ties: Vec<SourceTie>,
    relations: Vec<RelationJudgement>,
    placements: Vec<Placement>,
    names: Vec<Naming>,
    /// For each source the places of the ties on it.
    tied: HashMap<SourceId, Vec<usize>>,
    /// For each claim the places of what was judged on it, in the three lists.
    on: HashMap<ClaimId, [Vec<usize>; 3]>,
}

impl Judgements {
    /// Reads them.
    pub fn load(view: &View<'_>) -> Result<Self> {
        let mut made = Self {
            ties: view.judged_ties()?,
            relations: view.relation_judgements()?,
            placements: view.placements()?,
            names: view.proposition_names()?,
            ..Self::default()
        };
        for (at, tie) in made.ties.iter().enumerate() {
            for source in [tie.a, tie.b] {
                made.tied.entry(source).or_default().push(at);
            }
        }
        let relations = made.relations.iter().map(|one| vec![one.a, one.b]).collect();
        let placements = made.placements.iter().map(|one| vec![one.a, one.b]).collect();
        let names = made.names.iter().map(|one| vec![one.claim]).collect();
        let lists: [Vec<Vec<ClaimId>>; 3] = [relations, placements, names];
        for (list, judged) in lists.into_iter().enumerate() {
            for (at, claims) in judged.into_iter().enumerate() {
                for claim in claims {
                    made.on.entry(claim).or_default()[list].push(at);
                }
            }
        }
        Ok(made)
    }

    /// The sources of some claims, and those that people tied to them.
    pub(super) fn sources(&self, claims: &[ClaimRecord]) -> BTreeSet<SourceId> {
        let mut open: Vec<SourceId> =
            claims.iter().flat_map(|claim| claim.sources.clone()).collect();
        open.extend(claims.iter().filter_map(outlet));
        let mut sources = BTreeSet::new();
        while let Some(source) = open.pop() {
            if sources.insert(source) {
                let tied = self.tied.get(&source).into_iter().flatten();
                open.extend(tied.flat_map(|&at| [self.ties[at].a, self.ties[at].b]));
            }
        }
        sources
    }

    /// Gives a case what was judged on its claims and sources, in the order of recording.
    pub(super) fn on(&self, mut case: Case) -> Case {
        let mut places: [BTreeSet<usize>; 3] = Default::default();
        for judged in case.claims.iter().filter_map(|claim| self.on.get(&claim.id)) {
            for (places, judged) in places.iter_mut().zip(judged) {
                places.extend(judged);
            }
        }
        let [relations, placements, names] = places;
        let sources = case.sources.iter().filter_map(|source| self.tied.get(&source.id));
        let ties: BTreeSet<usize> = sources.flatten().copied().collect();
        case.ties = picked(&self.ties, &ties);
        case.judgements = picked(&self.relations, &relations);
        case.placements = picked(&self.placements, &placements);
        case.names = picked(&self.names, &names);
        case
    }
}

fn picked<T: Clone>(list: &[T], places: &BTreeSet<usize>) -> Vec<T> {
    places.iter().map(|&at| list[at].clone()).collect()
}

/// The publisher of a claim's document, as a source.
fn outlet(claim: &ClaimRecord) -> Option<SourceId> {
    let name = claim.document.outlet.clone()?;
    Some(Source::new(name, SourceKind::Outlet, claim.document.id).id())
}
