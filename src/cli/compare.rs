//! `onrecord compare`: do two statements agree?

use std::io::{BufRead, BufWriter, Write};

use onrecord::compare::{Statement, compare};
use onrecord::interchange::{ComparedPair, Pair};
use onrecord::model::Stance;

use super::{Failure, Outcome, json};

/// Tell whether two statements agree
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Read {"id","a","b"} lines on stdin, print one JSON object a line
    #[arg(long, required = true)]
    ndjson: bool,
}

/// Compares each pair of stdin.
pub(crate) fn run(_args: &Args) -> Outcome {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (nth, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let bad = |why: serde_json::Error| Failure::BadLine {
            path: "-".to_owned(),
            line: nth + 1,
            why: why.to_string(),
        };
        let pair: Pair = serde_json::from_str(&line).map_err(bad)?;
        let read = |text: &str| Statement::read(text, Stance::Asserts, None);
        let comparison = compare(&read(&pair.a), &read(&pair.b));
        json::line(&mut out, &ComparedPair::new(pair.id, comparison))?;
    }
    out.flush()?;
    Ok(0)
}
