//! Who was spoken of last: what pronouns can mean.

use super::member::{Member, Who};

/// One place where somebody is spoken of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Who.
    pub(super) who: Who,
    /// The sentence, counted over the document.
    pub(super) sentence: u32,
    /// The same, but sentences that stand in a quotation are not counted.
    pub(super) told: u32,
    /// The paragraph.
    pub(super) paragraph: u32,
    /// Whether within a quotation.
    pub(super) quoted: bool,
    /// Whether near the start of a sentence or clause.
    pub(super) subject: bool,
    /// Whether beside a verb of speech, as its subject.
    pub(super) speaks: bool,
    /// Whether after a preposition or in the genitive, or in a caption.
    pub(super) aside: bool,
    /// Whether in a clause that interrupts or ends what is said: ", he said".
    pub(super) inserted: bool,
}

/// The last places where people (or bodies) were spoken of, one each, the last one at the end.
#[derive(Debug, Default)]
pub(super) struct Recent {
    places: Vec<(Place, u32)>,
}

/// From how much on the gender of somebody is certain.
const CERTAIN: i32 = 5;

/// Somebody who fits almost as well as the best makes it unclear who is meant.
const MARGIN: i32 = 3;

/// How many are remembered.
const REMEMBERED: usize = 12;

impl Recent {
    /// Takes note of a place.
    pub(super) fn note(&mut self, place: Place) {
        let known = self.places.iter().position(|(known, _)| known.who == place.who);
        let times = known.map_or(0, |nth| self.places.remove(nth).1);
        if self.places.len() >= REMEMBERED {
            self.places.remove(0);
        }
        self.places.push((place, times + 1));
    }

    /// Returns the last of `candidates` that was spoken of.
    pub(super) fn last_of(&self, candidates: &[Who]) -> Option<Who> {
        let mut back = self.places.iter().rev();
        back.find(|(place, _)| candidates.contains(&place.who)).map(|(place, _)| place.who)
    }

    /// Returns the last one who `fits`.
    pub(super) fn last(&self, fits: impl Fn(Who) -> bool) -> Option<Who> {
        self.places.iter().rev().map(|(place, _)| place.who).find(|&who| fits(who))
    }

    /// Returns whom a pronoun at `here` most plausibly means, among those who fit: `gender` is above
    /// 0 for "he", below for "she", 0 for neither.
    pub(super) fn meant(
        &self,
        here: &Place,
        gender: i32,
        members: &[Member],
        fits: impl Fn(&Member) -> bool,
    ) -> Option<Meant> {
        let score = |(place, times): &(Place, u32)| {
            let member = &members[place.who];
            let agrees = gender * member.gender;
            // what titles and roles tell is certain, what names and other pronouns tell is not
            let fit = fits(member) && agrees > -CERTAIN;
            let weight = weigh(place, *times, here, agrees) - if member.has_name { 0 } else { 3 };
            fit.then_some((weight, place.who))
        };
        // the later of two equals is meant: `max_by_key` returns the last
        let all = || self.places.iter().filter_map(score);
        let (weight, who) = all().max_by_key(|(weight, _)| *weight)?;
        let clear = !all().any(|(other, rival)| rival != who && other + MARGIN >= weight);
        Some(Meant { who, clear })
    }
}

/// Whom a pronoun means.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meant {
    /// Who.
    pub(super) who: Who,
    /// Whether nobody else could be meant nearly as well.
    pub(super) clear: bool,
}

fn weigh(place: &Place, times: u32, here: &Place, agrees: i32) -> i32 {
    let away = here.told.saturating_sub(place.told).min(6) as i32;
    let mut weight = -4 * away + times.min(4) as i32;
    weight += match agrees {
        CERTAIN.. => 6,
        1.. => 3,
        0 => 0,
        -2..0 => -4,
        _ => -12,
    };
    // "Brae, he said, ...": whom the words are about is not who speaks
    weight -= if here.inserted && place.sentence == here.sentence { 12 } else { 0 };
    weight += if place.subject { 4 } else { 0 };
    weight += if place.speaks { 6 } else { 0 };
    weight -= if place.aside { 3 } else { 0 };
    weight -= if place.quoted && !here.quoted { 10 } else { 0 };
    weight + if place.paragraph == here.paragraph { 2 } else { 0 }
}
