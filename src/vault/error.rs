//! What can go wrong with a vault. No message holds anything that was encrypted.

use std::path::{Path, PathBuf};

use crate::model::Commitment;

/// What this room's functions return.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a vault could not be used. Nothing in it was changed or lost.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is none.
    #[error("there is no vault at {}", path.display())]
    NotFound {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// There is one already.
    #[error("there is a vault already at {}", path.display())]
    Exists {
        /// Where.
        path: PathBuf,
    },
    /// A file cannot be read or written.
    #[error("cannot use {}: {cause}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// A file is not what it was when it was written.
    #[error("{} is damaged: {problem}", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        problem: &'static str,
    },
    /// Others may read a file that is for the owner alone.
    #[error("others may read {}", path.display())]
    Open {
        /// Which.
        path: PathBuf,
    },
    /// The passphrase or key is not the vault's.
    #[error("that does not open the vault")]
    WrongKey,
    /// A passphrase that can be guessed.
    #[error("a passphrase needs at least {0} characters: who copies the keyring can try many")]
    Weak(usize),
    /// What was given is no key of that kind.
    #[error("this is not {0}")]
    NotAKey(&'static str),
    /// Nobody is named.
    #[error("an identity needs a name: its first line is empty")]
    Nobody,
    /// More than an identity can be.
    #[error("an identity has at most {0} bytes")]
    TooLong(usize),
    /// The vault does not hold it.
    #[error("the vault has no identity for {0}")]
    Unknown(Commitment),
    /// Its key has been destroyed.
    #[error("the identity of {0} is forgotten: its key was destroyed")]
    Forgotten(Commitment),
    /// The contents do not fit the commitment.
    #[error("what the vault holds for {0} is not what was committed to")]
    OtherIdentity(Commitment),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes: {0}")]
    Random(String),
    /// Encryption failed.
    #[error("cannot encrypt: {0}")]
    Encrypt(String),
}

impl Error {
    pub(super) fn damaged(path: &Path, problem: &'static str) -> Self {
        Self::Damaged { path: path.to_owned(), problem }
    }

    pub(super) fn file(path: &Path) -> impl Fn(std::io::Error) -> Self + '_ {
        |cause| Self::File { path: path.to_owned(), cause }
    }
}
