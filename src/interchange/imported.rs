//! Claims in JSON Lines: one object a line. A bad line is not a bad file.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::model::SourceKind;

/// A claim as a line has it.
#[derive(Debug, Deserialize)]
#[serde(expecting = "an object with id and text")]
pub struct ClaimLine {
    /// What the claim is called in the file: a text or a number.
    #[serde(deserialize_with = "key")]
    pub id: String,
    /// The claim's words.
    pub text: String,
    /// The headline that it stood under.
    pub title: Option<String>,
    /// Who asserts it.
    pub source: Option<String>,
    /// What kind of source that is.
    pub kind: Option<SourceKind>,
    /// When the source said it.
    pub asserted_on: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// What else stands in the line; it is not used.
    #[serde(flatten)]
    pub other: BTreeMap<String, IgnoredAny>,
}

/// A line that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BadLine {
    /// Which line, from 1.
    pub line: usize,
    /// Why.
    pub reason: String,
}

/// What an import did: what `import --json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportSummary {
    /// Claims recorded now.
    pub recorded: usize,
    /// Claims that were on record already.
    pub known: usize,
    /// Lines that could not be used.
    pub failed: Vec<BadLine>,
    /// Members of the lines that were not used.
    pub unused: Vec<String>,
    /// Nothing was recorded: it was a rehearsal.
    pub dry_run: bool,
}

/// Reads the lines that are not blank, each with its number from 1 and its bytes.
pub fn claim_lines(
    bytes: &[u8],
) -> impl Iterator<Item = (usize, &[u8], Result<ClaimLine, BadLine>)> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let lines = bytes.split(|byte| *byte == b'\n').enumerate().map(|(nth, line)| (nth + 1, line));
    let filled = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
    filled.map(|(nth, line)| (nth, line.trim_ascii(), read(nth, line)))
}

fn read(line: usize, bytes: &[u8]) -> Result<ClaimLine, BadLine> {
    let bad = |reason: String| BadLine { line, reason };
    let text = std::str::from_utf8(bytes).map_err(|_| bad("it is not UTF-8 text".to_owned()))?;
    serde_json::from_str(text).map_err(|error| {
        // The place in the line is told; the line itself is counted here, not by the reader.
        let reason = error.to_string();
        let reason = reason.split(" at line 1 ").next().unwrap_or_default();
        bad(format!("it is no claim: {reason}"))
    })
}

/// A text, or a number as it is written.
fn key<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::String(text) => Ok(text),
        serde_json::Value::Number(number) => Ok(number.to_string()),
        _ => Err(serde::de::Error::custom("its id is neither text nor a number")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_line_is_read_by_itself() {
        let file = b"\xef\xbb\xbf{\"id\":7,\"text\":\"a\",\"more\":1}\r\n\n{\"id\":\"b\"}\n[1]\nx\xff\n{\"id\":[],\"text\":\"c\"}";
        let read: Vec<String> = claim_lines(file)
            .map(|(nth, _, line)| match line {
                Ok(line) => format!("{nth} {} {} {:?}", line.id, line.text, line.other.keys()),
                Err(bad) => format!("{} {}", bad.line, bad.reason),
            })
            .collect();
        assert_eq!(
            read,
            [
                "1 7 a [\"more\"]",
                "3 it is no claim: missing field `text`",
                "4 it is no claim: invalid type: sequence, expected an object with id and text",
                "5 it is not UTF-8 text",
                "6 it is no claim: its id is neither text nor a number",
            ]
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in any::<Vec<u8>>()) {
            prop_assert!(claim_lines(&bytes).count() <= bytes.len());
        }
    }
}
