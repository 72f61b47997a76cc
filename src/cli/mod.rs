//! Words in, words out: what the user types, and what the user sees.
//!
//! A verb is a file. Each reads its arguments, calls the library and hands the answer to [`ui`].

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod compare;
mod extract;
mod failure;
mod inputs;
mod json;

use failure::{Failure, Outcome};

/// Keep who said what, when, and where you read it
#[derive(Parser)]
#[command(name = "onrecord", version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Extract(extract::Args),
    Compare(compare::Args),
}

/// Reads the command line, does what it says, and returns the exit code.
pub(crate) fn run() -> ExitCode {
    let args = Args::parse();
    let outcome = match args.command {
        Command::Extract(args) => extract::run(&args),
        Command::Compare(args) => compare::run(&args),
    };
    match outcome {
        Ok(code) => code.into(),
        Err(Failure::Io(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => 0.into(),
        Err(failure) => {
            eprintln!("onrecord: {failure}");
            1.into()
        }
    }
}
