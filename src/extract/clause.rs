//! Clauses: where the one that holds a cue begins, and which of its words are its subject.

use std::ops::Range;

use super::lexicon::{class, takes};
use super::page::Page;
use super::token::Shape;
use super::{apposition, speaker};

/// How far back a clause is looked at, in tokens.
const REACH: usize = 60;

/// Past participles of irregular verbs that often say more of a noun: "a letter written by".
const PARTICIPLES: &[&str] = &[
    "written", "held", "taken", "led", "made", "seen", "given", "known", "sent", "found", "built",
    "caught", "born", "paid", "sold", "shown", "drawn", "done", "brought", "kept", "run", "set",
];

/// Verbs whose object is put out by their subject: "issued a statement".
const GIVING: &[&str] = &[
    "issued",
    "issue",
    "issues",
    "released",
    "releases",
    "sent",
    "sends",
    "send",
    "published",
    "publishes",
    "posted",
    "posts",
    "wrote",
    "writes",
    "made",
    "makes",
    "gave",
    "put",
    "aired",
    "ran",
    "hold",
    "held",
    "distributed",
    "circulated",
    "delivered",
    "presented",
    "signed",
    "filed",
    "shared",
    "making",
    "issuing",
    "releasing",
    "sending",
    "publishing",
    "posting",
    "tweeted",
];

/// Returns the end of a subject without the time between it and its verb: "Brae on Monday said".
pub(super) fn before_time(page: &Page<'_>, floor: usize, end: usize) -> usize {
    let mut at = end;
    let mut timed = false;
    while at > floor + 1 {
        let word = at - 1;
        let last = page.tokens.is_one_of(word, &["last", "this", "past", "next", "late", "early"]);
        let tied = page.tokens.is_one_of(word, &["on", "in", "the", "at", "during"]);
        let noun = names_span(page, word);
        let day = page.can_be(word, class::TIME) && !page.can_be(word, class::ADVERB) && !noun;
        let dated =
            noun && page.tokens.is_one_of(word - 1, &["last", "this", "past", "next", "earlier"]);
        let ago = page.is(word, "ago");
        if !(day || dated || ago || timed && (last || tied)) {
            break;
        }
        timed = true;
        at -= 1;
    }
    let kept =
        at > floor && !opens_clause(page, at - 1) && (at > floor + 1 || !page.is(at - 1, ","));
    if timed && kept { at } else { end }
}

fn names_span(page: &Page<'_>, at: usize) -> bool {
    page.tokens.is_one_of(at, &["week", "month", "year", "weekend", "days", "weeks", "months"])
}

fn opens_clause(page: &Page<'_>, at: usize) -> bool {
    page.can_be(at, class::COORDINATOR | class::SUBORDINATOR | class::PREPOSITION)
        && !page.is_one_of_relative(at)
}

/// Returns where the subject that ends before `end` begins: past the verbs that belong to other
/// clauses and past the words that join this one to them.
pub(super) fn subject_start(page: &Page<'_>, start: usize, end: usize) -> usize {
    let mut from = start;
    let mut told = false;
    let mut relative = None;
    for at in start..end {
        let opens = at > from || at > 0 && page.tokens.is_one_of(at, &["which", "who", "whom"]);
        if page.is_one_of_relative(at) && opens {
            if page.can_be(at - 1, class::PREPOSITION) {
                (from, told, relative) = (at + 1, false, None);
            } else {
                relative = Some(at + 1);
            }
        } else if is_finite(page, at, from, end) {
            if relative.take().is_none() {
                (from, told) = (at + 1, true);
            }
        } else if told && page.can_be(at, class::COORDINATOR) && !takes_clause(page, from - 1)
            || (told || times_only(page, from..at))
                && joins_clause(page, at)
                && page.tokens.shape(at) == Shape::Lower
        {
            (from, relative) = (at + 1, None);
        }
    }
    // "a boat that Brae said": the relative clause has no verb but the cue
    relative.filter(|&open| open < end).unwrap_or(from)
}

/// "after", "since": words that open a clause or a phrase.
fn joins_clause(page: &Page<'_>, at: usize) -> bool {
    page.tokens.is_one_of(at, &["after", "before", "since", "until", "till", "as", "than", "once"])
}

/// "three days after", "shortly before": tells whether all words before one are times.
fn times_only(page: &Page<'_>, words: Range<usize>) -> bool {
    let time = |at: usize| {
        page.can_be(at, class::TIME | class::ADVERB | class::DET)
            || names_span(page, at)
            || page.tokens.is_one_of(at, &["hours", "minutes", "years", "day", "hour", "shortly"])
            || page.tokens.shape(at) == Shape::Number
            || page.tokens.is_one_of(at, &["two", "three", "four", "five", "six", "seven"])
    };
    words.clone().all(time)
}

/// "said Brae wants": tells whether a clause without "that" can follow a verb.
fn takes_clause(page: &Page<'_>, verb: usize) -> bool {
    let cue = page.words.get(verb).and_then(|word| word.verb);
    cue.is_some_and(|cue| cue.takes & takes::BARE != 0)
}

/// Tells whether token `at` is the finite verb of a clause rather than a participle, infinitive or
/// noun of the same form.
pub(super) fn is_finite(page: &Page<'_>, at: usize, from: usize, end: usize) -> bool {
    if page.tokens.shape(at) == Shape::Clitic {
        return at > from && page.can_be(at - 1, class::SUBJECT);
    }
    if page.tokens.shape(at) != Shape::Lower || !page.may_be_verb(at) {
        return false;
    }
    let Some(before) = at.checked_sub(1).filter(|_| at > from) else { return true };
    if page.can_be(at, class::AUXILIARY) {
        return !page.is(before, "to") && !page.tokens.is_one_of(at, &["be", "been", "being"]);
    }
    // "has been told": the auxiliary has been counted
    let helper = (from..at).rev().find(|&at| !page.can_be(at, class::ADVERB));
    if helper.is_some_and(|at| {
        page.can_be(at, class::AUXILIARY) && page.tokens.shape(at) != Shape::Clitic
    }) {
        return false;
    }
    let noun = page.can_be(before, class::DET)
        && !page.can_be(before, class::PLURAL | class::SUBJECT)
        || page.tokens.shape(before) == Shape::Clitic
            && !page.can_be(before.saturating_sub(1), class::SUBJECT);
    !noun && !page.is(before, "to") && !is_participle(page, at, end)
}

/// "dated", "written".
pub(super) fn has_participle_form(page: &Page<'_>, at: usize) -> bool {
    page.word(at).ends_with("ed") || page.tokens.is_one_of(at, PARTICIPLES)
}

/// "a report published on Monday", "people briefed on it": a participle that says more of the noun
/// before it.
fn is_participle(page: &Page<'_>, at: usize, end: usize) -> bool {
    let form = has_participle_form(page, at);
    let before = at - 1;
    let noun = page.tokens.is_word(before)
        && page.words[before].class & !(class::PERSON | class::PLURAL | class::TIME) == 0;
    let next = at + 1;
    let goes_on = page.can_be(next, class::PREPOSITION | class::TIME)
        || page.tokens.is_one_of(next, &["late", "early", "last", "this"]);
    let joined = || {
        (next..end).any(|at| {
            page.can_be(at, class::COORDINATOR | class::SUBJECT)
                || page.is_one_of_relative(at)
                || joins_clause(page, at)
        })
    };
    form && noun && goes_on && !joined()
}

/// "On Wednesday Brae", "After their loss the Conservatives": where the subject begins after a
/// phrase before it; `None` if there is nothing but the phrase.
pub(super) fn past_fronted(page: &Page<'_>, start: usize, end: usize) -> Option<usize> {
    let counts = page.tokens.shape(start + 1) == Shape::Number
        || page.can_be(start + 1, class::PLURAL | class::ADVERB)
        || page.tokens.is_one_of(start + 1, &["half", "a", "one"]);
    if !page.can_be(start, class::PREPOSITION) || !page.tokens.is_capital(start) {
        return Some(start);
    }
    let begins = |at: &usize| {
        let before = at - 1;
        let noun = page.tokens.is_word(before)
            && page.words[before].class & !(class::TIME | class::PERSON) == 0
            && page.tokens.shape(before) != Shape::Clitic;
        let lower = page.tokens.shape(before) != Shape::Capital || page.can_be(before, class::TIME);
        let name = page.tokens.is_capital(*at)
            && !page.can_be(*at, class::TIME)
            && lower
            && !page.is_adjective(before);
        noun && (page.can_be(*at, class::DET | class::SUBJECT) || name)
    };
    let split = (start + 2..end).rev().find(begins);
    let clause = || joins_clause(page, start).then_some(start + 1);
    split.or_else(clause).or(counts.then_some(start))
}

/// Returns the subject of the clause up to token `until`: the phrase before its first finite verb.
pub(super) fn subject_of(page: &Page<'_>, until: usize) -> Option<Range<usize>> {
    let unit = page.unit_of(until);
    let from = main_clause(page, unit.start.max(until.saturating_sub(REACH)), until);
    let plain = |at: &usize| !page.is_quoted(*at);
    let finite = |at: &usize| is_finite(page, *at, from, until) && plain(at);
    // "Brae arrived in Merle, saying": what could be a participle is the verb if nothing else is
    let past = |at: &usize| page.word(*at).ends_with("ed") && page.may_be_verb(*at) && plain(at);
    let verb = (from + 1..until).find(finite).or_else(|| (from + 1..until).find(past))?;
    let mut end = verb;
    while end > from && page.can_be(end - 1, class::ADVERB | class::AUXILIARY) {
        end -= 1;
    }
    end = before_time(page, from, end);
    let last = end.checked_sub(1).filter(|&last| last >= from)?;
    match page.word(last) {
        "," | "—" | "–" | "--" | ")" => apposition::apposed(page, from, end),
        "who" | "which" => Some(last..end),
        "that" => speaker::antecedent(page, last),
        _ => speaker::noun_phrase(page, from, end),
    }
}

/// Returns where the clause that holds token `until` begins: past the clauses and phrases before it
/// that a comma closes, and past those that it is joined to.
fn main_clause(page: &Page<'_>, from: usize, until: usize) -> usize {
    let comma = |at: usize| page.is(at, ",") && !page.is_quoted(at);
    let mut start = from;
    for at in from..until {
        let joined = (comma(at) || page.is(at, ";"))
            && page
                .tokens
                .is_one_of(at + 1, &["while", "whereas", "and", "but", "though", "although"]);
        let clause = || {
            (at + 3..until)
                .take(12)
                .take_while(|&next| !comma(next))
                .any(|next| is_finite(page, next, at + 2, until))
        };
        if page.is(at, ";") || joined && page.may_begin_noun(at + 2) && clause() {
            start = at + 1 + usize::from(joined);
        }
    }
    while fronted(page, start) {
        let Some(close) = (start..until).find(|&at| comma(at)) else { break };
        if !(close + 2..until).any(|at| page.may_be_verb(at)) {
            break;
        }
        start = close + 1;
    }
    start
}

/// Tells whether the words at `at` come before the subject: "As it rained, ...", "Speaking there,".
fn fronted(page: &Page<'_>, at: usize) -> bool {
    let participle =
        page.word(at).ends_with("ing") && page.tokens.is_capital(at) && page.word(at).len() > 5;
    participle
        || page.is_one_of_relative(at)
        || page.can_be(at, class::SUBORDINATOR | class::PREPOSITION) && !page.can_be(at, class::DET)
        || page.is(at, "asked")
}

/// "issued a statement", "sent out a letter on Monday": tells whether the noun phrase that ends with
/// token `last` is what somebody has put out.
pub(super) fn is_issued(page: &Page<'_>, last: usize) -> bool {
    let floor = page.unit_of(last).start.max(last.saturating_sub(12));
    let verb = (floor..last)
        .rev()
        .find(|&at| page.may_be_verb(at) && page.tokens.shape(at) == Shape::Lower);
    verb.is_some_and(|verb| page.tokens.is_one_of(verb, GIVING))
}
