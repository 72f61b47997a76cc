//! A line of an answer: words and how they look. Whatever is put in comes out inert.

use anstyle::{AnsiColor, Style};
use onrecord::interchange::inert;
use unicode_width::UnicodeWidthStr;

/// Pieces of one line. Colour only ever repeats what the words say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line(Vec<(Style, String)>);

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const ID: Style = AnsiColor::Cyan.on_default();
const GOOD: Style = AnsiColor::Green.on_default();
const DOUBT: Style = AnsiColor::Yellow.on_default();
const BAD: Style = AnsiColor::Red.on_default();

macro_rules! looks {
    ($($(#[$doc:meta])* $name:ident = $style:ident;)+) => {
        $($(#[$doc])*
        pub(crate) fn $name(self, words: impl AsRef<str>) -> Self {
            self.push($style, words.as_ref())
        })+
    };
}

impl Line {
    /// An empty line.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    looks! {
        /// Adds words.
        plain = PLAIN;
        /// Adds a heading or a name.
        bold = BOLD;
        /// Adds something of less interest.
        dim = DIM;
        /// Adds an id.
        id = ID;
        /// Adds something that speaks for a claim.
        good = GOOD;
        /// Adds something to look at twice.
        doubt = DOUBT;
        /// Adds something that speaks against a claim.
        bad = BAD;
    }

    /// Adds another line's pieces.
    pub(crate) fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Breaks it at spaces into lines that fit, those after the first behind `hang` spaces. A word
    /// that is longer than a line, such as an id in full, is not cut.
    pub(crate) fn wrapped(self, width: usize, hang: usize) -> Vec<Self> {
        if self.render(false).width() <= width {
            return vec![self];
        }
        let (mut lines, mut line, mut taken) = (Vec::new(), Self::new(), 0);
        for word in self.words() {
            let text = word.render(false);
            if taken > hang && taken + text.trim_end().width() > width {
                lines.push(std::mem::take(&mut line).trimmed());
                line = line.plain(" ".repeat(hang));
                taken = hang;
            }
            if lines.is_empty() || taken > hang || !text.trim().is_empty() {
                taken += text.width();
                line = line.then(word);
            }
        }
        lines.push(line);
        lines
    }

    /// Without the spaces at its end.
    fn trimmed(mut self) -> Self {
        while let Some((style, text)) = self.0.pop() {
            let text = text.trim_end_matches(' ');
            if !text.is_empty() {
                self.0.push((style, text.to_owned()));
                break;
            }
        }
        self
    }

    /// Its words, each with the space behind it; what has no space between is one word.
    fn words(self) -> Vec<Self> {
        let mut words = vec![Self::new()];
        for (style, text) in self.0 {
            for part in text.split_inclusive(' ') {
                if let Some(word) = words.last_mut() {
                    word.0.push((style, part.to_owned()));
                }
                if part.ends_with(' ') {
                    words.push(Self::new());
                }
            }
        }
        words
    }

    fn push(mut self, style: Style, words: &str) -> Self {
        self.0.push((style, inert::one_line(words).into_owned()));
        self
    }

    /// Writes the line out, with or without its looks.
    pub(crate) fn render(&self, colour: bool) -> String {
        let piece = |(style, words): &(Style, String)| {
            if colour && *style != PLAIN {
                format!("{style}{words}{style:#}")
            } else {
                words.clone()
            }
        };
        self.0.iter().map(piece).collect()
    }
}

impl From<&str> for Line {
    fn from(words: &str) -> Self {
        Self::new().plain(words)
    }
}

impl From<String> for Line {
    fn from(words: String) -> Self {
        Self::new().plain(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_goes_on_behind_a_margin() {
        let line = Line::new().id("3fa0c1d2").plain("  ").bold("Ana Orsk").dim(", the Courier  ");
        let wrapped = |width| -> Vec<String> {
            line.clone().wrapped(width, 2).iter().map(|line| line.render(false)).collect()
        };
        assert_eq!(wrapped(40), ["3fa0c1d2  Ana Orsk, the Courier  "]);
        assert_eq!(wrapped(20), ["3fa0c1d2  Ana Orsk,", "  the Courier  "]);
        assert_eq!(wrapped(14), ["3fa0c1d2  Ana", "  Orsk, the", "  Courier  "]);
        assert_eq!(wrapped(4)[..2], ["3fa0c1d2", "  Ana"], "no word is cut");
    }

    #[test]
    fn looks_go_round_words_that_cannot_steer() {
        let line = Line::new().plain("by ").bold("\u{1b}[2JX");
        assert_eq!(line.render(false), "by <U+001B>[2JX");
        assert_eq!(line.render(true), "by \u{1b}[1m<U+001B>[2JX\u{1b}[0m");
    }
}
