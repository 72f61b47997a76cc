//! Several speakers of one claim: "Jane Brae and Osk Tolle", "Brae, Tolle and the board".

use std::ops::Range;

use crate::model::{Mention, SourceKind};

use super::lexicon::Traits;
use super::reading::number_of;
use super::{Cast, name_within_limit};

/// The most speakers of a list that are read.
const LONGEST: usize = 9;

impl Cast<'_> {
    /// Reads words that name several.
    pub(super) fn several(&self, words: &Range<usize>) -> Option<Mention> {
        self.both(words).or_else(|| self.pair(words)).or_else(|| self.list(words))
    }

    /// "Jane Brae and Osk Tolle": both names.
    fn both(&self, words: &Range<usize>) -> Option<Mention> {
        let named = self.named();
        let and = words.clone().find(|&at| self.tokens.is(at, "and") && named.run(at).is_none())?;
        let first = named.run(and.checked_sub(1)?)?;
        let adjoins = |run: &usize| {
            let mut between = and + 1..self.runs[*run].whole.start;
            between.all(|at| {
                self.tokens.is_word(at)
                    && (!named.reading.is(at, Traits::OPENER) || self.tokens.is(at, "former"))
            })
        };
        let second = named.run(words.end - 1).filter(adjoins)?;
        let whole = self.runs[first].whole.start <= words.start;
        let persons = named.is_person[first] && named.is_person[second];
        if !whole || !persons {
            return None;
        }
        let [a, b] = [and - 1, words.end - 1].map(|at| self.who(at));
        let (a, b) = (&self.members[a?].name, &self.members[b?].name);
        let mut mention = self.mention_of(self.who(words.end - 1)?)?;
        mention.name = name_within_limit(&format!("{a} and {b}"))?;
        mention.number = Some(2);
        Some(mention)
    }

    /// "Jane Brae and the board": both, where the second has a determiner or number of its own.
    fn pair(&self, words: &Range<usize>) -> Option<Mention> {
        let named = self.named();
        let and = words.clone().find(|&at| self.tokens.is(at, "and") && named.run(at).is_none())?;
        let start = words.start + usize::from(self.tokens.is(words.start, "both"));
        let (left, right) = (start..and, and + 1..words.end);
        let speaker = Traits::ROLE.with(Traits::GROUP).with(Traits::BODY);
        let speaks = |at: usize| self.who(at).is_some() || named.reading.is(at, speaker);
        let second =
            self.tokens.is_one_of(right.start, &["the", "a", "an", "his", "her", "its", "their"])
                || number_of(self.tokens.word(right.start)).is_some();
        let beside = !left.is_empty() && self.head(&left) == and - 1 && speaks(and - 1);
        if !second || !beside || right.len() < 2 || !speaks(self.head(&right)) {
            return None;
        }
        let (left, right) = (self.read(left)?, self.read(right)?);
        joined(&format!("{} and {}", left.name, right.name), &[left, right])
    }

    /// "Jane Brae, Osk Tolle and the board": all of them.
    fn list(&self, words: &Range<usize>) -> Option<Mention> {
        let named = self.named();
        let divides = |&at: &usize| {
            named.run(at).is_none() && (self.tokens.is(at, ",") || self.tokens.is(at, "and"))
        };
        let and = words.clone().rev().find(|&at| divides(&at) && self.tokens.is(at, "and"))?;
        let mut ends: Vec<usize> = words.clone().filter(divides).take(2 * LONGEST).collect();
        ends.push(words.end);
        let starts = std::iter::once(words.start).chain(ends.iter().map(|end| end + 1));
        let parts: Vec<Range<usize>> = starts
            .zip(&ends)
            .map(|(start, &end)| start..end)
            .filter(|part| !part.is_empty())
            .collect();
        // "Brae, the mayor, and Tolle": what stands before a serial comma can be said of the name
        let inner = &parts[..parts.len().saturating_sub(1)];
        let apposed = self.tokens.is(and.checked_sub(1)?, ",")
            && inner.iter().any(|part| !self.is_name(part));
        let each = parts.iter().all(|part| self.is_name(part) || self.is_described(part));
        if !(3..=LONGEST).contains(&parts.len()) || apposed || !each {
            return None;
        }
        let all: Vec<Mention> =
            parts.into_iter().map(|part| self.read(part)).collect::<Option<_>>()?;
        let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        let (last, before) = names.split_last()?;
        joined(&format!("{} and {last}", before.join(", ")), &all)
    }

    /// Tells whether words are one name with its title and role.
    fn is_name(&self, words: &Range<usize>) -> bool {
        let run = self.named().run(words.end - 1);
        run.is_some_and(|run| self.runs[run].whole.start <= words.start)
    }

    /// "the board", "two engineers"
    fn is_described(&self, words: &Range<usize>) -> bool {
        let reading = self.named().reading;
        let speaker = Traits::ROLE.with(Traits::GROUP).with(Traits::BODY);
        let opened = self.tokens.is_one_of(words.start, &["the", "a", "an", "his", "her", "its"])
            || number_of(self.tokens.word(words.start)).is_some();
        words.len() > 1 && opened && reading.is(self.head(words), speaker)
    }
}

/// The mention of several under one name: of one kind if all are of it.
fn joined(name: &str, all: &[Mention]) -> Option<Mention> {
    let kind = all.first()?.kind;
    let mixed = kind.is_unnamed() || all.iter().any(|one| one.kind != kind);
    let number = u32::try_from(all.len()).ok().filter(|_| kind == SourceKind::Person && !mixed);
    let kind = if mixed { SourceKind::UnnamedGroup } else { kind };
    Some(Mention { number, ..Mention::named(name_within_limit(name)?, kind) })
}
