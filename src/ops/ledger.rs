//! The ledger: what is signed of it, and what is proved by it.

use crate::ledger::{Authority, Proof, Signer, Stamp, Stamped};
use crate::store::{Signed, Store};

use super::resolve::Thing;
use super::{Error, Result};

/// What is to be proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// That a claim, document, source or operation is on record.
    Thing(Thing),
    /// That an entry, counted from 1, says what it says.
    Entry(u64),
}

/// Signs the ledger as it stands, and keeps what was signed.
pub fn checkpoint(store: &mut Store, signer: &Signer) -> Result<Signed> {
    let signed = store.keep_checkpoint(|checkpoint| -> Result<_> {
        let key = signer.verifier(&checkpoint.origin)?;
        Ok(Signed { checkpoint: checkpoint.clone(), note: checkpoint.sign(signer)?, key })
    })?;
    signed.ok_or(Error::NothingTo("sign: nothing is on record"))
}

/// Proves that something is on record: against the first checkpoint with it that has a time stamp,
/// else against one that is signed for it and kept.
pub fn prove(store: &mut Store, signer: &Signer, wanted: Wanted) -> Result<Proof> {
    let entry = match wanted {
        Wanted::Thing(Thing::Relation(_)) => return Err(Error::NoEntry("relation")),
        Wanted::Thing(thing) => store.at(None)?.entry_of(thing.kind(), thing.hash())?,
        Wanted::Entry(number) => number,
    };
    let (Signed { checkpoint, note, key }, stamp) = match first_stamp(store, entry)? {
        Some((signed, stamp)) => (signed, Some(stamp)),
        None => (checkpoint(store, signer)?, None),
    };
    let view = store.at(None)?;
    let place = view.place(entry, checkpoint.size)?;
    let subject = view.subject_of(&place)?.map(|json| String::from_utf8_lossy(&json).into_owned());
    Ok(Proof {
        index: place.index,
        entry: place.entry,
        subject,
        path: place.path,
        checkpoint: note,
        key,
        stamp,
    })
}

/// The first time stamp by which an entry was there.
fn first_stamp(store: &Store, entry: u64) -> Result<Option<(Signed, Stamp)>> {
    let stamps = store.at(None)?.stamps()?.into_iter();
    Ok(stamps.filter(|(signed, _)| signed.checkpoint.size >= entry).min_by_key(|(_, it)| it.at()))
}

/// Lists the time stamps that are kept, with their checkpoints, oldest first.
pub fn stamps(store: &Store) -> Result<Vec<(Signed, Stamp)>> {
    Ok(store.at(None)?.stamps()?)
}

/// Checks a time stamp, and keeps it with the checkpoint that it is of.
///
/// # Errors
/// `NoCheckpoint` if it is of none that is kept, `Stamp` if it does not hold; then it is not kept.
pub fn keep_stamp(
    store: &mut Store,
    stamp: &Stamp,
    authority: Option<&Authority>,
) -> Result<(Signed, Stamped)> {
    let signed = store.checkpoint_of(stamp)?.ok_or(Error::NoCheckpoint)?;
    let stamped = stamp.check(&signed.note, authority).map_err(Error::Stamp)?;
    store.keep_stamp(stamp)?;
    Ok((signed, stamped))
}
