//! `onrecord doctor`: where the database is, why there, and how it is.

use std::io::IsTerminal;

use onrecord::ops::check::doctor;
use onrecord::store::{self, Store};

use super::failure::{FAILED, FINE, Outcome};
use super::help::foot;
use super::ui::{Line, tell_failure};
use super::{Context, clock, context, place};

/// Tell where the database is, why there, and how it is
///
/// No claim text is printed: the answer can be pasted into a bug report
#[derive(clap::Args)]
#[command(after_help = foot!("doctor", "doctor --db demo.db"))]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, context: &mut Context) -> Outcome {
    row(context, "onrecord", env!("CARGO_PKG_VERSION"))?;
    let place = context.place()?;
    row(context, "database", &place.path.display().to_string())?;
    row(context, "chosen", place.why)?;
    settings(context)?;
    let health = match Store::open_to_read(&place.path) {
        Ok(store) => doctor(&store)?,
        Err(store::Error::NotFound { .. }) => {
            row(context, "state", "there is no database yet; onrecord log FILE makes it")?;
            return Ok(FINE);
        }
        Err(error) => {
            tell_failure(&error.into());
            return Ok(FAILED);
        }
    };
    row(context, "format", &health.format.to_string())?;
    row(context, "SQLite", &health.sqlite)?;
    if let Some(bytes) = health.bytes {
        row(context, "size", &format!("{bytes} bytes"))?;
    }
    for (what, count) in &health.counts {
        row(context, what, &count.to_string())?;
    }
    for damage in &health.damage {
        context.ui.line(Line::new().bold(format!("{:<20}", "damage")).bad(damage))?;
    }
    let sound = health.damage.is_empty();
    row(
        context,
        "state",
        if sound { "sound; onrecord verify checks every fact" } else { "damaged" },
    )?;
    Ok(if sound { FINE } else { FAILED })
}

fn settings(context: &mut Context) -> std::io::Result<()> {
    let shown = |stream: bool| if stream { "a terminal" } else { "no terminal" };
    row(context, "stdout", shown(std::io::stdout().is_terminal()))?;
    for name in [place::VARIABLE, context::BY, clock::VARIABLE, "ONRECORD_PAGER", "NO_COLOR"] {
        if let Some(value) = std::env::var_os(name) {
            row(context, name, &value.to_string_lossy())?;
        }
    }
    Ok(())
}

fn row(context: &mut Context, name: &str, value: &str) -> std::io::Result<()> {
    context.ui.line(Line::new().bold(format!("{name:<20}")).plain(value))
}
