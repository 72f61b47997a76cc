//! `onrecord trace`: from every document back to who said it.

use std::io::Write;

use onrecord::interchange::json;
use onrecord::model::ClaimId;
use onrecord::ops::AsOf;
use onrecord::ops::report::{ReportQuery, report};
use onrecord::report::lineage::{Lineage, dot, lineage, svg};
use onrecord::report::tree;
use onrecord::store::Store;

use super::failure::{FINE, Failure, Outcome};
use super::help::foot;
use super::options::Reading;
use super::report::write_file;
use super::ui::Line;
use super::{Context, complete, ids, look};

/// Draw the way from documents back to the origins
///
/// Of the proposition that a claim is about: every origin, who passed its words on, and every
/// document where they can be read
#[derive(clap::Args)]
#[command(after_help = foot!(
    "trace 3fa0c1d2", "trace 3fa0c1d2 --svg lineage.svg", "trace 3fa0c1d2 --dot | dot -Tpdf > lineage.pdf"))]
pub(crate) struct Args {
    /// A claim
    #[arg(add = complete::claims())]
    id: String,
    /// Draw a picture into this file (SVG), or - for stdout
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath, group = "drawn")]
    svg: Option<String>,
    /// Print a graph for Graphviz
    #[arg(long, group = "drawn")]
    dot: bool,
    /// Print JSON
    #[arg(long, group = "drawn")]
    json: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let as_of = context.as_of(&store, &args.reading)?;
    let id = ids::claim(&store, as_of, &args.id)?;
    let found = of(&store, as_of, id)?;
    if let Some(path) = &args.svg {
        let picture = svg(&found);
        if path == "-" {
            context.ui.raw().write_all(picture.as_bytes())?;
        } else {
            write_file(path, &picture)?;
            context.ui.tell(Line::new().dim(format!("the picture is in {path}")));
        }
    } else if args.dot {
        context.ui.raw().write_all(dot(&found).as_bytes())?;
    } else if args.json {
        json::pretty(context.ui.raw(), &found)?;
    } else {
        context.ui.page();
        let text = tree(&found, context.ui.look());
        context.ui.raw().write_all(text.as_bytes())?;
    }
    Ok(FINE)
}

fn of(store: &Store, as_of: AsOf, id: ClaimId) -> Result<Lineage, Failure> {
    let query = ReportQuery { claims: Some(vec![id]), ..ReportQuery::default() };
    let report = report(store, as_of, &query)?;
    report.propositions.first().map(lineage).ok_or_else(|| {
        Failure::failed(format!("{} was rejected: it is on no proposition", look::short(id)))
            .hint("onrecord history tells who rejected it, and why")
    })
}
