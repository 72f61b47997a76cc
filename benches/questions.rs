//! What the record costs as it grows, and as claims crowd on one proposition:
//! `cargo bench --bench questions [-- LARGEST]`.
//!
//! First invented claims of many events, imported and then asked about; then claims on one
//! proposition alone, alike but for a word, of two values. It prints the processor time of each step
//! in seconds. What is asked about one claim should not grow in the first table, nor grow
//! faster than the claims in the second. Reads `/proc`, so it runs on Linux.

mod clock;
mod dice;
#[allow(dead_code, reason = "shared with grouping")]
mod events;

use chrono::{DateTime, Utc};
use clock::{Clock, highest_memory};
use dice::Dice;
use events::Events;
use onrecord::model::{ClaimId, Relation};
use onrecord::ops::ask::{ClaimFilter, claims};
use onrecord::ops::fallout::fallout;
use onrecord::ops::import::{Batch, Origin};
use onrecord::ops::relations::{RelationFilter, relations};
use onrecord::ops::report::{ReportQuery, report};
use onrecord::store::{Session, Store};

fn main() {
    let largest = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(10_000);
    println!("claims of many events");
    head();
    for size in [1_000, 10_000, 100_000].into_iter().filter(|&size| size <= largest) {
        let claims = Events::new().take(size);
        measure(size, &claims.map(|claim| (claim.words, claim.speaker)).collect::<Vec<_>>());
    }
    println!("claims on one proposition");
    head();
    for size in [1_250, 2_500, 5_000, 10_000].into_iter().filter(|&size| size <= largest) {
        measure(size, &crowd(size));
    }
}

/// Claims on one proposition: nearly the same words, two values, many speakers.
fn crowd(size: usize) -> Vec<(String, String)> {
    let mut dice = Dice(11);
    let odd = ["again", "now", "there", "still", "today", "already", "indeed", "also"];
    let claim = |nth: usize| {
        let (dead, word) = (17 + dice.below(2) * 3, odd[dice.below(8) as usize]);
        let words = format!("{dead} miners died {word} when the shaft at Tarrow flooded");
        (words, format!("Witness Number{nth}"))
    };
    (0..size).map(claim).collect()
}

fn head() {
    println!("   claims  import s  report one s  fallout s  contradictions s  report all s    MB");
}

/// Imports claims into a new record, asks about the one in the middle and about all.
fn measure(size: usize, lines: &[(String, String)]) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(&folder.path().join("r.db")).expect("a record");
    let mut clock = Clock::start();
    import(&mut store, lines);
    let imported = clock.lap();
    let one = middle(&store);
    clock.lap();
    let query = ReportQuery { claims: Some(vec![one]), ..ReportQuery::default() };
    report(&store, None, &query).expect("a report");
    let asked = clock.lap();
    fallout(&store, None, one).expect("what falls");
    let fell = clock.lap();
    let contradict =
        RelationFilter { relation: Some(Relation::Contradicts), ..RelationFilter::default() };
    relations(&store, None, &contradict).expect("relations");
    let contradicted = clock.lap();
    report(&store, None, &ReportQuery::default()).expect("a report");
    let reported = clock.lap();
    println!(
        "{size:>9} {imported:>9.2} {asked:>13.2} {fell:>10.2} {contradicted:>17.2} {reported:>13.2} {:>5}",
        highest_memory()
    );
}

fn import(store: &mut Store, lines: &[(String, String)]) {
    let line = |(nth, (text, source)): (usize, &(String, String))| {
        serde_json::json!({ "id": nth.to_string(), "text": text, "source": source }).to_string()
    };
    let file: Vec<String> = lines.iter().enumerate().map(line).collect();
    let at: DateTime<Utc> = "2031-04-01T09:00:00Z".parse().expect("a time");
    let batch = Batch::read(file.join("\n").as_bytes(), &Origin::default());
    batch.record(store, &Session::new("Mara", at, "import"), || {}).expect("imported");
}

fn middle(store: &Store) -> ClaimId {
    let all = claims(store, None, &ClaimFilter::default()).expect("claims");
    all[all.len() / 2].id
}
