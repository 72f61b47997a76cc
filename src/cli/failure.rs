//! What can go wrong, in words for people: what, where, and what to do next.

use std::fmt;

use onrecord::{ops, store, vault};

/// All is well.
pub(crate) const FINE: u8 = 0;
/// It could not be done, or only in part.
pub(crate) const FAILED: u8 = 1;
/// It was asked wrongly.
pub(crate) const USAGE: u8 = 2;
/// Looked, and found what the command looks for: a contradiction, a fault.
pub(crate) const FOUND: u8 = 3;

/// What a verb comes to: an exit code, or a failure that ends the run.
pub(crate) type Outcome = Result<u8, Failure>;

/// A failure, as it is told to the user.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    message: String,
    hint: Option<String>,
    code: u8,
}

impl Failure {
    /// Something that could not be done.
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self { message: plain(&message.into()), hint: None, code: FAILED }
    }

    /// Something that was asked wrongly.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, code: USAGE }
    }

    /// Says what to do next.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What happened.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// What to do next.
    pub(crate) fn what_next(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        self.code
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::failed(format!("cannot write the answer: {error}"))
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        let hint = store_hint(&error);
        let failure = Self::failed(error.to_string());
        hint.map_or(failure.clone(), |hint| failure.hint(hint))
    }
}

/// Leaves out the system's error numbers, which tell people nothing: " (os error 21)".
fn plain(message: &str) -> String {
    let Some((before, rest)) = message.split_once(" (os error ") else {
        return message.to_owned();
    };
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{before}{}", after.strip_prefix(')').unwrap_or(after))
}

fn store_hint(error: &store::Error) -> Option<&'static str> {
    Some(match error {
        store::Error::NotFound { .. } => {
            "log an article first (onrecord log FILE), or name a database with --db PATH"
        }
        store::Error::Open { .. } => {
            "check the path and its permissions, or give another --db PATH"
        }
        store::Error::Make { .. } => "check its folder and the permissions, or give another path",
        store::Error::Exists { .. } => {
            "nothing was written over; give the path of a file that is to be made"
        }
        store::Error::NotADatabase { .. } | store::Error::NotOurs { .. } => {
            "nothing was changed; give the path of an onrecord database with --db PATH"
        }
        store::Error::Newer { .. } => "nothing was changed; install the newer onrecord",
        store::Error::ReadOnly => {
            "check the permissions of the file and its folder, or give another --db PATH"
        }
        store::Error::Locked { .. } => "try again when the other one is done; nothing was lost",
        store::Error::DiskFull => "make room and run the command again",
        store::Error::Io(_) => {
            "a quota or a limit may be reached, or the disk be failing; then run the command again"
        }
        store::Error::Damaged(_) => {
            "move the file away, then put a backup in its place: onrecord restore BACKUP"
        }
        store::Error::BadValue { .. } => "onrecord verify names every fault",
        _ => return None,
    })
}

impl From<vault::Error> for Failure {
    fn from(error: vault::Error) -> Self {
        let hint = vault_hint(&error);
        let failure = Self::failed(error.to_string());
        hint.map_or(failure.clone(), |hint| failure.hint(hint))
    }
}

fn vault_hint(error: &vault::Error) -> Option<&'static str> {
    Some(match error {
        vault::Error::NotFound { .. } => {
            "onrecord source protect makes one; name another with --vault PATH. The record needs none"
        }
        vault::Error::Exists { .. } => "name another with --vault PATH",
        vault::Error::Damaged { .. } => {
            "nothing was changed; put a copy of the file in its place, if you have one"
        }
        vault::Error::Open { .. } => "make it yours alone with chmod 600",
        vault::Error::WrongKey => {
            "nothing was changed; try again, or name a key with --unlock-with"
        }
        vault::Error::Weak(_) => "take five words that have nothing to do with each other",
        _ => return None,
    })
}

impl From<ops::Error> for Failure {
    fn from(error: ops::Error) -> Self {
        let error = match error {
            ops::Error::Store(error) => return error.into(),
            ops::Error::Vault(error) => return error.into(),
            other => other,
        };
        let failure = Self::failed(error.to_string());
        match ops_hint(&error) {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

fn ops_hint(error: &ops::Error) -> Option<String> {
    Some(match error {
        ops::Error::UnknownId(_) => {
            "ids are listed by onrecord claims, sources, documents, relations and operations"
                .to_owned()
        }
        ops::Error::AmbiguousId { candidates, .. }
        | ops::Error::AmbiguousSource { candidates, .. } => {
            let list = candidates.iter().take(5).map(|candidate| {
                let id: String = candidate.thing.id().chars().take(12).collect();
                format!("\n  {id}  {} {}", candidate.thing.kind(), candidate.label)
            });
            format!("give more of the id:{}", list.collect::<String>())
        }
        ops::Error::UnknownSource(_) => "onrecord sources lists the sources on record".to_owned(),
        ops::Error::WordsNotFound { .. } => {
            "copy the words from the document exactly, or say --paraphrase".to_owned()
        }
        ops::Error::WordsInSeveralPlaces { .. } => {
            "say which one with --place N, or give more words".to_owned()
        }
        ops::Error::NobodySpeaks => "name who says it with --source, or the --outlet".to_owned(),
        ops::Error::NoSuchPlace { .. } => {
            "places count from 1; leave --place out to see".to_owned()
        }
        ops::Error::NoEntry(_) => {
            "prove its claims, or what was recorded of it with --entry N".to_owned()
        }
        ops::Error::NameIsWording => {
            "give the wording that is published, or a name that says nothing (\"Source K\")"
                .to_owned()
        }
        ops::Error::NameOnRecord(_) => {
            "nothing was done; if the source is also quoted by name, say --named-elsewhere"
                .to_owned()
        }
        ops::Error::Protected(_) => {
            "if it was the wrong identity, undo that first: onrecord history ID, onrecord undo ID"
                .to_owned()
        }
        ops::Error::NotProtected(_) => "onrecord vault list lists those that are".to_owned(),
        ops::Error::NoCheckpoint => {
            "ask for the stamp of a checkpoint that is: onrecord checkpoint --request".to_owned()
        }
        ops::Error::Stamp(_) => "it was not kept".to_owned(),
        ops::Error::NothingProposed => "state it yourself: onrecord relate A RELATION B".to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use onrecord::interchange::bundle::BadBundle;
    use onrecord::ledger::False;
    use onrecord::ops::resolve::{Candidate, Thing};
    use onrecord::store::Error as Store;

    use super::*;

    fn said(failures: Vec<Failure>) -> String {
        let say = |it: Failure| match it.what_next() {
            Some(hint) => format!("{it}\n    hint: {hint}\n"),
            None => format!("{it}\n"),
        };
        failures.into_iter().map(say).collect()
    }

    #[test]
    fn every_failure_of_the_store() {
        let path = || PathBuf::from("record.db");
        let all = vec![
            Store::NotFound { path: path() },
            Store::Open { path: path(), cause: "Is a directory (os error 21)".to_owned() },
            Store::Make {
                path: path(),
                cause: "No such file or directory (os error 2)".to_owned(),
            },
            Store::Exists { path: path() },
            Store::NotADatabase { path: path() },
            Store::NotOurs { path: path(), found: 17 },
            Store::Newer { path: path(), found: 9, supported: 1 },
            Store::ReadOnly,
            Store::Locked { seconds: 60 },
            Store::DiskFull,
            Store::Damaged("database disk image is malformed".to_owned()),
            Store::TooLong { limit: 512 },
            Store::TooCostly,
            Store::BadValue { table: "claim", problem: "stance is 'maybe'".to_owned() },
            Store::Unknown { kind: "claim", id: "3fa0c1d2".to_owned() },
        ];
        insta::assert_snapshot!(said(all.into_iter().map(Failure::from).collect()));
    }

    #[test]
    fn every_failure_of_the_vault() {
        use onrecord::vault::Error as Vault;
        let path = || PathBuf::from("record.db.keyring");
        let commitment = onrecord::model::Commitment(onrecord::model::ContentHash::of(b"who"));
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        let all = vec![
            Vault::NotFound { path: path() },
            Vault::Exists { path: path() },
            Vault::File { path: path(), cause: denied },
            Vault::Damaged { path: path(), problem: "it is not text" },
            Vault::Open { path: path() },
            Vault::WrongKey,
            Vault::Weak(12),
            Vault::NotAKey("a public age key (age1…)"),
            Vault::Nobody,
            Vault::TooLong(9),
            Vault::Unknown(commitment),
            Vault::Forgotten(commitment),
            Vault::OtherIdentity(commitment),
            Vault::Random("none".to_owned()),
            Vault::Encrypt("none".to_owned()),
        ];
        insta::assert_snapshot!(said(all.into_iter().map(Failure::from).collect()));
    }

    #[test]
    fn every_failure_of_the_verbs() {
        let prefix = || "3fa0".parse().unwrap();
        let id = onrecord::model::ClaimId(onrecord::model::ContentHash::of(b"a claim"));
        let candidate =
            || Candidate { thing: Thing::Claim(id), label: "Ana Orsk: the wall".to_owned() };
        let words = || "the wall".to_owned();
        let commitment = || onrecord::model::Commitment(id.0);
        let all = vec![
            ops::Error::UnknownId(prefix()),
            ops::Error::AmbiguousId { prefix: prefix(), candidates: vec![candidate(); 7] },
            ops::Error::WrongKind { prefix: prefix(), found: "source", wanted: "claim" },
            ops::Error::UnknownSource("Nemo".to_owned()),
            ops::Error::AmbiguousSource { name: words(), candidates: vec![candidate()] },
            ops::Error::Name(onrecord::model::BadName::Empty),
            ops::Error::WordsNotFound { words: words() },
            ops::Error::WordsInSeveralPlaces { places: 3 },
            ops::Error::NoSuchPlace { asked: 4, places: 3 },
            ops::Error::Empty("a claim"),
            ops::Error::Itself("a source"),
            ops::Error::NobodySpeaks,
            ops::Error::NothingChanged,
            ops::Error::NothingProposed,
            ops::Error::NoEntry("relation"),
            ops::Error::NothingTo("undo"),
            ops::Error::NameIsWording,
            ops::Error::NameOnRecord(vec![("claim".to_owned(), 2), ("document".to_owned(), 1)]),
            ops::Error::Protected(commitment()),
            ops::Error::NotProtected("Orsk".to_owned()),
            ops::Error::SeveralCommitments(prefix()),
            ops::Error::MergedWithItself(PathBuf::from("record.db")),
            ops::Error::Bundle(BadBundle::Foreign("it is empty")),
            ops::Error::NoCheckpoint,
            ops::Error::Stamp(False::Stamp("it is of another text".to_owned()).into()),
        ];
        insta::assert_snapshot!(said(all.into_iter().map(Failure::from).collect()));
    }
}
