//! Stories: which claims have to be looked at together to tell what any of them is about.
//!
//! Documents are linked by what their claims say to each other (recorded comparisons), by how
//! like their texts are (`story_link`), and by people's judgements. Those that hang
//! together by such links tell one story. A story that grows too large for that falls apart into
//! claims that hang together by comparisons that came to something. [`View::story_of`] walks from
//! one claim, at a cost that does not grow with the record; [`View::stories`] comes to the same for
//! all claims at once.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use crate::model::{
    Agreement, ClaimId, ClaimRecord, DisjointSets, DocumentId, OperationId, SourceId,
};

use super::claim_lists::Conditions;
use super::error::{Error, Result};
use super::filter::ClaimFilter;
use super::{View, Writer};

/// What makes two documents one story, in hundredths: how like their texts are, and the share of their
/// claims whose comparison came to something.
///
/// Documents that make a story too large are held together more closely, step by step.
const LINKED: [u32; 6] = [12, 15, 19, 24, 32, 48];
/// Claims that have to be looked at together, by row, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story(Vec<i64>);

impl Story {
    /// Returns how many claims it has, those that were rejected included.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether it has none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts stories together.
    pub fn together(stories: &[Self]) -> Self {
        let claims: BTreeSet<i64> = stories.iter().flat_map(|story| &story.0).copied().collect();
        Self(claims.into_iter().collect())
    }

    /// Its claims as a JSON list.
    pub(super) fn rows(&self) -> String {
        serde_json::json!(self.0).to_string()
    }
}

/// The stories that were met while some were looked for.
#[derive(Debug)]
pub struct Stories<'v, 'a> {
    view: &'v View<'a>,
    judged: Joined,
    largest: usize,
    /// Documents of stories that are too large, for each step of [`LINKED`].
    falls_apart: [BTreeSet<i64>; LINKED.len()],
}

/// What people's judgements join: claims, and their documents.
#[derive(Debug, Default)]
struct Joined {
    claims: BTreeMap<i64, BTreeSet<i64>>,
    documents: BTreeMap<i64, BTreeSet<i64>>,
}

impl Joined {
    /// Documents by what judgements join.
    fn of_documents(&self, count: usize) -> DisjointSets {
        let mut sets = DisjointSets::of(count);
        for (a, others) in &self.documents {
            others.iter().for_each(|b| sets.join(place(*a), place(*b)));
        }
        sets
    }
}

/// A claim on record: its row, its document's, and that of the claim that it is nested in.
struct Seat {
    claim: i64,
    document: i64,
    within: Option<i64>,
}

/// The latest comparison of two claims on record, the one with the smaller row first.
struct Link {
    a: i64,
    b: i64,
    decided: bool,
}

const ADD: &str = "INSERT INTO story_link (operation, a, b, likeness)
    VALUES (:operation, (SELECT document FROM document WHERE id = :a),
        (SELECT document FROM document WHERE id = :b), :likeness)";

const SPEAKING: &str = "SELECT DISTINCT d.id FROM claim_link AS l
    JOIN claim AS c USING (claim) JOIN document AS d USING (document)
    WHERE l.source = (SELECT source FROM source WHERE id = ?1) LIMIT ?2";

const JUDGED: &str = "SELECT operation, a, b FROM relation_judgement
    UNION ALL SELECT operation, a, b FROM proposition_judgement";

const SEATS: &str = "SELECT c.claim, c.operation, c.document, c.within,
        d.operation AS document_operation
    FROM claim AS c JOIN document AS d USING (document)";

const OF_CLAIM: &str = "SELECT operation, a, b, agreement FROM (
        SELECT * FROM comparison WHERE a = ?1 UNION ALL SELECT * FROM comparison WHERE b = ?1
    ) AS x";

const ALL: &str = "SELECT operation, a, b, agreement FROM comparison AS x";

const LINKS_OF: &str = "SELECT operation, a, b, likeness FROM story_link WHERE a = ?1
    UNION ALL SELECT operation, a, b, likeness FROM story_link WHERE b = ?1";

const WITHIN: &str = "WITH told AS (
        SELECT DISTINCT document FROM claim WHERE claim IN (SELECT value FROM json_each(?1))
    )
    SELECT l.operation, a.id AS a, b.id AS b FROM story_link AS l
    JOIN document AS a ON a.document = l.a JOIN document AS b ON b.document = l.b
    WHERE l.a IN told AND l.b IN told";

impl<'v, 'a> Stories<'v, 'a> {
    /// Returns the story that a claim belongs to.
    pub fn of(&mut self, claim: ClaimId) -> Result<Story> {
        let row = self.view.claim_row(claim)?;
        for step in 0..LINKED.len() {
            if let Some(rows) = self.by_documents(row, step)? {
                return Ok(Story(rows.into_iter().collect()));
            }
        }
        Ok(Story(self.by_claims(row)?.into_iter().collect()))
    }

    /// Returns the stories that claims belong to, each once, in order of their first claims.
    pub fn of_all(&mut self, claims: impl IntoIterator<Item = ClaimId>) -> Result<Vec<Story>> {
        let (mut found, mut done) = (Vec::new(), BTreeSet::new());
        for claim in claims {
            if !done.contains(&self.view.claim_row(claim)?) {
                let story = self.of(claim)?;
                done.extend(story.0.iter().copied());
                found.push(story);
            }
        }
        found.sort_by_key(|story| story.0.first().copied());
        Ok(found)
    }

    /// The claims of all documents that hang together with a claim's, as closely as a step of
    /// [`LINKED`] has it; `None` if they are too many.
    fn by_documents(&mut self, claim: i64, step: usize) -> Result<Option<BTreeSet<i64>>> {
        let Some(seat) = self.view.seat(claim)? else { return Ok(Some(BTreeSet::from([claim]))) };
        let (mut claims, mut seen) = (BTreeSet::from([claim]), BTreeSet::from([seat.document]));
        let mut open = vec![seat.document];
        while let Some(document) = open.pop() {
            if self.falls_apart[step].contains(&document) {
                self.falls_apart[step].extend(seen);
                return Ok(None);
            }
            let own = self.view.seats_of(document)?;
            claims.extend(own.iter().map(|seat| seat.claim));
            if claims.len() > self.largest {
                self.falls_apart[step].extend(seen);
                return Ok(None);
            }
            for other in self.beside(document, &own, LINKED[step])? {
                if seen.insert(other) {
                    open.push(other);
                }
            }
        }
        Ok(Some(claims))
    }

    /// The documents linked with one.
    fn beside(&self, document: i64, own: &[Seat], least: u32) -> Result<BTreeSet<i64>> {
        let mut decided: BTreeMap<i64, usize> = BTreeMap::new();
        for seat in own {
            for link in self.view.links_of(seat.claim)?.into_iter().filter(|link| link.decided) {
                let other = if link.a == seat.claim { link.b } else { link.a };
                if let Some(other) = self.view.seat(other)? {
                    *decided.entry(other.document).or_default() += 1;
                }
            }
        }
        let mut weight: BTreeMap<i64, u32> = BTreeMap::new();
        for (other, comparisons) in decided {
            let sizes = (own.len(), self.view.seats_of(other)?.len());
            weight.insert(other, share(comparisons, sizes));
        }
        for (a, b, likeness) in self.view.story_links(LINKS_OF, Some(document))? {
            *weight.entry(if a == document { b } else { a }).or_default() += likeness;
        }
        let linked = weight.into_iter().filter(|(_, weight)| *weight >= least);
        let judged = self.judged.documents.get(&document).into_iter().flatten().copied();
        Ok(linked.map(|(other, _)| other).chain(judged).collect())
    }

    /// The claims that hang together with one by comparisons that came to something.
    fn by_claims(&self, claim: i64) -> Result<BTreeSet<i64>> {
        let (mut claims, mut open) = (BTreeSet::from([claim]), vec![claim]);
        while let Some(claim) = open.pop() {
            let mut near: BTreeSet<i64> = BTreeSet::new();
            let links = self.view.links_of(claim)?.into_iter().filter(|link| link.decided);
            near.extend(links.flat_map(|link| [link.a, link.b]));
            near.extend(self.judged.claims.get(&claim).into_iter().flatten());
            if let Some(seat) = self.view.seat(claim)? {
                near.extend(seat.within);
                let nested = self.view.seats_of(seat.document)?.into_iter();
                near.extend(nested.filter(|it| it.within == Some(claim)).map(|it| it.claim));
            }
            for other in near {
                if !claims.contains(&other) && self.view.seat(other)?.is_some() {
                    claims.insert(other);
                    open.push(other);
                }
            }
        }
        Ok(claims)
    }
}

/// The share of the claims of two documents that a number of comparisons decided, in hundredths.
fn share(comparisons: usize, (one, other): (usize, usize)) -> u32 {
    let claims = ((one * other) as f64).sqrt().max(1.0);
    (100.0 * comparisons as f64 / claims).round() as u32
}

impl<'a> View<'a> {
    /// Begins to look for the stories of some claims; those with more than `largest` fall apart.
    pub fn some_stories(&self, largest: usize) -> Result<Stories<'_, 'a>> {
        Ok(Stories { view: self, judged: self.joined()?, largest, falls_apart: Default::default() })
    }

    /// Lists the claims of a story that count, withdrawn ones included, in the order of recording.
    pub fn claims_of(&self, story: &Story) -> Result<Vec<ClaimRecord>> {
        let mut list = Conditions::default();
        list.add("c.claim IN (SELECT value FROM json_each(?))", story.rows());
        let all = ClaimFilter { withdrawn: true, ..ClaimFilter::default() };
        self.add_review(&mut list, &all);
        self.add_standing(&mut list);
        let mut claims = self.claims_where(&list)?;
        claims.retain(|claim| claim.is_live() || claim.withdrawn.is_some());
        Ok(claims)
    }

    /// Lists documents of a story that were found to tell of the same.
    pub fn alike_within(&self, story: &Story) -> Result<Vec<(DocumentId, DocumentId)>> {
        let mut statement = self.connection.prepare_cached(WITHIN)?;
        let mut rows = statement.query([story.rows()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if !self.hidden.contains(&row.get("operation")?) {
                found.push((row.get("a")?, row.get("b")?));
            }
        }
        Ok(found)
    }

    /// Lists all stories, in order of their first claims; those with more than `largest` fall apart.
    pub fn stories(&self, largest: usize) -> Result<Vec<Story>> {
        let seats = self.seats(SEATS, [])?;
        let judged = self.joined()?;
        let links = self.links(ALL, [])?;
        let last = |row: fn(&Seat) -> i64| seats.iter().map(row).max().unwrap_or(0);
        let mut document_of = vec![None; place(last(|seat| seat.claim)) + 1];
        seats.iter().for_each(|seat| document_of[place(seat.claim)] = Some(seat.document));
        let linked = self.linked_documents(&links, &document_of)?;
        let count = place(last(|seat| seat.document)) + 1;
        let mut found: BTreeMap<(usize, usize), Vec<i64>> = BTreeMap::new();
        let mut left: Vec<&Seat> = seats.iter().collect();
        for (step, least) in LINKED.into_iter().enumerate() {
            let mut documents = judged.of_documents(count);
            linked.iter().filter(|link| link.2 >= least).for_each(|(a, b, _)| {
                documents.join(place(*a), place(*b));
            });
            let mut sizes = vec![0; count];
            left.iter().for_each(|seat| sizes[documents.find(place(seat.document))] += 1);
            left.retain(|seat| {
                let story = documents.find(place(seat.document));
                if sizes[story] <= largest {
                    found.entry((step, story)).or_default().push(seat.claim);
                }
                sizes[story] > largest
            });
        }
        let mut claims = hanging_together(&links, &judged, &seats, &document_of);
        for seat in left {
            let key = (LINKED.len(), claims.find(place(seat.claim)));
            found.entry(key).or_default().push(seat.claim);
        }
        let mut stories: Vec<Story> = found.into_values().map(Story).collect();
        stories.iter_mut().for_each(|story| story.0.sort_unstable());
        stories.sort_by_key(|story| story.0.first().copied());
        Ok(stories)
    }

    /// The pairs of documents that are linked, and how closely.
    fn linked_documents(
        &self,
        links: &[Link],
        document_of: &[Option<i64>],
    ) -> Result<Vec<(i64, i64, u32)>> {
        let of = |claim: i64| document_of.get(place(claim)).copied().flatten();
        let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
        document_of.iter().flatten().for_each(|of| *sizes.entry(*of).or_default() += 1);
        let mut decided: BTreeMap<(i64, i64), usize> = BTreeMap::new();
        for link in links.iter().filter(|link| link.decided) {
            if let (Some(a), Some(b)) = (of(link.a), of(link.b)) {
                *decided.entry((a.min(b), a.max(b))).or_default() += 1;
            }
        }
        let size = |document| sizes.get(&document).copied().unwrap_or(0);
        let decided = decided.into_iter();
        let mut weight: BTreeMap<(i64, i64), u32> =
            decided.map(|((a, b), some)| ((a, b), share(some, (size(a), size(b))))).collect();
        let shared = "SELECT operation, a, b, likeness FROM story_link";
        for (a, b, likeness) in self.story_links(shared, None)? {
            *weight.entry((a.min(b), a.max(b))).or_default() += likeness;
        }
        Ok(weight.into_iter().map(|((a, b), weight)| (a, b, weight)).collect())
    }

    /// What people judged of pairs of claims, whichever way: both have to be looked at.
    fn joined(&self) -> Result<Joined> {
        let mut statement = self.connection.prepare_cached(JUDGED)?;
        let mut rows = statement.query([])?;
        let mut joined = Joined::default();
        while let Some(row) = rows.next()? {
            let (a, b): (i64, i64) = (row.get("a")?, row.get("b")?);
            if self.hidden.contains(&row.get("operation")?) {
                continue;
            }
            if let (Some(one), Some(other)) = (self.seat(a)?, self.seat(b)?) {
                for (a, b) in [(&one, &other), (&other, &one)] {
                    joined.claims.entry(a.claim).or_default().insert(b.claim);
                    joined.documents.entry(a.document).or_default().insert(b.document);
                }
            }
        }
        Ok(joined)
    }

    /// A claim's seat; `None` if it or its document is not on record.
    fn seat(&self, claim: i64) -> Result<Option<Seat>> {
        Ok(self.seats(&format!("{SEATS} WHERE c.claim = ?1"), [claim])?.pop())
    }

    fn seats_of(&self, document: i64) -> Result<Vec<Seat>> {
        self.seats(&format!("{SEATS} WHERE c.document = ?1"), [document])
    }

    fn seats(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Seat>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(values)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (claim, document) = (row.get("claim")?, row.get("document")?);
            if self.claim_counts(claim, row.get("operation")?)?
                && self.document_counts(document, row.get("document_operation")?)?
            {
                found.push(Seat { claim, document, within: row.get("within")? });
            }
        }
        Ok(found)
    }

    fn links_of(&self, claim: i64) -> Result<Vec<Link>> {
        self.links(OF_CLAIM, [claim])
    }

    /// The latest comparison of each pair of those that `sql` lists.
    fn links(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Link>> {
        let sql = format!("{sql} {}", self.order("x", "comparison", "DESC"));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(values)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if !self.hidden.contains(&row.get("operation")?) {
                let (a, b): (i64, i64) = (row.get("a")?, row.get("b")?);
                let agreement = row.get("agreement")?;
                let open = matches!(agreement, Agreement::Undecided | Agreement::Unrelated);
                found.push(Link { a: a.min(b), b: a.max(b), decided: !open });
            }
        }
        // A stable sort leaves the latest of each pair first.
        found.sort_by_key(|link| (link.a, link.b));
        found.dedup_by_key(|link| (link.a, link.b));
        Ok(found)
    }

    /// Pairs of documents and how like their texts are, in hundredths.
    fn story_links(&self, sql: &str, document: Option<i64>) -> Result<Vec<(i64, i64, u32)>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(document))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if !self.hidden.contains(&row.get("operation")?) {
                found.push((row.get("a")?, row.get("b")?, row.get("likeness")?));
            }
        }
        Ok(found)
    }
}

/// Claims by what hangs together in a story that is too large.
fn hanging_together(
    links: &[Link],
    judged: &Joined,
    seats: &[Seat],
    document_of: &[Option<i64>],
) -> DisjointSets {
    let stands = |claim: i64| document_of.get(place(claim)).is_some_and(Option::is_some);
    let mut claims = DisjointSets::of(document_of.len());
    let decided = links.iter().filter(|link| link.decided).map(|link| (link.a, link.b));
    let judged = judged.claims.iter().flat_map(|(a, all)| all.iter().map(move |b| (*a, *b)));
    let nested = seats.iter().filter_map(|seat| Some((seat.claim, seat.within?)));
    for (a, b) in decided.chain(judged).chain(nested).filter(|(a, b)| stands(*a) && stands(*b)) {
        claims.join(place(a), place(b));
    }
    claims
}

fn place(row: i64) -> usize {
    usize::try_from(row).unwrap_or(0)
}

impl View<'_> {
    /// Returns documents in which a source speaks or passes something on, up to `limit`.
    pub fn documents_with(&self, source: SourceId, limit: usize) -> Result<Vec<DocumentId>> {
        let mut statement = self.connection.prepare_cached(SPEAKING)?;
        let found = statement.query_map((source, super::limit(Some(limit))), |row| row.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}

/// How like two documents are, as was found in an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoryLink {
    /// The document that the operation recorded claims of.
    pub a: DocumentId,
    /// Another one.
    pub b: DocumentId,
    /// How like, in hundredths.
    pub likeness: u32,
    /// When it was found.
    pub operation: OperationId,
}

const ALL_LINKS: &str = "SELECT l.operation AS row, o.id, l.likeness, a.id AS a, b.id AS b
    FROM story_link AS l JOIN operation AS o USING (operation)
    JOIN entry AS e ON e.kind = 'operation' AND e.row = l.operation
    JOIN document AS a ON a.document = l.a JOIN document AS b ON b.document = l.b
    WHERE e.sequence <= :size ORDER BY l.story_link";

const HAS_LINK: &str = "SELECT EXISTS (SELECT 1 FROM story_link WHERE operation = :operation
    AND a = (SELECT document FROM document WHERE id = :a)
    AND b = (SELECT document FROM document WHERE id = :b))";

/// Tells every link that was found in an operation among the first `size` entries, with its row.
pub(super) fn each_link<E: From<Error>>(
    connection: &Connection,
    size: u64,
    mut each: impl FnMut(i64, StoryLink) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    let mut statement = connection.prepare(ALL_LINKS).map_err(Error::from)?;
    let mut rows = statement.query(named_params! { ":size": size }).map_err(Error::from)?;
    while let Some(row) = rows.next().map_err(Error::from)? {
        let (operation, link) = found(row).map_err(Error::from)?;
        each(operation, link)?;
    }
    Ok(())
}

fn found(row: &Row<'_>) -> rusqlite::Result<(i64, StoryLink)> {
    let (a, b, operation, likeness) =
        (row.get("a")?, row.get("b")?, row.get("id")?, row.get("likeness")?);
    Ok((row.get("row")?, StoryLink { a, b, operation, likeness }))
}

/// Notes a link that was found in an operation, given by its row.
pub(super) fn add_link(connection: &Connection, operation: i64, link: &StoryLink) -> Result<()> {
    connection.prepare_cached(ADD)?.execute(named_params! {
        ":operation": operation, ":a": link.a, ":b": link.b, ":likeness": link.likeness,
    })?;
    Ok(())
}

/// Tells whether an operation, given by its row, found this link.
pub(super) fn has_link(connection: &Connection, operation: i64, link: &StoryLink) -> Result<bool> {
    let params = named_params! { ":operation": operation, ":a": link.a, ":b": link.b };
    Ok(connection.prepare_cached(HAS_LINK)?.query_row(params, |row| row.get(0))?)
}

impl Writer<'_> {
    /// Notes how like two documents are, 0 to 1: derived from the record and no fact of its own. It
    /// counts as long as this session's operation.
    pub fn link_documents(&mut self, a: DocumentId, b: DocumentId, likeness: f64) -> Result<()> {
        let Some((row, operation)) = self.operation else { return Ok(()) };
        let likeness = (likeness * 100.0).round().clamp(1.0, 100.0) as u32;
        add_link(self.view.connection, row, &StoryLink { a, b, operation, likeness })
    }
}
