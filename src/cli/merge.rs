//! `onrecord merge`: another person's record, taken into this one.

use std::path::{Path, PathBuf};

use onrecord::interchange::json;
use onrecord::ops;
use onrecord::ops::merge::{Disagreement, Merged, Other};
use onrecord::store::Position;
use serde_json::{Value, json};

use super::failure::{FINE, FOUND, Failure, Outcome};
use super::help::foot;
use super::options::Writing;
use super::ui::{Line, Progress, Ui};
use super::{Context, look};

/// Merge another record into this one
///
/// The other database is checked first, as onrecord verify does, and is not changed. Every fact keeps
/// who recorded it and when; what is on record already is not recorded again, so that merging twice
/// changes nothing, and either way round gives the same record. New claims are compared with yours.
/// Questions that the two records answer differently are listed: the later answer counts, as ever.
/// onrecord undo takes a merge back
#[derive(clap::Args)]
#[command(after_help = foot!("merge ~/from-tom/record.db --dry-run", "merge ~/from-tom/record.db";
    ", 3 the other has faults:\nnothing was recorded"))]
pub(crate) struct Args {
    /// The other database
    #[arg(value_hint = clap::ValueHint::FilePath)]
    other: PathBuf,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let here = context.place()?.path;
    let other = match Other::open(&args.other, &here) {
        Err(ops::Error::Unsound(faults)) => return unsound(&faults, &args.other, &mut context.ui),
        other => other.map_err(of_other)?,
    };
    take(&other, (args.json, &args.writing), context)
}

/// Says that the other record has faults: nothing was recorded.
pub(crate) fn unsound(faults: &[onrecord::store::Fault], path: &Path, ui: &mut Ui) -> Outcome {
    faults.iter().try_for_each(|fault| ui.line(look::fault(fault)))?;
    let count = look::count(faults.len(), "fault");
    ui.tell(format!("{} has {count}: nothing was recorded", path.display()));
    Ok(FOUND)
}

/// A failure of the other record: its path is an argument and not the option --db.
fn of_other(error: ops::Error) -> Failure {
    match error {
        ops::Error::Store(error) => Failure::failed(error.to_string())
            .hint("nothing was recorded; give the path of another onrecord database"),
        error => error.into(),
    }
}

/// Merges, and tells what came of it.
pub(crate) fn take(
    other: &Other,
    (json, writing): (bool, &Writing),
    context: &mut Context,
) -> Outcome {
    let mut store = context.to_make(writing)?;
    let session = context.session(writing);
    let progress = Progress::begin(other.entries()?);
    let merged = other.merge(&mut store, &session, || progress.step())?;
    drop(progress);
    if json {
        json::pretty(context.ui.raw(), &as_json(&merged, writing.dry_run))?;
        return Ok(FINE);
    }
    context.ui.line(told(&merged, writing.dry_run))?;
    merged.disagreements.iter().try_for_each(|one| context.ui.line(disagreement(one)))?;
    Ok(FINE)
}

fn told(merged: &Merged, dry_run: bool) -> Line {
    let ledger = format!(" from {} ({} entries)", merged.ledger.origin, merged.ledger.size);
    if merged.taken == onrecord::store::Taken::default() {
        return Line::new().bold("nothing new").dim(ledger);
    }
    let verb = if dry_run { "would merge" } else { "merged" };
    let words = format!(
        "{verb} {}: {}, {}",
        look::count(merged.taken.facts, "fact"),
        look::count(merged.taken.operations, "operation"),
        look::count(merged.taken.claims.len(), "claim")
    );
    let line = Line::new().bold(words).dim(ledger);
    match merged.compared {
        0 => line,
        compared => {
            line.plain(format!("; {} with claims here", look::count(compared, "comparison")))
        }
    }
}

fn disagreement(one: &Disagreement) -> Line {
    let line = Line::new().doubt("differs  ").plain(one.on).plain(" of ").bold(&*one.about);
    line.plain(": here ")
        .then(position(one.here.as_ref()))
        .plain(", there ")
        .then(position(one.there.as_ref()))
}

fn position(position: Option<&Position>) -> Line {
    match position {
        None => Line::new().plain("nothing"),
        Some(position) => Line::new().bold(&*position.answer).dim(format!(
            " ({}, {})",
            position.judged.by,
            look::at(position.judged.at)
        )),
    }
}

fn as_json(merged: &Merged, dry_run: bool) -> Value {
    let position = |one: &Option<Position>| {
        one.as_ref()
            .map(|one| json!({"answer": one.answer, "by": one.judged.by, "at": one.judged.at}))
    };
    let disagreement = |one: &Disagreement| {
        json!({
            "on": one.on, "of": one.of, "about": one.about,
            "here": position(&one.here), "there": position(&one.there),
        })
    };
    json!({
        "ledger": {
            "origin": merged.ledger.origin, "size": merged.ledger.size, "root": merged.ledger.root,
        },
        "facts": merged.taken.facts,
        "operations": merged.taken.operations,
        "claims": merged.taken.claims,
        "compared": merged.compared,
        "disagreements": merged.disagreements.iter().map(disagreement).collect::<Vec<_>>(),
        "dry_run": dry_run,
    })
}
