//! The people and bodies of a document: who is meant by "Kirby", "he", "the ministry".

use std::ops::Range;

use crate::model::{CodePoints, Mention, Metadata, SourceKind, SourceName};

use super::token::Tokens;

/// Everybody that a document names, with the places where they are named.
#[allow(dead_code, reason = "the stage that asks is being built")]
pub(super) struct Cast<'a> {
    tokens: &'a Tokens<'a>,
    index: &'a CodePoints<'a>,
    metadata: &'a Metadata,
}

#[allow(dead_code, reason = "the stage that asks is being built")]
impl<'a> Cast<'a> {
    /// Reads the whole document once; linear in its length. The tokens must already be marked as
    /// quoted or not.
    pub(super) fn of(
        tokens: &'a Tokens<'a>,
        index: &'a CodePoints<'a>,
        metadata: &'a Metadata,
    ) -> Self {
        Self { tokens, index, metadata }
    }

    /// Returns whom the words at `bytes` mean, resolved over the document; `None` if no word lies
    /// there. The words may be a name with all that belongs to it, a pronoun or a description.
    pub(super) fn mention(&self, bytes: Range<usize>) -> Option<Mention> {
        let words = self.tokens.within(&bytes);
        let bytes = self.tokens.bytes(&words);
        Some(Mention {
            name: SourceName::new(self.tokens.text.get(bytes.clone())?).ok()?,
            kind: SourceKind::Person,
            words: self.index.span(bytes),
            role: None,
            body: None,
            number: None,
            anonymity: None,
        })
    }

    /// Returns who most plausibly speaks in a quotation at `bytes` that nobody is credited with:
    /// who spoke last before it. Such a mention has no words of its own.
    pub(super) fn speaker_before(&self, _bytes: Range<usize>) -> Option<Mention> {
        None
    }
}
