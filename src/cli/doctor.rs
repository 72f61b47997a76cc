//! `onrecord doctor`: where the database is, why there, and how it is.

use std::io::IsTerminal;

use onrecord::ops::check::{Health, doctor};
use onrecord::store::{self, Store};

use super::failure::{FAILED, FINE, Outcome};
use super::help::foot;
use super::ui::{Line, Ui};
use super::{Context, clock, context, key, place, secret};

/// Tell where the database is, why there, and how it is
///
/// No claim text is printed: the answer can be pasted into a bug report
#[derive(clap::Args)]
#[command(after_help = foot!("doctor", "doctor --db demo.db"))]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, context: &mut Context) -> Outcome {
    let place = context.place()?;
    let mut page = Page::default();
    page.row("onrecord", env!("CARGO_PKG_VERSION"));
    page.row("database", &place.path.display().to_string());
    page.row("chosen", place.why);
    page.settings();
    let (sound, failure) = match Store::open_to_read(&place.path) {
        Ok(store) => (page.health(&doctor(&store)?), None),
        Err(store::Error::NotFound { .. }) => {
            page.row("state", "there is no database yet; onrecord log FILE makes it");
            (true, None)
        }
        Err(error) => (false, Some(error.into())),
    };
    page.print(&mut context.ui)?;
    if let Some(failure) = &failure {
        context.ui.tell_failure(failure);
    }
    Ok(if sound { FINE } else { FAILED })
}

/// Names and what is to be told of each; printed in two columns.
#[derive(Default)]
struct Page(Vec<(String, Line)>);

impl Page {
    fn row(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.into()));
    }

    fn settings(&mut self) {
        let stdout = std::io::stdout().is_terminal();
        self.row("stdout", if stdout { "a terminal" } else { "no terminal" });
        for name in [
            place::VARIABLE,
            context::BY,
            key::VARIABLE,
            secret::VARIABLE,
            clock::VARIABLE,
            "ONRECORD_PAGER",
            "NO_COLOR",
        ] {
            if let Some(value) = std::env::var_os(name) {
                self.row(name, &value.to_string_lossy());
            }
        }
    }

    /// Tells how the database is. Returns whether it is sound.
    fn health(&mut self, health: &Health) -> bool {
        self.row("format", &health.format.to_string());
        self.row("SQLite", &health.sqlite);
        if let Some(bytes) = health.bytes {
            self.row("size", &format!("{bytes} bytes"));
        }
        for (what, count) in &health.counts {
            self.row(what, &count.to_string());
        }
        for damage in &health.damage {
            self.0.push(("damage".to_owned(), Line::new().bad(damage)));
        }
        let sound = health.damage.is_empty();
        self.row(
            "state",
            if sound { "sound; onrecord verify checks every fact" } else { "damaged" },
        );
        sound
    }

    fn print(self, ui: &mut Ui) -> std::io::Result<()> {
        let widest = self.0.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        self.0.into_iter().try_for_each(|(name, value)| {
            ui.hanging(widest + 2, Line::new().bold(format!("{name:<widest$}  ")).then(value))
        })
    }
}
