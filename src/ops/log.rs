//! Logging: a document and its drafts become records, in one transaction.

use crate::model::{ClaimId, Document, DocumentId, Draft};
use crate::store::{Session, Store};

use super::Result;

/// What logging one document did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// The document.
    pub document: DocumentId,
    /// Whether the document was on record already.
    pub known: bool,
    /// The claims that were recorded now, in the order of the text.
    pub new: Vec<ClaimId>,
    /// How many drafts were on record already.
    pub known_claims: usize,
    /// How many drafts were left out because a person had rejected or edited them before.
    pub rejected_before: usize,
    /// How many drafts were left out because they name no source and the document no outlet.
    pub without_source: usize,
}

/// Records `document` and the claims of its `drafts`; what is on record already is not recorded
/// again. One transaction: all of it or nothing.
pub fn log(
    store: &mut Store,
    session: &Session,
    document: &Document,
    drafts: &[Draft],
) -> Result<Logged> {
    let _ = (store, session, document, drafts);
    unimplemented!()
}
