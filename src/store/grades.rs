//! Judgements on one source: its grade, its description.

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use crate::model::{Grade, SourceId};

use super::entry::{self, Cells, Fact};
use super::error::Result;
use super::kinds::Event;
use super::sql_types::words;
use super::{View, Writer};

/// A grade or a description, which differ in their table and column alone.
macro_rules! judgement_on_a_source {
    ($(#[$doc:meta])* $name:ident, $table:literal, $column:ident: $type:ty, $add:literal, $read:literal) => {
        $(#[$doc])*
        #[derive(Debug, Serialize, Deserialize)]
        pub(super) struct $name {
            because: Option<String>,
            pub(super) $column: $type,
            source: SourceId,
        }

        impl Fact for $name {
            const TABLE: &'static str = $table;
            const READ: &'static str = $read;

            fn form(&self) -> impl Serialize {
                self
            }

            fn insert(&self, connection: &Connection, operation: i64) -> Result<()> {
                connection.prepare_cached($add)?.execute(named_params! {
                    ":operation": operation, ":source": self.source, ":value": self.$column,
                    ":because": self.because,
                })?;
                Ok(())
            }

            fn read(cells: &mut Cells<'_>) -> Result<Self> {
                Ok(Self {
                    because: cells.next()?,
                    $column: cells.next()?,
                    source: cells.next()?,
                })
            }
        }
    };
}

judgement_on_a_source! {
    /// A person's grade of a source's reliability.
    GradeFact, "source_grade", grade: Letter,
    "INSERT INTO source_grade (operation, source, grade, because)
        VALUES (:operation, (SELECT source FROM source WHERE id = :source), :value, :because)",
    "SELECT g.source_grade AS row, g.operation, g.because, g.grade, s.id
        FROM source_grade AS g JOIN source AS s USING (source)"
}

judgement_on_a_source! {
    /// A person's description of a source.
    DescriptionFact, "source_description", description: String,
    "INSERT INTO source_description (operation, source, description, because)
        VALUES (:operation, (SELECT source FROM source WHERE id = :source), :value, :because)",
    "SELECT d.source_description AS row, d.operation, d.because, d.description, s.id
        FROM source_description AS d JOIN source AS s USING (source)"
}

/// A grade as its column has it: the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Letter(pub(super) Grade);

impl Letter {
    pub(super) const fn as_str(self) -> &'static str {
        match self.0 {
            Grade::A => "A",
            Grade::B => "B",
            Grade::C => "C",
            Grade::D => "D",
            Grade::E => "E",
            Grade::F => "F",
        }
    }
}

const LETTERS: [Letter; 6] = [
    Letter(Grade::A),
    Letter(Grade::B),
    Letter(Grade::C),
    Letter(Grade::D),
    Letter(Grade::E),
    Letter(Grade::F),
];

words! { Letter: &LETTERS }

impl From<GradeFact> for Event {
    fn from(fact: GradeFact) -> Self {
        Self::Graded(fact.grade.0)
    }
}

impl From<DescriptionFact> for Event {
    fn from(fact: DescriptionFact) -> Self {
        Self::Described(fact.description)
    }
}

impl View<'_> {
    /// The standing grade of a source.
    pub(super) fn grade_of(&self, source: i64) -> Result<Option<(GradeFact, i64)>> {
        self.latest(source)
    }

    /// The standing description of a source.
    pub(super) fn description_of(&self, source: i64) -> Result<Option<(DescriptionFact, i64)>> {
        self.latest(source)
    }

    /// The latest fact on a source that stands.
    pub(super) fn latest<F: Fact>(&self, source: i64) -> Result<Option<(F, i64)>> {
        let (table, order) = (F::TABLE, self.order("j", F::TABLE, "DESC"));
        let sql =
            format!("SELECT {table}, operation FROM {table} AS j WHERE source = :source {order}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([source])?;
        while let Some(row) = rows.next()? {
            if !self.hidden.contains(&row.get(1)?) {
                return entry::load(self.connection, row.get(0)?).map(Some);
            }
        }
        Ok(None)
    }
}

impl Writer<'_> {
    /// Records a person's grade of a source.
    pub fn grade(&mut self, source: SourceId, grade: Grade, because: Option<&str>) -> Result<()> {
        let because = because.map(str::to_owned);
        self.record(&GradeFact { source, grade: Letter(grade), because }).map(drop)
    }

    /// Records a person's description of a source.
    pub fn describe(&mut self, source: SourceId, description: &str) -> Result<()> {
        let description = description.to_owned();
        self.record(&DescriptionFact { source, description, because: None }).map(drop)
    }
}
