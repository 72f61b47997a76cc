//! Lays the words of two statements side by side.

use std::cell::OnceCell;

use super::Met;
use super::lexicon::{Entry, Near};
use super::statement::Statement;
use super::word::Word;

/// Two statements with their content words paired off.
pub(super) struct Pair<'s> {
    pub(super) a: &'s Statement,
    pub(super) b: &'s Statement,
    pub(super) met: Met,
    /// For each word of `a` its partner in `b`.
    a_to_b: Vec<Option<Partner>>,
    /// For each word of `b` its partner in `a`.
    b_to_a: Vec<Option<Partner>>,
    /// Whether the two say one thing of others; many rules ask.
    of_others: OnceCell<bool>,
}

/// The word on the other side, and how near it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Partner {
    pub(super) at: u16,
    /// `None`: the same word.
    pub(super) near: Option<Near>,
}

/// Words left over on each side are compared by meaning; more than these are not.
const MOST_LEFT_OVER: usize = 60;

impl<'s> Pair<'s> {
    /// Pairs the same words first, then words for the same thing, then kinds.
    pub(super) fn of(a: &'s Statement, b: &'s Statement, met: Met) -> Self {
        let mut pair = Self {
            a,
            b,
            met,
            a_to_b: vec![None; a.words.len()],
            b_to_a: vec![None; b.words.len()],
            of_others: OnceCell::new(),
        };
        pair.match_same_words();
        pair.match_near_words(|near| near == Near::Same);
        pair.match_near_words(|_| true);
        pair
    }

    /// The same pair seen from the other side.
    pub(super) fn swapped(&self) -> Self {
        Self {
            a: self.b,
            b: self.a,
            met: self.met,
            a_to_b: self.b_to_a.clone(),
            b_to_a: self.a_to_b.clone(),
            of_others: self.of_others.clone(),
        }
    }

    /// Tells whether the two say one thing of others, as was found out the first time.
    pub(super) fn is_of_others(&self, find: impl FnOnce() -> bool) -> bool {
        *self.of_others.get_or_init(find)
    }

    pub(super) fn partner_of_a(&self, at: u16) -> Option<u16> {
        self.a_to_b[usize::from(at)].map(|partner| partner.at)
    }

    /// The partner of a word of `a`, or of the same word elsewhere in `a`: a text that says a thing
    /// twice is answered by one that says it once.
    pub(super) fn echo_of_a(&self, at: u16) -> Option<u16> {
        let stem = self.a.word(at).stem;
        let again = || self.a.content.iter().filter(|&&other| self.a.word(other).stem == stem);
        self.partner_of_a(at).or_else(|| again().find_map(|&other| self.partner_of_a(other)))
    }

    /// Tells whether two words are partners, or the same word where another of its kind is one.
    pub(super) fn are_one(&self, a: u16, b: u16) -> bool {
        self.partner_of_a(a) == Some(b) || self.a.word(a).stem == self.b.word(b).stem
    }

    /// How near a word of `a` and its partner are; `None` if they are the same or it has none.
    pub(super) fn near_of_a(&self, at: u16) -> Option<Near> {
        self.a_to_b[usize::from(at)].and_then(|partner| partner.near)
    }

    pub(super) fn partner_of_b(&self, at: u16) -> Option<u16> {
        self.b_to_a[usize::from(at)].map(|partner| partner.at)
    }

    /// Tells whether one of them only calls it possible.
    pub(super) fn is_hedged(&self) -> bool {
        self.a.modality.possible || self.b.modality.possible
    }

    /// Tells whether one of them only calls it possible, or only one of them looks ahead.
    pub(super) fn is_uncertain(&self) -> bool {
        self.is_hedged() || self.a.modality.ahead != self.b.modality.ahead
    }

    /// Tells whether one of them speaks of what is planned, and may never happen.
    pub(super) fn is_planned(&self) -> bool {
        self.a.modality.planned || self.b.modality.planned
    }

    /// Tells whether both speak of somebody or something unknown, so that there may be two.
    pub(super) fn is_of_two_unknown(&self) -> bool {
        self.a.modality.indefinite && self.b.modality.indefinite
    }

    /// Content words of `a` without a partner.
    pub(super) fn free_of_a(&self) -> impl Iterator<Item = u16> {
        free(&self.a.content, &self.a_to_b)
    }

    /// Content words of `b` without a partner.
    pub(super) fn free_of_b(&self) -> impl Iterator<Item = u16> {
        free(&self.b.content, &self.b_to_a)
    }

    /// The share of what `a` says, by weight, that `b` says too.
    pub(super) fn coverage_of_a(&self) -> f32 {
        coverage(self.a, &self.a_to_b)
    }

    /// The share of what `b` says, by weight, that `a` says too.
    pub(super) fn coverage_of_b(&self) -> f32 {
        coverage(self.b, &self.b_to_a)
    }

    fn join(&mut self, a: u16, b: u16, near: Option<Near>) {
        let turned = near.map(|near| match near {
            Near::Same => Near::Same,
            Near::KindOf => Near::Above,
            Near::Above => Near::KindOf,
        });
        self.a_to_b[usize::from(a)] = Some(Partner { at: b, near });
        self.b_to_a[usize::from(b)] = Some(Partner { at: a, near: turned });
    }

    fn match_same_words(&mut self) {
        for &at in &self.a.content {
            let stem = self.a.word(at).stem;
            let free = |other: &&u16| {
                self.b.word(**other).stem == stem && self.b_to_a[usize::from(**other)].is_none()
            };
            if let Some(&other) = self.b.content.iter().find(free) {
                self.join(at, other, None);
            }
        }
    }

    fn match_near_words(&mut self, wanted: impl Fn(Near) -> bool) {
        // Words that the lexicon does not know are near none.
        let known = |word: &Word| word.entry != Entry::default();
        let left: Vec<u16> = self.free_of_a().filter(|&at| known(self.a.word(at))).collect();
        if left.is_empty() {
            return;
        }
        let mut others: Vec<u16> = self.free_of_b().filter(|&at| known(self.b.word(at))).collect();
        for at in left {
            let entry = self.a.word(at).entry;
            let near = |&other: &u16| entry.near(self.b.word(other).entry).filter(|&n| wanted(n));
            let found =
                others.iter().enumerate().find_map(|(nth, other)| Some((nth, near(other)?)));
            if let Some((nth, near)) = found {
                let other = others.remove(nth);
                self.join(at, other, Some(near));
            }
        }
    }
}

fn free(content: &[u16], partners: &[Option<Partner>]) -> impl Iterator<Item = u16> {
    let free = content.iter().copied().filter(|&at| partners[usize::from(at)].is_none());
    free.take(MOST_LEFT_OVER)
}

fn coverage(statement: &Statement, partners: &[Option<Partner>]) -> f32 {
    let (mut all, mut found) = (0.0, 0.0);
    for &at in &statement.content {
        let weight = statement.word(at).weight;
        all += weight;
        let near = match partners[usize::from(at)] {
            None => 0.0,
            Some(Partner { near: None, .. }) => 1.0,
            Some(Partner { near: Some(Near::Same), .. }) => 0.9,
            Some(_) => 0.8,
        };
        found += near * weight;
    }
    if all == 0.0 { 0.0 } else { found / all }
}
