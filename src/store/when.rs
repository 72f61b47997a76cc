//! Dates in columns: EDTF, the words that gave it, and the bounds that follow from it.

use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};

use crate::model::{Edtf, When};

use super::error::{Error, Result};
use super::sql_types::day;

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

/// Checks the columns that follow from a date: its bounds, and that words come with a date.
pub(super) fn check(
    row: &Row<'_>,
    table: &'static str,
    when: Option<&When>,
    [from, to, words]: [&str; 3],
) -> Result<()> {
    let stored: [Option<String>; 2] = [row.get(from)?, row.get(to)?];
    let right = bounds(when);
    if stored != right {
        let problem = format!("{from} and {to} are {stored:?}, but should be {right:?}");
        return Err(Error::BadValue { table, problem });
    }
    words_need_a_date(row, table, when, words)
}

/// Checks that there are no words of a date without the date.
pub(super) fn words_need_a_date(
    row: &Row<'_>,
    table: &'static str,
    when: Option<&When>,
    words: &str,
) -> Result<()> {
    let stray = when.is_none() && row.get::<_, Option<String>>(words)?.is_some();
    if stray {
        return Err(Error::BadValue { table, problem: format!("{words} without a date") });
    }
    Ok(())
}
