//! What single words can be, read from the lists beside this file.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

use crate::words::Table;

/// What a word can be, as a set of bits.
pub(super) mod class {
    pub(in crate::extract) const DET: u32 = 1;
    pub(in crate::extract) const SUBJECT: u32 = 1 << 1;
    pub(in crate::extract) const PRONOUN: u32 = 1 << 2;
    pub(in crate::extract) const PREPOSITION: u32 = 1 << 3;
    pub(in crate::extract) const SUBORDINATOR: u32 = 1 << 4;
    pub(in crate::extract) const COORDINATOR: u32 = 1 << 5;
    pub(in crate::extract) const AUXILIARY: u32 = 1 << 6;
    pub(in crate::extract) const NEGATION: u32 = 1 << 7;
    pub(in crate::extract) const MODAL: u32 = 1 << 8;
    pub(in crate::extract) const HAVE: u32 = 1 << 9;
    pub(in crate::extract) const BE: u32 = 1 << 10;
    pub(in crate::extract) const TIME: u32 = 1 << 11;
    pub(in crate::extract) const ADVERB: u32 = 1 << 12;
    pub(in crate::extract) const VERB: u32 = 1 << 13;
    pub(in crate::extract) const PERSON: u32 = 1 << 14;
    pub(in crate::extract) const PLURAL: u32 = 1 << 15;
    pub(in crate::extract) const ASPECT: u32 = 1 << 16;
    pub(in crate::extract) const NUMERAL: u32 = 1 << 17;
}

/// What content a cue takes, as a set of bits; `cues.txt` says what each means.
pub(super) mod takes {
    pub(in crate::extract) const QUOTE: u32 = 1;
    pub(in crate::extract) const THAT: u32 = 1 << 1;
    pub(in crate::extract) const BARE: u32 = 1 << 2;
    pub(in crate::extract) const WH: u32 = 1 << 3;
    pub(in crate::extract) const NP: u32 = 1 << 4;
    pub(in crate::extract) const TO: u32 = 1 << 5;
    pub(in crate::extract) const ING: u32 = 1 << 6;
    pub(in crate::extract) const OF: u32 = 1 << 7;
    pub(in crate::extract) const ABOUT: u32 = 1 << 8;
    pub(in crate::extract) const AS: u32 = 1 << 9;
    pub(in crate::extract) const TELL: u32 = 1 << 10;
    pub(in crate::extract) const OBJECT: u32 = 1 << 11;
    pub(in crate::extract) const MIND: u32 = 1 << 12;
    pub(in crate::extract) const RARE: u32 = 1 << 13;
    pub(in crate::extract) const STRONG: u32 = 1 << 14;
    pub(in crate::extract) const EXPECTED: u32 = 1 << 15;
    pub(in crate::extract) const NOUNISH: u32 = 1 << 16;
    pub(in crate::extract) const SAY: u32 = 1 << 17;
    pub(in crate::extract) const OUT: u32 = 1 << 18;
    pub(in crate::extract) const AT: u32 = 1 << 19;
    pub(in crate::extract) const WITH: u32 = 1 << 20;
    pub(in crate::extract) const DENY: u32 = 1 << 21;
    pub(in crate::extract) const DECLINE: u32 = 1 << 22;
    pub(in crate::extract) const VERIFY: u32 = 1 << 23;
    pub(in crate::extract) const STUDY: u32 = 1 << 24;
    pub(in crate::extract) const ASKED: u32 = 1 << 25;
    pub(in crate::extract) const SILENT: u32 = 1 << 26;
    pub(in crate::extract) const VALUE: u32 = 1 << 27;
    pub(in crate::extract) const CLAIM: u32 = 1 << 28;
    pub(in crate::extract) const CALL: u32 = 1 << 29;
    /// In no list: set where `silence.rs` finds that somebody keeps silent.
    pub(in crate::extract) const SILENCE: u32 = 1 << 30;
}

/// What a word around a claim does, as a set of bits; `deeds.txt` says what each means.
pub(super) mod deed {
    pub(in crate::extract) const MAKES: u32 = 1;
    pub(in crate::extract) const REJECTS: u32 = 1 << 1;
    pub(in crate::extract) const SPEAKS: u32 = 1 << 2;
    pub(in crate::extract) const HEARD: u32 = 1 << 3;
    pub(in crate::extract) const GIVEN: u32 = 1 << 4;
}

/// The form of a cue's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "say"
    Base,
    /// "says"
    Present,
    /// "said", past or participle.
    Past,
    /// "saying"
    Ing,
}

/// A verb that attributes, in one of its forms.
#[derive(Clone, Copy, Debug)]
pub(super) struct VerbCue {
    /// The form.
    pub(super) form: Form,
    /// What content it takes.
    pub(super) takes: u32,
}

/// What the lists know of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// What it can be.
    pub(super) class: u32,
    /// The verb cue that it is a form of.
    pub(super) verb: Option<VerbCue>,
    /// What content it takes as a noun cue; 0 if it is none.
    pub(super) noun: u32,
    /// What it does to a claim that stands beside it.
    pub(super) deed: u32,
}

impl Word {
    /// Tells whether it can be one of the classes in `bits`.
    pub(super) fn can_be(&self, bits: u32) -> bool {
        self.class & bits != 0
    }
}

static WORDS: LazyLock<Table<Word>> = LazyLock::new(|| Table::of(read_lists()));

/// What the lists know of a word that they do not hold.
pub(super) static NOTHING: Word = Word { class: 0, verb: None, noun: 0, deed: 0 };
/// A word in lower case that ends in "-ly".
static ADVERB: Word = Word { class: class::ADVERB, ..NOTHING };

/// Returns what the lists know of `word`, whatever its case.
pub(super) fn look_up(word: &str) -> &'static Word {
    WORDS.get(word).unwrap_or_else(|| guess(word))
}

/// Guesses from the ending of a word in lower case.
fn guess(word: &str) -> &'static Word {
    let lower = word.starts_with(|c: char| c.is_lowercase());
    if lower && word.ends_with("ly") && word.len() > 4 { &ADVERB } else { &NOTHING }
}

fn read_lists() -> HashMap<String, Word> {
    let mut words: HashMap<String, Word> = HashMap::new();
    for (head, rest) in lines(include_str!("words.txt")) {
        let bit = class_bit(head.trim_end_matches(':'));
        for word in rest.split_whitespace() {
            words.entry(word.to_owned()).or_default().class |= bit;
        }
    }
    for (head, rest) in lines(include_str!("deeds.txt")) {
        let bit = deed_bit(head.trim_end_matches(':'));
        for word in rest.split_whitespace() {
            words.entry(word.to_owned()).or_default().deed |= bit;
        }
    }
    for (head, rest) in lines(include_str!("cues.txt")) {
        let takes = rest.split_whitespace().map(takes_bit).fold(0, |all, bit| all | bit);
        for (word, form) in inflect(head) {
            let cue = VerbCue { form, takes };
            words.entry(word).or_default().verb.get_or_insert(cue);
        }
    }
    for (head, rest) in lines(include_str!("nouns.txt")) {
        let takes = rest.split_whitespace().map(takes_bit).fold(0, |all, bit| all | bit);
        for word in [head.to_owned(), plural(head)] {
            words.entry(word).or_default().noun = takes;
        }
    }
    words
}

pub(super) fn lines(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let entries = list.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    entries.map(|line| line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), "")))
}

fn class_bit(name: &str) -> u32 {
    match name {
        "det" => class::DET,
        "subject" => class::SUBJECT,
        "pronoun" => class::PRONOUN,
        "preposition" => class::PREPOSITION,
        "subordinator" => class::SUBORDINATOR,
        "coordinator" => class::COORDINATOR,
        "auxiliary" => class::AUXILIARY,
        "negation" => class::NEGATION,
        "modal" => class::MODAL,
        "have" => class::HAVE,
        "be" => class::BE,
        "time" => class::TIME,
        "adverb" => class::ADVERB,
        "verb" => class::VERB,
        "person" => class::PERSON,
        "plural" => class::PLURAL,
        "aspect" => class::ASPECT,
        "numeral" => class::NUMERAL,
        _ => 0,
    }
}

fn deed_bit(name: &str) -> u32 {
    match name {
        "makes" => deed::MAKES,
        "rejects" => deed::REJECTS,
        "speaks" => deed::SPEAKS,
        "heard" => deed::HEARD,
        "given" => deed::GIVEN,
        _ => 0,
    }
}

fn takes_bit(name: &str) -> u32 {
    match name {
        "quote" => takes::QUOTE,
        "that" => takes::THAT,
        "bare" => takes::BARE,
        "wh" => takes::WH,
        "np" => takes::NP,
        "to" => takes::TO,
        "ing" => takes::ING,
        "of" => takes::OF,
        "about" | "on" | "against" | "for" => takes::ABOUT,
        "as" => takes::AS,
        "tell" => takes::TELL,
        "object" => takes::OBJECT,
        "mind" => takes::MIND,
        "rare" => takes::RARE,
        "strong" => takes::STRONG,
        "expected" => takes::EXPECTED,
        "nounish" => takes::NOUNISH,
        "say" => takes::SAY,
        "out" => takes::OUT,
        "at" => takes::AT,
        "with" => takes::WITH,
        "deny" => takes::DENY,
        "decline" => takes::DECLINE,
        "verify" => takes::VERIFY,
        "study" => takes::STUDY,
        "asked" => takes::ASKED,
        "silent" => takes::SILENT,
        "value" => takes::VALUE,
        "claim" => takes::CLAIM,
        "call" => takes::CALL,
        _ => 0,
    }
}

/// The forms of a verb, given as `base` or `base/past/participle`.
pub(super) fn inflect(head: &str) -> Vec<(String, Form)> {
    let mut parts = head.split('/');
    let base = parts.next().unwrap_or_default();
    let irregular: Vec<&str> = parts.collect();
    let stem = base.strip_suffix('e').unwrap_or(base);
    let consonant_y = base.ends_with('y') && !base.ends_with(['a', 'e', 'o']) && {
        let before = base.chars().rev().nth(1).unwrap_or('a');
        !"aeou".contains(before)
    };
    let mut forms = vec![(base.to_owned(), Form::Base), (plural(base), Form::Present)];
    let doubled = irregular.iter().any(|past| past.ends_with("tted"));
    let ing = if doubled { format!("{base}ting") } else { format!("{stem}ing") };
    forms.push((if base.ends_with("ee") { format!("{base}ing") } else { ing }, Form::Ing));
    if irregular.is_empty() {
        let past = if consonant_y {
            format!("{}ied", &base[..base.len() - 1])
        } else {
            format!("{stem}ed")
        };
        forms.push((past, Form::Past));
    }
    forms.extend(irregular.iter().map(|past| ((*past).to_owned(), Form::Past)));
    forms
}

fn plural(word: &str) -> String {
    let vowel_before = word.chars().rev().nth(1).is_some_and(|c| "aeiou".contains(c));
    match word {
        _ if word.ends_with('y') && !vowel_before => format!("{}ies", &word[..word.len() - 1]),
        _ if word.ends_with(['s', 'x', 'z']) || word.ends_with("sh") || word.ends_with("ch") => {
            format!("{word}es")
        }
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_known_in_all_forms() {
        for (word, form) in [
            ("say", Form::Base),
            ("Says", Form::Present),
            ("said", Form::Past),
            ("saying", Form::Ing),
            ("denies", Form::Present),
            ("denied", Form::Past),
            ("denying", Form::Ing),
            ("argued", Form::Past),
            ("arguing", Form::Ing),
            ("agreeing", Form::Ing),
            ("stresses", Form::Present),
            ("admitted", Form::Past),
            ("admitting", Form::Ing),
        ] {
            assert_eq!(look_up(word).verb.map(|cue| cue.form), Some(form), "{word}");
        }
        assert!(look_up("boat").verb.is_none());
    }

    #[test]
    fn nouns_and_classes_are_known() {
        assert!(look_up("allegations").noun & takes::THAT != 0);
        assert!(look_up("the").can_be(class::DET));
        assert!(look_up("quietly").can_be(class::ADVERB));
    }

    #[test]
    fn each_name_in_the_lists_means_something() {
        let names = |list: &'static str| lines(list).flat_map(|(_, rest)| rest.split_whitespace());
        for name in names(include_str!("cues.txt")).chain(names(include_str!("nouns.txt"))) {
            assert!(takes_bit(name) != 0, "unknown form of content: {name}");
        }
        for (head, _) in lines(include_str!("words.txt")) {
            assert!(class_bit(head.trim_end_matches(':')) != 0, "{head}");
        }
        for (head, _) in lines(include_str!("deeds.txt")) {
            assert!(deed_bit(head.trim_end_matches(':')) != 0, "{head}");
        }
    }
}
