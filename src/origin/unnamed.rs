//! What the wording of an unnamed source gives away: what sort of people, and whose.

use crate::words::{Kind, tokens};

/// What sort of people a wording speaks of. Two sorts are never one person, save that `Anybody`
/// can be of any sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Sort {
    /// Officials, diplomats, ministers, investigators.
    Official,
    /// Workers, drivers, engineers: people by their trade.
    Worker,
    /// Newspapers, broadcasters, reports: those who pass on what others say.
    Media,
    /// A source, a person, a witness, an insider.
    Anybody,
}

const OFFICIALS: &[&str] = &[
    "adviser",
    "advisor",
    "agent",
    "aide",
    "ambassador",
    "bureaucrat",
    "commander",
    "consul",
    "delegate",
    "diplomat",
    "envoy",
    "general",
    "investigator",
    "lawmaker",
    "legislator",
    "minister",
    "negotiator",
    "officer",
    "official",
    "prosecutor",
    "regulator",
    "secretary",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "staffer",
    "senator",
    "detective",
    "spy",
    "spook",
];

const WORKERS: &[&str] = &[
    "clerk",
    "contractor",
    "crew",
    "docker",
    "dockworker",
    "doctor",
    "driver",
    "drive",
    "employee",
    "engineer",
    "farmer",
    "farm",
    "fisherman",
    "guard",
    "labourer",
    "manager",
    "mechanic",
    "miner",
    "nurse",
    "operator",
    "pilot",
    "porter",
    "sailor",
    "staff",
    "teacher",
    "technician",
    "trader",
    "worker",
    "works",
    "executive",
    "banker",
    "analyst",
    "scientist",
    "researcher",
    "soldier",
    "fighter",
    "mercenary",
];

const MEDIA: &[&str] = &[
    "broadcaster",
    "headline",
    "media",
    "newspaper",
    "outlet",
    "paper",
    "press",
    "report",
    "tabloid",
    "website",
];

const ANYBODY: &[&str] = &[
    "individual",
    "insider",
    "man",
    "men",
    "member",
    "neighbour",
    "neighbor",
    "passenger",
    "people",
    "person",
    "resident",
    "source",
    "survivor",
    "villager",
    "witness",
    "woman",
    "women",
    "critic",
    "observer",
    "expert",
    "friend",
    "relative",
];

/// Words before the head that say nothing of whose people they are.
const PLAIN: &[&str] = &[
    "a",
    "an",
    "the",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "several",
    "some",
    "many",
    "other",
    "another",
    "our",
    "its",
    "their",
    "his",
    "her",
    "my",
    "no",
    "senior",
    "junior",
    "top",
    "high",
    "ranking",
    "unnamed",
    "anonymous",
    "unidentified",
    "former",
    "current",
    "retired",
    "local",
    "foreign",
    "western",
    "regional",
    "national",
    "federal",
    "serving",
    "veteran",
    "more",
    "than",
    "of",
    "these",
    "those",
    "both",
    "all",
    "most",
    "fellow",
    "leading",
    "well",
    "placed",
    "key",
    "government-linked",
    "first",
    "second",
    "third",
    "country",
    "long",
    "time",
];

/// What a wording gives away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wording {
    /// What sort of people.
    pub(super) sort: Sort,
    /// The words that say whose people they are ("customs" of "two customs officials").
    pub(super) whose: Vec<String>,
}

/// Reads the wording of an unnamed source.
pub(super) fn read_wording(wording: &str) -> Wording {
    let words: Vec<String> = tokens(wording)
        .filter(|token| token.kind == Kind::Word && !token.text.starts_with(['\'', '’']))
        .take(40)
        .map(|token| token.text.to_lowercase())
        .collect();
    let head = words.iter().position(|word| sort_of(word).is_some());
    let sorts: Vec<Sort> = words.iter().filter_map(|word| sort_of(word)).collect();
    // "a man who drives a crane" is a worker: what follows the head says more than "man".
    let said = sorts.iter().copied().find(|sort| *sort != Sort::Anybody);
    let sort = match sorts.first() {
        Some(Sort::Anybody) | None => said.filter(|sort| *sort == Sort::Worker),
        first => first.copied(),
    };
    let before = &words[..head.unwrap_or(0)];
    let whose = before.iter().filter(|word| !PLAIN.contains(&word.as_str())).cloned().collect();
    Wording { sort: sort.unwrap_or(Sort::Anybody), whose }
}

fn sort_of(word: &str) -> Option<Sort> {
    let one = word.strip_suffix('s').unwrap_or(word);
    let lists = [
        (OFFICIALS, Sort::Official),
        (WORKERS, Sort::Worker),
        (MEDIA, Sort::Media),
        (ANYBODY, Sort::Anybody),
    ];
    lists
        .into_iter()
        .find(|(list, _)| list.contains(&word) || list.contains(&one))
        .map(|(_, sort)| sort)
}

/// Tells whether people of the two sorts can be one person.
pub(super) const fn can_be_one(a: Sort, b: Sort) -> bool {
    matches!(
        (a, b),
        (Sort::Anybody, _)
            | (_, Sort::Anybody)
            | (Sort::Official, Sort::Official)
            | (Sort::Worker, Sort::Worker)
            | (Sort::Media, Sort::Media)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_gives_away_the_sort_and_whose() {
        for (wording, sort, whose) in [
            ("a senior official", Sort::Official, &[][..]),
            ("two harbour officials familiar with the matter", Sort::Official, &["harbour"]),
            ("an official involved in the inquiry", Sort::Official, &[]),
            ("a man who drives a crane", Sort::Worker, &[]),
            ("our source", Sort::Anybody, &[]),
            ("six newspapers", Sort::Media, &[]),
            ("Treasury officials", Sort::Official, &["treasury"]),
            ("", Sort::Anybody, &[]),
        ] {
            let read = read_wording(wording);
            assert_eq!(
                (read.sort, &read.whose[..]),
                (sort, &whose.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>()[..]),
                "{wording}"
            );
        }
    }
}
