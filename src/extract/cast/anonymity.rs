//! Why a name is withheld.

use std::ops::Range;

use super::follow::Follow;
use super::lexicon::Traits;
use super::member::Who;
use super::phrase::Named;

/// What people without a name speak for.
const AIMS: &[&str] =
    &["discuss", "speak", "describe", "talk", "share", "avoid", "protect", "give"];

impl Follow<'_> {
    /// "who asked not to be named because ...": why a name is withheld.
    pub(super) fn anonymity(&mut self, at: usize) {
        let reading = self.named.reading;
        let tokens = reading.tokens;
        let before = |back: usize| at.checked_sub(back).map_or("", |at| tokens.word(at));
        let withheld = match tokens.word(at) {
            "anonymity" | "anonymously" => true,
            "withheld" => (1..4).any(|back| matches!(before(back), "name" | "names")),
            "named" | "identified" => before(1) == "be",
            "name" => {
                matches!(before(2), "leave" | "printed" | "give" | "use" | "withhold" | "withheld")
            }
            _ => before(1) == "not",
        };
        let sentence = tokens.sentence_of(at);
        if !withheld || sentence.is_empty() {
            return;
        }
        let unnamed = |who: &Who| self.register.members[*who].kind.is_unnamed();
        // "an aide to the mayor who asked": it is rarely the one with "the" whose name is withheld
        let definite = |who: &Who| {
            let words = self.register.members[*who].wording.as_ref();
            words
                .and_then(|words| words.start.checked_sub(1))
                .is_some_and(|at| tokens.is(at, "the"))
        };
        let all =
            || (sentence.start..at).rev().take(40).filter_map(|at| self.who(at)).filter(unnamed);
        let near = all().find(|who| !definite(who)).or_else(|| all().next());
        let last =
            || self.people.last(|who| unnamed(&who)).or(self.bodies.last(|who| unnamed(&who)));
        let Some(who) = near.or_else(last) else { return };
        if self.register.members[who].anonymity.is_none() {
            let reason = tokens.bytes(&reason(self.named, at, &sentence));
            self.register.members[who].anonymity = Some(reason);
        }
    }
}

/// The clause that gives the reason, or else the one that says that the name is withheld.
fn reason(named: Named<'_>, at: usize, sentence: &Range<usize>) -> Range<usize> {
    let tokens = named.reading.tokens;
    let bound = |at: &usize| tokens.is_one_of(*at, &[",", ";", ".", "—", "–", "--"]);
    let why = |at: &usize| tokens.is_one_of(*at, &["because", "since", "citing", "given", "as"]);
    // "for fear of losing his job", "to discuss private talks"
    let aim = |at: &usize| {
        tokens.is(*at, "for") && tokens.is_one_of(at + 1, &["fear", "reasons"])
            || tokens.is(*at, "to")
                && tokens.is_one_of(at + 1, AIMS)
                && !tokens.is_one_of(at - 1, &["authorised", "authorized"])
            || tokens.is(*at, "out") && tokens.is(at + 1, "of")
    };
    let near = (at + 1..sentence.end.min(at + 8)).find(|at| why(at) || aim(at));
    let from = near.unwrap_or_else(|| {
        let floor = sentence.start.max(at.saturating_sub(20));
        let starts = |at: &usize| bound(at) || tokens.is(*at, "who");
        (floor..at).rev().find(starts).map_or(floor, |at| at + 1)
    });
    // "engineers who asked not to be named said": what is no clause ends at the verb
    let clause = tokens.is_one_of(from, &["because", "since", "given", "as"]);
    let told = |at: &usize| !clause && named.reading.is(*at, Traits::SPEECH);
    let end = (at.max(from) + 1..sentence.end.min(at + 40)).find(|at| bound(at) || told(at));
    from..end.unwrap_or(sentence.end.min(at + 40))
}
