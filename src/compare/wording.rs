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

/// Words that are not shared but belong to one field of news; stronger the more there are of them.
pub(super) fn same_field(pair: &Pair<'_>) -> Vec<Finding> {
    let of_fields = |&b: &u16| !pair.b.word(b).entry.fields().is_empty();
    let free_b: Vec<u16> = pair.free_of_b().filter(of_fields).collect();
    let in_field = |a: u16| {
        let entry = pair.a.word(a).entry;
        let other = free_b.iter().find(|&&b| entry.in_field_of(pair.b.word(b).entry))?;
        Some((a, *other))
    };
    let found: Vec<(u16, u16)> = pair.free_of_a().filter_map(in_field).collect();
    let Some(&(a, b)) = found.first() else { return Vec::new() };
    let least = pair.a.content.len().min(pair.b.content.len()).max(1);
    let strength = (found.len() as f32 / least as f32).min(1.0);
    vec![Finding { a: (a, a), b: (b, b), strength }]
}
