//! `onrecord verify`: is the record sound?

use onrecord::ledger::{Checkpoint, Note, Verifier};
use onrecord::ops::check::verify;
use onrecord::store::Fault;
use serde_json::json;

use super::failure::{FINE, FOUND, Failure, Outcome};
use super::help::foot;
use super::key::Signing;
use super::ui::Line;
use super::{Context, inputs, look};

/// Check the record: recompute every hash, id and span, and the tree
///
/// Every fault is named with its row; none is hidden by another. With a checkpoint that lay elsewhere
/// (onrecord checkpoint), also tells whether anything recorded before it was changed or removed
#[derive(clap::Args)]
#[command(after_help = foot!("verify", "verify --since monday.checkpoint";
    ", 3 faults found;\n1 also if there was nothing to check"))]
pub(crate) struct Args {
    /// A checkpoint that was signed earlier, or - for stdin
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    since: Option<String>,
    /// The public key that must have signed it [default: your own]
    #[arg(long, value_name = "KEY", requires = "since")]
    key: Option<Verifier>,
    #[command(flatten)]
    signing: Signing,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let since = args.since.as_ref().map(|file| since(file, args)).transpose()?;
    let mut verified = verify(&store, since.as_ref().and_then(|since| since.as_ref().ok()))?;
    if let Some(Err(problem)) = &since {
        let (table, place) = ("checkpoint".to_owned(), "the file given".to_owned());
        verified.faults.push(Fault { table, place, problem: problem.clone() });
    }
    let checked = verified.checked();
    if args.json {
        let counts: serde_json::Map<_, _> = verified
            .counts
            .iter()
            .map(|(what, count)| ((*what).to_owned(), json!(count)))
            .collect();
        let fault = |fault: &Fault| json!({"table": fault.table, "place": fault.place, "problem": fault.problem});
        let faults: Vec<_> = verified.faults.iter().map(fault).collect();
        let since = since.and_then(Result::ok).map(|since| since.size);
        let answer =
            json!({"checked": checked, "counts": counts, "faults": faults, "since": since});
        onrecord::interchange::json::pretty(context.ui.raw(), &answer)?;
    } else {
        context.ui.page();
        for fault in &verified.faults {
            context.ui.line(look::fault(fault))?;
        }
        let counts: Vec<_> =
            verified.counts.iter().map(|(what, count)| format!("{what} {count}")).collect();
        let sum = format!("checked {checked} facts: {}", counts.join(", "));
        let found = look::count(verified.faults.len(), "fault");
        let line = Line::new().plain(sum).plain("; ");
        let sound = verified.faults.is_empty();
        context.ui.line(if sound { line.good("no fault") } else { line.bad(found) })?;
        if let (Some(Ok(since)), true) = (&since, sound) {
            let line = format!("the first {} entries are those of the checkpoint", since.size);
            context.ui.line(Line::new().good(line))?;
        }
    }
    match (checked, verified.faults.is_empty()) {
        (_, false) => Ok(FOUND),
        (0, true) => Err(Failure::failed("nothing was checked: nothing is on record")
            .hint("log an article first: onrecord log FILE")),
        (_, true) => Ok(FINE),
    }
}

/// Reads a checkpoint, or tells what is wrong with its signature.
fn since(file: &str, args: &Args) -> Result<Result<Checkpoint, String>, Failure> {
    let malformed = |error: &dyn std::fmt::Display| Failure::failed(format!("{file} is {error}"));
    let text = String::from_utf8(inputs::bytes(file)?)
        .map_err(|_| malformed(&"not a checkpoint: it is not UTF-8"))?;
    let note: Note = text.parse().map_err(|error| malformed(&error))?;
    let key = args.signing.verifier(args.key.as_ref(), &note)?;
    match Checkpoint::of(&note, &key) {
        Ok(checkpoint) => checkpoint.map(Ok).map_err(|error| malformed(&error)),
        Err(problem) => Ok(Err(problem.to_string())),
    }
}
