//! Changes behind the program's back.

use rusqlite::{Connection, types::Value};

pub(crate) const TABLES: [&str; 25] = [
    "operation",
    "entry",
    "node",
    "checkpoint",
    "source",
    "document",
    "claim",
    "claim_piece",
    "claim_link",
    "claim_key",
    "again",
    "also",
    "merge",
    "brought",
    "review",
    "withdrawal",
    "comparison",
    "relation_judgement",
    "proposition_judgement",
    "proposition_name",
    "source_tie",
    "source_grade",
    "source_description",
    "source_protection",
    "note",
];

/// A connection that may do what no program should: no triggers, no references, no checks.
pub(crate) fn raw(path: &std::path::Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;")
        .unwrap();
    let triggers: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for trigger in triggers {
        connection.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    connection
}

/// The same value with one bit changed; something where there was nothing.
pub(crate) fn flipped(value: Value, declared: &str) -> Value {
    match value {
        Value::Integer(number) => Value::Integer(number ^ 1),
        Value::Blob(mut bytes) => {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            Value::Blob(bytes)
        }
        Value::Text(text) if text.is_empty() => Value::Text("x".to_owned()),
        Value::Text(text) => {
            let last = text.chars().last().unwrap();
            let other = if last.is_ascii() { char::from(last as u8 ^ 1) } else { 'x' };
            Value::Text(text.strip_suffix(last).unwrap().to_owned() + &other.to_string())
        }
        Value::Null if declared == "INTEGER" => Value::Integer(1),
        Value::Null if declared == "BLOB" => Value::Blob(vec![1; 32]),
        Value::Null | Value::Real(_) => Value::Text("x".to_owned()),
    }
}

pub(crate) fn columns(connection: &Connection, table: &str) -> Vec<(String, String)> {
    let sql = format!("SELECT name, type FROM pragma_table_info('{table}')");
    let mut statement = connection.prepare(&sql).unwrap();
    let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    columns.map(Result::unwrap).collect()
}

/// One value in the database.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) table: String,
    column: String,
    keys: Vec<(String, Value)>,
    pub(crate) value: Value,
}

/// The names of a table's key.
fn keys(table: &str) -> Vec<&str> {
    match table {
        "claim_piece" | "claim_link" => vec!["claim", "nth"],
        "entry" => vec!["sequence"],
        "node" => vec!["level", "nth"],
        table => vec![table],
    }
}

/// The value in a column of the `nth` row that meets a condition.
fn find(
    connection: &Connection,
    (table, column): (&str, &str),
    condition: &str,
    nth: usize,
) -> Option<Place> {
    let names = keys(table);
    let list = names.join(", ");
    let sql = format!(
        "SELECT {list}, \"{column}\" AS it FROM {table} WHERE {condition}
            ORDER BY {list} LIMIT 1 OFFSET {nth}"
    );
    let place = connection.query_row(&sql, [], |row| {
        let keys = names.iter().map(|name| Ok(((*name).to_owned(), row.get(*name)?)));
        let keys = keys.collect::<rusqlite::Result<_>>()?;
        let (table, column) = (table.to_owned(), column.to_owned());
        Ok(Place { table, column, keys, value: row.get("it")? })
    });
    place.ok()
}

/// The first row in which a column has a value, and the first in which it has none.
pub(crate) fn places(connection: &Connection, table: &str, column: &str) -> Vec<Place> {
    let has = ["IS NOT NULL", "IS NULL"].map(|is| format!("\"{column}\" {is}"));
    has.iter().filter_map(|has| find(connection, (table, column), has, 0)).collect()
}

/// The value in a column of the `nth` row.
pub(crate) fn place(
    connection: &Connection,
    table: &str,
    column: &str,
    nth: usize,
) -> Option<Place> {
    find(connection, (table, column), "1", nth)
}

impl Place {
    pub(crate) fn set(&self, connection: &Connection, value: &Value) -> bool {
        self.update(connection, value, &self.keys)
    }

    /// Puts the old value back; a flipped key is looked for where it went.
    pub(crate) fn put_back(&self, connection: &Connection, flipped: &Value) -> bool {
        let mut keys = self.keys.clone();
        for (name, value) in &mut keys {
            if *name == self.column {
                *value = flipped.clone();
            }
        }
        self.update(connection, &self.value, &keys)
    }

    fn update(&self, connection: &Connection, value: &Value, keys: &[(String, Value)]) -> bool {
        let mut sql = format!("UPDATE {} SET \"{}\" = ?1 WHERE 1", self.table, self.column);
        let mut values = vec![value.clone()];
        for (name, key) in keys {
            values.push(key.clone());
            sql.push_str(&format!(" AND {name} = ?{}", values.len()));
        }
        connection.execute(&sql, rusqlite::params_from_iter(values)).is_ok_and(|rows| rows == 1)
    }
}
