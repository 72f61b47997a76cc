//! `onrecord compare`: do two statements agree?

use std::io::BufRead;

use onrecord::interchange::{ComparedPair, Pair, json};
use onrecord::model::{Agreement, Comparison, Stance};
use onrecord::neural::Model;
use onrecord::ops::unrecorded::{Said, agreement};
use onrecord::ops::{ask, resolve};

use super::Context;
use super::failure::{FINE, Failure, Outcome};
use super::help::foot;
use super::model::ModelOption;
use super::ui::{Line, Ui};

/// Tell whether two statements agree
///
/// Compares by content alone, whoever says it: agrees, refines, contradicts, unrelated or
/// undecided, with the words that led to it. A and B are statements or ids of claims on record. What
/// the rules leave undecided, a model of yours may settle
#[derive(clap::Args)]
#[command(after_help = foot!(
    "compare \"42 people were hurt\" \"At least 40 people were hurt\"",
    "compare 3fa0c1d2 91b2aa07", "compare --ndjson < pairs.ndjson",
    "compare --model models/nli \"He holds a harp\" \"He holds no instrument\""))]
pub(crate) struct Args {
    /// The first statement, or a claim's id
    #[arg(required_unless_present = "ndjson", requires = "b")]
    a: Option<String>,
    /// The second statement, or a claim's id
    b: Option<String>,
    /// Read {"id","a","b"} lines on stdin if no statements are given; print one JSON object a line
    #[arg(long)]
    ndjson: bool,
    #[command(flatten)]
    model: ModelOption,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let model = args.model.load()?;
    let model = model.as_ref();
    let (Some(a), Some(b)) = (&args.a, &args.b) else { return run_lines(model, context) };
    let comparison = agreement(&said(context, a)?, &said(context, b)?, model)?;
    if args.ndjson {
        let pair = ComparedPair::new(serde_json::Value::Null, comparison);
        json::line(context.ui.raw(), &pair)?;
    } else {
        print(&mut context.ui, &comparison)?;
    }
    Ok(FINE)
}

/// The words that are meant: those of a claim on record if `text` is its id, else `text` itself.
fn said(context: &Context, text: &str) -> Result<Said, Failure> {
    let today = Some(context.now.today());
    let words = || Said { words: text.to_owned(), stance: Stance::Asserts, anchor: today };
    let Ok(prefix) = text.parse() else { return Ok(words()) };
    let store = context.to_read()?;
    let record = ask::claim(&store, None, resolve::claim(&store, None, &prefix)?)?;
    let anchor = record.claim.asserted_on.as_ref().or(record.document.published_on.as_ref());
    Ok(Said {
        words: record.claim.words(),
        stance: record.claim.stance,
        anchor: anchor.and_then(onrecord::model::When::latest),
    })
}

fn run_lines(model: Option<&Model>, context: &mut Context) -> Outcome {
    for (nth, line) in std::io::stdin().lock().lines().enumerate() {
        let bad = |why: &dyn std::fmt::Display| {
            Failure::failed(format!("line {} of stdin is no pair: {why}", nth + 1))
                .hint("each line is a JSON object with \"id\", \"a\" and \"b\"")
        };
        let line = line.map_err(|why| bad(&why))?;
        if line.trim().is_empty() {
            continue;
        }
        let pair: Pair = serde_json::from_str(&line).map_err(|why| bad(&why))?;
        let said = |words| Said { words, stance: Stance::Asserts, anchor: None };
        let comparison = agreement(&said(pair.a), &said(pair.b), model)?;
        json::line(context.ui.raw(), &ComparedPair::new(pair.id, comparison))?;
    }
    Ok(FINE)
}

fn print(ui: &mut Ui, comparison: &Comparison) -> std::io::Result<()> {
    let word = comparison.agreement.as_str();
    ui.line(match comparison.agreement {
        Agreement::Contradicts => Line::new().bad(word),
        Agreement::Agrees | Agreement::Refines => Line::new().good(word),
        Agreement::Unrelated | Agreement::Undecided => Line::new().doubt(word),
    })?;
    for found in &comparison.evidence {
        let sides = format!("\"{}\" / \"{}\"", found.a, found.b);
        let weight = format!("  {:+.2}  ", found.weight);
        ui.line(Line::new().dim(weight).plain(found.rule.as_str()).plain("  ").plain(sides))?;
    }
    Ok(())
}
