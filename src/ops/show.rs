//! Everything about one thing, with all its provenance.

use crate::model::{
    Claim, ClaimId, ClaimRecord, DocumentRecord, Judged, OperationId, RelationId, SourceRecord,
    SourceTie,
};
use crate::store::{Event, Operation, RecordedComparison, Store};

use super::resolve::Thing;
use super::{AsOf, Result};

/// Something that happened to a thing on record, oldest first in lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// What happened.
    pub event: Event,
    /// Who did it, and when it was recorded.
    pub judged: Judged,
    /// In which operation.
    pub operation: OperationId,
    /// Whether that operation has been undone.
    pub undone: bool,
}

/// A note that a person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The words.
    pub text: String,
    /// Who, and when.
    pub judged: Judged,
}

/// Everything about one thing.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// A claim.
    Claim(Box<ClaimShown>),
    /// A document.
    Document(Box<DocumentShown>),
    /// A source.
    Source(Box<SourceShown>),
    /// A relation.
    Relation(Box<RelationShown>),
    /// An operation.
    Operation(Box<OperationShown>),
}

/// Everything about a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimShown {
    /// The claim, its document and its standing.
    pub record: ClaimRecord,
    /// The words around it in the document: before and after, at most 200 code points each; `None`
    /// for a paraphrase.
    pub context: Option<(String, String)>,
    /// The claims that are nested in it.
    pub nested: Vec<ClaimId>,
    /// The claims that it replaces (by edit or correction).
    pub replaces: Vec<ClaimId>,
    /// The recorded comparisons with other claims.
    pub comparisons: Vec<RecordedComparison>,
    /// Notes on it.
    pub notes: Vec<Note>,
    /// What happened to it.
    pub history: Vec<Happening>,
}

/// Everything about a document.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentShown {
    /// The document.
    pub record: DocumentRecord,
    /// Its text.
    pub text: String,
    /// Its claims, rejected and withdrawn ones too.
    pub claims: Vec<ClaimRecord>,
    /// Notes on it.
    pub notes: Vec<Note>,
    /// What happened to it.
    pub history: Vec<Happening>,
}

/// Everything about a source.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceShown {
    /// The source.
    pub record: SourceRecord,
    /// Its ties to other sources, judged or proposed, with the other's record.
    pub ties: Vec<(SourceTie, SourceRecord)>,
    /// The claims whose chain it stands in, rejected and withdrawn ones too.
    pub claims: Vec<ClaimRecord>,
    /// Notes on it.
    pub notes: Vec<Note>,
    /// What happened to it.
    pub history: Vec<Happening>,
}

/// Everything that is recorded about a relation; what it comes to is `ops::relations`' affair.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationShown {
    /// The id.
    pub id: RelationId,
    /// The recorded comparison, if the program compared the two.
    pub comparison: Option<RecordedComparison>,
    /// The two claims.
    pub claims: [ClaimRecord; 2],
    /// Notes on it.
    pub notes: Vec<Note>,
    /// What happened to it.
    pub history: Vec<Happening>,
}

/// Everything about an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationShown {
    /// The operation.
    pub operation: Operation,
    /// What it recorded, in order: kind and id.
    pub facts: Vec<(String, String)>,
}

/// Shows everything about `thing`.
pub fn show(store: &Store, as_of: AsOf, thing: Thing) -> Result<Shown> {
    let _ = (store, as_of, thing);
    unimplemented!()
}

/// Returns a claim's canonical JSON: the bytes whose SHA-256 is its id.
pub fn canonical(store: &Store, as_of: AsOf, id: ClaimId) -> Result<Vec<u8>> {
    let _ = (store, as_of, id);
    let _: Option<Claim> = None;
    unimplemented!()
}

/// Tells what happened to `thing`, oldest first; undone steps are marked.
pub fn history(store: &Store, as_of: AsOf, thing: Thing) -> Result<Vec<Happening>> {
    let _ = (store, as_of, thing);
    unimplemented!()
}
