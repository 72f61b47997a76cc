//! Do two claims stand on feet of their own? Three answers, each with its reasons.

use super::trace::{Trace, Traces};
use super::unnamed::{Sort, can_be_one};
use crate::model::{Independence, Reason, Separation, SourceKind};

/// One rule: its name, what it means if it fires, and the test, which says why.
struct Rule {
    name: &'static str,
    means: Separation,
    because: fn(&Traces, &Trace, &Trace) -> Option<String>,
}

/// The rules, the strongest first. All that fire at the highest level are given as reasons.
const RULES: &[Rule] = &[
    Rule { name: "same source", means: Separation::SharedOriginFound, because: same_source },
    Rule { name: "same party", means: Separation::SharedOriginFound, because: same_party },
    Rule { name: "echo", means: Separation::SharedOriginFound, because: echo },
    Rule { name: "press report", means: Separation::SharedOriginFound, because: press_report },
    Rule { name: "relay of the other", means: Separation::SharedOriginFound, because: relay_of },
    Rule { name: "shared relay", means: Separation::SharedOriginFound, because: shared_relay },
    Rule { name: "near-identical text", means: Separation::SharedOriginFound, because: same_text },
    Rule { name: "no source", means: Separation::NotEstablished, because: no_source },
    Rule { name: "outlet alone", means: Separation::NotEstablished, because: outlet_alone },
    Rule { name: "judged both ways", means: Separation::NotEstablished, because: judged_both_ways },
    Rule { name: "may be the same", means: Separation::NotEstablished, because: unnamed },
    Rule { name: "may be one party", means: Separation::NotEstablished, because: one_party },
];

impl Traces {
    /// Tells whether two claims, by their places in the list, have independent origins.
    ///
    /// Symmetric, save for the order in which the reasons name the two.
    pub fn independence(&self, a: usize, b: usize) -> Independence {
        let (a, b) = (&self.all[a], &self.all[b]);
        let fired: Vec<_> = fired(self, a, b).collect();
        let Some(separation) = fired.iter().map(|(_, means, _)| *means).min() else {
            return assumed(a, b);
        };
        let reasons = fired
            .into_iter()
            .filter(|(_, means, _)| *means == separation)
            .map(|(rule, _, because)| Reason { rule: rule.to_owned(), because })
            .collect();
        Independence { separation, reasons }
    }
}

/// The rules that fire on two claims: the name, what it means, and why.
pub(super) fn fired<'t>(
    traces: &'t Traces,
    a: &'t Trace,
    b: &'t Trace,
) -> impl Iterator<Item = (&'static str, Separation, String)> + 't {
    RULES
        .iter()
        .filter_map(move |rule| Some((rule.name, rule.means, (rule.because)(traces, a, b)?)))
}

/// The names of all rules.
#[cfg(test)]
pub(super) fn rule_names() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.name)
}

fn assumed(a: &Trace, b: &Trace) -> Independence {
    let because = format!(
        "{} and {} share no source, party, relay, text or echo that the documents show",
        with_party(a),
        with_party(b)
    );
    let reasons = vec![Reason { rule: "nothing shared".to_owned(), because }];
    Independence { separation: Separation::Assumed, reasons }
}

/// "Ann Dole (Tidewater Post)".
pub(super) fn label(trace: &Trace) -> String {
    let name = if trace.name.is_empty() { "nobody" } else { &trace.name };
    match trace.outlet_name.as_str() {
        "" => name.to_owned(),
        outlet if outlet == name => name.to_owned(),
        outlet => format!("{name} ({outlet})"),
    }
}

fn with_party(trace: &Trace) -> String {
    match &trace.party {
        Some(party) if party.name != trace.name => {
            format!("{}, for {},", label(trace), party.name)
        }
        _ => label(trace),
    }
}

fn same_source(_: &Traces, a: &Trace, b: &Trace) -> Option<String> {
    let same = a.origin.is_some() && a.origin == b.origin;
    same.then(|| format!("{} and {} are one source", label(a), label(b)))
}

pub(super) fn is_same_party(a: &Trace, b: &Trace) -> bool {
    match (&a.party, &b.party) {
        (Some(a), Some(b)) => a.key == b.key && !a.is_vague(),
        _ => false,
    }
}

fn same_party(_: &Traces, a: &Trace, b: &Trace) -> Option<String> {
    if !is_same_party(a, b) || a.origin == b.origin {
        return None;
    }
    let party = a.party.as_ref()?;
    let how = if party.judged { "as judged" } else { "as the documents have it" };
    Some(format!("{} and {} both speak for {}, {how}", label(a), label(b), party.name))
}

fn echo(traces: &Traces, a: &Trace, b: &Trace) -> Option<String> {
    let heard = if traces.echoes(a, b) {
        (a, b)
    } else if traces.echoes(b, a) {
        (b, a)
    } else {
        return None;
    };
    let words = heard.0.echo.as_ref().map_or("", |echo| echo.words.as_str());
    Some(format!(
        "{} \"{words}\" what {} had said: not independent without more",
        label(heard.0),
        label(heard.1)
    ))
}

impl Traces {
    /// Tells whether `a` says that it repeats `b`, or somebody unsaid who can be `b`.
    pub(super) fn echoes(&self, a: &Trace, b: &Trace) -> bool {
        a.echo.is_some()
            && b.echo.is_none()
            && (self.names(a, b) || !self.names_anybody(a) && precedes(b, a))
    }

    /// Tells whether the echo of `a` names the origin, the party or the role of `b`.
    pub(super) fn names(&self, a: &Trace, b: &Trace) -> bool {
        let Some(echo) = &a.echo else { return false };
        let said = |name: &str| {
            let words = super::names::name_words(name);
            words.iter().any(|word| word.chars().count() > 3 && echo.whom.contains(word))
        };
        said(&b.name)
            || b.role.as_deref().is_some_and(said)
            || b.party.as_ref().is_some_and(|party| said(&party.name))
    }

    fn names_anybody(&self, a: &Trace) -> bool {
        self.all.iter().take(MOST_NAMES).any(|b| self.names(a, b))
    }
}

impl Traces {
    /// Returns pairs of a claim that echoes another and what it can mean: the claim before it in
    /// its document, by somebody else.
    pub fn echoed(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for (at, own) in self.all.iter().enumerate().filter(|(_, own)| own.echo.is_some()) {
            let before = self.all.iter().enumerate().filter(|(_, other)| {
                other.document == own.document
                    && other.place < own.place
                    && other.origin != own.origin
            });
            pairs.extend(before.max_by_key(|(_, other)| other.place).map(|(other, _)| (at, other)));
        }
        pairs
    }
}

/// How many claims are asked whether an echo names their origin.
const MOST_NAMES: usize = 500;

/// Tells whether `a` stands before `b` in one document, or in one published no later.
fn precedes(a: &Trace, b: &Trace) -> bool {
    if a.document == b.document {
        return a.place < b.place;
    }
    match (&a.published_on, &b.published_on) {
        (Some(a), Some(b)) => !b.is_before(a),
        _ => true,
    }
}

fn press_report(_: &Traces, a: &Trace, b: &Trace) -> Option<String> {
    let (report, other) = match (a.sort, b.sort) {
        (Some(Sort::Media), Some(Sort::Media)) => return None,
        (Some(Sort::Media), _) if a.kind.is_unnamed() => (a, b),
        (_, Some(Sort::Media)) if b.kind.is_unnamed() => (b, a),
        // An outlet that credits nobody has it from somebody.
        (Some(Sort::Media), _) if a.origin == b.outlet => (a, b),
        (_, Some(Sort::Media)) if b.origin == a.outlet => (b, a),
        _ => return None,
    };
    Some(format!("{} pass on what others said, {} for one", label(report), label(other)))
}

/// Tells whether `a` says that it has its words from the publisher of `b`, and means the same one.
pub(super) fn takes_from(traces: &Traces, a: &Trace, b: &Trace) -> bool {
    let from = b.outlet.is_some_and(|outlet| a.relays.contains(&outlet));
    from && a.document != b.document && meant(traces, a, b)
}

/// Tells whether the origins of the two can be one in a relay's retelling.
fn meant(traces: &Traces, a: &Trace, b: &Trace) -> bool {
    if !a.kind.is_unnamed() && !b.kind.is_unnamed() {
        return a.origin == b.origin;
    }
    a.kind.is_unnamed() && b.kind.is_unnamed() && may_be_same(traces, a, b)
}

fn relay_of(traces: &Traces, a: &Trace, b: &Trace) -> Option<String> {
    let is = |claim: Option<usize>, other: &Trace| {
        claim.is_some_and(|at| std::ptr::eq(&raw const traces.all[at], other))
    };
    if is(a.within, b) {
        return Some(format!("{} passes on what {} says", label(b), label(a)));
    }
    if is(b.within, a) {
        return Some(format!("{} passes on what {} says", label(a), label(b)));
    }
    if takes_from(traces, a, b) {
        Some(format!("{} has it from {}, where {} said it", label(a), b.outlet_name, label(b)))
    } else if takes_from(traces, b, a) {
        Some(format!("{} has it from {}, where {} said it", label(b), a.outlet_name, label(a)))
    } else if b.origin.is_some_and(|who| a.relays.contains(&who)) {
        Some(format!("{} reaches us only through {}", label(a), label(b)))
    } else if a.origin.is_some_and(|who| b.relays.contains(&who)) {
        Some(format!("{} reaches us only through {}", label(b), label(a)))
    } else {
        None
    }
}

fn shared_relay(traces: &Traces, a: &Trace, b: &Trace) -> Option<String> {
    let relay = a.relays.intersection(&b.relays).next()?;
    let name = traces.ids.name(*relay);
    Some(format!("{} and {} both reach us through {name}", label(a), label(b)))
}

/// Two people with names are two, however alike their words; an outlet, a body or somebody
/// unnamed may be the other under another description.
fn are_two_people(a: &Trace, b: &Trace) -> bool {
    let named = |trace: &Trace| trace.kind == SourceKind::Person && trace.origin.is_some();
    named(a) && named(b) && a.origin != b.origin
}

/// A denial in the words of what it denies is no copy of it.
pub(super) fn is_same_text(a: &Trace, b: &Trace) -> bool {
    a.document != b.document
        && !are_two_people(a, b)
        && a.stance.affirms() == b.stance.affirms()
        && (a.content.nearly_equal(&b.content)
            || a.name.to_lowercase() == b.name.to_lowercase()
                && a.sentence.nearly_equal(&b.sentence))
}

fn same_text(_: &Traces, a: &Trace, b: &Trace) -> Option<String> {
    is_same_text(a, b).then(|| {
        format!(
            "the words of {} and of {} are nearly the same: one was copied, or both were",
            label(a),
            label(b)
        )
    })
}

/// An outlet that says it in its own voice has it from somebody, who may be the other.
fn outlet_alone(_: &Traces, a: &Trace, b: &Trace) -> Option<String> {
    let (outlet, other) = match (a.sort, b.sort) {
        (Some(Sort::Media), _) => (a, b),
        (_, Some(Sort::Media)) => (b, a),
        _ => return None,
    };
    Some(format!("{} does not say whom it has it from: it may be {}", label(outlet), label(other)))
}

fn no_source(_: &Traces, a: &Trace, b: &Trace) -> Option<String> {
    let lacking = [a, b].into_iter().find(|trace| trace.origin.is_none())?;
    let other = if lacking.origin == a.origin { b } else { a };
    Some(format!(
        "no source is credited in {}, so it may be {} again",
        if lacking.outlet_name.is_empty() { "a document" } else { &lacking.outlet_name },
        label(other)
    ))
}

fn judged_both_ways(traces: &Traces, a: &Trace, b: &Trace) -> Option<String> {
    let conflict = traces.ids.conflicts().iter().find(|conflict| {
        (conflict.a == a.name && conflict.b == b.name)
            || (conflict.a == b.name && conflict.b == a.name)
    })?;
    Some(conflict.because.clone())
}

fn unnamed(traces: &Traces, a: &Trace, b: &Trace) -> Option<String> {
    may_be_same(traces, a, b)
        .then(|| format!("{} may be {}: too little is said to tell them apart", label(a), label(b)))
}

/// Tells whether an unnamed origin can be the other one, as far as wording and party go.
pub(super) fn may_be_same(traces: &Traces, a: &Trace, b: &Trace) -> bool {
    let unnamed = a.kind.is_unnamed() || b.kind.is_unnamed();
    let parties = match (&a.party, &b.party) {
        (Some(a), Some(b)) => a.key.may_be(&b.key, &traces.ids),
        _ => true,
    };
    let apart = match (a.origin, b.origin) {
        (Some(a), Some(b)) => a == b || traces.ids.judged_apart(a, b),
        _ => true,
    };
    let sorts = match (a.sort, b.sort) {
        (Some(a), Some(b)) => can_be_one(a, b),
        (Some(Sort::Anybody), None) => b.kind == SourceKind::Person && a.party.is_none(),
        (None, Some(Sort::Anybody)) => a.kind == SourceKind::Person && b.party.is_none(),
        _ => false,
    };
    unnamed && parties && sorts && !apart
}

fn one_party(traces: &Traces, a: &Trace, b: &Trace) -> Option<String> {
    let (of_a, of_b) = (a.party.as_ref()?, b.party.as_ref()?);
    let may = of_a.key != of_b.key
        && of_a.key.may_be(&of_b.key, &traces.ids)
        && !of_a.is_vague()
        && !of_b.is_vague();
    may.then(|| {
        format!(
            "{} speaks for {}, {} for {}: they may be one",
            label(a),
            of_a.name,
            label(b),
            of_b.name
        )
    })
}
