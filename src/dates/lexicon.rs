//! The words that date phrases are made of, as data.

use std::sync::LazyLock;

use chrono::{NaiveDate, Weekday};

use crate::words::Table;

/// What a word or mark can be in a date phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A month's name; `false` for an abbreviation.
    Month(u32, bool),
    /// A weekday's name; `false` for an abbreviation.
    Weekday(Weekday, bool),
    /// "day", "weeks", ...; `true` in the plural.
    Unit(Unit, bool),
    /// "last", "this", "next", ...
    Turn(Turn),
    /// "early", "mid", "late".
    Part(Part),
    /// "earlier" and "later", as in "earlier this week".
    Earlier,
    Later,
    /// "start", "beginning", "middle", "end", which need an "of".
    Edge(Part),
    /// "yesterday" (-1), "today" (0), "tomorrow" (1).
    Day(i64),
    Overnight,
    /// "morning", "afternoon", "evening", "night".
    DayPart,
    /// The month a season begins with.
    Season(u32),
    /// "two": a counting word.
    Count(u32),
    /// "few", "several": two to seven.
    Few,
    /// "couple", "dozen", which need an "of" or none.
    Couple,
    /// "third": an ordinal word, or "3rd".
    Ordinal(u32),
    /// A number of one to four digits, with the count of its digits.
    Number(u32, usize),
    /// A day in figures: 2023-01-20, 20.1.2023, 20/01/2023 if only one reading is possible.
    Date(NaiveDate),
    /// "1990s", "90s".
    Decade(u32),
    /// "Q1".
    Quarter(u32),
    /// "quarter" and "half": parts of a year, by their number of months.
    Share(u32),
    Century,
    Feast(Feast),
    A,
    About,
    After,
    Ago,
    And,
    At,
    Before,
    Between,
    By,
    From,
    In,
    Now,
    Of,
    On,
    Over,
    Same,
    Since,
    That,
    The,
    To,
    Until,
    /// "Eve", "Good", "New", ...: pieces of the names of holidays.
    Piece(Piece),
    /// A thing that is counted, or a newspaper: no year or weekday stands before it.
    Thing,
    /// A word that looks ahead ("will") or back ("said"); see `find`.
    Ahead,
    Back,
    During,
    Dot,
    Comma,
    Dash,
    Slash,
    Apostrophe,
    Other,
    /// The end of the text, or a gap that no phrase goes over.
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
}

/// Which of several like periods is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Last,
    /// "past": like "last", but never the calendar period.
    Past,
    This,
    Next,
    /// "coming".
    Coming,
}

/// Which third of a period is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
}

/// A holiday whose name is one word or needs no more to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feast {
    Fixed(u32, u32),
    /// Days after Easter Sunday.
    Easter(i64),
    /// Days after the fourth Thursday of November.
    Thanksgiving(i64),
    /// The n-th such weekday of a month.
    Nth(u32, Weekday, u8),
    /// The last such weekday of a month.
    Last(u32, Weekday),
}

/// Pieces of the names of holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Christmas,
    Easter,
    Eve,
    New,
    Good,
    Black,
    Valentine,
    Ash,
    Palm,
    Patrick,
    /// What stands before "Day".
    DayOf(Feast),
}

use Kind as K;

impl Kind {
    /// Tells whether a date phrase can begin with it.
    pub(super) fn begins(self) -> bool {
        !matches!(
            self,
            K::Unit(..)
                | K::DayPart
                | K::Share(_)
                | K::Century
                | K::Ago
                | K::And
                | K::Of
                | K::To
                | K::Same
                | K::Now
                | K::Thing
                | K::Ahead
                | K::Back
                | K::Dot
                | K::Comma
                | K::Dash
                | K::Slash
                | K::Apostrophe
                | K::Other
                | K::End
        )
    }
}

const fn day_of(feast: Feast) -> Kind {
    K::Piece(Piece::DayOf(feast))
}

type Entry = (&'static str, Kind);

const fn unit(unit: Unit) -> Kind {
    K::Unit(unit, false)
}

const fn units(unit: Unit) -> Kind {
    K::Unit(unit, true)
}

#[rustfmt::skip]
static A: &[Entry] = &[
    ("a", K::A), ("an", K::A), ("and", K::And), ("at", K::At), ("after", K::After), ("about", K::About),
    ("around", K::About), ("ago", K::Ago), ("april", K::Month(4, true)), ("apr", K::Month(4, false)),
    ("august", K::Month(8, true)), ("aug", K::Month(8, false)), ("afternoon", K::DayPart),
    ("autumn", K::Season(9)), ("announced", K::Back), ("added", K::Back),
    ("addams", K::Thing), ("ash", K::Piece(Piece::Ash)), ("armistice", day_of(Feast::Fixed(11, 11))), ("anzac", day_of(Feast::Fixed(4, 25))),
];
#[rustfmt::skip]
static B: &[Entry] = &[
    ("by", K::By), ("before", K::Before), ("between", K::Between), ("beginning", K::Edge(Part::Early)),
    ("boxing", day_of(Feast::Fixed(12, 26))), ("black", K::Piece(Piece::Black)), ("began", K::Back),
    ("bastille", day_of(Feast::Fixed(7, 14))),
];
#[rustfmt::skip]
static C: &[Entry] = &[
    ("couple", K::Couple), ("coming", K::Turn(Turn::Coming)), ("current", K::Turn(Turn::This)),
    ("circa", K::About), ("c", K::About), ("ca", K::About), ("century", K::Century),
    ("christmas", K::Piece(Piece::Christmas)), ("cases", K::Thing), ("comment", K::Back),
    ("canada", day_of(Feast::Fixed(7, 1))), ("columbus", day_of(Feast::Nth(10, Weekday::Mon, 2))),
];
#[rustfmt::skip]
static D: &[Entry] = &[
    ("day", unit(Unit::Day)), ("days", units(Unit::Day)), ("december", K::Month(12, true)),
    ("dec", K::Month(12, false)), ("during", K::During), ("decade", unit(Unit::Decade)),
    ("decades", units(Unit::Decade)), ("due", K::Ahead), ("deadline", K::Ahead), ("did", K::Back),
];
#[rustfmt::skip]
static E: &[Entry] = &[
    ("early", K::Part(Part::Early)), ("earlier", K::Earlier), ("evening", K::DayPart),
    ("end", K::Edge(Part::Late)), ("eight", K::Count(8)), ("eleven", K::Count(11)), ("eve", K::Piece(Piece::Eve)),
    ("easter", K::Piece(Piece::Easter)), ("eighth", K::Ordinal(8)), ("eleventh", K::Ordinal(11)),
    ("express", K::Thing), ("expected", K::Ahead), ("ended", K::Back),
];
#[rustfmt::skip]
static F: &[Entry] = &[
    ("friday", K::Weekday(Weekday::Fri, true)), ("fri", K::Weekday(Weekday::Fri, false)), ("from", K::From),
    ("february", K::Month(2, true)), ("feb", K::Month(2, false)), ("five", K::Count(5)), ("four", K::Count(4)),
    ("first", K::Ordinal(1)), ("fourth", K::Ordinal(4)), ("fifth", K::Ordinal(5)), ("few", K::Few),
    ("fall", K::Season(9)), ("following", K::Other), ("fortnight", unit(Unit::Fortnight)),
    ("fortnights", units(Unit::Fortnight)), ("feet", K::Thing), ("fifteen", K::Count(15)),
    ("fourteen", K::Count(14)), ("fifty", K::Count(50)), ("forty", K::Count(40)),
];
#[rustfmt::skip]
static G: &[Entry] = &[("good", K::Piece(Piece::Good)), ("group", K::Thing)];
#[rustfmt::skip]
static H: &[Entry] = &[
    ("halloween", K::Feast(Feast::Fixed(10, 31))), ("half", K::Share(6)), ("homes", K::Thing), ("hours", K::Thing),
    ("herald", K::Thing), ("had", K::Back), ("has", K::Back), ("have", K::Back), ("happened", K::Back),
    ("hundred", K::Thing),
];
#[rustfmt::skip]
static I: &[Entry] = &[("in", K::In)];
#[rustfmt::skip]
static J: &[Entry] = &[
    ("january", K::Month(1, true)), ("jan", K::Month(1, false)), ("june", K::Month(6, true)),
    ("jun", K::Month(6, false)), ("july", K::Month(7, true)), ("jul", K::Month(7, false)),
    ("juneteenth", K::Feast(Feast::Fixed(6, 19))),
];
#[rustfmt::skip]
static K_: &[Entry] = &[("km", K::Thing), ("kilometres", K::Thing), ("kilometers", K::Thing), ("kg", K::Thing)];
#[rustfmt::skip]
static L: &[Entry] = &[
    ("last", K::Turn(Turn::Last)), ("late", K::Part(Part::Late)), ("later", K::Later), ("live", K::Thing),
    ("league", K::Thing), ("labor", day_of(Feast::Nth(9, Weekday::Mon, 1))),
];
#[rustfmt::skip]
static M: &[Entry] = &[
    ("monday", K::Weekday(Weekday::Mon, true)), ("mon", K::Weekday(Weekday::Mon, false)),
    ("march", K::Month(3, true)), ("mar", K::Month(3, false)), ("may", K::Month(5, true)),
    ("month", unit(Unit::Month)), ("months", units(Unit::Month)), ("morning", K::DayPart), ("mid", K::Part(Part::Mid)),
    ("middle", K::Edge(Part::Mid)), ("midnight", K::DayPart), ("midday", K::DayPart), ("men", K::Thing),
    ("metres", K::Thing), ("meters", K::Thing), ("miles", K::Thing), ("mail", K::Thing), ("mirror", K::Thing),
    ("million", K::Thing), ("memorial", day_of(Feast::Last(5, Weekday::Mon))),
];
#[rustfmt::skip]
static N: &[Entry] = &[
    ("next", K::Turn(Turn::Next)), ("november", K::Month(11, true)), ("nov", K::Month(11, false)),
    ("night", K::DayPart), ("nine", K::Count(9)), ("ninth", K::Ordinal(9)), ("now", K::Now),
    ("new", K::Piece(Piece::New)), ("noon", K::DayPart), ("nineteen", K::Count(19)), ("ninety", K::Count(90)),
];
#[rustfmt::skip]
static O: &[Entry] = &[
    ("on", K::On), ("of", K::Of), ("over", K::Over), ("october", K::Month(10, true)), ("oct", K::Month(10, false)),
    ("one", K::Count(1)), ("overnight", K::Overnight),
];
#[rustfmt::skip]
static P: &[Entry] = &[
    ("past", K::Turn(Turn::Past)), ("people", K::Thing), ("post", K::Thing),
    ("percent", K::Thing), ("per", K::Thing), ("palm", K::Piece(Piece::Palm)), ("patrick", K::Piece(Piece::Patrick)),
    ("planned", K::Ahead), ("plans", K::Ahead), ("prayers", K::Thing),
    ("presidents", day_of(Feast::Nth(2, Weekday::Mon, 3))),
];
#[rustfmt::skip]
static Q: &[Entry] = &[
    ("quarter", K::Share(3)), ("quarters", units(Unit::Quarter)), ("q1", K::Quarter(1)), ("q2", K::Quarter(2)), ("q3", K::Quarter(3)), ("q4", K::Quarter(4)),
];
#[rustfmt::skip]
static R: &[Entry] = &[("roughly", K::About), ("reported", K::Back), ("residents", K::Thing), ("remembrance", day_of(Feast::Fixed(11, 11)))];
#[rustfmt::skip]
static S: &[Entry] = &[
    ("sunday", K::Weekday(Weekday::Sun, true)), ("sun", K::Weekday(Weekday::Sun, false)),
    ("saturday", K::Weekday(Weekday::Sat, true)), ("sat", K::Weekday(Weekday::Sat, false)),
    ("september", K::Month(9, true)), ("sept", K::Month(9, false)), ("sep", K::Month(9, false)), ("since", K::Since),
    ("said", K::Back), ("says", K::Back), ("same", K::Same), ("spring", K::Season(3)), ("summer", K::Season(6)),
    ("second", K::Ordinal(2)), ("six", K::Count(6)), ("seven", K::Count(7)), ("several", K::Few),
    ("sixth", K::Ordinal(6)), ("seventh", K::Ordinal(7)), ("start", K::Edge(Part::Early)), ("soldiers", K::Thing),
    ("star", K::Thing), ("scheduled", K::Ahead), ("sixteen", K::Count(16)), ("seventeen", K::Count(17)),
    ("sixty", K::Count(60)), ("seventy", K::Count(70)), ("shall", K::Ahead),
];
#[rustfmt::skip]
static T: &[Entry] = &[
    ("the", K::The), ("to", K::To), ("this", K::Turn(Turn::This)), ("that", K::That), ("today", K::Day(0)),
    ("tuesday", K::Weekday(Weekday::Tue, true)), ("tues", K::Weekday(Weekday::Tue, false)),
    ("tue", K::Weekday(Weekday::Tue, false)), ("thursday", K::Weekday(Weekday::Thu, true)),
    ("thurs", K::Weekday(Weekday::Thu, false)), ("thur", K::Weekday(Weekday::Thu, false)),
    ("thu", K::Weekday(Weekday::Thu, false)), ("two", K::Count(2)), ("three", K::Count(3)), ("ten", K::Count(10)),
    ("twelve", K::Count(12)), ("third", K::Ordinal(3)), ("tenth", K::Ordinal(10)), ("twelfth", K::Ordinal(12)),
    ("tonight", K::Day(0)), ("tomorrow", K::Day(1)), ("till", K::Until), ("through", K::Until), ("throughout", K::Over),
    ("told", K::Back), ("times", K::Thing), ("telegraph", K::Thing), ("tribune", K::Thing), ("tonnes", K::Thing),
    ("tons", K::Thing), ("thousand", K::Thing), ("troops", K::Thing), ("twenty", K::Count(20)), ("thirty", K::Count(30)),
    ("thirteen", K::Count(13)), ("thanksgiving", K::Feast(Feast::Thanksgiving(0))),
];
#[rustfmt::skip]
static U: &[Entry] = &[("until", K::Until), ("upcoming", K::Turn(Turn::Coming))];
#[rustfmt::skip]
static V: &[Entry] = &[
    ("valentine", K::Piece(Piece::Valentine)), ("valentines", K::Piece(Piece::Valentine)),
    ("veterans", day_of(Feast::Fixed(11, 11))),
];
#[rustfmt::skip]
static W: &[Entry] = &[
    ("wednesday", K::Weekday(Weekday::Wed, true)), ("wed", K::Weekday(Weekday::Wed, false)),
    ("week", unit(Unit::Week)), ("weeks", units(Unit::Week)), ("weekend", unit(Unit::Weekend)),
    ("weekends", units(Unit::Weekend)), ("winter", K::Season(12)), ("will", K::Ahead), ("would", K::Ahead), ("within", K::Over),
    ("was", K::Back), ("were", K::Back), ("wrote", K::Back), ("women", K::Thing), ("workers", K::Thing), ("words", K::Thing),
    ("world", K::Thing),
];
#[rustfmt::skip]
static Y: &[Entry] = &[
    ("yesterday", K::Day(-1)), ("year", unit(Unit::Year)), ("years", units(Unit::Year)), ("yards", K::Thing),
];
static BY_LETTER: [&[Entry]; 24] =
    [A, B, C, D, E, F, G, H, I, J, K_, L, M, N, O, P, Q, R, S, T, U, V, W, Y];

static WORDS: LazyLock<Table<Kind>> = LazyLock::new(|| {
    let all = BY_LETTER.iter().flat_map(|page| page.iter());
    Table::of(all.map(|(word, kind)| ((*word).to_owned(), *kind)))
});

/// Looks a word up, whatever its case.
pub(super) fn look_up(word: &str) -> Kind {
    WORDS.get(word).copied().unwrap_or(Kind::Other)
}
