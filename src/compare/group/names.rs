//! What the claims of a cluster name.

use std::collections::BTreeMap;

/// Past so many claims, names that few of them have are forgotten: a large cluster must not grow a
/// large list.
const MANY: u32 = 16;
/// Few: one in so many.
const FEW: u32 = 8;

/// How many claims of a cluster have a name; copies count once.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// How many name somebody or something.
    pub(super) claims: u32,
    counts: BTreeMap<u64, u32>,
}

impl Names {
    /// Makes those of one claim, by their keys.
    pub(super) fn of(keys: &[u64]) -> Self {
        let counts = keys.iter().map(|&key| (key, 1)).collect();
        Self { claims: u32::from(!keys.is_empty()), counts }
    }

    /// Adds those of another cluster.
    pub(super) fn add(&mut self, mut other: Self) {
        if other.counts.len() > self.counts.len() {
            std::mem::swap(self, &mut other);
        }
        self.claims += other.claims;
        for (key, count) in other.counts {
            *self.counts.entry(key).or_default() += count;
        }
    }

    /// Forgets names that few claims of a large cluster have.
    pub(super) fn forget_few(&mut self) {
        let least = if self.claims > MANY { self.claims / FEW } else { 0 };
        self.counts.retain(|_, count| *count >= least);
    }

    /// Tells whether there is a name that all of some clusters have.
    pub(super) fn share_one(all: &[&Self]) -> bool {
        let Some((first, rest)) = all.split_first() else { return true };
        first.counts.keys().any(|name| rest.iter().all(|one| one.counts.contains_key(name)))
    }
}
