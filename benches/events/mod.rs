//! Invented claims of invented events, told by several documents each; three in a hundred are one
//! sentence with another town and number.

use crate::dice::{Dice, spell};

/// A claim, the document that tells it and what it is about.
pub(crate) struct Claim {
    pub(crate) words: String,
    pub(crate) speaker: String,
    pub(crate) document: usize,
    pub(crate) place: usize,
    pub(crate) about: u64,
}

/// Events one after another, each told by one to six documents of one to six claims.
pub(crate) struct Events {
    dice: Dice,
    documents: usize,
    events: u64,
    waiting: Vec<Claim>,
}

impl Events {
    pub(crate) fn new() -> Self {
        Self { dice: Dice(7), documents: 0, events: 0, waiting: Vec::new() }
    }

    fn happen(&mut self) {
        self.events += 1;
        let facts: Vec<Vec<String>> = (0..1 + self.dice.below(6)).map(|_| self.fact()).collect();
        for _ in 0..1 + self.dice.below(6) {
            self.documents += 1;
            for (nth, fact) in facts.iter().enumerate() {
                if self.dice.below(10) < 6 {
                    let claim = self.telling(fact, nth);
                    self.waiting.push(claim);
                }
            }
        }
    }

    fn fact(&mut self) -> Vec<String> {
        if self.dice.below(100) < 3 {
            let number = 10 + self.dice.below(900);
            let town = self.name();
            return format!(
                "the council of {town} recorded {number} complaints about noise at night"
            )
            .split(' ')
            .map(str::to_owned)
            .collect();
        }
        let mut words: Vec<String> = (0..10 + self.dice.below(8)).map(|_| self.word()).collect();
        if self.dice.below(2) == 0 {
            words.insert(3, (2 + self.dice.below(5_000)).to_string());
        }
        words.insert(2, "the".to_owned());
        words.insert(5, "of".to_owned());
        words
    }

    /// A fact in the words of one document: some left out, some others put in.
    fn telling(&mut self, fact: &[String], nth: usize) -> Claim {
        let mut words: Vec<String> = Vec::new();
        for word in fact {
            match self.dice.below(10) {
                0 => words.push(self.word()),
                1 => {}
                _ => words.push(word.clone()),
            }
        }
        Claim {
            words: words.join(" "),
            speaker: format!("{} {}", self.name(), self.name()),
            document: self.documents,
            place: nth * 200,
            about: self.events * 8 + nth as u64,
        }
    }
}

impl Iterator for Events {
    type Item = Claim;

    fn next(&mut self) -> Option<Claim> {
        while self.waiting.is_empty() {
            self.happen();
        }
        Some(self.waiting.remove(0))
    }
}

impl Events {
    /// A made-up word: some are common and most are rare, as among the content words of any
    /// language (Zipf's law from the sixtieth word on).
    fn word(&mut self) -> String {
        let even = (self.dice.next() >> 11) as f64 / (1_u64 << 53) as f64;
        spell((60.0 * 1_000.0_f64.powf(even)) as u64)
    }

    fn name(&mut self) -> String {
        let mut name = spell(60_000 + self.dice.below(40_000));
        name[..1].make_ascii_uppercase();
        name
    }
}
