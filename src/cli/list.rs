//! Lists in every format: one place for tables, JSON and cells.

use onrecord::interchange::cells::{self, Cells, Separator};
use onrecord::interchange::json;
use serde::Serialize;

use super::failure::{FINE, Outcome};
use super::options::Format;
use super::ui::{Line, Ui};

/// Prints the records as `format` asks, and `text` where people read; an empty list says `none`.
pub(crate) fn print<T: Serialize + Cells>(
    ui: &mut Ui,
    format: Format,
    records: &[T],
    none: &str,
    text: impl FnOnce(&mut Ui) -> std::io::Result<()>,
) -> Outcome {
    if format.json {
        json::array(ui.raw(), records)?;
    } else if format.ndjson {
        records.iter().try_for_each(|record| json::line(ui.raw(), record))?;
    } else if format.csv {
        cells::write(ui.raw(), Separator::Comma, records)?;
    } else if format.tsv {
        cells::write(ui.raw(), Separator::Tab, records)?;
    } else if records.is_empty() {
        ui.tell(Line::new().dim(none));
    } else {
        ui.page();
        text(ui)?;
    }
    Ok(FINE)
}
