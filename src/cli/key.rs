//! The user's signing key: where it lies, and how it is made.

use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use onrecord::ledger::{Note, Signer, Verifier};

use super::failure::Failure;
use super::ui::tell;

/// Names the key file when `--key-file` does not.
pub(crate) const VARIABLE: &str = "ONRECORD_KEY";

/// What a verb that signs takes.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Signing {
    /// The file of your signing key; made at first use
    #[arg(long, value_name = "PATH", value_hint = clap::ValueHint::FilePath, help = "The file of your \
        signing key [default: ONRECORD_KEY, else key.pem in the data folder]; made at first use")]
    key_file: Option<PathBuf>,
}

impl Signing {
    /// Reads the user's key; makes it if there is none.
    pub(crate) fn signer(&self) -> Result<Signer, Failure> {
        let path = self.path()?;
        match read(&path)? {
            Some(signer) => Ok(signer),
            None => make(&path),
        }
    }

    /// The public keys that a note can be verified with here: the one that is given, else the
    /// user's own under the name that signed it.
    pub(crate) fn verifier(
        &self,
        given: Option<&Verifier>,
        note: &Note,
    ) -> Result<Verifier, Failure> {
        if let Some(key) = given {
            return Ok(key.clone());
        }
        let signer = read(&self.path()?)?;
        let own = signer
            .map(|signer| note.names().filter_map(|name| signer.verifier(name).ok()).collect());
        let own: Vec<Verifier> = own.unwrap_or_default();
        let signed = own.into_iter().find(|key| note.is_of(key));
        signed.ok_or_else(|| {
            Failure::failed("the checkpoint is not signed with your key")
                .hint("give the key of whoever signed it with --key NAME+KEYID+BASE64")
        })
    }

    fn path(&self) -> Result<PathBuf, Failure> {
        if let Some(path) = &self.key_file {
            return Ok(path.clone());
        }
        if let Some(path) = env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
            return Ok(path.into());
        }
        let folders = etcetera::choose_base_strategy().map_err(|_| {
            Failure::failed("there is no home folder to keep a key in")
                .hint("name a key file with --key-file PATH or ONRECORD_KEY")
        })?;
        Ok(folders.data_dir().join("onrecord").join("key.pem"))
    }
}

fn unusable(path: &Path, why: impl std::fmt::Display) -> Failure {
    Failure::failed(format!("cannot use the key {}: {why}", path.display()))
        .hint("name another key file with --key-file PATH; a new one is made where there is none")
}

/// Reads a key file; `None` if there is none. One that others may read is no secret.
fn read(path: &Path) -> Result<Option<Signer>, Failure> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unusable(path, error)),
    };
    if is_open_to_others(path) {
        return Err(Failure::failed(format!("others may read the key {}", path.display()))
            .hint("make it yours alone with chmod 600, or make a new one elsewhere"));
    }
    Signer::from_pem(&text).map(Some).map_err(|error| unusable(path, error))
}

/// Makes a key that nobody else can read.
fn make(path: &Path) -> Result<Signer, Failure> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)
        .map_err(|error| Failure::failed(format!("the system gives no random bytes: {error}")))?;
    let signer = Signer::from_seed(seed);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| unusable(path, error))?;
    }
    // Written beside its place and put there whole, so that nobody ever reads half a key.
    let mut part = path.as_os_str().to_owned();
    part.push(format!(".{}", std::process::id()));
    let written = write(Path::new(&part), &signer.to_pem());
    let put = written.and_then(|()| fs::hard_link(&part, path));
    drop(fs::remove_file(&part));
    match put {
        Ok(()) => {
            tell(format!("made a signing key: {}", path.display()));
            Ok(signer)
        }
        // Somebody else was faster.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            read(path)?.ok_or_else(|| unusable(path, error))
        }
        Err(error) => Err(unusable(path, error)),
    }
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = private(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(unix)]
fn private(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}
