//! Dates within brackets after a name: those of a life, as a rule.

use super::super::calendar::Point;
use super::super::word::Word;

/// Words looked at for a bracket that is open.
const BRACKETED: usize = 32;
/// Bare years this far apart, in brackets after a name, are those of a life.
const LIFE: std::ops::RangeInclusive<i32> = 20..=105;

/// What the dates within a bracket are.
pub(super) enum Bracket {
    /// A birth and a death.
    Life,
    /// A birth.
    Born,
    /// Anything else.
    Other,
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | "−")
}

/// Reads a date within brackets after a name: "(born 4 May 1961)", "(4 May 1961 – 5 June 2020)".
pub(super) fn bracketed(
    lower: &[&str],
    words: &[Word],
    point: &Point,
    next: Option<&Point>,
) -> Option<Bracket> {
    let first = usize::from(point.first);
    let open = opening(lower, first)?;
    let outside = (0..open).rev().find(|&at| !matches!(lower[at], "(" | ","));
    if !outside.is_some_and(|before| words[before].is_name()) {
        return (first > open + 1).then_some(Bracket::Other);
    }
    let past = usize::from(point.last) + 1;
    let closes = |at: usize| matches!(lower.get(at), Some(&(")" | ";" | ",")));
    let dashes = lower[past..].iter().take_while(|word| is_dash(word)).count();
    let ends = next.filter(|next| dashes > 0 && usize::from(next.first) == past + dashes);
    if let Some(end) = ends {
        let full = point.day.is_some() || end.day.is_some();
        let life = full || open + 1 == first && LIFE.contains(&(end.year - point.year));
        return Some(if life && closes(usize::from(end.last) + 1) {
            Bracket::Life
        } else {
            Bracket::Other
        });
    }
    let born = lower[open..first].contains(&"born");
    let started = first > 0 && is_dash(lower[first - 1]);
    Some(if born && !started && closes(past) { Bracket::Born } else { Bracket::Other })
}

/// The bracket that is open before a place.
fn opening(lower: &[&str], at: usize) -> Option<usize> {
    let mut closed = 0;
    for before in (at.saturating_sub(BRACKETED)..at).rev() {
        match lower[before] {
            ")" => closed += 1,
            "(" if closed == 0 => return Some(before),
            "(" => closed -= 1,
            _ => {}
        }
    }
    None
}
