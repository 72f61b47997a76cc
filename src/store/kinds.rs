//! Plain data that the store hands out beside the model's own records.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::model::{
    Agreement, ClaimId, Commitment, Comparison, Grade, Judged, OperationId, Relation, SourceId, Tie,
};

/// A moment whose record is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// What had been recorded by then, as the clocks of those who wrote had it.
    Instant(DateTime<Utc>),
    /// What had been recorded when this operation was done, as the ledger has it.
    Operation(OperationId),
}

impl From<DateTime<Utc>> for Moment {
    fn from(instant: DateTime<Utc>) -> Self {
        Self::Instant(instant)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instant(at) => write!(f, "{}", at.format("%Y-%m-%d %H:%M UTC")),
            Self::Operation(id) => write!(f, "operation {:.8}", id.to_string()),
        }
    }
}

/// How one record stands to another by their ledgers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinship {
    /// They are the same.
    Same,
    /// It is an earlier state of the other, which has so many entries more.
    Earlier(u64),
    /// It is a later state of the other, and has so many entries more.
    Later(u64),
    /// Both began as one, and each went its own way after so many entries.
    Parted(u64),
    /// They are records of their own.
    Strangers,
}

/// One run of a command that wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The id.
    pub id: OperationId,
    /// Who ran it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The command.
    pub command: String,
    /// The operation that it undoes, if it is an undo.
    pub undoes: Option<OperationId>,
    /// The operation that it redoes, if it is a redo.
    pub redoes: Option<OperationId>,
    /// Whether it has been undone.
    pub undone: bool,
    /// How many facts it recorded.
    pub facts: usize,
}

/// A recorded comparison of two claims: the program's proposal, by content only.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedComparison {
    /// The first claim.
    pub a: ClaimId,
    /// The second claim.
    pub b: ClaimId,
    /// Agreement, with evidence; the first words of each piece of evidence are `a`'s.
    pub comparison: Comparison,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

/// What a person said of the relation of two claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is as the program proposes.
    Confirmed,
    /// It is not as the program proposes.
    Rejected,
    /// It is so, whatever the program proposes.
    Stated,
}

/// What happened to something on record.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Recorded (by extraction, or by hand).
    Recorded {
        /// Typed in by a person.
        by_hand: bool,
    },
    /// Imported from a file.
    Imported {
        /// What it was called there.
        key: String,
    },
    /// Recorded anew after an undo.
    RecordedAgain,
    /// Accepted.
    Accepted {
        /// Why.
        reason: Option<String>,
    },
    /// Rejected.
    Rejected {
        /// Why.
        reason: Option<String>,
    },
    /// Replaced by an edited claim.
    Edited {
        /// The edited claim.
        into: ClaimId,
    },
    /// Withdrawn.
    Retracted {
        /// Why.
        reason: Option<String>,
    },
    /// Replaced by a corrected claim.
    Corrected {
        /// The corrected claim.
        by: ClaimId,
        /// Why.
        reason: Option<String>,
    },
    /// Compared by the program with another claim.
    Compared {
        /// The first claim.
        a: ClaimId,
        /// What came of it.
        agreement: Agreement,
        /// The second claim.
        b: ClaimId,
    },
    /// Noted.
    Noted {
        /// The words.
        text: String,
    },
    /// A person judged the relation of two claims.
    Related {
        /// The first claim.
        a: ClaimId,
        /// The relation.
        relation: Relation,
        /// The second claim.
        b: ClaimId,
        /// What was said of it.
        verdict: Verdict,
        /// Why.
        reason: Option<String>,
    },
    /// A person put two claims on one proposition, or took them apart.
    Placed {
        /// The first claim.
        a: ClaimId,
        /// The second claim.
        b: ClaimId,
        /// They are about one proposition.
        together: bool,
        /// Why.
        because: Option<String>,
    },
    /// A person named the proposition that a claim is about.
    Named {
        /// The name.
        name: String,
    },
    /// Two sources were tied.
    Tied {
        /// The first source.
        a: SourceId,
        /// How.
        tie: Tie,
        /// The second source.
        b: SourceId,
    },
    /// A source was graded.
    Graded(Grade),
    /// A source was described.
    Described(String),
    /// Who a source is was committed to.
    Protected(Commitment),
}

/// The latest standing judgement of a person on the relation of two claims.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationJudgement {
    /// The first claim.
    pub a: ClaimId,
    /// The second claim.
    pub b: ClaimId,
    /// The relation of `a` to `b` that is confirmed, rejected or stated.
    pub relation: Relation,
    /// Which of the three.
    pub verdict: Verdict,
    /// Why.
    pub reason: Option<String>,
    /// Who, and when.
    pub judged: Judged,
}

/// What a person said of whether two claims are about one proposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The first claim.
    pub a: ClaimId,
    /// The second claim.
    pub b: ClaimId,
    /// They are.
    pub together: bool,
    /// Why.
    pub because: Option<String>,
    /// Who, and when.
    pub judged: Judged,
}

/// What a person called the proposition that a claim is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The claim.
    pub claim: ClaimId,
    /// The name.
    pub name: String,
    /// Who, and when.
    pub judged: Judged,
}

/// A fault in the record, with the row it lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The table.
    pub table: String,
    /// The row, and the id of the thing as far as it can be told ("row 7, document 3fa0c1d2").
    pub place: String,
    /// What is wrong, with both values where there are two.
    pub problem: String,
}

/// Something that happened to a thing on record.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// What happened.
    pub event: Event,
    /// Who did it, and when it was recorded.
    pub judged: Judged,
    /// In which operation.
    pub operation: OperationId,
    /// Whether that operation has been undone.
    pub undone: bool,
}
