//! The ledger: what is signed of it, and what is proved by it.

use crate::ledger::{Proof, Signer};
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

/// Proves that something is on record, against a checkpoint that is signed for it and kept.
pub fn prove(store: &mut Store, signer: &Signer, wanted: Wanted) -> Result<Proof> {
    let Signed { checkpoint, note, key } = checkpoint(store, signer)?;
    let view = store.at(None)?;
    let entry = match wanted {
        Wanted::Thing(Thing::Relation(_)) => return Err(Error::NoEntry("relation")),
        Wanted::Thing(thing) => view.entry_of(thing.kind(), thing.hash())?,
        Wanted::Entry(number) => number,
    };
    let place = view.place(entry, checkpoint.size)?;
    let subject = view.subject_of(&place)?.map(|json| String::from_utf8_lossy(&json).into_owned());
    Ok(Proof {
        index: place.index,
        entry: place.entry,
        subject,
        path: place.path,
        checkpoint: note,
        key,
    })
}
