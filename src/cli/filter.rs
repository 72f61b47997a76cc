//! Filters on claims, as several verbs take them.

use chrono::NaiveDate;
use onrecord::model::{SourceId, Stance};
use onrecord::ops::ask::{ClaimFilter, ReviewState};
use onrecord::ops::{AsOf, resolve};
use onrecord::store::Store;

use super::failure::Failure;
use super::{Context, complete, ids, options};

/// Which claims.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct ClaimOptions {
    /// Whose name or id stands in the attribution, as origin or relay
    #[arg(long, value_name = "NAME", add = complete::sources())]
    pub(crate) source: Option<String>,
    /// Whose origin speaks for this party
    #[arg(long, value_name = "NAME", add = complete::sources())]
    party: Option<String>,
    /// Published by this outlet
    #[arg(long, value_name = "NAME", add = complete::sources())]
    outlet: Option<String>,
    /// Whose origin has a name
    #[arg(long, conflicts_with = "unnamed")]
    named: bool,
    /// Whose origin has none
    #[arg(long)]
    unnamed: bool,
    /// Said on this day or later, as far as is known
    #[arg(long, value_name = "DATE")]
    said_since: Option<String>,
    /// Said on this day or earlier
    #[arg(long, value_name = "DATE")]
    said_until: Option<String>,
    /// Published on this day or later
    #[arg(long, value_name = "DATE")]
    published_since: Option<String>,
    /// Published on this day or earlier
    #[arg(long, value_name = "DATE")]
    published_until: Option<String>,
    /// What the origin does with the content
    #[arg(long, value_name = "STANCE", value_parser = options::stance())]
    stance: Option<Stance>,
    /// Where they stand in review
    #[arg(long, value_name = "STATE", value_parser = options::review())]
    review: Option<ReviewState>,
    /// In which all of these words stand
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    /// Of this document
    #[arg(long, value_name = "ID", add = complete::documents())]
    document: Option<String>,
    /// Rejected, retracted and corrected ones too
    #[arg(long)]
    withdrawn: bool,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// The latest recorded first
    #[arg(long)]
    newest: bool,
}

impl ClaimOptions {
    /// Finds out which sources, documents and days are meant.
    pub(crate) fn read(
        &self,
        context: &Context,
        store: &Store,
        as_of: AsOf,
    ) -> Result<ClaimFilter, Failure> {
        let sources = |name: &Option<String>| some_sources(store, as_of, name.as_deref());
        let party = self.party.as_deref().map(|name| resolve::party(store, as_of, name));
        let document = self.document.as_deref().map(|id| ids::document(store, as_of, id));
        Ok(ClaimFilter {
            sources: sources(&self.source)?,
            origins: party
                .transpose()?
                .map(|found| known(found, self.party.as_deref()))
                .transpose()?,
            outlets: sources(&self.outlet)?,
            named: self.named.then_some(true).or(self.unnamed.then_some(false)),
            said_since: since(context, self.said_since.as_deref())?,
            said_until: until(context, self.said_until.as_deref())?,
            published_since: since(context, self.published_since.as_deref())?,
            published_until: until(context, self.published_until.as_deref())?,
            stance: self.stance,
            review: self.review,
            text: self.text.clone(),
            document: document.transpose()?,
            withdrawn: self.withdrawn,
            limit: self.limit,
            newest_first: self.newest,
        })
    }
}

/// The sources that a name means; a name that means none is a mistake, not an empty answer.
pub(crate) fn some_sources(
    store: &Store,
    as_of: AsOf,
    name: Option<&str>,
) -> Result<Option<Vec<SourceId>>, Failure> {
    let found = name.map(|text| resolve::sources(store, as_of, text)).transpose()?;
    found.map(|found| known(found, name)).transpose()
}

fn known(found: Vec<SourceId>, name: Option<&str>) -> Result<Vec<SourceId>, Failure> {
    match name {
        Some(name) if found.is_empty() => {
            Err(onrecord::ops::Error::UnknownSource(name.to_owned()).into())
        }
        _ => Ok(found),
    }
}

/// The first day that a typed date can mean.
pub(crate) fn since(context: &Context, words: Option<&str>) -> Result<Option<NaiveDate>, Failure> {
    Ok(context.maybe_date(words)?.and_then(|when| when.earliest()))
}

/// The last day that a typed date can mean.
pub(crate) fn until(context: &Context, words: Option<&str>) -> Result<Option<NaiveDate>, Failure> {
    Ok(context.maybe_date(words)?.and_then(|when| when.latest()))
}
