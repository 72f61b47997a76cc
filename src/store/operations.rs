//! Operations: runs of commands, and which of them stand.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};

use crate::model::{ClaimId, ContentHash, Judged, OperationId};

use super::entry::{self, Cells, Fact};
use super::error::{Error, Result};
use super::kinds::{Moment, Operation};
use super::session::Session;
use super::sql_types::{Instant, instant, words};
use super::{View, Writer, merges};

/// What an operation does to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Effect {
    Undoes,
    Redoes,
}

impl Effect {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Undoes => "undoes",
            Self::Redoes => "redoes",
        }
    }
}

words! { Effect: &[Effect::Undoes, Effect::Redoes] }

/// An operation as its id and its leaf have it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct OperationFact {
    at: String,
    command: String,
    effect: Option<Effect>,
    nth: i64,
    person: String,
    target: Option<OperationId>,
    #[serde(skip_deserializing, default = "called")]
    r#type: &'static str,
    version: u8,
}

const fn called() -> &'static str {
    OperationFact::TABLE
}

const ADD: &str = "INSERT INTO operation (id, person, recorded_at, command, nth, effect, target)
    VALUES (:id, :person, :at, :command, :nth, :effect,
        (SELECT operation FROM operation WHERE id = :target))";

impl OperationFact {
    pub(super) fn id(&self) -> OperationId {
        OperationId(ContentHash::of_canonical(self))
    }

    fn of(session: &Session, effect: Option<(Effect, OperationId)>) -> Self {
        Self {
            at: instant(session.at()),
            command: session.command().to_owned(),
            effect: effect.map(|(effect, _)| effect),
            nth: 0,
            person: session.by().to_owned(),
            target: effect.map(|(_, target)| target),
            r#type: called(),
            version: 1,
        }
    }
}

impl Fact for OperationFact {
    const TABLE: &'static str = "operation";
    const READ: &'static str = "SELECT o.operation AS row, o.operation, o.recorded_at, o.command,
            o.effect, o.nth, o.person, t.id, o.id
        FROM operation AS o LEFT JOIN operation AS t ON t.operation = o.target";

    fn form(&self) -> impl Serialize {
        self
    }

    fn insert(&self, connection: &Connection, _: i64) -> Result<()> {
        connection.prepare_cached(ADD)?.execute(named_params! {
            ":id": self.id(), ":person": self.person, ":at": self.at, ":command": self.command,
            ":nth": self.nth, ":effect": self.effect, ":target": self.target,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        let fact = Self {
            at: instant(cells.next::<Instant>()?.0),
            command: cells.next()?,
            effect: cells.next()?,
            nth: cells.next()?,
            person: cells.next()?,
            target: cells.next()?,
            r#type: called(),
            version: 1,
        };
        let (id, found): (OperationId, _) = (cells.next()?, fact.id());
        if found == id {
            return Ok(fact);
        }
        Err(cells.bad(format!("its id is {id}, but what it says has the id {found}")))
    }
}

/// Begins the session's operation; alike ones are told apart by `nth`.
pub(super) fn begin(
    connection: &Connection,
    session: &Session,
    effect: Option<(Effect, OperationId)>,
) -> Result<(i64, OperationId)> {
    let mut fact = OperationFact::of(session, effect);
    while row_of(connection, fact.id())?.is_some() {
        fact.nth += 1;
    }
    Ok((record(connection, &fact)?, fact.id()))
}

/// When an operation has its turn among those of several ledgers.
pub(super) fn turn_of(connection: &Connection, row: i64) -> Result<String> {
    let sql = "SELECT recorded_at || hex(id) FROM operation WHERE operation = :operation";
    Ok(connection.prepare_cached(sql)?.query_row([row], |row| row.get(0))?)
}

/// Returns the id of an operation.
pub(super) fn id_of(connection: &Connection, row: i64) -> Result<OperationId> {
    let sql = "SELECT id FROM operation WHERE operation = :operation";
    Ok(connection.prepare_cached(sql)?.query_row([row], |row| row.get(0))?)
}

/// The row of the operation that another database has in a row; recorded if it is not known.
pub(super) fn copy(
    (from, row): (&Connection, i64),
    to: &Connection,
) -> Result<((i64, OperationId), bool)> {
    let (fact, _) = entry::load::<OperationFact>(from, row)?;
    let id = fact.id();
    if let Some(known) = row_of(to, id)? {
        return Ok(((known, id), true));
    }
    Ok(((record(to, &fact)?, id), false))
}

/// Records an operation; returns its row.
pub(super) fn record(connection: &Connection, fact: &OperationFact) -> Result<i64> {
    let row = entry::insert(connection, 0, fact)?;
    entry::append(connection, row, row, (fact, fact.id()))?;
    Ok(row)
}

pub(super) fn row_of(connection: &Connection, id: OperationId) -> Result<Option<i64>> {
    let sql = "SELECT operation FROM operation WHERE id = :id";
    Ok(connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// The last of what a view shows: all operations up to an instant, or up to one of them.
#[derive(Debug, Default)]
pub(super) struct Until {
    at: Option<String>,
    row: Option<i64>,
}

impl Until {
    pub(super) fn of(connection: &Connection, moment: Option<Moment>) -> Result<Self> {
        let unknown = |id: OperationId| Error::Unknown { kind: "operation", id: id.to_string() };
        Ok(match moment {
            None => Self::default(),
            Some(Moment::Instant(at)) => Self { at: Some(instant(at)), row: None },
            Some(Moment::Operation(id)) => {
                let row = row_of(connection, id)?.ok_or_else(|| unknown(id))?;
                Self { at: None, row: Some(row) }
            }
        })
    }

    const fn is_now(&self) -> bool {
        self.at.is_none() && self.row.is_none()
    }

    /// Tells whether an operation is shown.
    pub(super) fn has(&self, row: i64, at: DateTime<Utc>) -> bool {
        self.row.is_none_or(|last| row <= last)
            && self.at.as_ref().is_none_or(|last| instant(at) <= *last)
    }
}

const LATER: &str = "SELECT operation FROM operation WHERE recorded_at > :at OR operation > :row";

const EFFECTS: &str = "SELECT e.operation, e.target, e.effect
    FROM v_effect AS e JOIN operation AS o USING (operation)
    WHERE (:at IS NULL OR o.recorded_at <= :at) AND (:row IS NULL OR e.operation <= :row)
    ORDER BY e.turn";

/// Returns the operations whose facts do not count: recorded later, or undone by then, or brought by
/// merges that were.
pub(super) fn hidden(connection: &Connection, until: &Until) -> Result<BTreeSet<i64>> {
    let mut effects = effects(connection, until)?;
    let mut hidden = undone(&effects);
    if merges::any(connection)? {
        let unsupported = merges::unsupported(connection, &hidden)?;
        effects.retain(|(operation, ..)| !unsupported.contains(operation));
        hidden = undone(&effects);
        hidden.extend(unsupported);
    }
    if !until.is_now() {
        let Until { at, row } = until;
        let mut later = connection.prepare_cached(LATER)?;
        let rows = later.query_map(named_params! { ":at": at, ":row": row }, |row| row.get(0))?;
        hidden.extend(rows.collect::<rusqlite::Result<Vec<i64>>>()?);
    }
    Ok(hidden)
}

/// The operations that came with merges that were undone, and with no other.
pub(super) fn unsupported(connection: &Connection) -> Result<BTreeSet<i64>> {
    merges::unsupported(connection, &undone(&effects(connection, &Until::default())?))
}

/// What some operations do to others, in order: which, to which.
fn effects(connection: &Connection, until: &Until) -> Result<Vec<(i64, i64, Effect)>> {
    let mut statement = connection.prepare_cached(EFFECTS)?;
    let params = named_params! { ":at": until.at, ":row": until.row };
    let rows = statement.query_map(params, |row| {
        Ok((row.get("operation")?, row.get("target")?, row.get("effect")?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The operations whose last undo or redo is an undo.
fn undone(effects: &[(i64, i64, Effect)]) -> BTreeSet<i64> {
    let latest: BTreeMap<i64, Effect> =
        effects.iter().map(|(_, target, effect)| (*target, *effect)).collect();
    let undone = latest.into_iter().filter(|(_, effect)| *effect == Effect::Undoes);
    undone.map(|(target, _)| target).collect()
}

const FACTS: &str = "SELECT e.kind, CASE e.kind
        WHEN 'claim' THEN (SELECT id FROM claim WHERE claim = e.row)
        WHEN 'document' THEN (SELECT id FROM document WHERE document = e.row)
        WHEN 'source' THEN (SELECT id FROM source WHERE source = e.row)
        WHEN 'comparison' THEN (SELECT pair FROM comparison WHERE comparison = e.row)
        WHEN 'relation_judgement' THEN
            (SELECT pair FROM relation_judgement WHERE relation_judgement = e.row)
        WHEN 'note' THEN (SELECT id FROM note WHERE note = e.row)
    END AS id
    FROM entry AS e JOIN operation AS o USING (operation)
    WHERE o.id = :id AND e.kind <> 'operation' ORDER BY e.sequence";

const LIST: &str = "SELECT o.*, t.id AS target_id,
        (SELECT count(*) FROM entry AS e WHERE e.operation = o.operation) AS facts
    FROM operation AS o LEFT JOIN operation AS t ON t.operation = o.target
    WHERE (:at IS NULL OR o.recorded_at <= :at) AND (:row IS NULL OR o.operation <= :row)
        AND (:id IS NULL OR o.id = :id)
    ORDER BY o.operation DESC LIMIT :limit";

impl View<'_> {
    /// Lists operations, the latest first.
    pub fn operations(&self, limit: Option<usize>) -> Result<Vec<Operation>> {
        self.operations_where(None, limit)
    }

    /// Returns one operation.
    pub fn operation(&self, id: OperationId) -> Result<Operation> {
        let found = self.operations_where(Some(id), Some(1))?.pop();
        found.ok_or_else(|| Error::Unknown { kind: "operation", id: id.to_string() })
    }

    /// Returns the last operation that stands and is itself no undo or redo.
    pub fn last_standing(&self) -> Result<Option<Operation>> {
        let sql = "SELECT operation, id FROM operation WHERE effect IS NULL ORDER BY 1 DESC";
        self.first(sql, |row| !self.hidden.contains(&row))
    }

    /// Returns the operation that was undone last and has not been redone.
    pub fn last_undone(&self) -> Result<Option<Operation>> {
        let sql = "SELECT t.operation, t.id FROM operation AS u
            JOIN operation AS t ON t.operation = u.target
            WHERE u.effect = 'undoes' AND u.operation NOT IN (SELECT came FROM brought)
            ORDER BY u.operation DESC";
        self.first(sql, |row| self.hidden.contains(&row))
    }

    fn first(&self, sql: &str, wanted: impl Fn(i64) -> bool) -> Result<Option<Operation>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if wanted(row.get(0)?) {
                return self.operation(row.get(1)?).map(Some);
            }
        }
        Ok(None)
    }

    fn operations_where(
        &self,
        id: Option<OperationId>,
        limit: Option<usize>,
    ) -> Result<Vec<Operation>> {
        let mut statement = self.connection.prepare_cached(LIST)?;
        let params = named_params! {
            ":at": self.until.at, ":row": self.until.row, ":id": id,
            ":limit": super::limit(limit),
        };
        let rows = statement.query_map(params, |row| self.operation_from(row))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn operation_from(&self, row: &Row<'_>) -> rusqlite::Result<Operation> {
        let effect: Option<Effect> = row.get("effect")?;
        let target: Option<OperationId> = row.get("target_id")?;
        let facts: usize = row.get("facts")?;
        Ok(Operation {
            id: row.get("id")?,
            by: row.get("person")?,
            at: row.get::<_, Instant>("recorded_at")?.0,
            command: row.get("command")?,
            undoes: target.filter(|_| effect == Some(Effect::Undoes)),
            redoes: target.filter(|_| effect == Some(Effect::Redoes)),
            undone: self.hidden.contains(&row.get("operation")?),
            facts: facts.saturating_sub(1),
        })
    }

    /// Lists what an operation recorded, in order: the kind, and the id where the fact has one of
    /// its own (empty where it has none).
    pub fn facts_of(&self, id: OperationId) -> Result<Vec<(String, String)>> {
        let mut statement = self.connection.prepare_cached(FACTS)?;
        let rows = statement.query_map([id], |row| {
            let id: Option<ContentHash> = row.get("id")?;
            Ok((row.get("kind")?, id.map(|id| id.to_string()).unwrap_or_default()))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Tells who recorded in an operation, and when.
    pub(super) fn judged(&self, operation: i64) -> Result<Judged> {
        let sql = "SELECT person, recorded_at FROM operation WHERE operation = :operation";
        let mut statement = self.connection.prepare_cached(sql)?;
        let judged = statement.query_row([operation], |row| {
            Ok(Judged { by: row.get(0)?, at: row.get::<_, Instant>(1)?.0 })
        })?;
        Ok(judged)
    }
}

impl Writer<'_> {
    /// Undoes an operation: its facts no longer count.
    pub fn undo(&mut self, target: OperationId) -> Result<()> {
        self.take_effect(Effect::Undoes, target).map(drop)
    }

    /// Redoes an operation that was undone: its facts count again. Returns the claims that are on
    /// record now and were not before.
    pub fn redo(&mut self, target: OperationId) -> Result<Vec<ClaimId>> {
        self.take_effect(Effect::Redoes, target)
    }

    fn take_effect(&mut self, effect: Effect, target: OperationId) -> Result<Vec<ClaimId>> {
        self.operation = Some(begin(self.view.connection, self.session, Some((effect, target)))?);
        Ok(self.count_anew(Vec::new(), i64::MAX)?.1)
    }
}
