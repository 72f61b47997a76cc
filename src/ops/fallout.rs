//! What falls if a claim is withdrawn, and what has fallen with those that were.

use std::collections::{BTreeMap, BTreeSet, HashMap, btree_map, hash_map};

use crate::model::{Agreement, ClaimId, ClaimRecord, DocumentId, SourceId};
use crate::origin::{Rest, Traces};
use crate::report::{Builder, Proposition};
use crate::store::{ClaimFilter, Store, View};

use super::case::{Case, Findings};
use super::{AsOf, Result, report};

/// What falls with a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Fallout {
    /// The claim.
    pub claim: ClaimRecord,
    /// What rests on it alone, directly or by another: it falls.
    pub falls: Vec<Falling>,
    /// What shares its origin or its text: it falls if that was withdrawn.
    pub shared: Vec<Falling>,
    /// The propositions that this changes.
    pub changes: Vec<Change>,
}

/// A claim that rests on another.
#[derive(Clone, Debug, PartialEq)]
pub struct Falling {
    /// The claim.
    pub record: ClaimRecord,
    /// The claim that it directly rests on.
    pub on: ClaimId,
    /// How, in a sentence.
    pub how: String,
}

/// What a proposition comes to, with the claim and without.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The words of the claim that stands for it.
    pub statement: String,
    /// With it: the verdict, and the suggested credibility.
    pub with: (String, u8),
    /// Without it.
    pub without: (String, u8),
}

/// Tells what falls if a claim is withdrawn; if it is already, what has fallen with it.
pub fn fallout(store: &Store, as_of: AsOf, id: ClaimId) -> Result<Fallout> {
    let view = store.at(as_of)?;
    let case = Case::around(&view, [id])?.with(&[view.claim(id)?]);
    let place = case.places();
    let at = place[&id];
    let findings = case.decided();
    let agreeing = case.agreeing(&place);
    let fallen = findings.traces.fall_with(&BTreeSet::from([at]), &agreeing);
    let falling = |(claim, on): (usize, usize)| {
        let agree = agreeing.get(&on).is_some_and(|others| others.contains(&claim));
        let (Rest::Alone(how) | Rest::Shared(how)) = findings.traces.rests_on(claim, on, agree)?;
        Some(Falling { record: case.claims[claim].clone(), on: case.claims[on].id, how })
    };
    let own = agreeing.get(&at).into_iter().flatten();
    let others = own.filter(|other| !fallen.contains_key(other)).map(|&other| (other, at));
    let shared = others.filter_map(falling).collect();
    let mut gone: BTreeSet<usize> = fallen.keys().copied().collect();
    gone.insert(at);
    let falls = fallen.into_iter().filter_map(falling).collect();
    let changes = changes(&case, findings, &gone);
    Ok(Fallout { claim: case.claims[at].clone(), falls, shared, changes })
}

/// The propositions of `gone` claims whose verdict or credibility is another without them.
fn changes(case: &Case, mut findings: Findings, gone: &BTreeSet<usize>) -> Vec<Change> {
    let ids: BTreeSet<ClaimId> = gone.iter().map(|&at| case.claims[at].id).collect();
    findings.withdrawn.retain(|at| !gone.contains(at));
    let report = |findings: &Findings| {
        let mut made = Builder::default();
        report::add(&mut made, case, findings, Some(&ids));
        made.finish()
    };
    let with = report(&findings);
    findings.withdrawn.extend(gone);
    let without = report(&findings);
    let key = |one: &Proposition| one.claims.iter().min().copied();
    let mut after: BTreeMap<Option<ClaimId>, &Proposition> =
        without.propositions.iter().map(|one| (key(one), one)).collect();
    let pairs = with.propositions.iter().filter_map(|one| Some((one, after.remove(&key(one))?)));
    let comes_to = |one: &Proposition| (one.verdict.clone(), one.credibility.grade);
    let change = |(with, without): (&Proposition, &Proposition)| Change {
        statement: with.statement.clone(),
        with: comes_to(with),
        without: comes_to(without),
    };
    pairs.map(change).filter(|change| change.with != change.without).collect()
}

impl Case {
    /// The claims whose contents agree with each, by their places.
    pub(super) fn agreeing(
        &self,
        place: &HashMap<ClaimId, usize>,
    ) -> BTreeMap<usize, BTreeSet<usize>> {
        let mut agreeing: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for one in self.comparisons.iter().filter(|one| agrees(one.comparison.agreement)) {
            if let (Some(&a), Some(&b)) = (place.get(&one.a), place.get(&one.b)) {
                agreeing.entry(a).or_default().insert(b);
                agreeing.entry(b).or_default().insert(a);
            }
        }
        agreeing
    }
}

const fn agrees(agreement: Agreement) -> bool {
    matches!(agreement, Agreement::Agrees | Agreement::Refines)
}

/// Marks the claims that rest on one that was withdrawn.
pub(super) fn mark(view: &View<'_>, claims: &mut [ClaimRecord]) -> Result<()> {
    let fallen = fallen(view)?;
    for claim in claims {
        claim.rests_on = fallen.get(&claim.id).copied();
    }
    Ok(())
}

/// The claims that have fallen with those that people withdrew, each with the withdrawn or fallen
/// one that it rests on. Looks only at what was compared with these or stands in their documents.
fn fallen(view: &View<'_>) -> Result<BTreeMap<ClaimId, ClaimId>> {
    let mut gone: BTreeSet<ClaimId> = view.withdrawn()?.into_iter().collect();
    let (mut fallen, mut open) = (BTreeMap::new(), gone.clone());
    while !open.is_empty() {
        let near = neighbours(view, &open)?;
        let place = near.places();
        let from = open.iter().filter_map(|id| place.get(id).copied()).collect();
        let found = traces(view, &near)?.fall_with(&from, &near.agreeing(&place));
        open.clear();
        for (claim, on) in found {
            let (claim, on) = (near.claims[claim].id, near.claims[on].id);
            if gone.insert(claim) {
                fallen.insert(claim, on);
                open.insert(claim);
            }
        }
    }
    Ok(fallen)
}

/// The claims that could rest on some others, and these.
fn neighbours(view: &View<'_>, of: &BTreeSet<ClaimId>) -> Result<Case> {
    let ids: Vec<ClaimId> = of.iter().copied().collect();
    let mut comparisons = view.comparisons(Some(&ids))?;
    comparisons.retain(|one| agrees(one.comparison.agreement));
    let compared = comparisons.iter().flat_map(|one| [one.a, one.b]);
    let mut claims: BTreeMap<ClaimId, ClaimRecord> = BTreeMap::new();
    for id in compared.chain(ids.iter().copied()) {
        if let btree_map::Entry::Vacant(place) = claims.entry(id) {
            place.insert(view.claim(id)?);
        }
    }
    let own = ids.iter().filter_map(|id| Some(claims.get(id)?.document.id));
    for document in own.collect::<BTreeSet<DocumentId>>() {
        let all =
            ClaimFilter { document: Some(document), withdrawn: true, ..ClaimFilter::default() };
        let siblings = view.claims(&all)?;
        claims.extend(siblings.into_iter().map(|claim| (claim.id, claim)));
    }
    let claims = claims.into_values().filter(|claim| claim.is_live() || of.contains(&claim.id));
    Ok(Case { claims: claims.collect(), comparisons, ..Case::default() })
}

fn traces(view: &View<'_>, case: &Case) -> Result<Traces> {
    let ids: BTreeSet<SourceId> =
        case.claims.iter().flat_map(|claim| claim.sources.iter().copied()).collect();
    let sources = view.sources(Some(&ids.into_iter().collect::<Vec<_>>()))?;
    let mut texts = HashMap::new();
    for claim in &case.claims {
        if let hash_map::Entry::Vacant(place) = texts.entry(claim.document.id) {
            place.insert(view.text(claim.document.id)?);
        }
    }
    Ok(Traces::new(&sources, &view.judged_ties()?, &case.claims, &texts))
}
