//! How surely something is put forward: hedges ("reportedly") and emphasis ("categorically").

use std::ops::Range;
use std::sync::LazyLock;

use foldhash::HashMap;

use super::token::{Kind, tokens};

/// What a word does to the statement that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// It weakens it.
    Hedge,
    /// It strengthens it.
    Emphasis,
}

static WORDS: LazyLock<HashMap<&'static str, Force>> = LazyLock::new(|| {
    let lines = include_str!("force.txt").lines().filter_map(|line| line.split_once(':'));
    lines
        .flat_map(|(name, words)| {
            let force = if name == "hedge" { Force::Hedge } else { Force::Emphasis };
            words.split_whitespace().map(move |word| (word, force))
        })
        .collect()
});

/// Returns the force of a word, in lower case.
pub fn force(lower: &str) -> Option<Force> {
    WORDS.get(lower).copied()
}

/// Returns where in `text` words of some force stand, in bytes. The month of May is none.
pub fn words_of_force(text: &str) -> impl Iterator<Item = (Force, Range<usize>)> {
    let words = tokens(text).filter(|token| token.kind == Kind::Word && token.text != "May");
    words.filter_map(|token| Some((force(&token.text.to_lowercase())?, token.start..token.end())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hedges_and_emphasis_are_found_at_their_place() {
        let text = "The dam may reportedly leak in May; she never said so.";
        let found: Vec<_> =
            words_of_force(text).map(|(force, bytes)| (force, &text[bytes])).collect();
        assert_eq!(
            found,
            [(Force::Hedge, "may"), (Force::Hedge, "reportedly"), (Force::Emphasis, "never")]
        );
    }
}
