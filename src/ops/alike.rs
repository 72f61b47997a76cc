//! Names of sources that look alike and are not: "Pаvel" with a Cyrillic letter, "Ana Orsk" with a
//! character that takes no room.

use std::collections::HashMap;

use unicode_security::skeleton;

use crate::interchange::inert::steers;
use crate::model::SourceName;
use crate::store::{Session, Store};

use super::{AsOf, Result};

/// Two names that look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookAlike {
    /// The name that was on record first.
    pub first: SourceName,
    /// The later one.
    pub later: SourceName,
    /// The characters of the later one that the first has not.
    pub other: Vec<char>,
}

/// Lists the names of sources that look like one recorded before them; with `session`, only those
/// that it recorded.
pub fn look_alikes(
    store: &Store,
    as_of: AsOf,
    session: Option<&Session>,
) -> Result<Vec<LookAlike>> {
    if session.is_some_and(|session| session.operation().is_none()) {
        return Ok(Vec::new());
    }
    let mut seen: HashMap<String, SourceName> = HashMap::new();
    let mut found = Vec::new();
    for (name, operation) in store.at(as_of)?.names_of_sources()? {
        let Some(first) = seen.get(&look(&name)) else {
            seen.insert(look(&name), name);
            continue;
        };
        if session.is_none_or(|session| session.operation() == Some(operation)) {
            let other = name.as_str().chars().filter(|&c| !first.as_str().contains(c)).collect();
            found.push(LookAlike { first: first.clone(), later: name, other });
        }
    }
    Ok(found)
}

/// What a reader sees of a name: its skeleton as UTS 39 has it, without what cannot be seen.
fn look(name: &SourceName) -> String {
    let seen: String = name.as_str().chars().filter(|c| !steers(*c)).collect();
    skeleton(&seen).collect()
}
