//! Where people stand: the answer that counts to each question that somebody answered.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ContentHash, Decision, Judged, RelationId, Review, Tie};

use super::View;
use super::error::Result;

/// What a question is about: the thing, and what was asked of it.
pub type Question = (&'static str, Vec<ContentHash>);

/// An answer, and who gave it when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The answer.
    pub answer: String,
    /// Who, and when.
    pub judged: Judged,
}

type Positions = BTreeMap<Question, Position>;

impl View<'_> {
    /// Lists the questions on sources, claims and relations that people answered, with the answer
    /// that counts.
    pub fn positions(&self) -> Result<Positions> {
        let mut found = Positions::new();
        self.on_sources(&mut found)?;
        self.on_claims(&mut found)?;
        for tie in self.standing_ties()? {
            if let (Tie::SameAs | Tie::NotSameAs, Some(judged)) = (tie.tie, tie.judged) {
                let of = vec![tie.a.min(tie.b).0, tie.a.max(tie.b).0];
                put(&mut found, ("one source", of), tie.tie.as_str(), judged);
            }
        }
        for one in self.relation_judgements()? {
            let of = vec![RelationId::between(one.a, one.b).0];
            let answer = format!("{} {}", one.verdict.as_str(), one.relation);
            put(&mut found, ("relation", of), answer, one.judged);
        }
        for one in self.placements()? {
            let of = vec![one.a.min(one.b).0, one.a.max(one.b).0];
            let answer = if one.together { "together" } else { "apart" };
            put(&mut found, ("one proposition", of), answer, one.judged);
        }
        for one in self.proposition_names()? {
            put(&mut found, ("name of the proposition", vec![one.claim.0]), one.name, one.judged);
        }
        Ok(found)
    }

    fn on_sources(&self, found: &mut Positions) -> Result<()> {
        for (row, id) in self.judged_in(&["source_grade", "source_description"], "source")? {
            if let Some((grade, operation)) = self.grade_of(row)? {
                let (answer, judged) = (grade.grade.as_str(), self.judged(operation)?);
                put(found, ("grade", vec![id]), answer, judged);
            }
            if let Some((told, operation)) = self.description_of(row)? {
                let judged = self.judged(operation)?;
                put(found, ("description", vec![id]), told.description, judged);
            }
        }
        Ok(())
    }

    fn on_claims(&self, found: &mut Positions) -> Result<()> {
        for (row, id) in self.judged_in(&["review", "withdrawal"], "claim")? {
            if let Review::Decided(decision, judged) = self.review_of(row, 0, false)? {
                let answer = match decision {
                    Decision::Accepted => "accepted",
                    Decision::Rejected => "rejected",
                };
                put(found, ("review", vec![id]), answer, judged);
            }
            if let Some(gone) = self.withdrawal_of(row)? {
                let answer = match gone.replaced_by {
                    Some(by) => format!("corrected by {by}"),
                    None => "retracted".to_owned(),
                };
                put(found, ("withdrawal", vec![id]), answer, gone.judged);
            }
        }
        Ok(())
    }

    /// The rows and ids of the things that some tables of judgements are about.
    fn judged_in(&self, tables: &[&str], of: &str) -> Result<BTreeSet<(i64, ContentHash)>> {
        let mut found = BTreeSet::new();
        for table in tables {
            let sql = format!("SELECT x.{of}, x.id FROM {table} AS j JOIN {of} AS x USING ({of})");
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for row in rows {
                found.insert(row?);
            }
        }
        Ok(found)
    }

    /// Tells whether a claim is on record.
    pub fn has_claim(&self, id: ContentHash) -> bool {
        self.claim_row(crate::model::ClaimId(id)).is_ok()
    }
}

fn put(found: &mut Positions, question: Question, answer: impl Into<String>, judged: Judged) {
    found.insert(question, Position { answer: answer.into(), judged });
}
