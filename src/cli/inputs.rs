//! The files, folders and stdin that a verb is given.

use std::io::Read;
use std::path::Path;

use onrecord::model::{Capture, ContentHash, Document, Metadata};
use walkdir::WalkDir;

use super::Failure;

const ARTICLES: [&str; 6] = ["txt", "text", "md", "markdown", "html", "htm"];

/// Lists the articles that `paths` name: a folder stands for the articles in it and below.
pub(crate) fn articles(paths: &[String]) -> Vec<String> {
    paths.iter().flat_map(|path| expand(path)).collect()
}

fn expand(path: &str) -> Vec<String> {
    if path == "-" || !Path::new(path).is_dir() {
        return vec![path.to_owned()];
    }
    let files = WalkDir::new(path).sort_by_file_name().into_iter().filter_map(Result::ok);
    let articles = files.filter(|file| file.file_type().is_file() && is_article(file.path()));
    articles.map(|file| file.path().to_string_lossy().into_owned()).collect()
}

fn is_article(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ARTICLES.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// Reads one file, or stdin for `-`.
pub(crate) fn bytes(path: &str) -> Result<Vec<u8>, Failure> {
    let read = if path == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    read.map_err(|why| Failure::Unreadable { path: path.to_owned(), why: why.to_string() })
}

/// Reads one file as a document with nothing known beside its text.
pub(crate) fn document(path: &str, metadata: Metadata) -> Result<Document, Failure> {
    let bytes = bytes(path)?;
    let raw_sha256 = ContentHash::of(&bytes);
    let text = String::from_utf8(bytes).map_err(|why| Failure::Unreadable {
        path: path.to_owned(),
        why: format!("not UTF-8: {why}"),
    })?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    Ok(Document::new(Capture { text, raw_sha256, metadata }, Some(path.to_owned())))
}
