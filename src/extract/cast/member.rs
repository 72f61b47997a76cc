//! Members of the cast: people, bodies, those without a name.

use std::ops::Range;

use crate::model::SourceKind;

use super::lexicon::Traits;

/// A person, body or group, by its place in the register.
pub(super) type Who = usize;

/// Somebody or something that the document speaks of.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The name, or the wording for one without a name.
    pub(super) name: String,
    /// What kind of source it would be.
    pub(super) kind: SourceKind,
    /// Above 0 for a man, below for a woman: the sum of what tells it.
    pub(super) gender: i32,
    /// What it is or does.
    pub(super) role: Option<String>,
    /// The body it belongs to or speaks for.
    pub(super) body: Option<String>,
    /// How many people it is.
    pub(super) number: Option<u32>,
    /// The words that say why the name is withheld, in bytes.
    pub(super) anonymity: Option<Range<usize>>,
    /// What its words tell of it: whether it is a firm, whether it governs.
    pub(super) traits: Traits,
    /// For one without a name, the tokens that word it.
    pub(super) wording: Option<Range<usize>>,
    /// Whether nothing but its single word tells what kind it is.
    pub(super) guessed: bool,
    /// Whether it has a name of its own rather than a description.
    pub(super) has_name: bool,
}

impl Member {
    /// Makes one of whom only the name is known.
    pub(super) fn new(name: String, kind: SourceKind) -> Self {
        Self {
            name,
            kind,
            gender: 0,
            role: None,
            body: None,
            number: None,
            anonymity: None,
            traits: Traits::default(),
            wording: None,
            guessed: false,
            has_name: true,
        }
    }
}

/// Returns 1 for what tells a man, -1 for a woman.
pub(super) fn gender_of(traits: Traits) -> i32 {
    i32::from(traits.is(Traits::MALE)) - i32::from(traits.is(Traits::FEMALE))
}
