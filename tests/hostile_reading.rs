//! Texts made to be slow or to break the rooms that read: each must end, and in time that grows
//! with its length and no faster.

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use onrecord::{dates, read};

const SMALL: usize = 64 * 1024;
/// Four times the text may take this many times as long: a square would be 16.
const MOST: u32 = 10;

fn anchor() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2023, 1, 20)
}

fn repeated(unit: &str, bytes: usize) -> String {
    unit.repeat(bytes / unit.len())
}

/// The best of three runs, so that a busy machine does not count.
fn fastest(run: impl Fn()) -> Duration {
    let once = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..3).map(once).min().expect("there were three runs")
}

fn assert_linear(unit: &str, run: impl Fn(&str)) {
    let [small, large] = [SMALL, 4 * SMALL].map(|bytes| repeated(unit, bytes));
    let (short, long) = (fastest(|| run(&small)), fastest(|| run(&large)));
    let noise = Duration::from_millis(5);
    assert!(long <= MOST * short + noise, "{unit:?}: {short:?}, then {long:?}");
}

#[test]
fn finding_dates_takes_time_in_proportion() {
    let units = [
        "a",
        "1",
        " ",
        "\n",
        ".",
        "-",
        "é",
        "\u{1f600}",
        "the ",
        "in the ",
        "on ",
        "1-",
        "2023-01-",
        "3 May ",
        "between ",
        "from 3 May ",
        "from 3 to ",
        "mid-",
        "early ",
        "since ",
        "of ",
        "last ",
        "Friday ",
        "Friday, ",
        "99999999999999999999 ",
        "two weeks ",
        "a couple of ",
        "the first quarter of ",
        "New Year's ",
        "1,",
        "20.01.",
        "será el 3 de mayo ",
        "after the day before the ",
        "said on Friday that in May 2022 ",
    ];
    for unit in units {
        assert_linear(unit, |text| drop(dates::find(text, anchor())));
    }
}

#[test]
fn reading_texts_takes_time_in_proportion() {
    for unit in ["a", "\r", "\r\n", "é", "---\n", "+++\n", "---\ntitle: x\n", "a: b\n", "- "] {
        for name in ["a.txt", "a.md"] {
            assert_linear(unit, |text| drop(read::read(text.as_bytes(), Some(name))));
        }
    }
}

#[test]
fn reading_pages_takes_time_in_proportion() {
    let units = [
        "<p>a",
        "<p>The mayor said, on Friday, that 3 people left.</p>",
        "<br>",
        "a<br>",
        "<",
        "</p>",
        "<!--",
        "&amp; ",
        "<b>",
        "<li>",
        "<td>",
        "<script>",
        "<time>3 May</time>",
        "<h1>a</h1>",
        "<meta name=date content=x>",
        "<span class=ad>a</span>",
        "<nav>a</nav>",
        "<a href=x>b</a>",
        "<title>",
        "<table>",
        "<svg><td>",
    ];
    for unit in units {
        assert_linear(unit, |page| drop(read::read(page.as_bytes(), Some("a.html"))));
    }
}

#[test]
fn a_line_of_fifty_megabytes_is_read() {
    let line = repeated("The mayor said on Friday that 3 people left. ", 50 * 1024 * 1024);
    let capture = read::read(line.as_bytes(), Some("a.txt")).expect("it is a text");
    assert_eq!(capture.text.len(), line.len());
}
