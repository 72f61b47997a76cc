//! Cuts text into words, numbers and marks.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with apostrophes inside ("o'clock"). "isn't" is two words: "is" and "n't"; so is
    /// "mayor's": "mayor" and "'s".
    Word,
    /// Digits, with separators inside ("1,300", "2.41").
    Number,
    /// One other character that is not white space.
    Mark,
}

/// One token: its words and where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// The words.
    pub text: &'t str,
    /// The byte at which they start.
    pub start: usize,
    /// What they are.
    pub kind: Kind,
    /// No white space stands between this token and the one before it.
    pub joined: bool,
}

impl Token<'_> {
    /// Returns the byte at which the words end.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Cuts `text` into tokens, in order. Linear; white space is dropped, nothing else is.
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    let mut joined = false;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let skipped = rest.len() - rest.trim_start().len();
        joined = joined && skipped == 0;
        at += skipped;
        let (length, kind) = first_token(&text[at..])?;
        let token = Token { text: &text[at..at + length], start: at, kind, joined };
        at += length;
        joined = true;
        Some(token)
    })
}

fn first_token(rest: &str) -> Option<(usize, Kind)> {
    let first = rest.chars().next()?;
    Some(if first.is_ascii_digit() {
        (number_length(rest), Kind::Number)
    } else if is_letter(first) {
        (word_length(rest), Kind::Word)
    } else if let Some(length) = clitic_length(rest) {
        (length, Kind::Word)
    } else {
        (first.len_utf8(), Kind::Mark)
    })
}

/// Letters of every script, digits of other scripts, and the marks that combine with them.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !c.is_ascii_digit() || matches!(c, '\u{300}'..='\u{36f}')
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The length of the digits at the start, with one separator between digits at a time.
fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while digit(at) || matches!(bytes.get(at), Some(b',' | b'.' | b':')) && digit(at + 1) {
        at += 1;
    }
    at
}

/// The length of the word at the start; stops before "n't" and before an apostrophe that starts
/// a clitic ("'s", "'ve").
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    for (at, c) in rest.char_indices() {
        if !is_letter(c) && !is_inside(&rest[at..]) {
            break;
        }
        if at > 0 && matches!(c, 'n' | 'N') && is_clitic_not(&rest[at..]) {
            break;
        }
        end = at + c.len_utf8();
    }
    if end == 0 { is_clitic_not_length(rest) } else { end }
}

/// Tells whether an apostrophe stands before a letter, and starts no clitic.
fn is_inside(rest: &str) -> bool {
    let letters = rest.strip_prefix(is_apostrophe);
    letters.is_some_and(|rest| rest.starts_with(is_letter)) && clitic_length(rest).is_none()
}

fn is_clitic_not(rest: &str) -> bool {
    is_clitic_not_length(rest) > 0
}

/// The length of "n't" at the start, if the word ends there; else 0.
fn is_clitic_not_length(rest: &str) -> usize {
    let mut chars = rest.chars();
    let n = matches!(chars.next(), Some('n' | 'N'));
    let apostrophe = chars.next().filter(|&c| is_apostrophe(c));
    let t = matches!(chars.next(), Some('t' | 'T'));
    match apostrophe {
        Some(mark) if n && t && !chars.next().is_some_and(is_letter) => 2 + mark.len_utf8(),
        _ => 0,
    }
}

/// The length of "'s", "'re", "'ve", "'ll", "'d", "'m" at the start, if the word ends there.
fn clitic_length(rest: &str) -> Option<usize> {
    let mark = rest.chars().next().filter(|&c| is_apostrophe(c))?;
    let letters: &str = rest[mark.len_utf8()..].split(|c| !is_letter(c)).next()?;
    let known = ["s", "re", "ve", "ll", "d", "m"];
    known
        .iter()
        .any(|clitic| letters.eq_ignore_ascii_case(clitic))
        .then(|| mark.len_utf8() + letters.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).map(|token| token.text).collect()
    }

    #[test]
    fn cuts_words_numbers_and_marks() {
        let cases: [(&str, &[&str]); 9] = [
            ("Two men hurt.", &["Two", "men", "hurt", "."]),
            // numbers keep their separators, and lose what only ends the sentence
            ("1,300 at 2.41, not 2.", &["1,300", "at", "2.41", ",", "not", "2", "."]),
            ("$4.5bn 3am 17:20", &["$", "4.5", "bn", "3", "am", "17:20"]),
            // negation and clitics stand alone
            ("It isn't, can't", &["It", "is", "n't", ",", "ca", "n't"]),
            ("does n't", &["does", "n't"]),
            ("the mayor’s men’s", &["the", "mayor", "’s", "men", "’s"]),
            ("o'clock 'quoted'", &["o'clock", "'", "quoted", "'"]),
            // hyphens cut
            ("six-year-old", &["six", "-", "year", "-", "old"]),
            ("n't", &["n't"]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn knows_what_is_joined() {
        let joined: Vec<bool> = tokens("a 3am -5").map(|token| token.joined).collect();
        assert_eq!(joined, [false, false, true, false, true]);
    }

    proptest! {
        #[test]
        fn nothing_but_white_space_is_lost(text in any::<String>()) {
            let mut at = 0;
            for token in tokens(&text) {
                prop_assert!(text[at..token.start].trim().is_empty());
                prop_assert_eq!(&text[token.start..token.end()], token.text);
                prop_assert!(!token.text.is_empty());
                at = token.end();
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
