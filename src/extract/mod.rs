//! Article text to drafts: who is said to have said what, and when.

mod addressee;
mod after;
mod announce;
mod apposition;
mod aside;
mod before;
mod carry;
mod cast;
mod chain;
mod clause;
mod content;
mod credit;
mod cue;
mod dateline;
mod draft;
mod extent;
mod front;
mod furniture;
mod label;
mod lexicon;
mod list;
mod nest;
mod onset;
mod page;
mod passive;
mod quote;
mod sentence;
mod sign;
mod speaker;
mod stance;
mod time;
mod token;

use crate::model::{Document, Draft};

/// Finds the attributed claims of a document, in the order of its text.
pub fn extract(document: &Document) -> Vec<Draft> {
    let page = page::Page::of(document.text());
    let mut cues = cue::cues(&page);
    cues.retain(|cue| !furniture::is_furniture(&page, cue.head));
    let mut found = content::read(&page, &cues);
    found.extend(label::labelled(&page));
    found.extend(sign::signed(&page));
    found.extend(list::listed(&page));
    let mut found = nest::prune(&page, carry::sort(found));
    carry::carry_on(&page, &mut found);
    draft::drafts(document, &page, &carry::sort(found))
}

#[cfg(test)]
mod tests;
