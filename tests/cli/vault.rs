//! Protected sources: what only the vault may know is in nothing else, whatever is run.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use super::desk::{Desk, Ran, verbs};

/// Who the port official is: words that stand nowhere else.
const IDENTITY: &str = "Ilsabet Quorndal\nSignal +99 5550142, night shift on the quay\n";
const SECRETS: [&str; 4] = ["Ilsabet", "Quorndal", "5550142", "night shift"];

const PASSPHRASE: &str = "lantern orchid gravel tuba\n";

const COURIER: &str = "The harbour wall at Vell is cracked, a port official said on Monday. \
    \u{201c}It moved 40 mm,\u{201d} Mayor Ana Orsk said.\n";
const POST: &str = "The harbour wall at Vell is cracked, a senior harbour officer said on Tuesday. \
    It moved 4 mm, Mayor Ana Orsk said.\n";

/// A desk with two articles on record and a protected source, and the vault's files outside of it.
struct Kept {
    desk: Desk,
    secrets: tempfile::TempDir,
    /// Everything that any run has printed.
    printed: Vec<String>,
}

impl Kept {
    fn new() -> Self {
        let secrets = tempfile::tempdir().expect("a temporary folder can be made");
        fs::write(secrets.path().join("who"), IDENTITY).expect("written");
        fs::write(secrets.path().join("words"), PASSPHRASE).expect("written");
        let mut kept = Self { desk: Desk::new(), secrets, printed: Vec::new() };
        kept.desk.file("run/.keep", "");
        kept.desk.file("a.txt", COURIER);
        kept.desk.file("b.txt", POST);
        let log = ["log", "a.txt", "--outlet", "Courier", "--published", "2024-03-05"];
        let _ = kept.run(&log).ok();
        let _ = kept.run(&["log", "b.txt", "--outlet", "Post", "--published", "2024-03-06"]).ok();
        kept
    }

    fn secret(&self, file: &str) -> String {
        self.secrets.path().join(file).display().to_string()
    }

    fn protect(&mut self, wording: &str) -> Ran {
        let (who, words) = (self.secret("who"), self.secret("words"));
        let files = ["--identity-file", &who, "--new-passphrase-file", &words];
        self.run(&[&["source", "protect", wording], &files[..]].concat())
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = self.desk.command(args);
        command.env("XDG_RUNTIME_DIR", self.desk.path().join("run"));
        command
    }

    fn run(&mut self, args: &[&str]) -> Ran {
        let done = self.command(args).stdin(Stdio::null()).output().expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let ran = Ran {
            out: text(&done.stdout),
            err: text(&done.stderr),
            code: done.status.code().expect("it was not killed"),
        };
        self.printed.push(format!("{args:?}\n{}\n{}", ran.out, ran.err));
        ran
    }

    /// The ids that a list prints first in each row.
    fn ids(&mut self, list: &str) -> Vec<String> {
        let rows = self.run(&[list, "--csv"]).ok();
        let ids = rows.lines().skip(1).filter_map(|row| row.split(',').next());
        ids.map(str::to_owned).collect()
    }
}

/// A secret in every writing in which it could slip out: lower-cased bytes to be looked for in
/// lower-cased bytes.
fn writings(secret: &str) -> Vec<Vec<u8>> {
    use base64::Engine;
    let base64 = |text: &[u8]| base64::engine::general_purpose::STANDARD.encode(text);
    let hex = |text: &[u8]| text.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        secret.encode_utf16().flat_map(bytes).map(|byte| byte.to_ascii_lowercase()).collect()
    };
    let mut all =
        vec![secret.to_lowercase().into_bytes(), utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)];
    all.extend([secret.to_owned(), secret.to_lowercase(), secret.to_uppercase()].iter().flat_map(
        |text| {
            // Base64 writes six bits at a time: what stands before shifts it, and only the characters
            // that have none of its neighbours' bits are sure. All of them are needed: four alone
            // stand by chance in many a signature.
            let shifted = (0..3).map(|shift| {
                let whole = base64(&[&vec![0; shift], text.as_bytes()].concat());
                let sure = (shift * 8).div_ceil(6)..(shift + text.len()) * 8 / 6;
                whole[sure].to_lowercase().into_bytes()
            });
            shifted.chain([hex(text.as_bytes()).into_bytes()]).collect::<Vec<_>>()
        },
    ));
    all.push(secret.replace(' ', "%20").to_lowercase().into_bytes());
    all.push(secret.chars().rev().collect::<String>().to_lowercase().into_bytes());
    all
}

fn leaks(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.to_ascii_lowercase();
    let stands = |writing: &Vec<u8>| memchr::memmem::find(&bytes, writing).is_some();
    static WRITINGS: LazyLock<[Vec<Vec<u8>>; 4]> = LazyLock::new(|| SECRETS.map(writings));
    let leaked = WRITINGS.iter().position(|writings| writings.iter().any(stands));
    leaked.map(|secret| SECRETS[secret].to_owned())
}

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// Nothing that was printed and no file at the desk has a secret in any writing.
#[track_caller]
fn assert_kept(kept: &Kept) {
    for printed in &kept.printed {
        assert_eq!(leaks(printed.as_bytes()), None, "printed by {printed}");
    }
    let mut all = Vec::new();
    files(kept.desk.path(), &mut all);
    assert!(all.len() > 4, "{all:?}");
    for path in all {
        assert_eq!(leaks(path.as_os_str().as_encoded_bytes()), None, "{}", path.display());
        assert_eq!(leaks(&fs::read(&path).expect("read")), None, "{}", path.display());
    }
}

#[test]
fn a_secret_is_seen_in_every_writing() {
    for writing in [
        "said ILSABET Q",
        "a2Jlb\u{e9} UXVvcm5kYWwK",
        "51756f726e64616c",
        "ladnrouq",
        "night%20shift",
    ] {
        assert!(leaks(writing.as_bytes()).is_some(), "{writing}");
    }
    assert!(SECRETS.iter().flat_map(|secret| writings(secret)).all(|writing| writing.len() > 6));
    for before in ["", "x", "xy"] {
        use base64::Engine;
        let written =
            base64::engine::general_purpose::STANDARD.encode(format!("{before}Quorndal!"));
        assert!(leaks(written.as_bytes()).is_some(), "{written}");
    }
    let wide: Vec<u8> = "x Quorndal".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(leaks(&wide).is_some());
    assert!(leaks(b"a port official said").is_none());
}

/// Each verb as it is used, in every form of output; `C`, `D`, `E` are claims, `O` a document, `R` a
/// relation.
const USES: &[&str] = &[
    "log a.txt --outlet Courier --published 2024-03-05 --report",
    "log b.txt --dry-run",
    "extract a.txt",
    "extract a.txt --ndjson",
    "review",
    "claim cracked --in a.txt --source Orsk --place 1",
    "claim moved --in a.txt --source Orsk",
    "accept C",
    "note C words",
    "who",
    "who wall",
    "claims",
    "sources",
    "documents",
    "relations",
    "relations --rejected",
    "show C",
    "show O",
    "show Courier",
    "show Orsk --weigh",
    "show C --canonical",
    "show official",
    "history official",
    "history C",
    "report",
    "report wall",
    "report --format html",
    "report --format markdown",
    "report --format json",
    "report --output report.html --format html",
    "contradictions",
    "trace C",
    "trace C --dot",
    "trace C --svg trace.svg",
    "why-independent C D",
    "compare cracked whole",
    "match cracked",
    "relate C corroborates D",
    "confirm R",
    "reject E",
    "edit D --stance denies",
    "source alias official officer",
    "source not-same official Orsk",
    "source party official Port",
    "source grade official B",
    "source describe official words",
    "source protect official --dry-run",
    "vault list",
    "vault audit",
    "vault open",
    "vault show official",
    "vault check a.txt",
    "vault rekey",
    "vault forget official",
    "vault close",
    "proposition name C wall",
    "proposition join C D",
    "proposition split C E",
    "retract E",
    "correct C D",
    "fallout C",
    "undo",
    "redo",
    "operations",
    "import lines.jsonl",
    "verify",
    "checkpoint",
    "checkpoint --public-key",
    "prove C",
    "prove --entry 1",
    "check-proof proof",
    "backup copy.db",
    "bundle whole.tar",
    "unbundle whole.tar",
    "bundle again.tar --json",
    "propose --model models/judge",
    "merge copy.db",
    "restore copy.db",
    "doctor",
    "completions bash",
    "man",
    "man pages",
];

#[test]
fn who_a_source_is_is_in_nothing_that_is_printed_or_written() {
    let mut kept = Kept::new();
    let _ = kept.protect("port official").ok();
    let words = kept.secret("words");
    let _ = kept.run(&["vault", "open", "--passphrase-file", &words]).ok();
    let claims = kept.ids("claims");
    let document = kept.ids("documents").remove(0);
    let relation = kept.ids("relations").remove(0);
    let proof = kept.run(&["prove", &claims[0]]).ok();
    kept.desk.file("proof", proof);
    kept.desk.file("models/judge/model.onnx", include_bytes!("../models/judge/model.onnx"));
    kept.desk.file("models/judge/tokenizer.json", include_str!("../models/judge/tokenizer.json"));
    kept.desk.file("models/judge/config.json", include_str!("../models/judge/config.json"));
    kept.desk.file("lines.jsonl", "{\"id\": 1, \"text\": \"The wall is cracked\"}\n");
    let mut used = BTreeSet::new();
    for line in USES {
        let place = |word| match word {
            "C" => claims[0].as_str(),
            "D" => claims[1].as_str(),
            "E" => claims[2].as_str(),
            "O" => document.as_str(),
            "R" => relation.as_str(),
            "official" => "port official",
            "officer" => "senior harbour officer",
            word => word,
        };
        let args: Vec<&str> = line.split(' ').map(place).collect();
        for format in [None, Some("--json"), Some("--ndjson"), Some("--csv"), Some("--tsv")] {
            let ran = kept.run(&[&args[..], format.as_slice()].concat());
            assert!(!ran.err.contains("panicked"), "{line}: {}", ran.err);
            if ran.code == 0 || ran.code == 3 {
                used.insert(args[0].to_owned());
            } else if format.is_some() {
                break;
            }
        }
    }
    let unused: Vec<_> = verbs().into_iter().filter(|verb| !used.contains(verb)).collect();
    assert!(unused.is_empty(), "no line of USES is a use of {unused:?}: add one");
    let mut complete = kept.command(&["--", "onrecord", "source", "alias", ""]);
    complete.env("COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", "3");
    let offered = String::from_utf8(complete.output().expect("it runs").stdout).expect("UTF-8");
    assert!(offered.contains("port official"), "{offered}");
    kept.printed.push(offered);
    assert_kept(&kept);
}

#[test]
fn the_command_on_record_has_neither_the_path_nor_the_options() {
    let mut kept = Kept::new();
    fs::rename(kept.secret("who"), kept.secret("Quorndal.txt")).expect("renamed");
    let (who, words) = (kept.secret("Quorndal.txt"), kept.secret("words"));
    let files = ["--identity-file", &who, "--new-passphrase-file", &words];
    let named = ["source", "protect", "port official", "--named-elsewhere"];
    let ran = kept.command(&[&named[..], &files].concat()).output().expect("it runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let operations = kept.run(&["operations", "--limit", "1", "--json"]).ok();
    assert!(operations.contains(r#""command":"source protect \"port official\"""#), "{operations}");
    let missing = kept.run(&["source", "protect", "Orsk", "--identity-file", "Quorndal.txt"]);
    assert_eq!(missing.code, 1);
    assert!(!missing.err.contains("Quorndal"), "{}", missing.err);
}

#[test]
fn a_name_that_is_on_record_is_refused_without_being_said() {
    let mut kept = Kept::new();
    kept.desk.file("c.txt", "Nobody was told, Ilsabet Quorndal said.\n");
    let _ = kept.run(&["log", "c.txt", "--outlet", "Courier"]).ok();
    kept.printed.clear();
    let refused = kept.protect("port official");
    assert_eq!(refused.code, 1);
    assert!(!kept.desk.path().join("record.db.keyring").exists(), "a vault was made for nothing");
    assert!(refused.err.contains("stands in the record already"), "{}", refused.err);
    assert!(
        refused.err.contains("document 1") && refused.err.contains("source 1"),
        "{}",
        refused.err
    );
    assert_eq!(kept.run(&["vault", "list", "--json"]).ok(), "[]\n");
    let (who, named) = (kept.secret("who"), "--named-elsewhere");
    let known = ["source", "protect", "port official", named, "--identity-file", &who];
    let words = kept.secret("words");
    let _ = kept.run(&[&known[..], &["--new-passphrase-file", &words]].concat()).ok();
    let audit = kept.run(&["vault", "audit", "--passphrase-file", &words]);
    assert_eq!(audit.code, 3, "{}", audit.err);
    assert!(audit.out.contains("the name stands in the record"), "{}", audit.out);
    for printed in &kept.printed {
        assert_eq!(leaks(printed.as_bytes()), None, "{printed}");
    }
}

#[test]
fn two_protected_wordings_of_one_person_count_once_when_the_owner_says_so() {
    let mut kept = Kept::new();
    let _ = kept.protect("port official").ok();
    let _ = kept.protect("senior harbour officer").ok();
    let words = kept.secret("words");
    let audit = kept.run(&["vault", "audit", "--passphrase-file", &words]).ok();
    assert!(audit.contains("one name"), "{audit}");
    let claims = kept.run(&["claims", "--text", "cracked", "--csv"]).ok();
    let cracked: Vec<_> = claims.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
    let [a, b] = cracked[..] else { panic!("{claims}") };
    let why = ["why-independent", a, b, "--json"];
    assert!(!kept.run(&why).ok().contains("shared origin found"));
    let _ = kept.run(&["source", "alias", "port official", "senior harbour officer"]).ok();
    assert!(kept.run(&why).ok().contains("shared origin found"));
    assert_kept(&kept);
}

#[test]
fn what_is_forgotten_leaves_a_record_that_verifies() {
    let mut kept = Kept::new();
    let _ = kept.protect("port official").ok();
    let words = kept.secret("words");
    let opening = ["vault", "show", "port official", "--opening", "--passphrase-file", &words];
    let json = kept.run(&opening).ok();
    kept.desk.file("opening.json", &json);
    assert!(kept.run(&["vault", "check", "opening.json"]).ok().contains("port official"));
    kept.desk.file("changed.json", json.replace("Quorndal", "Quorndahl"));
    assert_eq!(kept.run(&["vault", "check", "changed.json"]).code, 1);
    let sure = kept.run(&["vault", "forget", "port official"]);
    assert_eq!(sure.code, 2, "{}", sure.err);
    let _ = kept.run(&["vault", "forget", "port official", "--yes"]).ok();
    assert_eq!(kept.run(&opening).code, 1);
    assert!(kept.run(&["vault", "list"]).ok().contains("forgotten"));
    assert!(kept.run(&["verify"]).ok().contains("protections 1"));
    assert!(kept.run(&["vault", "check", "opening.json"]).ok().contains("opens"));
}

#[test]
fn the_record_needs_no_vault_and_the_vault_is_not_lost_with_the_wrong_words() {
    let mut kept = Kept::new();
    let _ = kept.protect("port official").ok();
    kept.desk.file("wrong", "lantern orchid gravel tubas\n");
    let before = fs::read(kept.desk.path().join("record.db.keyring")).expect("read");
    let wrong = kept.run(&["vault", "audit", "--passphrase-file", "wrong"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("does not open the vault"), "{}", wrong.err);
    assert_eq!(fs::read(kept.desk.path().join("record.db.keyring")).expect("read"), before);
    for file in ["record.db.vault", "record.db.keyring"] {
        fs::remove_file(kept.desk.path().join(file)).expect("removed");
    }
    assert!(kept.run(&["vault", "list"]).ok().contains("not in this vault"));
    assert!(kept.run(&["verify"]).ok().contains("no fault"));
    assert_eq!(kept.run(&["vault", "audit", "--passphrase-file", "wrong"]).code, 1);
    let again = kept.protect("port official");
    assert!(again.err.contains("is protected already"), "{}", again.err);
}

#[test]
fn without_a_terminal_nothing_is_asked_and_nobody_shown() {
    let mut kept = Kept::new();
    let _ = kept.protect("port official").ok();
    let asked = kept.run(&["vault", "audit"]);
    assert_eq!(asked.code, 2, "{}", asked.err);
    assert!(asked.err.contains("no terminal"), "{}", asked.err);
    let words = kept.secret("words");
    let shown = kept.run(&["vault", "show", "port official", "--passphrase-file", &words]);
    assert_eq!(shown.code, 2, "{}", shown.err);
    assert_kept(&kept);
}
