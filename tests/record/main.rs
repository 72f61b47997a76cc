//! The record: what is logged is found again, as it was, and nothing is ever lost or doubled.

mod entries;
mod fixture;
mod hands;
mod hostile;
mod judging;
mod logging;
mod opening;
mod round_trip;
mod schema;
mod soundness;
mod time;
