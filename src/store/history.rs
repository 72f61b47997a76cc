//! What happened to a thing: every fact that is about it, undone ones too.

use crate::model::{ClaimId, ContentHash, DocumentId, RelationId, SourceId};

use super::also::Thing;
use super::claims::{ClaimFact, find};
use super::comparisons::ComparisonFact;
use super::entry::{self, Fact};
use super::error::Result;
use super::grades::{DescriptionFact, GradeFact};
use super::keys::KeyFact;
use super::kinds::{Event, Happening};
use super::notes::NoteFact;
use super::propositions::{NameFact, PlacementFact};
use super::protections::ProtectionFact;
use super::relations::NewJudgement;
use super::reviews::{ReviewFact, WithdrawalFact};
use super::ties::NewTie;
use super::{View, operations};

/// An event with the operation that it belongs to.
type InOperation = (Event, i64);

impl View<'_> {
    /// Tells what happened to a claim, oldest first.
    pub fn history_of_claim(&self, id: ClaimId) -> Result<Vec<Happening>> {
        let Some((row, operation)) = find(self.connection, id)? else { return Ok(Vec::new()) };
        let by_hand = entry::load::<ClaimFact<'_>>(self.connection, row)?.0.new.by_hand;
        let mut events = vec![(Event::Recorded { by_hand }, operation)];
        events.extend(self.also(Thing::Claim, row)?);
        events.extend(self.again("SELECT operation FROM again WHERE claim = ?1", row)?);
        let keys = "SELECT claim_key FROM claim_key WHERE claim = ?1";
        events.extend(self.events::<KeyFact>(keys, row)?);
        let reviews = "SELECT review FROM review WHERE claim = ?1";
        events.extend(self.events::<ReviewFact>(reviews, row)?);
        let withdrawals = "SELECT withdrawal FROM withdrawal WHERE claim = ?1";
        events.extend(self.events::<WithdrawalFact>(withdrawals, row)?);
        let judgements = "SELECT relation_judgement FROM relation_judgement WHERE ?1 IN (a, b)";
        events.extend(self.events::<NewJudgement>(judgements, row)?);
        let placed = "SELECT proposition_judgement FROM proposition_judgement WHERE ?1 IN (a, b)";
        events.extend(self.events::<PlacementFact>(placed, row)?);
        let named = "SELECT proposition_name FROM proposition_name WHERE claim = ?1";
        events.extend(self.events::<NameFact>(named, row)?);
        self.told(events, id.0)
    }

    /// Tells what happened to a document, oldest first.
    pub fn history_of_document(&self, id: DocumentId) -> Result<Vec<Happening>> {
        let row = self.document_row(id)?;
        let sql = "SELECT operation FROM document WHERE document = ?1";
        let operation = self.connection.query_row(sql, [row], |row| row.get(0))?;
        let mut events = vec![(Event::Recorded { by_hand: false }, operation)];
        events.extend(self.also(Thing::Document, row)?);
        events.extend(self.again("SELECT operation FROM again WHERE document = ?1", row)?);
        self.told(events, id.0)
    }

    /// Tells what happened to a source, oldest first.
    pub fn history_of_source(&self, id: SourceId) -> Result<Vec<Happening>> {
        let row = self.source_row(id)?;
        let sql = "SELECT operation FROM source WHERE source = ?1";
        let operation = self.connection.query_row(sql, [row], |row| row.get(0))?;
        let mut events = vec![(Event::Recorded { by_hand: false }, operation)];
        events.extend(self.also(Thing::Source, row)?);
        let ties = "SELECT source_tie FROM source_tie WHERE ?1 IN (a, b)";
        events.extend(self.events::<NewTie>(ties, row)?);
        let grades = "SELECT source_grade FROM source_grade WHERE source = ?1";
        events.extend(self.events::<GradeFact>(grades, row)?);
        let described = "SELECT source_description FROM source_description WHERE source = ?1";
        events.extend(self.events::<DescriptionFact>(described, row)?);
        let protected = "SELECT source_protection FROM source_protection WHERE source = ?1";
        events.extend(self.events::<ProtectionFact>(protected, row)?);
        self.told(events, id.0)
    }

    /// Tells what happened to the relation of two claims, oldest first.
    pub fn history_of_relation(&self, id: RelationId) -> Result<Vec<Happening>> {
        let compared = "SELECT comparison FROM comparison WHERE pair = ?1";
        let mut events = self.events::<ComparisonFact>(compared, id)?;
        let judged = "SELECT relation_judgement FROM relation_judgement WHERE pair = ?1";
        events.extend(self.events::<NewJudgement>(judged, id)?);
        self.told(events, id.0)
    }

    /// Tells what was noted on a thing, oldest first.
    pub fn history_of_notes(&self, id: ContentHash) -> Result<Vec<Happening>> {
        self.told(Vec::new(), id)
    }

    fn again(&self, sql: &str, row: i64) -> Result<Vec<InOperation>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let events = statement.query_map([row], |row| Ok((Event::RecordedAgain, row.get(0)?)))?;
        Ok(events.collect::<rusqlite::Result<_>>()?)
    }

    /// The other operations that recorded a thing.
    fn also(&self, thing: Thing, row: i64) -> Result<Vec<InOperation>> {
        let sql = format!(
            "SELECT coalesce(fact ->> 'by_hand', 0), operation FROM also WHERE {} = ?1",
            thing.table()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let events = statement
            .query_map([row], |row| Ok((Event::Recorded { by_hand: row.get(0)? }, row.get(1)?)))?;
        Ok(events.collect::<rusqlite::Result<_>>()?)
    }

    fn events<F: Fact + Into<Event>>(
        &self,
        sql: &str,
        about: impl rusqlite::ToSql,
    ) -> Result<Vec<InOperation>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([about], |row| row.get(0))?;
        let rows = rows.collect::<rusqlite::Result<Vec<i64>>>()?;
        let event = |row| {
            entry::load::<F>(self.connection, row).map(|(fact, operation)| (fact.into(), operation))
        };
        rows.into_iter().map(event).collect()
    }

    /// Puts events in order, adds the notes, leaves out what is later than the view.
    fn told(&self, mut events: Vec<InOperation>, id: ContentHash) -> Result<Vec<Happening>> {
        events.extend(self.events::<NoteFact>("SELECT note FROM note WHERE id = ?1", id)?);
        events.sort_by_key(|(_, operation)| *operation);
        let mut told = Vec::new();
        for (event, row) in events {
            let judged = self.judged(row)?;
            let undone = self.hidden.contains(&row);
            let operation = operations::id_of(self.connection, row)?;
            if self.until.has(row, judged.at) {
                told.push(Happening { event, judged, operation, undone });
            }
        }
        if self.merged {
            told.sort_by_key(|one| (one.judged.at, one.operation));
        }
        Ok(told)
    }
}
