//! What makes it doubtful whom a speaker's words mean.

use std::ops::Range;

use crate::model::SourceKind;

use super::Cast;

/// Pronouns that stand for somebody named elsewhere.
const PRONOUNS: &[&str] = &["he", "she", "it", "they", "him", "her", "his", "its", "their", "them"];

/// Why a person should look twice at who is credited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Doubt {
    /// A pronoun that several could be meant by.
    Several,
    /// A pronoun before which nobody is named.
    Nobody,
    /// "Tolle", with no first name, title or role anywhere.
    LoneName,
    /// "the spokesman" of whom nothing more is said.
    NeverNamed,
}

impl Doubt {
    /// Says it plainly of `words`.
    pub(in crate::extract) fn in_words(self, words: &str) -> String {
        match self {
            Self::Several => format!("\"{words}\" could mean more than one of those named before"),
            Self::Nobody => format!("nobody is named whom \"{words}\" could mean"),
            Self::LoneName => {
                format!("nothing tells who or what \"{words}\" is: the kind of source is a guess")
            }
            Self::NeverNamed => format!("the document does not name \"{words}\""),
        }
    }
}

impl Cast<'_> {
    /// Tells why it is doubtful whom the words at `bytes` mean, if it is.
    pub(in crate::extract) fn doubt(&self, bytes: Range<usize>) -> Option<Doubt> {
        let words = self.trimmed(self.tokens.within(&bytes));
        if words.len() == 1 && self.tokens.is_one_of(words.start, PRONOUNS) {
            return self.doubt_of_pronoun(words.start);
        }
        if words.is_empty() {
            return None;
        }
        let member = &self.members[self.who(self.head(&words))?];
        let definite = self.tokens.is(words.start, "the");
        if member.has_name {
            return (member.guessed && member.role.is_none()).then_some(Doubt::LoneName);
        }
        (definite && member.kind == SourceKind::UnnamedPerson).then_some(Doubt::NeverNamed)
    }

    fn doubt_of_pronoun(&self, at: usize) -> Option<Doubt> {
        if self.who(at).is_none() {
            return Some(Doubt::Nobody);
        }
        self.unclear.binary_search(&at).is_ok().then_some(Doubt::Several)
    }
}
