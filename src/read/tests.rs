use std::fs;

use proptest::prelude::*;

use super::{MAX_BYTES, ReadError, is_article, read};
use crate::model::{Capture, ContentHash, SourceName};

fn markdown(text: &str) -> Result<Capture, ReadError> {
    read(text.as_bytes(), Some("a.md"))
}

fn page(name: &str) -> Capture {
    let path = format!("{}/tests/pages/{name}.html", env!("CARGO_MANIFEST_DIR"));
    read(&fs::read(path).unwrap(), Some("page.html")).unwrap()
}

/// What a capture says of itself: outlet, title, date, address, author.
fn head(capture: &Capture) -> [String; 5] {
    let text = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
    let about = &capture.metadata;
    [
        about.outlet.as_ref().map_or("-", SourceName::as_str).to_owned(),
        text(&about.title),
        about.published_on.as_ref().map_or("-".to_owned(), |when| when.edtf_text()),
        text(&about.url),
        text(&about.author),
    ]
}

#[test]
fn a_text_is_kept_and_only_its_line_ends_change() {
    let bytes = b"\xef\xbb\xbfOne\r\ntwo\rthree \t\n\n\x1b[31m\xc2\xa0four  ";
    let capture = read(bytes, Some("a.TXT")).unwrap();
    assert_eq!(capture.text, "One\ntwo\nthree \t\n\n\u{1b}[31m\u{a0}four  ");
    assert_eq!(capture.raw_sha256, ContentHash::of(bytes));
    assert_eq!(head(&capture), ["-", "-", "-", "-", "-"]);
}

#[test]
fn utf_16_is_read_by_its_mark() {
    let words = "Zoë said \u{1f600}.\r\n";
    let mut little = vec![0xff, 0xfe];
    little.extend(words.encode_utf16().flat_map(u16::to_le_bytes));
    let mut big = vec![0xfe, 0xff];
    big.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    for bytes in [little, big] {
        assert_eq!(read(&bytes, None).unwrap().text, "Zoë said \u{1f600}.\n");
    }
}

#[test]
fn front_matter_is_taken_off_and_read() {
    let text = "---\r\noutlet: \"Brunne Post\"\ntitle: 'Mill: open'\ndate: 20 Jan 2023\n\
        url: https://brunne.example/mill\nauthor: [Ada Moor, Lu Venn]\ntags:\n  - x\ndraft: true\n\
        ---\n\n# Mill\n\nIt is *open*.\n";
    let capture = markdown(text).unwrap();
    assert_eq!(capture.text, "\n# Mill\n\nIt is *open*.\n");
    let url = "https://brunne.example/mill";
    assert_eq!(
        head(&capture),
        ["Brunne Post", "Mill: open", "2023-01-20", url, "Ada Moor, Lu Venn"]
    );
}

#[test]
fn years_numbers_and_empty_values_of_front_matter() {
    let read = |text| head(&markdown(text).unwrap());
    assert_eq!(read("---\ntitle: 1984\npublished: 1949\n---\nA."), ["-", "1984", "1949", "-", "-"]);
    assert_eq!(read("---\ntitle:\nauthor: ''\n---\nA."), ["-", "-", "-", "-", "-"]);
    assert_eq!(read("---\n---\nA."), ["-", "-", "-", "-", "-"]);
    assert_eq!(read("---\nPublished: 2023-01-20T18:05:00Z\n...\nA.")[2], "2023-01-20");
}

#[test]
fn toml_front_matter_is_read() {
    let text = "+++\n# about\noutlet = \"Brunne \\\"Post\\\"\" # x\ntitle = 'Mill'\ndate = 2023-01-20T10:00:00Z\n\
        authors = [\"Ada Moor\", \"Lu Venn\"]\ndraft = true\n[extra]\nx = {\n+++\nIt is open.";
    let capture = markdown(text).unwrap();
    assert_eq!(capture.text, "It is open.");
    assert_eq!(head(&capture), ["Brunne \"Post\"", "Mill", "2023-01-20", "-", "Ada Moor, Lu Venn"]);
}

#[test]
fn rules_between_paragraphs_are_not_front_matter() {
    let texts =
        ["One\n---\ntwo: three\n---\n", "---\nIt is open, he said.\n---\nB", "---", "----\na: b"];
    for text in texts {
        assert_eq!(markdown(text).unwrap().text, text);
    }
}

#[test]
fn the_format_is_taken_from_the_name_and_else_from_the_first_bytes() {
    let title = |bytes: &str, name| read(bytes.as_bytes(), name).unwrap().metadata.title;
    let front = "---\ntitle: T\n---\nIt is open.";
    let html = "\n<!DOCTYPE html><title>T</title><p>It is open.";
    assert_eq!(title(front, None).as_deref(), Some("T"));
    assert_eq!(title(front, Some("stdin")).as_deref(), Some("T"));
    assert_eq!(title(front, Some("a.txt")), None);
    assert_eq!(title(html, None).as_deref(), Some("T"));
    assert_eq!(title(html, Some("a.htm")).as_deref(), Some("T"));
    assert_eq!(title(html, Some("a.md")), None);
    assert_eq!(read(b"It is open.", None).unwrap().text, "It is open.");
}

#[test]
fn articles_are_known_by_their_endings() {
    for name in ["a.txt", "A.MD", "x/y.markdown", "b.html", "c.HTM", "a.b.txt", "c\\d.txt"] {
        assert!(is_article(name), "{name}");
    }
    for name in ["", "txt", ".md", "x/.hidden.md", "a.pdf", "a.txt~", "a", "é"] {
        assert!(!is_article(name), "{name}");
    }
}

#[test]
fn pages_say_who_published_what_and_when() {
    assert_eq!(
        head(&page("newspaper")),
        [
            "The Orlen Mercury",
            "Ferry terminal shut after crane falls",
            "2024-03-12",
            "https://orlenmercury.example/2024/03/12/ferry-terminal",
            "Tilde Varro"
        ]
    );
    assert_eq!(
        head(&page("line_breaks")),
        ["Kellmark Post", "Strike at the tram depot", "2023-06-02", "-", "Odo Brenn, Una Falk"]
    );
    assert_eq!(head(&page("statement"))[1..3], ["Statement on the leak", "2022-11-03"]);
    assert_eq!(head(&page("windows_1252"))[1..3], ["Café shut", "2022-11-03"]);
}

#[test]
fn pages_are_read_without_what_stands_round_the_article() {
    insta::assert_snapshot!("newspaper", page("newspaper").text);
    insta::assert_snapshot!("line_breaks", page("line_breaks").text);
    insta::assert_snapshot!("statement", page("statement").text);
    insta::assert_snapshot!("live_blog", page("live_blog").text);
    insta::assert_snapshot!("short", page("short").text);
    insta::assert_snapshot!("windows_1252", page("windows_1252").text);
}

#[test]
fn a_page_full_of_character_references_is_read_whole() {
    let page = format!("<nav>Home</nav><p>{}</p>", "a &amp; b. ".repeat(60_000));
    let text = read(page.as_bytes(), Some("a.html")).unwrap().text;
    assert!(text.starts_with("a & b. a") && !text.contains("Home"));
}

/// One way to go wrong for each message.
fn faults() -> Vec<Result<Capture, ReadError>> {
    let text = |bytes: &[u8]| read(bytes, Some("a.txt"));
    let html = |bytes: &[u8]| read(bytes, Some("a.html"));
    let deep = "<div>".repeat(600);
    let wide = format!("<div {}>", "a ".repeat(1500));
    vec![
        text(b""),
        text(b" \n\t "),
        text(&vec![b'a'; MAX_BYTES + 1]),
        text(b"%PDF-1.7 x"),
        text(b"One\0two"),
        text(b"One caf\xe9 two"),
        text(b"\xff\xfea\0\0\xdc"),
        html(b"<meta charset=euc-jp><p>\xff\xff"),
        markdown("---\ntitle: x\nOne."),
        markdown("---\ntitle: [x\n---\nOne."),
        markdown("---\ntitle: x\ntitle: y\n---\nOne."),
        markdown("---\noutlet: X\npublished: next Tuesday\n---\nOne."),
        markdown("---\npublished: 2023-02-30\n---\nOne."),
        markdown(&format!("---\noutlet: {}\n---\nOne.", "x".repeat(301))),
        markdown("+++\ntitle\n+++\nOne."),
        markdown("---\ntitle: x\n---\n  \n"),
        html(b"<html><script>var x = 1;</script><nav>Home</nav></html>"),
        html(deep.as_bytes()),
        html(wide.as_bytes()),
    ]
}

#[test]
fn every_error_says_what_where_and_what_to_do() {
    let lines: Vec<String> = faults()
        .into_iter()
        .map(|read| read.expect_err("each of these is at fault"))
        .map(|error| format!("{error}\n    hint: {}", error.hint()))
        .collect();
    insta::assert_snapshot!("errors", lines.join("\n"));
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces = "<p>|</p>|<div class=ad>|<div|<!--|-->|<script>|</script>|<table>|<td>|<b id=1>|\
        <svg>|<br>|&nbsp;|&#0;|<title>|<meta charset=|utf-16|windows-1252|\"|'|>|=|---\n|+++\n|\
        title: |published: |outlet = |2023-01-20|\n|\r\n|: |- |[|{|&a|*a|é|\u{feff}|words, he said. ";
    let piece = prop::sample::select(pieces.split('|').collect::<Vec<_>>());
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat().into_bytes()),
        any::<String>().prop_map(String::into_bytes),
    ]
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(
        bytes in bytes(),
        name in prop::sample::select(vec![None, Some("a.txt"), Some("a.md"), Some("a.html")]),
    ) {
        if let Ok(capture) = read(&bytes, name) {
            prop_assert!(!capture.text.contains(['\r', '\0']));
            prop_assert!(!capture.text.trim().is_empty());
            prop_assert_eq!(capture.raw_sha256, ContentHash::of(&bytes));
        }
    }

    #[test]
    fn a_text_comes_back_as_it_was(text in "[^\u{0}\r\u{feff}]{1,200}") {
        prop_assume!(!text.trim().is_empty());
        if let Ok(capture) = read(text.as_bytes(), Some("a.txt")) {
            prop_assert_eq!(capture.text, text);
        }
    }
}
