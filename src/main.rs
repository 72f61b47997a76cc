//! The command line of onrecord.

use std::process::ExitCode;

mod cli;

fn main() -> ExitCode {
    cli::run()
}
