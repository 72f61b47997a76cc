//! `onrecord accept | reject | confirm`: decisions on what the program proposed.

use onrecord::model::ClaimId;
use onrecord::ops::judge;
use onrecord::ops::resolve::Thing;
use onrecord::store::{Session, Store};

use super::failure::{FINE, Failure, Outcome};
use super::help::foot;
use super::options::Writing;
use super::ui::{Line, tell};
use super::{Context, complete, ids, look, relation};

/// Accept claims: they are as their documents have them
#[derive(clap::Args)]
#[command(after_help = foot!(
    "accept 3fa0c1d2 91b2aa07",
    "claims --source Kirby --ndjson | jq -r .id | onrecord accept -"))]
pub(crate) struct AcceptArgs {
    /// Ids of claims, or - for stdin
    #[arg(required = true, add = complete::claims())]
    ids: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

/// Reject claims that are none, or relations that do not hold
///
/// A rejected claim stays on record, counts nowhere, and is not proposed again for that text
#[derive(clap::Args)]
#[command(after_help = foot!(
    "reject 3fa0c1d2 --reason \"a headline, nobody said it\"",
    "relations --relation contradicts", "reject 85e92d53"))]
pub(crate) struct RejectArgs {
    /// Ids of claims or relations, or - for stdin
    #[arg(required = true, add = complete::claims())]
    ids: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// Confirm relations that the program proposes
#[derive(clap::Args)]
#[command(after_help = foot!("relations --status proposed", "confirm 85e92d53"))]
pub(crate) struct ConfirmArgs {
    /// Ids of relations, or - for stdin
    #[arg(required = true)]
    ids: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn accept(args: &AcceptArgs, context: &Context) -> Outcome {
    let mut store = context.to_write()?;
    let session = context.session(&args.writing);
    let typed = ids::typed(&args.ids)?;
    let claims = typed.iter().map(|id| ids::claim(&store, None, id));
    let claims: Vec<ClaimId> = claims.collect::<Result<_, _>>()?;
    let changed = judge::accept(&mut store, &session, &claims)?;
    done("accepted", &session, changed, claims.len(), "claim")
}

pub(crate) fn reject(args: &RejectArgs, context: &Context) -> Outcome {
    let mut store = context.to_write()?;
    let session = context.session(&args.writing);
    let things = things(&store, &args.ids)?;
    let claims: Vec<_> = things.iter().filter_map(|thing| thing.as_claim()).collect();
    let relations: Vec<_> = things.iter().filter_map(|thing| thing.as_relation()).collect();
    let reason = args.reason.as_deref();
    if !claims.is_empty() {
        let changed = judge::reject(&mut store, &session, &claims, reason)?;
        done("rejected", &session, changed, claims.len(), "claim")?;
    }
    for id in &relations {
        let found = relation::find(&store, *id)?;
        judge::reject_relation(&mut store, &session, (found.a, found.relation, found.b), reason)?;
    }
    if !relations.is_empty() {
        done("rejected", &session, relations.len(), relations.len(), "relation")?;
    }
    Ok(FINE)
}

pub(crate) fn confirm(args: &ConfirmArgs, context: &Context) -> Outcome {
    let mut store = context.to_write()?;
    let session = context.session(&args.writing);
    let things = things(&store, &args.ids)?;
    for (thing, typed) in things.iter().zip(&args.ids) {
        let id = thing.as_relation().ok_or_else(|| {
            Failure::failed(format!("'{typed}' is a {}, not a relation", thing.kind()))
                .hint("onrecord relations lists relations; claims are accepted, not confirmed")
        })?;
        let found = relation::find(&store, id)?;
        let triple = (found.a, found.relation, found.b);
        judge::confirm_relation(&mut store, &session, triple, args.reason.as_deref())?;
    }
    done("confirmed", &session, things.len(), things.len(), "relation")
}

/// Finds everything that is meant before anything is decided.
fn things(store: &Store, typed: &[String]) -> Result<Vec<Thing>, Failure> {
    let things = ids::typed(typed)?.into_iter().map(|id| {
        let thing = ids::thing(store, None, &id)?;
        match thing {
            Thing::Claim(_) | Thing::Relation(_) => Ok(thing),
            _ => Err(Failure::failed(format!("'{id}' is a {}", thing.kind()))
                .hint("only claims and relations are decided on")),
        }
    });
    things.collect()
}

fn done(word: &str, session: &Session, changed: usize, asked: usize, noun: &str) -> Outcome {
    let would = if session.is_dry_run() { "would be " } else { "" };
    let already = asked - changed.min(asked);
    let mut line = Line::new().plain(format!("{}: {would}{word}", look::count(changed, noun)));
    if already > 0 {
        line = line.dim(format!(" ({already} already {word})"));
    }
    tell(line);
    Ok(FINE)
}
