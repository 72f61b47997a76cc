//! Who is who: the names of a document joined into people and bodies.

use foldhash::HashMap;
use std::ops::Range;

use crate::model::{Metadata, SourceKind, SourceName};

use super::super::token::Shape;
use super::lexicon::{LEXICON, Traits};
use super::look::Look;
use super::member::{Member, Who, gender_of};
use super::name::Run;
use super::reading::{Reading, squeezed};
use super::signs::{Signs, kind_of, signs};

/// How many of one name are told apart; enough for any article, and few enough to be looked through.
const NAMESAKES: usize = 16;

/// All that are named, and by which names.
#[derive(Debug, Default)]
pub(super) struct Register<'a> {
    /// Everybody.
    pub(super) members: Vec<Member>,
    /// Who can be meant by a name, as it stands in the text.
    pub(super) by_name: HashMap<&'a str, Vec<Who>>,
    /// The publisher.
    pub(super) outlet: Option<Who>,
    /// The author.
    pub(super) author: Option<Who>,
    by_last: HashMap<&'a str, Vec<Who>>,
    by_first: HashMap<&'a str, Vec<Who>>,
    by_initials: HashMap<String, Who>,
    words: Vec<Range<usize>>,
}

impl<'a> Register<'a> {
    /// Joins the names of a document.
    pub(super) fn of(reading: Reading<'a>, runs: &[Run], metadata: &'a Metadata) -> Self {
        let signs = signs(reading, runs);
        let mut register = Self::default();
        register.publisher(reading, metadata);
        for run in runs.iter().filter(|run| run.name.len() > 1) {
            register.enter_long(reading, run, &signs);
        }
        register.acronyms(reading, runs);
        for run in runs.iter().filter(|run| run.name.len() == 1) {
            register.enter_single(reading, run, &signs);
        }
        register
    }

    fn publisher(&mut self, reading: Reading<'_>, metadata: &'a Metadata) {
        let name = metadata.outlet.as_ref().map(SourceName::as_str);
        if let Some(name) = name {
            let last = LEXICON.traits(name.rsplit(' ').next().unwrap_or(name));
            let first = LEXICON.traits(name.split(' ').next().unwrap_or(name));
            let body = last.is(Traits::BODY) && !last.is(Traits::NEWS) || first.is(Traits::GOVERNS);
            let body = body && !reports_news(reading, metadata, name);
            let kind = if body { SourceKind::Body } else { SourceKind::Outlet };
            let who = self.add(Member::new(name.to_owned(), kind), 0..0);
            self.outlet = Some(who);
            let bare = name.strip_prefix("The ").unwrap_or(name);
            self.by_name.insert(bare, vec![who]);
            self.index(bare, who);
        }
        let author = metadata.author.as_deref().filter(|author| is_persons_name(author));
        if let Some(author) = author {
            let who = self.add(Member::new(author.to_owned(), SourceKind::Person), 0..0);
            self.author = Some(who);
            self.by_name.entry(author).or_default().push(who);
        }
    }

    fn add(&mut self, member: Member, words: Range<usize>) -> Who {
        let letters = initials(&member.name);
        if member.kind == SourceKind::Body && letters.len() > 1 {
            self.by_initials.entry(letters).or_insert(self.members.len());
        }
        self.members.push(member);
        self.words.push(words);
        self.members.len() - 1
    }

    /// Adds somebody who is described, not named.
    pub(super) fn describe(&mut self, member: Member) -> Who {
        self.add(Member { has_name: false, ..member }, 0..0)
    }

    /// Tells whether a name, as it stands in the text, is a person's.
    pub(super) fn is_person(&self, name: &str) -> bool {
        let who = self.by_name.get(name).and_then(|all| all.first());
        who.is_some_and(|&who| self.members[who].kind == SourceKind::Person)
    }

    fn index(&mut self, name: &'a str, who: Who) {
        let first = name.split(' ').next().unwrap_or(name);
        let last = name.rsplit(' ').next().unwrap_or(name);
        self.by_last.entry(last).or_default().push(who);
        self.by_first.entry(first).or_default().push(who);
    }

    fn enter_long(&mut self, reading: Reading<'a>, run: &Run, signs: &HashMap<&str, Signs>) {
        let text = reading.text(&run.name);
        let signs = signs.get(text).copied().unwrap_or_default();
        let kind = kind_of(run.look, run.name.len() > 1, signs);
        if let Some(known) = self.by_name.get(text) {
            let who = known[0];
            self.members[who].gender += gender_of(run.told) * 10;
            return;
        }
        let same = match kind {
            SourceKind::Person => self.same_person(reading, run),
            _ => None,
        };
        let who = same.unwrap_or_else(|| {
            let mut member = Member::new(squeezed(text), kind);
            let first = reading.traits[run.name.start];
            if kind == SourceKind::Person {
                member.gender = 3 * gender_of(first) * i32::from(first.is(Traits::GIVEN));
            }
            member.traits = traits_of_all(reading, &run.name);
            self.add(member, run.name.clone())
        });
        self.members[who].gender += signs.gender;
        self.by_name.insert(text, vec![who]);
        if same.is_none() {
            let (first, last) = (run.name.start, run.name.end - 1);
            self.by_first.entry(reading.tokens.word(first)).or_default().push(who);
            self.by_last.entry(reading.tokens.word(last)).or_default().push(who);
        }
    }

    /// A person already known whose first and last names are the same, or whose name ends so.
    fn same_person(&self, reading: Reading<'a>, run: &Run) -> Option<Who> {
        let (first, last) = (run.name.start, run.name.end - 1);
        let word = |at| reading.tokens.word(at);
        self.by_last.get(word(last))?.iter().take(4 * NAMESAKES).copied().find(|&who| {
            let known = self.words[who].clone();
            self.members[who].kind == SourceKind::Person
                && known.len() > 1
                && (word(known.start) == word(first)
                    || known.len() > run.name.len()
                        && reading.text(&(known.end - run.name.len()..known.end))
                            == reading.text(&run.name))
        })
    }

    /// "Allied Quay Union (AQU)": the letters stand for the words before them.
    fn acronyms(&mut self, reading: Reading<'a>, runs: &[Run]) {
        for (nth, short) in runs.iter().enumerate() {
            let at = short.name.start;
            let bracketed = at > 1
                && reading.tokens.is(at - 1, "(")
                && reading.tokens.is(short.name.end, ")")
                && reading.tokens.shape(at) == Shape::Upper;
            if !bracketed || short.name.len() > 1 {
                continue;
            }
            let letters = reading.tokens.word(at);
            let spelled = spelled_before(reading, at - 1, letters);
            let name = nth.checked_sub(1).map(|nth| &runs[nth].name);
            let adjacent = name.filter(|name| name.end + 1 == at).cloned();
            let Some(words) = spelled.or(adjacent) else { continue };
            let text = reading.text(&words);
            let known = self.by_name.get(text).cloned().unwrap_or_else(|| {
                let mut member = Member::new(squeezed(text), SourceKind::Body);
                member.traits = traits_of_all(reading, &words);
                vec![self.add(member, words.clone())]
            });
            self.by_name.insert(letters, known);
        }
    }

    fn enter_single(&mut self, reading: Reading<'a>, run: &Run, signs: &HashMap<&str, Signs>) {
        let text = reading.text(&run.name);
        let signs = signs.get(text).copied().unwrap_or_default();
        if let Some(known) = self.by_name.get(text) {
            if let [who] = known[..] {
                self.members[who].gender += gender_of(run.told) * 10;
            }
            return;
        }
        let mut known = self.people_called(text);
        if known.is_empty() && run.look != Look::Person {
            known = self.bodies_called(reading, text, run, signs);
        }
        if let [who] = known[..] {
            self.members[who].gender += signs.gender;
        }
        if known.is_empty() && (signs.firm || run.look == Look::Person) {
            let kind = kind_of(run.look, run.name.len() > 1, signs);
            let mut member = Member::new(text.to_owned(), kind);
            member.gender = signs.gender;
            member.guessed = run.look == Look::Open && signs.person == 0 && signs.gender == 0;
            member.traits = traits_of_all(reading, &run.name);
            let first = reading.traits[run.name.start];
            if kind == SourceKind::Person && first.is(Traits::GIVEN) {
                member.gender += 3 * gender_of(first);
            }
            known.push(self.add(member, run.name.clone()));
        }
        if !known.is_empty() {
            self.by_name.insert(text, known);
        }
    }

    /// People with this last name; failing that, with this first name.
    fn people_called(&self, text: &str) -> Vec<Who> {
        let people = |index: &HashMap<&str, Vec<Who>>, name: &str| -> Vec<Who> {
            let all = index.get(name).into_iter().flatten().take(4 * NAMESAKES).copied();
            let people = all.filter(|&who| self.members[who].kind == SourceKind::Person);
            people.take(NAMESAKES).collect()
        };
        let mut by_last = people(&self.by_last, text);
        if by_last.is_empty() && text.len() > 3 && text.bytes().all(|b| b.is_ascii_uppercase()) {
            // a speaker's label in a transcript: "TOLLE: ..."
            let name = text[..1].to_owned() + &text[1..].to_ascii_lowercase();
            by_last = people(&self.by_last, &name);
        }
        let common = Traits::DOCUMENT.with(Traits::ROLE).with(Traits::GROUP).with(Traits::SPEECH);
        if by_last.is_empty() && !LEXICON.traits(text).is(common) {
            people(&self.by_first, text)
        } else {
            by_last
        }
    }

    /// "Quaylock" for Quaylock Storage, "the Courier" for the Orland Courier, "OHU" for the Orland
    /// Harbour Union; not "Orland" for what is named after the place.
    fn bodies_called(&self, reading: Reading<'a>, text: &str, run: &Run, signs: Signs) -> Vec<Who> {
        let bodies = |index: &HashMap<&str, Vec<Who>>| -> Vec<Who> {
            let all = index.get(text).into_iter().flatten().take(4 * NAMESAKES).copied();
            let bodies = all.filter(|&who| self.members[who].kind != SourceKind::Person);
            bodies.take(NAMESAKES).collect()
        };
        let the = run.name.start > 0 && reading.tokens.is(run.name.start - 1, "the");
        let last = bodies(&self.by_last);
        // "Courier reporters"; but Radio Skerrow is not meant by "the mayor of Skerrow"
        let publishes = reading.is(run.name.start, Traits::OUTLET.with(Traits::NEWS));
        let ours = || publishes && last.iter().eq(self.outlet.iter());
        if !last.is_empty() && (the || ours()) {
            return last;
        }
        if run.look == Look::State || reading.is(run.name.start, Traits::DEMONYM) {
            return Vec::new();
        }
        if reading.tokens.shape(run.name.start) == Shape::Upper {
            let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
            return self.by_initials.get(&letters).into_iter().copied().collect();
        }
        let named_after = |&who: &Who| {
            // a short form comes after the full one
            !signs.place && self.words[who].start <= run.name.start && self.shortens(who)
        };
        bodies(&self.by_first).into_iter().filter(named_after).take(1).collect()
    }

    /// Tells whether a body is called by its first word alone: firms and agencies are, and groups of
    /// two words; ministries, hospitals and papers are called by their place's name only.
    fn shortens(&self, who: Who) -> bool {
        let member = &self.members[who];
        let last = LEXICON.traits(member.name.rsplit(' ').next().unwrap_or(""));
        let first = LEXICON.traits(member.name.split(' ').next().unwrap_or(""));
        let wire = last.is(Traits::NEWS)
            || member.name.ends_with(" Wire")
            || member.name.ends_with(" News");
        let generic = first.is(Traits::BODY.with(Traits::ROLE).with(Traits::DEMONYM));
        let words = member.name.split(' ').count();
        match member.kind {
            SourceKind::Outlet => wire,
            SourceKind::Body => {
                !generic && !last.is(Traits::GOVERNS) && (words == 2 || last.is(Traits::FIRM))
            }
            _ => false,
        }
    }
}

/// Returns the capitals that a name's words begin with: "OHU".
fn initials(name: &str) -> String {
    let firsts = name.split([' ', '-']).filter_map(|word| word.chars().next());
    firsts.filter(|c| c.is_uppercase()).collect()
}

/// The words before the bracket at `end` whose capitals spell `letters`, small words between them
/// left out: "Roads, Rivers and Harbours Orland" for RRHO.
fn spelled_before(reading: Reading<'_>, end: usize, letters: &str) -> Option<Range<usize>> {
    let mut wanted = letters.chars().filter(|c| c.is_alphabetic()).rev().peekable();
    let mut at = end;
    while wanted.peek().is_some() {
        at = at.checked_sub(1).filter(|&at| end - at < 16 && reading.together(at, end))?;
        let word = reading.tokens.word(at);
        let small = reading.is(at, Traits::OPENER) || matches!(word, "," | "&");
        if reading.tokens.is_capital(at) && word.chars().next() == wanted.peek().copied() {
            wanted.next();
        } else if !small {
            return None;
        }
    }
    (at < end).then_some(at..end)
}

/// A publisher whose pages have a person's byline or its own dateline ("MERLE, March 1 (Tidewire) -")
/// reports what others say, whatever its name: an agency is not always the state's.
fn reports_news(reading: Reading<'_>, metadata: &Metadata, name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or(name);
    let dateline = (1..reading.tokens.all.len().min(20)).any(|at| {
        reading.tokens.word(at - 1) == "(" && reading.tokens.word(at).eq_ignore_ascii_case(first)
    });
    dateline || metadata.author.as_deref().is_some_and(is_persons_name)
}

/// Tells whether a byline is a person's rather than "Gazette staff" or an agency's.
fn is_persons_name(author: &str) -> bool {
    let words = author.split_whitespace();
    let capitals = words.clone().filter(|w| w.starts_with(char::is_uppercase)).count();
    let plain = words.clone().all(|word| {
        let traits = LEXICON.traits(word);
        !traits.is(Traits::ROLE.with(Traits::GROUP).with(Traits::NEWS))
            && !word.eq_ignore_ascii_case("wire")
    });
    capitals > 1 && plain && !LEXICON.is_outlet(author)
}

fn traits_of_all(reading: Reading<'_>, words: &Range<usize>) -> Traits {
    let sorts = [Traits::FIRM, Traits::GOVERNS, Traits::NEWS];
    let has = |sort: &Traits| words.clone().any(|at| reading.is(at, *sort));
    sorts.iter().filter(|sort| has(sort)).fold(Traits::default(), |all, &sort| all.with(sort))
}
