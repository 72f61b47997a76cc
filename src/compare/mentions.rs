//! What a text mentions.

use super::lexicon::Entry;
use super::statement::Statement;
use super::word::{Class, Word, meaning, room, words};

/// The words of a text that mean something: enough to tell what it is about, not what it says.
#[derive(Clone, Debug)]
pub struct Mentions {
    pub(super) text: Box<str>,
    pub(super) words: Vec<Mention>,
}

/// A word that means something, wherever it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    /// The key of its stem.
    pub(super) stem: u64,
    pub(super) entry: Entry,
    /// It is a name or a part of one.
    pub(super) name: bool,
}

impl Mentions {
    /// Reads the words of a text; linear in its length.
    pub fn read(text: &str) -> Self {
        let (mut mentioned, mut end) = (Vec::with_capacity(room(text)), 0);
        for (_, word) in words(text) {
            end = word.end as usize;
            mentioned.extend(mention(text, &word));
        }
        Self { text: text[..end].into(), words: mentioned }
    }
}

impl Statement {
    /// Returns what it mentions: content words, names, units, dates.
    pub(super) fn mentions(&self) -> impl Iterator<Item = Mention> {
        self.words.iter().filter_map(|word| mention(&self.text, word))
    }
}

fn mention(text: &str, word: &Word) -> Option<Mention> {
    let says = !matches!(word.class, Class::Function | Class::Mark);
    let letters = || text[word.start as usize..].starts_with(char::is_alphabetic);
    let mention = Mention { stem: word.stem, entry: word.entry, name: word.is_name() };
    (says && letters()).then_some(mention)
}

/// Keys of what is mentioned, one for words that mean the same; in order, each once.
pub(super) fn keys(mentions: impl Iterator<Item = Mention>) -> Vec<u64> {
    let mut keys: Vec<u64> = mentions.map(|word| meaning(word.stem, word.entry)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
