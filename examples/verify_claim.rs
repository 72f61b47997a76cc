//! Verifies a claim without onrecord: only SHA-256, JSON and the written format (docs/formats.md).
//!
//! Give it what `onrecord show ID --canonical` printed and the text of the document:
//!
//! ```text
//! onrecord show ID --canonical > claim.json
//! cargo run --example verify_claim -- claim.json article.txt
//! ```
//!
//! Without arguments it verifies the test vector of docs/formats.md.

use std::env;
use std::error::Error;
use std::fs;
use std::process::ExitCode;

use serde_json::Value;
use sha2::{Digest, Sha256};

const VECTOR: &str = r#"{"asserted_on":"2024-05-13","chain":[{"asserted_on":null,"channel":null,"cue":null,"kind":"outlet","name":"Vell Observer","words":null},{"asserted_on":null,"channel":null,"cue":{"end":47,"start":43,"text":"said"},"kind":"person","name":"Ana Orsk","words":{"end":42,"start":28,"text":"Mayor Ana Orsk"}}],"content":[{"end":26,"start":0,"text":"The bridge at Vell is shut"}],"document":"23178e2e065c53dbe617d128bf641686ce680fc0d0078899850a8c120237b993","holds_on":null,"quotation":"indirect","stance":"asserts","type":"claim","version":1}"#;
const VECTOR_TEXT: &str = "The bridge at Vell is shut, Mayor Ana Orsk said on Monday. \u{201c}It \
                           moved 40\u{a0}mm,\u{201d} an engineer said.\n";

/// The claim's id: the SHA-256 of the canonical bytes, as `sha256sum` prints it.
fn id(canonical: &[u8]) -> String {
    Sha256::digest(canonical).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Checks that a span's words stand at its place, counted in Unicode code points.
fn check(span: &Value, text: &str) -> Result<(), Box<dyn Error>> {
    let place = |key: &str| span[key].as_u64().ok_or(format!("no {key} in {span}"));
    let (start, end) = (place("start")? as usize, place("end")? as usize);
    let found: String = text.chars().skip(start).take(end.saturating_sub(start)).collect();
    let claimed = span["text"].as_str().ok_or("a span without words")?;
    println!("  {start:>6}..{end:<6} {claimed}");
    if found == claimed {
        return Ok(());
    }
    Err(format!("the document says '{found}' there").into())
}

/// The places of a claim: its content and, for each link, its words and its cue.
fn spans(claim: &Value) -> Vec<&Value> {
    let links = claim["chain"].as_array().into_iter().flatten();
    let named = links.flat_map(|link| [&link["words"], &link["cue"]]);
    let content = claim["content"].as_array().into_iter().flatten();
    content.chain(named).filter(|span| span.is_object()).collect()
}

fn run() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = env::args().skip(1).collect();
    let (canonical, text) = match &paths[..] {
        [] => (VECTOR.to_owned(), VECTOR_TEXT.to_owned()),
        [claim, text] => (fs::read_to_string(claim)?, fs::read_to_string(text)?),
        _ => return Err("usage: verify_claim [CLAIM.json TEXT]".into()),
    };
    println!("id {}", id(canonical.as_bytes()));
    let claim: Value = serde_json::from_str(&canonical)?;
    let paraphrased = claim["quotation"] == "paraphrase";
    let spans = if paraphrased { Vec::new() } else { spans(&claim) };
    spans.iter().try_for_each(|span| check(span, &text))?;
    println!("{} spans stand in the document", spans.len());
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("verify_claim: {error}");
            ExitCode::FAILURE
        }
    }
}
