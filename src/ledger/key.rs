//! Keys: who signs, and how others know it.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use crate::model::ContentHash;

use super::error::Malformed;

/// Marks Ed25519 among the kinds of signature of a note.
const ED25519: u8 = 1;

/// What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410).
const PKCS8: [u8; 16] = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];

const PEM: [&str; 2] = ["-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----"];

/// A secret key that signs.
pub struct Signer(SigningKey);

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer(secret)")
    }
}

impl Signer {
    /// Makes a key of 32 bytes that nobody else can know.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&seed))
    }

    /// Reads a private key in PEM (PKCS #8), as `openssl genpkey -algorithm ed25519` writes it.
    pub fn from_pem(text: &str) -> Result<Self, Malformed> {
        let bad = |problem| Malformed::new("an Ed25519 private key in PEM", problem);
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let [first, body, last] = lines[..] else { return Err(bad("it has not three lines")) };
        if [first, last] != PEM {
            return Err(bad("its first and last line are others"));
        }
        let der = BASE64.decode(body).map_err(|_| bad("its middle line is not base64"))?;
        let seed = der.strip_prefix(&PKCS8).and_then(|seed| <[u8; 32]>::try_from(seed).ok());
        seed.map(Self::from_seed).ok_or_else(|| bad("it is a key of another kind"))
    }

    /// Writes the key in PEM (PKCS #8).
    pub fn to_pem(&self) -> String {
        let der = [&PKCS8[..], self.0.as_bytes()].concat();
        format!("{}\n{}\n{}\n", PEM[0], BASE64.encode(der), PEM[1])
    }

    /// The public key under a name.
    pub fn verifier(&self, name: &str) -> Result<Verifier, Malformed> {
        Verifier::new(name, self.0.verifying_key())
    }

    pub(super) fn sign(&self, text: &str) -> [u8; 64] {
        self.0.sign(text.as_bytes()).to_bytes()
    }
}

/// A public key with a name: `NAME+KEYID+BASE64`, as Go's `sumdb/note` writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    key: VerifyingKey,
}

impl Verifier {
    fn new(name: &str, key: VerifyingKey) -> Result<Self, Malformed> {
        if !is_name(name) {
            return Err(bad("its name is empty or has a space or plus sign"));
        }
        Ok(Self { name: name.to_owned(), key })
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of SHA-256 of the name, a line end, the kind and the key.
    pub(super) fn id(&self) -> [u8; 4] {
        let mut bytes = format!("{}\n", self.name).into_bytes();
        bytes.push(ED25519);
        bytes.extend(self.key.as_bytes());
        let hash = ContentHash::of(&bytes);
        let [a, b, c, d, ..] = *hash.as_bytes();
        [a, b, c, d]
    }

    pub(super) fn has_signed(&self, text: &str, signature: &[u8]) -> bool {
        let signature = Signature::from_slice(signature);
        signature.is_ok_and(|it| self.key.verify_strict(text.as_bytes(), &it).is_ok())
    }
}

/// Tells whether a text can be a key's name.
pub(super) fn is_name(name: &str) -> bool {
    let unfit = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    !name.is_empty() && !name.contains(unfit)
}

fn bad(problem: &str) -> Malformed {
    Malformed::new("a public key (NAME+KEYID+BASE64)", problem)
}

impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = [&[ED25519][..], self.key.as_bytes()].concat();
        write!(f, "{}+{:08x}+{}", self.name, u32::from_be_bytes(self.id()), BASE64.encode(key))
    }
}

impl FromStr for Verifier {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let parts: Vec<&str> = text.splitn(3, '+').collect();
        let [name, id, key] = parts[..] else { return Err(bad("it has not three parts")) };
        let key = BASE64.decode(key).map_err(|_| bad("its last part is not base64"))?;
        let [ED25519, key @ ..] = &key[..] else { return Err(bad("it is no Ed25519 key")) };
        let key = <&[u8; 32]>::try_from(key).map_err(|_| bad("its key is not 32 bytes long"))?;
        let key = VerifyingKey::from_bytes(key).map_err(|_| bad("its key is no point"))?;
        let found = Self::new(name, key)?;
        let fits = found.to_string() == text && id.len() == 8;
        fits.then_some(found).ok_or_else(|| bad("its key id is not that of its key"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first test of RFC 8032: a secret key and its public key.
    const SECRET: &str = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    const PUBLIC: &str = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    fn signer() -> Signer {
        Signer::from_seed(*SECRET.parse::<ContentHash>().unwrap().as_bytes())
    }

    #[test]
    fn a_published_key() {
        let verifier = signer().verifier("log.example").unwrap();
        assert_eq!(ContentHash::from_bytes(*verifier.key.as_bytes()).to_string(), PUBLIC);
        // The signature of the empty message, by the same test.
        let signature = signer().sign("");
        assert_eq!(signature[..4], [0xe5, 0x56, 0x43, 0x00]);
        assert!(verifier.has_signed("", &signature));
        assert!(!verifier.has_signed("x", &signature));
    }

    #[test]
    fn a_key_is_read_as_it_was_written() {
        let verifier = signer().verifier("log.example").unwrap();
        assert_eq!(verifier.to_string().parse(), Ok(verifier));
        let again = Signer::from_pem(&signer().to_pem()).unwrap();
        assert_eq!(again.to_pem(), signer().to_pem());
        assert_eq!(format!("{again:?}"), "Signer(secret)");
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let right = signer().verifier("log.example").unwrap().to_string();
        let wrong_id = right.replacen('+', "+0", 1);
        for text in ["", "a+b", "a+b+c", "a b+00000000+AQ==", &wrong_id, &right.replace("l", "k")] {
            assert!(text.parse::<Verifier>().is_err(), "{text}");
        }
        let pem = signer().to_pem();
        for text in ["", "x", &pem.replace("PRIVATE", "PUBLIC"), &pem.replace("MC4C", "MC4D")] {
            assert!(Signer::from_pem(text).is_err(), "{text}");
        }
        assert!(signer().verifier("two words").is_err());
    }
}
