//! `onrecord who`: who asserted what, and when.

use onrecord::interchange::ListedClaim;
use onrecord::model::ClaimRecord;
use onrecord::ops::ask::{self, Speaker};

use super::failure::Outcome;
use super::filter::ClaimOptions;
use super::help::foot;
use super::options::{Format, Reading};
use super::ui::{Line, Ui};
use super::{Context, list, look};

/// Tell who asserted what, and when
///
/// Claims in whose words, or in whose source's name, all words of QUERY stand, grouped by
/// source and ordered by date. Without QUERY, all claims
#[derive(clap::Args)]
#[command(after_help = foot!(
    "who", "who \"pump station\"", "who Kirby --said-until 2023-01",
    "who dam --named --json"))]
pub(crate) struct Args {
    /// Words to look for
    query: Vec<String>,
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
    let speakers = ask::who(&store, as_of, &args.query.join(" "), &filter)?;
    let claims = speakers.iter().flat_map(|speaker| &speaker.claims);
    let listed: Vec<_> = claims.map(ListedClaim::from).collect();
    list::print(&mut context.ui, args.format, &listed, "nobody on record says so", |ui| {
        speakers.iter().enumerate().try_for_each(|(nth, speaker)| {
            if nth > 0 {
                ui.line("")?;
            }
            print(ui, speaker)
        })
    })
}

fn print(ui: &mut Ui, speaker: &Speaker) -> std::io::Result<()> {
    let source = &speaker.source;
    let heading = Line::new().bold(source.name.as_str()).dim(format!(
        "  {}, {}",
        source.kind,
        look::count(speaker.claims.len(), "claim")
    ));
    ui.hanging(4, heading)?;
    speaker.claims.iter().try_for_each(|claim| print_claim(ui, claim))
}

fn print_claim(ui: &mut Ui, record: &ClaimRecord) -> std::io::Result<()> {
    let said = match &record.claim.asserted_on {
        Some(when) => when.to_string(),
        None => match &record.document.published_on {
            Some(when) => format!("published {when}"),
            None => "date unknown".to_owned(),
        },
    };
    let outlet = record.document.outlet.as_ref().map(|outlet| format!("  {outlet}"));
    let line = Line::new().plain("  ").id(look::short(record.id)).plain("  ").plain(said);
    let line = line.dim(outlet.unwrap_or_default()).plain("  ");
    ui.hanging(6, look::marked(line, record))?;
    ui.paragraph(4, &look::words(record))
}
