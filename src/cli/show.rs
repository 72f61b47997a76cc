//! `onrecord show`: one thing with all its provenance.

use std::io::{self, IsTerminal, Write};

use onrecord::interchange::{ListedClaim, ListedDocument, ListedParty, ListedSource, json};
use onrecord::model::{SourceTie, Tie};
use onrecord::ops::resolve::Thing;
use onrecord::ops::show::{self, Note, RelationShown, Shown, SourceShown};
use onrecord::ops::{AsOf, report};
use onrecord::store::Store;

use super::failure::{FINE, Failure, Outcome};
use super::help::foot;
use super::options::Reading;
use super::ui::{Line, Ui};
use super::{Context, claims, complete, history, ids, look, operations, show_claim};

/// Show one thing on record with all its provenance
///
/// ID is the beginning of the id of a claim, document, source, relation or operation, or the name
/// of a source
#[derive(clap::Args)]
#[command(after_help = foot!(
    "show 3fa0c1d2", "show \"Ana Orsk\" --weigh", "show 3fa0c1d2 --canonical | sha256sum"))]
pub(crate) struct Args {
    /// An id, or a source's name
    #[arg(add = complete::claims())]
    id: String,
    /// Print a claim's canonical JSON, nothing else: the bytes whose SHA-256 is its id
    #[arg(long)]
    canonical: bool,
    /// Print a document's text, nothing else
    #[arg(long, conflicts_with = "canonical")]
    text: bool,
    /// Also what the whole record says of it: a claim's suggested credibility, how a source fared
    #[arg(long, conflicts_with_all = ["canonical", "text"])]
    weigh: bool,
    /// Print one JSON object
    #[arg(long, conflicts_with_all = ["canonical", "text"])]
    json: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let as_of = context.as_of(&store, &args.reading)?;
    let thing = ids::thing(&store, as_of, &args.id)?;
    if args.canonical {
        let Thing::Claim(id) = thing else { return Err(only("claims have", "--canonical", thing)) };
        return exact(&mut context.ui, &show::canonical(&store, as_of, id)?, json::inert);
    }
    if args.text {
        let Thing::Document(id) = thing else {
            return Err(only("documents have", "--text", thing));
        };
        let text = onrecord::ops::ask::text(&store, as_of, id)?;
        let inert = |text: &str| onrecord::interchange::inert::lines(text).into_owned();
        return exact(&mut context.ui, text.as_bytes(), inert);
    }
    let shown = show::show(&store, as_of, thing)?;
    let weight = if args.weigh { weigh(&store, as_of, thing)? } else { None };
    if args.json {
        let mut value = as_json(&shown);
        if let Some(weight) = &weight {
            value[weight.name] = weight.value.clone();
        }
        json::pretty(context.ui.raw(), &value)?;
    } else {
        context.ui.page();
        print(&mut context.ui, &shown)?;
        if let Some(weight) = weight {
            context.ui.line("")?;
            context.ui.line(Line::new().bold(weight.name))?;
            context.ui.paragraph(2, &weight.words)?;
        }
    }
    Ok(FINE)
}

/// What the whole record says of a thing.
struct Weight {
    name: &'static str,
    words: String,
    value: serde_json::Value,
}

fn weigh(store: &Store, as_of: AsOf, thing: Thing) -> Result<Option<Weight>, Failure> {
    match thing {
        Thing::Claim(id) => Ok(report::credibility(store, as_of, id)?.map(|one| Weight {
            name: "credibility",
            words: format!(
                "{} {} (suggested): {}",
                one.grade,
                one.meaning,
                one.reasons.join("; ")
            ),
            value: serde_json::json!(one),
        })),
        Thing::Source(id) => Ok(report::record(store, as_of, id)?.map(|one| Weight {
            name: "record",
            words: format!(
                "takes a side on {}: {} corroborated, {} contradicted, {} revised, {} retracted; {}",
                look::count(one.n, "proposition"),
                one.corroborated,
                one.contradicted,
                one.revised,
                one.retracted,
                one.standing
            ),
            value: serde_json::json!(one),
        })),
        other => Err(only("claims and sources have", "--weigh", other)),
    }
}

/// Writes exactly these bytes, no line end added; on a terminal what steers is made visible.
fn exact(ui: &mut Ui, bytes: &[u8], inert: impl Fn(&str) -> String) -> Outcome {
    if io::stdout().is_terminal() {
        ui.raw().write_all(inert(&String::from_utf8_lossy(bytes)).as_bytes())?;
        ui.line("")?;
    } else {
        ui.raw().write_all(bytes)?;
    }
    Ok(FINE)
}

fn only(who: &str, option: &str, thing: Thing) -> Failure {
    Failure::usage(format!("only {who} {option}; this is a {}", thing.kind()))
        .hint(format!("leave {option} out to see it"))
}

fn as_json(shown: &Shown) -> serde_json::Value {
    use serde_json::json;
    let claims = |records: &[onrecord::model::ClaimRecord]| {
        json!(records.iter().map(ListedClaim::from).collect::<Vec<_>>())
    };
    let happened = |list: &[show::Happening]| json!(history::listed_all(list));
    match shown {
        Shown::Claim(it) => json!({
            "claim": ListedClaim::from(&it.record),
            "context": it.context.as_ref().map(|(before, after)| json!({"before": before, "after": after})),
            "nested": it.nested, "replaces": it.replaces,
            "comparisons": it.comparisons.iter().map(show_claim::comparison).collect::<Vec<_>>(),
            "notes": notes(&it.notes), "history": happened(&it.history),
        }),
        Shown::Document(it) => json!({
            "document": ListedDocument::from(&it.record), "text": it.text,
            "claims": claims(&it.claims), "notes": notes(&it.notes), "history": happened(&it.history),
        }),
        Shown::Source(it) => json!({
            "source": ListedSource::from(&it.record).speaking_for(parties(it)),
            "ties": it.ties.iter().map(|(tie, other)| json!({
                "a": tie.a, "tie": tie.tie, "b": tie.b, "other": other.name,
                "holds_on": tie.holds_on.as_ref().map(onrecord::model::When::edtf_text),
                "judged": tie.judged, "because": tie.because,
            })).collect::<Vec<_>>(),
            "claims": claims(&it.claims), "notes": notes(&it.notes), "history": happened(&it.history),
        }),
        Shown::Relation(it) => json!({
            "relation": it.id, "claims": claims(&it.claims),
            "comparison": it.comparison.as_ref().map(show_claim::comparison),
            "notes": notes(&it.notes), "history": happened(&it.history),
        }),
        Shown::Operation(it) => json!({
            "operation": operations::listed(&it.operation),
            "facts": it.facts.iter().map(|(kind, id)| json!({"kind": kind, "id": id})).collect::<Vec<_>>(),
        }),
    }
}

/// Whom people judged a source to speak for.
fn parties(it: &SourceShown) -> impl Iterator<Item = ListedParty> {
    let speaks = |tie: &SourceTie| tie.tie == Tie::SpeaksFor && tie.a == it.record.id;
    it.ties.iter().filter(move |(tie, _)| speaks(tie)).filter_map(|(tie, other)| {
        let judged = tie.judged.as_ref()?;
        Some(ListedParty::new(other.name.clone(), tie.holds_on.as_ref(), judged))
    })
}

fn notes(notes: &[Note]) -> serde_json::Value {
    let note = |note: &Note| serde_json::json!({"text": note.text, "by": note.judged.by, "at": note.judged.at});
    notes.iter().map(note).collect()
}

fn print(ui: &mut Ui, shown: &Shown) -> io::Result<()> {
    match shown {
        Shown::Claim(claim) => show_claim::print(ui, claim),
        Shown::Document(document) => print_document(ui, document),
        Shown::Source(source) => print_source(ui, source),
        Shown::Relation(relation) => print_relation(ui, relation),
        Shown::Operation(it) => {
            let operation = &it.operation;
            row(ui, "operation", &operation.id.to_string())?;
            row(ui, "command", &operation.command)?;
            row(ui, "by", &format!("{}, {}", operation.by, look::at(operation.at)))?;
            if operation.undone {
                row(ui, "standing", "undone")?;
            }
            it.facts.iter().try_for_each(|(kind, id)| row(ui, kind, id))
        }
    }
}

/// Prints one labelled value; nothing if it is empty.
pub(super) fn row(ui: &mut Ui, name: &str, value: &str) -> io::Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    ui.hanging(13, Line::new().bold(format!("{name:<13}")).plain(value))
}

fn print_document(ui: &mut Ui, it: &show::DocumentShown) -> io::Result<()> {
    let record = &it.record;
    row(ui, "document", &record.id.to_string())?;
    row(ui, "title", record.title.as_deref().unwrap_or_default())?;
    row(ui, "outlet", record.outlet.as_ref().map(|name| name.as_str()).unwrap_or_default())?;
    row(ui, "published", &record.published_on.as_ref().map(look::on_in_words).unwrap_or_default())?;
    row(ui, "author", record.author.as_deref().unwrap_or_default())?;
    row(ui, "url", record.url.as_deref().unwrap_or_default())?;
    row(ui, "read from", record.path.as_deref().unwrap_or("stdin"))?;
    row(ui, "recorded", &look::at(record.recorded_at))?;
    row(ui, "sha256", &record.sha256.to_string())?;
    row(ui, "raw sha256", &record.raw_sha256.to_string())?;
    row(ui, "length", &look::count(it.text.chars().count(), "character"))?;
    print_claims(ui, &it.claims)?;
    tail(ui, &it.notes, &it.history)
}

fn print_source(ui: &mut Ui, it: &SourceShown) -> io::Result<()> {
    let record = &it.record;
    row(ui, "source", &record.id.to_string())?;
    row(ui, "name", record.name.as_str())?;
    row(ui, "kind", record.kind.as_str())?;
    row(ui, "roles", &record.roles.join("; "))?;
    if let Some(number) = record.number {
        row(ui, "people", &number.to_string())?;
    }
    if let Some((grade, judged)) = &record.grade {
        row(
            ui,
            "grade",
            &format!("{} (by {}, {})", grade.as_str(), judged.by, look::at(judged.at)),
        )?;
    }
    if let Some((text, judged)) = &record.description {
        row(ui, "description", &format!("{text} (by {}, {})", judged.by, look::at(judged.at)))?;
    }
    if let Some((commitment, judged)) = &record.protected {
        let told = format!("{commitment} (by {}, {})", judged.by, look::at(judged.at));
        row(ui, "protected", &told)?;
    }
    for (tie, other) in &it.ties {
        let who = match &tie.judged {
            Some(judged) => format!("by {}, {}", judged.by, look::at(judged.at)),
            None => "proposed".to_owned(),
        };
        let because = tie.because.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        let during = tie.holds_on.as_ref().map(|when| format!(" in {when}")).unwrap_or_default();
        let name = match tie.tie {
            Tie::SpeaksFor if tie.b == record.id => "its speaker",
            tie => tie.as_str(),
        };
        row(ui, name, &format!("{}{during} ({who}{because})", other.name))?;
    }
    print_claims(ui, &it.claims)?;
    tail(ui, &it.notes, &it.history)
}

fn print_relation(ui: &mut Ui, it: &RelationShown) -> io::Result<()> {
    row(ui, "relation", &it.id.to_string())?;
    print_claims(ui, &it.claims)?;
    if let Some(found) = &it.comparison {
        ui.line("")?;
        show_claim::print_comparison(ui, found, &look::short(found.b))?;
    }
    tail(ui, &it.notes, &it.history)
}

fn print_claims(ui: &mut Ui, records: &[onrecord::model::ClaimRecord]) -> io::Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    ui.line("")?;
    ui.table(claims::table(records))
}

/// Prints what people have said of it, and what happened to it.
pub(super) fn tail(ui: &mut Ui, notes: &[Note], happenings: &[show::Happening]) -> io::Result<()> {
    for note in notes {
        ui.line("")?;
        ui.line(Line::new().bold("note").dim(format!(
            "  {}, {}",
            note.judged.by,
            look::at(note.judged.at)
        )))?;
        ui.paragraph(2, &note.text)?;
    }
    if !happenings.is_empty() {
        ui.line("")?;
        ui.line(Line::new().bold("history"))?;
        history::print(ui, happenings)?;
    }
    Ok(())
}
