//! Date phrases: from the words of people and news texts to the days they mean.
//!
//! [`read`] takes a whole phrase, [`find`] all the phrases of a text in one pass. Both are pure:
//! the day on which the words were said is passed in as the anchor.
//!
//! A phrase means the days that a reader of a news text takes it for:
//!
//! - a bare weekday, day or month is the last one up to and with the anchor; where the words look
//!   ahead ("until", "will ... on Friday") it is the next one from it on;
//! - weeks are ISO weeks; "last week" is the calendar week, "the past week" the seven days;
//! - "early", "mid" and "late" are thirds of a month (10 days), year or decade, with a soft (`~`)
//!   end inside; "two weeks ago" is soft, "two days ago" is a day;
//! - `03/04/2023` has two readings and is refused; `20/01/2023` has one;
//! - seasons are those of the northern half of the earth, with soft ends.

mod bounds;
mod calendar;
mod feast;
mod figures;
mod grammar;
mod holiday;
mod lexicon;
mod phrase;
mod point;
mod relative;
mod resolve;
mod token;

use std::ops::Range;

use chrono::NaiveDate;

use crate::model::{Edtf, When};
use lexicon::Kind;
use phrase::Phrase;
use resolve::{Setting, resolve};
use token::{Cursor, Token};

/// A date phrase found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in bytes of the text, on character boundaries.
    pub bytes: Range<usize>,
    /// What it means, with its words.
    pub when: When,
    phrase: Phrase,
    setting: Setting,
}

impl Found {
    /// Returns what it means if somebody said it at a time other than that of the text: "in the past
    /// two months" counts from then. When only a period is known in which it was said, these are
    /// the widest bounds; `None` if not even that is known.
    pub fn said(&self, said: &Edtf) -> Option<When> {
        let on = |anchor| resolve(self.phrase, Setting { anchor: Some(anchor), ..self.setting });
        let (first, last) = (on(said.earliest()?)?, on(said.latest()?)?);
        let edtf = if first == last { first } else { bounds::hull(first, last)? };
        Some(When { edtf, words: self.when.words.clone() })
    }

    /// Returns what it means of something that has happened, though words before it look ahead.
    pub fn past(&self) -> When {
        let setting = Setting { ahead: false, back: true, ..self.setting };
        let edtf = resolve(self.phrase, setting).unwrap_or(self.when.edtf);
        When { edtf, words: self.when.words.clone() }
    }
}

/// Reads a phrase that is one date as a whole, as people type it; EDTF is read as it is.
///
/// `None` if it is no date, has two readings (`03/04/2023`) or names a day that does not exist.
pub fn read(phrase: &str, anchor: NaiveDate) -> Option<When> {
    read_whole(phrase, Some(anchor))
}

/// Reads a phrase that is one date as a whole and names its year, as in the head of a document.
pub fn read_absolute(phrase: &str) -> Option<When> {
    read_whole(phrase, None)
}

/// The two days that figures can mean, the day first and the month first: `03/04/2023`. `None` if
/// they mean one day or none.
pub fn two_readings(phrase: &str) -> Option<[NaiveDate; 2]> {
    let mut parts = phrase.trim().split(['/', '.', '-']);
    let mut figures = || parts.next()?.trim().parse::<u32>().ok();
    let (a, b, year) = (figures()?, figures()?, i32::try_from(figures()?).ok()?);
    let whole = parts.next().is_none() && (1000..=9999).contains(&year);
    let days = [(a, b), (b, a)].map(|(day, month)| NaiveDate::from_ymd_opt(year, month, day));
    let [Some(first), Some(second)] = days else { return None };
    (whole && first != second).then_some([first, second])
}

fn read_whole(phrase: &str, anchor: Option<NaiveDate>) -> Option<When> {
    let phrase = phrase.trim();
    if let Ok(edtf) = phrase.parse::<Edtf>() {
        return Some(When { edtf, words: None });
    }
    let (meaning, end) = grammar::phrase(Cursor { text: phrase, at: 0 }, true)?;
    if !is_rest_of_day(&phrase[end.at..]) {
        return None;
    }
    let setting = Setting { anchor, ahead: false, back: false, same_day: None };
    Some(When { edtf: resolve(meaning, setting)?, words: None }.in_words(phrase))
}

/// Tells whether only a clock time follows: "T10:30:00Z", ", 10:30 AM", "at 9.15 GMT".
fn is_rest_of_day(rest: &str) -> bool {
    let rest = rest.trim_end_matches('.').trim_start_matches([',', 'T', 't', ' ']);
    let rest = rest.strip_prefix("at ").unwrap_or(rest);
    let clock = |c: char| c.is_ascii_alphanumeric() || " :.+-()".contains(c);
    let timed = rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains([':', '.']);
    rest.is_empty() || (timed && rest.len() <= 32 && rest.chars().all(clock))
}

/// Finds the date phrases of a text, in their order, none inside another; linear in its length.
///
/// Without an anchor only phrases that name a year are found. Clock times are left out.
pub fn find(text: &str, anchor: Option<NaiveDate>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut setting = Setting { anchor, ahead: false, back: false, same_day: None };
    let mut at = Cursor { text, at: 0 };
    while let Some(token) = at.next_word() {
        look_around(&mut setting, token.kind);
        let may_begin = token.kind.begins() && !names_itself(text, token);
        let read = may_begin.then(|| begin(text, token.start, setting)).flatten();
        at = match read {
            Some((phrase, edtf, end)) => {
                let found_in = setting;
                setting.same_day = day_of(&edtf).or(setting.same_day);
                let bytes = token.start..end;
                let when = When { edtf, words: Some(text[bytes.clone()].to_owned()) };
                found.push(Found { bytes, when, phrase, setting: found_in });
                Cursor { text, at: end }
            }
            None => Cursor { text, at: token.end },
        };
    }
    found
}

/// Tells whether a word is the second half of another ("pile-on") or of a name ("USA Today").
fn names_itself(text: &str, token: Token) -> bool {
    let mut before = text[..token.start].chars().rev();
    let near = before.next();
    let glued = matches!(near, Some('-' | '_' | '@' | '#'));
    let title = token.capital
        && matches!(token.kind, Kind::Day(_))
        && near == Some(' ')
        && before
            .take_while(|c| c.is_alphanumeric())
            .take(24)
            .last()
            .is_some_and(char::is_uppercase);
    glued || title
}

/// Reads the phrase that begins at a word.
fn begin(text: &str, start: usize, setting: Setting) -> Option<(Phrase, Edtf, usize)> {
    let (phrase, end) = grammar::phrase(Cursor { text, at: start }, false)?;
    Some((phrase, resolve(phrase, setting)?, end.at))
}

/// Keeps whether the words of this sentence look ahead or back.
fn look_around(setting: &mut Setting, kind: Kind) {
    let (ahead, back) = match kind {
        Kind::Ahead => (true, false),
        Kind::Back => (false, true),
        Kind::Dot | Kind::End => (false, false),
        _ => (setting.ahead, setting.back),
    };
    (setting.ahead, setting.back) = (ahead, back);
}

fn day_of(edtf: &Edtf) -> Option<NaiveDate> {
    edtf.earliest().filter(|day| Some(*day) == edtf.latest())
}

#[cfg(test)]
mod tests;
