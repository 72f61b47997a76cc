//! The JSON shapes of our records: what `--json` prints. Described in `docs/formats.md`.
//!
//! Plain serde types made from model types; keys keep the order in which they stand here, and are
//! only ever added.

mod compared;
mod extracted;

pub use compared::{ComparedPair, Pair};
pub use extracted::{ExtractedDocument, ExtractedDraft, ExtractedSource};
