//! What a Markdown file says of itself before its text: YAML between `---` lines, or plain TOML
//! pairs between `+++` lines.

use serde_json::{Map, Value};

use super::error::ReadError;
use crate::dates;
use crate::model::{Metadata, SourceName};

/// The most bytes that front matter may have.
const MAX_BYTES: usize = 64 * 1024;

/// Splits a Markdown text into what it says of itself and the text after that.
pub(super) fn split(text: &str) -> Result<(Metadata, &str), ReadError> {
    match Block::of(text)? {
        Some(block) => Ok((block.metadata()?, block.rest)),
        None => Ok((Metadata::default(), text)),
    }
}

/// Tells whether a text begins with front matter.
pub(super) fn opens(text: &str) -> bool {
    ["---", "+++"].into_iter().any(|mark| opened(text, mark).is_some_and(is_key_line))
}

/// What follows the opening mark.
fn opened<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(mark)?.trim_start_matches([' ', '\t']);
    rest.strip_prefix('\n')
}

/// Tells whether a text begins with a line such as `title: ...` or a comment.
fn is_key_line(text: &str) -> bool {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let key = line.trim_start().split([':', '=']).next().unwrap_or_default();
    let word = |c: char| c.is_alphanumeric() || "_-. \"'".contains(c);
    line.starts_with('#') || (key.len() < line.len() && key.chars().all(word))
}

struct Block<'a> {
    mark: &'static str,
    inside: &'a str,
    rest: &'a str,
}

impl<'a> Block<'a> {
    fn of(text: &'a str) -> Result<Option<Self>, ReadError> {
        let found = ["---", "+++"].into_iter().find_map(|mark| Some((mark, opened(text, mark)?)));
        let Some((mark, after)) = found else { return Ok(None) };
        match close(after, mark) {
            Some((inside, rest))
                if mark == "+++" || is_key_line(inside) || inside.trim().is_empty() =>
            {
                Ok(Some(Self { mark, inside, rest }))
            }
            None if is_key_line(after) => Err(ReadError::FrontMatterOpen { mark }),
            _ => Ok(None),
        }
    }

    fn metadata(&self) -> Result<Metadata, ReadError> {
        let mut metadata = Metadata::default();
        for (key, value) in self.pairs()? {
            let Some(value) = words_of(&value) else { continue };
            set(&mut metadata, &key, value.trim()).map_err(|reason| ReadError::Value {
                line: self.line_of(&key),
                key,
                reason,
            })?;
        }
        Ok(metadata)
    }

    fn pairs(&self) -> Result<Map<String, Value>, ReadError> {
        if self.mark == "+++" { toml_pairs(self.inside) } else { yaml_pairs(self.inside) }
    }

    /// The line on which a key stands; the opening mark is line 1.
    fn line_of(&self, key: &str) -> usize {
        let has_key = |line: &str| {
            let line = line.trim_start_matches(['"', '\'', ' ']);
            line.strip_prefix(key).is_some_and(|rest| {
                rest.trim_start_matches(['"', '\'', ' ']).starts_with([':', '='])
            })
        };
        self.inside.lines().position(has_key).map_or(1, |above| above + 2)
    }
}

/// Parts the text after the opening mark at the closing one.
fn close<'a>(after: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let mut at = 0;
    for line in after.split_inclusive('\n') {
        if at > MAX_BYTES {
            return None;
        }
        let bare = line.trim_end();
        if bare == mark || (mark == "---" && bare == "...") {
            return Some((&after[..at], &after[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn yaml_pairs(inside: &str) -> Result<Map<String, Value>, ReadError> {
    if inside.trim().is_empty() {
        return Ok(Map::new());
    }
    let read: Result<Option<Map<String, Value>>, _> = serde_saphyr::from_str(inside);
    read.map(Option::unwrap_or_default).map_err(|error| {
        let line = error.location().map_or(1, |place| place.line());
        let reason = error.without_snippet().to_string();
        bad(usize::try_from(line).unwrap_or(1), "YAML", &reason)
    })
}

/// The parser's words without its own count of lines, which leaves out the opening mark.
fn bad(line: usize, language: &'static str, reason: &str) -> ReadError {
    let first = reason.lines().next().unwrap_or_default();
    let told = [" at line ", ", set "].iter().filter_map(|end| first.find(end)).min();
    let reason = first[..told.unwrap_or(first.len())].chars().take(160).collect();
    ReadError::FrontMatter { line: line + 1, language, reason }
}

/// Reads `key = value` lines up to the first table: all that a document says of itself in TOML.
fn toml_pairs(inside: &str) -> Result<Map<String, Value>, ReadError> {
    let mut pairs = Map::new();
    for (nth, line) in inside.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            break;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let pair = line.split_once('=').and_then(|(key, value)| {
            Some((key.trim().trim_matches(['"', '\'']).to_owned(), toml_value(value.trim())?))
        });
        let (key, value) =
            pair.ok_or_else(|| bad(nth + 1, "TOML", "expected a line such as title = \"...\""))?;
        pairs.insert(key, value);
    }
    Ok(pairs)
}

/// Reads a TOML string, date, number, truth value or list of strings on one line.
fn toml_value(text: &str) -> Option<Value> {
    match text.chars().next()? {
        '\'' => {
            let end = text[1..].find('\'')?;
            Some(Value::from(&text[1..=end]))
        }
        '"' | '[' => serde_json::Deserializer::from_str(text).into_iter().next()?.ok(),
        _ => Some(Value::from(text.split('#').next()?.trim())),
    }
}

/// The words of a value: texts and numbers as they are, lists with commas; `None` if it is empty
/// or made of keys and values.
fn words_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => {
            let words: Vec<String> = list.iter().filter_map(words_of).collect();
            (!words.is_empty()).then(|| words.join(", "))
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => None,
    }
}

/// Puts a value where its key says; unknown keys are passed over.
fn set(metadata: &mut Metadata, key: &str, value: &str) -> Result<(), String> {
    match key.to_ascii_lowercase().as_str() {
        "outlet" => {
            let name = SourceName::new(value).map_err(|error| error.to_string())?;
            metadata.outlet = Some(name);
        }
        "published" | "date" => {
            let when = dates::read_absolute(value).ok_or_else(|| not_a_date(value))?;
            metadata.published_on = Some(when);
        }
        "title" => metadata.title = Some(value.to_owned()),
        "url" => metadata.url = Some(value.to_owned()),
        "author" | "authors" => metadata.author = Some(value.to_owned()),
        _ => {}
    }
    Ok(())
}

fn not_a_date(value: &str) -> String {
    if let Some([a, b]) = dates::two_readings(value) {
        return format!("'{value}' can be {a} or {b}: write the one that is meant");
    }
    let value: String = value.chars().take(80).collect();
    format!("'{value}' is not a date with a year, such as 2023-01-20 or 20 Jan 2023")
}
