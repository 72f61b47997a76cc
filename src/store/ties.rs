//! Judgements on sources: ties, grades, descriptions.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row, named_params};
use serde::Serialize;

use crate::model::{Grade, SourceId, SourceTie, Tie, When};

use super::entry::Fact;
use super::error::Result;
use super::kinds::Event;
use super::sql_types::words;
use super::{View, Writer, when};

/// A tie as a person judges it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTie {
    /// The first source.
    pub a: SourceId,
    /// How they are tied.
    pub tie: Tie,
    /// The second source.
    pub b: SourceId,
    /// The period in which `a` speaks for `b`; `None` for always.
    pub holds_on: Option<When>,
    /// Why.
    pub because: Option<String>,
}

#[derive(Serialize)]
struct TieForm<'a> {
    a: SourceId,
    b: SourceId,
    because: Option<&'a str>,
    holds_on: Option<String>,
    holds_words: Option<&'a str>,
    tie: &'static str,
}

const ADD_TIE: &str =
    "INSERT INTO source_tie (operation, a, tie, b, holds_on, holds_words, because)
    VALUES (:operation, (SELECT source FROM source WHERE id = :a), :tie,
        (SELECT source FROM source WHERE id = :b), :holds_on, :holds_words, :because)";

const TIES: &str = "SELECT t.operation, a.id AS a, t.tie, b.id AS b, t.holds_on, t.holds_words,
        t.because
    FROM source_tie AS t JOIN source AS a ON a.source = t.a JOIN source AS b ON b.source = t.b";

impl NewTie {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            a: row.get("a")?,
            tie: row.get("tie")?,
            b: row.get("b")?,
            holds_on: when::read(row, "holds_on", "holds_words")?,
            because: row.get("because")?,
        })
    }
}

impl Fact for NewTie {
    const TABLE: &'static str = "source_tie";

    fn form(&self) -> impl Serialize {
        TieForm {
            a: self.a,
            b: self.b,
            because: self.because.as_deref(),
            holds_on: when::edtf(self.holds_on.as_ref()),
            holds_words: when::words(self.holds_on.as_ref()),
            tie: self.tie.as_str(),
        }
    }

    fn insert(&self, connection: &Connection, operation: i64) -> Result<i64> {
        let holds = self.holds_on.as_ref();
        connection.prepare_cached(ADD_TIE)?.execute(named_params! {
            ":operation": operation, ":a": self.a, ":tie": self.tie, ":b": self.b,
            ":holds_on": when::edtf(holds), ":holds_words": when::words(holds),
            ":because": self.because,
        })?;
        Ok(connection.last_insert_rowid())
    }

    fn load(connection: &Connection, row: i64) -> Result<(Self, i64)> {
        let sql = format!("{TIES} WHERE t.source_tie = :tie");
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query([row])?;
        let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        let fact = Self::from_row(row)?;
        when::words_need_a_date(row, "source_tie", fact.holds_on.as_ref(), "holds_words")?;
        Ok((fact, row.get("operation")?))
    }
}

/// A grade or a description, which differ in their table and column alone.
macro_rules! judgement_on_a_source {
    ($(#[$doc:meta])* $name:ident, $table:literal, $column:ident: $type:ty, $add:literal, $one:literal) => {
        $(#[$doc])*
        #[derive(Debug, Serialize)]
        pub(super) struct $name {
            source: SourceId,
            pub(super) $column: $type,
            because: Option<String>,
        }

        impl Fact for $name {
            const TABLE: &'static str = $table;

            fn form(&self) -> impl Serialize {
                self
            }

            fn insert(&self, connection: &Connection, operation: i64) -> Result<i64> {
                connection.prepare_cached($add)?.execute(named_params! {
                    ":operation": operation, ":source": self.source, ":value": self.$column,
                    ":because": self.because,
                })?;
                Ok(connection.last_insert_rowid())
            }

            fn load(connection: &Connection, row: i64) -> Result<(Self, i64)> {
                Ok(connection.prepare_cached($one)?.query_row([row], |row| {
                    let fact = Self {
                        source: row.get("source")?,
                        $column: row.get("value")?,
                        because: row.get("because")?,
                    };
                    Ok((fact, row.get("operation")?))
                })?)
            }
        }
    };
}

judgement_on_a_source! {
    /// A person's grade of a source's reliability.
    GradeFact, "source_grade", grade: Letter,
    "INSERT INTO source_grade (operation, source, grade, because)
        VALUES (:operation, (SELECT source FROM source WHERE id = :source), :value, :because)",
    "SELECT g.operation, s.id AS source, g.grade AS value, g.because
        FROM source_grade AS g JOIN source AS s USING (source) WHERE g.source_grade = :grade"
}

judgement_on_a_source! {
    /// A person's description of a source.
    DescriptionFact, "source_description", description: String,
    "INSERT INTO source_description (operation, source, description, because)
        VALUES (:operation, (SELECT source FROM source WHERE id = :source), :value, :because)",
    "SELECT g.operation, s.id AS source, g.description AS value, g.because
        FROM source_description AS g JOIN source AS s USING (source)
        WHERE g.source_description = :description"
}

/// A grade as its column has it: the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct Letter(pub(super) Grade);

impl Letter {
    const fn as_str(self) -> &'static str {
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

impl From<NewTie> for Event {
    fn from(NewTie { a, tie, b, .. }: NewTie) -> Self {
        Self::Tied { a, tie, b }
    }
}

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

const PROPOSED: &str = "SELECT DISTINCT s.id AS a, b.id AS b, l.role, c.claim, c.operation
    FROM claim_link AS l JOIN source AS s USING (source) JOIN source AS b ON b.source = l.body
    JOIN claim AS c USING (claim)
    WHERE l.body IS NOT NULL AND l.body <> l.source ORDER BY c.claim";

impl View<'_> {
    /// Lists the standing ties of sources in the order of recording: first what documents' words
    /// propose ("speaks for" the body that a mention names), then people's judgements. A later
    /// judgement on the same two sources overrides an earlier one, and is listed alone.
    pub fn ties(&self) -> Result<Vec<SourceTie>> {
        let mut ties = self.proposed_ties()?;
        ties.extend(self.judged_ties()?);
        Ok(ties)
    }

    fn proposed_ties(&self) -> Result<Vec<SourceTie>> {
        let mut statement = self.connection.prepare_cached(PROPOSED)?;
        let mut rows = statement.query([])?;
        let (mut ties, mut seen) = (Vec::new(), BTreeSet::new());
        while let Some(row) = rows.next()? {
            let pair: (SourceId, SourceId) = (row.get("a")?, row.get("b")?);
            if !self.claim_counts(row.get("claim")?, row.get("operation")?)? || !seen.insert(pair) {
                continue;
            }
            let because = row.get("role")?;
            let (a, b) = pair;
            ties.push(SourceTie {
                a,
                tie: Tie::SpeaksFor,
                b,
                holds_on: None,
                judged: None,
                because,
            });
        }
        Ok(ties)
    }

    fn judged_ties(&self) -> Result<Vec<SourceTie>> {
        let sql = format!("{TIES} ORDER BY t.source_tie DESC");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let (mut ties, mut seen) = (Vec::new(), BTreeSet::new());
        while let Some(row) = rows.next()? {
            let operation: i64 = row.get("operation")?;
            let NewTie { a, tie, b, holds_on, because } = NewTie::from_row(row)?;
            if !self.hidden.contains(&operation) && seen.insert(question(a, tie, b, &holds_on)) {
                let judged = Some(self.judged(operation)?);
                ties.push(SourceTie { a, tie, b, holds_on, judged, because });
            }
        }
        ties.reverse();
        Ok(ties)
    }

    /// The standing grade of a source.
    pub(super) fn grade_of(&self, source: i64) -> Result<Option<(GradeFact, i64)>> {
        let sql = "SELECT source_grade, operation FROM source_grade WHERE source = :source
            ORDER BY source_grade DESC";
        self.latest(sql, source)
    }

    /// The standing description of a source.
    pub(super) fn description_of(&self, source: i64) -> Result<Option<(DescriptionFact, i64)>> {
        let sql = "SELECT source_description, operation FROM source_description
            WHERE source = :source ORDER BY source_description DESC";
        self.latest(sql, source)
    }

    fn latest<F: Fact>(&self, sql: &str, source: i64) -> Result<Option<(F, i64)>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([source])?;
        while let Some(row) = rows.next()? {
            if !self.hidden.contains(&row.get(1)?) {
                return F::load(self.connection, row.get(0)?).map(Some);
            }
        }
        Ok(None)
    }
}

/// What a tie answers: whether two sources are one, or whether one speaks for the other then. Of
/// several answers to one question only the latest stands.
fn question(a: SourceId, tie: Tie, b: SourceId, holds_on: &Option<When>) -> [String; 3] {
    let period = holds_on.as_ref().map(When::edtf_text).unwrap_or_default();
    match tie {
        Tie::SpeaksFor => [a.to_string(), b.to_string(), format!("speaks for {period}")],
        Tie::SameAs | Tie::NotSameAs => [a.min(b).to_string(), a.max(b).to_string(), String::new()],
    }
}

impl Writer<'_> {
    /// Records a person's judgement on two sources.
    pub fn tie(&mut self, tie: &NewTie) -> Result<()> {
        self.record(tie).map(drop)
    }

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
