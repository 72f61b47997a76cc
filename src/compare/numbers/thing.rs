//! Do two numbers measure one thing? A figure is of something, of some whole, over something else.

use super::super::align::Pair;
use super::super::attributes::is_one_subject;
use super::super::lexicon::Near;
use super::super::quantity::Quantity;
use super::super::statement::Statement;
use super::super::units::Unit;
use super::super::word::Class;

/// The least share of what is said around the better covered quantity that the other side says.
const CONTEXT: f32 = 0.5;
/// The same, when nothing says what one of them counts.
const CONTEXT_ALONE: f32 = 0.7;

/// How sure it is that two numbers measure one thing, if they do.
pub(super) fn of_one_thing(pair: &Pair<'_>, a: &Quantity, b: &Quantity) -> Option<f32> {
    if a.unit != b.unit || a.part != b.part || a.rate != b.rate || a.frame || b.frame {
        return None;
    }
    let apart = count_apart(pair, a, b) || are_of_others(pair, a, b) || befell_others(pair, a, b);
    if a.relative != b.relative || apart {
        return None;
    }
    let joined = |at: &u16| b.head.iter().any(|&other| pair.are_one(*at, other));
    let same_head = a.head.iter().any(joined);
    let no_head = a.head.is_empty() || b.head.is_empty();
    if a.unit == Unit::Ordinal && !same_head {
        return None;
    }
    let counts = matches!(a.unit, Unit::Count | Unit::Ordinal);
    if counts && !same_head && !no_head {
        return None;
    }
    let (matched, share) = context(pair, a, b);
    let enough = if counts && no_head { CONTEXT_ALONE } else { CONTEXT };
    let thin = counts && no_head && matched < 1.5;
    let role = is_one_role(pair, a, b, same_head).then_some(ONE_ROLE);
    let subject = a.unit != Unit::Ordinal && is_one_subject(pair, a.first, b.first);
    let said = if subject { share.max(ONE_SUBJECT) } else { share };
    if a.unit == Unit::Age && is_one_subject(pair, a.first, b.first) && are_at_death(pair) {
        return Some(ONE_ROLE);
    }
    let around = (share >= enough && !thin).then_some(said);
    role.into_iter().chain(around).reduce(f32::max)
}

/// How sure it is at least that two numbers measure one thing when they are said of one subject.
const ONE_SUBJECT: f32 = 0.6;
/// How sure it is that two numbers measure one thing when only the words around them say so.
const ONE_ROLE: f32 = 0.8;

/// Tells whether the names before two numbers are those of one thing, and both say one thing of it:
/// "is the fifth novel", "has nine seats" after the same word.
fn is_one_role(pair: &Pair<'_>, a: &Quantity, b: &Quantity, same_head: bool) -> bool {
    let before = |statement: &Statement, number: &Quantity| {
        statement.content.iter().copied().take_while(|&at| at < number.first).last()
    };
    let after_one = || match (before(pair.a, a), before(pair.b, b)) {
        (Some(a), Some(b)) => !pair.a.word(a).is_name() && pair.partner_of_a(a) == Some(b),
        _ => false,
    };
    let owned = |statement: &Statement, number: &Quantity| {
        number.first.checked_sub(1).is_some_and(|at| statement.words_between(at, at).ends_with('s'))
    };
    let ordinal = a.unit == Unit::Ordinal && !owned(pair.a, a) && !owned(pair.b, b);
    same_head
        && (ordinal || after_one() || heads_shared(pair, a, b) > 1)
        && is_one_subject(pair, a.first, b.first)
}

/// Tells whether both speak of a death: somebody has one age at it.
fn are_at_death(pair: &Pair<'_>) -> bool {
    let dies = |statement: &Statement| {
        let said = |&at: &u16| statement.words_between(at, at);
        let mut words = statement.content.iter().map(said);
        words.any(|word| matches!(word, "died" | "dies" | "death" | "passed" | "dead"))
    };
    dies(pair.a) && dies(pair.b)
}

/// How many of the words for what is counted both have.
fn heads_shared(pair: &Pair<'_>, a: &Quantity, b: &Quantity) -> usize {
    let joined = |at: &&u16| pair.partner_of_a(**at).is_some_and(|other| b.head.contains(&other));
    a.head.iter().filter(joined).count()
}

/// What both sentences say besides the things counted: its weight, and its share of the better
/// covered sentence.
fn context(pair: &Pair<'_>, a: &Quantity, b: &Quantity) -> (f32, f32) {
    let (of_a, of_b) = (pair.a.word(a.first).sentence, pair.b.word(b.first).sentence);
    let of_sentence = |statement: &Statement, sentence: u16| {
        let inside = |at: &u16| statement.word(*at).sentence == sentence;
        statement.content.iter().copied().filter(inside).collect::<Vec<_>>()
    };
    let (in_a, in_b) = (of_sentence(pair.a, of_a), of_sentence(pair.b, of_b));
    let a_side =
        said(pair.a, of_a, &a.head, |at| in_b.iter().any(|&other| pair.are_one(at, other)));
    let b_side =
        said(pair.b, of_b, &b.head, |at| in_a.iter().any(|&other| pair.are_one(other, at)));
    let share = |(found, all): (f32, f32)| if all == 0.0 { 0.0 } else { found / all };
    (a_side.0.min(b_side.0), share(a_side).max(share(b_side)))
}

/// The weight of a sentence's content words besides the head that pass, and of all of them.
fn said(
    statement: &Statement,
    sentence: u16,
    head: &[u16],
    passes: impl Fn(u16) -> bool,
) -> (f32, f32) {
    let (mut found, mut all) = (0.0, 0.0);
    let words = statement.content.iter().copied().filter(|at| !head.contains(at));
    for at in words.filter(|&at| statement.word(at).sentence == sentence) {
        all += statement.word(at).weight;
        found += if passes(at) { statement.word(at).weight } else { 0.0 };
    }
    (found, all)
}

/// Tells whether two numbers count different things: other nouns ("34 academies of nations", "80
/// countries"), or one noun with other words before it on both sides ("wind power jobs", "solar jobs").
fn count_apart(pair: &Pair<'_>, a: &Quantity, b: &Quantity) -> bool {
    let (Some(noun_a), Some(noun_b)) = (a.noun, b.noun) else { return false };
    let only = |head: &[u16], noun: u16, other: &dyn Fn(u16) -> bool| {
        head.iter().any(|&at| at < noun && !other(at))
    };
    !pair.are_one(noun_a, noun_b)
        || only(&a.head, noun_a, &|at| b.head.iter().any(|&to| pair.are_one(at, to)))
            && only(&b.head, noun_b, &|at| a.head.iter().any(|&to| pair.are_one(to, at)))
}

/// Tells whether two counts are of those whom different things befell: "nine people died", "five people
/// were missing".
pub(in super::super) fn befell_others(pair: &Pair<'_>, a: &Quantity, b: &Quantity) -> bool {
    let (of_a, of_b) = (befell(pair.a, a), befell(pair.b, b));
    let known = !of_a.is_empty() && !of_b.is_empty() && a.unit == Unit::Count;
    known && !of_a.iter().any(|field| of_b.contains(field))
}

/// The fields of news of what befell those who are counted: of the first word behind them that has any,
/// in their clause, or else of all before them ("the number of dead rose to nine").
fn befell(statement: &Statement, number: &Quantity) -> Vec<u32> {
    let from = number.head.iter().copied().max().unwrap_or(number.last).max(number.last) + 1;
    let rest = from..statement.words.len() as u16;
    let clause = rest.take_while(|&at| statement.word(at).class != Class::Mark);
    let of = |at: u16| statement.word(at).entry.fields();
    let content = |at: &u16| statement.word(*at).class == Class::Content;
    let behind = clause.take(REACH).filter(content).map(of).find(|fields| !fields.is_empty());
    let before = || (0..number.first).filter(content).flat_map(of).copied().collect();
    behind.map_or_else(before, <[u32]>::to_vec)
}

/// Words behind what is counted that can say what befell it.
const REACH: usize = 4;

/// Tells whether two numbers are of different things or of one whole: "cases of theft", "cases of
/// arson"; a share of exports says nothing of another's share of them.
fn are_of_others(pair: &Pair<'_>, a: &Quantity, b: &Quantity) -> bool {
    let met = |of_a: &[u16], of_b: &[u16], one: &dyn Fn(u16, u16) -> bool| {
        of_a.iter().any(|&at| of_b.iter().any(|&other| one(at, other)))
    };
    let like = |at, other| pair.are_one(at, other);
    let same = |at, other| {
        like(at, other) && !matches!(pair.near_of_a(at), Some(Near::KindOf | Near::Above))
    };
    let apart = !a.of.is_empty() && !b.of.is_empty() && !met(&a.of, &b.of, &like);
    let (by_a, by_b) = (besides(pair.a, a), besides(pair.b, b));
    apart || a.unit == Unit::Percent && !met(&by_a, &by_b, &same)
}

/// What the sentence of a number says before it, or if nothing, after it, besides what it is of.
fn besides(statement: &Statement, number: &Quantity) -> Vec<u16> {
    let sentence = statement.word(number.first).sentence;
    let of_it = |at: u16| {
        let stem = statement.word(at).stem;
        number.of.iter().chain(&number.head).any(|&of| statement.word(of).stem == stem)
    };
    let told = |at: &u16| statement.word(*at).sentence == sentence && !of_it(*at);
    let all = || statement.content.iter().copied().filter(told);
    let before: Vec<u16> = all().take_while(|&at| at < number.first).collect();
    if before.is_empty() { all().collect() } else { before }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;
    use crate::model::Agreement::{Contradicts, Undecided};

    #[test]
    fn figures_of_different_things_do_not_conflict() {
        check(&[
            // shares of one whole, of two who have them
            (
                "Mills caused 20 percent of all fires in Orlo",
                "Lamps were 3 percent of all fires in Orlo",
                Undecided,
            ),
            (
                "Mills caused 20 percent of all fires in Orlo",
                "Mills caused 3 percent of all fires in Orlo",
                Contradicts,
            ),
            // other nouns, other words before them, other things of a kind
            (
                "34 council offices agreed in Orlo",
                "Offices from 80 councils agreed in Orlo",
                Undecided,
            ),
            ("Orlo has 900 tide mill jobs", "Orlo has 700 wind farm jobs", Undecided),
            ("Orlo police saw 270 cases of theft", "Orlo police saw 81 cases of arson", Undecided),
            (
                "Orlo police saw 270 cases of theft",
                "Orlo police saw 81 cases of theft",
                Contradicts,
            ),
            // above something else, or in itself; the same in another unit
            (
                "Orlo lake was 16.1 °C in May",
                "Orlo lake was 0.9 °C above the May average",
                Undecided,
            ),
            (
                "Orlo lake was 53 °C (127 °F) in May",
                "Orlo lake was 53 °C (123 °F) in May",
                Undecided,
            ),
        ]);
    }

    #[test]
    fn what_befell_some_is_not_what_befell_others() {
        check(&[
            (
                "Nine people had died in the Orlo ferry accident",
                "Five people were still missing after the Orlo ferry accident",
                Undecided,
            ),
            (
                "Nine people had died in the Orlo ferry accident",
                "Five people were killed in the Orlo ferry accident",
                Contradicts,
            ),
            (
                "The toll of the Orlo ferry accident rose to nine people",
                "Five people were still missing after the Orlo ferry accident",
                Undecided,
            ),
        ]);
    }

    #[test]
    fn who_dies_has_one_age() {
        check(&[
            (
                "Veld died of a fever in 2014 at the age of 54",
                "Arno Veld was 65 when he died",
                Contradicts,
            ),
            (
                "Veld left school in Orlo at the age of 14",
                "Arno Veld was 65 when he died",
                Undecided,
            ),
        ]);
    }
}
