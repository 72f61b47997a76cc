//! Files for the owner alone, replaced whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::error::{Error, Result};

/// The most bytes that a file of a vault may have.
const MOST: u64 = 1 << 30;

/// The same name with an ending more.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// Reads a file that nobody else may read; `None` if there is none.
pub(super) fn read(path: &Path) -> Result<Option<Zeroizing<String>>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::file(path)(error)),
    };
    if is_open_to_others(&file) {
        return Err(Error::Open { path: path.to_owned() });
    }
    let size = file.metadata().map_err(Error::file(path))?.len();
    if size > MOST {
        return Err(Error::damaged(path, "it is far too long"));
    }
    // Room for all of it at once: growing would leave copies behind.
    let room = usize::try_from(size).unwrap_or_default() + 1;
    let mut text = Zeroizing::new(String::with_capacity(room));
    match file.take(MOST).read_to_string(&mut text) {
        Ok(_) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            Err(Error::damaged(path, "it is not text"))
        }
        Err(error) => Err(Error::file(path)(error)),
    }
}

/// What becomes of the bytes of the file that is replaced.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Old {
    /// They are left to the file system.
    Left,
    /// They are overwritten first, for what that is worth (docs/threat-model.md).
    Overwritten,
}

/// Puts a file in its place so that a crash leaves the old one or the new one, never half of one.
pub(super) fn replace(path: &Path, text: &str, old: Old) -> Result<()> {
    let failed = Error::file(path);
    let before = (old == Old::Overwritten).then(|| OpenOptions::new().write(true).open(path));
    let part = with_ending(path, &format!(".{}", std::process::id()));
    let written = write(&part, text).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        drop(fs::remove_file(&part));
    }
    written.map_err(&failed)?;
    sync_folder(path).map_err(&failed)?;
    match before {
        Some(Ok(file)) => blank(file).map_err(&failed),
        _ => Ok(()),
    }
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = private(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn blank(mut file: File) -> std::io::Result<()> {
    let size = file.metadata()?.len();
    file.rewind()?;
    std::io::copy(&mut std::io::repeat(0).take(size), &mut file)?;
    file.sync_all()
}

/// Overwrites and removes a file; `false` if there is none.
pub(super) fn remove(path: &Path) -> Result<bool> {
    match OpenOptions::new().write(true).open(path) {
        Ok(file) => {
            blank(file).map_err(Error::file(path))?;
            fs::remove_file(path).map_err(Error::file(path))?;
            Ok(true)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::file(path)(error)),
    }
}

/// Waits until nobody else is changing the vault. Held until the file is dropped.
pub(super) fn lock(path: &Path) -> Result<File> {
    let path = with_ending(path, ".lock");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    owner_only(&mut options);
    let file = options.open(&path).map_err(Error::file(&path))?;
    file.lock().map_err(Error::file(&path))?;
    Ok(file)
}

fn private(path: &Path) -> std::io::Result<File> {
    // Left behind by a process of this number that was killed.
    drop(fs::remove_file(path));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    owner_only(&mut options);
    options.open(path)
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn owner_only(_: &mut OpenOptions) {}

#[cfg(unix)]
fn is_open_to_others(file: &File) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &File) -> bool {
    false
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> std::io::Result<()> {
    Ok(())
}
