//! What follows from how a source has fared: as little as honesty allows.
//!
//! Of the propositions on which a source takes a side, those count on which it was corroborated by an
//! independent origin and not contradicted ("held"), or was contradicted or took it back ("fell").
//! The share of the first is drawn towards that of all sources of the report by a Beta prior of
//! strength 5. Under ten there is no verdict; above, only one of three words, since a record of the
//! past says little about the next statement.

/// As if this many propositions had gone as they do for all sources.
const STRENGTH: f64 = 5.0;
/// Fewer than this say nothing.
const FEWEST: usize = 10;

/// How often one source held and fell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fared {
    pub(super) held: usize,
    pub(super) fell: usize,
}

/// The share of all that held, with one more of each so that it is never all or nothing.
pub(super) fn base(all: impl Iterator<Item = Fared>) -> f64 {
    let (held, fell) =
        all.fold((1.0, 1.0), |(held, fell), one| (held + one.held as f64, fell + one.fell as f64));
    held / (held + fell)
}

/// Says how a source stands beside the others, in words.
pub(super) fn standing(one: Fared, base: f64) -> String {
    let counted = one.held + one.fell;
    if counted < FEWEST {
        return format!("too few to say: {counted} of {FEWEST}");
    }
    let counted = counted as f64 + STRENGTH;
    let mean = (one.held as f64 + STRENGTH * base) / counted;
    let spread = (mean * (1.0 - mean) / (counted + 1.0)).sqrt();
    let word = if mean - spread > base {
        "more often than"
    } else if mean + spread < base {
        "less often than"
    } else {
        "about as often as"
    };
    format!("held {word} sources here do")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn under_ten_nothing_is_said_and_above_it_one_of_three_words() {
        let say = |held, fell| standing(Fared { held, fell }, 0.5);
        assert_eq!(say(9, 0), "too few to say: 9 of 10");
        assert_eq!(say(10, 0), "held more often than sources here do");
        assert_eq!(say(6, 5), "held about as often as sources here do");
        assert_eq!(say(1, 12), "held less often than sources here do");
    }

    #[test]
    fn all_alike_are_as_all_are() {
        let all = [Fared { held: 9, fell: 3 }; 4];
        let base = base(all.into_iter());
        assert!(standing(all[0], base).contains("about as often"));
    }
}
