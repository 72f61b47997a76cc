//! What a statement denies: negations, how far they reach, and whether the other side says it.

use super::align::Pair;
use super::rules::Finding;
use super::statement::{Class, Statement, Word};

/// One negation: the words that negate, what stands before them, what they negate. All are places
/// among the words of the statement.
#[derive(Clone, Debug)]
pub(super) struct Negation {
    pub(super) cue: (u16, u16),
    /// Content words of the same clause before the cue.
    pub(super) subject: Vec<u16>,
    /// Content words that are negated.
    pub(super) scope: Vec<u16>,
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

const NOT: &[&str] = &["not", "n't", "never", "cannot", "neither", "nor", "hardly", "scarcely"];
const NOBODY: &[&str] = &["no", "nobody", "none", "nothing", "nowhere"];
const WITHOUT: &[&str] = &["without", "lacking", "lacks", "lack", "lacked"];
/// Negate when "to" or "that" follows.
const VERBS: &[&str] = &[
    "failed", "fails", "refused", "refuses", "declined", "declines", "unable", "denied", "denies",
    "deny",
];
const BOUNDARIES: &[&str] = &[
    "but", "although", "though", "because", "while", "when", "whereas", "since", "until",
    "despite", "if", "before", "after",
];
const RELATIVES: &[&str] = &["who", "which", "whose", "where"];
/// After "and" or "or", these start a clause of its own.
const STARTERS: &[&str] = &[
    "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "his", "her", "their", "its",
    "this", "that", "these", "those", "there", "is", "are", "was", "were", "has", "have", "had",
    "will", "some", "another", "one", "two",
];
const PREPOSITIONS: &[&str] = &["with", "of", "in", "on", "at", "for", "from", "by", "to"];
const PHRASE: usize = 3;

/// Tells whether a word in lower case negates by itself.
pub(super) fn is_cue(lower: &str) -> bool {
    [NOT, NOBODY, WITHOUT].iter().any(|list| list.contains(&lower))
}

/// Finds the negations of a statement, given its words in lower case.
pub(super) fn read(lower: &[&str], words: &[Word]) -> Vec<Negation> {
    let mut found: Vec<Negation> = Vec::new();
    for at in 0..lower.len() {
        let Some((last, reach)) = cue_at(lower, at) else { continue };
        let scope = scope(lower, words, last + 1, reach);
        let negation =
            Negation { cue: (place(at), place(last)), subject: subject(lower, words, at), scope };
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
        "not" | "n't" if next == "only" || before(1) == "or" && before(2) == "whether" => None,
        "no" if next == "doubt" || next == "." => None,
        "no" if matches!(next, "longer" | "one") => Some((at + 1, Reach::Clause)),
        "no" if PREPOSITIONS.contains(&before(1)) => Some((at, Reach::Phrase)),
        word if NOT.contains(&word) => Some((at, Reach::Clause)),
        word if NOBODY.contains(&word) => Some((at, Reach::Sentence)),
        word if WITHOUT.contains(&word) => Some((at, Reach::Phrase)),
        word if VERBS.contains(&word) && matches!(next, "to" | "that") => {
            Some((at + 1, Reach::Clause))
        }
        _ => None,
    }
}

fn scope(lower: &[&str], words: &[Word], from: usize, reach: Reach) -> Vec<u16> {
    let mut scope = Vec::new();
    for at in from..words.len() {
        let full = reach == Reach::Phrase && scope.len() >= PHRASE;
        let cut = reach == Reach::Phrase && !scope.is_empty() && words[at].class == Class::Function;
        if full || cut || ends_clause(lower, words, at, reach) {
            break;
        }
        if words[at].carries() {
            scope.push(place(at));
        }
    }
    scope
}

fn ends_clause(lower: &[&str], words: &[Word], at: usize, reach: Reach) -> bool {
    let word = lower[at];
    let mark =
        words[at].class == Class::Mark && !matches!(word, "-" | "'" | "\"" | "“" | "”" | "$" | "%");
    let starter = lower.get(at + 1).is_some_and(|next| STARTERS.contains(next));
    mark || BOUNDARIES.contains(&word)
        || reach != Reach::Sentence
            && (RELATIVES.contains(&word) || matches!(word, "and" | "or") && starter)
}

fn subject(lower: &[&str], words: &[Word], cue: usize) -> Vec<u16> {
    let mut subject = Vec::new();
    for at in (0..cue).rev() {
        if ends_clause(lower, words, at, Reach::Sentence) {
            break;
        }
        if words[at].carries() {
            subject.push(place(at));
        }
    }
    subject.reverse();
    subject
}

/// One side denies what the other says.
pub(super) struct Denial {
    /// The share of what is denied that the other side says, 0 to 1.
    pub(super) covered: f32,
    /// The share of the subject that the other side has too, 0 to 1.
    pub(super) subject: f32,
    /// Places of the first and last word on the side that denies.
    pub(super) denies: (u16, u16),
    /// Places of the first and last word on the side that says it.
    pub(super) says: (u16, u16),
}

/// Finds what `pair.a` denies and `pair.b` says, strongest first.
pub(super) fn strongest_denial(pair: &Pair<'_>) -> Option<Denial> {
    let denials = pair.a.negations.iter().filter_map(|negation| denial(pair, negation));
    denials.max_by(|one, other| {
        (one.covered * one.subject).total_cmp(&(other.covered * other.subject))
    })
}

fn denial(pair: &Pair<'_>, negation: &Negation) -> Option<Denial> {
    let said: Vec<u16> = negation.scope.iter().filter_map(|&at| pair.partner_of_a(at)).collect();
    let open: Vec<u16> = said.iter().copied().filter(|&at| !pair.b.word(at).negated).collect();
    let (first, last) = (open.iter().min()?, open.iter().max()?);
    let flipped = |at: &&u16| {
        pair.partner_of_a(**at)
            .is_some_and(|other| pair.a.word(**at).negated != pair.b.word(other).negated)
    };
    let covered = share(pair.a, &negation.scope, flipped);
    let subject = share(pair.a, &negation.subject, |at| pair.partner_of_a(**at).is_some());
    let end = negation.scope.last().copied().unwrap_or(negation.cue.1);
    Some(Denial {
        covered,
        subject,
        denies: (negation.cue.0, end.max(negation.cue.1)),
        says: (*first, *last),
    })
}

/// The share, by weight, of some words of a statement that pass; 1 if there are none.
fn share(statement: &Statement, places: &[u16], passes: impl Fn(&&u16) -> bool) -> f32 {
    let weigh = |at: &u16| statement.word(*at).weight;
    let all: f32 = places.iter().map(weigh).sum();
    if all == 0.0 { 1.0 } else { places.iter().filter(passes).map(weigh).sum::<f32>() / all }
}

/// The least share of what is denied that the other side must say, and of its subject.
const DENIED: f32 = 0.6;
const SUBJECT: f32 = 0.5;

/// One side denies what the other says, and neither calls it a mere possibility.
pub(super) fn denying(pair: &Pair<'_>) -> Vec<Finding> {
    if pair.a.hedge.is_some() || pair.b.hedge.is_some() {
        return Vec::new();
    }
    let enough = |denial: &Denial| denial.covered >= DENIED && denial.subject >= SUBJECT;
    let by_a = strongest_denial(pair).filter(enough);
    let by_b = strongest_denial(&pair.swapped()).filter(enough);
    let strength = |denial: &Denial| denial.covered * (0.5 + denial.subject / 2.0);
    let by_a = by_a.map(|d| Finding { a: d.denies, b: d.says, strength: strength(&d) });
    let by_b = by_b.map(|d| Finding { a: d.says, b: d.denies, strength: strength(&d) });
    by_a.into_iter().chain(by_b).collect()
}

/// Tells whether much of what one side denies is said by the other, however that came about.
pub(super) fn differs(pair: &Pair<'_>) -> bool {
    let enough = |denial: Option<Denial>| denial.is_some_and(|denial| denial.covered >= 0.4);
    enough(strongest_denial(pair)) || enough(strongest_denial(&pair.swapped()))
}
