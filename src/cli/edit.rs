//! `onrecord edit`: a claim that was extracted wrongly is replaced by the right one.

use onrecord::model::{SourceName, Stance};
use onrecord::ops::judge::{self, Edit};

use super::failure::{FINE, Failure, Outcome};
use super::help::foot;
use super::options::{self, Writing};
use super::ui::Line;
use super::{Context, complete, ids, look};

/// Edit a claim: record the right one, and that it replaces the other
#[derive(clap::Args)]
#[command(after_help = foot!(
    "edit 3fa0c1d2 --source \"Ana Orsk\"",
    "edit 3fa0c1d2 --words \"The wall is safe\" --on \"early March 2024\""))]
pub(crate) struct Args {
    /// The claim's id
    #[arg(add = complete::claims())]
    id: String,
    /// Other words, which must stand in the document
    #[arg(long, value_name = "TEXT")]
    words: Option<String>,
    /// Which place is meant if the words stand there several times, from 1
    #[arg(long, value_name = "N", requires = "words")]
    place: Option<usize>,
    /// Another source
    #[arg(long, value_name = "NAME", value_parser = SourceName::new, add = complete::sources())]
    source: Option<SourceName>,
    /// Another stance
    #[arg(long, value_name = "STANCE", value_parser = options::stance())]
    stance: Option<Stance>,
    /// When the source said it
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// When the thing claimed is said to be so
    #[arg(long, value_name = "DATE")]
    holds: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let edit = Edit {
        words: args.words.clone(),
        place: args.place,
        source: args.source.clone(),
        stance: args.stance,
        asserted_on: context.maybe_date(args.on.as_deref())?,
        holds_on: context.maybe_date(args.holds.as_deref())?,
    };
    if edit == Edit::default() {
        return Err(Failure::usage("nothing is to be edited")
            .hint("give --words, --source, --stance, --on or --holds"));
    }
    let mut store = context.to_write()?;
    let old = ids::claim(&store, None, &args.id)?;
    let new = judge::edit(&mut store, &context.session(&args.writing), old, &edit)?;
    context.ui.line(Line::new().id(new.to_string()))?;
    let verb = if args.writing.dry_run { "would replace" } else { "replaces" };
    context.ui.tell(Line::new().dim(format!("{verb} {}", look::short(old))));
    Ok(FINE)
}
