//! `onrecord relate`: a person's judgement on two claims.

use onrecord::model::Relation;
use onrecord::ops::judge;

use super::failure::{FINE, Outcome};
use super::help::foot;
use super::options::{self, Writing};
use super::ui::Line;
use super::{Context, complete, ids, look};

/// State how one claim stands to another
///
/// Your judgement stands before the program's proposal. For repeats, refines and revises, A is
/// the later claim
#[derive(clap::Args)]
#[command(after_help = foot!(
    "relate 3fa0c1d2 contradicts 91b2aa07",
    "relate 3fa0 repeats 91b2 --reason \"both read the same statement\""))]
pub(crate) struct Args {
    /// The claim that stands so
    #[arg(add = complete::claims())]
    a: String,
    /// How it stands
    #[arg(value_parser = options::relation())]
    relation: Relation,
    /// The claim it stands so to
    #[arg(add = complete::claims())]
    b: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let mut store = context.to_write()?;
    let (a, b) = (ids::claim(&store, None, &args.a)?, ids::claim(&store, None, &args.b)?);
    let session = context.session(&args.writing);
    let id = judge::relate(&mut store, &session, (a, args.relation, b), args.reason.as_deref())?;
    context.ui.line(Line::new().id(id.to_string()))?;
    let verb = if session.is_dry_run() { "would be stated" } else { "stated" };
    let (a, b) = (look::short(a), look::short(b));
    context.ui.tell(Line::new().dim(format!("{verb}: {a} {} {b}", args.relation)));
    Ok(FINE)
}
