//! What is said of one thing and cannot both be: "a black dog" and "a white dog", "inside" and "on
//! the street".

use super::align::Pair;
use super::lexicon::Whereabouts;
use super::statement::Statement;
use super::word::Class;

/// Words looked at before a noun, and after it, for what is said of it.
const REACH: u16 = 5;
/// Content words looked at on each side.
const MOST: usize = 60;

/// Words for different sides of one quality, said of the same thing.
pub(super) fn opposed(pair: &Pair<'_>) -> Option<(u16, u16)> {
    let qualities = |statement: &Statement| {
        let content = statement.content.iter().take(MOST).map(|&at| statement.word(at).entry);
        content.filter(|entry| entry.names_quality_of(*entry)).collect::<Vec<_>>()
    };
    let (of_a, of_b) = (qualities(pair.a), qualities(pair.b));
    if !of_a.iter().any(|a| of_b.iter().any(|b| a.differs_in_quality(*b))) {
        return None;
    }
    let things = pair.a.content.iter().take(MOST);
    things.filter_map(|&at| differ(pair, at, pair.partner_of_a(at)?)).next()
}

/// Compares what is said of a thing that stands at `a` on one side and at `b` on the other, wherever
/// else it is spoken of.
fn differ(pair: &Pair<'_>, a: u16, b: u16) -> Option<(u16, u16)> {
    let of_a = said_of(pair.a, a);
    let of_b = said_of(pair.b, b);
    let differs = |&(a, b): &(u16, u16)| {
        let (one, other) = (pair.a.word(a), pair.b.word(b));
        one.negated == other.negated && one.entry.differs_in_quality(other.entry)
    };
    let pairs = of_a.iter().flat_map(|&a| of_b.iter().map(move |&b| (a, b)));
    let (one, other) = pairs.clone().find(differs)?;
    let [one_entry, other_entry] = [pair.a.word(one).entry, pair.b.word(other).entry];
    let agrees = |(a, b): (u16, u16)| {
        let (a, b) = (pair.a.word(a).entry, pair.b.word(b).entry);
        let of_it = a.names_quality_of(one_entry) || b.names_quality_of(other_entry);
        of_it && a.agrees_in_quality(b)
    };
    (!pairs.clone().any(agrees)).then_some((one, other))
}

/// The words that say of what kind a thing is, wherever the statement speaks of it: before it, or
/// after "is".
fn said_of(statement: &Statement, thing: u16) -> Vec<u16> {
    let stem = statement.word(thing).stem;
    let places = statement.content.iter().take(MOST);
    let same = places.filter(|&&at| statement.word(at).stem == stem);
    same.flat_map(|&at| before(statement, at).chain(after(statement, at))).collect()
}

fn before(statement: &Statement, thing: u16) -> impl Iterator<Item = u16> {
    let joins = |at: &u16| {
        statement.word(*at).carries()
            || matches!(statement.words_between(*at, *at), "-" | "," | "and")
    };
    let from = thing.saturating_sub(REACH);
    (from..thing).rev().take_while(joins).filter(|&at| statement.word(at).carries())
}

fn after(statement: &Statement, thing: u16) -> impl Iterator<Item = u16> {
    let past = u16::try_from(statement.words.len()).unwrap_or(u16::MAX);
    let is = thing + 1 < past
        && matches!(statement.words_between(thing + 1, thing + 1), "is" | "are" | "was" | "were");
    let said = (thing + 2..past.min(thing.saturating_add(REACH)))
        .skip_while(|&at| statement.word(at).class == Class::Function)
        .take(1);
    said.filter(move |&at| is && statement.word(at).carries())
}

/// "Inside" on one side, and only places out of doors on the other, or the reverse.
pub(super) fn elsewhere(pair: &Pair<'_>) -> Option<(u16, u16)> {
    let (of_a, of_b) = (whereabouts(pair.a), whereabouts(pair.b));
    let apart = |one: &[(u16, Whereabouts)], other: &[(u16, Whereabouts)]| {
        let &(at, here) = one.iter().find(|(_, here)| here.plain)?;
        let (there, _) = other.iter().find(|(_, there)| there.side != here.side)?;
        let alike = other.iter().any(|(_, there)| there.side == here.side);
        (!alike).then_some((at, *there))
    };
    apart(&of_a, &of_b).or_else(|| apart(&of_b, &of_a).map(|(b, a)| (a, b)))
}

/// The words of a statement that say where it is, but not "inside the shed" and what is denied.
fn whereabouts(statement: &Statement) -> Vec<(u16, Whereabouts)> {
    let last = u16::try_from(statement.words.len()).unwrap_or(u16::MAX);
    let leads = |at: u16| {
        at + 1 < last
            && matches!(
                statement.words_between(at + 1, at + 1),
                "the" | "a" | "an" | "of" | "his" | "her" | "its" | "their"
            )
    };
    let found = statement.content.iter().take(MOST).filter_map(|&at| {
        let word = statement.word(at);
        let here = word.entry.whereabouts()?;
        let there = if here.plain { !leads(at) } else { !is_landmark(statement, at) };
        (!word.negated && there).then_some((at, here))
    });
    found.collect()
}

/// Tells whether a place only says beside what something is: "past a shop", "in front of the gym".
fn is_landmark(statement: &Statement, place: u16) -> bool {
    const BESIDE: &[&str] =
        &["near", "past", "behind", "beside", "by", "toward", "towards", "from", "front", "next"];
    let joins = |at: &u16| {
        let word = statement.words_between(*at, *at);
        statement.word(*at).carries()
            || matches!(word, "the" | "a" | "an" | "of" | "to" | "two" | "three")
    };
    let before = (place.saturating_sub(REACH)..place).rev();
    let mut run = before.map_while(|at| {
        let beside = BESIDE.contains(&statement.words_between(at, at));
        (beside || joins(&at)).then_some(beside)
    });
    run.any(|beside| beside)
}
