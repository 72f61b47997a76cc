//! `onrecord operations`: what was done to the record.

use onrecord::interchange::ListedOperation;
use onrecord::ops::correct;
use onrecord::store::Operation;

use super::failure::Outcome;
use super::help::foot;
use super::options::{Format, Reading};
use super::ui::Rows;
use super::{Context, list, look};

/// List operations: every command that recorded something, the latest first
#[derive(clap::Args)]
#[command(after_help = foot!("operations", "operations --limit 5", "operations --json"))]
pub(crate) struct Args {
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
    let operations = correct::operations(&store, as_of, args.limit)?;
    let listed: Vec<_> = operations.iter().map(listed).collect();
    let none = "nothing has been recorded yet";
    list::print(&mut context.ui, args.format, &listed, none, |ui| ui.table(table(&operations)))
}

/// An operation as JSON has it.
pub(crate) fn listed(operation: &Operation) -> ListedOperation {
    ListedOperation {
        id: operation.id,
        by: operation.by.clone(),
        at: operation.at,
        command: operation.command.clone(),
        facts: operation.facts,
        undoes: operation.undoes,
        undone: operation.undone,
    }
}

fn table(operations: &[Operation]) -> Rows {
    let mut rows =
        Rows::new(&["id", "at", "by", "command", "facts", "standing"], &["at", "command"]);
    for operation in operations {
        let undoes = operation.undoes.map(|id| format!("undoes {}", look::short(id)));
        let undone = operation.undone.then(|| "undone".to_owned());
        rows.push([
            look::short(operation.id),
            look::at(operation.at),
            operation.by.clone(),
            operation.command.clone(),
            operation.facts.to_string(),
            undone.or(undoes).unwrap_or_default(),
        ]);
    }
    rows
}
