//! The record: what is logged is found again, as it was, and nothing is ever lost or doubled.

mod fixture;
mod logging;
mod soundness;
