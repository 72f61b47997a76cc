//! Contents: which words a cue attributes, before it, after it or around it.

use std::ops::Range;

use super::cue::{self, Cue, Kind};
use super::lexicon::{Form, class, takes};
use super::page::Page;
use super::speaker;
use super::token::Shape;

/// A cue with its speaker and the words that it attributes.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The cue; `None` for a quotation whose speaker is carried on from before.
    pub(super) cue: Option<Cue>,
    /// The speaker's words, in this sentence or carried on from an earlier one.
    pub(super) source: Option<Range<usize>>,
    /// The content, in pieces.
    pub(super) pieces: Vec<Range<usize>>,
    /// The finding before, whose speaker and time are carried on.
    pub(super) carried_from: Option<usize>,
}

impl Found {
    /// Returns the cue's verb or noun.
    pub(super) fn head(&self) -> Option<usize> {
        self.cue.as_ref().map(|cue| cue.head)
    }

    fn new(cue: &Cue, source: Option<Range<usize>>, pieces: Vec<Range<usize>>) -> Self {
        Self { cue: Some(cue.clone()), source, pieces, carried_from: None }
    }
}

/// The most tokens of indirect content.
const LONGEST: usize = 160;

/// Reads what each cue attributes.
pub(super) fn read(page: &Page<'_>, cues: &[Cue]) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for (nth, cue) in cues.iter().enumerate() {
        let found = match cue.kind {
            Kind::Verb(form) => verb(page, cues, nth, form, &all),
            Kind::According => according(page, cues, nth),
            Kind::Noun => noun(page, cue),
            Kind::Label => None,
        };
        let further = found.as_ref().and_then(|found| clause_resumed(page, found, all.len()));
        all.extend(found);
        all.extend(further);
    }
    all
}

fn verb(page: &Page<'_>, cues: &[Cue], nth: usize, form: Form, earlier: &[Found]) -> Option<Found> {
    let cue = &cues[nth];
    if cue.passive && !cue.takes(takes::EXPECTED) {
        return None;
    }
    inverted(page, cue, form).or_else(|| {
        let source = subject(page, cue, form, earlier);
        let finite = form != Form::Ing;
        let around = finite.then(|| parenthetical(page, cue, source.clone())).flatten();
        around.or_else(|| following(page, cues, nth, source))
    })
}

/// Who is the subject of a verb: beside it, or shared with the clause before it.
fn subject(page: &Page<'_>, cue: &Cue, form: Form, earlier: &[Found]) -> Option<Range<usize>> {
    let unit = page.unit_of(cue.head);
    let shared = || {
        let last = earlier.last().filter(|last| last.head() >= Some(unit.start));
        last.and_then(|last| last.source.clone())
            .or_else(|| speaker::of_clause(page, cue.tokens.start))
    };
    match form {
        Form::Ing if !cue.tokens.clone().any(|at| page.can_be(at, class::BE)) => {
            let joined = cue.tokens.start > unit.start && page.is(cue.tokens.start - 1, ",");
            if joined { shared() } else { speaker::before(page, cue).or_else(shared) }
        }
        _ => speaker::before(page, cue).or_else(shared),
    }
}

/// "It is so," said Brae.
fn inverted(page: &Page<'_>, cue: &Cue, form: Form) -> Option<Found> {
    let unit = page.unit_of(cue.head);
    let start = cue.head;
    if !cue.takes(takes::QUOTE) || !matches!(form, Form::Past | Form::Present) {
        return None;
    }
    let first = start == unit.start;
    if start < 1 || first && !page.ends_quotation(start) || cue.negated || cue.unreal || cue.passive
    {
        return None;
    }
    let quoted = page.is_mark(start - 1);
    if !first && !quoted && !matches!(page.word(start - 1), "," | "?" | "!" | "—" | "–" | "--")
    {
        return None;
    }
    let object = page.tokens.is_one_of(start + 1, &["him", "her", "them", "me", "us", "it"]);
    if object || page.can_be(start + 1, class::TIME) || cue.takes(takes::TELL) && !quoted {
        return None;
    }
    let source = speaker::after(page, start + 1)?;
    let after = source.end;
    let closes = after >= unit.end
        || !page.tokens.is_word(after)
        || page
            .can_be(after, class::PREPOSITION | class::TIME | class::SUBORDINATOR | class::ADVERB);
    let pronoun = page.can_be(source.start, class::SUBJECT)
        && page.can_be(after, class::ADVERB | class::SUBORDINATOR);
    if !closes || pronoun || page.is(after, "that") || first && !is_speech(page, start - 1) {
        return None;
    }
    let floor = if first { page.unit_of(start - 1).start } else { unit.start };
    let before = content_before(page, floor, start)?;
    if !quoted
        && (!cue.takes(takes::SAY)
            || !is_clause(page, &before)
                && !(page.tokens.is_capital(source.start)
                    && before.len() > 5
                    && !page.can_be(before.start, class::PREPOSITION | class::SUBORDINATOR)
                    && (after >= unit.end || page.is_stop(after) || page.is(after, ",")))
            || page.is(after, ",") && !page.tokens.is_capital(source.start)
            || !page.can_be(source.start, class::DET | class::SUBJECT)
                && !page.tokens.is_capital(source.start))
    {
        return None;
    }
    let mut pieces = vec![before];
    pieces.extend(quotation_resumed(page, &unit, after));
    let plain = Cue { tokens: start..start + 1, ..cue.clone() };
    Some(Found::new(&plain, Some(source), pieces))
}

/// The quotation that goes on in the same sentence after an interruption.
fn quotation_resumed(page: &Page<'_>, unit: &Range<usize>, from: usize) -> Option<Range<usize>> {
    let mark = (from..unit.end.min(from + 40)).find(|&at| page.is_mark(at))?;
    let quote = page.quotes[page.quote_at(mark)?].tokens.clone();
    let speech = page.is(mark.checked_sub(1)?, ",") || quote.len() > 8;
    (quote.start == mark && speech).then_some(quote)
}

/// It is so, Brae said.
fn parenthetical(page: &Page<'_>, cue: &Cue, source: Option<Range<usize>>) -> Option<Found> {
    let unit = page.unit_of(cue.head);
    let source =
        source.filter(|source| source.end <= cue.tokens.start && source.start >= unit.start)?;
    if !cue.takes(takes::QUOTE) || cue.negated || source.start == 0 {
        return None;
    }
    let mark = source.start - 1;
    let first = source.start == unit.start;
    if first && !page.ends_quotation(source.start) {
        return None;
    }
    let quoted = page.is_mark(mark);
    if !first && !quoted && !matches!(page.word(mark), "," | "?" | "!" | "—" | "–" | "--" | "...")
    {
        return None;
    }
    let end = skip_addressee(page, cue, unit.end);
    let closed = end >= unit.end
        || matches!(page.word(end), "," | "." | ";" | ":" | "—" | "–" | "--" | "?" | "!");
    let leads_on = page.is(end, ":")
        || page.is_mark(end)
        || page.is(end, ",") && page.is_mark(end + 1) && (first || page.tokens.is_capital(end + 2));
    if !closed && !(quoted && is_speech(page, mark)) || leads_on && (first || !quoted) {
        return None;
    }
    if first && (!closed || !is_speech(page, mark)) {
        return None;
    }
    let floor = if first { page.unit_of(mark).start } else { unit.start };
    let before = content_before(page, floor, source.start)?;
    let ends = end >= unit.end || page.is_stop(end);
    let interrupts = page.is(cue.tokens.end, ",") || ends;
    if !quoted && !interrupts && !is_clause(page, &before)
        || !quoted && before.len() < 3 && !page.is(cue.tokens.end, ",")
    {
        return None;
    }
    let mut pieces = vec![before];
    if quoted {
        pieces.extend(quotation_resumed(page, &unit, end));
    } else {
        pieces.extend(content_resumed(page, &unit, end));
    }
    Some(Found::new(cue, Some(source), pieces))
}

/// Tells whether the quotation that ends at a mark is a sentence of its own rather than a term.
fn is_speech(page: &Page<'_>, mark: usize) -> bool {
    let quote = page.quote_at(mark).map(|nth| page.quotes[nth].tokens.clone());
    quote.is_some_and(|quote| quote.len() > 5 && is_sentence_start(page, quote.start))
}

/// Tells whether a finite verb of its own, not of a relative clause, stands in a stretch that does
/// not begin as a mere adverbial.
fn is_clause(page: &Page<'_>, range: &Range<usize>) -> bool {
    let first = range.start;
    let number = page.tokens.shape(first + 1) == Shape::Number
        || page.tokens.is_one_of(first + 1, &["least", "most", "half", "a"]);
    let adverbial = page.can_be(first, class::SUBORDINATOR | class::PREPOSITION)
        && !number
        && !page.is(first, "that")
        && !range.clone().any(|at| page.is(at, ","));
    let mut relative = false;
    let mut own = false;
    for at in range.clone() {
        if page.is_one_of_relative(at) {
            relative = true;
        } else if page.is(at, ",") {
            relative = false;
        } else if page.may_be_verb(at) && !relative {
            own = true;
        }
    }
    own && !adverbial
}

/// The clause or quotation that ends before token `end`, back to a colon or the unit's start.
fn content_before(page: &Page<'_>, floor: usize, end: usize) -> Option<Range<usize>> {
    let mut last = end;
    while last > floor
        && matches!(page.word(last - 1), "," | "—" | "–" | "--")
        && !page.is_quoted(last - 1)
    {
        last -= 1;
    }
    let mut start = floor.max(last.saturating_sub(LONGEST));
    if let Some(nth) = last.checked_sub(1).and_then(|at| page.quote_at(at)) {
        let quote = page.quotes[nth].tokens.clone();
        let colon = quote.start > floor && page.is(quote.start - 1, ":");
        let begins = quote.start <= floor || colon || is_sentence_start(page, quote.start);
        start = if begins { quote.start } else { start.min(quote.start) };
    }
    if let Some(stop) =
        (start..last).rev().find(|&at| matches!(page.word(at), ";" | ":") && !page.is_quoted(at))
    {
        start = stop + 1;
    }
    (start < last).then_some(start..last)
}

fn is_sentence_start(page: &Page<'_>, at: usize) -> bool {
    page.tokens.sentence_of(at).start == at
}

/// What goes on after ", Brae said, ..." in the same sentence: a quotation, or a clause.
fn content_resumed(page: &Page<'_>, unit: &Range<usize>, from: usize) -> Option<Range<usize>> {
    if !page.is(from, ",") || page.is_mark(from + 1) {
        return quotation_resumed(page, unit, from);
    }
    let next = from + 1;
    if page.words.get(next)?.verb.is_some_and(|verb| verb.form == Form::Ing)
        || page.is_one_of_relative(next)
    {
        return None;
    }
    if page.word(next).ends_with("ing") {
        return None;
    }
    let end = trim_stop(page, next, unit.end.min(next + LONGEST));
    (next < end && !page.can_be(next, class::COORDINATOR)).then_some(next..end)
}

/// "It is so, Brae said, and it will rain": the further clause, as a finding of its own.
fn clause_resumed(page: &Page<'_>, found: &Found, nth: usize) -> Option<Found> {
    let cue = found.cue.as_ref()?;
    let unit = page.unit_of(cue.head);
    let first =
        found.pieces.first().filter(|first| first.end <= cue.head && found.pieces.len() == 1)?;
    if page.is_quoted(first.end - 1) || !page.is(cue.tokens.end, ",") {
        return None;
    }
    let next = cue.tokens.end + 2;
    let joined = page.tokens.is_one_of(next - 1, &["and", "but"]) && page.may_begin_noun(next);
    let end = trim_stop(page, next, unit.end.min(next + LONGEST));
    let clause = joined && next < end && is_clause(page, &(next..end));
    clause.then(|| Found {
        pieces: std::iter::once(next..end).collect(),
        carried_from: Some(nth),
        ..found.clone()
    })
}

/// Leaves out a final full stop that no quotation holds.
fn trim_stop(page: &Page<'_>, start: usize, end: usize) -> usize {
    let mut end = end;
    while end > start
        && !page.is_quoted(end - 1)
        && matches!(
            page.word(end - 1),
            "." | "," | ";" | "?" | "!" | ":" | "—" | "–" | "--" | ")" | "]"
        )
    {
        if matches!(page.word(end - 1), ")" | "]")
            && (start..end).any(|at| matches!(page.word(at), "(" | "["))
        {
            break;
        }
        end -= 1;
    }
    end
}

/// "told reporters on Friday ahead of the vote": the first token that is not part of it.
fn skip_addressee(page: &Page<'_>, cue: &Cue, limit: usize) -> usize {
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
            return (at..limit).find(|&next| ends(next)).unwrap_or(limit);
        } else {
            return at;
        }
    }
    at
}

/// Brae said (that) it is so.
fn following(
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
    if let Some(found) = source.clone().and_then(|source| in_as_clause(page, cue, source)) {
        return Some(found);
    }
    let start = content_start(page, cue, &unit)?;
    if !takes_what_follows(page, cue, start, unit.end)
        && !in_free_relative(page, cue, source.as_ref(), start)
    {
        return None;
    }
    let mut end = content_end(page, cues, nth, start, &unit);
    let nobody = |source: &Range<usize>| {
        page.tokens.is_one_of(source.start, &["nobody", "no", "none", "neither"])
    };
    let pronoun = page.can_be(start, class::PRONOUN | class::SUBJECT | class::DET);
    if source.as_ref().is_some_and(nobody) || end == start + 1 && pronoun {
        return None;
    }
    let opener = source.as_ref().and_then(|source| source.start.checked_sub(1)).filter(|&at| {
        at < unit.start + 3 || page.is(at - 1, ",") || page.can_be(at - 1, class::COORDINATOR)
    });
    if opener.is_some_and(|at| {
        page.tokens
            .is_one_of(at, &["while", "although", "though", "if", "when", "because", "since", "as"])
    }) {
        end = (start + 3..end).find(|&at| page.is(at, ",") && !page.is_quoted(at)).unwrap_or(end);
    }
    (start < end).then(|| Found::new(cue, source, std::iter::once(start..end).collect()))
}

/// "what Brae said was a mistake": the verb comes right after the cue.
fn in_free_relative(
    page: &Page<'_>,
    cue: &Cue,
    source: Option<&Range<usize>>,
    start: usize,
) -> bool {
    let before = source.and_then(|source| source.start.checked_sub(1));
    let relative =
        before.is_some_and(|at| page.tokens.is_one_of(at, &["what", "which", "who", "that"]));
    relative
        && start == cue.tokens.end
        && page.can_be(start, class::AUXILIARY)
        && cue.takes(takes::BARE)
}

/// "It is so, as Brae said." "As Brae said, it is so."
fn in_as_clause(page: &Page<'_>, cue: &Cue, source: Range<usize>) -> Option<Found> {
    let unit = page.unit_of(cue.head);
    let opener = source.start.checked_sub(1).filter(|&at| at >= unit.start && page.is(at, "as"))?;
    let joined = opener > unit.start + 1 && page.can_be(opener - 1, class::COORDINATOR);
    let aside = matches!(page.word(opener.saturating_sub(1)), "," | "—" | "–" | "--" | "-");
    if opener > unit.start + 1 && !joined && !aside {
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
    let pieces = if joined || opener <= unit.start + 1 {
        let comma = (cue.tokens.end..unit.end.min(cue.tokens.end + 20))
            .find(|&at| page.is(at, ",") || page.is(at, ":"))?;
        comma + 1..trim_stop(page, comma + 1, unit.end.min(comma + LONGEST))
    } else {
        content_before(page, unit.start, opener)?
    };
    (pieces.start < pieces.end)
        .then(|| Found::new(cue, Some(source), std::iter::once(pieces).collect()))
}

/// Brae declined to comment (on the plan).
fn declined(page: &Page<'_>, cue: &Cue, source: Option<Range<usize>>) -> Option<Found> {
    let unit = page.unit_of(cue.head);
    let to = cue.tokens.end;
    let speak = [
        "say",
        "comment",
        "discuss",
        "confirm",
        "specify",
        "elaborate",
        "reveal",
        "answer",
        "disclose",
        "name",
        "identify",
        "deny",
        "speculate",
        "provide",
        "give",
        "talk",
        "tell",
        "explain",
        "respond",
        "speak",
    ];
    if !page.is(to, "to") || !page.tokens.is_one_of(to + 1, &speak) {
        return None;
    }
    let next = to + 2 + usize::from(page.tokens.is_one_of(to + 2, &["on", "about", "upon"]));
    let limit = unit.end.min(next + LONGEST);
    let stop =
        (next..limit).find(|&at| page.is(at, ",") && !page.is_quoted(at) || page.is(at, ";"));
    let end = trim_stop(page, next, stop.unwrap_or(limit));
    let topic = next..end;
    let cue = Cue { tokens: cue.tokens.start..to + 2, ..cue.clone() };
    let pieces = if topic.len() > 1 { topic } else { to..to + 2 };
    Some(Found::new(&cue, source, std::iter::once(pieces).collect()))
}

/// Where the content after a cue begins: past the addressee, times, places and a colon.
fn content_start(page: &Page<'_>, cue: &Cue, unit: &Range<usize>) -> Option<usize> {
    let mut at = cue.tokens.end;
    if cue.takes(takes::OUT) {
        match page.word(at) {
            _ if cue.tokens.len() > 1 && page.is(at - 1, "out") => {}
            "to" => return Some(at),
            _ => return None,
        }
    }
    if page.tokens.is_one_of(at, &["to", "at", "with"]) && cue.takes(takes::AT | takes::WITH) {
        return Some(at);
    }
    if cue.takes(takes::TELL) {
        at = after_addressee(page, at, unit.end);
    }
    let limit = unit.end.min(at + 40);
    if page.tokens.is_capital(cue.head) && !page.is(at, "that") && page.tokens.is_word(at) {
        return Some(at);
    }
    while at < limit {
        if page.is_mark(at) || page.is(at, "that") {
            return Some(at);
        }
        at = match page.word(at) {
            ":" | "—" | "–" | "--" => at + 1,
            "," => match after_parenthesis(page, at, limit) {
                Some(next) => next,
                None => return None,
            },
            "(" => (at..limit).find(|&close| page.is(close, ")"))? + 1,
            _ if page.can_be(at, class::TIME) => at + 1,
            _ if page.can_be(at, class::ADVERB) && !page.is_quoted(at) => at + 1,
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

/// ", however," or ", referring to the vote,": the token past the second comma.
fn after_parenthesis(page: &Page<'_>, comma: usize, limit: usize) -> Option<usize> {
    if page.is_mark(comma + 1) {
        return Some(comma + 1);
    }
    let close =
        (comma + 1..limit.min(comma + 20)).find(|&at| page.is(at, ",") || page.is_mark(at))?;
    Some(if page.is_mark(close) { close } else { close + 1 })
}

/// "told reporters", "told the Courier": the token past the addressee.
fn after_addressee(page: &Page<'_>, from: usize, limit: usize) -> usize {
    let mut at = from;
    if page.is_mark(at) || !page.tokens.is_word(at) || page.is(at, "that") {
        return at;
    }
    if page.can_be(at, class::PRONOUN | class::PERSON | class::SUBJECT) {
        return at + 1;
    }
    let capital = page.tokens.is_capital(at);
    let det = page.can_be(at, class::DET);
    at += 1;
    while at < limit.min(from + 12) && page.tokens.is_word(at) {
        let name = page.tokens.is_capital(at) || page.tokens.shape(at) == Shape::Clitic;
        let noun = page.words[at].class == 0 && page.words[at].verb.is_none();
        if !(name || noun && (!capital || det)) || page.can_be(at, class::DET | class::SUBJECT) {
            break;
        }
        at += 1;
    }
    at
}

/// "on Friday", "in an interview with the Courier", "of the plan": the token past the phrase, if a
/// clause, quotation or another phrase follows.
fn after_phrase(page: &Page<'_>, cue: &Cue, at: usize, limit: usize) -> Option<usize> {
    if !page.can_be(at, class::PREPOSITION) || page.is(at, "to") && cue.takes(takes::TO) {
        return None;
    }
    if (page.is(at, "of") && cue.takes(takes::OF)
        || cue.takes(takes::ABOUT) && page.tokens.is_one_of(at, &["about", "on", "against", "for"]))
        && !cue.takes(takes::QUOTE)
    {
        return None;
    }
    let end = (at + 1..limit).find(|&next| {
        page.is_mark(next)
            || page.is(next, "that")
            || page.can_be(next, class::SUBJECT)
            || page.is(next, ":")
            || page.is(next, ",")
            || page.may_be_verb(next)
            || page.is_stop(next)
    })?;
    if page.is_mark(end)
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

/// Tells whether the words at `start` are of a form that the cue takes.
fn takes_what_follows(page: &Page<'_>, cue: &Cue, start: usize, end: usize) -> bool {
    let word = page.word(start);
    if page.is_mark(start) {
        return cue.takes(takes::QUOTE | takes::NP | takes::BARE | takes::THAT);
    }
    if cue.takes(takes::EXPECTED) && cue.passive {
        return word == "to";
    }
    let pronoun =
        |words: &[&str]| cue.tokens.start > 0 && page.tokens.is_one_of(cue.tokens.start - 1, words);
    if cue.takes(takes::RARE) && !page.is(start, "that")
        || cue.takes(takes::MIND) && (pronoun(&["i", "you", "we"]) || cue.negated)
        || cue.unreal && !cue.takes(takes::SAY) && !(cue.negated && cue.takes(takes::VERIFY))
    {
        return false;
    }
    match word {
        "that" => cue.takes(takes::THAT) && !is_determiner(page, start, end),
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
        _ if page.may_begin_noun(start) => {
            let study =
                cue.takes(takes::STUDY) && cue::is_study(page, cue.tokens.start.saturating_sub(1));
            study
                || cue.takes(takes::NP | takes::OBJECT)
                || cue.takes(takes::BARE) && has_verb(page, start, end)
        }
        _ => false,
    }
}

/// "that approach in an interview": tells "that" before a noun from one before a clause.
fn is_determiner(page: &Page<'_>, that: usize, end: usize) -> bool {
    let short = page.tokens.shape(that + 1) == Shape::Lower && page.words[that + 1].class == 0;
    let closes = |at: usize| {
        at >= end
            || !page.tokens.is_word(at)
            || page.tokens.is_one_of(at, &["in", "on", "at", "during", "with", "from"])
    };
    that + 1 >= end || short && closes(that + 2) && !has_verb(page, that + 1, end)
}

fn has_verb(page: &Page<'_>, start: usize, end: usize) -> bool {
    (start + 1..end.min(start + 30))
        .any(|at| page.may_be_verb(at) || page.tokens.shape(at) == Shape::Clitic)
}

/// "Brae, who said it is so, left": where the relative clause ends.
fn relative_end(page: &Page<'_>, cue: &Cue, start: usize, limit: usize) -> Option<usize> {
    let relative = cue
        .tokens
        .start
        .checked_sub(1)
        .filter(|&at| page.tokens.is_one_of(at, &["who", "which"]))?;
    let comma = (start..limit).find(|&at| page.is(at, ",") && !page.is_quoted(at))?;
    let aside = relative > 0 && page.is(relative - 1, ",");
    let main = (comma + 1..limit.min(comma + 4)).any(|at| page.may_be_verb(at));
    (aside && main).then_some(comma)
}

/// Where the content after a cue ends.
fn content_end(
    page: &Page<'_>,
    cues: &[Cue],
    nth: usize,
    start: usize,
    unit: &Range<usize>,
) -> usize {
    if page.is_mark(start) {
        if let Some(quote) = page.quote_at(start).map(|nth| page.quotes[nth].tokens.clone()) {
            let whole = quote.end >= 2
                && page.tokens.all.get(quote.end - 2).is_some()
                && (page.is_stop(quote.end - 2) || page.is(quote.end - 2, ","));
            if whole || quote.end >= unit.end {
                return quote.end;
            }
        }
    }
    let limit = unit.end.min(start + LONGEST);
    let stop = (start..limit).find(|&stop| ends_content(page, start, stop, limit)).unwrap_or(limit);
    let stop = relative_end(page, &cues[nth], start, stop).unwrap_or(stop);
    let rival = cues[nth + 1..]
        .iter()
        .take_while(|next| next.tokens.start < stop)
        .find_map(|next| rival_start(page, next, start));
    trim_stop(page, start, rival.map_or(stop, |rival| rival.min(stop)))
}

fn ends_content(page: &Page<'_>, start: usize, at: usize, limit: usize) -> bool {
    if page.is_quoted(at) {
        return false;
    }
    let next = at + 1;
    let reports = |at: usize| {
        page.words.get(at).is_some_and(|word| {
            word.verb.is_some_and(|verb| {
                verb.takes & takes::QUOTE != 0 && verb.takes & takes::NOUNISH == 0
            })
        })
    };
    let saying =
        |at: usize| reports(at) && page.words[at].verb.is_some_and(|verb| verb.form == Form::Ing);
    match page.word(at) {
        ";" => true,
        "," | "—" | "–" | "--" | "-" => {
            page.is(next, "according")
                || saying(next)
                || at > start + 5
                    && !page.can_be(
                        start + usize::from(page.is(start, "that")),
                        class::SUBORDINATOR | class::PREPOSITION,
                    )
                    && limit - at > at - start
                    && page.is(at, ",")
                    && starts_aside(page, at)
                || page.can_be(next, class::COORDINATOR) && reports(next + 1)
        }
        "saying" | "according" => at > start + 2,
        "and"
            if page.words.get(next).is_some_and(|word| word.noun != 0)
                && page.is(next + 1, "that") =>
        {
            true
        }
        "and" | "but" => {
            at > start + 2
                && reports(next)
                && page.words[next].verb.is_some_and(|verb| verb.form == Form::Past)
        }
        _ => false,
    }
}

/// What the writer says rather than the speaker, as often as not.
fn starts_aside(page: &Page<'_>, comma: usize) -> bool {
    let next = comma + 1;
    let gerund = page.tokens.shape(next) == Shape::Lower
        && page.word(next).ends_with("ing")
        && page.words[next].class == 0;
    let words =
        ["but", "which", "who", "though", "although", "despite", "compared", "calling", "a", "an"];
    gerund || page.tokens.is_one_of(next, &words) && !page.is(next + 1, "that")
}

/// ", and Tolle said ...": where the next speaker's clause begins.
fn rival_start(page: &Page<'_>, next: &Cue, start: usize) -> Option<usize> {
    if !matches!(next.kind, Kind::Verb(Form::Past | Form::Present)) || next.unreal {
        return None;
    }
    let source = speaker::before(page, next)?;
    let join = source.start.checked_sub(1).filter(|&join| join > start + 1)?;
    let coordinated = page.can_be(join, class::COORDINATOR)
        || page.tokens.is_one_of(join, &["while", "though", "although"]);
    (coordinated && page.is(join - 1, ",")).then_some(join - 1)
}

/// According to Brae, it is so. It is so, according to Brae.
fn according(page: &Page<'_>, cues: &[Cue], nth: usize) -> Option<Found> {
    let cue = &cues[nth];
    let unit = page.unit_of(cue.head);
    let source = speaker::after(page, cue.tokens.end)?;
    let leads = cue.head == unit.start
        || cue.head == unit.start + 1
            && page.can_be(unit.start, class::COORDINATOR | class::ADVERB)
        || page.is(cue.head - 1, ":")
        || page.is(cue.head - 1, ",")
            && cue.head - unit.start < 10
            && !is_clause(page, &(unit.start..cue.head));
    let comma = (source.end..unit.end.min(source.end + 40))
        .find(|&at| page.is(at, ",") && !page.is_quoted(at));
    if leads {
        let start = main_clause(page, comma?, unit.end);
        let end = content_end(page, cues, nth, start, &unit);
        return (start < end)
            .then(|| Found::new(cue, Some(source), std::iter::once(start..end).collect()));
    }
    let before = content_before(page, unit.start, cue.head)?;
    let mut pieces = vec![before];
    if let Some(comma) = comma.filter(|&comma| comma == source.end) {
        let next = comma + 1;
        let relative = page.is_one_of_relative(next) || page.can_be(next, class::DET);
        let end = trim_stop(page, next, unit.end.min(next + LONGEST));
        if !relative && next < end && is_clause(page, &(next..end)) {
            pieces.push(next..end);
        }
    }
    Some(Found::new(cue, Some(source), pieces))
}

/// The clause after "According to Brae, who was there,".
fn main_clause(page: &Page<'_>, comma: usize, end: usize) -> usize {
    let next = comma + 1;
    let relative = page.is_one_of_relative(next) || page.tokens.is_one_of(next, &["a", "an"]);
    let close = (next..end.min(next + 30)).find(|&at| page.is(at, ",") && !page.is_quoted(at));
    match close {
        Some(close) if relative => close + 1,
        _ => next,
    }
}

/// Brae's claim that it is so.
fn noun(page: &Page<'_>, cue: &Cue) -> Option<Found> {
    let unit = page.unit_of(cue.head);
    let mut at = cue.tokens.end;
    let mut source = owner(page, cue);
    if page.tokens.is_one_of(at, &["by", "from", "among"]) {
        let named = speaker::after(page, at + 1)?;
        at = named.end;
        source = source.or(Some(named));
    }
    let taken = match page.word(at) {
        "that" => cue.takes(takes::THAT) && (source.is_some() || cue.takes(takes::STRONG)),
        "to" => cue.takes(takes::TO) && source.is_some(),
        _ => false,
    };
    let limit = unit.end.min(at + LONGEST);
    let stop = (at..limit).find(|&stop| ends_content(page, at, stop, limit));
    let end = trim_stop(page, at, stop.unwrap_or(limit));
    (taken && at < end).then(|| Found::new(cue, source, std::iter::once(at..end).collect()))
}

/// "Brae's claim", "their claim": the owner before a noun.
fn owner(page: &Page<'_>, cue: &Cue) -> Option<Range<usize>> {
    let unit = page.unit_of(cue.head);
    let mut at = cue.head;
    while at > unit.start && cue.head - at < 4 {
        at -= 1;
        if page.tokens.shape(at) == Shape::Clitic {
            return speaker::noun_phrase(page, unit.start.max(at.saturating_sub(20)), at);
        }
        if page.tokens.is_one_of(at, &["his", "her", "their", "its", "my", "our", "your"]) {
            return Some(at..at + 1);
        }
        if !page.is_adjective(at) && !page.can_be(at, class::ADVERB) {
            return None;
        }
    }
    None
}
