//! Article text to drafts: who is said to have said what, and when.

mod cast;
mod quote;
mod sentence;
mod token;

use crate::model::{Document, Draft};

/// Finds the attributed claims of a document, in the order of its text.
pub fn extract(document: &Document) -> Vec<Draft> {
    let mut tokens = sentence::divide(document.text(), token::tokens(document.text()));
    let _quotes = quote::quotes(&mut tokens);
    Vec::new()
}
