//! The page that the later stages read: tokens with what the lists know of them, quotations, units.

use std::ops::Range;

use super::lexicon::{self, Form, Word, class};
use super::quote::{self, Quote};
use super::sentence;
use super::token::{self, Shape, Tokens};

/// A text cut into all that the stages ask for.
#[derive(Debug)]
pub(super) struct Page<'a> {
    /// The tokens, marked as quoted or not.
    pub(super) tokens: Tokens<'a>,
    /// What the lists know of each token.
    pub(super) words: Vec<&'static Word>,
    /// The quotations in order.
    pub(super) quotes: Vec<Quote>,
    /// Sentences, those joined that one quotation spans.
    pub(super) units: Vec<Range<usize>>,
}

impl<'a> Page<'a> {
    /// Reads a text; linear in its length.
    pub(super) fn of(text: &'a str) -> Self {
        let mut tokens = sentence::divide(text, token::tokens(text));
        let quotes = quote::quotes(&mut tokens);
        let words = (0..tokens.all.len()).map(|at| known(&tokens, at)).collect();
        let units = join_over_quotations(&tokens.sentences, &quotes);
        Self { tokens, words, quotes, units }
    }

    /// Returns the words of token `at`; empty past the end.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.word(at)
    }

    /// Tells whether token `at` can be one of the classes in `bits`.
    pub(super) fn can_be(&self, at: usize, bits: u32) -> bool {
        self.words.get(at).is_some_and(|word| word.can_be(bits))
    }

    /// Tells whether token `at` does one of the deeds in `bits`.
    pub(super) fn does(&self, at: usize, bits: u32) -> bool {
        self.words.get(at).is_some_and(|word| word.deed & bits != 0)
    }

    /// Tells whether token `at` is the mark or word `text`.
    pub(super) fn is(&self, at: usize, text: &str) -> bool {
        self.tokens.is(at, text)
    }

    /// Tells whether token `at` is a quotation mark.
    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.tokens.shape(at) == Shape::Mark
    }

    /// Tells whether token `at` lies between quotation marks.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.tokens.all.get(at).is_some_and(|token| token.quoted)
    }

    /// Tells whether a quotation ends right before token `at`, in the same paragraph.
    pub(super) fn ends_quotation(&self, at: usize) -> bool {
        let Some(mark) = at.checked_sub(1) else { return false };
        let same = |at: usize| self.tokens.all.get(at).map(|token| token.paragraph);
        self.is_mark(mark) && self.is_quoted(mark) && same(mark) == same(at)
    }

    /// Returns the quotation that token `at` lies in.
    pub(super) fn quote_at(&self, at: usize) -> Option<usize> {
        let nth = self.quotes.partition_point(|quote| quote.tokens.end <= at);
        self.quotes.get(nth).filter(|quote| quote.tokens.start <= at).map(|_| nth)
    }

    /// Tells whether token `at` stands in a headline: a short paragraph of its own, most words of
    /// which have capitals.
    pub(super) fn is_in_headline(&self, at: usize) -> bool {
        let unit = self.unit_of(at);
        if unit.len() > 30 || unit.len() < 4 || self.tokens.paragraph_of(at).len() > unit.len() + 1
        {
            return false;
        }
        let long = || unit.clone().filter(|&at| self.tokens.is_word(at) && self.word(at).len() > 3);
        let capitals = long().filter(|&at| self.tokens.is_capital(at)).count();
        capitals >= 3 && capitals * 10 >= long().count() * 7
    }

    /// Returns the unit that token `at` lies in; empty past the end.
    pub(super) fn unit_of(&self, at: usize) -> Range<usize> {
        let nth = self.units.partition_point(|unit| unit.end <= at);
        self.units.get(nth).cloned().unwrap_or(at..at)
    }

    /// Tells whether token `at` ends a sentence: a full stop, question or exclamation mark.
    pub(super) fn is_stop(&self, at: usize) -> bool {
        matches!(self.word(at), "." | "!" | "?" | "..." | "…" | "....")
    }

    /// Tells whether token `at` can be a finite verb, by the lists, its ending or its neighbours.
    pub(super) fn may_be_verb(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        if word.can_be(class::AUXILIARY | class::VERB) {
            return !self.is_in_name(at);
        }
        if self.tokens.shape(at) != Shape::Lower {
            return false;
        }
        let text = self.word(at);
        match word.verb.map(|verb| (verb.form, verb.takes & lexicon::takes::NOUNISH != 0)) {
            Some((Form::Past, _) | (Form::Present, false)) => true,
            _ if text.len() > 4 && text.ends_with("ed") => true,
            _ => self.follows_subject(at),
        }
    }

    /// "Orla Rose", "Bo Will": tells whether a name stands before token `at`, itself no verb of a
    /// headline.
    fn is_in_name(&self, at: usize) -> bool {
        let capital = self.tokens.shape(at) == Shape::Capital;
        capital && at > 0 && self.tokens.is_capital(at - 1) && !self.is_in_headline(at)
    }

    /// "they favor", "she encourages", "the plan favors the": tells a verb from its neighbours.
    fn follows_subject(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let plain = self.words[at].class & !class::PERSON == 0 && !self.word(at).ends_with("ing");
        let pronoun = self.can_be(before, class::SUBJECT) && !self.is(before, "there");
        let third = self.word(at).ends_with('s')
            && !self.word(at).ends_with("ss")
            && self.word(at).len() > 3;
        let noun = self.tokens.is_word(before)
            && self.words[before].class == 0
            && !self.is_adjective(before)
            && self.tokens.shape(before) != Shape::Clitic
            && !self.word(before).ends_with('s');
        let object = self.can_be(at + 1, class::DET | class::PRONOUN | class::SUBJECT)
            && !self.is(at + 1, "who")
            || self.is(at + 1, "that");
        plain && (pronoun || third && noun && object)
    }

    /// Tells whether token `at` can begin a relative clause.
    pub(super) fn is_one_of_relative(&self, at: usize) -> bool {
        matches!(self.word(at), "who" | "which" | "whose" | "whom" | "that")
    }

    /// Tells whether token `at` looks like an adjective by its ending.
    pub(super) fn is_adjective(&self, at: usize) -> bool {
        let endings = [
            "al", "ous", "ive", "ful", "ic", "able", "ible", "ary", "ial", "less", "new", "latest",
        ];
        self.tokens.shape(at) == Shape::Lower
            && endings.iter().any(|end| self.word(at).ends_with(end))
    }

    /// "first officer Brae": tells whether token `at` is a rank before a noun rather than an adverb.
    pub(super) fn is_rank(&self, at: usize) -> bool {
        let next = at + 1;
        let noun = self.words.get(next).is_some_and(|word| {
            word.class & !(class::PERSON | class::PLURAL) == 0 && word.verb.is_none()
        });
        self.tokens.shape(at) == Shape::Lower
            && self.is(at, "first")
            && noun
            && self.tokens.shape(next) == Shape::Lower
            && !self.may_be_verb(next)
    }

    /// Tells whether token `at` can begin a noun phrase.
    pub(super) fn may_begin_noun(&self, at: usize) -> bool {
        match self.tokens.shape(at) {
            Shape::Capital | Shape::Upper | Shape::Number => true,
            Shape::Lower => {
                let nouns = class::DET | class::SUBJECT | class::PRONOUN;
                self.can_be(at, nouns | class::PERSON | class::PLURAL)
                    || self.is_rank(at)
                    || self.words.get(at).is_some_and(|word| word.class == 0)
            }
            _ => false,
        }
    }
}

fn known(tokens: &Tokens<'_>, at: usize) -> &'static Word {
    match tokens.shape(at) {
        Shape::Capital if tokens.word(at) == "Per" && is_named_per(tokens, at) => &lexicon::NOTHING,
        Shape::Lower | Shape::Capital | Shape::Upper => lexicon::look_up(tokens.word(at)),
        _ => &lexicon::NOTHING,
    }
}

/// "Per Lindal said", "Per Lindal, a surgeon in Tarn, said": tells the first name from the
/// preposition, which opens a sentence ("Per the Courier, ...").
fn is_named_per(tokens: &Tokens<'_>, at: usize) -> bool {
    let sentence = tokens.sentence_of(at);
    let names = (at + 1..sentence.end).take_while(|&next| tokens.shape(next) == Shape::Capital);
    let end = at + 1 + names.count();
    let speaks = |at: usize| {
        let verb = lexicon::look_up(tokens.word(at)).verb;
        tokens.shape(at) == Shape::Lower && verb.is_some_and(|verb| verb.form == Form::Past)
    };
    let apposed = || (end + 1..sentence.end.min(end + 20)).find(|&at| tokens.is(at, ","));
    let said = tokens.is(end, ",") && apposed().is_some_and(|close| speaks(close + 1));
    end > at + 1 && (at > sentence.start || speaks(end) || said || tokens.is(end, "and"))
}

fn join_over_quotations(sentences: &[Range<usize>], quotes: &[Quote]) -> Vec<Range<usize>> {
    let mut units: Vec<Range<usize>> = Vec::with_capacity(sentences.len());
    let mut quotes = quotes.iter().peekable();
    for sentence in sentences {
        while quotes.next_if(|quote| quote.tokens.end <= sentence.start).is_some() {}
        let spanned = quotes.peek().is_some_and(|quote| quote.tokens.start < sentence.start);
        match units.last_mut() {
            Some(last) if spanned => last.end = sentence.end,
            _ => units.push(sentence.clone()),
        }
    }
    units
}
