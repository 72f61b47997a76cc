//! `onrecord claims`: a list with filters.

use onrecord::interchange::ListedClaim;
use onrecord::model::ClaimRecord;
use onrecord::ops::ask;

use super::failure::Outcome;
use super::filter::ClaimOptions;
use super::help::foot;
use super::options::{Format, Reading};
use super::ui::Rows;
use super::{Context, list, look};

/// List claims
#[derive(clap::Args)]
#[command(after_help = foot!(
    "claims",
    "claims --source Kirby --said-since 2022-12",
    "claims --text \"pump station\" --unnamed",
    "claims --review unreviewed --json"))]
pub(crate) struct Args {
    #[command(flatten)]
    filter: ClaimOptions,
    #[command(flatten)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let as_of = context.as_of(&store, &args.reading)?;
    let filter = args.filter.read(context, &store, as_of)?;
    let records = ask::claims(&store, as_of, &filter)?;
    let listed: Vec<_> = records.iter().map(ListedClaim::from).collect();
    let none = "no claim on record fits";
    list::print(&mut context.ui, args.format, &listed, none, |ui| ui.table(table(&records)))
}

/// Claims as a table for people.
pub(crate) fn table(records: &[ClaimRecord]) -> Rows {
    let mut rows = Rows::new(&["id", "said", "who (outlet)", "claim", "standing"], &["claim"]);
    for record in records {
        rows.push([
            look::short(record.id),
            look::on(record.claim.asserted_on.as_ref()),
            who(record),
            look::words(record),
            look::standing(record),
        ]);
    }
    rows
}

/// Who says it, and which outlet says so, where that is another.
fn who(record: &ClaimRecord) -> String {
    let who = look::who(record);
    match &record.document.outlet {
        Some(outlet) if outlet.as_str() != who => format!("{who} ({outlet})"),
        _ => who,
    }
}
