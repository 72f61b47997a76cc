//! `onrecord checkpoint`: sign what the ledger is now, and have others say when.

use std::io::{IsTerminal, Write};

use onrecord::ledger::{Stamp, request};
use onrecord::ops::ledger;

use super::authority::{self, Trusting};
use super::failure::{FINE, Failure, Outcome};
use super::help::foot;
use super::key::Signing;
use super::ui::Line;
use super::{Context, inputs};

/// Sign the ledger as it stands, and keep what was signed
///
/// Prints a C2SP checkpoint: how many entries there are, and the root of the tree over them. Give it
/// to somebody else, or publish it: whoever has it can tell whether anything before it was changed
/// or removed (onrecord verify --since). A time-stamping authority (RFC 3161) says when it was there:
/// send it what --request prints, and keep its answer with --timestamp
#[derive(clap::Args)]
#[command(after_help = foot!("checkpoint > monday.checkpoint", "checkpoint --public-key",
    "checkpoint --request > monday.tsq",
    "checkpoint --timestamp monday.tsr --authority authority.pem"))]
pub(crate) struct Args {
    /// Print only the public key that others verify it with
    #[arg(long, group = "what")]
    public_key: bool,
    /// Print what to send to a time-stamping authority (RFC 3161, in DER), as with curl
    /// --data-binary @monday.tsq -H "Content-Type: application/timestamp-query"
    #[arg(long, group = "what")]
    request: bool,
    /// Keep the authority's answer with the checkpoint that it is of, if it holds; - for stdin
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath, group = "what")]
    timestamp: Option<String>,
    #[command(flatten)]
    trusting: Trusting,
    #[command(flatten)]
    signing: Signing,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    if let Some(file) = &args.timestamp {
        return keep(file, &args.trusting, context);
    }
    if args.request && std::io::stdout().is_terminal() {
        return Err(Failure::usage("a request is not text")
            .hint("send it to a file: onrecord checkpoint --request > monday.tsq"));
    }
    let mut store = context.to_write()?;
    let signed = ledger::checkpoint(&mut store, &args.signing.signer()?)?;
    if args.public_key {
        context.ui.line(signed.key.to_string())?;
        return Ok(FINE);
    }
    let size = signed.checkpoint.size;
    if args.request {
        context.ui.raw().write_all(&request(&signed.note))?;
        context.ui.tell(format!("asks for a time stamp of the checkpoint of {size} entries"));
        return Ok(FINE);
    }
    write!(context.ui.raw(), "{}", signed.note)?;
    context.ui.tell(format!("signed {size} entries; others verify them with {}", signed.key));
    Ok(FINE)
}

fn keep(file: &str, trusting: &Trusting, context: &mut Context) -> Outcome {
    let authority = trusting.authority()?;
    let stamp = Stamp::from_der(&inputs::bytes(file)?)
        .map_err(|error| Failure::failed(format!("{file} is {error}")))?;
    let mut store = context.to_write()?;
    let (signed, stamped) = ledger::keep_stamp(&mut store, &stamp, authority.as_ref())?;
    let what = format!("the checkpoint of {} entries was there ", signed.checkpoint.size);
    context.ui.line(Line::new().plain(what).then(authority::line(&stamped)))?;
    Ok(FINE)
}
