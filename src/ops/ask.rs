//! Questions: who asserted what, and when.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::model::{
    ClaimId, ClaimRecord, DocumentId, DocumentRecord, Judged, SourceId, SourceKind, SourceName,
    SourceRecord, SourceTie, Tie, When,
};
use crate::store::{Store, View};

pub use crate::store::{ClaimFilter, ReviewState};

use super::fallout::mark;
use super::resolve::Ties;
use super::{AsOf, Result};

/// Which sources to list. The default is every source of a live claim or with a judgement on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFilter {
    /// All of these words stand in the name, a role or a body.
    pub text: Option<String>,
    /// These only.
    pub ids: Option<Vec<SourceId>>,
    /// What kind of source.
    pub kind: Option<SourceKind>,
    /// With a name (`true`), or without (`false`).
    pub named: Option<bool>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// Which documents to list. The default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    /// The outlet is one of these sources.
    pub outlets: Option<Vec<SourceId>>,
    /// All of these words stand in the title, the outlet, the author or the path.
    pub text: Option<String>,
    /// May have been published on this day or later.
    pub published_since: Option<NaiveDate>,
    /// May have been published on this day or earlier.
    pub published_until: Option<NaiveDate>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// One speaker in the answer to "who asserted what, and when".
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The origin. Sources that are the same by judgement are one speaker, under the name that
    /// has most claims.
    pub source: SourceRecord,
    /// Its claims, by the day they were asserted (the day of publication where that is not known).
    pub claims: Vec<ClaimRecord>,
}

/// Lists claims in the order of recording and of the text.
pub fn claims(store: &Store, as_of: AsOf, filter: &ClaimFilter) -> Result<Vec<ClaimRecord>> {
    let view = store.at(as_of)?;
    let mut claims = view.claims(filter)?;
    mark(&view, &mut claims)?;
    Ok(claims)
}

/// Returns claims by their ids, in that order.
pub fn claims_by_id(store: &Store, as_of: AsOf, ids: &[ClaimId]) -> Result<Vec<ClaimRecord>> {
    let view = store.at(as_of)?;
    let mut claims = ids.iter().map(|&id| Ok(view.claim(id)?)).collect::<Result<Vec<_>>>()?;
    mark(&view, &mut claims)?;
    Ok(claims)
}

/// Counts the claims that `filter` finds, its limit ignored.
pub fn count_claims(store: &Store, as_of: AsOf, filter: &ClaimFilter) -> Result<usize> {
    Ok(store.at(as_of)?.count_claims(filter)?)
}

/// Returns one claim with its document and all judgements on it.
pub fn claim(store: &Store, as_of: AsOf, id: ClaimId) -> Result<ClaimRecord> {
    Ok(store.at(as_of)?.claim(id)?)
}

/// Lists sources by name.
pub fn sources(store: &Store, as_of: AsOf, filter: &SourceFilter) -> Result<Vec<SourceRecord>> {
    let mut sources = store.at(as_of)?.sources(filter.ids.as_deref())?;
    sources.retain(|source| filter.takes(source));
    sources.truncate(filter.limit.unwrap_or(usize::MAX));
    Ok(sources)
}

impl SourceFilter {
    fn takes(&self, source: &SourceRecord) -> bool {
        let bodies = source.bodies.iter().map(SourceName::as_str);
        let names = [source.name.as_str()].into_iter();
        let places: Vec<&str> =
            names.chain(source.roles.iter().map(String::as_str)).chain(bodies).collect();
        self.kind.is_none_or(|kind| kind == source.kind)
            && self.named.is_none_or(|named| named != source.kind.is_unnamed())
            && self.text.as_ref().is_none_or(|text| all_words_stand(text, &places))
    }
}

/// A party that a person judged a source to speak for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedParty {
    /// Its name.
    pub name: SourceName,
    /// In which period; `None` for always.
    pub holds_on: Option<When>,
    /// Who judged so, and when.
    pub judged: Judged,
}

/// Whom people judged sources to speak for.
pub fn parties(store: &Store, as_of: AsOf) -> Result<BTreeMap<SourceId, Vec<JudgedParty>>> {
    let view = store.at(as_of)?;
    let mut found: BTreeMap<SourceId, Vec<JudgedParty>> = BTreeMap::new();
    for SourceTie { a, tie, b, holds_on, judged, .. } in view.judged_ties()? {
        if let (Tie::SpeaksFor, Some(judged)) = (tie, judged) {
            let name = view.source_itself(b)?.name;
            found.entry(a).or_default().push(JudgedParty { name, holds_on, judged });
        }
    }
    Ok(found)
}

/// Tells whether all words of `text` stand somewhere in `places`, case ignored.
fn all_words_stand(text: &str, places: &[&str]) -> bool {
    let places = places.join("\n").to_lowercase();
    text.to_lowercase().split_whitespace().all(|word| places.contains(word))
}

/// Returns one source.
pub fn source(store: &Store, as_of: AsOf, id: SourceId) -> Result<SourceRecord> {
    Ok(store.at(as_of)?.source(id)?)
}

/// Lists documents in the order of recording.
pub fn documents(
    store: &Store,
    as_of: AsOf,
    filter: &DocumentFilter,
) -> Result<Vec<DocumentRecord>> {
    let view = store.at(as_of)?;
    let outlets = filter.outlet_names(&view)?;
    let mut documents = view.documents()?;
    documents.retain(|document| filter.takes(document, outlets.as_ref()));
    documents.truncate(filter.limit.unwrap_or(usize::MAX));
    Ok(documents)
}

impl DocumentFilter {
    fn outlet_names(&self, view: &View<'_>) -> Result<Option<BTreeSet<SourceName>>> {
        let Some(ids) = &self.outlets else { return Ok(None) };
        let names = ids.iter().map(|&id| Ok(view.source_itself(id)?.name));
        names.collect::<Result<_>>().map(Some)
    }

    fn takes(&self, document: &DocumentRecord, outlets: Option<&BTreeSet<SourceName>>) -> bool {
        let published = document.published_on.as_ref();
        let since = |day| published.is_some_and(|on| on.latest().is_none_or(|last| last >= day));
        let until =
            |day| published.is_some_and(|on| on.earliest().is_none_or(|first| first <= day));
        let outlet = document.outlet.as_ref();
        let text = [outlet.map(SourceName::as_str), document.title.as_deref()];
        let more = [document.author.as_deref(), document.path.as_deref()];
        let places: Vec<&str> = text.into_iter().chain(more).flatten().collect();
        outlets.is_none_or(|names| outlet.is_some_and(|name| names.contains(name)))
            && self.published_since.is_none_or(since)
            && self.published_until.is_none_or(until)
            && self.text.as_ref().is_none_or(|text| all_words_stand(text, &places))
    }
}

/// Returns one document's record.
pub fn document(store: &Store, as_of: AsOf, id: DocumentId) -> Result<DocumentRecord> {
    Ok(store.at(as_of)?.document(id)?)
}

/// Returns one document's text.
pub fn text(store: &Store, as_of: AsOf, id: DocumentId) -> Result<String> {
    Ok(store.at(as_of)?.text(id)?)
}

/// Tells who asserted what, and when: live claims in whose words, or in whose origin's name, all
/// words of `query` stand, grouped by origin; an empty query finds all. `filter` narrows it down
/// (its `text` is not used). Speakers come by name.
pub fn who(store: &Store, as_of: AsOf, query: &str, filter: &ClaimFilter) -> Result<Vec<Speaker>> {
    let view = store.at(as_of)?;
    let ties = Ties::judged(&view)?;
    let mut by_origin: BTreeMap<SourceId, Vec<ClaimRecord>> = BTreeMap::new();
    let mut claims = claims_on(&view, &ties, query, filter)?;
    mark(&view, &mut claims)?;
    for claim in claims {
        let Some(&origin) = claim.sources.last() else { continue };
        let one = ties.same(&[origin]).first().copied().unwrap_or(origin);
        by_origin.entry(one).or_default().push(claim);
    }
    let mut speakers =
        by_origin.into_values().map(|claims| speaker(&view, claims)).collect::<Result<Vec<_>>>()?;
    speakers.sort_by_cached_key(|one| (one.source.name.as_str().to_lowercase(), one.source.id));
    Ok(speakers)
}

/// The claims whose words have all words of `query`, and those of origins whose names do.
fn claims_on(
    view: &View<'_>,
    ties: &Ties,
    query: &str,
    filter: &ClaimFilter,
) -> Result<Vec<ClaimRecord>> {
    if query.trim().is_empty() {
        return Ok(view.claims(&ClaimFilter { text: None, ..filter.clone() })?);
    }
    let by_words = ClaimFilter { text: Some(query.to_owned()), ..filter.clone() };
    let called: Vec<_> = view.sources_called(query)?.into_iter().map(|(id, _)| id).collect();
    let mut origins = ties.same(&called);
    if let Some(wanted) = &filter.origins {
        origins.retain(|id| wanted.contains(id));
    }
    let origins = Some(origins.into_iter().collect());
    let by_name = ClaimFilter { text: None, origins, ..filter.clone() };
    let mut found = view.claims(&by_words)?;
    let seen: BTreeSet<ClaimId> = found.iter().map(|claim| claim.id).collect();
    let more = view.claims(&by_name)?;
    found.extend(more.into_iter().filter(|claim| !seen.contains(&claim.id)));
    Ok(found)
}

fn speaker(view: &View<'_>, mut claims: Vec<ClaimRecord>) -> Result<Speaker> {
    let mut counts: BTreeMap<SourceId, usize> = BTreeMap::new();
    for origin in claims.iter().filter_map(|claim| claim.sources.last()) {
        *counts.entry(*origin).or_default() += 1;
    }
    claims.sort_by_cached_key(|claim| (day_of(claim), claim.recorded_at));
    let most = counts.into_iter().max_by_key(|&(id, count)| (count, std::cmp::Reverse(id)));
    let (name, _) = most.expect("a speaker has a claim, and its claims have origins");
    Ok(Speaker { source: view.source(name)?, claims })
}

/// The day by which claims are told one after the other; unknown days come last.
fn day_of(claim: &ClaimRecord) -> NaiveDate {
    let asserted = claim.claim.asserted_on.as_ref();
    let published = claim.document.published_on.as_ref();
    let day = asserted.or(published).and_then(|on| on.earliest().or(on.latest()));
    day.unwrap_or(NaiveDate::MAX)
}
