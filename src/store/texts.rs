//! Every text in the file, whatever it is part of: for what must stand in none of them.

use rusqlite::types::ValueRef;

use super::View;
use super::error::Result;

const TABLES: &str =
    "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict ORDER BY name";

impl View<'_> {
    /// Counts the rows that have a text in which something stands, by their tables. What was undone
    /// or came later is looked at too, since it is in the file. What is looked for never reaches
    /// SQL, and so no journal, trace or temporary file.
    pub fn rows_with(&self, stands_in: impl Fn(&str) -> bool) -> Result<Vec<(String, usize)>> {
        let mut tables = self.connection.prepare_cached(TABLES)?;
        let tables = tables.query_map([], |row| row.get(0))?;
        let mut found = Vec::new();
        for table in tables.collect::<rusqlite::Result<Vec<String>>>()? {
            let rows = self.count_rows(&table, &stands_in)?;
            found.extend((rows > 0).then_some((table, rows)));
        }
        Ok(found)
    }

    fn count_rows(&self, table: &str, stands_in: &impl Fn(&str) -> bool) -> Result<usize> {
        let mut statement = self.connection.prepare(&format!("SELECT * FROM {table}"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        let mut found = 0;
        while let Some(row) = rows.next()? {
            let mut texts = (0..columns).filter_map(|column| match row.get_ref(column) {
                Ok(ValueRef::Text(text)) => Some(String::from_utf8_lossy(text)),
                _ => None,
            });
            found += usize::from(texts.any(|text| stands_in(&text)));
        }
        Ok(found)
    }
}
