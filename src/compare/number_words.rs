//! The words that numbers are written in: digits, number words, scales, bounds and clock times.

/// Tells whether a number or a time of day, in words, may begin with a word.
pub(super) fn may_begin(word: &str) -> bool {
    small_number(word).is_some()
        || ordinal(word).is_some()
        || plural_scale(word).is_some()
        || matches!(word, "a" | "an" | "half" | "quarter" | "midnight" | "noon" | "midday")
}

/// What the words before a number do to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// Nothing.
    Exact,
    /// "at least".
    AtLeast,
    /// "more than".
    MoreThan,
    /// "at most".
    AtMost,
    /// "fewer than".
    LessThan,
    /// "about".
    About,
    /// "nearly".
    Nearly,
}

/// Reads digits with commas between thousands and a decimal point; a comma that does not stand
/// before three digits is a decimal point too ("1,2 million").
pub(super) fn decimal(word: &str) -> Option<f64> {
    let mut groups = word.split(',').skip(1);
    let thousands =
        groups.all(|group| group.split('.').next().is_some_and(|digits| digits.len() == 3));
    let plain = word.replace(',', if thousands { "" } else { "." });
    let value: f64 = plain.parse().ok()?;
    value.is_finite().then_some(value)
}

/// The value of a number word below a hundred.
pub(super) fn small_number(word: &str) -> Option<f64> {
    Some(match word {
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

/// The place that an ordinal word names; "first" is left out, since it mostly is no number.
pub(super) fn ordinal(word: &str) -> Option<f64> {
    const WORDS: &[&str] = &[
        "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ];
    let place = WORDS.iter().position(|name| *name == word)?;
    Some(f64::from(u8::try_from(place + 2).ok()?))
}

/// The factor of a scale word.
pub(super) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 100.0,
        "thousand" | "k" => 1e3,
        "million" | "mn" | "mln" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" | "tn" => 1e12,
        _ => return None,
    })
}

/// The bounds of a scale word in the plural: "dozens" are at least two.
pub(super) fn plural_scale(word: &str) -> Option<(f64, f64)> {
    let scale = match word {
        "tens" => 10.0,
        "dozens" => 12.0,
        "hundreds" => 100.0,
        "thousands" => 1e3,
        "millions" => 1e6,
        "billions" => 1e9,
        "trillions" => 1e12,
        _ => return None,
    };
    Some((2.0 * scale, 10.0 * scale * 9.99))
}

/// Reads the three words before a number: how many of them belong to it, and what they do.
pub(super) fn bound((third, second, first): (&str, &str, &str)) -> (usize, Bound) {
    match (third, second, first) {
        ("no" | "not", "fewer" | "less", "than") => (3, Bound::AtLeast),
        ("no" | "not", "more" | "greater", "than") => (3, Bound::AtMost),
        ("a", "minimum", "of") => (3, Bound::AtLeast),
        ("a", "maximum", "of") => (3, Bound::AtMost),
        (_, "at", "least") => (2, Bound::AtLeast),
        (_, "at", "most") | (_, "up", "to") => (2, Bound::AtMost),
        (_, "more" | "greater" | "higher" | "larger", "than") => (2, Bound::MoreThan),
        (_, "fewer" | "less" | "lower" | "smaller", "than") => (2, Bound::LessThan),
        (_, "close", "to") | (_, "just", "under") => (2, Bound::Nearly),
        (_, "just", "over") => (2, Bound::About),
        (_, "an", "estimated") => (2, Bound::About),
        (_, _, "over" | "above" | "exceeding" | "exceeds" | "exceeded") => (1, Bound::MoreThan),
        (_, _, "under" | "below") => (1, Bound::LessThan),
        (
            _,
            _,
            "about" | "around" | "roughly" | "approximately" | "some" | "circa" | "nearer" | "~"
            | "estimated",
        ) => (1, Bound::About),
        (_, _, "nearly" | "almost") => (1, Bound::Nearly),
        _ => (0, Bound::Exact),
    }
}

/// Reads a clock time that starts at a place: minutes since midnight and the place after it.
pub(super) fn clock(lower: &[&str], at: usize, before: &str) -> Option<(f64, usize)> {
    if let Some(spelled) = spelled_clock(lower, at).or_else(|| full_hour(lower, at, before)) {
        return Some(spelled);
    }
    let word = |by: usize| lower.get(at + by).copied().unwrap_or("");
    let (hours, minutes) = hours_and_minutes(word(0))?;
    let (half, next) = match word(1) {
        "am" => (Some(0.0), at + 2),
        "pm" => (Some(12.0), at + 2),
        "a" | "p" if word(2) == "." && word(3) == "m" => {
            (Some(if word(1) == "p" { 12.0 } else { 0.0 }), at + 4)
        }
        _ => (None, at + 1),
    };
    let written = word(0).contains([':', '.'])
        && (word(0).len() == 5
            || word(0).contains(':')
            || matches!(before, "at" | "after" | "before" | "about" | "around" | "by"));
    match half {
        Some(half) if hours <= 12.0 => Some(((hours % 12.0 + half) * 60.0 + minutes, next)),
        None if written => Some((hours * 60.0 + minutes, next)),
        _ => None,
    }
}

/// "half past nine", "a quarter to two", "ten past five", "midnight".
fn spelled_clock(lower: &[&str], at: usize) -> Option<(f64, usize)> {
    let word = |by: usize| lower.get(at + by).copied().unwrap_or("");
    let (minutes, link) = match (word(0), word(1)) {
        ("midnight", _) => return Some((0.0, at + 1)),
        ("noon" | "midday", _) => return Some((720.0, at + 1)),
        ("half", "past") => (30.0, 1),
        ("quarter", "past" | "to") => (15.0, 1),
        (_, "past" | "to") => (small_number(word(0))?, 1),
        (_, "minutes") if matches!(word(2), "past" | "to") => (small_number(word(0))?, 2),
        _ => return None,
    };
    let hour = small_number(word(link + 1)).filter(|hour| (1.0..=12.0).contains(hour))?;
    let ambiguous = word(link) == "to" && link == 1 && word(0) != "quarter";
    let after = if word(link) == "to" { -minutes } else { minutes };
    (!ambiguous && minutes < 60.0).then_some((hour * 60.0 + after, at + link + 2))
}

/// "at six in the morning", "until four on Saturday afternoon".
fn full_hour(lower: &[&str], at: usize, before: &str) -> Option<(f64, usize)> {
    const LEADS: &[&str] = &["at", "by", "before", "after", "about", "around", "until", "from"];
    let word = |by: usize| lower.get(at + by).copied().unwrap_or("");
    let hour = small_number(word(0)).filter(|hour| (1.0..=12.0).contains(hour))?;
    let part = match (word(1), word(2)) {
        ("in", "the") => word(3),
        ("on", _) => word(3),
        _ => "",
    };
    let half = match part {
        "morning" => 0.0,
        "afternoon" | "evening" => 720.0,
        _ => return None,
    };
    LEADS.contains(&before).then_some((hour % 12.0 * 60.0 + half, at + 1))
}

fn hours_and_minutes(word: &str) -> Option<(f64, f64)> {
    let (hours, minutes) = match word.split_once([':', '.']) {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes.parse::<u32>().ok()?),
        Some(_) => return None,
        None => (word, 0),
    };
    let hours: u32 = hours.parse().ok()?;
    (hours < 24 && minutes < 60).then_some((f64::from(hours), f64::from(minutes)))
}
