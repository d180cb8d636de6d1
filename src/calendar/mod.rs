//! Civil days, instants, zones and business days. The one address of chrono, tz-rs, tzdb_data
//! and iana-time-zone.

mod business;
#[cfg(test)]
mod fuzz;
mod loose;
mod loose_clock;
mod loose_day;
mod moment;
mod now;
mod serial_day;
mod when;
mod zone;

pub(crate) use business::BusinessDays;
pub(crate) use chrono::{Datelike, NaiveDate as Date, Weekday};
pub(crate) use loose::{DateOrder, LooseFault, parse_loose, parse_loose_from};
pub(crate) use moment::{DateFault, Moment};
pub(crate) use now::Now;
pub(crate) use serial_day::Epoch;
pub(crate) use when::{Direction, WhenFault, parse_when};
pub(crate) use zone::Zone;

use chrono::Days;

/// The date `days` later (earlier when negative); saturates at the calendar's ends.
pub(crate) fn plus_days(date: Date, days: i64) -> Date {
    let moved = if days >= 0 {
        date.checked_add_days(Days::new(days.unsigned_abs()))
    } else {
        date.checked_sub_days(Days::new(days.unsigned_abs()))
    };
    moved.unwrap_or(if days >= 0 { Date::MAX } else { Date::MIN })
}

/// Civil days from `start` to `end`, negative when `end` is earlier.
pub(crate) fn days_between(start: Date, end: Date) -> i64 {
    end.signed_duration_since(start).num_days()
}

/// A year's or a day's form as `2026-04-08`, else `None`.
pub(crate) fn parse_day(text: &str) -> Option<Date> {
    let shaped = text.len() == 10 && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if !shaped {
        return None;
    }
    // There is no year 0 in people's calendars.
    let year = text[..4].parse().ok().filter(|year| *year > 0)?;
    Date::from_ymd_opt(year, text[5..7].parse().ok()?, text[8..].parse().ok()?)
}

/// Monday of the ISO week that holds `date`.
pub(crate) fn week_start(date: Date) -> Date {
    plus_days(date, -i64::from(date.weekday().num_days_from_monday()))
}

/// The day of the week, Monday is 1.
pub(crate) fn weekday(date: Date) -> u32 {
    date.weekday().number_from_monday()
}

/// The ISO week as `2026-W15`.
pub(crate) fn week_name(date: Date) -> String {
    let week = date.iso_week();
    format!("{:04}-W{:02}", week.year(), week.week())
}
