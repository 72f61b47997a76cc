//! Does a verdict move when outlets echo one wrong source? `cargo bench --bench echoes`.
//!
//! For each of many questions five people, each right more often than not, are quoted once, each by
//! an outlet of its own; one source that is right in 21 of 100 is quoted by one outlet, and `k`
//! more outlets carry what it said: by quoting it, by copying the agency's text, or by citing
//! the outlet that quoted it. For each `k` it prints how often the answer that most outlets carry is right,
//! how often the one that most origins give in onrecord's report, and in how many reports the count
//! of origins, the sides or the contradiction differ from those at `k` = 0.

mod dice;

use chrono::{DateTime, Utc};
use dice::Dice;
use onrecord::extract::extract;
use onrecord::model::{Capture, ContentHash, Document, Metadata, SourceName};
use onrecord::ops::{self, report::ReportQuery};
use onrecord::report::{Proposition, Report};
use onrecord::store::{Session, Store};

const QUESTIONS: u64 = 100;
const ECHOES: [usize; 6] = [0, 1, 2, 5, 10, 20];
/// The witnesses and how often each is right, in percent.
const WITNESSES: [(&str, &str, u64); 5] = [
    ("Ana Orsk", "the harbour master", 80),
    ("Olo Brask", "a surgeon at Vell Hospital", 70),
    ("Mira Castane", "a ticket clerk", 65),
    ("Tobin Hale", "a retired pilot", 60),
    ("Ruta Venn", "a docker", 55),
];
/// The source that is echoed, and how often it is right, in percent.
const ECHOED: (&str, &str, u64) = ("Hugo Tarn", "a spokesman for Harrow Ferries", 21);
const SHIPS: [&str; 5] = ["Marisol", "Aldebran", "Sorrel", "Quillon", "Tamsin"];

fn main() {
    let plain: Vec<Answer> = (0..QUESTIONS).map(|number| ask(number, 0)).collect();
    println!(" k  most outlets right  most origins right  verdicts that moved  of");
    for echoes in ECHOES {
        let answers: Vec<Answer> = (0..QUESTIONS).map(|number| ask(number, echoes)).collect();
        let share = |right: &dyn Fn(&Answer) -> f64| {
            answers.iter().map(right).sum::<f64>() / QUESTIONS as f64
        };
        let moved = answers.iter().zip(&plain).filter(|(now, then)| now.verdict != then.verdict);
        println!(
            "{echoes:>2} {:>19.3} {:>19.3} {:>20} {QUESTIONS:>3}",
            share(&|answer| answer.outlets_right),
            share(&|answer| answer.origins_right),
            moved.count(),
        );
    }
}

/// What came out for one question.
struct Answer {
    /// Share of the values with most outlets that is the true one: 1, 0, or a part on a tie.
    outlets_right: f64,
    /// The same of the values with most origins.
    origins_right: f64,
    /// Origins at least and at most, and whether it is contradicted; with the same for each side.
    verdict: Vec<(usize, usize, bool)>,
}

/// One telling: who says which value in which outlet.
struct Telling {
    outlet: String,
    speaker: &'static str,
    value: u64,
    text: String,
}

fn ask(number: u64, echoes: usize) -> Answer {
    let question = Question::new(number);
    let tellings = question.tellings(echoes);
    let report = reported(&tellings);
    let about = report.propositions.iter().max_by_key(|one| one.claims.len());
    let outlets = tellings.iter().map(|telling| telling.value);
    Answer {
        outlets_right: share_right(outlets, question.truth),
        origins_right: share_right(origin_values(about, &tellings), question.truth),
        verdict: about.map(verdict).unwrap_or_default(),
    }
}

/// For each origin of the report the value that it gives; copies of it are not origins.
fn origin_values(about: Option<&Proposition>, tellings: &[Telling]) -> impl Iterator<Item = u64> {
    let origins = about.into_iter().flat_map(|one| &one.tree);
    origins.filter_map(|origin| {
        let own = tellings.iter().find(|telling| origin.name.contains(telling.speaker));
        own.map(|telling| telling.value)
    })
}

fn verdict(one: &Proposition) -> Vec<(usize, usize, bool)> {
    let sides = one.sides.iter().map(|side| (side.min, side.max, true));
    [(one.origins.min, one.origins.max, one.contradicted)].into_iter().chain(sides).collect()
}

/// The true value's share of the values given most often.
fn share_right(values: impl Iterator<Item = u64>, truth: u64) -> f64 {
    let mut counts: Vec<(u64, usize)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let best: Vec<u64> =
        counts.iter().filter(|(_, count)| *count == most).map(|(value, _)| *value).collect();
    if best.contains(&truth) { 1.0 / best.len() as f64 } else { 0.0 }
}

/// Logs the tellings into a new record and asks for the report.
fn reported(tellings: &[Telling]) -> Report {
    let mut store = Store::in_memory().expect("a new record");
    let at: DateTime<Utc> = "2024-05-15T12:00:00Z".parse().expect("an instant");
    let session = Session::new("bench", at, "log");
    for telling in tellings {
        let document = telling.document();
        let drafts = extract(&document);
        ops::log::log(&mut store, &session, &document, &drafts).expect("logged");
    }
    ops::report::report(&store, None, &ReportQuery::default()).expect("a report")
}

impl Telling {
    fn document(&self) -> Document {
        let metadata = Metadata {
            outlet: SourceName::new(&self.outlet).ok(),
            title: None,
            published_on: "2024-05-14".parse().ok(),
            url: None,
            author: None,
        };
        let raw_sha256 = ContentHash::of(self.text.as_bytes());
        let capture = Capture { text: self.text.clone(), raw_sha256, metadata };
        Document::new(capture, Some(format!("{}.txt", self.outlet)))
    }
}

/// How many people were on a ferry?
struct Question {
    ship: String,
    truth: u64,
    said: Vec<u64>,
    echoed: u64,
}

impl Question {
    fn new(number: u64) -> Self {
        let mut dice = Dice(number);
        let truth = 120 + dice.below(80);
        let wrong = truth + 40 + dice.below(60);
        let mut says = |right: u64| if dice.below(100) < right { truth } else { wrong };
        let said = WITNESSES.iter().map(|(_, _, right)| says(*right)).collect();
        let echoed = says(ECHOED.2);
        let ship = SHIPS[number as usize % SHIPS.len()].to_owned();
        Self { ship, truth, said, echoed }
    }

    /// Everything that is printed: the witnesses, the echoed source, and its echoes.
    fn tellings(&self, echoes: usize) -> Vec<Telling> {
        let mut made: Vec<Telling> = Vec::new();
        for (nth, ((name, role, _), value)) in WITNESSES.iter().zip(&self.said).enumerate() {
            let line =
                format!("{name}, {role}, said {value} people were on the ferry {}", self.ship);
            made.push(telling(format!("Quay Paper {nth}"), name, *value, format!("{line}.\n")));
        }
        let (name, role, _) = ECHOED;
        let line = format!("{value} people were on the ferry {}", self.ship, value = self.echoed);
        let first = format!("{name}, {role}, said {line}.\n");
        made.push(telling("The Courier".to_owned(), name, self.echoed, first.clone()));
        for nth in 0..echoes {
            let text = match nth % 3 {
                0 => format!("\"{line},\" said {name}, {role}.\n"),
                1 => first.clone(),
                _ => format!("The Courier reported, citing {name}, {role}, that {line}.\n"),
            };
            made.push(telling(format!("Evening Post {nth}"), name, self.echoed, text));
        }
        made
    }
}

fn telling(outlet: String, speaker: &'static str, value: u64, text: String) -> Telling {
    Telling { outlet, speaker, value, text }
}
