//! Opposite words in the same place: "opened" and "closed", "full" and "empty".

use super::align::Pair;
use super::dates::about_different_times;
use super::modifiers;
use super::names;
use super::rules::Finding;
use super::signs::Sign;
use super::statement::Statement;
use super::word::Word;

/// The least share of the rest of the shorter statement that the other must say too.
const REST: f32 = 0.6;

/// Opposites fire unless both statements speak of somebody unknown ("a man"): then there may be
/// two of them.
pub(super) fn opposite(pair: &Pair<'_>) -> Vec<Finding> {
    if pair.is_hedged() || pair.is_planned() {
        return Vec::new();
    }
    let words = opposed(pair).into_iter().filter(|&(a, b)| same_place(pair, a, b));
    let of_one_thing = modifiers::opposed(pair).into_iter().chain(modifiers::elsewhere(pair));
    let opposed: Vec<(u16, u16)> = words.chain(of_one_thing).collect();
    if opposed.is_empty() || about_different_times(pair) || names::have_others(pair) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (a, b) in opposed {
        let (least, strength) = rest_shared(pair, a, b);
        let unknown = pair.is_of_two_unknown() && least > LIKE && !both_are(pair, a, b);
        if strength >= REST && !unknown {
            found.push(Finding { a: (a, a), b: (b, b), strength: strength.min(1.0) });
        }
    }
    found
}

/// Two statements that say more than this share of each other in the same words run side by side, and
/// may speak of two; two that tell one scene in words of their own speak of the same somebody.
const LIKE: f32 = 0.79;

/// Tells whether something is said to be the one and the other: "is full", "is empty".
fn both_are(pair: &Pair<'_>, a: u16, b: u16) -> bool {
    let is = |statement: &Statement, at: u16| {
        let before = at.checked_sub(1).map(|before| statement.words_between(before, before));
        matches!(before, Some("is" | "are" | "was" | "were"))
            && !statement.words_between(at, at).ends_with("ing")
    };
    is(pair.a, a) && is(pair.b, b)
}

/// Words without partners that are opposites, neither or both of them negated.
fn opposed(pair: &Pair<'_>) -> Vec<(u16, u16)> {
    let free_b: Vec<u16> = pair.free_of_b().collect();
    let mut found = Vec::new();
    for a in pair.free_of_a() {
        let word = pair.a.word(a);
        let opposite = |&&b: &&u16| {
            let other = pair.b.word(b);
            let may_turn = word.may(Sign::TurnsAbout) || other.may(Sign::TurnsAbout);
            word.negated == other.negated
                && (word.entry.opposes(other.entry) || may_turn && is_turned(pair, a, b))
        };
        if let Some(&b) = free_b.iter().find(opposite) {
            found.push((a, b));
        }
    }
    found
}

/// What makes a word the opposite of the rest of it, and the letter with which that must start.
const TURNS: &[(&str, &str)] = &[("un", ""), ("il", "l"), ("ir", "r")];

/// Tells whether a word in lower case may be another one turned about.
pub(super) fn may_turn(lower: &str) -> bool {
    lower.ends_with("less") || TURNS.iter().any(|(prefix, _)| lower.starts_with(prefix))
}

/// "armed" and "unarmed", "legal" and "illegal", "harmful" and "harmless".
fn is_turned(pair: &Pair<'_>, a: u16, b: u16) -> bool {
    const STEM: usize = 4;
    let (word, other) = (pair.a.word(a), pair.b.word(b));
    let length = |word: &Word| word.end - word.start;
    if !matches!(length(word).abs_diff(length(other)), 1 | 2) {
        return false;
    }
    let (a, b) = (pair.a.words_between(a, a), pair.b.words_between(b, b));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if short.len() < STEM {
        return false;
    }
    let turned = |(prefix, start): &(&str, &str)| {
        long.strip_prefix(prefix).is_some_and(|rest| rest == short && rest.starts_with(start))
    };
    let lacks =
        long.strip_suffix("less").is_some_and(|stem| short.strip_suffix("ful") == Some(stem));
    lacks || TURNS.iter().any(turned)
}

/// The shares of either statement, without the two words, that the other says too; less first.
fn rest_shared(pair: &Pair<'_>, a: u16, b: u16) -> (f32, f32) {
    let share = |statement: &Statement, without: u16, partner: &dyn Fn(u16) -> bool| {
        let (mut all, mut found) = (0.0, 0.0);
        for &at in statement.content.iter().filter(|&&at| at != without) {
            all += statement.word(at).weight;
            found += if partner(at) { statement.word(at).weight } else { 0.0 };
        }
        if all == 0.0 { 0.0 } else { found / all }
    };
    let of_a = share(pair.a, a, &|at| pair.partner_of_a(at).is_some());
    let of_b = share(pair.b, b, &|at| pair.partner_of_b(at).is_some());
    (of_a.min(of_b), of_a.max(of_b))
}

/// The next content word or the one before it is the same on both sides, or there is none.
fn same_place(pair: &Pair<'_>, a: u16, b: u16) -> bool {
    let neighbours = |statement: &Statement, at: u16| {
        let place = statement.content.binary_search(&at).unwrap_or(0);
        let before = place.checked_sub(1).map(|before| statement.content[before]);
        (before, statement.content.get(place + 1).copied())
    };
    let ((before_a, after_a), (before_b, after_b)) = (neighbours(pair.a, a), neighbours(pair.b, b));
    let same = |one: Option<u16>, other: Option<u16>| match (one, other) {
        (Some(one), Some(other)) => pair.partner_of_a(one) == Some(other),
        _ => false,
    };
    same(before_a, before_b) || same(after_a, after_b)
}
