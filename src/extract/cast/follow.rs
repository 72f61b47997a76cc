//! Follows everybody through the text, in order: what they are described as, and whom pronouns and
//! descriptions mean.

use foldhash::{HashMap, HashMapExt, HashSet};

use crate::model::SourceKind;

use super::lexicon::{LEXICON, Traits};
use super::member::{Member, Who, gender_of};
use super::name::Run;
use super::phrase::{Named, Phrase};
use super::recent::{Meant, Place, Recent};
use super::register::Register;
use super::scene::{captions, told};

/// Stands for "means nobody".
pub(super) const NOBODY: u32 = u32::MAX;

/// What a word must be for somebody to be meant by it.
const NOTED: Traits = Traits::POINTER.with(Traits::ROLE).with(Traits::GROUP).with(Traits::BODY);

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
    pub(super) people: Recent,
    pub(super) bodies: Recent,
    /// The body last called by a noun: "ministry".
    pub(super) by_noun: HashMap<String, Who>,
    /// Bodies that are described, not named, by their words.
    pub(super) by_words: HashMap<String, Who>,
    /// Who has been described by a role noun, in order.
    pub(super) by_role: HashMap<String, Vec<Who>>,
    /// Paragraphs that are captions of pictures or links to other pages.
    pub(super) captions: HashSet<u32>,
    /// For each sentence how many before it do not stand in a quotation.
    pub(super) told: Vec<u32>,
    /// The last verb of speech that has found its subject.
    pub(super) spoken: usize,
    /// The token at which each is first meant.
    pub(super) first_seen: HashMap<Who, usize>,
    /// Pronouns that could mean more than one, in order.
    pub(super) unclear: Vec<usize>,
    /// Definite descriptions of nobody met so far.
    pub(super) unmet: Vec<Phrase>,
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
            captions: captions(named),
            told: told(named),
            spoken: 0,
            first_seen: HashMap::new(),
            unclear: Vec::new(),
            unmet: Vec::new(),
        };
        follow.remember_publisher();
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
        follow.meet_later();
        follow.belong_to_publisher();
        follow
    }

    /// In a ministry's own statement "the ministry" is the publisher; in the Council Chronicle "the
    /// council" is not.
    fn remember_publisher(&mut self) {
        let Some(outlet) = self.register.outlet else { return };
        let member = &self.register.members[outlet];
        let name = member.name.to_lowercase();
        let last = name.rsplit(' ').next();
        let calls = |noun: &&str| member.kind == SourceKind::Body || Some(*noun) == last;
        let nouns = name.split(' ').filter(|noun| LEXICON.traits(noun).is(Traits::BODY));
        for noun in nouns.filter(calls) {
            self.by_noun.insert(noun.to_owned(), outlet);
        }
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

    pub(super) fn set(&mut self, at: usize, who: Who) {
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
        for at in run.whole.start..run.name.end {
            self.set(at, who);
        }
        self.first_seen.entry(who).or_insert(run.name.start);
        let kind = self.register.members[who].kind;
        let mut end = run.name.end;
        if kind == SourceKind::Person {
            self.described_before(run, who);
            end = self.described_after(run, who);
            let place = self.place(run.whole.start, end, who);
            if end > run.name.end && place.speaks {
                self.claim_verb(end);
            }
            self.note(place, run.name.start);
        } else {
            self.remember_nouns(run, who);
            let place = self.place(run.whole.start, end, who);
            self.note(place, run.name.start);
        }
        run.name.end
    }

    /// Of all who bear a name, the one of the right gender who was spoken of last.
    pub(super) fn choose(&self, run: &Run) -> Option<Who> {
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

    pub(super) fn note(&mut self, place: Place, at: usize) {
        let place = Place { speaks: place.speaks && !place.quoted, ..place };
        if place.speaks {
            self.spoke.push((at, place.who));
        }
        match self.register.members[place.who].kind {
            SourceKind::Person | SourceKind::UnnamedPerson => self.people.note(place),
            _ => self.bodies.note(place),
        }
    }

    /// Takes note of a word that is no name: a pronoun, the noun of a description.
    fn word(&mut self, at: usize) {
        let reading = self.named.reading;
        let traits = reading.traits[at];
        match reading.tokens.word(at) {
            _ if !traits.is(NOTED) => {}
            "he" | "He" | "him" | "his" | "His" | "himself" => self.pronoun(at, 1),
            "she" | "She" | "her" | "Her" | "herself" | "hers" => self.pronoun(at, -1),
            "it" | "It" | "its" | "Its" | "itself" => self.thing(at, false),
            "they" | "They" | "them" | "their" | "Their" | "themselves" => self.thing(at, true),
            "who" | "whose" | "which" => self.relative(at),
            "anonymity" | "anonymously" | "withheld" | "named" | "identified" | "authorised"
            | "authorized" | "name" => {
                self.anonymity(at);
            }
            _ if self.means[at] != NOBODY => {}
            _ if traits.is(Traits::ROLE.with(Traits::GROUP)) => self.person_noun(at),
            _ if traits.is(Traits::BODY) => self.body_noun(at),
            _ => {}
        }
    }

    /// Notes whom the pronoun at `at` means, and whether somebody else could be meant.
    fn settle(&mut self, at: usize, meant: Option<Meant>) -> Option<Who> {
        let Meant { who, clear } = meant?;
        self.set(at, who);
        if !clear {
            self.unclear.push(at);
        }
        Some(who)
    }

    fn pronoun(&mut self, at: usize, gender: i32) {
        let here = self.place(at, at + 1, 0);
        let person =
            |member: &Member| matches!(member.kind, SourceKind::Person | SourceKind::UnnamedPerson);
        let meant = self.people.meant(&here, gender, &self.register.members, person);
        let Some(who) = self.settle(at, meant) else { return };
        let member = &mut self.register.members[who];
        if (0..6).contains(&(member.gender * gender)) && !here.quoted {
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
        let Some(who) = self.settle(at, meant) else { return };
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
}
