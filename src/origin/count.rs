//! How many independent origins speak to a proposition: a range, with its reasons.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::identity::Who;
use super::independence::{is_same_party, is_same_text, label, may_be_same, takes_from};
use super::party::PartyKey;
use super::trace::{Trace, Traces};
use super::unnamed::Sort;
use crate::model::DisjointSets;

/// The independent origins of some claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// Everybody who may be the same taken as the same; what was withdrawn left out.
    pub at_least: usize,
    /// Everybody who may be different taken as different.
    pub at_most: usize,
    /// The origins, each with its claims. Claims that take no side belong to none.
    pub groups: Vec<OriginGroup>,
    /// Why the two counts differ; empty if they do not.
    pub because: Vec<String>,
}

/// Claims that rest on one origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginGroup {
    /// Who is behind them, by the fullest name.
    pub name: String,
    /// The party, if one is known.
    pub party: Option<String>,
    /// The claims, by their places in the list, in that order.
    pub claims: Vec<usize>,
    /// All of them were withdrawn.
    pub withdrawn: bool,
    /// Other groups, by their places, that may be the same origin.
    pub may_be: Vec<usize>,
}

/// What is known of the contents of some claims when their origins are counted.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// Pairs that cannot both hold, the smaller place first: nobody says both.
    pub contradict: BTreeSet<(usize, usize)>,
    /// Claims that their outlet or origin took back.
    pub withdrawn: BTreeSet<usize>,
}

/// With more groups than this, who may be whom is told by sort and party alone.
const MOST_PAIRED: usize = 400;

impl Traces {
    /// Counts the independent origins of `claims`. Only those that assert or deny count.
    pub fn count(&self, claims: &[usize], contents: &Contents) -> Origins {
        let mut voters: Vec<usize> =
            claims.iter().copied().filter(|&claim| self.votes(claim)).collect();
        voters.sort_unstable();
        voters.dedup();
        let members = self.merge_relayed(self.group(&voters), contents);
        let mut groups: Vec<OriginGroup> =
            members.into_iter().map(|claims| self.describe(claims, contents)).collect();
        self.mark_may_be(&mut groups, contents);
        let at_least = surely_apart(&groups);
        Origins { at_least, at_most: groups.len(), because: reasons(&groups), groups }
    }

    fn votes(&self, claim: usize) -> bool {
        let trace = &self.all[claim];
        let nobody = matches!(trace.name.to_lowercase().as_str(), "nobody" | "no one" | "none");
        trace.stance.takes_a_side() && !trace.rejected && !trace.disowns && !nobody
    }

    /// Puts together what shares source, party, text, relay or echo.
    fn group(&self, voters: &[usize]) -> Vec<Vec<usize>> {
        let mut groups = DisjointSets::of(voters.len());
        let trace = |at: usize| &self.all[voters[at]];
        groups.join_by_key((0..voters.len()).filter_map(|at| Some((trace(at).origin?, at))));
        let party = |at: usize| match &trace(at).party {
            Some(party) if !party.is_vague() => Some((party.key.clone(), at)),
            _ => None,
        };
        groups.join_by_key::<PartyKey>((0..voters.len()).filter_map(party));
        join_copies(&mut groups, voters.len(), trace);
        for at in 0..voters.len() {
            let outer = trace(at).within.and_then(|outer| voters.binary_search(&outer).ok());
            if let Some(outer) = outer {
                groups.join(at, outer);
            }
            if let Some(other) = self.leans_on(at, voters) {
                groups.join(at, other);
            }
        }
        groups
            .into_sets()
            .into_iter()
            .map(|set| set.into_iter().map(|at| voters[at]).collect())
            .collect()
    }

    /// The claim that this one only passes on: by relay, by echo, or as a report in the press.
    fn leans_on(&self, at: usize, voters: &[usize]) -> Option<usize> {
        let own = &self.all[voters[at]];
        let rests = own.echo.is_some() || own.sort == Some(Sort::Media) || !own.relays.is_empty();
        if !rests {
            return None;
        }
        let strength = |other: &Trace| -> u32 {
            if other.origin.is_some_and(|who| own.relays.contains(&who)) {
                7
            } else if takes_from(self, own, other) {
                4 + shared_words(own, other)
            } else if self.echoes(own, other) {
                if self.names(own, other) {
                    3
                } else {
                    u32::from(own.document == other.document) + 1
                }
            } else {
                let report = own.sort == Some(Sort::Media) && other.sort != Some(Sort::Media);
                let own_page = own.origin.is_some() && own.origin == other.outlet;
                u32::from(report && own.kind.is_unnamed()) + 2 * u32::from(report && own_page)
            }
        };
        let others = (0..voters.len()).filter(|&other| other != at).take(MOST_PAIRED);
        let best =
            others.map(|other| (strength(&self.all[voters[other]]), std::cmp::Reverse(other)));
        best.max().filter(|(strength, _)| *strength > 0).map(|(_, other)| other.0)
    }

    /// Origins that reach us through one and the same relay only, and do not contradict each
    /// other, count once.
    fn merge_relayed(&self, groups: Vec<Vec<usize>>, contents: &Contents) -> Vec<Vec<usize>> {
        let mut made: Vec<Vec<usize>> = Vec::new();
        let mut by_relay: BTreeMap<Who, usize> = BTreeMap::new();
        for group in groups {
            let relay = self.only_through(&group);
            let known = relay.and_then(|relay| by_relay.get(&relay).copied());
            match known.filter(|&at| !contradict(&made[at], &group, contents)) {
                Some(at) => made[at].extend(group),
                None => {
                    by_relay.extend(relay.map(|relay| (relay, made.len())));
                    made.push(group);
                }
            }
        }
        made.iter_mut().for_each(|group| group.sort_unstable());
        made
    }

    /// The relay that all of the claims come through.
    fn only_through(&self, group: &[usize]) -> Option<Who> {
        let mut relays = group.iter().map(|&claim| &self.all[claim].relays);
        let first = relays.next()?.clone();
        relays.fold(first, |shared, relays| &shared & relays).first().copied()
    }

    fn describe(&self, claims: Vec<usize>, contents: &Contents) -> OriginGroup {
        let fullest = claims.iter().map(|&claim| &self.all[claim]).min_by_key(|trace| {
            (
                trace.echo.is_some(),
                trace.sort == Some(Sort::Media),
                trace.kind.is_unnamed(),
                !trace.relays.is_empty(),
            )
        });
        let own = |trace: &Trace| fullest.is_some_and(|fullest| fullest.origin == trace.origin);
        let lends = |trace: &&Trace| own(trace) || !self.only_publishes(trace, &claims);
        let party = claims
            .iter()
            .map(|&claim| &self.all[claim])
            .filter(lends)
            .find_map(|trace| trace.party.as_ref().filter(|party| !party.is_vague()));
        OriginGroup {
            name: fullest.map_or_else(String::new, |trace| trace.name.clone()),
            party: party.map(|party| party.name.clone()),
            withdrawn: claims.iter().all(|claim| contents.withdrawn.contains(claim)),
            claims,
            may_be: Vec::new(),
        }
    }

    /// Tells whether an origin passes on what others of the claims say: nobody speaks for an outlet
    /// by speaking in it.
    fn only_publishes(&self, trace: &Trace, claims: &[usize]) -> bool {
        let mut all = claims.iter().map(|&claim| &self.all[claim]);
        let published = |other: &Trace| {
            trace.origin.is_some() && other.outlet == trace.origin && other.origin != trace.origin
        };
        trace.sort == Some(Sort::Media) || all.any(published)
    }

    fn mark_may_be(&self, groups: &mut [OriginGroup], contents: &Contents) {
        if groups.len() > MOST_PAIRED {
            return self.mark_by_sort(groups);
        }
        let against = contradicting_groups(groups, contents);
        for a in 0..groups.len() {
            for b in a + 1..groups.len() {
                if !against.contains(&(a, b)) && self.groups_may_be(&groups[a], &groups[b]) {
                    groups[a].may_be.push(b);
                    groups[b].may_be.push(a);
                }
            }
        }
    }

    /// Asks those of each group who stand for it: named people before unnamed ones and outlets.
    fn groups_may_be(&self, a: &OriginGroup, b: &OriginGroup) -> bool {
        let some = |group: &OriginGroup| -> Vec<usize> {
            let named = |claim: &usize| {
                let trace = &self.all[*claim];
                !trace.kind.is_unnamed() && trace.sort != Some(Sort::Media)
            };
            let stand = group.claims.iter().copied().filter(named).take(8).collect::<Vec<_>>();
            if stand.is_empty() { group.claims.iter().copied().take(8).collect() } else { stand }
        };
        some(a).into_iter().any(|a| some(b).into_iter().any(|b| self.one_may_be(a, b)))
    }

    fn one_may_be(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.all[a], &self.all[b]);
        let parties = match (&a.party, &b.party) {
            (Some(a), Some(b)) => {
                !a.is_vague() && !b.is_vague() && a.key != b.key && a.key.may_be(&b.key, &self.ids)
            }
            _ => false,
        };
        let unsaid = |trace: &Trace| trace.origin.is_none() || trace.sort == Some(Sort::Media);
        parties || may_be_same(self, a, b) || unsaid(a) || unsaid(b)
    }

    /// The same for very many groups, in linear time: unnamed people of one sort may all be one.
    fn mark_by_sort(&self, groups: &mut [OriginGroup]) {
        let mut first: HashMap<(Option<Sort>, Option<String>), usize> = HashMap::new();
        for at in 0..groups.len() {
            let Some(trace) = groups[at].claims.first().map(|&claim| &self.all[claim]) else {
                continue;
            };
            if !trace.kind.is_unnamed() {
                continue;
            }
            let key = (trace.sort, groups[at].party.clone());
            let head = *first.entry(key).or_insert(at);
            if head != at {
                groups[at].may_be.push(head);
                groups[head].may_be.push(at);
            }
        }
    }
}

fn shared_words(a: &Trace, b: &Trace) -> u32 {
    let words =
        |trace: &Trace| super::names::name_words(&trace.name).into_iter().collect::<BTreeSet<_>>();
    u32::try_from(words(a).intersection(&words(b)).count()).unwrap_or(0)
}

fn contradict(a: &[usize], b: &[usize], contents: &Contents) -> bool {
    a.iter().any(|&a| b.iter().any(|&b| contents.contradict.contains(&(a.min(b), a.max(b)))))
}

fn contradicting_groups(groups: &[OriginGroup], contents: &Contents) -> BTreeSet<(usize, usize)> {
    let mut of = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        of.extend(group.claims.iter().map(|&claim| (claim, at)));
    }
    let pairs = contents.contradict.iter().filter_map(|(a, b)| Some((*of.get(a)?, *of.get(b)?)));
    pairs.map(|(a, b)| (a.min(b), a.max(b))).collect()
}

/// The most groups that can be chosen of which no two may be the same: chosen greedily, those
/// with the fewest doubts first, so it never claims too many.
fn surely_apart(groups: &[OriginGroup]) -> usize {
    let mut order: Vec<usize> = (0..groups.len()).filter(|&at| !groups[at].withdrawn).collect();
    order.sort_by_key(|&at| (groups[at].may_be.len(), at));
    let mut chosen = vec![false; groups.len()];
    for at in order {
        chosen[at] = !groups[at].may_be.iter().any(|&other| chosen[other]);
    }
    chosen.into_iter().filter(|&chosen| chosen).count()
}

fn reasons(groups: &[OriginGroup]) -> Vec<String> {
    let mut because = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        if group.withdrawn {
            because.push(format!("what {} said was withdrawn", group.name));
        }
        for other in group.may_be.iter().filter(|&&other| other > at).take(3) {
            because.push(format!("{} may be {}", group.name, groups[*other].name));
        }
    }
    because.truncate(12);
    because
}

/// Joins near-identical texts, each compared only with the first few that share an anchor.
fn join_copies<'t>(groups: &mut DisjointSets, count: usize, trace: impl Fn(usize) -> &'t Trace) {
    let mut near: HashMap<u64, Vec<usize>> = HashMap::new();
    for at in 0..count {
        let anchors: Vec<u64> =
            trace(at).content.anchors().chain(trace(at).sentence.anchors()).collect();
        for anchor in anchors {
            let heads = near.entry(anchor).or_default();
            for &head in heads.iter() {
                if groups.find(head) != groups.find(at) && is_same_text(trace(head), trace(at)) {
                    groups.join(head, at);
                }
            }
            if heads.len() < 16 {
                heads.push(at);
            }
        }
    }
}

impl Traces {
    /// Tells whether two claims speak with one voice: one source, or two named ones of one party.
    pub(super) fn one_voice(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.all[a], &self.all[b]);
        let named = !a.kind.is_unnamed() && !b.kind.is_unnamed();
        a.origin.is_some() && a.origin == b.origin || named && is_same_party(a, b)
    }

    /// Returns who says it and where, in words.
    pub fn label(&self, claim: usize) -> String {
        label(&self.all[claim])
    }
}

/// What a report shows of a claim's way.
impl Traces {
    /// Tells whether the claim reaches us through a relay, or only echoes another.
    pub fn is_relayed(&self, claim: usize) -> bool {
        let trace = &self.all[claim];
        !trace.relays.is_empty() || trace.echo.is_some()
    }

    /// Returns the names of the relays.
    pub fn relays(&self, claim: usize) -> Vec<&str> {
        self.all[claim].relays.iter().map(|who| self.ids.name(*who)).collect()
    }

    /// Returns the words by which the claim says that it repeats another.
    pub fn echo_words(&self, claim: usize) -> Option<&str> {
        self.all[claim].echo.as_ref().map(|echo| echo.words.as_str())
    }

    /// Returns the origin's name: the fullest one, or the wording if unnamed.
    pub fn speaker(&self, claim: usize) -> &str {
        &self.all[claim].name
    }

    /// Tells whether the words of the two claims are nearly the same.
    pub fn is_copy(&self, a: usize, b: usize) -> bool {
        is_same_text(&self.all[a], &self.all[b])
    }
}
