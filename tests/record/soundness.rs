//! Whatever is changed behind our back is found, and named.

use onrecord::ops::check::{Verified, doctor, verify};
use onrecord::store::Store;

use crate::fixture::everything;
use crate::tamper::{TABLES, columns, flipped, places, raw};

fn check(path: &std::path::Path) -> Verified {
    verify(&Store::open_to_read(path).unwrap(), None).unwrap()
}

#[test]
fn a_sound_record_passes_and_says_how_much_it_checked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    everything(&path);
    let verified = check(&path);
    assert_eq!(verified.faults, []);
    assert!(verified.is_sound());
    let kinds: Vec<&str> = verified.counts.iter().map(|(what, _)| *what).collect();
    assert_eq!(
        kinds,
        [
            "checkpoints",
            "claims",
            "comparisons",
            "descriptions",
            "documents",
            "grades",
            "keys",
            "merges",
            "notes",
            "operations",
            "operations brought",
            "proposition judgements",
            "proposition names",
            "protections",
            "recorded by others, too",
            "records made again",
            "relation judgements",
            "reviews",
            "search indexes",
            "source ties",
            "sources",
            "spans",
            "withdrawals"
        ]
    );
}

#[test]
fn a_long_record_without_a_write_ahead_log_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    everything(&path);
    let connection = raw(&path);
    // As it is in folders that machines share; and as many entries as several threads are begun for.
    connection.execute_batch("PRAGMA journal_mode = DELETE").unwrap();
    let last =
        "UPDATE entry SET sequence = 30000 WHERE sequence = (SELECT max(sequence) FROM entry)";
    assert_eq!(connection.execute(last, []).unwrap(), 1);
    let verified = check(&path);
    assert!(verified.faults.iter().any(|fault| fault.table == "entry"), "{:?}", verified.faults);
    assert!(verified.counts.contains(&("search indexes", 2)));
}

#[test]
fn nothing_checked_is_no_pass() {
    let verified = verify(&Store::in_memory().unwrap(), None).unwrap();
    assert_eq!((verified.checked(), verified.is_sound()), (0, false));
}

#[test]
fn links_that_nobody_can_have_found_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    everything(&path);
    let connection = raw(&path);
    assert!(check(&path).is_sound());
    let lone = "INSERT INTO document (id, operation, sha256, raw_sha256, text)
        SELECT zeroblob(32), 1, zeroblob(32), zeroblob(32), ''";
    connection.execute(lone, []).unwrap();
    let others = check(&path).faults.len();
    let links = [(1, 1, 2), (1, 2, 0), (1, 2, 3), (2, 4, 1), (4, 3, 1)];
    for (a, b, likeness) in links {
        let add = "INSERT INTO story_link (operation, a, b, likeness) VALUES (1, ?1, ?2, ?3)";
        connection.execute(add, [a, b, likeness]).unwrap();
    }
    let last: i64 =
        connection.query_row("SELECT max(document) FROM document", [], |row| row.get(0)).unwrap();
    assert_eq!(last, 4, "the last document is the one without claims");
    let found = check(&path).faults;
    let told: Vec<_> =
        found.iter().filter(|it| it.table == "story_link").map(|it| it.problem.as_str()).collect();
    assert_eq!(
        told,
        [
            "links a document with itself",
            "has a likeness of 0 in 100",
            "links a document that has no claim",
            "links a document that has no claim",
        ]
    );
    assert_eq!(found.len(), others + told.len());
}

#[test]
fn yes_and_no_are_written_in_one_way() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    everything(&path);
    let connection = raw(&path);
    for (table, column) in [("claim", "by_hand"), ("brought", "home")] {
        let set = format!("UPDATE {table} SET {column} = {column} + 2");
        assert!(connection.execute(&set, []).unwrap() > 0);
        let faults = check(&path).faults;
        assert!(faults.iter().any(|fault| fault.table == table), "{table}: {faults:?}");
        connection.execute(&set.replace("+ 2", "- 2"), []).unwrap();
    }
    assert!(check(&path).is_sound());
}

#[test]
fn pages_of_nothing_and_of_two_things_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    everything(&path);
    let sound = std::fs::read(&path).unwrap();
    // One page more, in the file and in what its header says of its length.
    let mut longer = sound.clone();
    let pages = u32::from_be_bytes(sound[28..32].try_into().unwrap());
    longer[28..32].copy_from_slice(&(pages + 1).to_be_bytes());
    longer.resize(sound.len() + 16_384, 0);
    std::fs::write(&path, &longer).unwrap();
    let of_nothing = format!("of {} pages {pages} are used and 0 are free", pages + 1);
    let told = |path: &std::path::Path| check(path).faults.into_iter().map(|fault| fault.problem);
    assert_eq!(told(&path).collect::<Vec<_>>(), [of_nothing]);

    // Free pages that are not there: where SQLite does not look of itself.
    let mut freed = sound.clone();
    freed[36..40].copy_from_slice(&3_u32.to_be_bytes());
    std::fs::write(&path, &freed).unwrap();
    let free = |problem: &String| problem.ends_with("size is 0 but should be 3");
    assert!(told(&path).any(|problem| free(&problem)));
    let health = doctor(&Store::open_to_read(&path).unwrap()).unwrap();
    assert!(health.damage.iter().any(free), "{:?}", health.damage);

    std::fs::write(&path, &sound).unwrap();
    let both = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage =
        (SELECT rootpage FROM sqlite_schema WHERE name = 'claim_document')
        WHERE name = 'claim_key_claim'";
    raw(&path).execute_batch(both).unwrap();
    let twice = "which is not its own";
    assert!(told(&path).any(|problem| problem.ends_with(twice)), "{:?}", check(&path).faults);
}

#[test]
fn a_flipped_bit_in_any_column_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    everything(&path);
    let connection = raw(&path);
    connection.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF;").unwrap();
    let (mut tried, mut missed) = (0, Vec::new());
    for table in TABLES.into_iter().filter(|table| *table != "node") {
        for (column, declared) in columns(&connection, table) {
            for place in places(&connection, table, &column) {
                let other = flipped(place.value.clone(), &declared);
                // Two rows cannot have one key: such a flip is refused by SQLite itself.
                if place.set(&connection, &other) {
                    tried += 1;
                    if check(&path).faults.is_empty() {
                        missed.push(format!("{table}.{column}: {:?} to {other:?}", place.value));
                    }
                    assert!(place.put_back(&connection, &other));
                }
            }
        }
    }
    assert!(missed.is_empty(), "not found: {missed:#?}");
    assert!(tried > 150, "only {tried} flips were tried");
    assert!(check(&path).is_sound());
}
