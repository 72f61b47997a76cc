//! Words in, words out: what the user types, and what the user sees.
//!
//! A verb is a file (small ones share one). Each reads its arguments, calls [`onrecord::ops`] and
//! hands the answer to [`ui`].

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

mod authority;
mod backup;
mod bundle;
mod checkpoint;
mod claim;
mod claims;
mod clock;
mod compare;
mod complete;
mod context;
mod decide;
mod doctor;
mod documents;
mod edit;
mod extract;
mod failure;
mod fallout;
mod filter;
mod fix;
mod help;
mod history;
mod ids;
mod import;
mod inputs;
mod key;
mod list;
mod log;
mod look;
mod matches;
mod merge;
mod model;
mod operations;
mod options;
mod pages;
mod place;
mod propose;
mod proposition;
mod prove;
mod relate;
mod relation;
mod report;
mod review;
mod secret;
mod show;
mod show_claim;
mod source;
mod sources;
mod trace;
mod ui;
mod vault;
mod verify;
mod warn;
mod who;
mod why;

use context::Context;
use failure::Outcome;
use help::foot;
use onrecord::interchange::inert;
use ui::Ui;

/// Keep who said what, when, and where you read it; tell which claims stand on independent feet
/// and which contradict each other
#[derive(Parser)]
#[command(name = "onrecord", version, max_term_width = 100, after_help = concat!(foot!(
    "log examples/articles --report",
    "who \"pump station\"",
    "show 3fa0c1d2";
    ", 3 looked and found\n(a contradiction, a fault)"), "

Environment: ONRECORD_DB (database), ONRECORD_BY (your name), ONRECORD_KEY
(your signing key), ONRECORD_VAULT (the vault), ONRECORD_MODEL (a model of yours),
ONRECORD_PAGER or PAGER, NO_COLOR, CLICOLOR_FORCE, COLUMNS, ONRECORD_NOW (fixes the clock, RFC 3339: for tests)"))]
pub(crate) struct Args {
    /// The database
    #[arg(long, global = true, help_heading = "Everywhere", value_name = "PATH", help = "The database \
        [default: ONRECORD_DB, else onrecord.db here or above, else the data folder]", value_hint = clap::ValueHint::FilePath)]
    db: Option<PathBuf>,
    /// Colour in answers
    #[arg(long, global = true, help_heading = "Everywhere", value_name = "WHEN", value_parser = ["auto", "always", "never"],
        default_value = "auto", hide_default_value = true)]
    color: String,
    /// Never page answers
    #[arg(long, global = true, help_heading = "Everywhere")]
    no_pager: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Log(log::Args),
    Claim(claim::Args),
    Extract(extract::Args),
    Review(review::Args),
    Accept(decide::AcceptArgs),
    Reject(decide::RejectArgs),
    Edit(edit::Args),
    Who(who::Args),
    Claims(claims::Args),
    Sources(sources::Args),
    Documents(documents::Args),
    Relations(relation::Args),
    Show(show::Args),
    Report(report::Args),
    Contradictions(relation::ContradictionsArgs),
    Trace(trace::Args),
    WhyIndependent(why::Args),
    Compare(compare::Args),
    Match(matches::Args),
    Propose(propose::Args),
    Relate(relate::Args),
    Confirm(decide::ConfirmArgs),
    Source(source::Args),
    Vault(vault::Args),
    Proposition(proposition::Args),
    Retract(fix::RetractArgs),
    Correct(fix::CorrectArgs),
    Fallout(fallout::Args),
    Note(fix::NoteArgs),
    Undo(fix::UndoArgs),
    Redo(fix::RedoArgs),
    History(history::Args),
    Operations(operations::Args),
    Import(import::Args),
    Merge(merge::Args),
    Bundle(bundle::BundleArgs),
    Unbundle(bundle::UnbundleArgs),
    Verify(verify::Args),
    Checkpoint(checkpoint::Args),
    Prove(prove::ProveArgs),
    CheckProof(prove::CheckArgs),
    Backup(backup::BackupArgs),
    Restore(backup::RestoreArgs),
    Doctor(doctor::Args),
    Completions(pages::CompletionsArgs),
    Man(pages::ManArgs),
}

/// Reads the command line, does what it says, and returns the exit code.
pub(crate) fn run() -> ExitCode {
    clap_complete::CompleteEnv::with_factory(Args::command).complete();
    ui::choose_colour(&colour_typed());
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return misused(&error),
    };
    match start(args) {
        Ok(code) => code.into(),
        Err(failure) => {
            ui::tell_failure(&failure);
            failure.code().into()
        }
    }
}

/// Prints the help that was asked for, or what is wrong with the command line. That quotes words as they
/// were typed or pasted: where one of them steers the terminal, the message is made inert.
fn misused(error: &clap::Error) -> ExitCode {
    let steers = |word: std::ffi::OsString| word.to_string_lossy().contains(inert::steers);
    if !std::env::args_os().any(steers) {
        error.exit();
    }
    error.render().to_string().trim_end().lines().for_each(ui::tell);
    u8::try_from(error.exit_code()).unwrap_or(failure::USAGE).into()
}

fn start(args: Args) -> Outcome {
    let mut context = Context::new(Ui::new(!args.no_pager), args.db)?;
    let outcome = dispatch(&args.command, &mut context);
    let finished = context.ui.finish();
    let code = outcome?;
    finished?;
    Ok(code)
}

/// The wish for colour, before the command line is read: help and usage errors obey it too.
fn colour_typed() -> String {
    let words: Vec<_> = std::env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .take_while(|word| word != "--")
        .collect();
    let glued = words.iter().find_map(|word| word.strip_prefix("--color="));
    let apart = words.iter().position(|word| word == "--color").and_then(|at| words.get(at + 1));
    glued.or(apart.map(String::as_str)).unwrap_or("auto").to_owned()
}

fn dispatch(command: &Command, context: &mut Context) -> Outcome {
    match command {
        Command::Log(args) => log::run(args, context),
        Command::Claim(args) => claim::run(args, context),
        Command::Extract(args) => extract::run(args, context),
        Command::Review(args) => review::run(args, context),
        Command::Accept(args) => decide::accept(args, context),
        Command::Reject(args) => decide::reject(args, context),
        Command::Edit(args) => edit::run(args, context),
        Command::Who(args) => who::run(args, context),
        Command::Claims(args) => claims::run(args, context),
        Command::Sources(args) => sources::run(args, context),
        Command::Documents(args) => documents::run(args, context),
        Command::Relations(args) => relation::run(args, context),
        Command::Report(args) => report::run(args, context),
        Command::Contradictions(args) => relation::contradictions(args, context),
        Command::Confirm(args) => decide::confirm(args, context),
        Command::Show(args) => show::run(args, context),
        Command::Trace(args) => trace::run(args, context),
        Command::WhyIndependent(args) => why::run(args, context),
        Command::Compare(args) => compare::run(args, context),
        Command::Match(args) => matches::run(args, context),
        Command::Propose(args) => propose::run(args, context),
        Command::Relate(args) => relate::run(args, context),
        Command::Source(args) => source::run(args, context),
        Command::Vault(args) => vault::run(args, context),
        Command::Proposition(args) => proposition::run(args, context),
        Command::Retract(args) => fix::retract(args, context),
        Command::Correct(args) => fix::correct(args, context),
        Command::Fallout(args) => fallout::run(args, context),
        Command::Note(args) => fix::note(args, context),
        Command::Undo(args) => fix::undo(args, context),
        Command::Redo(args) => fix::redo(args, context),
        Command::History(args) => history::run(args, context),
        Command::Operations(args) => operations::run(args, context),
        Command::Import(args) => import::run(args, context),
        Command::Merge(args) => merge::run(args, context),
        Command::Bundle(args) => bundle::run(args, context),
        Command::Unbundle(args) => bundle::take_out(args, context),
        Command::Verify(args) => verify::run(args, context),
        Command::Checkpoint(args) => checkpoint::run(args, context),
        Command::Prove(args) => prove::prove(args, context),
        Command::CheckProof(args) => prove::check(args, context),
        Command::Backup(args) => backup::run(args, context),
        Command::Restore(args) => backup::put_back(args, context),
        Command::Doctor(args) => doctor::run(args, context),
        Command::Completions(args) => pages::completions(args, context),
        Command::Man(args) => pages::man(args, context),
    }
}
