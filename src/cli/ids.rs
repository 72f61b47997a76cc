//! Typed ids.

use std::io::Read;

use onrecord::model::{ClaimId, DocumentId, IdPrefix};
use onrecord::ops::resolve::{self, Thing};
use onrecord::ops::{AsOf, Error};
use onrecord::store::Store;

use super::failure::Failure;

/// Reads the first digits of an id.
pub(crate) fn prefix(text: &str) -> Result<IdPrefix, Failure> {
    text.trim().parse().map_err(|why: onrecord::model::BadPrefix| {
        Failure::usage(why.to_string())
            .hint("ids are listed by onrecord claims, sources, documents, relations and operations")
    })
}

/// Finds the claim that is meant.
pub(crate) fn claim(store: &Store, as_of: AsOf, text: &str) -> Result<ClaimId, Failure> {
    Ok(resolve::claim(store, as_of, &prefix(text)?)?)
}

/// Finds the document that is meant.
pub(crate) fn document(store: &Store, as_of: AsOf, text: &str) -> Result<DocumentId, Failure> {
    Ok(resolve::document(store, as_of, &prefix(text)?)?)
}

/// Finds whatever is meant: by its id, or a source by its name.
pub(crate) fn thing(store: &Store, as_of: AsOf, text: &str) -> Result<Thing, Failure> {
    match text.trim().parse() {
        Ok(prefix) => match resolve::resolve(store, as_of, &prefix) {
            // A name can look like an id ("Dada").
            Err(Error::UnknownId(_)) => match resolve::source(store, as_of, text) {
                Ok(source) => Ok(Thing::Source(source)),
                Err(_) => Err(Error::UnknownId(prefix).into()),
            },
            other => Ok(other?),
        },
        Err(_) => match resolve::source(store, as_of, text) {
            Err(Error::UnknownSource(name)) if !name.trim().contains(' ') => Err(neither(&name)),
            other => Ok(Thing::Source(other?)),
        },
    }
}

/// One word that is no source's name may be meant as an id.
fn neither(text: &str) -> Failure {
    Failure::failed(format!(
        "no source on record is called '{text}', and it is not an id: give its first 4 or more \
         hexadecimal digits"
    ))
    .hint("they are listed by onrecord claims, sources, documents, relations and operations")
}

/// The ids that were typed; `-` stands for those on stdin, separated by white space.
pub(crate) fn typed(ids: &[String]) -> Result<Vec<String>, Failure> {
    let mut all = Vec::new();
    for id in ids {
        if id == "-" {
            let mut text = String::new();
            std::io::stdin()
                .read_to_string(&mut text)
                .map_err(|why| Failure::failed(format!("cannot read ids from stdin: {why}")))?;
            all.extend(text.split_whitespace().map(str::to_owned));
        } else {
            all.push(id.clone());
        }
    }
    match all.is_empty() {
        true => Err(Failure::usage("no id was given").hint("give ids, or pipe them in and say -")),
        false => Ok(all),
    }
}
