//! What the program is built from: licences on the list of deny.toml, and not too many packages.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The most packages Cargo.lock may hold. Raise it only with a reason in the commit. 84 of them come
/// with age, the most of these for its translated messages, which are never shown; 52 with rten and
/// tokenizers, which run a model of the user's own; 26 with what checks time stamps, 9 of these for
/// Windows alone.
const MOST_PACKAGES: usize = 390;

fn allowed() -> BTreeSet<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml");
    let text = fs::read_to_string(page).expect("deny.toml can be read");
    let list = text.split("allow = [").nth(1).and_then(|rest| rest.split(']').next());
    let quoted = list.expect("deny.toml has a list of licences").split('"').skip(1).step_by(2);
    quoted.map(str::to_owned).collect()
}

/// Tells whether a licence expression can be met from the list: one side of each OR, both of AND.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let plain = expression.replace('/', " OR ");
    let all_of = |part: &str| {
        let names = part.trim_matches(['(', ')', ' ']).split(" AND ");
        names.map(|name| name.trim_matches(['(', ')', ' '])).all(|name| allowed.contains(name))
    };
    match plain.rsplit_once(") AND ") {
        Some((left, right)) => is_met(left.trim_matches('('), allowed) && is_met(right, allowed),
        None => plain.split(" OR ").any(all_of),
    }
}

fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    metadata["packages"].as_array().expect("the metadata lists packages").clone()
}

#[test]
fn every_licence_is_on_the_list_and_the_packages_are_few() {
    let (allowed, packages) = (allowed(), packages());
    assert!(packages.len() > 20, "only {} packages were looked at", packages.len());
    assert!(packages.len() <= MOST_PACKAGES, "{} packages in Cargo.lock", packages.len());
    let licence = |package: &Value| package["license"].as_str().unwrap_or("none").to_owned();
    let refused: Vec<_> = packages
        .iter()
        .filter(|package| !is_met(&licence(package), &allowed))
        .map(|package| format!("{} ({})", package["name"], licence(package)))
        .collect();
    assert!(refused.is_empty(), "licences that deny.toml does not allow: {refused:?}");
}

#[test]
fn licence_expressions_are_read() {
    let allowed = BTreeSet::from(["MIT".to_owned(), "Unicode-3.0".to_owned()]);
    for met in ["MIT", "MIT OR GPL-3.0", "MIT/Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert!(is_met(met, &allowed), "{met}");
    }
    for refused in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND GPL-3.0", "none"] {
        assert!(!is_met(refused, &allowed), "{refused}");
    }
}
