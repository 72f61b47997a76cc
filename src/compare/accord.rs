//! People's judgements on which claims are about one proposition, made to fit each other.
//!
//! Of one person's judgements on a pair the latest counts. Judgements that cannot all hold, of
//! several people or over a chain (A with B, B with C, A apart from C), are taken from the latest
//! to the earliest; what does not fit those taken before it is overruled, and is told.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::DisjointSets;

/// One judgement: the claims at two places are about one proposition, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion<'a> {
    /// A claim, by its place.
    pub a: usize,
    /// Another.
    pub b: usize,
    /// They are about one proposition.
    pub together: bool,
    /// Who judged.
    pub by: &'a str,
}

/// Judgements that fit each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accord {
    /// Pairs that are about one proposition.
    pub together: Vec<(usize, usize)>,
    /// Pairs that are not.
    pub apart: Vec<(usize, usize)>,
    /// Opinions, by their places in the list, that later ones of somebody overrule.
    pub overruled: Vec<usize>,
}

impl Accord {
    /// Makes `opinions` fit, which come in the order in which they were recorded.
    pub fn of(opinions: &[Opinion<'_>]) -> Self {
        let mut made = Self::default();
        let mut sets = Sets::default();
        for at in latest_of_each(opinions).into_iter().rev() {
            let Opinion { a, b, together, .. } = opinions[at];
            if a == b || !sets.take(a, b, together) {
                made.overruled.push(at);
            } else if together {
                made.together.push((a, b));
            } else {
                made.apart.push((a, b));
            }
        }
        made.overruled.reverse();
        made
    }

    /// Returns those of `weaker` opinions that fit, the latest first where not all of them do.
    pub fn fitting<'o>(&self, weaker: &[Opinion<'o>]) -> Vec<Opinion<'o>> {
        let mut sets = Sets::default();
        for (pairs, together) in [(&self.apart, false), (&self.together, true)] {
            for &(a, b) in pairs {
                sets.take(a, b, together);
            }
        }
        let fits = |one: &&Opinion<'o>| one.a != one.b && sets.take(one.a, one.b, one.together);
        weaker.iter().rev().filter(fits).cloned().collect()
    }

    /// Regroups claims so that every pair stands as judged, and moves nothing else.
    ///
    /// Groups that a judgement joins become one. Of two claims of a group that are held apart the
    /// first leaves, with those joined to it.
    pub fn hold(&self, groups: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let count = groups.iter().flatten().max().map_or(0, |most| most + 1);
        let known = |pair: &&(usize, usize)| pair.0.max(pair.1) < count;
        let (mut whole, mut joined) = (DisjointSets::of(count), DisjointSets::of(count));
        for group in groups {
            group.windows(2).for_each(|pair| whole.join(pair[0], pair[1]));
        }
        for &(a, b) in self.together.iter().filter(known) {
            whole.join(a, b);
            joined.join(a, b);
        }
        let mut bound: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &at in groups.iter().flatten() {
            bound.entry(joined.find(at)).or_default().push(at);
        }
        let mut home: BTreeMap<usize, usize> = BTreeMap::new();
        for &root in bound.keys() {
            home.insert(root, whole.find(root));
        }
        for &(a, b) in self.apart.iter().filter(known) {
            let (a, b) = (joined.find(a), joined.find(b));
            if a != b && home[&a] == home[&b] {
                // The numbers of the groups so far are below `count`.
                home.insert(a, count + a);
            }
        }
        let mut made: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (root, members) in bound {
            made.entry(home[&root]).or_default().extend(members);
        }
        let mut made: Vec<Vec<usize>> = made.into_values().collect();
        made.iter_mut().for_each(|group| group.sort_unstable());
        made.sort_unstable();
        made
    }
}

/// Of each person's judgements on a pair the latest, by places, in order.
fn latest_of_each(opinions: &[Opinion<'_>]) -> Vec<usize> {
    let mut latest: BTreeMap<(usize, usize, &str), usize> = BTreeMap::new();
    for (at, one) in opinions.iter().enumerate() {
        latest.insert((one.a.min(one.b), one.a.max(one.b), one.by), at);
    }
    let mut places: Vec<usize> = latest.into_values().collect();
    places.sort_unstable();
    places
}

/// Claims that must be together, and which such sets must be apart.
#[derive(Default)]
struct Sets {
    set_of: BTreeMap<usize, usize>,
    members: BTreeMap<usize, Vec<usize>>,
    apart: BTreeMap<usize, BTreeSet<usize>>,
}

impl Sets {
    fn set(&mut self, claim: usize) -> usize {
        let set = *self.set_of.entry(claim).or_insert(claim);
        self.members.entry(set).or_insert_with(|| vec![claim]);
        set
    }

    /// Takes a judgement; `false` if it does not fit those taken before.
    fn take(&mut self, a: usize, b: usize, together: bool) -> bool {
        let (a, b) = (self.set(a), self.set(b));
        if !together {
            let fits = a != b;
            if fits {
                self.apart.entry(a).or_default().insert(b);
                self.apart.entry(b).or_default().insert(a);
            }
            return fits;
        }
        if a == b {
            return true;
        }
        if self.apart.get(&a).is_some_and(|sets| sets.contains(&b)) {
            return false;
        }
        self.unite(a, b);
        true
    }

    /// The smaller set moves into the larger.
    fn unite(&mut self, a: usize, b: usize) {
        let weight = |sets: &Self, set: usize| {
            sets.members[&set].len() + sets.apart.get(&set).map_or(0, BTreeSet::len)
        };
        let (into, from) = if weight(self, a) >= weight(self, b) { (a, b) } else { (b, a) };
        let moved = self.members.remove(&from).unwrap_or_default();
        self.set_of.extend(moved.iter().map(|&claim| (claim, into)));
        self.members.entry(into).or_default().extend(moved);
        for other in self.apart.remove(&from).unwrap_or_default() {
            let others = self.apart.entry(other).or_default();
            others.remove(&from);
            others.insert(into);
            self.apart.entry(into).or_default().insert(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn opinions<'a>(all: &[(usize, usize, bool, &'a str)]) -> Vec<Opinion<'a>> {
        all.iter().map(|&(a, b, together, by)| Opinion { a, b, together, by }).collect()
    }

    #[test]
    fn the_latest_of_one_person_counts_and_needs_no_word() {
        let accord = Accord::of(&opinions(&[(0, 1, true, "Mara"), (1, 0, false, "Mara")]));
        assert_eq!((accord.together, accord.apart), (vec![], vec![(1, 0)]));
        assert!(accord.overruled.is_empty());
    }

    #[test]
    fn two_people_who_disagree_are_told_and_the_later_one_stands() {
        let accord = Accord::of(&opinions(&[(0, 1, false, "Mara"), (0, 1, true, "Tess")]));
        assert_eq!((accord.together, accord.overruled), (vec![(0, 1)], vec![0]));
    }

    #[test]
    fn a_ring_of_judgements_breaks_at_its_earliest() {
        let ring = [(0, 1, true, "Mara"), (1, 2, true, "Mara"), (2, 0, false, "Tess")];
        let accord = Accord::of(&opinions(&ring));
        assert_eq!(accord.overruled, [0]);
        assert_eq!(accord.hold(&[vec![0, 1, 2]]), [vec![0], vec![1, 2]]);
    }

    #[test]
    fn what_only_follows_from_relations_gives_way() {
        let accord = Accord::of(&opinions(&[(0, 1, true, "Mara")]));
        let weaker = opinions(&[(0, 1, false, "Tess"), (1, 2, true, "Tess")]);
        assert_eq!(accord.fitting(&weaker), weaker[1..]);
    }

    #[test]
    fn who_is_taken_out_leaves_with_those_joined_to_it() {
        let said = [(3, 4, true, "Mara"), (3, 0, false, "Mara"), (4, 1, false, "Mara")];
        let accord = Accord::of(&opinions(&said));
        let groups = accord.hold(&[vec![0, 1, 2, 3], vec![4]]);
        assert_eq!(groups, [vec![0, 1, 2], vec![3, 4]]);
    }

    proptest! {
        #[test]
        fn every_judgement_that_is_not_overruled_holds(
            said in prop::collection::vec((0usize..9, 0usize..9, any::<bool>(), 0usize..3), 0..40),
            cut in prop::collection::vec(0usize..4, 9),
        ) {
            let people = ["Mara", "Tess", "Ono"];
            let said: Vec<_> = said.iter().map(|&(a, b, t, by)| (a, b, t, people[by])).collect();
            let accord = Accord::of(&opinions(&said));
            let mut groups = vec![Vec::new(); 4];
            cut.iter().enumerate().for_each(|(at, &group)| groups[group].push(at));
            groups.retain(|group| !group.is_empty());
            let held = accord.hold(&groups);
            let group_of = |at: usize| held.iter().position(|group| group.contains(&at));
            for &(a, b) in &accord.together {
                prop_assert_eq!(group_of(a), group_of(b));
            }
            for &(a, b) in &accord.apart {
                prop_assert_ne!(group_of(a), group_of(b));
            }
            let mut all: Vec<usize> = held.concat();
            all.sort_unstable();
            prop_assert_eq!(all, (0..9).collect::<Vec<_>>());
            if said.is_empty() {
                groups.sort_unstable();
                prop_assert_eq!(held, groups);
            }
        }
    }
}
