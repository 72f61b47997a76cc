//! The people and bodies of a document: who is meant by "Kirby", "he", "the ministry".

mod anonymity;
mod body;
mod describe;
mod doubt;
mod follow;
mod joint;
mod lexicon;
mod look;
mod member;
mod name;
mod phrase;
mod reading;
mod recent;
mod register;
mod scene;
mod signs;
mod speaker;
mod unnamed;

use std::ops::Range;

use foldhash::HashMap;

use crate::model::{Mention, Metadata, SourceName};

use super::places::Places;
use super::token::Tokens;
use follow::Follow;
use lexicon::{LEXICON, Traits};
use member::{Member, Who};
use name::Run;
use phrase::{NO_RUN, Named};
use reading::Reading;
use register::Register;

/// Everybody that a document speaks of, with whom each of its words means.
pub(super) struct Cast<'a> {
    tokens: &'a Tokens<'a>,
    places: &'a Places<'a>,
    traits: Vec<Traits>,
    runs: Vec<Run>,
    run_at: Vec<u32>,
    is_person: Vec<bool>,
    members: Vec<Member>,
    by_name: HashMap<String, Option<Who>>,
    means: Vec<u32>,
    spoke: Vec<(usize, Who)>,
    unclear: Vec<usize>,
    outlet: Option<Who>,
    author: Option<Who>,
}

impl<'a> Cast<'a> {
    /// Reads the whole document once; linear in its length. The tokens must already be marked as
    /// quoted or not.
    pub(super) fn of(
        tokens: &'a Tokens<'a>,
        places: &'a Places<'a>,
        metadata: &'a Metadata,
    ) -> Self {
        let words = 0..tokens.all.len();
        let mut traits: Vec<Traits> = words.map(|at| LEXICON.traits(tokens.word(at))).collect();
        join_compounds(tokens, &mut traits);
        let reading = Reading { tokens, traits: &traits };
        let mut runs = name::runs(reading);
        let register = Register::of(reading, &runs, metadata);
        runs.retain(|run| register.by_name.contains_key(reading.text(&run.name)));
        let run_at = run_of_each(&runs, tokens.all.len());
        let is_person: Vec<bool> =
            runs.iter().map(|run| register.is_person(reading.text(&run.name))).collect();
        let named = Named { reading, runs: &runs, run_at: &run_at, is_person: &is_person };
        let Follow { register, means, spoke, unclear, .. } = Follow::through(named, register);
        let Register { members, outlet, author, .. } = register;
        Self {
            tokens,
            places,
            traits,
            runs,
            run_at,
            is_person,
            by_name: by_name(&members),
            members,
            means,
            spoke,
            unclear,
            outlet,
            author,
        }
    }

    /// Returns whom the words at `bytes` mean, resolved over the document; `None` if no word lies
    /// there. The words may be a name with all that belongs to it, a pronoun or a description.
    pub(super) fn mention(&self, bytes: Range<usize>) -> Option<Mention> {
        let words = self.trimmed(self.tokens.within(&bytes));
        if words.is_empty() {
            return None;
        }
        let mut mention = self.read(words)?;
        mention.words = self.places.span(bytes);
        Some(mention)
    }

    fn named(&self) -> Named<'_> {
        let reading = Reading { tokens: self.tokens, traits: &self.traits };
        Named { reading, runs: &self.runs, run_at: &self.run_at, is_person: &self.is_person }
    }

    fn mention_of(&self, who: Who) -> Option<Mention> {
        let member = &self.members[who];
        Some(Mention {
            name: name_within_limit(&member.name)?,
            kind: member.kind,
            words: None,
            role: member.role.clone(),
            body: member.body.as_deref().and_then(name_within_limit),
            number: member.number,
            anonymity: member.anonymity.clone().and_then(|bytes| self.places.span(bytes)),
        })
    }
}

/// "coast guard": a body of two words, of which the second alone is what a person is.
fn join_compounds(tokens: &Tokens<'_>, traits: &mut [Traits]) {
    for (at, word) in traits.iter_mut().enumerate().skip(1) {
        if word.is(Traits::ROLE) && tokens.is_word(at - 1) {
            let both = LEXICON.traits(&format!("{}-{}", tokens.word(at - 1), tokens.word(at)));
            *word = if both.is(Traits::BODY) { both } else { *word };
        }
    }
}

/// Who is meant by a whole name or a last name; `None` for a name of several. For lines in which
/// every word is capitalised, so that names cannot be told there.
fn by_name(members: &[Member]) -> HashMap<String, Option<Who>> {
    let mut known: HashMap<String, Option<Who>> = HashMap::default();
    for (who, member) in members.iter().enumerate().filter(|(_, member)| member.has_name) {
        let last = member.name.rsplit(' ').next().unwrap_or_default();
        let short = (last != member.name).then_some(last);
        for name in std::iter::once(member.name.as_str()).chain(short) {
            known.entry(name.to_owned()).and_modify(|one| *one = None).or_insert(Some(who));
        }
    }
    known
}

/// Makes a name of `text`, cut at the limit. Apostrophes are written one way, so that two documents
/// with different ones name the same source.
fn name_within_limit(text: &str) -> Option<SourceName> {
    let plain = text.chars().map(|c| if matches!(c, '’' | 'ʼ') { '\'' } else { c });
    let cut: String = plain.take(SourceName::MAX).collect();
    SourceName::new(&cut).ok()
}

/// Returns for each token the name that it is part of.
fn run_of_each(runs: &[Run], count: usize) -> Vec<u32> {
    let mut at = vec![NO_RUN; count];
    for (nth, run) in runs.iter().enumerate() {
        at[run.name.clone()].fill(nth as u32);
    }
    at
}

#[cfg(test)]
mod tests;
