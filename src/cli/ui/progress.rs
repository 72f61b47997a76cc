//! Progress of long work, on a terminal only.

use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressStyle};
use onrecord::interchange::inert;

/// A bar on stderr, or nothing.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Begins work on `steps` things; fewer than three need no bar.
    pub(crate) fn begin(steps: usize) -> Self {
        if steps < 3 || !stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(steps as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Says what is being worked on.
    pub(crate) fn at(&self, what: &str) {
        self.0.set_message(inert::one_line(what).into_owned());
    }

    /// One thing is done.
    pub(crate) fn step(&self) {
        self.0.inc(1);
    }

    /// Prints something in between without tearing the bar.
    pub(crate) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.0.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
