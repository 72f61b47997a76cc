//! A limit on the work that one question may cost, so that no question hangs the program.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use rusqlite::Connection;

use super::View;
use super::error::Result;

/// How many steps of SQLite's machine pass between two looks at the budget.
const STRIDE: i32 = 100_000;

/// How many looks a question may last: some tens of seconds.
const LOOKS: i64 = 20_000;

/// What is left of the current question's budget; without a question there is no limit.
#[derive(Debug)]
pub(super) struct Budget(Arc<AtomicI64>);

impl Budget {
    /// Makes the budget of a connection.
    pub(super) fn of(connection: &mut Connection) -> Result<Self> {
        let left = Arc::new(AtomicI64::new(i64::MAX));
        let seen = Arc::clone(&left);
        let spent = move || seen.fetch_sub(1, Ordering::Relaxed) <= 0;
        connection.progress_handler(STRIDE, Some(spent))?;
        Ok(Self(left))
    }
}

impl View<'_> {
    /// Asks a question that a person's words may have made costly.
    pub(super) fn careful<T>(&self, question: impl FnOnce() -> Result<T>) -> Result<T> {
        self.budget.0.store(LOOKS, Ordering::Relaxed);
        let answer = question();
        self.budget.0.store(i64::MAX, Ordering::Relaxed);
        answer
    }
}
