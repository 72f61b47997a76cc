//! `onrecord sources`: a list with filters.

use onrecord::interchange::{ListedParty, ListedSource};
use onrecord::model::{SourceKind, SourceRecord};
use onrecord::ops::alike::look_alikes;
use onrecord::ops::ask::{self, JudgedParty, SourceFilter};
use onrecord::ops::resolve;

use super::failure::Outcome;
use super::help::foot;
use super::options::{self, Format, Reading};
use super::ui::Rows;
use super::{Context, complete, list, look, warn};

/// List sources: who has asserted something
#[derive(clap::Args)]
#[command(after_help = foot!(
    "sources", "sources harbour --named", "sources --party \"Port of Velmouth\" --csv"))]
pub(crate) struct Args {
    /// Words that stand in the name, a role or a body
    words: Vec<String>,
    /// Who speaks for this party
    #[arg(long, value_name = "NAME", add = complete::sources())]
    party: Option<String>,
    /// Of this kind
    #[arg(long, value_name = "KIND", value_parser = options::kind())]
    kind: Option<SourceKind>,
    /// With a name
    #[arg(long, conflicts_with = "unnamed")]
    named: bool,
    /// Without a name
    #[arg(long)]
    unnamed: bool,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let as_of = context.as_of(&store, &args.reading)?;
    let party = args.party.as_deref().map(|name| resolve::party(&store, as_of, name));
    let filter = SourceFilter {
        text: (!args.words.is_empty()).then(|| args.words.join(" ")),
        ids: party.transpose()?,
        kind: args.kind,
        named: args.named.then_some(true).or(args.unnamed.then_some(false)),
        limit: args.limit,
    };
    let records = ask::sources(&store, as_of, &filter)?;
    let parties = ask::parties(&store, as_of)?;
    let of = |record: &SourceRecord| parties.get(&record.id).map_or(&[][..], Vec::as_slice);
    let party =
        |it: &JudgedParty| ListedParty::new(it.name.clone(), it.holds_on.as_ref(), &it.judged);
    let listed = |record| ListedSource::from(record).speaking_for(of(record).iter().map(party));
    let listed: Vec<_> = records.iter().map(listed).collect();
    let none = "no source on record fits";
    let outcome = list::print(&mut context.ui, args.format, &listed, none, |ui| {
        ui.table(table(&records, of))
    });
    let mut alike = look_alikes(&store, as_of, None)?;
    alike.retain(|pair| records.iter().any(|it| it.name == pair.later || it.name == pair.first));
    warn::alike(&alike);
    outcome
}

fn table<'p>(
    records: &[SourceRecord],
    parties: impl Fn(&SourceRecord) -> &'p [JudgedParty],
) -> Rows {
    let mut rows = Rows::new(
        &["id", "name", "kind", "speaks for", "grade", "claims", "said"],
        &["name", "speaks for"],
    );
    for record in records {
        let grade = record.grade.as_ref();
        rows.push([
            look::short(record.id),
            record.name.to_string(),
            record.kind.to_string(),
            speaks_for(record, parties(record)),
            grade.map(|(grade, _)| format!("{grade:?}")).unwrap_or_default(),
            record.claims.to_string(),
            period(record),
        ]);
    }
    rows
}

/// Whom a person judged it to speak for, and when; or else what documents say.
fn speaks_for(record: &SourceRecord, judged: &[JudgedParty]) -> String {
    let said = |it: &JudgedParty| {
        let during = it.holds_on.as_ref().map(|when| format!(" in {when}")).unwrap_or_default();
        format!("{}{during} (by {})", it.name, it.judged.by)
    };
    let mut all: Vec<String> = judged.iter().map(said).collect();
    if judged.iter().all(|it| it.holds_on.is_some()) {
        all.extend(record.bodies.iter().map(ToString::to_string));
    }
    all.join("; ")
}

fn period(record: &SourceRecord) -> String {
    let [first, last] =
        [&record.first_asserted_on, &record.last_asserted_on].map(|when| look::on(when.as_ref()));
    if first == last { first } else { format!("{first} to {last}") }
}
