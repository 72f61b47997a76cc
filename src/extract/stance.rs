//! Stances: asserting, denying, declining to say, being unable to confirm.

use super::content::Found;
use super::lexicon::takes;
use super::page::Page;
use crate::model::Stance;

/// Reads what the origin does with the content.
pub(super) fn stance(page: &Page<'_>, found: &Found) -> Stance {
    let Some(cue) = &found.cue else { return Stance::Asserts };
    let unable = || {
        let able =
            ["could", "can", "couldn't", "couldn’t", "can't", "can’t", "cannot", "able", "unable"];
        cue.tokens.clone().any(|at| page.tokens.is_one_of(at, &able))
    };
    match cue {
        _ if cue.takes(takes::DECLINE) => Stance::Declines,
        _ if cue.takes(takes::VERIFY) && cue.negated && unable() => Stance::CannotConfirm,
        _ if cue.takes(takes::DENY) && !cue.negated => Stance::Denies,
        _ if cue.negated && cue.takes(takes::VERIFY | takes::SAY) => Stance::Declines,
        _ => Stance::Asserts,
    }
}
