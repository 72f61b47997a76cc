//! The only reader of the clock.

use chrono::{DateTime, FixedOffset, Local, NaiveDate, Utc};

use super::failure::Failure;

/// Fixes the clock, for tests and for reports that must come out the same: an RFC 3339 time.
pub(crate) const VARIABLE: &str = "ONRECORD_NOW";

/// The time at which the command was started, in the local zone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Now(DateTime<FixedOffset>);

impl Now {
    /// Reads the clock, or `ONRECORD_NOW` if that is set.
    pub(crate) fn read() -> Result<Self, Failure> {
        match std::env::var(VARIABLE) {
            Ok(fixed) => DateTime::parse_from_rfc3339(&fixed).map(Self).map_err(|_| {
                Failure::usage(format!("{VARIABLE} is '{fixed}', which is not a time"))
                    .hint("write it like 2023-01-20T12:00:00Z, or unset it")
            }),
            #[expect(clippy::disallowed_methods, reason = "this is the place where time comes in")]
            Err(_) => Ok(Self(Local::now().fixed_offset())),
        }
    }

    /// The instant.
    pub(crate) fn instant(self) -> DateTime<Utc> {
        self.0.to_utc()
    }

    /// Today, where the user is.
    pub(crate) fn today(self) -> NaiveDate {
        self.0.date_naive()
    }

    /// The last instant of a day, where the user is.
    pub(crate) fn end_of(self, day: NaiveDate) -> Option<DateTime<Utc>> {
        let end = day.and_hms_micro_opt(23, 59, 59, 999_999)?;
        Some(end.and_local_timezone(*self.0.offset()).single()?.to_utc())
    }
}
