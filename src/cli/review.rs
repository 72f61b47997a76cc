//! `onrecord review`: look at what the program found, one claim after the other.

use std::io::{self, BufRead, IsTerminal, Write};

use onrecord::model::{ClaimId, SourceName};
use onrecord::ops::ask::{self, ReviewState};
use onrecord::ops::judge::{self, Edit};
use onrecord::ops::resolve::Thing;
use onrecord::ops::show::{self, Shown};
use onrecord::store::{Session, Store};

use super::failure::{FINE, Failure, Outcome};
use super::filter::ClaimOptions;
use super::help::foot;
use super::options::Writing;
use super::ui::{Line, tell, tell_failure};
use super::{Context, claims, look, show_claim};

/// Review claims that the program found: accept, reject or edit each
///
/// On a terminal it asks for each claim; elsewhere it lists what is left to review
#[derive(clap::Args)]
#[command(after_help = foot!(
    "review", "review --document 23178e2e", "review --source Kirby",
    "accept 3fa0c1d2"))]
pub(crate) struct Args {
    #[command(flatten)]
    filter: ClaimOptions,
    #[command(flatten)]
    writing: Writing,
}

enum Answer {
    Accept,
    Reject,
    Edit,
    Skip,
    Quit,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let store = context.to_read()?;
    let mut filter = args.filter.read(context, &store, None)?;
    filter.review = filter.review.or(Some(ReviewState::Unreviewed));
    let left = ask::claims(&store, None, &filter)?;
    if left.is_empty() {
        tell(Line::new().dim("nothing is left to review"));
        return Ok(FINE);
    }
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        context.ui.table(claims::table(&left))?;
        context.ui.tell(
            "decide with onrecord accept ID, reject ID or edit ID, or run this on a terminal",
        );
        return Ok(FINE);
    }
    drop(store);
    let mut store = context.to_write()?;
    let session = context.session(&args.writing);
    for (nth, record) in left.iter().enumerate() {
        let id = look::short(record.id);
        context.ui.line("")?;
        context.ui.line(Line::new().id(id).dim(format!("  {} of {}", nth + 1, left.len())))?;
        if !ask_about(context, &mut store, &session, record.id)? {
            break;
        }
    }
    Ok(FINE)
}

/// Shows one claim and does what the user says; `false` to stop.
fn ask_about(
    context: &mut Context,
    store: &mut Store,
    session: &Session,
    id: ClaimId,
) -> Result<bool, Failure> {
    if let Shown::Claim(claim) = show::show(store, None, Thing::Claim(id))? {
        show_claim::print_brief(&mut context.ui, &claim)?;
    }
    let done = match answer(context)? {
        Answer::Accept => judge::accept(store, session, &[id]).map(|_| "accepted".to_owned()),
        Answer::Reject => judge::reject(store, session, &[id], None).map(|_| "rejected".to_owned()),
        Answer::Edit => {
            let edit = typed_edit(context)?;
            judge::edit(store, session, id, &edit).map(|new| format!("now {}", look::short(new)))
        }
        Answer::Skip => return Ok(true),
        Answer::Quit => return Ok(false),
    };
    match done {
        Ok(done) => tell(Line::new().dim(done)),
        Err(error) => tell_failure(&error.into()),
    }
    Ok(true)
}

fn answer(context: &mut Context) -> Result<Answer, Failure> {
    loop {
        let Some(typed) = prompt(context, "[a]ccept [r]eject [e]dit [s]kip [q]uit? ")? else {
            return Ok(Answer::Quit);
        };
        match typed.to_lowercase().as_str() {
            "a" | "accept" | "y" => return Ok(Answer::Accept),
            "r" | "reject" | "n" => return Ok(Answer::Reject),
            "e" | "edit" => return Ok(Answer::Edit),
            "s" | "skip" | "" => return Ok(Answer::Skip),
            "q" | "quit" => return Ok(Answer::Quit),
            _ => tell("type a, r, e, s or q"),
        }
    }
}

fn typed_edit(context: &mut Context) -> Result<Edit, Failure> {
    tell(Line::new().dim("leave empty what is right"));
    let mut ask = |what: &str| -> Result<Option<String>, Failure> {
        Ok(prompt(context, what)?.filter(|typed| !typed.is_empty()))
    };
    let (words, source) = (ask("words:  ")?, ask("source: ")?);
    let on = ask("said:   ")?;
    let source = source.map(|name| SourceName::new(&name)).transpose();
    let source = source.map_err(|why| Failure::from(onrecord::ops::Error::from(why)))?;
    let asserted_on = context.maybe_date(on.as_deref())?;
    Ok(Edit { words, source, asserted_on, ..Edit::default() })
}

/// Asks for a line; `None` when stdin has ended.
fn prompt(context: &mut Context, words: &str) -> Result<Option<String>, Failure> {
    write!(context.ui.raw(), "{words}")?;
    context.ui.raw().flush()?;
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line);
    let read = read.map_err(|why| Failure::failed(format!("cannot read your answer: {why}")))?;
    Ok((read > 0).then(|| line.trim().to_owned()))
}
