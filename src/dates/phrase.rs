//! What date phrases say, before it is known when they were said.

use chrono::{NaiveDate, Weekday};

use super::lexicon::{Feast, Part, Turn, Unit};

/// A date phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    At(Point),
    About(Point),
    Since(Point),
    Until(Point),
    Before(Point),
    After(Point),
    Between(Point, Point),
}

/// A day, month, year or other period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    Date(NaiveDate),
    DayOfMonth {
        year: Option<WhichYear>,
        month: u32,
        day: u32,
        weekday: Option<Weekday>,
    },
    Month {
        year: Option<WhichYear>,
        turn: Option<Turn>,
        month: u32,
        part: Option<Part>,
    },
    Year {
        year: i32,
        part: Option<Part>,
    },
    /// Decades and centuries: first and last year.
    Years {
        first: i32,
        last: i32,
        part: Option<Part>,
    },
    /// "last week".
    Period {
        unit: Unit,
        turn: Turn,
        part: Option<Part>,
    },
    /// "earlier this week" and "later this week".
    RestOf {
        unit: Unit,
        earlier: bool,
    },
    Weekday {
        day: Weekday,
        turn: Option<Turn>,
    },
    /// "Friday last week".
    WeekdayOf {
        day: Weekday,
        turn: Turn,
    },
    /// "two weeks ago" (-2).
    Shift {
        count: i64,
        unit: Unit,
    },
    /// "a few days ago".
    FewAgo {
        unit: Unit,
    },
    /// "the past two months" (-2), "the next two weeks" (2): an interval that the anchor bounds.
    Stretch {
        count: i64,
        unit: Unit,
    },
    /// The quarters (3 months) and halves (6) of a year.
    Share {
        months: u32,
        nth: u32,
        year: Option<WhichYear>,
    },
    Season {
        month: u32,
        year: Option<WhichYear>,
        turn: Option<Turn>,
    },
    /// A holiday; `about` if the days around it are meant too ("at Christmas").
    Feast {
        feast: Feast,
        year: Option<WhichYear>,
        turn: Option<Turn>,
        about: bool,
    },
    Overnight,
    /// "that day": the last day that was named.
    SameDay,
}

/// A year, named or counted from the anchor ("of last year").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WhichYear {
    Year(i32),
    Turn(Turn),
}
