//! Claims with their pieces and links: how they are written and read back.

use std::borrow::Cow;

use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::Serialize;

use crate::model::{Claim, ClaimId, Source, SourceId, SourceKind};

use super::claim_parts::{self, LinkForm, no_value, read_links, read_pieces, source_of};
use super::entry::Fact;
use super::error::{Error, Result};
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

const ADD_WORDS: &str = "INSERT INTO claim_words (rowid, words, title)
    SELECT claim, words, title FROM claim_text WHERE claim = :claim";

const ONE: &str = "SELECT c.*, d.id AS document_id, o.id AS origin_id, w.id AS within_id
    FROM claim AS c JOIN document AS d USING (document)
    LEFT JOIN source AS o ON o.source = c.origin
    LEFT JOIN claim AS w ON w.claim = c.within
    WHERE c.claim = :claim";

/// A claim with its id, which is computed but once.
pub(super) struct ClaimFact<'a> {
    id: ClaimId,
    pub(super) new: Cow<'a, NewClaim>,
}

impl Fact for ClaimFact<'_> {
    const TABLE: &'static str = "claim";

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

    fn insert(&self, connection: &Connection, operation: i64) -> Result<i64> {
        let claim = &self.new.claim;
        insert_claim(connection, self, operation)?;
        let row = connection.last_insert_rowid();
        connection.prepare_cached(ADD_WORDS)?.execute(named_params! { ":claim": row })?;
        claim_parts::insert(connection, row, claim)?;
        Ok(row)
    }

    fn load(connection: &Connection, row: i64) -> Result<(Self, i64)> {
        let mut statement = connection.prepare_cached(ONE)?;
        let mut rows = statement.query([row])?;
        let found = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        let (claim, sources) = read(connection, row, found)?;
        let new = NewClaim {
            claim,
            within: found.get("within_id")?,
            doubts: doubts(found)?,
            by_hand: found.get("by_hand")?,
        };
        let fact = Self { id: new.claim.id(), new: Cow::Owned(new) };
        check(found, &fact, &sources)?;
        Ok((fact, found.get("operation")?))
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

/// Reads a claim from its row (which has `document_id` joined to it), its pieces and its links,
/// with the source id of each link.
pub(super) fn read(
    connection: &Connection,
    claim: i64,
    row: &Row<'_>,
) -> Result<(Claim, Vec<SourceId>)> {
    let (chain, sources) = read_links(connection, claim)?.into_iter().unzip();
    let claim = Claim {
        document: row.get("document_id")?,
        content: read_pieces(connection, claim)?,
        chain,
        quotation: row.get("quotation")?,
        stance: row.get("stance")?,
        asserted_on: when::read(row, "asserted_on", "asserted_words")?,
        holds_on: when::read(row, "holds_on", "holds_words")?,
    };
    Ok((claim, sources))
}

/// Reads the doubts of a claim from its row.
pub(super) fn doubts(row: &Row<'_>) -> rusqlite::Result<Vec<String>> {
    let Some(text) = row.get::<_, Option<String>>("doubts")? else { return Ok(Vec::new()) };
    let doubts: Vec<String> =
        serde_json::from_str(&text).map_err(|error| no_value(format!("doubts: {error}")))?;
    if doubts.is_empty() || as_json(&doubts) != text {
        return Err(no_value("doubts are not written as they should be".to_owned()));
    }
    Ok(doubts)
}

fn as_json(doubts: &[String]) -> String {
    serde_json::json!(doubts).to_string()
}

/// Checks the columns that follow from others: the id, the origin, the words, the bounds.
fn check(row: &Row<'_>, fact: &ClaimFact<'_>, sources: &[SourceId]) -> Result<()> {
    let bad = |problem| Err(Error::BadValue { table: "claim", problem });
    let claim = &fact.new.claim;
    let (id, found): (ClaimId, ClaimId) = (row.get("id")?, fact.id);
    if id != found {
        return bad(format!("its id is {id}, but what it says has the id {found}"));
    }
    if row.get::<_, Option<SourceId>>("origin_id")?.as_ref() != sources.last() {
        return bad("its origin is not the source of its last link".to_owned());
    }
    if row.get::<_, String>("words")? != claim.words() {
        return bad("its words are not those of its pieces".to_owned());
    }
    if claim.sources().iter().map(Source::id).ne(sources.iter().copied()) {
        return bad("a link names a source of another document".to_owned());
    }
    when::words_need_a_date(row, "claim", claim.holds_on.as_ref(), "holds_words")?;
    let columns = ["asserted_from", "asserted_to", "asserted_words"];
    when::check(row, "claim", claim.asserted_on.as_ref(), columns)
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
        self.record(&ClaimFact { id, new: Cow::Borrowed(new) })?;
        Ok(Added::New)
    }
}

/// Finds a claim's row and operation, on record or not.
pub(super) fn find(connection: &Connection, id: ClaimId) -> Result<Option<(i64, i64)>> {
    let sql = "SELECT claim, operation FROM claim WHERE id = :id";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}
