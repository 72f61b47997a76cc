//! From a speaker's words to whom they mean: which of the words is the one that counts.

use std::ops::Range;

use crate::model::{Mention, SourceKind};

use super::follow::NOBODY;
use super::lexicon::Traits;
use super::member::Who;
use super::phrase::start_before;
use super::reading::{number_of, squeezed, uncapitalised};
use super::{Cast, name_within_limit};
use crate::extract::token::Shape;

/// Nouns that are no names though they have a capital at a sentence's start.
const COMMON: Traits = Traits::GROUP.with(Traits::ROLE).with(Traits::DOCUMENT).with(Traits::OPENER);

/// Words that count some of those who are named after "of".
const QUANTITIES: &[&str] = &[
    "some",
    "many",
    "most",
    "several",
    "all",
    "none",
    "both",
    "few",
    "each",
    "half",
    "any",
    "dozens",
    "hundreds",
    "thousands",
    "scores",
    "plenty",
    "lots",
    "part",
    "either",
    "neither",
];

/// What an outlet publishes, of which there can be an earlier version.
const ITEMS: &[&str] =
    &["article", "story", "report", "page", "post", "dispatch", "headline", "caption", "column"];

/// Words after which a noun phrase says more of its noun.
const BOUNDS: &[&str] = &[
    "of", "in", "at", "for", "from", "with", "on", "to", "by", "near", "about", "like", "among",
    "inside", "within", "who", "which", "that", "whose", "as", "after", "during", "familiar",
    "involved", "briefed", "close", "against", "behind", "between", "over", "under", "into",
    "outside", "across",
];

impl Cast<'_> {
    /// Leaves out marks at both ends, and a genitive at the end.
    pub(super) fn trimmed(&self, words: Range<usize>) -> Range<usize> {
        let named = self.named();
        let Range { mut start, mut end } = words;
        while start < end && !self.tokens.is_word(start) {
            start += 1;
        }
        while end > start && (!self.tokens.is_word(end - 1) || named.reading.is_genitive(end - 1)) {
            end -= 1;
        }
        start..end
    }

    /// Reads trimmed words.
    pub(super) fn read(&self, words: Range<usize>) -> Option<Mention> {
        if let Some(mention) = self.first_person(&words) {
            return Some(mention);
        }
        if let Some(mention) = self.own_document(&words) {
            return Some(mention);
        }
        if let Some(several) = self.several(&words) {
            return Some(several);
        }
        let head = self.head(&words);
        if self.is_quantity(&words) {
            return self.some_of(&words, head);
        }
        if words.len() == 1
            && self.who(head).is_none()
            && self.tokens.is_one_of(head, &["who", "which", "that"])
        {
            let before = self.trimmed(start_before(self.named(), head)..head);
            return if before.is_empty() { None } else { self.read(before) };
        }
        match self.who(head) {
            Some(who) if self.is_cut(who, &words) => {
                let mut mention = self.mention_of(who)?;
                let worded = self.as_worded(&words, head)?;
                mention.name = worded.name;
                Some(mention)
            }
            Some(who) => self.mention_of(who),
            None => self.as_worded(&words, head),
        }
    }

    /// Tells whether `words` are the ones that describe somebody without a name, but fewer than were
    /// taken for the description.
    fn is_cut(&self, who: Who, words: &Range<usize>) -> bool {
        let wording = self.members[who].wording.as_ref();
        wording.is_some_and(|all| {
            let shorter = words.start > all.start || words.end < all.end;
            shorter && words.start < all.end && words.end > all.start
        })
    }

    pub(super) fn who(&self, at: usize) -> Option<Who> {
        self.means.get(at).filter(|&&who| who != NOBODY).map(|&who| who as Who)
    }

    /// The token that says who is meant: a name's last, or the noun of a description.
    pub(super) fn head(&self, words: &Range<usize>) -> usize {
        let named = self.named();
        if self.tokens.is_one_of(words.start, &["who", "whose", "which"]) {
            return words.start;
        }
        if let Some(name) = self.name_before(words) {
            return name;
        }
        let first = self.first_part(words);
        let last = first.end - 1;
        let noun = |at: usize| named.reading.is(at, Traits::ROLE.with(Traits::GROUP));
        if let Some(run) = named.run(last) {
            let before = self.runs[run].whole.start;
            let introduced = before > first.start
                && self.tokens.is_word(before - 1)
                && !named.reading.is(before - 1, Traits::OPENER);
            if before <= first.start || introduced && named.is_person[run] || self.is_called(before)
            {
                return last;
            }
        }
        let after_comma = words.start.max(first.end + 1);
        if noun(last) && after_comma < words.end && named.in_person(after_comma) {
            return after_comma;
        }
        // "the company that owns the ferry, Tarn Lines"
        let body = self.noun_of(&first);
        if named.reading.is(body, Traits::BODY)
            && named.run(body).is_none()
            && after_comma < words.end
            && let Some(run) = named.run(after_comma).filter(|&run| !named.is_person[run])
        {
            return self.runs[run].name.end - 1;
        }
        self.noun_of(&first)
    }

    /// "Jane Brae, R-Orland, a member of the board": the name before words that only place it.
    fn name_before(&self, words: &Range<usize>) -> Option<usize> {
        let named = self.named();
        let name = words.start.checked_sub(2).filter(|&at| named.in_person(at))?;
        let first = self.tokens.word(words.start);
        let places = self.tokens.is_capital(words.start)
            && (first.contains('-')
                || first.ends_with('.')
                || self.tokens.is(words.start + 1, ","))
            && !named.in_person(words.start);
        let tied =
            self.tokens.is(words.start - 1, ",") && named.reading.together(name, words.start);
        (places && tied).then_some(name)
    }

    /// "a man named Osk Tolle"
    fn is_called(&self, name: usize) -> bool {
        name > 0 && self.tokens.is_one_of(name - 1, &["named", "called", "identified"])
    }

    /// The words up to the first comma or bracket that no name covers.
    fn first_part(&self, words: &Range<usize>) -> Range<usize> {
        let named = self.named();
        let ends = |at: &usize| {
            named.run(*at).is_none()
                && !named.reading.is_genitive(*at)
                && matches!(self.tokens.word(*at), "," | "(" | "—" | "–" | "--" | ";" | ":")
        };
        let end = (words.start + 1..words.end).find(ends).unwrap_or(words.end);
        words.start..end
    }

    /// The noun of a description: the last word before a preposition or a relative clause.
    fn noun_of(&self, words: &Range<usize>) -> usize {
        let named = self.named();
        let from = if self.is_quantity(words) { words.start + 2 } else { words.start };
        let bounds = |at: &usize| {
            named.run(*at).is_none()
                && self.tokens.shape(*at) == Shape::Lower
                && BOUNDS.contains(&self.tokens.word(*at))
        };
        let end = (from + 1..words.end).find(bounds).unwrap_or(words.end);
        let mut last = end - 1;
        while last > from && (!self.tokens.is_word(last) || named.reading.is_genitive(last)) {
            last -= 1;
        }
        let no_noun = Traits::OPENER.with(Traits::CALENDAR);
        let noun = |at: &usize| {
            let source = Traits::DOCUMENT.with(Traits::BODY).with(Traits::ROLE);
            named.run(*at).is_some()
                || named.reading.is(*at, source)
                || !named.reading.is(*at, no_noun) && self.tokens.shape(*at) != Shape::Number
        };
        let described = (from..last).take(12).find(|&at| self.is_described_after(at));
        described.or_else(|| (from..=last).rev().take(3).find(noun)).unwrap_or(last)
    }

    /// "documents lodged there", "people I met": a noun that more is said of without a preposition.
    fn is_described_after(&self, at: usize) -> bool {
        let reading = self.named().reading;
        let nouns = Traits::ROLE.with(Traits::GROUP).with(Traits::BODY).with(Traits::DOCUMENT);
        let next = self.tokens.word(at + 1);
        let participle = next.ends_with("ed") || next.ends_with("ing") || next.ends_with("en");
        let pronoun = self.tokens.is_one_of(
            at + 1,
            &["i", "we", "you", "he", "she", "they", "it", "i've", "i’ve", "we've"],
        );
        reading.is(at, nouns)
            && self.named().run(at).is_none()
            && (participle
                && !reading.is(at + 1, nouns)
                && self.tokens.shape(at + 1) == Shape::Lower
                || pronoun)
    }

    /// "some of Brae's advisers", "one of them"
    fn is_quantity(&self, words: &Range<usize>) -> bool {
        let counts = self.tokens.is_one_of(words.start, QUANTITIES)
            || number_of(self.tokens.word(words.start)).is_some();
        counts && self.tokens.is(words.start + 1, "of") && words.len() > 2
    }

    /// "one of the pilots": as worded, with what is said of the pilots.
    fn some_of(&self, words: &Range<usize>, head: usize) -> Option<Mention> {
        let worded = self.as_worded(words, head)?;
        let all = self.who(head).filter(|&who| !self.members[who].has_name);
        let Some(all) = all.and_then(|who| self.mention_of(who)) else { return Some(worded) };
        Some(Mention { role: all.role, body: all.body, anonymity: all.anonymity, ..worded })
    }

    /// "I" in a quotation is its speaker, elsewhere the author; "we" elsewhere is the publisher.
    fn first_person(&self, words: &Range<usize>) -> Option<Mention> {
        let at = words.start;
        let plural = match self.tokens.word(at) {
            "I" | "me" | "my" | "My" | "myself" | "I'm" | "I’m" => false,
            "we" | "We" | "us" | "our" | "Our" => true,
            _ => return None,
        };
        let quoted = self.tokens.all.get(at).is_some_and(|token| token.quoted);
        let people = Traits::ROLE.with(Traits::GROUP).with(Traits::BODY);
        if words.len() > 1 && (quoted || self.named().reading.is(self.head(words), people)) {
            return None;
        }
        let who = match (quoted, plural) {
            (true, _) => self.speaker_of_quotation(at),
            (false, true) => self.outlet.or(self.author),
            (false, false) => self.author.or(self.outlet),
        };
        who.and_then(|who| self.mention_of(who))
    }

    /// "an earlier version of this article", "this story": the publisher, whose own words they are.
    fn own_document(&self, words: &Range<usize>) -> Option<Mention> {
        let this = words.end.checked_sub(2).filter(|&at| at >= words.start)?;
        let quoted = self.tokens.all.get(this).is_some_and(|token| token.quoted);
        let version = words.clone().any(|at| self.tokens.is_one_of(at, &["version", "edition"]));
        let items: &[&str] = if version { ITEMS } else { &["article", "story"] };
        let own = self.tokens.is_one_of(this, &["this", "our"])
            && self.tokens.is_one_of(this + 1, items)
            && (version || words.len() == 2);
        let who = self.outlet.or(self.author).filter(|_| own && !quoted)?;
        self.mention_of(who)
    }

    /// Who speaks the quoted token `at`: who speaks next in its paragraph, else who spoke last.
    fn speaker_of_quotation(&self, at: usize) -> Option<Who> {
        let paragraph = self.tokens.paragraph_of(at);
        let next = self.spoke.partition_point(|&(token, _)| token < at);
        let after = self.spoke.get(next).filter(|&&(token, _)| token < paragraph.end);
        let before = next.checked_sub(1).and_then(|nth| self.spoke.get(nth));
        let inside = before.filter(|&&(token, _)| token >= paragraph.start);
        inside.or(after).or(before).map(|&(_, who)| who)
    }

    /// A source of whom nothing more is known: its own words are its name.
    fn as_worded(&self, words: &Range<usize>, head: usize) -> Option<Mention> {
        let reading = self.named().reading;
        let article = self.tokens.is_one_of(words.start, &["the", "a", "an"]) && words.len() > 1;
        let first = self.first_part(words);
        let text = squeezed(reading.text(&(first.start + usize::from(article)..first.end)));
        if let Some(who) = self.by_name.get(&text).copied().flatten() {
            return self.mention_of(who);
        }
        let plain = reading.opens(words.start)
            && self.tokens.shape(first.start) == Shape::Capital
            && !reading.is(first.start, Traits::PROPER.with(Traits::DEMONYM))
            && !article;
        let kind = self.kind_of_words(words, head);
        let alone = words.len() == 1 && !reading.is(head, COMMON);
        let name =
            if plain && kind != SourceKind::Body && !alone { uncapitalised(&text) } else { text };
        Some(Mention {
            role: reading.is(head, Traits::ROLE).then(|| self.tokens.word(head).to_lowercase()),
            number: number_of(self.tokens.word(words.start)),
            ..Mention::named(name_within_limit(&name)?, kind)
        })
    }

    /// "more than half of the members", "12 percent of voters"
    fn is_share(&self, words: &Range<usize>) -> bool {
        let share = ["percent", "half", "majority", "two-thirds", "third", "quarter", "%"];
        words.clone().take(6).any(|at| self.tokens.is_one_of(at, &share))
    }

    fn kind_of_words(&self, words: &Range<usize>, head: usize) -> SourceKind {
        let reading = self.named().reading;
        let number = number_of(self.tokens.word(words.start));
        let plural =
            self.tokens.word(head).ends_with('s') && !self.tokens.word(head).ends_with("ss");
        match () {
            () if self.is_share(words) => SourceKind::UnnamedGroup,
            () if number == Some(1) => SourceKind::UnnamedPerson,
            () if reading.is(head, Traits::GROUP) || number.is_some() => SourceKind::UnnamedGroup,
            () if reading.is(head, Traits::ROLE) => SourceKind::UnnamedPerson,
            () if reading.is(head, Traits::DOCUMENT) => SourceKind::Document,
            () if reading.is(head, Traits::NEWS) => SourceKind::Outlet,
            () if reading.is(head, Traits::BODY) => SourceKind::Body,
            () if self.tokens.is_one_of(head, &["they", "them", "we", "those", "these"]) => {
                SourceKind::UnnamedGroup
            }
            () if self.tokens.is_capital(head) && !reading.is(head, COMMON) => match words.len() {
                2 if words.clone().all(|at| self.tokens.is_capital(at)) => SourceKind::Person,
                _ => SourceKind::Body,
            },
            () if plural => SourceKind::UnnamedGroup,
            () => SourceKind::UnnamedPerson,
        }
    }
}
