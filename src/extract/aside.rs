//! Asides: where, inside a sentence, the writer takes the word back from the speaker.

use super::front::ends_quotation_with_comma;
use super::lexicon::{Form, class, takes};
use super::page::Page;
use super::token::Shape;

/// The fewest tokens of content before a turn that only its wording betrays.
const SHORTEST: usize = 6;

/// What begins an aside of the writer after a comma, if more stands after it than before.
const ASIDES: &[&str] =
    &["but", "which", "who", "though", "although", "despite", "compared", "calling", "a", "an"];

/// A place inside content where it may end.
struct Turn<'a> {
    page: &'a Page<'a>,
    at: usize,
    start: usize,
    limit: usize,
}

/// Where the content that begins at `start` ends, at `limit` at the latest.
pub(super) fn aside(page: &Page<'_>, start: usize, limit: usize) -> usize {
    let end = (start..limit).find(|&at| ends_content(page, start, at, limit)).unwrap_or(limit);
    end + usize::from(end < limit && page.is_quoted(end))
}

/// Tells whether content ends before token `at`, or with it if that is a quotation mark.
fn ends_content(page: &Page<'_>, start: usize, at: usize, limit: usize) -> bool {
    let turn = Turn { page, at, start, limit };
    let next = at + 1;
    if page.is_quoted(at) {
        return at > 0 && ends_quotation_with_comma(page, at) && turn.reports_in(next, Form::Ing);
    }
    match page.word(at) {
        ";" => true,
        "," => turn.goes_on_reporting() || turn.may_turn() && turn.is_aside(),
        "—" | "–" | "--" | "-" => {
            turn.goes_on_reporting() || turn.may_turn() && turn.is_dashed_aside()
        }
        "saying" | "according" => at > start + 2,
        "and" if page.words.get(next).is_some_and(|word| word.noun & !takes::STUDY != 0) => {
            page.is(next + 1, "that") || turn.has_verb_in_common()
        }
        "and" | "but" => turn.has_verb_in_common(),
        _ => false,
    }
}

impl Turn<'_> {
    /// Tells whether token `at` is a verb of saying.
    fn reports(&self, at: usize) -> bool {
        let says = takes::QUOTE | takes::NOUNISH;
        let verb = self.page.words.get(at).and_then(|word| word.verb);
        verb.is_some_and(|verb| verb.takes & says == takes::QUOTE)
    }

    fn reports_in(&self, at: usize, form: Form) -> bool {
        self.reports(at) && self.is_in(at, form)
    }

    /// Tells whether token `at` is a cue in this form.
    fn is_in(&self, at: usize, form: Form) -> bool {
        let verb = self.page.words.get(at).and_then(|word| word.verb);
        verb.is_some_and(|verb| verb.form == form)
    }

    /// ", adding that", ", according to", ", but said".
    fn goes_on_reporting(&self) -> bool {
        let next = self.at + 1;
        self.page.is(next, "according")
            || self.reports_in(next, Form::Ing)
            || self.page.can_be(next, class::COORDINATOR) && self.reports(next + 1)
    }

    /// Tells whether the content before is long enough, and no clause that waits for its main one.
    fn may_turn(&self) -> bool {
        let first = self.start + usize::from(self.page.is(self.start, "that"));
        self.at >= self.start + SHORTEST
            && !self.page.can_be(first, class::SUBORDINATOR | class::PREPOSITION)
    }

    /// Tells whether more stands after the turn than before it.
    fn is_early(&self) -> bool {
        self.limit - self.at > self.at - self.start
    }

    /// What the writer says rather than the speaker, as often as not.
    fn is_aside(&self) -> bool {
        let (page, next) = (self.page, self.at + 1);
        let gerund = page.tokens.shape(next) == Shape::Lower
            && page.word(next).ends_with("ing")
            && page.words[next].class == 0;
        let worded = page.tokens.is_one_of(next, ASIDES) && !page.is(next + 1, "that");
        self.is_early()
            && (worded || gerund && self.has_finite_verb() || self.is_in(next, Form::Past))
    }

    /// "... - a step that nobody expected", "... - and the crowd left": but not what a second dash
    /// closes, which the speaker's own clause goes on after.
    fn is_dashed_aside(&self) -> bool {
        let (page, next) = (self.page, self.at + 1);
        let closes = |other: usize| page.is(other, page.word(self.at)) && !page.is_quoted(other);
        let hyphen = page.is(self.at, "-") && !self.follows_gap();
        !hyphen
            && !(next..self.limit).any(closes)
            && (page.can_be(next, class::DET)
                || page.can_be(next, class::COORDINATOR)
                    && self.is_early()
                    && self.has_finite_verb())
    }

    fn follows_gap(&self) -> bool {
        self.page.tokens.all[self.at].start() > self.page.tokens.all[self.at - 1].end()
    }

    /// Tells whether a finite verb stands after the turn, up to the next comma or dash.
    fn has_finite_verb(&self) -> bool {
        let ends = |at: &usize| matches!(self.page.word(*at), "," | ";" | "—" | "--" | "–" | "-");
        let mut rest = (self.at + 1..self.limit).take_while(|at| !ends(at));
        rest.next().is_some() && rest.any(|at| self.page.may_be_verb(at))
    }

    /// "He said it was late and told them to go": a further verb of the speaker's.
    fn has_verb_in_common(&self) -> bool {
        let next = self.at + 1;
        self.at > self.start + 2
            && self.is_in(next, Form::Past)
            && (self.reports(next) || self.is_early())
    }
}
