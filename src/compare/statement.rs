//! One statement, prepared once so that it can be compared often.

use chrono::{NaiveDate, Weekday};

use super::attributes::Attributes;
use super::calendar::{self, Point};
use super::dates::Dated;
use super::events::{self, Event};
use super::modality::Modality;
use super::negation::{self, Negation};
use super::quantity::{self, Quantity};
use super::word::{self, Class, Word};
use crate::dates::find;
use crate::model::Stance;

/// What is said, with the stance of whoever says it, cut into what the rules look at.
#[derive(Clone, Debug)]
pub struct Statement {
    pub(super) text: Box<str>,
    /// The stance on the words, see [`plain_stance`].
    pub(super) stance: Stance,
    /// The day that "today" means.
    pub(super) anchor: Option<NaiveDate>,
    pub(super) words: Vec<Word>,
    /// The words that carry content, as places in `words`.
    pub(super) content: Vec<u16>,
    pub(super) negations: Vec<Negation>,
    pub(super) quantities: Vec<Quantity>,
    pub(super) dates: Vec<Dated>,
    pub(super) events: Vec<Event>,
    pub(super) modality: Modality,
    pub(super) attributes: Attributes,
}

impl Statement {
    /// Prepares a statement; linear in its length.
    ///
    /// `anchor` is the day on which it was said or published, against which "on Friday" is read.
    pub fn read(text: &str, stance: Stance, anchor: Option<NaiveDate>) -> Self {
        let (lower, mut words) = word::read(text);
        let text = &text[..words.last().map_or(0, |last| last.end as usize)];
        let lowered: Vec<&str> = lower.iter().map(AsRef::as_ref).collect();
        let mut dates = dates(text, anchor, &mut words);
        let points = calendar::read(&lowered, &words);
        add_points(&points, &mut dates, &mut words);
        let events = events::read(&lowered, &words, &dates, &points);
        let quantities = quantity::read(&lowered, &mut words);
        for &at in quantities.iter().flat_map(|quantity| &quantity.head) {
            words[usize::from(at)].count();
        }
        let mut content = Vec::with_capacity(words.len());
        content.extend((0u16..).zip(&words).filter(|(_, w)| w.carries()).map(|(at, _)| at));
        let negations = negation::read(&lowered, &words);
        for negation in &negations {
            for &at in negation.scope.iter().chain(&negation.trail) {
                words[usize::from(at)].negated ^= true;
            }
        }
        let stance = plain_stance(stance, &negations);
        let modality = Modality::of(&lowered, &words);
        let attributes = Attributes::of(&lowered, &words);
        Self {
            text: text.into(),
            stance,
            anchor,
            words,
            content,
            negations,
            quantities,
            dates,
            events,
            modality,
            attributes,
        }
    }

    /// Returns the words from one place to another, both included.
    pub(super) fn words_between(&self, first: u16, last: u16) -> &str {
        let (first, last) = (&self.words[usize::from(first)], &self.words[usize::from(last)]);
        &self.text[first.start as usize..last.end as usize]
    }

    /// Decides which of two statements is laid down first, so that comparing is symmetric.
    pub(super) fn order_key(&self) -> (&str, Stance, Option<NaiveDate>) {
        (&self.text, self.stance, self.anchor)
    }

    /// Tells whether a word links a role to its holder: "by", "of", "to".
    pub(super) fn links(&self, at: u16) -> bool {
        matches!(self.words_between(at, at), "by" | "of" | "to")
    }

    pub(super) fn word(&self, at: u16) -> &Word {
        &self.words[usize::from(at)]
    }
}

/// A denial in the speaker's own words ("there was no fire") negates by itself: taken as an
/// assertion of those words.
fn plain_stance(stance: Stance, negations: &[Negation]) -> Stance {
    let negates = negations.iter().any(|negation| !negation.in_passing);
    if stance == Stance::Denies && negates { Stance::Asserts } else { stance }
}

/// Finds the dates and marks their words.
fn dates(text: &str, anchor: Option<NaiveDate>, words: &mut [Word]) -> Vec<Dated> {
    let mut dates = Vec::new();
    for found in find(text, anchor) {
        let first = words.partition_point(|word| (word.end as usize) <= found.bytes.start);
        let past = words.partition_point(|word| (word.start as usize) < found.bytes.end);
        let Some(inside) = words.get_mut(first..past).filter(|inside| !inside.is_empty()) else {
            continue;
        };
        for word in inside {
            word.class = Class::Date;
            word.weight = 0.0;
        }
        if !names_no_week(&text[..found.bytes.end]) {
            dates.push(Dated { when: found.when, first: place(first), last: place(past - 1) });
        }
    }
    dates
}

/// "On the Friday": the one of a week that was told of before, which no calendar knows.
fn names_no_week(up_to: &str) -> bool {
    let mut words = up_to.rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let day = words.next().is_some_and(|word| word.parse::<Weekday>().is_ok());
    day && words.next().is_some_and(|word| word.eq_ignore_ascii_case("the"))
}

/// Adds the dates that stand in no phrase and marks their words.
fn add_points(points: &[Point], dates: &mut Vec<Dated>, words: &mut [Word]) {
    for point in points {
        let inside = &mut words[usize::from(point.first)..=usize::from(point.last)];
        let known = inside.iter().any(|word| word.class == Class::Date);
        for word in inside {
            word.class = Class::Date;
            word.weight = 0.0;
        }
        dates.extend(point.dated().filter(|_| !known));
    }
    dates.sort_by_key(|date| date.first);
}

fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
