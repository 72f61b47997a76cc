//! CSV and TSV: one record a row, inert in a spreadsheet (see [`super::inert::cell`]).

use std::io::{self, Write};

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// Comma-separated values, quoted as RFC 4180 has it.
    Comma,
    /// Tab-separated values.
    Tab,
}

/// A record that can be written as a row of cells.
pub trait Cells {
    /// The names of the columns.
    const HEADERS: &'static [&'static str];

    /// The cells, as many as there are columns; empty for what is not known.
    fn cells(&self) -> Vec<String>;
}

/// Writes a header and one row a record.
///
/// # Errors
/// If writing fails.
pub fn write<T: Cells>(out: &mut dyn Write, separator: Separator, records: &[T]) -> io::Result<()> {
    let delimiter = match separator {
        Separator::Comma => b',',
        Separator::Tab => b'\t',
    };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    writer.write_record(T::HEADERS)?;
    for record in records {
        let cells = record.cells();
        writer.write_record(cells.iter().map(|cell| super::inert::cell(cell).into_owned()))?;
    }
    writer.flush()
}

/// The cell of something that may not be known.
pub(super) fn known<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Pair(&'static str, &'static str);

    impl Cells for Pair {
        const HEADERS: &'static [&'static str] = &["a", "b"];

        fn cells(&self) -> Vec<String> {
            vec![self.0.to_owned(), self.1.to_owned()]
        }
    }

    #[test]
    fn cells_are_quoted_and_defused() {
        let rows = [Pair("one, two", "=HYPERLINK(\"x\")"), Pair("line\nend", "\u{1b}[2J")];
        let mut out = Vec::new();
        write(&mut out, Separator::Comma, &rows).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "a,b\n\"one, two\",\"'=HYPERLINK(\"\"x\"\")\"\nline end,<U+001B>[2J\n");
    }
}
