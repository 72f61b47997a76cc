//! What is denied by an answer, or by calling it false.

use super::super::word::{Class, Word};
use super::{Negation, place};

/// A question that starts with one of these is answered with yes or no.
const ASKS: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "will",
    "would", "should", "may",
];
/// Answers that deny what is asked.
pub(super) const NO: &[&str] = &["no", "nope", "false", "untrue", "incorrect"];
/// What is called so, or that it is, is denied.
pub(super) const FALSE: &[&str] =
    &["false", "untrue", "fake", "baseless", "unfounded", "wrong", "incorrect", "fabricated"];

/// "Was the gate open? No." denies what is asked.
pub(super) fn answer(lower: &[&str], words: &[Word], at: usize) -> Option<Negation> {
    let no = NO.contains(&lower[at]) && at > 0 && matches!(lower[at - 1], "?" | ".");
    let ended = |&before: &usize| matches!(lower[before], "." | "!" | "?" | ";");
    let start = no.then(|| (0..at - 1).rev().find(ended).map_or(0, |end| end + 1))?;
    let asks = |&first: &usize| words[first].capital && ASKS.contains(&lower[first]);
    let first = (start..at).rev().find(asks).unwrap_or(start);
    let alone = words.get(at + 1).is_none_or(|next| next.capital || next.class == Class::Mark);
    let end = matches!(lower.get(at + 1), None | Some(&("." | "," | "!")));
    let asked = alone
        && first < at
        && ASKS.contains(&lower[first])
        && (lower[at - 1] == "?" || end && words[first].capital);
    let scope = (first..at).filter(|&at| words[at].carries()).map(place).collect();
    asked.then_some(Negation {
        cue: (place(first), place(at)),
        subject: Vec::new(),
        scope,
        trail: Vec::new(),
        definite: false,
        of_unknown: true,
        of_all: false,
        in_passing: false,
        beside: false,
        of_one_person: false,
    })
}

/// "The claim that the gate was open is false" denies that it was.
pub(super) fn called_false(lower: &[&str], words: &[Word], at: usize) -> Option<Negation> {
    let is = at.checked_sub(1).filter(|&is| matches!(lower[is], "is" | "are" | "was" | "were"))?;
    let that = FALSE.contains(&lower[at]).then(|| {
        let before = (0..is).rev().take_while(|&at| !matches!(lower[at], "." | "?" | "!" | ";"));
        before.into_iter().find(|&that| is_report(lower, that))
    })??;
    let scope = (that + 1..is).filter(|&at| words[at].carries()).map(place).collect();
    Some(Negation {
        cue: (place(is), place(at)),
        subject: Vec::new(),
        scope,
        trail: Vec::new(),
        definite: true,
        of_unknown: true,
        of_all: false,
        in_passing: false,
        beside: false,
        of_one_person: false,
    })
}

/// Tells whether a word is the "that" of "the report that".
pub(super) fn is_report(lower: &[&str], that: usize) -> bool {
    const REPORTS: &[&str] = &[
        "claim",
        "claims",
        "report",
        "reports",
        "rumor",
        "rumour",
        "rumors",
        "rumours",
        "suggestion",
        "suggestions",
        "allegation",
        "allegations",
        "accusation",
        "accusations",
        "idea",
        "notion",
        "story",
        "stories",
        "assertion",
        "assertions",
        "theory",
        "perception",
        "impression",
        "belief",
        "myth",
        "news",
    ];
    lower[that] == "that" && that > 0 && REPORTS.contains(&lower[that - 1])
}
