//! Are two claims independent, why, and what would settle it?

use std::collections::BTreeSet;

use crate::model::{
    ClaimId, ClaimRecord, Independence, Judged, RelationRecord, Separation, SourceId, SourceTie,
};
use crate::store::{Event, Happening, Store, View};

pub use crate::origin::{Check, Outcome};

use super::case::Case;
use super::fallout::mark;
use super::resolve::Ties;
use super::{AsOf, Error, Result};

/// Whether two claims are independent, with everything that was looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// The two claims.
    pub claims: [ClaimRecord; 2],
    /// The verdict.
    pub independence: Independence,
    /// Every check.
    pub checks: Vec<Check>,
    /// What people judged on the two sources, or on those that are one with them.
    pub judged: Vec<SourceTie>,
    /// What people judged on them before a later judgement on the same question.
    pub overruled: Vec<SourceTie>,
    /// How the two claims stand to each other, if that is known.
    pub relation: Option<RelationRecord>,
    /// What a person could record.
    pub steps: Vec<Step>,
}

/// Something that a person could record to settle the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// If what is known.
    pub when: &'static str,
    /// The command's words.
    pub command: Vec<String>,
}

/// Explains whether two claims have independent origins.
pub fn explain(store: &Store, as_of: AsOf, a: ClaimId, b: ClaimId) -> Result<Explained> {
    if a == b {
        return Err(Error::Itself("a claim"));
    }
    let view = store.at(as_of)?;
    let mut claims = [view.claim(a)?, view.claim(b)?];
    mark(&view, &mut claims)?;
    let case = Case::around(&view, [a, b])?.with(&claims);
    let place = case.places();
    let (x, y) = (place[&a], place[&b]);
    let findings = case.findings();
    let pair = |one: &&RelationRecord| [one.a, one.b] == [a, b] || [one.a, one.b] == [b, a];
    let relation = findings.relations.iter().find(pair).cloned();
    let independence = findings.traces.independence(x, y);
    let checks = findings.traces.checks(x, y);
    let steps = steps(&claims, &checks, independence.separation, relation.as_ref());
    let origins: Vec<SourceId> =
        claims.iter().filter_map(|claim| claim.sources.last().copied()).collect();
    let either = Ties::judged(&view)?.same(&origins);
    let meets = |tie: &&SourceTie| either.contains(&tie.a) && either.contains(&tie.b);
    let judged: Vec<SourceTie> =
        case.ties.iter().filter(|tie| tie.judged.is_some()).filter(meets).cloned().collect();
    let overruled = overruled(&view, &either, &judged)?;
    Ok(Explained { claims, independence, checks, judged, overruled, relation, steps })
}

/// What people judged on the same sources before a later judgement on the same question.
fn overruled(
    view: &View<'_>,
    sources: &BTreeSet<SourceId>,
    standing: &[SourceTie],
) -> Result<Vec<SourceTie>> {
    let stands = |a, tie, b, judged: &Judged| {
        let same = |one: &&SourceTie| (one.a, one.tie, one.b) == (a, tie, b);
        standing.iter().filter(same).any(|one| one.judged.as_ref() == Some(judged))
    };
    let mut found: Vec<SourceTie> = Vec::new();
    for &source in sources {
        for Happening { event, judged, undone, .. } in view.history_of_source(source)? {
            let Event::Tied { a, tie, b } = event else { continue };
            let both = sources.contains(&a) && sources.contains(&b) && a == source;
            if both && !undone && !stands(a, tie, b, &judged) {
                let judged = Some(judged);
                found.push(SourceTie { a, tie, b, holds_on: None, judged, because: None });
            }
        }
    }
    Ok(found)
}

fn steps(
    claims: &[ClaimRecord; 2],
    checks: &[Check],
    separation: Separation,
    relation: Option<&RelationRecord>,
) -> Vec<Step> {
    let [a, b] = claims.each_ref().map(|claim| short(claim.id));
    let sources = claims.each_ref().map(|claim| claim.sources.last().map(short));
    let step = |when, words: &[&str]| Step {
        when,
        command: words.iter().map(|word| (*word).to_owned()).collect(),
    };
    let came = |name: &str, to| checks.iter().any(|one| one.name == name && one.outcome == to);
    let open = |name: &str| came(name, Outcome::Open);
    let mut steps = Vec::new();
    if let [Some(x), Some(y)] = &sources {
        if x != y && (open("person") || open("alias")) {
            steps.push(step("they are one source", &["source", "alias", x, y]));
            steps.push(step("they are two", &["source", "not-same", x, y]));
        }
        if open("party") {
            steps.push(step("one speaks for the other", &["source", "party", x, y]));
            steps.push(step("they are apart", &["source", "not-same", x, y]));
        }
    }
    if open("relay") {
        for (claim, id) in claims.iter().zip([&a, &b]) {
            let alone = claim.claim.chain.len() < 2;
            if alone {
                let when = "the outlet says whom it has it from";
                steps.push(step(when, &["edit", id, "--source", "NAME"]));
            }
        }
    }
    let stands = relation.map(|one| one.relation.as_str());
    match separation {
        Separation::SharedOriginFound if came("person", Outcome::Shared) => {
            if let [Some(x), Some(y)] = sources.each_ref().map(Option::as_ref)
                && x != y
            {
                steps.push(step("they are two", &["source", "not-same", x, y]));
            }
        }
        Separation::SharedOriginFound if stands != Some("corroborates") => {
            steps.push(step("each has a basis of its own", &["relate", &a, "corroborates", &b]));
        }
        Separation::Assumed | Separation::NotEstablished if stands != Some("repeats") => {
            steps.push(step("one only passes the other on", &["relate", &b, "repeats", &a]));
        }
        _ => {}
    }
    steps
}

fn short(id: impl std::fmt::Display) -> String {
    id.to_string().chars().take(8).collect()
}
