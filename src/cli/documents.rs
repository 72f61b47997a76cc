//! `onrecord documents`: a list with filters.

use onrecord::interchange::ListedDocument;
use onrecord::model::DocumentRecord;
use onrecord::ops::ask::{self, DocumentFilter};

use super::failure::Outcome;
use super::help::foot;
use super::options::{Format, Reading};
use super::ui::Rows;
use super::{Context, complete, filter, list, look};

/// List documents: what has been read
#[derive(clap::Args)]
#[command(after_help = foot!(
    "documents", "documents harbour --outlet \"Velmouth Courier\"",
    "documents --published-since \"early March 2024\" --json"))]
pub(crate) struct Args {
    /// Words that stand in the title, outlet, author or path
    words: Vec<String>,
    /// Published by this outlet
    #[arg(long, value_name = "NAME", add = complete::sources())]
    outlet: Option<String>,
    /// Published on this day or later
    #[arg(long, value_name = "DATE")]
    published_since: Option<String>,
    /// Published on this day or earlier
    #[arg(long, value_name = "DATE")]
    published_until: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let as_of = context.as_of(&store, &args.reading)?;
    let filter = DocumentFilter {
        outlets: filter::some_sources(&store, as_of, args.outlet.as_deref())?,
        text: (!args.words.is_empty()).then(|| args.words.join(" ")),
        published_since: filter::since(context, args.published_since.as_deref())?,
        published_until: filter::until(context, args.published_until.as_deref())?,
        limit: args.limit,
    };
    let records = ask::documents(&store, as_of, &filter)?;
    let listed: Vec<_> = records.iter().map(ListedDocument::from).collect();
    let none = "no document on record fits";
    list::print(&mut context.ui, args.format, &listed, none, |ui| ui.table(table(&records)))
}

fn table(records: &[DocumentRecord]) -> Rows {
    let mut rows =
        Rows::new(&["id", "published", "outlet", "title", "claims", "file"], &["title", "file"]);
    for record in records {
        rows.push([
            look::short(record.id),
            look::on(record.published_on.as_ref()),
            record.outlet.as_ref().map(ToString::to_string).unwrap_or_default(),
            record.title.clone().unwrap_or_default(),
            record.claims.to_string(),
            file_name(record),
        ]);
    }
    rows
}

/// The last part of the path; `show` and the other formats have all of it.
fn file_name(record: &DocumentRecord) -> String {
    let path = record.path.as_deref().unwrap_or_default();
    path.rsplit('/').next().unwrap_or(path).to_owned()
}
