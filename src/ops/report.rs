//! The corroboration report of the record, or of a part of it.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ClaimId, ClaimRecord, SourceId};
use crate::origin::Traces;
use crate::report::{Builder, Credibility, Material, Report, SourceHistory, SumLine};
use crate::store::{ClaimFilter, Store};

use super::answered::statement;
use super::case::{Case, Cases, Findings};
use super::resolve::Ties;
use super::{AsOf, Result};

/// What a report is about. The default is the whole record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportQuery {
    /// The question in words, for the head of the report.
    pub question: Option<String>,
    /// The propositions that one of these claims belongs to.
    pub claims: Option<Vec<ClaimId>>,
    /// The propositions with a claim that this finds; its limit is ignored.
    pub filter: ClaimFilter,
}

/// Builds the report, story by story.
pub fn report(store: &Store, as_of: AsOf, query: &ReportQuery) -> Result<Report> {
    let view = store.at(as_of)?;
    let wanted: Option<BTreeSet<ClaimId>> =
        match (&query.claims, query.filter == ClaimFilter::default()) {
            (Some(claims), _) => Some(claims.iter().copied().collect()),
            (None, true) => None,
            (None, false) => {
                let filter = ClaimFilter { limit: None, ..query.filter.clone() };
                Some(view.claims(&filter)?.iter().map(|claim| claim.id).collect())
            }
        };
    let mut made = Builder::new(query.question.clone(), as_of.map(|moment| moment.to_string()));
    for case in Cases::of(&view, wanted.as_ref())? {
        let case = case?;
        add(&mut made, &case, &case.decided(), wanted.as_ref());
    }
    Ok(made.finish())
}

/// Suggests the credibility of a claim, by its story; `None` if it was rejected.
pub fn credibility(store: &Store, as_of: AsOf, claim: ClaimId) -> Result<Option<Credibility>> {
    let query = ReportQuery { claims: Some(vec![claim]), ..ReportQuery::default() };
    let found = report(store, as_of, &query)?;
    Ok(found.propositions.iter().find_map(|one| one.credibility_of(claim)))
}

/// Tells how a source has fared, by the stories in which it speaks; `None` if it never took a side.
pub fn record(store: &Store, as_of: AsOf, source: SourceId) -> Result<Option<SourceHistory>> {
    let view = store.at(as_of)?;
    let same = Ties::judged(&view)?.same(&[source]).into_iter().collect();
    let filter = ClaimFilter { sources: Some(same), withdrawn: true, ..ClaimFilter::default() };
    let claims = view.claims(&filter)?.iter().map(|claim| claim.id).collect();
    let (mut made, mut name) = (Builder::new(None, None), None);
    for case in Cases::of(&view, Some(&claims))? {
        let case = case?;
        let findings = case.decided();
        let ids = findings.traces.identities();
        name = name.or_else(|| ids.who(source).map(|who| ids.name(who).to_owned()));
        add(&mut made, &case, &findings, None);
    }
    Ok(made.finish().sources.into_iter().find(|one| Some(&one.source) == name.as_ref()))
}

/// Adds a case to a report: the propositions with a claim that is `wanted`, or all.
pub(super) fn add(
    made: &mut Builder,
    case: &Case,
    findings: &Findings,
    wanted: Option<&BTreeSet<ClaimId>>,
) {
    let mut groups = findings.groups.clone();
    if let Some(wanted) = wanted {
        groups.retain(|group| group.iter().any(|&at| wanted.contains(&case.claims[at].id)));
    }
    made.add(Material {
        claims: &case.claims,
        sources: &case.sources,
        traces: &findings.traces,
        groups: &groups,
        relations: &findings.relations,
        withdrawn: &findings.withdrawn,
        fallen: &findings.fallen,
        sums: &sums(case, &findings.traces),
        names: &case.named(),
        said: &case.said(),
    });
}

/// The claims that give a whole with its parts, checked.
fn sums(case: &Case, traces: &Traces) -> BTreeMap<usize, SumLine> {
    let line = |(at, record): (usize, &ClaimRecord)| {
        let sum = statement(record).sum()?;
        let result = match sum.order {
            Ordering::Equal => "the parts add up",
            Ordering::Less => "the parts are less than the whole",
            Ordering::Greater => "the parts are more than the whole",
        };
        let source = traces.label(at);
        let line = SumLine { claim: record.id, source, whole: sum.whole, parts: sum.parts, result };
        Some((at, line))
    };
    case.claims.iter().enumerate().filter_map(line).collect()
}
