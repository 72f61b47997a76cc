//! Writing a bundle, part by part.

use std::io::{self, Seek, SeekFrom, Write};

use crate::model::{ContentHash, Hashing};

use super::header::{BLOCK, MOST, header, padding};
use super::{FOLDER, Part, README, SUMS};

/// Writes a bundle. The parts come in their order, then the texts in the order of their hashes.
#[derive(Debug)]
pub struct Writer<W: Write + Seek> {
    out: W,
    /// Where the next member begins.
    at: u64,
    sums: String,
}

/// The content of a member, being written.
#[derive(Debug)]
pub struct Member<'w, W> {
    out: &'w mut W,
    size: u64,
    hashing: Hashing,
}

impl<W: Write> Write for Member<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hashing.update(&bytes[..written]);
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write + Seek> Writer<W> {
    /// Begins a bundle, with the page for whoever unpacks it.
    pub fn new(out: W) -> io::Result<Self> {
        let mut writer = Self { out, at: 0, sums: String::new() };
        writer.part(Part::Readme, |member| member.write_all(README.as_bytes()))?;
        Ok(writer)
    }

    /// Writes the next part.
    pub fn part<E: From<io::Error>>(
        &mut self,
        part: Part,
        write: impl FnOnce(&mut Member<'_, W>) -> Result<(), E>,
    ) -> Result<(), E> {
        let sha256 = self.member(part.name(), write)?;
        self.sums.push_str(&line(sha256, part.name()));
        Ok(())
    }

    /// Writes the next text, with the hash that was recorded of it.
    pub fn text(&mut self, sha256: ContentHash, text: &str) -> io::Result<()> {
        let name = text_name(sha256);
        self.member(&name, |member| member.write_all(text.as_bytes()))?;
        self.sums.push_str(&line(sha256, &name));
        Ok(())
    }

    /// Ends the bundle. Returns what it was written to, and how many bytes it has.
    pub fn finish(mut self) -> io::Result<(W, u64)> {
        let sums = std::mem::take(&mut self.sums);
        self.member(SUMS, |member| member.write_all(sums.as_bytes()))?;
        self.out.write_all(&[0; 2 * BLOCK])?;
        self.out.flush()?;
        Ok((self.out, self.at + 2 * BLOCK as u64))
    }

    /// Writes a member whose size is known when it has been written.
    fn member<E: From<io::Error>>(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut Member<'_, W>) -> Result<(), E>,
    ) -> Result<ContentHash, E> {
        self.out.write_all(&[0; BLOCK])?;
        let mut member = Member { out: &mut self.out, size: 0, hashing: Hashing::default() };
        write(&mut member)?;
        let Member { size, hashing, .. } = member;
        if size > MOST {
            return Err(io::Error::other(format!("{name} is too long for a tar archive")).into());
        }
        self.out.write_all(&[0; BLOCK][..padding(size)])?;
        self.out.seek(SeekFrom::Start(self.at))?;
        self.out.write_all(&header(&format!("{FOLDER}{name}"), size))?;
        self.at = self.out.seek(SeekFrom::End(0))?;
        Ok(hashing.finish())
    }
}

/// The name of the text that has a hash.
pub(super) fn text_name(sha256: ContentHash) -> String {
    format!("texts/{sha256}.txt")
}

/// A line as `sha256sum` writes it.
pub(super) fn line(sha256: ContentHash, name: &str) -> String {
    format!("{sha256}  {name}\n")
}
