//! What people said of propositions: which claims are about one, and what it is called.

use rusqlite::{Connection, Row, named_params};
use serde::Serialize;

use crate::model::ClaimId;

use super::entry::Fact;
use super::error::Result;
use super::kinds::{Event, Naming, Placement};
use super::sql_types::words;
use super::{View, Writer};

/// Whether two claims are about one proposition, as the column has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    Together,
    Apart,
}

impl Place {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Together => "together",
            Self::Apart => "apart",
        }
    }
}

words! { Place: &[Place::Together, Place::Apart] }

/// A person's judgement that two claims are, or are not, about one proposition.
#[derive(Debug, Serialize)]
pub(super) struct PlacementFact {
    a: ClaimId,
    b: ClaimId,
    because: Option<String>,
    judgement: Place,
}

const ADD: &str = "INSERT INTO proposition_judgement (operation, a, judgement, b, because)
    VALUES (:operation, (SELECT claim FROM claim WHERE id = :a), :judgement,
        (SELECT claim FROM claim WHERE id = :b), :because)";

const PLACEMENTS: &str = "SELECT j.operation, a.id AS a, j.judgement, b.id AS b, j.because
    FROM proposition_judgement AS j
    JOIN claim AS a ON a.claim = j.a JOIN claim AS b ON b.claim = j.b";

impl PlacementFact {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            a: row.get("a")?,
            b: row.get("b")?,
            because: row.get("because")?,
            judgement: row.get("judgement")?,
        })
    }
}

impl Fact for PlacementFact {
    const TABLE: &'static str = "proposition_judgement";

    fn form(&self) -> impl Serialize {
        self
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<i64> {
        connection.prepare_cached(ADD)?.execute(named_params! {
            ":operation": operation, ":a": self.a, ":judgement": self.judgement, ":b": self.b,
            ":because": self.because,
        })?;
        Ok(connection.last_insert_rowid())
    }

    fn load(connection: &Connection, row: i64) -> Result<(Self, i64)> {
        let sql = format!("{PLACEMENTS} WHERE j.proposition_judgement = :judgement");
        Ok(connection
            .prepare_cached(&sql)?
            .query_row([row], |row| Ok((Self::from_row(row)?, row.get("operation")?)))?)
    }
}

impl From<PlacementFact> for Event {
    fn from(PlacementFact { a, b, because, judgement }: PlacementFact) -> Self {
        Self::Placed { a, b, together: judgement == Place::Together, because }
    }
}

/// What a person calls the proposition that a claim is about.
#[derive(Debug, Serialize)]
pub(super) struct NameFact {
    claim: ClaimId,
    name: String,
}

const ADD_NAME: &str = "INSERT INTO proposition_name (operation, claim, name)
    VALUES (:operation, (SELECT claim FROM claim WHERE id = :claim), :name)";

const NAMES: &str = "SELECT n.operation, c.id AS claim, n.name
    FROM proposition_name AS n JOIN claim AS c USING (claim)";

impl NameFact {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { claim: row.get("claim")?, name: row.get("name")? })
    }
}

impl Fact for NameFact {
    const TABLE: &'static str = "proposition_name";

    fn form(&self) -> impl Serialize {
        self
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<i64> {
        connection.prepare_cached(ADD_NAME)?.execute(named_params! {
            ":operation": operation, ":claim": self.claim, ":name": self.name,
        })?;
        Ok(connection.last_insert_rowid())
    }

    fn load(connection: &Connection, row: i64) -> Result<(Self, i64)> {
        let sql = format!("{NAMES} WHERE n.proposition_name = :name");
        Ok(connection
            .prepare_cached(&sql)?
            .query_row([row], |row| Ok((Self::from_row(row)?, row.get("operation")?)))?)
    }
}

impl From<NameFact> for Event {
    fn from(fact: NameFact) -> Self {
        Self::Named { name: fact.name }
    }
}

impl View<'_> {
    /// Lists people's standing judgements on which claims are about one proposition, in the order
    /// of recording; those that a later one overrides too.
    pub fn placements(&self) -> Result<Vec<Placement>> {
        let sql = format!("{PLACEMENTS} ORDER BY j.proposition_judgement");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let operation = row.get("operation")?;
            if !self.hidden.contains(&operation) {
                let PlacementFact { a, b, because, judgement } = PlacementFact::from_row(row)?;
                let (together, judged) = (judgement == Place::Together, self.judged(operation)?);
                found.push(Placement { a, b, together, because, judged });
            }
        }
        Ok(found)
    }

    /// Lists the standing names of propositions, in the order of recording.
    pub fn proposition_names(&self) -> Result<Vec<Naming>> {
        let sql = format!("{NAMES} ORDER BY n.proposition_name");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let operation = row.get("operation")?;
            if !self.hidden.contains(&operation) {
                let NameFact { claim, name } = NameFact::from_row(row)?;
                found.push(Naming { claim, name, judged: self.judged(operation)? });
            }
        }
        Ok(found)
    }
}

impl Writer<'_> {
    /// Records that a person puts two claims on one proposition, or not.
    pub fn place(
        &mut self,
        (a, b): (ClaimId, ClaimId),
        together: bool,
        because: Option<&str>,
    ) -> Result<()> {
        let judgement = if together { Place::Together } else { Place::Apart };
        let because = because.map(str::to_owned);
        self.record(&PlacementFact { a, b, because, judgement }).map(drop)
    }

    /// Records what a person calls the proposition that a claim is about.
    pub fn name_proposition(&mut self, claim: ClaimId, name: &str) -> Result<()> {
        self.record(&NameFact { claim, name: name.to_owned() }).map(drop)
    }
}
