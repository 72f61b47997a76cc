//! What happened: what `operations --json` and `history --json` print.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::cells::{Cells, known};
use crate::model::OperationId;

/// One run of a command that wrote.
#[derive(Clone, Debug, Serialize)]
pub struct ListedOperation {
    /// The operation's id.
    pub id: OperationId,
    /// Who ran it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The command.
    pub command: String,
    /// How many facts it recorded.
    pub facts: usize,
    /// The operation that it undoes.
    pub undoes: Option<OperationId>,
    /// Whether it has been undone.
    pub undone: bool,
}

/// Something that happened to a thing on record.
#[derive(Clone, Debug, Serialize)]
pub struct ListedHappening {
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub by: String,
    /// What: "recorded", "accepted", "retracted", ...
    pub event: String,
    /// The words, reason or ids that belong to it.
    pub detail: Option<String>,
    /// In which operation.
    pub operation: OperationId,
    /// Whether that operation has been undone.
    pub undone: bool,
}

impl Cells for ListedOperation {
    const HEADERS: &'static [&'static str] =
        &["id", "at", "by", "command", "facts", "undoes", "undone"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.at.to_rfc3339(),
            self.by.clone(),
            self.command.clone(),
            self.facts.to_string(),
            known(self.undoes.as_ref()),
            self.undone.to_string(),
        ]
    }
}

impl Cells for ListedHappening {
    const HEADERS: &'static [&'static str] =
        &["at", "by", "event", "detail", "operation", "undone"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.at.to_rfc3339(),
            self.by.clone(),
            self.event.clone(),
            self.detail.clone().unwrap_or_default(),
            self.operation.to_string(),
            self.undone.to_string(),
        ]
    }
}
