//! Console pages that are run: one for each verb.

use std::fs;
use std::path::{Path, PathBuf};

use super::desk::verbs;

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd")
}

/// Lays each page beside a folder of its own with the story's articles, as trycmd wants them.
fn lay_out(stage: &Path) -> Vec<PathBuf> {
    let story = pages().join("story/articles");
    let mut laid = Vec::new();
    for page in fs::read_dir(pages()).expect("tests/cmd can be listed") {
        let page = page.expect("a page can be read").path();
        if page.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let copy = stage.join(page.file_name().expect("a page has a name"));
        let articles = copy.with_extension("in").join("articles");
        fs::create_dir_all(&articles).expect("a folder can be made");
        for article in fs::read_dir(&story).expect("the story can be listed") {
            let article = article.expect("an article can be read");
            fs::copy(article.path(), articles.join(article.file_name())).expect("it can be copied");
        }
        fs::copy(&page, &copy).expect("a page can be copied");
        laid.push(page);
    }
    laid
}

/// `TRYCMD=overwrite cargo test --test cli pages` writes down what happens now.
#[test]
fn the_pages_say_what_happens() {
    let stage = tempfile::tempdir().expect("a temporary folder can be made");
    let _back = Back { stage: stage.path(), pages: lay_out(stage.path()) };
    let cases = trycmd::TestCases::new();
    cases.env("ONRECORD_NOW", "2024-03-08T12:00:00Z").env("ONRECORD_BY", "Tess");
    cases.env("ONRECORD_DB", "record.db").env("COLUMNS", "100").env("NO_COLOR", "1");
    cases.case(stage.path().join("*.md"));
    cases.run();
}

/// Brings pages that trycmd has overwritten back, also when a page failed.
struct Back<'a> {
    stage: &'a Path,
    pages: Vec<PathBuf>,
}

impl Drop for Back<'_> {
    fn drop(&mut self) {
        if std::env::var_os("TRYCMD").is_some_and(|wish| wish == "overwrite") {
            for page in &self.pages {
                let copy = self.stage.join(page.file_name().expect("a page has a name"));
                fs::copy(copy, page).expect("a page can be written");
            }
        }
    }
}

#[test]
fn each_verb_has_its_page() {
    for verb in verbs() {
        let page = pages().join(format!("{verb}.md"));
        let page = fs::read_to_string(page).unwrap_or_else(|_| panic!("no tests/cmd/{verb}.md"));
        assert!(page.contains(&format!("$ onrecord {verb}")), "{verb}.md does not use {verb}");
    }
}
