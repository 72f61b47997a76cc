//! Texts made to be slow or to break the rooms that read. Each is long enough that a step which goes
//! with the square of its length would not end; how long they take is no matter of a test.

use chrono::NaiveDate;
use onrecord::{dates, read};

const KIB: usize = 1024;

fn anchor() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2023, 1, 20)
}

fn repeated(unit: &str, bytes: usize) -> String {
    unit.repeat(bytes / unit.len())
}

#[test]
fn dates_are_found_in_hostile_texts() {
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
        "early late ",
        "Friday, on ",
        "end of ",
        "earlier in ",
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
        drop(dates::find(&repeated(unit, 192 * KIB), anchor()));
    }
}

#[test]
fn hostile_texts_are_read() {
    for unit in ["a", "\r", "\r\n", "é", "---\n", "+++\n", "---\ntitle: x\n", "a: b\n", "- "] {
        for name in ["a.txt", "a.md"] {
            drop(read::read(repeated(unit, 1024 * KIB).as_bytes(), Some(name)));
        }
    }
}

#[test]
fn hostile_pages_are_read() {
    let units = [
        "<p>a",
        "<p>The mayor said, on Friday, that 3 people left.</p>",
        "<br>",
        "a<br>",
        "<",
        "</p>",
        "<!--",
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
        drop(read::read(repeated(unit, 48 * KIB).as_bytes(), Some("a.html")));
    }
}

#[test]
fn a_line_of_fifty_megabytes_is_read() {
    let line = repeated("The mayor said on Friday that 3 people left. ", 50 * KIB * KIB);
    let capture = read::read(line.as_bytes(), Some("a.txt")).expect("it is a text");
    assert_eq!(capture.text.len(), line.len());
}
