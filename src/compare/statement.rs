//! One statement, prepared once so that it can be compared often.

use chrono::NaiveDate;

use super::dates::Dated;
use super::lexicon::Entry;
use super::negation::{self, Negation};
use super::quantity::{self, Quantity};
use crate::dates::find;
use crate::model::Stance;
use crate::words::{Kind, is_stop_word, key, stem, tokens};

/// A claim is a sentence or a few; words past these are not looked at.
const MOST_WORDS: usize = 300;

/// What is said, with the stance of whoever says it, cut into what the rules look at.
#[derive(Clone, Debug)]
pub struct Statement {
    pub(super) text: Box<str>,
    pub(super) stance: Stance,
    /// The day that "today" means.
    pub(super) anchor: Option<NaiveDate>,
    pub(super) words: Vec<Word>,
    /// The words that carry content, as places in `words`.
    pub(super) content: Vec<u16>,
    pub(super) negations: Vec<Negation>,
    pub(super) quantities: Vec<Quantity>,
    pub(super) dates: Vec<Dated>,
    /// Speaks of somebody or something not yet known: "a man", "some people", "there is".
    pub(super) indefinite: bool,
    /// The first word that makes it a possibility ("may", "reportedly").
    pub(super) hedge: Option<u16>,
}

/// What a word does in its statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Means something of its own.
    Content,
    /// A name or a part of one.
    Name,
    /// Holds the sentence together, or negates.
    Function,
    /// Digits, or a word that belongs to a number or its unit.
    Number,
    /// Belongs to a date.
    Date,
    /// Punctuation.
    Mark,
}

/// One token of a statement.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The key of its stem.
    pub(super) stem: u64,
    pub(super) entry: Entry,
    pub(super) class: Class,
    /// Stands in the scope of an odd number of negations.
    pub(super) negated: bool,
    /// Which sentence of the statement it stands in.
    pub(super) sentence: u16,
    /// How much it says, 0 to 1.
    pub(super) weight: f32,
}

const HEDGES: &[&str] = &[
    "may",
    "might",
    "could",
    "possibly",
    "perhaps",
    "maybe",
    "probably",
    "likely",
    "reportedly",
    "allegedly",
    "apparently",
    "appears",
    "appeared",
    "seems",
    "seemed",
    "suspected",
    "if",
];

const INDEFINITE: &[&str] =
    &["a", "an", "some", "there", "someone", "somebody", "one", "two", "three", "four"];

impl Statement {
    /// Prepares a statement; linear in its length.
    ///
    /// `anchor` is the day on which it was said or published, against which "on Friday" is read.
    pub fn read(text: &str, stance: Stance, anchor: Option<NaiveDate>) -> Self {
        let lower: Vec<(String, Word)> = words(text);
        let lowered: Vec<&str> = lower.iter().map(|(lower, _)| lower.as_str()).collect();
        let mut words: Vec<Word> = lower.iter().map(|(_, word)| word.clone()).collect();
        let dates = dates(text, anchor, &mut words);
        let quantities = quantity::read(&lowered, &mut words);
        let content: Vec<u16> =
            (0u16..).zip(&words).filter(|(_, w)| w.carries()).map(|(at, _)| at).collect();
        let negations = negation::read(&lowered, &words);
        for negation in &negations {
            for &at in &negation.scope {
                words[usize::from(at)].negated ^= true;
            }
        }
        let indefinite = lowered.first().is_some_and(|word| INDEFINITE.contains(word));
        let hedge = lowered.iter().zip(0u16..).find(|(word, _)| HEDGES.contains(word));
        let hedge = hedge.map(|(_, at)| at);
        Self {
            text: text.into(),
            stance,
            anchor,
            words,
            content,
            negations,
            quantities,
            dates,
            indefinite,
            hedge,
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

    pub(super) fn word(&self, at: u16) -> &Word {
        &self.words[usize::from(at)]
    }
}

impl Word {
    /// Tells whether it is a name or a part of one.
    pub(super) fn is_name(&self) -> bool {
        self.class == Class::Name
    }

    /// Tells whether it says something that another statement can say too.
    pub(super) fn carries(&self) -> bool {
        matches!(self.class, Class::Content | Class::Name)
    }
}

fn words(text: &str) -> Vec<(String, Word)> {
    let mut words = Vec::new();
    let mut starts_sentence = true;
    let mut sentence = 0;
    for token in tokens(text).take(MOST_WORDS) {
        let lower = token.text.to_lowercase().replace('’', "'");
        let capital = token.text.starts_with(char::is_uppercase);
        let stem = key(&stem(&lower));
        let entry = Entry::of(stem);
        let function = is_stop_word(&lower) || negation::is_cue(&lower);
        let class = match token.kind {
            Kind::Mark => Class::Mark,
            Kind::Number => Class::Number,
            Kind::Word if function && (!capital || starts_sentence || lower.len() < 4) => {
                Class::Function
            }
            Kind::Word if capital && !(starts_sentence && entry != Entry::default()) => Class::Name,
            Kind::Word => Class::Content,
        };
        if token.kind == Kind::Mark && matches!(token.text, "." | "!" | "?" | ";" | "…") {
            sentence += 1;
        }
        if token.kind != Kind::Mark || matches!(token.text, "." | "!" | "?" | ":") {
            starts_sentence = token.kind == Kind::Mark;
        }
        let word = Word {
            start: u32::try_from(token.start).unwrap_or(u32::MAX),
            end: u32::try_from(token.end()).unwrap_or(u32::MAX),
            stem,
            entry,
            class,
            negated: false,
            sentence,
            weight: weight(&lower, class),
        };
        words.push((lower, word));
    }
    words
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
        dates.push(Dated { when: found.when, first: place(first), last: place(past - 1) });
    }
    dates
}

fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// Verbs and nouns that say little of what a statement is about.
const LIGHT: &[&str] = &[
    "get", "got", "make", "made", "makes", "making", "take", "takes", "took", "taken", "taking",
    "go", "goes", "going", "went", "come", "came", "thing", "things", "way", "one", "group",
    "people", "person", "man", "woman", "someone", "somebody", "put", "giving", "give", "gave",
    "given", "become", "became", "use", "used", "using", "like", "well", "many", "new", "time",
    "day", "year", "years", "days", "part", "kind", "number",
];

fn weight(lower: &str, class: Class) -> f32 {
    match class {
        Class::Name => 1.0,
        Class::Content if LIGHT.contains(&lower) => 0.5,
        Class::Content if lower.len() > 4 && lower.ends_with("ly") => 0.3,
        Class::Content => 1.0,
        Class::Function | Class::Number | Class::Date | Class::Mark => 0.0,
    }
}
