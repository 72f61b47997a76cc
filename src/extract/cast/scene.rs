//! How somebody is spoken of at a place: as the one who speaks, by the way, in a caption.

use foldhash::HashSet;
use std::ops::Range;

use super::super::token::Shape;
use super::follow::Follow;
use super::lexicon::Traits;
use super::member::Who;
use super::phrase::Named;
use super::recent::Place;

/// Words after which somebody is spoken of by the way.
const ASIDE: &[&str] = &[
    "of",
    "with",
    "by",
    "from",
    "for",
    "to",
    "against",
    "about",
    "in",
    "on",
    "told",
    "asked",
    "unlike",
    "like",
    "than",
    "as",
    "and",
    "near",
    "toward",
    "towards",
    "behind",
    "at",
    "over",
    "after",
    "before",
    "including",
];

impl Follow<'_> {
    pub(super) fn place(&self, start: usize, end: usize, who: Who) -> Place {
        let reading = self.named.reading;
        let tokens = reading.tokens;
        let token = tokens.all.get(start);
        let sentence = tokens.sentence_of(start);
        let before = start.checked_sub(1).map_or("", |at| tokens.word(at));
        let aside = ASIDE.iter().any(|aside| aside.eq_ignore_ascii_case(before))
            || reading.is_genitive(end)
            || token.is_some_and(|token| self.captions.contains(&token.paragraph));
        let aside = aside && !self.according(start);
        let speaks = self.speaks(start, end);
        let clause = before == ",";
        let mark = start > 0 && tokens.shape(start - 1) == Shape::Mark;
        Place {
            who,
            sentence: token.map_or(0, |token| token.sentence),
            told: token
                .map_or(0, |token| self.told.get(token.sentence as usize).copied().unwrap_or(0)),
            paragraph: token.map_or(0, |token| token.paragraph),
            quoted: token.is_some_and(|token| token.quoted),
            subject: (start < sentence.start + 3 || clause) && !aside,
            speaks,
            aside,
            inserted: speaks && (clause || mark) && start >= sentence.start + 2,
        }
    }

    /// The verb after an apposition has found its subject: no name within may claim it.
    pub(super) fn claim_verb(&mut self, end: usize) {
        let is_verb = |at: &usize| self.named.reading.is(*at, Traits::SPEECH);
        if let Some(verb) = (end..end + 3).find(is_verb) {
            self.spoken = verb;
        }
    }

    fn according(&self, start: usize) -> bool {
        let tokens = self.named.reading.tokens;
        start >= 2 && tokens.is(start - 1, "to") && tokens.is(start - 2, "according")
    }

    /// Tells whether the words `start..end` are the subject of a verb of speech.
    pub(super) fn speaks(&self, start: usize, end: usize) -> bool {
        let reading = self.named.reading;
        let tokens = reading.tokens;
        let after = if tokens.is_one_of(end, &[",", "—", "–", "--"]) { end + 1 } else { end };
        let verb = |at: usize| {
            reading.is(at, Traits::SPEECH) && reading.together(start, at) && at != self.spoken
        };
        let helped = tokens.is_one_of(
            after,
            &[
                "has", "had", "have", "also", "then", "who", "later", "himself", "herself", "now",
                "does", "did", "still",
            ],
        );
        // "..., said Brae"; in "denied it" nobody speaks twice
        let before = start.checked_sub(1).is_some_and(|at| {
            let told = at == 0 || !tokens.is_word(at - 1) || !reading.together(at - 1, at);
            verb(at) && told && !tokens.is_one_of(at, &["told", "tell", "tells", "asked"])
        });
        verb(after)
            || helped && verb(after + 1)
            || before
            || self.according(start)
            || self.speaks_of_body(start, end)
            || self.introduces(start, end)
    }

    /// "Brae is more blunt: "...""
    fn introduces(&self, start: usize, end: usize) -> bool {
        let tokens = self.named.reading.tokens;
        let sentence = tokens.sentence_of(start);
        let stop = |at: &usize| {
            tokens.is(*at, ":") || self.named.run(*at).is_some() || tokens.shape(*at) == Shape::Mark
        };
        let found = (end..sentence.end.min(end + 12)).find(stop);
        let near = start <= sentence.start + 1;
        near && found.is_some_and(|at| tokens.is(at, ":") && tokens.shape(at + 1) == Shape::Mark)
    }

    /// "Jane Brae with the Orland Harbour Union says"
    fn speaks_of_body(&self, start: usize, end: usize) -> bool {
        let reading = self.named.reading;
        let tokens = reading.tokens;
        if !tokens.is_one_of(end, &["of", "with", "from", "at", "for"]) {
            return false;
        }
        let stop = |at: &usize| {
            !reading.together(start, *at)
                || !tokens.is_word(*at) && !reading.is_genitive(*at)
                || reading.is(*at, Traits::SPEECH)
        };
        let found = (end + 1..end + 12).find(stop);
        found.is_some_and(|at| reading.is(at, Traits::SPEECH) && tokens.shape(at) == Shape::Lower)
    }
}

/// Counts the sentences that do not begin within a quotation.
pub(super) fn told(named: Named<'_>) -> Vec<u32> {
    let tokens = named.reading.tokens;
    let told = |words: &Range<usize>| {
        let first = tokens.all.get(words.start).is_some_and(|token| token.quoted);
        let last = words.end.checked_sub(1).and_then(|at| tokens.all.get(at));
        u32::from(!(first && last.is_some_and(|token| token.quoted)))
    };
    let count = |sum: &mut u32, words: &Range<usize>| {
        *sum += told(words);
        Some(*sum)
    };
    tokens.sentences.iter().scan(0, count).collect()
}

/// Finds the paragraphs that are captions or links: "WATCH: ...", "... (Brae/The Orland Courier)".
pub(super) fn captions(named: Named<'_>) -> HashSet<u32> {
    let tokens = named.reading.tokens;
    let is_caption = |words: &Range<usize>| {
        let first = tokens.word(words.start);
        let label = first.len() > 3
            && tokens.shape(words.start) == Shape::Upper
            && (words.start + 1..words.end.min(words.start + 4)).any(|at| tokens.is(at, ":"));
        let press = (words.start..words.end.min(words.start + 4))
            .any(|at| tokens.is(at, "Press") && tokens.is_capital(at + 1));
        let credit = tokens.is(words.end - 1, ")")
            && (words.end.saturating_sub(8)..words.end).any(|at| tokens.is(at, "/"));
        label || press || credit
    };
    let all = tokens.paragraphs.iter().enumerate().filter(|(_, words)| !words.is_empty());
    all.filter(|(_, words)| is_caption(words)).map(|(nth, _)| nth as u32).collect()
}
