//! Weighs what the rules found.

use super::Met;
use super::align::Pair;
use super::ground::Ground;
use super::rules::{Finding, RULES, Rule};
use super::{dates, denial, names, numbers};
use crate::model::{Agreement, Comparison, Evidence, Stance};

/// Evidence this heavy makes a contradiction.
const CONFLICT: f32 = -0.5;
/// A statement is said by another when this share of it is.
const SAID: f32 = 0.8;
/// How much wider one side may spread the words that both share, and how many words more.
const WIDER: usize = 2;
const ROOM: usize = 4;
/// Statements that share less than this are about different things.
const RELATED: f32 = 0.3;

/// Compares by content, then turns the result if one side denies it.
pub(super) fn of(pair: &Pair<'_>) -> Comparison {
    let evidence: Vec<Evidence> = RULES.iter().flat_map(|rule| run(rule, pair)).collect();
    let content = by_content(pair, &evidence);
    let agreement = by_stance(content, pair);
    Comparison { agreement, evidence }
}

fn run(rule: &'static Rule, pair: &Pair<'_>) -> impl Iterator<Item = Evidence> {
    let evidence = move |found: Finding| Evidence {
        rule: rule.name.to_owned(),
        weight: rule.weight * found.strength.clamp(0.0, 1.0),
        a: pair.a.words_between(found.a.0, found.a.1).to_owned(),
        b: pair.b.words_between(found.b.0, found.b.1).to_owned(),
    };
    (rule.find)(pair).into_iter().map(evidence)
}

fn by_content(pair: &Pair<'_>, evidence: &[Evidence]) -> Agreement {
    let (of_a, of_b) = (pair.coverage_of_a(), pair.coverage_of_b());
    let ground = (pair.met != Met::Asked).then(|| Ground::of(pair));
    // Who denies something in the words in which another says it, denies that.
    let denied = pair.a.stance.affirms() != pair.b.stance.affirms()
        && ground.is_some_and(Ground::tells_in_a_word);
    if ground.is_some_and(|ground| !ground.is_common(pair.met) && !denied) {
        return Agreement::Unrelated;
    }
    if evidence.iter().any(|found| found.weight <= CONFLICT) {
        Agreement::Contradicts
    } else if of_a.max(of_b) < RELATED {
        Agreement::Unrelated
    } else if is_open(pair)
        || of_a.max(of_b) < SAID
        || ground
            .is_some_and(|ground| !(ground.tells_a_thing() || denied) || !is_said_by_both(pair))
    {
        Agreement::Undecided
    } else if of_a.min(of_b) >= SAID {
        Agreement::Agrees
    } else {
        Agreement::Refines
    }
}

/// Tells whether both say something, in one place, and of one time: "the achievements of the council"
/// says nothing, words here and there in a long text are not what a short one says, and that it will
/// be is not that it was.
fn is_said_by_both(pair: &Pair<'_>) -> bool {
    let (a, b) = (&pair.a.modality, &pair.b.modality);
    a.has_verb && b.has_verb && a.ahead == b.ahead && is_in_one_place(pair)
}

/// Tells whether the words that both share stand about as close in one as in the other.
fn is_in_one_place(pair: &Pair<'_>) -> bool {
    let shared = pair.a.content.iter().filter_map(|&at| Some((at, pair.partner_of_a(at)?)));
    let (of_a, of_b): (Vec<u16>, Vec<u16>) = shared.unzip();
    let span = |places: &[u16]| match (places.iter().min(), places.iter().max()) {
        (Some(first), Some(last)) => usize::from(last - first),
        _ => 0,
    };
    let (a, b) = (span(&of_a), span(&of_b));
    a.max(b) <= WIDER * a.min(b) + ROOM
}

/// Tells whether something differs that is too weak for a contradiction, but rules agreement out.
pub(super) fn is_open(pair: &Pair<'_>) -> bool {
    denial::differs(pair)
        || dates::about_different_times(pair)
        || !numbers::are_settled(pair)
        || names::are_others(pair)
        || !names::of_others(pair).is_empty()
}

/// Whoever declines, asks or cannot confirm takes no side, and what is expected is no fact yet;
/// whoever denies what agrees contradicts it.
pub(super) fn by_stance(content: Agreement, pair: &Pair<'_>) -> Agreement {
    let (a, b) = (pair.a.stance, pair.b.stance);
    if content == Agreement::Unrelated {
        return content;
    }
    if !(a.takes_a_side() && b.takes_a_side()) || a.is_forecast() != b.is_forecast() {
        return Agreement::Undecided;
    }
    if a.affirms() == b.affirms() {
        return content;
    }
    let denier_is_wider = match (a, b) {
        (Stance::Denies, _) => pair.coverage_of_a() >= SAID,
        _ => pair.coverage_of_b() >= SAID,
    };
    match content {
        Agreement::Agrees => Agreement::Contradicts,
        Agreement::Refines if denier_is_wider => Agreement::Contradicts,
        _ => Agreement::Undecided,
    }
}
