//! Proofs that a fact is on record (C2SP tlog-proof): the entry, its path through the tree, and a
//! signed checkpoint.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::{ContentHash, canonical_json};

use super::checkpoint::{Checkpoint, hash, number};
use super::error::{False, Malformed};
use super::key::Verifier;
use super::note::Note;
use super::stamp::{Authority, Stamp, Stamped};
use super::tree;

const FIRST: &str = "c2sp.org/tlog-proof@v1";
const TYPE: &str = "onrecord proof";

/// The most bytes that a proof may have.
const MOST: usize = 64 * 1024 * 1024;

/// Everything that is needed to see that one fact is on record; read, not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The place of the entry, from 0.
    pub index: u64,
    /// The entry in canonical JSON, as it was hashed.
    pub entry: String,
    /// The canonical JSON of the thing that the entry names by its id; `None` where the entry says all.
    pub subject: Option<String>,
    /// The hashes from the entry up to the root.
    pub path: Vec<ContentHash>,
    /// The signed checkpoint.
    pub checkpoint: Note,
    /// The key that is said to have signed it.
    pub key: Verifier,
    /// An authority's time stamp of the checkpoint.
    pub stamp: Option<Stamp>,
}

/// What a proof has been found to prove.
#[derive(Clone, Debug, PartialEq)]
pub struct Proven {
    /// The entry.
    pub entry: Value,
    /// What the entry names by its id.
    pub subject: Option<Value>,
    /// Its place, from 0.
    pub index: u64,
    /// The ledger that it is in.
    pub checkpoint: Checkpoint,
    /// By when all that was there, and who says so.
    pub stamped: Option<Stamped>,
}

/// What the format of proofs has no place for.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Extra {
    entry: String,
    key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stamp: Option<String>,
    subject: Option<String>,
    r#type: String,
    version: u8,
}

impl Proof {
    /// Checks every step from the fact to the signature of `key`, and the time stamp, if there is
    /// one, of whatever authority.
    pub fn check(&self, key: &Verifier) -> Result<Proven, WrongProof> {
        self.check_with(key, None)
    }

    /// The same; a time stamp must be of an authority that the reader trusts.
    pub fn check_with(
        &self,
        key: &Verifier,
        authority: Option<&Authority>,
    ) -> Result<Proven, WrongProof> {
        let checkpoint = Checkpoint::of(&self.checkpoint, key)??;
        let leaf = tree::leaf(self.entry.as_bytes());
        let root = tree::root_from(leaf, (self.index, checkpoint.size), &self.path);
        if root != Some(checkpoint.root) {
            return Err(False::NotInTree.into());
        }
        let entry = json(&self.entry)?;
        let subject = self.subject.as_deref().map(json).transpose()?;
        self.check_subject(&entry)?;
        let stamp = self.stamp.as_ref();
        let stamped = stamp.map(|it| it.check(&self.checkpoint, authority)).transpose()?;
        Ok(Proven { entry, subject, index: self.index, checkpoint, stamped })
    }

    /// The entry of a document, source or claim says its id under the name of its kind.
    fn check_subject(&self, entry: &Value) -> Result<(), False> {
        let Some(subject) = &self.subject else { return Ok(()) };
        let kind = entry["type"].as_str().unwrap_or_default().to_owned();
        let named = entry["fact"][&kind].as_str().unwrap_or_default().to_owned();
        let found = ContentHash::of(subject.as_bytes()).to_string();
        if found == named { Ok(()) } else { Err(False::OtherSubject { kind, named, found }) }
    }
}

/// Why a proof proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongProof {
    /// What it says is not so.
    #[error(transparent)]
    False(#[from] False),
    /// It is no proof.
    #[error(transparent)]
    Malformed(#[from] Malformed),
}

fn bad(problem: &str) -> Malformed {
    Malformed::new("a proof", problem)
}

fn json(text: &str) -> Result<Value, Malformed> {
    serde_json::from_str(text).map_err(|_| bad("what it holds is not JSON"))
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let extra = Extra {
            entry: self.entry.clone(),
            key: self.key.to_string(),
            stamp: self.stamp.as_ref().map(|stamp| BASE64.encode(stamp.as_der())),
            subject: self.subject.clone(),
            r#type: TYPE.to_owned(),
            version: 1,
        };
        let extra = BASE64.encode(canonical_json(&extra));
        write!(f, "{FIRST}\nextra {extra}\nindex {}\n", self.index)?;
        for hash in &self.path {
            writeln!(f, "{}", BASE64.encode(hash.as_bytes()))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for Proof {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        if text.len() > MOST {
            return Err(bad("it is too long"));
        }
        let (head, checkpoint) =
            text.split_once("\n\n").ok_or_else(|| bad("it has no empty line"))?;
        let mut lines = head.split('\n');
        if lines.next() != Some(FIRST) {
            return Err(bad("its first line is another"));
        }
        let mut after = |word: &str| lines.next().and_then(|line| line.strip_prefix(word));
        let extra = after("extra ").ok_or_else(|| bad("it has no line 'extra'"))?;
        let index = after("index ").and_then(number).ok_or_else(|| bad("it has no index"))?;
        let path: Option<Vec<_>> = lines.map(hash).collect();
        let extra = extra_from(extra)?;
        Ok(Self {
            index,
            entry: extra.entry,
            subject: extra.subject,
            path: path.ok_or_else(|| bad("a line of its path is no hash"))?,
            checkpoint: checkpoint.parse()?,
            key: extra.key.parse()?,
            stamp: extra.stamp.as_deref().map(stamp).transpose()?,
        })
    }
}

fn stamp(text: &str) -> Result<Stamp, Malformed> {
    let der = BASE64.decode(text).map_err(|_| bad("its time stamp is not base64"))?;
    Stamp::from_der(&der)
}

fn extra_from(text: &str) -> Result<Extra, Malformed> {
    let bytes = BASE64.decode(text).map_err(|_| bad("its extra data are not base64"))?;
    let extra: Extra =
        serde_json::from_slice(&bytes).map_err(|_| bad("its extra data are not onrecord's"))?;
    if extra.r#type != TYPE || extra.version != 1 {
        return Err(bad("it is of a later version, or another program's"));
    }
    Ok(extra)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::key::Signer;
    use super::*;

    /// A proof of the second of three entries, which names a claim.
    fn proof() -> Proof {
        let claim = r#"{"type":"claim","version":1}"#;
        let entry = format!(
            r#"{{"fact":{{"claim":"{}"}},"type":"claim","version":1}}"#,
            ContentHash::of(claim.as_bytes())
        );
        let leaves = ["a", &entry, "c"].map(|entry| tree::leaf(entry.as_bytes()));
        let root = leaves.iter().copied().collect::<tree::Edge>().root();
        let origin = Checkpoint::origin_of(leaves[0]);
        let signer = Signer::from_seed([7; 32]);
        let key = signer.verifier(&origin).unwrap();
        let checkpoint = Checkpoint { origin, size: 3, root }.sign(&signer).unwrap();
        let path = vec![leaves[0], leaves[2]];
        Proof {
            index: 1,
            entry,
            subject: Some(claim.to_owned()),
            path,
            checkpoint,
            key,
            stamp: None,
        }
    }

    #[test]
    fn a_proof_is_read_as_it_was_written_and_proves() {
        let proof = proof();
        let again: Proof = proof.to_string().parse().unwrap();
        assert_eq!(again, proof);
        let proven = again.check(&again.key).unwrap();
        assert_eq!((proven.index, proven.checkpoint.size), (1, 3));
        assert_eq!(proven.subject.unwrap()["type"], "claim");
    }

    #[test]
    fn a_proof_of_something_else_proves_nothing() {
        let right = proof();
        let other_key = Signer::from_seed([8; 32]).verifier(right.key.name()).unwrap();
        let not_signed = right.check(&other_key).unwrap_err();
        assert_eq!(not_signed, False::NotSigned(other_key.to_string()).into());
        let changes: [fn(&mut Proof); 4] = [
            |proof| proof.entry = proof.entry.replace("1}", "2}"),
            |proof| proof.index = 0,
            |proof| proof.path.truncate(1),
            |proof| proof.path.swap(0, 1),
        ];
        for change in changes {
            let mut wrong = right.clone();
            change(&mut wrong);
            assert_eq!(wrong.check(&wrong.key), Err(False::NotInTree.into()));
        }
        let subject = Some(r#"{"type":"claim","version":2}"#.to_owned());
        let other = Proof { subject, ..right.clone() };
        let found = other.check(&other.key).unwrap_err();
        assert!(matches!(found, WrongProof::False(False::OtherSubject { .. })), "{found}");
    }

    proptest! {
        #[test]
        fn a_changed_byte_proves_nothing_or_the_same(at in any::<prop::sample::Index>(), bit in 0_u8..7) {
            let right = proof();
            let mut bytes = right.to_string().into_bytes();
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            let text = String::from_utf8_lossy(&bytes);
            if let Ok(read) = text.parse::<Proof>() {
                prop_assert!(read.check(&right.key).is_err(), "{text}");
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "(c2sp.org/tlog-proof@v1|extra |index |\n|\n\n|[0-9]|\\PC){0,30}") {
            drop(text.parse::<Proof>());
        }
    }
}
