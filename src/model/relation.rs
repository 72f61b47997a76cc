//! How two claims stand to each other. Agreement is about content alone, independence about
//! origins alone; the relation follows from both.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($name:ident { $($variant:ident => $word:literal),+ $(,)? }) => {
        impl $name {
            /// All values, in the order in which help lists them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the word for it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

/// Whether two statements agree, by their content alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Agreement {
    /// They say the same.
    Agrees,
    /// One is more specific, and compatible.
    Refines,
    /// They cannot both hold.
    Contradicts,
    /// They are about different things.
    Unrelated,
    /// Cannot be told from the words. Honest and common.
    Undecided,
}

words!(Agreement {
    Agrees => "agrees",
    Refines => "refines",
    Contradicts => "contradicts",
    Unrelated => "unrelated",
    Undecided => "undecided",
});

impl Agreement {
    /// Tells whether nothing was decided.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Undecided | Self::Unrelated)
    }
}

/// Why two statements were related: the rule, its weight, the words on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The rule's name, as the table of rules has it.
    pub rule: String,
    /// How much it counts: positive for agreement, negative against it; -1 to 1.
    pub weight: f32,
    /// The words of the first statement that fired it.
    pub a: String,
    /// The words of the second statement that fired it.
    pub b: String,
}

/// The outcome of a comparison, with everything that led to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The outcome.
    pub agreement: Agreement,
    /// Every rule that fired.
    pub evidence: Vec<Evidence>,
}

/// Whether two claims stand on feet of their own. Never a bare yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Separation {
    /// A shared origin, party, relay, text or echo was found: they are one.
    SharedOriginFound,
    /// Nothing shared was found, and both origins are known well enough to say so.
    Assumed,
    /// Nothing shared was found, but too little is known ("two unnamed officials").
    NotEstablished,
}

words!(Separation {
    SharedOriginFound => "shared origin found",
    Assumed => "assumed",
    NotEstablished => "not established",
});

/// One reason for a verdict on independence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The rule's name: "same source", "same party", "shared relay", "near-identical text", ...
    pub rule: String,
    /// A sentence for people, naming both sides.
    pub because: String,
}

/// A verdict on independence with its reasons; there is always at least one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Independence {
    /// The verdict.
    pub separation: Separation,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// How claim A stands to claim B.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Agrees; the same origin, or a relay of it.
    Repeats,
    /// Agrees; an independent origin.
    Corroborates,
    /// Cannot both hold.
    Contradicts,
    /// More specific, and compatible.
    Refines,
    /// The same origin changed it later.
    Revises,
    /// About different things.
    Unrelated,
    /// Cannot be told.
    Undecided,
}

words!(Relation {
    Repeats => "repeats",
    Corroborates => "corroborates",
    Contradicts => "contradicts",
    Refines => "refines",
    Revises => "revises",
    Unrelated => "unrelated",
    Undecided => "undecided",
});
