//! Corrections: nothing recorded is changed or deleted; each correction is a new fact.

use crate::model::ClaimId;
use crate::store::{Operation, Session, Store};

use super::reconcile::Reconciler;
use super::resolve::Thing;
use super::{AsOf, Error, Result};

/// Records that a claim was withdrawn. `false` if it was already.
pub fn retract(
    store: &mut Store,
    session: &Session,
    claim: ClaimId,
    reason: Option<&str>,
) -> Result<bool> {
    store.write(session, |writer| {
        if writer.view().claim(claim)?.withdrawn.is_some() {
            return Ok(false);
        }
        writer.withdraw(claim, None, reason)?;
        Ok(true)
    })
}

/// Records that `by` corrects (replaces) `claim`. `false` if it did already.
pub fn correct(
    store: &mut Store,
    session: &Session,
    claim: ClaimId,
    by: ClaimId,
    reason: Option<&str>,
) -> Result<bool> {
    if claim == by {
        return Err(Error::Itself("a claim"));
    }
    store.write(session, |writer| {
        writer.view().claim(by)?;
        let withdrawn = writer.view().claim(claim)?.withdrawn;
        if withdrawn.is_some_and(|standing| standing.replaced_by == Some(by)) {
            return Ok(false);
        }
        writer.withdraw(claim, Some(by), reason)?;
        Ok(true)
    })
}

/// Writes a note on anything on record.
pub fn note(store: &mut Store, session: &Session, thing: Thing, text: &str) -> Result<()> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::Empty("a note"));
    }
    Ok(store.write(session, |writer| writer.note(thing.kind(), thing.hash(), text))?)
}

/// Undoes the last operation that stands and is itself no undo or redo. Returns it.
pub fn undo(store: &mut Store, session: &Session) -> Result<Operation> {
    store.write(session, |writer| {
        let last = writer.view().last_standing()?.ok_or(Error::NothingTo("undo"))?;
        writer.undo(last.id)?;
        Ok(last)
    })
}

/// Redoes the operation that was undone last. Returns it.
pub fn redo(store: &mut Store, session: &Session) -> Result<Operation> {
    store.write(session, |writer| {
        let last = writer.view().last_undone()?.ok_or(Error::NothingTo("redo"))?;
        let back = writer.redo(last.id)?;
        // What was logged meanwhile has not been compared with them.
        Reconciler::default().meet_all(writer, &back)?;
        Ok(last)
    })
}

/// Lists operations, the latest first; undone ones are marked.
pub fn operations(store: &Store, as_of: AsOf, limit: Option<usize>) -> Result<Vec<Operation>> {
    Ok(store.at(as_of)?.operations(limit)?)
}
