//! `onrecord import`: claims from a file of JSON Lines.

use onrecord::interchange::{BadLine, ImportSummary, json};
use onrecord::model::SourceName;
use onrecord::ops::alike::look_alikes;
use onrecord::ops::import::{Batch, Origin};

use super::failure::{FAILED, FINE, Failure, Outcome};
use super::help::foot;
use super::options::Writing;
use super::ui::{Line, Progress, Ui};
use super::{Context, inputs, look, warn};

/// So many bad lines are told one by one.
const TOLD: usize = 20;

/// Import claims from a file of JSON Lines
///
/// Each line is an object with "id" and "text", and with "title", "source", "kind", "asserted_on"
/// and "url" where they are known. The id is kept: onrecord match prints it as the claim's key. A
/// line without a source is asserted by the --outlet, or by nobody. All good lines are recorded in
/// one operation; a second run adds nothing
#[expect(clippy::doc_markdown, reason = "the help shows the names as they are typed")]
#[derive(clap::Args)]
#[command(after_help = foot!(
    "import claims.jsonl",
    "import checked.jsonl --outlet \"Velmouth Courier\" --strict",
    "import - --dry-run --json < claims.jsonl";
    failed "also if one of several lines\ncould not be used: the others are recorded, without --strict"))]
pub(crate) struct Args {
    /// The file, or - for stdin
    #[arg(value_hint = clap::ValueHint::FilePath)]
    file: String,
    /// Who published the claims
    #[arg(long, value_name = "NAME", value_parser = SourceName::new)]
    outlet: Option<SourceName>,
    /// Record nothing if any line cannot be used
    #[arg(long)]
    strict: bool,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let name = if args.file == "-" { "stdin" } else { args.file.as_str() };
    let path = (args.file != "-").then(|| args.file.clone());
    let origin = Origin { path, outlet: args.outlet.clone() };
    let batch = Batch::read(&inputs::bytes(&args.file)?, &origin);
    tell_failed(&mut context.ui, name, &batch.failed);
    if batch.is_empty() || args.strict && !batch.failed.is_empty() {
        return Err(nothing(name, &batch));
    }
    let mut store = context.to_make(&args.writing)?;
    let session = context.session(&args.writing);
    let progress = Progress::begin(batch.len());
    let summary = batch.record(&mut store, &session, || progress.step())?;
    drop(progress);
    warn::alike(&look_alikes(&store, None, Some(&session))?);
    if args.json {
        json::pretty(context.ui.raw(), &summary)?;
    } else {
        context.ui.line(told(&summary))?;
    }
    Ok(if summary.failed.is_empty() { FINE } else { FAILED })
}

fn nothing(name: &str, batch: &Batch) -> Failure {
    let hint = "each line is a JSON object with \"id\" and \"text\"";
    match batch.failed.len() {
        0 => Failure::failed(format!("{name} holds no claims")).hint(hint),
        failed => Failure::failed(format!(
            "nothing was recorded: {} of {name} cannot be used",
            look::count(failed, "line")
        ))
        .hint(hint),
    }
}

fn tell_failed(ui: &mut Ui, name: &str, failed: &[BadLine]) {
    for BadLine { line, reason } in failed.iter().take(TOLD) {
        ui.tell(Line::new().bad("onrecord:").plain(format!(" {name}:{line}: {reason}")));
    }
    if failed.len() > TOLD {
        ui.tell(Line::new().dim(format!("and {} more", failed.len() - TOLD)));
    }
}

fn told(summary: &ImportSummary) -> Line {
    let verb = if summary.dry_run { "would record" } else { "recorded" };
    let mut words = match summary.recorded {
        0 => "nothing new".to_owned(),
        recorded => format!("{verb} {} (unreviewed)", look::count(recorded, "claim")),
    };
    if summary.known > 0 {
        words += &format!(", {} already recorded", look::count(summary.known, "claim"));
    }
    let mut line = Line::new().bold(words);
    if !summary.failed.is_empty() {
        line = line.bad(format!("; {} failed", look::count(summary.failed.len(), "line")));
    }
    if !summary.unused.is_empty() {
        line = line.dim(format!("; not used: {}", summary.unused.join(", ")));
    }
    line
}
