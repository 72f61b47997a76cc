//! What a typed id or name means.

use std::collections::BTreeSet;

use crate::model::{
    ClaimId, ContentHash, DocumentId, IdPrefix, OperationId, RelationId, SourceId, SourceName,
    SourceTie, Tie,
};
use crate::store::{Store, View};

use super::case::Cases;
use super::{AsOf, Error, Result};

/// Something on record, by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A claim.
    Claim(ClaimId),
    /// A document.
    Document(DocumentId),
    /// A source.
    Source(SourceId),
    /// A relation of two claims.
    Relation(RelationId),
    /// An operation.
    Operation(OperationId),
}

/// One of the things that an ambiguous text can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The thing.
    pub thing: Thing,
    /// A few words that tell it from the others.
    pub label: String,
}

impl Thing {
    /// Returns the word for its kind.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Claim(_) => "claim",
            Self::Document(_) => "document",
            Self::Source(_) => "source",
            Self::Relation(_) => "relation",
            Self::Operation(_) => "operation",
        }
    }

    /// Returns the claim, if it is one.
    pub const fn as_claim(self) -> Option<ClaimId> {
        if let Self::Claim(id) = self { Some(id) } else { None }
    }

    /// Returns the source, if it is one.
    pub const fn as_source(self) -> Option<SourceId> {
        if let Self::Source(id) = self { Some(id) } else { None }
    }

    /// Returns the relation, if it is one.
    pub const fn as_relation(self) -> Option<RelationId> {
        if let Self::Relation(id) = self { Some(id) } else { None }
    }

    /// Returns the id in full.
    pub fn id(self) -> String {
        self.hash().to_string()
    }

    /// Returns the id as the hash that it is.
    pub const fn hash(self) -> ContentHash {
        match self {
            Self::Claim(id) => id.0,
            Self::Document(id) => id.0,
            Self::Source(id) => id.0,
            Self::Relation(id) => id.0,
            Self::Operation(id) => id.0,
        }
    }
}

/// Finds the one thing whose id begins with `prefix`.
///
/// # Errors
/// `UnknownId`, or `AmbiguousId` with the candidates.
pub fn resolve(store: &Store, as_of: AsOf, prefix: &IdPrefix) -> Result<Thing> {
    let view = store.at(as_of)?;
    one(&view, prefix, things(&view, prefix)?)
}

/// Finds the one claim whose id begins with `prefix`.
pub fn claim(store: &Store, as_of: AsOf, prefix: &IdPrefix) -> Result<ClaimId> {
    let view = store.at(as_of)?;
    let claims = view.claims_named(prefix)?;
    match one_of_kind(&view, prefix, claims.into_iter().map(Thing::Claim).collect(), "claim")? {
        Thing::Claim(id) => Ok(id),
        other => Err(wrong_kind(prefix, other, "claim")),
    }
}

/// Finds the one document whose id begins with `prefix`.
pub fn document(store: &Store, as_of: AsOf, prefix: &IdPrefix) -> Result<DocumentId> {
    let view = store.at(as_of)?;
    let documents = view.documents_named(prefix)?.into_iter().map(Thing::Document).collect();
    match one_of_kind(&view, prefix, documents, "document")? {
        Thing::Document(id) => Ok(id),
        other => Err(wrong_kind(prefix, other, "document")),
    }
}

/// Finds the one operation whose id begins with `prefix`, undone though it may be.
pub fn operation(store: &Store, prefix: &IdPrefix) -> Result<OperationId> {
    let view = store.at(None)?;
    let operations = view.operations_named(prefix)?.into_iter().map(Thing::Operation).collect();
    match one_of_kind(&view, prefix, operations, "operation")? {
        Thing::Operation(id) => Ok(id),
        other => Err(wrong_kind(prefix, other, "operation")),
    }
}

/// Of the things of the wanted kind the only one; if there is none, says what the prefix names.
fn one_of_kind(
    view: &View<'_>,
    prefix: &IdPrefix,
    wanted: Vec<Thing>,
    kind: &'static str,
) -> Result<Thing> {
    if !wanted.is_empty() {
        return one(view, prefix, wanted);
    }
    match things(view, prefix)?.first() {
        Some(&other) => Err(wrong_kind(prefix, other, kind)),
        None => Err(Error::UnknownId(prefix.clone())),
    }
}

fn wrong_kind(prefix: &IdPrefix, found: Thing, wanted: &'static str) -> Error {
    Error::WrongKind { prefix: prefix.clone(), found: found.kind(), wanted }
}

fn things(view: &View<'_>, prefix: &IdPrefix) -> Result<Vec<Thing>> {
    let mut things: Vec<Thing> = Vec::new();
    things.extend(view.claims_named(prefix)?.into_iter().map(Thing::Claim));
    things.extend(view.documents_named(prefix)?.into_iter().map(Thing::Document));
    things.extend(view.sources_named(prefix)?.into_iter().map(Thing::Source));
    things.extend(view.relations_named(prefix)?.into_iter().map(Thing::Relation));
    things.extend(view.operations_named(prefix)?.into_iter().map(Thing::Operation));
    if things.is_empty() {
        things.extend(worked_out(view, prefix)?.into_iter().map(Thing::Relation));
    }
    Ok(things)
}

/// The relations whose ids begin so that are not recorded, but worked out when asked. That looks at
/// every story, so it is the last thing tried.
fn worked_out(view: &View<'_>, prefix: &IdPrefix) -> Result<BTreeSet<RelationId>> {
    let mut found = BTreeSet::new();
    for case in Cases::of(view, None)? {
        found.extend(case?.relations_named(prefix));
    }
    Ok(found)
}

fn one(view: &View<'_>, prefix: &IdPrefix, things: Vec<Thing>) -> Result<Thing> {
    match things[..] {
        [] => Err(Error::UnknownId(prefix.clone())),
        [thing] => Ok(thing),
        _ => {
            let candidates = candidates(view, things)?;
            Err(Error::AmbiguousId { prefix: prefix.clone(), candidates })
        }
    }
}

fn candidates(view: &View<'_>, things: Vec<Thing>) -> Result<Vec<Candidate>> {
    let candidate = |thing| Ok(Candidate { thing, label: label(view, thing)? });
    things.into_iter().map(candidate).collect()
}

/// A few words that tell a thing from others of its kind.
fn label(view: &View<'_>, thing: Thing) -> Result<String> {
    let short = |text: String| text.chars().take(60).collect();
    Ok(match thing {
        Thing::Claim(id) => short(view.claim(id)?.claim.words()),
        Thing::Document(id) => {
            let document = view.document(id)?;
            short(document.title.or(document.path).unwrap_or_else(|| "untitled".to_owned()))
        }
        Thing::Source(id) => {
            let source = view.source_itself(id)?;
            format!("{} ({})", source.name, source.kind)
        }
        Thing::Relation(_) => "between two claims".to_owned(),
        Thing::Operation(id) => short(view.operation(id)?.command),
    })
}

/// Finds the one source that `text` means: an id prefix, a whole name (case ignored), or words
/// that occur in only one source's name.
pub fn source(store: &Store, as_of: AsOf, text: &str) -> Result<SourceId> {
    let view = store.at(as_of)?;
    let found = meant(&view, text)?;
    one_source(&view, text, found)
}

/// The only one of them, or the only one with a name of its own.
fn one_source(view: &View<'_>, text: &str, found: Vec<SourceId>) -> Result<SourceId> {
    let named = |id: &&SourceId| view.source_itself(**id).is_ok_and(|it| !it.kind.is_unnamed());
    let names: Vec<SourceId> = found.iter().filter(named).copied().collect();
    match (&found[..], &names[..]) {
        ([], _) => Err(Error::UnknownSource(text.to_owned())),
        ([id], _) | (_, [id]) => Ok(*id),
        _ => {
            let candidates = candidates(view, found.into_iter().map(Thing::Source).collect())?;
            Err(Error::AmbiguousSource { name: text.to_owned(), candidates })
        }
    }
}

/// Finds the one source whose id begins with `text` or whose whole name it is (case ignored);
/// `None` if there is none. For places where a new name may be meant.
pub fn source_in_full(store: &Store, text: &str) -> Result<Option<SourceId>> {
    let view = store.at(None)?;
    match in_full(&view, text)? {
        found if found.is_empty() => Ok(None),
        found => one_source(&view, text, found).map(Some),
    }
}

/// Finds every source that `text` means, with all that are the same by judgement; empty if none.
/// For filters (`--source`, `--outlet`).
pub fn sources(store: &Store, as_of: AsOf, text: &str) -> Result<Vec<SourceId>> {
    let view = store.at(as_of)?;
    let found = meant(&view, text)?;
    Ok(Ties::judged(&view)?.same(&found).into_iter().collect())
}

/// Finds every source that belongs to the party that `text` means: the party itself, whoever is
/// the same, and whoever speaks for it by judgement or by the documents' words. For `--party`.
pub fn party(store: &Store, as_of: AsOf, text: &str) -> Result<Vec<SourceId>> {
    let view = store.at(as_of)?;
    let found = meant(&view, text)?;
    Ok(Ties::all(&view)?.party(&found).into_iter().collect())
}

/// The sources that a text means: by id, else by the whole name, else by some of its words.
fn meant(view: &View<'_>, text: &str) -> Result<Vec<SourceId>> {
    match in_full(view, text)? {
        none if none.is_empty() => {
            Ok(view.sources_called(text.trim())?.into_iter().map(|(id, _)| id).collect())
        }
        found => Ok(found),
    }
}

/// The sources that a text means by id, else by the whole name.
fn in_full(view: &View<'_>, text: &str) -> Result<Vec<SourceId>> {
    if let Ok(prefix) = text.parse::<IdPrefix>() {
        let named = view.sources_named(&prefix)?;
        if !named.is_empty() {
            return Ok(named);
        }
    }
    let text = text.trim().to_lowercase();
    let whole = |name: &SourceName| name.as_str().to_lowercase() == text;
    let called = view.sources_called(&text)?.into_iter();
    Ok(called.filter(|(_, name)| whole(name)).map(|(id, _)| id).collect())
}

/// The ties of sources that stand, as edges.
pub(super) struct Ties {
    same: Vec<(SourceId, SourceId)>,
    not_same: BTreeSet<(SourceId, SourceId)>,
    speaks_for: Vec<(SourceId, SourceId)>,
}

impl Ties {
    /// What people judged to be one, or not.
    pub(super) fn judged(view: &View<'_>) -> Result<Self> {
        Ok(Self::of(view.judged_ties()?))
    }

    /// What people judged, and whom documents say to speak for whom.
    fn all(view: &View<'_>) -> Result<Self> {
        Ok(Self::of(view.ties()?))
    }

    fn of(all: Vec<SourceTie>) -> Self {
        let mut ties = Self { same: Vec::new(), not_same: BTreeSet::new(), speaks_for: Vec::new() };
        for tie in all {
            match tie.tie {
                Tie::SameAs => ties.same.push((tie.a, tie.b)),
                Tie::NotSameAs => ties.not_same.extend([(tie.a, tie.b), (tie.b, tie.a)]),
                Tie::SpeaksFor => ties.speaks_for.push((tie.a, tie.b)),
            }
        }
        ties
    }

    /// All sources that are one with some of these, these included.
    pub(super) fn same(&self, of: &[SourceId]) -> BTreeSet<SourceId> {
        let both_ways = |id: SourceId| {
            let other = move |&(a, b): &(SourceId, SourceId)| match id {
                _ if id == a => Some(b),
                _ if id == b => Some(a),
                _ => None,
            };
            self.same.iter().filter_map(other).collect()
        };
        self.reach(of, both_ways)
    }

    /// All sources of the party of these: the same ones, and whoever speaks for one of them.
    fn party(&self, of: &[SourceId]) -> BTreeSet<SourceId> {
        self.reach(of, |id| {
            let speaks = self.speaks_for.iter().filter(|(_, body)| *body == id).map(|(a, _)| *a);
            speaks.chain(self.same(&[id])).collect()
        })
    }

    fn reach(
        &self,
        from: &[SourceId],
        next: impl Fn(SourceId) -> Vec<SourceId>,
    ) -> BTreeSet<SourceId> {
        let (mut reached, mut open) = (BTreeSet::new(), from.to_vec());
        let apart = |a: SourceId, b: SourceId| self.not_same.contains(&(a, b));
        while let Some(id) = open.pop() {
            if reached.insert(id) {
                let allowed = |&other: &SourceId| {
                    !apart(id, other) && !from.iter().any(|&first| apart(first, other))
                };
                open.extend(next(id).into_iter().filter(allowed));
            }
        }
        reached
    }
}
