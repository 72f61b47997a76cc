//! People's judgements on propositions: put claims together, take them apart, give a name.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ClaimId, Judged};
use crate::report::{Name, Said};
use crate::store::{Placement, Session, Store, Writer};

use super::case::Case;
use super::{Error, Result};

/// Puts claims on one proposition. Returns how many judgements are new.
pub fn join(
    store: &mut Store,
    session: &Session,
    claims: &[ClaimId],
    because: Option<&str>,
) -> Result<usize> {
    let [first, others @ ..] = claims else { return Err(Error::Empty("the list of claims")) };
    if others.iter().all(|other| other == first) {
        return Err(Error::Itself("a claim"));
    }
    store.write(session, |writer| {
        let pairs = others.iter().map(|other| (*first, *other));
        place(writer, session, pairs, true, because)
    })
}

/// Takes claims out of their proposition; those named together stay together. `from` are the
/// claims that they are not to be with: all others of their propositions if it is empty. Returns
/// how many judgements are new.
pub fn split(
    store: &mut Store,
    session: &Session,
    claims: &[ClaimId],
    from: &[ClaimId],
    because: Option<&str>,
) -> Result<usize> {
    let own: BTreeSet<ClaimId> = claims.iter().copied().collect();
    store.write(session, |writer| {
        let others = if from.is_empty() {
            others_with(&Case::around(writer.view(), own.iter().copied())?, &own)
        } else {
            from.iter().copied().collect()
        };
        if others.iter().any(|other| own.contains(other)) {
            return Err(Error::Itself("a claim"));
        }
        let pairs = own.iter().flat_map(|&a| others.iter().map(move |&b| (a, b)));
        let mut new = place(writer, session, pairs, false, because)?;
        if let [first, rest @ ..] = claims {
            let kept = rest.iter().filter(|other| *other != first).map(|other| (*first, *other));
            new += place(writer, session, kept, true, because)?;
        }
        Ok(new)
    })
}

/// The claims that share a proposition with some of `own`.
fn others_with(case: &Case, own: &BTreeSet<ClaimId>) -> BTreeSet<ClaimId> {
    let id = |at: &usize| case.claims[*at].id;
    let groups = case.decided().groups;
    let theirs = groups.iter().filter(|group| group.iter().any(|at| own.contains(&id(at))));
    theirs.flatten().map(id).filter(|id| !own.contains(id)).collect()
}

/// Records judgements, save those that are the person's latest on the pair already.
fn place(
    writer: &mut Writer<'_>,
    session: &Session,
    pairs: impl Iterator<Item = (ClaimId, ClaimId)>,
    together: bool,
    because: Option<&str>,
) -> Result<usize> {
    let mut latest: BTreeMap<(ClaimId, ClaimId), bool> = BTreeMap::new();
    for one in writer.view().placements()?.iter().filter(|one| one.judged.by == session.by()) {
        latest.insert(ordered(one.a, one.b), one.together);
    }
    let mut new = 0;
    for (a, b) in pairs.filter(|(a, b)| a != b) {
        for claim in [a, b] {
            writer.view().claim(claim)?;
        }
        if latest.insert(ordered(a, b), together) != Some(together) {
            writer.place((a, b), together, because)?;
            new += 1;
        }
    }
    Ok(new)
}

fn ordered(a: ClaimId, b: ClaimId) -> (ClaimId, ClaimId) {
    (a.min(b), a.max(b))
}

/// Names the proposition that a claim is about. `false` if that is its claim's name already.
pub fn name(store: &mut Store, session: &Session, claim: ClaimId, name: &str) -> Result<bool> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Error::Empty("a name"));
    }
    store.write(session, |writer| {
        writer.view().claim(claim)?;
        let names = writer.view().proposition_names()?;
        let standing = names.iter().rev().find(|one| one.claim == claim);
        let known = standing.is_some_and(|one| one.name == name);
        if !known {
            writer.name_proposition(claim, &name)?;
        }
        Ok(!known)
    })
}

impl Case {
    /// What people call propositions, in the order of recording.
    pub(super) fn named(&self) -> Vec<Name> {
        let place = self.places();
        let name = |one: &crate::store::Naming| {
            Some(Name {
                claim: *place.get(&one.claim)?,
                name: one.name.clone(),
                by: one.judged.by.clone(),
            })
        };
        self.names.iter().filter_map(name).collect()
    }

    /// What people said of which claims are about one proposition, in sentences.
    pub(super) fn said(&self) -> Vec<Said> {
        let place = self.places();
        let (placed, accord) = self.accord(&place);
        let overruled: BTreeSet<usize> = accord.overruled.into_iter().collect();
        let mut made: Vec<(Key<'_>, Vec<ClaimId>)> = Vec::new();
        for (at, one) in placed.iter().enumerate() {
            let key = Key::of(one, overruled.contains(&at));
            match made.last_mut().filter(|(last, _)| *last == key) {
                Some((_, others)) => others.push(one.b),
                None => made.push((key, vec![one.b])),
            }
        }
        let said = made.into_iter().map(|(key, others)| Said {
            claims: others.iter().chain([&key.claim]).map(|id| place[id]).collect(),
            words: key.words(&others),
        });
        said.collect()
    }
}

/// What judgements of one breath have in common.
#[derive(PartialEq)]
struct Key<'a> {
    claim: ClaimId,
    together: bool,
    because: Option<&'a str>,
    judged: &'a Judged,
    overruled: bool,
}

impl<'a> Key<'a> {
    fn of(one: &'a Placement, overruled: bool) -> Self {
        let Placement { a, together, because, judged, .. } = one;
        Self { claim: *a, together: *together, because: because.as_deref(), judged, overruled }
    }

    /// "Mara took 3fa0c1d2 apart from 91b2aa07 on 2024-03-08: another wall".
    fn words(&self, others: &[ClaimId]) -> String {
        let short = |id: &ClaimId| id.to_string().chars().take(8).collect::<String>();
        let with = match others {
            [one] => short(one),
            more => format!("{} claims", more.len()),
        };
        let (claim, by, on) = (short(&self.claim), &self.judged.by, self.judged.at.format("%F"));
        let deed = if self.together {
            format!("{by} put {claim} together with {with} on {on}")
        } else {
            format!("{by} took {claim} apart from {with} on {on}")
        };
        let why = self.because.map_or(String::new(), |why| format!(" ({why})"));
        let fate = if self.overruled { "; a later judgement overrules it" } else { "" };
        format!("{deed}{why}{fate}")
    }
}
