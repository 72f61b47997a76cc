//! Tables that fit the terminal.

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use onrecord::interchange::inert;

use super::Line;

/// A table of short texts; cells that do not fit are broken into several lines.
pub(crate) struct Rows {
    headers: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Rows {
    /// An empty table. The first column holds ids and is never broken.
    pub(crate) fn new(headers: &'static [&'static str]) -> Self {
        Self { headers, rows: Vec::new() }
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
        table.add_rows(self.rows);
        if let Some(ids) = table.column_mut(0) {
            ids.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(10)));
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        let styled = |(nth, line): (usize, String)| {
            let line = line.trim_end().to_owned();
            if nth == 0 { Line::new().bold(line) } else { Line::new().plain(line) }
        };
        table.lines().enumerate().map(styled).collect()
    }
}
