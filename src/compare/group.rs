//! Claims to propositions, without chaining by accident.
//!
//! Copies are joined first: they count as one. Then average linkage: the two groups whose members
//! are, on average, most strongly about one thing are joined, until no average is strong enough;
//! two members that were never compared share nothing. Nothing depends on the order of claims or
//! edges.

mod names;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

use super::frame::Frame;
use names::Names;

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
    /// How their contents stand to each other.
    pub agreement: Agreement,
}

impl Edge {
    /// Makes the edge of two claims that were compared.
    pub fn of(a: usize, b: usize, comparison: &Comparison) -> Self {
        Self { a, b, strength: strength(comparison), agreement: comparison.agreement }
    }
}

/// How strongly a recorded comparison says that two claims are about one proposition, 0 to 1.
///
/// Claims are about one proposition when they agree, refine or contradict each other; when that
/// cannot be told, what they share still says something.
pub fn strength(comparison: &Comparison) -> f32 {
    let weights = || comparison.evidence.iter().map(|found| found.weight);
    let shared = weights()
        .filter(|&weight| weight > 0.0)
        .fold(0.0, |all, weight| all + weight * (1.0 - all));
    // What is too weak to make a contradiction can still tell two things apart.
    let against = weights().filter(|weight| (-0.5..0.0).contains(weight)).sum::<f32>();
    let shared = shared * (1.0 + 2.0 * against).max(0.0);
    match comparison.agreement {
        Agreement::Unrelated | Agreement::Undecided => shared,
        Agreement::Agrees | Agreement::Refines | Agreement::Contradicts => shared.max(DECIDED),
    }
}

/// The least strength of claims that agree, refine or contradict each other.
const DECIDED: f32 = 0.6;
/// How many members of a large group a claim is expected to have been compared with: candidates
/// are capped, so that many copies do not make too many comparisons.
const MET: u64 = 8;
/// Claims that agree and are this strongly about one thing say it in the same words, if they name the
/// same and give the same figures.
const COPY: u64 = 900;
/// The least average strength at which two groups are one proposition, in thousandths.
const JOINED: u64 = 240;

/// Groups `count` claims into propositions: every claim is in exactly one, alone if need be.
/// Claims in a group and groups in the list are in order of place.
///
/// Edges to claims that do not exist are left out; of two edges between the same claims the
/// stronger counts. Takes time close to linear in the number of edges.
pub fn group(count: usize, edges: &[Edge]) -> Vec<Vec<usize>> {
    group_named(&vec![Frame::default(); count], edges)
}

/// The same for claims of which is known what they name. Between groups of which each names somebody
/// or something, and not the same, only what such claims say to each other counts: a claim that names
/// nothing can be alike to both ("the council approved 34 homes"), and must not chain them.
pub(super) fn group_named(claims: &[Frame], edges: &[Edge]) -> Vec<Vec<usize>> {
    let count = claims.len();
    let copies = edges.iter().filter(|edge| edge.agreement == Agreement::Agrees);
    let copies: Vec<Edge> = copies.copied().collect();
    let copies = strongest(count, &copies).into_iter().filter(|edge| edge.1 >= COPY);
    let copies = copies.map(|edge| edge.0).filter(|&(a, b)| claims[a].can_copy(&claims[b]));
    let copies = connected(&copies.collect());
    let mut clusters = Clusters::of(claims, &copies, &strongest(count, edges));
    let mut heap = clusters.all_scores();
    while let Some(ties) = clusters.pop_ties(&mut heap) {
        for set in connected(&ties) {
            if clusters.hang_together(&set) {
                clusters.join_all(&set, &mut heap);
            } else {
                clusters.keep_apart(&set, &ties);
            }
        }
    }
    clusters.into_groups()
}

/// Two claims, the smaller place first, their strength in thousandths, and whether their comparison
/// came to something.
type Strength = ((usize, usize), u64, bool);

/// For each pair of claims that were compared the greatest strength, in order of the pairs.
fn strongest(count: usize, edges: &[Edge]) -> Vec<Strength> {
    let real = edges.iter().filter(|edge| edge.a != edge.b && edge.a.max(edge.b) < count);
    let pair = |edge: &Edge| (edge.a.min(edge.b), edge.a.max(edge.b));
    let mut all: Vec<Strength> = real
        .map(|edge| (pair(edge), thousandths(edge.strength), !edge.agreement.is_open()))
        .collect();
    all.sort_unstable_by_key(|&(pair, strength, decided)| (pair, Reverse((strength, decided))));
    all.dedup_by_key(|edge| edge.0);
    all
}

/// What lies between two clusters: strengths in thousandths, and how many were compared.
#[derive(Clone, Copy, Default)]
struct Between {
    sum: u64,
    /// The same between members that both name somebody or something, of comparisons that came to
    /// something.
    named: u64,
    compared: u64,
    /// May join the two; not if they tied with others and did not hang together.
    open: bool,
}

impl Between {
    fn add(&mut self, other: Self) {
        self.sum += other.sum;
        self.named += other.named;
        self.compared += other.compared;
        self.open |= other.open;
    }
}

/// Clusters by the place of one of their members.
struct Clusters {
    members: Vec<Vec<usize>>,
    /// What the members name.
    names: Vec<Names>,
    /// How many members there are, copies counted once.
    sizes: Vec<u64>,
    /// For each other cluster what lies between the members of both.
    between: Vec<HashMap<usize, Between>>,
}

type Heap = BinaryHeap<(u64, usize, usize)>;

impl Clusters {
    fn of(claims: &[Frame], copies: &[BTreeSet<usize>], edges: &[Strength]) -> Self {
        let count = claims.len();
        let mut first: Vec<usize> = (0..count).collect();
        for set in copies {
            let least = set.first().copied().unwrap_or_default();
            set.iter().for_each(|&place| first[place] = least);
        }
        let mut members = vec![Vec::new(); count];
        let mut names = vec![Names::default(); count];
        for (place, claim) in claims.iter().enumerate() {
            members[first[place]].push(place);
            if members[first[place]].len() == 1 {
                names[first[place]] = Names::of(&claim.names);
            }
        }
        let mut between: Vec<HashMap<usize, Between>> = vec![HashMap::new(); count];
        for &((a, b), sum, decided) in edges.iter().filter(|((a, b), ..)| first[*a] != first[*b]) {
            let both_name = !claims[a].names.is_empty() && !claims[b].names.is_empty();
            let named = if both_name && decided { sum } else { 0 };
            for (one, other) in [(first[a], first[b]), (first[b], first[a])] {
                between[one].entry(other).or_default().add(Between {
                    sum,
                    named,
                    compared: 1,
                    open: true,
                });
            }
        }
        for between in between.iter_mut().flat_map(HashMap::values_mut) {
            between.sum /= between.compared;
            between.named /= between.compared;
            between.compared = 1;
        }
        Self { members, names, sizes: vec![1; count], between }
    }

    fn all_scores(&self) -> Heap {
        let pairs = self.between.iter().enumerate();
        let pairs = pairs.flat_map(|(a, others)| others.keys().map(move |&b| (a, b)));
        let scored = pairs.filter(|(a, b)| a < b).map(|(a, b)| (self.score(a, b), a, b));
        scored.filter(|&(score, ..)| score >= JOINED).collect()
    }

    /// The average strength between two clusters, in thousandths.
    fn score(&self, a: usize, b: usize) -> u64 {
        let Some(between) = self.between[a].get(&b).filter(|between| between.open) else {
            return 0;
        };
        let wanted = pairs_wanted(self.sizes[a], self.sizes[b]);
        between.sum / between.compared.max(wanted).max(1)
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
        let mut inside = Between::default();
        for &one in set {
            let others = self.between[one].iter().filter(|(other, _)| set.contains(other));
            others.for_each(|(_, between)| inside.add(*between));
        }
        let all: u64 = set.iter().map(|&one| self.sizes[one]).sum();
        let rest = |one: &usize| pairs_wanted(self.sizes[*one], all - self.sizes[*one]);
        let wanted: u64 = set.iter().map(rest).sum();
        inside.sum >= JOINED * inside.compared.max(wanted) && self.name_one(set, inside.named)
    }

    /// Tells whether clusters that name somebody or something share a name, or are one by what such
    /// claims say to each other; `inside` is the sum of that.
    fn name_one(&self, set: &BTreeSet<usize>, inside: u64) -> bool {
        let named: Vec<&Names> =
            set.iter().map(|&one| &self.names[one]).filter(|names| names.claims > 0).collect();
        let all: u64 = named.iter().map(|names| u64::from(names.claims)).sum();
        let rest = |one: u64| pairs_wanted(one, all - one);
        let wanted: u64 = named.iter().map(|names| rest(u64::from(names.claims))).sum();
        Names::share_one(&named) || inside >= JOINED * wanted
    }

    fn keep_apart(&mut self, set: &BTreeSet<usize>, ties: &BTreeSet<(usize, usize)>) {
        for &(a, b) in ties.iter().filter(|(a, _)| set.contains(a)) {
            for (one, other) in [(a, b), (b, a)] {
                if let Some(between) = self.between[one].get_mut(&other) {
                    between.open = false;
                }
            }
        }
    }

    fn join_all(&mut self, set: &BTreeSet<usize>, heap: &mut Heap) {
        let load = |one: &usize| (self.between[*one].len() + self.members[*one].len(), *one);
        let Some((_, into)) = set.iter().map(load).max() else { return };
        let mut touched = BTreeSet::new();
        for &from in set.iter().filter(|&&one| one != into) {
            self.join(from, into, &mut touched);
        }
        self.names[into].forget_few();
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
        self.sizes[into] += std::mem::take(&mut self.sizes[from]);
        let names = std::mem::take(&mut self.names[from]);
        self.names[into].add(names);
        for (other, between) in std::mem::take(&mut self.between[from]) {
            self.between[other].remove(&from);
            if other != into {
                self.between[into].entry(other).or_default().add(between);
                self.between[other].entry(into).or_default().add(between);
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

/// How many comparisons the average of two clusters is taken over: all pairs of members, but of a
/// large cluster each member of the smaller is only expected to have met a few.
fn pairs_wanted(one: u64, other: u64) -> u64 {
    one.min(other) * one.max(other).min(MET)
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
        let edge = |&(a, b, strength)| Edge { a, b, strength, agreement: Agreement::Agrees };
        edges.iter().map(edge).collect()
    }

    #[test]
    fn strong_edges_join_and_weak_ones_do_not() {
        let groups = group(5, &edges(&[(0, 1, 0.9), (1, 2, 0.1), (3, 4, 0.6), (9, 1, 1.0)]));
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

    type Level = (usize, usize, u8);

    /// Groups twelve things, and the same things under other names met in another order.
    fn both_orders(some: &[Level], order: &[usize]) -> [Vec<Vec<usize>>; 2] {
        let strength = |level: u8| f32::from(level) / 4.0;
        let one: Vec<_> = some.iter().map(|&(a, b, s)| (a, b, strength(s))).collect();
        let turned = some.iter().rev().map(|&(a, b, s)| (order[b], order[a], strength(s)));
        let mut renamed: Vec<Vec<usize>> = group(12, &edges(&one));
        for group in &mut renamed {
            group.iter_mut().for_each(|place| *place = order[*place]);
            group.sort_unstable();
        }
        renamed.sort_unstable();
        [renamed, group(12, &edges(&turned.collect::<Vec<_>>()))]
    }

    #[test]
    fn order_does_not_matter_where_ties_weigh_the_same() {
        let some = [
            (0, 3, 1),
            (5, 10, 4),
            (0, 5, 4),
            (7, 5, 4),
            (9, 5, 2),
            (4, 9, 3),
            (9, 7, 3),
            (6, 5, 4),
            (5, 8, 2),
            (11, 10, 0),
            (0, 9, 1),
            (5, 1, 4),
            (0, 5, 0),
            (11, 0, 3),
            (4, 5, 2),
            (11, 5, 2),
            (4, 0, 3),
            (6, 9, 0),
            (5, 2, 2),
        ];
        let [one, other] = both_orders(&some, &[1, 4, 5, 2, 10, 11, 6, 9, 0, 7, 3, 8]);
        assert_eq!(one, other);
    }

    proptest! {
        #[test]
        fn order_does_not_matter(
            some in prop::collection::vec((0usize..12, 0usize..12, 0u8..=4), 0..40),
            order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(),
        ) {
            let [one, other] = both_orders(&some, &order);
            prop_assert_eq!(one, other);
        }
    }
}
