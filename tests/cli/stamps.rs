//! Time stamps of checkpoints, with `openssl ts` as the authority, and as the one who checks.

use std::fs;
use std::process::Command;

use super::desk::{Desk, Ran};
use super::tamper::{columns, flipped, places, raw};

const ARTICLE: &str = "The wall is safe, harbour master Ana Orsk said on Monday.\n";

const CONFIG: &str = "
[tsa]
default_tsa = own
[own]
serial = ./serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = HASH
ess_cert_id_chain = no
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:true
[stamps]
basicConstraints = CA:false
extendedKeyUsage = critical, timeStamping
[servers]
basicConstraints = CA:false
extendedKeyUsage = critical, serverAuth
[both]
basicConstraints = CA:false
extendedKeyUsage = critical, timeStamping, serverAuth
";

/// Runs openssl at the desk, which must succeed.
fn openssl(desk: &Desk, line: &str) {
    let done = Command::new("openssl").args(line.split(' ')).current_dir(desk.path()).output();
    let done = done.unwrap_or_else(|why| {
        panic!("these tests need openssl ({why}): install it, such as: apt-get install openssl")
    });
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "openssl {line}\n{said}");
}

/// A desk with an article on record, its checkpoint, and an authority of its own.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("a.txt", ARTICLE);
    desk.file("tsa.cnf", CONFIG.replace("HASH", "sha256"));
    desk.file("serial", "01\n");
    let _ = desk.run(&["log", "a.txt", "--outlet", "Courier"]).ok();
    desk.file("note", desk.run(&["checkpoint"]).ok());
    root(&desk, "ca", "ec:prime256v1");
    desk
}

/// The words that make a key of a kind: `rsa:2048`, `ec:secp384r1`, `ed25519`.
fn key(desk: &Desk, name: &str, kind: &str) {
    let (algorithm, option) = match kind.split_once(':') {
        Some(("ec", curve)) => ("EC", format!(" -pkeyopt ec_paramgen_curve:{curve}")),
        Some(("rsa", bits)) => ("RSA", format!(" -pkeyopt rsa_keygen_bits:{bits}")),
        _ => (kind, String::new()),
    };
    openssl(desk, &format!("genpkey -algorithm {algorithm}{option} -out {name}.key"));
}

fn root(desk: &Desk, name: &str, kind: &str) {
    key(desk, name, kind);
    openssl(
        desk,
        &format!(
            "req -x509 -config tsa.cnf -extensions root -key {name}.key -subj /CN={name} -days 3650 -out {name}.pem"
        ),
    );
}

/// A certificate of the authority `ca` for `purpose`, valid for so many days from now.
fn certificate(desk: &Desk, name: &str, kind: &str, (purpose, days): (&str, i32)) {
    key(desk, name, kind);
    openssl(
        desk,
        &format!(
            "req -new -config tsa.cnf -key {name}.key -subj /O=Vell/CN={name} -out {name}.csr"
        ),
    );
    openssl(
        desk,
        &format!(
            "x509 -req -in {name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile tsa.cnf -extensions {purpose} -days {days} -out {name}.pem"
        ),
    );
}

fn reply(desk: &Desk, signer: &str) {
    openssl(
        desk,
        &format!(
            "ts -reply -config tsa.cnf -queryfile note.tsq -signer {signer}.pem -inkey {signer}.key -out note.tsr"
        ),
    );
}

/// Asks for a time stamp of the newest checkpoint as a user does.
fn ask(desk: &Desk) {
    let request = desk.command(&["checkpoint", "--request"]).output().expect("it runs");
    assert!(request.status.success(), "{}", String::from_utf8_lossy(&request.stderr));
    desk.file("note.tsq", request.stdout);
}

fn keep(desk: &Desk) -> Ran {
    desk.run(&["checkpoint", "--timestamp", "note.tsr", "--authority", "ca.pem"])
}

#[track_caller]
fn refused(ran: &Ran, why: &str) {
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains(why), "{}", ran.err);
}

fn stamped() -> Desk {
    let desk = desk();
    certificate(&desk, "stamper", "rsa:2048", ("stamps", 100));
    ask(&desk);
    reply(&desk, "stamper");
    let kept = keep(&desk).ok();
    assert!(kept.contains("says CN=stamper,O=Vell, whom you trust"), "{kept}");
    desk
}

#[test]
fn openssl_reads_the_request_as_one_of_its_own() {
    let desk = desk();
    ask(&desk);
    openssl(&desk, "ts -query -data note -sha256 -cert -no_nonce -out own.tsq");
    let read = |name: &str| fs::read(desk.path().join(name)).expect("read");
    assert_eq!(read("note.tsq"), read("own.tsq"));
}

#[test]
fn every_kind_of_key_is_taken() {
    let desk = desk();
    ask(&desk);
    for (nth, kind) in ["rsa:3072", "ec:prime256v1", "ec:secp384r1"].iter().enumerate() {
        for (digest, hash) in [("sha256", "sha256"), ("sha384", "sha1"), ("sha512", "sha384")] {
            if digest == "sha512" && kind.starts_with("ec") {
                continue;
            }
            let name = format!("signer{nth}{digest}");
            let config =
                CONFIG.replace("signer_digest = sha256", &format!("signer_digest = {digest}"));
            desk.file("tsa.cnf", config.replace("HASH", hash));
            certificate(&desk, &name, kind, ("stamps", 100));
            reply(&desk, &name);
            let kept = keep(&desk);
            assert_eq!(kept.code, 0, "{kind} {digest} {hash}: {}", kept.err);
        }
    }
    assert!(desk.run(&["verify"]).ok().contains("time stamps 7"), "{}", desk.run(&["verify"]).out);
}

#[test]
fn a_stamp_is_kept_verified_again_and_travels_with_proofs() {
    let desk = stamped();
    let verified = desk.run(&["verify", "--authority", "ca.pem"]).ok();
    assert!(
        verified.contains("time stamps 1") && verified.contains("whom you trust"),
        "{verified}"
    );
    assert!(desk.run(&["verify"]).ok().contains("was not checked"));
    let _ = keep(&desk).ok();
    assert!(desk.run(&["verify"]).ok().contains("time stamps 1"), "it was kept twice");
    // What is recorded later has its own checkpoint, without a stamp; what was there keeps it.
    desk.file("b.txt", "The wall is not safe, engineer Per Lindal said on Tuesday.\n");
    let _ = desk.run(&["log", "b.txt", "--outlet", "Courier"]).ok();
    let proof = desk.run(&["prove", "--entry", "1"]).ok();
    desk.file("proof", &proof);
    let proven = desk.run(&["check-proof", "proof", "--authority", "ca.pem", "--json"]).ok();
    let proven: serde_json::Value = serde_json::from_str(&proven).expect("JSON");
    assert_eq!(proven["stamped"]["by"], "CN=stamper,O=Vell");
    assert_eq!(proven["stamped"]["authority_checked"], true);
    assert!(desk.run(&["check-proof", "proof"]).ok().contains("was not checked"));
    let last = desk.run(&["operations", "--limit", "1", "--csv"]).ok();
    let last = last.lines().nth(1).and_then(|row| row.split(',').next()).expect("an id");
    desk.file("later", desk.run(&["prove", last]).ok());
    assert!(!desk.run(&["check-proof", "later"]).ok().contains("stamped"));
    root(&desk, "other", "ec:prime256v1");
    let untrusted = desk.run(&["check-proof", "proof", "--authority", "other.pem"]);
    assert_eq!(untrusted.code, 3);
    assert!(untrusted.out.contains("does not lead to the authority"), "{}", untrusted.out);
    assert_eq!(desk.run(&["verify", "--authority", "other.pem"]).code, 3);
}

/// What docs/formats.md says: the token and the note out of a proof, and openssl over them.
#[test]
fn openssl_checks_the_stamp_of_a_proof() {
    let desk = stamped();
    desk.file("proof", desk.run(&["prove", "--entry", "1"]).ok());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/verify.py");
    let mut python = Command::new("python3");
    python.args([script, "proof", "--stamp", "token"]).current_dir(desk.path());
    let done = python.output().expect("python3 runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    openssl(&desk, "ts -verify -in token -token_in -data token.note -CAfile ca.pem");
    openssl(&desk, "ts -verify -in note.tsr -data note -CAfile ca.pem");
}

#[test]
fn a_stamp_of_another_note_is_refused() {
    let desk = stamped();
    desk.file("note", desk.run(&["checkpoint"]).ok() + "\n");
    openssl(&desk, "ts -query -data note -sha256 -cert -no_nonce -out note.tsq");
    reply(&desk, "stamper");
    refused(&keep(&desk), "of no checkpoint that is kept here");
}

#[test]
fn a_certificate_of_another_purpose_or_time_is_refused() {
    let desk = desk();
    ask(&desk);
    // openssl itself makes no stamps with these: what was made with a good one is signed anew.
    certificate(&desk, "stamper", "ec:prime256v1", ("stamps", 100));
    for (purpose, days, why) in [
        ("stamps", 100, ""),
        ("servers", 100, "not one for time stamps alone"),
        ("both", 100, "not one for time stamps alone"),
        ("stamps", -1, "not valid at that time"),
    ] {
        let name = format!("signer{days}{purpose}");
        certificate(&desk, &name, "ec:prime256v1", (purpose, days));
        reply(&desk, "stamper");
        openssl(&desk, "ts -reply -in note.tsr -token_out -out token");
        openssl(
            &desk,
            "cms -verify -in token -inform DER -CAfile ca.pem -purpose any -binary -out info",
        );
        openssl(
            &desk,
            &format!(
                "cms -sign -in info -binary -nodetach -cades -econtent_type 1.2.840.113549.1.9.16.1.4 -signer {name}.pem -inkey {name}.key -md sha256 -outform DER -out note.tsr"
            ),
        );
        match why {
            "" => drop(keep(&desk).ok()),
            why => refused(&keep(&desk), why),
        }
    }
    assert!(desk.run(&["verify"]).ok().contains("time stamps 1"), "a bad one was kept");
}

#[test]
fn a_flipped_bit_in_any_column_of_a_kept_stamp_is_found_and_named() {
    let desk = stamped();
    let record = raw(&desk.path().join("record.db"));
    let columns = columns(&record, "stamp");
    assert_eq!(columns.len(), 3);
    for (column, declared) in columns {
        for place in places(&record, "stamp", &column) {
            let other = flipped(place.value.clone(), &declared);
            assert!(place.set(&record, &other), "{column}");
            let ran = desk.run(&["verify"]);
            assert_eq!(ran.code, 3, "{column}: {}", ran.out);
            assert!(ran.out.contains("fault  stamp, row "), "{column}: {}", ran.out);
            assert!(place.put_back(&record, &other), "{column}");
        }
    }
    assert!(desk.run(&["verify"]).ok().contains("time stamps 1"));
}

#[test]
fn a_refusal_is_told_as_one() {
    let desk = desk();
    certificate(&desk, "stamper", "ec:prime256v1", ("stamps", 100));
    openssl(&desk, "ts -query -data note -sha512 -no_nonce -out note.tsq");
    let reply = "ts -reply -config tsa.cnf -queryfile note.tsq -signer stamper.pem -inkey stamper.key -out note.tsr";
    let _ = Command::new("openssl").args(reply.split(' ')).current_dir(desk.path()).output();
    refused(&keep(&desk), "has refused it");
}

/// Every byte of a token changed, and every length: never taken for good, never a panic.
#[test]
fn a_token_that_was_changed_or_cut_is_refused() {
    use onrecord::ledger::{Authority, Note, Stamp};
    let desk = stamped();
    let read = |name: &str| fs::read(desk.path().join(name)).expect("read");
    let note: Note = String::from_utf8(read("note")).expect("UTF-8").parse().expect("a note");
    let authority = Authority::from_pem(&read("ca.pem")).expect("a certificate");
    let right = read("note.tsr");
    let token = Stamp::from_der(&right).expect("a stamp").as_der().to_vec();
    assert!(Stamp::from_der(&right).expect("a stamp").check(&note, Some(&authority)).is_ok());
    for at in 0..token.len() {
        assert!(Stamp::from_der(&token[..at]).is_err(), "cut at {at}");
        let mut changed = token.clone();
        changed[at] ^= 1 << (at % 8);
        let taken = Stamp::from_der(&changed).map(|it| it.check(&note, Some(&authority)));
        // Some bytes are signed by nobody: they are not what is relied on.
        if let Ok(Ok(stamped)) = taken {
            assert_eq!(stamped.by, "CN=stamper,O=Vell", "byte {at}");
        }
    }
    let info = token.windows(2).position(|part| part == b"20").expect("a time");
    let mut changed = token.clone();
    changed[info + 3] ^= 1;
    let taken = Stamp::from_der(&changed).map(|it| it.check(&note, None));
    assert!(!matches!(taken, Ok(Ok(_))), "another time was taken");
}
