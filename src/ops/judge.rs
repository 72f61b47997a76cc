//! People's decisions on what the program proposed.

use crate::model::{ClaimId, Relation, RelationId, SourceName, Stance, When};
use crate::store::{Session, Store};

use super::Result;

/// Accepts claims: they are as their documents have them. Returns how many this changed.
pub fn accept(store: &mut Store, session: &Session, claims: &[ClaimId]) -> Result<usize> {
    let _ = (store, session, claims);
    unimplemented!()
}

/// Rejects claims: not claims, or not these sources'. Returns how many this changed.
pub fn reject(
    store: &mut Store,
    session: &Session,
    claims: &[ClaimId],
    reason: Option<&str>,
) -> Result<usize> {
    let _ = (store, session, claims, reason);
    unimplemented!()
}

/// What an edit changes; what is `None` stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// Other words, which must stand in the document.
    pub words: Option<String>,
    /// Which of several places in the document is meant, from 1.
    pub place: Option<usize>,
    /// Another origin.
    pub source: Option<SourceName>,
    /// Another stance.
    pub stance: Option<Stance>,
    /// Another date of assertion.
    pub asserted_on: Option<When>,
    /// Another date at which it is said to hold.
    pub holds_on: Option<When>,
}

/// Edits a claim: records the edited one (as by hand) and that it replaces the old. Returns its id.
pub fn edit(store: &mut Store, session: &Session, claim: ClaimId, edit: &Edit) -> Result<ClaimId> {
    let _ = (store, session, claim, edit);
    unimplemented!()
}

/// States how claim `a` stands to claim `b`. Returns the relation's id.
pub fn relate(
    store: &mut Store,
    session: &Session,
    (a, relation, b): (ClaimId, Relation, ClaimId),
    reason: Option<&str>,
) -> Result<RelationId> {
    let _ = (store, session, a, relation, b, reason);
    unimplemented!()
}

/// Confirms the relation that the program proposes for two claims, as it stands (`relation`).
pub fn confirm_relation(
    store: &mut Store,
    session: &Session,
    (a, relation, b): (ClaimId, Relation, ClaimId),
    reason: Option<&str>,
) -> Result<()> {
    let _ = (store, session, a, relation, b, reason);
    unimplemented!()
}

/// Rejects the relation that the program proposes for two claims.
pub fn reject_relation(
    store: &mut Store,
    session: &Session,
    (a, relation, b): (ClaimId, Relation, ClaimId),
    reason: Option<&str>,
) -> Result<()> {
    let _ = (store, session, a, relation, b, reason);
    unimplemented!()
}
