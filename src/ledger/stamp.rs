//! Time stamps (RFC 3161): an authority's word that a checkpoint was there at a time.
//!
//! What is stamped is the SHA-256 of the checkpoint's note, so that `openssl ts` can do everything
//! that is done here.

mod form;
mod signature;

use std::fmt;

use chrono::{DateTime, Utc};

use crate::model::ContentHash;

use super::error::{False, Malformed};
use super::note::Note;
use super::proof::WrongProof;

pub use signature::Authority;

/// The most bytes that a token may have: those in use have under 10,000.
const MOST: usize = 1024 * 1024;

/// A time-stamp token, read and not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    token: Vec<u8>,
    info: form::Info,
}

/// What a token has been found to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// The note was there by then.
    pub at: DateTime<Utc>,
    /// Who says so: the subject of the certificate.
    pub by: String,
    /// Whether that was checked with a certificate that the reader trusts.
    pub authority: Checked,
}

/// Whether the authority itself was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Its certificate leads to one that the reader trusts.
    Trusted,
    /// The reader named none: anybody can have made this token.
    NotChecked,
}

/// Writes what an authority is asked for a note: a `TimeStampReq` in DER.
pub fn request(note: &Note) -> Vec<u8> {
    form::request(imprint(note))
}

fn imprint(note: &Note) -> ContentHash {
    ContentHash::of(note.to_string().as_bytes())
}

impl Stamp {
    /// Reads an authority's response (`TimeStampResp`), or the token alone, in DER.
    ///
    /// # Errors
    /// `Malformed` for what is neither, and for a response that refuses.
    pub fn from_der(bytes: &[u8]) -> Result<Self, Malformed> {
        if bytes.len() > MOST {
            return Err(bad("it is too long"));
        }
        let token = form::token(bytes)?;
        let info = form::signed(&token)?.info()?;
        Ok(Self { token, info })
    }

    /// Returns the token in DER.
    pub fn as_der(&self) -> &[u8] {
        &self.token
    }

    /// Returns the time that it says, which is not checked yet.
    pub fn at(&self) -> DateTime<Utc> {
        self.info.at
    }

    /// Tells whether it is a stamp of that note, whoever made it.
    pub fn is_of(&self, note: &Note) -> bool {
        self.info.imprint == imprint(note).as_bytes()
    }

    /// Checks every step from the note to the certificate, and that one against the authority that
    /// the reader trusts.
    pub fn check(&self, note: &Note, authority: Option<&Authority>) -> Result<Stamped, WrongProof> {
        if !self.is_of(note) {
            return Err(no("it is of another text").into());
        }
        let signed = form::signed(&self.token)?;
        let by = signature::check(&signed, self.info.at, authority)?;
        let authority = authority.map_or(Checked::NotChecked, |_| Checked::Trusted);
        Ok(Stamped { at: self.info.at, by, authority })
    }
}

impl fmt::Display for Stamped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, says {}", self.at.format("%Y-%m-%d %H:%M:%S UTC"), self.by)
    }
}

fn bad(problem: &str) -> Malformed {
    Malformed::new("a time stamp (RFC 3161, DER)", problem)
}

fn no(problem: impl Into<String>) -> False {
    False::Stamp(problem.into())
}
