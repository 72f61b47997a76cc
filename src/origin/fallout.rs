//! Which claims rest on which others, and so fall with them?

use std::collections::{BTreeMap, BTreeSet};

use super::independence::{is_same_text, label, takes_from};
use super::trace::Traces;

/// How a claim rests on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    /// It has nothing else to stand on: it falls with the other.
    Alone(String),
    /// The two have one origin or one text: it falls if that was withdrawn, and not if the other's
    /// document alone was wrong.
    Shared(String),
}

/// What falls: each claim with the one that it directly rests on.
pub type Fallen = BTreeMap<usize, usize>;

impl Traces {
    /// Tells how claim `a` rests on claim `b`, by their places; `agree` if their contents do.
    pub fn rests_on(&self, a: usize, b: usize, agree: bool) -> Option<Rest> {
        let (own, other) = (&self.all[a], &self.all[b]);
        let alone = |words: String| Some(Rest::Alone(words));
        if own.within == Some(b) {
            return alone(format!("{} reaches us only through it", label(own)));
        }
        if other.within == Some(a) {
            return alone(format!("{} passes it on", label(own)));
        }
        if !agree {
            return None;
        }
        if self.echoes(own, other) {
            let words = own.echo.as_ref().map_or("", |echo| echo.words.as_str());
            return alone(format!("{} \"{words}\" it", label(own)));
        }
        if takes_from(self, own, other) {
            return alone(format!("{} has it from {}", label(own), other.outlet_name));
        }
        if own.origin.is_some() && own.origin == other.origin {
            return Some(Rest::Shared(format!("{} is the same source", label(own))));
        }
        is_same_text(own, other)
            .then(|| Rest::Shared(format!("{} has nearly the same words", label(own))))
    }

    /// Tells what falls with the claims that are `gone`; `agreeing` gives the claims whose contents
    /// agree with one.
    pub fn fall_with(
        &self,
        gone: &BTreeSet<usize>,
        agreeing: &BTreeMap<usize, BTreeSet<usize>>,
    ) -> Fallen {
        let (mut fallen, mut open) = (Fallen::new(), gone.iter().copied().collect::<Vec<_>>());
        let nested = self.nested();
        while let Some(at) = open.pop() {
            let near = agreeing.get(&at).into_iter().flatten().map(|&other| (other, true));
            let inside = nested.get(&at).into_iter().flatten().map(|&other| (other, false));
            let outside = self.all[at].within.map(|other| (other, false));
            for (other, agree) in near.chain(inside).chain(outside) {
                let new = !gone.contains(&other) && !fallen.contains_key(&other);
                if new && matches!(self.rests_on(other, at, agree), Some(Rest::Alone(_))) {
                    fallen.insert(other, at);
                    open.push(other);
                }
            }
        }
        fallen
    }

    fn nested(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut nested: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, trace) in self.all.iter().enumerate() {
            if let Some(outer) = trace.within {
                nested.entry(outer).or_default().push(at);
            }
        }
        nested
    }
}
