//! Claims to propositions, without chaining by accident.
//!
//! Average linkage over the comparisons that were made: the two groups whose members are, on
//! average, most strongly about one thing are joined first, until no average is strong enough.
//! Pairs that were never compared do not count, but the larger two groups are, the more
//! comparisons between them it takes. Nothing depends on the order of claims or edges.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

use crate::model::{Agreement, Comparison};

/// Two claims that were compared, by their places, and how strongly they are about one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// One claim.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How strongly they are about one proposition, 0 to 1; see [`strength`].
    pub strength: f32,
}

/// How strongly a recorded comparison says that two claims are about one proposition, 0 to 1.
///
/// Claims are about one proposition when they agree, refine or contradict each other; when that
/// cannot be told, shared words still say a little.
pub fn strength(comparison: &Comparison) -> f32 {
    let weights = comparison.evidence.iter().map(|found| found.weight);
    let heaviest = |weights: &mut dyn Iterator<Item = f32>| weights.fold(0.0, f32::max);
    match comparison.agreement {
        Agreement::Unrelated => 0.0,
        Agreement::Undecided => heaviest(&mut weights.clone()) * 0.5,
        Agreement::Agrees | Agreement::Refines => heaviest(&mut weights.clone()).max(0.5),
        Agreement::Contradicts => heaviest(&mut weights.map(|weight| -weight)).max(0.5),
    }
}

/// The least average strength at which two groups are one proposition, in thousandths.
const JOINED: u32 = 500;

/// Groups `count` claims into propositions: every claim is in exactly one, alone if need be.
/// Claims in a group and groups in the list are in order of place.
///
/// Edges should include comparisons that found nothing (strength 0): they keep groups apart.
/// Edges to claims that do not exist are left out; of two edges between the same claims the
/// stronger counts. Takes time close to linear in the number of edges.
pub fn group(count: usize, edges: &[Edge]) -> Vec<Vec<usize>> {
    let mut clusters = Clusters::of(count, edges);
    let mut heap = clusters.all_scores();
    while let Some(ties) = clusters.pop_ties(&mut heap) {
        for set in connected(&ties) {
            if clusters.hang_together(&set) {
                clusters.join_all(&set, &mut heap);
            }
        }
    }
    clusters.into_groups()
}

/// What lies between two clusters: the strengths found there, in thousandths, and how many.
#[derive(Clone, Copy, Default)]
struct Between {
    sum: u64,
    compared: u32,
}

/// Clusters by the place of one of their members.
struct Clusters {
    members: Vec<Vec<usize>>,
    between: Vec<HashMap<usize, Between>>,
}

type Heap = BinaryHeap<(u32, usize, usize)>;

impl Clusters {
    fn of(count: usize, edges: &[Edge]) -> Self {
        let mut strongest: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for edge in edges.iter().filter(|edge| edge.a != edge.b && edge.a.max(edge.b) < count) {
            let pair = (edge.a.min(edge.b), edge.a.max(edge.b));
            let strength = strongest.entry(pair).or_default();
            *strength = (*strength).max(thousandths(edge.strength));
        }
        let mut between = vec![HashMap::new(); count];
        for ((a, b), sum) in strongest {
            between[a].insert(b, Between { sum, compared: 1 });
            between[b].insert(a, Between { sum, compared: 1 });
        }
        Self { members: (0..count).map(|place| vec![place]).collect(), between }
    }

    fn all_scores(&self) -> Heap {
        let pairs = self.between.iter().enumerate();
        let pairs = pairs.flat_map(|(a, others)| others.keys().map(move |&b| (a, b)));
        let scored = pairs.filter(|(a, b)| a < b).map(|(a, b)| (self.score(a, b), a, b));
        scored.filter(|&(score, ..)| score >= JOINED).collect()
    }

    /// The average strength between two clusters, in thousandths. It takes more than one edge to
    /// join large clusters: one more for every fourfold product of their sizes.
    fn score(&self, a: usize, b: usize) -> u32 {
        let Some(between) = self.between[a].get(&b) else { return 0 };
        let product = (self.members[a].len() as f64) * (self.members[b].len() as f64);
        let wanted = 1.0 + product.log2() / 2.0;
        (between.sum as f64 / f64::from(between.compared).max(wanted)) as u32
    }

    /// Takes the pairs of clusters with the highest score; more than one if they tie.
    fn pop_ties(&self, heap: &mut Heap) -> Option<BTreeSet<(usize, usize)>> {
        let mut ties = BTreeSet::new();
        let mut best = None;
        while let Some(&(score, a, b)) = heap.peek() {
            if best.is_some_and(|best| score < best) {
                break;
            }
            heap.pop();
            let now = self.score(a, b);
            if now == score {
                best = Some(score);
                ties.insert((a, b));
            } else if now < score && now >= JOINED {
                heap.push((now, a, b));
            }
        }
        best.map(|_| ties)
    }

    /// Tells whether clusters that tie are one on average, not only link by link.
    fn hang_together(&self, set: &BTreeSet<usize>) -> bool {
        if set.len() == 2 {
            return true;
        }
        let (mut sum, mut compared) = (0, 0);
        for &one in set {
            for (_, between) in self.between[one].iter().filter(|(other, _)| set.contains(other)) {
                sum += between.sum;
                compared += u64::from(between.compared);
            }
        }
        let size: usize = set.iter().map(|&one| self.members[one].len()).sum();
        let wanted = (set.len() as f64) * (1.0 + (size as f64).log2() / 2.0);
        sum as f64 >= f64::from(JOINED) * (compared as f64).max(wanted)
    }

    fn join_all(&mut self, set: &BTreeSet<usize>, heap: &mut Heap) {
        let edges = |one: &usize| (self.between[*one].len() + self.members[*one].len(), *one);
        let Some((_, into)) = set.iter().map(edges).max() else { return };
        let mut touched = BTreeSet::new();
        for &from in set.iter().filter(|&&one| one != into) {
            self.join(from, into, &mut touched);
        }
        for other in touched.into_iter().filter(|other| !set.contains(other)) {
            let (low, high) = (into.min(other), into.max(other));
            let score = self.score(low, high);
            if score >= JOINED {
                heap.push((score, low, high));
            }
        }
    }

    fn join(&mut self, from: usize, into: usize, touched: &mut BTreeSet<usize>) {
        let members = std::mem::take(&mut self.members[from]);
        self.members[into].extend(members);
        for (other, between) in std::mem::take(&mut self.between[from]) {
            self.between[other].remove(&from);
            if other != into {
                for (one, other) in [(into, other), (other, into)] {
                    let sum = self.between[one].entry(other).or_default();
                    sum.sum += between.sum;
                    sum.compared += between.compared;
                }
                touched.insert(other);
            }
        }
    }

    fn into_groups(self) -> Vec<Vec<usize>> {
        let mut groups = self.members;
        groups.retain(|group| !group.is_empty());
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.sort_unstable();
        groups
    }
}

fn thousandths(strength: f32) -> u64 {
    (strength.clamp(0.0, 1.0) * 1000.0).round() as u64
}

/// The sets of clusters that are connected by the pairs.
fn connected(pairs: &BTreeSet<(usize, usize)>) -> Vec<BTreeSet<usize>> {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &(a, b) in pairs {
        of.entry(a).or_default().push(b);
        of.entry(b).or_default().push(a);
    }
    let mut sets = Vec::new();
    while let Some((&start, _)) = of.first_key_value() {
        let (mut set, mut open) = (BTreeSet::new(), vec![start]);
        while let Some(one) = open.pop() {
            if set.insert(one) {
                open.extend(of.remove(&one).unwrap_or_default());
            }
        }
        sets.push(set);
    }
    sets
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edges(edges: &[(usize, usize, f32)]) -> Vec<Edge> {
        edges.iter().map(|&(a, b, strength)| Edge { a, b, strength }).collect()
    }

    #[test]
    fn strong_edges_join_and_weak_ones_do_not() {
        let groups = group(5, &edges(&[(0, 1, 0.9), (1, 2, 0.3), (3, 4, 0.6), (9, 1, 1.0)]));
        assert_eq!(groups, [vec![0, 1], vec![2], vec![3, 4]]);
    }

    #[test]
    fn one_bridge_does_not_join_two_groups() {
        let mut all = Vec::new();
        for (a, b) in (0..4).flat_map(|a| (0..4).map(move |b| (a, b))).filter(|(a, b)| a < b) {
            all.extend([(a, b, 0.9), (a + 4, b + 4, 0.8)]);
        }
        all.push((3, 4, 0.7));
        assert_eq!(group(8, &edges(&all)), [vec![0, 1, 2, 3], vec![4, 5, 6, 7]]);
    }

    #[test]
    fn a_chain_does_not_become_one_group() {
        let chain: Vec<_> = (0..99).map(|place| (place, place + 1, 0.7)).collect();
        let longest = group(100, &edges(&chain)).iter().map(Vec::len).max();
        assert!(longest < Some(6), "{longest:?}");
    }

    #[test]
    fn copies_that_were_compared_with_the_first_few_only_are_one_group() {
        let star =
            (0..5_000).flat_map(|place| (0..12.min(place)).map(move |hub| (hub, place, 1.0)));
        assert_eq!(group(5_000, &edges(&star.collect::<Vec<_>>())).len(), 1);
    }

    proptest! {
        #[test]
        fn order_does_not_matter(
            some in prop::collection::vec((0usize..12, 0usize..12, 0u8..=4), 0..40),
            order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(),
        ) {
            let strength = |level: u8| f32::from(level) / 4.0;
            let one: Vec<_> = some.iter().map(|&(a, b, s)| (a, b, strength(s))).collect();
            let other: Vec<_> = some.iter().rev().map(|&(a, b, s)| (order[b], order[a], strength(s))).collect();
            let mut renamed: Vec<Vec<usize>> = group(12, &edges(&one));
            for group in &mut renamed {
                group.iter_mut().for_each(|place| *place = order[*place]);
                group.sort_unstable();
            }
            renamed.sort_unstable();
            prop_assert_eq!(renamed, group(12, &edges(&other)));
        }
    }
}
