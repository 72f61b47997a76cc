//! `onrecord bundle | unbundle`: the whole record as one file, and the way back.

use std::path::{Path, PathBuf};

use onrecord::interchange::json;
use onrecord::ledger::Verifier;
use onrecord::ops;
use onrecord::ops::bundle::{Bundled, bundle, open};
use serde_json::json;

use super::failure::{FINE, Failure, Outcome};
use super::help::foot;
use super::key::Signing;
use super::options::Writing;
use super::ui::{Line, Progress};
use super::{Context, inputs, look, merge};

/// Write the whole record as one file, for somebody else
///
/// A tar archive with every entry of the ledger, the texts of the documents, a signed checkpoint and a
/// page that says how to check them, with onrecord unbundle or without it. The same record gives the
/// same bytes. Everything that was ever recorded is in it, what was undone too; who protected sources
/// are is not. It writes over nothing
#[derive(clap::Args)]
#[command(after_help = foot!("bundle for-tom.tar", "checkpoint --public-key"))]
pub(crate) struct BundleArgs {
    /// The new file
    #[arg(value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    signing: Signing,
}

/// Take a bundle into the record
///
/// Everything in it is checked first, as onrecord verify does: the signature, the hash of every entry,
/// thing and text, and the root of the tree. Then it is merged as another database is (onrecord merge),
/// so that doing it twice changes nothing, and onrecord undo takes it back
#[derive(clap::Args)]
#[command(after_help = foot!("unbundle from-ana.tar --dry-run", "unbundle from-ana.tar --key \"$KEY\"",
    "unbundle from-ana.tar --db ana.db"; ", 3 the bundle has a fault:\nnothing was recorded"))]
pub(crate) struct UnbundleArgs {
    /// The bundle, or - for stdin
    #[arg(value_hint = clap::ValueHint::FilePath)]
    file: String,
    /// The public key that must have signed it [default: the one that the bundle names]
    #[arg(long, value_name = "KEY")]
    key: Option<Verifier>,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn run(args: &BundleArgs, context: &mut Context) -> Outcome {
    let mut store = context.to_write()?;
    let progress = Progress::begin(usize::try_from(store.entries()?).unwrap_or(usize::MAX));
    let bundled = bundle(&mut store, &args.signing.signer()?, &args.file, || progress.step())?;
    drop(progress);
    if args.json {
        json::pretty(context.ui.raw(), &as_json(&bundled))?;
        return Ok(FINE);
    }
    let Bundled { checkpoint, key, texts, bytes } = bundled;
    let entries = look::count(usize::try_from(checkpoint.size).unwrap_or(usize::MAX), "fact");
    let told = format!("{entries} and {} in {}", look::count(texts, "text"), args.file.display());
    context.ui.line(Line::new().bold(told).dim(format!(" ({bytes} bytes)")))?;
    context.ui.tell(format!("tell them your key by another way: {key}"));
    Ok(FINE)
}

fn as_json(bundled: &Bundled) -> serde_json::Value {
    let Bundled { checkpoint, key, texts, bytes } = bundled;
    json!({
        "ledger": {"origin": checkpoint.origin, "size": checkpoint.size, "root": checkpoint.root},
        "key": key.to_string(), "texts": texts, "bytes": bytes,
    })
}

pub(crate) fn take_out(args: &UnbundleArgs, context: &mut Context) -> Outcome {
    let file = inputs::open(&args.file)?;
    let mut progress = None;
    let step = |size| {
        let begin = || Progress::begin(usize::try_from(size).unwrap_or(usize::MAX));
        progress.get_or_insert_with(begin).step();
    };
    let opened = open(file, args.key.as_ref(), step);
    drop(progress);
    let other = match opened {
        Err(ops::Error::Unsound(faults)) => {
            return merge::unsound(&faults, Path::new(&args.file), &mut context.ui);
        }
        Err(ops::Error::Bundle(error)) => {
            return Err(Failure::failed(format!("{}: {error}", args.file))
                .hint("nothing was recorded; give the path of a file that onrecord bundle made"));
        }
        other => other?,
    };
    let outcome = merge::take(&other, (args.json, &args.writing), context)?;
    if let Some(key) = other.key().filter(|_| args.key.is_none()) {
        context.ui.tell(Line::new().dim(format!(
            "signed with the key {key}, which the bundle itself names: compare it with the one you know, or give --key"
        )));
    }
    Ok(outcome)
}
