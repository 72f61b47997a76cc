//! Which documents of a story tell of the same.

use std::collections::BTreeSet;

/// Which documents of a story were found to tell of the same, by their numbers.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    alike: BTreeSet<(usize, usize)>,
    /// Those of which anything was found.
    known: BTreeSet<usize>,
}

impl Pages {
    /// Takes pairs of documents that tell of the same.
    pub fn of(pairs: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut made = Self::default();
        for (a, b) in pairs {
            made.alike.insert((a.min(b), a.max(b)));
            made.known.extend([a, b]);
        }
        made
    }

    /// Tells whether two documents hang together only by way of others: they are about different things
    /// more often than not.
    pub fn are_apart(&self, a: usize, b: usize) -> bool {
        let known = a != b && self.known.contains(&a) && self.known.contains(&b);
        known && !self.alike.contains(&(a.min(b), a.max(b)))
    }
}
