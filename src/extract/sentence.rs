//! Paragraphs and sentences, for texts whose full stops cannot be trusted.

use std::ops::Range;

use super::token::{Shape, Token, Tokens};

/// Abbreviations that end a sentence as often as not, so that the next word decides.
const MAY_END: &[&str] = &[
    "etc.", "inc.", "corp.", "co.", "ltd.", "llc.", "jr.", "sr.", "a.m.", "p.m.", "u.s.", "u.k.",
    "u.n.", "d.c.", "bros.", "ph.d.", "ave.", "blvd.", "rd.", "st.", "ala.", "ariz.", "ark.",
    "calif.", "colo.", "conn.", "del.", "fla.", "ga.", "ill.", "ind.", "kan.", "ky.", "la.", "md.",
    "mass.", "mich.", "minn.", "miss.", "mo.", "mont.", "neb.", "nev.", "okla.", "ore.", "pa.",
    "tenn.", "tex.", "vt.", "va.", "wash.", "wis.", "wyo.", "alta.", "ont.", "que.", "n.y.",
    "n.j.", "n.h.", "n.c.", "s.c.", "n.s.", "b.c.", "p.e.i.", "n.d.", "s.d.", "n.m.", "r.i.",
    "e.u.", "g.o.p.",
];

/// Words that begin a sentence far more often than they follow an abbreviation.
const STARTERS: &[&str] = &[
    "the",
    "a",
    "an",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "but",
    "and",
    "in",
    "on",
    "at",
    "as",
    "for",
    "that",
    "this",
    "these",
    "those",
    "there",
    "his",
    "her",
    "their",
    "its",
    "our",
    "if",
    "when",
    "while",
    "after",
    "before",
    "since",
    "so",
    "some",
    "many",
    "what",
    "according",
    "however",
    "mr.",
    "mrs.",
    "ms.",
    "sen.",
    "meanwhile",
    "still",
    "yet",
    "also",
    "although",
    "though",
    "because",
    "with",
    "by",
    "to",
    "not",
    "no",
    "one",
];

/// Numbers the paragraphs and sentences of `all`, the tokens of `text`.
pub(super) fn divide(text: &str, mut all: Vec<Token>) -> Tokens<'_> {
    let wrapped = is_wrapped(text);
    let mut marks = Divisions::default();
    for at in 0..all.len() {
        let gap = if at == 0 { "" } else { &text[all[at - 1].end()..all[at].start()] };
        if at > 0 && ends_paragraph(text, gap, &all[at - 1], &all[at], wrapped) {
            marks.paragraph(at);
        } else if at > 0 && ends_sentence(text, &all, at) {
            marks.sentence(at);
        }
        all[at].paragraph = marks.paragraphs.len() as u32;
        all[at].sentence = marks.sentences.len() as u32;
    }
    marks.paragraph(all.len());
    Tokens { text, all, sentences: marks.sentences, paragraphs: marks.paragraphs }
}

#[derive(Default)]
struct Divisions {
    sentences: Vec<Range<usize>>,
    paragraphs: Vec<Range<usize>>,
}

impl Divisions {
    fn sentence(&mut self, end: usize) {
        let start = self.sentences.last().map_or(0, |last| last.end);
        if start < end {
            self.sentences.push(start..end);
        }
    }

    fn paragraph(&mut self, end: usize) {
        self.sentence(end);
        let start = self.paragraphs.last().map_or(0, |last| last.end);
        if start < end {
            self.paragraphs.push(start..end);
        }
    }
}

/// Tells whether the lines of `text` are broken at a width rather than at paragraphs: they are
/// short, and most do not end like a sentence. Reads the first 200 lines.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().take(200).map(str::trim_end).collect();
    let pairs = lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty());
    let (mut all, mut open) = (0, 0);
    for pair in pairs {
        all += 1;
        let long = pair[0].len() > 45 && pair[0].len() < 110;
        open +=
            usize::from(long && !pair[0].ends_with(['.', '!', '?', '"', '”', '’', '\'', ':', ')']));
    }
    all >= 3 && open * 2 > all
}

fn ends_paragraph(text: &str, gap: &str, before: &Token, after: &Token, wrapped: bool) -> bool {
    if matches!(gap, "" | " ") {
        return false;
    }
    match gap.bytes().filter(|&b| b == b'\n').count() {
        0 => gap.contains('\u{2029}'),
        1 if wrapped => false,
        1 => {
            let open =
                !text[..before.end()].ends_with(['.', '!', '?', '"', '”', '’', '\'', ':', ')']);
            !(open && after.shape == Shape::Lower)
        }
        _ => true,
    }
}

/// Tells whether a sentence ends before token `at`: a stop, perhaps closing marks, then a blank and
/// a word that can begin a sentence. A stop before a lower-case word is a stray one.
fn ends_sentence(text: &str, all: &[Token], at: usize) -> bool {
    let word = |i: usize| &text[all[i].start()..all[i].end()];
    let blank = all[at].start() > all[at - 1].end();
    let closing = |i: usize| all[i].shape == Shape::Mark || matches!(word(i), ")" | "]");
    let mut last = at - 1;
    while last > 0 && at - last < 4 && closing(last) && all[last].start() == all[last - 1].end() {
        last -= 1;
    }
    if !(blank || last == at - 1 && all[at].shape == Shape::Capital) {
        return false;
    }
    match word(last) {
        "." | "!" | "?" | "。" | "！" | "？" | "।" | "؟" => begins_sentence(text, all, at),
        "..." | "…" | "...." => begins_sentence(text, all, at) && blank,
        abbreviation if abbreviation.ends_with('.') && abbreviation.len() > 1 => {
            after_abbreviation(abbreviation, word(at), last + 1 < at)
        }
        _ => false,
    }
}

fn begins_sentence(text: &str, all: &[Token], at: usize) -> bool {
    let first = (at..all.len().min(at + 3)).find(|&i| all[i].shape != Shape::Mark);
    let Some(first) = first else { return true };
    let word = &text[all[first].start()..all[first].end()];
    match all[first].shape {
        Shape::Lower => word.chars().nth(1).is_some_and(char::is_uppercase) || is_address(word),
        Shape::Punct => {
            !matches!(word, "," | ";" | ":" | "." | ")" | "]" | "-" | "–" | "—" | "--" | "?" | "!")
        }
        Shape::Clitic => false,
        _ => true,
    }
}

/// "https", "www.courier.example": tells whether a word is the address of a page, or begins one.
fn is_address(word: &str) -> bool {
    ["http", "www.", "pic.twitter"].iter().any(|start| word.starts_with(start))
}

fn after_abbreviation(abbreviation: &str, next: &str, closed: bool) -> bool {
    let known =
        |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    let capital = next.starts_with(|c: char| c.is_uppercase());
    let quote = next.starts_with(super::token::is_mark);
    known(MAY_END, abbreviation) && (closed || (capital && known(STARTERS, next)) || quote)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let tokens = divide(text, super::super::token::tokens(text));
        tokens.sentences.iter().map(|range| text[tokens.bytes(range)].to_owned()).collect()
    }

    #[test]
    fn sentences_end_where_they_should() {
        let cases: &[&[&str]] = &[
            &["The boats left.", "Nobody saw them."],
            &["He left the quay.", "https://tarn.example/quay"],
            // a stop before a lower-case word is a stray one
            &["They came from Orland. from the North, it continues."],
            &["Dr. Brae met Sen. J. Tolle at 4 p.m. Friday.", "He left."],
            &["It was made in the U.S.", "The rest was not."],
            &["He works for the U.S. Navy."],
            &["\"It is over.\"", "She sat down."],
            &["\"Is it over?\" she asked."],
            &["He paid 4.5 million.", "\"Why?\""],
        ];
        for expected in cases {
            assert_eq!(sentences(&expected.join(" ")), *expected);
        }
    }

    #[test]
    fn paragraphs_end_at_blank_lines_and_at_line_ends_of_unwrapped_text() {
        let count = |text: &str| divide(text, super::super::token::tokens(text)).paragraphs.len();
        assert_eq!(count("One.\n\nTwo.\n\n\nThree."), 3);
        assert_eq!(count("One is here.\nTwo is there."), 2);
        assert_eq!(count("One is\nhere."), 1);
        assert_eq!(count(""), 0);
    }
}
