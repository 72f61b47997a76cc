//! Claims with their pieces and links: how they are written and read back.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;
use serde_json::Value;

use crate::model::{Claim, ClaimId, ContentHash, Quotation, Source, SourceKind, Span};

use super::also::{ClaimTold, Known, Thing};
use super::claim_parts::{self, LinkForm, Parts, source_of};
use super::entry::{self, Cells, Fact, Found};
use super::error::{Error, Result};
use super::sql_types::YesOrNo;
use super::told::{Subject, Told, bad, read_fact, subject_of};
use super::{Added, Writer, when};

/// A claim to record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClaim {
    /// The claim. Its document must be on record.
    pub claim: Claim,
    /// The recorded claim that it is nested in.
    pub within: Option<ClaimId>,
    /// Why a person should look at it twice.
    pub doubts: Vec<String>,
    /// Typed in by a person; else extracted by the program.
    pub by_hand: bool,
}

/// What the record holds of a claim beside what its id covers.
#[derive(Serialize)]
struct Form<'a> {
    asserted_words: Option<&'a str>,
    by_hand: bool,
    claim: ClaimId,
    doubts: &'a [String],
    holds_words: Option<&'a str>,
    links: Vec<LinkForm<'a>>,
    within: Option<ClaimId>,
}

const ADD: &str = "INSERT INTO claim (id, operation, document, origin, within, quotation, stance,
        asserted_on, asserted_words, asserted_from, asserted_to, holds_on, holds_words, by_hand,
        doubts, words)
    VALUES (:id, :operation, (SELECT document FROM document WHERE id = :document),
        (SELECT source FROM source WHERE id = :origin),
        (SELECT claim FROM claim WHERE id = :within), :quotation, :stance,
        :asserted_on, :asserted_words, :asserted_from, :asserted_to, :holds_on, :holds_words,
        :by_hand, :doubts, :words)";

/// As `claim_text` has them. Not INSERT ... SELECT: that may add many rows, so SQLite begins a
/// savepoint for it, and at each one FTS5 writes what it has gathered in memory.
const ADD_WORDS: &str = "INSERT INTO claim_words (rowid, words, title) VALUES (:claim, :words,
    coalesce((SELECT title FROM document WHERE id = :document), ''))";

/// The columns that [`read`] takes; of `claim AS c`, its `document AS d`, and `w`, the claim that it
/// is nested in.
macro_rules! columns {
    () => {
        "d.id, c.quotation, c.stance, c.asserted_on, c.asserted_words, c.holds_on, c.holds_words,
            w.id, c.doubts, c.by_hand"
    };
}

pub(super) use columns;

/// A claim with its id, which is computed but once.
pub(super) struct ClaimFact<'a> {
    id: ClaimId,
    pub(super) new: Cow<'a, NewClaim>,
    /// What its row says beside, if it was read from one.
    beside: Beside,
}

/// Columns of a claim's row that are no part of what it says.
#[derive(Default)]
struct Beside {
    document: i64,
    origin: Option<i64>,
    words: String,
}

impl Fact for ClaimFact<'_> {
    const TABLE: &'static str = "claim";
    const READ: &'static str = concat!(
        "SELECT c.claim AS row, c.operation, ",
        columns!(),
        ", c.asserted_from, c.asserted_to, c.id, c.document, c.origin, c.words
        FROM claim AS c JOIN document AS d USING (document)
        LEFT JOIN claim AS w ON w.claim = c.within"
    );

    fn form(&self) -> impl Serialize {
        let NewClaim { claim, within, doubts, by_hand } = self.new.as_ref();
        Form {
            asserted_words: when::words(claim.asserted_on.as_ref()),
            by_hand: *by_hand,
            claim: self.id,
            doubts,
            holds_words: when::words(claim.holds_on.as_ref()),
            links: claim.chain.iter().map(LinkForm::of).collect(),
            within: *within,
        }
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        insert_claim(connection, self, operation)
    }

    fn insert_parts(&self, connection: &Connection, row: i64) -> Result<()> {
        let claim = &self.new.claim;
        connection.prepare_cached(ADD_WORDS)?.execute(named_params! {
            ":claim": row, ":words": claim.words(), ":document": claim.document,
        })?;
        claim_parts::insert(connection, row, claim)
    }

    /// Reads the row alone: `scan` adds the pieces and links.
    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        let new = read(cells)?;
        when::check_bounds(cells, new.claim.asserted_on.as_ref())?;
        let id = cells.next()?;
        let beside =
            Beside { document: cells.next()?, origin: cells.next()?, words: cells.next()? };
        Ok(Self { id, new: Cow::Owned(new), beside })
    }

    fn scan(
        connection: &Connection,
        rows: RangeInclusive<i64>,
        each: impl FnMut(Found<Self>) -> Result<()>,
    ) -> Result<()> {
        let [mut pieces, mut links] = claim_parts::statements(connection)?;
        let mut parts = Parts::of([&mut pieces, &mut links], &rows)?;
        let read = |row, cells: &mut Cells<'_>| Self::read(cells)?.complete(row, &mut parts);
        entry::scan(connection, rows, read, each)
    }

    fn quoted(self) -> Option<(i64, Vec<Span>)> {
        let Claim { content, chain, quotation, .. } = self.new.into_owned().claim;
        let mut spans = if quotation == Quotation::Paraphrase { Vec::new() } else { content };
        for link in chain {
            spans
                .extend([link.source.words, link.cue, link.source.anonymity].into_iter().flatten());
        }
        Some((self.beside.document, spans))
    }
}

impl ClaimFact<'_> {
    /// Adds the pieces and links of its row; checks the columns that follow from others: the
    /// origin, the words, the id.
    fn complete(mut self, row: i64, parts: &mut Parts<'_>) -> Result<Self> {
        let bad = |problem| Err(Error::BadValue { table: Self::TABLE, problem });
        let (content, links) = parts.of_claim(row)?;
        if links.last().map(|link| link.row) != self.beside.origin {
            return bad("its origin is not the source of its last link".to_owned());
        }
        let of_document = |unnamed: bool| unnamed.then_some(self.beside.document);
        if links.iter().any(|it| it.document != of_document(it.link.source.kind.is_unnamed())) {
            return bad("a link names a source of another document".to_owned());
        }
        let claim = &mut self.new.to_mut().claim;
        claim.content = content;
        claim.chain = links.into_iter().map(|link| link.link).collect();
        if claim.words() != self.beside.words {
            return bad("its words are not those of its pieces".to_owned());
        }
        let found = claim.id();
        if found != self.id {
            return bad(format!("its id is {}, but what it says has the id {found}", self.id));
        }
        Ok(self)
    }
}

impl Told for ClaimFact<'_> {
    fn told(fact: Value, subject: Option<Subject>) -> Result<Self> {
        let told: ClaimTold = read_fact(Self::TABLE, fact)?;
        let subject = subject_of(Self::TABLE, subject)?;
        let mut claim =
            Claim::of_canonical(&subject.canonical).map_err(|error| bad(Self::TABLE, error))?;
        told.retell(&mut claim);
        let ClaimTold { within, doubts, by_hand, .. } = told;
        let (id, new) = (claim.id(), NewClaim { claim, within, doubts, by_hand });
        Ok(Self { id, new: Cow::Owned(new), beside: Beside::default() })
    }
}

impl Known for ClaimFact<'_> {
    const THING: Thing = Thing::Claim;

    fn identity(&self) -> ContentHash {
        self.id.0
    }
}

fn insert_claim(connection: &Connection, fact: &ClaimFact<'_>, operation: i64) -> Result<()> {
    let NewClaim { claim, within, doubts, by_hand } = fact.new.as_ref();
    let (asserted, holds) = (claim.asserted_on.as_ref(), claim.holds_on.as_ref());
    let [from, to] = when::bounds(asserted);
    let origin = claim.origin().map(|link| source_of(link, claim.document).id());
    let doubts = (!doubts.is_empty()).then(|| as_json(doubts));
    connection.prepare_cached(ADD)?.execute(named_params! {
        ":id": fact.id, ":operation": operation, ":document": claim.document,
        ":origin": origin, ":within": within, ":quotation": claim.quotation,
        ":stance": claim.stance, ":asserted_on": when::edtf(asserted),
        ":asserted_words": when::words(asserted), ":asserted_from": from, ":asserted_to": to,
        ":holds_on": when::edtf(holds), ":holds_words": when::words(holds),
        ":by_hand": by_hand, ":doubts": doubts, ":words": claim.words(),
    })?;
    Ok(())
}

/// Reads a claim without its pieces and links from the next columns of its row.
pub(super) fn read(cells: &mut Cells<'_>) -> Result<NewClaim> {
    let claim = Claim {
        document: cells.next()?,
        content: Vec::new(),
        chain: Vec::new(),
        quotation: cells.next()?,
        stance: cells.next()?,
        asserted_on: when::next(cells)?,
        holds_on: when::next(cells)?,
    };
    let (within, doubts, YesOrNo(by_hand)) = (cells.next()?, doubts(cells)?, cells.next()?);
    Ok(NewClaim { claim, within, doubts, by_hand })
}

fn doubts(cells: &mut Cells<'_>) -> Result<Vec<String>> {
    let Some(text) = cells.next::<Option<String>>()? else { return Ok(Vec::new()) };
    let doubts: Vec<String> =
        serde_json::from_str(&text).map_err(|error| cells.bad(format!("doubts: {error}")))?;
    if doubts.is_empty() || as_json(&doubts) != text {
        return Err(cells.bad("doubts are not written as they should be".to_owned()));
    }
    Ok(doubts)
}

fn as_json(doubts: &[String]) -> String {
    serde_json::json!(doubts).to_string()
}

impl Writer<'_> {
    /// Records a claim, if it is not on record. Its document must be.
    pub fn add_claim(&mut self, new: &NewClaim) -> Result<Added> {
        let id = new.claim.id();
        self.view.document_row(new.claim.document)?;
        if let Some((row, operation)) = find(self.view.connection, id)? {
            let counts = self.view.claim_counts(row, operation)?;
            return self.claim_again(id, counts);
        }
        for link in &new.claim.chain {
            self.add_source(&source_of(link, new.claim.document))?;
            if let Some(body) = link.source.body.clone() {
                self.add_source(&Source::new(body, SourceKind::Body, new.claim.document))?;
            }
        }
        self.record(&ClaimFact { id, new: Cow::Borrowed(new), beside: Beside::default() })?;
        Ok(Added::New)
    }
}

/// Finds a claim's row and operation, on record or not.
pub(super) fn find(connection: &Connection, id: ClaimId) -> Result<Option<(i64, i64)>> {
    let sql = "SELECT claim, operation FROM claim WHERE id = :id";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}
