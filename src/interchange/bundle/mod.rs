//! Bundles: a whole record as one file. An uncompressed tar archive (ustar) in one fixed form, so that
//! one record gives the same bytes, `tar` unpacks it, and there is nothing in it to hide anything in:
//! the reader takes what the writer writes and nothing else. `docs/formats.md` describes it.

mod header;
mod read;
mod write;

use std::fmt;

pub use read::{Lines, Reader};
pub use write::{Member, Writer};

/// The folder that everything is in; names the form and its version.
const FOLDER: &str = "onrecord-bundle-1/";

/// What stands before the texts, in this order.
const PARTS: [Part; 6] =
    [Part::Readme, Part::Checkpoint, Part::Key, Part::Entries, Part::Subjects, Part::Links];

/// The last member: the SHA-256 of each of the others, for `sha256sum -c`.
const SUMS: &str = "SHA256SUMS";

/// What the file says of itself to whoever unpacks it.
pub const README: &str = include_str!("README.txt");

/// A part of a bundle that is there once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What this is, and how to check it.
    Readme,
    /// The signed checkpoint.
    Checkpoint,
    /// The public key that signed it.
    Key,
    /// The entries, as they were hashed.
    Entries,
    /// The canonical JSON of what they name.
    Subjects,
    /// The links between documents.
    Links,
}

impl Part {
    /// Returns its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Readme => "README.txt",
            Self::Checkpoint => "checkpoint.txt",
            Self::Key => "key.txt",
            Self::Entries => "entries.jsonl",
            Self::Subjects => "subjects.jsonl",
            Self::Links => "links.jsonl",
        }
    }
}

/// Why a file is not a bundle, or not a sound one.
#[derive(Debug, thiserror::Error)]
pub enum BadBundle {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// It is something else.
    #[error("it is no onrecord bundle: {0}")]
    Foreign(&'static str),
    /// It is one, and something in it is wrong.
    #[error("{place}: {problem}")]
    Fault {
        /// Where: the part, and the line or byte in the file.
        place: String,
        /// What is wrong.
        problem: String,
    },
}

impl BadBundle {
    /// Says what is wrong at a place.
    pub fn at(place: impl Into<String>, problem: impl fmt::Display) -> Self {
        Self::Fault { place: place.into(), problem: problem.to_string() }
    }
}
