//! Articles of one week in one record: what is said of one fire is held together, and nothing else
//! is, though all of them say "it is not about money" and "nobody told us".

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use onrecord::extract::extract;
use onrecord::model::{ClaimRecord, Document, Relation};
use onrecord::ops::ask::{ClaimFilter, claims};
use onrecord::ops::log::log;
use onrecord::ops::relations::{RelationFilter, relations};
use onrecord::read::read;
use onrecord::store::Store;

use crate::fixture::session;

/// Logs every article in `tests/newsroom`, in the order of names or the other way about.
fn newsroom(backwards: bool) -> Store {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/newsroom");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    if backwards {
        paths.reverse();
    }
    assert!(paths.len() > 5);
    let mut store = Store::in_memory().unwrap();
    for (minute, path) in (0..).zip(paths) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let capture = read(&fs::read(&path).unwrap(), Some(name)).unwrap();
        let document = Document::new(capture, Some(name.to_owned()));
        log(&mut store, &session(minute), &document, &extract(&document)).unwrap();
    }
    store
}

/// The pairs in a relation that were found, each with the documents and the beginnings of its words.
fn found(store: &Store, relation: Relation) -> BTreeSet<[String; 2]> {
    let all = claims(store, None, &ClaimFilter::default()).unwrap();
    let begin = |id| {
        let claim: &ClaimRecord = all.iter().find(|claim| claim.id == id).unwrap();
        let words: Vec<String> =
            claim.claim.words().split_whitespace().take(3).map(str::to_owned).collect();
        format!("{}: {}", claim.document.path.as_deref().unwrap_or(""), words.join(" "))
    };
    let pairs = relations(store, None, &RelationFilter::default()).unwrap().into_iter();
    let pairs = pairs.filter(|one| one.relation == relation);
    pairs
        .map(|one| {
            let mut pair = [begin(one.a), begin(one.b)];
            pair.sort();
            pair
        })
        .collect()
}

fn pair(a: &str, b: &str) -> [String; 2] {
    [a.to_owned(), b.to_owned()]
}

#[test]
fn only_articles_of_one_event_contradict_each_other() {
    for backwards in [false, true] {
        let store = newsroom(backwards);
        let expected = [
            pair(
                "quay_fire_evening.txt: Two workers of",
                "quay_fire_morning.txt: “Nobody is missing,”",
            ),
            pair(
                "quay_fire_evening.txt: Twenty-two workers had",
                "quay_fire_morning.txt: Fourteen workers were",
            ),
            pair(
                "quay_fire_evening.txt: that the sprinklers",
                "quay_fire_morning.txt: The cold store's",
            ),
        ];
        assert_eq!(found(&store, Relation::Contradicts), BTreeSet::from(expected));
        assert_eq!(found(&store, Relation::Corroborates), BTreeSet::new());
        assert_eq!(found(&store, Relation::Revises), BTreeSet::new());
    }
}
