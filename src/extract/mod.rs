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
mod joint;
mod label;
mod lexicon;
mod list;
mod nest;
mod onset;
mod page;
mod passive;
mod places;
mod quote;
mod sentence;
mod sign;
mod silence;
mod speaker;
mod stance;
mod time;
mod token;

use crate::model::{Document, Draft, Mended};

/// Finds the attributed claims of a document, in the order of its text.
pub fn extract(document: &Document) -> Vec<Draft> {
    let mended = Mended::of(document.text());
    let page = page::Page::of(mended.text());
    let mut cues = cue::cues(&page);
    cues.retain(|cue| !furniture::is_furniture(&page, cue.head));
    let mut found = content::read(&page, &cues);
    found.extend(label::labelled(&page));
    found.extend(sign::signed(&page));
    found.extend(list::listed(&page));
    let mut found = nest::prune(&page, carry::sort(found));
    carry::carry_on(&page, &mut found);
    let places = places::Places::of(document.text(), &mended);
    draft::drafts(document, &page, &places, &carry::sort(found))
}

#[cfg(test)]
mod tests;
