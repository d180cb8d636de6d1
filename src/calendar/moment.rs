//! A fact's time: a civil day, or an instant with its offset, as a person writes it in a file.

use std::cmp::Ordering;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::{Datelike, Zone, parse_day};
use crate::text::normal::half_width;

/// When something happened: a day, or a minute of it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Moment {
    /// A civil day of the journal's zone.
    Day(NaiveDate),
    /// An instant, with the offset that was written or the zone's at that time.
    Time(DateTime<FixedOffset>),
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DateFault {
    /// Not ISO; the ISO form of what was likely meant.
    NotIso(Option<String>),
    /// A month or day that no calendar has.
    NoSuchDay,
    /// An hour, minute or second out of range.
    NoSuchTime,
    /// An offset beyond ±14:00, or one without a time zone's form.
    BadOffset,
    /// A local time that the zone's clock skips.
    Skipped,
}

/// Hours, minutes and seconds.
#[cfg(feature = "xlsx")]
pub(crate) type Clock = (u32, u32, u32);

impl Moment {
    /// Reads `2026-04-08`, `2026-04-08T09:30+08:00`, `2026-04-08 09:30`, with seconds and `Z`
    /// allowed; a time without an offset is in `zone`.
    pub(crate) fn parse(text: &str, zone: Zone) -> Result<Moment, DateFault> {
        let text = text.trim();
        let Some((day_text, rest)) = text.split_at_checked(10).filter(|(day, _)| is_day_shaped(day)) else {
            return Err(DateFault::NotIso(likely(text)));
        };
        let day = parse_day(day_text).ok_or(DateFault::NoSuchDay)?;
        if rest.is_empty() {
            return Ok(Moment::Day(day));
        }
        let Some(clock) = rest.strip_prefix(['T', ' ']) else {
            return Err(DateFault::NotIso(likely(text)));
        };
        let offset_at = clock.find(['+', '-', 'Z']).unwrap_or(clock.len());
        let (time_text, offset_text) = clock.split_at(offset_at);
        let time = parse_time(time_text).ok_or_else(|| time_fault(time_text, text))?;
        let local = NaiveDateTime::new(day, time);
        match offset_text {
            "" => zone.instant(local).map(Moment::Time).ok_or(DateFault::Skipped),
            offset => {
                let offset = parse_offset(offset).ok_or(DateFault::BadOffset)?;
                local.and_local_timezone(offset).single().map(Moment::Time).ok_or(DateFault::BadOffset)
            }
        }
    }

    /// The instant of seconds of the Unix epoch, on the clock of `zone`; `None` beyond the calendar.
    pub(crate) fn from_unix(seconds: i64, zone: Zone) -> Option<Moment> {
        DateTime::from_timestamp(seconds, 0).and_then(|instant| Moment::Time(zone.local(instant)).in_calendar())
    }

    /// The moment, where a year of four digits shows it: no other one can be written in a file.
    pub(super) fn in_calendar(self) -> Option<Moment> {
        let date = match self {
            Moment::Day(day) => day,
            Moment::Time(instant) => instant.date_naive(),
        };
        (1..=9999).contains(&date.year()).then_some(self)
    }

    /// Seconds of the Unix epoch; of a day its beginning in `zone`.
    pub(crate) fn unix(self, zone: Zone) -> i64 {
        match self {
            Moment::Time(instant) => instant.timestamp(),
            Moment::Day(day) => {
                let midnight = day.and_time(NaiveTime::MIN);
                zone.instant(midnight).map_or(midnight.and_utc().timestamp(), |instant| instant.timestamp())
            }
        }
    }

    /// The local time as `09:30`; `None` for a day.
    pub(crate) fn clock(self) -> Option<String> {
        match self {
            Moment::Day(_) => None,
            Moment::Time(time) => Some(clock_of(time)),
        }
    }

    /// The time on the clock of `zone` as `09:30`; `None` for a day.
    pub(crate) fn clock_in(self, zone: Zone) -> Option<String> {
        match self {
            Moment::Day(_) => None,
            Moment::Time(instant) => Some(clock_of(zone.local(instant.to_utc()))),
        }
    }

    /// The civil day in `zone`.
    pub(crate) fn day(self, zone: Zone) -> NaiveDate {
        match self {
            Moment::Day(day) => day,
            Moment::Time(instant) => zone.local(instant.to_utc()).date_naive(),
        }
    }

    /// The order of two facts: as instants when both have a time, else as civil days.
    pub(crate) fn compare(self, other: Moment, zone: Zone) -> Ordering {
        match (self, other) {
            (Moment::Time(a), Moment::Time(b)) => a.cmp(&b),
            (a, b) => a.day(zone).cmp(&b.day(zone)),
        }
    }

    /// The day and the clock (hours, minutes, seconds) in `zone`: what a spreadsheet can hold, which knows no zones. `None` for a
    /// time that would not come back the same: written with another offset, or shown twice by the zone's clock.
    #[cfg(feature = "xlsx")]
    pub(crate) fn wall(self, zone: Zone) -> Option<(NaiveDate, Option<Clock>)> {
        match self {
            Moment::Day(day) => Some((day, None)),
            Moment::Time(instant) => {
                let local = instant.naive_local();
                let comes_back = zone.instant(local).is_some_and(|again| again == instant && again.offset() == instant.offset());
                comes_back.then(|| (local.date(), Some((local.hour(), local.minute(), local.second()))))
            }
        }
    }

    /// The form of JSON: a day, or RFC 3339 with seconds and offset.
    pub(crate) fn rfc3339(self) -> String {
        match self {
            Moment::Day(day) => day.to_string(),
            Moment::Time(instant) => instant.format("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        }
    }

    /// The key by which facts are sorted in time: a day counts as its beginning.
    pub(crate) fn sort_key(self, zone: Zone) -> (NaiveDate, i64) {
        match self {
            Moment::Day(day) => (day, i64::MIN),
            Moment::Time(instant) => (self.day(zone), instant.timestamp()),
        }
    }
}

impl std::fmt::Display for Moment {
    /// `2026-04-08`, or RFC 3339 to the minute (to the second where there are seconds).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Moment::Day(day) => write!(f, "{day}"),
            Moment::Time(instant) if instant.second() == 0 => {
                write!(f, "{}", instant.format("%Y-%m-%dT%H:%M%:z"))
            }
            Moment::Time(instant) => write!(f, "{}", instant.format("%Y-%m-%dT%H:%M:%S%:z")),
        }
    }
}

/// `09:30`.
fn clock_of(time: DateTime<FixedOffset>) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn is_day_shaped(text: &str) -> bool {
    text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() })
}

/// `HH:MM` or `HH:MM:SS`.
fn parse_time(text: &str) -> Option<NaiveTime> {
    let mut parts = text.split(':');
    let mut number = || parts.next().filter(|p| p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit()));
    let (hour, minute) = (number()?.parse().ok()?, number()?.parse().ok()?);
    let second = match number() {
        Some(text) => text.parse().ok()?,
        None => 0,
    };
    if parts.next().is_some() || !matches!(text.len(), 5 | 8) {
        return None;
    }
    NaiveTime::from_hms_opt(hour, minute, second)
}

fn time_fault(time: &str, whole: &str) -> DateFault {
    let shaped = !time.is_empty() && time.bytes().all(|b| b.is_ascii_digit() || b == b':') && matches!(time.len(), 5 | 8);
    if shaped { DateFault::NoSuchTime } else { DateFault::NotIso(likely(whole)) }
}

/// `Z` or `+08:00`, within ±14:00.
fn parse_offset(text: &str) -> Option<FixedOffset> {
    if text == "Z" {
        return FixedOffset::east_opt(0);
    }
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    if digits.len() != 5 || digits.as_bytes()[2] != b':' {
        return None;
    }
    let digits = digits.replacen(':', "", 1);
    if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
    let total = hours * 60 + minutes;
    if minutes > 59 || total > 14 * 60 {
        return None;
    }
    FixedOffset::east_opt(sign * total * 60)
}

/// The ISO form of a date written another way: 2026/4/8, 20260408, 115/4/8, 民國115年4月8日, full-width
/// digits. `None` where there is no one reading.
pub(crate) fn likely(text: &str) -> Option<String> {
    let text = half_width(text);
    let named_era = text.contains("民國");
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, month, day): (i32, u32, u32) = match numbers.as_slice() {
        [one] if one.len() == 8 => (one[..4].parse().ok()?, one[4..6].parse().ok()?, one[6..].parse().ok()?),
        [year, month, day, ..] if month.len() <= 2 && day.len() <= 2 => (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?),
        _ => return None,
    };
    let year = match year {
        1900..=2999 => year,
        90..=200 if named_era || numbers[0].len() == 3 => year + 1911,
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    let time = match numbers.as_slice() {
        [_, _, _, hour, minute, ..] => NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0),
        _ => None,
    };
    Some(match time {
        Some(time) => format!("{date}T{}", time.format("%H:%M")),
        None => date.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taipei() -> Zone {
        Zone::named("Asia/Taipei").expect("in the database")
    }

    #[test]
    fn reads_iso_only_and_says_what_was_meant() {
        for (text, read) in [
            ("2026-04-08", Ok("2026-04-08")),
            ("2026-04-08T09:30+08:00", Ok("2026-04-08T09:30+08:00")),
            ("2026-04-08 09:30", Ok("2026-04-08T09:30+08:00")),
            ("2026-04-08T09:30:15Z", Ok("2026-04-08T09:30:15+00:00")),
            ("2026-04-08T09:30-05:00", Ok("2026-04-08T09:30-05:00")),
            ("2026-04-08T09:30-0500", Err(DateFault::BadOffset)),
            ("2026-04-08t09:30", Err(DateFault::NotIso(Some("2026-04-08T09:30".into())))),
            ("0000-01-01", Err(DateFault::NoSuchDay)),
            ("2026-02-30", Err(DateFault::NoSuchDay)),
            ("2026-04-08T25:00", Err(DateFault::NoSuchTime)),
            ("2026-04-08T09:30+19:00", Err(DateFault::BadOffset)),
            ("2026/4/8", Err(DateFault::NotIso(Some("2026-04-08".into())))),
            ("115/4/8", Err(DateFault::NotIso(Some("2026-04-08".into())))),
            ("民國115年4月8日", Err(DateFault::NotIso(Some("2026-04-08".into())))),
            ("２０２６－０４－０８", Err(DateFault::NotIso(Some("2026-04-08".into())))),
            ("昨天", Err(DateFault::NotIso(None))),
            ("4/8", Err(DateFault::NotIso(None))),
            ("2026-04-08T09:30:60+08:00", Err(DateFault::NoSuchTime)),
        ] {
            let got = Moment::parse(text, taipei()).map(|moment| moment.to_string());
            assert_eq!(got, read.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn a_time_that_the_zone_skips_is_none() {
        let zone = Zone::named("America/New_York").expect("in the database");
        assert_eq!(Moment::parse("2026-03-08 02:30", zone).err(), Some(DateFault::Skipped));
        assert_eq!(Moment::parse("2026-11-01 01:30", zone).map(|m| m.to_string()).ok().as_deref(), Some("2026-11-01T01:30-04:00"));
    }

    #[test]
    fn compares_instants_or_days() {
        let read = |text| Moment::parse(text, taipei()).expect("a date");
        assert_eq!(read("2026-04-08T23:00-08:00").compare(read("2026-04-09T10:00+08:00"), taipei()), Ordering::Greater);
        assert_eq!(read("2026-04-09").compare(read("2026-04-08T23:00-08:00"), taipei()), Ordering::Equal);
    }
}
