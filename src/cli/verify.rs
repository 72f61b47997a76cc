//! `onrecord verify`: is the record sound?

use onrecord::ledger::{Checkpoint, Note, Stamped, Verifier, WrongProof};
use onrecord::ops::check::{Verified, verify};
use onrecord::ops::ledger;
use onrecord::store::{Fault, Store};
use serde_json::{Value, json};

use super::authority::{self, Trusting};
use super::failure::{FINE, FOUND, Failure, Outcome};
use super::help::foot;
use super::key::Signing;
use super::ui::{Line, Ui};
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
    trusting: Trusting,
    #[command(flatten)]
    signing: Signing,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// A size, and by when so many entries were there, or what speaks against that.
type ByThen = (u64, Result<Stamped, Fault>);

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let since = args.since.as_ref().map(|file| since(file, args)).transpose()?;
    let mut verified = verify(&store, since.as_ref().and_then(|since| since.as_ref().ok()))?;
    if let Some(Err(problem)) = &since {
        let (table, place) = ("checkpoint".to_owned(), "the file given".to_owned());
        verified.faults.push(Fault { table, place, problem: problem.clone() });
    }
    let stamps = stamps(&store, args)?;
    verified.faults.extend(stamps.iter().filter_map(|(_, stamped)| stamped.clone().err()));
    let since = since.and_then(Result::ok).map(|since| since.size);
    if args.json {
        let answer = as_json(&verified, since, &stamps);
        onrecord::interchange::json::pretty(context.ui.raw(), &answer)?;
    } else {
        print(&verified, since, &stamps, &mut context.ui)?;
    }
    match (verified.checked(), verified.faults.is_empty()) {
        (_, false) => Ok(FOUND),
        (0, true) => Err(Failure::failed("nothing was checked: nothing is on record")
            .hint("log an article first: onrecord log FILE")),
        (_, true) => Ok(FINE),
    }
}

fn as_json(verified: &Verified, since: Option<u64>, stamps: &[ByThen]) -> Value {
    let counts = verified.counts.iter().map(|(what, count)| ((*what).to_owned(), json!(count)));
    let counts: serde_json::Map<_, _> = counts.collect();
    let fault = |fault: &Fault| json!({"table": fault.table, "place": fault.place, "problem": fault.problem});
    let faults: Vec<_> = verified.faults.iter().map(fault).collect();
    let stamped = |(size, stamped): &ByThen| {
        let mut told = authority::as_json(stamped.as_ref().ok()?);
        told["entries"] = json!(size);
        Some(told)
    };
    let stamped: Vec<_> = stamps.iter().filter_map(stamped).collect();
    json!({"checked": verified.checked(), "counts": counts, "faults": faults, "since": since, "stamped": stamped})
}

fn print(
    verified: &Verified,
    since: Option<u64>,
    stamps: &[ByThen],
    ui: &mut Ui,
) -> std::io::Result<()> {
    ui.page();
    for fault in &verified.faults {
        ui.line(look::fault(fault))?;
    }
    let counts: Vec<_> =
        verified.counts.iter().map(|(what, count)| format!("{what} {count}")).collect();
    let sum = format!("checked {} facts: {}", verified.checked(), counts.join(", "));
    let found = look::count(verified.faults.len(), "fault");
    let line = Line::new().plain(sum).plain("; ");
    let sound = verified.faults.is_empty();
    ui.line(if sound { line.good("no fault") } else { line.bad(found) })?;
    if let (Some(size), true) = (since, sound) {
        let line = format!("the first {size} entries are those of the checkpoint");
        ui.line(Line::new().good(line))?;
    }
    for (size, stamped) in stamps {
        if let Ok(stamped) = stamped {
            let line = Line::new().plain(format!("the first {size} entries were there "));
            ui.line(line.then(authority::line(stamped)))?;
        }
    }
    Ok(())
}

/// Time stamps by the sizes of their checkpoints. What is wrong with one whoever made it is a fault
/// that `verify` itself finds; here it is told only that it is not of the authority given.
fn stamps(store: &Store, args: &Args) -> Result<Vec<ByThen>, Failure> {
    let authority = args.trusting.authority()?;
    let mut found = Vec::new();
    for (signed, stamp) in ledger::stamps(store)? {
        let size = signed.checkpoint.size;
        if stamp.check(&signed.note, None).is_err() {
            continue;
        }
        let fault = |problem: WrongProof| Fault {
            table: "stamp".to_owned(),
            place: format!("of the checkpoint of {size} entries"),
            problem: problem.to_string(),
        };
        found.push((size, stamp.check(&signed.note, authority.as_ref()).map_err(fault)));
    }
    Ok(found)
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
