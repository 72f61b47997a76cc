//! The README's picture is what the program prints. `SNAPSHOTS=overwrite cargo test --test picture`
//! draws it anew.

use std::fs;
use std::path::Path;
use std::process::Command;

use anstyle::{Ansi256Color, AnsiColor, RgbColor};
use anstyle_svg::{Term, VGA};

const QUESTION: &str = "fallen ill";

/// Runs the program in the project's folder with a database of its own; returns what it prints.
fn run(database: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR")).env_clear();
    command.env("ONRECORD_DB", database).env("ONRECORD_BY", "Tess").env("COLUMNS", "100");
    command.env("ONRECORD_NOW", "2024-09-22T12:00:00Z");
    let done = command.output().expect("the program runs");
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("answers are UTF-8")
}

/// The first proposition of a report: from its rule to the next.
fn first_screen(report: &str) -> String {
    let rule = |line: &&str| line.contains("\u{2500}\u{2500}\u{2500}\u{2500}");
    let mut lines = report.lines().skip_while(|line| !rule(line));
    let first = lines.next().expect("the report has a proposition");
    let rest: Vec<_> = lines.take_while(|line| !rule(line)).collect();
    format!("{first}\n{}\n", rest.join("\n").trim_end())
}

fn draw() -> String {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let database = folder.path().join("picture.db");
    let _ = run(&database, &["log", "examples/articles/infirmary-outbreak"]);
    let report = run(&database, &["report", QUESTION, "--color", "always"]);
    let screen = first_screen(&report);
    let picture = term().render_svg(&format!("$ onrecord report \"{QUESTION}\"\n\n{screen}"));
    // Dim words are to be read, too.
    picture.replace("opacity: 0.4", "opacity: 0.7")
}

/// A dark terminal whose colours stand out enough to be read.
fn term() -> Term {
    let mut palette = VGA;
    for (colour, r, g, b) in [
        (AnsiColor::Red, 255, 123, 114),
        (AnsiColor::Green, 126, 211, 133),
        (AnsiColor::Yellow, 227, 190, 98),
        (AnsiColor::Cyan, 112, 200, 230),
    ] {
        palette.0[usize::from(Ansi256Color::from_ansi(colour).index())] = RgbColor(r, g, b);
    }
    let text = RgbColor(222, 226, 232).into();
    Term::new().palette(palette).fg_color(text).bg_color(RgbColor(24, 28, 36).into())
}

#[test]
fn the_picture_is_what_the_program_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.svg");
    let drawn = draw();
    if std::env::var_os("SNAPSHOTS").is_some_and(|wish| wish == "overwrite") {
        fs::write(&path, &drawn).expect("the picture can be written");
    }
    let kept = fs::read_to_string(&path).expect("docs/report.svg can be read");
    assert!(
        kept == drawn,
        "docs/report.svg is out of date: SNAPSHOTS=overwrite cargo test --test picture draws it anew"
    );
}
