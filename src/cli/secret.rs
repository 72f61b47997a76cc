//! Secrets on their way in: never an argument, never echoed, never in a core dump.

use std::env;
use std::io::{ErrorKind, IsTerminal, Read};
use std::path::{Path, PathBuf};

use console::Term;
use onrecord::vault::{Identity, Key, Lock, Recipient, SecretKey, Session, Vault};
use zeroize::Zeroizing;

use super::Context;
use super::failure::Failure;

/// Names the vault when `--vault` does not.
pub(crate) const VARIABLE: &str = "ONRECORD_VAULT";

/// The most bytes that a secret can have.
const MOST: usize = 64 * 1024;

/// Which vault is meant.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Where {
    /// The vault
    #[arg(long, value_name = "PATH", value_hint = clap::ValueHint::FilePath,
        help = "The vault [default: ONRECORD_VAULT, else the database's path and .vault]")]
    vault: Option<PathBuf>,
}

impl Where {
    /// The vault that is meant, whether there is one or not.
    pub(crate) fn vault(&self, context: &Context) -> Result<Vault, Failure> {
        no_core_dumps();
        if let Some(path) = &self.vault {
            return Ok(Vault::at(path));
        }
        if let Some(path) = env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
            return Ok(Vault::at(Path::new(&path)));
        }
        let mut path = context.place()?.path.into_os_string();
        path.push(".vault");
        Ok(Vault::at(Path::new(&path)))
    }
}

/// What opens a vault.
#[derive(clap::Args, Clone, Debug, Default)]
#[group(multiple = false)]
pub(crate) struct Unlocking {
    /// The file of your age key (AGE-SECRET-KEY-1…), if the vault is locked for it; - for stdin
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    unlock_with: Option<String>,
    /// A file whose first line is the passphrase; - for stdin [default: it is asked for]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    passphrase_file: Option<String>,
}

impl Unlocking {
    /// Opens the vault: with what was given, else with the key of an open session, else with the
    /// passphrase, which is asked for.
    pub(crate) fn unlock(&self, vault: &Vault, context: &Context) -> Result<SecretKey, Failure> {
        let key = match (&self.unlock_with, &self.passphrase_file) {
            (Some(file), _) => Key::from_key_file(&text(file, "key")?)?,
            (_, Some(file)) => Key::passphrase(first_line(&text(file, "passphrase")?)),
            _ => match open_session(vault, context)? {
                Some(key) => return Ok(key),
                None => Key::passphrase(&asked("Passphrase of the vault: ")?),
            },
        };
        Ok(vault.unlock(&key)?)
    }
}

/// The key that `onrecord vault open` left, if it is still the vault's.
fn open_session(vault: &Vault, context: &Context) -> Result<Option<SecretKey>, Failure> {
    let Some(session) = session(vault) else { return Ok(None) };
    let found = session.key(context.now.instant())?;
    Ok(found.map(|(key, _)| key).filter(|key| vault.check(key).is_ok()))
}

/// Where the key of an open vault may lie: only in a folder that goes when the user logs out.
pub(crate) fn session(vault: &Vault) -> Option<Session> {
    let folder = env::var_os("XDG_RUNTIME_DIR").filter(|folder| !folder.is_empty())?;
    Some(Session::of(vault, Path::new(&folder)))
}

/// What a vault is to be locked with.
#[derive(clap::Args, Clone, Debug, Default)]
#[group(multiple = false)]
pub(crate) struct Locking {
    /// Lock the vault for the owner of this public age key (age1…); may be given several times
    #[arg(long, value_name = "KEY")]
    recipient: Vec<Recipient>,
    /// Lock it with the passphrase in the first line of this file; - for stdin [default: it is
    /// asked for]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    new_passphrase_file: Option<String>,
}

impl Locking {
    /// The lock that is wished for.
    pub(crate) fn lock(&self) -> Result<Lock, Failure> {
        if !self.recipient.is_empty() {
            return Ok(Lock::Recipients(self.recipient.clone()));
        }
        let words = match &self.new_passphrase_file {
            Some(file) => Zeroizing::new(first_line(&text(file, "passphrase")?).to_owned()),
            None => twice("New passphrase for the vault (five words or more): ")?,
        };
        Ok(Lock::passphrase(&words)?)
    }
}

/// Reads who somebody is: from a file, from stdin, or from the keyboard.
pub(crate) fn identity(file: Option<&str>) -> Result<Identity, Failure> {
    let told = match file {
        Some(file) => text(file, "identity")?,
        None if std::io::stdin().is_terminal() => {
            let name = twice("Name of the source (it is not shown): ")?;
            let details = asked("What else belongs to it (how to reach them; may be empty): ")?;
            Zeroizing::new(format!("{}\n{}", name.as_str(), details.as_str()))
        }
        None => text("-", "identity")?,
    };
    Ok(Identity::from_text(&told)?)
}

/// Reads a secret from a file or stdin. The path is not repeated in a message: it may say too much.
fn text(file: &str, what: &str) -> Result<Zeroizing<String>, Failure> {
    let unreadable = |why: &str| Failure::failed(format!("cannot read the {what}: {why}"));
    let read = |mut from: Box<dyn Read>| {
        // Room for all of it at once: growing would leave copies behind.
        let mut bytes = Zeroizing::new(vec![0; MOST + 1]);
        let mut size = 0;
        while size < bytes.len() {
            match from.read(&mut bytes[size..])? {
                0 => break,
                more => size += more,
            }
        }
        std::io::Result::Ok((bytes, size))
    };
    let read = match file {
        "-" => read(Box::new(std::io::stdin())),
        path => std::fs::File::open(path).and_then(|file| read(Box::new(file))),
    };
    let (bytes, size) = read.map_err(|error| match error.kind() {
        ErrorKind::NotFound => unreadable("there is no such file"),
        _ => unreadable(&error.to_string()),
    })?;
    if size > MOST {
        return Err(unreadable("it is too long"));
    }
    let text = std::str::from_utf8(&bytes[..size]).map_err(|_| unreadable("it is not UTF-8"))?;
    Ok(Zeroizing::new(text.to_owned()))
}

fn first_line(text: &str) -> &str {
    text.split(['\r', '\n']).next().unwrap_or_default()
}

/// Asks on the terminal for something that is not shown.
fn asked(question: &str) -> Result<Zeroizing<String>, Failure> {
    let terminal = Term::stderr();
    if !terminal.is_term() {
        return Err(Failure::usage("there is no terminal to ask on")
            .hint("give a file, or - for stdin; onrecord help vault says how"));
    }
    let failed = |why: std::io::Error| Failure::failed(format!("cannot ask: {why}"));
    terminal.write_str(question).map_err(failed)?;
    terminal.read_secure_line().map(Zeroizing::new).map_err(failed)
}

/// Asks until the same was typed twice: nobody sees a slip of what is not shown.
fn twice(question: &str) -> Result<Zeroizing<String>, Failure> {
    loop {
        let first = asked(question)?;
        if *first == *asked("Once more: ")? {
            return Ok(first);
        }
        super::ui::tell("these were not the same");
    }
}

/// Whatever is read from here on is in no core dump, and no other process of the user may look at
/// this one's memory. Where the system cannot do it, the secret is no worse off than before.
#[cfg(unix)]
fn no_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let _ = setrlimit(Resource::Core, none);
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

#[cfg(not(unix))]
fn no_core_dumps() {}
