//! What it costs to take in another person's record: `cargo bench --bench merging [-- CLAIMS]`.
//!
//! Two people import invented claims of the same events, so that the claims of one are compared with
//! those of the other. It prints the processor time a claim, in microseconds, of one importing the other's
//! claims too, and instead of that, of checking the other's record, merging it and merging it once more;
//! then of writing that record as a bundle, and of taking the bundle into an empty record. Reads `/proc`, so it
//! runs on Linux.

mod clock;
mod dice;
#[allow(dead_code, reason = "shared with grouping")]
mod events;

use std::fs::File;
use std::path::Path;

use chrono::{DateTime, Utc};
use clock::{Clock, highest_memory};
use events::{Claim, Events};
use onrecord::ledger::Signer;
use onrecord::ops::bundle::{bundle, open};
use onrecord::ops::import::{Batch, Origin};
use onrecord::ops::merge::{Merged, Other};
use onrecord::store::{Session, Store};

fn main() {
    let largest = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(4_000);
    println!("   claims  import  check  merge  again  bundle  unbundle | compared  MB");
    for size in [1_000, 2_000, 4_000, 8_000, 16_000].into_iter().filter(|&size| size <= largest) {
        measure(size);
    }
}

/// What two people have of the same events: every other claim each.
fn measure(size: usize) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let claims: Vec<Claim> = Events::new().take(2 * size).collect();
    let paths = ["ana.db", "tom.db"].map(|name| folder.path().join(name));
    let of = |whose: usize| claims.iter().skip(whose).step_by(2);
    (0..2).for_each(|whose| import(&paths[whose], of(whose)));
    let both = folder.path().join("both.db");
    Store::copy_of(&paths[0], &both).expect("copied");
    let mut clock = Clock::start();
    import(&both, of(1));
    let imported = clock.lap();
    let other = Other::open(&paths[1], &paths[0]).expect("a sound record");
    let checked = clock.lap();
    let mut store = Store::open(&paths[0]).expect("opened");
    clock.lap();
    let merged = merge(&other, &mut store);
    let first = clock.lap();
    assert_eq!(merge(&other, &mut store).taken.facts, 0);
    let again = clock.lap();
    let [bundled, taken] = by_bundle(&paths[1], &folder.path().join("tom.tar"));
    let each = [imported, checked, first, again, bundled, taken]
        .map(|seconds| format!("{:.0}", seconds * 1e6 / size as f64));
    println!(
        "{size:>9} {:>7} {:>6} {:>6} {:>6} {:>7} {:>9} | {:>8} {:>3}",
        each[0],
        each[1],
        each[2],
        each[3],
        each[4],
        each[5],
        merged.compared,
        highest_memory()
    );
}

fn session() -> Session {
    let at: DateTime<Utc> = "2031-04-01T09:00:00Z".parse().expect("a time");
    Session::new("Mara", at, "bench")
}

fn import<'a>(path: &Path, claims: impl Iterator<Item = &'a Claim>) {
    let line = |(nth, claim): (usize, &Claim)| {
        let (id, text, source) = (nth.to_string(), &claim.words, &claim.speaker);
        serde_json::json!({ "id": id, "text": text, "source": source }).to_string()
    };
    let file: Vec<String> = claims.enumerate().map(line).collect();
    let mut store = Store::open(path).expect("made");
    let batch = Batch::read(file.join("\n").as_bytes(), &Origin::default());
    batch.record(&mut store, &session(), || {}).expect("imported");
}

fn merge(other: &Other, store: &mut Store) -> Merged {
    other.merge(store, &session(), || ()).expect("merged")
}

/// What it takes to write a bundle, and to take it into an empty record.
fn by_bundle(path: &Path, file: &Path) -> [f64; 2] {
    let mut clock = Clock::start();
    let mut store = Store::open(path).expect("opened");
    bundle(&mut store, &Signer::from_seed([7; 32]), file, || ()).expect("bundled");
    let bundled = clock.lap();
    let mut empty = Store::open(&file.with_extension("db")).expect("made");
    let other = open(File::open(file).expect("opened"), None, |_| ()).expect("a bundle");
    merge(&other, &mut empty);
    [bundled, clock.lap()]
}
