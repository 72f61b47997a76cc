//! Text is data: whatever stands in it, it is kept as it is and means nothing to the database.

use std::time::{Duration, Instant};

use onrecord::model::{IdPrefix, Span};
use onrecord::ops::ask::{self, ClaimFilter, DocumentFilter, SourceFilter};
use onrecord::ops::log::log;
use onrecord::ops::{check, resolve};
use onrecord::store::Store;

use crate::fixture::{document_of, draft, log_story, outlet, session};

const HOSTILE: &[&str] = &[
    "'; DROP TABLE claim; --",
    "\" OR \"\" = \"",
    "\"",
    "''",
    "* OR *",
    "NEAR(a, b) AND (c",
    "words : x",
    "{words} : x",
    "^a + b",
    "-a",
    "a AND NOT",
    "claim_words",
    "SELECT * FROM claim",
    "%_%",
    "?1 :text @x $y",
    "\0nul\0",
    "\u{202e}gnihtyna\u{202c}",
    "\u{1b}[31mred\u{1b}[0m",
    "=HYPERLINK(\"x\")",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "\u{feff}\u{200b}\u{ad}",
    "e\u{301}\u{301}\u{301}",
    "中文 日本語 한국어 العربية",
    "😀😀",
    "\u{10ffff}\u{fffd}",
];

#[test]
fn hostile_text_is_kept_as_it_is() {
    let mut store = Store::in_memory().unwrap();
    for (nth, text) in (0..).zip(HOSTILE) {
        let document = document_of(text, "Örland Post");
        let claim = draft(text, text, vec![outlet("Örland Post")]);
        let logged = log(&mut store, &session(nth), &document, &[claim]).unwrap();
        let found = ask::claim(&store, None, logged.new[0]).unwrap();
        let end = text.chars().count();
        assert_eq!(found.claim.content, [Span { start: 0, end, text: (*text).to_owned() }]);
        assert_eq!(ask::text(&store, None, document.id()).unwrap(), *text);
    }
    let verified = check::verify(&store, None).unwrap();
    assert!(verified.is_sound(), "{:?}", verified.faults);
}

#[test]
fn hostile_questions_are_answered() {
    let mut store = Store::in_memory().unwrap();
    log_story(&mut store, 0, "Örland Post");
    let long =
        ["a ".repeat(20_000), "a OR ".repeat(20_000), "\"".repeat(100_000), "z".repeat(1 << 20)];
    let questions = HOSTILE.iter().copied().chain(long.iter().map(String::as_str));
    let started = Instant::now();
    for question in questions {
        let text = Some(question.to_owned());
        let claims = ClaimFilter { text: text.clone(), ..ClaimFilter::default() };
        assert_eq!(ask::claims(&store, None, &claims).unwrap(), [], "{question}");
        assert_eq!(ask::count_claims(&store, None, &claims).unwrap(), 0, "{question}");
        assert_eq!(ask::who(&store, None, question, &ClaimFilter::default()).unwrap(), []);
        assert_eq!(resolve::sources(&store, None, question).unwrap(), []);
        assert!(resolve::source(&store, None, question).is_err());
        let sources = SourceFilter { text: text.clone(), ..SourceFilter::default() };
        ask::sources(&store, None, &sources).unwrap();
        let documents = DocumentFilter { text, ..DocumentFilter::default() };
        ask::documents(&store, None, &documents).unwrap();
        assert!(question.parse::<IdPrefix>().is_err());
    }
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn words_are_found_whatever_their_case_and_accents() {
    let mut store = Store::in_memory().unwrap();
    log_story(&mut store, 0, "Örland Post");
    let count = |text: &str| {
        let filter = ClaimFilter { text: Some(text.to_owned()), ..ClaimFilter::default() };
        ask::count_claims(&store, None, &filter).unwrap()
    };
    for (text, found) in [
        ("ferry", 1),
        ("FERRY orland", 1),
        ("“Örland”, (ferry)!", 1),
        ("ferry crew", 0),
        ("fer", 0),
        ("...", 0),
        ("", 0),
    ] {
        assert_eq!(count(text), found, "{text}");
    }
}
