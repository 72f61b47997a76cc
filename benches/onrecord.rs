//! How fast the main jobs are: `cargo bench --bench onrecord`. Figures are kept in
//! docs/measurements.md; compare them by ratio inside one run, never across machines.

use std::hint::black_box;
use std::sync::OnceLock;

use chrono::{DateTime, Utc};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use onrecord::compare::{Statement, compare};
use onrecord::extract::extract;
use onrecord::ledger::{Edge, Proof, Signer, leaf};
use onrecord::model::{Capture, ContentHash, Document, Metadata, SourceName, Stance};
use onrecord::ops::{self, ledger::Wanted, report::ReportQuery};
use onrecord::store::{ClaimFilter, Session, Store};
use tempfile::TempDir;

fn main() {
    divan::main();
}

const PEOPLE: [&str; 12] = [
    "Ana Orsk",
    "Per Lindal",
    "Mira Castane",
    "Tobin Hale",
    "Ruta Venn",
    "Olo Brask",
    "Ines Karr",
    "Dag Moller",
    "Pia Sorrel",
    "Hugo Tarn",
    "Lena Quist",
    "Ivo Marsh",
];
const BODIES: [&str; 8] = [
    "the transport ministry",
    "the dockers' union",
    "Harrow Ferries",
    "the coast guard",
    "the regional court",
    "Vell Hospital",
    "the grain board",
    "the city council",
];
const PLACES: [&str; 10] = [
    "Vell",
    "Arnheim Ford",
    "Port Casta",
    "Lower Brenn",
    "Ostrava Mill",
    "Kettle Bay",
    "Sund",
    "Marrow Hill",
    "Tallis",
    "Quern",
];
const THINGS: [&str; 10] = [
    "bridge",
    "ferry",
    "warehouse",
    "reservoir",
    "school",
    "power line",
    "clinic",
    "market hall",
    "rail tunnel",
    "grain store",
];

/// The n-th of a list, by a multiplier that spreads neighbours.
fn pick<'a>(list: &[&'a str], n: usize) -> &'a str {
    list[n.wrapping_mul(2_654_435_761) / 7 % list.len()]
}

/// An invented article with five attributed claims.
fn article(n: usize) -> Document {
    let (who, other) = (pick(&PEOPLE, n), pick(&PEOPLE, n + 5));
    let (body, place) = (pick(&BODIES, n), pick(&PLACES, n / 3));
    let (thing, count) = (pick(&THINGS, n / 5), 10 + n % 90);
    let last = other.split(' ').next_back().unwrap_or(other);
    let text = format!(
        "The {thing} at {place} was shut for {count} hours on Monday, {who} said.\n\n\
         \"We counted {count} lorries on the {place} road before noon,\" said {other}, who speaks \
         for {body}. {last} said the {thing} had been inspected in April.\n\n\
         According to two officials, at least {count} people were moved from {place} during the \
         night. The rain had been heavy for a week and the river was high.\n\n\
         {who} denied that the {thing} had been unsafe. Nobody was at the gate on Tuesday.\n"
    );
    let metadata = Metadata {
        outlet: SourceName::new(&format!("{place} Gazette")).ok(),
        title: Some(format!("{thing} at {place} shut, {n}")),
        published_on: "2024-05-14".parse().ok(),
        url: None,
        author: None,
    };
    let raw_sha256 = ContentHash::of(text.as_bytes());
    Document::new(Capture { text, raw_sha256, metadata }, Some(format!("{n}.md")))
}

fn session() -> Session {
    let at: DateTime<Utc> = "2024-05-15T12:00:00Z".parse().expect("the instant is one");
    Session::new("bench", at, "log")
}

/// Logs articles until the record holds `claims` claims.
fn logged(store: &mut Store, claims: usize) {
    let mut count = 0;
    for document in (0..).map(article) {
        let drafts = extract(&document);
        count += ops::log::log(store, &session(), &document, &drafts).expect("logged").new.len();
        if count >= claims {
            return;
        }
    }
}

#[divan::bench]
fn extract_a_megabyte(bencher: Bencher<'_, '_>) {
    let articles: Vec<_> = (0..1_500).map(article).collect();
    let bytes: usize = articles.iter().map(|article| article.text().len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| articles.iter().map(|article| black_box(extract(article)).len()).sum::<usize>());
}

/// Time against size: the figures a megabyte must stay level.
#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000, 10_000_000], max_time = 5)]
fn extract_one_document(bencher: Bencher<'_, '_>, size: usize) {
    let mut text = String::new();
    for document in (0..).map(article) {
        if text.len() >= size {
            break;
        }
        text.push_str(document.text());
        text.push('\n');
    }
    let raw_sha256 = ContentHash::of(text.as_bytes());
    let length = text.len();
    let document = Document::new(Capture { text, raw_sha256, metadata: Metadata::default() }, None);
    bencher.counter(BytesCount::new(length)).bench(|| black_box(extract(&document)));
}

/// What hostile texts are made of: one word, mark or clause again and again.
const HOSTILE: [&str; 12] = [
    "\"",
    ",",
    "(",
    ".",
    "said ",
    "Brae said ",
    "Brae said that ",
    "said citing ",
    "\"No,\" said Brae, ",
    "A. ",
    "denied denying ",
    "\u{3a9}\u{4e2d}\u{301} ",
];

/// Time against size for hostile texts: four times the size must take four times as long.
#[divan::bench(args = HOSTILE, consts = [100_000, 400_000], sample_count = 1, sample_size = 1)]
fn extract_hostile_text<const SIZE: usize>(bencher: Bencher<'_, '_>, unit: &str) {
    let text = unit.repeat(SIZE / unit.len());
    let raw_sha256 = ContentHash::of(text.as_bytes());
    let document = Document::new(Capture { text, raw_sha256, metadata: Metadata::default() }, None);
    bencher.counter(BytesCount::new(SIZE)).bench(|| black_box(extract(&document)));
}

#[divan::bench]
fn compare_prepared_pairs(bencher: Bencher<'_, '_>) {
    let statements: Vec<_> = (0..200)
        .map(article)
        .flat_map(|document| extract(&document))
        .map(|draft| draft.content.iter().map(|span| span.text.clone()).collect::<String>())
        .map(|text| Statement::read(&text, Stance::Asserts, None))
        .collect();
    let pairs = statements.len() * 20;
    bencher.counter(ItemsCount::new(pairs)).bench(|| {
        for (n, a) in statements.iter().enumerate() {
            for b in statements.iter().cycle().skip(n + 1).take(20) {
                black_box(compare(a, b));
            }
        }
    });
}

/// Extraction, recording and comparing with what is there, into a file, each document durable.
#[divan::bench(sample_count = 3)]
fn log_2_000_claims(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(2_000_usize)).bench(|| {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut store = Store::open(&folder.path().join("bench.db")).expect("opened");
        logged(&mut store, 2_000);
    });
}

/// The floor of the above: the same number of bare rows, one durable transaction a document.
#[divan::bench(sample_count = 3)]
fn floor_2_000_bare_rows(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(2_000_usize)).bench(|| {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut db = rusqlite::Connection::open(folder.path().join("bare.db")).expect("opened");
        db.pragma_update(None, "journal_mode", "wal").expect("set");
        db.pragma_update(None, "synchronous", "full").expect("set");
        db.execute("CREATE TABLE claim (id INTEGER PRIMARY KEY, words TEXT)", ()).expect("made");
        for document in (0..400).map(article) {
            let tx = db.transaction().expect("begun");
            for line in document.text().lines().take(5) {
                tx.execute("INSERT INTO claim (words) VALUES (?1)", [line]).expect("added");
            }
            tx.commit().expect("committed");
        }
    });
}

/// A record of 10,000 claims, made once for all that ask it.
fn ten_thousand() -> Store {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    let folder = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut store = Store::open(&folder.path().join("bench.db")).expect("opened");
        logged(&mut store, 10_000);
        folder
    });
    Store::open_to_read(&folder.path().join("bench.db")).expect("opened")
}

#[divan::bench(sample_count = 20)]
fn who_among_10_000(bencher: Bencher<'_, '_>) {
    let store = ten_thousand();
    let filter = ClaimFilter { limit: Some(100), ..ClaimFilter::default() };
    bencher.bench_local(|| ops::ask::who(&store, None, "Mira Castane", &filter).expect("asked"));
}

#[divan::bench(sample_count = 5)]
fn report_on_a_word_among_10_000(bencher: Bencher<'_, '_>) {
    let store = ten_thousand();
    let query = ReportQuery {
        filter: ClaimFilter { text: Some("ferry Sund".to_owned()), ..ClaimFilter::default() },
        ..ReportQuery::default()
    };
    bencher.bench_local(|| ops::report::report(&store, None, &query).expect("reported"));
}

/// Recomputing everything that is recorded: claims a second.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn verify_10_000_claims(bencher: Bencher<'_, '_>) {
    let store = ten_thousand();
    bencher.counter(ItemsCount::new(10_000_usize)).bench_local(|| {
        let verified = ops::check::verify(&store, None).expect("verified");
        assert!(verified.is_sound());
    });
}

/// A record of one claim and many notes on it, in memory.
fn noted(notes: usize) -> Store {
    let mut store = Store::in_memory().expect("made");
    logged(&mut store, 1);
    let about = ContentHash::of(b"a claim");
    let note = |writer: &mut onrecord::store::Writer<'_>| {
        (0..notes).try_for_each(|nth| writer.note("claim", about, &format!("note {nth}")))
    };
    store.write(&session(), note).expect("noted");
    store
}

/// Signing, and a path through the whole tree.
#[divan::bench(args = [10_000, 1_000_000], sample_count = 20, sample_size = 5)]
fn prove_among_entries(bencher: Bencher<'_, '_>, entries: usize) {
    let mut store = noted(entries);
    let signer = Signer::from_seed([7; 32]);
    let wanted = Wanted::Entry(entries as u64 * 2 / 3);
    bencher.bench_local(|| ops::ledger::prove(&mut store, &signer, wanted).expect("proved"));
}

#[divan::bench]
fn check_a_proof_among_a_million(bencher: Bencher<'_, '_>) {
    let mut store = noted(1_000_000);
    let wanted = Wanted::Entry(666_666);
    let proof = ops::ledger::prove(&mut store, &Signer::from_seed([7; 32]), wanted);
    let proof = proof.expect("proved").to_string();
    bencher.bench(|| {
        let proof: Proof = proof.parse().expect("a proof");
        proof.check(&proof.key).expect("proven")
    });
}

/// The tables of facts whose rows a claim consists of.
const TABLES: [&str; 5] = ["source", "document", "claim", "claim_piece", "claim_link"];

/// The rows of 10,000 claims into a new database with all indexes, in one transaction; with the
/// ledger, also an entry for every fact and the tree over them.
#[divan::bench(args = [false, true], sample_count = 5, sample_size = 1)]
fn insert_10_000_claims_with_ledger(bencher: Bencher<'_, '_>, ledger: bool) {
    let from = ten_thousand().path().expect("on file").to_owned();
    bencher.counter(ItemsCount::new(10_000_usize)).bench_local(|| {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let db = rusqlite::Connection::open(folder.path().join("copy.db")).expect("opened");
        db.execute_batch("PRAGMA page_size = 16384; PRAGMA foreign_keys = OFF").expect("set");
        db.execute_batch(include_str!("../schema.sql")).expect("made");
        db.execute_batch("PRAGMA journal_mode = WAL; BEGIN").expect("set");
        let old = rusqlite::Connection::open(&from).expect("opened");
        let mut tree = ledger.then(Edge::default);
        TABLES.iter().for_each(|table| copy(&old, &db, table, tree.as_mut()));
        db.execute_batch("COMMIT").expect("committed");
    });
}

/// Copies a table row by row, as the program writes it.
fn copy(
    old: &rusqlite::Connection,
    new: &rusqlite::Connection,
    table: &str,
    tree: Option<&mut Edge>,
) {
    let mut read = old.prepare(&format!("SELECT * FROM {table}")).expect("prepared");
    let names: Vec<String> = read.column_names().map(str::to_owned).collect();
    let marks = vec!["?"; names.len()].join(", ");
    let mut write =
        new.prepare(&format!("INSERT INTO {table} VALUES ({marks})")).expect("prepared");
    let mut tree = tree.filter(|_| !table.starts_with("claim_"));
    let mut rows = read.query([]).expect("asked");
    while let Some(row) = rows.next().expect("read") {
        let values = (0..names.len()).map(|at| row.get(at).expect("a value"));
        let values: Vec<rusqlite::types::Value> = values.collect();
        write.execute(rusqlite::params_from_iter(&values)).expect("written");
        if table == "claim" {
            let sql = "INSERT INTO claim_words (rowid, words, title) VALUES (?1, ?2, '')";
            let words = values.last().expect("its words");
            new.prepare_cached(sql)
                .and_then(|mut add| add.execute((&values[0], words)))
                .expect("indexed");
        }
        if let Some(tree) = &mut tree {
            append(new, tree, table, &names, &values);
        }
    }
}

/// Adds an entry that says what the row says, and what it completes of the tree.
fn append(
    db: &rusqlite::Connection,
    tree: &mut Edge,
    table: &str,
    names: &[String],
    values: &[rusqlite::types::Value],
) {
    let said = names.iter().zip(values).filter_map(|(name, value)| match value {
        rusqlite::types::Value::Text(text) if name != "text" => {
            Some((name.as_str(), text.as_str()))
        }
        _ => None,
    });
    let fact: std::collections::BTreeMap<_, _> = said.collect();
    let leaf = leaf(&onrecord::model::canonical_json(&fact));
    let mut complete = None;
    tree.push(leaf, |height, root| complete = (height == 8).then_some(root).or(complete));
    let sql = "INSERT INTO entry (operation, kind, row, leaf) VALUES (1, ?1, ?2, ?3)";
    let mut add = db.prepare_cached(sql).expect("prepared");
    add.execute((table, &values[0], leaf.as_bytes())).expect("added");
    if let Some(root) = complete {
        let sql = "INSERT INTO node (level, nth, hash) VALUES (1, ?1, ?2)";
        let nth = (tree.size() >> 8) - 1;
        db.execute(sql, (nth, root.as_bytes())).expect("added");
    }
}
