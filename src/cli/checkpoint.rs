//! `onrecord checkpoint`: sign what the ledger is now.

use std::io::Write;

use onrecord::ops::ledger;

use super::Context;
use super::failure::{FINE, Outcome};
use super::help::foot;
use super::key::Signing;

/// Sign the ledger as it stands, and keep what was signed
///
/// Prints a C2SP checkpoint: how many entries there are, and the root of the tree over them. Give it
/// to somebody else, or publish it: whoever has it can tell whether anything before it was changed
/// or removed (onrecord verify --since)
#[derive(clap::Args)]
#[command(after_help = foot!("checkpoint > monday.checkpoint", "checkpoint --public-key"))]
pub(crate) struct Args {
    /// Print only the public key that others verify it with
    #[arg(long)]
    public_key: bool,
    #[command(flatten)]
    signing: Signing,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let mut store = context.to_write()?;
    let signed = ledger::checkpoint(&mut store, &args.signing.signer()?)?;
    if args.public_key {
        context.ui.line(signed.key.to_string())?;
        return Ok(FINE);
    }
    write!(context.ui.raw(), "{}", signed.note)?;
    let size = signed.checkpoint.size;
    context.ui.tell(format!("signed {size} entries; others verify them with {}", signed.key));
    Ok(FINE)
}
