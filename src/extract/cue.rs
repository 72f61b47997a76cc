//! Cues: the words that attribute, with their auxiliaries and negation.

use std::ops::Range;

use super::lexicon::{Form, class, takes};
use super::page::Page;
use super::silence::{is_declined, left_undone, may_be_silent};
use super::speaker;
use super::token::Shape;

/// What kind of words attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A verb in some form.
    Verb(Form),
    /// "the claim that ..."
    Noun,
    /// "according to"
    According,
    /// The colon of a speaker's label.
    Label,
}

/// The words that attribute.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    /// The verb or noun itself.
    pub(super) head: usize,
    /// All its tokens: auxiliaries, adverbs, negation, the head.
    pub(super) tokens: Range<usize>,
    /// What kind of words.
    pub(super) kind: Kind,
    /// What content it takes, as bits of [`takes`].
    pub(super) takes: u32,
    /// "did not say", "never mentioned".
    pub(super) negated: bool,
    /// "to say", "would say": perhaps never said.
    pub(super) unreal: bool,
    /// "was told", "is expected".
    pub(super) passive: bool,
    /// The phrase right before it that can be its subject.
    pub(super) subject: Option<Range<usize>>,
}

impl Cue {
    /// A verb that announces a quotation, with the words up to it.
    pub(super) fn verb_at(head: usize, tokens: Range<usize>) -> Self {
        plain(head, tokens, Kind::Verb(Form::Past), takes::QUOTE)
    }

    /// Tells whether it takes one of the forms of content in `bits`.
    pub(super) fn takes(&self, bits: u32) -> bool {
        self.takes & bits != 0
    }
}

/// The most tokens of a verb group that are looked at.
const GROUP: usize = 6;

/// In a sentence of which more than one token in so many is a cue, beyond the first few, nobody
/// speaks: "said said said". What is found there would be many times as long as the text.
const SPARSE: usize = 8;
const FIRST_FEW: usize = 8;

/// Finds the cues outside quotations, in order.
pub(super) fn cues(page: &Page<'_>) -> Vec<Cue> {
    let mut cues = Vec::new();
    for unit in &page.units {
        let before = cues.len();
        for at in unit.clone() {
            if cues.len() - before <= FIRST_FEW + (at - unit.start) / SPARSE {
                cues.extend(cue_at(page, at));
            }
        }
    }
    cues
}

fn cue_at(page: &Page<'_>, at: usize) -> Option<Cue> {
    let word = page.words[at];
    let quoted = page.is_quoted(at);
    if quoted || is_declined(page, at) {
        return None;
    }
    if page.is(at, "according") && page.is(at + 1, "to") {
        return Some(plain(at, at..at + 2, Kind::According, takes::BARE | takes::QUOTE));
    }
    if let Some(cue) = silent_at(page, at) {
        return Some(cue);
    }
    if let Some(verb) = word.verb.filter(|_| is_verb_here(page, at)) {
        let cue = verb_group(page, at, verb.form, verb.takes);
        return Some(Cue { subject: speaker::before(page, &cue), ..cue });
    }
    let noun = word.noun & !takes::STUDY != 0 && page.tokens.shape(at) == Shape::Lower;
    noun.then(|| plain(at, at..at + 1, Kind::Noun, word.noun))
}

/// "did not respond to requests", "was unavailable for comment", "has yet to reply to an email": a
/// verb or adjective that tells of silence if nothing of it was done.
fn silent_at(page: &Page<'_>, at: usize) -> Option<Cue> {
    if page.tokens.shape(at) != Shape::Lower || !may_be_silent(page, at) {
        return None;
    }
    let mut cue = verb_group(page, at, Form::Past, takes::SILENCE);
    let undone = left_undone(page, at);
    cue.tokens.start = undone.unwrap_or(cue.tokens.start);
    let helped =
        (cue.tokens.start..at).any(|at| page.can_be(at, class::AUXILIARY) || page.is(at, "never"));
    cue.negated &= helped;
    cue.negated |= undone.is_some() || helped && page.is(at, "unavailable");
    cue.passive = false;
    cue.subject = speaker::before(page, &cue);
    cue.negated.then_some(cue)
}

fn plain(head: usize, tokens: Range<usize>, kind: Kind, takes: u32) -> Cue {
    Cue { head, tokens, kind, takes, negated: false, unreal: false, passive: false, subject: None }
}

/// Tells a verb from a noun or participle of the same form ("a report", "Washington Post").
fn is_verb_here(page: &Page<'_>, at: usize) -> bool {
    let Some(verb) = page.words[at].verb else { return false };
    let start = page.unit_of(at).start;
    if page.tokens.shape(at) != Shape::Lower && !(at > start && is_headline_verb(page, at)) {
        let asked = verb.takes & takes::ASKED != 0;
        return start == at
            && (verb.form == Form::Ing
                || verb.form == Form::Past && (asked || page.ends_quotation(at)));
    }
    let mut before = at;
    while before > start && page.can_be(before - 1, class::ADVERB) && at - before < 3 {
        before -= 1;
    }
    if before == start {
        return verb.form == Form::Ing || verb.form == Form::Past && page.ends_quotation(at);
    }
    let before = before - 1;
    match verb.form {
        Form::Base => {
            let takes_any =
                verb.takes & (takes::NOUNISH | takes::RARE) == 0 && is_noun(page, before);
            (takes_any || can_take_base(page, before) || is_study(page, before, 3))
                && !is_noun_use(page, at, before)
        }
        Form::Present => can_take_present(page, before) && !is_noun_use(page, at, before),
        Form::Past => {
            let phrase = page.can_be(before, class::DET)
                || is_genitive(page, before)
                || page.can_be(before, class::PREPOSITION) && !page.tokens.is_capital(before);
            !phrase || page.can_be(before, class::PLURAL | class::SUBJECT | class::SUBORDINATOR)
        }
        Form::Ing => !page.can_be(before, class::DET) && page.tokens.shape(before) != Shape::Clitic,
    }
}

/// "the port's [estimated cost]", but not "he's": a clitic after a noun.
fn is_genitive(page: &Page<'_>, at: usize) -> bool {
    page.tokens.shape(at) == Shape::Clitic
        && page.word(at).ends_with('s')
        && at > 0
        && !page.can_be(at - 1, class::SUBJECT | class::PRONOUN)
}

/// "Brae Says Port Is Safe": finite verbs of saying in a headline.
fn is_headline_verb(page: &Page<'_>, at: usize) -> bool {
    let finite = page.words[at].verb.is_some_and(|verb| {
        matches!(verb.form, Form::Present | Form::Past)
            && verb.takes & (takes::NOUNISH | takes::RARE) == 0
            && verb.takes & (takes::QUOTE | takes::BARE) != 0
    });
    finite && page.is_in_headline(at)
}

/// "they say", "officials say", "to say", "could say".
fn can_take_base(page: &Page<'_>, before: usize) -> bool {
    let word = page.word(before);
    let plural =
        word.ends_with('s') && page.tokens.shape(before) != Shape::Clitic && !word.ends_with("ss");
    page.is(before, "to")
        || page.can_be(
            before,
            class::MODAL | class::AUXILIARY | class::SUBJECT | class::PLURAL | class::COORDINATOR,
        )
        || plural
        || matches!(word, "," | ")" | "%" | "who" | "that" | "which")
        || page.is_mark(before)
}

/// "Brae says", "he says", "the mayor says".
fn can_take_present(page: &Page<'_>, before: usize) -> bool {
    let genitive = page.tokens.shape(before) == Shape::Clitic;
    let noun = page.tokens.is_word(before)
        && !page.can_be(before, class::DET | class::PREPOSITION | class::AUXILIARY);
    let subject = page.can_be(before, class::SUBJECT);
    subject
        || (noun && !genitive && !page.is_adjective(before))
        || matches!(page.word(before), "," | ")")
        || page.is_mark(before)
}

fn is_noun(page: &Page<'_>, at: usize) -> bool {
    page.tokens.is_word(at)
        && page.tokens.shape(at) != Shape::Clitic
        && !page.is_adjective(at)
        && !page.can_be(
            at,
            class::DET | class::PREPOSITION | class::AUXILIARY | class::ADVERB | class::PRONOUN,
        )
}

/// Tells whether polls, records or the like are named within `reach` tokens up to token `at`.
pub(super) fn is_study(page: &Page<'_>, at: usize, reach: usize) -> bool {
    let floor = page.unit_of(at).start.max(at.saturating_sub(reach));
    (floor..=at).any(|at| page.words[at].noun & takes::STUDY != 0)
}

/// A verb that is as often a noun is one after another plain noun ("party rules") and before a
/// preposition or verb ("states are").
fn is_noun_use(page: &Page<'_>, at: usize, before: usize) -> bool {
    if page.words[at].verb.is_none_or(|verb| verb.takes & takes::NOUNISH == 0) {
        return false;
    }
    if page.can_be(before, class::NUMERAL) || page.tokens.shape(before) == Shape::Number {
        return true;
    }
    let next = at + 1;
    let verb_next = page.may_be_verb(next) && !page.can_be(next, class::SUBJECT);
    let clear = is_study(page, before, 3)
        || page.can_be(before, class::SUBJECT | class::MODAL | class::PLURAL)
        || page.is(before, "to")
        || page.is_one_of_relative(before);
    let clause = page.is_mark(next)
        || page.is_stop(next) && page.tokens.is_capital(before)
        || page.is(next, ",") && page.tokens.is_one_of(next + 1, &["citing", "quoting"])
        || page.can_be(next, class::SUBJECT | class::DET)
        || page.is(next, "that") && !page.may_be_verb(next + 1);
    // "both crews report losing nets"
    let gerund = page.word(next).ends_with("ing")
        && page.words[at].verb.is_some_and(|verb| verb.takes & takes::ING != 0);
    verb_next
        || !(clear
            || gerund
            || clause
            || page.tokens.is_capital(before) && page.tokens.is_capital(next))
        || (!clear && page.can_be(next, class::PREPOSITION))
}

fn verb_group(page: &Page<'_>, head: usize, form: Form, takes: u32) -> Cue {
    let mut cue = plain(head, head..head + 1, Kind::Verb(form), takes);
    let floor = head.saturating_sub(GROUP).max(page.unit_of(head).start);
    let mut at = head;
    let mut adverbs_only = head;
    while at > floor {
        let before = at - 1;
        let aux = page.can_be(before, class::AUXILIARY) || is_verbal_clitic(page, before);
        let to = page.is(before, "to");
        let aspect = page.is(at, "to") && page.can_be(before, class::ASPECT);
        let nobody = page.tokens.is_one_of(before, &["nobody", "nothing", "neither"]);
        let adverb = page.can_be(before, class::ADVERB | class::NEGATION)
            && !nobody
            && !page.can_be(before, class::SUBJECT);
        if !(aux || to || adverb || aspect) || page.is_quoted(before) {
            break;
        }
        cue.negated |= page.can_be(before, class::NEGATION);
        let real = to && before > floor && begins_to(page, before - 1);
        cue.unreal |= to && !real || page.can_be(before, class::MODAL);
        cue.passive |= form == Form::Past && page.can_be(before, class::BE) && adverbs_only == at;
        at = before;
        if real && page.is(before - 1, "on") {
            at = before - 1 - usize::from(before > floor + 1);
        }
        if adverb && !aux {
            adverbs_only = at;
        }
    }
    cue.tokens.start = at;
    let alone = form == Form::Past && at == head;
    cue.passive |= alone && (lacks_subject(page, &cue) || opens_aside(page, &cue));
    if cue.takes(takes::OUT) && page.is(head + 1, "out") {
        cue.tokens.end += 1;
    }
    cue
}

/// "continued to say", "went on to say": tells whether the words up to `at` leave "to say" real.
fn begins_to(page: &Page<'_>, at: usize) -> bool {
    let goes = |at: usize| page.tokens.is_one_of(at, &["go", "goes", "went", "gone", "going"]);
    page.can_be(at, class::ASPECT) || page.is(at, "on") && at > 0 && goes(at - 1)
}

/// "Asked whether it was so, ...", "when told that", "with Brae expected to win": a participle
/// that stands alone is passive.
fn lacks_subject(page: &Page<'_>, cue: &Cue) -> bool {
    let unit = page.unit_of(cue.head);
    let next = cue.head + 1;
    let opens = cue.head == unit.start
        || page.tokens.is_one_of(cue.head - 1, &["when", "if", "once", "after", "as"]);
    cue.takes(takes::ASKED) && opens && !page.is_mark(next)
}

/// "The report, published on Monday, said": a participle after the first comma of its sentence, which
/// says more of the noun before it.
fn opens_aside(page: &Page<'_>, cue: &Cue) -> bool {
    let (comma, unit) = (cue.head.wrapping_sub(1), page.unit_of(cue.head));
    let tied = page.can_be(cue.head + 1, class::PREPOSITION | class::TIME);
    let comma_in = |mut words: Range<usize>| words.any(|at| page.is(at, ","));
    let said = page.is(cue.head, "said") || cue.takes(takes::ASKED);
    tied && !said
        && page.is(comma, ",")
        && !comma_in(unit.start..comma)
        && comma_in(cue.head..unit.end)
}

fn is_verbal_clitic(page: &Page<'_>, at: usize) -> bool {
    let clitic = page.tokens.shape(at) == Shape::Clitic;
    let genitive = page.word(at).to_ascii_lowercase().ends_with('s');
    clitic && (!genitive || at > 0 && page.can_be(at - 1, class::SUBJECT))
}
