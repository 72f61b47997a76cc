//! `onrecord relations | contradictions`: how claims stand to each other.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use onrecord::interchange::ListedRelation;
use onrecord::model::{ClaimId, ClaimRecord, Relation, RelationId, RelationRecord, RelationStatus};
use onrecord::ops::ask::{self, ClaimFilter};
use onrecord::ops::relations::{RelationFilter, relations};
use onrecord::ops::show::{Shown, show};
use onrecord::ops::{self, AsOf, resolve::Thing};
use onrecord::store::Store;

use super::failure::{FINE, FOUND, Failure, Outcome};
use super::help::foot;
use super::options::{self, FailOn, Format, Reading};
use super::ui::{Line, Ui};
use super::{Context, complete, filter, ids, list, look};

/// List how claims stand to each other, and why
///
/// A relation follows from whether the contents agree and whether the origins are independent.
/// It is the program's proposal until a person confirms or rejects it, or states another
#[derive(clap::Args)]
#[command(after_help = foot!(
    "relations", "relations --relation corroborates --source Kirby",
    "relations --claim 3fa0c1d2 --json", "relations --fail-on contradiction";
    ", 3 with --fail-on:\nit was found"))]
pub(crate) struct Args {
    /// Only this relation
    #[arg(long, value_name = "RELATION", value_parser = options::relation())]
    relation: Option<Relation>,
    /// Only of this status
    #[arg(long, value_name = "STATUS",
        value_parser = ["proposed", "confirmed", "rejected", "stated"])]
    status: Option<String>,
    /// Of this claim
    #[arg(long, value_name = "ID", add = complete::claims())]
    claim: Option<String>,
    /// Of claims in whose attribution this name stands
    #[arg(long, value_name = "NAME", add = complete::sources())]
    source: Option<String>,
    /// Rejected ones too
    #[arg(long)]
    rejected: bool,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    fail_on: FailOn,
    #[command(flatten)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

/// List what cannot both hold
///
/// Relations that a person rejected and claims that were taken back are left out
#[derive(clap::Args)]
#[command(after_help = foot!("contradictions", "contradictions --source Kirby --json";
    ", 3 there is at least one"))]
pub(crate) struct ContradictionsArgs {
    // Taken as in other commands: it exits with 3 in any case.
    #[command(flatten)]
    _fail_on: FailOn,
    /// Of claims in whose attribution this name stands
    #[arg(long, value_name = "NAME", add = complete::sources())]
    source: Option<String>,
    #[command(flatten)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let as_of = context.as_of(&store, &args.reading)?;
    let mut touching = touching(&store, as_of, args.source.as_deref())?;
    if let Some(id) = &args.claim {
        let id = ids::claim(&store, as_of, id)?;
        touching =
            Some(touching.map_or(vec![id], |ids| ids.into_iter().filter(|it| *it == id).collect()));
    }
    let filter = RelationFilter {
        touching,
        relation: args.relation,
        status: args.status.clone(),
        rejected: args.rejected,
        limit: args.limit,
    };
    let found = relations(&store, as_of, &filter)?;
    let claims = claims_of(&store, as_of, &found)?;
    print(&mut context.ui, args.format, &found, &claims, "no relation on record fits")?;
    let contradiction =
        |one: &RelationRecord| one.relation == Relation::Contradicts && stands(one, &claims);
    let found = args.fail_on.asked() && found.iter().any(contradiction);
    Ok(if found { FOUND } else { FINE })
}

pub(crate) fn contradictions(args: &ContradictionsArgs, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let as_of = context.as_of(&store, &args.reading)?;
    let filter = RelationFilter {
        touching: touching(&store, as_of, args.source.as_deref())?,
        relation: Some(Relation::Contradicts),
        ..RelationFilter::default()
    };
    let mut found = relations(&store, as_of, &filter)?;
    let claims = claims_of(&store, as_of, &found)?;
    found.retain(|relation| stands(relation, &claims));
    print(&mut context.ui, args.format, &found, &claims, "no contradiction on record")?;
    Ok(if found.is_empty() { FINE } else { FOUND })
}

/// Neither claim was rejected, was withdrawn, or fell with another one.
fn stands(relation: &RelationRecord, claims: &Claims) -> bool {
    let live = |record: &ClaimRecord| record.is_live() && record.rests_on.is_none();
    [relation.a, relation.b].iter().all(|id| claims.get(id).is_some_and(live))
}

/// Finds the relation with this id as it stands now.
pub(crate) fn find(store: &Store, id: RelationId) -> Result<RelationRecord, Failure> {
    let Shown::Relation(shown) = show(store, None, Thing::Relation(id))? else {
        return Err(ops::Error::NothingProposed.into());
    };
    let touching = Some(shown.claims.iter().map(|claim| claim.id).collect());
    let filter = RelationFilter { touching, rejected: true, ..RelationFilter::default() };
    let found = relations(store, None, &filter)?.into_iter().find(|record| record.id == id);
    found.ok_or_else(|| ops::Error::NothingProposed.into())
}

fn touching(
    store: &Store,
    as_of: AsOf,
    source: Option<&str>,
) -> Result<Option<Vec<ClaimId>>, Failure> {
    let Some(sources) = filter::some_sources(store, as_of, source)? else { return Ok(None) };
    let filter = ClaimFilter { sources: Some(sources), withdrawn: true, ..ClaimFilter::default() };
    let claims = ask::claims(store, as_of, &filter)?;
    Ok(Some(claims.iter().map(|claim| claim.id).collect()))
}

type Claims = BTreeMap<ClaimId, ClaimRecord>;

fn claims_of(store: &Store, as_of: AsOf, found: &[RelationRecord]) -> Result<Claims, Failure> {
    let ids: BTreeSet<ClaimId> =
        found.iter().flat_map(|relation| [relation.a, relation.b]).collect();
    let records = ask::claims_by_id(store, as_of, &ids.into_iter().collect::<Vec<_>>())?;
    Ok(records.into_iter().map(|record| (record.id, record)).collect())
}

fn print(
    ui: &mut Ui,
    format: Format,
    found: &[RelationRecord],
    claims: &Claims,
    none: &str,
) -> Outcome {
    let listed: Vec<_> = found.iter().map(ListedRelation::from).collect();
    list::print(ui, format, &listed, none, |ui| {
        found.iter().enumerate().try_for_each(|(nth, relation)| {
            if nth > 0 {
                ui.line("")?;
            }
            print_one(ui, relation, claims)
        })
    })
}

fn print_one(ui: &mut Ui, relation: &RelationRecord, claims: &Claims) -> io::Result<()> {
    let word = relation.relation.as_str();
    let line = Line::new().id(look::short(relation.id)).plain("  ");
    let line = match relation.relation {
        Relation::Contradicts | Relation::Revises => line.bad(word),
        Relation::Corroborates | Relation::Refines => line.good(word),
        _ => line.bold(word),
    };
    ui.hanging(4, line.dim(format!("  {}", status(&relation.status))))?;
    for id in [relation.a, relation.b] {
        print_side(ui, id, claims.get(&id))?;
    }
    let reasons: Vec<_> =
        relation.independence.reasons.iter().map(|it| it.because.as_str()).collect();
    ui.paragraph(
        2,
        &format!("origins: {} ({})", relation.independence.separation, reasons.join("; ")),
    )?;
    for found in &relation.evidence {
        ui.paragraph(2, &format!("{}: \"{}\" / \"{}\"", found.rule, found.a, found.b))?;
    }
    Ok(())
}

fn print_side(ui: &mut Ui, id: ClaimId, claim: Option<&ClaimRecord>) -> io::Result<()> {
    let line = Line::new().plain("  ").id(look::short(id));
    let Some(record) = claim else { return ui.line(line) };
    let outlet = record.document.outlet.as_ref().map(|outlet| format!(", {outlet}"));
    let said = record.claim.asserted_on.as_ref().map(|when| format!(", {when}"));
    let line = line.plain("  ").bold(look::who(record));
    let line = line.plain(outlet.unwrap_or_default()).plain(said.unwrap_or_default());
    ui.hanging(6, look::marked(line.plain("  "), record))?;
    ui.paragraph(4, &look::words(record))
}

fn status(status: &RelationStatus) -> String {
    match status {
        RelationStatus::Proposed => "proposed".to_owned(),
        RelationStatus::Confirmed(judged)
        | RelationStatus::Rejected(judged)
        | RelationStatus::Stated(judged) => format!("{} by {}", status.as_str(), judged.by),
    }
}
