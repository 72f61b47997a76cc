//! A document and the drafts found in it: what `extract --ndjson` prints.

use serde::Serialize;

use super::force::hedges_and_emphasis;
use crate::model::{
    ContentHash, Document, DocumentId, Draft, Link, Mention, Quotation, SourceKind, Span, Stance,
    When,
};

/// A document with its text and drafts. Offsets are Unicode code points into `text`.
#[derive(Debug, Serialize)]
pub struct ExtractedDocument<'a> {
    /// What is known of the document.
    pub document: ExtractedHead<'a>,
    /// Its text.
    pub text: &'a str,
    /// Its drafts, in the order of the text.
    pub drafts: Vec<ExtractedDraft<'a>>,
}

/// What is known of a document beside its text.
#[derive(Debug, Serialize)]
pub struct ExtractedHead<'a> {
    /// Where it was read from.
    pub path: Option<&'a str>,
    /// The publisher.
    pub outlet: Option<&'a str>,
    /// The headline.
    pub title: Option<&'a str>,
    /// EDTF.
    pub published_on: Option<String>,
    /// Where it was published.
    pub url: Option<&'a str>,
    /// The byline.
    pub author: Option<&'a str>,
    /// The id it would be recorded under.
    pub id: DocumentId,
    /// The hash of the text.
    pub sha256: ContentHash,
    /// The hash of the captured bytes.
    pub raw_sha256: ContentHash,
}

/// A draft.
#[derive(Debug, Serialize)]
pub struct ExtractedDraft<'a> {
    /// The words, in pieces.
    pub content: &'a [Span],
    /// The words that attribute it.
    pub cue: Option<&'a Span>,
    /// Who asserts it.
    pub source: Option<ExtractedSource<'a>>,
    /// How the words stand in the document.
    pub kind: Quotation,
    /// What the origin does with them.
    pub stance: Stance,
    /// The words that weaken it ("reportedly").
    pub hedges: Vec<Span>,
    /// The words that strengthen it ("categorically").
    pub emphasis: Vec<Span>,
    /// The names of the attribution, outermost first; the last is the origin.
    pub chain: Vec<&'a str>,
    /// The words that say who was told.
    pub addressee: Option<&'a Span>,
    /// How the origin said it: "statement", "interview".
    pub channel: Option<&'a str>,
    /// EDTF: when the origin spoke.
    pub asserted_on: Option<String>,
    /// The words that say so.
    pub when_words: Option<&'a Span>,
    /// EDTF: when the thing claimed is said to be so.
    pub holds_on: Option<String>,
    /// The draft, by its place in the list, that this one is nested in.
    pub within: Option<usize>,
    /// Why a person should look twice.
    pub doubts: &'a [String],
}

/// The source of a draft.
#[derive(Debug, Serialize)]
pub struct ExtractedSource<'a> {
    /// Where this mention stands.
    pub words: Option<&'a Span>,
    /// Who it is.
    pub name: &'a str,
    /// What kind of source.
    pub kind: SourceKind,
    /// Its role or title.
    pub role: Option<&'a str>,
    /// The body it is said to speak for.
    pub body: Option<&'a str>,
    /// How many people it is said to be.
    pub number: Option<u32>,
    /// The words that say why its name is withheld.
    pub anonymity: Option<&'a Span>,
}

impl<'a> ExtractedDocument<'a> {
    /// Puts a document and its drafts together.
    pub fn new(document: &'a Document, drafts: &'a [Draft]) -> Self {
        Self {
            document: ExtractedHead::new(document),
            text: document.text(),
            drafts: drafts.iter().map(ExtractedDraft::new).collect(),
        }
    }
}

impl<'a> ExtractedHead<'a> {
    fn new(document: &'a Document) -> Self {
        let known = document.metadata();
        Self {
            path: document.path(),
            outlet: known.outlet.as_ref().map(crate::model::SourceName::as_str),
            title: known.title.as_deref(),
            published_on: known.published_on.as_ref().map(When::edtf_text),
            url: known.url.as_deref(),
            author: known.author.as_deref(),
            id: document.id(),
            sha256: document.sha256(),
            raw_sha256: document.raw_sha256(),
        }
    }
}

impl<'a> ExtractedDraft<'a> {
    fn new(draft: &'a Draft) -> Self {
        let name = |link: &'a Link| link.source.name.as_str();
        let (hedges, emphasis) = hedges_and_emphasis(&draft.content, draft.cue());
        Self {
            content: &draft.content,
            cue: draft.cue(),
            source: draft.origin().map(ExtractedSource::new),
            kind: draft.quotation,
            stance: draft.stance,
            hedges,
            emphasis,
            chain: draft.chain.iter().map(name).collect(),
            addressee: draft.addressee.as_ref(),
            channel: draft.chain.last().and_then(|link| link.channel.as_deref()),
            asserted_on: draft.asserted_on.as_ref().map(When::edtf_text),
            when_words: draft.when_words.as_ref(),
            holds_on: draft.holds_on.as_ref().map(When::edtf_text),
            within: draft.within,
            doubts: &draft.doubts,
        }
    }
}

impl<'a> ExtractedSource<'a> {
    fn new(mention: &'a Mention) -> Self {
        Self {
            words: mention.words.as_ref(),
            name: mention.name.as_str(),
            kind: mention.kind,
            role: mention.role.as_deref(),
            body: mention.body.as_ref().map(crate::model::SourceName::as_str),
            number: mention.number,
            anonymity: mention.anonymity.as_ref(),
        }
    }
}
