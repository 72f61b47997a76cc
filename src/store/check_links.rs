//! Can the links between documents be what was found? They are derived and have no entries, so that they
//! are right cannot be told without finding them anew; but what no one can have found is told.

use rusqlite::Connection;

use super::check::{Findings, in_row};
use super::error::Result;

const STALE: &str = "SELECT * FROM (
        SELECT story_link, CASE
            WHEN a = b THEN 'links a document with itself'
            WHEN likeness NOT BETWEEN 1 AND 100 THEN 'has a likeness of ' || likeness || ' in 100'
            WHEN NOT EXISTS (SELECT 1 FROM claim WHERE document = a)
                OR NOT EXISTS (SELECT 1 FROM claim WHERE document = b)
                THEN 'links a document that has no claim'
        END AS problem FROM story_link
    ) WHERE problem IS NOT NULL ORDER BY story_link";

/// Looks at every link.
pub(super) fn links(connection: &Connection) -> Result<Findings> {
    let mut found = Findings::default();
    let mut statement = connection.prepare(STALE)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        found.fault("story_link", in_row(row.get(0)?), row.get::<_, String>(1)?);
    }
    Ok(found)
}
