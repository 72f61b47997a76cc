//! A vault as its owner uses it, and as it must not be lost.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::model::Commitment;

/// The key of somebody who may open the vault, as `age-keygen` writes it, with its public half.
fn key_pair() -> (Key, Recipient) {
    let secret = age::x25519::Identity::generate();
    let public = secret.to_public().to_string().parse().unwrap();
    (Key::Secret(secret), public)
}

struct Fixture {
    folder: TempDir,
    vault: Vault,
    key: Key,
}

fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::at(&folder.path().join("r.db.vault"));
    let (key, public) = key_pair();
    vault.create(&Lock::Recipients(vec![public])).unwrap();
    Fixture { folder, vault, key }
}

fn add(vault: &Vault, text: &str) -> Commitment {
    let opening = Opening::new(Identity::from_text(text).unwrap()).unwrap();
    vault.add(&opening).unwrap();
    opening.commitment()
}

fn name(vault: &Vault, commitment: Commitment, key: &Key) -> Result<String> {
    let opening = vault.open(commitment, &vault.unlock(key)?)?;
    Ok(opening.identity().reveal(|name, _| name.to_owned()))
}

#[test]
fn what_is_put_in_without_a_key_is_read_with_it() {
    let Fixture { vault, key, folder } = fixture();
    let [a, b] = ["Ilse Brandt", "Tomas Vell\nport"].map(|text| add(&vault, text));
    assert_eq!(name(&vault, a, &key).unwrap(), "Ilse Brandt");
    assert_eq!(name(&vault, b, &key).unwrap(), "Tomas Vell");
    assert_eq!(vault.list().unwrap().into_values().collect::<Vec<_>>(), [State::Kept; 2]);
    for file in fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap().path();
        let text = fs::read_to_string(&file).unwrap();
        assert!(!text.contains("Ilse") && !text.contains("SECRET"), "{}", file.display());
    }
}

#[test]
fn a_passphrase_opens_and_another_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::at(&folder.path().join("r.db.vault"));
    assert!(matches!(Lock::passphrase("short"), Err(Error::Weak(12))));
    vault.create(&Lock::passphrase("correct horse battery").unwrap()).unwrap();
    let who = add(&vault, "Ilse Brandt");
    assert_eq!(
        name(&vault, who, &Key::passphrase("correct horse battery")).unwrap(),
        "Ilse Brandt"
    );
    let wrong = vault.unlock(&Key::passphrase("correct horse batterie"));
    assert!(matches!(wrong, Err(Error::WrongKey)));
    assert!(matches!(vault.unlock(&key_pair().0), Err(Error::WrongKey)));
}

#[test]
fn a_new_lock_opens_everything_and_the_old_one_nothing() {
    let Fixture { vault, key, folder: _folder } = fixture();
    let who = add(&vault, "Ilse Brandt");
    let gone = add(&vault, "Tomas Vell");
    vault.forget(gone).unwrap();
    let (mine, public) = key_pair();
    let (editors, editor) = key_pair();
    let before = vault.unlock(&key).unwrap();
    vault.rekey(&before, &Lock::Recipients(vec![public, editor])).unwrap();
    assert!(matches!(vault.unlock(&key), Err(Error::WrongKey)));
    assert!(vault.check(&before).is_err() && vault.open(who, &before).is_err());
    for key in [mine, editors] {
        assert_eq!(name(&vault, who, &key).unwrap(), "Ilse Brandt");
        assert!(matches!(name(&vault, gone, &key), Err(Error::Forgotten(_))));
    }
}

#[test]
fn what_is_forgotten_is_not_in_any_copy_of_the_contents() {
    let Fixture { vault, key, folder } = fixture();
    let [who, other] = ["Ilse Brandt", "Tomas Vell"].map(|text| add(&vault, text));
    let copy = folder.path().join("copy");
    fs::copy(vault.path(), &copy).unwrap();
    assert!(vault.forget(who).unwrap());
    assert!(!vault.forget(who).unwrap());
    assert_eq!(vault.list().unwrap()[&who], State::Forgotten);
    assert!(matches!(name(&vault, who, &key), Err(Error::Forgotten(_))));
    fs::copy(&copy, vault.path()).unwrap();
    assert_eq!(vault.list().unwrap()[&who], State::Forgotten);
    assert!(matches!(name(&vault, who, &key), Err(Error::Forgotten(_))));
    assert_eq!(name(&vault, other, &key).unwrap(), "Tomas Vell");
    let never = Opening::new(Identity::from_text("x").unwrap()).unwrap().commitment();
    assert!(matches!(vault.forget(never), Err(Error::Unknown(_))));
}

#[test]
fn one_file_of_another_time_is_told_and_loses_nothing() {
    let Fixture { vault, key, folder } = fixture();
    let keyring = folder.path().join("r.db.keyring");
    let old = fs::read(&keyring).unwrap();
    let who = add(&vault, "Ilse Brandt");
    let new = fs::read(&keyring).unwrap();
    fs::write(&keyring, old).unwrap();
    assert_eq!(vault.list().unwrap()[&who], State::Incomplete);
    assert!(matches!(name(&vault, who, &key), Err(Error::Unknown(_))));
    fs::write(&keyring, new).unwrap();
    assert_eq!(name(&vault, who, &key).unwrap(), "Ilse Brandt");
}

#[test]
fn another_public_key_put_in_is_found_when_the_vault_is_opened() {
    let Fixture { vault, key, folder } = fixture();
    let keyring = folder.path().join("r.db.keyring");
    let text = fs::read_to_string(&keyring).unwrap();
    let mut form: serde_json::Value = serde_json::from_str(&text).unwrap();
    form["recipient"] = key_pair().1.to_string().into();
    fs::write(&keyring, form.to_string()).unwrap();
    let error = vault.unlock(&key).unwrap_err();
    assert!(error.to_string().contains("somebody has put in another"), "{error}");
}

#[test]
fn an_identity_of_another_commitment_is_not_shown() {
    let Fixture { vault, key, folder } = fixture();
    let [a, b] = ["Ilse Brandt", "Tomas Vell"].map(|text| add(&vault, text));
    for file in ["r.db.keyring", "r.db.vault"] {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        let (a, b) = (a.to_string(), b.to_string());
        let swapped = text.replace(&a, "#").replace(&b, &a).replace('#', &b);
        fs::write(&path, swapped).unwrap();
    }
    assert!(matches!(name(&vault, a, &key), Err(Error::OtherIdentity(_))));
}

#[test]
fn eight_at_once_lose_nothing() {
    let Fixture { vault, folder: _folder, .. } = fixture();
    std::thread::scope(|scope| {
        for nth in 0..8 {
            let vault = &vault;
            scope.spawn(move || add(vault, &format!("Nobody {nth}")));
        }
    });
    assert_eq!(vault.list().unwrap().into_values().collect::<Vec<_>>(), [State::Kept; 8]);
}

#[cfg(unix)]
#[test]
fn files_are_for_the_owner_alone_and_others_are_refused() {
    use std::os::unix::fs::PermissionsExt;
    let Fixture { vault, folder, key } = fixture();
    add(&vault, "Ilse Brandt");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for file in fs::read_dir(folder.path()).unwrap() {
        assert_eq!(mode(&file.unwrap().path()), 0o600);
    }
    fs::set_permissions(vault.path(), fs::Permissions::from_mode(0o640)).unwrap();
    let who = Opening::new(Identity::from_text("x").unwrap()).unwrap();
    assert!(matches!(vault.add(&who), Err(Error::Open { .. })));
    assert!(matches!(name(&vault, who.commitment(), &key), Err(Error::Open { .. })));
}

#[test]
fn a_session_ends_at_its_time_or_when_it_is_closed() {
    let Fixture { vault, key, folder } = fixture();
    let session = Session::of(&vault, folder.path());
    let at = |second: i64| DateTime::<Utc>::from_timestamp(second, 0).unwrap();
    assert!(session.key(at(0)).unwrap().is_none());
    let secret = vault.unlock(&key).unwrap();
    session.open(&secret, at(100)).unwrap();
    let (found, until) = session.key(at(99)).unwrap().unwrap();
    assert_eq!((vault.check(&found).is_ok(), until), (true, at(100)));
    assert!(session.key(at(100)).unwrap().is_none());
    assert!(!session.close().unwrap(), "it was removed when its time was over");
    session.open(&secret, at(200)).unwrap();
    assert!(session.close().unwrap());
    assert!(session.key(at(99)).unwrap().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever becomes of a byte: the right name, or an error, and never another name.
    #[test]
    fn a_damaged_file_is_an_error_or_harmless(
        at in any::<prop::sample::Index>(), bit in 0_u8..8, contents in any::<bool>(), cut in any::<bool>(),
    ) {
        let Fixture { vault, key, folder } = fixture();
        let who = add(&vault, "Ilse Brandt");
        let path = folder.path().join(if contents { "r.db.vault" } else { "r.db.keyring" });
        let mut bytes = fs::read(&path).unwrap();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] ^= 1 << bit }
        fs::write(&path, &bytes).unwrap();
        if let Ok(found) = name(&vault, who, &key) {
            prop_assert_eq!(found, "Ilse Brandt");
        }
        prop_assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}
