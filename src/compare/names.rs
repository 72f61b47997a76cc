//! Different names in a role that only one can hold: "owned by Arno Veld", "Mira Sund owns it".

use super::align::Pair;
use super::attributes::is_one_subject;
use super::frame::{can_be_one, have_one_place, is_one_frame, names, places, spelled_alike};
use super::rules::Finding;
use super::signs::Sign;
use super::statement::Statement;
use super::word::Class;

/// Words between a role and its holder's name.
const REACH: u16 = 6;

pub(super) fn different(pair: &Pair<'_>) -> Vec<Finding> {
    if pair.is_hedged() || pair.is_planned() || super::dates::about_different_times(pair) {
        return Vec::new();
    }
    let content = || pair.a.content.iter().copied();
    let roles = content().filter(|&at| pair.a.word(at).may(Sign::OneHolder));
    let found = roles.filter_map(|at| differ(pair, at, pair.partner_of_a(at)?));
    let (of_a, of_b) = (works(pair.a), works(pair.b));
    let works = of_a.iter().flat_map(|a| of_b.iter().map(move |b| (*a, *b)));
    let made = works.filter_map(|(a, b)| differ_in_maker(pair, a, b));
    found.chain(made).take(1).collect()
}

/// Works are by somebody: "an album by Arno Veld".
const WORKS: &[&str] =
    &["album", "song", "single", "book", "novel", "poem", "painting", "opera", "film"];

/// The works in a statement that are said to be by somebody.
fn works(statement: &Statement) -> Vec<u16> {
    let last = u16::try_from(statement.words.len()).unwrap_or(u16::MAX);
    let by = |at: u16| at + 1 < last && statement.words_between(at + 1, at + 1) == "by";
    let content = statement.content.iter().copied();
    content
        .filter(|&at| by(at) && WORKS.contains(&statement.words_between(at, at)))
        .take(4)
        .collect()
}

/// Compares the makers of a work that stands at `a` on one side and at `b` on the other, if what
/// stands before names it.
fn differ_in_maker(pair: &Pair<'_>, a: u16, b: u16) -> Option<Finding> {
    is_one_subject(pair, a, b).then(|| differ(pair, a, b)).flatten()
}

/// Compares the holders of a role that stands at `a` on one side and at `b` on the other.
fn differ(pair: &Pair<'_>, a: u16, b: u16) -> Option<Finding> {
    let of_a = holder(pair.a, a)?;
    let of_b = holder(pair.b, b)?;
    let named = |statement: &Statement, (first, last): (u16, u16)| {
        (first..=last).filter(|&at| statement.word(at).is_name()).collect::<Vec<_>>()
    };
    let (names_a, names_b) = (named(pair.a, of_a), named(pair.b, of_b));
    let shared = names_a.iter().any(|&at| pair.partner_of_a(at).is_some())
        || names_b.iter().any(|&at| pair.partner_of_b(at).is_some());
    let other_words = |&&at: &&u16| at != a && pair.partner_of_a(at).is_some();
    let object = pair.a.content.iter().find(other_words).is_some();
    let same_side = pair.a.word(a).negated == pair.b.word(b).negated;
    let alike = names_a.iter().any(|&a| names_b.iter().any(|&b| are_alike(pair, a, b)));
    let fires = !shared && !alike && object && same_side;
    fires.then_some(Finding { a: of_a, b: of_b, strength: 1.0 })
}

/// Tells whether the two say the same of others: nothing is left over but names, on both sides.
pub(super) fn are_others(pair: &Pair<'_>) -> bool {
    let only_names = pair.free_of_a().all(|at| pair.a.word(at).is_name())
        && pair.free_of_b().all(|at| pair.b.word(at).is_name());
    only_names && have_others(pair)
}

/// Tells whether each side names somebody or something that the other does not, and none of them are
/// spelled alike: "bought a mill in Orlo", "sold a mill in Tarn".
pub(super) fn have_others(pair: &Pair<'_>) -> bool {
    let of_a: Vec<u16> = pair.free_of_a().filter(|&at| pair.a.word(at).is_name()).collect();
    let of_b: Vec<u16> = pair.free_of_b().filter(|&at| pair.b.word(at).is_name()).collect();
    let alike = || of_a.iter().any(|&a| of_b.iter().any(|&b| are_alike(pair, a, b)));
    !of_a.is_empty() && !of_b.is_empty() && !alike()
}

fn are_alike(pair: &Pair<'_>, a: u16, b: u16) -> bool {
    spelled_alike(pair.a.words_between(a, a), pair.b.words_between(b, b))
}

/// Names on each side that all stand for others than those of the other side, in one and the same
/// frame: "Arden council approved 34 homes", "Belcourt council approved 51 homes". Whatever else
/// differs, the two are not about one thing.
pub(super) fn of_others(pair: &Pair<'_>) -> Vec<Finding> {
    let (of_a, of_b): (Vec<u16>, Vec<u16>) = (names(pair.a).collect(), names(pair.b).collect());
    let (Some(&a), Some(&b)) = (of_a.first(), of_b.first()) else { return Vec::new() };
    let fires = pair.is_of_others(|| {
        let shared = of_a.iter().any(|&at| pair.partner_of_a(at).is_some())
            || of_b.iter().any(|&at| pair.partner_of_b(at).is_some());
        let spelled_a: Vec<&str> = of_a.iter().map(|&at| pair.a.words_between(at, at)).collect();
        let spelled_b: Vec<&str> = of_b.iter().map(|&at| pair.b.words_between(at, at)).collect();
        !shared
            && have_one_frame(pair, [of_a.len(), of_b.len()])
            && !can_be_one(&spelled_a, &spelled_b)
            && different(pair).is_empty()
    });
    let finding = Finding { a: (a, a), b: (b, b), strength: 1.0 };
    if fires { vec![finding] } else { Vec::new() }
}

/// Tells whether the words besides names make one frame; `names` are how many of them are names.
fn have_one_frame(pair: &Pair<'_>, names: [usize; 2]) -> bool {
    let shared = |at: &&u16| !pair.a.word(**at).is_name() && pair.partner_of_a(**at).is_some();
    let both = pair.a.content.iter().filter(shared).count();
    let all = [pair.a.content.len() - names[0], pair.b.content.len() - names[1]];
    let placed = have_one_place(&places(pair.a), &places(pair.b));
    is_one_frame(both, all, placed)
}

/// The name that holds a role: after "by", "of" or "to", else the last before the role.
fn holder(statement: &Statement, role: u16) -> Option<(u16, u16)> {
    let last = u16::try_from(statement.words.len()).unwrap_or(u16::MAX);
    let after = (role + 1..last.min(role.saturating_add(3))).find(|&at| statement.links(at));
    if let Some(link) = after {
        return name_from(statement, link + 1);
    }
    let from = role.saturating_sub(REACH);
    let end = (from..role).rev().find(|&at| statement.word(at).is_name())?;
    let clear = (end + 1..role).all(|at| statement.word(at).class == Class::Function);
    let first = (from..=end).rev().take_while(|&at| statement.word(at).is_name()).last()?;
    clear.then_some((first, end))
}

/// Words looked at after "by" for a name.
const DESCRIBED: u16 = 10;

/// The last run of names after a link, past what describes its holder: "by the singer Arno Veld".
fn name_from(statement: &Statement, from: u16) -> Option<(u16, u16)> {
    let last = u16::try_from(statement.words.len()).unwrap_or(u16::MAX);
    let mut found: Option<(u16, u16)> = None;
    for at in from..last.min(from.saturating_add(DESCRIBED)) {
        let word = statement.word(at);
        let joins = matches!(statement.words_between(at, at), "the" | "a" | "an" | "-" | "'s");
        match found {
            Some((first, end)) if word.is_name() && at == end + 1 => found = Some((first, at)),
            _ if word.is_name() => found = Some((at, at)),
            _ if !joins && !word.carries() => break,
            Some(_) if word.class == Class::Content && !names_follow(statement, at) => break,
            _ => {}
        }
    }
    found
}

/// Tells whether names come before anything but content words: "rock band Low Water".
fn names_follow(statement: &Statement, from: u16) -> bool {
    let last = u16::try_from(statement.words.len()).unwrap_or(u16::MAX);
    let mut ahead = (from..last).map(|at| statement.word(at)).take_while(|word| word.carries());
    ahead.any(|word| word.is_name())
}

/// Verbs by which a thing comes to the holder that "to" names.
const PASSES: &[&str] =
    &["passed", "transferred", "sold", "handed", "passes", "pass", "went", "signed"];

/// The name that holds what a statement speaks of: of a role, or after "passed to".
pub(super) fn holder_of_all(statement: &Statement) -> Option<(u16, u16)> {
    let role = statement.content.iter().find(|&&at| statement.word(at).may(Sign::OneHolder));
    if let Some(&role) = role {
        return holder(statement, role);
    }
    let lower = |at: u16| statement.words_between(at, at).to_lowercase();
    let verb = statement.content.iter().find(|&&at| PASSES.contains(&lower(at).as_str()))?;
    let last = u16::try_from(statement.words.len()).unwrap_or(u16::MAX);
    let to = (verb + 1..last).find(|&at| lower(at) == "to")?;
    name_from(statement, to + 1)
}
