//! Which database is meant.

use std::env;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::failure::Failure;

/// Names the database when `--db` does not.
pub(crate) const VARIABLE: &str = "ONRECORD_DB";

const FILE: &str = "onrecord.db";

/// Why it is the database in the user's data folder.
pub(crate) const DATA_FOLDER: &str = "the data folder, since no onrecord.db lies here or above";

/// A database, and why it is this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) path: PathBuf,
    pub(crate) why: &'static str,
}

/// Finds the database: `--db`, `ONRECORD_DB`, `onrecord.db` in this folder or above, and at last
/// the user's data folder.
pub(crate) fn find(flag: Option<&Path>) -> Result<Place, Failure> {
    if let Some(path) = flag {
        return Ok(Place { path: path.to_owned(), why: "named with --db" });
    }
    if let Some(path) = env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
        return Ok(Place { path: path.into(), why: "named by ONRECORD_DB" });
    }
    let here = env::current_dir().unwrap_or_default();
    let above = here.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_file());
    if let Some(path) = above {
        let why = if path.parent() == Some(&here) {
            "found in this folder"
        } else {
            "found in a folder above"
        };
        return Ok(Place { path, why });
    }
    let folders = etcetera::choose_base_strategy().map_err(|_| {
        Failure::failed("there is no home folder to keep a database in")
            .hint("name a database with --db PATH or ONRECORD_DB")
    })?;
    let path = folders.data_dir().join("onrecord").join(FILE);
    Ok(Place { path, why: DATA_FOLDER })
}
