//! Units: what a number is measured in.

use crate::words::{key, stem};

/// What a quantity is measured in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    /// Things, named by the quantity's head.
    Count,
    /// A place in an order.
    Ordinal,
    /// Hundredths of a whole.
    Percent,
    /// Differences of percent.
    Points,
    /// Degrees of an angle, or of a scale that is not named.
    Degrees,
    /// Money, by the key of the currency's name.
    Money(u64),
    /// A measure: its dimension and how many base units it has.
    Measure(Dimension, f64),
    /// Minutes since midnight; ambiguous by twelve hours if written without "am" or "pm".
    Clock,
    /// Somebody's age in years.
    Age,
}

/// What a measure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dimension {
    /// In metres.
    Length,
    /// In square metres.
    Area,
    /// In cubic metres.
    Volume,
    /// In kilograms.
    Mass,
    /// In seconds.
    Time,
    /// In degrees Celsius.
    Celsius,
    /// In degrees Fahrenheit.
    Fahrenheit,
    /// In watts.
    Power,
    /// In watt-hours.
    Energy,
    /// In metres a second.
    Speed,
    /// In bytes.
    Data,
}

impl Unit {
    pub(super) fn factor(self) -> f64 {
        match self {
            Self::Measure(_, factor) => factor,
            _ => 1.0,
        }
    }

    /// A key for finding other numbers of the same unit; `None` for mere counts.
    pub(super) fn key(self) -> Option<u64> {
        match self {
            Self::Count | Self::Ordinal => None,
            Self::Money(currency) => Some(currency),
            Self::Measure(dimension, _) => Some(key("measure").wrapping_add(dimension as u64)),
            Self::Percent | Self::Points => Some(key("percent")),
            Self::Degrees => Some(key("degrees")),
            Self::Clock => Some(key("clock")),
            Self::Age => Some(key("age")),
        }
    }

    /// The same unit with its factor taken out, so that kilometres and miles are one.
    pub(super) fn in_base(self) -> Self {
        match self {
            Self::Measure(dimension, _) => Self::Measure(dimension, 1.0),
            other => other,
        }
    }
}

/// The currency of a mark before a number.
pub(super) fn currency_mark(word: &str) -> Option<Unit> {
    let name = match word {
        "$" => "dollar",
        "€" => "euro",
        "£" => "pound",
        "¥" => "yen",
        "₹" => "rupee",
        "₽" => "ruble",
        _ => return None,
    };
    Some(Unit::Money(key(&stem(name))))
}

const CURRENCIES: &[&str] = &[
    "dollar", "euro", "pound", "yen", "yuan", "rupee", "ruble", "rouble", "franc", "mark", "peso",
    "krona", "krone", "kroner", "lira", "rand", "shekel", "cent", "zloty", "hryvnia", "dirham",
    "riyal", "naira", "shilling",
];

/// Reads the unit that starts at a place, and the place after it.
pub(super) fn after(lower: &[&str], at: usize) -> Option<(Unit, usize)> {
    let word = |by: usize| lower.get(at + by).copied().unwrap_or("");
    let hyphen = usize::from(word(0) == "-");
    let name = word(hyphen);
    match (name, word(hyphen + 1)) {
        ("percentage", "point" | "points") => return Some((Unit::Points, at + hyphen + 2)),
        ("%" | "percent" | "pct", _) => return Some((Unit::Percent, at + hyphen + 1)),
        ("per", "cent") => return Some((Unit::Percent, at + hyphen + 2)),
        ("year" | "years", "-") if word(hyphen + 2) == "old" => {
            return Some((Unit::Age, at + hyphen + 3));
        }
        ("years" | "year", "old") => return Some((Unit::Age, at + hyphen + 2)),
        ("us", "dollars") => return Some((Unit::Money(key("dollar")), at + hyphen + 2)),
        _ => {}
    }
    let base = stem(name);
    if CURRENCIES.contains(&base.as_ref()) && name.len() > 3 {
        return Some((Unit::Money(key(&base)), at + hyphen + 1));
    }
    if matches!(name, "°" | "º" | "˚" | "degree" | "degrees") {
        return match word(hyphen + 1) {
            "c" | "celsius" => Some((Unit::Measure(Dimension::Celsius, 1.0), at + hyphen + 2)),
            "f" | "fahrenheit" => {
                Some((Unit::Measure(Dimension::Fahrenheit, 1.0), at + hyphen + 2))
            }
            _ => Some((Unit::Degrees, at + hyphen + 1)),
        };
    }
    let (power, skip) = match name {
        "cubic" => (3, 1),
        "square" | "sq" => (2, 1),
        _ => (1, 0),
    };
    let unit = measure(word(hyphen + skip), power)?;
    Some((unit, at + hyphen + skip + 1))
}

fn measure(word: &str, power: i32) -> Option<Unit> {
    if let Some(metres) = length(word) {
        let dimension = [Dimension::Length, Dimension::Area, Dimension::Volume];
        let at = usize::try_from(power - 1).unwrap_or(0);
        return Some(Unit::Measure(dimension[at.min(2)], metres.powi(power)));
    }
    let (dimension, factor) = match word {
        "litre" | "litres" | "liter" | "liters" => (Dimension::Volume, 1e-3),
        "hectare" | "hectares" | "ha" => (Dimension::Area, 1e4),
        "acre" | "acres" => (Dimension::Area, 4_046.856),
        "tonne" | "tonnes" | "ton" | "tons" => (Dimension::Mass, 1e3),
        "kilogram" | "kilograms" | "kg" | "kilo" | "kilos" => (Dimension::Mass, 1.0),
        "gram" | "grams" => (Dimension::Mass, 1e-3),
        "pounds" | "lb" | "lbs" => (Dimension::Mass, 0.453_592),
        "second" | "seconds" => (Dimension::Time, 1.0),
        "minute" | "minutes" => (Dimension::Time, 60.0),
        "hour" | "hours" => (Dimension::Time, 3_600.0),
        "day" | "days" => (Dimension::Time, 86_400.0),
        "week" | "weeks" => (Dimension::Time, 604_800.0),
        "month" | "months" => (Dimension::Time, 2_629_800.0),
        "year" | "years" => (Dimension::Time, 31_557_600.0),
        "decade" | "decades" => (Dimension::Time, 315_576_000.0),
        "century" | "centuries" => (Dimension::Time, 3_155_760_000.0),
        "celsius" => (Dimension::Celsius, 1.0),
        "fahrenheit" => (Dimension::Fahrenheit, 1.0),
        "watts" => (Dimension::Power, 1.0),
        "kilowatts" | "kw" => (Dimension::Power, 1e3),
        "megawatts" | "mw" => (Dimension::Power, 1e6),
        "gigawatts" | "gw" => (Dimension::Power, 1e9),
        "kwh" => (Dimension::Energy, 1e3),
        "mph" => (Dimension::Speed, 0.447_04),
        "kph" | "kmh" => (Dimension::Speed, 0.277_778),
        "kilobytes" | "kb" => (Dimension::Data, 1e3),
        "megabytes" | "mb" => (Dimension::Data, 1e6),
        "gigabytes" | "gb" => (Dimension::Data, 1e9),
        _ => return None,
    };
    Some(Unit::Measure(dimension, factor))
}

/// Metres in a unit of length.
fn length(word: &str) -> Option<f64> {
    Some(match word {
        "millimetre" | "millimetres" | "millimeter" | "millimeters" | "mm" => 1e-3,
        "centimetre" | "centimetres" | "centimeter" | "centimeters" | "cm" => 1e-2,
        "metre" | "metres" | "meter" | "meters" => 1.0,
        "kilometre" | "kilometres" | "kilometer" | "kilometers" | "km" => 1e3,
        "inch" | "inches" => 0.0254,
        "foot" | "feet" | "ft" => 0.3048,
        "yard" | "yards" => 0.9144,
        "mile" | "miles" => 1_609.344,
        _ => return None,
    })
}
