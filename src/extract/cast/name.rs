//! Names in a text: runs of capitalised words, with the titles and roles that stand before them.

use std::ops::Range;

use super::super::token::{Shape, Tokens};
use super::lexicon::{LEXICON, Traits};

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

/// One place where somebody or something is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The tokens of the name itself.
    pub(super) name: Range<usize>,
    /// The same with the title and the capitalised role before it.
    pub(super) whole: Range<usize>,
    /// What it looks like.
    pub(super) look: Look,
    /// The gender that its title tells, if any.
    pub(super) told: Traits,
    /// Whether its only capital may come from opening a sentence.
    pub(super) weak: bool,
}

/// The text with what is known of each of its words.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    /// The words.
    pub(super) tokens: &'a Tokens<'a>,
    /// What is known of each.
    pub(super) traits: &'a [Traits],
}

impl<'a> Reading<'a> {
    /// Tells whether token `at` has one of the properties of `any`.
    pub(super) fn is(&self, at: usize, any: Traits) -> bool {
        self.traits.get(at).is_some_and(|traits| traits.is(any))
    }

    /// Returns the text that a range of tokens covers.
    pub(super) fn text(&self, words: &Range<usize>) -> &'a str {
        self.tokens.text.get(self.tokens.bytes(words)).unwrap_or("")
    }

    /// Tells whether two neighbouring tokens belong to one sentence.
    pub(super) fn together(&self, at: usize, next: usize) -> bool {
        match (self.tokens.all.get(at), self.tokens.all.get(next)) {
            (Some(a), Some(b)) => a.sentence == b.sentence && a.paragraph == b.paragraph,
            _ => false,
        }
    }

    /// Tells whether token `at` opens a sentence or a quotation.
    pub(super) fn opens(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        at == 0
            || !self.together(before, at)
            || self.tokens.shape(before) == Shape::Mark && !self.tokens.is(before, "'")
            || matches!(self.tokens.word(before), ":" | "—" | "–" | "--" | "(" | "•" | "*" | "-")
    }

    /// Tells whether token `at` is a genitive mark: "'s", or "'" after a plural.
    pub(super) fn is_genitive(&self, at: usize) -> bool {
        let word = self.tokens.word(at);
        let close = at > 0
            && self.tokens.all.get(at).is_some_and(|t| t.start == self.tokens.all[at - 1].end);
        match self.tokens.shape(at) {
            Shape::Clitic => word.ends_with(['s', 'S']),
            Shape::Mark => {
                close && matches!(word, "'" | "’") && self.tokens.word(at - 1).ends_with(['s', 'S'])
            }
            _ => false,
        }
    }
}

/// Words that make a name a body's.
const BODIES: Traits = Traits::BODY.with(Traits::NAMED_SO);

/// Small words within names of people.
const PARTICLES: &[&str] = &[
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der",
    "den", "ter", "ten", "bin", "ibn", "bint", "al", "el", "af", "av", "y", "zu",
];

/// Roles that are as often the first word of a body's name.
const DOUBTFUL_ROLES: &[&str] = &["general", "major", "star", "head", "chief", "champion", "guide"];

/// Finds the names of a text, in order; they do not overlap.
pub(super) fn runs(reading: Reading<'_>) -> Vec<Run> {
    let mut found = Vec::new();
    for paragraph in &reading.tokens.paragraphs {
        if is_headline(reading, paragraph) {
            continue;
        }
        let mut at = paragraph.start;
        while at < paragraph.end {
            if !starts(reading, at) {
                at += 1;
                continue;
            }
            let end = extend(reading, at);
            found.extend(judge(reading, at..end));
            at = end;
        }
    }
    found
}

/// Tells whether a paragraph is a line of capitalised words without a full stop.
fn is_headline(reading: Reading<'_>, paragraph: &Range<usize>) -> bool {
    let tokens = reading.tokens;
    if paragraph.len() < 4 || paragraph.len() > 30 || tokens.is(paragraph.end - 1, ".") {
        return false;
    }
    let words = paragraph.clone().filter(|&at| tokens.is_word(at) && tokens.word(at).len() > 3);
    let (all, capitals) = words.fold((0, 0), |(all, capitals), at| {
        (all + 1, capitals + usize::from(tokens.shape(at) != Shape::Lower))
    });
    all > 3 && capitals * 10 >= all * 9
}

fn starts(reading: Reading<'_>, at: usize) -> bool {
    let tokens = reading.tokens;
    let capital_next = tokens.is_capital(at + 1)
        && reading.together(at, at + 1)
        && !reading.is(at + 1, Traits::OPENER.with(Traits::CALENDAR));
    match tokens.shape(at) {
        Shape::Capital if reading.is(at, Traits::OPENER.with(Traits::CALENDAR)) => {
            reading.is(at, Traits::GIVEN) && capital_next
        }
        // "Knowing Brae, ..."
        Shape::Capital if tokens.word(at).ends_with("ing") && reading.opens(at) => {
            !capital_next || reading.is(at, Traits::GIVEN) || reading.is(at + 1, BODIES)
        }
        Shape::Capital => true,
        Shape::Upper if reading.is(at, Traits::OPENER) => tokens.word(at) == "US",
        Shape::Upper => tokens.word(at).len() <= 6 || tokens.word(at).contains(['.', '-', '&']),
        _ => false,
    }
}

/// Returns the end of the run of name words that starts at `at`.
fn extend(reading: Reading<'_>, start: usize) -> usize {
    let mut end = start + 1;
    while end - start < 12 {
        match step(reading, start, end) {
            Some(next) if reading.together(start, next - 1) => end = next,
            _ => break,
        }
    }
    end
}

/// Returns where the run goes on to from `end`, if it does.
fn step(reading: Reading<'_>, start: usize, end: usize) -> Option<usize> {
    let tokens = reading.tokens;
    let plain =
        |at: usize| tokens.is_capital(at) && !reading.is(at, Traits::OPENER.with(Traits::CALENDAR));
    let numbered = tokens.shape(end) == Shape::Number && tokens.word(end).len() < 5;
    if numbered && tokens.is_one_of(end - 1, &["Local", "Channel", "Unit", "Division", "Lodge"]) {
        return Some(end + 1);
    }
    if tokens.is_capital(end) {
        let surname = end == start + 1 && reading.is(start, Traits::GIVEN.with(Traits::TITLE));
        return (plain(end) || surname && tokens.shape(end) == Shape::Capital).then_some(end + 1);
    }
    let last = end - 1;
    let of_body = |any: Traits| (start..end).any(|at| reading.is(at, any));
    let after_the = if tokens.is(end + 1, "the") { end + 2 } else { end + 1 };
    match tokens.word(end) {
        "of" if plain(after_the) && joins_of(reading, start, end) => Some(after_the + 1),
        "for" | "on" if plain(after_the) && !reading.is(start, Traits::GIVEN) => {
            reading.is(last, BODIES.with(Traits::ROLE)).then_some(after_the + 1)
        }
        "&" if plain(end + 1) => Some(end + 2),
        "and" if plain(end + 1) => joins_and(reading, start, end),
        word if PARTICLES.contains(&word) && !of_body(BODIES) => {
            let next = if PARTICLES.contains(&tokens.word(end + 1)) { end + 2 } else { end + 1 };
            plain(next).then_some(next + 1)
        }
        _ if reading.is_genitive(end) => {
            (reading.is(last, Traits::GROUP) && plain(end + 1)).then_some(end + 2)
        }
        _ => None,
    }
}

/// "Port of Orland", "Ministry of the Sea", but not "Jane Brae of Orland".
fn joins_of(reading: Reading<'_>, start: usize, end: usize) -> bool {
    let kinds = BODIES.with(Traits::OUTLET);
    let single = end == start + 1 && !reading.tokens.is(end + 1, "the");
    let kind = (start..end).any(|at| reading.is(at, kinds)) || reading.is(end - 1, Traits::ROLE);
    !reading.is(start, Traits::GIVEN.with(Traits::TITLE)) && (kind || single)
}

/// "Food and Drug Administration", "Globe and Mail", but not "Orland and Brae Council".
fn joins_and(reading: Reading<'_>, start: usize, end: usize) -> Option<usize> {
    let tokens = reading.tokens;
    let mut stop = end + 1;
    while stop < end + 5 && tokens.is_capital(stop) && reading.together(stop - 1, stop) {
        stop += 1;
    }
    let one = end == start + 1;
    let papers = one && reading.is(start, Traits::OUTLET) && reading.is(end + 1, Traits::OUTLET);
    let of = (start..end).any(|at| matches!(tokens.word(at), "of" | "for"));
    let name = reading.text(&(start..end));
    let known = reading.is(start, Traits::GIVEN.with(Traits::TITLE))
        || LEXICON.is_state(name)
        || LEXICON.is_outlet(name)
        || LEXICON.is_state(reading.text(&(end + 1..stop)));
    let body = stop > end + 2 && reading.is(stop - 1, BODIES);
    (papers || !known && ((one || of) && body || of && stop > end + 1)).then_some(stop)
}

/// Tells titles, roles and the name apart; `None` if no name is left.
fn judge(reading: Reading<'_>, whole: Range<usize>) -> Option<Run> {
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
    if reading.tokens.shape(at) == Shape::Upper {
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
