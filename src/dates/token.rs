//! The words, figures and marks of a text, read one at a time with bounded look-ahead.

use chrono::NaiveDate;

use super::lexicon::{Kind, look_up};

/// The widest white space inside a phrase, in bytes.
const WIDEST_GAP: usize = 24;

/// A word, figure or mark with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) capital: bool,
    /// White space stands before it.
    pub(super) spaced: bool,
}

/// A place in a text. Copying it is how the grammar tries one reading after another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    /// Reads the token after this place, and the place after it: at most one gap and one word.
    pub(super) fn next(self) -> (Token, Cursor<'a>) {
        let Some(start) = self.skip_gap() else {
            return (self.token(Kind::End, self.at, self.at), self);
        };
        let (kind, end) = read_token(self.text, start);
        (self.token(kind, start, end), Cursor { at: end, ..self })
    }

    /// The kind of the token after this place.
    pub(super) fn kind(self) -> Kind {
        self.next().0.kind
    }

    /// The place after the next token if it is of this kind.
    pub(super) fn past(self, kind: Kind) -> Option<Cursor<'a>> {
        let (token, after) = self.next();
        (token.kind == kind).then_some(after)
    }

    /// The place after the next token if it is of this kind, or else this place.
    pub(super) fn maybe(self, kind: Kind) -> Cursor<'a> {
        self.past(kind).unwrap_or(self)
    }

    /// The place after a mark that touches the word before it, or else this place.
    pub(super) fn maybe_touching(self, kind: Kind) -> Cursor<'a> {
        let (token, after) = self.next();
        if token.kind == kind && !token.spaced { after } else { self }
    }

    /// Tells whether no word follows before the next mark.
    pub(super) fn is_at_end_of_clause(self) -> bool {
        let (token, _) = self.next();
        let marks = token.kind == Kind::Other
            && !self.text[token.start..].starts_with(|c: char| c.is_alphanumeric());
        marks || matches!(token.kind, Kind::End | Kind::Dot | Kind::Comma | Kind::Dash | Kind::And)
    }

    /// Reads the next token wherever it stands, over any gap; `None` at the end of the text.
    pub(super) fn next_word(self) -> Option<Token> {
        let mark = |b: &u8| b.is_ascii() && !b.is_ascii_alphanumeric() && *b != b'.';
        let marks = self.text.as_bytes()[self.at..].iter().take_while(|b| mark(b)).count();
        let word = |c: char| c.is_alphanumeric() || c == '.';
        let start = self.at + marks;
        let start = start + self.text[start..].find(word)?;
        let (kind, end) = read_token(self.text, start);
        Some(self.token(kind, start, end))
    }

    fn token(self, kind: Kind, start: usize, end: usize) -> Token {
        let capital = self.text.as_bytes().get(start).is_some_and(u8::is_ascii_uppercase);
        Token { kind, start, end, capital, spaced: start > self.at }
    }

    /// The start of the next token; `None` at the end, or where a wide gap or an empty line is.
    fn skip_gap(self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let at = self.at + usize::from(bytes.get(self.at) == Some(&b' '));
        if bytes.get(at).is_some_and(u8::is_ascii_graphic) {
            return Some(at);
        }
        let mut lines = 0;
        for (offset, c) in self.text[self.at..].char_indices() {
            lines += usize::from(c == '\n');
            if !c.is_whitespace() {
                return Some(self.at + offset);
            }
            if lines > 1 || offset > WIDEST_GAP {
                return None;
            }
        }
        None
    }
}

/// Reads the token that starts at `start`, a character boundary before the end.
fn read_token(text: &str, start: usize) -> (Kind, usize) {
    let bytes = text.as_bytes();
    match bytes[start] {
        b'0'..=b'9' => read_figures(text, start),
        first if first.is_ascii_alphabetic() => read_word(text, start),
        b'.' => (Kind::Dot, start + 1),
        b',' => (Kind::Comma, start + 1),
        b'-' => (Kind::Dash, start + 1),
        b'/' => (Kind::Slash, start + 1),
        b'\'' => (Kind::Apostrophe, start + 1),
        _ => read_other(text, start),
    }
}

fn read_word(text: &str, start: usize) -> (Kind, usize) {
    let end = end_of_word(text, start);
    (look_up(&text[start..end]), end)
}

/// Which bytes are ASCII letters, digits or underscores.
static WORDY: [bool; 256] = {
    let mut wordy = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        wordy[byte] = (byte as u8).is_ascii_alphanumeric() || byte == b'_' as usize;
        byte += 1;
    }
    wordy
};

/// The end of the word at `start`.
fn end_of_word(text: &str, start: usize) -> usize {
    let plain = text.as_bytes()[start..].iter().take_while(|&&b| WORDY[usize::from(b)]).count();
    let end = start + plain;
    if text.as_bytes().get(end).is_none_or(u8::is_ascii) {
        return end;
    }
    let rest = text[end..].find(|c: char| !(c.is_alphanumeric() || c == '_'));
    rest.map_or(text.len(), |rest| end + rest)
}

fn read_other(text: &str, start: usize) -> (Kind, usize) {
    let first = text[start..].chars().next().unwrap_or('\0');
    let end = start + first.len_utf8();
    match first {
        '\u{2019}' | '\u{2bc}' => (Kind::Apostrophe, end),
        '\u{2010}'..='\u{2013}' => (Kind::Dash, end),
        c if c.is_alphanumeric() => (Kind::Other, end_of_word(text, start)),
        _ => (Kind::Other, end),
    }
}

fn read_figures(text: &str, start: usize) -> (Kind, usize) {
    if let Some(found) = read_date(text, start) {
        return found;
    }
    let bytes = text.as_bytes();
    let digits = bytes[start..].iter().take(6).take_while(|b| b.is_ascii_digit()).count();
    let end = start + digits;
    let follows = |at: usize| bytes.get(end + at).copied().unwrap_or(b' ');
    let fraction = matches!(follows(0), b'.' | b',' | b':') && follows(1).is_ascii_digit();
    if digits > 4 || fraction || follows(0) == b'%' {
        return (Kind::Other, end_of_word(text, start).max(end));
    }
    let value = text[start..end].parse().unwrap_or(0);
    let word_end = end_of_word(text, start);
    match &text[end..word_end] {
        "" => (Kind::Number(value, digits), end),
        "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" => (Kind::Ordinal(value), word_end),
        "s" if value % 10 == 0 && matches!(digits, 2 | 4) => (Kind::Decade(value), word_end),
        _ => (Kind::Other, word_end),
    }
}

/// Reads a day in figures: `2023-01-20`, `2023/1/20`, `20.01.2023`, `20/01/2023`.
fn read_date(text: &str, start: usize) -> Option<(Kind, usize)> {
    let bytes = &text.as_bytes()[start..];
    let (first, rest) = figure(bytes, 4)?;
    let mark = *rest.first().filter(|b| matches!(b, b'-' | b'.' | b'/'))?;
    let (second, rest) = figure(&rest[1..], 2)?;
    let rest = rest.strip_prefix(&[mark])?;
    let (third, rest) = figure(rest, 4)?;
    let end = start + bytes.len() - rest.len();
    let follows = rest.first().copied().unwrap_or(b' ');
    let clock = mark == b'-' && matches!(follows, b'T' | b't');
    if !clock && (follows.is_ascii_alphanumeric() || matches!(follows, b'-' | b'/')) {
        return None;
    }
    Some((Kind::Date(day_of_figures(mark, first, second, third)?), end))
}

/// One to `most` digits: their value, their number, and what follows.
fn figure(bytes: &[u8], most: usize) -> Option<((u32, usize), &[u8])> {
    let digits = bytes.iter().take(most + 1).take_while(|b| b.is_ascii_digit()).count();
    let value = bytes[..digits].iter().fold(0, |sum, b| 10 * sum + u32::from(b - b'0'));
    (1..=most).contains(&digits).then_some(((value, digits), &bytes[digits..]))
}

/// Puts three figures in order. `03/04/2023` has two readings and so is no date; points go with
/// the day first everywhere.
fn day_of_figures(
    mark: u8,
    (first, wide): (u32, usize),
    (second, _): (u32, usize),
    (third, last): (u32, usize),
) -> Option<NaiveDate> {
    let day = |y: u32, m, d| NaiveDate::from_ymd_opt(i32::try_from(y).ok()?, m, d);
    match (mark, wide, last) {
        (b'-' | b'/', 4, 1 | 2) => day(first, second, third),
        (b'.', 1 | 2, 4) => day(third, second, first),
        (b'/', 1 | 2, 4) => match (day(third, second, first), day(third, first, second)) {
            (Some(a), Some(b)) if a != b => None,
            (a, b) => a.or(b),
        },
        _ => None,
    }
}
