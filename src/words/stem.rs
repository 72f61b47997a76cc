//! Stems: one form for "injure", "injured" and "injuries".

use std::borrow::Cow;
use std::sync::LazyLock;

use foldhash::HashMap;
use rust_stemmers::{Algorithm, Stemmer};

const IRREGULAR: &str = include_str!("irregular.txt");

static BASE_FORMS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(base_forms);
static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Longer words are not English words; their stem is the word itself.
const LONGEST: usize = 40;

/// Returns the stem of a word in lower case: the base form of an irregular word ("began"), then
/// the Snowball English stemmer. Stemming a stem again may change it.
pub fn stem(lower: &str) -> Cow<'_, str> {
    if lower.len() > LONGEST {
        return Cow::Borrowed(lower);
    }
    match BASE_FORMS.get(lower) {
        Some(&base) => ENGLISH.stem(base),
        None => ENGLISH.stem(lower),
    }
}

/// Tells whether a word in lower case is an irregular form of another: "began", "men".
pub fn is_irregular_form(lower: &str) -> bool {
    BASE_FORMS.contains_key(lower)
}

/// Reads the list: each line a base form, then its irregular forms.
fn base_forms() -> HashMap<&'static str, &'static str> {
    let lines = IRREGULAR.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(base, forms)| forms.split_whitespace().map(move |form| (form, base)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_stem() {
        let groups: [&[&str]; 7] = [
            &["injure", "injured", "injures", "injuring"],
            &["begin", "began", "begun", "beginning", "begins"],
            &["man", "men"],
            &["child", "children"],
            &["evacuate", "evacuated", "evacuation"],
            &["say", "said", "says", "saying"],
            &["sit", "sat", "sitting"],
        ];
        for group in groups {
            for word in group {
                assert_eq!(stem(word), stem(group[0]), "{word}");
            }
        }
    }

    #[test]
    fn base_forms_are_not_irregular_forms_themselves() {
        for base in BASE_FORMS.values() {
            assert!(!BASE_FORMS.contains_key(base), "{base}");
        }
    }

    #[test]
    fn a_very_long_word_is_its_own_stem() {
        let word = "running".repeat(20);
        assert_eq!(stem(&word), word);
    }
}
