//! What a name looks like, by its own words: where title and role end, whether a person or a body.

use std::ops::Range;

use super::super::token::Shape;
use super::lexicon::{LEXICON, Traits};
use super::name::Run;
use super::reading::Reading;

/// What a name looks like, by its own words alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// It has a title or role before it: a person.
    Person,
    /// A ministry, firm, union; an acronym.
    Body,
    /// A publisher.
    Outlet,
    /// A state or its seat.
    State,
    /// Cannot be told from its words.
    Open,
}

/// Words that make a name a body's.
pub(super) const BODIES: Traits = Traits::BODY.with(Traits::NAMED_SO);

/// Small words within names of people.
pub(super) const PARTICLES: &[&str] = &[
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der",
    "den", "ter", "ten", "bin", "ibn", "bint", "al", "el", "af", "av", "y", "zu",
];

/// Roles that are as often the first word of a body's name.
const DOUBTFUL_ROLES: &[&str] = &["general", "major", "star", "head", "chief", "champion", "guide"];

/// Tells titles, roles and the name apart; `None` if no name is left.
pub(super) fn judge(reading: Reading<'_>, whole: Range<usize>) -> Option<Run> {
    let Range { start, end } = whole;
    let last = end - 1;
    let single = last == start;
    let weak = single && reading.opens(start);
    let run = |name: Range<usize>, look: Look, told: Traits| {
        Some(Run { name, whole: start..end, look, told, weak })
    };
    let text = reading.text(&whole);
    let body_last = reading.is(last, BODIES);
    if LEXICON.is_state(text) {
        return run(whole, Look::State, Traits::default());
    }
    if LEXICON.is_outlet(text) {
        return run(whole, Look::Outlet, Traits::default());
    }
    if single {
        return judge_single(reading, start, weak)
            .map(|look| run(whole, look, Traits::default()))?;
    }
    let verb = |at: usize| reading.is(at, Traits::SPEECH) && tokens_capital(reading, at);
    if (start + 1..last).any(verb) {
        // a line of capitals: "Report Reveals Brae Plan"
        return None;
    }
    let people = Traits::GROUP.with(Traits::DEMONYM);
    let of = whole.clone().any(|at| reading.tokens.is(at, "of") || reading.tokens.is(at, "for"));
    if reading.is(last, people) && !body_last && !reading.is(start, Traits::GIVEN) && !of {
        return None;
    }
    if reading.is(start, Traits::TITLE) && (!body_last || is_courtesy(reading, start)) {
        return titled(reading, start..end);
    }
    if let Some(name) = after_role(reading, start..end) {
        return name.and_then(|name| run(name, Look::Person, Traits::default()));
    }
    run(start..end, look_of(reading, start..end), Traits::default())
}

fn tokens_capital(reading: Reading<'_>, at: usize) -> bool {
    reading.tokens.shape(at) == Shape::Capital
}

fn judge_single(reading: Reading<'_>, at: usize, weak: bool) -> Option<Look> {
    let no_name = Traits::TITLE
        .with(Traits::ROLE)
        .with(Traits::GROUP)
        .with(Traits::DEMONYM)
        .with(Traits::DOCUMENT);
    let after_the = at > 0 && reading.tokens.is(at - 1, "the");
    if reading.tokens.shape(at) == Shape::Upper && !reading.is(at, Traits::BODY) {
        return Some(Look::Body);
    }
    if after_the && reading.is(at, Traits::OUTLET) {
        return Some(Look::Outlet);
    }
    if reading.is(at, no_name) {
        let given = reading.is(at, Traits::GIVEN) && !weak;
        return given.then_some(Look::Open);
    }
    // "the Authority" is a noun that stands for the last body so called
    (!reading.is(at, Traits::BODY)).then_some(Look::Open)
}

/// Tells whether a title is never part of a body's name.
fn is_courtesy(reading: Reading<'_>, at: usize) -> bool {
    matches!(reading.tokens.word(at), "Mr." | "Mr" | "Mrs." | "Mrs" | "Ms." | "Ms" | "Dr." | "Dr")
}

fn titled(reading: Reading<'_>, whole: Range<usize>) -> Option<Run> {
    let titles = whole.clone().take_while(|&at| reading.is(at, Traits::TITLE)).count();
    let told = reading.traits[whole.start];
    let start = whole.start + titles;
    let name = match after_role(reading, start..whole.end) {
        Some(name) => name?,
        None if start < whole.end => start..whole.end,
        // "Sister Justice": the last title is the name
        None => whole.end - 1..whole.end,
    };
    Some(Run { name, whole, look: Look::Person, told, weak: false })
}

/// Returns the name that follows the last role word of a run: `None` if there is no role,
/// `Some(None)` if there is a role and no name.
fn after_role(reading: Reading<'_>, whole: Range<usize>) -> Option<Option<Range<usize>>> {
    let last = whole.end.checked_sub(1)?;
    let inner_title = |at: usize| {
        at > whole.start && reading.is(at, Traits::TITLE) && reading.tokens.word(at).ends_with('.')
    };
    let role = whole.clone().rev().find(|&at| reading.is(at, Traits::ROLE) || inner_title(at))?;
    if reading.is(whole.start, Traits::GIVEN) && role > whole.start {
        return None;
    }
    if role == last {
        return Some(None);
    }
    let rest = role + 1..whole.end;
    if matches!(reading.tokens.word(rest.start), "of" | "for" | "on" | "and" | "&") {
        return Some(after_complement(reading, rest));
    }
    let body = (rest.clone()).any(|at| reading.is(at, BODIES.with(Traits::OUTLET)));
    let given = reading.is(rest.start, Traits::GIVEN);
    let doubtful =
        role == whole.start && rest.len() == 1 && reading.tokens.is_one_of(role, DOUBTFUL_ROLES);
    if body && !given || doubtful {
        return None;
    }
    Some(Some(rest))
}

/// "for Strategic Matters Jane Brae": the last two capitalised words, and an initial between.
fn after_complement(reading: Reading<'_>, rest: Range<usize>) -> Option<Range<usize>> {
    let tokens = reading.tokens;
    let capitals = rest.clone().filter(|&at| tokens.is_capital(at)).count();
    let body_last = reading.is(rest.end - 1, BODIES);
    if capitals < 3 || body_last {
        return None;
    }
    let mut start = rest.end - 2;
    let between =
        |at: usize| tokens.word(at).ends_with('.') || PARTICLES.contains(&tokens.word(at));
    while start > rest.start + 2 && between(start) {
        start -= 1;
    }
    Some(start..rest.end)
}

fn look_of(reading: Reading<'_>, whole: Range<usize>) -> Look {
    let tokens = reading.tokens;
    let last = whole.end - 1;
    let given = reading.is(whole.start, Traits::GIVEN);
    let connected =
        whole.clone().any(|at| matches!(tokens.word(at), "of" | "for" | "&" | "and" | "on"));
    let any_body = whole.clone().any(|at| reading.is(at, BODIES));
    let long = whole.len() > 2;
    if reading.is(last, BODIES) && (!given || long) {
        return if reading.is(last, Traits::NEWS) { Look::Outlet } else { Look::Body };
    }
    if reading.is(last, Traits::OUTLET) && !given {
        return Look::Outlet;
    }
    let letters = tokens.shape(whole.start) == Shape::Upper
        && tokens.word(whole.start).len() > 2
        && !tokens.word(whole.start).contains('.');
    let state = LEXICON.is_state(tokens.word(last)) && !given;
    if connected || any_body && !given || letters || state {
        return Look::Body;
    }
    Look::Open
}
