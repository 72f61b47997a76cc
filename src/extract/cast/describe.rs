//! What people are described as: titles before a name, appositions on both sides of it.

use std::ops::Range;

use crate::model::SourceKind;

use super::super::token::Shape;
use super::follow::Follow;
use super::lexicon::{LEXICON, Traits};
use super::member::{Who, gender_of};
use super::name::Run;
use super::phrase::{BodyAt, Phrase, TIES, body_in, is_place, phrase, start_before};
use super::reading::{number_of, squeezed, uncapitalised};

impl Follow<'_> {
    /// "deputy fire chief Jane Brae", "Its spokeswoman, Jane Brae"
    pub(super) fn described_before(&mut self, run: &Run, who: Who) {
        let reading = self.named.reading;
        let Some(before) = run.whole.start.checked_sub(1) else { return };
        let inside = run.whole.start < run.name.start
            && (run.whole.start..run.name.start).any(|at| reading.is(at, Traits::ROLE));
        if inside || reading.is(before, Traits::ROLE) && reading.together(before, run.name.start) {
            let start = self.title_start(run, inside);
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

    /// Where the words before a name that belong to it start. Before a capitalised role only words
    /// with capitals and genitives can: "they ask Foreign Minister Jane Brae".
    fn title_start(&self, run: &Run, inside: bool) -> usize {
        let reading = self.named.reading;
        let start = start_before(self.named, run.whole.start);
        if !inside {
            return start;
        }
        let belongs = |at: &usize| {
            reading.tokens.is_capital(*at)
                || reading.is_genitive(*at)
                || reading.tokens.is_one_of(*at, &["former", "then", "deputy", "vice", "acting"])
        };
        (start..run.whole.start).rev().take_while(belongs).last().unwrap_or(run.whole.start)
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
        let near = start_before(self.named, comma);
        let free = near > start && !tokens.is_one_of(near - 1, TIES) && !tokens.is(near - 1, "by");
        let closes = |found: &Phrase| {
            found.words.end == comma && self.named.reading.is(found.head, Traits::ROLE)
        };
        let found = phrase(self.named, start, comma)
            .filter(closes)
            .or_else(|| free.then(|| phrase(self.named, near, comma)).flatten().filter(closes));
        if let Some(found) = found {
            self.describe(who, &found);
        }
    }

    /// "Jane Brae, the mayor of Orland, ..."; returns where the description ends.
    pub(super) fn described_after(&mut self, run: &Run, who: Who) -> usize {
        let reading = self.named.reading;
        let tokens = reading.tokens;
        let mut at = run.name.end;
        if tokens.is(at, "(") {
            at = (at..at + 8).find(|&at| tokens.is(at, ")")).map_or(at, |close| close + 1);
        }
        let limit = tokens.sentence_of(run.name.start).end;
        if tokens.is(at, "of") {
            let body = body_in(self.named, at + 1..limit.min(at + 8));
            if let Some(body) =
                body.filter(|body| run.name.len() > 1 && !is_place(self.named, body))
            {
                self.belongs(who, &body);
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
        let Some(found) = found else { return self.closed_apposition(comma, limit) };
        self.describe(who, &found);
        let end = (found.words.end..limit.min(found.words.end + 20))
            .find(|&at| tokens.is(at, ","))
            .unwrap_or(found.words.end);
        end.min(limit)
    }

    /// "Jane Brae, whatever is said of her here, said": the second comma, if speech follows it; else
    /// the first.
    fn closed_apposition(&self, comma: usize, limit: usize) -> usize {
        let reading = self.named.reading;
        let close = |at: &usize| {
            reading.tokens.is(*at, ",")
                && (reading.is(at + 1, Traits::SPEECH)
                    || reading.tokens.is_one_of(at + 1, &["has", "had", "also"])
                        && reading.is(at + 2, Traits::SPEECH))
        };
        (comma + 1..limit.min(comma + 30)).find(close).unwrap_or(comma)
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
            _ => return Some(self.closed_apposition(from.saturating_sub(1), limit)),
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
    pub(super) fn describe(&mut self, who: Who, found: &Phrase) {
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
        let kin =
            |role: &str| LEXICON.traits(role.rsplit(' ').next().unwrap_or(role)).is(Traits::KIN);
        // any other role says more than "rival"
        if member.role.as_deref().is_none_or(|known| kin(known) && !kin(&role)) {
            member.role = Some(role);
        }
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
    pub(super) fn role_text(&self, words: &Range<usize>) -> String {
        let text = squeezed(self.named.reading.text(words));
        let (first, next) = (words.start, words.start + 1);
        let tokens = self.named.reading.tokens;
        let lower = next < words.end && tokens.shape(next) == Shape::Lower
            || words.len() == 1
            || number_of(tokens.word(first)).is_some();
        let proper = self.named.reading.is(first, Traits::DEMONYM.with(Traits::PROPER))
            || self.named.run(first).is_some();
        let capital = tokens.shape(first) == Shape::Capital && !proper;
        if self.named.reading.opens(first) && lower && capital {
            return uncapitalised(&text);
        }
        text
    }

    pub(super) fn body_name(&self, body: &BodyAt) -> Option<String> {
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
        if let Some(owner) = self.owner(words.start) {
            let rest = squeezed(reading.text(&(words.start + 1..words.end)));
            return format!("{owner}'s {rest}");
        }
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
}
