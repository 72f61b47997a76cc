//! Logging one claim by hand.

use crate::model::{
    Claim, ClaimId, CodePoints, Document, DocumentId, Link, Mention, Quotation, SourceKind, Span,
    Stance, When,
};
use crate::store::{Added, NewClaim, Session, Store, Writer};

use super::reconcile::Reconciler;
use super::{Error, Result, words_in};

/// A claim as a person types it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandClaim {
    /// The document it stands in, which must be on record.
    pub document: DocumentId,
    /// The words.
    pub words: String,
    /// Which of several places in the document is meant, from 1; `None` if there is but one.
    pub place: Option<usize>,
    /// The words are the person's own: they need not stand in the document.
    pub paraphrase: bool,
    /// Who speaks, outermost first, without the outlet; the last is the origin. When empty, the
    /// outlet is the origin. `words` of a mention are filled in where its name stands in the text.
    pub chain: Vec<Mention>,
    /// The words that attribute it ("said"), which must stand in the document.
    pub cue: Option<String>,
    /// What the origin does with the content.
    pub stance: Stance,
    /// When the origin spoke.
    pub asserted_on: Option<When>,
    /// When the thing claimed is said to be so.
    pub holds_on: Option<When>,
}

/// What logging a claim by hand did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandLogged {
    /// The claim.
    pub claim: ClaimId,
    /// Whether it was on record already (then nothing was added).
    pub known: bool,
}

/// Records a claim that a person typed. Its words must stand in the document, unless it is said
/// to be a paraphrase.
pub fn log_by_hand(store: &mut Store, session: &Session, claim: &HandClaim) -> Result<HandLogged> {
    store.write(session, |writer| record(writer, claim))
}

/// Records a claim that a person typed, and with it the document it stands in: both or neither.
pub fn log_with_document(
    store: &mut Store,
    session: &Session,
    document: &Document,
    claim: &HandClaim,
) -> Result<HandLogged> {
    store.write(session, |writer| {
        super::log::record(writer, document, &[])?;
        record(writer, claim)
    })
}

fn record(writer: &mut Writer<'_>, claim: &HandClaim) -> Result<HandLogged> {
    let document = writer.view().document_itself(claim.document)?;
    let claim = claim.in_document(&document)?;
    let id = claim.id();
    let new = NewClaim { claim, within: None, doubts: Vec::new(), by_hand: true };
    let known = writer.add_claim(&new)? == Added::Known;
    if !known {
        let recorded = writer.view().claim(id)?;
        Reconciler::default().add(writer, &[recorded])?;
    }
    Ok(HandLogged { claim: id, known })
}

impl HandClaim {
    fn in_document(&self, document: &Document) -> Result<Claim> {
        if self.words.trim().is_empty() {
            return Err(Error::Empty("a claim"));
        }
        let content = match self.paraphrase {
            true => Span { start: 0, end: 0, text: self.words.trim().to_owned() },
            false => words_in::find(document.text(), &self.words, self.place)?,
        };
        let quotation = match self.paraphrase {
            true => Quotation::Paraphrase,
            false => words_in::quotation(document.text(), &content),
        };
        Ok(Claim {
            document: document.id(),
            chain: self.links(document, content.start)?,
            content: vec![content],
            quotation,
            stance: self.stance,
            asserted_on: self.asserted_on.clone(),
            holds_on: self.holds_on.clone(),
        })
    }

    /// The outlet, if the document has one, and who is said to speak.
    fn links(&self, document: &Document, near: usize) -> Result<Vec<Link>> {
        let byte = CodePoints::of(document.text()).byte_of(near).unwrap_or(0);
        let mut chain: Vec<Link> = outlet_of(document).into_iter().collect();
        chain.extend(self.chain.iter().cloned().map(|mut source| {
            let name = source.name.as_str();
            let found = words_in::nearest(document.text(), name, byte);
            source.words = source.words.take().or(found);
            Link::of(source)
        }));
        let origin = chain.last_mut().ok_or(Error::NobodySpeaks)?;
        origin.cue = match &self.cue {
            Some(cue) => {
                Some(words_in::nearest(document.text(), cue, byte).ok_or_else(|| {
                    Error::WordsNotFound { words: cue.chars().take(80).collect() }
                })?)
            }
            None => None,
        };
        Ok(chain)
    }
}

fn outlet_of(document: &Document) -> Option<Link> {
    let outlet = document.metadata().outlet.clone()?;
    Some(Link::of(Mention::named(outlet, SourceKind::Outlet)))
}
