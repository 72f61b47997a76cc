//! Sources without a name: "a senior official", "two men"; and who is meant by "the minister".

use std::ops::Range;

use crate::model::SourceKind;

use super::super::token::Shape;
use super::follow::Follow;
use super::lexicon::{LEXICON, Traits};
use super::member::{Member, Who, gender_of};
use super::phrase::{BodyAt, Phrase, phrase, start_before};
use super::reading::{number_of, squeezed};

/// Verbs that end what is said of somebody, unless it is said with "who".
const FINITE: &[&str] = &[
    "is", "was", "are", "were", "has", "had", "have", "will", "would", "can", "could", "may",
    "might", "should", "does", "did",
];

impl Follow<'_> {
    /// A role noun that no name goes with: "a senior official", "the minister".
    pub(super) fn person_noun(&mut self, at: usize) {
        let reading = self.named.reading;
        let noun = Traits::ROLE.with(Traits::GROUP);
        let inner = reading.together(at, at + 1)
            && (reading.is(at + 1, noun.with(Traits::BODY))
                && reading.tokens.shape(at + 1) == Shape::Lower
                || self.named.in_person(at + 1));
        if inner || self.titles_a_name(at) {
            return;
        }
        let start = start_before(self.named, at);
        let limit = reading.tokens.sentence_of(at).end;
        let Some(found) = phrase(self.named, start, limit).filter(|found| found.head == at) else {
            return;
        };
        let definite = self.is_definite(start, &found);
        let known = definite
            .then(|| self.known_by_role(&found).or_else(|| self.aged(start, &found)))
            .flatten();
        if definite && known.is_none() {
            self.unmet.push(found.clone());
        }
        let who = known.unwrap_or_else(|| self.unnamed(&found));
        self.set(at, who);
        let place = self.place(start, found.words.end, who);
        let theirs = reading.tokens.is_one_of(start, &["his", "her", "their", "my", "our"]);
        if place.speaks || !theirs && (place.subject || !definite && !place.aside) {
            self.note(place, at);
        }
    }

    /// Tells whether a capitalised role is the one before the name that follows it.
    fn titles_a_name(&self, at: usize) -> bool {
        let next = self.named.runs.partition_point(|run| run.whole.end <= at);
        self.named.runs.get(next).is_some_and(|run| run.whole.contains(&at))
    }

    fn is_definite(&self, start: usize, found: &Phrase) -> bool {
        let tokens = self.named.reading.tokens;
        tokens.is_one_of(
            start,
            &["the", "this", "that", "these", "those", "its", "his", "her", "their"],
        ) || (start..found.head).any(|at| self.named.reading.is_genitive(at))
    }

    /// "The 32-year-old farmer": who is told so has been named before.
    fn aged(&self, start: usize, found: &Phrase) -> Option<Who> {
        let tokens = self.named.reading.tokens;
        let aged = (start..found.head).any(|at| tokens.word(at).ends_with("-year-old"));
        let gender = gender_of(self.named.reading.traits[found.head]);
        let here = self.place(start, found.words.end, 0);
        let person = |member: &Member| member.kind == SourceKind::Person;
        let meant = || {
            self.people.meant(&here, gender, &self.register.members, person).map(|meant| meant.who)
        };
        (aged && tokens.is(start, "the")).then(meant).flatten()
    }

    /// "The minister" may be named only later: asks again when all has been read.
    pub(super) fn meet_later(&mut self) {
        for found in std::mem::take(&mut self.unmet) {
            let named = |&who: &Who| self.register.members[who].kind == SourceKind::Person;
            match self.known_by_role(&found).filter(named) {
                Some(who) => self.set(found.head, who),
                None => self.named_next(&found),
            }
        }
    }

    /// "The water minister denied it. "No," Jane Brae said.": one who is first described and then
    /// named in the same paragraph, as the next who speaks.
    fn named_next(&mut self, found: &Phrase) {
        let tokens = self.named.reading.tokens;
        let next = self.spoke.partition_point(|&(at, _)| at <= found.head);
        let Some(&(at, who)) = self.spoke.get(next) else { return };
        let member = &self.register.members[who];
        let one = self.named.reading.is(found.head, Traits::ROLE);
        let stranger = member.kind == SourceKind::Person
            && member.role.is_none()
            && member.body.is_none()
            && self.first_seen.get(&who) == Some(&at);
        let speaks = self.speaks(found.words.start, found.words.end);
        if one && speaks && stranger && tokens.paragraph_of(at).contains(&found.head) {
            self.describe(who, found);
        }
    }

    fn known_by_role(&self, found: &Phrase) -> Option<Who> {
        let tokens = self.named.reading.tokens;
        let noun = tokens.word(found.head).to_lowercase();
        let body = found.body.as_ref().and_then(|body| self.body_name(body));
        let wanted: Vec<String> =
            (found.role.start..found.head).map(|at| tokens.word(at).to_lowercase()).collect();
        let fits = |&&who: &&Who| {
            let member = &self.register.members[who];
            let role = member.role.as_deref().unwrap_or(&member.name).to_lowercase();
            let same_body = body.is_none() || member.body.is_none() || body == member.body;
            wanted.iter().all(|word| role.contains(word.as_str())) && same_body
        };
        let all = || self.by_role.get(&noun).into_iter().flatten().rev().take(8).filter(fits);
        let named = |who: &&Who| self.register.members[**who].kind == SourceKind::Person;
        all().find(named).or_else(|| all().next()).copied()
    }

    /// Adds one who is described and not named.
    fn unnamed(&mut self, found: &Phrase) -> Who {
        let reading = self.named.reading;
        let several = !reading.is(found.head, Traits::ROLE);
        let number = self.number(found);
        let kind = if several || number.is_some_and(|n| n > 1) {
            SourceKind::UnnamedGroup
        } else {
            SourceKind::UnnamedPerson
        };
        let words = self.described_words(found);
        let mut member = Member::new(self.role_text(&words), kind);
        member.role = Some(self.role_text(&found.role));
        member.body = found.body.as_ref().and_then(|body| self.worded_body(body));
        member.gender = 6 * gender_of(reading.traits[found.head]) * i32::from(!several);
        member.number = number;
        member.wording = Some(words);
        let who = self.register.describe(member);
        let noun = reading.tokens.word(found.head).to_lowercase();
        self.by_role.entry(noun).or_default().push(who);
        who
    }

    /// For one without a name the body stays as it is worded: "US", "Western".
    fn worded_body(&self, body: &BodyAt) -> Option<String> {
        match body {
            BodyAt::Words(words)
                if words.len() == 1 && self.named.reading.tokens.is_capital(words.start) =>
            {
                Some(squeezed(self.named.reading.text(words)))
            }
            BodyAt::Named(run) => {
                let name = &self.named.runs[*run].name;
                let text = self.named.reading.text(name);
                if LEXICON.is_state(text) { Some(text.to_owned()) } else { self.body_name(body) }
            }
            _ => self.body_name(body),
        }
    }

    fn number(&self, found: &Phrase) -> Option<u32> {
        let tokens = self.named.reading.tokens;
        let before = found.words.start.checked_sub(1).map_or("", |at| tokens.word(at));
        let inside = (found.words.start..found.head).map(|at| tokens.word(at));
        inside.chain([before]).find_map(number_of)
    }

    /// The words that name one without a name: no article, but what is said of them up to the verb.
    fn described_words(&self, found: &Phrase) -> Range<usize> {
        let reading = self.named.reading;
        let tokens = reading.tokens;
        let article = tokens.is_one_of(found.words.start, &["the", "a", "an", "this"]);
        let mut start = found.words.start + usize::from(article);
        // that a name is withheld says nothing of who it is
        let withheld = ["unnamed", "anonymous", "unidentified", "unspecified"];
        start += usize::from(start < found.head && tokens.is_one_of(start, &withheld));
        if start > 0
            && number_of(tokens.word(start - 1)).is_some()
            && reading.together(start - 1, start)
        {
            start -= 1;
        }
        let limit = tokens.sentence_of(found.head).end.min(found.head + 18);
        let told = tokens.is(found.head + 1, "who");
        let ends = |at: &usize| {
            let outside = self.named.run(*at).is_none();
            let finite =
                tokens.is_one_of(*at, FINITE) && !tokens.is_one_of(*at - 1, &["who", "also"]);
            // "a woman at the fair used a rude word": past forms end it, unless right after the noun
            let past = !told && *at > found.head + 1 && tokens.word(*at).ends_with("ed");
            finite
                || past && tokens.shape(*at) == Shape::Lower
                || tokens.is_one_of(*at, &["that", "when", "while", "because"])
                || !tokens.is_word(*at) && outside && !reading.is_genitive(*at)
                || tokens.shape(*at) == Shape::Lower && reading.is(*at, Traits::SPEECH)
        };
        let bare = found.role.len() == 1;
        let to = tokens.is(found.head + 1, "to")
            && (tokens.is_capital(found.head + 2)
                || tokens.is_one_of(found.head + 2, &["the", "a", "an", "his", "her"]));
        let goes_on = to
            || (bare || !tokens.is(found.head + 1, "who"))
                && tokens.is_one_of(
                    found.head + 1,
                    &[
                        "who", "of", "in", "at", "for", "from", "with", "on", "familiar",
                        "involved", "briefed", "close", "near", "there",
                    ],
                );
        let mut end = found.head + 1;
        if goes_on {
            end = (end..limit).find(ends).unwrap_or(limit);
        }
        while end > found.head + 1
            && tokens.is_one_of(end - 1, &["who", "has", "have", "had", "also", "that"])
        {
            end -= 1;
        }
        start..end
    }
}
