//! Claims that could be about the same as a sentence: found by its rarest words, at a cost that
//! does not grow with the record.

use std::collections::HashMap;

use rusqlite::OptionalExtension;

use crate::model::{ClaimId, DocumentId, Stance, When};

use super::claim_lists::Conditions;
use super::error::Result;
use super::filter::ClaimFilter;
use super::{View, search, when};

/// A claim on record that shares words with a sentence: what one needs to compare the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The claim.
    pub claim: ClaimId,
    /// The document that it stands in.
    pub document: DocumentId,
    /// Its words.
    pub words: String,
    /// The headline that it stands under; empty if there is none.
    pub title: String,
    /// Its stance.
    pub stance: Stance,
    /// When it was said.
    pub asserted_on: Option<When>,
    /// When its document was published.
    pub published_on: Option<When>,
}

/// Where the words of a sentence are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// In the own words of all claims, also of those that were withdrawn or rejected.
    WordsOfAll,
    /// In the own words of live claims and in their headlines.
    WordsAndTitle,
}

/// So many claims with a word are counted; of a word that more have, the number is estimated.
const COUNTED: usize = 2_000;
/// At most so many words are looked for.
const MOST_WORDS: usize = 32;

const WITH: &str = "SELECT rowid FROM claim_words WHERE claim_words MATCH ?1 LIMIT ?2";

impl View<'_> {
    /// Returns how many claims were ever recorded.
    pub fn claims_ever(&self) -> Result<usize> {
        let sql = "SELECT coalesce(max(claim), 0) FROM claim";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// Returns the claim that was recorded last, whatever became of it.
    pub fn latest_claim(&self) -> Result<Option<ClaimId>> {
        let sql = "SELECT id FROM claim ORDER BY claim DESC LIMIT 1";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?)
    }

    /// Returns how many documents were ever recorded.
    pub fn documents_ever(&self) -> Result<usize> {
        let sql = "SELECT coalesce(max(document), 0) FROM document";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// Returns in how many claims or their headlines a word stands; if in many, about how many, by
    /// how soon that many were met.
    pub fn claims_with(&self, word: &str) -> Result<usize> {
        let first = self.rows_that_say(word, Within::WordsAndTitle, COUNTED)?;
        match first.last() {
            Some(&last) if first.len() == COUNTED => {
                let last = usize::try_from(last).unwrap_or(COUNTED);
                Ok((COUNTED * self.claims_ever()? / last.max(1)).max(COUNTED))
            }
            _ => Ok(first.len()),
        }
    }

    /// Lists claims that share words with a sentence; the nearest `limit`, in the order of recording.
    /// `words` are given with the number of claims that each stands in; the rarest are looked for,
    /// until they stand in `postings` claims together.
    pub fn near(
        &self,
        words: &[(String, usize)],
        within: Within,
        (limit, postings): (usize, usize),
    ) -> Result<Vec<Near>> {
        let all = self.claims_ever()? as f64;
        let mut shared: HashMap<i64, f64> = HashMap::new();
        for (word, count) in rarest(words, postings) {
            // What BM25 makes of how rare a word is. Its other part, the length of each claim, would
            // have to be looked up for all of them.
            let (count, absent) = (*count as f64, (all - *count as f64).max(0.0));
            let weight = (1.0 + (absent + 0.5) / (count + 0.5)).ln();
            for row in self.rows_that_say(word, within, postings)? {
                *shared.entry(row).or_default() += weight;
            }
        }
        let withdrawn = within == Within::WordsOfAll;
        self.nearest(&shared, &ClaimFilter { withdrawn, ..ClaimFilter::default() }, limit)
    }

    /// Lists those of some claims that share most, at most `limit`. Which of them are `among` those
    /// wanted is asked from the nearest on, so that the others take nobody's place.
    fn nearest(
        &self,
        shared: &HashMap<i64, f64>,
        among: &ClaimFilter,
        limit: usize,
    ) -> Result<Vec<Near>> {
        let nearer = |a: &i64, b: &i64| shared[b].total_cmp(&shared[a]).then(a.cmp(b));
        let mut rows: Vec<i64> = shared.keys().copied().collect();
        rows.sort_unstable_by(nearer);
        let mut found = Vec::new();
        for some in rows.chunks(limit.max(1)) {
            let some = serde_json::json!(some).to_string();
            let mut more =
                self.found("c.claim IN (SELECT value FROM json_each(?))", some, among)?;
            more.sort_unstable_by(|(a, _), (b, _)| nearer(a, b));
            found.extend(more.into_iter().take(limit - found.len()));
            if found.len() == limit {
                break;
            }
        }
        Ok(self.as_recorded(found))
    }

    /// The rows of the first claims with a word. FTS5 is asked for no more than their list: to rank
    /// them it would look up each.
    fn rows_that_say(&self, word: &str, within: Within, most: usize) -> Result<Vec<i64>> {
        let Some(query) = search::all_words(word) else { return Ok(Vec::new()) };
        let titled = within == Within::WordsAndTitle;
        let query = if titled { query } else { search::in_words(&query) };
        let mut statement = self.connection.prepare_cached(WITH)?;
        self.careful(|| {
            let rows = statement.query_map((query, super::limit(Some(most))), |row| row.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Lists those of some claims that are live, in the order of recording.
    pub fn live_of(&self, claims: &[ClaimId]) -> Result<Vec<Near>> {
        let ids: Vec<String> = claims.iter().map(ToString::to_string).collect();
        let ids = serde_json::json!(ids).to_string();
        let wanted = "c.id IN (SELECT unhex(value) FROM json_each(?))";
        Ok(self.as_recorded(self.found(wanted, ids, &ClaimFilter::default())?))
    }

    /// Puts claims in the order of recording, which after a merge is no order of rows.
    fn as_recorded(&self, mut found: Vec<(i64, Near)>) -> Vec<Near> {
        if self.merged {
            found.sort_unstable_by_key(|(_, near)| near.claim);
        } else {
            found.sort_unstable_by_key(|(row, _)| *row);
        }
        found.into_iter().map(|(_, near)| near).collect()
    }

    /// Finds claims, each with its row.
    fn found(
        &self,
        condition: &str,
        value: String,
        among: &ClaimFilter,
    ) -> Result<Vec<(i64, Near)>> {
        let mut list = Conditions::default();
        list.add(condition, value);
        self.add_review(&mut list, among);
        self.add_standing(&mut list);
        let sql = format!(
            "SELECT c.claim, c.id, d.id AS document_id, c.words, coalesce(d.title, '') AS title, c.stance,
                c.asserted_on, c.asserted_words, d.published_on, d.published_words
                FROM claim AS c JOIN document AS d USING (document)
                WHERE {}",
            list.text()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map(list.values(), |row| {
            let near = Near {
                claim: row.get("id")?,
                document: row.get("document_id")?,
                words: row.get("words")?,
                title: row.get("title")?,
                stance: row.get("stance")?,
                asserted_on: when::read(row, "asserted_on", "asserted_words")?,
                published_on: when::read(row, "published_on", "published_words")?,
            };
            Ok((row.get("claim")?, near))
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}

/// The rarest words, as many as can be looked for at a bounded cost; at least one.
fn rarest(words: &[(String, usize)], postings: usize) -> Vec<&(String, usize)> {
    let mut words: Vec<_> = words.iter().filter(|(_, count)| *count > 0).collect();
    words.sort_by_key(|(_, count)| *count);
    words.truncate(MOST_WORDS);
    let mut spent = 0;
    let affordable = words.into_iter().enumerate().take_while(|(nth, (_, count))| {
        spent += count;
        *nth == 0 || spent <= postings
    });
    affordable.map(|(_, word)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::rarest;

    #[test]
    fn common_words_are_left_out_when_they_cost_too_much() {
        let words = |list: &[(&str, usize)]| -> Vec<_> {
            list.iter().map(|(word, count)| ((*word).to_owned(), *count)).collect()
        };
        let rarest = |list: &[(&str, usize)]| -> Vec<String> {
            rarest(&words(list), 1_000).into_iter().map(|(word, _)| word.clone()).collect()
        };
        assert_eq!(rarest(&[("wall", 900), ("nowhere", 0), ("zinc", 2)]), ["zinc", "wall"]);
        assert_eq!(rarest(&[("said", 999), ("zinc", 2)]), ["zinc"]);
        assert_eq!(rarest(&[("said", 900_000)]), ["said"]);
        assert_eq!(rarest(&[]), [""; 0]);
    }
}
