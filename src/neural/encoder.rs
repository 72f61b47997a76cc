//! Sentences to vectors: those that say the same lie close.

use rten_tensor::prelude::*;

use super::network::{Figures, Network};
use super::{Unusable, settings};
use crate::model::ContentHash;

/// So many sentences are read at once.
const BATCH: usize = 16;
/// A vector's figures are kept as whole numbers up to this.
const FULL: f32 = 127.0;

/// Turns sentences into vectors.
#[derive(Debug)]
pub struct Encoder {
    id: ContentHash,
    network: Network,
    pooling: Pooling,
}

/// How the vectors of a sentence's pieces become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pooling {
    /// Their mean.
    Mean,
    /// The first one, which stands for the whole.
    First,
}

/// What a sentence means, as a direction: 8-bit figures, so that a million fit into memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vector(Box<[i8]>);

impl Vector {
    /// Keeps the direction of some figures.
    fn of(figures: &[f32]) -> Self {
        let length = figures.iter().map(|one| one * one).sum::<f32>().sqrt();
        let scale = if length > 0.0 && length.is_finite() { FULL / length } else { 0.0 };
        Self(figures.iter().map(|one| (one * scale).round() as i8).collect())
    }

    /// Takes a vector from the bytes it was kept as.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.iter().map(|&byte| byte.cast_signed()).collect())
    }

    /// Returns the bytes to keep: one for each figure.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().map(|&figure| figure.cast_unsigned()).collect()
    }

    /// Returns how alike two sentences are: the cosine, 1 for the same, 0 for nothing in common.
    /// Vectors of two models have nothing in common.
    pub fn likeness(&self, other: &Self) -> f32 {
        if self.0.len() != other.0.len() {
            return 0.0;
        }
        let product = |(a, b): (&i8, &i8)| i32::from(*a) * i32::from(*b);
        let dot: i32 = self.0.iter().zip(&other.0).map(product).sum();
        (dot as f32 / (FULL * FULL)).clamp(-1.0, 1.0)
    }
}

impl Encoder {
    pub(super) fn new(
        network: Network,
        id: ContentHash,
        pooling: Option<&[u8]>,
    ) -> Result<Self, Unusable> {
        let settings = pooling.map(|bytes| settings("1_Pooling/config.json", bytes)).transpose()?;
        let first = settings.is_some_and(|all| all["pooling_mode_cls_token"] == true);
        let pooling = if first { Pooling::First } else { Pooling::Mean };
        let encoder = Self { id, network, pooling };
        encoder.vectors(&["a sentence"]).map(|_| encoder)
    }

    /// The SHA-256 of the network: vectors of one encoder mean nothing to another.
    pub fn id(&self) -> ContentHash {
        self.id
    }

    /// Turns each sentence into a vector.
    ///
    /// # Errors
    /// If the network fails.
    pub fn vectors(&self, sentences: &[&str]) -> Result<Vec<Vector>, Unusable> {
        // Sentences of like length are read together: the shorter ones are filled up.
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        order.sort_by_key(|&at| sentences[at].len());
        let mut made = vec![Vector(Box::default()); sentences.len()];
        for batch in order.chunks(BATCH) {
            let read = self.network.read(batch.iter().map(|&at| sentences[at]).collect())?;
            for (&at, vector) in batch.iter().zip(self.pooled(&read)?) {
                made[at] = vector;
            }
        }
        Ok(made)
    }

    fn pooled(&self, read: &Figures) -> Result<Vec<Vector>, Unusable> {
        let values: Vec<f32> = read.values.iter().copied().collect();
        match *read.values.shape() {
            [_, width] if width > 0 => Ok(values.chunks(width).map(Vector::of).collect()),
            [_, pieces, width] if pieces * width > 0 => {
                let sentences = values.chunks(pieces * width).zip(&read.masks);
                Ok(sentences.map(|(figures, mask)| self.pool(figures, width, mask)).collect())
            }
            _ => Err(Unusable::Output),
        }
    }

    fn pool(&self, figures: &[f32], width: usize, mask: &[u32]) -> Vector {
        let counted = match self.pooling {
            Pooling::First => 1,
            Pooling::Mean => usize::MAX,
        };
        let mut sum = vec![0.0; width];
        let pieces = figures.chunks(width).zip(mask).filter(|(_, mask)| **mask > 0);
        for (piece, _) in pieces.take(counted) {
            sum.iter_mut().zip(piece).for_each(|(sum, figure)| *sum += figure);
        }
        Vector::of(&sum)
    }
}
