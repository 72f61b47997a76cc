//! Corrections: nothing recorded is changed or deleted; each correction is a new fact.

use crate::model::ClaimId;
use crate::store::{Operation, Session, Store};

use super::resolve::Thing;
use super::{AsOf, Result};

/// Records that a claim was withdrawn. `false` if it was already.
pub fn retract(
    store: &mut Store,
    session: &Session,
    claim: ClaimId,
    reason: Option<&str>,
) -> Result<bool> {
    let _ = (store, session, claim, reason);
    unimplemented!()
}

/// Records that `by` corrects (replaces) `claim`. `false` if it did already.
pub fn correct(
    store: &mut Store,
    session: &Session,
    claim: ClaimId,
    by: ClaimId,
    reason: Option<&str>,
) -> Result<bool> {
    let _ = (store, session, claim, by, reason);
    unimplemented!()
}

/// Writes a note on anything on record.
pub fn note(store: &mut Store, session: &Session, thing: Thing, text: &str) -> Result<()> {
    let _ = (store, session, thing, text);
    unimplemented!()
}

/// Undoes the last operation that stands and is no undo. Returns it.
pub fn undo(store: &mut Store, session: &Session) -> Result<Operation> {
    let _ = (store, session);
    unimplemented!()
}

/// Undoes the last undo that stands. Returns the operation that stands again.
pub fn redo(store: &mut Store, session: &Session) -> Result<Operation> {
    let _ = (store, session);
    unimplemented!()
}

/// Lists operations, the latest first; undone ones are marked.
pub fn operations(store: &Store, as_of: AsOf, limit: Option<usize>) -> Result<Vec<Operation>> {
    Ok(store.at(as_of)?.operations(limit)?)
}
