//! `onrecord retract | correct | note | undo | redo`: nothing is deleted; each is a new fact.

use onrecord::ops::correct;

use super::failure::{FINE, Failure, Outcome};
use super::help::foot;
use super::options::Writing;
use super::ui::{Line, tell};
use super::{Context, complete, ids, inputs, look};

/// Retract a claim: record that it was withdrawn
///
/// The claim stays on record, marked, and counts nowhere. To say that it was never a claim at
/// all, use onrecord reject
#[derive(clap::Args)]
#[command(after_help = foot!("retract 3fa0c1d2 --reason \"the Courier withdrew the story\""))]
pub(crate) struct RetractArgs {
    /// The claim's id
    #[arg(add = complete::claims())]
    id: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// Correct a claim: record that another claim replaces it
///
/// Log the correction first (onrecord log, or onrecord claim); both claims stay on record
#[derive(clap::Args)]
#[command(after_help = foot!("correct 3fa0c1d2 91b2aa07 --reason \"correction of 4 March\""))]
pub(crate) struct CorrectArgs {
    /// The claim that was wrong
    #[arg(add = complete::claims())]
    old: String,
    /// The claim that replaces it
    #[arg(add = complete::claims())]
    new: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// Write a note on anything on record
#[derive(clap::Args)]
#[command(after_help = foot!(
    "note 3fa0c1d2 \"called the ministry, no answer\"", "note \"Ana Orsk\" - < memo.txt"))]
pub(crate) struct NoteArgs {
    /// An id, or a source's name
    #[arg(add = complete::claims())]
    id: String,
    /// The note, or - for stdin
    text: String,
    #[command(flatten)]
    writing: Writing,
}

/// Undo the last operation
///
/// What it recorded no longer counts, but stays readable with --as-of. Undo again for the one
/// before; onrecord redo takes an undo back
#[derive(clap::Args)]
#[command(after_help = foot!("undo --dry-run", "undo"))]
pub(crate) struct UndoArgs {
    #[command(flatten)]
    writing: Writing,
}

/// Take the last undo back
#[derive(clap::Args)]
#[command(after_help = foot!("redo"))]
pub(crate) struct RedoArgs {
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn retract(args: &RetractArgs, context: &Context) -> Outcome {
    let mut store = context.to_write()?;
    let claim = ids::claim(&store, None, &args.id)?;
    let session = context.session(&args.writing);
    let new = correct::retract(&mut store, &session, claim, args.reason.as_deref())?;
    done(&args.writing, new, &format!("{} is retracted", look::short(claim)))
}

pub(crate) fn correct(args: &CorrectArgs, context: &Context) -> Outcome {
    let mut store = context.to_write()?;
    let [old, new] = [&args.old, &args.new].map(|id| ids::claim(&store, None, id));
    let (old, new) = (old?, new?);
    let session = context.session(&args.writing);
    let added = correct::correct(&mut store, &session, old, new, args.reason.as_deref())?;
    done(&args.writing, added, &format!("{} replaces {}", look::short(new), look::short(old)))
}

pub(crate) fn note(args: &NoteArgs, context: &Context) -> Outcome {
    let text = if args.text == "-" { inputs::stdin_text()? } else { args.text.clone() };
    if text.trim().is_empty() {
        return Err(
            Failure::usage("the note is empty").hint("give its words, or pipe them in with -")
        );
    }
    let mut store = context.to_write()?;
    let thing = ids::thing(&store, None, &args.id)?;
    correct::note(&mut store, &context.session(&args.writing), thing, text.trim())?;
    done(&args.writing, true, &format!("note on {} {}", thing.kind(), look::short(thing.id())))
}

pub(crate) fn undo(args: &UndoArgs, context: &Context) -> Outcome {
    let mut store = context.to_write()?;
    let operation = correct::undo(&mut store, &context.session(&args.writing))?;
    let verb = if args.writing.dry_run { "would undo" } else { "undone" };
    tell(format!("{verb}: {}", what(&operation)));
    Ok(FINE)
}

pub(crate) fn redo(args: &RedoArgs, context: &Context) -> Outcome {
    let mut store = context.to_write()?;
    let operation = correct::redo(&mut store, &context.session(&args.writing))?;
    let verb = if args.writing.dry_run { "would stand again" } else { "stands again" };
    tell(format!("{verb}: {}", what(&operation)));
    Ok(FINE)
}

fn what(operation: &onrecord::store::Operation) -> String {
    let facts = look::count(operation.facts, "fact");
    let (id, at) = (look::short(operation.id), look::at(operation.at));
    format!("{id} of {at}, {facts}: {}", operation.command)
}

fn done(writing: &Writing, new: bool, what: &str) -> Outcome {
    tell(Line::new().plain(match (new, writing.dry_run) {
        (false, _) => format!("already so: {what}"),
        (true, true) => format!("would be recorded: {what}"),
        (true, false) => format!("recorded: {what}"),
    }));
    Ok(FINE)
}
