//! What can go wrong in a verb, in words for people.

use std::path::PathBuf;

use crate::interchange::bundle::BadBundle;
use crate::ledger::{Malformed, WrongProof};
use crate::model::{BadName, Commitment, IdPrefix};
use crate::neural::Unusable;
use crate::store::{self, Fault};
use crate::vault;

use super::resolve::Candidate;

/// Everything that can go wrong in the verbs.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store refused.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A model failed.
    #[error("the model cannot be used: {0}")]
    Model(#[from] Unusable),
    /// No id begins so.
    #[error(
        "no claim, document, source, relation or operation on record has an id that begins with '{0}'"
    )]
    UnknownId(IdPrefix),
    /// Several ids begin so.
    #[error("{} ids begin with '{prefix}'", candidates.len())]
    AmbiguousId {
        /// What was typed.
        prefix: IdPrefix,
        /// What it can mean.
        candidates: Vec<Candidate>,
    },
    /// The id names another kind of thing.
    #[error("'{prefix}' is a {found}, not a {wanted}")]
    WrongKind {
        /// What was typed.
        prefix: IdPrefix,
        /// What it names.
        found: &'static str,
        /// What the command takes.
        wanted: &'static str,
    },
    /// No source is called so.
    #[error("no source on record is called '{0}'")]
    UnknownSource(String),
    /// Several sources are called so.
    #[error("{} sources are called '{name}'", candidates.len())]
    AmbiguousSource {
        /// What was typed.
        name: String,
        /// Whom it can mean.
        candidates: Vec<Candidate>,
    },
    /// A name that cannot be one.
    #[error(transparent)]
    Name(#[from] BadName),
    /// The words do not stand in the document.
    #[error("the words '{words}' do not stand in the document")]
    WordsNotFound {
        /// Their beginning.
        words: String,
    },
    /// The words stand in the document more than once.
    #[error("the words stand in the document {places} times")]
    WordsInSeveralPlaces {
        /// How often.
        places: usize,
    },
    /// A place was asked for that the words do not have.
    #[error("the words stand in the document {places} times: there is no place {asked}")]
    NoSuchPlace {
        /// The place asked for, from 1.
        asked: usize,
        /// How many there are.
        places: usize,
    },
    /// A text that must say something is empty.
    #[error("{0} must not be empty")]
    Empty(&'static str),
    /// Two things that must differ are one.
    #[error("{0} and itself cannot be related")]
    Itself(&'static str),
    /// A claim without anybody to credit it to.
    #[error("nobody is said to claim it, and the document has no outlet")]
    NobodySpeaks,
    /// An edit that leaves the claim as it is.
    #[error("the edit changes nothing")]
    NothingChanged,
    /// There is no recorded comparison to confirm or reject.
    #[error("the program has proposed nothing on these two claims")]
    NothingProposed,
    /// It is worked out, not recorded, so no entry is its own.
    #[error("a {0} has no entry of its own")]
    NoEntry(&'static str),
    /// What should take the record's place has faults.
    #[error("it has {} faults", .0.len())]
    Unsound(Vec<Fault>),
    /// A record cannot be merged with itself.
    #[error("{} is this record itself", .0.display())]
    MergedWithItself(PathBuf),
    /// A file is no bundle, or cannot be read.
    #[error(transparent)]
    Bundle(BadBundle),
    /// The key cannot be used.
    #[error(transparent)]
    Key(#[from] Malformed),
    /// The vault refused.
    #[error(transparent)]
    Vault(#[from] vault::Error),
    /// The wording of a protected source names it.
    #[error("the wording names the source: it would not be protected")]
    NameIsWording,
    /// The name of a source to be protected is on record.
    #[error("that name stands in the record already ({})", told(.0))]
    NameOnRecord(Vec<(String, usize)>),
    /// The source is protected already.
    #[error("that source is protected already, by the commitment {0}")]
    Protected(Commitment),
    /// The source is not a protected one.
    #[error("'{0}' is not a protected source")]
    NotProtected(String),
    /// Several commitments begin so.
    #[error("several commitments begin with '{0}'")]
    SeveralCommitments(IdPrefix),
    /// A time stamp is of something else.
    #[error("it is the time stamp of no checkpoint that is kept here")]
    NoCheckpoint,
    /// A time stamp proves nothing.
    #[error(transparent)]
    Stamp(WrongProof),
    /// There is nothing to undo (or to redo).
    #[error("there is nothing to {0}")]
    NothingTo(&'static str),
}

/// Rows by their tables, in words: "claim 2, document 1".
fn told(rows: &[(String, usize)]) -> String {
    rows.iter().map(|(table, rows)| format!("{table} {rows}")).collect::<Vec<_>>().join(", ")
}

/// The outcome of a verb.
pub type Result<T> = std::result::Result<T, Error>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_names_the_thing_and_its_value() {
        let prefix = || "3fa0".parse::<IdPrefix>().unwrap();
        let all = [
            Error::UnknownId(prefix()),
            Error::AmbiguousId { prefix: prefix(), candidates: Vec::new() },
            Error::WrongKind { prefix: prefix(), found: "claim", wanted: "document" },
            Error::UnknownSource("Venn".to_owned()),
            Error::AmbiguousSource { name: "Venn".to_owned(), candidates: Vec::new() },
            Error::Name(BadName::Empty),
            Error::WordsNotFound { words: "no ferry".to_owned() },
            Error::WordsInSeveralPlaces { places: 2 },
            Error::NoSuchPlace { asked: 3, places: 2 },
            Error::Empty("a note"),
            Error::Itself("a claim"),
            Error::NobodySpeaks,
            Error::NothingChanged,
            Error::NothingProposed,
            Error::MergedWithItself(PathBuf::from("r.db")),
            Error::NothingTo("undo"),
        ];
        let messages: Vec<String> = all.iter().map(ToString::to_string).collect();
        assert_eq!(
            messages,
            [
                "no claim, document, source, relation or operation on record has an id that begins with '3fa0'",
                "0 ids begin with '3fa0'",
                "'3fa0' is a claim, not a document",
                "no source on record is called 'Venn'",
                "0 sources are called 'Venn'",
                "a source needs a name: this one is empty",
                "the words 'no ferry' do not stand in the document",
                "the words stand in the document 2 times",
                "the words stand in the document 2 times: there is no place 3",
                "a note must not be empty",
                "a claim and itself cannot be related",
                "nobody is said to claim it, and the document has no outlet",
                "the edit changes nothing",
                "the program has proposed nothing on these two claims",
                "r.db is this record itself",
                "there is nothing to undo",
            ]
        );
    }
}
