//! Stances: what the origin does with the content.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::content::Found;
use super::cue::{Cue, Kind};
use super::lexicon::{self, takes};
use super::page::Page;
use crate::model::Stance;

static STANCES: LazyLock<HashMap<String, Stance>> = LazyLock::new(|| {
    let words = lexicon::lines(include_str!("stances.txt")).flat_map(|(stance, words)| {
        let stance = by_name(stance.trim_end_matches(':'));
        words.split_whitespace().filter_map(move |word| Some((word, stance?)))
    });
    words
        .flat_map(|(word, stance)| {
            lexicon::inflect(word).into_iter().map(move |(form, _)| (form, stance))
        })
        .collect()
});

fn by_name(name: &str) -> Option<Stance> {
    Stance::ALL.into_iter().find(|stance| stance.as_str() == name)
}

/// Reads what the origin does with the content.
pub(super) fn stance(page: &Page<'_>, found: &Found) -> Stance {
    let Some(cue) = &found.cue else { return Stance::Asserts };
    silence(page, cue).unwrap_or_else(|| match by_word(page, cue) {
        _ if cue.takes(takes::DENY) => if_not(cue.negated, Stance::Denies),
        Stance::Believes | Stance::Expects if cue.negated => Stance::Denies,
        Stance::Asserts if is_question(page, found) => Stance::Asks,
        stance => stance,
    })
}

/// "did not deny" is no assertion of the contrary, yet the nearest to it that there is a word for.
const fn if_not(negated: bool, stance: Stance) -> Stance {
    if negated { Stance::Asserts } else { stance }
}

/// Declining to say, and being unable to confirm.
fn silence(page: &Page<'_>, cue: &Cue) -> Option<Stance> {
    let able =
        ["could", "can", "couldn't", "couldn’t", "can't", "can’t", "cannot", "able", "unable"];
    let unable = cue.tokens.clone().any(|at| page.tokens.is_one_of(at, &able));
    match cue {
        _ if cue.takes(takes::DECLINE | takes::SILENCE) => Some(Stance::Declines),
        _ if cue.takes(takes::VERIFY) && cue.negated && unable => Some(Stance::CannotConfirm),
        _ if cue.negated && cue.takes(takes::VERIFY | takes::SAY) => Some(Stance::Declines),
        _ => None,
    }
}

fn by_word(page: &Page<'_>, cue: &Cue) -> Stance {
    if !matches!(cue.kind, Kind::Verb(_) | Kind::Noun) {
        return Stance::Asserts;
    }
    let word = page.word(cue.head).to_lowercase();
    STANCES.get(&word).copied().unwrap_or(Stance::Asserts)
}

/// Tells whether the content is one question, in quotation marks.
fn is_question(page: &Page<'_>, found: &Found) -> bool {
    let Some(last) = found.pieces.last() else { return false };
    let mut stops =
        found.pieces.iter().cloned().flatten().filter(|&at| page.is_stop(at) || page.is(at, "?"));
    let first = stops.next();
    first.is_some_and(|at| page.is(at, "?") && page.is_quoted(at) && at + 2 >= last.end)
        && stops.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_of_the_list_names_a_stance() {
        for (name, words) in lexicon::lines(include_str!("stances.txt")) {
            assert!(by_name(name.trim_end_matches(':')).is_some() && !words.is_empty(), "{name}");
        }
        assert_eq!(STANCES.get("thought"), Some(&Stance::Believes));
        assert_eq!(STANCES.get("warnings"), Some(&Stance::Warns));
    }
}
