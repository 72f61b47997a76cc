//! Governments: a state's ministries, ministers, embassies, services and police are one party.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::words::{Kind, tokens};

const STATES: &str = include_str!("states.txt");

static KNOWN: LazyLock<BTreeMap<Vec<String>, &'static str>> = LazyLock::new(|| {
    let lines = STATES.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(':'))
        .flat_map(|(state, others)| words_of(state, others))
        .collect()
});

fn words_of(
    state: &'static str,
    others: &'static str,
) -> impl Iterator<Item = (Vec<String>, &'static str)> {
    let own = state.to_lowercase().split(' ').map(str::to_owned).collect();
    let others = others.split_whitespace().map(|word| word.split('-').map(str::to_owned).collect());
    std::iter::once(own).chain(others).map(move |words| (words, state))
}

/// Organs that only a state has: the name before or behind them is a state's.
const ORGANS: &[&str] = &[
    "ambassador",
    "consul",
    "consulate",
    "embassy",
    "government",
    "ministry",
    "minister",
    "ministries",
    "ministers",
    "republic",
    "kingdom",
    "presidency",
];

/// Organs that states have, but others too: they count for a state that is known already.
const OFFICES: &[&str] = &[
    "administration",
    "agency",
    "army",
    "authorities",
    "authority",
    "cabinet",
    "chief",
    "commander",
    "council",
    "defence",
    "defense",
    "delegation",
    "department",
    "diplomat",
    "envoy",
    "force",
    "forces",
    "foreign",
    "intelligence",
    "interior",
    "justice",
    "military",
    "navy",
    "negotiator",
    "office",
    "official",
    "officials",
    "officer",
    "officers",
    "police",
    "president",
    "prime",
    "protection",
    "secretary",
    "security",
    "service",
    "services",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "state",
    "treasury",
    "troops",
];

/// Words that make a body a town's, a region's or nobody's, whatever state they stand beside.
const NOT_OF_THE_STATE: &[&str] = &[
    "mayor",
    "council",
    "town",
    "city",
    "municipal",
    "county",
    "village",
    "opposition",
    "former",
    "retired",
    "union",
    "rebel",
    "rebels",
    "exiled",
    "university",
    "court",
    "bank",
    "newspaper",
];

/// The states that are known: those of the world, and those that the sources speak of.
#[derive(Clone, Debug, Default)]
pub(super) struct States {
    learned: BTreeMap<Vec<String>, String>,
    /// What the texts say is a state's ("foreign minister"), if it is only one state's.
    organs: BTreeMap<Vec<String>, String>,
}

/// Words that stand before an organ and name no state.
const NO_STATE: &[&str] = &[
    "prime",
    "foreign",
    "interior",
    "defence",
    "defense",
    "finance",
    "health",
    "water",
    "justice",
    "home",
    "environment",
    "energy",
    "deputy",
    "former",
    "local",
    "new",
    "federal",
    "central",
    "junior",
    "senior",
    "the",
    "labour",
    "transport",
    "education",
    "economy",
    "trade",
    "vice",
];

impl States {
    /// Learns the states that `names` (and roles, and bodies) and `texts` speak of, and what they
    /// say is a state's: "Ostrova's water ministry".
    pub(super) fn learn<'t>(names: impl Iterator<Item = &'t str>, texts: &[&str]) -> Self {
        let mut learned = BTreeMap::new();
        let possessed: Vec<(String, Vec<String>)> =
            texts.iter().flat_map(|text| possessions(text)).collect();
        let owners = possessed
            .iter()
            .filter(|(_, what)| what.last().is_some_and(|last| ORGANS.contains(&last.as_str())));
        for (owner, _) in owners {
            let words = lower_words(owner);
            if !KNOWN.contains_key(&words) {
                learned.insert(words, owner.clone());
            }
        }
        for text in names {
            for state in named_by_organ(text) {
                let words: Vec<String> = state.split(' ').map(str::to_lowercase).collect();
                if !KNOWN.contains_key(&words) {
                    learned.insert(words, state);
                }
            }
        }
        let mut made = Self { learned, organs: BTreeMap::new() };
        made.organs = made.owned(&possessed);
        made
    }

    /// What is said to be one state's and no other's.
    fn owned(&self, possessed: &[(String, Vec<String>)]) -> BTreeMap<Vec<String>, String> {
        let mut owners: BTreeMap<&Vec<String>, BTreeSet<String>> = BTreeMap::new();
        for (owner, what) in possessed.iter().filter(|(_, what)| what.len() > 1) {
            let Some(state) = self.state(&lower_words(owner)) else { continue };
            owners.entry(what).or_default().insert(state);
        }
        let sole = owners.into_iter().filter(|(_, states)| states.len() == 1);
        sole.filter_map(|(what, states)| Some((what.clone(), states.into_iter().next()?))).collect()
    }

    fn owner(&self, words: &[String]) -> Option<String> {
        let runs =
            (0..words.len()).flat_map(|from| (from + 2..=words.len()).map(move |to| (from, to)));
        let runs = runs.filter(|(from, to)| to - from <= LONGEST_ORGAN);
        runs.filter_map(|(from, to)| self.organs.get(&words[from..to])).next().cloned()
    }

    /// Returns the state whose organ, seat or official the text names.
    ///
    /// A bare name of a state counts as its government.
    pub(super) fn behind(&self, text: &str) -> Option<String> {
        let words = lower_words(text);
        let first = self.first_state(&words);
        if let Some((state, at, length)) = &first
            && is_seat(&words[*at..at + length])
        {
            return Some(state.clone());
        }
        if words.iter().any(|word| NOT_OF_THE_STATE.contains(&word.as_str())) {
            return None;
        }
        let Some((state, at, length)) = first else {
            return self.owner(&words);
        };
        let rest = words[..at].iter().chain(&words[at + length..]);
        let mut rest = rest.filter(|word| !matches!(word.as_str(), "the" | "of" | "a" | "an"));
        let official =
            |word: &String| ORGANS.contains(&word.as_str()) || OFFICES.contains(&word.as_str());
        let bare = at + length == words.len() && rest.clone().next().is_none();
        (bare || rest.any(official)).then_some(state)
    }

    fn first_state(&self, words: &[String]) -> Option<(String, usize, usize)> {
        for at in 0..words.len() {
            for length in (1..=3.min(words.len() - at)).rev() {
                let name = &words[at..at + length];
                if let Some(state) = self.state(name) {
                    return Some((state, at, length));
                }
            }
        }
        None
    }

    fn state(&self, words: &[String]) -> Option<String> {
        KNOWN
            .get(words)
            .map(|&state| state.to_owned())
            .or_else(|| self.learned.get(words).cloned())
            .or_else(|| self.people_of_learned(words))
    }

    /// "ostrovan", "ostrovi": a learned state with an ending that makes its people.
    fn people_of_learned(&self, words: &[String]) -> Option<String> {
        let [word] = words else { return None };
        PEOPLE.iter().find_map(|ending| {
            let stem = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 4)?;
            let fits = |name: &&Vec<String>| {
                matches!(&name[..], [state] if state.trim_end_matches(['a', 'e', 'o', 'y', 'i']) == stem || state == stem)
            };
            self.learned.keys().find(fits).and_then(|name| self.learned.get(name).cloned())
        })
    }
}

/// Endings that make a state's people of its name.
const PEOPLE: &[&str] = &["ian", "ean", "ese", "ish", "an", "n", "i"];

/// A seat of government speaks for its state by itself ("the Kremlin").
fn is_seat(words: &[String]) -> bool {
    const SEATS: &[&str] = &[
        "kremlin",
        "pentagon",
        "white house",
        "downing street",
        "whitehall",
        "elysee",
        "élysée",
        "state department",
        "treasury department",
        "justice department",
        "national security council",
        "european commission",
        "fbi",
        "cia",
    ];
    SEATS.contains(&words.join(" ").as_str())
}

/// The most words of an organ's name.
const LONGEST_ORGAN: usize = 4;

/// The organs that a text calls somebody's: "Ostrova's water ministry" gives "Ostrova" and
/// "water ministry". Linear in the text.
fn possessions(text: &str) -> Vec<(String, Vec<String>)> {
    let words: Vec<&str> = tokens(text).map(|token| token.text).collect();
    let marks = words.iter().enumerate().filter(|(_, word)| matches!(**word, "'s" | "’s"));
    marks.filter_map(|(at, _)| possession(&words, at)).collect()
}

fn possession(words: &[&str], mark: usize) -> Option<(String, Vec<String>)> {
    let owner = last_capitalised(&words[mark.saturating_sub(3)..mark])?;
    let behind = words[mark + 1..].iter().take(LONGEST_ORGAN);
    let behind: Vec<String> = behind.map(|word| word.to_lowercase()).collect();
    let is_organ =
        |word: &String| ORGANS.contains(&word.as_str()) || OFFICES.contains(&word.as_str());
    let end = behind.iter().rposition(is_organ)? + 1;
    let plain = behind[..end].iter().all(|word| word.chars().all(char::is_alphabetic));
    plain.then(|| (owner, behind[..end].to_vec()))
}

fn lower_words(text: &str) -> Vec<String> {
    let words = tokens(text).filter(|token| {
        token.kind == Kind::Word && !token.text.starts_with(['\'', '’']) || token.text == "."
    });
    let mut made: Vec<String> = Vec::new();
    for token in words.take(60) {
        match made.last_mut() {
            // "U.S." is one word
            Some(last) if token.text == "." && last.chars().count() == 1 => last.push('.'),
            Some(last) if token.joined && last.ends_with('.') => {
                last.push_str(&token.text.to_lowercase());
            }
            _ if token.text == "." => {}
            _ => made.push(token.text.to_lowercase()),
        }
    }
    made
}

/// The names that stand where only a state stands: "X's foreign minister", "Ministry of Y of X",
/// "Government of X", "the X government".
fn named_by_organ(text: &str) -> Vec<String> {
    let words: Vec<&str> = tokens(text).map(|token| token.text).take(60).collect();
    let mut found = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        if !ORGANS.contains(&word.to_lowercase().as_str()) {
            continue;
        }
        found.extend(owner_before(&words[..at]));
        found.extend(owner_after(&words[at + 1..]));
    }
    found.into_iter().collect()
}

/// "Ostrova 's [water] ministry": the capitalised words before the possessive ending.
fn owner_before(words: &[&str]) -> Option<String> {
    let mark = words.iter().rposition(|word| matches!(*word, "'s" | "’s"))?;
    let between = &words[mark + 1..];
    let plain =
        between.len() <= 3 && between.iter().all(|word| word.chars().all(char::is_alphabetic));
    plain.then(|| last_capitalised(&words[..mark])).flatten()
}

/// "... of Water of [the Republic of] Ostrova": the words behind the last "of".
fn owner_after(words: &[&str]) -> Option<String> {
    let end = words
        .iter()
        .position(|word| matches!(*word, "," | "." | "and" | "in" | "who"))
        .unwrap_or(words.len());
    let words = &words[..end];
    let of = words.iter().rposition(|word| *word == "of")?;
    let behind: Vec<&str> = words[of + 1..].iter().copied().filter(|word| *word != "the").collect();
    let twice = words[..of].contains(&"of") || of == 0 && words.len() <= 3;
    let name = behind.join(" ");
    let organ = behind.iter().any(|word| {
        let lower = word.to_lowercase();
        NO_STATE.contains(&lower.as_str()) || OFFICES.contains(&lower.as_str())
    });
    (twice && !organ && is_name(&behind)).then_some(name)
}

fn last_capitalised(words: &[&str]) -> Option<String> {
    let count = words.iter().rev().take_while(|word| is_capitalised(word)).count();
    let name = &words[words.len() - count..];
    let organ = name.iter().any(|word| NO_STATE.contains(&word.to_lowercase().as_str()));
    (!organ && is_name(name)).then(|| name.join(" "))
}

fn is_name(words: &[&str]) -> bool {
    (1..=3).contains(&words.len()) && words.iter().all(|word| is_capitalised(word))
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behind(text: &str) -> Option<String> {
        let learnt = ["Ostrova's water ministry", "Ministry of Roads of the Republic of Lunde"];
        let texts = ["In Ostrova, Ostrova's foreign minister met Lunde's envoy."];
        States::learn(learnt.into_iter(), &texts).behind(text)
    }

    #[test]
    fn an_organ_of_a_state_speaks_for_its_government() {
        for (text, state) in [
            // states of the world, their people and their seats
            ("the United States", "United States"),
            ("Pentagon officials", "United States"),
            ("National Security Council", "United States"),
            ("a senior US official", "United States"),
            ("U.S. Treasury Department", "United States"),
            ("Kremlin spokesman", "Russia"),
            ("French foreign ministry", "France"),
            // states that the sources speak of
            ("Ostrova", "Ostrova"),
            ("a spokesman for Ostrova’s water ministry", "Ostrova"),
            ("Ostrova police", "Ostrova"),
            ("an Ostrovan official", "Ostrova"),
            ("Lunde's intelligence service", "Lunde"),
            // what the texts say is a state's
            ("foreign minister", "Ostrova"),
        ] {
            assert_eq!(behind(text).as_deref(), Some(state), "{text}");
        }
    }

    #[test]
    fn what_is_no_organ_of_a_state_does_not() {
        for text in [
            "home minister",
            "the mayor of Paris, France",
            "Air France",
            "Ostrova Shipping",
            "Merle Police",
            "a retired Ostrovan engineer",
            "",
        ] {
            assert_eq!(behind(text), None, "{text}");
        }
    }

    #[test]
    fn ministries_of_something_name_no_state() {
        assert!(named_by_organ("Ministry of Water").is_empty());
        assert!(named_by_organ("Foreign Minister").is_empty());
        assert_eq!(named_by_organ("Ministry of Water of Lunde"), ["Lunde"]);
    }
}
