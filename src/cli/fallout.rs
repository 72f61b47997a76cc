//! `onrecord fallout`: what falls if a claim is withdrawn?

use std::io;

use onrecord::interchange::{ListedClaim, json};
use onrecord::ops::fallout::{Change, Falling, Fallout, fallout};

use super::failure::{FINE, Outcome};
use super::help::foot;
use super::options::Reading;
use super::ui::{Line, Ui};
use super::{Context, complete, ids, look};

/// Tell what falls if a claim is withdrawn
///
/// What reaches us only through it, passes it on, echoes it or has it from its outlet, and what
/// rests on those; and what the propositions come to without all that
#[derive(clap::Args)]
#[command(after_help = foot!("fallout 3fa0c1d2", "fallout 3fa0c1d2 --json"))]
pub(crate) struct Args {
    /// A claim
    #[arg(add = complete::claims())]
    id: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let as_of = context.as_of(&store, &args.reading)?;
    let found = fallout(&store, as_of, ids::claim(&store, as_of, &args.id)?)?;
    if args.json {
        json::pretty(context.ui.raw(), &as_json(&found))?;
    } else {
        context.ui.page();
        print(&mut context.ui, &found)?;
    }
    Ok(FINE)
}

fn as_json(found: &Fallout) -> serde_json::Value {
    use serde_json::json;
    let falling = |all: &[Falling]| -> Vec<_> {
        let one = |it: &Falling| json!({"claim": ListedClaim::from(&it.record), "on": it.on, "how": it.how});
        all.iter().map(one).collect()
    };
    let side = |(verdict, grade): &(String, u8)| json!({"verdict": verdict, "credibility": grade});
    let change = |it: &Change| json!({"statement": it.statement, "with": side(&it.with), "without": side(&it.without)});
    json!({
        "claim": ListedClaim::from(&found.claim), "falls": falling(&found.falls),
        "shared": falling(&found.shared),
        "changes": found.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn print(ui: &mut Ui, found: &Fallout) -> io::Result<()> {
    let claim = &found.claim;
    let line = Line::new().id(look::short(claim.id)).plain("  ").bold(look::who(claim));
    ui.hanging(4, look::marked(line.plain("  "), claim))?;
    ui.paragraph(2, &look::words(claim))?;
    list(ui, "falls with it", &found.falls)?;
    list(ui, "falls too if their common origin or text was withdrawn", &found.shared)?;
    if found.falls.is_empty() && found.shared.is_empty() {
        ui.line("")?;
        ui.line("nothing on record rests on it")?;
    }
    for change in &found.changes {
        ui.line("")?;
        ui.hanging(4, Line::new().bold("changes  ").plain(format!("\"{}\"", change.statement)))?;
        for (name, (verdict, grade)) in [("with", &change.with), ("without", &change.without)] {
            ui.paragraph(2, &format!("{name} it: {verdict}; credibility {grade} (suggested)"))?;
        }
    }
    Ok(())
}

fn list(ui: &mut Ui, heading: &str, all: &[Falling]) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    ui.line("")?;
    ui.line(Line::new().bold(heading))?;
    for it in all {
        let line = Line::new().plain("  ").id(look::short(it.record.id)).plain("  ");
        ui.hanging(6, look::marked(line.bold(look::who(&it.record)).plain("  "), &it.record))?;
        ui.paragraph(4, &look::words(&it.record))?;
        ui.paragraph(4, &format!("on {}: {}", look::short(it.on), it.how))?;
    }
    Ok(())
}
