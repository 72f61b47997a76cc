//! Bundles: the whole record as one file, and such a file taken into another record.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, Write};
use std::path::Path;

use crate::interchange::bundle::{BadBundle, Lines, Part, Reader, Writer};
use crate::ledger::{Checkpoint, Note, Signer, Verifier};
use crate::model::{ContentHash, Document, canonical_json};
use crate::store::{self, Fault, Retelling, Signed, Store, StoryLink, Subject, ToldEntry, whole};

use super::merge::Other;
use super::{Error, Result, ledger};

/// What was bundled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundled {
    /// The ledger as it was signed for it.
    pub checkpoint: Checkpoint,
    /// The key that others check that with.
    pub key: Verifier,
    /// How many texts of documents there are.
    pub texts: usize,
    /// How long the file is.
    pub bytes: u64,
}

/// Signs the record as it stands and writes it to a new file. `step` is called for each entry.
///
/// # Errors
/// A file that is there already is not written over.
pub fn bundle(
    store: &mut Store,
    signer: &Signer,
    to: &Path,
    step: impl FnMut(),
) -> Result<Bundled> {
    whole(to, |part| {
        let signed = ledger::checkpoint(store, signer)?;
        let written = File::create(part).map_err(Error::from).and_then(|file| {
            let (out, texts, bytes) = write(store, &signed, BufWriter::new(file), step)?;
            out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
            Ok((texts, bytes))
        });
        let (texts, bytes) = written.map_err(|error| cannot_write(to, error))?;
        Ok(Bundled { checkpoint: signed.checkpoint, key: signed.key, texts, bytes })
    })
}

fn cannot_write(path: &Path, error: Error) -> Error {
    match error {
        Error::Bundle(BadBundle::Unreadable(cause)) => {
            store::Error::Open { path: path.to_owned(), cause: cause.to_string() }.into()
        }
        error => error,
    }
}

/// Writes the record as it was signed. Tells how many texts and bytes there are.
pub fn write<W: Write + Seek>(
    store: &Store,
    signed: &Signed,
    out: W,
    mut step: impl FnMut(),
) -> Result<(W, usize, u64)> {
    let (view, size) = (store.at(None)?, signed.checkpoint.size);
    let mut bundle = Writer::new(out)?;
    bundle.part(Part::Checkpoint, |member| write!(member, "{}", signed.note))?;
    bundle.part(Part::Key, |member| writeln!(member, "{}", signed.key))?;
    bundle.part(Part::Entries, |member| {
        view.tell_entries(size, |entry| -> Result<()> {
            step();
            Ok(writeln!(member, "{entry}")?)
        })
    })?;
    bundle.part(Part::Subjects, |member| {
        view.tell_subjects(size, |subject| -> Result<()> {
            member.write_all(subject)?;
            Ok(member.write_all(b"\n")?)
        })
    })?;
    bundle.part(Part::Links, |member| {
        view.tell_links(size, |link| -> Result<()> {
            member.write_all(&canonical_json(link))?;
            Ok(member.write_all(b"\n")?)
        })
    })?;
    let mut texts = 0;
    view.tell_texts(size, |sha256, text| -> Result<()> {
        texts += 1;
        Ok(bundle.text(sha256, text)?)
    })?;
    let (out, bytes) = bundle.finish()?;
    Ok((out, texts, bytes))
}

/// Makes a record of a bundle, to be merged: every hash is computed anew, and all that the record
/// would be checked for is checked. With `key`, that key must have signed it. `step` is called for each
/// entry with how many there should be.
///
/// # Errors
/// `Bundle` if it is none, `Unsound` if something in it is wrong.
pub fn open(
    file: impl Read + Seek,
    key: Option<&Verifier>,
    mut step: impl FnMut(u64),
) -> Result<Other> {
    let mut reader = Reader::open(file)?;
    let signed = signed(&mut reader, key)?;
    let store = Store::retold(|record| -> Result<Signed> {
        let used = entries(&mut reader, record, || step(signed.checkpoint.size))?;
        links(&mut reader, record)?;
        if let Some(text) = reader.texts().find(|text| !used.contains(text)) {
            return Err(fault(format!("texts/{text}.txt"), "it is the text of no document"));
        }
        let found = record.checkpoint()?;
        if found.as_ref() != Some(&signed.checkpoint) {
            let found = found.map_or("nothing".to_owned(), |it| it.to_string().replace('\n', " "));
            let problem = format!("it is not of the entries, which come to {found}");
            return Err(fault(Part::Checkpoint.name(), problem));
        }
        Ok(signed)
    })?;
    Other::new(store)
}

fn fault(place: impl Into<String>, problem: impl fmt::Display) -> Error {
    BadBundle::at(place, problem).into()
}

/// Reads what was signed, and checks the signature.
fn signed<R: Read + Seek>(reader: &mut Reader<R>, wanted: Option<&Verifier>) -> Result<Signed> {
    let key = reader.text_of(Part::Key)?;
    let bad_key = |problem: &dyn fmt::Display| fault(Part::Key.name(), problem);
    let line = key.strip_suffix('\n').ok_or_else(|| bad_key(&"its line does not end"))?;
    let key: Verifier = line.parse().map_err(|error| bad_key(&error))?;
    if let Some(wanted) = wanted.filter(|wanted| **wanted != key) {
        return Err(bad_key(&format!("it is not the key {wanted}")));
    }
    let note = reader.text_of(Part::Checkpoint)?;
    let bad = |problem: &dyn fmt::Display| fault(Part::Checkpoint.name(), problem);
    let note: Note = note.parse().map_err(|error| bad(&error))?;
    let checkpoint = Checkpoint::of(&note, &key).map_err(|error| bad(&error))?;
    Ok(Signed { checkpoint: checkpoint.map_err(|error| bad(&error))?, note, key })
}

/// Tells the record every entry, each thing with the first that names it. Returns the texts that
/// documents have.
fn entries<R: Read + Seek>(
    reader: &mut Reader<R>,
    record: &mut Retelling<'_>,
    mut step: impl FnMut(),
) -> Result<BTreeSet<ContentHash>> {
    let mut used = BTreeSet::new();
    let (mut lines, mut subjects) = (reader.lines(Part::Entries), reader.lines(Part::Subjects));
    while let Some(line) = reader.next(&mut lines)? {
        let entry = ToldEntry::of(&line).map_err(|error| wrong(&lines, error))?;
        let subject = if record.is_first(&entry).map_err(|error| wrong(&lines, error))? {
            Some(subject(reader, &mut subjects, &entry, &mut used)?)
        } else {
            None
        };
        record.entry(entry, subject).map_err(|error| wrong(&lines, error))?;
        step();
    }
    match reader.next(&mut subjects)? {
        Some(_) => Err(fault(subjects.place(), "no entry names it")),
        None => Ok(used),
    }
}

/// The next thing, with its text if it is a document.
fn subject<R: Read + Seek>(
    reader: &mut Reader<R>,
    subjects: &mut Lines,
    entry: &ToldEntry<'_>,
    used: &mut BTreeSet<ContentHash>,
) -> Result<Subject> {
    let next = reader.next(subjects)?;
    let canonical = next.ok_or_else(|| fault(Part::Subjects.name(), "it has too few lines"))?;
    if !entry.is_of_document() {
        return Ok(Subject { canonical, text: None });
    }
    let (sha256, _) =
        Document::of_canonical(&canonical).map_err(|error| fault(subjects.place(), error))?;
    used.insert(sha256);
    let text = reader.text(sha256)?;
    let text =
        text.ok_or_else(|| fault(subjects.place(), format!("its text {sha256} is not there")))?;
    Ok(Subject { canonical, text: Some(text) })
}

fn links<R: Read + Seek>(reader: &mut Reader<R>, record: &mut Retelling<'_>) -> Result<()> {
    let mut lines = reader.lines(Part::Links);
    while let Some(line) = reader.next(&mut lines)? {
        let link: StoryLink =
            serde_json::from_str(&line).map_err(|error| fault(lines.place(), error))?;
        if canonical_json(&link) != line.as_bytes() {
            return Err(fault(lines.place(), "it is not canonical JSON"));
        }
        record.link(&link).map_err(|error| wrong(&lines, error))?;
    }
    Ok(())
}

/// What the store makes of a line that is wrong; that the disk is full is no fault of it.
fn wrong(lines: &Lines, error: store::Error) -> Error {
    match error {
        store::Error::BadValue { problem, .. } => fault(lines.place(), problem),
        error @ (store::Error::Sqlite(_) | store::Error::TooLong { .. }) => {
            fault(lines.place(), error)
        }
        error => error.into(),
    }
}

impl From<BadBundle> for Error {
    fn from(error: BadBundle) -> Self {
        match error {
            BadBundle::Fault { place, problem } => {
                Self::Unsound(vec![Fault { table: "bundle".to_owned(), place, problem }])
            }
            error => Self::Bundle(error),
        }
    }
}

/// Only bundles are written to files and read from them here.
impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Bundle(error.into())
    }
}
