//! `onrecord report`: what is corroborated, by how many independent origins, what is contradicted.

use std::fs;
use std::io::Write;

use onrecord::interchange::json;
use onrecord::model::SourceId;
use onrecord::ops::ask::{self, ClaimFilter};
use onrecord::ops::report::{ReportQuery, report};
use onrecord::ops::resolve::{self, Candidate, Thing};
use onrecord::ops::{self, AsOf};
use onrecord::report::{Look, Report, html, markdown, terminal};
use onrecord::store::Store;

use super::failure::{FINE, FOUND, Failure, Outcome};
use super::help::foot;
use super::options::{FailOn, Reading};
use super::ui::{Line, Ui};
use super::{Context, complete, look};

/// At most so many sources are named in a hint.
const MOST_NAMES: usize = 3;

/// Print the corroboration report
///
/// Of the whole record; or of the propositions with a claim in which all words of QUERY stand, or
/// that the id of a claim, document or source leads to
#[derive(clap::Args)]
#[command(after_help = foot!(
    "report", "report \"pump station\"", "report 3fa0c1d2 --format markdown",
    "report --format html --output report.html", "report wall --fail-on contradiction";
    ", 3 with --fail-on:\nit was found"))]
pub(crate) struct Args {
    /// Words, or an id
    #[arg(add = complete::claims())]
    query: Vec<String>,
    /// How it is written
    #[arg(long, value_parser = ["terminal", "markdown", "html", "json"], default_value = "terminal")]
    format: String,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Write it into this file
    #[arg(long, short, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<String>,
    #[command(flatten)]
    fail_on: FailOn,
    #[command(flatten)]
    reading: Reading,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let as_of = context.as_of(&store, &args.reading)?;
    let report = report(&store, as_of, &query(&store, as_of, &args.query)?)?;
    let format = if args.json { "json" } else { args.format.as_str() };
    match args.output.as_deref().filter(|path| *path != "-") {
        Some(path) => {
            write_file(path, &rendered(&report, format, Look::default()))?;
            context.ui.tell(Line::new().dim(format!("the report is in {path}")));
        }
        None if format == "terminal" => print(&mut context.ui, &report)?,
        None => {
            context.ui.raw().write_all(rendered(&report, format, Look::default()).as_bytes())?;
        }
    }
    if report.propositions.is_empty() {
        context.ui.tell(Line::new().dim("no claim on record fits: the report is empty"));
        if let Some(hint) = by_name(&store, as_of, &args.query.join(" "))? {
            context.ui.tell(Line::new().dim("hint:").plain(" ").plain(hint));
        }
    }
    let found = args.fail_on.asked() && report.totals.contradicted > 0;
    Ok(if found { FOUND } else { FINE })
}

/// Prints the report of the whole record, for `onrecord log --report`.
pub(crate) fn print_all(ui: &mut Ui, store: &Store) -> Result<(), Failure> {
    Ok(print(ui, &report(store, None, &ReportQuery::default())?)?)
}

fn print(ui: &mut Ui, report: &Report) -> std::io::Result<()> {
    ui.page();
    let text = terminal(report, ui.look());
    ui.raw().write_all(text.as_bytes())
}

fn rendered(report: &Report, format: &str, look: Look) -> String {
    match format {
        "markdown" => markdown(report),
        "html" => html(report),
        "json" => json::inert(&onrecord::report::json(report)),
        _ => terminal(report, look),
    }
}

pub(super) fn write_file(path: &str, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|why| {
        Failure::failed(format!("cannot write {path}: {why}"))
            .hint("check the folder and its permissions, or give another --output FILE")
    })
}

/// Whom words name that stand in no claim, and how to ask for what they said.
fn by_name(store: &Store, as_of: AsOf, words: &str) -> Result<Option<String>, Failure> {
    let called: Vec<(SourceId, String)> = match resolve::source(store, as_of, words) {
        Ok(id) => vec![(id, ask::source(store, as_of, id)?.name.to_string())],
        Err(ops::Error::AmbiguousSource { candidates, .. }) => {
            let source = |one: Candidate| Some((one.thing.as_source()?, one.label));
            candidates.into_iter().filter_map(source).take(MOST_NAMES).collect()
        }
        Err(_) => Vec::new(),
    };
    let hint = |(id, name): &(SourceId, String)| {
        format!("{name} is a source: onrecord report {}", look::short(id))
    };
    let hints: Vec<String> = called.iter().map(hint).collect();
    Ok((!hints.is_empty()).then(|| hints.join("; ")))
}

/// What the report is about: words, or what an id leads to.
fn query(store: &Store, as_of: AsOf, words: &[String]) -> Result<ReportQuery, Failure> {
    let question = words.join(" ");
    if question.trim().is_empty() {
        return Ok(ReportQuery::default());
    }
    let mut query = ReportQuery { question: Some(question.clone()), ..ReportQuery::default() };
    let thing = question.parse().map(|prefix| resolve::resolve(store, as_of, &prefix));
    let mut filter = ClaimFilter::default();
    match thing {
        Ok(Ok(Thing::Claim(id))) => query.claims = Some(vec![id]),
        Ok(Ok(Thing::Document(id))) => filter.document = Some(id),
        Ok(Ok(Thing::Source(id))) => filter.sources = Some(vec![id]),
        Ok(Ok(other)) => {
            return Err(Failure::failed(format!("'{question}' is a {}", other.kind()))
                .hint("a report is about words, a claim, a document or a source"));
        }
        Ok(Err(error @ ops::Error::AmbiguousId { .. })) => return Err(error.into()),
        Ok(Err(_)) | Err(_) => filter.text = Some(question),
    }
    query.filter = filter;
    Ok(query)
}
