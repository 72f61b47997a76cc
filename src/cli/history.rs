//! `onrecord history`: what happened to one thing on record.

use onrecord::interchange::ListedHappening;
use onrecord::ops::show::{self, Happening};
use onrecord::store::{Event, Verdict};

use super::failure::Outcome;
use super::help::foot;
use super::options::{Format, Reading};
use super::ui::{Line, Ui};
use super::{Context, complete, ids, list, look};

/// Tell what happened to one thing on record, oldest first
#[derive(clap::Args)]
#[command(after_help = foot!("history 3fa0c1d2", "history \"Ana Orsk\" --json"))]
pub(crate) struct Args {
    /// An id, or a source's name
    #[arg(add = complete::claims())]
    id: String,
    #[command(flatten)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let as_of = context.as_of(&store, &args.reading)?;
    let thing = ids::thing(&store, as_of, &args.id)?;
    let happenings = show::history(&store, as_of, thing)?;
    let listed = listed_all(&happenings);
    list::print(&mut context.ui, args.format, &listed, "nothing happened to it", |ui| {
        print(ui, &happenings)
    })
}

/// Prints happenings, one a line.
pub(crate) fn print(ui: &mut Ui, happenings: &[Happening]) -> std::io::Result<()> {
    happenings.iter().try_for_each(|happening| {
        let it = listed(happening, look::short);
        let mut line = Line::new().plain("  ").dim(look::at(it.at)).plain("  ").plain(it.event);
        if let Some(detail) = it.detail {
            line = line.plain(": ").plain(detail);
        }
        line = line.dim(format!("  by {} in {}", it.by, look::short(it.operation)));
        ui.hanging(4, if it.undone { line.plain("  ").doubt("undone") } else { line })
    })
}

/// Happenings as JSON has them.
pub(crate) fn listed_all(happenings: &[Happening]) -> Vec<ListedHappening> {
    happenings.iter().map(|happening| listed(happening, |id| id)).collect()
}

/// `id` shortens ids for people and leaves them whole for programs.
fn listed(happening: &Happening, id: fn(String) -> String) -> ListedHappening {
    let (event, detail) = words(&happening.event, id);
    ListedHappening {
        at: happening.judged.at,
        by: happening.judged.by.clone(),
        event: event.to_owned(),
        detail,
        operation: happening.operation,
        undone: happening.undone,
    }
}

fn words(event: &Event, id: fn(String) -> String) -> (&'static str, Option<String>) {
    match event {
        Event::Recorded { by_hand: true } => ("recorded by hand", None),
        Event::Recorded { by_hand: false } => ("recorded", None),
        Event::Imported { key } => ("imported as", Some(key.clone())),
        Event::RecordedAgain => ("recorded again", None),
        Event::Accepted { reason } => ("accepted", reason.clone()),
        Event::Compared { a, agreement, b } => {
            let [a, b] = [a, b].map(|claim| id(claim.to_string()));
            ("compared", Some(format!("{a} {agreement} {b}")))
        }
        Event::Rejected { reason } => ("rejected", reason.clone()),
        Event::Edited { into } => ("edited into", Some(id(into.to_string()))),
        Event::Retracted { reason } => ("retracted", reason.clone()),
        Event::Corrected { by, reason } => {
            ("corrected by", Some(with(&id(by.to_string()), reason.as_deref())))
        }
        Event::Noted { text } => ("noted", Some(text.clone())),
        Event::Related { a, relation, b, verdict, reason } => {
            let related = format!("{} {relation} {}", id(a.to_string()), id(b.to_string()));
            let event = match verdict {
                Verdict::Confirmed => "relation confirmed",
                Verdict::Rejected => "relation rejected",
                Verdict::Stated => "relation stated",
            };
            (event, Some(with(&related, reason.as_deref())))
        }
        Event::Placed { a, b, together, because } => {
            let event = if *together { "put together" } else { "taken apart" };
            let pair = format!("{} and {}", id(a.to_string()), id(b.to_string()));
            (event, Some(with(&pair, because.as_deref())))
        }
        Event::Named { name } => ("proposition named", Some(name.clone())),
        Event::Tied { a, tie, b } => {
            let [a, b] = [a, b].map(|source| id(source.to_string()));
            ("tied", Some(format!("{a} {} {b}", tie.as_str())))
        }
        Event::Graded(grade) => ("graded", Some(grade.as_str().to_owned())),
        Event::Described(text) => ("described", Some(text.clone())),
        Event::Protected(commitment) => ("identity committed", Some(commitment.to_string())),
    }
}

fn with(what: &str, reason: Option<&str>) -> String {
    reason.map_or_else(|| what.to_owned(), |reason| format!("{what}: {reason}"))
}
