//! A desk to work at: an empty folder, a fixed clock, a name, and the program.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// An empty folder in which the program is run.
pub(crate) struct Desk(tempfile::TempDir);

/// What one run printed, and its exit code.
#[must_use]
pub(crate) struct Ran {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: i32,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder can be made"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file; its folder is made.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("it lies in a folder"))
            .expect("folders can be made");
        fs::write(&path, bytes).expect("a file can be written");
        path
    }

    /// The program with `args`, in this folder, with nothing of the user's environment.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(args).current_dir(self.path()).env_clear();
        command.env("HOME", self.path()).env("ONRECORD_DB", "record.db");
        command.env("ONRECORD_NOW", "2024-03-08T12:00:00Z").env("ONRECORD_BY", "Tess");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, b"")
    }

    /// Runs the program with `stdin`.
    pub(crate) fn run_with(&self, args: &[&str], stdin: &[u8]) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program can be started");
        let mut pipe = child.stdin.take().expect("stdin is piped");
        // A program that does not read stdin closes it.
        let _ = pipe.write_all(stdin);
        drop(pipe);
        let done = child.wait_with_output().expect("the program ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("answers are UTF-8");
        Ran {
            out: text(done.stdout),
            err: text(done.stderr),
            code: done.status.code().expect("it was not killed"),
        }
    }
}

impl Ran {
    /// What was printed, if all went well.
    #[track_caller]
    pub(crate) fn ok(self) -> String {
        assert_eq!(self.code, 0, "exit code; stderr:\n{}", self.err);
        self.out
    }
}

/// The verbs, as `onrecord --help` lists them.
pub(crate) fn verbs() -> Vec<String> {
    let help = Desk::new().run(&["--help"]).ok();
    let list = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next());
    let lines = list.expect("the help lists commands").lines();
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let verbs = names.filter_map(|line| line.split_whitespace().next());
    verbs.filter(|verb| *verb != "help").map(str::to_owned).collect()
}
