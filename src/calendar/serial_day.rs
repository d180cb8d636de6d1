//! Days as a spreadsheet counts them: `46120.395833`.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::{Moment, Zone};

/// The day from which a spreadsheet counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Epoch {
    /// 1899-12-30, as nearly all do.
    #[default]
    Of1900,
    /// 1904-01-01, as old ones of a Mac do.
    Of1904,
}

/// Days from one epoch to the other.
const BETWEEN: f64 = 1_462.0;

/// The moment of a spreadsheet's number: days since 1899-12-30 or 1904-01-01, the time as a part of the day. `None` out of 1950 to 2100.
pub(super) fn serial(number: f64, zone: Zone, epoch: Epoch) -> Option<Moment> {
    let number = if epoch == Epoch::Of1904 { number + BETWEEN } else { number };
    if !(18_264.0..73_051.0).contains(&number) {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)? + TimeDelta::days(number.floor() as i64);
    let seconds = (number.fract() * 86_400.0).round() as i64;
    if seconds == 0 {
        return Some(Moment::Day(day));
    }
    let local = day.and_time(NaiveTime::MIN) + TimeDelta::seconds(seconds);
    zone.instant(local).map(Moment::Time)
}

/// The number of a text that is one: five digits, a point and more allowed.
pub(super) fn serial_in(text: &str) -> Option<f64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (whole.len() == 5 && digits(whole) && digits(part)).then(|| text.parse().ok()).flatten()
}
