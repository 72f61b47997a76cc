//! `onrecord show` of a claim: the words in their place, the attribution, the hashes.

use std::io;

use onrecord::interchange::ListedClaim;
use onrecord::model::{Agreement, ClaimRecord, Link, Span};
use onrecord::ops::show::ClaimShown;
use onrecord::store::RecordedComparison;

use super::look;
use super::show::{row, tail};
use super::ui::{Line, Ui};

/// Prints everything about a claim.
pub(super) fn print(ui: &mut Ui, it: &ClaimShown) -> io::Result<()> {
    let record = &it.record;
    let claim = &record.claim;
    row(ui, "claim", &record.id.to_string())?;
    ui.hanging(13, look::marked(Line::new().bold(format!("{:<13}", "standing")), record))?;
    if let Some(gone) = &record.withdrawn {
        let by = gone.replaced_by.map(|id| format!("by {} ", look::short(id))).unwrap_or_default();
        let why = gone.reason.as_deref().unwrap_or("no reason given");
        row(
            ui,
            "withdrawn",
            &format!("{by}({why}; {}, {})", gone.judged.by, look::at(gone.judged.at)),
        )?;
    }
    record.doubts.iter().try_for_each(|doubt| row(ui, "doubt", doubt))?;
    ui.line("")?;
    print_words(ui, it)?;
    ui.line("")?;
    claim.chain.iter().enumerate().try_for_each(|(depth, link)| print_link(ui, depth, link))?;
    row(ui, "stance", &format!("{}, {}", claim.stance, claim.quotation))?;
    print_force(ui, record)?;
    row(
        ui,
        "said",
        &claim.asserted_on.as_ref().map(look::on_in_words).unwrap_or("not known".to_owned()),
    )?;
    row(ui, "holds", &claim.holds_on.as_ref().map(look::on_in_words).unwrap_or_default())?;
    print_place(ui, it)?;
    print_comparisons(ui, it)?;
    tail(ui, &it.notes, &it.history)
}

/// Prints what a person needs to decide on a claim: its words in their place, and who says it.
pub(super) fn print_brief(ui: &mut Ui, it: &ClaimShown) -> io::Result<()> {
    let claim = &it.record.claim;
    print_words(ui, it)?;
    ui.line("")?;
    claim.chain.iter().enumerate().try_for_each(|(depth, link)| print_link(ui, depth, link))?;
    row(ui, "stance", &format!("{}, {}", claim.stance, claim.quotation))?;
    print_force(ui, &it.record)?;
    row(ui, "said", &claim.asserted_on.as_ref().map(look::on_in_words).unwrap_or_default())?;
    it.record.doubts.iter().try_for_each(|doubt| row(ui, "doubt", doubt))
}

/// Prints the words that weaken or strengthen a claim.
fn print_force(ui: &mut Ui, record: &ClaimRecord) -> io::Result<()> {
    let listed = ListedClaim::from(record);
    let words =
        |spans: &[Span]| spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(", ");
    row(ui, "hedged", &words(&listed.hedges))?;
    row(ui, "stressed", &words(&listed.emphasis))
}

/// Prints the comparisons that came to something; the undecided ones are counted.
fn print_comparisons(ui: &mut Ui, it: &ClaimShown) -> io::Result<()> {
    let undecided =
        |found: &&RecordedComparison| found.comparison.agreement == Agreement::Undecided;
    for found in it.comparisons.iter().filter(|found| !undecided(found)) {
        if found.a == it.record.id {
            print_comparison(ui, found, &look::short(found.b))?;
        } else {
            print_comparison(ui, &turned(found), &look::short(found.a))?;
        }
    }
    match it.comparisons.iter().filter(undecided).count() {
        0 => Ok(()),
        count => row(ui, "compared", &format!("undecided with {}", look::count(count, "claim"))),
    }
}

fn print_words(ui: &mut Ui, it: &ClaimShown) -> io::Result<()> {
    let words = it.record.claim.words();
    let Some((before, after)) = &it.context else {
        return ui.paragraph(2, &format!("(paraphrase) {words}"));
    };
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, after) = (squeeze(before), squeeze(after));
    if !before.is_empty() {
        ui.paragraph(4, &format!("… {before}"))?;
    }
    ui.paragraph(2, &format!("> {words}"))?;
    if after.is_empty() { Ok(()) } else { ui.paragraph(4, &format!("{after} …")) }
}

fn print_link(ui: &mut Ui, depth: usize, link: &Link) -> io::Result<()> {
    let mention = &link.source;
    let mut line = Line::new().bold(format!("{:<13}", if depth == 0 { "attribution" } else { "" }));
    line = line
        .plain("  ".repeat(depth))
        .bold(mention.name.as_str())
        .dim(format!(" ({})", mention.kind));
    if let Some(cue) = &link.cue {
        line = line.plain(format!(" \"{}\"", cue.text));
    }
    if let Some(role) = &mention.role {
        line = line.dim(format!(", {role}"));
    }
    if let Some(body) = &mention.body {
        line = line.dim(format!(", of {body}"));
    }
    if let Some(channel) = &link.channel {
        line = line.dim(format!(", in a {channel}"));
    }
    if let Some(when) = &link.asserted_on {
        line = line.plain(format!(", {}", look::on_in_words(when)));
    }
    ui.hanging(13 + 2 * depth, line)
}

fn print_place(ui: &mut Ui, it: &ClaimShown) -> io::Result<()> {
    let record = &it.record;
    let document = &record.document;
    let outlet = document.outlet.as_ref().map(|outlet| format!("{outlet}, ")).unwrap_or_default();
    let title = document.title.as_deref().unwrap_or("untitled");
    let published = document.published_on.as_ref().map(|when| format!(", {when}"));
    let place = format!("{outlet}{title}{}", published.unwrap_or_default());
    row(ui, "document", &format!("{} {place}", look::short(document.id)))?;
    let spans = record.claim.content.iter().map(|span| format!("{}-{}", span.start, span.end));
    if it.context.is_some() {
        row(ui, "characters", &spans.collect::<Vec<_>>().join(", "))?;
    }
    row(ui, "text sha256", &document.sha256.to_string())?;
    let list = |ids: &[onrecord::model::ClaimId]| {
        ids.iter().map(look::short).collect::<Vec<_>>().join(", ")
    };
    row(ui, "within", &record.within.map(look::short).unwrap_or_default())?;
    row(ui, "holds claims", &list(&it.nested))?;
    row(ui, "replaces", &list(&it.replaces))
}

/// The same comparison, seen from the other claim.
fn turned(found: &RecordedComparison) -> RecordedComparison {
    let mut turned = found.clone();
    (turned.a, turned.b) = (found.b, found.a);
    for evidence in &mut turned.comparison.evidence {
        std::mem::swap(&mut evidence.a, &mut evidence.b);
    }
    turned
}

/// Prints what the program found when it compared two claims.
pub(super) fn print_comparison(
    ui: &mut Ui,
    found: &RecordedComparison,
    other: &str,
) -> io::Result<()> {
    let outcome = format!("{} with ", found.comparison.agreement);
    ui.hanging(
        13,
        Line::new().bold(format!("{:<13}", "compared")).plain(outcome).id(other).dim(" (proposed)"),
    )?;
    found.comparison.evidence.iter().try_for_each(|evidence| {
        let sides = format!("{}: \"{}\" / \"{}\"", evidence.rule, evidence.a, evidence.b);
        ui.hanging(21, Line::new().plain(format!("{:15}{:+.2} ", "", evidence.weight)).plain(sides))
    })
}

/// A comparison as JSON has it.
pub(super) fn comparison(found: &RecordedComparison) -> serde_json::Value {
    serde_json::json!({
        "a": found.a, "b": found.b, "agreement": found.comparison.agreement,
        "evidence": found.comparison.evidence, "recorded_at": found.recorded_at,
    })
}
