//! `onrecord extract`: the drafts of articles; nothing is recorded.

use std::io::{BufWriter, Write};

use onrecord::interchange::ExtractedDocument;
use onrecord::model::{Metadata, SourceName, When};

use super::{Outcome, inputs, json};

/// Show the claims of articles without recording them
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Articles: files, folders, or - for stdin
    #[arg(required = true)]
    paths: Vec<String>,
    /// Publisher of the articles
    #[arg(long, value_name = "NAME", value_parser = SourceName::new)]
    outlet: Option<SourceName>,
    /// When they were published
    #[arg(long, value_name = "DATE")]
    published: Option<When>,
    /// One JSON object a line
    #[arg(long)]
    ndjson: bool,
}

/// Prints the drafts of each article, one JSON object a document.
pub(crate) fn run(args: &Args) -> Outcome {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in inputs::articles(&args.paths) {
        let outlet = args.outlet.clone();
        let metadata =
            Metadata { outlet, published_on: args.published.clone(), ..Metadata::default() };
        let document = inputs::document(&path, metadata)?;
        let drafts = onrecord::extract::extract(&document);
        json::line(&mut out, &ExtractedDocument::new(&document, &drafts))?;
    }
    out.flush()?;
    Ok(0)
}
