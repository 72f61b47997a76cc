//! A line of an answer: words and how they look. Whatever is put in comes out inert.

use anstyle::{AnsiColor, Style};
use onrecord::interchange::inert;

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
    fn looks_go_round_words_that_cannot_steer() {
        let line = Line::new().plain("by ").bold("\u{1b}[2JX");
        assert_eq!(line.render(false), "by <U+001B>[2JX");
        assert_eq!(line.render(true), "by \u{1b}[1m<U+001B>[2JX\u{1b}[0m");
    }
}
