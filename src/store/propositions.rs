//! What people said of propositions: which claims are about one, and what it is called.

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use crate::model::ClaimId;

use super::entry::{Cells, Fact};
use super::error::Result;
use super::kinds::{Event, Naming, Placement};
use super::sql_types::words;
use super::{View, Writer};

/// Whether two claims are about one proposition, as the column has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PlacementFact {
    a: ClaimId,
    b: ClaimId,
    because: Option<String>,
    judgement: Place,
}

const ADD: &str = "INSERT INTO proposition_judgement (operation, a, judgement, b, because)
    VALUES (:operation, (SELECT claim FROM claim WHERE id = :a), :judgement,
        (SELECT claim FROM claim WHERE id = :b), :because)";

impl Fact for PlacementFact {
    const TABLE: &'static str = "proposition_judgement";
    const READ: &'static str = "SELECT j.proposition_judgement AS row, j.operation, a.id, b.id,
            j.because, j.judgement
        FROM proposition_judgement AS j
        JOIN claim AS a ON a.claim = j.a JOIN claim AS b ON b.claim = j.b";

    fn form(&self) -> impl Serialize {
        self
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        connection.prepare_cached(ADD)?.execute(named_params! {
            ":operation": operation, ":a": self.a, ":judgement": self.judgement, ":b": self.b,
            ":because": self.because,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            a: cells.next()?,
            b: cells.next()?,
            because: cells.next()?,
            judgement: cells.next()?,
        })
    }
}

impl From<PlacementFact> for Event {
    fn from(PlacementFact { a, b, because, judgement }: PlacementFact) -> Self {
        Self::Placed { a, b, together: judgement == Place::Together, because }
    }
}

/// What a person calls the proposition that a claim is about.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct NameFact {
    claim: ClaimId,
    name: String,
}

const ADD_NAME: &str = "INSERT INTO proposition_name (operation, claim, name)
    VALUES (:operation, (SELECT claim FROM claim WHERE id = :claim), :name)";

impl Fact for NameFact {
    const TABLE: &'static str = "proposition_name";
    const READ: &'static str = "SELECT n.proposition_name AS row, n.operation, c.id, n.name
        FROM proposition_name AS n JOIN claim AS c USING (claim)";

    fn form(&self) -> impl Serialize {
        self
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
        connection.prepare_cached(ADD_NAME)?.execute(named_params! {
            ":operation": operation, ":claim": self.claim, ":name": self.name,
        })?;
        Ok(())
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self { claim: cells.next()?, name: cells.next()? })
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
        let placement = |(fact, operation)| {
            let PlacementFact { a, b, because, judgement } = fact;
            let (together, judged) = (judgement == Place::Together, self.judged(operation)?);
            Ok(Placement { a, b, together, because, judged })
        };
        self.standing()?.into_iter().map(placement).collect()
    }

    /// Lists the standing names of propositions, in the order of recording.
    pub fn proposition_names(&self) -> Result<Vec<Naming>> {
        let naming = |(NameFact { claim, name }, operation)| {
            Ok(Naming { claim, name, judged: self.judged(operation)? })
        };
        self.standing()?.into_iter().map(naming).collect()
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
