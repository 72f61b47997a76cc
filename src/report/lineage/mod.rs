//! The way back: from every document that carries a proposition over whoever passed it on to its
//! origins. Plain data, and one file for each way of drawing it.

mod dot;
mod svg;

use std::collections::BTreeMap;

use serde::Serialize;

use super::{ClaimLine, Origin, Proposition};
use crate::model::{ClaimId, Stance};

pub use dot::dot;
pub use svg::svg;

/// The ways from a proposition's documents back to its origins.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lineage {
    /// What a person calls the proposition.
    pub name: Option<String>,
    /// The words of the claim that stands for it.
    pub statement: String,
    /// The verdict in words.
    pub verdict: String,
    /// The origins; last those who take no side, without a letter.
    pub origins: Vec<Root>,
    /// Letters of origins that contradict each other.
    pub against: Vec<[String; 2]>,
}

/// An origin, and the ways by which its words got out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Root {
    /// The letter by which the report names it.
    pub letter: Option<String>,
    /// Who it is.
    pub name: String,
    /// What else there is to know: the party, unnamed, whom it may be, withdrawn.
    pub notes: Vec<String>,
    /// The ways, the direct one first.
    pub ways: Vec<Way>,
}

/// One way from documents to an origin.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Way {
    /// Who passed it on, outermost first; empty if the outlets have it first-hand.
    pub relays: Vec<String>,
    /// What the documents carry.
    pub leaves: Vec<Leaf>,
}

/// One claim in one document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Leaf {
    /// The claim.
    pub claim: ClaimId,
    /// What its speaker does with the words.
    pub stance: Stance,
    /// Who publishes it.
    pub outlet: String,
    /// When it was said, or else published ("said 2031-03-01").
    pub on: String,
    /// The words.
    pub words: String,
    /// How it carries another's words: "nearly the same words", "said again".
    pub how: Option<String>,
    /// Whether and how it was taken back.
    pub withdrawn: Option<String>,
    /// Where it stands in review.
    pub review: &'static str,
}

/// Follows a proposition back to its origins.
pub fn lineage(proposition: &Proposition) -> Lineage {
    let mut origins: Vec<Root> = proposition.tree.iter().map(root).collect();
    origins.extend(proposition.silent.iter().map(silent));
    let mut against: Vec<[String; 2]> = Vec::new();
    for pair in &proposition.contradictions {
        if let (Some(a), Some(b)) = (&pair.a_origin, &pair.b_origin) {
            let pair = [a.min(b).clone(), a.max(b).clone()];
            if a != b && !against.contains(&pair) {
                against.push(pair);
            }
        }
    }
    Lineage {
        name: proposition.name.clone(),
        statement: proposition.statement.clone(),
        verdict: proposition.verdict.clone(),
        origins,
        against,
    }
}

fn root(origin: &Origin) -> Root {
    let leaves = origin.says.iter().flat_map(|saying| {
        let carried = saying.carried_by.iter();
        let carried = carried.map(|carrier| (&carrier.claim, Some(carrier.how.as_str())));
        std::iter::once((&saying.claim, None)).chain(carried)
    });
    Root {
        letter: Some(origin.letter.clone()),
        name: origin.name.clone(),
        notes: notes(origin),
        ways: ways(leaves),
    }
}

fn notes(origin: &Origin) -> Vec<String> {
    let party = origin.party.as_ref().map(|party| format!("for {party}"));
    let unnamed = origin.unnamed.then(|| "unnamed".to_owned());
    let may_be =
        (!origin.may_be.is_empty()).then(|| format!("may be {}", origin.may_be.join(" or ")));
    let withdrawn = origin.withdrawn.then(|| "withdrawn".to_owned());
    party.into_iter().chain(unnamed).chain(may_be).chain(withdrawn).collect()
}

/// Somebody who takes no side.
fn silent(claim: &ClaimLine) -> Root {
    Root {
        letter: None,
        name: claim.source.clone(),
        notes: vec![format!("takes no side: {}", claim.stance)],
        ways: ways(std::iter::once((claim, None))),
    }
}

fn ways<'c>(leaves: impl Iterator<Item = (&'c ClaimLine, Option<&'c str>)>) -> Vec<Way> {
    let mut by_relays: BTreeMap<&[String], Vec<Leaf>> = BTreeMap::new();
    for (claim, how) in leaves {
        by_relays.entry(&claim.relays).or_default().push(leaf(claim, how));
    }
    let way = |(relays, leaves): (&[String], _)| Way { relays: relays.to_vec(), leaves };
    by_relays.into_iter().map(way).collect()
}

fn leaf(claim: &ClaimLine, how: Option<&str>) -> Leaf {
    let on = match (&claim.asserted_on, &claim.published_on) {
        (Some(said), _) => format!("said {said}"),
        (None, Some(published)) => format!("published {published}"),
        (None, None) => "undated".to_owned(),
    };
    Leaf {
        claim: claim.id,
        stance: claim.stance,
        outlet: claim.outlet.clone().unwrap_or_else(|| "no outlet".to_owned()),
        on,
        words: claim.words.clone(),
        // The way says who passed it on.
        how: how.filter(|how| !how.starts_with("via ")).map(str::to_owned),
        withdrawn: claim.withdrawn.clone(),
        review: claim.review,
    }
}

impl Leaf {
    /// "denies, said 2031-03-01, said again, retracted, 3fa0c1d2 unreviewed".
    pub(super) fn facts(&self) -> String {
        let rest = self.circumstances();
        self.told().map_or(rest.clone(), |told| format!("{told}, {rest}"))
    }

    /// The same with the outlet: "denies, Tidewater Post, said 2031-03-01, 3fa0c1d2 unreviewed".
    pub(super) fn provenance(&self) -> String {
        let parts = self.told().into_iter().chain([self.outlet.as_str()]);
        format!("{}, {}", parts.collect::<Vec<_>>().join(", "), self.circumstances())
    }

    /// What its speaker does with the words, if they are not just asserted. Of those who take no side,
    /// their origin's notes say so.
    fn told(&self) -> Option<&'static str> {
        let told = self.stance != Stance::Asserts && self.stance.takes_a_side();
        told.then_some(self.stance.as_str())
    }

    fn circumstances(&self) -> String {
        let more = [self.how.as_deref(), self.withdrawn.as_deref()];
        let mut parts = vec![self.on.as_str()];
        parts.extend(more.into_iter().flatten());
        let id: String = self.claim.to_string().chars().take(8).collect();
        format!("{}, {id} {}", parts.join(", "), self.review)
    }
}

impl Root {
    /// "A Ana Orsk".
    pub(super) fn title(&self) -> String {
        self.letter.as_ref().map_or_else(|| self.name.clone(), |at| format!("{at} {}", self.name))
    }
}

#[cfg(test)]
mod tests;
