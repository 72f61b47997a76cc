//! The walls of the house (docs/architecture.md): who may know whom, and which room an outside
//! crate lives in. Reads the source, so a broken wall fails here and not in a review.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("words", &[]),
    ("dates", &["model", "words"]),
    ("read", &["model", "dates"]),
    ("extract", &["model", "dates", "words"]),
    ("compare", &["model", "dates", "words"]),
    ("origin", &["model", "words"]),
    ("report", &["model", "origin"]),
    ("interchange", &["model", "words"]),
    ("ledger", &["model"]),
    ("vault", &["model"]),
    ("neural", &["model"]),
    ("store", &["model", "ledger"]),
    (
        "ops",
        &[
            "model",
            "dates",
            "words",
            "read",
            "extract",
            "compare",
            "origin",
            "report",
            "interchange",
            "ledger",
            "neural",
            "store",
            "vault",
        ],
    ),
    ("cli", &["model", "ledger", "neural", "interchange", "report", "store", "vault", "ops"]),
];

/// Each outside crate that has a room of its own, and that room.
const CRATES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("comfy_table", &["cli"]),
    ("indicatif", &["cli"]),
    ("terminal_size", &["cli"]),
    ("anstream", &["cli"]),
    ("etcetera", &["cli"]),
    ("csv", &["interchange"]),
    ("sha2", &["model"]),
    ("ed25519_dalek", &["ledger"]),
    ("base64", &["ledger"]),
    ("cms", &["ledger"]),
    ("der", &["ledger"]),
    ("ring", &["ledger"]),
    ("rustls_pki_types", &["ledger"]),
    ("webpki", &["ledger"]),
    ("x509_cert", &["ledger"]),
    ("getrandom", &["cli", "vault"]),
    ("age", &["vault"]),
    ("zeroize", &["vault", "cli"]),
    ("console", &["cli"]),
    ("rustix", &["cli"]),
    ("serde_json_canonicalizer", &["model"]),
    ("dom_query", &["read"]),
    ("dom_smoothie", &["read"]),
    ("encoding_rs", &["read"]),
    ("serde_saphyr", &["read"]),
    ("rust_stemmers", &["words"]),
    ("unicode_security", &["ops"]),
    ("rten", &["neural"]),
    ("rten_tensor", &["neural"]),
    ("tokenizers", &["neural"]),
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the source folder can be listed") {
        let path = entry.expect("an entry of the source folder can be read").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The source files with the room each stands in.
fn files_by_room() -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let room = |path: &Path| {
        let inside = path.strip_prefix(&src).expect("the file lies under src");
        let first = inside.components().next().expect("a file has a name");
        first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
    };
    files
        .into_iter()
        .filter(|path| path.parent() != Some(&src))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source file can be read");
            (room(&path), path, text)
        })
        .collect()
}

/// The first names behind every `PREFIX::` in `code`, those inside braces included.
fn names_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let ident = |text: &str| -> String {
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let glued = code[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            _ if glued => {}
            Some(list) => names.extend(top_level(list).into_iter().map(ident)),
            None => drop(names.insert(ident(rest))),
        }
    }
    names
}

/// The items of a brace list, up to its closing brace, split at the commas of its own level.
fn top_level(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut items) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(list[start..at].trim());
                return items;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    items
}

fn without_comments(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn rooms_use_only_the_rooms_below_them() {
    let files = files_by_room();
    assert!(files.len() > 20, "found only {} source files", files.len());
    let mut breaches = Vec::new();
    for (room, path, text) in &files {
        let (_, allowed) = ROOMS
            .iter()
            .find(|(name, _)| name == room)
            .unwrap_or_else(|| panic!("'{room}' is no room of docs/architecture.md"));
        let code = without_comments(text);
        let mut used = names_after(&code, "crate::");
        used.extend(names_after(&code, "onrecord::"));
        for other in used.iter().filter(|name| ROOMS.iter().any(|(room, _)| room == name)) {
            if other != room && !allowed.contains(&other.as_str()) {
                breaches.push(format!("{}: {room} uses {other}", path.display()));
            }
        }
    }
    assert!(breaches.is_empty(), "broken walls:\n{}", breaches.join("\n"));
}

#[test]
fn each_outside_crate_has_one_room() {
    let mut breaches = Vec::new();
    for (room, path, text) in files_by_room() {
        let code = without_comments(&text);
        for (name, rooms) in CRATES {
            let uses = !names_after(&code, &format!("{name}::")).is_empty();
            if uses && !rooms.contains(&room.as_str()) {
                breaches.push(format!("{}: {name} lives in {}", path.display(), rooms.join(", ")));
            }
        }
    }
    assert!(breaches.is_empty(), "crates out of their rooms:\n{}", breaches.join("\n"));
}

#[test]
fn only_ops_calls_the_store() {
    let calls = |code: &str| code.contains("store.at(") || code.contains("store.write(");
    let callers: Vec<_> = files_by_room()
        .into_iter()
        .filter(|(room, _, text)| room == "cli" && calls(text))
        .map(|(_, path, _)| path.display().to_string())
        .collect();
    assert!(callers.is_empty(), "cli goes round ops: {callers:?}");
}

/// Who a protected source is comes out of the vault in one place, and is written in none.
#[test]
fn only_one_place_reveals_an_identity() {
    let mut places = Vec::new();
    for (room, path, text) in files_by_room().into_iter().filter(|(room, ..)| room != "vault") {
        let calls = text.matches(".reveal(").count();
        places.extend((calls > 0).then(|| (room, path.ends_with("cli/vault.rs"), calls)));
    }
    assert_eq!(places, [("cli".to_owned(), true, 1)]);
}

#[test]
fn the_map_in_the_docs_names_every_room() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md");
    let page = fs::read_to_string(page).expect("docs/architecture.md can be read");
    for (room, _) in ROOMS {
        assert!(page.contains(&format!("`{room}`")), "docs/architecture.md does not name {room}");
    }
}

#[test]
fn names_behind_a_path_are_read_with_braces_and_nesting() {
    let code = "use crate::{dates, model::{Claim, When}};\ncrate::words::stem(); mycrate::read";
    let names: Vec<_> = names_after(code, "crate::").into_iter().collect();
    assert_eq!(names, ["dates", "model", "words"]);
}
