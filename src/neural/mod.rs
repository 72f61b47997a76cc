//! A model that the user points at: a network that reads sentences.
//!
//! Never needed, never shipped, never fetched. Two kinds are understood, by what the network gives: an
//! [`Encoder`] turns a sentence into a vector, so that sentences that say the same lie close; a
//! [`Judge`] reads two sentences and tells whether the first entails or contradicts the second. Both are
//! ONNX files with the tokenizer that they were trained with (`tokenizer.json`), as they are commonly
//! published.

mod encoder;
mod judge;
mod network;

pub use encoder::{Encoder, Vector};
pub use judge::{Judge, Verdict};

use network::Network;

use crate::model::ContentHash;

/// The files of a model, as bytes.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The network, in ONNX.
    pub network: Vec<u8>,
    /// `tokenizer.json`.
    pub tokenizer: Vec<u8>,
    /// `config.json`, which names the labels of a judge.
    pub config: Option<Vec<u8>>,
    /// `1_Pooling/config.json`, which says how an encoder's vectors are made.
    pub pooling: Option<Vec<u8>>,
}

/// A model, ready to read.
#[derive(Debug)]
pub enum Model {
    /// Turns a sentence into a vector.
    Encoder(Encoder),
    /// Reads two sentences against each other.
    Judge(Judge),
}

/// Why a model cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// The network cannot be loaded.
    #[error("the network cannot be loaded: {0}")]
    Network(String),
    /// The tokenizer cannot be loaded.
    #[error("tokenizer.json cannot be used: {0}")]
    Tokenizer(String),
    /// A settings file cannot be read.
    #[error("{file} cannot be read: {why}")]
    Settings {
        /// Which file.
        file: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The network asks for something that a sentence does not give.
    #[error(
        "the network asks for '{0}', which is none of input_ids, attention_mask, token_type_ids"
    )]
    Input(String),
    /// The network gives something else than vectors or labels.
    #[error(
        "the network gives neither a vector for each word or sentence nor a figure for each label"
    )]
    Output,
    /// The labels of a judge are not known.
    #[error("config.json does not say which label means contradiction (id2label)")]
    Labels,
    /// The network failed on a sentence.
    #[error("the network failed: {0}")]
    Run(String),
}

impl Model {
    /// Loads a model.
    ///
    /// # Errors
    /// If a file is not what it should be, or the network is of another kind.
    pub fn load(files: Files) -> Result<Self, Unusable> {
        let id = ContentHash::of(&files.network);
        let network = Network::load(files.network, &files.tokenizer)?;
        Ok(if network.gives_labels() {
            Self::Judge(Judge::new(network, id, files.config.as_deref())?)
        } else {
            Self::Encoder(Encoder::new(network, id, files.pooling.as_deref())?)
        })
    }

    /// The SHA-256 of the network.
    pub fn id(&self) -> ContentHash {
        match self {
            Self::Encoder(encoder) => encoder.id(),
            Self::Judge(judge) => judge.id(),
        }
    }
}

/// Reads a settings file.
fn settings(file: &'static str, bytes: &[u8]) -> Result<serde_json::Value, Unusable> {
    serde_json::from_slice(bytes)
        .map_err(|error| Unusable::Settings { file, why: error.to_string() })
}

#[cfg(test)]
mod tests;
