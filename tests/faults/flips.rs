//! One flipped bit in any value of any recorded row is found, and its row named.

use onrecord::ops::check::verify;
use onrecord::store::{Fault, Store};
use rusqlite::{Connection, types::Value};

use crate::fixture::everything;
use crate::tamper::{Place, TABLES, columns, place, raw};
use crate::{Dice, runs};

fn faults(path: &std::path::Path) -> Vec<Fault> {
    verify(&Store::open_to_read(path).unwrap(), None).unwrap().faults
}

/// The same value with one bit flipped; `None` where there is no bit, or no value of that kind.
fn flipped(value: &Value, dice: &mut Dice) -> Option<Value> {
    Some(match value {
        Value::Integer(number) => Value::Integer(number ^ (1 << dice.below(40))),
        Value::Blob(bytes) => Value::Blob(in_bytes(bytes, dice)?),
        Value::Text(text) => Value::Text(String::from_utf8(in_bytes(text.as_bytes(), dice)?).ok()?),
        Value::Null | Value::Real(_) => return None,
    })
}

fn in_bytes(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut bytes = bytes.to_vec();
    let bit = dice.below((bytes.len() * 8).max(1));
    *bytes.get_mut(bit / 8)? ^= 1 << (bit % 8);
    Some(bytes)
}

/// A value anywhere in the record.
fn anywhere(connection: &Connection, dice: &mut Dice) -> Option<Place> {
    let table = TABLES[dice.below(TABLES.len())];
    let columns = columns(connection, table);
    let (column, _) = &columns[dice.below(columns.len())];
    let count = format!("SELECT count(*) FROM {table}");
    let rows: usize = connection.query_row(&count, [], |row| row.get(0)).unwrap();
    let nth = dice.below(rows.max(1));
    place(connection, table, column, nth)
}

/// Tells whether a fault names the row: its table, that of the claim it is part of, or, where an entry
/// and its fact no longer fit, the entry by its number.
fn names(fault: &Fault, table: &str) -> bool {
    match table {
        "claim_piece" | "claim_link" => fault.table == "claim",
        "entry" => fault.table == "entry" || fault.problem.starts_with("entry "),
        table => fault.table == table || fault.table == "entry",
    }
}

#[test]
fn a_random_flipped_bit_is_found_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    everything(&path);
    let connection = raw(&path);
    connection.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF;").unwrap();
    let (mut dice, mut tried, mut unnamed) = (Dice(2024), 0, Vec::new());
    while tried < runs() {
        let Some(place) = anywhere(&connection, &mut dice) else { continue };
        let Some(other) = flipped(&place.value, &mut dice) else { continue };
        // Two rows cannot have one key: such a flip is refused by SQLite itself.
        if !place.set(&connection, &other) {
            continue;
        }
        tried += 1;
        let found = faults(&path);
        assert!(!found.is_empty(), "not found: {place:?} to {other:?}");
        if !found.iter().any(|fault| names(fault, &place.table)) {
            unnamed.push(format!("{place:?} to {other:?}: {found:?}"));
        }
        assert!(place.put_back(&connection, &other));
    }
    assert!(unnamed.is_empty(), "found, but not named: {unnamed:#?}");
    assert_eq!(faults(&path), []);
}
