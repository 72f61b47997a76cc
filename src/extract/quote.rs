//! Quotations: which marks open and which close, in texts where both may be missing.

use std::ops::Range;

use super::token::{Shape, Tokens, is_apostrophe};

/// One stretch of words between quotation marks, within one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    /// The tokens, both marks included where they stand.
    pub(super) tokens: Range<usize>,
    /// Whether a closing mark was found.
    pub(super) closed: bool,
    /// Whether it goes on with the quotation before it, which was left open at its paragraph's end.
    pub(super) resumes: bool,
}

/// How far ahead the end of a quotation within a quotation is looked for, in tokens.
const INNER: usize = 200;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
    Neither,
}

/// Finds the quotations of a text and marks their tokens as quoted; one pass over the tokens.
pub(super) fn quotes(tokens: &mut Tokens<'_>) -> Vec<Quote> {
    let mut found: Vec<Quote> = Vec::new();
    let mut left_open = None;
    let mut lost = None;
    for nth in 0..tokens.paragraphs.len() {
        let paragraph = tokens.paragraphs[nth].clone();
        let resumed = left_open.filter(|&last: &usize| found[last].tokens.end == paragraph.start);
        let first = found.len();
        in_paragraph(tokens, paragraph.clone(), resumed.is_some(), &mut found);
        let opens_it = found.get(first).is_some_and(|quote| quote.tokens.start == paragraph.start);
        if resumed.is_some() && opens_it {
            found[first].resumes = true;
        }
        left_open = found.len().checked_sub(1).filter(|&last| !found[last].closed);
        lost = lost.filter(|&last: &usize| !found.get(last + 1).is_some_and(|next| next.resumes));
        close_before_cue(tokens, lost.take().and_then(|last| found.get_mut(last)));
        lost = left_open;
    }
    close_before_cue(tokens, lost.and_then(|last| found.get_mut(last)));
    for quote in &found {
        for token in &mut tokens.all[quote.tokens.clone()] {
            token.quoted = true;
        }
    }
    mark_genitives(tokens);
    found
}

/// "72 hours’ notice": an apostrophe after "s" that belongs to no quotation.
fn mark_genitives(tokens: &mut Tokens<'_>) {
    for at in 1..tokens.all.len() {
        let owns = tokens.shape(at) == Shape::Mark
            && !tokens.all[at].quoted
            && matches!(tokens.word(at), "'" | "’" | "ʼ")
            && tokens.all[at].start() == tokens.all[at - 1].end()
            && tokens.is_word(at - 1)
            && tokens.word(at - 1).ends_with('s');
        if owns {
            tokens.all[at].shape = Shape::Clitic;
        }
    }
}

fn in_paragraph(
    tokens: &Tokens<'_>,
    paragraph: Range<usize>,
    resumed: bool,
    found: &mut Vec<Quote>,
) {
    let mut open: Option<(usize, char)> = None;
    let mut unopened = resumed;
    let mut inner = false;
    for at in paragraph.clone() {
        if tokens.shape(at) != Shape::Mark {
            continue;
        }
        let kind = kind_of(tokens.word(at));
        let side = side_of(tokens, at, kind);
        if unopened && kind == '"' {
            unopened = false;
            let first = found.last().is_none_or(|last| last.tokens.end <= paragraph.start);
            if side == Side::Closes && open.is_none() && first {
                found.push(Quote { tokens: paragraph.start..at + 1, closed: true, resumes: true });
                continue;
            }
        }
        match open {
            None if matches!(side, Side::Opens | Side::Either) => open = Some((at, kind)),
            Some((from, with)) if closes(with, kind, side) => {
                if std::mem::take(&mut inner) && !is_straight(tokens, at) {
                    continue;
                }
                found.push(Quote { tokens: from..at + 1, closed: true, resumes: false });
                open = None;
            }
            // "an “island” of calm": curved marks within straight ones
            Some((from, '"'))
                if is_straight(tokens, from) && is_inner(tokens, at, paragraph.end) =>
            {
                inner = true;
            }
            // a second opening mark of the same kind: the first one was never closed
            Some((from, with))
                if with == kind && side == Side::Opens && kind == '"' && at > from + 1 =>
            {
                found.push(Quote { tokens: from..at, closed: false, resumes: false });
                open = Some((at, kind));
            }
            _ => {}
        }
    }
    if let Some((from, kind)) = open
        && (kind == '"' || from == paragraph.start)
    {
        found.push(Quote { tokens: from..paragraph.end, closed: false, resumes: false });
    }
}

/// "\"It is so, Brae said." with no mark that closes and none in the next paragraph: the quotation
/// ends where the next words say who spoke.
fn close_before_cue(tokens: &Tokens<'_>, open: Option<&mut Quote>) {
    let Some(quote) = open else { return };
    let says = |at: usize| tokens.is_one_of(at, &["said", "says"]);
    let end = quote.tokens.end;
    let comma = (quote.tokens.start..end.min(quote.tokens.start + INNER))
        .find(|&at| tokens.is(at, ",") && (at + 1..end.min(at + 5)).any(says));
    if let Some(comma) = comma {
        *quote = Quote { tokens: quote.tokens.start..comma + 1, closed: true, ..quote.clone() };
    }
}

fn is_straight(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.word(at) == "\""
}

/// Tells whether a curved mark opens and closes before the next straight one.
fn is_inner(tokens: &Tokens<'_>, at: usize, end: usize) -> bool {
    let marks = (at + 1..end.min(at + INNER)).filter(|&next| tokens.shape(next) == Shape::Mark);
    let mut doubles = marks.map(|next| tokens.word(next)).filter(|mark| "\"“”".contains(mark));
    tokens.word(at) == "“" && doubles.next() == Some("”") && doubles.any(|mark| mark == "\"")
}

/// Which kind of mark it is: `"` for all double ones, `'` for single ones.
fn kind_of(mark: &str) -> char {
    let mut chars = mark.chars();
    let first = chars.next().unwrap_or('"');
    let single = is_apostrophe(first) || matches!(first, '‹' | '›' | '‚');
    if single && chars.next().is_none() { '\'' } else { '"' }
}

fn closes(open: char, kind: char, side: Side) -> bool {
    open == kind && matches!(side, Side::Closes | Side::Either)
}

/// Tells which side a mark is on, by its form and by what stands before and after it.
fn side_of(tokens: &Tokens<'_>, at: usize, kind: char) -> Side {
    let token = &tokens.all[at];
    let before = tokens.text[..token.start()].chars().next_back().unwrap_or(' ');
    let after = tokens.text[token.end()..].chars().next().unwrap_or(' ');
    let opens = is_gap(before) && !after.is_whitespace();
    let ends = !is_gap(before) && (after.is_whitespace() || !after.is_alphanumeric());
    match (tokens.word(at).chars().next().unwrap_or('"'), kind) {
        // a mark that leans the wrong way: “so be it,“ he said
        ('“' | '‟' | '«', '"') if ends && after.is_whitespace() => Side::Closes,
        ('”' | '»', '"') if opens => Side::Either,
        ('“' | '„' | '‟' | '«' | '‹' | '‚', _) | ('`', '"') => Side::Opens,
        ('”' | '»' | '›', _) => Side::Closes,
        (_, '\'') => {
            single_side(tokens, at, opens && (after.is_alphanumeric() || after == '['), ends)
        }
        _ if opens => Side::Opens,
        _ if ends => Side::Closes,
        _ => Side::Either,
    }
}

/// A single mark is a quotation mark only where an apostrophe would be odd.
fn single_side(tokens: &Tokens<'_>, at: usize, opens: bool, ends: bool) -> Side {
    let elided = ["tis", "twas", "em", "til", "cause", "n", "bout", "round"];
    let elides = tokens.is_one_of(at + 1, &elided) || tokens.shape(at + 1) == Shape::Number;
    match tokens.word(at) {
        "‘" | "`" if opens => Side::Opens,
        _ if opens && !elides => Side::Opens,
        _ if ends => Side::Closes,
        _ => Side::Neither,
    }
}

fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '"' | '“' | '‘' | '\'' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{sentence, token};
    use proptest::prelude::*;

    fn quoted(text: &str) -> Vec<String> {
        let mut tokens = sentence::divide(text, token::tokens(text));
        let found = quotes(&mut tokens);
        found.iter().map(|quote| text[tokens.bytes(&quote.tokens)].to_owned()).collect()
    }

    #[test]
    fn marks_are_paired() {
        let cases: &[(&str, &[&str])] = &[
            ("\"Go,\" he said, \"now.\"", &["\"Go,\"", "\"now.\""]),
            ("“Go,” he said.", &["“Go,”"]),
            ("``Go,'' he said.", &["``Go,''"]),
            ("''Go,'' he said.", &["''Go,''"]),
            ("‘Go,’ said Orla’s aunt, ‘it’s late.’", &["‘Go,’", "‘it’s late.’"]),
            ("The boats' crews don't sail in '98.", &[]),
            // a quotation within a quotation belongs to the outer one
            ("“He said ‘go’ to me,” she said.", &["“He said ‘go’ to me,”"]),
            // a mark that was lost: the words say where it stood
            ("\"We had one pilot, Brae said.", &["\"We had one pilot,"]),
            // curved marks within straight ones, and marks that lean the wrong way
            ("\"The “grand” plan is off.\"", &["\"The “grand” plan is off.\""]),
            ("“Are you well?“ he asked.", &["“Are you well?“"]),
            ("(”It is late.”)", &["”It is late.”"]),
            // a mark that is never closed ends with its paragraph
            ("\"One is here.\n\n\"Two is there.\"", &["\"One is here.", "\"Two is there.\""]),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(text), *expected, "{text}");
        }
    }

    #[test]
    fn a_quotation_is_taken_up_by_the_next_paragraph() {
        let text = "\"One.\n\n\"Two.\n\n\"Three,\" she said.";
        let mut tokens = sentence::divide(text, token::tokens(text));
        let resumes: Vec<bool> = quotes(&mut tokens).iter().map(|quote| quote.resumes).collect();
        assert_eq!(resumes, [false, true, true]);
    }

    #[test]
    fn marks_in_a_paragraph_left_open_do_not_overlap() {
        let text = "\u{201c}\n'a\"'";
        let mut tokens = sentence::divide(text, token::tokens(text));
        let found = quotes(&mut tokens);
        assert!(found.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start));
    }

    proptest! {
        #[test]
        fn quotations_do_not_overlap(text in "[a-z \"“”‘’'`\n.]{0,200}") {
            let mut tokens = sentence::divide(&text, token::tokens(&text));
            let found = quotes(&mut tokens);
            for pair in found.windows(2) {
                prop_assert!(pair[0].tokens.end <= pair[1].tokens.start);
            }
        }
    }
}
