//! Lines of text fitted to a width, with weights and colours only if asked.

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Look;
use crate::report::safe::visible;

/// A report under the pen.
pub(super) struct Canvas {
    look: Look,
    made: String,
}

/// The line characters of a look.
struct Lines {
    rule: &'static str,
    fork: &'static str,
    end: &'static str,
    pass: &'static str,
    stem: &'static str,
}

const UNICODE: Lines =
    Lines { rule: "─", fork: "├─", end: "╰─", pass: "│ ", stem: "│  " };
const ASCII: Lines = Lines { rule: "-", fork: "|-", end: "`-", pass: "| ", stem: "|  " };

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const PLAIN: Style = Style::new();
const GOOD: Style = AnsiColor::Green.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const OPEN: Style = AnsiColor::Yellow.on_default().bold();
const NAME: Style = AnsiColor::Cyan.on_default().bold();

impl Canvas {
    pub(super) fn new(look: Look) -> Self {
        Self { look: Look { width: look.width.clamp(40, 200), ..look }, made: String::new() }
    }

    pub(super) fn finish(self) -> String {
        self.made
    }

    const fn lines(&self) -> &'static Lines {
        if self.look.ascii { &ASCII } else { &UNICODE }
    }

    /// The mark of a claim that no person has looked at.
    pub(super) const fn unreviewed_mark(&self) -> &'static str {
        if self.look.ascii { "o" } else { "○" }
    }

    /// The first digits of an id.
    pub(super) fn id(&self, id: &str) -> String {
        id.chars().take(8).collect()
    }

    fn paint(&self, style: Style, text: &str) -> String {
        if self.look.colour && style != PLAIN {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// Writes `text` behind `first`, wrapped under itself with `rest` before each later line.
    fn wrapped(&mut self, first: &str, rest: &str, text: &str, style: Style) {
        let width = self.look.width.saturating_sub(first.width().max(rest.width()));
        let mut before = first;
        for line in wrap(&visible(text), width.max(16)) {
            let line = self.paint(style, &line);
            self.line(&format!("{before}{line}"));
            before = rest;
        }
    }

    fn line(&mut self, line: &str) {
        self.made.push_str(line.trim_end());
        self.made.push('\n');
    }

    pub(super) fn gap(&mut self) {
        self.made.push('\n');
    }

    pub(super) fn title(&mut self, text: &str) {
        self.wrapped("", "", text, BOLD);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.wrapped("", "", text, PLAIN);
    }

    /// A line across the page with a word in it.
    pub(super) fn rule(&mut self, word: &str) {
        let rule = self.lines().rule;
        let word = visible(word);
        let rest = self.look.width.saturating_sub(word.width() + 6);
        let line = format!("{} {word} {}", rule.repeat(4), rule.repeat(rest));
        let line = self.paint(BOLD, &line);
        self.line(&line);
    }

    pub(super) fn quote(&mut self, words: &str) {
        let words = self.quoted(words);
        self.wrapped("  ", "  ", &words, BOLD);
    }

    fn quoted(&self, words: &str) -> String {
        let bare = words.trim().trim_matches(['"', '“', '”']);
        if self.look.ascii { format!("\"{bare}\"") } else { format!("“{bare}”") }
    }

    pub(super) fn verdict(&mut self, contradicted: bool, least: usize, words: &str) {
        let style = match (contradicted, least) {
            (true, _) => BAD,
            (false, 2..) => GOOD,
            _ => OPEN,
        };
        self.wrapped("  Verdict      ", "               ", words, style);
    }

    pub(super) fn field(&mut self, name: &str, value: &str, note: &str) {
        let first = format!("  {name:<12} ");
        let rest = " ".repeat(first.width());
        let text = if note.is_empty() { value.to_owned() } else { format!("{value}: {note}") };
        self.wrapped(&first, &rest, &text, PLAIN);
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.gap();
        let text = self.paint(BOLD, text);
        self.line(&format!("  {text}"));
    }

    pub(super) fn note(&mut self, text: &str) {
        self.wrapped("     ", "     ", text, DIM);
    }

    fn stem(&self, last: bool) -> String {
        format!("  {} ", if last { "  " } else { self.lines().pass })
    }

    pub(super) fn branch(&mut self, last: bool, letter: &str, text: &str) {
        let lines = self.lines();
        let first = format!("  {} {letter} ", if last { lines.end } else { lines.fork });
        let rest = self.stem(last) + &" ".repeat(letter.width() + 1);
        self.wrapped(&first, &rest, text, NAME);
    }

    /// A claim under its origin: its words, then where they come from.
    pub(super) fn leaf(&mut self, last: bool, words: &str, from: &str, forks: bool) {
        let stem = self.stem(last) + "  ";
        let words = self.quoted(words);
        self.wrapped(&stem, &stem, &words, PLAIN);
        let lines = self.lines();
        let below = if forks { lines.fork } else { lines.end };
        let rest = format!("{stem}{} ", if forks { lines.pass } else { "  " });
        self.wrapped(&format!("{stem}{below} "), &rest, from, DIM);
    }

    pub(super) fn under_leaf(&mut self, last: bool, text: &str) {
        let stem = self.stem(last) + "  ";
        let first = format!("{stem}{} ", self.lines().end);
        self.wrapped(&first, &format!("{stem}   "), text, DIM);
    }

    pub(super) fn under(&mut self, last: bool, text: &str) {
        let stem = self.stem(last) + "  ";
        self.wrapped(&stem, &stem, text, DIM);
    }

    /// A name with its words behind it.
    pub(super) fn item(&mut self, name: &str, words: &str) {
        let words = self.quoted(words);
        self.wrapped("     ", "       ", &format!("{name}: {words}"), PLAIN);
    }

    /// A line of its own.
    pub(super) fn item_plain(&mut self, text: &str) {
        self.wrapped("     ", "       ", text, PLAIN);
    }

    /// What a tree grows from.
    pub(super) fn root(&mut self, text: &str) {
        self.wrapped("  ", "    ", text, NAME);
    }

    /// A branch of a tree, below branches of which `above` tells whether they were the last of
    /// theirs; with words of a document under it.
    pub(super) fn node(&mut self, above: &[bool], last: bool, text: &str, words: Option<&str>) {
        let lines = self.lines();
        let stem: String =
            above.iter().map(|&ended| if ended { "   " } else { lines.stem }).collect();
        let first = format!("  {stem}{} ", if last { lines.end } else { lines.fork });
        let rest = format!("  {stem}{}", if last { "   " } else { lines.stem });
        self.wrapped(&first, &rest, text, PLAIN);
        if let Some(words) = words {
            let (words, indent) = (self.quoted(words), format!("{rest}  "));
            self.wrapped(&indent, &indent, &words, DIM);
        }
    }

    /// Two sides of a pair, and why.
    pub(super) fn versus(&mut self, a: (&str, &str), word: &str, b: (&str, &str), why: &str) {
        let (a_words, b_words) = (self.quoted(a.1), self.quoted(b.1));
        self.wrapped("     ", "       ", &format!("{}: {a_words}", a.0), PLAIN);
        self.wrapped("       ", "         ", &format!("{word} {}: {b_words}", b.0), PLAIN);
        self.wrapped("       ", "         ", why, DIM);
    }

    /// Rows in columns: letter, value, who, when.
    pub(super) fn table(&mut self, rows: &[[String; 4]]) {
        let rows: Vec<[String; 4]> =
            rows.iter().map(|row| row.clone().map(|cell| visible(&cell))).collect();
        let room = self.look.width.saturating_sub(5 + 12 + 6);
        let widest = |at: usize| rows.iter().map(|row| row[at].width()).max().unwrap_or(0);
        let value = widest(1).min(room / 2);
        let who = widest(2).min(room - value);
        for row in &rows {
            let letter = fit(&row[0], widest(0));
            let line = format!(
                "     {letter}  {}  {}  {}",
                fit(&row[1], value),
                fit(&row[2], who),
                row[3]
            );
            self.line(&line);
        }
    }

    /// A row of a grid: a name and short cells.
    pub(super) fn grid(&mut self, name: &str, cells: &[String]) {
        let widest = cells.iter().map(|cell| cell.width()).max().unwrap_or(1);
        let column = if cells.len() == 5 { 6 } else { widest.max(GRID_COLUMN) };
        let room = self.look.width.saturating_sub(5);
        let fits = (room.saturating_sub(16)) / (column + 1);
        let shown = cells.len().min(fits);
        let name_width = room.saturating_sub(shown * (column + 1)).min(36);
        let cells: String = cells[..shown].iter().map(|cell| format!(" {cell:>column$}")).collect();
        let name = fit(&visible(name), name_width);
        self.line(&format!("     {name}{cells}"));
    }
}

const GRID_COLUMN: usize = 3;

/// Cuts or pads `text` to `width` columns.
fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return format!("{text}{}", " ".repeat(width - text.width()));
    }
    let mut cut = String::new();
    for c in text.chars() {
        if cut.width() + c.width().unwrap_or(0) + 1 > width {
            break;
        }
        cut.push(c);
    }
    let pad = width.saturating_sub(cut.width() + 1);
    format!("{cut}…{}", " ".repeat(pad))
}

/// Breaks `text` into lines of at most `width` columns, at white space where there is some.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split_whitespace().flat_map(|word| pieces(word, width)) {
        let wide = word.width();
        if used > 0 && used + 1 + wide > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(&word);
        used += wide;
    }
    lines.push(line);
    lines
}

/// A word too wide for a line, in pieces that fit.
fn pieces(word: &str, width: usize) -> Vec<String> {
    if word.width() <= width {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for c in word.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide > width {
            pieces.push(String::new());
            used = 0;
        }
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
        used += wide;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_at_white_space_and_long_words_anywhere() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(fit("abcdef", 4), "abc…");
        assert_eq!(fit("ab", 4), "ab  ");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide(text in any::<String>(), width in 2usize..60) {
            for line in wrap(&visible(&text), width) {
                prop_assert!(line.width() <= width);
            }
        }
    }
}
