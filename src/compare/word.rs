//! One word of a statement: its stem, what it does there and how much it says.

use std::borrow::Cow;
use std::cell::RefCell;

use foldhash::HashMap;

use super::lexicon::Entry;
use super::negation;
use super::signs::{Sign, Signs};
use crate::words::{Kind, Token, is_abbreviation, is_common_stem, is_stop_word, key, stem, tokens};

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
    /// Written with a capital.
    pub(super) capital: bool,
    /// Stands within brackets.
    pub(super) bracketed: bool,
    /// Stands in the scope of an odd number of negations.
    pub(super) negated: bool,
    /// Which sentence of the statement it stands in; a question and its answer are one.
    pub(super) sentence: u16,
    /// How much it says, 0 to 1.
    pub(super) weight: f32,
    /// It is a word of any talk, see [`is_common_stem`].
    pub(super) common: bool,
    signs: Signs,
}

impl Word {
    /// Returns the key of what it means: one for words that mean the same.
    pub(super) fn meaning(&self) -> u64 {
        meaning(self.stem, self.entry)
    }

    /// Tells whether it may do something, by what it is itself.
    pub(super) fn may(&self, sign: Sign) -> bool {
        self.signs.have(sign)
    }

    /// Tells whether it is a name or a part of one.
    pub(super) fn is_name(&self) -> bool {
        self.class == Class::Name
    }

    /// Tells whether it only holds the place of somebody or something: "people", "a number of".
    pub(super) fn is_vague(&self) -> bool {
        self.class == Class::Content && self.weight <= VAGUE_WEIGHT
    }

    /// Makes it say a little more: "40 people" are not just "people".
    pub(super) fn count(&mut self) {
        if self.is_vague() {
            self.weight = LIGHT_WEIGHT;
        }
    }

    /// Tells whether it says something that another statement can say too.
    pub(super) fn carries(&self) -> bool {
        matches!(self.class, Class::Content | Class::Name)
    }
}

/// Returns the key of what a stem means: one for words that mean the same.
pub(super) fn meaning(stem: u64, entry: Entry) -> u64 {
    entry.group().map_or(stem, |group| numbered("group", group))
}

/// A key of a numbered thing of a kind.
pub(super) fn numbered(kind: &str, number: u32) -> u64 {
    key(kind).wrapping_add(u64::from(number))
}

/// A claim is a sentence or a few; words past these are not looked at.
const MOST_WORDS: usize = 300;

/// Bytes of a text for each of its words, about.
const BYTES: usize = 5;

/// Cuts a text into words; returns their lower-case forms, and what they are.
pub(super) fn read(text: &str) -> (Vec<Cow<'_, str>>, Vec<Word>) {
    let room = room(text);
    let mut read = (Vec::with_capacity(room), Vec::with_capacity(room));
    read.extend(words(text));
    let (mut lowered, words) = read;
    widen_brackets(&mut lowered, &words);
    (lowered, words)
}

/// The words of a text, about; more rather than fewer.
pub(super) fn room(text: &str) -> usize {
    MOST_WORDS.min(text.len() / BYTES + 2)
}

/// The words of a text, each with its lower-case form.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Cow<'_, str>, Word)> {
    let mut before = "";
    let whole = tokens(text).take(MOST_WORDS).filter(move |token| {
        let ends_short = token.joined && token.text == "." && is_short(before);
        before = if ends_short { before } else { token.text };
        !ends_short
    });
    let mut sentence = Sentence { starts: true, number: 0, depth: 0 };
    whole.map(move |token| {
        let lower = lower(token.text);
        let word = sentence.word(token, &lower);
        (lower, word)
    })
}

/// What the words before one say of where it stands.
struct Sentence {
    /// No word of it was read.
    starts: bool,
    number: u16,
    /// How many brackets are open.
    depth: u16,
}

impl Sentence {
    fn word(&mut self, token: Token<'_>, lower: &str) -> Word {
        let capital = token.text.starts_with(char::is_uppercase);
        let itself = Itself::of(lower);
        let class = class(token.kind, lower, capital, self.starts, itself);
        let bracketed = self.go_past(token, lower);
        Word {
            start: u32::try_from(token.start).unwrap_or(u32::MAX),
            end: u32::try_from(token.end()).unwrap_or(u32::MAX),
            stem: itself.stem,
            entry: itself.entry,
            class,
            capital,
            bracketed,
            negated: false,
            sentence: self.number,
            weight: match class {
                Class::Name => 1.0,
                Class::Content => itself.weight,
                Class::Function | Class::Number | Class::Date | Class::Mark => 0.0,
            },
            common: itself.common,
            signs: itself.signs,
        }
    }

    /// Tells whether a word stands in brackets, and notes what it says of the next.
    fn go_past(&mut self, token: Token<'_>, lower: &str) -> bool {
        self.depth = match lower {
            "(" => self.depth.saturating_add(1),
            ")" => self.depth.saturating_sub(1),
            _ => self.depth,
        };
        let (mark, inside) = (token.kind == Kind::Mark, self.depth > 0);
        if mark && matches!(token.text, "." | "!" | ";" | "…") && !inside {
            self.number += 1;
        }
        if !mark || matches!(token.text, "." | "!" | "?" | ":") {
            self.starts = mark;
        }
        inside
    }
}

/// A word in lower case; of the text itself if it is so written, as most are.
fn lower(token: &str) -> Cow<'_, str> {
    let is_lower = || token.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    match bracket(token) {
        Some(bracket) => Cow::Borrowed(bracket),
        None if is_lower() => Cow::Borrowed(token),
        None => Cow::Owned(token.to_lowercase().replace('’', "'")),
    }
}

/// Tells whether a full stop right behind a word belongs to it: "Sr.", "U.S.", "John F. Low".
fn is_short(word: &str) -> bool {
    let initial = || word.starts_with(char::is_uppercase) && lower(word).chars().count() == 1;
    is_abbreviation(word) || initial() && word != "I"
}

/// What a word is by itself, wherever it stands.
#[derive(Clone, Copy)]
struct Itself {
    /// The key of its stem.
    stem: u64,
    entry: Entry,
    /// Holds the sentence together, or negates.
    function: bool,
    common: bool,
    signs: Signs,
    /// How much it says where it means something of its own.
    weight: f32,
}

/// Of so many words it is kept what they are: the same ones come again and again, and to stem them
/// each time is the larger part of reading a statement.
const KEPT: usize = 100_000;
/// Longer ones are no words that come again.
const LONGEST_KEPT: usize = 40;

impl Itself {
    fn of(lower: &str) -> Self {
        thread_local! {
            /// By the keys of the words, as stems are: no two words of a language have one.
            static MET: RefCell<HashMap<u64, Itself>> = RefCell::default();
        }
        if lower.len() > LONGEST_KEPT {
            return Self::read(lower);
        }
        let word = key(lower);
        MET.with_borrow_mut(|met| {
            if let Some(&itself) = met.get(&word) {
                return itself;
            }
            if met.len() >= KEPT {
                met.clear();
            }
            let itself = Self::read(lower);
            met.insert(word, itself);
            itself
        })
    }

    fn read(lower: &str) -> Self {
        let stem = key(&stem(lower));
        Self {
            stem,
            entry: Entry::of(stem),
            function: is_stop_word(lower) || negation::is_cue(lower),
            common: is_common_stem(stem),
            signs: Signs::of(lower, stem),
            weight: weight(lower),
        }
    }
}

fn class(kind: Kind, lower: &str, capital: bool, starts_sentence: bool, itself: Itself) -> Class {
    let (function, known) = (itself.function, itself.entry != Entry::default());
    let plain = !capital || starts_sentence || lower.len() < 4 && lower != "may";
    match kind {
        Kind::Mark => Class::Mark,
        Kind::Number => Class::Number,
        Kind::Word if matches!(lower, "(" | ")") => Class::Mark,
        Kind::Word if function && plain => Class::Function,
        Kind::Word if capital && !(starts_sentence && known) => Class::Name,
        Kind::Word => Class::Content,
    }
}

/// The dashes of "-LRB-" belong to the bracket.
fn widen_brackets(lowered: &mut [Cow<'_, str>], words: &[Word]) {
    for at in 1..words.len().saturating_sub(1) {
        let long = words[at].end - words[at].start == 3;
        if long && matches!(&*lowered[at], "(" | ")") {
            let bracket = lowered[at].clone();
            for side in [at - 1, at + 1] {
                if lowered[side] == "-" {
                    lowered[side].clone_from(&bracket);
                }
            }
        }
    }
}

/// The bracket that treebanks write in capitals: "-LRB- born 1961 -RRB-".
fn bracket(token: &str) -> Option<&'static str> {
    Some(match token {
        "(" | "LRB" | "LSB" => "(",
        ")" | "RRB" | "RSB" => ")",
        _ => return None,
    })
}

/// Verbs and nouns that say little of what a statement is about.
const LIGHT: &[&str] = &[
    "get",
    "got",
    "make",
    "made",
    "makes",
    "making",
    "take",
    "takes",
    "took",
    "taken",
    "taking",
    "go",
    "goes",
    "going",
    "went",
    "come",
    "came",
    "thing",
    "things",
    "way",
    "one",
    "group",
    "people",
    "person",
    "man",
    "woman",
    "someone",
    "somebody",
    "put",
    "giving",
    "give",
    "gave",
    "given",
    "become",
    "became",
    "use",
    "used",
    "using",
    "like",
    "well",
    "many",
    "new",
    "time",
    "day",
    "year",
    "years",
    "days",
    "part",
    "kind",
    "number",
    "wear",
    "wearing",
    "wears",
    "near",
    "together",
    "present",
    "next",
    "front",
    "area",
    "nearby",
    "engage",
    "engages",
    "engaged",
    "engaging",
    "participate",
    "participating",
    "participates",
    "involved",
    "shown",
    "located",
];

/// Words that hold the place of somebody or something.
const VAGUE: &[&str] = &[
    "person",
    "people",
    "someone",
    "somebody",
    "human",
    "humans",
    "individual",
    "individuals",
    "group",
    "groups",
    "bunch",
    "number",
    "couple",
    "pair",
    "multiple",
    "several",
    "lot",
    "lots",
    "thing",
    "things",
    "something",
    "anything",
    "piece",
    "present",
];

const VAGUE_WEIGHT: f32 = 0.2;
const LIGHT_WEIGHT: f32 = 0.5;

fn weight(lower: &str) -> f32 {
    match lower {
        vague if VAGUE.contains(&vague) => VAGUE_WEIGHT,
        light if LIGHT.contains(&light) => LIGHT_WEIGHT,
        manner if manner.len() > 4 && manner.ends_with("ly") => 0.3,
        _ => 1.0,
    }
}
