//! Backups, and the way back.

use std::fs;
use std::path::{Path, PathBuf};

use crate::store::{Kinship, Store};

use super::check::{Verified, verify};
use super::{Error, Result};

/// What a restored record is, and where the one before it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// How many entries the record has now.
    pub entries: u64,
    /// The copy of the record as it was before, and how many entries that has; `None` if there was
    /// nothing.
    pub before: Option<(PathBuf, u64)>,
    /// How the backup stands to the record as it was.
    pub kinship: Kinship,
}

/// Copies the record to a new file, while others may write to it, and verifies the copy.
pub fn backup(store: &Store, to: &Path) -> Result<Verified> {
    store.copy_to(to)?;
    verify(&Store::open_to_read(to)?, None)
}

/// Puts a backup in the place of the record at `at`. The backup is verified first and left as it is;
/// of the record as it was, a copy is kept beside it.
///
/// # Errors
/// `Unsound` if the backup is not sound: then nothing is done.
pub fn restore(from: &Path, at: &Path) -> Result<Restored> {
    let staged = beside(at, "restoring");
    Store::copy_of(from, &staged)?;
    let restored = put(&staged, at);
    // Whatever came of it, the staged copy has served.
    drop(fs::remove_file(&staged));
    restored
}

fn put(staged: &Path, at: &Path) -> Result<Restored> {
    let backup = Store::open(staged)?;
    let verified = verify(&backup, None)?;
    if !verified.is_sound() {
        return Err(Error::Unsound(verified.faults));
    }
    let mut store = Store::open(at)?;
    let had = store.entries()?;
    let before = (had > 0).then(|| (beside(at, "before-restore"), had));
    if let Some((copy, _)) = &before {
        store.copy_to(copy)?;
    }
    let kinship = backup.kinship(&store)?;
    store.replace_with(&backup)?;
    Ok(Restored { entries: store.entries()?, before, kinship })
}

/// A name beside a file's that is not taken: `NAME.WHY`, `NAME.WHY-2`, ...
pub(super) fn beside(path: &Path, why: &str) -> PathBuf {
    let name = |nth: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(if nth == 1 { format!(".{why}") } else { format!(".{why}-{nth}") });
        PathBuf::from(name)
    };
    (1..).map(name).find(|path| !path.exists()).expect("some number is free")
}
