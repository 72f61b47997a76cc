//! Dates in columns: EDTF, the words that gave it, and the bounds that follow from it.

use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};

use crate::model::{Edtf, When};

use super::entry::Cells;
use super::error::Result;
use super::sql_types::day;
use super::told::bad;

/// Reads EDTF; only the one way of writing it is taken.
struct Column(Edtf);

impl FromSql for Column {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        let edtf: Edtf = text.parse().map_err(FromSqlError::other)?;
        if edtf.to_string() == text {
            return Ok(Self(edtf));
        }
        Err(FromSqlError::Other(format!("'{text}' is not EDTF as it is printed").into()))
    }
}

/// Reads a date from its EDTF column and its words column.
pub(super) fn read(row: &Row<'_>, edtf: &str, words: &str) -> rusqlite::Result<Option<When>> {
    let edtf: Option<Column> = row.get(edtf)?;
    let words: Option<String> = row.get(words)?;
    Ok(edtf.map(|Column(edtf)| When { edtf, words }))
}

/// Reads a date from its EDTF column and the words column after it; there are no words without a date.
pub(super) fn next(cells: &mut Cells<'_>) -> Result<Option<When>> {
    let edtf: Option<Column> = cells.next()?;
    let words: Option<String> = cells.next()?;
    match edtf {
        Some(Column(edtf)) => Ok(Some(When { edtf, words })),
        None if words.is_none() => Ok(None),
        None => Err(cells.bad("there are words for a date, but no date".to_owned())),
    }
}

/// Reads a date as an entry tells it: EDTF, and the words that gave it.
pub(super) fn told(edtf: Option<String>, words: Option<String>) -> Result<Option<When>> {
    let Some(text) = edtf else { return Ok(None) };
    let edtf = text.parse().map_err(|error| bad("entry", error))?;
    Ok(Some(When { edtf, words }))
}

/// The EDTF text of a date, as its column holds it.
pub(super) fn edtf(when: Option<&When>) -> Option<String> {
    when.map(When::edtf_text)
}

/// The words of a date, as their column holds them.
pub(super) fn words(when: Option<&When>) -> Option<&str> {
    when.and_then(|when| when.words.as_deref())
}

/// The first and last day of a date, as their columns hold them.
pub(super) fn bounds(when: Option<&When>) -> [Option<String>; 2] {
    [day(when.and_then(When::earliest)), day(when.and_then(When::latest))]
}

/// Checks the two columns that follow from a date: its first and its last day.
pub(super) fn check_bounds(cells: &mut Cells<'_>, when: Option<&When>) -> Result<()> {
    let stored: [Option<String>; 2] = [cells.next()?, cells.next()?];
    let right = bounds(when);
    if stored == right {
        return Ok(());
    }
    Err(cells.bad(format!("the bounds of its date are {stored:?}, but should be {right:?}")))
}
