//! What can go wrong, in words for people.

/// What a verb comes to: an exit code, or a failure.
pub(crate) type Outcome = Result<u8, Failure>;

/// A failure that ends the run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A file that cannot be read.
    #[error("cannot read {path}: {why}")]
    Unreadable { path: String, why: String },
    /// A line of input that is not what it should be.
    #[error("line {line} of {path}: {why}")]
    BadLine { path: String, line: usize, why: String },
    /// Writing the answer failed.
    #[error("cannot write the answer: {0}")]
    Io(#[from] std::io::Error),
}
