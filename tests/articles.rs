//! Golden articles: each text in `tests/articles` with the drafts that are found in it.
//!
//! Adding an article is adding a file; `INSTA_UPDATE=always cargo test --test articles` writes what
//! is found in it beside it, to be read before it is committed.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use onrecord::extract::extract;
use onrecord::model::{Document, Draft, Span, When};

/// The articles are read as published on this day.
const PUBLISHED: &str = "2024-05-07";

#[test]
fn golden_articles_give_their_drafts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let entries = fs::read_dir(&folder).expect("the folder is part of the repository");
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    assert!(!paths.is_empty());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for path in paths {
        let name = path.file_stem().expect("it ends in .txt").to_string_lossy().into_owned();
        let drafts = extract(&article(&path));
        settings.bind(|| insta::assert_snapshot!(name, listed(&drafts)));
    }
}

fn article(path: &Path) -> Document {
    let bytes = fs::read(path).expect("it was just listed");
    let mut capture = onrecord::read::read(&bytes, Some("article.txt")).expect("it is plain text");
    let edtf = PUBLISHED.parse().expect("it is a date");
    capture.metadata.published_on = Some(When { edtf, words: None });
    Document::new(capture, None)
}

/// Writes drafts as people read them, a blank line between two.
fn listed(drafts: &[Draft]) -> String {
    let mut out = String::new();
    for (nth, draft) in drafts.iter().enumerate() {
        let words: Vec<&str> = draft.content.iter().map(|span| span.text.as_str()).collect();
        let who: Vec<&str> = draft.chain.iter().map(|link| link.source.name.as_str()).collect();
        let cue = draft.cue().map_or("-", |cue| cue.text.as_str());
        let when = draft.asserted_on.as_ref().map_or("-".to_owned(), When::edtf_text);
        let _ = writeln!(out, "{nth}. {}", words.join(" ~ ").replace('\n', " "));
        let _ = writeln!(
            out,
            "   {} | {cue} | {} | {} | {when}",
            who.join(" > "),
            draft.quotation,
            draft.stance
        );
        if let Some(holds) = &draft.holds_on {
            let _ = writeln!(out, "   holds {holds}");
        }
        if let Some(line) = told_of(draft) {
            let _ = writeln!(out, "   {line}");
        }
        if let Some(outer) = draft.within {
            let _ = writeln!(out, "   within {outer}");
        }
        for doubt in &draft.doubts {
            let _ = writeln!(out, "   doubt: {doubt}");
        }
        out.push('\n');
    }
    out
}

/// What is known of the source beside its name, of how it spoke and to whom.
fn told_of(draft: &Draft) -> Option<String> {
    let origin = draft.chain.last()?;
    let source = &origin.source;
    let span = |span: &Option<Span>| span.as_ref().map(|span| span.text.replace('\n', " "));
    let parts = [
        ("role", source.role.clone()),
        ("of", source.body.as_ref().map(|body| body.as_str().to_owned())),
        ("number", source.number.map(|number| number.to_string())),
        ("unnamed", span(&source.anonymity)),
        ("to", span(&draft.addressee)),
        ("by", origin.channel.clone()),
    ];
    let known = parts.into_iter().filter_map(|(key, value)| Some(format!("{key} {}", value?)));
    let known: Vec<String> = std::iter::once(source.kind.to_string()).chain(known).collect();
    Some(known.join(", "))
}
