//! What is known of words: which mean the same in the news, which are opposites, which are kinds
//! of others. Keys are those of stems.

use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};

use crate::words::{key, stem};

const SAME: &str = include_str!("data/same.txt");
const OPPOSITES: [&str; 2] =
    [include_str!("data/opposites.txt"), include_str!("data/opposites_wordnet.txt")];
const FIELDS: &str = include_str!("data/fields.txt");
const SINGLE: &str = include_str!("data/single.txt");
const ONCE: &str = include_str!("data/once.txt");
const MODIFIERS: &str = include_str!("data/modifiers.txt");
const PLACES: &str = include_str!("data/places.txt");
const KINDS: [&str; 2] = [include_str!("data/kinds.txt"), include_str!("data/kinds_wordnet.txt")];

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

static HAPPENS_ONCE: LazyLock<HashSet<u64>> = LazyLock::new(|| stems(ONCE));
static ONE_HOLDER: LazyLock<HashSet<u64>> = LazyLock::new(|| stems(SINGLE));

/// Tells whether a stem names something that happens only once to one thing.
pub(super) fn happens_once(stem_key: u64) -> bool {
    HAPPENS_ONCE.contains(&stem_key)
}

/// Tells whether a stem names a role that only one can hold.
pub(super) fn has_one_holder(stem_key: u64) -> bool {
    ONE_HOLDER.contains(&stem_key)
}

/// Tells whether one can ask of a field of news whether it is so: "was there a warning?".
pub(super) fn can_be_asked(field: u32) -> bool {
    LEXICON.asked.contains(&field)
}

/// Tells whether what a field of news asks is asked of each person or thing by itself: that one
/// survived says nothing of whether others died.
pub(super) fn is_asked_of_each(field: u32) -> bool {
    LEXICON.asked_of_each.contains(&field)
}

/// One word of the lexicon, by its place; 0 is a word that the lexicon does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) struct Entry(u32);

#[derive(Default)]
struct Lexicon {
    places: HashMap<u64, Entry>,
    /// Words of the lists that were stemmed before.
    read: HashMap<&'static str, Entry>,
    /// Fields of which one can ask whether it is so.
    asked: Vec<u32>,
    /// Those of which one asks it of each by itself.
    asked_of_each: Vec<u32>,
    facts: Vec<Facts>,
}

/// Sorted lists of what is known of one word.
#[derive(Default)]
struct Facts {
    groups: Vec<u32>,
    fields: Vec<u32>,
    /// Fields in which it stands on the other side: "sober" among words for drink.
    across: Vec<u32>,
    opposites: Vec<Entry>,
    /// The qualities that it names a side of, and which side.
    qualities: Vec<(u8, u8)>,
    /// Where it is, if it is a place or says "outside" or "inside".
    whereabouts: Option<Whereabouts>,
    same: Vec<Entry>,
    above: Vec<Entry>,
    /// Those above of which it excludes the other kinds.
    parents: Vec<Entry>,
}

/// What a word says of being out of doors or indoors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whereabouts {
    /// Which line of the list of places it is in: one is out of doors, one indoors.
    pub(super) side: u8,
    /// It is "outside" or "inside" itself, not a place that is.
    pub(super) plain: bool,
}

/// How near two different words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Near {
    /// They stand for the same thing.
    Same,
    /// The first is a kind of the second.
    KindOf,
    /// The second is a kind of the first.
    Above,
}

impl Entry {
    /// Looks a stem up.
    pub(super) fn of(stem_key: u64) -> Self {
        LEXICON.places.get(&stem_key).copied().unwrap_or_default()
    }

    /// Tells how near two words are, if they are.
    pub(super) fn near(self, other: Self) -> Option<Near> {
        if self.0 == 0 || other.0 == 0 {
            return None;
        }
        let (a, b) = (self.facts(), other.facts());
        let has = |list: &[Entry], entry| list.binary_search(&entry).is_ok();
        if shares(&a.groups, &b.groups) || has(&a.same, other) || self.agrees_in_quality(other) {
            Some(Near::Same)
        } else if has(&a.above, other) {
            Some(Near::KindOf)
        } else if has(&b.above, self) {
            Some(Near::Above)
        } else {
            None
        }
    }

    /// Tells whether it names a kind of person.
    pub(super) fn is_person(self) -> bool {
        let person = Self::of(key(&stem("person")));
        self == person || self.near(person).is_some()
    }

    /// Tells whether two words are opposites.
    pub(super) fn opposes(self, other: Self) -> bool {
        self.0 != 0 && other.0 != 0 && self.facts().opposites.binary_search(&other).is_ok()
    }

    /// Tells whether two words are different sides of one quality ("black" and "white").
    pub(super) fn differs_in_quality(self, other: Self) -> bool {
        self.names_quality_of(other) && !self.agrees_in_quality(other)
    }

    /// Tells whether two words are one side of a quality ("big" and "huge").
    pub(super) fn agrees_in_quality(self, other: Self) -> bool {
        let (a, b) = (&self.facts().qualities, &other.facts().qualities);
        a.iter().any(|side| b.contains(side))
    }

    /// Tells whether two words name sides of one quality.
    pub(super) fn names_quality_of(self, other: Self) -> bool {
        let (a, b) = (&self.facts().qualities, &other.facts().qualities);
        a.iter().any(|a| b.iter().any(|b| a.0 == b.0))
    }

    /// Returns what it says of being out of doors or indoors.
    pub(super) fn whereabouts(self) -> Option<Whereabouts> {
        self.facts().whereabouts
    }

    /// Tells whether what is the one is not the other: opposites, sides of a quality, different things
    /// of one kind ("flute" and "guitar").
    pub(super) fn excludes(self, other: Self) -> bool {
        if self.0 == 0 || other.0 == 0 || self == other || self.near(other).is_some() {
            return false;
        }
        let (a, b) = (self.facts(), other.facts());
        let sisters = || a.parents.iter().any(|parent| b.parents.contains(parent));
        self.differs_in_quality(other) || self.opposes(other) || sisters()
    }

    /// Returns the first group of words for the same thing that this one is in.
    pub(super) fn group(self) -> Option<u32> {
        self.facts().groups.first().copied()
    }

    /// Returns the fields of news that this word belongs to.
    pub(super) fn fields(self) -> &'static [u32] {
        &self.facts().fields
    }

    /// Tells whether a word stands on the other side of a field: "sober" among words for drink.
    pub(super) fn stands_across(self, field: u32) -> bool {
        self.facts().across.contains(&field)
    }

    /// Tells whether two words belong to one field of news.
    pub(super) fn in_field_of(self, other: Self) -> bool {
        shares(self.fields(), other.fields())
    }

    fn facts(self) -> &'static Facts {
        &LEXICON.facts[self.0 as usize]
    }
}

fn shares(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|group| b.contains(group))
}

impl Lexicon {
    fn read() -> Self {
        let mut lexicon = Self { facts: vec![Facts::default()], ..Self::default() };
        for (group, line) in (0..).zip(lines(SAME)) {
            for word in line.split_whitespace() {
                lexicon.facts_of(word).groups.push(group);
            }
        }
        for (field, line) in (0..).zip(lines(FIELDS)) {
            lexicon.read_field(field, line);
        }
        for line in OPPOSITES.into_iter().flat_map(lines) {
            lexicon.read_opposites(line);
        }
        for (quality, line) in (0..).zip(lines(MODIFIERS)) {
            lexicon.read_quality(quality, line);
        }
        for (side, line) in (0..).zip(lines(PLACES)) {
            lexicon.read_places(side, line);
        }
        for line in KINDS.into_iter().flat_map(lines) {
            lexicon.read_kinds(line);
        }
        for facts in &mut lexicon.facts {
            for list in [&mut facts.opposites, &mut facts.same, &mut facts.above] {
                list.sort_unstable();
                list.dedup();
            }
        }
        lexicon.read = HashMap::default();
        lexicon
    }

    fn place(&mut self, word: &'static str) -> Entry {
        if let Some(&place) = self.read.get(word) {
            return place;
        }
        let next = Entry(u32::try_from(self.facts.len()).unwrap_or(u32::MAX));
        let place = *self.places.entry(key(&stem(word))).or_insert(next);
        if place == next {
            self.facts.push(Facts::default());
        }
        self.read.insert(word, place);
        place
    }

    fn facts_of(&mut self, word: &'static str) -> &mut Facts {
        let place = self.place(word);
        &mut self.facts[place.0 as usize]
    }

    /// Reads a line "name: words"; a question mark behind the name says that one can ask of the
    /// field whether it is so, two that one asks it of each by itself, and a minus before a word
    /// that it says no to that.
    fn read_field(&mut self, field: u32, line: &'static str) {
        let (name, words) = line.split_once(':').unwrap_or(("", line));
        if name.ends_with('?') {
            self.asked.push(field);
        }
        if name.ends_with("??") {
            self.asked_of_each.push(field);
        }
        for word in words.split_whitespace() {
            let facts = self.facts_of(word.trim_start_matches('-'));
            facts.fields.push(field);
            if word.starts_with('-') {
                facts.across.push(field);
            }
        }
    }

    fn read_opposites(&mut self, line: &'static str) {
        let mut words = line.split_whitespace();
        let Some(word) = words.next() else { return };
        for opposite in words {
            let (one, other) = (self.place(word), self.place(opposite));
            if one != other {
                self.facts[one.0 as usize].opposites.push(other);
                self.facts[other.0 as usize].opposites.push(one);
            }
        }
    }

    /// Reads a line "quality: words of a side | words of another".
    fn read_quality(&mut self, quality: u8, line: &'static str) {
        let (_name, sides) = line.split_once(':').unwrap_or(("", line));
        for (side, words) in (0..).zip(sides.split('|')) {
            for word in words.split_whitespace() {
                self.facts_of(word).qualities.push((quality, side));
            }
        }
    }

    /// Reads a line "where: places".
    fn read_places(&mut self, side: u8, line: &'static str) {
        let (wide, places) = line.split_once(':').unwrap_or((line, ""));
        for (words, plain) in [(wide, true), (places, false)] {
            for word in words.split_whitespace() {
                self.facts_of(word).whereabouts = Some(Whereabouts { side, plain });
            }
        }
        for place in places.split_whitespace() {
            let place = self.place(place);
            for wider in wide.split_whitespace() {
                let wider = self.place(wider);
                self.facts[place.0 as usize].above.push(wider);
            }
        }
    }

    /// Reads a line "word = same words < wider words", either part of which can be missing; a star
    /// before a wider word says that different kinds of it exclude each other.
    fn read_kinds(&mut self, line: &'static str) {
        let (left, above) = line.split_once('<').unwrap_or((line, ""));
        let (word, same) = left.split_once('=').unwrap_or((left, ""));
        let own = |word: &&str| !loses_its_verb(word);
        let Some(word) = Some(word.trim()).filter(own) else { return };
        let word = self.place(word);
        for other in same.split_whitespace().filter(own) {
            let other = self.place(other);
            self.facts[word.0 as usize].same.push(other);
            self.facts[other.0 as usize].same.push(word);
        }
        for wider in above.split_whitespace().filter(own) {
            let excludes = wider.starts_with('*');
            let wider = self.place(wider.trim_start_matches('*'));
            let facts = &mut self.facts[word.0 as usize];
            facts.above.push(wider);
            if excludes {
                facts.parents.push(wider);
            }
        }
    }
}

/// Tells whether the stem of a verb is another word: "humanize", which is no kind of "human".
fn loses_its_verb(word: &str) -> bool {
    let noun = word.strip_suffix("ize").or_else(|| word.strip_suffix("ise"));
    noun.is_some_and(|noun| stem(word) == noun)
}

/// The lines of a list that are neither empty nor a comment.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn stems(list: &'static str) -> HashSet<u64> {
    lines(list).flat_map(str::split_whitespace).map(|word| key(&stem(word))).collect()
}
