//! What holds for any text: the promises of `fuzz/promises.rs`, for the texts that fuzzing has left in
//! `fuzz/corpus`, for random ones, and for some made to be slow.

#[path = "../fuzz/promises.rs"]
mod promises;

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use onrecord::dates;
use proptest::prelude::*;

/// Calls `keeps` for each file of a corpus.
fn replay(target: &str, keeps: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let entries = fs::read_dir(&folder).expect("the corpus is part of the repository");
    let paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    assert!(paths.len() >= 10, "only {} texts in {}", paths.len(), folder.display());
    for path in paths {
        keeps(&fs::read(&path).expect("it was just listed"));
    }
}

#[test]
fn promises_of_extraction_are_kept_over_the_corpus() {
    replay("extract", promises::of_extraction);
}

#[test]
fn promises_of_dates_are_kept_over_the_corpus() {
    replay("dates", promises::of_dates);
}

#[test]
fn promises_of_the_ledger_are_kept_over_the_corpus() {
    replay("ledger", promises::of_ledger);
}

#[test]
fn promises_of_time_stamps_are_kept_over_the_corpus() {
    replay("stamp", promises::of_stamp);
}

#[test]
fn promises_of_bundles_are_kept_over_the_corpus() {
    replay("bundle", promises::of_bundle);
    let everything = include_bytes!("../fuzz/corpus/bundle/everything");
    let signer = onrecord::ledger::Signer::from_seed([7; 32]);
    assert!(promises::taken_from_parts(everything, &signer).is_some(), "it is one");
}

/// Each of these was once, or could be, slow: a test that does not end has found it. How long they
/// take is measured by `cargo bench --bench onrecord -- hostile`.
#[test]
fn hostile_texts_are_read_to_the_end() {
    let units = [
        "\"",
        ",",
        "(",
        ".",
        "-",
        ", ",
        "he said ",
        "Brae said ",
        "Brae said that ",
        "\"No,\" said Brae, ",
        "AAA: no\n",
        "he believes that ",
        "the quay ",
        "<a",
        "said ",
        "said citing ",
        "denied denying ",
        "Friday, ",
        "early ",
        "end of ",
        "earlier in ",
        "late on ",
        "this past ",
        "\u{301}",
    ];
    for unit in units {
        promises::of_extraction(unit.repeat(3_000 / unit.len()).as_bytes());
    }
}

/// Words, marks and breaks that make texts full of attributions, whole and broken.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "Brae",
        "said",
        "told",
        "\"",
        "“",
        "”",
        "‘",
        "'",
        "''",
        ",",
        ".",
        ":",
        ";",
        "that",
        "the",
        "quay",
        "was",
        "closed",
        "according to",
        "and",
        "but",
        "who",
        "claim",
        "\n",
        "\n\n",
        "(",
        ")",
        "—",
        "as",
        "é",
        "日本",
        "Mr.",
        "denied",
        "to",
        "on Monday",
        "BRAE:",
        "<b>",
    ]);
    prop::collection::vec(scrap, 0..120).prop_map(|scraps| scraps.join(" "))
}

/// Words that the grammar knows, parted by bars.
const WORDS: &str = "last|next|this|past|the|a|two|99|3|31|2022|0001|9999|of|on|in|since|until|\
    before|after|from|to|between|and|May|March|Feb.|Friday|Sun|week|weeks|months|years|decades|\
    ago|early|mid-|late|end|first|quarter|century|9999th|1990s|spring|winter|Christmas|Easter|\
    Day|New Year's|Eve|day|yesterday|tomorrow|-|\u{2013}|,|/|that|same|weekend|c.|about|\
    overnight|2023-01-20|earlier|later|will|said|\u{e9}|\u{1f600}|\n|half|Q4";

/// Texts made of the words that the grammar knows, and of anything else.
fn phrases() -> impl Strategy<Value = String> {
    let word = prop::sample::select(WORDS.split('|').collect::<Vec<_>>());
    let known = prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "));
    prop_oneof![known, any::<String>()]
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    let day = |(year, day)| NaiveDate::from_yo_opt(year, day).unwrap_or(NaiveDate::MAX);
    let usual = (0i32..4000, 1u32..366).prop_map(day);
    prop_oneof![
        usual,
        Just(NaiveDate::MIN),
        Just(NaiveDate::MAX),
        Just(day((0, 1))),
        Just(day((9999, 365)))
    ]
}

proptest! {
    #[test]
    fn promises_of_extraction_are_kept_for_any_text(text in any::<String>()) {
        promises::of_extraction(text.as_bytes());
    }

    #[test]
    fn promises_of_extraction_are_kept_for_broken_articles(text in scraps()) {
        promises::of_extraction(text.as_bytes());
    }

    #[test]
    fn promises_of_dates_are_kept_for_any_words(
        text in phrases(),
        written in prop::option::of(any_day()),
    ) {
        promises::of_dates_in(&text, written);
    }

    #[test]
    fn any_bytes_are_read_as_a_stamp_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>(),
    ) {
        promises::of_stamp(&bytes);
        let mut token = include_bytes!("../fuzz/corpus/stamp/p256-token").to_vec();
        let at = at.index(token.len());
        let end = token.len().min(at + bytes.len() % 7);
        token.splice(at..end, bytes.into_iter().take(3));
        promises::of_stamp(&token);
    }

    #[test]
    fn a_date_that_is_typed_is_read_back(phrase in phrases(), written in any_day()) {
        if let Some(when) = dates::read(&phrase, written) {
            promises::assert_is_read_back(&when);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn parts_of_a_bundle_with_other_bytes_are_read_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..20), at in any::<prop::sample::Index>(),
    ) {
        let mut parts = include_bytes!("../fuzz/corpus/bundle/story").to_vec();
        let at = at.index(parts.len());
        let end = parts.len().min(at + bytes.len() % 7);
        parts.splice(at..end, bytes);
        promises::of_bundle(&parts);
    }
}
