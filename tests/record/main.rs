//! The record: what is logged is found again, as it was, and nothing is ever lost or doubled.

#![expect(clippy::unwrap_used, reason = "a failure in a helper fails the test, too")]

mod backup;
mod bundling;
mod entries;
mod fixture;
mod hands;
mod hostile;
mod judging;
mod ledger;
mod logging;
mod merging;
mod newsroom;
mod opening;
mod round_trip;
mod schema;
mod soundness;
mod stories;
#[allow(dead_code, reason = "shared with tests/faults")]
mod tamper;
mod time;
