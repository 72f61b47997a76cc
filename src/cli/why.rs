//! `onrecord why-independent`: do two claims stand on feet of their own, and why?

use std::io;

use onrecord::interchange::{ListedClaim, ListedIndependence, json};
use onrecord::model::{ClaimRecord, Separation, SourceTie};
use onrecord::ops::independent::{self, Check, Explained, Outcome as Found};

use super::failure::{FINE, Outcome};
use super::help::foot;
use super::options::Reading;
use super::show::row;
use super::ui::{Line, Ui};
use super::{Context, complete, ids, look};

/// Explain whether two claims have independent origins
///
/// Every check with what it looked at on both sides and what came of it, and what you could record
/// to settle it. Independence is never more than assumed
#[derive(clap::Args)]
#[command(after_help = foot!(
    "why-independent 3fa0c1d2 91b2aa07", "why-independent 3fa0 91b2 --json"))]
pub(crate) struct Args {
    /// A claim
    #[arg(add = complete::claims())]
    a: String,
    /// Another claim
    #[arg(add = complete::claims())]
    b: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let as_of = context.as_of(&store, &args.reading)?;
    let (a, b) = (ids::claim(&store, as_of, &args.a)?, ids::claim(&store, as_of, &args.b)?);
    let explained = independent::explain(&store, as_of, a, b)?;
    if args.json {
        json::pretty(context.ui.raw(), &as_json(&explained))?;
    } else {
        context.ui.page();
        print(&mut context.ui, &explained)?;
    }
    Ok(FINE)
}

fn as_json(it: &Explained) -> serde_json::Value {
    use serde_json::json;
    let check = |one: &Check| {
        json!({"check": one.name, "outcome": one.outcome.as_str(), "because": one.because,
            "a": one.a, "b": one.b})
    };
    let judged = |ties: &[SourceTie]| -> Vec<_> {
        let tie = |tie: &SourceTie| {
            json!({"a": tie.a, "tie": tie.tie, "b": tie.b, "because": tie.because,
                "judged": tie.judged})
        };
        ties.iter().map(tie).collect()
    };
    let step = |one: &independent::Step| json!({"if": one.when, "record": one.command});
    json!({
        "claims": it.claims.each_ref().map(ListedClaim::from),
        "independence": ListedIndependence::new(&it.independence),
        "relation": it.relation.as_ref().map(|one| one.relation),
        "checks": it.checks.iter().map(check).collect::<Vec<_>>(),
        "judged": judged(&it.judged), "overruled": judged(&it.overruled),
        "settle": it.steps.iter().map(step).collect::<Vec<_>>(),
    })
}

fn print(ui: &mut Ui, it: &Explained) -> io::Result<()> {
    for (letter, claim) in ["A", "B"].into_iter().zip(&it.claims) {
        print_claim(ui, letter, claim)?;
    }
    ui.line("")?;
    let verdict = it.independence.separation;
    let line = Line::new().bold(format!("{:<13}", "independent"));
    ui.hanging(
        13,
        match verdict {
            Separation::SharedOriginFound => line.bad(format!("no: {verdict}")),
            Separation::Assumed => line.good(verdict.as_str()),
            Separation::NotEstablished => line.doubt(verdict.as_str()),
        },
    )?;
    for reason in &it.independence.reasons {
        ui.paragraph(13, &reason.because)?;
    }
    if let Some(relation) = &it.relation {
        let how = format!("{} ({})", relation.relation, relation.status.as_str());
        row(ui, "relation", &how)?;
    }
    ui.line("")?;
    for check in &it.checks {
        print_check(ui, check)?;
    }
    print_judged(ui, it)?;
    print_steps(ui, it)
}

fn print_claim(ui: &mut Ui, letter: &str, claim: &ClaimRecord) -> io::Result<()> {
    let line = Line::new().bold(format!("{letter}  ")).id(look::short(claim.id)).plain("  ");
    let outlet = claim.document.outlet.as_ref().map(|outlet| format!(", {outlet}"));
    let line = line.bold(look::who(claim)).plain(outlet.unwrap_or_default());
    ui.hanging(5, look::marked(line.plain("  "), claim))?;
    ui.paragraph(3, &look::words(claim))
}

fn print_check(ui: &mut Ui, check: &Check) -> io::Result<()> {
    let line = Line::new().bold(format!("{:<13}", check.name));
    let words = check.outcome.as_str();
    ui.hanging(
        13,
        match check.outcome {
            Found::Shared => line.bad(words),
            Found::Open => line.doubt(words),
            Found::NothingShared => line.good(words),
            Found::Noted => line.plain(words),
        },
    )?;
    let sides = if check.a == check.b {
        format!("A and B: {}", check.a)
    } else {
        format!("A: {}; B: {}", check.a, check.b)
    };
    ui.paragraph(13, &sides)?;
    check.because.iter().try_for_each(|because| ui.paragraph(13, because))
}

fn print_judged(ui: &mut Ui, it: &Explained) -> io::Result<()> {
    if it.judged.is_empty() && it.overruled.is_empty() {
        return Ok(());
    }
    ui.line("")?;
    ui.line(Line::new().bold("judged"))?;
    let standing = it.judged.iter().map(|tie| (tie, ""));
    let overruled = it.overruled.iter().map(|tie| (tie, "; a later judgement overrules it"));
    for (tie, fate) in standing.chain(overruled) {
        let by = tie
            .judged
            .as_ref()
            .map_or(String::new(), |judged| format!("{}, {}", judged.by, look::at(judged.at)));
        let (a, b) = (look::short(tie.a), look::short(tie.b));
        let why = tie.because.as_ref().map_or(String::new(), |why| format!(": {why}"));
        ui.paragraph(3, &format!("{a} {} {b} ({by}{why}){fate}", tie.tie.as_str()))?;
    }
    Ok(())
}

fn print_steps(ui: &mut Ui, it: &Explained) -> io::Result<()> {
    if it.steps.is_empty() {
        return Ok(());
    }
    ui.line("")?;
    ui.line(Line::new().bold("to settle it"))?;
    for step in &it.steps {
        let command = step.command.join(" ");
        ui.paragraph(3, &format!("if {}: onrecord {command}", step.when))?;
    }
    Ok(())
}
