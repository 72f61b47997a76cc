//! What an encoder made of the claims, kept so that it need not be asked again.
//!
//! Claims are read in the order of recording, so those that are left are those behind the last one.
//! No facts: the table can be dropped, and is filled anew when somebody asks with a model.

use rusqlite::named_params;

use crate::model::{ClaimId, ContentHash};

use super::claim_lists::Conditions;
use super::error::Result;
use super::filter::ClaimFilter;
use super::{Store, View};

/// A claim that has no vector yet, and what is to be read of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The claim.
    pub claim: ClaimId,
    /// Its headline, if it has one, and its words.
    pub text: String,
}

const UNREAD: &str = "SELECT c.id, trim(t.title || '. ' || t.words, '. ') AS text
    FROM claim AS c JOIN claim_text AS t USING (claim)
    WHERE c.claim > (SELECT coalesce(max(claim), 0) FROM claim_vector WHERE model = :model)
    ORDER BY c.claim LIMIT :limit";

const COUNT: &str = "SELECT count(*) FROM claim
    WHERE claim > (SELECT coalesce(max(claim), 0) FROM claim_vector WHERE model = :model)";

const KEEP: &str = "INSERT OR IGNORE INTO claim_vector (claim, model, vector)
    VALUES ((SELECT claim FROM claim WHERE id = :claim), :model, :vector)";

const ALL: &str = "SELECT c.id, v.vector FROM claim_vector AS v JOIN claim AS c USING (claim)
    JOIN document AS d USING (document)";

impl View<'_> {
    /// Returns how many claims have no vector of a model.
    pub fn claims_unread(&self, model: ContentHash) -> Result<usize> {
        let mut statement = self.connection.prepare_cached(COUNT)?;
        Ok(statement.query_row(named_params! { ":model": model }, |row| row.get(0))?)
    }

    /// Returns each live claim that a model has read, with its vector.
    pub fn vectors(&self, model: ContentHash) -> Result<Vec<(ClaimId, Vec<u8>)>> {
        let mut live = Conditions::default();
        live.add("v.model = ?", model);
        self.add_review(&mut live, &ClaimFilter::default());
        self.add_standing(&mut live);
        let sql = format!("{ALL} WHERE {} ORDER BY v.claim", live.text());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows =
            statement.query_map(live.values(), |row| Ok((row.get("id")?, row.get("vector")?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Store {
    /// Lists some claims that have no vector of a model, at most `limit`.
    pub fn unread(&self, model: ContentHash, limit: usize) -> Result<Vec<Unread>> {
        let mut statement = self.connection.prepare_cached(UNREAD)?;
        let limit = super::limit(Some(limit));
        let rows = statement
            .query_map(named_params! { ":model": model, ":limit": limit }, |row| {
                Ok(Unread { claim: row.get("id")?, text: row.get("text")? })
            })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Keeps what a model made of some claims.
    pub fn keep_vectors(
        &mut self,
        model: ContentHash,
        vectors: &[(ClaimId, Vec<u8>)],
    ) -> Result<()> {
        let transaction = self.connection.transaction()?;
        for (claim, vector) in vectors {
            let params = named_params! { ":claim": claim, ":model": model, ":vector": vector };
            transaction.prepare_cached(KEEP)?.execute(params)?;
        }
        Ok(transaction.commit()?)
    }
}
