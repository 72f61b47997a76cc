//! What locks a vault: a passphrase, or the age keys of people.

use std::fmt;
use std::io::{BufReader, Read, Write};
use std::str::FromStr;

use age::secrecy::{ExposeSecret, SecretString};
use age::{Decryptor, Encryptor, armor, scrypt, x25519};
use zeroize::Zeroizing;

use super::error::{Error, Result};

/// The fewest characters of a passphrase.
const FEWEST: usize = 12;

/// The most work that opening may cost: 16 times what age asks for today.
const MOST_WORK: u8 = 22;

/// A person's public age key (`age1…`).
#[derive(Clone)]
pub struct Recipient(x25519::Recipient);

impl FromStr for Recipient {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        text.trim().parse().map(Self).map_err(|_| Error::NotAKey("a public age key (age1…)"))
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Recipient {
    /// Encrypts to this key, as text.
    pub(super) fn encrypt(&self, secret: &[u8]) -> Result<String> {
        encrypt(std::iter::once(&self.0 as &dyn age::Recipient), secret)
    }
}

/// What a vault is to be locked with.
pub enum Lock {
    /// Something that its owner knows.
    Passphrase(SecretString),
    /// The keys of those who may open it, each alone.
    Recipients(Vec<Recipient>),
}

impl fmt::Debug for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passphrase(_) => f.write_str("Passphrase(secret)"),
            Self::Recipients(keys) => f.debug_list().entries(keys).finish(),
        }
    }
}

impl Lock {
    /// A passphrase, if it is long enough not to be guessed at once.
    pub fn passphrase(text: &str) -> Result<Self> {
        if text.chars().count() < FEWEST {
            return Err(Error::Weak(FEWEST));
        }
        Ok(Self::Passphrase(SecretString::from(text.to_owned())))
    }

    pub(super) fn close(&self, key: &SecretKey) -> Result<String> {
        let secret = key.to_text();
        let secret = secret.expose_secret().as_bytes();
        match self {
            Self::Passphrase(words) => {
                let lock = scrypt::Recipient::new(words.clone());
                encrypt(std::iter::once(&lock as &dyn age::Recipient), secret)
            }
            Self::Recipients(keys) => {
                encrypt(keys.iter().map(|key| &key.0 as &dyn age::Recipient), secret)
            }
        }
    }
}

/// What opens a vault.
pub enum Key {
    /// The passphrase.
    Passphrase(SecretString),
    /// The secret key of one of those whom it is locked for.
    Secret(x25519::Identity),
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(secret)")
    }
}

impl Key {
    /// The passphrase.
    pub fn passphrase(text: &str) -> Self {
        Self::Passphrase(SecretString::from(text.to_owned()))
    }

    /// Reads a key file as `age-keygen` writes it: the first line that is no comment.
    pub fn from_key_file(text: &str) -> Result<Self> {
        let line =
            text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
        let key = line.and_then(|line| line.parse().ok());
        key.map(Self::Secret).ok_or(Error::NotAKey("an age key file (AGE-SECRET-KEY-1…)"))
    }

    /// Opens a lock. `None` if it is not the key, or the lock is no lock.
    pub(super) fn open(&self, lock: &str) -> Option<SecretKey> {
        let secret = match self {
            Self::Secret(key) => decrypt(key, lock)?,
            Self::Passphrase(words) => {
                let mut key = scrypt::Identity::new(words.clone());
                key.set_max_work_factor(MOST_WORK);
                decrypt(&key, lock)?
            }
        };
        SecretKey::from_text(std::str::from_utf8(&secret).ok()?)
    }
}

/// A key that the vault makes for itself: its own, which the lock locks, and one for each identity.
pub struct SecretKey(x25519::Identity);

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(secret)")
    }
}

impl SecretKey {
    pub(super) fn generate() -> Self {
        Self(x25519::Identity::generate())
    }

    pub(super) fn from_text(text: &str) -> Option<Self> {
        text.trim().parse().ok().map(Self)
    }

    pub(super) fn to_text(&self) -> SecretString {
        self.0.to_string()
    }

    /// The public half.
    pub(super) fn recipient(&self) -> Recipient {
        Recipient(self.0.to_public())
    }

    pub(super) fn decrypt(&self, text: &str) -> Option<Zeroizing<Vec<u8>>> {
        decrypt(&self.0, text)
    }
}

fn encrypt<'a>(to: impl Iterator<Item = &'a dyn age::Recipient>, secret: &[u8]) -> Result<String> {
    let failed = |error: &dyn fmt::Display| Error::Encrypt(error.to_string());
    let encryptor = Encryptor::with_recipients(to).map_err(|error| failed(&error))?;
    let mut text = Vec::new();
    let written = armor::ArmoredWriter::wrap_output(&mut text, armor::Format::AsciiArmor)
        .and_then(|armored| encryptor.wrap_output(armored))
        .and_then(|mut writer| {
            writer.write_all(secret)?;
            writer.finish()?.finish()
        });
    written.map_err(|error| failed(&error))?;
    String::from_utf8(text).map_err(|error| failed(&error))
}

fn decrypt(with: &dyn age::Identity, text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let armored = armor::ArmoredReader::new(BufReader::new(text.as_bytes()));
    let mut reader = Decryptor::new_buffered(armored).ok()?.decrypt(std::iter::once(with)).ok()?;
    // Room for all of it at once: growing would leave copies behind.
    let mut secret = Zeroizing::new(Vec::with_capacity(text.len()));
    reader.read_to_end(&mut secret).ok()?;
    Some(secret)
}
