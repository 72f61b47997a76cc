//! Two sentences against each other: does the first entail or contradict the second?

use rten_tensor::prelude::*;

use super::network::Network;
use super::{Unusable, settings};
use crate::model::ContentHash;

/// So many pairs are read at once.
const BATCH: usize = 8;

/// Reads two sentences against each other.
#[derive(Debug)]
pub struct Judge {
    id: ContentHash,
    network: Network,
    contradicts: usize,
    entails: Option<usize>,
}

/// What a judge makes of a first and a second sentence, as shares of 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Verdict {
    /// If the first is so, the second is not.
    pub contradicts: f32,
    /// If the first is so, the second is; 0 if the judge knows no such label.
    pub entails: f32,
}

impl Judge {
    pub(super) fn new(
        network: Network,
        id: ContentHash,
        config: Option<&[u8]>,
    ) -> Result<Self, Unusable> {
        let config = settings("config.json", config.ok_or(Unusable::Labels)?)?;
        let labels = config["id2label"].as_object().ok_or(Unusable::Labels)?;
        let label = |word: &str| {
            let named = |name: &serde_json::Value| {
                name.as_str().is_some_and(|name| name.to_lowercase().starts_with(word))
            };
            labels.iter().find(|(_, name)| named(name)).and_then(|(at, _)| at.parse().ok())
        };
        let contradicts = label("contradict").ok_or(Unusable::Labels)?;
        let judge = Self { id, network, contradicts, entails: label("entail") };
        judge.verdicts(&[("a sentence", "a sentence")]).map(|_| judge)
    }

    /// The SHA-256 of the network.
    pub fn id(&self) -> ContentHash {
        self.id
    }

    /// Reads each first sentence against its second.
    ///
    /// # Errors
    /// If the network fails.
    pub fn verdicts(&self, pairs: &[(&str, &str)]) -> Result<Vec<Verdict>, Unusable> {
        let mut made = Vec::with_capacity(pairs.len());
        for batch in pairs.chunks(BATCH) {
            let read = self.network.read(batch.to_vec())?;
            let [_, labels] = *read.values.shape() else { return Err(Unusable::Output) };
            let known = self.contradicts.max(self.entails.unwrap_or(0)) < labels;
            if !known {
                return Err(Unusable::Labels);
            }
            let values: Vec<f32> = read.values.iter().copied().collect();
            made.extend(values.chunks(labels).map(|figures| self.verdict(figures)));
        }
        Ok(made)
    }

    /// Figures of any size to shares of 1 (softmax).
    fn verdict(&self, figures: &[f32]) -> Verdict {
        let most = figures.iter().copied().fold(f32::MIN, f32::max);
        let shares: Vec<f32> = figures.iter().map(|figure| (figure - most).exp()).collect();
        let all: f32 = shares.iter().sum();
        Verdict {
            contradicts: shares[self.contradicts] / all,
            entails: self.entails.map_or(0.0, |at| shares[at] / all),
        }
    }
}
