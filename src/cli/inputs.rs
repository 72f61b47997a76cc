//! The files, folders and stdin that a verb is given.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use walkdir::WalkDir;

use super::failure::Failure;

/// What an article's name ends in.
const ARTICLES: [&str; 7] = ["txt", "text", "md", "markdown", "html", "htm", "xhtml"];

/// Lists the articles that `paths` name: a folder stands for the articles in it and below, in
/// the order of their names; `-` for stdin. What cannot be listed stands in its place.
pub(crate) fn articles(paths: &[String]) -> Vec<Result<String, Failure>> {
    paths.iter().flat_map(|path| expand(path)).collect()
}

fn expand(path: &str) -> Vec<Result<String, Failure>> {
    if path == "-" || !Path::new(path).is_dir() {
        return vec![Ok(path.to_owned())];
    }
    let entries = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
    let articles: Vec<_> = entries
        .filter(|entry| match entry {
            Ok(entry) => entry.file_type().is_file() && is_article(entry.path()),
            Err(_) => true,
        })
        .map(|entry| match entry {
            Ok(entry) => entry.path().to_str().map(str::to_owned).ok_or_else(|| {
                Failure::failed(format!("the name of {} is not UTF-8", entry.path().display()))
                    .hint("rename the file and log it again")
            }),
            Err(error) => Err(Failure::failed(format!("cannot look into the folder: {error}"))),
        })
        .collect();
    if articles.is_empty() {
        let failure = Failure::failed(format!("the folder {path} has no articles"))
            .hint(format!("articles are files that end in {}", ARTICLES.join(", ")));
        return vec![Err(failure)];
    }
    articles
}

fn is_article(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    !hidden && ARTICLES.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// Reads one file, or stdin for `-`.
pub(crate) fn bytes(path: &str) -> Result<Vec<u8>, Failure> {
    if path == "-" {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        return read.map(|_| bytes).map_err(|why| unreadable("stdin", &why));
    }
    fs::read(path).map_err(|why| unreadable(path, &why))
}

/// Reads the lines of stdin as text.
pub(crate) fn stdin_text() -> Result<String, Failure> {
    String::from_utf8(bytes("-")?).map_err(|_| {
        Failure::failed("stdin is not UTF-8 text").hint("convert it first, as with iconv -t UTF-8")
    })
}

/// The path to keep as a label; stdin has none.
pub(crate) fn label(path: &str) -> Option<String> {
    (path != "-").then(|| path.to_owned())
}

fn unreadable(path: &str, why: &io::Error) -> Failure {
    let failure = Failure::failed(format!("cannot read {path}: {}", reason(why)));
    match why.kind() {
        ErrorKind::NotFound => failure.hint("check the path; - reads stdin"),
        ErrorKind::PermissionDenied => failure.hint("check the file's permissions"),
        _ => failure,
    }
}

/// What the system says, without its error number.
fn reason(why: &io::Error) -> String {
    match why.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => why.to_string(),
    }
}
