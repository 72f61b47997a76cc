//! onrecord keeps who said what, when, and where you read it, and tells which claims stand on
//! independent feet and which contradict each other.
//!
//! ```text
//!  cli ──> ops ──┬──> store ──> ledger ───────────┐
//!   │            ├──> vault ──────────────────────┤
//!   │            ├──> read, extract ──────────────┤
//!   │            ├──> compare, origin ────────────┼──> dates, words ──> model
//!   │            └──> interchange ────────────────┤
//!   └──────────────> report ──────────────────────┘
//! ```
//!
//! Arrows point at what is used, never back. [`model`] and [`words`] use nothing of ours, [`dates`]
//! uses the model; the pure rooms ([`read`], [`extract`], [`compare`], [`origin`]) do not know each
//! other, [`report`] reads what [`origin`] found; only [`store`] speaks SQL, and only
//! [`vault`] knows who protected sources are; [`ops`] brings them
//! together. `docs/architecture.md` says more, and `tests/architecture.rs` holds the walls.
//!
//! ```
//! use onrecord::{extract::extract, model::Document, read::read};
//!
//! let capture = read(b"The bridge is shut, Mayor Ana Orsk said.", Some("note.txt"))?;
//! let drafts = extract(&Document::new(capture, None));
//! assert_eq!(drafts[0].content[0].text, "The bridge is shut");
//! assert_eq!(drafts[0].origin().map(|source| source.name.as_str()), Some("Ana Orsk"));
//! # Ok::<(), onrecord::read::ReadError>(())
//! ```

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod compare;
pub mod dates;
pub mod extract;
pub mod interchange;
pub mod ledger;
pub mod model;
pub mod neural;
pub mod ops;
pub mod origin;
pub mod read;
pub mod report;
pub mod store;
pub mod vault;
pub mod words;
