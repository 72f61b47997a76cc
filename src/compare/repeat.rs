//! Which statements does a sentence repeat? Ranks candidates by shared stems (BM25, rare words
//! weigh more) and by shared runs of letters, which forgive spelling, hashtags and endings.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::words::{Kind, is_common_stem, is_stop_word, key, stem, tokens};

/// At most so many characters of a text are looked at.
const LONGEST: usize = 2_000;
/// The same of a whole document.
const LONGEST_PAGE: usize = 20_000;
/// How fast the same word again counts for less, and how much long texts are held back (BM25).
const AGAIN: f32 = 1.2;
const LENGTH: f32 = 0.5;
/// What shared letters weigh against shared stems, and how much long texts are held back there.
const LETTERS: f32 = 0.5;
const SPREAD: f32 = 0.7;
/// The lengths of the runs of letters.
const RUNS: std::ops::RangeInclusive<usize> = 3..=5;

/// A text that could say what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// Its words.
    pub words: &'a str,
    /// The headline that it stands under; may be empty.
    pub title: &'a str,
}

/// How like a candidate is to what was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// Its place among the candidates.
    pub place: usize,
    /// 1 for a text that says the same in the same words, 0 for one that shares nothing.
    pub score: f32,
}

/// A sentence that was asked for, prepared for ranking.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Each stem with its weight and the word that it came from.
    stems: BTreeMap<String, (f32, String)>,
    runs: Runs,
}

/// Runs of letters with how often each stands in a text, in order.
type Runs = Vec<(u64, f32)>;

/// Returns the words of a question that are worth looking for, in lower case, each once.
pub fn question_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in content(first(text, LONGEST)) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Returns the words of a text that tell what it is about, in lower case, by their stems.
pub fn telling_words(text: &str) -> BTreeMap<String, String> {
    let words = content(first(text, LONGEST_PAGE)).filter(|word| word.chars().nth(2).is_some());
    let letters = words.filter(|word| word.starts_with(char::is_alphabetic));
    let stems = letters.map(|word| (stem(&word).into_owned(), word));
    stems.filter(|(stem, _)| !is_common_stem(key(stem))).collect()
}

impl Asked {
    /// Prepares a sentence. `counts` are its words as [`question_words`] gave them, each with the
    /// number of the `all` texts that it stands in.
    pub fn new(sentence: &str, counts: &[(String, usize)], all: usize) -> Self {
        let mut stems: BTreeMap<String, (f32, String)> = BTreeMap::new();
        for (word, count) in counts {
            let weight = rarity(*count, all);
            let known = stems.entry(stem(word).into_owned()).or_insert((weight, word.clone()));
            known.0 = known.0.min(weight);
        }
        Self { stems, runs: runs(sentence) }
    }

    /// Puts the candidates in order, the likest first; of equal ones the first comes first. Those
    /// whose own words share nothing are left out: a headline alone is no claim.
    pub fn rank(&self, candidates: &[Candidate<'_>]) -> Vec<Likeness> {
        let read: Vec<_> = candidates.iter().map(Read::of).collect();
        let words: f32 = read.iter().map(|one| one.length).sum();
        let usual = (words / read.len().max(1) as f32).max(1.0);
        let letters = Letters::of(&self.runs, &read);
        let best: f32 =
            self.stems.values().map(|(weight, _)| weight).sum::<f32>().max(f32::EPSILON);
        let mut ranked: Vec<_> = read
            .iter()
            .enumerate()
            .filter_map(|(place, one)| {
                let stems = self.stems_shared(one, usual) / best;
                let score = (stems + LETTERS * letters.shared(&one.runs)) / (1.0 + LETTERS);
                let says = self.stems.keys().any(|stem| one.own.contains(stem));
                says.then_some(Likeness { place, score: score.min(1.0) })
            })
            .collect();
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.place.cmp(&b.place)));
        ranked
    }

    /// Returns the words of the sentence that the candidate has too, the rarest first.
    pub fn shared(&self, candidate: &Candidate<'_>) -> Vec<&str> {
        let read = Read::of(candidate);
        let shared = self.stems.iter().filter(|(stem, _)| read.stems.contains_key(*stem));
        let mut shared: Vec<_> =
            shared.map(|(_, (weight, word))| (*weight, word.as_str())).collect();
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        shared.into_iter().map(|(_, word)| word).collect()
    }

    fn stems_shared(&self, one: &Read, usual: f32) -> f32 {
        let held = AGAIN * (1.0 - LENGTH + LENGTH * one.length / usual);
        let found = self.stems.iter().filter_map(|(stem, (weight, _))| {
            let count = *one.stems.get(stem)?;
            Some(weight * count * (AGAIN + 1.0) / (count + held))
        });
        found.sum()
    }
}

/// How much a word that stands in `count` of `all` texts tells (BM25's inverse frequency).
fn rarity(count: usize, all: usize) -> f32 {
    let (count, all) = (count.min(all) as f32, all as f32);
    (1.0 + (all - count + 0.5) / (count + 0.5)).ln()
}

/// A candidate, read.
struct Read {
    /// The stems of its words.
    own: HashSet<String>,
    /// Those of its headline too, with how often each stands there.
    stems: HashMap<String, f32>,
    length: f32,
    runs: Runs,
}

impl Read {
    fn of(candidate: &Candidate<'_>) -> Self {
        let stems_of = |text| content(first(text, LONGEST)).map(|word| stem(&word).into_owned());
        let own: HashSet<String> = stems_of(candidate.words).collect();
        let mut stems: HashMap<String, f32> = HashMap::new();
        let mut length = 0.0;
        for stem in stems_of(candidate.words).chain(stems_of(candidate.title)) {
            length += 1.0;
            *stems.entry(stem).or_default() += 1.0;
        }
        let both =
            format!("{} {}", first(candidate.words, LONGEST), first(candidate.title, LONGEST));
        Self { own, stems, length, runs: runs(&both) }
    }
}

/// What each run of letters of the question weighs, by how few of the candidates have it.
struct Letters {
    /// In order, so that sums over them are the same on every run.
    asked: BTreeMap<u64, f32>,
    held_by: HashMap<u64, u32>,
    among: usize,
    best: f32,
}

impl Letters {
    fn of(asked: &Runs, read: &[Read]) -> Self {
        let mut held_by: HashMap<u64, u32> = HashMap::new();
        for (run, _) in read.iter().flat_map(|one| &one.runs) {
            *held_by.entry(*run).or_default() += 1;
        }
        let mut letters = Self { asked: BTreeMap::new(), held_by, among: read.len(), best: 1.0 };
        letters.asked =
            asked.iter().map(|(run, count)| (*run, letters.weight(*run, *count))).collect();
        letters.best = letters.asked.values().map(|weight| weight * weight).sum::<f32>().sqrt();
        letters
    }

    fn weight(&self, run: u64, count: f32) -> f32 {
        let held_by = self.held_by.get(&run).map_or(0, |&count| count as usize);
        (1.0 + count.ln()) * rarity(held_by, self.among)
    }

    /// The cosine of a text with the question, long texts held back a little less.
    fn shared(&self, runs: &Runs) -> f32 {
        let (mut shared, mut long) = (0.0, 0.0);
        for (run, count) in runs {
            let weight = self.weight(*run, *count);
            long += weight * weight;
            shared += self.asked.get(run).map_or(0.0, |asked| asked * weight);
        }
        let held = long.sqrt().powf(SPREAD) * self.best.powf(2.0 - SPREAD);
        if held > 0.0 { shared / held } else { 0.0 }
    }
}

/// The words of a text that carry content, in lower case.
fn content(text: &str) -> impl Iterator<Item = String> {
    let words = tokens(text).filter(|token| token.kind != Kind::Mark);
    let lower = words.map(|token| token.text.to_lowercase());
    lower.filter(|word| !is_stop_word(word) && !word.starts_with(['\'', '’']))
}

/// The beginning of a text that is too long.
fn first(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(at, _)| &text[..at])
}

/// The runs of letters of a text, word by word, the ends of words included.
fn runs(text: &str) -> Runs {
    let mut all: Vec<u64> = Vec::new();
    for token in tokens(first(text, LONGEST)).filter(|token| token.kind != Kind::Mark) {
        let word = format!(" {} ", token.text.to_lowercase());
        let starts: Vec<usize> =
            word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        for length in RUNS {
            all.extend(starts.windows(length + 1).map(|at| key(&word[at[0]..at[length]])));
        }
    }
    all.sort_unstable();
    all.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn asked(sentence: &str) -> Asked {
        let counts: Vec<_> = question_words(sentence).into_iter().map(|word| (word, 1)).collect();
        Asked::new(sentence, &counts, 100)
    }

    fn plain(words: &str) -> Candidate<'_> {
        Candidate { words, title: "" }
    }

    #[test]
    fn the_likest_comes_first_and_what_shares_nothing_is_left_out() {
        let asked = asked("OMG they CLOSED the #Velmouth ferry for good!!");
        let ranked = asked.rank(&[
            plain("The bakery in Torrin burned down."),
            plain("A ferry sank near Torrin."),
            plain("The Velmouth ferry has been closed for good."),
        ]);
        assert_eq!(ranked.iter().map(|one| one.place).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(
            asked.shared(&plain("The ferry of Velmouth closes.")),
            ["closed", "ferry", "velmouth"]
        );
    }

    #[test]
    fn of_equal_texts_the_first_comes_first() {
        let same =
            [plain("The wall \"moved\"."), plain("The wall 'moved'."), plain("The wall moved.")];
        let order: Vec<_> =
            asked("The wall moved").rank(&same).iter().map(|one| one.place).collect();
        assert_eq!(order, [0, 1, 2]);
    }

    #[test]
    fn a_headline_counts() {
        let titled = Candidate { words: "It was sold.", title: "Who bought the Velmouth ferry?" };
        let ranked = asked("the Velmouth ferry was sold").rank(&[plain("It was sold."), titled]);
        assert_eq!(ranked[0].place, 1);
        let other = Candidate { words: "Nobody has to leave.", title: "The Velmouth ferry" };
        assert_eq!(asked("the Velmouth ferry was sold").rank(&[other]), []);
    }

    #[test]
    fn a_score_is_the_same_to_the_last_bit_each_time() {
        let question = "The ferry that Velmouth sold was burned by somebody in the harbour";
        let claims =
            [plain("Somebody burned the ferry of Velmouth."), plain("A harbour was sold.")];
        let first = asked(question).rank(&claims);
        for _ in 0..50 {
            assert_eq!(asked(question).rank(&claims), first);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_ranked_between_nothing_and_the_same(a in any::<String>(), b in any::<String>()) {
            for one in asked(&a).rank(&[plain(&b), plain(&a)]) {
                prop_assert!((0.0..=1.0).contains(&one.score), "{}", one.score);
            }
        }
    }
}
