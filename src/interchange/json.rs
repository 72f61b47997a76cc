//! JSON that is exact to a program and inert on a terminal: what steers is escaped (`\u202e`),
//! which every JSON reader turns back into the same character.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use super::inert::steers;

/// Writes `value` on one line.
///
/// # Errors
/// If writing fails.
pub fn line<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    object(out, value)?;
    out.write_all(b"\n")
}

/// Writes the values as one array, one value a line.
///
/// # Errors
/// If writing fails.
pub fn array<T: Serialize>(out: &mut dyn Write, values: &[T]) -> io::Result<()> {
    out.write_all(b"[")?;
    for (nth, value) in values.iter().enumerate() {
        out.write_all(if nth == 0 { b"\n" } else { b",\n" })?;
        object(out, value)?;
    }
    out.write_all(if values.is_empty() { b"]\n" } else { b"\n]\n" })
}

/// Writes `value` over several lines, indented.
///
/// # Errors
/// If writing fails.
pub fn pretty<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    let format = Inert(PrettyFormatter::new());
    value.serialize(&mut Serializer::with_formatter(&mut *out, format))?;
    out.write_all(b"\n")
}

/// Escapes what steers in a text that is JSON already.
pub fn inert(json: &str) -> String {
    let mut out = Vec::with_capacity(json.len());
    for part in json.split_inclusive('\n') {
        // Writing to a Vec cannot fail.
        let _ = fragment(&mut out, part.trim_end_matches('\n'));
        out.extend(part.ends_with('\n').then_some(b'\n'));
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn object<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    let format = Inert(CompactFormatter);
    value.serialize(&mut Serializer::with_formatter(&mut *out, format))?;
    Ok(())
}

/// Writes a piece of a JSON string, escaping what steers.
fn fragment<W: Write + ?Sized>(out: &mut W, text: &str) -> io::Result<()> {
    let mut rest = text;
    while let Some(at) = rest.find(steers) {
        out.write_all(&rest.as_bytes()[..at])?;
        let c = rest[at..].chars().next().unwrap_or_default();
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            write!(out, "\\u{unit:04x}")?;
        }
        rest = &rest[at + c.len_utf8()..];
    }
    out.write_all(rest.as_bytes())
}

struct Inert<F>(F);

macro_rules! as_before {
    ($($name:ident($($flag:ident)?)),+ $(,)?) => {
        $(fn $name<W: Write + ?Sized>(&mut self, out: &mut W $(, $flag: bool)?) -> io::Result<()> {
            self.0.$name(out $(, $flag)?)
        })+
    };
}

impl<F: Formatter> Formatter for Inert<F> {
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        fragment(out, text)
    }

    as_before! {
        begin_array(), end_array(), begin_array_value(first), end_array_value(),
        begin_object(), end_object(), begin_object_key(first), end_object_key(),
        begin_object_value(), end_object_value(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn printed(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_array_has_one_value_a_line() {
        assert_eq!(printed(|out| array(out, &["a", "b"])), "[\n\"a\",\n\"b\"\n]\n");
        assert_eq!(printed(|out| array::<u8>(out, &[])), "[]\n");
    }

    #[test]
    fn what_steers_is_escaped() {
        assert_eq!(printed(|out| line(out, "a\u{202e}\u{1b}")), "\"a\\u202e\\u001b\"\n");
        assert_eq!(inert("{\"a\u{e0041}\":\n1}"), "{\"a\\udb40\\udc41\":\n1}");
    }

    proptest! {
        #[test]
        fn it_reads_back_exactly_and_nothing_steers(text in any::<String>(), many in any::<Vec<char>>()) {
            let value = (text, many);
            for json in [printed(|out| line(out, &value)), printed(|out| pretty(out, &value))] {
                prop_assert!(!json.chars().any(|c| c != '\n' && steers(c)));
                prop_assert_eq!(&serde_json::from_str::<(String, Vec<char>)>(&json).unwrap(), &value);
            }
        }
    }
}
