//! Every message a user can meet when something is wrong: what, where, what next.

use std::fmt::Write as _;
use std::fs;

use super::desk::Desk;

const ARTICLE: &str = "The wall is safe, harbour master Ana Orsk said on Monday.\n";

/// Runs each command and writes down what it says and its exit code.
fn say(desk: &Desk, commands: &[&[&str]]) -> String {
    let mut said = String::new();
    for args in commands {
        let ran = desk.run(args);
        assert!(ran.code == 1 || ran.code == 2, "{args:?} exited {}", ran.code);
        assert!(!ran.err.contains("panicked"), "{args:?}: {}", ran.err);
        let place = desk.path().display().to_string();
        let err = ran.err.replace(&place, "[HERE]");
        writeln!(said, "$ onrecord {}\n? {}\n{}", args.join(" "), ran.code, err).expect("written");
    }
    said
}

#[test]
fn of_files() {
    let desk = Desk::new();
    fs::create_dir(desk.path().join("empty")).expect("a folder can be made");
    desk.file("binary.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0");
    desk.file("latin.txt", b"caf\xe9 owners said \xff\xfe on Monday that prices rose.");
    desk.file("nothing.txt", b"");
    desk.file("blank.txt", b" \n\t\n");
    desk.file("front.md", "---\noutlet: [unclosed\n---\nThe mayor said so.\n");
    desk.file("open.md", "---\noutlet: Courier\nThe mayor said so.\n");
    desk.file(
        "when.md",
        "---\noutlet: Courier\npublished: the day of the cow\n---\nText, she said.\n",
    );
    let commands: &[&[&str]] = &[
        &["log", "missing.txt"],
        &["log", "empty"],
        &["log", "binary.txt"],
        &["log", "latin.txt"],
        &["log", "nothing.txt"],
        &["log", "blank.txt"],
        &["log", "front.md"],
        &["log", "when.md"],
        &["log", "nothing.txt", "missing.txt"],
        &["extract", "missing.txt"],
        &["claim", "so", "--in", "missing.txt"],
    ];
    insta::assert_snapshot!(say(&desk, commands));
    assert!(!desk.run(&["documents", "--json"]).out.contains("\"id\""), "something was recorded");
}

#[test]
fn of_ids_dates_and_names() {
    let desk = Desk::new();
    desk.file("a.txt", ARTICLE);
    let _ = desk.run(&["log", "a.txt", "--outlet", "Courier"]).ok();
    let commands: &[&[&str]] = &[
        &["show", "0000"],
        &["show", "12"],
        &["show", "nobody at all"],
        &["show", "1f98z"],
        &["prove", "zzzz"],
        &["history", "zzzz"],
        &["accept", "0000"],
        &["accept", "not-an-id"],
        &["accept", "-"],
        &["relate", "0000", "contradicts", "1111"],
        &["claims", "--source", "Nemo"],
        &["claims", "--document", "0000"],
        &["claims", "--said-since", "the day of the cow"],
        &["claims", "--as-of", "31 February 2024"],
        &["log", "a.txt", "--published", "soon"],
        &["log", "a.txt", "--published", "05/06/2024"],
        &["log", "a.txt", "--outlet", " "],
        &["claim", "The wall is sound", "--in", "a.txt"],
        &["claim", "", "--in", "a.txt"],
        &["claim", "-", "--in", "-"],
        &["source", "grade", "Nemo", "B"],
        &["source", "alias", "Ana Orsk", "Ana Orsk"],
        &["correct", "0000", "0000"],
        &["undo", "extra"],
    ];
    insta::assert_snapshot!(say(&desk, commands));
}

#[test]
fn of_databases() {
    let desk = Desk::new();
    desk.file("a.txt", ARTICLE);
    desk.file(
        "text.db",
        "this is no database, but a text that is long enough to have a header\n".repeat(20),
    );
    fs::create_dir(desk.path().join("folder.db")).expect("a folder can be made");
    let _ = desk.run(&["log", "a.txt", "--db", "newer.db"]).ok();
    let _ = desk.run(&["log", "a.txt", "--db", "sound.db"]).ok();
    let whole = fs::read(desk.path().join("sound.db")).expect("it can be read");
    desk.file("cut.db", &whole[..whole.len() / 2]);
    sql(&desk, "newer.db", "PRAGMA user_version = 999");
    sql(&desk, "other.db", "PRAGMA application_id = 17; CREATE TABLE recipe (name TEXT)");
    sql(&desk, "plain.db", "CREATE TABLE recipe (name TEXT)");
    let before = fs::read(desk.path().join("other.db")).expect("it can be read");
    let commands: &[&[&str]] = &[
        &["claims", "--db", "none.db"],
        &["verify", "--db", "none.db"],
        &["undo", "--db", "none/of/these.db"],
        &["log", "a.txt", "--db", "text.db"],
        &["claims", "--db", "text.db"],
        &["claims", "--db", "folder.db"],
        &["claims", "--db", "newer.db"],
        &["log", "a.txt", "--db", "newer.db"],
        &["log", "a.txt", "--db", "other.db"],
        &["claims", "--db", "other.db"],
        &["log", "a.txt", "--db", "plain.db"],
        &["accept", "0000", "--db", "none.db"],
        &["log", "a.txt", "--db", "none/of/these.db"],
        &["backup", "none/copy.db", "--db", "newer.db"],
        &["backup", "none/copy.db", "--db", "sound.db"],
        &["restore", "text.db", "--db", "sound.db"],
        &["restore", "plain.db", "--db", "sound.db"],
        &["restore", "folder.db", "--db", "sound.db"],
        &["verify", "--db", "cut.db"],
    ];
    insta::assert_snapshot!(say(&desk, commands));
    assert_eq!(fs::read(desk.path().join("other.db")).expect("it can be read"), before);
    assert!(!desk.path().join("none.db").exists(), "a verb that judges made a database");
}

#[test]
fn of_the_command_line() {
    let desk = Desk::new();
    let commands: &[&[&str]] = &[
        &[],
        &["clams"],
        &["claims", "--jsn"],
        &["claims", "--json", "--csv"],
        &["claims", "--stance", "assert"],
        &["relate", "3fa0", "contradict", "91b2"],
        &["source", "grade", "Ana Orsk", "Z"],
        &["log"],
        &["claims", "--limit", "many"],
        &["claims", "--color", "blue"],
    ];
    insta::assert_snapshot!(say(&desk, commands));
}

fn sql(desk: &Desk, name: &str, statements: &str) {
    let connection = rusqlite::Connection::open(desk.path().join(name)).expect("it opens");
    connection.execute_batch(statements).expect("it is SQL");
}

#[test]
fn of_an_id_that_several_things_have() {
    let desk = Desk::new();
    // Words that no two claims share, so that few are compared.
    let said = |nth: u32| format!("\"Zig{nth} zag{nth} zog{nth},\" mayor Ana Orsk said.\n\n");
    desk.file("a.txt", (0..700).map(said).collect::<String>());
    let _ = desk.run(&["log", "a.txt", "--outlet", "Courier"]).ok();
    let answer = desk.run(&["claims", "--json"]).ok();
    let claims: Vec<serde_json::Value> = serde_json::from_str(&answer).expect("JSON");
    let mut ids: Vec<_> = claims.iter().map(|it| it["id"].as_str().expect("an id")).collect();
    ids.sort_unstable();
    let twins = ids.windows(2).find(|pair| pair[0][..4] == pair[1][..4]);
    let twins = twins.expect("of so many ids two begin alike");
    let ran = desk.run(&["show", &twins[0][..4]]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("ids begin with"), "{}", ran.err);
    for twin in twins {
        assert!(ran.err.contains(&twin[..12]), "the hint lists what can be meant: {}", ran.err);
    }
}

#[test]
fn a_line_of_fifty_megabytes_is_read_or_refused_with_words() {
    // A debug build is more than ten times slower: it gets a tenth.
    let size = if cfg!(debug_assertions) { 5_000_000 } else { 50_000_000 };
    let desk = Desk::new();
    desk.file("a.txt", format!("{} said that the wall is safe", "x".repeat(size)));
    let ran = desk.run(&["log", "a.txt"]);
    assert!(ran.code == 0 || ran.err.contains("hint:"), "exit {}: {}", ran.code, ran.err);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}
