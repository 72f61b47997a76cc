//! What grouping costs as claims grow: `cargo bench --bench grouping [-- LARGEST]`.
//!
//! Invented claims of invented events, told by several documents each, a few of them templates
//! that differ in a number only. For 10,000, 100,000 … claims it prints the processor time of each
//! step, the memory at its highest, and how many of the pairs on one proposition were found.
//! Reads `/proc`, so it runs on Linux.

mod clock;
mod dice;

use std::collections::HashMap;

use clock::{Clock, highest_memory};
use dice::{Dice, spell};
use onrecord::compare::{
    Edge, Judged, Statement, Told, candidates, compare, propositions, strength,
};
use onrecord::model::Stance;

fn main() {
    let largest = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    println!(
        "   claims   read s  pairs s  compare s  group s   all s  pairs a claim  MB  precision  recall"
    );
    let mut size = 10_000;
    while size <= largest {
        measure(size);
        size *= 10;
    }
}

/// Groups `size` claims and prints a line.
fn measure(size: usize) {
    let claims = Events::new().take(size).collect::<Vec<_>>();
    let mut clock = Clock::start();
    let told: Vec<Told> = claims.iter().map(Claim::told).collect();
    let read = clock.lap();
    let pairs = candidates(told.iter().map(|one| &one.claim));
    let paired = clock.lap();
    let edges: Vec<Edge> = pairs.iter().filter_map(|&(a, b)| edge(&told, a, b)).collect();
    let compared = clock.lap();
    let groups = propositions(&told, &edges, &Judged::default());
    let grouped = clock.lap();
    let (precision, recall) = right(&claims, &groups);
    println!(
        "{size:>9} {read:>8.2} {paired:>8.2} {compared:>10.2} {grouped:>8.2} {:>7.2} {:>14.1} {:>4} {precision:>9.3} {recall:>8.3}",
        read + paired + compared + grouped,
        pairs.len() as f64 / size as f64,
        highest_memory(),
    );
}

fn edge(told: &[Told], a: usize, b: usize) -> Option<Edge> {
    let strength = strength(&compare(&told[a].claim, &told[b].claim));
    (strength > 0.0).then_some(Edge { a, b, strength })
}

/// Of the pairs in one group the share that is about one thing; of those the share in one group.
fn right(claims: &[Claim], groups: &[Vec<usize>]) -> (f64, f64) {
    let pairs =
        |sizes: &HashMap<u64, u64>| -> u64 { sizes.values().map(|n| n * (n - 1) / 2).sum() };
    let count = |members: &mut dyn Iterator<Item = &Claim>| {
        let mut sizes: HashMap<u64, u64> = HashMap::new();
        members.for_each(|claim| *sizes.entry(claim.about).or_default() += 1);
        pairs(&sizes)
    };
    let both: u64 =
        groups.iter().map(|group| count(&mut group.iter().map(|&at| &claims[at]))).sum();
    let grouped: u64 =
        groups.iter().map(|group| (group.len() * (group.len() - 1) / 2) as u64).sum();
    let wanted = count(&mut claims.iter());
    (both as f64 / grouped.max(1) as f64, both as f64 / wanted.max(1) as f64)
}

/// A claim, the document that tells it and what it is about.
struct Claim {
    words: String,
    speaker: String,
    document: usize,
    place: usize,
    about: u64,
}

impl Claim {
    fn told(&self) -> Told {
        let read = |words: &str| Statement::read(words, Stance::Asserts, None);
        Told {
            claim: read(&self.words),
            around: read(&format!("{}, {} said", self.words, self.speaker)),
            speakers: read(&self.speaker),
            speaker: None,
            document: self.document,
            place: self.place,
        }
    }
}

/// Events one after another, each told by one to six documents of one to six claims.
struct Events {
    dice: Dice,
    documents: usize,
    events: u64,
    waiting: Vec<Claim>,
}

impl Events {
    fn new() -> Self {
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
