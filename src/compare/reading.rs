//! What a model makes of two statements that the rules leave open.

use super::Met;
use super::align::Pair;
use super::statement::Statement;
use super::{dates, names, verdict};
use crate::model::{Agreement, Comparison, ContentHash, Evidence};

/// What a model makes of statements `a` and `b`; shares of 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// How close they are in meaning (a cosine).
    Likeness(f32),
    /// What follows from one for the other.
    Inference {
        /// Both cannot be so; the lower of both directions.
        contradicts: f32,
        /// If `a` is so, `b` is.
        a_entails_b: f32,
        /// If `b` is so, `a` is.
        b_entails_a: f32,
    },
}

/// The least likeness at which two statements say the same.
const ALIKE: f32 = 0.85;
/// The least share at which a model is believed.
const SURE: f32 = 0.9;

impl Reading {
    /// What the contents are to each other, how much that counts, and the rule's name.
    fn content(self, pair: &Pair<'_>) -> Option<(Agreement, f32, &'static str)> {
        const ENTAILS: &str = "a model reads the one out of the other";
        if names::have_others(pair) || dates::about_different_times(pair) {
            return None;
        }
        match self {
            Self::Likeness(likeness) => (likeness >= ALIKE && !verdict::is_open(pair)).then_some((
                Agreement::Agrees,
                likeness,
                "a model finds the same meaning",
            )),
            Self::Inference { contradicts, .. } if contradicts >= SURE => {
                Some((Agreement::Contradicts, -contradicts, "a model reads a contradiction"))
            }
            Self::Inference { a_entails_b, b_entails_a, .. } if !verdict::is_open(pair) => {
                let (least, most) = (a_entails_b.min(b_entails_a), a_entails_b.max(b_entails_a));
                if least >= SURE {
                    Some((Agreement::Agrees, least, ENTAILS))
                } else {
                    (most >= SURE).then_some((Agreement::Refines, most, ENTAILS))
                }
            }
            Self::Inference { .. } => None,
        }
    }
}

/// Settles what the rules left open by what a model makes of it; what they decided stays as it is. The
/// evidence names the model by the SHA-256 of its network.
pub fn settle(
    a: &Statement,
    b: &Statement,
    found: Comparison,
    reading: Reading,
    model: ContentHash,
) -> Comparison {
    let (one, other) = if a.order_key() <= b.order_key() { (a, b) } else { (b, a) };
    let pair = Pair::of(one, other, Met::Asked);
    let read = reading.content(&pair).filter(|_| found.agreement.is_open());
    let Some((content, weight, rule)) = read else { return found };
    let words = |statement: &Statement| statement.text.to_string();
    let mut evidence = found.evidence;
    let rule = format!("{rule} (model {})", &model.to_string()[..8]);
    evidence.push(Evidence { rule, weight, a: words(a), b: words(b) });
    Comparison { agreement: verdict::by_stance(content, &pair), evidence }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;
    use crate::model::Stance;

    fn settled(a: &str, b: &str, reading: Reading) -> Comparison {
        let read = |text: &str| Statement::read(text, Stance::Asserts, None);
        let (a, b) = (read(a), read(b));
        settle(&a, &b, compare(&a, &b), reading, ContentHash::of(b"a network"))
    }

    #[test]
    fn what_the_rules_leave_open_a_model_settles() {
        let (a, b) = ("The ferry went down off Velmouth.", "The boat sank near Velmouth.");
        assert_eq!(settled(a, b, Reading::Likeness(0.6)).agreement, Agreement::Undecided);
        let found = settled(a, b, Reading::Likeness(0.9));
        assert_eq!(found.agreement, Agreement::Agrees);
        assert_eq!(found.evidence.last().map(|one| one.b.as_str()), Some(b));
        let one_way = Reading::Inference { contradicts: 0.0, a_entails_b: 0.95, b_entails_a: 0.4 };
        assert_eq!(settled(a, b, one_way).agreement, Agreement::Refines);
        let against = Reading::Inference { contradicts: 0.95, a_entails_b: 0.0, b_entails_a: 0.0 };
        assert_eq!(settled(a, b, against).agreement, Agreement::Contradicts);
    }

    #[test]
    fn what_the_rules_decided_stays() {
        let (a, b) = ("42 people were hurt in Velmouth.", "17 people were hurt in Velmouth.");
        assert_eq!(settled(a, b, Reading::Likeness(1.0)).agreement, Agreement::Contradicts);
    }

    #[test]
    fn a_likeness_does_not_outweigh_other_names_or_other_days() {
        let (a, b) = ("The ferry to Torrin sank.", "The ferry to Velmouth went down.");
        let against = Reading::Inference { contradicts: 0.99, a_entails_b: 0.0, b_entails_a: 0.0 };
        assert!(!matches!(settled(a, b, against).agreement, Agreement::Contradicts));
        let (a, b) =
            ("The bridge shut on 3 March 2021.", "The crossing was closed on 9 June 2022.");
        assert!(!matches!(settled(a, b, against).agreement, Agreement::Contradicts));
    }
}
