//! The ledger's forms: a Merkle tree (RFC 6962) over the entries, checkpoints (C2SP
//! tlog-checkpoint) in signed notes, time stamps of these (RFC 3161), and proofs that a fact is on record (C2SP tlog-proof).
//!
//! Pure: nothing here knows the database, so whoever holds a checkpoint or a proof can check it
//! with this room alone. `docs/formats.md` is exact enough to do it without.

mod checkpoint;
mod error;
mod key;
mod note;
mod proof;
mod stamp;
mod tree;

pub use checkpoint::Checkpoint;
pub use error::{False, Malformed};
pub use key::{Signer, Verifier};
pub use note::Note;
pub use proof::{Proof, Proven, WrongProof};
pub use stamp::{Authority, Checked, Stamp, Stamped, request};
pub use tree::{Edge, empty_root, inclusion, leaf, node, root, root_from};
