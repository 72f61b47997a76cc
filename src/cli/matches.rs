//! `onrecord match`: has this been claimed before?

use std::io::BufRead;

use onrecord::interchange::{Matched, MatchedQuery, Query, json};
use onrecord::model::Stance;
use onrecord::neural::{Encoder, Model};
use onrecord::ops::repeats::{self, Repeat, Repeats};

use super::failure::{FINE, Failure, Outcome};
use super::help::foot;
use super::model::ModelOption;
use super::options::Reading;
use super::ui::{Line, Progress, Ui};
use super::{Context, look};

/// Tell which claims on record a sentence repeats
///
/// Compares by words alone: rare ones weigh most, and spelling, endings and hashtags are forgiven.
/// The likest claim comes first, with its likeness from 0 to 1 and the words in common. With a
/// model that turns sentences into vectors, likeness of meaning counts as much as that of words; it
/// reads every claim once. What is alike may still contradict: see onrecord compare
#[derive(clap::Args)]
#[command(name = "match", after_help = foot!(
    "match \"the harbour wall moved 90 millimetres\"",
    "match --top 20 --ndjson < queries.ndjson",
    "match --model models/all-MiniLM-L6-v2 \"the sea wall is not where it was\""))]
pub(crate) struct Args {
    /// The sentence
    #[arg(required_unless_present = "ndjson")]
    sentence: Option<String>,
    /// List at most so many claims
    #[arg(long, value_name = "N", default_value_t = 5)]
    top: usize,
    /// Read {"id","query"} lines on stdin if no sentence is given; print one JSON object a line
    #[arg(long)]
    ndjson: bool,
    #[command(flatten)]
    model: ModelOption,
    #[command(flatten)]
    reading: Reading,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let encoder = encoder(args)?;
    if let Some(encoder) = &encoder {
        read_claims(encoder, context)?;
    }
    let store = context.to_read()?;
    let as_of = context.as_of(&store, &args.reading)?;
    let repeats = Repeats::new(&store, as_of, encoder.as_ref())?;
    let Some(sentence) = &args.sentence else { return run_lines(args.top, &repeats, context) };
    let found = repeats.of(sentence, args.top)?;
    if args.ndjson {
        json::line(context.ui.raw(), &listed(serde_json::Value::Null, found))?;
        return Ok(FINE);
    }
    if found.is_empty() {
        context.ui.tell(Line::new().dim("no claim on record is like it"));
    }
    found.iter().try_for_each(|repeat| print(&mut context.ui, &repeats, repeat))?;
    Ok(FINE)
}

fn encoder(args: &Args) -> Result<Option<Encoder>, Failure> {
    match args.model.load()? {
        None => Ok(None),
        Some(Model::Encoder(encoder)) => Ok(Some(encoder)),
        Some(Model::Judge(_)) => Err(Failure::usage(
            "the model tells entailment and contradiction, which match does not ask for",
        )
        .hint(
            "use it with onrecord compare; match takes a model that turns sentences into vectors",
        )),
    }
}

/// Has the model read what it has not read yet.
fn read_claims(encoder: &Encoder, context: &Context) -> Result<(), Failure> {
    let unread = repeats::unread(&context.to_read()?, encoder)?;
    if unread > 0 {
        let progress = Progress::begin(unread);
        repeats::read(&mut context.to_write()?, encoder, || progress.step())?;
    }
    Ok(())
}

fn run_lines(top: usize, repeats: &Repeats<'_>, context: &mut Context) -> Outcome {
    for (nth, line) in std::io::stdin().lock().lines().enumerate() {
        let bad = |why: &dyn std::fmt::Display| {
            Failure::failed(format!("line {} of stdin is no query: {why}", nth + 1))
                .hint("each line is a JSON object with \"id\" and \"query\"")
        };
        let line = line.map_err(|why| bad(&why))?;
        if line.trim().is_empty() {
            continue;
        }
        let query: Query = serde_json::from_str(&line).map_err(|why| bad(&why))?;
        let found = repeats.of(&query.query, top)?;
        json::line(context.ui.raw(), &listed(query.id, found))?;
    }
    Ok(FINE)
}

fn listed(id: serde_json::Value, found: Vec<Repeat>) -> MatchedQuery {
    let matched = |Repeat { claim, key, score, stance, words, headline, meaning }| Matched {
        claim,
        key,
        score,
        stance,
        words,
        headline,
        meaning,
    };
    MatchedQuery { id, matches: found.into_iter().map(matched).collect() }
}

fn print(ui: &mut Ui, repeats: &Repeats<'_>, repeat: &Repeat) -> Result<(), Failure> {
    let record = repeats.claim(repeat.claim)?;
    let on = |when| format!("  {}", look::on(Some(when)));
    let said = record.claim.asserted_on.as_ref().map(on).unwrap_or_default();
    let key = repeat.key.as_ref().map(|key| format!("  key {key}")).unwrap_or_default();
    let head = Line::new().plain(format!("{:.2}  ", repeat.score)).id(look::short(repeat.claim));
    let head = head.plain("  ").bold(look::who(&record));
    let head = match repeat.stance {
        Stance::Asserts => head,
        other => head.doubt(format!(" {other}")),
    };
    ui.hanging(6, head.dim(said).dim(key))?;
    ui.paragraph(6, &look::words(&record))?;
    if let Some(words) = in_common(repeat) {
        ui.paragraph(6, &format!("words in common: {words}"))?;
    }
    if let Some(meaning) = repeat.meaning {
        ui.paragraph(6, &format!("alike in meaning: {meaning:.2}"))?;
    }
    Ok(())
}

/// "radar (headline: broken)".
fn in_common(repeat: &Repeat) -> Option<String> {
    let words = repeat.words.join(", ");
    match (repeat.words.is_empty(), &repeat.headline[..]) {
        (true, []) => None,
        (false, []) => Some(words),
        (true, titled) => Some(format!("(headline: {})", titled.join(", "))),
        (false, titled) => Some(format!("{words} (headline: {})", titled.join(", "))),
    }
}
