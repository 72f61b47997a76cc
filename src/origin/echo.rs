//! Words by which a speaker repeats another.

use super::names::name_words;

/// Cues that say: this repeats what somebody else said.
const ECHOES: &[&str] = &[
    "echoed",
    "echoing",
    "echoes",
    "echo",
    "parroted",
    "parroting",
    "agreed with",
    "concurred with",
    "seconded",
    "backed up",
    "confirmed what",
    "repeated what",
    "repeated the",
    "repeating the",
    "repeated his",
    "repeated her",
    "repeated their",
    "citing the same",
    "cited the same",
    "according to the same",
    "restated",
];

/// A cue that says that its speaker repeats another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Echo {
    /// The words that say so.
    pub(super) words: String,
    /// The words that follow, in lower case: they may say whom.
    pub(super) whom: Vec<String>,
}

/// Finds an echo in a cue, or right behind it in the sentence.
pub(super) fn find_echo(cue: &str, behind: &str) -> Option<Echo> {
    let lower = cue.to_lowercase();
    let near: String = behind.chars().take(160).collect();
    let window = format!("{lower} {}", near.to_lowercase());
    let begins = |echo: &str| find_phrase(&window, echo).is_some_and(|at| at < lower.len());
    let words = ECHOES.iter().find(|echo| begins(echo))?;
    Some(Echo { words: (*words).to_owned(), whom: name_words(&near) })
}

/// Returns the byte at which `phrase` first stands in `text` as whole words.
pub(super) fn find_phrase(text: &str, phrase: &str) -> Option<usize> {
    let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let whole = |at: usize| {
        let behind = &text[at + phrase.len()..];
        boundary(text[..at].chars().next_back()) && boundary(behind.chars().next())
    };
    text.match_indices(phrase).map(|(at, _)| at).find(|&at| whole(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_echo_is_in_the_cue() {
        for cue in ["echoed", "Echoing", "agreed with", "repeated the"] {
            assert!(find_echo(cue, "").is_some(), "{cue}");
        }
        for cue in ["said", "confirmed", "told reporters", "echolocated"] {
            assert!(find_echo(cue, "the mayor's echo").is_none(), "{cue}");
        }
        let echo = find_echo("echoed", "the harbour office's count of nine.").unwrap();
        assert!(echo.whom.contains(&"harbour".to_owned()));
    }
}
