//! Reading a bundle that anybody may have made.

use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom};

use crate::model::{ContentHash, Hashing};

use super::header::{BLOCK, Block, padding, read};
use super::write::{line, text_name};
use super::{BadBundle, FOLDER, PARTS, Part, SUMS};

/// The most bytes that a line or a text may have, as in the database.
const LONGEST: u64 = 512 * 1024 * 1024;

/// The most bytes of a part that is read as a whole.
const SHORT: u64 = 256 * 1024;

/// So many bytes are read at once.
const CHUNK: usize = 64 * 1024;

type Result<T> = std::result::Result<T, BadBundle>;

/// A bundle that was looked through from end to end: its members are those of a bundle, in their
/// order, and have the hashes that it says they have. What they say is not believed yet.
#[derive(Debug)]
pub struct Reader<R> {
    file: R,
    parts: Vec<Place>,
    texts: BTreeMap<ContentHash, Place>,
}

/// Where the bytes of a member lie.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: u64,
    size: u64,
}

/// The lines of a part, read one after the other.
#[derive(Debug)]
pub struct Lines {
    part: Part,
    /// What was not read yet.
    rest: Place,
    /// How many lines were begun.
    count: usize,
    buffer: Vec<u8>,
    used: usize,
}

/// What looks through a bundle.
struct Scan<'r, R> {
    file: &'r mut R,
    at: u64,
    sums: String,
}

impl<R: Read + Seek> Reader<R> {
    /// Looks through a bundle.
    pub fn open(mut file: R) -> Result<Self> {
        file.seek(SeekFrom::Start(0))?;
        let mut scan = Scan { file: &mut file, at: 0, sums: String::new() };
        scan.look_at_first()?;
        let mut parts = Vec::new();
        for part in PARTS {
            let (name, place) = scan.member()?;
            expect(part.name(), &name, place)?;
            parts.push(place);
        }
        let texts = scan.texts()?;
        scan.end()?;
        Ok(Self { file, parts, texts })
    }

    /// Returns a short part.
    pub fn text_of(&mut self, part: Part) -> Result<String> {
        let place = self.parts[part as usize];
        self.string(place, SHORT, part.name())
    }

    /// Returns the text that has a hash; `None` if it is not there.
    pub fn text(&mut self, sha256: ContentHash) -> Result<Option<String>> {
        let Some(place) = self.texts.get(&sha256).copied() else { return Ok(None) };
        self.string(place, LONGEST, &text_name(sha256)).map(Some)
    }

    /// Lists the texts.
    pub fn texts(&self) -> impl Iterator<Item = ContentHash> {
        self.texts.keys().copied()
    }

    fn string(&mut self, place: Place, most: u64, name: &str) -> Result<String> {
        if place.size > most {
            return Err(BadBundle::at(name, format!("it is longer than {most} bytes")));
        }
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(place.start))?;
        (&mut self.file).take(place.size).read_to_end(&mut bytes)?;
        String::from_utf8(bytes).map_err(|_| BadBundle::at(name, "it is not UTF-8"))
    }

    /// Begins to read a part line by line.
    pub fn lines(&self, part: Part) -> Lines {
        Lines { part, rest: self.parts[part as usize], count: 0, buffer: Vec::new(), used: 0 }
    }

    /// Reads the next line, without its end.
    pub fn next(&mut self, lines: &mut Lines) -> Result<Option<String>> {
        let mut found = Vec::new();
        lines.count += 1;
        let bad = |lines: &Lines, problem| Err(BadBundle::at(lines.place(), problem));
        loop {
            let ahead = &lines.buffer[lines.used..];
            if let Some(end) = memchr::memchr(b'\n', ahead) {
                found.extend_from_slice(&ahead[..end]);
                lines.used += end + 1;
                return String::from_utf8(found).map(Some).or(bad(lines, "it is not UTF-8"));
            }
            found.extend_from_slice(ahead);
            if found.len() as u64 > LONGEST {
                return bad(lines, "it is too long");
            }
            if !self.fill(lines)? {
                let ended = found.is_empty();
                return if ended { Ok(None) } else { bad(lines, "it does not end") };
            }
        }
    }

    fn fill(&mut self, lines: &mut Lines) -> Result<bool> {
        let size = lines.rest.size.min(CHUNK as u64);
        lines.buffer.clear();
        lines.used = 0;
        self.file.seek(SeekFrom::Start(lines.rest.start))?;
        (&mut self.file).take(size).read_to_end(&mut lines.buffer)?;
        lines.rest.start += size;
        lines.rest.size -= size;
        Ok(!lines.buffer.is_empty())
    }
}

impl Lines {
    /// Where the line stands that was read last, or could not be.
    pub fn place(&self) -> String {
        format!("{}, line {}", self.part.name(), self.count)
    }
}

fn expect(name: &str, found: &str, place: Place) -> Result<()> {
    if found == name {
        return Ok(());
    }
    let at = place.start - BLOCK as u64;
    Err(BadBundle::at(format!("byte {at}"), format!("there is '{found}' where '{name}' should be")))
}

impl<R: Read + Seek> Scan<'_, R> {
    /// Tells what a file is that is not a bundle at all.
    fn look_at_first(&mut self) -> Result<()> {
        const PACKED: [&[u8]; 5] = [b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"PK"];
        let mut first = Vec::new();
        (&mut *self.file).take(BLOCK as u64).read_to_end(&mut first)?;
        if PACKED.iter().any(|begin| first.starts_with(begin)) {
            return Err(BadBundle::Foreign("it is compressed, and has to be unpacked first"));
        }
        if first.starts_with(b"SQLite format 3\0") {
            return Err(BadBundle::Foreign("it is a database, which onrecord merge takes"));
        }
        if first.is_empty() {
            return Err(BadBundle::Foreign("it is empty"));
        }
        if !first.starts_with(FOLDER.as_bytes()) {
            return Err(BadBundle::Foreign(match first.starts_with(b"onrecord-bundle-") {
                true => "it is of a form that this program does not know",
                false => "it does not begin as one",
            }));
        }
        self.file.seek(SeekFrom::Start(0))?;
        Ok(())
    }

    fn block(&mut self) -> Result<Block> {
        let mut block = [0; BLOCK];
        self.fill(&mut block)?;
        Ok(block)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        self.file.read_exact(bytes).map_err(|error| match error.kind() {
            std::io::ErrorKind::UnexpectedEof => BadBundle::at("the end", "it was cut off"),
            _ => error.into(),
        })?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    /// Reads through the next member: its name within the folder, and where it lies.
    fn member(&mut self) -> Result<(String, Place)> {
        let (name, place, sha256) = self.hashed()?;
        self.sums.push_str(&line(sha256, &name));
        Ok((name, place))
    }

    fn hashed(&mut self) -> Result<(String, Place, ContentHash)> {
        let (at, block) = (self.at, self.block()?);
        let (path, size) = read(&block, at)?;
        let inside = path.strip_prefix(FOLDER);
        let name = inside.ok_or_else(|| {
            BadBundle::at(format!("byte {at}"), format!("'{path}' is not in the bundle's folder"))
        })?;
        let (place, mut hashing) = (Place { start: self.at, size }, Hashing::default());
        let mut left = size;
        let mut chunk = [0; CHUNK];
        while left > 0 {
            let part = &mut chunk[..usize::try_from(left).unwrap_or(CHUNK).min(CHUNK)];
            self.fill(part)?;
            hashing.update(part);
            left -= part.len() as u64;
        }
        self.zeros(padding(size))?;
        Ok((name.to_owned(), place, hashing.finish()))
    }

    /// Reads zero bytes: what fills a block could hold something else otherwise.
    fn zeros(&mut self, count: usize) -> Result<()> {
        let (at, mut filling) = (self.at, [0; 2 * BLOCK]);
        self.fill(&mut filling[..count])?;
        if filling.iter().all(|byte| *byte == 0) {
            return Ok(());
        }
        Err(BadBundle::at(format!("byte {at}"), "there is something where nothing should be"))
    }

    /// Reads the texts, in the order of their hashes, and the sums of everything behind them.
    fn texts(&mut self) -> Result<BTreeMap<ContentHash, Place>> {
        let mut texts: BTreeMap<ContentHash, Place> = BTreeMap::new();
        loop {
            let (name, place, sha256) = self.hashed()?;
            if name == SUMS {
                self.check_sums(place, sha256)?;
                return Ok(texts);
            }
            expect(&text_name(sha256), &name, place)?;
            if texts.last_key_value().is_some_and(|(last, _)| *last >= sha256) {
                return Err(BadBundle::at(name, "it is not in its order, or is there twice"));
            }
            self.sums.push_str(&line(sha256, &name));
            texts.insert(sha256, place);
        }
    }

    fn check_sums(&self, place: Place, sha256: ContentHash) -> Result<()> {
        if place.size == self.sums.len() as u64 && ContentHash::of(self.sums.as_bytes()) == sha256 {
            return Ok(());
        }
        Err(BadBundle::at(SUMS, "the hashes in it are not those of what is in the bundle"))
    }

    /// Reads the two empty blocks that end an archive, behind which nothing may come.
    fn end(&mut self) -> Result<()> {
        self.zeros(2 * BLOCK)?;
        let (at, mut more) = (self.at, [0]);
        if self.file.read(&mut more)? == 0 {
            return Ok(());
        }
        Err(BadBundle::at(format!("byte {at}"), "there is something behind the end"))
    }
}
