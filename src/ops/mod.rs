//! The verbs of the program: where the pure rooms meet the store. Plain data in, plain data out.
//!
//! Reading verbs take `as_of`: the record as it stood at that instant; `None` is now.

pub mod alike;
mod answered;
pub mod ask;
pub mod backup;
pub mod bundle;
pub mod case;
pub mod check;
pub mod correct;
mod counts;
mod error;
pub mod fallout;
pub mod hand;
pub mod import;
pub mod independent;
pub mod judge;
mod judgements;
pub mod ledger;
mod link;
pub mod log;
pub mod merge;
pub mod propose;
pub mod proposition;
pub mod protect;
pub mod reconcile;
pub mod relations;
pub mod repeats;
pub mod report;
pub mod resolve;
pub mod show;
pub mod source;
pub mod unrecorded;
mod words_in;

pub use error::{Error, Result};

use crate::store::Moment;

/// The moment whose record is asked for; `None` is now.
pub type AsOf = Option<Moment>;
