//! Text from outside, made inert: nothing in it can steer a terminal or a spreadsheet.

use std::borrow::Cow;
use std::fmt::Write;

/// Tells whether a character steers instead of being seen: control characters, direction marks,
/// and the ones that take no room. Variation selectors stay: they only choose a glyph.
pub const fn steers(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Makes every steering character of a text visible (`<U+001B>`); line ends and tabs become
/// single spaces, so that the result stands on one line.
pub fn one_line(text: &str) -> Cow<'_, str> {
    replaced(text, |c, out| match c {
        '\n' | '\r' | '\t' => out.push(' '),
        _ => show(c, out),
    })
}

/// The same, but line ends stay.
pub fn lines(text: &str) -> Cow<'_, str> {
    replaced(text, |c, out| match c {
        '\n' => out.push('\n'),
        '\t' => out.push(' '),
        _ => show(c, out),
    })
}

fn show(c: char, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "<U+{:04X}>", u32::from(c));
}

fn replaced(text: &str, write: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if steers(c) {
            write(c, &mut out);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Makes a cell of a spreadsheet inert: on one line, nothing steering, and text that a
/// spreadsheet would run as a formula defused with a quote mark.
pub fn cell(text: &str) -> Cow<'_, str> {
    let first = text.trim_start_matches([' ', '\u{a0}']).chars().next();
    let formula = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
    );
    let visible = one_line(text);
    if formula { Cow::Owned(format!("'{visible}")) } else { visible }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_steers_is_shown() {
        assert_eq!(one_line("a\u{1b}[31mred"), "a<U+001B>[31mred");
        assert_eq!(one_line("\u{9b}2J \u{202e}txt.exe"), "<U+009B>2J <U+202E>txt.exe");
        assert_eq!(one_line("zero\u{200b}width\u{feff}"), "zero<U+200B>width<U+FEFF>");
        assert_eq!(one_line("two\nlines\tand tab"), "two lines and tab");
        assert_eq!(lines("two\nlines\r"), "two\nlines<U+000D>");
    }

    #[test]
    fn what_is_seen_is_left_alone() {
        for text in ["", "naïve — “quoted” 日本語 ❤\u{fe0f}", "e\u{301}"] {
            assert_eq!(one_line(text), text);
        }
    }

    #[test]
    fn formulas_are_defused() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\r@x"] {
            assert!(cell(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(cell("a = b"), "a = b");
        assert_eq!(cell("2023-01-20"), "2023-01-20");
    }

    proptest! {
        #[test]
        fn nothing_that_steers_gets_through(text in any::<String>()) {
            prop_assert!(!one_line(&text).chars().any(steers));
            prop_assert!(!lines(&text).chars().any(|c| c != '\n' && steers(c)));
            prop_assert!(!cell(&text).starts_with(['=', '+', '-', '@']));
        }
    }
}
