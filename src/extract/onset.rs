//! Where the content after a cue begins: past addressees, times and places.

use std::ops::Range;

use super::after::is_determiner;
use super::cue::Cue;
use super::lexicon::{class, takes};
use super::page::Page;
use super::token::Shape;

/// "told reporters on Friday ahead of the vote": the first token that is not part of it.
pub(super) fn skip_addressee(page: &Page<'_>, cue: &Cue, limit: usize) -> usize {
    let mut at = cue.tokens.end;
    if cue.takes(takes::TELL) {
        at = after_addressee(page, at, limit);
    }
    let limit = limit.min(at + 30);
    let ends = |at: usize| {
        matches!(page.word(at), "," | "." | ";" | ":" | "—" | "–" | "--" | "?" | "!" | "that")
            || page.is_mark(at)
            || page.may_be_verb(at)
    };
    while at < limit {
        if page.can_be(at, class::TIME | class::ADVERB) && !page.can_be(at, class::AUXILIARY) {
            at += 1;
        } else if page.can_be(at, class::PREPOSITION | class::SUBORDINATOR)
            && !page.is_one_of_relative(at)
        {
            let next = (at..limit).find(|&next| ends(next) || next > at && page.is(next, "as"));
            return next.map_or(limit, |next| end_of_clause(page, next));
        } else {
            return at;
        }
    }
    at
}

/// "said on Monday as the talks ended,": where a clause ends that tells when somebody spoke.
fn end_of_clause(page: &Page<'_>, from: usize) -> usize {
    let ends =
        |&at: &usize| page.is_mark(at) || matches!(page.word(at), "," | ";" | "." | "—" | "–");
    let limit = page.unit_of(from).end;
    if page.is(from, "as") { (from..limit).take(30).find(ends).unwrap_or(limit) } else { from }
}

/// Where the content after a cue begins: past the addressee, times, places and a colon.
pub(super) fn content_start(page: &Page<'_>, cue: &Cue, unit: &Range<usize>) -> Option<usize> {
    let mut at = cue.tokens.end;
    let toward = takes::AT | takes::WITH | takes::SILENT | takes::OUT;
    let to = page.tokens.is_one_of(at, &["to", "at", "with"]) && cue.takes(toward);
    let out = !cue.takes(takes::OUT) || cue.tokens.len() > 1 && page.is(at - 1, "out");
    if to || !out {
        return to.then_some(at);
    }
    if cue.takes(takes::CALL) {
        return called(page, at, unit.end);
    }
    if cue.takes(takes::TELL) {
        at = after_addressee(page, at, unit.end);
    }
    if let Some(that) = that_clause(page, cue, at, unit.end) {
        return Some(that);
    }
    let limit = unit.end.min(at + 40);
    let headline = page.tokens.is_capital(cue.head) && cue.head > unit.start;
    if headline && !page.is(at, "that") && page.tokens.is_word(at) {
        return Some(at);
    }
    while at < limit {
        if page.is_mark(at) || page.is(at, "that") && !is_that_day(page, at) {
            return Some(at);
        }
        at = match page.word(at) {
            "that" => at + 2,
            ":" | "—" | "–" | "--" => at + 1,
            "," => match after_parenthesis(page, at, limit) {
                Some(next) => next,
                None => return clause_after(page, cue, at),
            },
            "(" => (at..limit).find(|&close| page.is(close, ")"))? + 1,
            "last" | "this" | "earlier" if names_time(page, at + 1) && opens(page, at + 2) => {
                at + 2
            }
            _ if page.can_be(at, class::TIME) && page.tokens.shape(at + 1) != Shape::Clitic => {
                at + 1
            }
            _ if is_adverb(page, at) => at + 1,
            // "reported on Tuesday, citing two officials, that"
            _ if is_day(page, at) => at + 2,
            _ => match after_phrase(page, cue, at, limit) {
                Some(next) => next,
                None => return Some(at),
            },
        };
    }
    let next_line = page.is(unit.end - 1, ":")
        && page.quote_at(unit.end).is_some_and(|nth| page.quotes[nth].tokens.start == unit.end);
    (at < unit.end || next_line).then_some(at)
}

fn is_adverb(page: &Page<'_>, at: usize) -> bool {
    page.can_be(at, class::ADVERB) && !page.is_quoted(at) && !page.is_rank(at)
}

/// "called the plan a “ruin”": the quotation after the thing that is called so.
fn called(page: &Page<'_>, from: usize, limit: usize) -> Option<usize> {
    let stops = |&at: &usize| !page.tokens.is_word(at) || page.may_be_verb(at);
    let mark = (from..limit.min(from + 10)).find(stops)?;
    let thing =
        mark > from && page.may_begin_noun(from) && !page.can_be(mark - 1, class::PREPOSITION);
    // "what he calls a “just” peace" names a thing and asserts nothing
    let floor = page.unit_of(from).start.max(from.saturating_sub(5));
    let what = (floor..from).any(|at| page.is(at, "what"));
    (thing && !what && page.is_mark(mark)).then_some(mark)
}

/// "told Orla Brae of the Courier on Monday that": the "that" of a verb of saying, past whatever
/// names people, places and times but is no clause.
fn that_clause(page: &Page<'_>, cue: &Cue, from: usize, limit: usize) -> Option<usize> {
    let stops = |&at: &usize| {
        page.is_mark(at)
            || page.tokens.is_one_of(at, &["that", ","])
            || page.may_be_verb(at)
            || page.can_be(at, class::SUBJECT)
    };
    let says = cue.takes(takes::SAY | takes::TELL) && cue.takes(takes::THAT);
    let that = says.then(|| (from..limit.min(from + 16)).find(stops))??;
    let clause = page.may_begin_noun(that + 1)
        && that + 1 < limit
        && !is_that_day(page, that)
        && !is_determiner(page, that, limit);
    (page.is(that, "that") && clause).then_some(that)
}

/// Adverbs that belong to what follows them, not to the cue.
const FOCUS: &[&str] = &[
    "not", "never", "only", "just", "even", "nearly", "almost", "exactly", "too", "maybe",
    "perhaps", "very", "quite",
];

/// The first word of content: "said [only the quay]", but "spoke of [the quay]", "pointed to [it]".
pub(super) fn first_word(page: &Page<'_>, cue: &Cue, start: usize) -> usize {
    let mut first = start;
    while first > cue.tokens.end && page.tokens.is_one_of(first - 1, FOCUS) {
        first -= 1;
    }
    let of = page.tokens.is_one_of(first, &["of", "about", "on", "with", "for", "against"]);
    let to = page.tokens.is_one_of(first, &["to", "at"]) && cue.takes(takes::AT);
    first + usize::from(!page.is_quoted(first) && (of && !counts(page, first) || to))
}

/// "a wall, which Brae said the city would pay for": the relative pronoun is part of the content.
pub(super) fn relative_before(
    page: &Page<'_>,
    cue: &Cue,
    source: &Range<usize>,
) -> Option<Range<usize>> {
    let pronoun = source.start.checked_sub(1).filter(|_| source.end <= cue.tokens.start)?;
    let relative = page.tokens.is_one_of(pronoun, &["which", "whom", "who"])
        && !(pronoun > 0 && page.can_be(pronoun - 1, class::PREPOSITION))
        || page.is(pronoun, "what");
    (relative && cue.takes(takes::BARE)).then_some(pronoun..pronoun + 1)
}

/// "on Tuesday,": a day that a comma follows.
fn is_day(page: &Page<'_>, at: usize) -> bool {
    page.can_be(at, class::PREPOSITION) && page.can_be(at + 1, class::TIME) && page.is(at + 2, ",")
}

/// "that day", "that night": a time, not the beginning of a clause.
fn is_that_day(page: &Page<'_>, at: usize) -> bool {
    page.is(at, "that") && names_time(page, at + 1)
}

/// "day", "month": what "that" or "last" makes a time of.
fn names_time(page: &Page<'_>, at: usize) -> bool {
    let times = ["day", "night", "morning", "afternoon", "evening", "week", "month", "year"];
    page.tokens.is_one_of(at, &times)
}

/// What stands before content and not inside a clause: "this year that", not "this year was".
fn opens(page: &Page<'_>, at: usize) -> bool {
    page.is_mark(at) || page.tokens.is_one_of(at, &["that", ":", ","])
}

/// ", however," or ", referring to the vote,": the token past the second comma.
pub(super) fn after_parenthesis(page: &Page<'_>, comma: usize, limit: usize) -> Option<usize> {
    if page.is_mark(comma + 1) {
        return Some(comma + 1);
    }
    let close =
        (comma + 1..limit.min(comma + 20)).find(|&at| page.is(at, ",") || page.is_mark(at))?;
    Some(if page.is_mark(close) { close } else { close + 1 })
}

/// "said too often, the crews were late": where the clause begins, with the adverb before its comma,
/// but not with the time at which it was said.
fn clause_after(page: &Page<'_>, cue: &Cue, comma: usize) -> Option<usize> {
    let first = cue.tokens.end;
    let time = (first..comma).any(|at| page.can_be(at, class::TIME));
    let subject = page.may_begin_noun(comma + 1) && !page.can_be(comma + 1, class::PREPOSITION);
    (cue.takes(takes::SAY) && subject).then_some(if time { comma + 1 } else { first })
}

/// "told reporters", "told the Courier": the token past the addressee.
pub(super) fn after_addressee(page: &Page<'_>, from: usize, limit: usize) -> usize {
    let mut at = from;
    if page.is_mark(at) || !page.tokens.is_word(at) || page.is(at, "that") {
        return at;
    }
    if page.can_be(at, class::SUBORDINATOR | class::PREPOSITION) && !page.tokens.is_capital(at) {
        return at;
    }
    let theirs = page.is(at, "her") && page.tokens.is_one_of(at + 2, &["that", ":", ","]);
    if page.can_be(at, class::PRONOUN | class::PERSON | class::SUBJECT) && !theirs {
        return at + 1;
    }
    let capital = page.tokens.is_capital(at);
    let det = page.can_be(at, class::DET);
    at += 1;
    while at < limit.min(from + 12) && page.tokens.is_word(at) {
        let name = page.tokens.is_capital(at) || page.tokens.shape(at) == Shape::Clitic;
        let plain = page.words[at].class & !(class::PERSON | class::PLURAL) == 0;
        let noun = plain && page.words[at].verb.is_none();
        if !(name || noun && (!capital || det)) || page.can_be(at, class::DET | class::SUBJECT) {
            break;
        }
        at += 1;
    }
    at
}

/// "at least 12", "about 40 crews", "between 10 and 13": a preposition that begins a number.
pub(super) fn counts(page: &Page<'_>, at: usize) -> bool {
    let bound = page.is(at, "at") && page.tokens.is_one_of(at + 1, &["least", "most"]);
    let near = ["about", "around", "over", "under", "between", "up", "near"];
    let number = |at: usize| page.tokens.shape(at) == Shape::Number;
    let money = matches!(page.word(at + 1), "$" | "€" | "£") && number(at + 2);
    bound || page.tokens.is_one_of(at, &near) && (number(at + 1) || money)
}

/// "alleged in court [documents] that": a noun that "that" makes look like a verb.
fn is_object(page: &Page<'_>, preposition: usize, at: usize) -> bool {
    at > preposition + 1 && page.words[at].noun != 0 && page.is(at + 1, "that")
}

/// "on Friday", "in an interview with the Courier", "of the plan": the token past the phrase, if a
/// clause, quotation or another phrase follows.
pub(super) fn after_phrase(page: &Page<'_>, cue: &Cue, at: usize, limit: usize) -> Option<usize> {
    let infinitive = page.is(at, "to") && cue.takes(takes::TO);
    if !page.can_be(at, class::PREPOSITION) || infinitive || counts(page, at) {
        return None;
    }
    if (page.is(at, "of") && cue.takes(takes::OF)
        || cue.takes(takes::ABOUT) && page.tokens.is_one_of(at, &["about", "on", "against", "for"]))
        && !cue.takes(takes::QUOTE)
    {
        return None;
    }
    let aside = page.tokens.is_one_of(at, &["in", "on", "at", "during", "after", "before"]);
    let asks = |at: usize| {
        aside
            && cue.takes(takes::WH)
            && page.tokens.is_one_of(at, &["whether", "if", "why", "how", "what"])
    };
    let end = (at + 1..limit).find(|&next| {
        page.is_mark(next)
            || asks(next)
            || page.is(next, "that")
            || page.can_be(next, class::SUBJECT)
            || page.is(next, ":")
            || page.is(next, ",")
            || page.may_be_verb(next)
                && !page.can_be(next - 1, class::DET)
                && !is_object(page, at, next)
            || page.is_stop(next)
    })?;
    if page.is_mark(end)
        || asks(end)
        || page.is(end, "that")
        || page.is(end, ":")
        || page.can_be(end, class::SUBJECT) && !page.is(end, "who")
    {
        return Some(end);
    }
    // one short phrase: preposition, determiner, a noun or name
    let mut next = at + 1;
    while next < end && page.can_be(next, class::DET) {
        next += 1;
    }
    let name = page.tokens.is_capital(next);
    next += 1;
    while next < end
        && (page.tokens.is_capital(next) == name)
        && page.words[next].class & !class::TIME == 0
    {
        next += 1;
    }
    (next < end && !page.is(end, ",")).then_some(next)
}
