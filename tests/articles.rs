//! The example articles can be read, and say who published them and when.

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::model::Capture;
use onrecord::read;

fn articles(story: &str) -> Vec<(PathBuf, Capture)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles").join(story);
    let files = fs::read_dir(&folder).expect("the story is a folder");
    let mut paths: Vec<PathBuf> =
        files.map(|file| file.expect("the folder can be listed").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), read_article(&path))).collect()
}

fn read_article(path: &Path) -> Capture {
    let name = path.to_str().expect("the name is UTF-8");
    assert!(read::is_article(name), "{name} is passed over");
    let bytes = fs::read(path).expect("the article can be opened");
    read::read(&bytes, Some(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_example_article_says_who_published_it_and_when() {
    for (story, count) in [("founding-story", 3), ("infirmary-outbreak", 7)] {
        let articles = articles(story);
        assert_eq!(articles.len(), count, "{story}");
        for (path, Capture { metadata, text, .. }) in articles {
            let day = metadata.published_on.as_ref().and_then(|when| when.exact_day());
            assert!(day.is_some(), "{path:?} has no day");
            assert!(metadata.outlet.is_some() && metadata.title.is_some(), "{path:?}");
            assert!(text.len() > 500 && text.contains("\n\n"), "{path:?}");
        }
    }
}

#[test]
fn the_saved_page_keeps_its_article_and_nothing_else() {
    let page = articles("infirmary-outbreak")
        .into_iter()
        .find(|(path, _)| path.extension().is_some_and(|ending| ending == "html"))
        .expect("one article is a saved page")
        .1;
    assert!(page.text.starts_with("Forty-four people have fallen ill"));
    assert!(page.text.trim_end().ends_with("return our calls on Tuesday."));
    for outside in ["Idris", "Photo", "Bus 12", "cookie", "Listen live", "07:30"] {
        assert!(!page.text.contains(outside), "{outside} is not part of the article");
    }
}
