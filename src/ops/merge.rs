//! Merging: another record is taken into this one, by what things are and not by where they stand.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::ledger::{Checkpoint, Verifier};
use crate::model::{ClaimId, ContentHash, SourceId};
use crate::store::{Position, Question, Session, Signed, Store, Taken, View};

use super::check::verify;
use super::reconcile::Reconciler;
use super::{Error, Result, backup};

/// A record that is to be taken into another one: checked, and not changed by it.
#[derive(Debug)]
pub struct Other {
    store: Store,
    checkpoint: Checkpoint,
    signed: Option<Signed>,
    /// A copy that it is read from. Dropped behind the store, which holds it open.
    _copy: Option<Scratch>,
}

/// A file that is removed when it has served.
#[derive(Debug)]
struct Scratch(PathBuf);

/// What a merge did.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The other's ledger, as it was taken in.
    pub ledger: Checkpoint,
    /// What it gave.
    pub taken: Taken,
    /// How many comparisons of its claims with those here were recorded.
    pub compared: usize,
    /// Where the two records answer one question differently.
    pub disagreements: Vec<Disagreement>,
}

/// A question that the two records answer differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// What is asked: "grade", "one source", "review", "withdrawal", "relation", ...
    pub on: &'static str,
    /// Of which things, by their ids.
    pub of: Vec<ContentHash>,
    /// The same in words.
    pub about: String,
    /// The answer here; `None` if there was none.
    pub here: Option<Position>,
    /// The answer of the other.
    pub there: Option<Position>,
}

impl Other {
    /// Opens the record at `path` to be merged into the one at `here`, and checks it as `verify`
    /// does. One of an earlier format is read from a copy.
    ///
    /// # Errors
    /// `Itself` if both are one file, `Unsound` if it has faults.
    pub fn open(path: &Path, here: &Path) -> Result<Self> {
        if same_file(path, here) {
            return Err(Error::MergedWithItself(path.to_owned()));
        }
        if !Store::is_of_earlier_format(path)? {
            return Self::new(Store::open_to_read(path)?);
        }
        let copy = Scratch(backup::beside(here, "merging"));
        Store::copy_of(path, &copy.0)?;
        let other = Self::new(Store::open(&copy.0)?)?;
        Ok(Self { _copy: Some(copy), ..other })
    }

    /// Checks a record that is open already.
    ///
    /// # Errors
    /// As [`Other::open`].
    pub fn new(store: Store) -> Result<Self> {
        let verified = verify(&store, None)?;
        if !verified.faults.is_empty() {
            return Err(Error::Unsound(verified.faults));
        }
        let (checkpoint, signed) = store.at(None)?.ledger()?.ok_or(Error::NothingTo("merge"))?;
        Ok(Self { store, checkpoint, signed, _copy: None })
    }

    /// Returns the key that signed its ledger last, if one has.
    pub fn key(&self) -> Option<&Verifier> {
        self.signed.as_ref().map(|signed| &signed.key)
    }

    /// Returns how many entries it has.
    pub fn entries(&self) -> Result<usize> {
        Ok(usize::try_from(self.store.entries()?).unwrap_or(usize::MAX))
    }

    /// Takes everything in it into `store`, in one operation, all or nothing; compares its claims
    /// with those that were there. `step` is called for each of its entries.
    pub fn merge(
        &self,
        store: &mut Store,
        session: &Session,
        step: impl FnMut(),
    ) -> Result<Merged> {
        let other = self.store.at(None)?;
        store.write(session, |writer| {
            let disagreements = disagreements(writer.view(), &other)?;
            let taken = writer.take(&other, (&self.checkpoint, self.signed.as_ref()), step)?;
            let compared = Reconciler::default().meet_all(writer, &taken.claims)?;
            Ok(Merged { ledger: self.checkpoint.clone(), taken, compared, disagreements })
        })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // With what SQLite keeps beside it, and what was kept of it when it was migrated. What is
        // left of it harms nobody.
        for end in ["", "-wal", "-shm", ".format-1", ".format-2"] {
            let mut name = self.0.as_os_str().to_owned();
            name.push(end);
            drop(fs::remove_file(name));
        }
    }
}

fn same_file(a: &Path, b: &Path) -> bool {
    let (Ok(a), Ok(b)) = (fs::canonicalize(a), fs::canonicalize(b)) else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let place = |path: &Path| fs::metadata(path).map(|file| (file.dev(), file.ino())).ok();
        if place(&a).is_some_and(|place_of_a| place(&b) == Some(place_of_a)) {
            return true;
        }
    }
    a == b
}

/// The questions that two records answer differently. That one says nothing is no disagreement,
/// save where the other withdrew a claim that both have.
fn disagreements(here: &View<'_>, there: &View<'_>) -> Result<Vec<Disagreement>> {
    let (mut ours, mut theirs) = (here.positions()?, there.positions()?);
    let questions: BTreeSet<Question> = ours.keys().chain(theirs.keys()).cloned().collect();
    let mut found = Vec::new();
    for question in questions {
        let (a, b) = (ours.remove(&question), theirs.remove(&question));
        let differ = match (&a, &b) {
            (Some(a), Some(b)) => a.answer != b.answer,
            _ => {
                question.0 == "withdrawal"
                    && question.1.iter().all(|&id| here.has_claim(id) && there.has_claim(id))
            }
        };
        if differ {
            let about = about(here, &question);
            let (on, of) = question;
            found.push(Disagreement { on, of, about, here: a, there: b });
        }
    }
    Ok(found)
}

/// Names what a question is about; by its id where it is not on record here.
fn about(view: &View<'_>, (on, of): &Question) -> String {
    let name = |&id: &ContentHash| {
        let named = match *on {
            "grade" | "description" | "one source" => {
                view.source_itself(SourceId(id)).map(|source| source.name.as_str().to_owned())
            }
            "relation" => Ok(format!("relation {}", &id.to_string()[..8])),
            _ => view.claim(ClaimId(id)).map(|record| record.claim.gist()),
        };
        named.unwrap_or_else(|_| id.to_string())
    };
    of.iter().map(name).collect::<Vec<_>>().join(" | ")
}
