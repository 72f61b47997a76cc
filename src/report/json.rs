//! The report as JSON: keys keep the order of [`Report`], and are only ever added.

use super::Report;

/// Writes the report as indented JSON with a line end.
pub fn json(report: &Report) -> String {
    let mut text = serde_json::to_string_pretty(report)
        .expect("a report holds only strings, numbers and lists");
    text.push('\n');
    text
}
