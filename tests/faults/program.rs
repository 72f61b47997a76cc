//! The program as a process: to be killed, starved, and run many times at once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use onrecord::ops::check::verify;
use onrecord::store::{Error, Store};

/// A folder with articles in it, and a database of its own.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
    pub(crate) articles: usize,
}

/// An invented article of two claims, in words that no other has.
pub(crate) fn article(nth: usize) -> String {
    let [town, what] = ["Town", "thing"].map(|what| format!("{what}{}", letters(nth)));
    format!(
        "---\noutlet: {town} Post\n---\nThe {what} at {town} was shut, Ana {town} said on Monday. \
         \"Nobody counted the {what},\" said Per {town}.\n"
    )
}

fn letters(nth: usize) -> String {
    nth.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

impl Desk {
    pub(crate) fn new(articles: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("articles")).unwrap();
        for nth in 0..articles {
            fs::write(folder.path().join(format!("articles/{nth:04}.md")), article(nth)).unwrap();
        }
        Self { folder, articles }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn db(&self) -> PathBuf {
        self.path().join("record.db")
    }

    /// The program with nothing of the user's environment.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(args).current_dir(self.path()).env_clear();
        command.env("HOME", self.path()).env("ONRECORD_DB", self.db()).env("ONRECORD_BY", "Tess");
        command.env("ONRECORD_NOW", "2024-03-08T12:00:00Z");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    pub(crate) fn start(&self, args: &[&str]) -> Child {
        let mut command = self.command(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// How many documents and claims are on record. All of it is sound.
    pub(crate) fn counts(&self) -> (usize, usize) {
        counts(&self.db())
    }

    /// The same of a record that may not have been begun. A file with bytes in it does not say that
    /// it was: if its first tables were not all written, opening it takes them back.
    pub(crate) fn counts_if_begun(&self) -> Option<(usize, usize)> {
        match Store::open_to_read(&self.db()) {
            Err(Error::NotFound { .. }) => None,
            _ => Some(self.counts()),
        }
    }
}

/// How many documents and claims a database holds, which must be sound.
pub(crate) fn counts(db: &Path) -> (usize, usize) {
    let store = Store::open_to_read(db).unwrap();
    let verified = verify(&store, None).unwrap();
    assert_eq!(verified.faults, []);
    let count = |what| verified.counts.iter().find(|(name, _)| *name == what).map_or(0, |it| it.1);
    (count("documents"), count("claims"))
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[track_caller]
pub(crate) fn fine(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{}", err(output));
}
