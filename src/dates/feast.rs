//! The days of holidays.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::bounds::{about as soft, one};
use super::lexicon::{Feast, Turn};
use super::phrase::WhichYear;
use super::resolve::{Setting, nearest, year_of};
use crate::model::{Edtf, Precision};

/// Finds a holiday in the year named, or the nearest that the words point to.
pub(super) fn resolve(
    feast: Feast,
    year: Option<WhichYear>,
    turn: Option<Turn>,
    about: bool,
    setting: Setting,
) -> Option<Edtf> {
    let at = |year| day_of(feast, year);
    let day = match (year, turn) {
        (Some(year), _) => at(year_of(year, setting)?)?,
        (None, None) => nearest(setting.anchor?, setting.ahead, at)?,
        (None, Some(Turn::This)) => at(setting.anchor?.year())?,
        (None, Some(Turn::Last | Turn::Past)) => nearest(setting.anchor?.pred_opt()?, false, at)?,
        (None, Some(Turn::Next | Turn::Coming)) => nearest(setting.anchor?.succ_opt()?, true, at)?,
    };
    let edtf = one(Precision::Day(day));
    Some(if about { soft(edtf) } else { edtf })
}

fn day_of(feast: Feast, year: i32) -> Option<NaiveDate> {
    let after = |day: NaiveDate, days: i64| {
        let step = Days::new(days.unsigned_abs());
        if days < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) }
    };
    match feast {
        Feast::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
        Feast::Easter(days) => after(easter(year)?, days),
        Feast::Thanksgiving(days) => {
            after(NaiveDate::from_weekday_of_month_opt(year, 11, Weekday::Thu, 4)?, days)
        }
        Feast::Nth(month, weekday, nth) => {
            NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth)
        }
        Feast::Last(month, weekday) => {
            let nth = |nth| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth);
            nth(5).or_else(|| nth(4))
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the "anonymous" computus (Meeus, Astronomical
/// Algorithms, chapter 8). `None` before 1583.
fn easter(year: i32) -> Option<NaiveDate> {
    let year = u32::try_from(year).ok().filter(|year| (1583..=9999).contains(year))?;
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l + 114 - 7 * m;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, n / 31, n % 31 + 1)
}
