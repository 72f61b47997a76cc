//! The vault: who a protected source is, apart from the record and under lock.
//!
//! The record holds a commitment and a wording; the identity lies here, in two files beside the
//! database, and only this room ever has it in hand. An [`Identity`] cannot be printed, compared
//! or serialised; [`Identity::reveal`] is the one way out, and `cli` calls it in one place.
//!
//! `NAME.vault` holds every identity, each encrypted to a key of its own. `NAME.keyring` holds those
//! keys, encrypted to the vault's own key, and that one behind a passphrase or the keys of people.
//! So a source can be added, and forgotten, without the secret; reading needs it. A copy of the
//! contents says nothing without the keyring. `docs/formats.md` is exact enough to open a vault
//! with the `age` program alone.

mod error;
mod files;
mod identity;
mod keyring;
mod lock;
mod session;
#[cfg(test)]
mod tests;

pub use error::{Error, Result};
pub use identity::{Identity, Opening};
pub use keyring::{State, Vault};
pub use lock::{Key, Lock, Recipient, SecretKey};
pub use session::Session;
