//! Imprecise dates: EDTF (ISO 8601-2) bounds with the words they came from.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A calendar date as precisely as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A day.
    Day(NaiveDate),
    /// A month of a year; the month is 1 to 12.
    Month(i32, u32),
    /// A year, 0 to 9999.
    Year(i32),
}

/// One end of an EDTF date: a precision and whether it is approximate (`~`) or uncertain (`?`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdtfDay {
    /// How precisely it is known.
    pub precision: Precision,
    /// Said to be about then (`~`).
    pub approximate: bool,
    /// Not sure to be then (`?`).
    pub uncertain: bool,
}

/// An EDTF date (level 1): one date, or an interval whose ends may be open (`..`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edtf {
    /// A single date.
    One(EdtfDay),
    /// From one date to another, both ends included.
    Interval(Option<EdtfDay>, Option<EdtfDay>),
}

/// When something was, as far as it is known, and the words that said so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct When {
    /// The bounds.
    #[serde(with = "as_text")]
    pub edtf: Edtf,
    /// The words, when a text or a person gave them ("last month").
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub words: Option<String>,
}

/// A text that is not an EDTF date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a date: write 2023, 2023-01, 2023-01-20, 2022-11/2023-01 or 2022~")]
pub struct BadDate(String);

impl Precision {
    /// Returns the first day it can mean.
    pub fn earliest(self) -> NaiveDate {
        let first = |year, month| NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MIN);
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => first(year, month),
            Self::Year(year) => first(year, 1),
        }
    }

    /// Returns the last day it can mean.
    pub fn latest(self) -> NaiveDate {
        let next = match self {
            Self::Day(day) => return day,
            Self::Month(year, 12) | Self::Year(year) => NaiveDate::from_ymd_opt(year + 1, 1, 1),
            Self::Month(year, month) => NaiveDate::from_ymd_opt(year, month + 1, 1),
        };
        next.and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX)
    }
}

impl From<Precision> for EdtfDay {
    fn from(precision: Precision) -> Self {
        Self { precision, approximate: false, uncertain: false }
    }
}

impl Edtf {
    /// Returns the first day it can mean; `None` if the beginning is open.
    pub fn earliest(&self) -> Option<NaiveDate> {
        match self {
            Self::One(day) => Some(day.precision.earliest()),
            Self::Interval(from, _) => from.map(|day| day.precision.earliest()),
        }
    }

    /// Returns the last day it can mean; `None` if the end is open.
    pub fn latest(&self) -> Option<NaiveDate> {
        match self {
            Self::One(day) => Some(day.precision.latest()),
            Self::Interval(_, to) => to.map(|day| day.precision.latest()),
        }
    }

    /// Tells whether some end is approximate or uncertain.
    pub fn is_vague(&self) -> bool {
        let vague = |day: &EdtfDay| day.approximate || day.uncertain;
        match self {
            Self::One(day) => vague(day),
            Self::Interval(from, to) => from.iter().chain(to).any(vague),
        }
    }
}

impl When {
    /// A known day.
    pub fn day(day: NaiveDate) -> Self {
        Precision::Day(day).into()
    }

    /// The days from `from` to `to`, both included; one date when they are the same.
    pub fn between(from: NaiveDate, to: NaiveDate) -> Self {
        let ends = [from, to].map(|day| EdtfDay::from(Precision::Day(day)));
        let edtf = if from == to {
            Edtf::One(ends[0])
        } else {
            Edtf::Interval(Some(ends[0]), Some(ends[1]))
        };
        Self { edtf, words: None }
    }

    /// The same bounds, with the words that gave them.
    #[must_use]
    pub fn in_words(mut self, words: &str) -> Self {
        self.words = Some(words.to_owned());
        self
    }

    /// The same bounds, marked as approximate (`~`).
    #[must_use]
    pub fn about(mut self) -> Self {
        let about = |day: EdtfDay| EdtfDay { approximate: true, ..day };
        self.edtf = match self.edtf {
            Edtf::One(day) => Edtf::One(about(day)),
            Edtf::Interval(from, to) => Edtf::Interval(from.map(about), to.map(about)),
        };
        self
    }

    /// Returns the first day it can mean; `None` if open.
    pub fn earliest(&self) -> Option<NaiveDate> {
        self.edtf.earliest()
    }

    /// Returns the last day it can mean; `None` if open.
    pub fn latest(&self) -> Option<NaiveDate> {
        self.edtf.latest()
    }

    /// Returns the day if it is exactly one, and neither approximate nor uncertain.
    pub fn exact_day(&self) -> Option<NaiveDate> {
        match self.edtf {
            Edtf::One(EdtfDay {
                precision: Precision::Day(day),
                approximate: false,
                uncertain: false,
            }) => Some(day),
            _ => None,
        }
    }

    /// Tells whether both can mean the same day.
    pub fn overlaps(&self, other: &Self) -> bool {
        let starts_by_end = |a: &Self, b: &Self| match (a.earliest(), b.latest()) {
            (Some(start), Some(end)) => start <= end,
            _ => true,
        };
        starts_by_end(self, other) && starts_by_end(other, self)
    }

    /// Tells whether every day this can mean lies before every day `other` can mean.
    pub fn is_before(&self, other: &Self) -> bool {
        matches!((self.latest(), other.earliest()), (Some(end), Some(start)) if end < start)
    }

    /// Returns the EDTF text without the words.
    pub fn edtf_text(&self) -> String {
        self.edtf.to_string()
    }
}

impl From<Precision> for When {
    fn from(precision: Precision) -> Self {
        Self { edtf: Edtf::One(precision.into()), words: None }
    }
}

impl fmt::Display for EdtfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Day(day) => {
                write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day())?;
            }
            Precision::Month(year, month) => write!(f, "{year:04}-{month:02}")?,
            Precision::Year(year) => write!(f, "{year:04}")?,
        }
        f.write_str(match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        })
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |day: &Option<EdtfDay>| day.map_or("..".to_owned(), |day| day.to_string());
        match self {
            Self::One(day) => day.fmt(f),
            Self::Interval(from, to) => write!(f, "{}/{}", end(from), end(to)),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.edtf.fmt(f)
    }
}

impl FromStr for EdtfDay {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        let bad = || BadDate(text.chars().take(80).collect());
        let date = text.trim_end_matches(['~', '?', '%']);
        let mark = &text[date.len()..];
        if mark.len() > 1 {
            return Err(bad());
        }
        Ok(Self {
            precision: read_precision(date).ok_or_else(bad)?,
            approximate: matches!(mark, "~" | "%"),
            uncertain: matches!(mark, "?" | "%"),
        })
    }
}

fn read_precision(date: &str) -> Option<Precision> {
    let number = |part: &str, digits: usize| {
        let fits = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let parts: Vec<&str> = date.split('-').collect();
    let year = i32::try_from(number(parts[0], 4)?).ok()?;
    match parts[..] {
        [_] => Some(Precision::Year(year)),
        [_, month] => {
            let month = number(month, 2).filter(|m| (1..=12).contains(m))?;
            Some(Precision::Month(year, month))
        }
        [_, month, day] => {
            let date = NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?)?;
            Some(Precision::Day(date))
        }
        _ => None,
    }
}

impl FromStr for Edtf {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        let Some((from, to)) = text.split_once('/') else {
            return text.parse().map(Self::One);
        };
        let end = |part: &str| match part {
            ".." | "" => Ok(None),
            date => date.parse::<EdtfDay>().map(Some),
        };
        let (from, to) = (end(from)?, end(to)?);
        let ordered = match (&from, &to) {
            (Some(a), Some(b)) => a.precision.earliest() <= b.precision.latest(),
            _ => true,
        };
        if !ordered {
            return Err(BadDate(text.chars().take(80).collect()));
        }
        Ok(Self::Interval(from, to))
    }
}

impl FromStr for When {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        Ok(Self { edtf: text.parse()?, words: None })
    }
}

mod as_text {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Edtf;

    pub(super) fn serialize<S: Serializer>(edtf: &Edtf, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(edtf)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Edtf, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        text.parse().unwrap()
    }

    #[test]
    fn edtf_is_read_and_printed_alike() {
        // days, months, years
        for text in ["2023-01-20", "2022-12", "2022", "0000", "9999-12-31"] {
            assert_eq!(when(text).to_string(), text);
        }
        // intervals, open ends, marks
        for text in ["2022-11/2023-01", "2022-04/..", "../2022", "2022~", "2022-12?", "2022%/2023"]
        {
            assert_eq!(when(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "20",
            "2023-13",
            "2023-02-29",
            "2023-1-2",
            "-2023",
            "2023~~",
            "2023/2022",
            "2023-01-20-01",
            "٢٠٢٣",
            "/2023/",
        ] {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }

    #[test]
    fn bounds_are_the_first_and_last_day() {
        let bounds = |text| (when(text).earliest(), when(text).latest());
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        assert_eq!(bounds("2024-02"), (day(2024, 2, 1), day(2024, 2, 29)));
        assert_eq!(bounds("2022"), (day(2022, 1, 1), day(2022, 12, 31)));
        assert_eq!(bounds("2022-11/.."), (day(2022, 11, 1), None));
        assert_eq!(bounds("9999").1, day(9999, 12, 31));
    }

    #[test]
    fn overlap_and_order_go_by_the_bounds() {
        assert!(when("2022-12").overlaps(&when("2022-12-31/2023-02")));
        assert!(!when("2022-12").overlaps(&when("2023")));
        assert!(when("../2023").overlaps(&when("1999")));
        assert!(when("2022").is_before(&when("2023-01-01")));
        assert!(!when("2022").is_before(&when("2022-12-31")));
    }
}
