//! Sentences to look for among the claims on record, and what they repeat.

use serde::{Deserialize, Serialize};

use crate::model::{ClaimId, Stance};

/// A sentence to look for: a line of input.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Query {
    /// Given back with the answer: any JSON value.
    #[serde(default)]
    pub id: serde_json::Value,
    /// The sentence.
    pub query: String,
}

/// What a sentence repeats: a line of output.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatchedQuery {
    /// The sentence's id.
    pub id: serde_json::Value,
    /// The claims, the likest first.
    pub matches: Vec<Matched>,
}

/// A claim that a sentence may repeat.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Matched {
    /// The claim's id.
    pub claim: ClaimId,
    /// What it was called in the file that it was imported from.
    pub key: Option<String>,
    /// From 0, nothing shared, to 1, the same words.
    pub score: f32,
    /// What its speaker does with the words: a denial says the contrary of what they say.
    pub stance: Stance,
    /// The words of the sentence that the claim has too, the rarest first.
    pub words: Vec<String>,
    /// Those that only its headline has.
    pub headline: Vec<String>,
    /// How close a model finds the two in meaning, to 1; left out where none was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<f32>,
}
