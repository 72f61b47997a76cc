//! `onrecord claim`: one claim by hand.

use std::path::Path;

use onrecord::model::{Document, Mention, SourceKind, SourceName, Stance};
use onrecord::ops::alike::look_alikes;
use onrecord::ops::hand::{HandClaim, log_by_hand, log_with_document};
use onrecord::ops::{ask, resolve};
use onrecord::store::Store;

use super::failure::{FINE, Failure, Outcome};
use super::help::foot;
use super::options::{self, Known, Writing};
use super::ui::Line;
use super::{Context, complete, ids, inputs, warn};

/// Log one claim by hand
///
/// WORDS must stand in the document exactly as given; with --paraphrase they are your own. The
/// document is one on record or a file, which is then recorded with it. Without --source the
/// outlet speaks in its own voice
#[derive(clap::Args)]
#[command(after_help = foot!(
    "claim \"The wall is safe\" --in article.txt --source \"Ana Orsk\" --on \"last Tuesday\"",
    "claim \"The wall may fail\" --in 3fa0c1d2 --source \"two engineers\" --kind unnamed-group",
    "claim - --in article.txt --source \"Ana Orsk\" --via \"Port Authority\" < words.txt",
    "claim \"She denies it all\" --in 3fa0 --source \"Ana Orsk\" --stance denies --paraphrase"))]
pub(crate) struct Args {
    /// The words of the claim, or - for stdin
    words: String,
    /// The document: a file, the id of one on record, or - for stdin
    #[arg(long = "in", value_name = "DOCUMENT", add = complete::documents())]
    document: String,
    /// Who asserts it
    #[arg(long, value_name = "NAME", value_parser = SourceName::new, add = complete::sources())]
    source: Option<SourceName>,
    /// What kind of source that is [default: as on record, else person]
    #[arg(long, value_name = "KIND", value_parser = options::kind(), requires = "source")]
    kind: Option<SourceKind>,
    /// The source's role or title
    #[arg(long, value_name = "TEXT", requires = "source")]
    role: Option<String>,
    /// The body the source speaks for
    #[arg(long, value_name = "NAME", value_parser = SourceName::new, requires = "source")]
    body: Option<SourceName>,
    /// Who relayed it, outermost first; may be given several times
    #[arg(long, value_name = "NAME", value_parser = SourceName::new, requires = "source")]
    via: Vec<SourceName>,
    /// The words that attribute it, as they stand in the document ("said")
    #[arg(long, value_name = "TEXT")]
    cue: Option<String>,
    /// When the source said it: 2023-01-20, "last Tuesday", "early March 2022"
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// When the thing claimed is said to be so
    #[arg(long, value_name = "DATE")]
    holds: Option<String>,
    /// What the source does with the content
    #[arg(long, value_name = "STANCE", value_parser = options::stance(), default_value = "asserts")]
    stance: Stance,
    /// The words are your own, not the document's
    #[arg(long)]
    paraphrase: bool,
    /// Which place is meant if the words stand in the document several times, from 1
    #[arg(long, value_name = "N", conflicts_with = "paraphrase")]
    place: Option<usize>,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    writing: Writing,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    if args.words == "-" && args.document == "-" {
        return Err(Failure::usage("the words and the document cannot both come from stdin")
            .hint("give one of them as an argument"));
    }
    let words = if args.words == "-" { inputs::stdin_text()? } else { args.words.clone() };
    let (asserted_on, holds_on) =
        (context.maybe_date(args.on.as_deref())?, context.maybe_date(args.holds.as_deref())?);
    let file = file(args, context)?;
    let mut store = context.to_make(&args.writing)?;
    let session = context.session(&args.writing);
    let claim = HandClaim {
        document: match &file {
            Some(document) => document.id(),
            None => ids::document(&store, None, &args.document)?,
        },
        words: words.trim().to_owned(),
        place: args.place,
        paraphrase: args.paraphrase,
        chain: chain(args, &store),
        cue: args.cue.clone(),
        stance: args.stance,
        asserted_on,
        holds_on,
    };
    let logged = match &file {
        Some(document) => log_with_document(&mut store, &session, document, &claim)?,
        None => log_by_hand(&mut store, &session, &claim)?,
    };
    context.ui.line(Line::new().id(logged.claim.to_string()))?;
    context.ui.tell(Line::new().dim(match (logged.known, session.is_dry_run()) {
        (true, _) => "already on record",
        (false, true) => "would be recorded",
        (false, false) => "recorded",
    }));
    warn::alike(&look_alikes(&store, None, Some(&session))?);
    Ok(FINE)
}

/// Reads the file that is given; `None` if it is the id of a document on record.
fn file(args: &Args, context: &Context) -> Result<Option<Document>, Failure> {
    let path = args.document.as_str();
    if path != "-" && !Path::new(path).exists() && ids::prefix(path).is_ok() {
        return Ok(None);
    }
    let known = context.metadata(&args.known)?;
    inputs::document(path, &known).map(Some)
}

/// Who speaks, outermost first.
fn chain(args: &Args, store: &Store) -> Vec<Mention> {
    let mention = |name: &SourceName, kind: Option<SourceKind>| {
        Mention::named(name.clone(), kind.unwrap_or_else(|| kind_on_record(store, name)))
    };
    let origin = args.source.as_ref().map(|name| Mention {
        role: args.role.clone(),
        body: args.body.clone(),
        ..mention(name, args.kind)
    });
    args.via.iter().map(|name| mention(name, None)).chain(origin).collect()
}

fn kind_on_record(store: &Store, name: &SourceName) -> SourceKind {
    let known = resolve::source(store, None, name.as_str()).ok();
    let record = known.and_then(|id| ask::source(store, None, id).ok());
    record.filter(|record| record.name == *name).map_or(SourceKind::Person, |record| record.kind)
}
