//! What the shell offers when TAB is pressed: names and ids of the database at hand.

use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use onrecord::interchange::inert;
use onrecord::ops::ask::{self, ClaimFilter, DocumentFilter, SourceFilter};
use onrecord::store::Store;

use super::{look, place};

/// So many at most: a shell shows no more.
const LIMIT: usize = 500;

/// Offers names of sources.
pub(crate) fn sources() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let filter = SourceFilter { limit: Some(LIMIT), ..SourceFilter::default() };
        let found = store().and_then(|store| ask::sources(&store, None, &filter).ok());
        let offer = found.unwrap_or_default();
        offer.iter().map(|source| candidate(source.name.as_str(), source.kind.as_str())).collect()
    })
}

/// Offers ids of claims.
pub(crate) fn claims() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let filter =
            ClaimFilter { limit: Some(LIMIT), newest_first: true, ..ClaimFilter::default() };
        let found = store().and_then(|store| ask::claims(&store, None, &filter).ok());
        let offer = found.unwrap_or_default();
        offer.iter().map(|claim| candidate(&look::short(claim.id), &look::words(claim))).collect()
    })
}

/// Offers ids of documents.
pub(crate) fn documents() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let filter = DocumentFilter { limit: Some(LIMIT), ..DocumentFilter::default() };
        let found = store().and_then(|store| ask::documents(&store, None, &filter).ok());
        let label = |title: &Option<String>| title.clone().unwrap_or_default();
        let offer = found.unwrap_or_default();
        offer.iter().map(|it| candidate(&look::short(it.id), &label(&it.title))).collect()
    })
}

fn candidate(value: &str, help: &str) -> CompletionCandidate {
    let help = super::ui::shorten(&inert::one_line(help), 60);
    CompletionCandidate::new(inert::one_line(value).into_owned()).help(Some(help.into()))
}

/// The database that a command without `--db` would use.
fn store() -> Option<Store> {
    let place = place::find(None).ok()?;
    Store::open_to_read(&place.path).ok()
}
