//! Lists of words that are looked up whatever their case: the innermost step of reading a text.

/// A list of words, each with what is known of it.
#[derive(Clone, Debug)]
pub struct Table<T> {
    /// At each place the hash of an entry and its number from 1; 0 where none is. Their count is a
    /// power of two, at least twice that of the entries.
    slots: Vec<(u32, u32)>,
    entries: Vec<(Box<str>, T)>,
}

impl<T> Table<T> {
    /// Makes a table; of a word given twice the first entry counts.
    pub fn of(words: impl IntoIterator<Item = (String, T)>) -> Self {
        let entries: Vec<(Box<str>, T)> =
            words.into_iter().map(|(word, known)| (word.into_boxed_str(), known)).collect();
        let mut slots = vec![(0, 0); (2 * entries.len() + 1).next_power_of_two()];
        for (nth, (word, _)) in entries.iter().enumerate() {
            let hash = hash(word.as_bytes());
            let mut at = hash as usize & (slots.len() - 1);
            while slots[at].1 != 0 {
                at = (at + 1) & (slots.len() - 1);
            }
            slots[at] = (hash, nth as u32 + 1);
        }
        Self { slots, entries }
    }

    /// Returns what is known of `word`, whatever the case of its ASCII letters.
    pub fn get(&self, word: &str) -> Option<&T> {
        let hash = hash(word.as_bytes());
        let mut at = hash as usize & (self.slots.len() - 1);
        loop {
            let (known, nth) = self.slots[at];
            let (entry, value) = self.entries.get(nth.checked_sub(1)? as usize)?;
            if known == hash && entry.eq_ignore_ascii_case(word) {
                return Some(value);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

/// A hash of the length and of the first and last eight bytes that takes letters of both cases for
/// one. It also takes some marks for others: whoever finds it equal must compare the words.
fn hash(word: &[u8]) -> u32 {
    const LOWER_CASE: u64 = 0x2020_2020_2020_2020;
    let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    let (first, last) = match (word.first_chunk(), word.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => match (word.first_chunk(), word.last_chunk()) {
            (Some(first), Some(last)) => (four(first), four(last)),
            _ => {
                let byte = |at: usize| u64::from(word.get(at).copied().unwrap_or(0));
                (byte(0) | byte(1) << 8 | byte(2) << 16, 0)
            }
        },
    };
    let (first, last) = (first | LOWER_CASE, last | LOWER_CASE);
    let mixed =
        (first ^ last.rotate_left(29) ^ word.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_found_in_any_case_and_only_as_a_whole() {
        let words = ["a", "to", "the", "said", "quay’s", "telegraph", "representatives", "@", "`"];
        let table = Table::of(words.iter().map(|word| ((*word).to_owned(), word.len())));
        for word in words {
            assert_eq!(table.get(word), Some(&word.len()), "{word}");
            assert_eq!(table.get(&word.to_ascii_uppercase()), Some(&word.len()), "{word}");
            assert_eq!(table.get(&format!("{word}x")), None, "{word}");
        }
        assert_eq!(table.get(""), None);
        assert_eq!(Table::<u8>::of(Vec::new()).get("said"), None);
    }

    proptest! {
        #[test]
        fn what_is_put_in_is_found(words in prop::collection::vec(any::<String>(), 0..40)) {
            let table = Table::of(words.iter().map(|word| (word.clone(), word.clone())));
            for word in &words {
                let found = table.get(word);
                prop_assert!(found.is_some_and(|found| found.eq_ignore_ascii_case(word)));
            }
        }
    }
}
