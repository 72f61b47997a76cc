//! Tables that fit the terminal.

use comfy_table::{Column, ColumnConstraint, ContentArrangement, Table, Width, presets};
use onrecord::interchange::inert;
use unicode_width::UnicodeWidthStr;

use super::Line;

/// Columns between two columns of a table.
const MARGIN: u16 = 2;
/// Columns of a day: 2024-03-08.
const DAY: u16 = 10;
/// Tables at least so wide keep days whole.
const ROOMY: usize = 60;

/// A table of short texts; cells that do not fit are broken into several lines.
pub(crate) struct Rows {
    headers: &'static [&'static str],
    /// The headers of the columns that take the width that the others leave.
    wide: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Rows {
    /// An empty table. The first column holds ids and is never broken.
    pub(crate) fn new(headers: &'static [&'static str], wide: &'static [&'static str]) -> Self {
        Self { headers, wide, rows: Vec::new() }
    }

    /// Adds a row.
    pub(crate) fn push<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into_iter().map(|cell| inert::one_line(&cell).into_owned()).collect());
    }

    /// Writes the table out in lines at most `width` columns wide.
    pub(crate) fn lines(self, width: usize) -> Vec<Line> {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
        table.set_header(self.headers.iter().copied());
        table.add_rows(&self.rows);
        for (nth, column) in table.column_iter_mut().enumerate() {
            self.fit(nth, column, width);
        }
        let styled = |(nth, line): (usize, String)| {
            let line = line.trim_end().to_owned();
            if nth == 0 { Line::new().bold(line) } else { Line::new().plain(line) }
        };
        table.lines().enumerate().map(styled).collect()
    }

    /// Ids and, where there is room, days stay whole; wide columns take what is left; no other
    /// column gets more than a fifth.
    fn fit(&self, nth: usize, column: &mut Column, width: usize) {
        column.set_padding((0, MARGIN));
        let cells = || self.rows.iter().filter_map(|row| row.get(nth));
        let one_word = cells().all(|cell| !cell.contains(' '));
        if one_word {
            // Intervals are broken at their slashes.
            column.set_delimiter('/');
        }
        let widest = cells().map(|cell| cell.width()).max().unwrap_or_default();
        let least = u16::try_from(widest).unwrap_or(DAY).min(DAY) + MARGIN;
        let most = u16::try_from(width / 5).unwrap_or(u16::MAX).max(DAY + MARGIN);
        let is_wide = self.headers.get(nth).is_some_and(|header| self.wide.contains(header));
        let [least, most] = [least, most].map(Width::Fixed);
        if nth == 0 {
            column.set_constraint(ColumnConstraint::LowerBoundary(least));
        } else if !is_wide && one_word && width >= ROOMY {
            column.set_constraint(ColumnConstraint::Boundaries { lower: least, upper: most });
        } else if !is_wide {
            column.set_constraint(ColumnConstraint::UpperBoundary(most));
        }
    }
}
