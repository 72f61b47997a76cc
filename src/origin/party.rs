//! Parties: the body a source speaks for at a date, up to its top.

use std::collections::{BTreeMap, BTreeSet};

use super::identity::{Identities, Who};
use super::names::{Family, name_words};
use super::state::States;
use super::unnamed::{Sort, read_wording};
use crate::model::{SourceKind, SourceName, SourceRecord, SourceTie, Tie, When};

/// The body that a source speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub(super) key: PartyKey,
    /// The name of the body.
    pub name: String,
    /// A person judged so; else it is proposed from the documents' words.
    pub judged: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum PartyKey {
    /// The government of a state.
    Government(String),
    /// A ministry of a state that is not named ("the finance ministry").
    Ministry(String),
    /// A source or a body.
    Who(Who),
    /// Words of an unnamed source that say whose it is, and name nobody ("harbour" officials).
    Vague(Vec<String>),
}

/// Who speaks for whom.
#[derive(Clone, Debug)]
pub(super) struct Parties {
    facts: BTreeMap<Who, Facts>,
    judged: BTreeMap<Who, Vec<(Who, Option<When>)>>,
    states: States,
}

/// What documents say of one source.
#[derive(Clone, Debug, Default)]
struct Facts {
    texts: BTreeSet<String>,
    bodies: BTreeMap<Who, usize>,
    vague: Vec<String>,
    is_body: bool,
}

/// Returns the bodies that a source is said to belong to, those inside its roles included
/// ("secretary of the Rope Makers' Union").
pub(super) fn bodies_of(source: &SourceRecord) -> Vec<String> {
    // "a senior harbour official" belongs to no body called "senior harbour".
    let proper = |body: &&SourceName| {
        !source.kind.is_unnamed() || body.as_str().starts_with(char::is_uppercase)
    };
    let said = source.bodies.iter().filter(proper).map(|body| body.as_str().to_owned());
    let inside = source.roles.iter().filter_map(|role| body_in_role(role));
    said.chain(inside).collect()
}

fn body_in_role(role: &str) -> Option<String> {
    let behind = [" of the ", " of ", " at the ", " for the ", " for ", " with the "]
        .iter()
        .find_map(|joint| role.split_once(joint))
        .map(|(_, body)| body.trim())?;
    behind.chars().next().filter(|first| first.is_uppercase())?;
    Some(behind.split([',', ';', '(']).next().unwrap_or(behind).trim().to_owned())
}

impl Parties {
    /// Learns who speaks for whom; `hosts` are the bodies on whose own pages sources are quoted.
    pub(super) fn new(
        ids: &Identities,
        sources: &[SourceRecord],
        ties: &[SourceTie],
        hosts: &BTreeSet<(Who, Who)>,
        said: &[&str],
    ) -> Self {
        let texts = sources.iter().flat_map(|source| {
            let roles = source.roles.iter().map(String::as_str);
            let bodies = source.bodies.iter().map(|body| body.as_str());
            std::iter::once(source.name.as_str()).chain(roles).chain(bodies)
        });
        let states = States::learn(texts, said);
        let mut facts: BTreeMap<Who, Facts> = BTreeMap::new();
        for source in sources {
            if let Some(who) = ids.who(source.id) {
                facts.entry(who).or_default().add(ids, source);
            }
        }
        for (who, host) in hosts {
            let facts = facts.entry(*who).or_default();
            if facts.bodies.is_empty() && !facts.is_body {
                facts.bodies.insert(*host, 1);
            }
        }
        let mut made = Self { facts, judged: judged_ties(ids, ties), states };
        made.learn_namesakes(ids, sources);
        made
    }

    /// A person of whom no body is said belongs to the one that bears the surname: Ann Brock to Brock
    /// Haulage.
    fn learn_namesakes(&mut self, ids: &Identities, sources: &[SourceRecord]) {
        let mut firms: BTreeMap<String, BTreeSet<Who>> = BTreeMap::new();
        for source in sources.iter().filter(|source| source.kind == SourceKind::Body) {
            let words = name_words(source.name.as_str());
            if let (Some(who), [first, _, ..]) = (ids.who(source.id), &words[..]) {
                firms.entry(first.clone()).or_default().insert(who);
            }
        }
        for source in sources.iter().filter(|source| source.kind == SourceKind::Person) {
            let Some(surname) = name_words(source.name.as_str()).pop() else { continue };
            let firm =
                firms.get(&surname).filter(|firms| firms.len() == 1).and_then(BTreeSet::first);
            if let (Some(who), Some(firm)) = (ids.who(source.id), firm) {
                let facts = self.facts.entry(who).or_default();
                if facts.bodies.is_empty() && !facts.is_body {
                    facts.bodies.insert(*firm, 1);
                }
            }
        }
    }

    /// Returns the party of a source on a day; `None` for a private person or an unknown one.
    pub(super) fn of(&self, ids: &Identities, who: Who, on: Option<&When>) -> Option<Party> {
        let (mut at, mut judged, mut seen) = (who, false, BTreeSet::from([who]));
        loop {
            if let Some(next) = self.judged_party(at, on).filter(|next| seen.insert(*next)) {
                (at, judged) = (next, true);
                continue;
            }
            if let Some(key) = self.organ(ids, at) {
                return Some(Party { name: key.name(ids), key, judged });
            }
            match self.body(at).filter(|next| seen.insert(*next)) {
                Some(next) => at = next,
                None => break,
            }
        }
        self.top(ids, who, at, judged)
    }

    fn top(&self, ids: &Identities, who: Who, at: Who, judged: bool) -> Option<Party> {
        let facts = self.facts.get(&at);
        let is_body = facts.is_none_or(|facts| facts.is_body);
        if at != who || is_body {
            return Some(Party { key: PartyKey::Who(at), name: ids.name(at).to_owned(), judged });
        }
        let vague = facts.map(|facts| facts.vague.clone()).filter(|words| !words.is_empty())?;
        Some(Party { name: vague.join(" "), key: PartyKey::Vague(vague), judged: false })
    }

    fn judged_party(&self, who: Who, on: Option<&When>) -> Option<Who> {
        let fits = |period: &Option<When>| match (period, on) {
            (Some(period), Some(on)) => period.overlaps(on),
            _ => true,
        };
        let ties = self.judged.get(&who)?;
        ties.iter().rev().find(|(_, period)| fits(period)).map(|(party, _)| *party)
    }

    /// The government or ministry that the source's name, role or body names.
    fn organ(&self, ids: &Identities, who: Who) -> Option<PartyKey> {
        let own = std::iter::once(ids.name(who));
        let facts = self.facts.get(&who);
        let texts: Vec<&str> =
            own.chain(facts.into_iter().flat_map(|f| f.texts.iter().map(String::as_str))).collect();
        let mut votes: BTreeMap<String, usize> = BTreeMap::new();
        for state in texts.iter().filter_map(|text| self.states.behind(text)) {
            *votes.entry(state).or_default() += 1;
        }
        if let Some((state, _)) = votes.into_iter().max_by_key(|&(_, count)| count) {
            return Some(PartyKey::Government(state));
        }
        texts.iter().find_map(|text| ministry(text)).map(PartyKey::Ministry)
    }

    fn body(&self, who: Who) -> Option<Who> {
        let facts = self.facts.get(&who)?;
        let most =
            facts.bodies.iter().max_by_key(|&(body, count)| (count, std::cmp::Reverse(body)));
        most.map(|(body, _)| *body).filter(|_| !facts.is_body)
    }
}

impl Party {
    /// Only words of an unnamed source point to it: it may be any body that they fit.
    pub(super) const fn is_vague(&self) -> bool {
        matches!(self.key, PartyKey::Vague(_))
    }
}

impl Facts {
    fn add(&mut self, ids: &Identities, source: &SourceRecord) {
        let bodies = bodies_of(source);
        self.is_body |= Family::of(source.kind) == Some(Family::Body);
        self.texts.extend(source.roles.iter().cloned());
        self.texts.extend(bodies.iter().cloned());
        for body in bodies.iter().filter_map(|body| ids.named(body)) {
            *self.bodies.entry(body).or_default() += 1;
        }
        if source.kind.is_unnamed() {
            let wording = read_wording(source.name.as_str());
            self.vague = if wording.sort == Sort::Media { Vec::new() } else { wording.whose };
        }
    }
}

impl PartyKey {
    fn name(&self, ids: &Identities) -> String {
        match self {
            Self::Government(state) => format!("Government of {state}"),
            Self::Ministry(of) => format!("{of} ministry"),
            Self::Who(who) => ids.name(*who).to_owned(),
            Self::Vague(words) => words.join(" "),
        }
    }

    /// Tells whether the two can be one body although they are not known to be.
    pub(super) fn may_be(&self, other: &Self, ids: &Identities) -> bool {
        match (self, other) {
            (a, b) if a == b => true,
            (Self::Ministry(_), Self::Government(_)) | (Self::Government(_), Self::Ministry(_)) => {
                true
            }
            (Self::Vague(words), other) | (other, Self::Vague(words)) => other.fits(words, ids),
            _ => false,
        }
    }

    fn fits(&self, words: &[String], ids: &Identities) -> bool {
        let shares = |name: &str| name_words(name).iter().any(|word| words.contains(word));
        match self {
            Self::Government(_) => words.iter().any(|word| is_states_business(word)),
            Self::Ministry(of) => words.iter().any(|word| word == of || word == "government"),
            Self::Who(who) => shares(ids.name(*who)),
            Self::Vague(others) => others.iter().any(|word| words.contains(word)),
        }
    }
}

/// What only a state's people are called after.
fn is_states_business(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "administration",
        "army",
        "cabinet",
        "defence",
        "defense",
        "embassy",
        "government",
        "intelligence",
        "military",
        "ministry",
        "navy",
        "police",
        "presidential",
        "security",
        "state",
        "treasury",
    ];
    WORDS.contains(&word)
}

/// "finance" of "Finance Minister", "ministry of finance", "an insider at the finance ministry".
fn ministry(text: &str) -> Option<String> {
    let words = name_words_with_titles(text);
    let at = words.iter().position(|word| matches!(word.as_str(), "minister" | "ministry"))?;
    let behind = match words.get(at + 1).map(String::as_str) {
        Some("of" | "for") => words[at + 2..].iter().find(|word| *word != "the"),
        _ => None,
    };
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let of = behind.or(before)?;
    let plain = ["the", "a", "an", "deputy", "junior", "former", "of", "s", "at", "by", "to"];
    (!plain.contains(&of.as_str())).then(|| of.clone())
}

fn name_words_with_titles(text: &str) -> Vec<String> {
    crate::words::tokens(text)
        .filter(|token| {
            token.kind == crate::words::Kind::Word && !token.text.starts_with(['\'', '’'])
        })
        .take(40)
        .map(|token| token.text.to_lowercase())
        .collect()
}

fn judged_ties(ids: &Identities, ties: &[SourceTie]) -> BTreeMap<Who, Vec<(Who, Option<When>)>> {
    let mut sorted: Vec<&SourceTie> =
        ties.iter().filter(|tie| tie.tie == Tie::SpeaksFor && tie.judged.is_some()).collect();
    sorted.sort_by_key(|tie| (tie.judged.as_ref().map(|judged| judged.at), tie.a, tie.b));
    let mut judged: BTreeMap<Who, Vec<(Who, Option<When>)>> = BTreeMap::new();
    for tie in sorted {
        if let (Some(a), Some(b)) = (ids.who(tie.a), ids.who(tie.b)) {
            judged.entry(a).or_default().push((b, tie.holds_on.clone()));
        }
    }
    judged
}
