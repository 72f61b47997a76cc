//! Who is behind a claim? Chains, parties, reused text and echoes, to say whether two claims are
//! independent and how many origins a proposition has. Pure: knows no store and no clock.
//!
//! [`Traces`] follows each claim back once; its methods answer for pairs ([`Traces::independence`],
//! [`Traces::relation`]) and for whole propositions ([`Traces::count`]).

mod count;
mod echo;
mod explain;
mod fallout;
mod identity;
mod independence;
mod names;
mod party;
mod rebuttal;
mod relation;
mod reuse;
mod state;
mod trace;
mod unnamed;
mod wire;
mod withdrawal;

pub use count::{Contents, OriginGroup, Origins};
pub use explain::{Check, Outcome};
pub use fallout::{Fallen, Rest};
pub use identity::{Identities, IdentityConflict, Who};
pub use party::Party;
pub use rebuttal::Rebuttal;
pub use relation::Standing;
pub use trace::Traces;

#[cfg(test)]
mod tests;
