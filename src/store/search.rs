//! Words that people type, made safe to look for: never query syntax.

/// At most so many words of a question are used.
const MOST_WORDS: usize = 32;

/// At most so many code points of a question are read.
const LONGEST_QUESTION: usize = 1_000;

/// Writes an FTS5 query for all the words of `text`: each word in quotation marks, so that nothing
/// in it means anything to FTS5. `None` if there is no word in it.
pub(super) fn all_words(text: &str) -> Option<String> {
    let words = words(text);
    (!words.is_empty()).then(|| join(&words, " "))
}

/// Narrows a query of ours to the claims' own words: their headlines do not count.
pub(super) fn in_words(query: &str) -> String {
    format!("words : ({query})")
}

/// The words of a text as the index has them, near enough: runs of letters, digits and marks.
pub(super) fn words(text: &str) -> Vec<&str> {
    let end = text.char_indices().nth(LONGEST_QUESTION).map_or(text.len(), |(at, _)| at);
    let is_part =
        |c: char| c.is_alphanumeric() || !(c.is_ascii() || c.is_whitespace() || c.is_control());
    let parts = text[..end].split(|c| !is_part(c));
    let has_letter = |word: &&str| word.chars().any(char::is_alphanumeric);
    parts.filter(has_letter).take(MOST_WORDS).collect()
}

fn join(words: &[&str], between: &str) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_quoted_and_nothing_else_is_kept() {
        let cases = [
            ("North Korea", Some(r#""North" "Korea""#)),
            (r#"" OR claim_words MATCH '*"#, Some(r#""OR" "claim" "words" "MATCH""#)),
            ("NEAR(a b) ^c d* -e", Some(r#""NEAR" "a" "b" "c" "d" "e""#)),
            ("Velmouth’s", Some(r#""Velmouth’s""#)),
            ("\0 \u{202e} * ( )", None),
            ("", None),
        ];
        for (text, query) in cases {
            assert_eq!(all_words(text).as_deref(), query, "{text}");
        }
    }

    #[test]
    fn a_long_question_is_cut() {
        assert_eq!(words(&"a ".repeat(20_000)).len(), MOST_WORDS);
        assert_eq!(words(&"ab".repeat(20_000))[0].len(), LONGEST_QUESTION);
    }
}
