//! Lists of sources, as they stand: what documents and people say of each.

use std::collections::BTreeSet;

use rusqlite::Row;

use crate::model::{Judged, OperationId, SourceId, SourceName, SourceRecord, When};

use super::also::{ClaimTold, Heard, SourceTold, Thing};
use super::claim_lists::Conditions;
use super::error::{Error, Result};
use super::filter::ClaimFilter;
use super::{View, search, when};

const SELECT: &str = "SELECT s.source, s.id, s.operation, s.name, s.kind, d.id AS document
    FROM source AS s LEFT JOIN document AS d USING (document)";

const MENTIONS: &str = "SELECT l.role, b.name AS body, l.number, c.origin = l.source AS is_origin,
        c.asserted_on, c.asserted_words, c.claim, c.operation, l.nth
    FROM claim_link AS l JOIN claim AS c USING (claim) JOIN document AS d USING (document)
    LEFT JOIN source AS b ON b.source = l.body";

const IS_JUDGED: &str = "SELECT operation FROM source_tie WHERE :source IN (a, b)
    UNION ALL SELECT operation FROM source_grade WHERE source = :source
    UNION ALL SELECT operation FROM source_description WHERE source = :source
    UNION ALL SELECT operation FROM source_protection WHERE source = :source";

/// What the live claims that mention a source say of it.
#[derive(Default)]
struct Mentions {
    links: usize,
    origin_of: usize,
    roles: Vec<String>,
    bodies: Vec<SourceName>,
    number: Option<u32>,
    asserted: Vec<When>,
}

/// What one link of a claim says of its source.
struct Said {
    role: Option<String>,
    body: Option<SourceName>,
    number: Option<u32>,
    /// It is the origin, and when it spoke.
    asserted: Option<Option<When>>,
}

impl Said {
    fn of(row: &Row<'_>, told: Option<ClaimTold>) -> rusqlite::Result<Self> {
        let origin = row.get::<_, Option<bool>>("is_origin")? == Some(true);
        let mut asserted = when::read(row, "asserted_on", "asserted_words")?;
        let mut said = Self {
            role: row.get("role")?,
            body: row.get("body")?,
            number: row.get("number")?,
            asserted: None,
        };
        if let Some(mut told) = told {
            asserted.iter_mut().for_each(|on| on.words.clone_from(&told.asserted_words));
            if let Some(link) = told.links.get_mut(row.get::<_, usize>("nth")?) {
                said.role = link.role.take();
                said.body = link.body.take();
                said.number = link.number;
            }
        }
        said.asserted = origin.then_some(asserted);
        Ok(said)
    }
}

impl Mentions {
    fn add(&mut self, said: Said) {
        self.links += 1;
        add_new(&mut self.roles, said.role);
        add_new(&mut self.bodies, said.body);
        self.number = self.number.max(said.number);
        if let Some(asserted) = said.asserted {
            self.origin_of += 1;
            self.asserted.extend(asserted);
        }
    }
}

fn add_new<T: PartialEq>(list: &mut Vec<T>, item: Option<T>) {
    list.extend(item.filter(|item| !list.contains(item)));
}

impl View<'_> {
    /// Lists the sources that have a name, in the order of recording, with the operation of each.
    pub fn names_of_sources(&self) -> Result<Vec<(SourceName, OperationId)>> {
        let sql = "SELECT s.operation, s.name, o.id FROM source AS s JOIN operation AS o
            USING (operation) WHERE s.document IS NULL ORDER BY s.source";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut names = Vec::new();
        while let Some(row) = rows.next()? {
            if !self.hidden.contains(&row.get(0)?) {
                names.push((row.get(1)?, row.get(2)?));
            }
        }
        Ok(names)
    }

    /// Lists sources by name: these, or all that a live claim, a document or a judgement names.
    pub fn sources(&self, ids: Option<&[SourceId]>) -> Result<Vec<SourceRecord>> {
        let mut sources = match ids {
            Some(ids) => ids.iter().map(|&id| self.source(id)).collect::<Result<Vec<_>>>()?,
            None => self.all_sources()?,
        };
        sources.sort_by_cached_key(|source| (source.name.as_str().to_lowercase(), source.id));
        Ok(sources)
    }

    /// Lists sources by name, as far as it matters who they are: without counts and dates of what
    /// they said, which take long where one source said much.
    pub fn who_they_are(&self, ids: &BTreeSet<SourceId>) -> Result<Vec<SourceRecord>> {
        let described = "l.role IS NOT NULL OR l.body IS NOT NULL OR l.number IS NOT NULL";
        let mut sources = Vec::new();
        for &id in ids {
            match self.source_with(id, Some(described)) {
                Err(Error::Unknown { .. }) => {}
                source => sources.push(source?),
            }
        }
        sources.sort_by_cached_key(|source| (source.name.as_str().to_lowercase(), source.id));
        Ok(sources)
    }

    /// Returns one source.
    pub fn source(&self, id: SourceId) -> Result<SourceRecord> {
        self.source_with(id, None)
    }

    /// A source with what some mentions, or all, say of it.
    fn source_with(&self, id: SourceId, mentions: Option<&str>) -> Result<SourceRecord> {
        let row = self.source_row(id)?;
        let sql = format!("{SELECT} WHERE s.source = :source");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([row])?;
        let found = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        self.source_from(found, self.mentions(row, mentions)?)
    }

    fn all_sources(&self) -> Result<Vec<SourceRecord>> {
        let outlets = self.outlets()?;
        let mut statement = self.connection.prepare_cached(SELECT)?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let source: i64 = row.get("source")?;
            let mentions = self.mentions(source, None)?;
            if mentions.links > 0 || outlets.contains(&source) || self.is_judged(source)? {
                found.push(self.source_from(row, mentions)?);
            }
        }
        Ok(found)
    }

    fn source_from(&self, row: &Row<'_>, mut mentions: Mentions) -> Result<SourceRecord> {
        let source: i64 = row.get("source")?;
        mentions.asserted.sort_by_key(When::earliest);
        let Heard { told, .. }: Heard<SourceTold> =
            self.heard(Thing::Source, source, row.get("operation")?)?;
        let grade = self.grade_of(source)?;
        let description = self.description_of(source)?;
        let protection = self.protection_of(source)?;
        Ok(SourceRecord {
            id: row.get("id")?,
            name: row.get("name")?,
            kind: told.map_or(row.get("kind")?, |told| told.kind),
            document: row.get("document")?,
            roles: mentions.roles,
            bodies: mentions.bodies,
            number: mentions.number,
            grade: grade.map(|(fact, op)| self.by(fact.grade.0, op)).transpose()?,
            description: description.map(|(fact, op)| self.by(fact.description, op)).transpose()?,
            protected: protection.map(|(fact, op)| self.by(fact.commitment, op)).transpose()?,
            claims: mentions.origin_of,
            first_asserted_on: mentions.asserted.first().cloned(),
            last_asserted_on: mentions.asserted.into_iter().max_by_key(When::latest),
        })
    }

    fn by<T>(&self, value: T, operation: i64) -> Result<(T, Judged)> {
        Ok((value, self.judged(operation)?))
    }

    fn mentions(&self, source: i64, only: Option<&str>) -> Result<Mentions> {
        let mut list = Conditions::default();
        list.add("l.source = ?", source);
        self.add_review(&mut list, &ClaimFilter::default());
        self.add_standing(&mut list);
        let only = only.unwrap_or("1");
        let sql = format!("{MENTIONS} WHERE {} AND ({only}) ORDER BY c.claim", list.text());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(list.values())?;
        let mut said = Vec::new();
        while let Some(row) = rows.next()? {
            let (claim, operation) = (row.get("claim")?, row.get("operation")?);
            let heard: Heard<ClaimTold> = self.heard(Thing::Claim, claim, operation)?;
            said.push((heard.turn, Said::of(row, heard.told)?));
        }
        said.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut mentions = Mentions::default();
        said.into_iter().for_each(|(_, said)| mentions.add(said));
        Ok(mentions)
    }

    /// The rows of the sources that published a document on record.
    fn outlets(&self) -> Result<BTreeSet<i64>> {
        let sql = "SELECT outlet, document, operation FROM document WHERE outlet IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut outlets = BTreeSet::new();
        while let Some(row) = rows.next()? {
            if self.document_counts(row.get("document")?, row.get("operation")?)? {
                outlets.insert(row.get("outlet")?);
            }
        }
        Ok(outlets)
    }

    fn is_judged(&self, source: i64) -> Result<bool> {
        let mut statement = self.connection.prepare_cached(IS_JUDGED)?;
        let mut rows = statement.query([source])?;
        while let Some(row) = rows.next()? {
            if !self.hidden.contains(&row.get(0)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Lists the sources in whose name all words of `text` stand, or that are called just so.
    pub fn sources_called(&self, text: &str) -> Result<Vec<(SourceId, SourceName)>> {
        let (sql, value) = match search::all_words(text) {
            Some(query) => (
                "SELECT s.id, s.name FROM source_names AS n
                JOIN source AS s ON s.source = n.rowid WHERE source_names MATCH ?1",
                query,
            ),
            None => ("SELECT id, name FROM source WHERE name = ?1", text.to_owned()),
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        self.careful(|| {
            let rows = statement.query_map([value], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}
