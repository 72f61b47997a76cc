//! Bodies that are described by a noun: "the ministry", "the company", "a relief group".

use std::ops::Range;

use crate::model::SourceKind;

use super::super::token::Shape;
use super::follow::Follow;
use super::lexicon::{LEXICON, Traits};
use super::member::{Member, Who};
use super::name::Run;
use super::phrase::start_before;
use super::reading::{number_of, squeezed, uncapitalised};

/// Nouns that can stand for any named body that governs nothing.
const GENERAL: &[&str] = &[
    "company",
    "firm",
    "business",
    "group",
    "organization",
    "organisation",
    "agency",
    "union",
    "association",
    "charity",
    "coalition",
    "department",
    "club",
];

impl Follow<'_> {
    pub(super) fn remember_nouns(&mut self, run: &Run, who: Who) {
        for at in run.name.clone() {
            if self.named.reading.is(at, Traits::BODY) {
                let noun = self.named.reading.tokens.word(at).to_lowercase();
                self.by_noun.insert(noun, who);
            }
            if self.named.reading.tokens.is(at, "Local") {
                self.by_noun.insert("union".to_owned(), who);
            }
        }
    }

    /// A body that is described: "the ministry", "a relief group".
    pub(super) fn body_noun(&mut self, at: usize) {
        let reading = self.named.reading;
        let tokens = reading.tokens;
        let noun = Traits::ROLE.with(Traits::GROUP).with(Traits::BODY);
        let inner = reading.together(at, at + 1)
            && (reading.is(at + 1, noun) && tokens.shape(at + 1) == Shape::Lower
                || self.named.run(at + 1).is_some());
        let paper = reading.is(at, Traits::DOCUMENT) && !reading.is(at, Traits::NEWS);
        if inner || paper {
            return;
        }
        let start = start_before(self.named, at);
        let article = tokens.is_one_of(start, &["the", "a", "an", "this", "that", "its", "their"])
            && start < at;
        let words = start + usize::from(article)..at + 1;
        let indefinite = tokens.is_one_of(start, &["a", "an"]);
        let several = self.several_bodies(&words, start);
        let known = if indefinite { None } else { self.known_body(&words) };
        let who = several.or(known).unwrap_or_else(|| self.describe_body(&words));
        self.set(at, who);
        self.by_noun.insert(tokens.word(at).to_lowercase(), who);
        let place = self.place(start, at + 1, who);
        self.note(place, at);
    }

    /// "Four papers": a group of which none is named.
    fn several_bodies(&mut self, words: &Range<usize>, start: usize) -> Option<Who> {
        let tokens = self.named.reading.tokens;
        let count = start.checked_sub(1).filter(|&at| self.named.reading.together(at, start))?;
        let number = number_of(tokens.word(count)).filter(|&number| number > 1)?;
        let mut member = Member::new(self.role_text(&(count..words.end)), SourceKind::UnnamedGroup);
        member.name = uncapitalised(&member.name);
        member.number = Some(number);
        Some(self.register.describe(member))
    }

    fn known_body(&self, words: &Range<usize>) -> Option<Who> {
        let tokens = self.named.reading.tokens;
        let noun = tokens.word(words.end - 1).to_lowercase();
        let member = |who: Who| &self.register.members[who];
        if words.len() > 1 {
            let mut text = squeezed(self.named.reading.text(words)).to_lowercase();
            if let Some(owner) = self.owner(words.start) {
                let rest = self.named.reading.text(&(words.start + 1..words.end));
                text = format!("{owner}'s {rest}").to_lowercase();
            }
            let of_noun = self.by_noun.get(&noun).copied();
            let spelled = |who: &Who| member(*who).name.to_lowercase().contains(&text);
            return self.by_words.get(&text).copied().or(of_noun.filter(spelled));
        }
        let general = GENERAL.contains(&noun.as_str());
        let of_noun = self.by_noun.get(&noun).copied();
        of_noun.or_else(|| {
            let here = self.place(words.start, words.end, 0);
            let fits = |member: &Member| {
                let governs = member.traits.is(Traits::GOVERNS) || LEXICON.is_state(&member.name);
                let agency = matches!(noun.as_str(), "agency" | "department");
                member.has_name && member.kind == SourceKind::Body && (agency || !governs)
            };
            let all = &self.register.members;
            self.bodies.meant(&here, 0, all, fits).filter(|_| general).map(|meant| meant.who)
        })
    }

    /// "his campaign": whose it is.
    pub(super) fn owner(&self, at: usize) -> Option<&str> {
        let his = self.named.reading.tokens.is_one_of(at, &["his", "her"]);
        let who = self.who(at).filter(|_| his)?;
        Some(&self.register.members[who].name)
    }

    fn describe_body(&mut self, words: &Range<usize>) -> Who {
        let reading = self.named.reading;
        let kind = match reading.is(words.end - 1, Traits::NEWS) {
            true => SourceKind::Outlet,
            false => SourceKind::Body,
        };
        let mut member = Member::new(self.role_text(words), kind);
        member.traits = reading.traits[words.end - 1];
        if let Some(owner) = self.owner(words.start) {
            let rest = squeezed(reading.text(&(words.start + 1..words.end)));
            member.name = format!("{owner}'s {rest}");
        }
        let text = member.name.to_lowercase();
        let who = self.register.describe(member);
        self.by_words.insert(text, who);
        who
    }
}
