//! What something is: of what nation, and of what sort.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::align::Pair;
use super::events::is_short_for;
use super::rules::Finding;
use super::statement::Statement;
use super::word::{Class, Word};
use crate::words::{key, stem};

const NATIONS: &str = include_str!("data/nations.txt");
const SORTS: &str = include_str!("data/sorts.txt");

static NATION_OF: LazyLock<HashMap<&str, u8>> = LazyLock::new(|| {
    let lines = super::lexicon::lines(NATIONS).zip(0..);
    lines.flat_map(|(line, nation)| line.split(' ').map(move |word| (word, nation))).collect()
});
static SORT_OF: LazyLock<HashMap<u64, u8>> = LazyLock::new(|| {
    let lines = super::lexicon::lines(SORTS).zip(0..);
    lines.flat_map(|(line, sort)| line.split(' ').map(move |w| (key(&stem(w)), sort))).collect()
});

/// What a statement says of nations and sorts. Places are those among its words.
#[derive(Clone, Debug, Default)]
pub(super) struct Attributes {
    nations: Vec<Nation>,
    /// What the statement says that its subject is.
    sort: Option<Sort>,
}

/// A nation, and the places of the first and last word that name it.
#[derive(Clone, Copy, Debug)]
struct Nation {
    line: u8,
    first: u16,
    last: u16,
    /// It is all that is said: "is only French".
    bare: bool,
    /// It is said of the subject: "is a French film".
    said: bool,
}

/// "Orlo is a small town and a port": the phrase after "is a".
#[derive(Clone, Debug)]
struct Sort {
    /// Place of "is".
    is: u16,
    /// Place of the last word.
    last: u16,
    /// The sorts named, each once.
    sorts: Vec<u8>,
}

/// Words looked at for a sort.
const REACH: usize = 14;
/// Words between "is" and a nation.
const SAID: usize = 4;
/// Pairs of nations looked at.
const MOST: usize = 64;

impl Attributes {
    pub(super) fn of(lower: &[&str], words: &[Word]) -> Self {
        Self { nations: nations(lower, words), sort: sort(lower, words) }
    }
}

fn nations(lower: &[&str], words: &[Word]) -> Vec<Nation> {
    let mut found: Vec<Nation> = Vec::new();
    for at in (0..lower.len()).filter(|&at| words[at].capital) {
        let seen = found.last().is_some_and(|nation| usize::from(nation.last) == at);
        if let Some((line, last)) = nation(lower, words, at).filter(|_| !seen) {
            let bare = words.get(last + 1).is_none_or(|next| !next.carries());
            let said = is_said_so(lower, words, at);
            found.push(Nation { line, first: place(at), last: place(last), bare, said });
        }
    }
    found
}

/// The nation whose name starts at a place, and the place of the last word of it.
fn nation(lower: &[&str], words: &[Word], at: usize) -> Option<(u8, usize)> {
    let next = lower.get(at + 1).filter(|_| words[at + 1].capital);
    let two = next.and_then(|next| NATION_OF.get(format!("{}_{next}", lower[at]).as_str()));
    let part = at > 0 && matches!(lower[at - 1], "south" | "north" | "latin" | "central" | "new");
    let one = || NATION_OF.get(lower[at]).filter(|_| !part);
    two.map(|&line| (line, at + 1)).or_else(|| one().map(|&line| (line, at)))
}

/// Tells whether a nation stands in the phrase after "is": "is a 1930 French film", "is only French".
fn is_said_so(lower: &[&str], words: &[Word], at: usize) -> bool {
    let inside = |before: &usize| {
        let small = matches!(lower[*before], "a" | "an" | "the" | "only" | "former");
        small || matches!(words[*before].class, Class::Date | Class::Number)
    };
    let start = (0..at).rev().take(SAID).find(|before| !inside(before));
    start.is_some_and(|is| matches!(lower[is], "is" | "was"))
}

fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn sort(lower: &[&str], words: &[Word]) -> Option<Sort> {
    let is = (1..lower.len().saturating_sub(2)).find(|&at| {
        matches!(lower[at], "is" | "was") && matches!(lower[at + 1], "a" | "an" | "the")
    })?;
    let mut sorts = Vec::new();
    let mut last = is;
    for at in (is + 2..lower.len()).take(REACH) {
        let joins = matches!(lower[at], "," | "-" | "and" | "a" | "an" | "'s" | "\"" | "/");
        if !joins && !matches!(words[at].class, Class::Content | Class::Name | Class::Date) {
            break;
        }
        if let Some(&sort) = SORT_OF.get(&words[at].stem).filter(|_| !words[at].capital) {
            sorts.push(sort);
            last = at;
        }
    }
    let ends = !lower.get(last + 1).is_some_and(|next| matches!(*next, "-" | "'s"));
    (!sorts.is_empty() && ends).then_some(Sort { is: place(is), last: place(last), sorts })
}

/// Says of one thing that it is of two nations, or of two sorts.
pub(super) fn excluding(pair: &Pair<'_>) -> Vec<Finding> {
    if pair.is_hedged() || pair.is_planned() {
        return Vec::new();
    }
    other_sort(pair).or_else(|| other_nation(pair)).into_iter().collect()
}

fn other_sort(pair: &Pair<'_>) -> Option<Finding> {
    let (a, b) = (pair.a.attributes.sort.as_ref()?, pair.b.attributes.sort.as_ref()?);
    let apart = !a.sorts.iter().any(|sort| b.sorts.contains(sort));
    let negated = |statement: &Statement, sort: &Sort| statement.word(sort.last).negated;
    let fires = apart
        && negated(pair.a, a) == negated(pair.b, b)
        && !negated(pair.a, a)
        && is_one_subject(pair, a.is, b.is);
    fires.then_some(Finding { a: (a.is, a.last), b: (b.is, b.last), strength: 1.0 })
}

/// The least share of the names before "is", on the side with fewer, that the other must have.
const NAMES: f32 = 0.75;

/// Tells whether the names before two places are those of one thing.
pub(super) fn is_one_subject(pair: &Pair<'_>, a: u16, b: u16) -> bool {
    let (of_a, of_b) = (names_before(pair.a, a), names_before(pair.b, b));
    let named = |&&at: &&u16| {
        pair.partner_of_a(at).is_some_and(|to| of_b.contains(&to))
            || of_b.iter().any(|&to| is_short_for(pair, at, to))
    };
    let met = of_a.iter().filter(named);
    let least = of_a.len().min(of_b.len());
    least > 0 && met.count() as f32 / least as f32 >= NAMES
}

fn names_before(statement: &Statement, end: u16) -> Vec<u16> {
    let sentence = statement.word(end).sentence;
    let named = |&at: &u16| {
        let word = statement.word(at);
        let stop = statement.text.as_bytes().get(word.end as usize) == Some(&b'.');
        let initial = stop && word.end - word.start == 1;
        at < end && word.sentence == sentence && !word.bracketed && word.capital && !initial
    };
    statement.content.iter().copied().filter(named).collect()
}

/// Nations that only one side names, in one place of what both say of one thing.
fn other_nation(pair: &Pair<'_>) -> Option<Finding> {
    let (of_a, of_b) = (&pair.a.attributes.nations, &pair.b.attributes.nations);
    if of_a.iter().any(|one| of_b.iter().any(|other| one.line == other.line)) {
        return None;
    }
    let pairs = of_a.iter().flat_map(|a| of_b.iter().map(move |b| (a, b)));
    let fits = |&(a, b): &(&Nation, &Nation)| {
        pair.a.word(a.last).negated == pair.b.word(b.last).negated
            && (a.said && b.said && (a.bare || b.bare)
                || describe_alike(pair, a.last, b.last)
                || lead_alike(pair, a.first, b.first))
            && is_one_subject(pair, a.first, b.first)
    };
    let (a, b) = pairs.take(MOST).find(fits)?;
    Some(Finding { a: (a.first, a.last), b: (b.first, b.last), strength: 1.0 })
}

/// "an American film", "a Canadian film": both stand before the same word.
fn describe_alike(pair: &Pair<'_>, a: u16, b: u16) -> bool {
    let described = |statement: &Statement, at: u16| {
        let run = (at + 1..).take(4).take_while(|&next| {
            usize::from(next) < statement.words.len() && statement.word(next).carries()
        });
        run.collect::<Vec<_>>()
    };
    let (after_a, after_b) = (described(pair.a, a), described(pair.b, b));
    after_a.iter().any(|&at| pair.partner_of_a(at).is_some_and(|to| after_b.contains(&to)))
}

/// "lives in France", "lives in Japan": both stand after the same preposition and word.
fn lead_alike(pair: &Pair<'_>, a: u16, b: u16) -> bool {
    let lead = |statement: &Statement, at: u16| {
        let before = at.checked_sub(1)?;
        let word = matches!(statement.words_between(before, before), "in" | "from" | "to" | "of");
        let content = statement.content.iter().copied().take_while(|&place| place < before).last();
        let to = matches!(statement.words_between(before, before), "to" | "of");
        let way = if to { statement.word(before).stem } else { 0 };
        Some((way, content?)).filter(|_| word)
    };
    match (lead(pair.a, a), lead(pair.b, b)) {
        (Some((one, before)), Some((other, behind))) => {
            one == other
                && pair.partner_of_a(before) == Some(behind)
                && (is_said(pair.a, a, |at| pair.partner_of_a(at))
                    || is_said(pair.b, b, |at| pair.partner_of_b(at)))
        }
        _ => false,
    }
}

/// Tells whether the other side says all that leads to a nation: who runs a mill in one may burn a
/// mill in the other.
fn is_said(statement: &Statement, end: u16, partner: impl Fn(u16) -> Option<u16>) -> bool {
    let sentence = statement.word(end).sentence;
    let before = statement.content.iter().copied().take_while(|&at| at < end);
    let mut leading = before.filter(|&at| {
        let word = statement.word(at);
        word.class == Class::Content && word.sentence == sentence
    });
    leading.all(|at| partner(at).is_some())
}
