//! Where answers go: stdout, or a pager that reads them first.

use std::env;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::{Child, Command, Stdio};

/// Names the pager, before `PAGER`.
pub(crate) const VARIABLE: &str = "ONRECORD_PAGER";

/// A stream of answers. When its reader goes away (`| head`, a pager that is quit) the rest is
/// dropped quietly and the command goes on: what it does does not hang on who looks.
pub(crate) struct Out {
    to: Box<dyn Write>,
    pager: Option<Child>,
    closed: bool,
}

impl Out {
    /// Answers to stdout.
    pub(crate) fn stdout() -> Self {
        Self { to: Box::new(BufWriter::new(io::stdout())), pager: None, closed: false }
    }

    /// Answers through the user's pager; through stdout if none can be started.
    pub(crate) fn paged() -> Self {
        let started = command().and_then(|mut pager| {
            pager.stdin(Stdio::piped()).spawn().ok().filter(|child| child.stdin.is_some())
        });
        let Some(mut child) = started else {
            return Self::stdout();
        };
        match child.stdin.take() {
            Some(stdin) => {
                Self { to: Box::new(BufWriter::new(stdin)), pager: Some(child), closed: false }
            }
            None => Self::stdout(),
        }
    }

    /// Whether nobody reads any more.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Writes out what is held back, and waits until the pager is quit.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        let flushed = self.flush();
        self.to = Box::new(io::sink());
        if let Some(mut pager) = self.pager.take() {
            pager.wait()?;
        }
        flushed
    }

    fn absorb<T>(&mut self, written: io::Result<T>, otherwise: T) -> io::Result<T> {
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(otherwise)
            }
            other => other,
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        let written = self.to.write(bytes);
        self.absorb(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let flushed = self.to.flush();
        self.absorb(flushed, ())
    }
}

/// The pager's command: `ONRECORD_PAGER`, then `PAGER`, then `less -FRX`; `None` when it is
/// empty or `cat`.
fn command() -> Option<Command> {
    let named = [VARIABLE, "PAGER"].iter().find_map(|name| env::var(name).ok());
    let line = named.unwrap_or_else(|| "less -FRX".to_owned());
    let mut words = line.split_whitespace();
    let program = words.next().filter(|program| *program != "cat")?;
    let mut command = Command::new(program);
    command.args(words);
    if env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    if env::var_os("LESSCHARSET").is_none() {
        command.env("LESSCHARSET", "utf-8");
    }
    Some(command)
}
