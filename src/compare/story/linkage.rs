//! Average linkage over all pairs, by chains of nearest neighbours: quadratic time and exact.

use crate::model::DisjointSets;

/// How alike each two of some things are.
pub(super) struct Likeness {
    count: usize,
    /// Row by row, both halves.
    values: Vec<f32>,
}

impl Likeness {
    pub(super) fn of(count: usize, of: impl Fn(usize, usize) -> f32) -> Self {
        let mut made = Self { count, values: vec![0.0; count * count] };
        for a in 0..count {
            for b in a + 1..count {
                made.set(a, b, of(a, b));
            }
        }
        made
    }

    fn get(&self, a: usize, b: usize) -> f32 {
        self.values[a * self.count + b]
    }

    fn set(&mut self, a: usize, b: usize, value: f32) {
        self.values[a * self.count + b] = value;
        self.values[b * self.count + a] = value;
    }

    pub(super) fn add(&mut self, a: usize, b: usize, more: f32) {
        self.set(a, b, self.get(a, b) + more);
    }

    pub(super) fn raise(&mut self, a: usize, b: usize, to: f32) {
        self.set(a, b, self.get(a, b).max(to));
    }

    pub(super) fn lower(&mut self, a: usize, b: usize, to: f32) {
        self.set(a, b, self.get(a, b).min(to));
    }
}

/// Joins the most alike groups while their average likeness is at least `least`; `sizes` is how much each
/// thing counts in the average.
pub(super) fn average(mut alike: Likeness, mut sizes: Vec<f32>, least: f32) -> Vec<Vec<usize>> {
    let count = alike.count;
    let mut alive = vec![true; count];
    let mut joins = Vec::new();
    let mut chain: Vec<usize> = Vec::new();
    while let Some(top) = chain.last().copied().or_else(|| alive.iter().position(|one| *one)) {
        if chain.is_empty() {
            chain.push(top);
        }
        let before = chain.len().checked_sub(2).map(|at| chain[at]);
        let Some((next, value)) = nearest(&alike, &alive, top, before) else { break };
        if Some(next) != before {
            chain.push(next);
            continue;
        }
        chain.truncate(chain.len() - 2);
        joins.push((top, next, value));
        let (from, into) = (top.max(next), top.min(next));
        for other in (0..count).filter(|&other| alive[other] && other != from && other != into) {
            let sum = alike.get(from, other) * sizes[from] + alike.get(into, other) * sizes[into];
            alike.set(into, other, sum / (sizes[from] + sizes[into]));
        }
        sizes[into] += sizes[from];
        alive[from] = false;
    }
    let mut sets = DisjointSets::of(count);
    for (a, b, _) in joins.into_iter().filter(|(.., value)| *value >= least) {
        sets.join(a, b);
    }
    sets.into_sets()
}

/// The most alike living group; on a tie the one we came from, then the first.
fn nearest(
    alike: &Likeness,
    alive: &[bool],
    of: usize,
    before: Option<usize>,
) -> Option<(usize, f32)> {
    let others = (0..alike.count).filter(|&other| alive[other] && other != of);
    let mut best: Option<(usize, f32)> = before.map(|before| (before, alike.get(of, before)));
    for other in others {
        let value = alike.get(of, other);
        if best.is_none_or(|(_, most)| value > most) {
            best = Some((other, value));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_alike_join_until_none_are_alike_enough() {
        let at = [0.0_f32, 0.1, 0.2, 5.0, 5.1, 9.0];
        let alike = Likeness::of(at.len(), |a, b| 1.0 / (1.0 + (at[a] - at[b]).abs()));
        assert_eq!(average(alike, vec![1.0; 6], 0.5), [vec![0, 1, 2], vec![3, 4], vec![5]]);
        assert_eq!(average(Likeness::of(0, |_, _| 1.0), vec![], 0.5), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn what_counts_little_does_not_keep_others_apart() {
        let values = [[0.0, 0.9, 0.4], [0.9, 0.0, 0.1], [0.4, 0.1, 0.0]];
        let joined =
            |sizes: [f32; 3]| average(Likeness::of(3, |a, b| values[a][b]), sizes.to_vec(), 0.3);
        assert_eq!(joined([1.0, 1.0, 1.0]), [vec![0, 1], vec![2]]);
        assert_eq!(joined([1.0, 0.1, 1.0]), [vec![0, 1, 2]]);
    }
}
