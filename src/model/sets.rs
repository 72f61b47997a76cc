//! Which of several are one.

use std::collections::BTreeMap;

/// Disjoint sets of places; each is known by its least place.
#[derive(Clone, Debug)]
pub struct DisjointSets(Vec<usize>);

impl DisjointSets {
    /// Makes `count` sets of one place each.
    pub fn of(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// Returns how many places there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the least place of the set that a place is in; itself if there is no such place.
    pub fn find(&mut self, mut at: usize) -> usize {
        while let Some(&next) = self.0.get(at).filter(|&&next| next != at) {
            self.0[at] = self.0[next];
            at = self.0[at];
        }
        at
    }

    /// Makes the sets of two places one. Nothing is joined with a place that there is not.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(set) = self.0.get_mut(a.max(b)) {
            *set = a.min(b);
        }
    }

    /// Returns the sets, in order of their least places, each in order.
    pub fn into_sets(mut self) -> Vec<Vec<usize>> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.0.len() {
            sets.entry(self.find(at)).or_default().push(at);
        }
        sets.into_values().collect()
    }

    /// Makes the sets of all places with the same key one.
    pub fn join_by_key<K: Ord>(&mut self, keyed: impl Iterator<Item = (K, usize)>) {
        let mut first: BTreeMap<K, usize> = BTreeMap::new();
        for (key, at) in keyed {
            let head = *first.entry(key).or_insert(at);
            self.join(head, at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_known_by_its_least_place() {
        let mut sets = DisjointSets::of(7);
        [(5, 3), (6, 5), (1, 0)].into_iter().for_each(|(a, b)| sets.join(a, b));
        sets.join_by_key([("x", 2), ("y", 4), ("x", 6)].into_iter());
        assert_eq!((0..7).map(|at| sets.find(at)).collect::<Vec<_>>(), [0, 0, 2, 2, 4, 2, 2]);
        assert_eq!(sets.into_sets(), [vec![0, 1], vec![2, 3, 5, 6], vec![4]]);
    }
}
