//! How things look in a line: short ids, quoted words, who and when.

use chrono::{DateTime, Utc};
use onrecord::model::{ClaimRecord, Decision, Quotation, Review, Stance, When, WithdrawalKind};
use onrecord::store::Fault;

use super::ui::Line;

/// The first digits of an id, as lists show it.
#[expect(clippy::needless_pass_by_value, reason = "ids are small and copied")]
pub(crate) fn short(id: impl ToString) -> String {
    id.to_string().chars().take(8).collect()
}

/// A fault of the record: where, and what.
pub(crate) fn fault(fault: &Fault) -> Line {
    let place = format!("{}, {}: ", fault.table, fault.place);
    Line::new().bad("fault  ").bold(place).plain(&*fault.problem)
}

/// A claim's words as they stand: quoted only where the document quotes them.
pub(crate) fn words(record: &ClaimRecord) -> String {
    let words = record.claim.words();
    match record.claim.quotation {
        Quotation::Paraphrase => format!("(paraphrase) {words}"),
        _ => words,
    }
}

/// Who asserts it, with the relays between the outlet and the origin.
pub(crate) fn who(record: &ClaimRecord) -> String {
    let names: Vec<_> = record.claim.chain.iter().map(|link| link.source.name.as_str()).collect();
    match names.as_slice() {
        [] => "nobody".to_owned(),
        [.., relay, origin] if names.len() > 2 => format!("{origin} via {relay}"),
        [.., origin] => (*origin).to_owned(),
    }
}

/// A date, or nothing.
pub(crate) fn on(when: Option<&When>) -> String {
    when.map(When::edtf_text).unwrap_or_default()
}

/// A date with the words it came from.
pub(crate) fn on_in_words(when: &When) -> String {
    match &when.words {
        Some(words) if *words != when.edtf_text() => format!("{when} (\"{words}\")"),
        _ => when.to_string(),
    }
}

/// An instant, to the minute.
pub(crate) fn at(instant: DateTime<Utc>) -> String {
    instant.format("%Y-%m-%d %H:%M UTC").to_string()
}

/// What a reader must know before believing: not reviewed, rejected, withdrawn, doubtful.
pub(crate) fn standing(record: &ClaimRecord) -> String {
    let mut marks = Vec::new();
    if record.claim.stance != Stance::Asserts {
        marks.push(record.claim.stance.as_str());
    }
    match &record.withdrawn {
        Some(gone) if gone.kind == WithdrawalKind::Retracted => marks.push("retracted"),
        Some(_) => marks.push("corrected"),
        None => marks.push(record.review.as_str()),
    }
    let fallen = record.rests_on.map(|on| format!("fell with {}", short(on)));
    marks.extend(fallen.as_deref());
    if !record.doubts.is_empty() {
        marks.push("doubtful");
    }
    marks.join(", ")
}

/// The same, with its colour.
pub(crate) fn marked(line: Line, record: &ClaimRecord) -> Line {
    let words = standing(record);
    match (&record.withdrawn, &record.review) {
        _ if record.rests_on.is_some() => line.bad(words),
        (Some(_), _) | (_, Review::Decided(Decision::Rejected, _)) => line.bad(words),
        (None, Review::Unreviewed) => line.doubt(words),
        _ => line.good(words),
    }
}

/// A count with its noun.
pub(crate) fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ if noun.ends_with('s') => format!("{number} {noun}es"),
        _ => format!("{number} {noun}s"),
    }
}
