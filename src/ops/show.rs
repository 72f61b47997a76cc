//! Everything about one thing, with all its provenance.

use crate::model::{
    Claim, ClaimId, ClaimRecord, CodePoints, ContentHash, DocumentId, DocumentRecord, Judged,
    Quotation, RelationId, SourceId, SourceRecord, SourceTie,
};
use crate::store::{
    self, ClaimFilter, Operation, RecordedComparison, RelationJudgement, Store, View,
};

pub use crate::store::{Event, Happening};

use super::case::Cases;
use super::fallout::mark;
use super::resolve::Thing;
use super::{AsOf, Result};

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
    /// A person's standing judgement on it.
    pub judgement: Option<RelationJudgement>,
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
    /// What it recorded, in order: the kind, and the id where the fact has one of its own (empty
    /// where it has none).
    pub facts: Vec<(String, String)>,
    /// Notes on it.
    pub notes: Vec<Note>,
}

/// Shows everything about `thing`.
pub fn show(store: &Store, as_of: AsOf, thing: Thing) -> Result<Shown> {
    let view = store.at(as_of)?;
    Ok(match thing {
        Thing::Claim(id) => Shown::Claim(Box::new(show_claim(&view, id)?)),
        Thing::Document(id) => Shown::Document(Box::new(show_document(&view, id)?)),
        Thing::Source(id) => Shown::Source(Box::new(show_source(&view, id)?)),
        Thing::Relation(id) => Shown::Relation(Box::new(show_relation(&view, id)?)),
        Thing::Operation(id) => Shown::Operation(Box::new(OperationShown {
            operation: view.operation(id)?,
            facts: view.facts_of(id)?,
            notes: notes(&view, id.0)?,
        })),
    })
}

fn notes(view: &View<'_>, id: ContentHash) -> Result<Vec<Note>> {
    let notes = view.notes(id)?.into_iter();
    Ok(notes.map(|(text, judged)| Note { text, judged }).collect())
}

fn show_claim(view: &View<'_>, id: ClaimId) -> Result<ClaimShown> {
    let mut record = view.claim(id)?;
    mark(view, std::slice::from_mut(&mut record))?;
    let of = ClaimFilter {
        document: Some(record.claim.document),
        withdrawn: true,
        ..Default::default()
    };
    let siblings = view.claims(&of)?;
    let nested = siblings.iter().filter(|other| other.within == Some(id));
    Ok(ClaimShown {
        context: context(&record.claim, &view.text(record.claim.document)?),
        nested: nested.map(|claim| claim.id).collect(),
        replaces: view.replaced_by(id)?,
        comparisons: view.comparisons(Some(&[id]))?,
        notes: notes(view, id.0)?,
        history: view.history_of_claim(id)?,
        record,
    })
}

/// How many code points of the document are shown on each side of a claim.
const CONTEXT: usize = 200;

fn context(claim: &Claim, text: &str) -> Option<(String, String)> {
    if claim.quotation == Quotation::Paraphrase {
        return None;
    }
    let points = CodePoints::of(text);
    let (start, end) = (claim.content.first()?.start, claim.content.last()?.end);
    let before = points.slice(start.saturating_sub(CONTEXT), start)?;
    let after = points.slice(end, (end + CONTEXT).min(points.len()))?;
    Some((before.to_owned(), after.to_owned()))
}

fn show_document(view: &View<'_>, id: DocumentId) -> Result<DocumentShown> {
    let of = ClaimFilter { document: Some(id), withdrawn: true, ..Default::default() };
    let mut claims = view.claims(&of)?;
    mark(view, &mut claims)?;
    Ok(DocumentShown {
        record: view.document(id)?,
        text: view.text(id)?,
        claims,
        notes: notes(view, id.0)?,
        history: view.history_of_document(id)?,
    })
}

fn show_source(view: &View<'_>, id: SourceId) -> Result<SourceShown> {
    let of = ClaimFilter { sources: Some(vec![id]), withdrawn: true, ..Default::default() };
    let mut claims = view.claims(&of)?;
    mark(view, &mut claims)?;
    let mut ties = Vec::new();
    for tie in view.ties()?.into_iter().filter(|tie| tie.a == id || tie.b == id) {
        let other = if tie.a == id { tie.b } else { tie.a };
        ties.push((tie, view.source(other)?));
    }
    Ok(SourceShown {
        record: view.source(id)?,
        ties,
        claims,
        notes: notes(view, id.0)?,
        history: view.history_of_source(id)?,
    })
}

fn show_relation(view: &View<'_>, id: RelationId) -> Result<RelationShown> {
    let comparison = match view.comparison(id)? {
        Some(recorded) => Some(recorded),
        None => anywhere(view, id)?,
    };
    let judgement = view.relation_judgement(id)?;
    let compared = comparison.as_ref().map(|one| (one.a, one.b));
    let (a, b) = compared
        .or(judgement.as_ref().map(|one| (one.a, one.b)))
        .ok_or_else(|| store::Error::Unknown { kind: "relation", id: id.to_string() })?;
    let mut claims = [view.claim(a)?, view.claim(b)?];
    mark(view, &mut claims)?;
    Ok(RelationShown {
        id,
        comparison,
        judgement,
        claims,
        notes: notes(view, id.0)?,
        history: view.history_of_relation(id)?,
    })
}

/// What the program finds of two claims when it is asked, given only by their relation's id.
fn anywhere(view: &View<'_>, id: RelationId) -> Result<Option<RecordedComparison>> {
    for case in Cases::of(view, None)? {
        if let Some(found) = case?.comparison(id) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Returns a claim's canonical JSON: the bytes whose SHA-256 is its id.
pub fn canonical(store: &Store, as_of: AsOf, id: ClaimId) -> Result<Vec<u8>> {
    Ok(store.at(as_of)?.claim(id)?.claim.canonical())
}

/// Tells what happened to `thing`, oldest first; undone steps are marked.
pub fn history(store: &Store, as_of: AsOf, thing: Thing) -> Result<Vec<Happening>> {
    let view = store.at(as_of)?;
    Ok(match thing {
        Thing::Claim(id) => view.history_of_claim(id)?,
        Thing::Document(id) => view.history_of_document(id)?,
        Thing::Source(id) => view.history_of_source(id)?,
        Thing::Relation(id) => view.history_of_relation(id)?,
        Thing::Operation(id) => view.history_of_notes(id.0)?,
    })
}
