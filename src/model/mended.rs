//! Words that the end of a line or a soft hyphen divides: "govern-\nment" is "government".

use std::borrow::Cow;
use std::ops::Range;

/// A text in which divided words are whole, and where each of its bytes stands in the text as it was.
#[derive(Clone, Debug)]
pub struct Mended<'a> {
    text: Cow<'a, str>,
    /// Where words were joined, with how many bytes of the original are left out up to there.
    joins: Vec<(usize, usize)>,
}

/// What stands between the two halves of a word.
struct Division {
    left_out: Range<usize>,
    ends_line: bool,
}

/// The first parts of words that keep their hyphen: "self-\nmade".
const HYPHENATED: &[&str] = &[
    "self", "ex", "vice", "half", "well", "anti", "non", "pro", "mid", "all", "one", "two",
    "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// The longest half of a word, in characters.
const LONGEST: usize = 40;

impl<'a> Mended<'a> {
    /// Joins the divided words of `text`; linear in its length.
    pub fn of(text: &'a str) -> Self {
        let mut joins = Vec::new();
        // Each of the marks begins with one of these bytes, and most claims have none of them.
        if memchr::memchr3(b'-', 0xe2, 0xc2, text.as_bytes()).is_none() {
            return Self { text: Cow::Borrowed(text), joins };
        }
        let mut mended = String::new();
        let (mut copied, mut left_out, mut line_end) = (0, 0, false);
        for (at, mark) in text.match_indices(['-', '\u{2010}', '\u{ad}']) {
            let Some(division) = division(text, at, mark).filter(|it| copied <= it.left_out.start)
            else {
                continue;
            };
            line_end = copy(&mut mended, &text[copied..division.left_out.start], line_end);
            line_end |= division.ends_line;
            left_out += division.left_out.len();
            joins.push((mended.len(), left_out));
            copied = division.left_out.end;
        }
        if joins.is_empty() {
            return Self { text: Cow::Borrowed(text), joins };
        }
        copy(&mut mended, &text[copied..], line_end);
        Self { text: Cow::Owned(mended), joins }
    }

    /// Returns the text with its words whole.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text alone.
    pub fn into_text(self) -> Cow<'a, str> {
        self.text
    }

    /// Returns where a byte range of the mended text stands in the original.
    pub fn original(&self, bytes: Range<usize>) -> Range<usize> {
        let before = |count: usize| count.checked_sub(1).map_or(0, |last| self.joins[last].1);
        let start = self.joins.partition_point(|&(at, _)| at <= bytes.start);
        let end = self.joins.partition_point(|&(at, _)| at < bytes.end);
        bytes.start + before(start)..bytes.end + before(end)
    }
}

/// Copies `part`. After a word whose line end was left out the line ends with the word, so that the
/// lines stay about as long as they were. Tells whether that is still to come.
fn copy(mended: &mut String, part: &str, line_end: bool) -> bool {
    let blank = part.find(char::is_whitespace).filter(|_| line_end);
    match blank {
        Some(blank) if part[blank..].starts_with(' ') => {
            mended.push_str(&part[..blank]);
            mended.push('\n');
            mended.push_str(&part[blank + 1..]);
        }
        _ => mended.push_str(part),
    }
    line_end && blank.is_none()
}

/// What is left out at the hyphen `mark` at byte `at`, if it divides a word.
fn division(text: &str, at: usize, mark: &str) -> Option<Division> {
    let hyphen_end = at + mark.len();
    let rest = &text[hyphen_end..];
    let line = rest.strip_prefix('\n').map(|rest| rest.trim_start_matches([' ', '\t']));
    let soft = mark == "\u{ad}";
    if line.is_none() && !soft {
        return None;
    }
    let after = line.unwrap_or(rest);
    let ends_line = line.is_some();
    let end = text.len() - after.len();
    if soft {
        return Some(Division { left_out: at..end, ends_line });
    }
    let before = word_before(&text[..at]);
    let next = word_after(after);
    let (first, second) = (before.chars().next()?, next.chars().next()?);
    let letters = before.ends_with(char::is_alphabetic) && before.len() > 1 && next.len() > 1;
    let apart = matches!(next, "and" | "or" | "to");
    if !letters || apart || second.is_uppercase() && !first.is_uppercase() {
        return None;
    }
    let keeps = second.is_uppercase()
        || before.contains('-')
        || HYPHENATED.iter().any(|part| part.eq_ignore_ascii_case(before));
    Some(Division { left_out: if keeps { hyphen_end..end } else { at..end }, ends_line })
}

fn word_before(text: &str) -> &str {
    let part = |c: &char| c.is_alphanumeric() || *c == '-';
    let len: usize = text.chars().rev().take(LONGEST).take_while(part).map(char::len_utf8).sum();
    &text[text.len() - len..]
}

fn word_after(text: &str) -> &str {
    let letter = |c: &char| c.is_alphabetic();
    let len: usize = text.chars().take(LONGEST).take_while(letter).map(char::len_utf8).sum();
    &text[..len]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn divided_words_are_whole() {
        for (text, whole) in [
            ("The govern-\nment said, it is", "The government\nsaid, it is"),
            ("with-\n   draw, he said", "withdraw,\nhe said"),
            ("a har\u{ad}bour", "a harbour"),
            ("a har\u{ad}\nbour wall", "a harbour\nwall"),
            // the hyphen of the word itself stays
            ("a self-\nmade man", "a self-made\nman"),
            ("the 10-year-\nold boat", "the 10-year-old\nboat"),
            ("Mr. Orsk-\nTolle left", "Mr. Orsk-Tolle\nleft"),
            // no divided word
            ("two-\nand three-bed flats", "two-\nand three-bed flats"),
            ("left -\nand came", "left -\nand came"),
            ("boats:-\n- one", "boats:-\n- one"),
            ("he left-\nThe boat", "he left-\nThe boat"),
        ] {
            assert_eq!(Mended::of(text).text(), whole);
        }
    }

    #[test]
    fn each_word_is_found_where_it_stood() {
        let text = "The govern-\nment would with-\ndraw it.";
        let mended = Mended::of(text);
        for (word, original) in [
            ("The", "The"),
            ("government", "govern-\nment"),
            ("withdraw", "with-\ndraw"),
            ("it", "it"),
        ] {
            let start = mended.text().find(word).expect("it is there");
            assert_eq!(&text[mended.original(start..start + word.len())], original);
        }
    }

    proptest! {
        #[test]
        fn what_is_left_out_are_hyphens_and_blanks(text in "[a-cé\u{ad}\n -]{0,40}") {
            let solid = |text: &str| -> String {
                text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}')).collect()
            };
            let mended = Mended::of(&text);
            prop_assert_eq!(solid(mended.text()), solid(&text));
            for (at, c) in mended.text().char_indices().filter(|(_, c)| c.is_alphabetic()) {
                let original = text.get(mended.original(at..at + c.len_utf8()));
                prop_assert_eq!(original.map(str::to_owned), Some(c.to_string()));
            }
        }
    }
}
