//! Words of a text: tokens, stems, which words carry no content, and which say how surely something
//! is put forward. Pure; shared by the rooms that compare texts and show them.

mod abbreviation;
mod force;
mod stem;
mod table;
mod token;

use std::sync::LazyLock;

use foldhash::HashSet;

pub use abbreviation::is_abbreviation;
pub use force::{Force, force, words_of_force};
pub use stem::{is_irregular_form, stem};
pub use table::Table;
pub use token::{Kind, Token, tokens};

static COMMON_STEMS: LazyLock<HashSet<u64>> =
    LazyLock::new(|| data_words(COMMON_LIST).iter().map(|word| key(&stem(word))).collect());
const COMMON_LIST: &str = include_str!("common.txt");

static STOP_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| data_words(STOP_LIST));
const STOP_LIST: &str = include_str!("stop_words.txt");

/// Tells whether a word, in lower case, only holds sentences together ("the", "of", "was").
pub fn is_stop_word(lower: &str) -> bool {
    STOP_WORDS.contains(lower)
}

/// Tells whether a stem, by its [`key`], is that of a word of any talk ("think", "people", "good"):
/// that two texts have it says almost nothing of whether they are about one thing.
pub fn is_common_stem(stem_key: u64) -> bool {
    COMMON_STEMS.contains(&stem_key)
}

/// Returns a 64-bit key of a word (FNV-1a): the same on every machine and in every version.
pub fn key(word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    word.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// Returns the words of a list: lines that start with `#` are comments.
fn data_words(list: &'static str) -> HashSet<&'static str> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_hold_sentences_together() {
        for word in ["the", "of", "was", "that", "his"] {
            assert!(is_stop_word(word), "{word}");
        }
        for word in ["harbour", "no", "not", "killed", "#"] {
            assert!(!is_stop_word(word), "{word}");
        }
    }

    #[test]
    fn keys_are_frozen() {
        assert_eq!(key(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(key("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
