//! Who is writing: one run of one command, which becomes one operation.

use std::cell::Cell;

use chrono::{DateTime, SubsecRound, Utc};

use crate::model::OperationId;

/// One run of a command that writes. Everything recorded in it belongs to one operation, which is
/// itself recorded with the first fact (a command that adds nothing leaves no trace).
#[derive(Debug)]
pub struct Session {
    by: String,
    at: DateTime<Utc>,
    command: String,
    dry: bool,
    pub(super) operation: Cell<Option<(i64, OperationId)>>,
}

impl Session {
    /// Begins a session: who writes, the time now, and the command as typed or its name.
    pub fn new(by: impl Into<String>, at: DateTime<Utc>, command: impl Into<String>) -> Self {
        Self {
            by: by.into(),
            at: at.trunc_subsecs(6),
            command: command.into(),
            dry: false,
            operation: Cell::new(None),
        }
    }

    /// The same session, as a rehearsal: everything is done and then rolled back.
    #[must_use]
    pub fn dry_run(self, dry: bool) -> Self {
        Self { dry, ..self }
    }

    /// Returns who writes.
    pub fn by(&self) -> &str {
        &self.by
    }

    /// Returns when, to the microsecond.
    pub fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// Returns the command.
    pub fn command(&self) -> &str {
        &self.command
    }

    /// Returns its operation; `None` as long as nothing has been recorded.
    pub fn operation(&self) -> Option<OperationId> {
        self.operation.get().map(|(_, id)| id)
    }

    /// Tells whether it is a rehearsal.
    pub fn is_dry_run(&self) -> bool {
        self.dry
    }
}
