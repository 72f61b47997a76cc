//! What the record costs as it grows: `cargo bench --bench record [-- LARGEST]`.
//!
//! Invented claims of 200 bytes, each with its document, a source and a key, as an import makes
//! them. For 10,000, 100,000 … claims it prints the processor time of the same texts as bare rows,
//! and with everything that is recorded of them (rows, hashes, tree, indexes, search) in one
//! transaction, without comparing them; and how fast `verify` reads all of it back.

mod clock;
mod dice;

use std::path::Path;
use std::time::Instant;

use chrono::DateTime;
use clock::{Clock, highest_memory};
use dice::{Dice, spell};
use onrecord::model::{
    Capture, Claim, CodePoints, ContentHash, Document, Link, Mention, Metadata, Quotation,
    SourceKind, SourceName, Stance,
};
use onrecord::ops::check::verify;
use onrecord::store::{Error, NewClaim, Session, Store, Writer};

fn main() {
    let largest = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    println!(
        "   claims   bare s  recorded s  times | verify s  processor s  claims/s  facts/s |  file MB  memory MB"
    );
    let mut size = 10_000;
    while size <= largest {
        measure(size);
        size *= 10;
    }
}

fn measure(size: usize) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let bare = bare(&folder.path().join("bare.db"), size);
    let path = folder.path().join("record.db");
    let recorded = recorded(&path, size);
    let store = Store::open_to_read(&path).expect("opened");
    let (begun, mut clock) = (Instant::now(), Clock::start());
    let verified = verify(&store, None).expect("verified");
    let (seconds, processor) = (begun.elapsed().as_secs_f64(), clock.lap());
    assert!(verified.is_sound(), "{:?}", verified.faults.first());
    println!(
        "{size:>9} {bare:>8.2} {recorded:>11.2} {:>6.1} | {seconds:>8.2} {processor:>12.2} {:>9.0} {:>8.0} | {:>8} {:>10}",
        recorded / bare,
        size as f64 / seconds,
        verified.checked() as f64 / seconds,
        path.metadata().expect("it is there").len() / 1_000_000,
        highest_memory(),
    );
}

/// The texts as rows of a table without anything else: one statement, one transaction.
fn bare(path: &Path, size: usize) -> f64 {
    let claims: Vec<String> = Texts(Dice(7)).take(size).map(|(text, _)| text).collect();
    let mut clock = Clock::start();
    let db = rusqlite::Connection::open(path).expect("opened");
    let sql = "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
        CREATE TABLE claim (claim INTEGER PRIMARY KEY, words TEXT); BEGIN";
    db.execute_batch(sql).expect("made");
    let mut add = db.prepare("INSERT INTO claim (words) VALUES (?1)").expect("prepared");
    for text in &claims {
        add.execute([text]).expect("added");
    }
    db.execute_batch("COMMIT").expect("committed");
    clock.lap()
}

/// The same texts with everything that is recorded of a claim.
fn recorded(path: &Path, size: usize) -> f64 {
    let mut store = Store::open(path).expect("made");
    let at = DateTime::from_timestamp(1_700_000_000, 0).expect("an instant");
    let session = Session::new("bench", at, "import");
    let claims: Vec<_> = Texts(Dice(7)).take(size).collect();
    let mut clock = Clock::start();
    let step = |writer: &mut Writer<'_>| {
        let mut all = claims.into_iter().enumerate();
        all.try_for_each(|(nth, (text, who))| record(writer, nth, text, &who))
    };
    store.write(&session, step).expect("recorded");
    clock.lap()
}

fn record(writer: &mut Writer<'_>, nth: usize, text: String, who: &str) -> Result<(), Error> {
    let content = CodePoints::of(&text).span(0..text.len()).expect("all of it");
    let raw_sha256 = ContentHash::of(text.as_bytes());
    let metadata = Metadata {
        title: Some(format!("Story {nth}")),
        url: Some(format!("https://example.org/{nth}")),
        ..Metadata::default()
    };
    let document = Document::new(Capture { text, raw_sha256, metadata }, None);
    writer.add_document(&document)?;
    let claim = Claim {
        document: document.id(),
        content: vec![content],
        chain: vec![link(SourceName::new(who).expect("a name"))],
        quotation: Quotation::Indirect,
        stance: Stance::Asserts,
        asserted_on: format!("2023-{:02}-{:02}", 1 + nth % 12, 1 + nth % 28).parse().ok(),
        holds_on: None,
    };
    let id = claim.id();
    writer.add_claim(&NewClaim { claim, within: None, doubts: Vec::new(), by_hand: false })?;
    writer.add_key(id, &format!("K-{nth}"))
}

fn link(name: SourceName) -> Link {
    Link::of(Mention::named(name, SourceKind::Person))
}

/// Texts of 200 bytes with who says so. Some words are common and most are rare.
struct Texts(Dice);

impl Iterator for Texts {
    type Item = (String, String);

    fn next(&mut self) -> Option<Self::Item> {
        let mut text = String::new();
        while text.len() < 195 {
            let even = (self.0.next() >> 11) as f64 / (1_u64 << 53) as f64;
            text.push_str(&spell((60.0 * 20_000_f64.powf(even)) as u64));
            text.push(' ');
        }
        text.push_str("now.");
        let who = format!("Person {}", spell(self.0.below(5_000)));
        Some((text, who))
    }
}
