//! Copies of a database, made while others may read and write it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::error::{Error, Result};

/// How many pages are copied in one step; writers get their turn between two.
const PAGES: i32 = 1_000;

/// Copies the database at `path` to `copy`, which must not be there. Whoever finds `copy` finds all of
/// it: until then it is called `COPY.part`.
pub(super) fn copy(path: &Path, copy: &Path) -> Result<()> {
    let failed =
        |cause: &dyn ToString| Error::Open { path: copy.to_owned(), cause: cause.to_string() };
    if copy.exists() {
        return Err(failed(&"there is a file already"));
    }
    let mut part = copy.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let copied = copy_pages(path, &part);
    let moved = copied.and_then(|()| fs::rename(&part, copy).map_err(|error| failed(&error)));
    if moved.is_err() {
        // What is left of a copy that failed helps nobody; that it could not be made is told anyhow.
        drop(fs::remove_file(&part));
    }
    moved
}

fn copy_pages(path: &Path, part: &Path) -> Result<()> {
    let opened = |path: &Path, cause: &dyn ToString| Error::Open {
        path: path.to_owned(),
        cause: cause.to_string(),
    };
    File::create(part).map_err(|error| opened(part, &error))?;
    let source = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .map_err(|error| opened(path, &error))?;
    let mut target = Connection::open(part).map_err(|error| opened(part, &error))?;
    Backup::new(&source, &mut target)?.run_to_completion(PAGES, Duration::ZERO, None)?;
    Ok(())
}
