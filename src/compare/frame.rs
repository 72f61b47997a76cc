//! What a statement names, and what it says of it: do two of them say one thing of others?

use super::signs::Sign;
use super::statement::Statement;
use super::word::{Class, Word};

/// The least number of words besides names that make one frame of two statements.
const LEAST: usize = 3;
/// The least share of them on each side that the other side has too.
const FRAMED: f32 = 0.6;
/// Words before a name that say where, or of what: "in Arden", "the council of Arden".
const PLACED: &[&str] = &["in", "at", "near", "of", "from", "outside", "across"];

/// The names in a statement and its other words, to be kept for many of them.
///
/// "Arden council approved 34 homes" and "Belcourt council approved 51 homes" have one frame and
/// name others: they are not about one thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// Keys of the names, in order.
    pub(super) names: Vec<u64>,
    /// How they are spelled, in the order of the text.
    spelled: Vec<Box<str>>,
    /// Keys of the other words that mean something, in order.
    plain: Vec<u64>,
    /// Keys of the words before names that say where, or of what, in order.
    places: Vec<u64>,
    /// Keys of the words behind names: "Arden council".
    behind: Vec<u64>,
    /// Its figures, in order.
    figures: Vec<u64>,
    /// Speaks of a role that only one can hold: another name for it is another answer.
    one_holder: bool,
}

impl Frame {
    /// Reads what a statement names.
    pub fn of(statement: &Statement) -> Self {
        let words = || statement.content.iter().map(|&at| statement.word(at));
        let spelled = names(statement).map(|at| statement.words_between(at, at).into()).collect();
        let names = in_order(names(statement).map(|at| statement.word(at).stem));
        let plain = words().filter(|word| !word.is_name()).map(Word::meaning);
        let one_holder = words().any(|word| word.may(Sign::OneHolder));
        let (plain, behind) = (in_order(plain), in_order(behind(statement)));
        let figures = statement.quantities.iter().map(|figure| [figure.low, figure.high]);
        let figures = in_order(figures.flatten().map(f64::to_bits));
        Self { names, spelled, plain, places: places(statement), behind, figures, one_holder }
    }

    fn spelled(&self) -> Vec<&str> {
        self.spelled.iter().map(|name| &**name).collect()
    }

    /// Tells whether two statements name the same and give the same figures: in one frame they say the
    /// same.
    pub(super) fn can_copy(&self, other: &Self) -> bool {
        self.figures == other.figures && self.names == other.names
    }

    /// Tells whether two statements say one thing of others: each names somebody or something, none
    /// of them the same, in one frame and one role.
    pub(super) fn is_of_others(&self, other: &Self) -> bool {
        let answers = self.one_holder && other.one_holder;
        let named = !self.names.is_empty() && !other.names.is_empty() && !answers;
        let shares_name = || shared(&self.names, &other.names) > 0;
        let one_frame = || {
            let both = shared(&self.plain, &other.plain);
            let placed = have_one_place(&self.places, &other.places);
            let one_role = placed || shared(&self.behind, &other.behind) > 0;
            one_role && is_one_frame(both, [self.plain.len(), other.plain.len()], placed)
        };
        named && !shares_name() && one_frame() && !can_be_one(&self.spelled(), &other.spelled())
    }
}

fn in_order(keys: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut keys: Vec<u64> = keys.collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The places of the names in a statement.
pub(super) fn names(statement: &Statement) -> impl Iterator<Item = u16> {
    statement.content.iter().copied().filter(|&at| statement.word(at).is_name())
}

/// The keys of the words before names that say where, or of what, in order.
pub(super) fn places(statement: &Statement) -> Vec<u64> {
    let before = |at: u16| {
        let mut words = (0..at).rev().filter(|&at| statement.words_between(at, at) != "the");
        words.next().filter(|&at| PLACED.contains(&statement.words_between(at, at)))
    };
    in_order(names(statement).filter_map(before).map(|at| statement.word(at).stem))
}

/// Tells whether two statements have a name in one place.
pub(super) fn have_one_place(one: &[u64], other: &[u64]) -> bool {
    shared(one, other) > 0
}

/// The keys of the words behind names.
fn behind(statement: &Statement) -> impl Iterator<Item = u64> {
    let word = |at: u16| statement.words.get(usize::from(at) + 1);
    names(statement).filter_map(word).filter(|word| word.class == Class::Content).map(Word::meaning)
}

/// Tells whether two statements with so many words besides names, of which they share so many, have
/// one frame. Few words are enough if they are all, and both name a place in one way: "two died in
/// Arden".
pub(super) fn is_one_frame(both: usize, all: [usize; 2], placed: bool) -> bool {
    let enough = |all: usize| both as f32 >= FRAMED * all as f32;
    let whole = placed && both > 0 && all == [both, both];
    whole || both >= LEAST && all.into_iter().all(enough)
}

/// How many keys two lists in order share.
fn shared(one: &[u64], other: &[u64]) -> usize {
    let (mut a, mut b, mut both) = (0, 0, 0);
    while let (Some(x), Some(y)) = (one.get(a), other.get(b)) {
        both += usize::from(x == y);
        a += usize::from(x <= y);
        b += usize::from(y <= x);
    }
    both
}

/// Tells whether one of some names can be one of others: spelled alike, or made of first letters.
pub(super) fn can_be_one(one: &[&str], other: &[&str]) -> bool {
    let alike = |a: &&str| other.iter().any(|b| spelled_alike(a, b));
    one.iter().any(alike) || stands_for(one, other) || stands_for(other, one)
}

/// Letters of a name that is long enough to be one with a letter mistyped: "Iran", "Iraq" are two.
const LONG: usize = 6;
/// Letters that a name shares with itself in another form: "Chad", "Chadian".
const ROOT: usize = 4;

/// Tells whether two names can be one, mistyped or with another ending. Both begin with one letter:
/// "Marden", "Warden" are two.
pub(super) fn spelled_alike(a: &str, b: &str) -> bool {
    let letters = [a.chars().count(), b.chars().count()];
    let (long, short) = (letters[0].max(letters[1]), letters[0].min(letters[1]));
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let other_ending = common >= ROOT && common + 1 >= short;
    other_ending || common > 0 && long >= LONG && strsim::osa_distance(a, b) <= 1
}

/// Tells whether a name on one side is made of first letters of names on the other ("UNHR").
fn stands_for(short: &[&str], long: &[&str]) -> bool {
    let letters: String = long.iter().filter_map(|name| name.chars().next()).collect();
    let bare = |name: &&str| name.replace('.', "");
    short.iter().map(bare).any(|name| name.len() > 1 && letters.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance;

    #[test]
    fn a_name_mistyped_or_with_another_ending_can_be_one_and_two_places_are_two() {
        for (a, b) in [("Velmouth", "Velmuoth"), ("Veldarin", "Veldaryn"), ("Orlo", "Orlonian")] {
            assert!(spelled_alike(a, b) && spelled_alike(b, a), "{a} {b}");
        }
        for (a, b) in [("Marden", "Warden"), ("Belcourt", "Pelcourt"), ("Oran", "Oraq"), ("", "")] {
            assert!(!spelled_alike(a, b) && !spelled_alike(b, a), "{a} {b}");
        }
    }

    #[test]
    fn one_thing_is_said_of_others_in_one_frame_and_one_role() {
        let others = |a: &str, b: &str| {
            let [a, b] =
                [a, b].map(|words| Frame::of(&Statement::read(words, Stance::Asserts, None)));
            assert_eq!(a.is_of_others(&b), b.is_of_others(&a));
            a.is_of_others(&b)
        };
        assert!(others("17 people were hurt in Arden", "31 people were hurt in the Belcourt"));
        assert!(others("Arden council approved 34 homes", "Belcourt council approved 51 homes"));
        // The same place, mistyped, or by its first letters.
        assert!(!others("17 people were hurt in Arden", "31 people were hurt in Arden"));
        assert!(!others("17 people were hurt in Velmouth", "31 people were hurt in Velmuoth"));
        assert!(!others("17 people were hurt in TVR", "31 people were hurt in Tarrow Vell Rise"));
        // Another frame, another role, a role that only one can hold.
        assert!(!others("17 people were hurt in Arden", "the toll is unpaid in Belcourt"));
        assert!(!others(
            "Veld saw 40 tonnes of lime in the barn",
            "40 tonnes of lime lay in a barn at Orlo"
        ));
        assert!(!others("the barn is owned by Arden Mills", "the barn is owned by Belcourt Trust"));
    }
}
