//! `onrecord verify`: is the record sound?

use onrecord::ops::check::verify;
use serde_json::json;

use super::failure::{FINE, FOUND, Failure, Outcome};
use super::help::foot;
use super::ui::Line;
use super::{Context, look};

/// Check the record: recompute every hash, id and span
///
/// Every fault is named with its row; none is hidden by another
#[derive(clap::Args)]
#[command(after_help = foot!("verify", "verify --db demo.db --json";
    ", 3 faults found;\n1 also if there was nothing to check"))]
pub(crate) struct Args {
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let verified = verify(&store)?;
    let checked = verified.checked();
    if args.json {
        let counts: serde_json::Map<_, _> = verified
            .counts
            .iter()
            .map(|(what, count)| ((*what).to_owned(), json!(count)))
            .collect();
        let fault = |fault: &onrecord::store::Fault| json!({"table": fault.table, "place": fault.place, "problem": fault.problem});
        let faults: Vec<_> = verified.faults.iter().map(fault).collect();
        let answer = json!({"checked": checked, "counts": counts, "faults": faults});
        onrecord::interchange::json::pretty(context.ui.raw(), &answer)?;
    } else {
        context.ui.page();
        for fault in &verified.faults {
            let place = format!("{}, {}: ", fault.table, fault.place);
            context.ui.line(Line::new().bad("fault  ").bold(place).plain(&*fault.problem))?;
        }
        let counts: Vec<_> =
            verified.counts.iter().map(|(what, count)| format!("{what} {count}")).collect();
        let sum = format!("checked {checked} facts: {}", counts.join(", "));
        let found = look::count(verified.faults.len(), "fault");
        let line = Line::new().plain(sum).plain("; ");
        let sound = verified.faults.is_empty();
        context.ui.line(if sound { line.good("no fault") } else { line.bad(found) })?;
    }
    match (checked, verified.faults.is_empty()) {
        (_, false) => Ok(FOUND),
        (0, true) => Err(Failure::failed("nothing was checked: nothing is on record")
            .hint("log an article first: onrecord log FILE")),
        (_, true) => Ok(FINE),
    }
}
