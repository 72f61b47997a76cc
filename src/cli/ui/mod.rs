//! stdout for answers, stderr for everything else.

use std::io::{self, IsTerminal, Write};

use onrecord::interchange::inert;
use onrecord::report::Look;

mod line;
mod pager;
mod progress;
mod table;
mod wrap;

pub(crate) use line::Line;
pub(crate) use pager::Out;
pub(crate) use progress::Progress;
pub(crate) use table::Rows;
pub(crate) use wrap::{shorten, wrap};

use super::failure::Failure;

/// The width of an answer that is not shown on a terminal, in columns.
const WIDTH_ELSEWHERE: usize = 100;

/// What the user sees.
pub(crate) struct Ui {
    out: Out,
    colour: bool,
    width: usize,
    pager: bool,
}

impl Ui {
    /// Looks at where stdout goes. Colour has been chosen before (see [`choose_colour`]).
    pub(crate) fn new(pager: bool) -> Self {
        let on_terminal = io::stdout().is_terminal();
        let choice = anstream::AutoStream::choice(&io::stdout());
        Self {
            out: Out::stdout(),
            colour: choice != anstream::ColorChoice::Never,
            width: width(on_terminal),
            pager: pager && on_terminal,
        }
    }

    /// Sends what follows through the pager, if there is a terminal and the user wants one.
    pub(crate) fn page(&mut self) {
        if std::mem::take(&mut self.pager) {
            self.out = Out::paged();
        }
    }

    /// Whether nobody reads any more.
    pub(crate) fn is_closed(&self) -> bool {
        self.out.is_closed()
    }

    /// Prints a line.
    pub(crate) fn line(&mut self, line: impl Into<Line>) -> io::Result<()> {
        writeln!(self.out, "{}", line.into().render(self.colour))
    }

    /// Prints a line, broken if it does not fit; what goes on stands after `hang` spaces.
    pub(crate) fn hanging(&mut self, hang: usize, line: impl Into<Line>) -> io::Result<()> {
        let lines = line.into().wrapped(self.width, hang);
        lines.into_iter().try_for_each(|line| self.line(line))
    }

    /// Prints a paragraph, broken into lines that fit, each after `margin` spaces.
    pub(crate) fn paragraph(&mut self, margin: usize, text: &str) -> io::Result<()> {
        for part in wrap(&inert::one_line(text), self.width.saturating_sub(margin)) {
            writeln!(self.out, "{:margin$}{part}", "")?;
        }
        Ok(())
    }

    /// Prints a table.
    pub(crate) fn table(&mut self, rows: Rows) -> io::Result<()> {
        rows.lines(self.width).into_iter().try_for_each(|line| self.line(line))
    }

    /// How a report should look here.
    pub(crate) fn look(&self) -> Look {
        Look { width: self.width, colour: self.colour, ascii: is_ascii() }
    }

    /// Tells the user something that is not the answer, after all of the answer so far.
    pub(crate) fn tell(&mut self, line: impl Into<Line>) {
        // If stdout is gone, the next write to it says so.
        let _ = self.out.flush();
        tell(line);
    }

    /// Tells the user of a failure that does not end the run.
    pub(crate) fn tell_failure(&mut self, failure: &Failure) {
        let _ = self.out.flush();
        tell_failure(failure);
    }

    /// Where JSON, CSV and canonical bytes go.
    pub(crate) fn raw(&mut self) -> &mut Out {
        &mut self.out
    }

    /// Ends the answer: writes it out and waits for the pager.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.out.finish()?)
    }
}

/// Tells the user something that is not the answer.
pub(crate) fn tell(line: impl Into<Line>) {
    let colour = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
    // If stderr is gone there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{}", line.into().render(colour));
}

/// Tells the user of a failure, and what to do next.
pub(crate) fn tell_failure(failure: &Failure) {
    tell(Line::new().bad("onrecord:").plain(" ").plain(failure.message()));
    for (nth, hint) in failure.what_next().unwrap_or_default().lines().enumerate() {
        tell(if nth == 0 { Line::new().dim("hint:").plain(" ").plain(hint) } else { hint.into() });
    }
}

/// Sets whether answers and help have colour: `--color` before `NO_COLOR`, `CLICOLOR_FORCE` and
/// `CLICOLOR`, before what the terminal can do.
pub(crate) fn choose_colour(wish: &str) {
    match wish {
        "always" => anstream::ColorChoice::Always.write_global(),
        "never" => anstream::ColorChoice::Never.write_global(),
        _ => {}
    }
}

/// Whether the locale says that only ASCII can be shown.
fn is_ascii() -> bool {
    let told = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    told.is_some_and(|locale| locale == "C" || locale == "POSIX")
}

fn width(on_terminal: bool) -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || {
        let size = on_terminal.then(terminal_size::terminal_size).flatten();
        size.map(|(width, _)| usize::from(width.0))
    };
    told.or_else(seen).unwrap_or(WIDTH_ELSEWHERE).clamp(40, 240)
}
