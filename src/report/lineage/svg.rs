//! The way back as a picture: documents on the left, then who passed it on, on the right the
//! origins. No script, nothing fetched, dark on light, fit for paper.

use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Leaf, Lineage, Root, Way};
use crate::report::safe::html;

const WIDTH: usize = 1040;
/// Left edges and widths of the columns.
const DOCUMENTS: (usize, usize) = (20, 400);
const RELAYS: (usize, usize) = (500, 180);
const ORIGINS: (usize, usize) = (760, 210);
/// Height of a document's box, and of the gap below it.
const BOX: usize = 64;
const GAP: usize = 12;
/// Between two origins.
const BREAK: usize = 14;
/// More documents of one way than this are counted.
const MOST_LEAVES: usize = 30;
/// Columns of text that fit into so many pixels of a box, less its margins: glyphs of a
/// proportional font are about half as wide as high.
const fn columns(width: usize, size: usize) -> usize {
    (width - 20) * 100 / (size * 47)
}

const STYLE: &str = "text{font-family:Helvetica,Arial,sans-serif;fill:#1b1b1f}\
.head{font-size:17px;font-weight:bold}.verdict,.name{font-size:13px;font-weight:bold}\
.words{font-size:12px}.soft{font-size:11px;fill:#4a4a55}\
.box{fill:#f6f6f9;stroke:#5a5a66}.relay{fill:#fff;stroke:#5a5a66}.origin{fill:#fff;stroke:#1b1b1f;stroke-width:2}\
.way{fill:none;stroke:#5a5a66;stroke-width:1.4}.against{fill:none;stroke:#a1182c;stroke-width:2;stroke-dasharray:6 4}";

/// A picture under the pen.
struct Sheet {
    made: String,
    /// Where the next box stands.
    top: usize,
}

/// Draws the lineage.
pub fn svg(lineage: &Lineage) -> String {
    let mut sheet = Sheet { made: String::new(), top: 20 };
    sheet.head(lineage);
    let mut middles = Vec::new();
    for origin in &lineage.origins {
        middles.push(sheet.origin(origin));
    }
    sheet.against(lineage, &middles);
    let height = sheet.top + 10;
    let title = escaped(&format!("Where it comes from: {}", lineage.statement));
    let told = escaped(&lineage.verdict);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"title told\">\n\
         <title id=\"title\">{title}</title>\n<desc id=\"told\">{told}</desc>\n\
         <style>{STYLE}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{}</svg>\n",
        sheet.made
    )
}

impl Sheet {
    /// Adds to the picture; writing to a string cannot fail.
    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        let _ = self.made.write_fmt(text);
    }

    fn text(&mut self, (x, y): (usize, usize), class: &str, words: &str) {
        let words = escaped(words);
        self.put(format_args!("<text x=\"{x}\" y=\"{y}\" class=\"{class}\">{words}</text>\n"));
    }

    fn rect(&mut self, (x, y): (usize, usize), (width, height): (usize, usize), class: &str) {
        self.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\" class=\"{class}\"/>\n"
        ));
    }

    fn way(&mut self, (x, y): (usize, usize), (to_x, to_y): (usize, usize)) {
        let half = usize::midpoint(x, to_x);
        self.put(format_args!(
            "<path class=\"way\" d=\"M{x} {y} C{half} {y} {half} {to_y} {to_x} {to_y}\"/>\n"
        ));
    }

    fn head(&mut self, lineage: &Lineage) {
        let statement = format!("“{}”", bare(&lineage.statement));
        let name = lineage.name.iter().map(String::as_str);
        for line in name.flat_map(|name| fitted(name, columns(WIDTH, 17), 1)) {
            self.top += 20;
            self.text((DOCUMENTS.0, self.top), "head", &line);
        }
        for line in fitted(&statement, columns(WIDTH, 17), 2) {
            self.top += 20;
            self.text((DOCUMENTS.0, self.top), "head", &line);
        }
        for line in fitted(&lineage.verdict, columns(WIDTH, 13), 2) {
            self.top += 18;
            self.text((DOCUMENTS.0, self.top), "verdict", &line);
        }
        self.top += 30;
        for (column, name) in
            [(DOCUMENTS, "where it can be read"), (RELAYS, "who passed it on"), (ORIGINS, "origin")]
        {
            self.text((column.0, self.top), "soft", name);
        }
        self.top += 12;
    }

    /// Draws an origin with its ways; returns the height of its middle.
    fn origin(&mut self, origin: &Root) -> usize {
        let start = self.top;
        let ends: Vec<(usize, usize)> = origin.ways.iter().map(|way| self.one_way(way)).collect();
        let end = self.top.saturating_sub(GAP).max(start + BOX);
        let middle = usize::midpoint(start, end);
        let top = middle.saturating_sub(BOX / 2);
        self.rect((ORIGINS.0, top), (ORIGINS.1, BOX), "origin");
        let room = columns(ORIGINS.1, 13);
        let names = fitted(&origin.title(), room, 2);
        let mut y = top + if names.len() > 1 { 18 } else { 26 };
        for line in &names {
            self.text((ORIGINS.0 + 10, y), "name", line);
            y += 16;
        }
        for line in fitted(&origin.notes.join(", "), columns(ORIGINS.1, 11), 1) {
            self.text((ORIGINS.0 + 10, y), "soft", &line);
        }
        for from in ends {
            self.way(from, (ORIGINS.0, middle));
        }
        self.top = self.top.max(top + BOX) + BREAK;
        middle
    }

    /// Draws the documents of a way and its relays; returns where it goes on to the origin.
    fn one_way(&mut self, way: &Way) -> (usize, usize) {
        let start = self.top;
        let ends: Vec<(usize, usize)> =
            way.leaves.iter().take(MOST_LEAVES).map(|leaf| self.leaf(leaf)).collect();
        let rest = way.leaves.len().saturating_sub(MOST_LEAVES);
        if rest > 0 {
            self.top += 14;
            self.text((DOCUMENTS.0 + 10, self.top), "soft", &format!("and {rest} more"));
            self.top += GAP;
        }
        let middle = usize::midpoint(start, self.top.saturating_sub(GAP));
        let meeting = (RELAYS.0, middle);
        if !way.relays.is_empty() {
            self.relays(&way.relays, middle);
        }
        for from in ends {
            self.way(from, meeting);
        }
        if way.relays.is_empty() { meeting } else { (RELAYS.0 + RELAYS.1, middle) }
    }

    fn relays(&mut self, relays: &[String], middle: usize) {
        let lines: Vec<String> =
            relays.iter().flat_map(|relay| fitted(relay, columns(RELAYS.1, 12), 1)).collect();
        let height = 16 * lines.len() + 14;
        let top = middle.saturating_sub(height / 2);
        self.rect((RELAYS.0, top), (RELAYS.1, height), "relay");
        for (nth, line) in lines.iter().enumerate() {
            self.text((RELAYS.0 + 10, top + 20 + 16 * nth), "words", line);
        }
        self.top = self.top.max(top + height + GAP);
    }

    fn leaf(&mut self, leaf: &Leaf) -> (usize, usize) {
        let (x, top) = (DOCUMENTS.0, self.top);
        self.rect((x, top), (DOCUMENTS.1, BOX), "box");
        let lines = [
            ("name", 13, leaf.outlet.clone()),
            ("words", 12, format!("“{}”", bare(&leaf.words))),
            ("soft", 11, leaf.facts()),
        ];
        for (nth, (class, size, words)) in lines.iter().enumerate() {
            for line in fitted(words, columns(DOCUMENTS.1, *size), 1) {
                self.text((x + 10, top + 19 + 18 * nth), class, &line);
            }
        }
        self.top += BOX + GAP;
        (x + DOCUMENTS.1, top + BOX / 2)
    }

    /// Draws a bow beside the origins for each two that contradict each other.
    fn against(&mut self, lineage: &Lineage, middles: &[usize]) {
        let place = |letter: &String| {
            lineage.origins.iter().position(|origin| origin.letter.as_ref() == Some(letter))
        };
        let x = ORIGINS.0 + ORIGINS.1;
        for (nth, [a, b]) in lineage.against.iter().take(MOST_BOWS).enumerate() {
            let (Some(a), Some(b)) = (place(a), place(b)) else { continue };
            let (from, to) = (middles[a], middles[b]);
            let out = x + 30 + 6 * (nth % 6);
            self.put(format_args!(
                "<path class=\"against\" d=\"M{x} {from} C{out} {from} {out} {to} {x} {to}\">\
                 <title>contradicts</title></path>\n"
            ));
        }
        if !lineage.against.is_empty() {
            self.top += 18;
            let words = "a dashed line between two origins: they contradict each other";
            self.text((DOCUMENTS.0, self.top), "soft", words);
        }
    }
}

/// More contradictions than this are not drawn: the verdict counts them.
const MOST_BOWS: usize = 40;

fn bare(words: &str) -> &str {
    words.trim().trim_matches(['"', '“', '”'])
}

/// Escapes text for XML, which has no place for two more characters.
fn escaped(text: &str) -> String {
    html(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// Breaks text into at most `most` lines of at most `width` columns; what does not fit is cut.
fn fitted(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let full = lines.len() == most;
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if full => {
                line.push_str(" …");
                break;
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| cut(line, width + 2)).collect()
}

fn cut(line: &str, width: usize) -> String {
    if line.width() <= width {
        return line.to_owned();
    }
    let mut used = 1;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used <= width
    };
    line.chars().take_while(fits).chain(['…']).collect()
}
