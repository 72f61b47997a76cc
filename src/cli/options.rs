//! Options that several verbs take.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use onrecord::model::{Grade, Relation, SourceKind, SourceName, Stance};
use onrecord::ops::ask::ReviewState;

/// What a reading verb takes.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Reading {
    /// Ask the record as it stood at a time (2023-01-20T12:00:00Z), at the end of a day, or when an
    /// operation was done (its id)
    #[arg(long, value_name = "TIME|OPERATION")]
    pub(crate) as_of: Option<String>,
}

/// What a writing verb takes.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Writing {
    /// Who does this
    #[arg(
        long,
        value_name = "NAME",
        help = "Who does this [default: ONRECORD_BY, else the user's name]"
    )]
    pub(crate) by: Option<String>,
    /// Say what would be done, and record nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// How a listing is printed; without any of these, as a table for people.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
#[group(multiple = false)]
pub(crate) struct Format {
    /// Print one JSON array
    #[arg(long)]
    pub(crate) json: bool,
    /// Print one JSON object a line
    #[arg(long)]
    pub(crate) ndjson: bool,
    /// Print comma-separated values
    #[arg(long)]
    pub(crate) csv: bool,
    /// Print tab-separated values
    #[arg(long)]
    pub(crate) tsv: bool,
}

/// What a script can look for.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct FailOn {
    /// Exit with 3 if the answer has this
    #[arg(long, value_name = "WHAT", value_parser = ["contradiction"])]
    fail_on: Option<String>,
}

impl FailOn {
    /// Whether a contradiction is looked for.
    pub(crate) fn asked(&self) -> bool {
        self.fail_on.is_some()
    }
}

/// What the user knows of the documents, before what they say of themselves.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Known {
    /// Publisher of the documents
    #[arg(long, value_name = "NAME", value_parser = SourceName::new)]
    pub(crate) outlet: Option<SourceName>,
    /// When they were published: 2023-01-20, "last Tuesday"
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<String>,
    /// Headline
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// Where they were published
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
    /// Byline
    #[arg(long, value_name = "NAME")]
    pub(crate) author: Option<String>,
}

/// Reads one of some words into the value that the word at the same place stands for.
fn one_of<T: Copy + Send + Sync + 'static>(
    words: &'static [&'static str],
    values: &'static [T],
) -> impl TypedValueParser<Value = T> {
    let value = move |word: String| {
        let place = words.iter().position(|known| known.eq_ignore_ascii_case(&word));
        values[place.expect("the parser lets none but these words through")]
    };
    PossibleValuesParser::new(words).map(value)
}

pub(crate) fn stance() -> impl TypedValueParser<Value = Stance> {
    let words = &[
        "asserts",
        "denies",
        "believes",
        "expects",
        "warns",
        "asks",
        "declines",
        "cannot-confirm",
    ];
    one_of(words, &Stance::ALL)
}

pub(crate) fn kind() -> impl TypedValueParser<Value = SourceKind> {
    let words = &["person", "body", "unnamed-person", "unnamed-group", "outlet", "document"];
    one_of(words, &SourceKind::ALL)
}

pub(crate) fn relation() -> impl TypedValueParser<Value = Relation> {
    let words =
        &["repeats", "corroborates", "contradicts", "refines", "revises", "unrelated", "undecided"];
    one_of(words, Relation::ALL)
}

pub(crate) fn grade() -> impl TypedValueParser<Value = Grade> {
    use Grade::{A, B, C, D, E, F};
    one_of(&["A", "B", "C", "D", "E", "F"], &[A, B, C, D, E, F])
}

pub(crate) fn review() -> impl TypedValueParser<Value = ReviewState> {
    use ReviewState::{Accepted, ByHand, Rejected, Unreviewed};
    one_of(
        &["unreviewed", "by-hand", "accepted", "rejected"],
        &[Unreviewed, ByHand, Accepted, Rejected],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_mean_the_same_grade() {
        let command = clap::Command::new("x");
        let any_case = clap::Arg::new("grade").ignore_case(true);
        let read =
            |word: &str| grade().parse_ref(&command, Some(&any_case), word.as_ref()).unwrap();
        assert_eq!([read("b"), read("B"), read("f")], [Grade::B, Grade::B, Grade::F]);
    }

    #[test]
    fn every_word_stands_at_its_value() {
        let read = |parser: &dyn Fn(&str) -> String, word: &str| parser(&word.replace(' ', "-"));
        let command = clap::Command::new("x");
        let os = |word: &str| std::ffi::OsString::from(word);
        for value in Stance::ALL {
            let parse =
                |word: &str| stance().parse_ref(&command, None, &os(word)).unwrap().to_string();
            assert_eq!(read(&parse, value.as_str()), value.as_str());
        }
        for value in SourceKind::ALL {
            let parse =
                |word: &str| kind().parse_ref(&command, None, &os(word)).unwrap().to_string();
            assert_eq!(read(&parse, value.as_str()), value.as_str());
        }
        for value in Relation::ALL {
            let parse =
                |word: &str| relation().parse_ref(&command, None, &os(word)).unwrap().to_string();
            assert_eq!(read(&parse, value.as_str()), value.as_str());
        }
    }
}
