//! `onrecord propose`: a model of the user's reads what the rules left open.

use onrecord::interchange::{ProposedList, ProposedPair, json};
use onrecord::ops::propose::{Proposed, left_open, propose};

use super::failure::{FINE, Failure, Outcome};
use super::help::foot;
use super::model::ModelOption;
use super::options::Writing;
use super::ui::{Line, Progress};
use super::{Context, look};

/// Have a model of yours compare what the rules left open
///
/// Reads each two claims on record that share much and whose comparison is undecided. What the model
/// decides is recorded as proposed, with the model's hash as evidence; confirm or reject it as you
/// would the rules' proposals. Takes a model that tells entailment and contradiction, or one that
/// turns sentences into vectors (which can only find the same meaning)
#[derive(clap::Args)]
#[command(after_help = foot!(
    "propose --model models/nli",
    "propose --model models/nli --dry-run --json"))]
pub(crate) struct Args {
    #[command(flatten)]
    model: ModelOption,
    /// Print what was proposed as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let model = args.model.load()?.ok_or_else(|| {
        Failure::usage("no model is named").hint("name one with --model PATH or ONRECORD_MODEL")
    })?;
    let mut store = context.to_write()?;
    let session = context.session(&args.writing);
    let progress = Progress::begin(left_open(&store)?);
    let Proposed { asked, decided } = propose(&mut store, &session, &model, || progress.step())?;
    drop(progress);
    let pairs = decided.into_iter().map(|(a, b, made)| ProposedPair {
        a,
        b,
        agreement: made.agreement,
        evidence: made.evidence,
    });
    let list = ProposedList { asked, decided: pairs.collect(), dry_run: session.is_dry_run() };
    if args.json {
        json::pretty(context.ui.raw(), &list)?;
        return Ok(FINE);
    }
    print(&list, context)?;
    Ok(FINE)
}

fn print(list: &ProposedList, context: &mut Context) -> std::io::Result<()> {
    for pair in &list.decided {
        let (a, b) = (look::short(pair.a), look::short(pair.b));
        let line = Line::new().id(a).plain(format!("  {}  ", pair.agreement)).id(b);
        context.ui.line(line)?;
        if let Some(found) = pair.evidence.last() {
            context.ui.paragraph(6, &format!("{:+.2}  {}", found.weight, found.rule))?;
            context.ui.paragraph(6, &format!("\"{}\" / \"{}\"", found.a, found.b))?;
        }
    }
    let verb = if list.dry_run { "would be proposed" } else { "proposed" };
    let counts = format!("{} of {}", list.decided.len(), look::count(list.asked, "open pair"));
    context.ui.tell(Line::new().dim(format!("{verb}: {counts}")));
    Ok(())
}
