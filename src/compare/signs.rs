//! What a word may do in a statement, as it tells by itself: found out once for each word, so that
//! whoever looks for numbers or negations goes past most words.

use super::lexicon::has_one_holder;
use super::{modality, negation, opposites, quantity};

/// Something that a word may do.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sign {
    /// A quantity may begin with it.
    Counts,
    /// A negation may begin with it.
    Negates,
    /// It makes what is said a possibility.
    Hedges,
    /// What follows it and "to" is planned.
    Plans,
    /// What it is said of is to come.
    LooksAhead,
    /// It may be another word turned about: "unarmed".
    TurnsAbout,
    /// It names a role that only one can hold.
    OneHolder,
    /// By its form it is a verb with a subject, or a word that stands with one.
    Tells,
}

/// All that a word may do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs(u8);

impl Signs {
    /// Reads a word in lower case, of which the stem's key is `stem`.
    pub(super) fn of(lower: &str, stem: u64) -> Self {
        let signs = [
            (Sign::Counts, quantity::may_begin(lower)),
            (Sign::Negates, negation::may_begin(lower)),
            (Sign::Hedges, modality::hedges(lower)),
            (Sign::Plans, modality::plans(lower)),
            (Sign::LooksAhead, modality::looks_ahead(lower)),
            (Sign::TurnsAbout, opposites::may_turn(lower)),
            (Sign::OneHolder, has_one_holder(stem)),
            (Sign::Tells, modality::tells(lower)),
        ];
        let found = signs.into_iter().filter(|(_, found)| *found);
        Self(found.fold(0, |all, (sign, _)| all | sign.bit()))
    }

    pub(super) fn have(self, sign: Sign) -> bool {
        self.0 & sign.bit() != 0
    }
}

impl Sign {
    fn bit(self) -> u8 {
        1 << self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{key, stem};

    #[test]
    fn a_word_tells_what_it_may_do() {
        let may = |word: &str, sign| Signs::of(word, key(&stem(word))).have(sign);
        for (sign, words) in [
            (Sign::Counts, ["40", "half", "dozens", "third", "midnight", "£"].as_slice()),
            (Sign::Negates, &["n't", "nobody", "without", "denied", "yet", "false"]),
            (Sign::Hedges, &["if", "reportedly"]),
            (Sign::Plans, &["agreed"]),
            (Sign::LooksAhead, &["will", "'ll"]),
            (Sign::TurnsAbout, &["unarmed", "illegal", "harmless"]),
            (Sign::OneHolder, &["owner"]),
            (Sign::Tells, &["was", "she", "opened", "sank"]),
        ] {
            assert!(words.iter().all(|word| may(word, sign)), "{sign:?}");
            assert!(!may("ferry", sign), "{sign:?}");
        }
    }
}
