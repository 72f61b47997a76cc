//! The files, folders and stdin that a verb is given.

use std::fs;
use std::io::{self, ErrorKind, Read, Seek};
use std::path::Path;

use onrecord::model::{Document, Metadata};
use onrecord::ops::unrecorded;
use walkdir::WalkDir;

use super::failure::Failure;

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
            Ok(entry) => {
                entry.file_type().is_file()
                    && unrecorded::is_article(&entry.path().to_string_lossy())
            }
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
            .hint("articles are .txt, .md and .html files; name other files one by one");
        return vec![Err(failure)];
    }
    articles
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

/// Opens one file to read from any place in it; stdin for `-` is read to its end first.
pub(crate) fn open(path: &str) -> Result<Box<dyn ReadAnywhere>, Failure> {
    if path == "-" {
        return Ok(Box::new(io::Cursor::new(bytes(path)?)));
    }
    let file = fs::File::open(path).map_err(|why| unreadable(path, &why))?;
    Ok(Box::new(file))
}

/// What can be read from any place.
pub(crate) trait ReadAnywhere: Read + Seek {}

impl<R: Read + Seek> ReadAnywhere for R {}

/// Reads the lines of stdin as text.
pub(crate) fn stdin_text() -> Result<String, Failure> {
    String::from_utf8(bytes("-")?).map_err(|_| {
        Failure::failed("stdin is not UTF-8 text").hint("convert it first, as with iconv -t UTF-8")
    })
}

/// Reads one file, or stdin for `-`, as a document.
pub(crate) fn document(path: &str, known: &Metadata) -> Result<Document, Failure> {
    // Stdin has no name to keep.
    let label = (path != "-").then(|| path.to_owned());
    unrecorded::document(&bytes(path)?, label, known).map_err(|why| {
        let name = if path == "-" { "stdin" } else { path };
        Failure::failed(format!("cannot log {name}: {why}")).hint(why.hint())
    })
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
