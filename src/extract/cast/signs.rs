//! What the surroundings of a name tell: whether it is a person's, a body's or a place's.

use foldhash::{HashMap, HashMapExt};
use std::ops::Range;

use crate::model::SourceKind;

use super::super::token::Shape;
use super::lexicon::Traits;
use super::look::Look;
use super::member::gender_of;
use super::name::Run;
use super::reading::Reading;

/// What the surroundings of a name tell, summed over the document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    /// Above 0 for a person, below for a body.
    pub(super) person: i32,
    /// Named where a capital is not due to the sentence's start, or as one who speaks.
    pub(super) firm: bool,
    /// Named as a place: "in Orland".
    pub(super) place: bool,
    /// Somebody was told something by way of it: "told the Courier".
    pub(super) told: bool,
    /// The gender told by titles.
    pub(super) gender: i32,
}

/// Returns what a name stands for, by its look and its surroundings.
pub(super) fn kind_of(look: Look, long: bool, signs: Signs) -> SourceKind {
    match look {
        Look::Person => SourceKind::Person,
        Look::Body | Look::State => SourceKind::Body,
        Look::Outlet => SourceKind::Outlet,
        Look::Open if signs.person + i32::from(long) > 4 * i32::from(signs.place) => {
            SourceKind::Person
        }
        Look::Open if signs.told => SourceKind::Outlet,
        Look::Open => SourceKind::Body,
    }
}

/// Reads what stands around each name.
pub(super) fn signs<'a>(reading: Reading<'a>, runs: &[Run]) -> HashMap<&'a str, Signs> {
    let mut all: HashMap<&str, Signs> = HashMap::new();
    for (nth, run) in runs.iter().enumerate() {
        let until = runs.get(nth + 1).map_or(usize::MAX, |next| next.whole.start);
        let signs = all.entry(reading.text(&run.name)).or_default();
        let before = run.whole.start.checked_sub(1);
        let word = before.map_or("", |at| reading.tokens.word(at));
        let end = run.name.end;
        let helped = reading.tokens.is_one_of(end, &["has", "had", "also", "now", "have"]);
        let speaks = reading.is(end, Traits::SPEECH)
            || helped && reading.is(end + 1, Traits::SPEECH)
            || reading.is_genitive(end)
            || before.is_some_and(|at| reading.is(at, Traits::SPEECH));
        signs.firm |= !run.weak || speaks;
        signs.person += i32::from(speaks && run.name.len() == 2);
        signs.place |= matches!(word, "in" | "In" | "near" | "across" | "at");
        signs.told |= told(reading, run.whole.start);
        signs.gender += gender_of(run.told) * 10;
        signs.person += persons(reading, run, word) + pronoun_after(reading, run.name.end, until);
        if run.look == Look::Person {
            signs.person += 3;
        }
    }
    let lasts: Vec<(&str, &str)> = (runs.iter().filter(|run| run.name.len() > 1))
        .map(|run| (reading.text(&run.name), reading.tokens.word(run.name.end - 1)))
        .collect();
    let alone: HashMap<&str, bool> = (runs.iter().filter(|run| run.name.len() == 1))
        .map(|run| (reading.text(&run.name), true))
        .collect();
    for (name, last) in lasts {
        if alone.contains_key(last) {
            let signs = all.entry(name).or_default();
            signs.person = signs.person.saturating_add(2);
        }
    }
    all
}

/// "told the Courier", "told Telestran"
fn told(reading: Reading<'_>, start: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).map_or("", |at| reading.tokens.word(at));
    matches!(before(1), "told" | "tells" | "telling")
        || matches!(before(2), "told" | "tells" | "telling") && before(1) == "the"
}

/// What the words next to a name tell: above 0 for a person, below for a body.
fn persons(reading: Reading<'_>, run: &Run, before: &str) -> i32 {
    let tokens = reading.tokens;
    let Range { start, end } = run.name;
    let word = |at: usize| tokens.word(at);
    let mut sum = 0;
    let first = reading.is(start, Traits::GIVEN);
    sum += if first { 3 } else { 0 };
    let before_it = run.whole.start.wrapping_sub(1);
    if reading.is(before_it, Traits::ROLE.with(Traits::TITLE)) && run.name.len() < 5 {
        sum += 3;
    } else if reading.is(before_it, Traits::BODY) && tokens.shape(before_it) == Shape::Lower {
        sum -= 3;
    }
    if before == "," && reading.is(before_it.wrapping_sub(1), Traits::ROLE) {
        sum += 3;
    }
    let kin = ["office", "wife", "husband", "mother", "father", "son", "daughter", "lawyer"];
    if reading.is_genitive(end) && tokens.is_one_of(end + 1, &kin) {
        sum += 2;
    }
    if before.eq_ignore_ascii_case("the") && run.whole.start == start {
        sum -= 3;
    }
    if word(end) == "," {
        let age = tokens.shape(end + 1) == Shape::Number && word(end + 1).len() <= 3;
        sum += if age && word(end + 2) == "," || word(end + 1) == "who" { 4 } else { 0 };
        sum -= if word(end + 1) == "which" { 4 } else { 0 };
    }
    let initial = (start + 1..end).any(|at| word(at).ends_with('.') && word(at).len() < 4);
    sum + if initial { 3 } else { 0 }
}

/// 1 if the first pronoun after a name is one for people, -1 if it is one for things.
fn pronoun_after(reading: Reading<'_>, end: usize, until: usize) -> i32 {
    let until = until.min(end + 20).min(reading.tokens.all.len());
    let words = (end..until.max(end)).map(|at| reading.tokens.word(at));
    let told = words.filter_map(|word| match word {
        "he" | "she" | "his" | "her" | "him" | "He" | "She" | "himself" | "herself" => Some(1),
        "its" | "It" | "Its" | "itself" => Some(-1),
        _ => None,
    });
    told.into_iter().next().unwrap_or(0)
}
