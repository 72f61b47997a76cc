//! What a statement denies: its negations, and how far they reach.

mod answers;
mod passing;

use super::signs::Sign;
use super::word::{Class, Word};
use answers::{FALSE, answer, called_false, is_report};
use passing::denies_nothing;

/// One negation: the words that negate, what stands before them, what they negate. All are places
/// among the words of the statement.
#[derive(Clone, Debug)]
pub(super) struct Negation {
    pub(super) cue: (u16, u16),
    /// Content words of the same clause before the cue.
    pub(super) subject: Vec<u16>,
    /// Content words that are negated.
    pub(super) scope: Vec<u16>,
    /// Content words that may be negated too: "is not on the pier, fishing".
    pub(super) trail: Vec<u16>,
    /// The subject is something known: it starts with "the", "his" or a name.
    pub(super) definite: bool,
    /// Nothing says of what it is denied: "it is not the harbour".
    pub(super) of_unknown: bool,
    /// It is denied of all: "no guard", "nobody".
    pub(super) of_all: bool,
    /// It denies nothing outright: "a man without a helmet", "never higher than 50".
    pub(super) in_passing: bool,
    /// It sets something apart from what it says: "a leak, not arson".
    pub(super) beside: bool,
    /// It is denied of what one person does: "I will not vote for it".
    pub(super) of_one_person: bool,
}

/// How far a cue reaches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// The rest of the clause.
    Clause,
    /// The rest of the sentence: "there is no man who ...".
    Sentence,
    /// The next few content words: "without a helmet".
    Phrase,
}

const NOT: &[&str] = &[
    "not", "n't", "never", "cannot", "neither", "nor", "hardly", "scarcely", "barely", "rarely",
    "seldom", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "hasnt", "havent",
    "couldnt", "wouldnt",
];
/// Before an apostrophe that stands apart ("doesn 't", as scraped texts have it) these deny.
const CUT_OFF: &[&str] = &[
    "doesn", "don", "didn", "won", "isn", "aren", "wasn", "weren", "hasn", "haven", "hadn",
    "couldn", "wouldn", "shouldn", "can",
];
/// After "not" these do not deny: "not only the harbour".
const MERELY: &[&str] = &["only", "just", "merely", "simply", "solely", "necessarily", "because"];
/// Nor after "no" or "not": "no more than", "no question that", "no evidence that", "never before", "no
/// other".
const NO_DENIAL: &[&str] = &[
    "more",
    "less",
    "fewer",
    "later",
    "greater",
    "doubt",
    "question",
    "wonder",
    "matter",
    "evidence",
    "proof",
    "sign",
    "indication",
    "idea",
    "reason",
    "before",
    "other",
    "others",
    "further",
    "additional",
    ".",
    ",",
];
/// Nor with one word between: "no direct evidence".
const UNPROVEN: &[&str] = &["evidence", "proof", "sign", "indication", "doubt"];
/// Before "yet to" these say that it has not happened.
const YET: &[&str] = &["have", "has", "had", "is", "are", "was", "were"];
const NOBODY: &[&str] = &["no", "nobody", "none", "nothing", "nowhere"];
const WITHOUT: &[&str] = &["without", "lacking", "lacks", "lack", "lacked"];
/// Negate when "to" or "that" follows.
const VERBS: &[&str] = &[
    "failed",
    "fails",
    "refused",
    "refuses",
    "declined",
    "declines",
    "unable",
    "failing",
    "failure",
    "incapable",
    "denied",
    "denies",
    "deny",
];
/// Negate when "the reports that" follows.
const DISMISS: &[&str] = &[
    "dismissed",
    "dismisses",
    "rejected",
    "rejects",
    "refuted",
    "refutes",
    "debunked",
    "disputed",
];
const BOUNDARIES: &[&str] = &[
    "but", "although", "though", "because", "while", "when", "whereas", "since", "until",
    "despite", "if", "before", "after",
];
/// What follows these belongs to what is denied: "did not flood when the dam broke".
const WHEN: &[&str] = &["when", "until", "before", "after"];
const RELATIVES: &[&str] = &["who", "which", "whose", "where"];
/// After "and" or "or", these start a clause of its own.
const STARTERS: &[&str] = &[
    "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "his", "her", "their", "its",
    "this", "that", "these", "those", "there", "is", "are", "was", "were", "has", "have", "had",
    "will", "some", "another", "one", "two",
];
/// What follows these and "that" is so, even if they are denied: "did not know that it burned".
const TAKES_AS_TRUE: &[&str] = &[
    "know",
    "knew",
    "understand",
    "realize",
    "realise",
    "mention",
    "notice",
    "remember",
    "forget",
];
const PREPOSITIONS: &[&str] = &["with", "of", "in", "on", "at", "for", "from", "by", "to"];
const PHRASE: usize = 3;

/// Tells whether a word in lower case negates by itself.
pub(super) fn is_cue(lower: &str) -> bool {
    [NOT, NOBODY, WITHOUT].iter().any(|list| list.contains(&lower))
}

/// Tells whether a negation may begin with a word in lower case.
pub(super) fn may_begin(lower: &str) -> bool {
    let lists = [NOT, CUT_OFF, NOBODY, WITHOUT, VERBS, DISMISS, answers::NO, answers::FALSE];
    lists.iter().any(|list| list.contains(&lower)) || matches!(lower, "yet" | "zero")
}

/// Finds the negations of a statement, given its words in lower case.
pub(super) fn read(lower: &[&str], words: &[Word]) -> Vec<Negation> {
    let mut found: Vec<Negation> = Vec::new();
    for at in (0..lower.len()).filter(|&at| words[at].may(Sign::Negates)) {
        if let Some(denied) = answer(lower, words, at).or_else(|| called_false(lower, words, at)) {
            found.push(denied);
            continue;
        }
        let Some((last, reach)) = cue_at(lower, at) else { continue };
        let last = last.min(lower.len() - 1);
        let scope = scope(lower, words, last + 1, reach);
        let trail = if reach == Reach::Clause { trail(lower, words, last + 1) } else { Vec::new() };
        let reported = DISMISS.contains(&lower[at]) || FALSE.contains(&lower[at]);
        let subject = if reported { Vec::new() } else { subject(lower, words, at) };
        let of_unknown =
            subject.is_empty() && at > 0 && reach == Reach::Clause && !is_of_somebody(lower, at);
        let negation = Negation {
            cue: (place(at), place(last)),
            definite: is_definite(lower, words, subject.first().copied()),
            subject,
            scope,
            trail,
            of_unknown,
            of_all: reach == Reach::Sentence,
            in_passing: reach == Reach::Phrase || denies_nothing(lower, at, last + 1),
            beside: lower[at] == "not" && at.checked_sub(1).is_some_and(|at| lower[at] == ","),
            of_one_person: is_of_one_person(lower, at, last + 1),
        };
        found.push(negation);
    }
    found
}

fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// The last word of the cue that starts at a word, and how far it reaches.
fn cue_at(lower: &[&str], at: usize) -> Option<(usize, Reach)> {
    let next = lower.get(at + 1).copied().unwrap_or("");
    let before = |n: usize| at.checked_sub(n).map_or("", |before| lower[before]);
    match lower[at] {
        "not" | "n't" if MERELY.contains(&next) => None,
        // "It was the well by the road, not the one behind the tent."
        "not" if next == "the" && matches!(lower.get(at + 2), Some(&("one" | "ones"))) => None,
        "not" if before(1) == "or" && before(2) == "whether" => None,
        // a sum "not counting the roads" is a sum, and denies nothing
        "not" if matches!(next, "counting" | "including") => None,
        "no" | "not" | "never" if NO_DENIAL.contains(&next) => None,
        "no" if UNPROVEN.contains(&lower.get(at + 2).copied().unwrap_or("")) => None,
        "no" if next.starts_with(|c: char| c.is_ascii_digit()) => None,
        "nothing" if before(1) == "say" && next == "of" => None,
        "nothing" if next == "to" && lower.get(at + 2) == Some(&"do") => Some((at, Reach::Phrase)),
        "barely" | "hardly" if next == "enough" => None,
        "yet" if next == "to" && YET.contains(&before(1)) => Some((at + 1, Reach::Clause)),
        "no" if matches!(next, "longer" | "one") => Some((at + 1, Reach::Clause)),
        "no" if PREPOSITIONS.contains(&before(1)) => Some((at, Reach::Phrase)),
        word if CUT_OFF.contains(&word) && matches!(next, "'" | "’") => {
            Some((at + 2, Reach::Clause))
        }
        "not" | "n't" if before(2) == "there" => Some((at, Reach::Sentence)),
        word if NOT.contains(&word) => Some((at, Reach::Clause)),
        word if NOBODY.contains(&word) => Some((at, Reach::Sentence)),
        word if WITHOUT.contains(&word) => Some((at, Reach::Phrase)),
        "zero" if next.ends_with('s') && next.len() > 3 => Some((at, Reach::Sentence)),
        word if DISMISS.contains(&word) || FALSE.contains(&word) => {
            let that = (at + 2..at + 5).find(|&that| that < lower.len() && is_report(lower, that));
            that.map(|that| (that, Reach::Clause))
        }
        word if VERBS.contains(&word) && matches!(next, "to" | "that" | "of") => {
            Some((at + 1, Reach::Clause))
        }
        _ => None,
    }
}

/// Tells whether somebody stands for the subject: "they do not".
fn is_of_somebody(lower: &[&str], cue: usize) -> bool {
    let before = &lower[cue.saturating_sub(3)..cue];
    before.iter().any(|word| matches!(*word, "he" | "she" | "they" | "we" | "i" | "you"))
}

/// "I can't vote for it" and "he won't" say something of one person; "I don't think that it burned" of
/// the fire.
fn is_of_one_person(lower: &[&str], cue: usize, from: usize) -> bool {
    const HELPING: &[&str] = &[
        "ca", "can", "could", "wo", "will", "would", "do", "does", "did", "am", "'m", "’m", "have",
        "'ve", "’ve", "has", "had", "'d", "’d", "should", "'ll", "’ll",
    ];
    const HOLDS: &[&str] = &["think", "believe", "see", "expect", "accept", "agree", "recall"];
    let mut before = lower[..cue].iter().rev().skip_while(|word| HELPING.contains(word));
    let one = before.next().is_some_and(|word| matches!(*word, "i" | "he" | "she"));
    let passive = lower.get(from) == Some(&"been");
    one && !passive && !lower.get(from).is_some_and(|next| HOLDS.contains(next))
}

fn scope(lower: &[&str], words: &[Word], from: usize, reach: Reach) -> Vec<u16> {
    let mut scope = Vec::new();
    for at in from..words.len() {
        if reach == Reach::Clause && !scope.is_empty() && WHEN.contains(&lower[at]) {
            continue;
        }
        let full = reach == Reach::Phrase && scope.len() >= PHRASE;
        let ends = words[at].class == Class::Function || lower[at].ends_with("ing");
        let cut = reach == Reach::Phrase && !scope.is_empty() && ends;
        if full || cut || ends_clause(lower, words, at, reach) {
            break;
        }
        // Who does not think that it burned denies that it did.
        if words[at].carries() && !matches!(lower[at], "think" | "believe") {
            scope.push(place(at));
        }
        if TAKES_AS_TRUE.contains(&lower[at]) && lower.get(at + 1) == Some(&"that") {
            break;
        }
    }
    scope
}

/// The words after a comma that go on with what somebody does or does not do.
fn trail(lower: &[&str], words: &[Word], from: usize) -> Vec<u16> {
    let comma = (from..words.len()).find(|&at| ends_clause(lower, words, at, Reach::Clause));
    let starts = |at: &usize| {
        lower[*at] == "," && lower.get(at + 1).is_some_and(|next| next.ends_with("ing"))
    };
    let Some(comma) = comma.filter(starts) else { return Vec::new() };
    let ends = |at: &usize| !ends_clause(lower, words, *at, Reach::Clause);
    let run = (comma + 1..words.len()).take_while(ends);
    run.filter(|&at| words[at].carries()).map(place).collect()
}

fn ends_clause(lower: &[&str], words: &[Word], at: usize, reach: Reach) -> bool {
    let word = lower[at];
    let mark = words[at].class == Class::Mark
        && !matches!(word, "-" | "'" | "‘" | "’" | "\"" | "“" | "”" | "$" | "%");
    let starter = lower.get(at + 1).is_some_and(|next| STARTERS.contains(next));
    let joins = matches!(word, "and" | "or");
    mark || BOUNDARIES.contains(&word)
        || reach == Reach::Sentence && joins && starts_clause(lower, at + 1)
        || reach != Reach::Sentence && (RELATIVES.contains(&word) || joins && starter)
}

/// Tells whether somebody does something from a word on: "(no mill burned and) two guards were hurt".
fn starts_clause(lower: &[&str], from: usize) -> bool {
    const FINITE: &[&str] =
        &["is", "are", "was", "were", "has", "have", "had", "does", "did", "will"];
    let ahead = lower.iter().skip(from + 1).take(3);
    ahead.take_while(|word| word.len() > 1).any(|word| FINITE.contains(word))
}

fn subject(lower: &[&str], words: &[Word], cue: usize) -> Vec<u16> {
    let mut subject = Vec::new();
    for at in (0..cue).rev() {
        if ends_clause(lower, words, at, Reach::Sentence) && !matches!(lower[at], "and" | "or") {
            break;
        }
        if words[at].carries() {
            subject.push(place(at));
        }
    }
    subject.reverse();
    subject
}

fn is_definite(lower: &[&str], words: &[Word], first: Option<u16>) -> bool {
    const KNOWN: &[&str] =
        &["the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"];
    let Some(first) = first.map(usize::from) else { return false };
    let before = first.checked_sub(1).map_or("", |before| lower[before]);
    words[first].is_name() || KNOWN.contains(&before)
}
