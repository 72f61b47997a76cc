//! The corroboration report of the record, or of a part of it.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ClaimId, ClaimRecord, SourceId};
use crate::origin::Traces;
use crate::report::{Credibility, Material, Report, SourceHistory, SumLine, build};
use crate::store::{ClaimFilter, Store};

use super::answered::statement;
use super::case::{Case, Findings};
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

/// Builds the report.
pub fn report(store: &Store, as_of: AsOf, query: &ReportQuery) -> Result<Report> {
    let view = store.at(as_of)?;
    let case = Case::load(&view)?;
    let wanted = match (&query.claims, query.filter == ClaimFilter::default()) {
        (Some(claims), _) => Some(claims.iter().copied().collect()),
        (None, true) => None,
        (None, false) => {
            let filter = ClaimFilter { limit: None, ..query.filter.clone() };
            Some(view.claims(&filter)?.iter().map(|claim| claim.id).collect::<BTreeSet<_>>())
        }
    };
    let day = as_of.map(|at| at.format("%Y-%m-%d %H:%M UTC").to_string());
    Ok(of(&case, wanted.as_ref(), query.question.as_deref(), day.as_deref()))
}

/// Suggests the credibility of a claim, by the whole record; `None` if it was rejected.
pub fn credibility(store: &Store, as_of: AsOf, claim: ClaimId) -> Result<Option<Credibility>> {
    let query = ReportQuery { claims: Some(vec![claim]), ..ReportQuery::default() };
    let found = report(store, as_of, &query)?;
    Ok(found.propositions.iter().find_map(|one| one.credibility_of(claim)))
}

/// Tells how a source has fared, by the whole record; `None` if it never took a side.
pub fn record(store: &Store, as_of: AsOf, source: SourceId) -> Result<Option<SourceHistory>> {
    let case = Case::load(&store.at(as_of)?)?;
    let findings = case.decided();
    let ids = findings.traces.identities();
    let Some(who) = ids.who(source) else { return Ok(None) };
    let name = ids.name(who);
    let found = of_findings(&case, &findings, None, None, None);
    Ok(found.sources.into_iter().find(|one| one.source == name))
}

/// Builds the report of a case: of the propositions with a claim that is `wanted`, or of all.
pub fn of(
    case: &Case,
    wanted: Option<&BTreeSet<ClaimId>>,
    question: Option<&str>,
    as_of: Option<&str>,
) -> Report {
    of_findings(case, &case.decided(), wanted, question, as_of)
}

/// Builds the report of what was found in a case.
pub(super) fn of_findings(
    case: &Case,
    findings: &Findings,
    wanted: Option<&BTreeSet<ClaimId>>,
    question: Option<&str>,
    as_of: Option<&str>,
) -> Report {
    let mut groups = findings.groups.clone();
    if let Some(wanted) = wanted {
        groups.retain(|group| group.iter().any(|&at| wanted.contains(&case.claims[at].id)));
    }
    build(Material {
        question,
        as_of,
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
    })
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
