//! From agreement and independence to how two claims stand to each other.

use std::cmp::Ordering;

use super::independence::takes_from;
use super::trace::Traces;
use crate::model::{Agreement, Comparison, Independence, Relation, Separation, When};

/// How two claims stand to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The relation.
    pub relation: Relation,
    /// Whether their origins are independent.
    pub independence: Independence,
    /// The second of the two is the later one.
    pub second_is_later: bool,
}

impl Traces {
    /// Derives the relation of two claims, by their places, from the comparison of their contents.
    pub fn relation(&self, comparison: &Comparison, a: usize, b: usize) -> Standing {
        let independence = self.independence(a, b);
        let order = self.order(a, b);
        let relation = match comparison.agreement {
            Agreement::Unrelated => Relation::Unrelated,
            Agreement::Undecided => Relation::Undecided,
            Agreement::Agrees => self.agreeing(&independence, Relation::Repeats),
            Agreement::Refines => self.refining(comparison, &independence, a, b),
            Agreement::Contradicts => self.contradicting(a, b),
        };
        Standing { relation, independence, second_is_later: order == Ordering::Less }
    }

    fn agreeing(&self, independence: &Independence, if_shared: Relation) -> Relation {
        match independence.separation {
            Separation::SharedOriginFound => if_shared,
            Separation::Assumed => Relation::Corroborates,
            Separation::NotEstablished => Relation::Undecided,
        }
    }

    /// One origin that gives another figure later revises it; one that says more refines it; who
    /// only passes it on repeats it.
    fn refining(
        &self,
        comparison: &Comparison,
        independence: &Independence,
        a: usize,
        b: usize,
    ) -> Relation {
        let other_value = comparison.evidence.iter().any(|evidence| {
            let differs = evidence.a != evidence.b;
            differs
                && ["number", "bound", "date", "range"]
                    .iter()
                    .any(|word| evidence.rule.contains(word))
        });
        let same = |rule: &str| comparison.evidence.iter().any(|evidence| evidence.rule == rule);
        let other_value = other_value && !same("the same number in one unit");
        let one_origin = self.all[a].origin == self.all[b].origin;
        let if_shared = if !self.one_voice(a, b) || self.is_taken(a, b) {
            Relation::Repeats
        } else if other_value && self.spoke_apart(a, b) && one_origin {
            Relation::Revises
        } else if self.later_says_less(a, b) {
            Relation::Repeats
        } else {
            Relation::Refines
        };
        self.agreeing(independence, if_shared)
    }

    /// Tells whether one of the two reaches us through the outlet of the other.
    fn is_taken(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.all[a], &self.all[b]);
        takes_from(self, a, b) || takes_from(self, b, a)
    }

    /// Tells whether the later of two, in another document, says less than the earlier.
    fn later_says_less(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.all[a], &self.all[b]);
        let (earlier, later) = match before(a.published_on.as_ref(), b.published_on.as_ref()) {
            Ordering::Less => (a, b),
            Ordering::Greater => (b, a),
            Ordering::Equal => return false,
        };
        later.words.len() < earlier.words.len()
    }

    /// One voice that says something else later revises; in one breath, the words were misread.
    fn contradicting(&self, a: usize, b: usize) -> Relation {
        if !self.one_voice(a, b) {
            Relation::Contradicts
        } else if self.spoke_apart(a, b) {
            Relation::Revises
        } else if self.all[a].origin == self.all[b].origin {
            Relation::Undecided
        } else {
            Relation::Contradicts
        }
    }

    /// Tells whether one of the two was surely said, or else published, before the other.
    fn spoke_apart(&self, a: usize, b: usize) -> bool {
        self.by_dates(a, b) != Ordering::Equal
    }

    fn by_dates(&self, a: usize, b: usize) -> Ordering {
        let (a, b) = (&self.all[a], &self.all[b]);
        before(a.asserted_on.as_ref(), b.asserted_on.as_ref())
            .then(before(a.published_on.as_ref(), b.published_on.as_ref()))
    }

    /// Which comes first: by the day said, the day published, the place in the document.
    fn order(&self, a: usize, b: usize) -> Ordering {
        let places = (&self.all[a], &self.all[b]);
        let in_text = match places {
            (a, b) if a.document == b.document => a.place.cmp(&b.place),
            _ => Ordering::Equal,
        };
        self.by_dates(a, b).then(in_text).then(a.cmp(&b))
    }
}

fn before(a: Option<&When>, b: Option<&When>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if a.is_before(b) => Ordering::Less,
        (Some(a), Some(b)) if b.is_before(a) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}
