//! Names cut into words, and when a short name is surely part of a long one.

use crate::model::SourceKind;
use crate::words::{Kind, tokens};

/// Words before a name that are no part of it.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "dame",
    "lord",
    "lady",
    "prof",
    "professor",
    "judge",
    "justice",
    "president",
    "chancellor",
    "minister",
    "secretary",
    "senator",
    "general",
    "gen",
    "colonel",
    "col",
    "captain",
    "capt",
    "major",
    "sergeant",
    "lieutenant",
    "admiral",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "sheikh",
    "chief",
    "mayor",
    "governor",
    "sen",
    "rep",
    "gov",
    "lt",
    "sgt",
];

/// Words that name a kind of body and no body in particular.
const KINDS_OF_BODY: &[&str] = &[
    "administration",
    "agency",
    "army",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "church",
    "coastguard",
    "college",
    "commission",
    "committee",
    "company",
    "council",
    "court",
    "department",
    "embassy",
    "firm",
    "force",
    "forces",
    "foundation",
    "government",
    "group",
    "guard",
    "hospital",
    "institute",
    "intelligence",
    "ministry",
    "navy",
    "network",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "police",
    "port",
    "registry",
    "school",
    "service",
    "services",
    "society",
    "team",
    "union",
    "university",
    "workers",
    "wire",
    "press",
    "news",
    "times",
    "post",
    "herald",
    "the",
];

/// Tells whether a word names a kind of body ("union").
pub(super) fn is_kind_of_body(word: &str) -> bool {
    KINDS_OF_BODY.contains(&word)
}

/// Longest name, in words, that is looked at.
const MOST_WORDS: usize = 40;

/// Returns the lower-case words of a name: articles, titles, possessive endings and marks left out.
pub(super) fn name_words(name: &str) -> Vec<String> {
    let all: Vec<String> = tokens(name)
        .filter(|token| token.kind != Kind::Mark && !token.text.starts_with(['\'', '’']))
        .take(MOST_WORDS)
        .map(|token| token.text.to_lowercase())
        .collect();
    let lead = all.iter().take_while(|word| is_lead(word)).count();
    if lead < all.len() { all[lead..].to_vec() } else { all }
}

fn is_lead(word: &str) -> bool {
    matches!(word, "the" | "a" | "an") || TITLES.contains(&word)
}

/// Returns the last word of a name that only describes a body ("the dockers' union"); `None` for a
/// proper name.
pub(super) fn description(name: &str) -> Option<String> {
    let words = name_words(name);
    let last = words.last().filter(|word| KINDS_OF_BODY.contains(&word.as_str()))?;
    let bare = words.len() == 1;
    let proper =
        name.split_whitespace().skip(1).chain(name.split_whitespace().take(1)).any(|word| {
            word.starts_with(char::is_uppercase) && !matches!(word, "The" | "A" | "An")
        });
    (bare || !proper).then(|| last.clone())
}

/// How names of a kind shorten: a person's by the surname, a body's by its first words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    /// "Feske" for "Dorian Feske".
    Person,
    /// "Quaylock" for "Quaylock Storage".
    Body,
}

impl Family {
    /// Returns the family of a kind of source; `None` for unnamed sources, which never merge.
    pub(super) const fn of(kind: SourceKind) -> Option<Self> {
        match kind {
            SourceKind::Person => Some(Self::Person),
            SourceKind::Body | SourceKind::Outlet | SourceKind::Document => Some(Self::Body),
            SourceKind::UnnamedPerson | SourceKind::UnnamedGroup => None,
        }
    }
}

/// Tells whether `short` can be a shorter form of `long`.
pub(super) fn shortens(short: &[String], long: &[String], family: Family) -> bool {
    if short.is_empty() || short.len() >= long.len() {
        return false;
    }
    match family {
        Family::Person => {
            short.last() == long.last() && (short.len() == 1 || initials_fit(short, long))
        }
        Family::Body => body_shortens(short, long),
    }
}

/// "John Kirby" fits "John F. Kirby"; "Ann Kirby" does not.
fn initials_fit(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

fn body_shortens(short: &[String], long: &[String]) -> bool {
    let is_kind = |word: &String| KINDS_OF_BODY.contains(&word.as_str());
    let distinctive = short.iter().any(|word| !is_kind(word) && word.chars().count() > 2);
    // What the long name adds must not make another body of it ("Ostrova" / "Ostrova Police",
    // "Ostrova Gazette"), unless it only says what kind of outlet or firm it is.
    let another = |word: &String| is_kind(word) && !is_trade(word) || is_papers(word);
    let adds_a_body = long[short.len()..].iter().any(another);
    distinctive && long.starts_with(short) && !adds_a_body
        || acronym(long).is_some_and(|letters| short == [letters])
}

/// Words that make an outlet's name of a place's.
fn is_papers(word: &str) -> bool {
    const PAPERS: &[&str] = &[
        "bulletin",
        "chronicle",
        "courier",
        "dispatch",
        "echo",
        "examiner",
        "gazette",
        "journal",
        "mail",
        "mercury",
        "observer",
        "radio",
        "television",
        "tribune",
        "tv",
    ];
    PAPERS.contains(&word)
}

/// Words that say what a firm or outlet makes; a name goes on being the same without them. "Times"
/// and "Post" are not among them: without them the name is a place's.
fn is_trade(word: &str) -> bool {
    const TRADES: &[&str] =
        &["press", "wire", "group", "company", "hospital", "network", "bank", "agency"];
    TRADES.contains(&word)
}

/// The first letters of a name of three words or more: "Allied Rope Makers" is "arm".
fn acronym(long: &[String]) -> Option<String> {
    let counted = long.iter().filter(|word| !matches!(word.as_str(), "of" | "the" | "and" | "for"));
    let letters: String = counted.filter_map(|word| word.chars().next()).collect();
    (letters.chars().count() >= 3).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(short: &str, long: &str, family: Family) -> bool {
        shortens(&name_words(short), &name_words(long), family)
    }

    #[test]
    fn articles_titles_and_possessives_are_no_part_of_a_name() {
        assert_eq!(name_words("The Daily Plover"), ["daily", "plover"]);
        assert_eq!(name_words("Mr Anton Verrin’s"), ["anton", "verrin"]);
        assert_eq!(name_words("President"), ["president"]);
    }

    #[test]
    fn a_person_shortens_to_the_surname() {
        assert!(fits("Verrin", "Anton Verrin", Family::Person));
        assert!(fits("Mr Verrin", "Anton Verrin", Family::Person));
        assert!(fits("Anton Verrin", "Anton J. Verrin", Family::Person));
        for (short, long) in [("Anton", "Anton Verrin"), ("Ann Verrin", "Anton Verrin")] {
            assert!(!fits(short, long, Family::Person), "{short}");
        }
    }

    #[test]
    fn a_body_shortens_to_its_first_words_or_initials() {
        assert!(fits("Tarrow", "Tarrow Shipping", Family::Body));
        assert!(fits("Ostrel", "Ostrel Press", Family::Body));
        assert!(fits("ARM", "Allied Rope Makers", Family::Body));
        for (short, long) in [
            // another body of the same place
            ("Ostrova", "Ostrova Police"),
            ("Ostrova", "Ostrova Gazette"),
            ("Ostrova", "Ostrova’s water ministry"),
            // a kind of body is no name
            ("the ministry", "Ministry of Roads"),
            ("Shipping", "Tarrow Shipping"),
        ] {
            assert!(!fits(short, long, Family::Body), "{short}");
        }
    }
}
