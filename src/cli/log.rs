//! `onrecord log`: articles become claims on record.

use std::io::Write;

use onrecord::ops::alike::look_alikes;
use onrecord::ops::log::{Logged, log_next};
use onrecord::ops::reconcile::Reconciler;
use onrecord::ops::unrecorded;
use onrecord::store::{Session, Store};

use super::failure::{FAILED, FINE, Outcome};
use super::help::foot;
use super::options::{Known, Writing};
use super::ui::{Line, Progress};
use super::{Context, inputs, look, warn};

/// Log the claims of articles
///
/// Reads plain text, Markdown with front matter and saved web pages, finds who is said to have
/// said what and when, and records it: one transaction an article. What is on record already is
/// not recorded again. Claims stay "unreviewed" until a person accepts them
#[derive(clap::Args)]
#[command(after_help = foot!(
    "log article.txt --outlet \"Velmouth Courier\" --published 2024-03-02",
    "log articles/ --report",
    "log - --title \"Harbour wall cracks\" < page.html";
    failed "also if one of several articles could\nnot be read: the others are logged"))]
pub(crate) struct Args {
    /// Articles: files, folders, or - for stdin
    #[arg(required = true, value_hint = clap::ValueHint::AnyPath)]
    paths: Vec<String>,
    #[command(flatten)]
    known: Known,
    /// Print the corroboration report afterwards
    #[arg(long)]
    report: bool,
    #[command(flatten)]
    writing: Writing,
}

#[derive(Default)]
struct Totals {
    documents: usize,
    known_documents: usize,
    claims: usize,
    failures: usize,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let metadata = context.metadata(&args.known)?;
    let articles = inputs::articles(&args.paths);
    let mut store = None;
    let session = context.session(&args.writing);
    let (mut totals, mut reconciler) = (Totals::default(), Reconciler::default());
    let progress = Progress::begin(articles.len());
    for article in articles {
        let read = article.and_then(|path| {
            progress.at(&path);
            Ok((inputs::document(&path, &metadata)?, path))
        });
        match read {
            Ok((document, path)) => {
                // Not before there is something to log: a mistyped path makes no database.
                let store = match &mut store {
                    Some(store) => store,
                    None => store.insert(context.to_make(&args.writing)?),
                };
                let drafts = unrecorded::drafts(&document);
                let logged = log_next(store, &session, (&document, &drafts), &mut reconciler)?;
                let line = totals.add(&path, &logged);
                // Whoever reads this knows that it is recorded, whatever happens next.
                progress.aside(|| context.ui.line(line).and_then(|()| context.ui.raw().flush()))?;
                if let Some((id, outlet)) = &logged.twin {
                    progress.aside(|| warn::twin(*id, outlet.as_ref(), &session));
                }
            }
            Err(failure) => {
                totals.failures += 1;
                progress.aside(|| context.ui.tell_failure(&failure));
            }
        }
        progress.step();
    }
    drop(progress);
    if let Some(store) = &store {
        context.ui.line(totals.line(&session, store))?;
        warn::alike(&look_alikes(store, None, Some(&session))?);
        if args.report {
            context.ui.line("")?;
            super::report::print_all(&mut context.ui, store)?;
        }
    }
    Ok(if totals.failures == 0 { FINE } else { FAILED })
}

impl Totals {
    fn add(&mut self, path: &str, logged: &Logged) -> Line {
        self.documents += usize::from(!logged.known);
        self.known_documents += usize::from(logged.known);
        self.claims += logged.new.len();
        let line = Line::new().id(look::short(logged.document)).plain("  ").plain(path).plain("  ");
        let new = look::count(logged.new.len(), "claim");
        let mut line = match (logged.known, logged.new.is_empty()) {
            (true, true) => line.dim("already recorded"),
            (true, false) => line.plain(format!("already recorded, {new} more")),
            (false, _) => line.plain(new),
        };
        if logged.rejected_before > 0 {
            line = line.dim(format!(", {} rejected before", logged.rejected_before));
        }
        line
    }

    fn line(&self, session: &Session, store: &Store) -> Line {
        let verb = if session.is_dry_run() { "would record" } else { "recorded" };
        let mut words = match (self.documents, self.claims) {
            (0, 0) => "nothing new".to_owned(),
            (documents, claims) => format!(
                "{verb} {} and {} (unreviewed)",
                look::count(documents, "document"),
                look::count(claims, "claim")
            ),
        };
        if self.known_documents > 0 {
            words +=
                &format!(", {} already recorded", look::count(self.known_documents, "document"));
        }
        let place = store.path().map(|path| format!(" in {}", path.display()));
        let line = Line::new().bold(words).dim(place.unwrap_or_default());
        match self.failures {
            0 => line,
            failures => line.bad(format!("; {} failed", look::count(failures, "article"))),
        }
    }
}
