//! Lists: "He said that:" and under it one claim an item.

use std::ops::Range;

use super::clause;
use super::content::Found;
use super::cue::Cue;
use super::extent::trim_stop;
use super::lexicon::{Form, takes};
use super::page::Page;
use super::speaker;

/// The most items of a list that are read.
const ITEMS: usize = 40;

/// The most tokens between the verb and the colon that ends its line.
const REACH: usize = 20;

/// Finds the items of lists that a line with a verb of saying announces.
pub(super) fn listed(page: &Page<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let paragraphs = &page.tokens.paragraphs;
    for (nth, paragraph) in paragraphs.iter().enumerate() {
        if !page.is(paragraph.end - 1, ":") {
            continue;
        }
        let items: Vec<Range<usize>> =
            paragraphs[nth + 1..].iter().take(ITEMS).map_while(|next| item(page, next)).collect();
        if let Some((cue, source)) =
            announced(page, paragraph.end - 1).filter(|_| !items.is_empty())
        {
            found.extend(
                items.into_iter().map(|item| Found::new(&cue, Some(source.clone()), vec![item])),
            );
        }
    }
    found
}

/// The words of a paragraph that begins with a bullet or dash.
fn item(page: &Page<'_>, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let bullet = matches!(page.word(paragraph.start), "-" | "–" | "—" | "•" | "*" | "·" | "▪");
    let words = paragraph.start + 1..trim_stop(page, paragraph.start + 1, paragraph.end);
    (bullet && words.len() > 1).then_some(words)
}

fn announced(page: &Page<'_>, colon: usize) -> Option<(Cue, Range<usize>)> {
    let floor = page.unit_of(colon).start.max(colon.saturating_sub(REACH));
    let says = |at: &usize| {
        page.words[*at].verb.is_some_and(|cue| {
            cue.takes & takes::THAT != 0 && matches!(cue.form, Form::Past | Form::Present)
        })
    };
    let verb = (floor..colon).rev().find(says)?;
    let cue = Cue::verb_at(verb, verb..verb + 1);
    let source = speaker::before(page, &cue).or_else(|| clause::subject_of(page, verb))?;
    Some((cue, source))
}
