//! Documents, sources and claims that several operations recorded, as happens when records are
//! merged: each says again what the thing's id does not cover, and one of them is heard.

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::{Claim, ClaimId, ContentHash, Document, Source, SourceKind, Span, When};
use crate::model::{SourceName, canonical_json};

use super::View;
use super::entry::{Cells, Fact};
use super::error::{Error, Result};

/// What has an id that several operations can record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    Document,
    Source,
    Claim,
}

impl Thing {
    const ALL: [Self; 3] = [Self::Document, Self::Source, Self::Claim];

    /// Its table, which is also the name of the columns for it.
    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Source => "source",
            Self::Claim => "claim",
        }
    }

    /// Tells whether the thing with this id was ever recorded.
    pub(super) fn is_known(self, connection: &Connection, id: ContentHash) -> Result<bool> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {} WHERE id = :id)", self.table());
        Ok(connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0))?)
    }
}

/// What an operation said of a thing that another one recorded, too. Its entry is the one that the
/// thing's own fact has where that operation was the first to record it.
pub(super) struct AlsoFact {
    thing: Thing,
    id: ContentHash,
    fact: Value,
}

const ADD: &str = "INSERT INTO also (operation, document, source, claim, fact)
    VALUES (:operation, (SELECT document FROM document WHERE id = :document),
        (SELECT source FROM source WHERE id = :source),
        (SELECT claim FROM claim WHERE id = :claim), :fact)";

fn bad(problem: impl Into<String>) -> Error {
    Error::BadValue { table: AlsoFact::TABLE, problem: problem.into() }
}

impl AlsoFact {
    /// What `fact` says of a thing that is on record.
    pub(super) fn of<F: Fact>(fact: &F, thing: Thing, id: ContentHash) -> Self {
        let fact = serde_json::to_value(fact.form()).expect("a form is plain JSON");
        Self { thing, id, fact }
    }

    fn parse(text: &str, of: (Thing, ContentHash)) -> Result<Self> {
        let fact: Value = serde_json::from_str(text).map_err(|error| bad(error.to_string()))?;
        if canonical_json(&fact) != text.as_bytes() {
            return Err(bad("its fact is not canonical JSON"));
        }
        Self::told(fact, of)
    }

    /// What an entry tells of a thing that is on record.
    pub(super) fn told(fact: Value, (thing, id): (Thing, ContentHash)) -> Result<Self> {
        let named = fact[thing.table()].as_str().unwrap_or_default();
        if named != id.to_string() {
            return Err(bad(format!("its fact is of {named}, but stands for {id}")));
        }
        let plausible = match thing {
            Thing::Document => DocumentTold::deserialize(&fact).map(drop),
            Thing::Source => SourceTold::deserialize(&fact).map(|_| ()),
            Thing::Claim => ClaimTold::deserialize(&fact).map(drop),
        };
        plausible.map_err(|error| bad(error.to_string()))?;
        Ok(Self { thing, id, fact })
    }
}

impl Fact for AlsoFact {
    const TABLE: &'static str = "also";
    const READ: &'static str = "SELECT a.also AS row, a.operation, a.fact, d.id, s.id, c.id
        FROM also AS a LEFT JOIN document AS d USING (document)
        LEFT JOIN source AS s ON s.source = a.source LEFT JOIN claim AS c ON c.claim = a.claim";

    fn called(&self) -> &'static str {
        self.thing.table()
    }

    fn form(&self) -> impl Serialize {
        &self.fact
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        let id = |thing| (self.thing == thing).then_some(self.id);
        let fact = String::from_utf8(canonical_json(&self.fact)).expect("JSON is UTF-8");
        connection.prepare_cached(ADD)?.execute(named_params! {
            ":operation": operation, ":document": id(Thing::Document),
            ":source": id(Thing::Source), ":claim": id(Thing::Claim), ":fact": fact,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        let fact: String = cells.next()?;
        let mut of = Vec::new();
        for thing in Thing::ALL {
            of.extend(cells.next::<Option<ContentHash>>()?.map(|id| (thing, id)));
        }
        let [of] = of[..] else { return Err(bad("it stands for no thing, or for several")) };
        Self::parse(&fact, of)
    }
}

/// The table and row of the thing that a row stands for.
pub(super) fn thing(connection: &Connection, also: i64) -> Result<(&'static str, i64)> {
    let sql = "SELECT document, source, claim FROM also WHERE also = :also";
    let mut statement = connection.prepare_cached(sql)?;
    let rows: [Option<i64>; 3] =
        statement.query_row([also], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
    let found =
        Thing::ALL.into_iter().zip(rows).find_map(|(thing, row)| Some((thing.table(), row?)));
    found.ok_or_else(|| bad("it stands for no thing"))
}

/// What an operation says of a claim beside what the id covers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClaimTold {
    pub(super) asserted_words: Option<String>,
    pub(super) by_hand: bool,
    #[serde(rename = "claim")]
    _id: ClaimId,
    pub(super) doubts: Vec<String>,
    holds_words: Option<String>,
    pub(super) links: Vec<LinkTold>,
    pub(super) within: Option<ClaimId>,
}

/// The same of one link.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkTold {
    anonymity: Option<Span>,
    asserted_words: Option<String>,
    pub(super) body: Option<SourceName>,
    pub(super) number: Option<u32>,
    pub(super) role: Option<String>,
}

impl ClaimTold {
    /// Puts it into the claim in the place of what the first operation said.
    pub(super) fn retell(&self, claim: &mut Claim) {
        let in_words = |when: &mut Option<When>, words: &Option<String>| {
            when.iter_mut().for_each(|when| when.words.clone_from(words));
        };
        in_words(&mut claim.asserted_on, &self.asserted_words);
        in_words(&mut claim.holds_on, &self.holds_words);
        for (link, told) in claim.chain.iter_mut().zip(&self.links) {
            in_words(&mut link.asserted_on, &told.asserted_words);
            link.source.anonymity.clone_from(&told.anonymity);
            link.source.body.clone_from(&told.body);
            link.source.number = told.number;
            link.source.role.clone_from(&told.role);
        }
    }
}

/// What an operation says of a document beside what the id covers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentTold {
    pub(super) author: Option<String>,
    #[serde(rename = "document")]
    _id: ContentHash,
    pub(super) path: Option<String>,
    pub(super) published_words: Option<String>,
    pub(super) raw_sha256: ContentHash,
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
}

/// What an operation says of a source beside what the id covers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceTold {
    pub(super) kind: SourceKind,
    #[serde(rename = "source")]
    _id: ContentHash,
}

/// Which operation is heard on a thing, and what it says; `None` where that stands in the thing's
/// own row.
pub(super) struct Heard<T> {
    pub(super) operation: i64,
    pub(super) turn: Turn,
    pub(super) told: Option<T>,
}

/// The order in which things were recorded: that of operations, and within one of its entries.
pub(super) type Turn = (String, i64);

impl View<'_> {
    /// Of all operations that recorded a thing, the earliest that stands is heard; without one that
    /// stands, the earliest.
    pub(super) fn heard<T: for<'de> Deserialize<'de>>(
        &self,
        thing: Thing,
        row: i64,
        operation: i64,
    ) -> Result<Heard<T>> {
        if !self.merged {
            return Ok(Heard { operation, turn: (String::new(), row), told: None });
        }
        let of = thing.table();
        let sql = format!(
            "SELECT x.operation, o.recorded_at || hex(o.id), e.sequence, x.fact FROM (
                SELECT '{of}' AS kind, {of} AS row, operation, NULL AS fact
                    FROM {of} WHERE {of} = ?1
                UNION ALL SELECT 'also', also, operation, fact FROM also WHERE {of} = ?1
            ) AS x JOIN operation AS o ON o.operation = x.operation
            JOIN entry AS e ON e.kind = x.kind AND e.row = x.row
            ORDER BY 2, 3"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map([row], |row| Ok(((row.get(0)?, row.get(3)?), (row.get(1)?, row.get(2)?))))?;
        let all = rows.collect::<rusqlite::Result<Vec<((i64, Option<String>), Turn)>>>()?;
        let stands = |((operation, _), _): &_| !self.hidden.contains(operation);
        let first = all.iter().position(stands).unwrap_or(0);
        let ((operation, fact), turn) = all
            .into_iter()
            .nth(first)
            .ok_or_else(|| bad(format!("row {row} of {of} has no entry")))?;
        let told = fact.as_deref().map(serde_json::from_str).transpose();
        Ok(Heard { operation, turn, told: told.map_err(|error| bad(error.to_string()))? })
    }

    /// The rows of the claims that several operations recorded.
    pub(super) fn claims_told_again(&self) -> Result<Vec<i64>> {
        let sql = "SELECT DISTINCT claim FROM also WHERE claim IS NOT NULL ORDER BY claim";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// A thing that can be on record already, recorded by another operation.
pub(super) trait Known: Fact {
    /// What it is.
    const THING: Thing;

    /// Its id.
    fn identity(&self) -> ContentHash;
}

impl Known for Document {
    const THING: Thing = Thing::Document;

    fn identity(&self) -> ContentHash {
        self.id().0
    }
}

impl Known for Source {
    const THING: Thing = Thing::Source;

    fn identity(&self) -> ContentHash {
        self.id().0
    }
}
