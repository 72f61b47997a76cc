//! What single words tell about names, roles and bodies; read once from the lists beside this file.

use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};

use crate::words::Table;

/// What is known of a word: a set of the properties below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u32);

impl Traits {
    /// Stands before a name: "Mr".
    pub(super) const TITLE: Self = Self(1);
    /// What one person is or does: "spokesman".
    pub(super) const ROLE: Self = Self(1 << 1);
    /// Several people: "spokesmen", "sources".
    pub(super) const GROUP: Self = Self(1 << 2);
    /// A kind of body: "ministry".
    pub(super) const BODY: Self = Self(1 << 3);
    /// A body that publishes: "newspaper".
    pub(super) const NEWS: Self = Self(1 << 4);
    /// A body that "the company" can mean.
    pub(super) const FIRM: Self = Self(1 << 5);
    /// A body that governs.
    pub(super) const GOVERNS: Self = Self(1 << 6);
    /// The last word of many publishers' names: "Gazette".
    pub(super) const OUTLET: Self = Self(1 << 7);
    /// A text, image or record that can be quoted.
    pub(super) const DOCUMENT: Self = Self(1 << 8);
    /// A function word, or one that opens sentences: no name, though it may have a capital.
    pub(super) const OPENER: Self = Self(1 << 9);
    /// A month, a weekday: never a name unless a given name stands before it.
    pub(super) const CALENDAR: Self = Self(1 << 10);
    /// Somebody's given name.
    pub(super) const GIVEN: Self = Self(1 << 11);
    /// A verb whose subject speaks.
    pub(super) const SPEECH: Self = Self(1 << 12);
    /// Tells a man, whether as a title, role or given name.
    pub(super) const MALE: Self = Self(1 << 13);
    /// Tells a woman.
    pub(super) const FEMALE: Self = Self(1 << 14);
    /// Keeps its capital anywhere: "Republican".
    pub(super) const PROPER: Self = Self(1 << 19);
    /// A role of those who speak for a person or body.
    pub(super) const SERVES: Self = Self(1 << 17);
    /// A role that only tells how somebody stands to somebody else.
    pub(super) const KIN: Self = Self(1 << 18);
    /// A word of bodies' names that is no body by itself: "Holdings".
    pub(super) const NAMED_SO: Self = Self(1 << 16);
    /// Adjective of a state: "Russian".
    pub(super) const DEMONYM: Self = Self(1 << 15);
    /// Points at somebody spoken of elsewhere, or says why somebody has no name.
    pub(super) const POINTER: Self = Self(1 << 20);

    /// Tells whether it has one of the properties of `any`.
    pub(super) const fn is(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Returns both sets in one.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The lists, ready to be asked.
pub(super) struct Lexicon {
    words: Table<Traits>,
    states: HashSet<&'static str>,
    outlets: HashSet<&'static str>,
    adjectives: HashMap<&'static str, &'static str>,
}

/// The one lexicon.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The longest word of the lists with a letter that is not ASCII is shorter than this.
const LONGEST: usize = 24;

/// The lists while they are read.
#[derive(Default)]
struct Lists {
    words: HashMap<String, Traits>,
    states: HashSet<&'static str>,
    outlets: HashSet<&'static str>,
    adjectives: HashMap<&'static str, &'static str>,
}

impl Lists {
    fn read() -> Self {
        let mut lists = Self::default();
        lists.read_words();
        lists.read_people();
        lists.read_bodies();
        lists.read_states();
        lists
    }

    fn add(&mut self, word: &str, traits: Traits) {
        let known = self.words.entry(word.to_lowercase()).or_default();
        *known = known.with(traits);
    }

    fn read_words(&mut self) {
        const CALENDAR: &str = "monday tuesday wednesday thursday friday saturday sunday january \
            february march april may june july august september october november december jan feb \
            mar apr jun jul aug sep sept oct nov dec";
        const POINTERS: &str = "he him his himself she her herself hers it its itself they them \
            their themselves who whose which anonymity anonymously named identified authorised \
            authorized name";
        for word in POINTERS.split_whitespace() {
            self.add(word, Traits::POINTER);
        }
        for word in lines(include_str!("not_names.txt")).flat_map(str::split_whitespace) {
            self.add(word, Traits::OPENER);
        }
        for word in lines(include_str!("proper.txt")) {
            self.add(word, Traits::PROPER);
        }
        for word in CALENDAR.split_whitespace() {
            self.add(word, Traits::CALENDAR);
        }
        for word in lines(include_str!("speech.txt")).flat_map(str::split_whitespace) {
            self.add(word, Traits::SPEECH);
        }
        for word in lines(include_str!("documents.txt")) {
            self.add(word, Traits::DOCUMENT);
            self.add(&plural(word), Traits::DOCUMENT);
        }
    }

    fn read_people(&mut self) {
        for line in lines(include_str!("titles.txt")) {
            let (title, told) = line.split_once(' ').unwrap_or((line, "-"));
            self.add(title, Traits::TITLE.with(mark_of(told)));
        }
        for line in lines(include_str!("roles.txt")) {
            let (singular, many) = line.split_once(" / ").unwrap_or((line, ""));
            let mut words = singular.split(' ');
            let role = words.next().unwrap_or(singular);
            let marks = words.fold(Traits::default(), |marks, mark| marks.with(mark_of(mark)));
            self.add(role, Traits::ROLE.with(marks));
            let many = if many.is_empty() { plural(role) } else { many.to_owned() };
            let serves = if marks.is(Traits::SERVES) { Traits::SERVES } else { Traits::default() };
            self.add(&many, Traits::GROUP.with(serves));
        }
        for word in lines(include_str!("groups.txt")) {
            self.add(word, Traits::GROUP);
        }
        for line in lines(include_str!("given_names.txt")) {
            let (told, names) = line.split_once(' ').unwrap_or(("-", line));
            for name in names.split_whitespace() {
                self.add(name, Traits::GIVEN.with(mark_of(told)));
            }
        }
    }

    fn read_bodies(&mut self) {
        for line in lines(include_str!("bodies.txt")) {
            let (noun, sort) = line.split_once(' ').unwrap_or((line, ""));
            let (body, sort) = match sort.strip_prefix("named") {
                Some(sort) => (Traits::NAMED_SO, sort.trim()),
                None => (Traits::BODY, sort),
            };
            let sort = match sort {
                "news" => Traits::NEWS,
                "firm" => Traits::FIRM,
                "state" => Traits::GOVERNS,
                _ => Traits::default(),
            };
            self.add(noun, body.with(sort));
            self.add(&plural(noun), body.with(sort));
        }
        for line in lines(include_str!("outlets.txt")) {
            if line.starts_with(char::is_lowercase) {
                self.add(line, Traits::OUTLET);
            } else {
                self.outlets.insert(line);
            }
        }
    }

    fn read_states(&mut self) {
        for line in lines(include_str!("states.txt")) {
            let (state, adjective) = line.split_once(" = ").unwrap_or((line, ""));
            self.states.insert(state);
            if !adjective.is_empty() {
                self.adjectives.insert(adjective, state);
                self.add(adjective, Traits::DEMONYM);
                if adjective.ends_with(['n', 'i', 't', 'e']) {
                    self.add(&plural(adjective), Traits::GROUP);
                }
            }
        }
    }
}

impl Lexicon {
    fn read() -> Self {
        let Lists { words, states, outlets, adjectives } = Lists::read();
        Self { words: Table::of(words), states, outlets, adjectives }
    }

    /// Returns what is known of `word`, whatever its case and without its last full stop.
    pub(super) fn traits(&self, word: &str) -> Traits {
        let word = word.strip_suffix('.').unwrap_or(word);
        let known = match word.is_ascii() {
            true => self.words.get(word),
            false if word.len() > LONGEST => None,
            false => self.words.get(&word.to_lowercase().replace('’', "'")),
        };
        known.copied().unwrap_or_default()
    }

    /// Tells whether `name` is that of a state or of the seat of one, as it is written.
    pub(super) fn is_state(&self, name: &str) -> bool {
        self.states.contains(name)
    }

    /// Tells whether `name` is all of a well-known publisher's name.
    pub(super) fn is_outlet(&self, name: &str) -> bool {
        self.outlets.contains(name)
    }

    /// Returns the state that an adjective stands for: "Russian" -> "Russia".
    pub(super) fn state_of(&self, adjective: &str) -> Option<&'static str> {
        self.adjectives.get(adjective).copied()
    }
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn mark_of(mark: &str) -> Traits {
    match mark {
        "m" => Traits::MALE,
        "f" => Traits::FEMALE,
        "serves" => Traits::SERVES,
        "kin" => Traits::KIN,
        _ => Traits::default(),
    }
}

/// Makes the regular plural of a noun.
fn plural(noun: &str) -> String {
    let stem = |cut: usize, end: &str| format!("{}{end}", &noun[..noun.len() - cut]);
    let vowel = |nth: usize| {
        noun.chars().rev().nth(nth).is_some_and(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'))
    };
    match noun {
        _ if noun.ends_with('y') && !vowel(1) => stem(1, "ies"),
        _ if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            stem(0, "es")
        }
        _ => stem(0, "s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_any_case_and_number() {
        let cases = [
            ("spokesman", Traits::ROLE),
            ("Spokeswomen", Traits::GROUP),
            ("Ministries", Traits::BODY),
            ("Mr.", Traits::TITLE),
            ("Mrs", Traits::FEMALE),
            ("filings", Traits::DOCUMENT),
            ("Tuesday", Traits::CALENDAR),
            ("Don’t", Traits::OPENER),
        ];
        for (word, expected) in cases {
            assert!(LEXICON.traits(word).is(expected), "{word}");
        }
        assert_eq!(LEXICON.traits("quaylight"), Traits::default());
        assert_eq!(LEXICON.state_of("Russian"), Some("Russia"));
        assert!(LEXICON.is_state("US") && !LEXICON.is_state("us"));
    }
}
