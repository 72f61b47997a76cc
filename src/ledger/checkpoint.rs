//! Checkpoints (C2SP tlog-checkpoint): how long the ledger is, and the root of its tree.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::model::ContentHash;

use super::error::{False, Malformed};
use super::key::{Signer, Verifier};
use super::note::Note;

/// The size and root of a ledger at one moment. Written as the text of a signed note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which ledger.
    pub origin: String,
    /// How many entries it had.
    pub size: u64,
    /// The root of its tree.
    pub root: ContentHash,
}

impl Checkpoint {
    /// Names the ledger that begins with this leaf: no two ledgers begin with the same operation,
    /// and copies of one are one.
    pub fn origin_of(first: ContentHash) -> String {
        let digits = first.to_string();
        format!("onrecord/{}", &digits[..32])
    }

    /// Signs the checkpoint under the name of its ledger.
    pub fn sign(&self, signer: &Signer) -> Result<Note, Malformed> {
        Note::sign(self.to_string(), &self.origin, signer)
    }

    /// Reads the checkpoint of a note, if that key has signed it.
    pub fn of(note: &Note, verifier: &Verifier) -> Result<Result<Self, Malformed>, False> {
        note.verified_by(verifier).map(str::parse)
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let root = BASE64.encode(self.root.as_bytes());
        write!(f, "{}\n{}\n{root}\n", self.origin, self.size)
    }
}

impl FromStr for Checkpoint {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let bad = |problem| Malformed::new("a checkpoint", problem);
        let lines = text.strip_suffix('\n').ok_or_else(|| bad("its last line has no end"))?;
        let lines: Vec<&str> = lines.split('\n').collect();
        let [origin, size, root, ..] = lines[..] else { return Err(bad("it has under 3 lines")) };
        if lines.contains(&"") {
            return Err(bad("it has an empty line"));
        }
        let size = number(size).ok_or_else(|| bad("its second line is not a size"))?;
        let root = hash(root).ok_or_else(|| bad("its third line is not a SHA-256 in base64"))?;
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}

/// Reads a number as it is written: no sign, no needless zero.
pub(super) fn number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// Reads a hash in base64.
pub(super) fn hash(text: &str) -> Option<ContentHash> {
    let bytes = BASE64.decode(text).ok()?;
    Some(ContentHash::from_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The checkpoint that the specification gives as its example.
    const EXAMPLE: &str =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    #[test]
    fn the_example_of_the_specification() {
        let checkpoint: Checkpoint = EXAMPLE.parse().unwrap();
        assert_eq!(checkpoint.size, 20_852_163);
        assert_eq!(checkpoint.to_string(), EXAMPLE);
        let more: Checkpoint = format!("{EXAMPLE}an extension\n").parse().unwrap();
        assert_eq!(more, checkpoint);
    }

    #[test]
    fn a_signed_checkpoint_is_verified() {
        let checkpoint: Checkpoint = EXAMPLE.parse().unwrap();
        let signer = Signer::from_seed([7; 32]);
        let note = checkpoint.sign(&signer).unwrap();
        let verifier = signer.verifier(&checkpoint.origin).unwrap();
        assert_eq!(Checkpoint::of(&note, &verifier), Ok(Ok(checkpoint)));
    }

    #[test]
    fn what_is_no_checkpoint_is_refused() {
        for text in [
            "",
            "\n",
            "a\n1\n",
            &EXAMPLE[..EXAMPLE.len() - 1],
            &EXAMPLE.replace("208", "0208"),
            &EXAMPLE.replace("208", "+208"),
            &EXAMPLE.replace("208", "99999999999999208"),
            &EXAMPLE.replace("CsUY", "CsU"),
            &EXAMPLE.replace("2I=", "2J="),
            &format!("\n{EXAMPLE}"),
            &format!("{EXAMPLE}\n"),
        ] {
            assert!(text.parse::<Checkpoint>().is_err(), "{text:?}");
        }
    }
}
