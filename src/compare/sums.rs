//! Do the parts that a statement gives add up to its whole ("nine, including two and seven")?

use std::cmp::Ordering;

use super::quantity::Quantity;
use super::statement::Statement;

/// A whole and its parts, as one statement gives them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The words of the whole.
    pub whole: String,
    /// The words of the parts, in order; two or more.
    pub parts: Vec<String>,
    /// How the sum of the parts stands to the whole; "about" and "at least" are taken at their
    /// word.
    pub order: Ordering,
}

/// Words that announce parts.
const ANNOUNCE: &[&str] = &["including", "comprising", "consisting", "namely", "whom", "which"];

impl Statement {
    /// Returns the whole and its parts, if it gives a number, then announces parts, then gives two
    /// smaller ones or more in the same unit.
    pub fn sum(&self) -> Option<Sum> {
        let announced = self.announcement()?;
        let whole = self.quantities.iter().rev().find(|quantity| quantity.last < announced)?;
        let parts: Vec<&Quantity> = self
            .quantities
            .iter()
            .filter(|part| {
                part.first > announced && part.unit == whole.unit && part.low <= whole.high
            })
            .collect();
        let sum: f64 = parts.iter().map(|part| part.low).sum();
        let order = if sum > whole.high {
            Ordering::Greater
        } else if sum < whole.low {
            Ordering::Less
        } else {
            Ordering::Equal
        };
        let words =
            |quantity: &Quantity| self.words_between(quantity.first, quantity.last).to_owned();
        let sound = parts.len() > 1 && sum.is_finite();
        sound.then(|| Sum {
            whole: words(whole),
            parts: parts.iter().map(|part| words(part)).collect(),
            order,
        })
    }

    fn announcement(&self) -> Option<u16> {
        let at = self.words.iter().position(|word| {
            let text = &self.text[word.start as usize..word.end as usize];
            ANNOUNCE.iter().any(|announce| text.eq_ignore_ascii_case(announce))
        })?;
        u16::try_from(at).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance;

    #[test]
    fn parts_are_summed_and_compared_with_the_whole() {
        let sum = |text: &str| Statement::read(text, Stance::Asserts, None).sum();
        let order = |text: &str| sum(text).map(|sum| sum.order);
        let found = sum("about 9,000 dockers struck, including 2,000 in Merle and 7,000 in Lunde");
        let found = found.expect("there are two parts");
        assert_eq!(found.parts.len(), 2);
        assert_eq!(found.order, Ordering::Equal);
        assert_eq!(order("90 ships, including 20 barges and 30 tugs"), Some(Ordering::Less));
        assert_eq!(order("90 ships, including 60 barges and 50 tugs"), Some(Ordering::Greater));
        // no parts, or one
        assert_eq!(order("90 ships, including 20 barges"), None);
        assert_eq!(order("90 ships and 20 barges"), None);
        assert_eq!(order("including"), None);
    }
}
