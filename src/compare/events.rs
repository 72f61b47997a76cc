//! What the dates of a statement are dates of: when somebody was born or died, when something that
//! happens once happened, from which year a work is.

mod bracket;

use chrono::{Datelike, NaiveDate};

use super::align::Pair;
use super::calendar::{self, Point};
use super::dates::Dated;
use super::lexicon::happens_once;
use super::rules::Finding;
use super::statement::Statement;
use super::word::{Class, Word};
use bracket::{Bracket, bracketed};

/// A date and what it is a date of. Places are those among the words of the statement.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) kind: Kind,
    /// The first and last day that the date can mean, if it names its year.
    days: Option<(NaiveDate, NaiveDate)>,
    /// Its month, if it names one.
    month: Option<u32>,
    /// Places of its first and last word.
    first: u16,
    last: u16,
}

impl Event {
    /// `None` if the date is open to one side or only about.
    fn new(kind: Kind, lower: &[&str], date: &Dated) -> Option<Self> {
        const OPEN: &[&str] =
            &["before", "after", "until", "till", "since", "by", "around", "about", "circa", "to"];
        let before = usize::from(date.first).checked_sub(1).map_or("", |before| lower[before]);
        let open = OPEN.contains(&before) || OPEN.contains(&lower[usize::from(date.first)]);
        let (from, to) = (date.when.earliest()?, date.when.latest()?);
        let decade = matches!(lower.get(usize::from(date.last) + 1), Some(&("'s" | "s" | "’s")));
        let span = if to.year() % 100 == 0 { 100 } else { 10 };
        let to = if decade { to.with_year(to.year() - to.year() % span + span - 1)? } else { to };
        let month = (from.year() == to.year() && from.month() == to.month()).then(|| from.month());
        let sure = !open && !date.when.edtf.is_vague();
        let (first, last) = (date.first, date.last);
        sure.then_some(Self { kind, days: Some((from, to)), month, first, last })
    }

    /// "born in May": a month of some year.
    fn of_month(lower: &[&str], words: &[Word], at: usize) -> Option<Self> {
        let month = calendar::month(lower, words, at)?;
        let led = at > 0 && matches!(lower[at - 1], "in" | "on");
        let alone = led && words[at].class != Class::Date;
        let kind = alone.then(|| kind(lower, words, place(at), place(at)))??;
        Some(Self { kind, days: None, month: Some(month), first: place(at), last: place(at) })
    }

    fn excludes(&self, other: &Self) -> bool {
        match (self.days, other.days) {
            (Some(one), Some(other)) => one.1 < other.0 || other.1 < one.0,
            _ => matches!((self.month, other.month), (Some(one), Some(other)) if one != other),
        }
    }
}

/// What a date is a date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Somebody's birth.
    Birth,
    /// Somebody's death.
    Death,
    /// What the word at this place names: "released", "founded".
    Word(u16),
    /// The year of a work, named by the words from here on: "a 1930 comedy".
    Made(u16),
}

/// Words looked at before and after a date for what it is a date of.
const REACH: usize = 8;
/// Finds what each date is a date of, if that can be told. `points` are dates that name their year.
pub(super) fn read(
    lower: &[&str],
    words: &[Word],
    dates: &[Dated],
    points: &[Point],
) -> Vec<Event> {
    let mut events = Vec::new();
    let mut add = |kind: Option<Kind>, date: &Dated| {
        events.extend(kind.and_then(|kind| Event::new(kind, lower, date)));
    };
    for (nth, point) in points.iter().enumerate() {
        let next = points.get(nth + 1);
        let Some(date) = point.dated() else { continue };
        match bracketed(lower, words, point, next) {
            Some(Bracket::Life) => {
                add(Some(Kind::Birth), &date);
                if let Some(end) = next.and_then(Point::dated) {
                    add(Some(Kind::Death), &end);
                }
            }
            Some(Bracket::Born) => add(Some(Kind::Birth), &date),
            Some(Bracket::Other) => {}
            None => add(kind(lower, words, point.first, point.last), &date),
        }
    }
    let by_point = |date: &&Dated| {
        points.iter().any(|point| point.first <= date.last && date.first <= point.last)
    };
    for date in dates.iter().filter(|date| !by_point(date)) {
        add(kind(lower, words, date.first, date.last), date);
    }
    events.extend((0..lower.len()).filter_map(|at| Event::of_month(lower, words, at)));
    events
}

fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn kind(lower: &[&str], words: &[Word], first: u16, last: u16) -> Option<Kind> {
    let (from, past) = (usize::from(first), usize::from(last) + 1);
    made(lower, words, from, past).or_else(|| {
        let trigger = trigger_before(lower, words, from)
            .or_else(|| trigger_after(lower, words, from, past))?;
        Some(match lower[trigger] {
            "born" => Kind::Birth,
            "died" | "dies" | "passed" => Kind::Death,
            _ => Kind::Word(place(trigger)),
        })
    })
}

/// "a 1930 comedy": a bare year between an article and a word.
fn made(lower: &[&str], words: &[Word], first: usize, past: usize) -> Option<Kind> {
    let article = first.checked_sub(1).map(|before| lower[before]);
    let bare = past == first + 1 && matches!(article, Some("a" | "an"));
    (bare && words.get(past)?.carries()).then_some(Kind::Made(place(past)))
}

/// Words past which another event begins.
const OTHER_EVENT: &[&str] =
    &["who", "which", "and", "but", "before", "after", "when", "while", "until", "since", "where"];

fn trigger_before(lower: &[&str], words: &[Word], first: usize) -> Option<usize> {
    let clause = (first.saturating_sub(REACH)..first).rev();
    let asked = |at: usize| lower[at] == "?";
    let mut clause = clause.take_while(|&at| {
        (words[at].class != Class::Mark || asked(at) || lower[at] == "&")
            && !OTHER_EVENT.contains(&lower[at])
    });
    clause.find(|&at| is_trigger(lower, words, at, first))
}

/// "In 2004 the band formed": a date at the head of its sentence.
fn trigger_after(lower: &[&str], words: &[Word], first: usize, past: usize) -> Option<usize> {
    let starts = |at: usize| at == 0 || words[at - 1].class == Class::Mark;
    let head = starts(first) || matches!(lower[first - 1], "in" | "on") && starts(first - 1);
    let from = past + usize::from(lower.get(past) == Some(&","));
    let mut clause = (from..words.len().min(from + REACH))
        .take_while(|&at| words[at].class != Class::Mark && !OTHER_EVENT.contains(&lower[at]));
    let trigger = head.then(|| clause.find(|&at| is_trigger(lower, words, at, words.len())))??;
    let dated_again = words.get(trigger + 2).is_some_and(|word| word.class == Class::Date);
    (!dated_again).then_some(trigger)
}

/// A word for what happens once: a verb without an object, so that its subject is what it happens to,
/// or one of [`DOES`].
fn is_trigger(lower: &[&str], words: &[Word], at: usize, end: usize) -> bool {
    let next = at + 1 + usize::from(lower.get(at + 1).is_some_and(|next| next.ends_with("ly")));
    let closed = next >= end.min(words.len())
        || matches!(words[next].class, Class::Mark | Class::Date)
        || PREPOSITIONS.contains(&lower[next]);
    if lower[at] == "passed" {
        return lower.get(at + 1) == Some(&"away");
    }
    let first_time = at > 0 && lower[at - 1] == "first" && !lower[at].ends_with("st");
    let once = happens_once(words[at].stem) || first_time;
    words[at].class == Class::Content && once && (closed || DOES.contains(&lower[at]))
}

const PREPOSITIONS: &[&str] =
    &["in", "on", "at", "by", "of", "from", "with", "to", "for", "as", "during", "near"];

/// What somebody does once to one thing: that thing is part of what happens.
const DOES: &[&str] = &[
    "married",
    "divorced",
    "founded",
    "established",
    "published",
    "released",
    "launched",
    "opened",
    "formed",
    "invented",
    "discovered",
];

/// Two dates for one event of one subject.
pub(super) fn excluding(pair: &Pair<'_>) -> Vec<Finding> {
    if pair.a.events.is_empty() || pair.b.events.is_empty() || pair.is_hedged() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for a in &pair.a.events {
        let like: Vec<&Event> = pair.b.events.iter().filter(|b| is_one(pair, a, b)).collect();
        let apart = !like.is_empty() && like.iter().all(|b| a.excludes(b));
        if apart && of_one_subject(pair, a, like[0]) {
            let b = like[0];
            found.push(Finding { a: (a.first, a.last), b: (b.first, b.last), strength: 0.9 });
        }
    }
    found.truncate(1);
    found
}

/// Tells whether two events are the same thing happening.
fn is_one(pair: &Pair<'_>, one: &Event, other: &Event) -> bool {
    match (one.kind, other.kind) {
        (Kind::Birth, Kind::Birth) | (Kind::Death, Kind::Death) => true,
        (Kind::Word(a), Kind::Word(b)) => {
            pair.partner_of_a(a) == Some(b)
                && pair.a.word(a).negated == pair.b.word(b).negated
                && [(pair.a, one, a), (pair.b, other, b)].iter().all(
                    |&(statement, event, trigger)| shares_object(pair, statement, event, trigger),
                )
        }
        (Kind::Made(a), Kind::Made(b)) => (a..).take(4).any(|at| {
            usize::from(at) < pair.a.words.len()
                && pair.a.word(at).class == Class::Content
                && pair
                    .partner_of_a(at)
                    .is_some_and(|other| (b..b.saturating_add(4)).contains(&other))
        }),
        _ => false,
    }
}

/// Tells whether the other side speaks of most of what stands between a word for what somebody does
/// and its date, and that this is something known: there may be many of "a film".
fn shares_object(pair: &Pair<'_>, side: &Statement, event: &Event, trigger: u16) -> bool {
    let of_a = std::ptr::eq(side, pair.a);
    let partner = |at: u16| if of_a { pair.partner_of_a(at) } else { pair.partner_of_b(at) };
    let leads = |at: &u16| PREPOSITIONS.contains(&side.words_between(*at, *at));
    let end = (trigger + 1..event.first).find(leads).unwrap_or(event.first);
    let of_object =
        |at: &u16| (trigger + 1..end).contains(at) && !side.words_between(*at, *at).ends_with("ly");
    let object: Vec<u16> = side.content.iter().copied().filter(of_object).collect();
    let shared = object.iter().filter(|&&at| partner(at).is_some()).count();
    let unknown = || matches!(side.words_between(trigger + 1, trigger + 1), "a" | "an" | "some");
    object.is_empty() || shared as f32 / object.len() as f32 >= OBJECT && !unknown()
}

/// The least share of what is married, founded or published that the other side must speak of.
const OBJECT: f32 = 0.5;
/// The least share of the names of the side with fewer that the other must have.
const NAMES: f32 = 0.6;
/// The least share of the better covered side, when one has no names.
const SHARED: f32 = 0.6;
/// Or of both sides.
const ALL: f32 = 0.8;
/// And how much must be shared then besides the event, in words.
const LEAST: f32 = 1.5;

/// Tells whether both events happen to one subject: the names around one of them are found around
/// the other, or most of what is said is.
fn of_one_subject(pair: &Pair<'_>, a: &Event, b: &Event) -> bool {
    let (of_a, of_b) = (names(pair.a, a), names(pair.b, b));
    let alike = |&&at: &&u16| {
        pair.partner_of_a(at).is_some_and(|other| of_b.contains(&other))
            || of_b.iter().any(|&other| is_short_for(pair, at, other))
    };
    let shared = of_a.iter().filter(alike).count();
    let least = of_a.len().min(of_b.len());
    if least > 0 {
        return shared as f32 / least as f32 >= NAMES;
    }
    let weight: f32 = pair
        .a
        .content
        .iter()
        .filter(|&&at| pair.partner_of_a(at).is_some() && a.kind != Kind::Word(at))
        .map(|&at| pair.a.word(at).weight)
        .sum();
    let (of_a, of_b) = (pair.coverage_of_a(), pair.coverage_of_b());
    of_a.max(of_b) >= SHARED && weight >= LEAST || of_a.min(of_b) >= ALL
}

/// "Chris" and "Christopher".
pub(super) fn is_short_for(pair: &Pair<'_>, a: u16, b: u16) -> bool {
    let (a, b) = (pair.a.words_between(a, a), pair.b.words_between(b, b));
    a.len().min(b.len()) >= 3 && (a.starts_with(b) || b.starts_with(a))
}

/// The names that stand before a date in its sentence, outside brackets, and those that follow a
/// bracket ("(born 1961), known as Veld, is"); all of its sentence if there are none.
fn names(statement: &Statement, event: &Event) -> Vec<u16> {
    let sentence = statement.word(event.first).sentence;
    let in_sentence = |at: &u16| {
        let word = statement.word(*at);
        word.is_name() && word.sentence == sentence
    };
    let all: Vec<u16> = statement.content.iter().copied().filter(in_sentence).take(24).collect();
    let last = u16::try_from(statement.words.len()).unwrap_or(u16::MAX);
    let verb = |&at: &u16| matches!(statement.words_between(at, at), "is" | "was");
    let end = match statement.word(event.first).bracketed {
        true => (event.first..last).find(verb).unwrap_or(event.first),
        false => event.first,
    };
    let before: Vec<u16> =
        all.iter().copied().filter(|&at| at < end && !statement.word(at).bracketed).collect();
    if before.is_empty() { all } else { before }
}
