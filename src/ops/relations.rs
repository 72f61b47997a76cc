//! How claims stand to each other.

use std::collections::BTreeSet;

use crate::model::{ClaimId, Relation, RelationRecord};
use crate::store::Store;

use super::case::Cases;
use super::{AsOf, Result};

/// Which relations to list. The default is every one that the program proposes or a person stated,
/// "unrelated" left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelationFilter {
    /// One of the two claims is one of these.
    pub touching: Option<Vec<ClaimId>>,
    /// Only this relation.
    pub relation: Option<Relation>,
    /// Only of this status: "proposed", "confirmed", "rejected", "stated".
    pub status: Option<String>,
    /// Rejected ones too.
    pub rejected: bool,
    /// At most so many.
    pub limit: Option<usize>,
}

/// Lists the relations of claims.
pub fn relations(
    store: &Store,
    as_of: AsOf,
    filter: &RelationFilter,
) -> Result<Vec<RelationRecord>> {
    let view = store.at(as_of)?;
    let touching: Option<BTreeSet<ClaimId>> =
        filter.touching.as_ref().map(|claims| claims.iter().copied().collect());
    let limit = filter.limit.unwrap_or(usize::MAX);
    let mut found = Vec::new();
    for case in Cases::of(&view, touching.as_ref())? {
        let relations = case?.findings().relations.into_iter();
        found.extend(relations.filter(|record| filter.takes(record, touching.as_ref())));
        if found.len() >= limit {
            break;
        }
    }
    found.truncate(limit);
    Ok(found)
}

impl RelationFilter {
    fn takes(&self, record: &RelationRecord, touching: Option<&BTreeSet<ClaimId>>) -> bool {
        let near =
            touching.is_none_or(|claims| claims.contains(&record.a) || claims.contains(&record.b));
        let kind = match self.relation {
            Some(relation) => record.relation == relation,
            None => record.relation != Relation::Unrelated,
        };
        let status = record.status.as_str();
        let wanted = match &self.status {
            Some(wanted) => wanted == status,
            None => self.rejected || status != "rejected",
        };
        near && kind && wanted
    }
}
