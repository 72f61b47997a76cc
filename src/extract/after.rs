//! Content after a cue: Brae said (that) it is so.

use std::ops::Range;

use super::announce::is_title;
use super::before::content_before;
use super::content::{Found, LONGEST};
use super::cue::{Cue, Kind};
use super::extent::{content_end, is_clause, trim_stop};
use super::front::{front_end, is_fronted};
use super::lexicon::{Form, class, takes};
use super::onset::{content_start, counts, first_word, relative_before, skip_addressee};
use super::page::Page;
use super::silence::{declined, silent};
use super::speaker;
use super::token::Shape;

/// Brae said (that) it is so.
pub(super) fn following(
    page: &Page<'_>,
    cues: &[Cue],
    nth: usize,
    source: Option<Range<usize>>,
) -> Option<Found> {
    let cue = &cues[nth];
    let unit = page.unit_of(cue.head);
    if cue.takes(takes::DECLINE) {
        return declined(page, cue, source);
    }
    if cue.takes(takes::SILENCE) {
        return silent(page, cue, source);
    }
    if let Some(found) = source.clone().and_then(|source| in_as_clause(page, cue, source)) {
        return Some(found);
    }
    let start = content_start(page, cue, &unit)?;
    let taken = takes_what_follows(page, cue, start, unit.end)
        || page.may_begin_noun(start) && shows(page, cue, source.as_ref())
        || in_relative_clause(page, cue, start);
    if !taken {
        return None;
    }
    let mut end = content_end(page, cues, nth, start, &unit);
    let unsaid = cue.tokens.start.checked_sub(1).is_some_and(|at| is_nobodys(page, at))
        || source.as_ref().is_some_and(|source| is_supposed(page, cue, source));
    if source.is_none() && is_speaker_after(page, cue, start..end) {
        return None;
    }
    let pronoun = page.can_be(start, class::PRONOUN | class::SUBJECT | class::DET);
    if unsaid || end == start + 1 && (pronoun || page.is(start, "that")) {
        return None;
    }
    if is_fronted(page, cue, source.as_ref()) {
        end = front_end(page, start..end, unit.end);
    }
    let source = source.or_else(|| main_subject(page, cue, end));
    let start = first_word(page, cue, start);
    let relative = source.as_ref().and_then(|source| relative_before(page, cue, source));
    (start < end).then(|| {
        let pieces = relative.into_iter().chain(std::iter::once(start..end)).collect();
        Found::new(cue, source, pieces)
    })
}

/// "Noting that it was so, Brae left": whoever the main clause after a participle is about.
fn main_subject(page: &Page<'_>, cue: &Cue, end: usize) -> Option<Range<usize>> {
    let opens =
        cue.kind == Kind::Verb(Form::Ing) && cue.tokens.start == page.unit_of(cue.head).start;
    let first = end + usize::from(page.is(end, ","));
    let subject = speaker::after(page, first).filter(|_| opens && first > end)?;
    page.may_be_verb(subject.end).then_some(subject)
}

/// "If Brae says so", "Did Brae say so?", "Nobody says so": tells whether nobody is said to say it.
fn is_supposed(page: &Page<'_>, cue: &Cue, source: &Range<usize>) -> bool {
    let before = source.start.wrapping_sub(1);
    let condition = page.tokens.is_one_of(before, &["if", "unless", "whether"]);
    let question = cue.kind == Kind::Verb(Form::Base)
        && cue.tokens.start == source.end
        && [before, source.start].iter().any(|&at| page.can_be(at, class::AUXILIARY))
        && !page.can_be(before, class::NEGATION);
    is_nobodys(page, source.start) || condition || question
}

/// "Not so, says our friend, who was there": whoever says it stands after the verb.
fn is_speaker_after(page: &Page<'_>, cue: &Cue, content: Range<usize>) -> bool {
    matches!(cue.kind, Kind::Verb(Form::Present | Form::Past))
        && page.is(cue.tokens.start.wrapping_sub(1), ",")
        && page.tokens.shape(content.start) == Shape::Lower
        && !page.is(content.start, "that")
        && !is_clause(page, &content)
}

/// "Nobody says", "nor can anybody say": the subject or negation that leaves no speaker.
fn is_nobodys(page: &Page<'_>, at: usize) -> bool {
    page.tokens.is_one_of(at, &["nobody", "no", "none", "neither"])
}

/// "a plan that Brae said was a mistake", "a plan they say failed": a finite verb right after the
/// cue, whose subject stands before it.
fn in_relative_clause(page: &Page<'_>, cue: &Cue, start: usize) -> bool {
    let participle = cue.takes(takes::MIND) && page.word(start).ends_with("ed");
    start == cue.tokens.end
        && cue.kind != Kind::Verb(Form::Ing)
        && cue.takes(takes::BARE)
        && !cue.negated
        && page.tokens.shape(start) == Shape::Lower
        && page.may_be_verb(start)
        && !participle
}

/// "It is so, as Brae said." "As Brae said, it is so."
pub(super) fn in_as_clause(page: &Page<'_>, cue: &Cue, source: Range<usize>) -> Option<Found> {
    let unit = page.unit_of(cue.head);
    let opener = source.start.checked_sub(1).filter(|&at| at >= unit.start && page.is(at, "as"))?;
    let joined = opener > unit.start + 1 && page.can_be(opener - 1, class::COORDINATOR);
    let aside = matches!(page.word(opener.saturating_sub(1)), "," | "—" | "–" | "--" | "-");
    let leads = opener <= unit.start + 1 || opener == unit.start + 2 && page.is(opener - 1, ",");
    if !leads && !joined && !aside || page.is(source.start, "well") {
        return None;
    }
    let after = skip_addressee(page, cue, unit.end);
    let closed = after >= unit.end
        || page.is(after, ",")
        || page.is_stop(after)
        || page.is(cue.tokens.end, "it");
    if !closed || !cue.takes(takes::QUOTE | takes::OUT) && !page.is(cue.tokens.end, "it") {
        return None;
    }
    let pieces = if joined || leads {
        let comma = (cue.tokens.end..unit.end.min(cue.tokens.end + 20))
            .find(|&at| page.is(at, ",") || page.is(at, ":"))?;
        comma + 1..trim_stop(page, comma + 1, unit.end.min(comma + LONGEST))
    } else {
        content_before(page, unit.start, opener)?
    };
    (pieces.start < pieces.end)
        .then(|| Found::new(cue, Some(source), std::iter::once(pieces).collect()))
}

/// "She had read \"The Wind and the Quay\"": a person reads a title, only a sign reads what it says.
fn is_title_read(page: &Page<'_>, cue: &Cue, start: usize) -> bool {
    let reader = cue.tokens.start.checked_sub(1).is_some_and(|at| {
        page.tokens.is_capital(at) || page.can_be(at, class::SUBJECT) && !page.is(at, "it")
    });
    let quote = page.quote_at(start).map(|nth| &page.quotes[nth].tokens);
    reader && quote.is_some_and(|quote| is_title(page, quote))
}

/// Tells whether the words at `start` are of a form that the cue takes.
pub(super) fn takes_what_follows(page: &Page<'_>, cue: &Cue, start: usize, end: usize) -> bool {
    let word = page.word(start);
    if page.is_mark(start) {
        let named =
            || page.quote_at(start).is_some_and(|nth| is_title(page, &page.quotes[nth].tokens));
        if cue.takes(takes::CALL) {
            return !named();
        }
        let title = cue.takes(takes::RARE) && is_title_read(page, cue, start);
        return !title && cue.takes(takes::QUOTE | takes::NP | takes::BARE | takes::THAT);
    }
    let pronoun =
        |words: &[&str]| cue.tokens.start > 0 && page.tokens.is_one_of(cue.tokens.start - 1, words);
    if cue.takes(takes::RARE) && !page.is(start, "that")
        || cue.takes(takes::MIND) && pronoun(&["you", "we"])
        || cue.unreal && !cue.takes(takes::SAY) && !(cue.negated && cue.takes(takes::VERIFY))
    {
        return false;
    }
    match word {
        _ if leads_up(page, cue, start, end) => true,
        _ if counts(page, start) => cue.takes(takes::BARE) && has_verb(page, start, end),
        "because" | "although" | "while" | "since" | "unless" | "despite" => {
            cue.takes(takes::SAY) && has_verb(page, start, end)
        }
        "that" if cue.takes(takes::CLAIM) => names_claim(page, start + 1, end),
        "that" => cue.takes(takes::THAT) && !is_determiner(page, start, end),
        "to" if cue.takes(takes::ASKED) => names_asked(page, cue, start),
        "to" => cue.takes(takes::TO | takes::AT),
        "at" => cue.takes(takes::AT),
        "with" => cue.takes(takes::WITH),
        "of" => cue.takes(takes::OF),
        "as" => cue.takes(takes::AS),
        "about" | "on" | "against" | "for" => cue.takes(takes::ABOUT),
        "whether" | "if" | "how" | "why" | "what" | "who" | "where" | "when" | "which" => {
            cue.takes(takes::WH)
        }
        _ if word.ends_with("ing") && page.tokens.shape(start) == Shape::Lower => {
            cue.takes(takes::ING | takes::NP)
        }
        _ if page.tokens.is_capital(cue.head) && page.tokens.is_word(start) => true,
        _ if page.may_begin_noun(start) => takes_noun(page, cue, start, end),
        _ => false,
    }
}

/// Tells whether a noun phrase, or the clause that it begins, is of a form that the cue takes.
fn takes_noun(page: &Page<'_>, cue: &Cue, start: usize, end: usize) -> bool {
    let claim = names_claim(page, start, end);
    let checked = cue.takes(takes::VERIFY) && cue.negated;
    let pronoun = cue.takes(takes::SAY) && page.can_be(start, class::SUBJECT);
    pronoun && start + 3 < end
        || cue.takes(takes::NP | takes::OBJECT)
        || claim && cue.takes(takes::DENY | takes::CLAIM)
        || cue.takes(takes::VALUE) && has_value(page, start, end)
        || checked
        || cue.takes(takes::BARE) && has_verb(page, start, end)
        || cue.takes(takes::EXPECTED) && is_to_act(page, start, end)
        || says_clause(page, cue) && end > start + 5
}

/// "asked [the board] to act", but not "asked not to be named": tells whether somebody stands
/// between the verb and "to".
fn names_asked(page: &Page<'_>, cue: &Cue, to: usize) -> bool {
    let small = class::ADVERB | class::NEGATION | class::TIME;
    let finite = cue.kind != Kind::Verb(Form::Ing);
    finite && cue.takes(takes::TO) && (cue.tokens.end..to).any(|at| !page.can_be(at, small))
}

/// "expects [the lake to fall]": a short noun phrase with an infinitive.
fn is_to_act(page: &Page<'_>, start: usize, end: usize) -> bool {
    let inside = |&at: &usize| page.tokens.is_word(at) && !page.may_be_verb(at);
    let to = (start..end.min(start + 8)).take_while(inside).find(|&at| page.is(at, "to"));
    to.is_some_and(|to| {
        page.tokens.shape(to + 1) == Shape::Lower
            && !page.can_be(to + 1, class::DET | class::PRONOUN)
    })
}

/// "Brae said (the crews sail late)": after these verbs many words are a clause though no list knows
/// its verb.
fn says_clause(page: &Page<'_>, cue: &Cue) -> bool {
    page.tokens.is_one_of(cue.head, &["said", "says", "told", "tells"])
        && !cue.negated
        && !cue.unreal
}

/// "said [too often, the crews were late]": an adverb or phrase that leads up to a clause.
fn leads_up(page: &Page<'_>, cue: &Cue, start: usize, end: usize) -> bool {
    let phrase = page.can_be(start, class::ADVERB)
        || page
            .tokens
            .is_one_of(start, &["in", "at", "during", "by", "with", "under", "after", "before"]);
    let comma = |&at: &usize| page.is(at, ",");
    let comma = || (start + 1..end.min(start + 8)).find(comma);
    cue.takes(takes::SAY)
        && phrase
        && comma().is_some_and(|comma| {
            let first = comma + 1;
            page.may_begin_noun(first)
                && !page.can_be(first, class::PREPOSITION)
                && (first + 1..end.min(first + 6)).any(|at| page.may_be_verb(at))
        })
}

/// "The survey found few boats", "records by the port show debts": tells whether the subject is a
/// study or record.
fn shows(page: &Page<'_>, cue: &Cue, source: Option<&Range<usize>>) -> bool {
    let study = |at: usize| page.words[at].noun & takes::STUDY != 0;
    let floor = page.unit_of(cue.head).start.max(cue.tokens.start.saturating_sub(14));
    let mut beside = (floor..=cue.tokens.start).rev().take_while(|&at| !page.is(at, ","));
    let subject = || source.is_some_and(|source| speaker::meant(page, source).any(study));
    cue.takes(takes::STUDY) && (beside.any(study) || subject())
}

/// "the mayor's claim", "that assessment": tells whether a noun phrase is what somebody claims.
fn names_claim(page: &Page<'_>, start: usize, end: usize) -> bool {
    (start..end.min(start + 4)).any(|at| page.words[at].noun != 0)
}

/// "the damage at 40 million", "the loss at between 10 and 13": tells whether a noun phrase is
/// given a number.
fn has_value(page: &Page<'_>, start: usize, end: usize) -> bool {
    let number = |at: usize| page.tokens.shape(at) == Shape::Number;
    let near =
        ["about", "around", "between", "over", "under", "nearly", "roughly", "some", "$", "€", "£"];
    let at = (start + 1..end.min(start + 10)).find(|&at| page.is(at, "at") || page.is(at, ","));
    at.is_some_and(|at| {
        let next = at + 1;
        page.is(at, "at")
            && (number(next) || page.tokens.is_one_of(next, &near) && (next..next + 3).any(number))
    })
}

/// "that approach in an interview": tells "that" before a noun from one before a clause.
pub(super) fn is_determiner(page: &Page<'_>, that: usize, end: usize) -> bool {
    let short = page.tokens.shape(that + 1) == Shape::Lower && page.words[that + 1].class == 0;
    let closes = |at: usize| {
        at >= end
            || !page.tokens.is_word(at)
            || page.tokens.is_one_of(at, &["in", "on", "at", "during", "with", "from"])
    };
    that + 1 >= end || short && closes(that + 2) && !has_verb(page, that + 1, end)
}

pub(super) fn has_verb(page: &Page<'_>, start: usize, end: usize) -> bool {
    (start + 1..end.min(start + 30))
        .any(|at| page.may_be_verb(at) || page.tokens.shape(at) == Shape::Clitic)
}
