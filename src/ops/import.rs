//! Claims from a file: each line a claim, and the document that it stands in.
//!
//! All that a line captures of the page its claim stood on is the claim's own words; so they are
//! the text of its document, and the headline and the address are what is known of it beside. The
//! same line makes the same document and the same claim on every machine and in every run.

use std::collections::BTreeSet;

use crate::dates;
use crate::interchange::{BadLine, ClaimLine, ImportSummary, claim_lines};
use crate::model::{
    Capture, Claim, CodePoints, ContentHash, Document, Link, Mention, Metadata, SourceKind,
    SourceName, Stance, When,
};
use crate::store::{Added, NewClaim, Session, Store, Writer};

use super::reconcile::Reconciler;
use super::{Error, Result, words_in};

/// At most so many code points of a claim's words; longer ones are an article, not a claim.
const LONGEST: usize = 10_000;
/// At most so many code points of an id, a headline, an address.
const LONGEST_LABEL: usize = 2_000;

/// What holds for a whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Where the file was read from: a label for people.
    pub path: Option<String>,
    /// Who published its claims.
    pub outlet: Option<SourceName>,
}

/// A file of claims, read; nothing is recorded.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    claims: Vec<Line>,
    /// Lines that cannot be used.
    pub failed: Vec<BadLine>,
    /// Members of the lines that are not used.
    pub unused: BTreeSet<String>,
}

#[derive(Clone, Debug)]
struct Line {
    key: String,
    document: Document,
    claim: Claim,
}

impl Batch {
    /// Reads a file of claims.
    pub fn read(bytes: &[u8], origin: &Origin) -> Self {
        let mut batch = Self::default();
        for (line, raw, read) in claim_lines(bytes) {
            let made = read.and_then(|read| {
                batch.unused.extend(read.other.keys().cloned());
                let made = Line::new(read, raw, origin);
                made.map_err(|reason| BadLine { line, reason })
            });
            match made {
                Ok(made) => batch.claims.push(made),
                Err(bad) => batch.failed.push(bad),
            }
        }
        batch
    }

    /// Returns how many claims it holds.
    pub fn len(&self) -> usize {
        self.claims.len()
    }

    /// Tells whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// Records the claims in one operation, all or none, and compares the new ones with what they
    /// could be about. `step` is called after each claim.
    pub fn record(
        self,
        store: &mut Store,
        session: &Session,
        mut step: impl FnMut(),
    ) -> Result<ImportSummary> {
        let mut summary = ImportSummary {
            recorded: 0,
            known: 0,
            failed: self.failed,
            unused: self.unused.into_iter().collect(),
            dry_run: session.is_dry_run(),
        };
        let mut reconciler = Reconciler::default();
        store.write(session, |writer| {
            for line in self.claims {
                let new = line.record(writer, &mut reconciler)?;
                *(if new { &mut summary.recorded } else { &mut summary.known }) += 1;
                step();
            }
            Ok::<_, Error>(())
        })?;
        Ok(summary)
    }
}

impl Line {
    /// Makes the claim of a line; else says why it is none.
    fn new(line: ClaimLine, raw: &[u8], origin: &Origin) -> std::result::Result<Self, String> {
        let text = line.text.replace("\r\n", "\n").replace('\r', "\n");
        within(&text, LONGEST, "text")?;
        for (name, label) in
            [("id", Some(&line.id)), ("title", line.title.as_ref()), ("url", line.url.as_ref())]
        {
            label.map_or(Ok(()), |label| within(label, LONGEST_LABEL, name))?;
        }
        let key = Some(line.id.trim()).filter(|key| !key.is_empty()).ok_or("its id is empty")?;
        let start = text.len() - text.trim_start().len();
        let words = CodePoints::of(&text).span(start..text.trim_end().len());
        let content = words.filter(|it| !it.text.is_empty()).ok_or("its text is empty")?;
        let quotation = words_in::quotation(&text, &content);
        let asserted_on = line.asserted_on.as_deref().map(day).transpose()?;
        let kind = line.kind.unwrap_or(SourceKind::Person);
        let chain = chain(origin, line.source.as_deref(), kind)?;
        let metadata = Metadata {
            outlet: origin.outlet.clone(),
            title: line.title.filter(|title| !title.trim().is_empty()),
            url: line.url.filter(|url| !url.trim().is_empty()),
            ..Metadata::default()
        };
        let capture = Capture { text, raw_sha256: ContentHash::of(raw), metadata };
        let document = Document::new(capture, origin.path.clone());
        let claim = Claim {
            document: document.id(),
            content: vec![content],
            chain,
            quotation,
            stance: Stance::Asserts,
            asserted_on,
            holds_on: None,
        };
        Ok(Self { key: key.to_owned(), document, claim })
    }

    /// Records the claim with its document and its key. Returns whether it is new.
    fn record(self, writer: &mut Writer<'_>, reconciler: &mut Reconciler) -> Result<bool> {
        let id = self.claim.id();
        writer.add_document(&self.document)?;
        let new = NewClaim { claim: self.claim, within: None, doubts: Vec::new(), by_hand: false };
        let new = writer.add_claim(&new)? != Added::Known;
        writer.add_key(id, &self.key)?;
        if new {
            let recorded = writer.view().claim(id)?;
            reconciler.add(writer, &[recorded])?;
        }
        Ok(new)
    }
}

fn within(text: &str, most: usize, name: &str) -> std::result::Result<(), String> {
    match text.chars().count() {
        found if found > most => {
            Err(format!("its {name} has {found} characters; at most {most} are read"))
        }
        _ => Ok(()),
    }
}

/// A date that means the same whenever it is read.
fn day(words: &str) -> std::result::Result<When, String> {
    dates::read_absolute(words).ok_or_else(|| {
        let shown: String = words.chars().take(60).collect();
        format!("its asserted_on '{shown}' is no date with a year, such as 2023-01-20 or 2023-01")
    })
}

/// The outlet, if it is known, and who is said to speak; nobody if neither is.
fn chain(
    origin: &Origin,
    source: Option<&str>,
    kind: SourceKind,
) -> std::result::Result<Vec<Link>, String> {
    let source = source.map(|name| SourceName::new(name).map_err(|bad| bad.to_string()));
    let source = source.transpose()?.filter(|name| origin.outlet.as_ref() != Some(name));
    let outlet = origin.outlet.clone().map(|name| (name, SourceKind::Outlet));
    let links = outlet.into_iter().chain(source.map(|name| (name, kind)));
    Ok(links.map(|(name, kind)| Link::of(Mention::named(name, kind))).collect())
}
