//! The two files of a vault: its contents, and the keyring that opens them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::model::Commitment;

use super::error::{Error, Result};
use super::files::{self, Old};
use super::identity::Opening;
use super::lock::{Key, Lock, Recipient, SecretKey};

const CONTENTS: &str = "onrecord vault";
const KEYRING: &str = "onrecord keyring";

/// Every identity, encrypted to a key of its own. Copies of it are safe to keep.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    identities: BTreeMap<Commitment, String>,
    r#type: String,
    version: u8,
}

/// The keys of the identities, encrypted to the vault's own key, and that one under lock.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keyring {
    forgotten: BTreeSet<Commitment>,
    keys: BTreeMap<Commitment, String>,
    lock: String,
    recipient: String,
    r#type: String,
    version: u8,
}

/// What has become of an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is here, under lock.
    Kept,
    /// Its key was destroyed: nobody can read it.
    Forgotten,
    /// One of the two files is from another time than the other: its key or its contents are not
    /// there.
    Incomplete,
}

/// A vault, by the path of its contents.
#[derive(Clone, Debug)]
pub struct Vault {
    contents: PathBuf,
    keyring: PathBuf,
}

impl Vault {
    /// The vault whose contents are, or are to be, at `path`; the keyring lies beside them, with
    /// the ending `.keyring` instead of `.vault`.
    pub fn at(path: &Path) -> Self {
        let bare = match path.extension() {
            Some(ending) if ending == "vault" => path.with_extension(""),
            _ => path.to_owned(),
        };
        Self { contents: path.to_owned(), keyring: files::with_ending(&bare, ".keyring") }
    }

    /// Returns where the contents are.
    pub fn path(&self) -> &Path {
        &self.contents
    }

    /// Tells whether there is one.
    pub fn exists(&self) -> bool {
        self.keyring.exists() || self.contents.exists()
    }

    /// Makes an empty vault under a lock.
    pub fn create(&self, lock: &Lock) -> Result<()> {
        let _alone = files::lock(&self.contents)?;
        if self.exists() {
            return Err(Error::Exists { path: self.contents.clone() });
        }
        let key = SecretKey::generate();
        self.write_keyring(&Keyring::new(&key, lock)?, Old::Left)
    }

    /// Puts an identity in. Needs no key: everything is encrypted to the vault's public one.
    pub fn add(&self, opening: &Opening) -> Result<()> {
        let _alone = files::lock(&self.contents)?;
        let (mut keyring, mut contents) = (self.keyring()?, self.contents()?);
        let recipient: Recipient =
            keyring.recipient.parse().map_err(|_| self.damaged("its public key is none"))?;
        let (key, commitment) = (SecretKey::generate(), opening.commitment());
        contents.identities.insert(commitment, key.recipient().encrypt(&opening.padded())?);
        keyring
            .keys
            .insert(commitment, recipient.encrypt(key.to_text().expose_secret().as_bytes())?);
        // If we crash between the two, an identity without a key is left, which nobody names.
        self.write_contents(&contents)?;
        self.write_keyring(&keyring, Old::Left)
    }

    /// Opens the lock.
    pub fn unlock(&self, with: &Key) -> Result<SecretKey> {
        let key = with.open(&self.keyring()?.lock).ok_or(Error::WrongKey)?;
        self.check(&key)?;
        Ok(key)
    }

    /// Tells whether a key opens this vault: those of a session may be older than its last lock.
    pub fn check(&self, key: &SecretKey) -> Result<()> {
        let public = self.keyring()?.recipient;
        if key.recipient().to_string() == public {
            return Ok(());
        }
        Err(self.damaged("its public key is not that of its lock: somebody has put in another"))
    }

    /// Reads the identity that was committed to.
    pub fn open(&self, commitment: Commitment, with: &SecretKey) -> Result<Opening> {
        let (keyring, contents) = (self.keyring()?, self.contents()?);
        let key = match keyring.keys.get(&commitment) {
            Some(key) => key,
            None if keyring.forgotten.contains(&commitment) => {
                return Err(Error::Forgotten(commitment));
            }
            None => return Err(Error::Unknown(commitment)),
        };
        let identity = contents.identities.get(&commitment).ok_or(Error::Unknown(commitment))?;
        let key = with.decrypt(key).ok_or_else(|| self.damaged("a key in it cannot be read"))?;
        let key = std::str::from_utf8(&key).ok().and_then(SecretKey::from_text);
        let key = key.ok_or_else(|| self.damaged("a key in it is none"))?;
        let unreadable = || Error::damaged(&self.contents, "an identity in it cannot be read");
        let json = key.decrypt(identity).ok_or_else(unreadable)?;
        Opening::from_json(&json)
            .filter(|opening| opening.commitment() == commitment)
            .ok_or(Error::OtherIdentity(commitment))
    }

    /// Puts the vault under another lock. The key behind it changes too, so that the old lock opens
    /// nothing but old copies.
    pub fn rekey(&self, with: &SecretKey, lock: &Lock) -> Result<()> {
        let _alone = files::lock(&self.contents)?;
        let old = self.keyring()?;
        let key = SecretKey::generate();
        let mut new = Keyring { forgotten: old.forgotten, ..Keyring::new(&key, lock)? };
        for (commitment, secret) in old.keys {
            let secret =
                with.decrypt(&secret).ok_or_else(|| self.damaged("a key in it cannot be read"))?;
            new.keys.insert(commitment, key.recipient().encrypt(&secret)?);
        }
        self.write_keyring(&new, Old::Overwritten)
    }

    /// Destroys the key of an identity, and then the identity. Needs no key. `false` if it was
    /// forgotten already.
    pub fn forget(&self, commitment: Commitment) -> Result<bool> {
        let _alone = files::lock(&self.contents)?;
        let (mut keyring, mut contents) = (self.keyring()?, self.contents()?);
        let known = keyring.keys.remove(&commitment).is_some();
        let kept = contents.identities.remove(&commitment).is_some();
        if !known && !kept {
            let forgotten = keyring.forgotten.contains(&commitment);
            return if forgotten { Ok(false) } else { Err(Error::Unknown(commitment)) };
        }
        keyring.forgotten.insert(commitment);
        self.write_keyring(&keyring, Old::Overwritten)?;
        self.write_contents(&contents)?;
        Ok(true)
    }

    /// Lists the identities by their commitments. Needs no key.
    pub fn list(&self) -> Result<BTreeMap<Commitment, State>> {
        let (keyring, contents) = (self.keyring()?, self.contents()?);
        let all = keyring.keys.keys().chain(contents.identities.keys()).chain(&keyring.forgotten);
        let state = |commitment: &Commitment| {
            let has_key = keyring.keys.contains_key(commitment);
            match (has_key, contents.identities.contains_key(commitment)) {
                (true, true) => State::Kept,
                (false, _) if keyring.forgotten.contains(commitment) => State::Forgotten,
                _ => State::Incomplete,
            }
        };
        Ok(all.map(|commitment| (*commitment, state(commitment))).collect())
    }

    fn keyring(&self) -> Result<Keyring> {
        let missing = || Error::NotFound { path: self.keyring.clone() };
        let text = files::read(&self.keyring)?.ok_or_else(missing)?;
        let read = parse(&text).filter(|it: &Keyring| it.r#type == KEYRING && it.version == 1);
        read.ok_or_else(|| self.damaged("it is not a keyring of this version"))
    }

    fn contents(&self) -> Result<Contents> {
        let Some(text) = files::read(&self.contents)? else {
            let (identities, r#type) = (BTreeMap::new(), CONTENTS.to_owned());
            return Ok(Contents { identities, r#type, version: 1 });
        };
        let read = parse(&text).filter(|it: &Contents| it.r#type == CONTENTS && it.version == 1);
        read.ok_or_else(|| Error::damaged(&self.contents, "it is not a vault of this version"))
    }

    fn write_keyring(&self, keyring: &Keyring, old: Old) -> Result<()> {
        files::replace(&self.keyring, &json(keyring), old)
    }

    fn write_contents(&self, contents: &Contents) -> Result<()> {
        files::replace(&self.contents, &json(contents), Old::Left)
    }

    fn damaged(&self, problem: &'static str) -> Error {
        Error::damaged(&self.keyring, problem)
    }
}

impl Keyring {
    fn new(key: &SecretKey, lock: &Lock) -> Result<Self> {
        Ok(Self {
            forgotten: BTreeSet::new(),
            keys: BTreeMap::new(),
            lock: lock.close(key)?,
            recipient: key.recipient().to_string(),
            r#type: KEYRING.to_owned(),
            version: 1,
        })
    }
}

fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value);
    text.expect("the files of a vault hold nothing that JSON cannot say") + "\n"
}
