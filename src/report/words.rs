//! The sentences of a report.

use super::OriginCount;
use super::build::{Desk, Draft};
use crate::model::{RelationStatus, Review, Separation, Stance};

/// Tells whether a rule of comparison speaks of a value that can be laid side by side.
pub(super) fn is_value_rule(rule: &str) -> bool {
    ["number", "date", "time", "amount", "bound", "range", "sum", "part"]
        .iter()
        .any(|word| rule.contains(word))
}

/// "2 independent origins (assumed) in 5 outlets, 1 contradiction".
pub(super) fn verdict(
    origins: &OriginCount,
    outlets: usize,
    agreeing: usize,
    (contradictions, changes): (usize, usize),
    draft: &Draft,
) -> String {
    let mut parts = vec![format!("{} in {}", count_origins(origins), count(outlets, "outlet"))];
    match agreeing {
        _ if origins.max < 2 => {}
        0 | 1 => parts.push("no two of them shown to agree".to_owned()),
        n if n < origins.max => parts.push(format!("{n} of them agree")),
        _ => parts.push("they agree".to_owned()),
    }
    match contradictions {
        0 => {}
        n if draft.contradicted => parts.push(count(n, "contradiction")),
        n => parts.push(format!("{}, none of them standing any more", count(n, "contradiction"))),
    }
    if changes > 0 {
        parts.push(format!("{} later", count(changes, "change")));
    }
    let withdrawn = draft.origins.groups.iter().filter(|group| group.withdrawn).count();
    if withdrawn > 0 {
        parts.push(format!("{} withdrawn", count(withdrawn, "origin")));
    }
    parts.join("; ")
}

fn count_origins(origins: &OriginCount) -> String {
    match (origins.min, origins.max) {
        (_, 0) => "nobody takes a side,".to_owned(),
        (1, 1) => "1 origin: not corroborated,".to_owned(),
        (0, most) => format!("at most {} (withdrawn or unknown)", count(most, "origin")),
        (least, most) if least == most => format!("{least} independent origins (assumed)"),
        (least, most) => format!("{least} to {most} independent origins (not established)"),
    }
}

/// "1 claim", "3 claims".
pub(super) fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// What one would have to know before relying on it.
pub(super) fn missing(desk: &Desk<'_>, draft: &Draft) -> Vec<String> {
    let claims = || draft.members.iter().map(|&at| &desk.from.claims[at]);
    let all = draft.members.len();
    let mut missing = Vec::new();
    let unnamed: Vec<&str> = unnamed_origins(desk, draft);
    if !unnamed.is_empty() {
        missing.push(format!("who is behind {}", unnamed.join(", ")));
    }
    if origins_alone(draft) {
        missing.push("a second, independent origin".to_owned());
    }
    let undated = claims().filter(|record| record.claim.asserted_on.is_none()).count();
    if undated > 0 {
        missing.push(format!("when it was said: unknown for {undated} of {}", count(all, "claim")));
    }
    let unreviewed = claims().filter(|record| record.review == Review::Unreviewed).count();
    if unreviewed > 0 {
        missing
            .push(format!("a person's look: {unreviewed} of {} not reviewed", count(all, "claim")));
    }
    let unchecked = draft
        .relations
        .iter()
        .filter(|&&at| matches!(desk.from.relations[at].status, RelationStatus::Proposed));
    let unchecked = unchecked.count();
    if unchecked > 0 {
        missing.push(format!("a person's word on {}", count(unchecked, "proposed relation")));
    }
    let silent = |stance| claims().filter(|record| record.claim.stance == stance).count();
    match silent(Stance::CannotConfirm) {
        0 => {}
        n => missing.push(format!("confirmation: {n} say that they cannot give it")),
    }
    missing
}

fn origins_alone(draft: &Draft) -> bool {
    draft.origins.groups.len() == 1
}

fn unnamed_origins<'d>(desk: &'d Desk<'_>, draft: &Draft) -> Vec<&'d str> {
    let groups = draft.origins.groups.iter();
    let unnamed = groups.filter_map(|group| {
        let named = |claim: &&usize| {
            desk.from.claims[**claim]
                .claim
                .origin()
                .is_some_and(|link| !link.source.kind.is_unnamed())
        };
        let first = *group.claims.first()?;
        group.claims.iter().find(named).is_none().then(|| desk.from.traces.speaker(first))
    });
    unnamed.take(5).collect()
}

/// The word for how sure independence is.
pub(super) const fn sureness(separation: Separation) -> &'static str {
    separation.as_str()
}

/// "Merle Post and Ostrel Echo share 3 rare claims that others contradict or that were taken back".
pub(super) fn copying(one: &super::Copying) -> String {
    let on: Vec<String> = one.propositions.iter().map(ToString::to_string).collect();
    format!(
        "{} and {} share {} that others contradict or that were taken back (propositions {})",
        one.a,
        one.b,
        count(on.len(), "rare claim"),
        on.join(", ")
    )
}
