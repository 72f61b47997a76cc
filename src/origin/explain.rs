//! Why two claims are, or are not, taken for independent: every check, what it looked at on both
//! sides, and what came of it.
//!
//! The verdict comes from the rules of [`Traces::independence`] alone; the checks sort them by what
//! a person would ask, and also tell what was looked at and found nothing.

use super::identity::Who;
use super::independence::{fired, label};
use super::trace::{Trace, Traces};
use crate::model::Separation;

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Something shared: by itself it makes the two one origin.
    Shared,
    /// Too little is known to say.
    Open,
    /// Nothing shared that the documents or people's judgements show.
    NothingShared,
    /// Something shared that by itself makes nobody one.
    Noted,
}

impl Outcome {
    /// Returns the words for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Open => "not established",
            Self::NothingShared => "nothing shared",
            Self::Noted => "noted",
        }
    }
}

/// One check of two claims' origins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What is checked: "person", "relay", "reused text", ...
    pub name: &'static str,
    /// What came of it.
    pub outcome: Outcome,
    /// Why, in sentences; empty where nothing is shared.
    pub because: Vec<String>,
    /// What the check looked at, of the first claim.
    pub a: String,
    /// What it looked at, of the second claim.
    pub b: String,
}

/// A check: its rules, and what it looks at.
struct Question {
    name: &'static str,
    rules: &'static [&'static str],
    looks_at: fn(&Traces, &Trace) -> String,
    /// Something that the rules do not say.
    also: fn(&Traces, &Trace, &Trace) -> Option<(Outcome, String)>,
}

const QUESTIONS: &[Question] = &[
    Question {
        name: "person",
        rules: &["same source", "no source", "may be the same"],
        looks_at: |_, trace| described(trace),
        also: nothing,
    },
    Question {
        name: "alias",
        rules: &["judged both ways"],
        looks_at: |traces, trace| {
            trace.origin.map_or_else(nobody, |who| traces.ids.name(who).to_owned())
        },
        also: judged_apart,
    },
    Question {
        name: "party",
        rules: &["same party", "may be one party"],
        looks_at: |_, trace| match &trace.party {
            Some(party) if party.judged => format!("{}, as judged", party.name),
            Some(party) => party.name.clone(),
            None => "none that is known".to_owned(),
        },
        also: nothing,
    },
    Question {
        name: "relay",
        rules: &["relay of the other", "shared relay", "press report", "outlet alone"],
        looks_at: |traces, trace| {
            let names: Vec<&str> = trace.relays.iter().map(|&who| traces.ids.name(who)).collect();
            if names.is_empty() { "none named".to_owned() } else { names.join(", ") }
        },
        also: nothing,
    },
    Question {
        name: "wire mark",
        rules: &[],
        looks_at: |traces, trace| named(traces, trace.credit),
        also: one_wire,
    },
    Question {
        name: "cited basis",
        rules: &[],
        looks_at: |traces, trace| {
            let names: Vec<&str> = trace.basis.iter().map(|&who| traces.ids.name(who)).collect();
            if names.is_empty() { "none cited".to_owned() } else { names.join(", ") }
        },
        also: one_basis,
    },
    Question {
        name: "reused text",
        rules: &["near-identical text"],
        looks_at: |_, trace| trace.content.size(),
        also: shared_text,
    },
    Question {
        name: "echo",
        rules: &["echo"],
        looks_at: |_, trace| match &trace.echo {
            Some(echo) => format!("\"{}\"", echo.words),
            None => "no word of repeating".to_owned(),
        },
        also: nothing,
    },
    Question {
        name: "publisher",
        rules: &[],
        looks_at: |_, trace| match (&trace.publisher, trace.outlet_name.as_str()) {
            (_, "") => "none".to_owned(),
            (Some(family), outlet) if family.name != outlet => {
                format!("{outlet}, of {}", family.name)
            }
            (_, outlet) => outlet.to_owned(),
        },
        also: one_publisher,
    },
];

impl Traces {
    /// Makes every check of two claims, by their places in the list.
    pub fn checks(&self, a: usize, b: usize) -> Vec<Check> {
        let (a, b) = (&self.all[a], &self.all[b]);
        let fired: Vec<_> = fired(self, a, b).collect();
        QUESTIONS.iter().map(|question| question.ask(self, (a, b), &fired)).collect()
    }
}

impl Question {
    fn ask(
        &self,
        traces: &Traces,
        (a, b): (&Trace, &Trace),
        fired: &[(&'static str, Separation, String)],
    ) -> Check {
        let own = fired.iter().filter(|(rule, ..)| self.rules.contains(rule));
        let mut found: Vec<(Outcome, String)> = own
            .map(|(_, means, because)| match means {
                Separation::SharedOriginFound => (Outcome::Shared, because.clone()),
                _ => (Outcome::Open, because.clone()),
            })
            .collect();
        found.extend((self.also)(traces, a, b));
        let rank = |outcome: Outcome| outcome as u8;
        let outcome = found.iter().map(|(outcome, _)| *outcome).min_by_key(|one| rank(*one));
        Check {
            name: self.name,
            outcome: outcome.unwrap_or(Outcome::NothingShared),
            because: found.into_iter().map(|(_, because)| because).collect(),
            a: (self.looks_at)(traces, a),
            b: (self.looks_at)(traces, b),
        }
    }
}

fn nothing(_: &Traces, _: &Trace, _: &Trace) -> Option<(Outcome, String)> {
    None
}

fn nobody() -> String {
    "nobody".to_owned()
}

fn named(traces: &Traces, who: Option<Who>) -> String {
    who.map_or_else(|| "none".to_owned(), |who| traces.ids.name(who).to_owned())
}

/// "Ana Orsk, harbour master (person)".
fn described(trace: &Trace) -> String {
    let name = if trace.name.is_empty() { nobody() } else { trace.name.clone() };
    let said = |role: &&str| !name.to_lowercase().contains(&role.to_lowercase());
    let role = trace.role.as_deref().filter(said);
    let role = role.map_or(String::new(), |role| format!(", {role}"));
    format!("{name}{role} ({})", trace.kind)
}

fn judged_apart(traces: &Traces, a: &Trace, b: &Trace) -> Option<(Outcome, String)> {
    let apart = traces.ids.judged_apart(a.origin?, b.origin?);
    let because = || format!("{} and {} are not one, as judged", label(a), label(b));
    apart.then(|| (Outcome::NothingShared, because()))
}

fn one_wire(traces: &Traces, a: &Trace, b: &Trace) -> Option<(Outcome, String)> {
    if a.credit.is_some() && a.credit == b.credit {
        return Some((Outcome::Shared, format!("both credit {}", named(traces, a.credit))));
    }
    let takes = |a: &Trace, b: &Trace| a.credit.is_some() && a.credit == b.outlet;
    let (from, to) = if takes(a, b) {
        (b, a)
    } else if takes(b, a) {
        (a, b)
    } else {
        return None;
    };
    let because = format!("{} credits {}", to.outlet_name, from.outlet_name);
    Some((Outcome::Noted, because))
}

fn one_basis(traces: &Traces, a: &Trace, b: &Trace) -> Option<(Outcome, String)> {
    let shared = a.basis.intersection(&b.basis).next()?;
    Some((Outcome::Shared, format!("both rest on {}", traces.ids.name(*shared))))
}

fn shared_text(_: &Traces, a: &Trace, b: &Trace) -> Option<(Outcome, String)> {
    let shared = a.content.shared(&b.content);
    (shared > 0).then(|| (Outcome::Noted, format!("{shared} runs of three words are the same")))
}

fn one_publisher(_: &Traces, a: &Trace, b: &Trace) -> Option<(Outcome, String)> {
    let because = "by itself that does not make two speakers one";
    if a.outlet.is_some() && a.outlet == b.outlet {
        return Some((Outcome::Noted, format!("one outlet, {}: {because}", a.outlet_name)));
    }
    let (of_a, of_b) = (a.publisher.as_ref()?, b.publisher.as_ref()?);
    (of_a.key == of_b.key)
        .then(|| (Outcome::Noted, format!("one publisher, {}: {because}", of_a.name)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::independence::rule_names;
    use super::*;

    #[test]
    fn every_rule_belongs_to_one_check() {
        let asked: Vec<&str> = QUESTIONS.iter().flat_map(|one| one.rules).copied().collect();
        let once: BTreeSet<&str> = asked.iter().copied().collect();
        assert_eq!(asked.len(), once.len());
        assert_eq!(once, rule_names().collect());
    }
}
