//! How much of the wording two statements share.

use super::align::Pair;
use super::rules::Finding;

/// The words that both share, as strong as the better covered side, damped by the other.
pub(super) fn same_words(pair: &Pair<'_>) -> Vec<Finding> {
    let shared: Vec<(u16, u16)> =
        pair.a.content.iter().filter_map(|&at| Some((at, pair.partner_of_a(at)?))).collect();
    let ends = |side: fn(&(u16, u16)) -> u16| {
        let places = shared.iter().map(side);
        Some((places.clone().min()?, places.max()?))
    };
    match (ends(|&(a, _)| a), ends(|&(_, b)| b)) {
        (Some(a), Some(b)) => vec![Finding { a, b, strength: similarity(pair) }],
        _ => Vec::new(),
    }
}

/// How alike the wording is, 0 to 1.
pub(super) fn similarity(pair: &Pair<'_>) -> f32 {
    let (a, b) = (pair.coverage_of_a(), pair.coverage_of_b());
    (a * b).sqrt()
}
