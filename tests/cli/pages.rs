//! Console pages that are run: one for each verb, and the README.

use std::fs;
use std::path::{Path, PathBuf};

use super::desk::verbs;

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd")
}

fn copy_files(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for file in fs::read_dir(from).expect("the folder can be listed") {
        let file = file.expect("a file can be read");
        fs::copy(file.path(), to.join(file.file_name())).expect("it can be copied");
    }
}

/// Lays each page beside a folder of its own with the story's articles and small models, as trycmd
/// wants them.
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
        copy_files(&story, &articles);
        for model in ["encoder", "judge"] {
            let models = copy.with_extension("in").join("models");
            copy_files(&pages().join("../models").join(model), &models.join(model));
        }
        let own = pages().join("story").join(page.file_stem().expect("a page has a name"));
        if own.is_dir() {
            copy_files(&own, &copy.with_extension("in"));
        }
        fs::copy(&page, &copy).expect("a page can be copied");
        laid.push(page);
    }
    laid
}

/// Runs the pages of a stage. Answers are a hundred columns wide.
fn run(stage: &Path, now: &str, database: &str) {
    let cases = trycmd::TestCases::new();
    cases.env("ONRECORD_NOW", now).env("ONRECORD_BY", "Tess");
    cases.env("ONRECORD_DB", database).env("COLUMNS", "100").env("NO_COLOR", "1");
    cases.case(stage.join("*.md"));
    cases.run();
}

/// `TRYCMD=overwrite cargo test --test cli pages` writes down what happens now.
#[test]
fn the_pages_say_what_happens() {
    let stage = tempfile::tempdir().expect("a temporary folder can be made");
    let _back = Back { stage: stage.path(), pages: lay_out(stage.path()) };
    run(stage.path(), "2024-03-08T12:00:00Z", "record.db");
}

#[test]
fn the_readme_says_what_happens() {
    let stage = tempfile::tempdir().expect("a temporary folder can be made");
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let story = Path::new("examples/articles/infirmary-outbreak");
    copy_files(&project.join(story), &stage.path().join("README.in").join(story));
    let page = project.join("README.md");
    fs::copy(&page, stage.path().join("README.md")).expect("a page can be copied");
    let _back = Back { stage: stage.path(), pages: vec![page] };
    run(stage.path(), "2024-09-22T12:00:00Z", "outbreak.db");
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
