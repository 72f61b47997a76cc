//! A vault that stays open for a while: its key in a file for the owner alone, with an end time.

use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret;
use chrono::{DateTime, Utc};

use crate::model::ContentHash;

use super::error::Result;
use super::files::{self, Old};
use super::keyring::Vault;
use super::lock::SecretKey;

/// Where the key of an open vault lies: a folder that is gone when the user logs out.
#[derive(Clone, Debug)]
pub struct Session {
    path: PathBuf,
}

impl Session {
    /// The session of a vault in `folder`, which must be the user's alone and in memory, such as
    /// that of `XDG_RUNTIME_DIR`.
    pub fn of(vault: &Vault, folder: &Path) -> Self {
        let path = std::path::absolute(vault.path()).unwrap_or_else(|_| vault.path().to_owned());
        let name = ContentHash::of(path.as_os_str().as_encoded_bytes()).to_string();
        Self { path: folder.join(format!("onrecord-{}.open", &name[..16])) }
    }

    /// Leaves the key there until `until`.
    pub fn open(&self, key: &SecretKey, until: DateTime<Utc>) -> Result<()> {
        let text = key.to_text();
        let text =
            zeroize::Zeroizing::new(format!("{}\n{}\n", until.to_rfc3339(), text.expose_secret()));
        files::replace(&self.path, &text, Old::Overwritten)
    }

    /// Returns the key, and until when it lies there. One whose time is over is removed.
    pub fn key(&self, now: DateTime<Utc>) -> Result<Option<(SecretKey, DateTime<Utc>)>> {
        let Some(text) = files::read(&self.path)? else { return Ok(None) };
        let read = text.split_once('\n').and_then(|(until, key)| {
            let until = DateTime::parse_from_rfc3339(until).ok()?.to_utc();
            Some((SecretKey::from_text(key)?, until))
        });
        match read {
            Some((key, until)) if now < until => Ok(Some((key, until))),
            _ => {
                self.close()?;
                Ok(None)
            }
        }
    }

    /// Overwrites and removes the key; `false` if there was none.
    pub fn close(&self) -> Result<bool> {
        files::remove(&self.path)
    }
}
