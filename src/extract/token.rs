//! Words and marks of a text, with their byte ranges and what can be seen of them at once.

use std::ops::Range;

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// "said", "anti-war".
    Lower,
    /// "Kirby", "`McCain`", "I".
    Capital,
    /// "NATO", "U.S.", of two letters or more.
    Upper,
    /// Starts with a digit: "50,000", "4.5", "9th".
    Number,
    /// The clitic of a genitive or of "is", "has": "'s", "’s", or a bare "'" after "s".
    Clitic,
    /// A quotation mark of any kind, doubled ones (`''`) in one token.
    Mark,
    /// Any other mark: one token each, but "--" and "..." in one.
    Punct,
}

/// One word or mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    start: u32,
    end: u32,
    /// How it is written.
    pub(super) shape: Shape,
    /// Whether it lies between quotation marks (the marks themselves included).
    pub(super) quoted: bool,
    /// Which sentence it stands in, counted over the document.
    pub(super) sentence: u32,
    /// Which paragraph it stands in.
    pub(super) paragraph: u32,
}

impl Token {
    /// Returns its first byte.
    pub(super) fn start(&self) -> usize {
        self.start as usize
    }

    /// Returns the byte after its last one.
    pub(super) fn end(&self) -> usize {
        self.end as usize
    }
}

/// All tokens of a text.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// The tokens in order.
    pub(super) all: Vec<Token>,
    /// The sentences, as ranges of token indices.
    pub(super) sentences: Vec<Range<usize>>,
    /// The paragraphs, as ranges of token indices.
    pub(super) paragraphs: Vec<Range<usize>>,
}

impl<'a> Tokens<'a> {
    /// Returns the words of token `at`; empty past the end.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.all.get(at).map_or("", |token| &self.text[token.start()..token.end()])
    }

    /// Tells whether token `at` is `word`, whatever its case.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        let same = |token: &Token| token.end() - token.start() == word.len();
        self.all.get(at).map_or(word.is_empty(), |token| {
            same(token) && self.text[token.start()..token.end()].eq_ignore_ascii_case(word)
        })
    }

    /// Tells whether token `at` is one of `words`, whatever its case.
    pub(super) fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    /// Returns how token `at` is written; `Punct` past the end.
    pub(super) fn shape(&self, at: usize) -> Shape {
        self.all.get(at).map_or(Shape::Punct, |token| token.shape)
    }

    /// Tells whether token `at` begins with a capital letter.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        matches!(self.shape(at), Shape::Capital | Shape::Upper)
    }

    /// Tells whether token `at` is a word or number, not a mark.
    pub(super) fn is_word(&self, at: usize) -> bool {
        !matches!(self.shape(at), Shape::Mark | Shape::Punct)
    }

    /// Returns the first token that ends after `byte`.
    pub(super) fn at_byte(&self, byte: usize) -> usize {
        self.all.partition_point(|token| token.end() <= byte)
    }

    /// Returns the tokens that lie within a byte range.
    pub(super) fn within(&self, bytes: &Range<usize>) -> Range<usize> {
        let from = self.all.partition_point(|token| token.start() < bytes.start);
        let to = self.all.partition_point(|token| token.end() <= bytes.end);
        from..to.max(from)
    }

    /// Returns the byte range that a range of tokens covers; empty for an empty range.
    pub(super) fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        match (self.all.get(tokens.start), tokens.end.checked_sub(1).and_then(|i| self.all.get(i)))
        {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.start()..last.end(),
            (Some(first), _) => first.start()..first.start(),
            _ => self.text.len()..self.text.len(),
        }
    }

    /// Returns the sentence that token `at` stands in, as a range of tokens.
    pub(super) fn sentence_of(&self, at: usize) -> Range<usize> {
        let sentence = self.all.get(at).map(|token| token.sentence as usize);
        sentence.and_then(|nth| self.sentences.get(nth)).cloned().unwrap_or(0..0)
    }

    /// Returns the paragraph that token `at` stands in, as a range of tokens.
    pub(super) fn paragraph_of(&self, at: usize) -> Range<usize> {
        let paragraph = self.all.get(at).map(|token| token.paragraph as usize);
        paragraph.and_then(|nth| self.paragraphs.get(nth)).cloned().unwrap_or(0..0)
    }
}

/// Cuts a text into words and marks; sentences, paragraphs and quotations are not yet known. What
/// lies beyond 4 GiB is not read.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() || first.is_control() {
            at += first.len_utf8();
            continue;
        }
        if let Some(len) = tag_len(&text[at..]) {
            at += len;
            continue;
        }
        let after_word = all.last().is_some_and(|last: &Token| last.end() == at && is_wordy(last));
        let (len, shape) = token_at(text, at, first, after_word);
        let Ok(end) = u32::try_from(at + len) else { break };
        let start = end - len as u32;
        all.push(Token { start, end, shape, quoted: false, sentence: 0, paragraph: 0 });
        at += len;
    }
    all
}

/// The length of a stray markup tag ("<b>", "</p>"), which is no word of the text.
fn tag_len(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('<')?.trim_start_matches('/');
    if !body.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let close = rest.bytes().take(400).position(|b| b == b'>')?;
    Some(close + 1)
}

fn is_wordy(token: &Token) -> bool {
    !matches!(token.shape, Shape::Mark | Shape::Punct)
}

fn token_at(text: &str, at: usize, first: char, after_word: bool) -> (usize, Shape) {
    let rest = &text[at..];
    if first.is_alphanumeric() {
        let len = word_len(rest);
        return (len, shape_of(&rest[..len]));
    }
    if after_word
        && is_apostrophe(first)
        && let Some(len) = clitic_len(rest, first)
    {
        return (len, Shape::Clitic);
    }
    if is_mark(first) {
        return (mark_len(&text[..at], rest, first), Shape::Mark);
    }
    let run = |c: char| rest.bytes().take(8).take_while(|&b| char::from(b) == c).count();
    match first {
        '.' | '-' => (run(first), Shape::Punct),
        _ => (first.len_utf8(), Shape::Punct),
    }
}

/// Tells whether `c` can be an apostrophe or a single quotation mark.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ' | '´')
}

/// Tells whether `c` can open or close a quotation.
pub(super) fn is_mark(c: char) -> bool {
    is_apostrophe(c)
        || matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‚' | '＂')
}

/// The length of a quotation mark: two apostrophes are one mark, and of three that close the
/// last two, so that the end of a quotation within a quotation is told from the end of the outer one.
fn mark_len(before: &str, rest: &str, first: char) -> usize {
    let mut after = rest[first.len_utf8()..].chars();
    let (second, third) = (after.next(), after.next());
    let doubled =
        is_apostrophe(first) && (second == Some(first) || first == '‘' && second == Some('’'));
    let closes = before.chars().next_back().is_some_and(|c| !c.is_whitespace() && !is_mark(c));
    match second {
        Some(second) if doubled && !(closes && third == Some(first)) => {
            first.len_utf8() + second.len_utf8()
        }
        _ => first.len_utf8(),
    }
}

/// The length of a genitive "'s", "'ve", "'ll", "'re", "'d", "'m" that follows a word.
fn clitic_len(rest: &str, mark: char) -> Option<usize> {
    let after = &rest[mark.len_utf8()..];
    let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    let clitic = ["s", "ve", "ll", "re", "d", "m"]
        .iter()
        .any(|end| after[..letters].eq_ignore_ascii_case(end));
    let whole = after[letters..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    (mark != '`' && mark != '‘' && clitic && whole).then_some(mark.len_utf8() + letters)
}

/// The length of the word that `rest` begins with: letters and digits, joined by single hyphens,
/// apostrophes, `&` and, in numbers and abbreviations, by full stops, commas and colons.
fn word_len(rest: &str) -> usize {
    if let Some(len) = plain_word_len(rest) {
        return len;
    }
    let mut len = 0;
    let mut chars = rest.chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let joins =
            c.is_alphanumeric() || is_mark_of_accent(c) || joins_word(c, last, next, &rest[len..]);
        if !joins {
            break;
        }
        len += c.len_utf8();
        last = c;
    }
    len + abbreviation_stop(&rest[..len], &rest[len..])
}

/// The length of a word of ASCII letters and digits alone, if what follows cannot belong to it.
fn plain_word_len(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let len = bytes.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let number = bytes[..len].last()?.is_ascii_digit();
    let ends = |b: &u8| match b {
        b',' | b':' => !number,
        b'-' | b'.' | b'&' | b'\'' | b'@' | b'_' => false,
        b => b.is_ascii(),
    };
    bytes.get(len).is_none_or(ends).then_some(len)
}

/// Combining marks belong to the letter before them.
fn is_mark_of_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}')
}

fn joins_word(c: char, last: char, next: char, rest: &str) -> bool {
    match c {
        '-' | '‐' | '‑' => next.is_alphanumeric(),
        '.' if last.is_ascii_digit() => next.is_ascii_digit(),
        '.' => next.is_alphabetic() && last.is_alphabetic() && is_dotted(rest),
        ',' | ':' => last.is_ascii_digit() && next.is_ascii_digit(),
        '&' => last.is_uppercase() && next.is_uppercase(),
        '\'' | '’' | 'ʼ' => next.is_alphabetic() && clitic_len(rest, c).is_none(),
        '@' | '_' => next.is_alphanumeric(),
        _ => false,
    }
}

/// Tells whether a full stop is one of an abbreviation ("U.S.", "p.m.") or of a web address, rather
/// than the end of a sentence that lacks its blank: one letter follows, or a lower-case one.
fn is_dotted(rest: &str) -> bool {
    let mut after = rest.chars().skip(1);
    let (first, second) = (after.next().unwrap_or(' '), after.next().unwrap_or(' '));
    first.is_lowercase() || !second.is_alphabetic()
}

/// One byte if the full stop after `word` belongs to it ("U.S.", "Mr.", an initial), else none.
fn abbreviation_stop(word: &str, rest: &str) -> usize {
    let mut letters = word.chars();
    let initial =
        matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase() && c != 'I');
    let dotted = word.contains('.') && word.chars().rev().nth(1) == Some('.');
    let stop = rest.starts_with('.') && !rest.starts_with("..");
    usize::from(stop && (initial || dotted || crate::words::is_abbreviation(word)))
}

fn shape_of(word: &str) -> Shape {
    if word.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Shape::Lower;
    }
    let mut letters = word.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = letters.next() else { return Shape::Lower };
    if first.is_numeric() {
        return Shape::Number;
    }
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let mut rest = letters.peekable();
    if rest.peek().is_some() && rest.all(|c| !c.is_lowercase()) {
        Shape::Upper
    } else {
        Shape::Capital
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| &text[token.start()..token.end()]).collect()
    }

    #[test]
    fn words_and_marks_are_cut() {
        let cases: &[(&str, &[&str])] = &[
            // genitives and clitics stand alone, other apostrophes do not
            ("Orla's boats don't sink", &["Orla", "'s", "boats", "don't", "sink"]),
            ("O’Rourke’s", &["O’Rourke", "’s"]),
            // numbers, initials and abbreviations keep their stops
            (
                "50,000 at 4.5 p.m. in the U.S.",
                &["50,000", "at", "4.5", "p.m.", "in", "the", "U.S."],
            ),
            ("Mr. J. Brae left.", &["Mr.", "J.", "Brae", "left", "."]),
            // doubled apostrophes are one mark
            ("``Go,'' he said", &["``", "Go", ",", "''", "he", "said"]),
            ("''say 'no'''", &["''", "say", "'", "no", "'", "''"]),
            ("wait -- no...", &["wait", "--", "no", "..."]),
            ("end.Start", &["end", ".", "Start"]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), *expected, "{text}");
        }
    }

    #[test]
    fn shapes() {
        let shape = |text: &str| tokens(text)[0].shape;
        assert_eq!(shape("said"), Shape::Lower);
        assert_eq!(shape("I"), Shape::Capital);
        assert_eq!(shape("McTavish"), Shape::Capital);
        assert_eq!(shape("U.S."), Shape::Upper);
        assert_eq!(shape("9th"), Shape::Number);
        assert_eq!(shape("”"), Shape::Mark);
        assert_eq!(shape(";"), Shape::Punct);
    }

    proptest! {
        #[test]
        fn tokens_follow_each_other(text in any::<String>()) {
            let all = tokens(&text);
            let mut at = 0;
            for token in &all {
                prop_assert!(at <= token.start() && token.start() < token.end());
                prop_assert!(text.get(token.start()..token.end()).is_some());
                at = token.end();
            }
        }
    }
}
