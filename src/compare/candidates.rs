//! Pairs worth comparing, by rare words over an inverted index; never all pairs.

use std::collections::hash_map::Entry;
use std::iter::successors;

use foldhash::HashMap;

use super::statement::Statement;
use super::word::numbered;

/// The rarest words of a statement whose pairs are its keys.
const RAREST: usize = 6;
/// A word that fewer statements than this share is a key by itself, as long as the index is small.
const RARE: u32 = 16;
/// The same, in a large index.
const VERY_RARE: u32 = 3;
/// An index with more statements is large.
const LARGE: u32 = 5_000;
/// Statements of one key past this many are joined to the first ones only.
const CROWD: u32 = 24;
/// The first ones.
const HUBS: u32 = 8;

/// Statements by their rare words, for finding those worth comparing with a new one.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// How many statements have a word.
    counts: HashMap<u64, u32>,
    /// For each key the statements that have it. Most keys are those of one statement.
    chains: HashMap<u64, Chain>,
    /// What the chains hold besides their latest statements.
    earlier: Vec<Post>,
    size: u32,
}

/// The statements of a key, from the latest back to the first.
#[derive(Clone, Copy, Debug)]
struct Chain {
    latest: Post,
    length: u32,
}

/// A statement, and the place of the one before it among the earlier ones, if there is one.
#[derive(Clone, Copy, Debug)]
struct Post {
    statement: u32,
    before: Option<u32>,
}

impl Index {
    /// Makes an empty index.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns how many statements it holds.
    pub fn len(&self) -> usize {
        self.size as usize
    }

    /// Tells whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.size == 0
    }

    /// Returns the statements, by their place in the order of adding, that share rare words with
    /// this one; then adds it. Takes time in proportion to the statement, not to the index.
    pub fn add(&mut self, statement: &Statement) -> Vec<usize> {
        let mut rarest = self.by_rarity(topics(statement));
        let found = self.find_keys(&self.keys(&rarest));
        for (count, topic) in &mut rarest {
            *count += 1;
            self.counts.insert(*topic, *count);
        }
        for key in self.keys(&rarest) {
            self.post(key);
        }
        self.size += 1;
        found
    }

    /// Adds the statement that comes next to those of a key, unless they are a crowd.
    fn post(&mut self, key: u64) {
        let statement = self.size;
        match self.chains.entry(key) {
            Entry::Vacant(free) => {
                free.insert(Chain { latest: Post { statement, before: None }, length: 1 });
            }
            Entry::Occupied(known) if known.get().length < CROWD => {
                let chain = known.into_mut();
                let before = u32::try_from(self.earlier.len()).ok();
                self.earlier.push(chain.latest);
                *chain = Chain { latest: Post { statement, before }, length: chain.length + 1 };
            }
            Entry::Occupied(_) => {}
        }
    }

    /// Returns what [`Index::add`] would return, and adds nothing.
    pub fn find(&self, statement: &Statement) -> Vec<usize> {
        self.find_keys(&self.keys(&self.by_rarity(topics(statement))))
    }

    fn find_keys(&self, keys: &[u64]) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for key in keys {
            let Some(chain) = self.chains.get(key) else { continue };
            let past_hubs = if chain.length < CROWD { 0 } else { chain.length - HUBS };
            let statements = self.back_from(chain.latest).skip(past_hubs as usize);
            found.extend(statements.map(|statement| statement as usize));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The statements of a chain, the latest first.
    fn back_from(&self, latest: Post) -> impl Iterator<Item = u32> {
        let posts = successors(Some(latest), |post| Some(self.earlier[post.before? as usize]));
        posts.map(|post| post.statement)
    }

    /// Topics with the number of statements that have each, the rarest first.
    fn by_rarity(&self, topics: Vec<u64>) -> Vec<(u32, u64)> {
        let count = |topic: &u64| self.counts.get(topic).copied().unwrap_or(0);
        let mut counted: Vec<(u32, u64)> =
            topics.into_iter().map(|topic| (count(&topic), topic)).collect();
        counted.sort_unstable();
        counted
    }

    /// The keys of a statement: pairs of its rarest words, and each that is very rare.
    fn keys(&self, by_rarity: &[(u32, u64)]) -> Vec<u64> {
        let rare = if self.size < LARGE { RARE } else { VERY_RARE };
        let rarest = &by_rarity[..by_rarity.len().min(RAREST)];
        let alone = rarest.iter().filter(|(count, _)| *count < rare || by_rarity.len() < 3);
        let mut keys = Vec::with_capacity(RAREST * (RAREST + 1) / 2);
        keys.extend(alone.map(|(_, topic)| *topic));
        for (nth, (_, one)) in rarest.iter().enumerate() {
            keys.extend(rarest[nth + 1..].iter().map(|(_, other)| both(*one, *other)));
        }
        keys
    }
}

fn both(one: u64, other: u64) -> u64 {
    let (low, high) = (one.min(other), one.max(other));
    (low ^ high.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ high
}

/// What a statement is about: its content words, with one word for the same thing, the fields of
/// news they belong to, and the units of its numbers.
fn topics(statement: &Statement) -> Vec<u64> {
    let word = |at: &u16| statement.word(*at).meaning();
    let fields =
        |at: &u16| statement.word(*at).entry.fields().iter().map(|&field| numbered("field", field));
    let mut topics: Vec<u64> = statement.content.iter().map(word).collect();
    topics.extend(statement.content.iter().flat_map(fields));
    topics.extend(statement.quantities.iter().filter_map(|quantity| quantity.unit.key()));
    topics.sort_unstable();
    topics.dedup();
    topics
}

/// Returns the pairs worth comparing, the smaller place first, in order, each once.
pub fn candidates<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Vec<(usize, usize)> {
    let mut index = Index::new();
    let mut pairs = Vec::new();
    for (place, statement) in statements.into_iter().enumerate() {
        pairs.extend(index.add(statement).into_iter().map(|earlier| (earlier, place)));
    }
    pairs.sort_unstable();
    pairs
}
