//! `onrecord extract`: the drafts of articles; nothing is recorded.

use onrecord::interchange::{ExtractedDocument, json};
use onrecord::model::{Document, Draft};
use onrecord::ops::unrecorded;

use super::failure::{FAILED, FINE, Outcome};
use super::help::foot;
use super::options::Known;
use super::ui::{Line, Ui};
use super::{Context, inputs, look};

/// Show the claims of articles without recording them
#[derive(clap::Args)]
#[command(after_help = foot!(
    "extract article.txt --published 2024-03-02", "extract articles/ --ndjson",
    "extract - < page.html"; failed "also if one of several articles could\nnot be read"))]
pub(crate) struct Args {
    /// Articles: files, folders, or - for stdin
    #[arg(required = true, value_hint = clap::ValueHint::AnyPath)]
    paths: Vec<String>,
    #[command(flatten)]
    known: Known,
    /// Print one JSON object a document and line
    #[arg(long)]
    ndjson: bool,
}

pub(crate) fn run(args: &Args, context: &mut Context) -> Outcome {
    let metadata = context.metadata(&args.known)?;
    if !args.ndjson {
        context.ui.page();
    }
    let mut code = FINE;
    for article in inputs::articles(&args.paths) {
        match article.and_then(|path| inputs::document(&path, &metadata)) {
            Ok(document) => print(&mut context.ui, args.ndjson, &document)?,
            Err(failure) => {
                context.ui.tell_failure(&failure);
                code = FAILED;
            }
        }
        if context.ui.is_closed() {
            break;
        }
    }
    Ok(code)
}

fn print(ui: &mut Ui, ndjson: bool, document: &Document) -> std::io::Result<()> {
    let drafts = unrecorded::drafts(document);
    if ndjson {
        return json::line(ui.raw(), &ExtractedDocument::new(document, &drafts));
    }
    let name = document.path().unwrap_or("stdin");
    let heading = Line::new().bold(name).dim(format!("  {}", look::count(drafts.len(), "claim")));
    ui.line(heading)?;
    let mut numbered = drafts.iter().zip(1..);
    numbered.try_for_each(|(draft, number)| print_draft(ui, number, draft))
}

fn print_draft(ui: &mut Ui, number: usize, draft: &Draft) -> std::io::Result<()> {
    let names: Vec<_> = draft.chain.iter().map(|link| link.source.name.as_str()).collect();
    let mut line = Line::new().plain(format!("{number:4}  ")).bold(names.join(" > "));
    line = line.dim(format!("  {} {}", draft.stance, draft.quotation));
    if let Some(when) = &draft.asserted_on {
        line = line.plain(format!("  {}", look::on_in_words(when)));
    }
    if let Some(within) = draft.within {
        line = line.dim(format!("  within {}", within + 1));
    }
    ui.line(line)?;
    let words: Vec<_> = draft.content.iter().map(|span| span.text.trim()).collect();
    ui.paragraph(6, &words.join(" … "))?;
    draft.doubts.iter().try_for_each(|doubt| ui.line(Line::new().plain("      ").doubt(doubt)))
}
