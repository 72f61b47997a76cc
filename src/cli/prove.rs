//! `onrecord prove | check-proof`: that something is on record, for people without the database.

use std::io::Write;

use onrecord::interchange::json;
use onrecord::ledger::{Proof, Proven, Verifier, WrongProof};
use onrecord::ops::ledger::{self, Wanted};
use serde_json::{Value, json};

use super::authority::{self, Trusting};
use super::failure::{FINE, FOUND, Failure, Outcome};
use super::help::foot;
use super::key::Signing;
use super::ui::{Line, Ui};
use super::{Context, complete, ids, inputs};

/// Prove that something is on record
///
/// Prints a small file (C2SP tlog-proof) with the entry, its path through the tree and a signed
/// checkpoint, which anyone can check without the database: onrecord check-proof, or the script in
/// docs/verify.py
#[derive(clap::Args)]
#[command(after_help = foot!("prove 3fa0c1d2 > claim.tlog-proof", "prove --entry 17"))]
pub(crate) struct ProveArgs {
    /// The id of a claim, document, source or operation
    #[arg(add = complete::claims(), required_unless_present = "entry")]
    id: Option<String>,
    /// An entry by its number: a review, a correction, anything recorded
    #[arg(long, value_name = "N", conflicts_with = "id")]
    entry: Option<u64>,
    #[command(flatten)]
    signing: Signing,
}

/// Check a proof that something is on record, without the database
#[derive(clap::Args)]
#[command(after_help = foot!("check-proof claim.tlog-proof", "check-proof - --key \"$KEY\" < claim.tlog-proof";
    ", 3 it proves nothing"))]
pub(crate) struct CheckArgs {
    /// The proof, or - for stdin
    #[arg(value_hint = clap::ValueHint::FilePath)]
    file: String,
    /// The public key that must have signed it [default: the one that the proof names]
    #[arg(long, value_name = "KEY")]
    key: Option<Verifier>,
    #[command(flatten)]
    trusting: Trusting,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

pub(crate) fn prove(args: &ProveArgs, context: &mut Context) -> Outcome {
    let mut store = context.to_write()?;
    let wanted = match (&args.id, args.entry) {
        (Some(id), _) => Wanted::Thing(ids::thing(&store, None, id)?),
        (None, number) => Wanted::Entry(number.unwrap_or_default()),
    };
    let proof = ledger::prove(&mut store, &args.signing.signer()?, wanted)?;
    write!(context.ui.raw(), "{proof}")?;
    Ok(FINE)
}

pub(crate) fn check(args: &CheckArgs, context: &mut Context) -> Outcome {
    let text = String::from_utf8(inputs::bytes(&args.file)?)
        .map_err(|_| Failure::failed(format!("{} is not a proof: it is not UTF-8", args.file)))?;
    let malformed = |error| Failure::failed(format!("{} is {error}", args.file));
    let proof: Proof = text.parse().map_err(malformed)?;
    let key = args.key.as_ref().unwrap_or(&proof.key);
    let authority = args.trusting.authority()?;
    match proof.check_with(key, authority.as_ref()) {
        Ok(proven) => tell(&proven, key, args, &mut context.ui),
        Err(WrongProof::Malformed(error)) => Err(malformed(error)),
        Err(WrongProof::False(error)) => {
            if args.json {
                let answer = json!({"proven": false, "problem": error.to_string()});
                json::pretty(context.ui.raw(), &answer)?;
            } else {
                let line = Line::new().bad("proves nothing: ").plain(error.to_string());
                context.ui.line(line)?;
            }
            Ok(FOUND)
        }
    }
}

fn tell(proven: &Proven, key: &Verifier, args: &CheckArgs, ui: &mut Ui) -> Outcome {
    let Proven { entry, subject, index, checkpoint, stamped } = proven;
    let number = index + 1;
    if args.json {
        let answer = json!({
            "proven": true, "ledger": checkpoint.origin, "entry": number, "of": checkpoint.size,
            "key": key.to_string(), "key_given": args.key.is_some(), "fact": entry, "subject": subject,
            "stamped": stamped.as_ref().map(authority::as_json),
        });
        json::pretty(ui.raw(), &answer)?;
        return Ok(FINE);
    }
    let kind = word(entry, "type");
    let proven = format!(
        "this {kind} is entry {number} of {} of the ledger {}",
        checkpoint.size, checkpoint.origin
    );
    ui.line(Line::new().good("proven  ").plain(proven))?;
    for (name, value) in what(kind, entry, subject.as_ref()) {
        ui.line(Line::new().bold(format!("{name:<8}")).plain(value))?;
    }
    ui.line(Line::new().bold("signed  ").plain(format!("with the key {key}")))?;
    if let Some(stamped) = stamped {
        ui.line(Line::new().bold("stamped ").then(authority::line(stamped)))?;
    }
    if args.key.is_none() {
        ui.line(Line::new().dim("        the proof itself names this key: compare it with the one you know, or give --key"))?;
    }
    Ok(FINE)
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// What a person wants to read of the fact.
fn what(kind: &str, entry: &Value, subject: Option<&Value>) -> Vec<(&'static str, String)> {
    let Some(subject) = subject else { return vec![("fact", entry["fact"].to_string())] };
    let mut told = vec![("id", word(&entry["fact"], kind).to_owned())];
    if kind == "claim" {
        let pieces = subject["content"].as_array().into_iter().flatten();
        let words: Vec<_> = pieces.map(|piece| word(piece, "text")).collect();
        told.push(("words", words.join(" \u{2026} ")));
        let origin = subject["chain"].as_array().and_then(|chain| chain.last());
        told.extend(origin.map(|link| ("source", word(link, "name").to_owned())));
        told.push(("stance", word(subject, "stance").to_owned()));
        told.push(("document", format!(" {}", word(subject, "document"))));
    } else {
        told.push(("form", subject.to_string()));
    }
    told
}
