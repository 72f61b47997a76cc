//! Follows everybody through the text, in order: what they are described as, and whom pronouns and
//! descriptions mean.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::SourceKind;

use super::super::token::Shape;
use super::lexicon::{LEXICON, Traits};
use super::name::Run;
use super::phrase::{BodyAt, Named, Phrase, body_in, phrase, start_before};
use super::recent::{Place, Recent};
use super::register::{Member, Register, Who, gender_of, squeezed};

/// Stands for "means nobody".
pub(super) const NOBODY: u32 = u32::MAX;

/// The state of the reading: who has been spoken of so far.
pub(super) struct Follow<'a> {
    /// The text and its names.
    pub(super) named: Named<'a>,
    /// Everybody.
    pub(super) register: Register<'a>,
    /// For each token whom it means, or [`NOBODY`].
    pub(super) means: Vec<u32>,
    /// Who speaks outside quotations, with the token, in order.
    pub(super) spoke: Vec<(usize, Who)>,
    people: Recent,
    bodies: Recent,
    /// The body last called by a noun: "ministry".
    by_noun: HashMap<String, Who>,
    /// Bodies that are described, not named, by their words.
    by_words: HashMap<String, Who>,
    /// Who has been described by a role noun, in order.
    by_role: HashMap<String, Vec<Who>>,
}

impl<'a> Follow<'a> {
    /// Reads the whole text once.
    pub(super) fn through(named: Named<'a>, register: Register<'a>) -> Self {
        let count = named.reading.tokens.all.len();
        let mut follow = Self {
            named,
            register,
            means: vec![NOBODY; count],
            spoke: Vec::new(),
            people: Recent::default(),
            bodies: Recent::default(),
            by_noun: HashMap::new(),
            by_words: HashMap::new(),
            by_role: HashMap::new(),
        };
        let mut at = 0;
        while at < count {
            at = match named.run(at) {
                Some(run) => follow.name(run).max(at + 1),
                None => {
                    follow.word(at);
                    at + 1
                }
            };
        }
        follow.belong_to_publisher();
        follow
    }

    /// Those who speak in a body's own statement are its people.
    fn belong_to_publisher(&mut self) {
        let Some(outlet) = self.register.outlet else { return };
        if self.register.members[outlet].kind != SourceKind::Body {
            return;
        }
        let name = self.register.members[outlet].name.clone();
        for member in &mut self.register.members {
            if member.kind == SourceKind::Person && member.role.is_some() && member.body.is_none() {
                member.body = Some(name.clone());
            }
        }
    }

    fn set(&mut self, at: usize, who: Who) {
        if let Some(means) = self.means.get_mut(at) {
            *means = who as u32;
        }
    }

    /// Returns whom token `at` means.
    pub(super) fn who(&self, at: usize) -> Option<Who> {
        self.means.get(at).filter(|&&who| who != NOBODY).map(|&who| who as Who)
    }

    /// Takes note of a name; returns the token after it.
    fn name(&mut self, nth: usize) -> usize {
        let run = &self.named.runs[nth];
        let Some(who) = self.choose(run) else { return run.name.end };
        for at in run.name.clone() {
            self.set(at, who);
        }
        let kind = self.register.members[who].kind;
        let mut end = run.name.end;
        if kind == SourceKind::Person {
            self.described_before(run, who);
            end = self.described_after(run, who);
            let place = self.place(run.whole.start, end, who);
            self.note(place, run.name.start);
        } else {
            self.remember_nouns(run, who);
            let place = self.place(run.whole.start, end, who);
            self.note(place, run.name.start);
        }
        run.name.end
    }

    /// Of all who bear a name, the one of the right gender who was spoken of last.
    fn choose(&self, run: &Run) -> Option<Who> {
        let all = self.register.by_name.get(self.named.reading.text(&run.name))?;
        let told = gender_of(run.told);
        let fits = |who: &Who| told * self.register.members[*who].gender.signum() >= 0;
        let fitting: Vec<Who> = all.iter().copied().filter(fits).collect();
        match fitting[..] {
            [] => all.first().copied(),
            [one] => Some(one),
            _ => self.people.last_of(&fitting).or(fitting.first().copied()),
        }
    }

    fn place(&self, start: usize, end: usize, who: Who) -> Place {
        let reading = self.named.reading;
        let tokens = reading.tokens;
        let token = tokens.all.get(start);
        let sentence = tokens.sentence_of(start);
        let before = start.checked_sub(1).map_or("", |at| tokens.word(at));
        let aside = matches!(
            before,
            "of" | "with"
                | "by"
                | "from"
                | "for"
                | "to"
                | "against"
                | "about"
                | "in"
                | "on"
                | "told"
                | "asked"
        );
        Place {
            who,
            sentence: token.map_or(0, |token| token.sentence),
            paragraph: token.map_or(0, |token| token.paragraph),
            quoted: token.is_some_and(|token| token.quoted),
            subject: start < sentence.start + 3 || before == ",",
            speaks: self.speaks(start, end),
            aside: (aside || reading.is_genitive(end)) && !self.according(start),
        }
    }

    fn according(&self, start: usize) -> bool {
        let tokens = self.named.reading.tokens;
        start >= 2 && tokens.is(start - 1, "to") && tokens.is(start - 2, "according")
    }

    /// Tells whether the words `start..end` are the subject of a verb of speech.
    fn speaks(&self, start: usize, end: usize) -> bool {
        let reading = self.named.reading;
        let tokens = reading.tokens;
        let after = if tokens.is(end, ",") { end + 1 } else { end };
        let verb = |at: usize| reading.is(at, Traits::SPEECH) && reading.together(start, at);
        let helped = tokens.is_one_of(
            after,
            &["has", "had", "have", "also", "then", "who", "later", "himself", "herself"],
        );
        let before = start.checked_sub(1).is_some_and(|at| {
            verb(at)
                && !tokens.is_one_of(
                    at,
                    &["told", "tell", "tells", "asked", "accused", "called", "urged"],
                )
        });
        verb(after) || helped && verb(after + 1) || before || self.according(start)
    }

    fn note(&mut self, place: Place, at: usize) {
        if place.speaks && !place.quoted {
            self.spoke.push((at, place.who));
        }
        match self.register.members[place.who].kind {
            SourceKind::Person | SourceKind::UnnamedPerson => self.people.note(place),
            _ => self.bodies.note(place),
        }
    }

    fn remember_nouns(&mut self, run: &Run, who: Who) {
        for at in run.name.clone() {
            if self.named.reading.is(at, Traits::BODY) {
                let noun = self.named.reading.tokens.word(at).to_lowercase();
                self.by_noun.insert(noun, who);
            }
        }
    }

    /// "deputy fire chief Jane Brae", "Its spokeswoman, Jane Brae"
    fn described_before(&mut self, run: &Run, who: Who) {
        let reading = self.named.reading;
        let Some(before) = run.whole.start.checked_sub(1) else { return };
        let inside = run.whole.start < run.name.start
            && (run.whole.start..run.name.start).any(|at| reading.is(at, Traits::ROLE));
        if inside || reading.is(before, Traits::ROLE) && reading.together(before, run.name.start) {
            let start = start_before(self.named, run.whole.start);
            let found = phrase(self.named, start, run.name.start);
            if let Some(mut found) = found.filter(|found| inside || found.head == before) {
                if found.words.end == run.name.start {
                    found.role.end = run.name.start;
                }
                self.describe(who, &found);
            }
        } else if reading.tokens.is(before, ",") && reading.together(before, run.name.start) {
            self.apposed_before(before, run, who);
        }
    }

    fn apposed_before(&mut self, comma: usize, run: &Run, who: Who) {
        let tokens = self.named.reading.tokens;
        let closes = !tokens.is_word(run.name.end) || self.speaks(run.name.start, run.name.end);
        let sentence = tokens.sentence_of(comma).start;
        let floor = sentence.max(comma.saturating_sub(16));
        let bound = |at: &usize| {
            self.named.run(*at).is_none()
                && !tokens.is_word(*at)
                && !self.named.reading.is_genitive(*at)
        };
        let start = (floor..comma).rev().find(bound).map_or(floor, |at| at + 1);
        if !closes {
            return;
        }
        if let Some(found) =
            phrase(self.named, start, comma).filter(|found| found.words.end == comma)
        {
            if self.named.reading.is(found.head, Traits::ROLE) {
                self.describe(who, &found);
            }
        }
    }

    /// "Jane Brae, the mayor of Orland, ..."; returns where the description ends.
    fn described_after(&mut self, run: &Run, who: Who) -> usize {
        let reading = self.named.reading;
        let tokens = reading.tokens;
        let mut at = run.name.end;
        if tokens.is(at, "(") {
            at = (at..at + 8).find(|&at| tokens.is(at, ")")).map_or(at, |close| close + 1);
        }
        let limit = tokens.sentence_of(run.name.start).end;
        if tokens.is(at, "of") {
            let body = body_in(self.named, at + 1..limit.min(at + 8));
            if let Some(BodyAt::Named(body)) = body.filter(|_| run.name.len() > 1) {
                self.belongs(who, &BodyAt::Named(body));
            }
            return at;
        }
        if !matches!(tokens.word(at), "," | "—" | "–" | "--") || at >= limit {
            return at;
        }
        let age = tokens.shape(at + 1) == Shape::Number && tokens.is(at + 2, ",");
        let from = if age { at + 3 } else { at + 1 };
        self.who_clause(from, limit, who)
            .unwrap_or_else(|| self.apposed_after(at, from, limit, who))
    }

    fn apposed_after(&mut self, comma: usize, from: usize, limit: usize, who: Who) -> usize {
        let reading = self.named.reading;
        let tokens = reading.tokens;
        let found = phrase(self.named, from, limit).filter(|found| {
            let end = found.words.end;
            let list = self.named.in_person(found.head + 1) || reading.is(end, Traits::SPEECH);
            let determined = matches!(
                tokens.word(from),
                "the" | "a" | "an" | "its" | "his" | "her" | "their" | "one"
            );
            reading.is(found.head, Traits::ROLE)
                && !list
                && (determined || end > found.head + 1 || !tokens.is_word(end))
        });
        let Some(found) = found else { return comma };
        self.describe(who, &found);
        let end = (found.words.end..limit.min(found.words.end + 20))
            .find(|&at| tokens.is(at, ","))
            .unwrap_or(found.words.end);
        end.min(limit)
    }

    /// "who heads the Orland Harbour Union", "whose firm Brae Alarms"; the end of the clause.
    fn who_clause(&mut self, from: usize, limit: usize, who: Who) -> Option<usize> {
        let tokens = self.named.reading.tokens;
        let whose = tokens.is(from, "whose");
        if !whose && !tokens.is(from, "who") {
            return None;
        }
        let verb = tokens.word(from + 1);
        let (role, object) = match verb {
            "heads" | "runs" | "leads" | "headed" | "led" | "directs" | "manages" => {
                ("head", from + 2)
            }
            "chairs" | "chaired" => ("chair", from + 2),
            "founded" => ("founder", from + 2),
            "owns" => ("owner", from + 2),
            "represents" => ("representative", from + 2),
            "speaks" if tokens.is(from + 2, "for") => ("spokesperson", from + 3),
            _ if whose && self.named.reading.is(from + 1, Traits::FIRM) => ("head", from + 2),
            _ => return Some(from.saturating_sub(1)),
        };
        let end = (object..limit.min(object + 12)).find(|&at| tokens.is(at, ","));
        let end = end.unwrap_or(limit.min(object + 12));
        if let Some(body) = body_in(self.named, object..end) {
            self.belongs(who, &body);
            let member = &mut self.register.members[who];
            member.role.get_or_insert_with(|| role.to_owned());
        }
        Some(end)
    }

    /// Records what somebody is described as.
    fn describe(&mut self, who: Who, found: &Phrase) {
        self.set(found.head, who);
        let role = self.role_text(&found.role);
        let noun = self.named.reading.tokens.word(found.head).to_lowercase();
        let all = self.by_role.entry(noun).or_default();
        if all.last() != Some(&who) {
            all.push(who);
        }
        let gender = gender_of(self.named.reading.traits[found.head]);
        let member = &mut self.register.members[who];
        if self.named.reading.is(found.head, Traits::ROLE) {
            member.gender += 6 * gender;
        }
        member.role.get_or_insert(role);
        if let Some(body) = &found.body {
            self.belongs(who, body);
        }
    }

    fn belongs(&mut self, who: Who, body: &BodyAt) {
        if self.register.members[who].body.is_none() {
            let name = self.body_name(body);
            self.register.members[who].body = name;
        }
    }

    /// The role's words, without the capital that a sentence's start gave them.
    fn role_text(&self, words: &Range<usize>) -> String {
        let text = squeezed(self.named.reading.text(words));
        let (first, next) = (words.start, words.start + 1);
        let tokens = self.named.reading.tokens;
        let lower = next < words.end && tokens.shape(next) == Shape::Lower || words.len() == 1;
        if self.named.reading.opens(first) && lower && tokens.shape(first) == Shape::Capital {
            return uncapitalised(&text);
        }
        text
    }

    fn body_name(&self, body: &BodyAt) -> Option<String> {
        match body {
            BodyAt::Named(run) => {
                let who = self.choose(&self.named.runs[*run])?;
                Some(self.register.members[who].name.clone())
            }
            BodyAt::Its => {
                let body =
                    self.bodies.last(|who| self.register.members[who].kind == SourceKind::Body)?;
                Some(self.register.members[body].name.clone())
            }
            BodyAt::Words(words) => Some(self.body_words(words)),
        }
    }

    fn body_words(&self, words: &Range<usize>) -> String {
        let reading = self.named.reading;
        let text = reading.text(words);
        let bare = text.strip_prefix("the ").or(text.strip_prefix("The ")).unwrap_or(text);
        if let Some(state) = LEXICON.state_of(bare) {
            return state.to_owned();
        }
        if let Some(&[who, ..]) = self.register.by_name.get(bare).map(Vec::as_slice) {
            return self.register.members[who].name.clone();
        }
        let last_used = self.by_noun.get(&bare.to_lowercase());
        last_used.map_or_else(|| squeezed(bare), |&who| self.register.members[who].name.clone())
    }

    /// Takes note of a word that is no name: a pronoun, the noun of a description.
    fn word(&mut self, at: usize) {
        let reading = self.named.reading;
        let traits = reading.traits[at];
        match reading.tokens.word(at) {
            "he" | "He" | "him" | "his" | "His" | "himself" => self.pronoun(at, 1),
            "she" | "She" | "her" | "Her" | "herself" | "hers" => self.pronoun(at, -1),
            "it" | "It" | "its" | "Its" | "itself" => self.thing(at, false),
            "they" | "They" | "them" | "their" | "Their" | "themselves" => self.thing(at, true),
            "who" | "whose" | "which" => self.relative(at),
            "anonymity" | "anonymously" | "named" | "identified" | "authorised" | "authorized"
            | "name" => {
                self.anonymity(at);
            }
            _ if self.means[at] != NOBODY => {}
            _ if traits.is(Traits::ROLE.with(Traits::GROUP)) => self.person_noun(at),
            _ if traits.is(Traits::BODY) => self.body_noun(at),
            _ => {}
        }
    }

    fn pronoun(&mut self, at: usize, gender: i32) {
        let here = self.place(at, at + 1, 0);
        let person =
            |member: &Member| matches!(member.kind, SourceKind::Person | SourceKind::UnnamedPerson);
        let meant = self.people.meant(&here, gender, &self.register.members, person);
        let Some(who) = meant else { return };
        self.set(at, who);
        let member = &mut self.register.members[who];
        if member.gender == 0 && !here.quoted {
            member.gender += gender;
        }
        let word = self.named.reading.tokens.word(at);
        if !here.quoted && matches!(word, "he" | "He" | "she" | "She") {
            self.note(Place { who, ..here }, at);
        }
    }

    fn thing(&mut self, at: usize, several: bool) {
        let here = self.place(at, at + 1, 0);
        let fits = |member: &Member| several || member.kind != SourceKind::UnnamedGroup;
        let meant = self.bodies.meant(&here, 0, &self.register.members, fits);
        let Some(who) = meant else { return };
        self.set(at, who);
        let word = self.named.reading.tokens.word(at);
        if !here.quoted && here.speaks && matches!(word, "it" | "It" | "they" | "They") {
            self.note(Place { who, ..here }, at);
        }
    }

    /// "Jane Brae, who": whoever was named last in the sentence.
    fn relative(&mut self, at: usize) {
        let reading = self.named.reading;
        let floor = at.saturating_sub(14);
        let near = (floor..at).rev().take_while(|&back| reading.together(back, at));
        if let Some(who) = near.filter_map(|back| self.who(back)).next() {
            self.set(at, who);
        }
    }

    /// A role noun that no name goes with: "a senior official", "the minister".
    fn person_noun(&mut self, at: usize) {
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
        let known = self.is_definite(start, &found).then(|| self.known_by_role(&found)).flatten();
        let who = known.unwrap_or_else(|| self.unnamed(&found));
        self.set(at, who);
        let place = self.place(start, found.words.end, who);
        if place.speaks || place.subject || !self.is_definite(start, &found) && !place.aside {
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
        self.by_role.get(&noun)?.iter().rev().take(8).find(fits).copied()
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
        if start > 0
            && number_of(tokens.word(start - 1)).is_some()
            && reading.together(start - 1, start)
        {
            start -= 1;
        }
        let limit = tokens.sentence_of(found.head).end.min(found.head + 18);
        let ends = |at: &usize| {
            let outside = self.named.run(*at).is_none();
            !tokens.is_word(*at) && outside && !reading.is_genitive(*at)
                || tokens.shape(*at) == Shape::Lower && reading.is(*at, Traits::SPEECH)
        };
        let goes_on = tokens.is_one_of(
            found.head + 1,
            &[
                "who", "of", "in", "at", "for", "from", "with", "on", "to", "familiar", "involved",
                "briefed", "close", "near", "there",
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

    /// A body that is described: "the ministry", "a relief group".
    fn body_noun(&mut self, at: usize) {
        let reading = self.named.reading;
        let tokens = reading.tokens;
        let noun = Traits::ROLE.with(Traits::GROUP).with(Traits::BODY);
        let inner = reading.together(at, at + 1)
            && (reading.is(at + 1, noun) && tokens.shape(at + 1) == Shape::Lower
                || self.named.run(at + 1).is_some());
        let paper = reading.is(at, Traits::DOCUMENT) && !reading.is(at, Traits::NEWS);
        if inner || paper || tokens.shape(at) == Shape::Upper {
            return;
        }
        let start = start_before(self.named, at);
        let article = tokens.is_one_of(start, &["the", "a", "an", "this", "that", "its", "their"])
            && start < at;
        let words = start + usize::from(article)..at + 1;
        let indefinite = tokens.is_one_of(start, &["a", "an"]);
        let known = if indefinite { None } else { self.known_body(&words) };
        let who = known.unwrap_or_else(|| self.describe_body(&words));
        self.set(at, who);
        self.by_noun.insert(tokens.word(at).to_lowercase(), who);
        let place = self.place(start, at + 1, who);
        self.note(place, at);
    }

    fn known_body(&self, words: &Range<usize>) -> Option<Who> {
        let tokens = self.named.reading.tokens;
        let noun = tokens.word(words.end - 1).to_lowercase();
        let member = |who: Who| &self.register.members[who];
        if words.len() > 1 {
            let text = squeezed(self.named.reading.text(words)).to_lowercase();
            let of_noun = self.by_noun.get(&noun).copied();
            let spelled = |who: &Who| member(*who).name.to_lowercase().contains(&text);
            return self.by_words.get(&text).copied().or(of_noun.filter(spelled));
        }
        let general = matches!(
            noun.as_str(),
            "company" | "firm" | "business" | "group" | "organization" | "organisation" | "agency"
        );
        let of_noun = self.by_noun.get(&noun).copied();
        let firm = matches!(noun.as_str(), "company" | "firm" | "business");
        of_noun.or_else(|| {
            let fits = |who: Who| {
                let member = member(who);
                let governs = member.traits.is(Traits::GOVERNS) || LEXICON.is_state(&member.name);
                member.kind == SourceKind::Body && (governs == (noun == "agency") || !governs)
            };
            let stated = |who: Who| firm && member(who).traits.is(Traits::FIRM);
            self.bodies.last(stated).or_else(|| self.bodies.last(fits)).filter(|_| general)
        })
    }

    fn describe_body(&mut self, words: &Range<usize>) -> Who {
        let reading = self.named.reading;
        let kind = match reading.is(words.end - 1, Traits::NEWS) {
            true => SourceKind::Outlet,
            false => SourceKind::Body,
        };
        let mut member = Member::new(self.role_text(words), kind);
        member.traits = reading.traits[words.end - 1];
        let text = member.name.to_lowercase();
        let who = self.register.describe(member);
        self.by_words.insert(text, who);
        who
    }

    /// "who asked not to be named because ...": why a name is withheld.
    fn anonymity(&mut self, at: usize) {
        let reading = self.named.reading;
        let tokens = reading.tokens;
        let before = |back: usize| at.checked_sub(back).map_or("", |at| tokens.word(at));
        let withheld = match tokens.word(at) {
            "anonymity" | "anonymously" => true,
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
        let near = (sentence.start..at).rev().take(40).filter_map(|at| self.who(at)).find(unnamed);
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
    let near = (at + 1..sentence.end.min(at + 8)).find(why);
    let from = near.unwrap_or_else(|| {
        let floor = sentence.start.max(at.saturating_sub(20));
        let starts = |at: &usize| bound(at) || tokens.is(*at, "who");
        (floor..at).rev().find(starts).map_or(floor, |at| at + 1)
    });
    let end = (at.max(from) + 1..sentence.end.min(at + 40)).find(bound);
    from..end.unwrap_or(sentence.end.min(at + 40))
}

/// Reads a small number word or figure.
pub(super) fn number_of(word: &str) -> Option<u32> {
    const WORDS: &[&str] = &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let place = WORDS.iter().position(|known| known.eq_ignore_ascii_case(word));
    let named = place.map(|nth| nth as u32 + 1);
    named.or_else(|| word.eq_ignore_ascii_case("both").then_some(2)).or_else(|| word.parse().ok())
}

/// Returns `text` with its first letter in lower case.
pub(super) fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
