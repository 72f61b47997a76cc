//! A record in one file: what is taken out of it is what was put in, and whatever is changed in it is
//! found, whether or not the sums in it were put right.

use std::io::Cursor;

use onrecord::interchange::bundle::{Part, Writer};
use onrecord::ledger::Signer;
use onrecord::model::ContentHash;
use onrecord::ops::bundle::{bundle, open, write};
use onrecord::ops::merge::Merged;
use onrecord::ops::{Error, check, ledger};
use onrecord::store::{self, Session, Store};
use proptest::prelude::*;

use crate::fixture::{everything, signer, store_with_story};
use crate::merging::{LATE, a_history, after, answers_now, copy, facts, merged, record, same};

const FOLDER: &str = "onrecord-bundle-1/";

fn bundled(store: &mut Store) -> Vec<u8> {
    let signed = ledger::checkpoint(store, &signer()).unwrap();
    let (out, _, size) = write(store, &signed, Cursor::new(Vec::new()), || ()).unwrap();
    let bytes = out.into_inner();
    assert_eq!(bytes.len() as u64, size);
    bytes
}

/// The record with everything that can be in one, in a bundle; made but once.
fn of_everything() -> Vec<u8> {
    static BYTES: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.db");
        drop(everything(&path));
        bundled(&mut Store::open(&path).unwrap())
    });
    BYTES.clone()
}

fn unbundle(into: &mut Store, bytes: &[u8]) -> Result<Merged, Error> {
    let session = Session::new("Mara", after(LATE), "merge");
    open(Cursor::new(bytes), None, |_| ())?.merge(into, &session, || ())
}

/// What is said of a bundle that is refused, before there is a record to take it into.
#[track_caller]
fn refused(bytes: &[u8]) -> String {
    match open(Cursor::new(bytes), None, |_| ()) {
        Err(Error::Unsound(faults)) => {
            let told = faults.iter().map(|it| format!("{}: {}", it.place, it.problem));
            told.collect::<Vec<_>>().join("; ")
        }
        Err(Error::Bundle(error)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

/// A member of an archive: its name in the folder, and its bytes.
type Member = (String, Vec<u8>);

fn members(bytes: &[u8]) -> Vec<Member> {
    let (mut at, mut found) = (0, Vec::new());
    while bytes[at] != 0 {
        let name = bytes[at..at + 100].split(|byte| *byte == 0).next().unwrap();
        let name = std::str::from_utf8(name).unwrap().strip_prefix(FOLDER).unwrap().to_owned();
        let size = std::str::from_utf8(&bytes[at + 124..at + 135]).unwrap();
        let size = usize::from_str_radix(size, 8).unwrap();
        found.push((name, bytes[at + 512..at + 512 + size].to_vec()));
        at += 512 + size.next_multiple_of(512);
    }
    found
}

/// A header with another name, size or type, and its checksum put right.
fn header(name: &str, size: usize, kind: u8) -> Vec<u8> {
    let mut block = of_everything()[..512].to_vec();
    block[..100].fill(0);
    block[..name.len()].copy_from_slice(name.as_bytes());
    block[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    block[156] = kind;
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

/// An archive of any members, of which nothing is checked.
fn archive(members: &[Member]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, content) in members {
        bytes.extend(header(&format!("{FOLDER}{name}"), content.len(), b'0'));
        bytes.extend(content);
        bytes.resize(bytes.len().next_multiple_of(512), 0);
    }
    bytes.extend([0; 1024]);
    bytes
}

/// The same with the sums put right, as somebody would who changed it on purpose.
fn put_right(members: &[Member]) -> Vec<u8> {
    let part = |name: &str| &members.iter().find(|(found, _)| found == name).unwrap().1;
    let mut writer = Writer::new(Cursor::new(Vec::new())).unwrap();
    for it in [Part::Checkpoint, Part::Key, Part::Entries, Part::Subjects, Part::Links] {
        let bytes = part(it.name());
        writer.part(it, |out| std::io::Write::write_all(out, bytes)).unwrap();
    }
    let mut texts: Vec<_> = members
        .iter()
        .filter(|(name, _)| name.starts_with("texts/"))
        .map(|(_, text)| (ContentHash::of(text), String::from_utf8_lossy(text).into_owned()))
        .collect();
    texts.sort();
    texts.iter().for_each(|(sha256, text)| writer.text(*sha256, text).unwrap());
    writer.finish().unwrap().0.into_inner()
}

fn with(name: &str, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut all = members(&of_everything());
    let found = all.iter_mut().find(|(found, _)| found.starts_with(name)).unwrap();
    change(&mut found.1);
    put_right(&all)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn unbundled_is_as_if_merged(together in a_history(), a in a_history(), b in a_history()) {
        let (a, mut b) = (record(&together, "Ana", &a), record(&together, "Ben", &b));
        if b.entries().unwrap() > 0 {
            let bytes = bundled(&mut b);
            let mut both = copy(&a);
            unbundle(&mut both, &bytes).unwrap();
            same(&both, &merged(&a, &b));
            prop_assert_eq!(check::verify(&both, None).unwrap().faults, []);
            // once more, there is nothing new
            let size = both.entries().unwrap();
            unbundle(&mut both, &bytes).unwrap();
            prop_assert_eq!(both.entries().unwrap(), size);
        }
    }
}

#[test]
fn a_record_with_everything_comes_out_as_it_went_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    drop(everything(&path));
    let mut store = Store::open(&path).unwrap();
    let bytes = bundled(&mut store);
    let (mut other, mut by_merge) = (Store::in_memory().unwrap(), Store::in_memory().unwrap());
    let signed = ledger::checkpoint(&mut store, &signer()).unwrap();
    let told = unbundle(&mut other, &bytes).unwrap();
    assert_eq!(told.ledger, signed.checkpoint);
    assert!(facts(&store).is_subset(&facts(&other)));
    by_merge = merged(&by_merge, &store);
    same(&other, &by_merge);
    assert_eq!(answers_now(&other), answers_now(&by_merge));
    // what it came from is on record: the checkpoint, and the key that signed it
    let view = other.at(None).unwrap();
    let size = other.entries().unwrap();
    let merge = (1..=size)
        .map(|number| view.place(number, size).unwrap().entry)
        .find(|entry| entry.contains(&signed.checkpoint.root.to_string()));
    assert!(merge.unwrap().contains(&signed.key.to_string()));
}

#[test]
fn one_record_gives_the_same_bytes_and_its_parts_can_be_checked_with_nothing_else() {
    let (mut store, _) = store_with_story();
    let bytes = bundled(&mut store);
    assert_eq!(bundled(&mut copy(&store)), bytes);
    let members = members(&bytes);
    let (sums, others) = members.split_last().unwrap();
    let lines: String = others
        .iter()
        .map(|(name, bytes)| format!("{}  {name}\n", ContentHash::of(bytes)))
        .collect();
    assert_eq!(String::from_utf8_lossy(&sums.1), lines);
    let entries = String::from_utf8_lossy(&members[3].1).into_owned();
    let view = store.at(None).unwrap();
    for (number, line) in (1..).zip(entries.lines()) {
        assert_eq!(view.place(number, store.entries().unwrap()).unwrap().entry, line);
    }
}

#[test]
fn a_bundle_is_written_whole_and_over_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, _) = store_with_story();
    let path = folder.path().join("it.tar");
    let told = bundle(&mut store, &signer(), &path, || ()).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), bundled(&mut store));
    assert_eq!((told.texts, told.checkpoint.size), (1, store.entries().unwrap()));
    let again = bundle(&mut store, &signer(), &path, || ());
    assert!(matches!(again, Err(Error::Store(store::Error::Exists { .. }))), "{again:?}");
    let names = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 1);
    let nothing = bundle(&mut Store::in_memory().unwrap(), &signer(), &path.join("x"), || ());
    assert!(nothing.is_err());
}

#[test]
fn the_key_that_is_asked_for_must_have_signed_it() {
    let bytes = of_everything();
    let checkpoint = String::from_utf8(members(&bytes)[1].1.clone()).unwrap();
    let origin = checkpoint.lines().next().unwrap();
    let own = signer().verifier(origin).unwrap();
    assert!(open(Cursor::new(&bytes), Some(&own), |_| ()).is_ok());
    let other = Signer::from_seed([9; 32]).verifier(origin).unwrap();
    assert!(matches!(open(Cursor::new(&bytes), Some(&other), |_| ()), Err(Error::Unsound(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_byte_can_be_changed(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut bytes = of_everything();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        refused(&bytes);
    }

    #[test]
    fn a_cut_or_longer_file_is_refused(at in any::<prop::sample::Index>(), more in 1_usize..2_000) {
        let mut bytes = of_everything();
        let at = at.index(bytes.len());
        refused(&bytes[..at]);
        bytes.resize(bytes.len() + more, 0);
        refused(&bytes);
    }

    #[test]
    fn what_is_signed_cannot_be_changed_though_the_sums_are_put_right(
        part in prop::sample::select(vec!["checkpoint", "key", "entries", "subjects", "texts/"]),
        at in any::<prop::sample::Index>(), bit in 0_u8..7,
    ) {
        refused(&with(part, |bytes| {
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }));
    }

    /// The links are signed by nobody (docs/formats.md): what is taken must be one at least.
    #[test]
    fn changed_links_are_refused_or_harmless(at in any::<prop::sample::Index>(), bit in 0_u8..7) {
        let bytes = with("links", |bytes| {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] ^= 1 << bit;
            }
        });
        let mut store = Store::in_memory().unwrap();
        if unbundle(&mut store, &bytes).is_ok() {
            prop_assert_eq!(check::verify(&store, None).unwrap().faults, []);
        }
    }
}

fn lines_of(bytes: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect()
}

fn set_lines(bytes: &mut Vec<u8>, lines: &[String]) {
    *bytes = lines.iter().flat_map(|line| [line.as_bytes(), b"\n"].concat()).collect();
}

#[test]
fn lines_that_are_lost_moved_doubled_or_signed_by_nobody_are_named() {
    type Change = fn(&mut Vec<String>);
    let changes: [(&str, Change, &str); 8] = [
        ("entries", |lines| drop(lines.pop()), "checkpoint.txt: it is not of the entries"),
        ("entries", |lines| lines.swap(1, 2), "subjects.jsonl, line 1"),
        ("entries", |lines| lines.insert(1, lines[0].clone()), "entries.jsonl, line 2"),
        ("entries", |lines| drop(lines.remove(0)), "its operation was not told before it"),
        ("entries", |lines| lines.push("{}".to_owned()), "it is no entry"),
        ("subjects", |lines| drop(lines.pop()), "it has too few lines"),
        ("subjects", |lines| lines.push(lines[0].clone()), "no entry names it"),
        ("links", |lines| lines.push("{}".to_owned()), "links.jsonl"),
    ];
    for (part, change, expected) in changes {
        let said = refused(&with(part, |bytes| {
            let mut lines = lines_of(bytes);
            change(&mut lines);
            set_lines(bytes, &lines);
        }));
        assert!(said.contains(expected), "{part}: {said}");
    }
    let said = refused(&with("entries", |bytes| bytes.truncate(bytes.len() - 1)));
    assert!(said.contains("it does not end"), "{said}");
    let mut more = members(&of_everything());
    more.push(("texts/".to_owned(), b"of nobody".to_vec()));
    let said = refused(&put_right(&more));
    assert!(said.contains("it is the text of no document"), "{said}");
    let mut fewer = members(&of_everything());
    fewer.retain(|(name, _)| !name.starts_with("texts/"));
    assert!(refused(&put_right(&fewer)).contains("is not there"));
}

#[test]
fn names_sizes_and_kinds_of_members_are_those_of_a_bundle() {
    let all = members(&of_everything());
    assert_eq!(archive(&all), of_everything());
    for name in ["../x", "/etc/passwd", "texts/../../x", "x", "README.txt", "texts/x.txt", ""] {
        let mut with = all.clone();
        with.insert(6, (name.to_owned(), b"text".to_vec()));
        let said = refused(&archive(&with));
        assert!(said.contains("should be"), "{name}: {said}");
    }
    for at in 0..all.len() {
        let mut lost = all.clone();
        let (name, _) = lost.remove(at);
        refused(&archive(&lost));
        let mut twice = all.clone();
        twice.insert(at, all[at].clone());
        refused(&archive(&twice));
        let mut moved = all.clone();
        moved.swap(at, (at + 1) % all.len());
        refused(&archive(&moved));
        assert!(!name.is_empty());
    }
    let first = format!("{FOLDER}README.txt");
    let rest = &of_everything()[512..];
    for kind in [b'1', b'2', b'3', b'5', b'L', b'x', 0] {
        let said = refused(&[&header(&first, 1_460, kind), rest].concat());
        assert!(said.contains("the header is not written as in a bundle"), "{said}");
    }
    for size in [0, 1, 1_459, 1_973, 0o77_777_777_777] {
        refused(&[&header(&first, size, b'0'), rest].concat());
    }
    let outside = [&header("../README.txt", 4, b'0')[..], b"text"].concat();
    assert!(refused(&outside).contains("does not begin as one"));
}

#[test]
fn other_files_are_told_apart() {
    let tar = {
        let mut bytes = header("some/other/file", 0, b'0');
        bytes.extend([0; 1024]);
        bytes
    };
    let cases: [(&[u8], &str); 8] = [
        (b"", "it is empty"),
        (b"\x1f\x8b\x08\x00 whatever", "it is compressed"),
        (b"\x28\xb5\x2f\xfd whatever", "it is compressed"),
        (b"SQLite format 3\0 and so on", "it is a database"),
        (b"some text", "it does not begin as one"),
        (b"onrecord-bundle-2/README.txt", "of a form that this program does not know"),
        (b"onrecord-bundle-1/README.txt", "it was cut off"),
        (&tar, "it does not begin as one"),
    ];
    for (bytes, expected) in cases {
        let said = refused(bytes);
        assert!(said.contains(expected), "{said}");
    }
}
