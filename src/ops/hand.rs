//! Logging one claim by hand.

use crate::model::{ClaimId, DocumentId, Mention, Stance, When};
use crate::store::{Session, Store};

use super::Result;

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
    let _ = (store, session, claim);
    unimplemented!()
}
