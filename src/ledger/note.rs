//! Signed notes (C2SP signed-note): a text, and who has signed it.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::error::{False, Malformed};
use super::key::{Signer, Verifier, is_name};

/// The most bytes that a note may have: room for sixteen signatures of any kind, and more.
const MOST: usize = 256 * 1024;

/// A signed text. What it says counts only once a signature of it has been verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Signature {
    name: String,
    key: [u8; 4],
    bytes: Vec<u8>,
}

impl Note {
    /// Signs a text, which ends with a line end, under a name.
    pub fn sign(text: String, name: &str, signer: &Signer) -> Result<Self, Malformed> {
        let verifier = signer.verifier(name)?;
        let bytes = signer.sign(&text).to_vec();
        let signatures = vec![Signature { name: name.to_owned(), key: verifier.id(), bytes }];
        Ok(Self { text, signatures })
    }

    /// The names that it is signed under.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.signatures.iter().map(|signature| signature.name.as_str())
    }

    /// Tells whether it says to be signed with that key. Whether it is, [`Note::verified_by`] tells.
    pub fn is_of(&self, verifier: &Verifier) -> bool {
        self.signatures.iter().any(|signature| signature.is_of(verifier))
    }

    /// Returns the text, if that key has signed it. Signatures of other keys count nothing.
    pub fn verified_by(&self, verifier: &Verifier) -> Result<&str, False> {
        let signatures: Vec<_> = self.signatures.iter().filter(|it| it.is_of(verifier)).collect();
        if signatures.is_empty() {
            return Err(False::NotSigned(verifier.to_string()));
        }
        if signatures.iter().all(|it| verifier.has_signed(&self.text, &it.bytes)) {
            return Ok(&self.text);
        }
        Err(False::BadSignature(verifier.to_string()))
    }
}

impl Signature {
    fn is_of(&self, verifier: &Verifier) -> bool {
        self.name == verifier.name() && self.key == verifier.id()
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|Signature { name, key, bytes }| {
            writeln!(f, "\u{2014} {name} {}", BASE64.encode([&key[..], bytes].concat()))
        })
    }
}

fn bad(problem: &str) -> Malformed {
    Malformed::new("a signed note", problem)
}

impl FromStr for Note {
    type Err = Malformed;

    fn from_str(note: &str) -> Result<Self, Malformed> {
        if note.len() > MOST {
            return Err(bad("it is too long"));
        }
        if note.contains(|c: char| c.is_ascii_control() && c != '\n') {
            return Err(bad("it has control characters"));
        }
        let (text, signatures) =
            note.rsplit_once("\n\n").ok_or_else(|| bad("it has no empty line"))?;
        let lines = signatures.strip_suffix('\n').ok_or_else(|| bad("its last line has no end"))?;
        let signatures = lines.split('\n').map(signature).collect::<Result<_, _>>()?;
        Ok(Self { text: format!("{text}\n"), signatures })
    }
}

fn signature(line: &str) -> Result<Signature, Malformed> {
    let parts = line.strip_prefix("\u{2014} ").and_then(|rest| rest.split_once(' '));
    let (name, code) = parts.ok_or_else(|| bad("a line under the empty one is no signature"))?;
    let bytes = BASE64.decode(code).map_err(|_| bad("a signature is not base64"))?;
    match bytes.split_first_chunk::<4>() {
        Some((key, rest)) if is_name(name) && !rest.is_empty() => {
            Ok(Signature { name: name.to_owned(), key: *key, bytes: rest.to_vec() })
        }
        _ => Err(bad("a signature has no name, or is too short")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The note and key in the documentation of Go's `golang.org/x/mod/sumdb/note`.
    const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const NOTE: &str = "If you think cryptography is the answer to your problem,\nthen you don't know \
        what your problem is.\n\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNI\
        uGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    fn signed(text: &str) -> (Note, Verifier) {
        let signer = Signer::from_seed([7; 32]);
        let note = Note::sign(text.to_owned(), "log.example/7", &signer).unwrap();
        (note, signer.verifier("log.example/7").unwrap())
    }

    #[test]
    fn a_published_note_is_verified() {
        let (key, note): (Verifier, Note) = (KEY.parse().unwrap(), NOTE.parse().unwrap());
        assert_eq!(key.to_string(), KEY);
        assert_eq!(note.to_string(), NOTE);
        let text = note.verified_by(&key).unwrap();
        assert!(text.ends_with("your problem is.\n"), "{text}");
        let changed: Note = NOTE.replace("answer", "Answer").parse().unwrap();
        assert_eq!(changed.verified_by(&key), Err(False::BadSignature(KEY.to_owned())));
    }

    #[test]
    fn signatures_of_unknown_keys_count_nothing() {
        let (note, key) = signed("a\n");
        let peter = NOTE.lines().last().unwrap();
        let both: Note = format!("{note}{peter}\n").parse().unwrap();
        assert_eq!(both.verified_by(&key), Ok("a\n"));
        let other = Signer::from_seed([8; 32]).verifier("log.example/7").unwrap();
        assert_eq!(both.verified_by(&other), Err(False::NotSigned(other.to_string())));
    }

    #[test]
    fn what_is_no_note_is_refused() {
        let dash = "\u{2014}";
        let lines = [
            String::new(),
            "a".to_owned(),
            "a\n\n".to_owned(),
            format!("a\n{dash} n AAAAAAA=\n"),
            format!("a\n\n{dash} n AAAAAAA="),
            format!("a\n\n{dash} n AAAAAA==\n"),
            format!("a\n\n{dash} n+n AAAAAAA=\n"),
            format!("a\n\n{dash} n AAAAAAB=\n"),
            format!("a\r\n\n{dash} n AAAAAAA=\n"),
            "a\n\n- n AAAAAAA=\n".to_owned(),
            format!("{}\n\n{dash} n AAAAAAA=\n", "a".repeat(MOST)),
        ];
        for text in lines {
            assert!(text.parse::<Note>().is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_note_is_read_as_it_was_written(lines in prop::collection::vec("[^\\p{Cc}]{0,20}", 1..5)) {
            let (note, key) = signed(&(lines.join("\n") + "\n"));
            let again: Note = note.to_string().parse().unwrap();
            prop_assert!(again.verified_by(&key).is_ok());
            prop_assert_eq!(again, note);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "(\u{2014}| |\n|\n\n|[a-c+=]|AAAAAAA=|\\PC){0,30}") {
            if let Ok(note) = text.parse::<Note>() {
                prop_assert_eq!(note.to_string(), text);
            }
        }
    }
}
