//! The program as its users see it: pages that run, every help text, every error message, and
//! hostile text through every command.

mod as_of;
mod desk;
mod errors;
mod help;
mod hostile;
mod import;
mod ledger;
mod model;
mod pages;
mod relations;
mod screen;
mod shapes;
mod stamps;
#[path = "../record/tamper.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "shared with tests/record")]
mod tamper;
mod vault;
