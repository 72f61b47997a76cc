//! What holds for any bytes. The fuzz targets call it, and `tests/any_text.rs` does so for the texts
//! that fuzzing left in `corpus` and for random ones.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use chrono::{Days, NaiveDate};
use onrecord::interchange::bundle::{Part, Writer};
use onrecord::ledger::{Authority, Checkpoint, Edge, Note, Proof, Signer, Stamp, Verifier, leaf};
use onrecord::model::{CodePoints, ContentHash, Document, Draft, Link, SourceName, Span, When};
use onrecord::ops::bundle::{open, write};
use onrecord::ops::merge::Other;
use onrecord::ops::{Error, check, ledger};
use onrecord::store::{Session, Store};
use onrecord::{dates, extract, read};

/// Reads `bytes` as a text file and looks at all drafts that are found in it.
pub(crate) fn of_extraction(bytes: &[u8]) {
    let name = if bytes.starts_with(b"---") { "any.md" } else { "any.txt" };
    let Ok(mut capture) = read::read(bytes, Some(name)) else { return };
    let published = capture.metadata.published_on.take();
    capture.metadata.published_on = published.or_else(|| "2024-05-07".parse().ok());
    capture.metadata.outlet = SourceName::new("Orland Courier").ok();
    let document = Document::new(capture, None);
    let drafts = extract::extract(&document);
    let text = CodePoints::of(document.text());
    let mut last = 0;
    for (nth, draft) in drafts.iter().enumerate() {
        assert_stands_in(&text, draft);
        assert_dates_are_read_back(draft);
        assert_nesting_ends(&drafts, nth);
        let first = draft.content.iter().map(|span| span.start).min().unwrap_or(last);
        assert!(last <= first, "draft {nth} stands before the one before it");
        last = first;
    }
}

/// All words of a draft stand in the text where it says so; its content is in order.
fn assert_stands_in(text: &CodePoints<'_>, draft: &Draft) {
    assert!(!draft.content.is_empty());
    for pair in draft.content.windows(2) {
        assert!(pair[0].end <= pair[1].start, "pieces overlap: {pair:?}");
    }
    let mentions = draft.chain.iter().map(|link| &link.source);
    let mentioned = mentions.flat_map(|mention| mention.words.iter().chain(&mention.anonymity));
    let cues = draft.chain.iter().filter_map(|link| link.cue.as_ref());
    let spans: Vec<&Span> =
        draft.content.iter().chain(&draft.when_words).chain(mentioned).chain(cues).collect();
    for span in spans {
        assert!(span.start < span.end && span.holds_in(text), "{span:?}");
    }
}

fn assert_dates_are_read_back(draft: &Draft) {
    let said = draft.chain.iter().filter_map(|link: &Link| link.asserted_on.as_ref());
    for when in said.chain(&draft.asserted_on).chain(&draft.holds_on) {
        assert_is_read_back(when);
    }
}

fn assert_nesting_ends(drafts: &[Draft], nth: usize) {
    let outer = std::iter::successors(Some(nth), |&at| drafts[at].within);
    assert!(outer.take(drafts.len() + 1).count() <= drafts.len(), "{nth} lies within itself");
}

/// Finds the dates of a text, its first four bytes being the day on which it was written.
pub(crate) fn of_dates(bytes: &[u8]) {
    let Some((day, text)) = bytes.split_first_chunk() else { return };
    let text = String::from_utf8_lossy(text);
    let first = NaiveDate::from_ymd_opt(0, 1, 1);
    let written = first.and_then(|day_0| {
        day_0.checked_add_days(Days::new(u64::from(u32::from_le_bytes(*day) % 4_000_000)))
    });
    of_dates_in(&text, written);
    if let Some(when) = written.and_then(|day| dates::read(&text, day)) {
        assert_is_read_back(&when);
    }
}

/// Finds the dates of a text that was written on a known or unknown day.
pub(crate) fn of_dates_in(text: &str, written: Option<NaiveDate>) {
    let mut last = 0;
    for found in dates::find(text, written) {
        assert!(last <= found.bytes.start && found.bytes.start < found.bytes.end);
        last = found.bytes.end;
        assert_eq!(text.get(found.bytes), found.when.words.as_deref());
        assert_is_read_back(&found.when);
    }
}

/// A date is in order, lies in the years that EDTF can write, and means the same when read again.
pub(crate) fn assert_is_read_back(when: &When) {
    let ends = [when.earliest(), when.latest()];
    if let [Some(from), Some(to)] = ends {
        assert!(from <= to, "{when:?}");
    }
    let again = when.edtf_text().parse::<When>().map(|again| again.edtf);
    assert_eq!(again.ok(), Some(when.edtf));
}

/// Reads `bytes` as everything that the ledger gives away. What is read is written as it was, and
/// proves nothing by itself.
pub(crate) fn of_ledger(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(note) = text.parse::<Note>() {
        assert_eq!(note.to_string(), text);
    }
    if let Ok(key) = text.parse::<Verifier>() {
        assert_eq!(key.to_string(), text);
    }
    if let Ok(checkpoint) = text.parse::<Checkpoint>() {
        assert!(text.starts_with(&checkpoint.to_string()));
    }
    if let Ok(signer) = Signer::from_pem(&text) {
        assert!(Signer::from_pem(&signer.to_pem()).is_ok());
    }
    if let Ok(proof) = text.parse::<Proof>() {
        assert_eq!(proof.to_string().parse(), Ok(proof.clone()));
        let somebody = Signer::from_seed([9; 32]).verifier(proof.key.name());
        assert!(proof.check(&somebody.expect("the name was one")).is_err());
        drop(proof.check(&proof.key));
    }
}

/// Reads `bytes` as a time stamp, and checks it as one of a note of which the corpus has stamps. What
/// is read is what was read, and an authority that nobody knows vouches for nothing.
pub(crate) fn of_stamp(bytes: &[u8]) {
    let Ok(stamp) = Stamp::from_der(bytes) else { return };
    assert_eq!(Stamp::from_der(stamp.as_der()).as_ref(), Ok(&stamp));
    let signer = Signer::from_seed([7; 32]);
    let origin = Checkpoint::origin_of(ContentHash::of(b"first"));
    let checkpoint = Checkpoint { origin, size: 3, root: ContentHash::of(b"root") };
    let note = checkpoint.sign(&signer).expect("the origin can be a name");
    drop(stamp.check(&note, None));
    let stranger =
        Authority::from_pem(include_bytes!("corpus/stranger.pem")).expect("a certificate");
    assert!(stamp.check(&note, Some(&stranger)).is_err());
}

/// Parts the parts of a bundle in the corpus: entries, subjects, links, then texts.
const PART: u8 = 0x1e;

/// Reads `bytes` as a bundle, and then as the parts of one that was signed and summed up as it should
/// be, so that nothing but what the entries say is left to refuse.
pub(crate) fn of_bundle(bytes: &[u8]) {
    drop(taken(bytes));
    let signer = Signer::from_seed([7; 32]);
    let Some((other, checkpoint)) = taken_from_parts(bytes, &signer) else { return };
    let mut store = Store::in_memory().expect("a store in memory");
    let session = Session::new("Mara", chrono::DateTime::UNIX_EPOCH, "unbundle");
    let merged = other.merge(&mut store, &session, || ()).expect("what is sound can be merged");
    assert_eq!(merged.ledger, checkpoint);
    assert_eq!(check::verify(&store, None).expect("it can be read").faults, []);
    let size = store.entries().expect("it can be read");
    other.merge(&mut store, &session, || ()).expect("again");
    assert_eq!(store.entries().expect("it can be read"), size, "there was something new");
    let signed = ledger::checkpoint(&mut store, &signer).expect("there is something to sign");
    let (again, ..) = write(&store, &signed, Cursor::new(Vec::new()), || ()).expect("written");
    assert!(taken(&again.into_inner()).is_some(), "what was written is not read");
}

/// What is taken from the parts of a bundle when it is signed and summed up.
pub(crate) fn taken_from_parts(bytes: &[u8], signer: &Signer) -> Option<(Other, Checkpoint)> {
    let (bundle, checkpoint) = signed_and_summed(bytes, signer)?;
    Some((taken(&bundle)?, checkpoint))
}

/// What a bundle is taken for; `None` if it is refused as one.
fn taken(bundle: &[u8]) -> Option<Other> {
    match open(Cursor::new(bundle), None, |_| ()) {
        Ok(other) => Some(other),
        Err(Error::Bundle(_) | Error::Unsound(_) | Error::NothingTo(_)) => None,
        Err(error) => panic!("{error}"),
    }
}

fn signed_and_summed(bytes: &[u8], signer: &Signer) -> Option<(Vec<u8>, Checkpoint)> {
    let mut parts = bytes.split(|byte| *byte == PART);
    let (entries, subjects, links) = (parts.next()?, parts.next()?, parts.next()?);
    let lines = entries.split_inclusive(|byte| *byte == b'\n');
    let leaves: Vec<_> = lines.map(|line| leaf(line.strip_suffix(b"\n").unwrap_or(line))).collect();
    let edge: Edge = leaves.iter().copied().collect();
    let origin = Checkpoint::origin_of(*leaves.first()?);
    let checkpoint = Checkpoint { origin, size: edge.size(), root: edge.root() };
    let note = checkpoint.sign(signer).expect("the origin can be a name").to_string();
    let key = format!("{}\n", signer.verifier(&checkpoint.origin).expect("a name"));
    let mut writer = Writer::new(Cursor::new(Vec::new())).expect("written to memory");
    for (part, bytes) in [
        (Part::Checkpoint, note.as_bytes()),
        (Part::Key, key.as_bytes()),
        (Part::Entries, entries),
        (Part::Subjects, subjects),
        (Part::Links, links),
    ] {
        writer.part(part, |member| member.write_all(bytes)).expect("written to memory");
    }
    let texts: BTreeMap<_, _> =
        parts.map(|text| (ContentHash::of(text), String::from_utf8_lossy(text))).collect();
    for (sha256, text) in texts {
        writer.text(sha256, &text).expect("written to memory");
    }
    Some((writer.finish().expect("written to memory").0.into_inner(), checkpoint))
}
