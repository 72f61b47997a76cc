//! The parts of a claim: its pieces and the links of its attribution.

use std::ops::RangeInclusive;

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::{CachedStatement, Connection, Rows, named_params};
use serde::Serialize;

use crate::model::{
    CanonicalSpan, Claim, DocumentId, Link, Mention, Source, SourceId, SourceKind, SourceName, Span,
};

use super::entry::Cells;
use super::error::Result;
use super::when;

/// What the record holds of a link beside what the claim's id covers.
#[derive(Serialize)]
pub(super) struct LinkForm<'a> {
    anonymity: Option<CanonicalSpan<'a>>,
    asserted_words: Option<&'a str>,
    body: Option<&'a SourceName>,
    number: Option<u32>,
    role: Option<&'a str>,
}

impl<'a> LinkForm<'a> {
    pub(super) fn of(link: &'a Link) -> Self {
        Self {
            anonymity: link.source.anonymity.as_ref().map(Span::canonical),
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

const PIECES: &str = "SELECT claim, nth, first, past, words FROM claim_piece
    WHERE claim BETWEEN ?1 AND ?2 ORDER BY claim, nth";

const LINKS: &str = "SELECT l.claim, l.nth, l.source, s.id, s.document, s.name, l.kind,
        l.words_first, l.words_past, l.words, l.role, b.name, l.number,
        l.anonymity_first, l.anonymity_past, l.anonymity, l.cue_first, l.cue_past, l.cue,
        l.channel, l.asserted_on, l.asserted_words, b.document
    FROM claim_link AS l JOIN source AS s USING (source)
    LEFT JOIN source AS b ON b.source = l.body
    WHERE l.claim BETWEEN ?1 AND ?2 ORDER BY l.claim, l.nth";

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

/// A link as it was read back, with its source.
pub(super) struct FoundLink {
    pub(super) link: Link,
    /// The row of its source.
    pub(super) row: i64,
    /// The id of its source.
    pub(super) id: SourceId,
    /// The document of its source, if that has no name.
    pub(super) document: Option<i64>,
}

/// The pieces and links of some claims, read in the order of the claims.
pub(super) struct Parts<'s> {
    pieces: Ahead<'s>,
    links: Ahead<'s>,
}

/// What reads pieces, and what reads links.
pub(super) fn statements(connection: &Connection) -> Result<[CachedStatement<'_>; 2]> {
    Ok([connection.prepare_cached(PIECES)?, connection.prepare_cached(LINKS)?])
}

impl<'s> Parts<'s> {
    pub(super) fn of(
        [pieces, links]: [&'s mut CachedStatement<'_>; 2],
        claims: &RangeInclusive<i64>,
    ) -> Result<Self> {
        let claims = [claims.start(), claims.end()];
        let pieces = Ahead::of("claim_piece", pieces.query(claims)?)?;
        Ok(Self { pieces, links: Ahead::of("claim_link", links.query(claims)?)? })
    }

    /// Reads the pieces of a claim in the order of the text, and its links, outermost first.
    pub(super) fn of_claim(&mut self, claim: i64) -> Result<(Vec<Span>, Vec<FoundLink>)> {
        Ok((self.pieces.of_claim(claim, piece)?, self.links.of_claim(claim, link)?))
    }
}

/// Reads the pieces and links of one claim.
pub(super) fn of_claim(connection: &Connection, claim: i64) -> Result<(Vec<Span>, Vec<FoundLink>)> {
    let [mut pieces, mut links] = statements(connection)?;
    Parts::of([&mut pieces, &mut links], &(claim..=claim))?.of_claim(claim)
}

/// Rows that lie ahead, by claim.
struct Ahead<'s> {
    table: &'static str,
    rows: Rows<'s>,
}

impl<'s> Ahead<'s> {
    fn of(table: &'static str, mut rows: Rows<'s>) -> Result<Self> {
        rows.advance()?;
        Ok(Self { table, rows })
    }

    /// Reads the rows of a claim, which must be numbered from 0. Those of claims before it, which
    /// are not there, are left out.
    fn of_claim<T>(&mut self, claim: i64, read: fn(&mut Cells<'_>) -> Result<T>) -> Result<Vec<T>> {
        let mut parts = Vec::new();
        while let Some(row) = self.rows.get() {
            let mut cells = Cells::of(self.table, row);
            let owner: i64 = cells.next()?;
            if owner > claim {
                break;
            }
            if owner == claim {
                let (nth, expected): (usize, _) = (cells.next()?, parts.len());
                if nth != expected {
                    return Err(cells.bad(format!("nth is {nth} where {expected} should be")));
                }
                parts.push(read(&mut cells)?);
            }
            self.rows.advance()?;
        }
        Ok(parts)
    }
}

fn piece(cells: &mut Cells<'_>) -> Result<Span> {
    Ok(Span { start: cells.next()?, end: cells.next()?, text: cells.next()? })
}

fn link(cells: &mut Cells<'_>) -> Result<FoundLink> {
    let (row, id, document) = (cells.next()?, cells.next()?, cells.next()?);
    let source = Mention {
        name: cells.next()?,
        kind: cells.next()?,
        words: span(cells)?,
        role: cells.next()?,
        body: cells.next()?,
        number: cells.next()?,
        anonymity: span(cells)?,
    };
    let cue = span(cells)?;
    let link = Link { source, cue, channel: cells.next()?, asserted_on: when::next(cells)? };
    // Two sources can have one name only if one of them is the unnamed one of some document.
    if cells.next::<Option<i64>>()?.is_some() {
        return Err(cells.bad("its body is a source without a name".to_owned()));
    }
    Ok(FoundLink { link, row, id, document })
}

/// Reads a span from its three columns: all there, or none.
fn span(cells: &mut Cells<'_>) -> Result<Option<Span>> {
    let (start, end): (Option<usize>, Option<usize>) = (cells.next()?, cells.next()?);
    match (start, end, cells.next()?) {
        (Some(start), Some(end), Some(text)) => Ok(Some(Span { start, end, text })),
        (None, None, None) => Ok(None),
        _ => Err(cells.bad("a place and its words are not all there".to_owned())),
    }
}
