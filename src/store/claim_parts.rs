//! The parts of a claim: its pieces and the links of its attribution.

use rusqlite::types::Type;
use rusqlite::{Connection, Row, named_params};
use serde::Serialize;

use crate::model::{
    Claim, DocumentId, Link, Mention, Source, SourceId, SourceKind, SourceName, Span,
};

use super::error::{Error, Result};
use super::when;

/// What the record holds of a link beside what the claim's id covers.
#[derive(Serialize)]
pub(super) struct LinkForm<'a> {
    anonymity: Option<&'a Span>,
    asserted_words: Option<&'a str>,
    body: Option<&'a SourceName>,
    number: Option<u32>,
    role: Option<&'a str>,
}

impl<'a> LinkForm<'a> {
    pub(super) fn of(link: &'a Link) -> Self {
        Self {
            anonymity: link.source.anonymity.as_ref(),
            asserted_words: when::words(link.asserted_on.as_ref()),
            body: link.source.body.as_ref(),
            number: link.source.number,
            role: link.source.role.as_deref(),
        }
    }
}

const ADD_PIECE: &str = "INSERT INTO claim_piece (claim, nth, first, past, words)
    VALUES (:claim, :nth, :first, :past, :words)";

const ADD_LINK: &str = "INSERT INTO claim_link (claim, nth, source, kind, words_first, words_past,
        words, cue_first, cue_past, cue, channel, asserted_on, asserted_words, role, body, number,
        anonymity_first, anonymity_past, anonymity)
    VALUES (:claim, :nth, (SELECT source FROM source WHERE id = :source), :kind, :words_first,
        :words_past, :words, :cue_first, :cue_past, :cue, :channel, :asserted_on, :asserted_words,
        :role, (SELECT source FROM source WHERE id = :body), :number, :anonymity_first,
        :anonymity_past, :anonymity)";

const PIECES: &str = "SELECT * FROM claim_piece WHERE claim = :claim ORDER BY nth";

const LINKS: &str =
    "SELECT l.*, s.id AS source_id, s.name, b.name AS body_name, b.document AS body_document
    FROM claim_link AS l JOIN source AS s USING (source)
    LEFT JOIN source AS b ON b.source = l.body
    WHERE l.claim = :claim ORDER BY l.nth";

/// Writes the pieces and links of a claim.
pub(super) fn insert(connection: &Connection, row: i64, claim: &Claim) -> Result<()> {
    for (nth, piece) in claim.content.iter().enumerate() {
        connection.prepare_cached(ADD_PIECE)?.execute(named_params! {
            ":claim": row, ":nth": nth, ":first": piece.start, ":past": piece.end,
            ":words": piece.text,
        })?;
    }
    for (nth, link) in claim.chain.iter().enumerate() {
        insert_link(connection, row, nth, (link, claim.document))?;
    }
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

/// The source of a link.
pub(super) fn source_of(link: &Link, document: DocumentId) -> Source {
    Source::new(link.source.name.clone(), link.source.kind, document)
}

/// Reads the pieces of a claim, in the order of the text.
pub(super) fn read_pieces(connection: &Connection, claim: i64) -> Result<Vec<Span>> {
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

/// Reads the links of a claim, outermost first, with the source id of each.
pub(super) fn read_links(connection: &Connection, claim: i64) -> Result<Vec<(Link, SourceId)>> {
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
        // Two sources can have one name only if one of them is the unnamed one of some document.
        if row.get::<_, Option<i64>>("body_document")?.is_some() {
            let problem = "its body is a source without a name".to_owned();
            return Err(Error::BadValue { table: "claim_link", problem });
        }
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

/// A value that cannot be, in the way in which rusqlite reports one.
pub(super) fn no_value(problem: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Null, problem.into())
}
