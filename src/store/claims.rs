//! Claims with their pieces and links: how they are written and read back.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::Serialize;

use crate::model::{
    Claim, ClaimId, DocumentId, Link, Mention, Source, SourceId, SourceKind, SourceName, Span,
};

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

#[derive(Serialize)]
struct LinkForm<'a> {
    anonymity: Option<&'a Span>,
    asserted_words: Option<&'a str>,
    body: Option<&'a SourceName>,
    number: Option<u32>,
    role: Option<&'a str>,
}

impl<'a> LinkForm<'a> {
    fn of(link: &'a Link) -> Self {
        Self {
            anonymity: link.source.anonymity.as_ref(),
            asserted_words: when::words(link.asserted_on.as_ref()),
            body: link.source.body.as_ref(),
            number: link.source.number,
            role: link.source.role.as_deref(),
        }
    }
}

const ADD: &str = "INSERT INTO claim (id, operation, document, origin, within, quotation, stance,
        asserted_on, asserted_words, asserted_from, asserted_to, holds_on, holds_words, by_hand,
        doubts, words)
    VALUES (:id, :operation, (SELECT document FROM document WHERE id = :document),
        (SELECT source FROM source WHERE id = :origin),
        (SELECT claim FROM claim WHERE id = :within), :quotation, :stance,
        :asserted_on, :asserted_words, :asserted_from, :asserted_to, :holds_on, :holds_words,
        :by_hand, :doubts, :words)";

const ADD_WORDS: &str = "INSERT INTO claim_words (rowid, words) VALUES (:claim, :words)";

const ADD_PIECE: &str = "INSERT INTO claim_piece (claim, nth, first, past, words)
    VALUES (:claim, :nth, :first, :past, :words)";

const ADD_LINK: &str = "INSERT INTO claim_link (claim, nth, source, kind, words_first, words_past,
        words, cue_first, cue_past, cue, channel, asserted_on, asserted_words, role, body, number,
        anonymity_first, anonymity_past, anonymity)
    VALUES (:claim, :nth, (SELECT source FROM source WHERE id = :source), :kind, :words_first,
        :words_past, :words, :cue_first, :cue_past, :cue, :channel, :asserted_on, :asserted_words,
        :role, (SELECT source FROM source WHERE id = :body), :number, :anonymity_first,
        :anonymity_past, :anonymity)";

const ONE: &str = "SELECT c.*, d.id AS document_id, o.id AS origin_id, w.id AS within_id
    FROM claim AS c JOIN document AS d USING (document)
    LEFT JOIN source AS o ON o.source = c.origin
    LEFT JOIN claim AS w ON w.claim = c.within
    WHERE c.claim = :claim";

const PIECES: &str = "SELECT * FROM claim_piece WHERE claim = :claim ORDER BY nth";

const LINKS: &str = "SELECT l.*, s.id AS source_id, s.name, b.name AS body_name, b.id AS body_id
    FROM claim_link AS l JOIN source AS s USING (source)
    LEFT JOIN source AS b ON b.source = l.body
    WHERE l.claim = :claim ORDER BY l.nth";

impl Fact for NewClaim {
    const TABLE: &'static str = "claim";

    fn form(&self) -> impl Serialize {
        Form {
            asserted_words: when::words(self.claim.asserted_on.as_ref()),
            by_hand: self.by_hand,
            claim: self.claim.id(),
            doubts: &self.doubts,
            holds_words: when::words(self.claim.holds_on.as_ref()),
            links: self.claim.chain.iter().map(LinkForm::of).collect(),
            within: self.within,
        }
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<i64> {
        insert_claim(connection, self, operation)?;
        let row = connection.last_insert_rowid();
        let words = named_params! { ":claim": row, ":words": self.claim.words() };
        connection.prepare_cached(ADD_WORDS)?.execute(words)?;
        for (nth, piece) in self.claim.content.iter().enumerate() {
            connection.prepare_cached(ADD_PIECE)?.execute(named_params! {
                ":claim": row, ":nth": nth, ":first": piece.start, ":past": piece.end,
                ":words": piece.text,
            })?;
        }
        for (nth, link) in self.claim.chain.iter().enumerate() {
            insert_link(connection, row, nth, (link, self.claim.document))?;
        }
        Ok(row)
    }

    fn load(connection: &Connection, row: i64) -> Result<(Self, i64)> {
        let mut statement = connection.prepare_cached(ONE)?;
        let mut rows = statement.query([row])?;
        let found = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        let (claim, sources) = read(connection, row, found)?;
        let new = Self {
            claim,
            within: found.get("within_id")?,
            doubts: doubts(found)?,
            by_hand: found.get("by_hand")?,
        };
        check(found, &new, &sources)?;
        Ok((new, found.get("operation")?))
    }
}

fn insert_claim(connection: &Connection, new: &NewClaim, operation: i64) -> Result<()> {
    let NewClaim { claim, within, doubts, by_hand } = new;
    let (asserted, holds) = (claim.asserted_on.as_ref(), claim.holds_on.as_ref());
    let [from, to] = when::bounds(asserted);
    let origin = claim.origin().map(|link| source_of(link, claim.document).id());
    let doubts = (!doubts.is_empty()).then(|| as_json(doubts));
    connection.prepare_cached(ADD)?.execute(named_params! {
        ":id": claim.id(), ":operation": operation, ":document": claim.document,
        ":origin": origin, ":within": within, ":quotation": claim.quotation,
        ":stance": claim.stance, ":asserted_on": when::edtf(asserted),
        ":asserted_words": when::words(asserted), ":asserted_from": from, ":asserted_to": to,
        ":holds_on": when::edtf(holds), ":holds_words": when::words(holds),
        ":by_hand": by_hand, ":doubts": doubts, ":words": claim.words(),
    })?;
    Ok(())
}

fn insert_link(
    connection: &Connection,
    claim: i64,
    nth: usize,
    (link, document): (&Link, DocumentId),
) -> Result<()> {
    let Mention { kind, words, role, body, number, anonymity, .. } = &link.source;
    let body = body.clone().map(|name| Source::new(name, SourceKind::Body, document).id());
    let asserted = link.asserted_on.as_ref();
    let [first, past] = [|span: &Span| span.start, |span: &Span| span.end];
    connection.prepare_cached(ADD_LINK)?.execute(named_params! {
        ":claim": claim, ":nth": nth, ":source": source_of(link, document).id(), ":kind": kind,
        ":words_first": words.as_ref().map(first), ":words_past": words.as_ref().map(past),
        ":words": words.as_ref().map(|span| &span.text),
        ":cue_first": link.cue.as_ref().map(first), ":cue_past": link.cue.as_ref().map(past),
        ":cue": link.cue.as_ref().map(|span| &span.text), ":channel": link.channel,
        ":asserted_on": when::edtf(asserted), ":asserted_words": when::words(asserted),
        ":role": role, ":body": body, ":number": number,
        ":anonymity_first": anonymity.as_ref().map(first),
        ":anonymity_past": anonymity.as_ref().map(past),
        ":anonymity": anonymity.as_ref().map(|span| &span.text),
    })?;
    Ok(())
}

fn source_of(link: &Link, document: DocumentId) -> Source {
    Source::new(link.source.name.clone(), link.source.kind, document)
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

fn read_pieces(connection: &Connection, claim: i64) -> Result<Vec<Span>> {
    let mut statement = connection.prepare_cached(PIECES)?;
    let mut rows = statement.query([claim])?;
    let mut pieces = Vec::new();
    while let Some(row) = rows.next()? {
        in_order(row, "claim_piece", pieces.len())?;
        pieces.push(Span {
            start: row.get("first")?,
            end: row.get("past")?,
            text: row.get("words")?,
        });
    }
    Ok(pieces)
}

fn read_links(connection: &Connection, claim: i64) -> Result<Vec<(Link, SourceId)>> {
    let mut statement = connection.prepare_cached(LINKS)?;
    let mut rows = statement.query([claim])?;
    let mut links = Vec::new();
    while let Some(row) = rows.next()? {
        in_order(row, "claim_link", links.len())?;
        when::words_need_a_date(
            row,
            "claim_link",
            when::read(row, "asserted_on", "asserted_words")?.as_ref(),
            "asserted_words",
        )?;
        links.push((link_from(row)?, row.get("source_id")?));
    }
    Ok(links)
}

fn in_order(row: &Row<'_>, table: &'static str, expected: usize) -> Result<()> {
    let nth: usize = row.get("nth")?;
    if nth == expected {
        return Ok(());
    }
    Err(Error::BadValue { table, problem: format!("nth is {nth} where {expected} should be") })
}

fn link_from(row: &Row<'_>) -> rusqlite::Result<Link> {
    Ok(Link {
        source: Mention {
            name: row.get("name")?,
            kind: row.get("kind")?,
            words: span(row, ["words_first", "words_past", "words"])?,
            role: row.get("role")?,
            body: row.get("body_name")?,
            number: row.get("number")?,
            anonymity: span(row, ["anonymity_first", "anonymity_past", "anonymity"])?,
        },
        cue: span(row, ["cue_first", "cue_past", "cue"])?,
        channel: row.get("channel")?,
        asserted_on: when::read(row, "asserted_on", "asserted_words")?,
    })
}

/// Reads a span from its three columns: all there, or none.
fn span(row: &Row<'_>, [first, past, words]: [&str; 3]) -> rusqlite::Result<Option<Span>> {
    let (start, end): (Option<usize>, Option<usize>) = (row.get(first)?, row.get(past)?);
    match (start, end, row.get(words)?) {
        (Some(start), Some(end), Some(text)) => Ok(Some(Span { start, end, text })),
        (None, None, None) => Ok(None),
        _ => Err(no_value(format!("{first}, {past} and {words} are not all there"))),
    }
}

fn no_value(problem: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Null, problem.into())
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
fn check(row: &Row<'_>, new: &NewClaim, sources: &[SourceId]) -> Result<()> {
    let bad = |problem| Err(Error::BadValue { table: "claim", problem });
    let NewClaim { claim, .. } = new;
    let (id, found): (ClaimId, ClaimId) = (row.get("id")?, claim.id());
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
        self.record(new)?;
        Ok(Added::New)
    }
}

/// Finds a claim's row and operation, on record or not.
pub(super) fn find(connection: &Connection, id: ClaimId) -> Result<Option<(i64, i64)>> {
    let sql = "SELECT claim, operation FROM claim WHERE id = :id";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}
