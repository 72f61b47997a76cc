//! What can be wrong with bytes that say they are a key, a note, a checkpoint or a proof.

/// It is not written as such a thing is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not {what}: {problem}")]
pub struct Malformed {
    what: &'static str,
    problem: String,
}

impl Malformed {
    pub(super) fn new(what: &'static str, problem: impl Into<String>) -> Self {
        Self { what, problem: problem.into() }
    }
}

/// It is well written, and what it says is not so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum False {
    /// Nobody with that key has signed it.
    #[error("it is not signed with the key {0}")]
    NotSigned(String),
    /// The signature is not one of that text.
    #[error("the signature of {0} does not fit the text: one of the two was changed")]
    BadSignature(String),
    /// The path does not lead to the root.
    #[error("the path does not lead from the entry to the root of the checkpoint")]
    NotInTree,
    /// A time stamp is not what it says.
    #[error("the time stamp does not hold: {0}")]
    Stamp(String),
    /// The canonical form is not the one that the entry names.
    #[error("the entry names the {kind} {named}, but the {kind} in the proof has the id {found}")]
    OtherSubject {
        /// What kind of thing.
        kind: String,
        /// The id in the entry.
        named: String,
        /// The id of what is in the proof.
        found: String,
    },
}
