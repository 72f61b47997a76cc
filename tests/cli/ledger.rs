//! Checkpoints and proofs as files that go from hand to hand.

use std::fs;

use super::desk::{Desk, Ran};

const ARTICLE: &str = "The wall is safe, harbour master Ana Orsk said on Monday.\n";
const OTHER: &str = "The wall is not safe, engineer Per Lindal said on Tuesday.\n";

/// A desk with one logged article.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("a.txt", ARTICLE);
    let _ = desk.run(&["log", "a.txt", "--outlet", "Courier"]).ok();
    desk
}

fn claim(desk: &Desk) -> String {
    let ids = desk.run(&["claims", "--csv"]).ok();
    ids.lines().nth(1).and_then(|row| row.split(',').next()).expect("a claim").to_owned()
}

fn key(desk: &Desk) -> String {
    desk.run(&["checkpoint", "--public-key"]).ok().trim().to_owned()
}

#[test]
fn what_was_signed_is_compared_with_what_is_there() {
    let desk = desk();
    let checkpoint = desk.run(&["checkpoint"]).ok();
    desk.file("monday.checkpoint", &checkpoint);
    desk.file("b.txt", OTHER);
    let _ = desk.run(&["log", "b.txt", "--outlet", "Courier"]).ok();
    let verify = ["verify", "--since", "monday.checkpoint"];
    assert!(desk.run(&verify).ok().contains("are those of the checkpoint"));
    let key = key(&desk);
    let given = [&verify[..], &["--key", &key]].concat();
    assert!(desk.run(&given).ok().contains("are those of the checkpoint"));
    // Another record altogether, made in the same second by the same person.
    fs::remove_file(desk.path().join("record.db")).expect("it is there");
    let _ = desk.run(&["log", "b.txt", "--outlet", "Courier"]).ok();
    let found = desk.run(&verify);
    assert_eq!(found.code, 3);
    assert!(found.out.contains("but this is the ledger"), "{}", found.out);
}

#[test]
fn a_checkpoint_that_was_changed_is_a_fault() {
    let desk = desk();
    let checkpoint = desk.run(&["checkpoint"]).ok();
    let size = checkpoint.lines().nth(1).expect("a size").to_owned();
    let changed = checkpoint.replacen(&format!("\n{size}\n"), "\n1\n", 1);
    desk.file("changed.checkpoint", changed);
    let found = desk.run(&["verify", "--since", "changed.checkpoint", "--json"]);
    assert_eq!(found.code, 3);
    assert!(found.out.contains("does not fit the text"), "{}", found.out);
    let unsigned = checkpoint.replace("\u{2014} onrecord", "\u{2014} offrecord");
    desk.file("unsigned.checkpoint", unsigned);
    let found = desk.run(&["verify", "--since", "unsigned.checkpoint"]);
    assert_eq!(found.code, 1);
    assert!(found.err.contains("not signed with your key"), "{}", found.err);
}

/// Writes a proof of the desk's claim.
fn proof(desk: &Desk) -> String {
    let proof = desk.run(&["prove", &claim(desk)]).ok();
    desk.file("claim.tlog-proof", &proof);
    proof
}

#[test]
fn a_proof_is_checked_without_the_database() {
    let (desk, elsewhere) = (desk(), Desk::new());
    elsewhere.file("claim.tlog-proof", proof(&desk));
    let check = ["check-proof", "claim.tlog-proof"];
    let said = elsewhere.run(&check).ok();
    assert!(said.starts_with("proven  this claim is entry"), "{said}");
    assert!(said.contains("words   The wall is safe\n"), "{said}");
    assert!(said.contains("compare it with the one you know"), "{said}");
    let key = key(&desk);
    let said = elsewhere.run(&[&check[..], &["--key", &key, "--json"]].concat()).ok();
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(said["proven"], true);
    assert_eq!(said["subject"]["content"][0]["text"], "The wall is safe");
}

#[test]
fn a_proof_signed_by_another_or_changed_proves_nothing() {
    let (desk, other) = (desk(), desk());
    let proof = proof(&desk);
    let asked = |args: &[&str]| -> Ran { desk.run(&[&["check-proof"], args].concat()) };
    let foreign = asked(&["claim.tlog-proof", "--key", &key(&other)]);
    assert_eq!(foreign.code, 3);
    assert!(foreign.out.contains("proves nothing: it is not signed with"), "{}", foreign.out);
    desk.file("moved.tlog-proof", proof.replace("\nindex 4\n", "\nindex 3\n"));
    let moved = asked(&["moved.tlog-proof"]);
    assert_eq!(moved.code, 3);
    assert!(moved.out.contains("does not lead from the entry to the root"), "{}", moved.out);
    assert_eq!(asked(&["moved.tlog-proof", "--json"]).code, 3);
    desk.file("cut.tlog-proof", &proof[..proof.len() / 2]);
    assert_eq!(asked(&["cut.tlog-proof"]).code, 1);
}

#[cfg(unix)]
#[test]
fn the_key_is_readable_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let first = desk.run(&["checkpoint"]).ok();
    let path = desk.path().join(".local/share/onrecord/key.pem");
    let mode = fs::metadata(&path).expect("a key was made").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(desk.run(&["checkpoint"]).ok(), first);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("it is ours");
    let refused = desk.run(&["checkpoint"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("others may read the key"), "{}", refused.err);
    let left = fs::read_dir(path.parent().expect("a folder")).expect("it can be listed").count();
    assert_eq!(left, 1);
}

/// Runs the script of docs/ on a proof; what it says and its exit code.
fn by_script(desk: &Desk, args: &[&str]) -> (String, i32) {
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify.py");
    let ran = std::process::Command::new("python3")
        .arg(script)
        .args(args)
        .current_dir(desk.path())
        .output()
        .expect("this test needs python3 (3.8 or later), such as: apt-get install python3");
    let said = [ran.stdout, ran.stderr].concat();
    (String::from_utf8_lossy(&said).into_owned(), ran.status.code().expect("it was not killed"))
}

#[test]
fn the_script_in_the_docs_checks_a_bundle_too() {
    let (desk, other) = (desk(), desk());
    let _ = desk.run(&["bundle", "it.tar"]).ok();
    let bundle = std::fs::read(desk.path().join("it.tar")).expect("it was written");
    let (key, foreign) = (key(&desk), key(&other));
    let (said, code) = by_script(&desk, &["it.tar", &key]);
    assert_eq!(code, 0, "{said}");
    assert!(said.starts_with("sound: "), "{said}");
    assert_eq!(by_script(&desk, &["it.tar", &foreign]).1, 3);
    let text = String::from_utf8(bundle).expect("an archive of texts");
    for (from, to) in [("wall is safe", "wall is soft"), ("\"by_hand\":false", "\"by_hand\":truer")]
    {
        assert!(text.contains(from));
        desk.file("changed.tar", text.replace(from, to));
        assert_eq!(by_script(&desk, &["changed.tar"]).1, 3, "{from}");
        let ran = desk.run(&["unbundle", "changed.tar", "--db", "other.db"]);
        assert_eq!(ran.code, 3, "{}", ran.err);
        assert!(ran.out.starts_with("fault  bundle, "), "{}", ran.out);
        assert!(!desk.path().join("other.db").exists());
    }
    desk.file("cut.tar", &text[..3_000]);
    assert_eq!(by_script(&desk, &["cut.tar"]).1, 1);
}

#[test]
fn the_script_in_the_docs_comes_to_the_same() {
    let (desk, other) = (desk(), desk());
    let (proof, key, foreign) = (proof(&desk), key(&desk), key(&other));
    let (said, code) = by_script(&desk, &["claim.tlog-proof", &key]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("\"text\":\"The wall is safe\""), "{said}");
    assert_eq!(by_script(&desk, &["claim.tlog-proof"]).1, 0);
    assert_eq!(by_script(&desk, &["claim.tlog-proof", &foreign]).1, 3);
    let size = proof.lines().rev().nth(3).expect("a size");
    let changes = [
        ("moved", proof.replace("\nindex 4\n", "\nindex 3\n"), 3),
        ("grown", proof.replace(&format!("\n{size}\n"), "\n99\n"), 3),
        ("cut", proof[..proof.len() / 2].to_owned(), 1),
        ("empty", String::new(), 1),
    ];
    for (name, text, expected) in changes {
        desk.file(name, text);
        let (said, code) = by_script(&desk, &[name]);
        assert_eq!(code, expected, "{name}: {said}");
        assert_eq!(desk.run(&["check-proof", name]).code, expected, "{name}");
    }
}
