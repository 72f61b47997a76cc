//! Verifies a proof of `onrecord prove` without onrecord: only SHA-256, Ed25519, base64, JSON and the
//! written format (docs/formats.md, "The ledger").
//!
//! ```text
//! onrecord prove ID > claim.tlog-proof
//! cargo run --example verify_elsewhere -- claim.tlog-proof [KEY]
//! ```
//!
//! KEY is the public key of whoever signed it; without it, the one that the proof itself names.
//! Without arguments it makes a record, proves a claim of it, and verifies the proof.

use std::env;
use std::error::Error;
use std::fs;
use std::process::ExitCode;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::Value;
use sha2::{Digest, Sha256};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(parts.concat()).into()
}

/// The root that a leaf and its path lead to (RFC 6962).
fn root(entry: &str, (mut index, size): (u64, u64), path: &[Vec<u8>]) -> Outcome<[u8; 32]> {
    let (mut last, mut path) = (size.checked_sub(1).ok_or("an empty ledger")?, path.iter());
    let mut node = sha256(&[&[0], entry.as_bytes()]);
    while last > 0 {
        if index % 2 == 1 {
            node = sha256(&[&[1], path.next().ok_or("the path is too short")?, &node]);
        } else if index < last {
            node = sha256(&[&[1], &node, path.next().ok_or("the path is too short")?]);
        }
        (index, last) = (index / 2, last / 2);
    }
    if index > 0 || path.next().is_some() {
        return Err("the path is of another length".into());
    }
    Ok(node)
}

/// Checks that a note's text was signed with a key (NAME+KEYID+BASE64).
fn check_signature(text: &str, signatures: &str, key: &str) -> Outcome<()> {
    let mut parts = key.splitn(3, '+');
    let (Some(name), Some(_), Some(public)) = (parts.next(), parts.next(), parts.next()) else {
        return Err("not a key".into());
    };
    let public = BASE64.decode(public)?;
    let id = sha256(&[name.as_bytes(), b"\n", &public]);
    let (kind, bytes) = public.split_first().ok_or("no key")?;
    let verifier = VerifyingKey::from_bytes(bytes.try_into()?)?;
    for line in signatures.lines() {
        let Some(code) = line.strip_prefix(&format!("\u{2014} {name} ")) else { continue };
        let bytes = BASE64.decode(code)?;
        if *kind == 1 && bytes.len() == 68 && bytes[..4] == id[..4] {
            let signature = Signature::from_slice(&bytes[4..])?;
            return Ok(verifier.verify_strict(text.as_bytes(), &signature)?);
        }
    }
    Err("not signed with that key".into())
}

/// Verifies a proof; returns what it proves.
fn verify(proof: &str, key: Option<&str>) -> Outcome<String> {
    let (head, checkpoint) = proof.split_once("\n\n").ok_or("no empty line")?;
    let lines: Vec<&str> = head.lines().collect();
    let ["c2sp.org/tlog-proof@v1", extra, index, path @ ..] = &lines[..] else {
        return Err("not a proof".into());
    };
    let extra = BASE64.decode(extra.strip_prefix("extra ").ok_or("no extra data")?)?;
    let extra: Value = serde_json::from_slice(&extra)?;
    let index = index.strip_prefix("index ").ok_or("no index")?.parse()?;
    let path = path.iter().map(|line| BASE64.decode(line)).collect::<Result<Vec<_>, _>>()?;
    let (text, signatures) = checkpoint.rsplit_once("\n\n").ok_or("no checkpoint")?;
    let named = extra["key"].as_str().ok_or("no key")?;
    check_signature(&format!("{text}\n"), signatures, key.unwrap_or(named))?;
    let mut body = text.lines().skip(1);
    let size = body.next().ok_or("no size")?.parse()?;
    let signed = BASE64.decode(body.next().ok_or("no root")?)?;
    let entry = extra["entry"].as_str().ok_or("no entry")?;
    if root(entry, (index, size), &path)?[..] != signed[..] {
        return Err("the path does not lead to the root".into());
    }
    let subject = extra["subject"].as_str();
    if let Some(subject) = subject {
        let entry: Value = serde_json::from_str(entry)?;
        let id = entry["fact"][entry["type"].as_str().ok_or("no type")?].as_str();
        let found: String =
            sha256(&[subject.as_bytes()]).iter().map(|b| format!("{b:02x}")).collect();
        if id != Some(&found) {
            return Err("the entry names something else".into());
        }
    }
    Ok(format!("entry {} of {size}: {}", index + 1, subject.unwrap_or(entry)))
}

/// A proof to try it with, made by onrecord.
fn own_proof() -> Outcome<String> {
    use onrecord::ledger::Signer;
    use onrecord::ops::{ledger, log};
    use onrecord::{extract::extract, model::Document, read::read, store};

    let capture = read(b"The bridge is shut, Mayor Ana Orsk said.", Some("note.txt"))?;
    let document = Document::new(capture, None);
    let mut store = store::Store::in_memory()?;
    let session = store::Session::new("Mara", "2024-05-14T12:00:00Z".parse()?, "example");
    let logged = log::log(&mut store, &session, &document, &extract(&document))?;
    let claim = onrecord::ops::resolve::Thing::Claim(logged.new[0]);
    let wanted = ledger::Wanted::Thing(claim);
    Ok(ledger::prove(&mut store, &Signer::from_seed([7; 32]), wanted)?.to_string())
}

fn run() -> Outcome<String> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match &arguments[..] {
        [] => verify(&own_proof()?, None),
        [path] => verify(&fs::read_to_string(path)?, None),
        [path, key] => verify(&fs::read_to_string(path)?, Some(key)),
        _ => Err("usage: verify_elsewhere [PROOF [KEY]]".into()),
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(proven) => {
            println!("proven: {proven}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("verify_elsewhere: {error}");
            ExitCode::FAILURE
        }
    }
}
