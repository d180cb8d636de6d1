//! Dates as people write them in tables: with slashes, of the Republic, as a spreadsheet's number. Only what has one
//! reading is read.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::loose_clock::{split_clock, time_of};
use super::{Moment, Zone};
use crate::text::normal::fold_text;

/// Which of two numbers before a year is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateOrder {
    /// `4/8/2026` is the eighth of April.
    Mdy,
    /// `8/4/2026` is the eighth of April.
    Dmy,
}

/// The day from which a spreadsheet counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Epoch {
    /// 1899-12-30, as nearly all do.
    #[default]
    Of1900,
    /// 1904-01-01, as old ones of a Mac do.
    Of1904,
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LooseFault {
    /// Not like a date.
    Unknown,
    /// Day and month may be either.
    EitherWay,
    /// There is no year.
    NoYear,
    /// The year has two digits, and it is not plain which number it is or of which century.
    ShortYear,
    /// No calendar has that day, or no clock that time.
    NoSuchDay,
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads a day or a time: ISO; `2026/4/8`, `2026.4.8`, `2026年4月8日`, `20260408`; `115/4/8`, `民國115年4月8日`, `1150408`; with the
/// month's name in English; `4/8/2026` where only one order is possible or `order` tells; a spreadsheet's number. A time may
/// follow, with 上午, 下午, AM or PM, and an offset or `UTC`; without one it is in `zone`.
pub(crate) fn parse_loose(text: &str, order: Option<DateOrder>, zone: Zone) -> Result<Moment, LooseFault> {
    parse_loose_from(text, order, zone, Epoch::Of1900)
}

/// As [`parse_loose`], where a spreadsheet's number counts from `epoch`.
pub(crate) fn parse_loose_from(text: &str, order: Option<DateOrder>, zone: Zone, epoch: Epoch) -> Result<Moment, LooseFault> {
    let text = text.trim();
    if let Ok(moment) = Moment::parse(text, zone) {
        return Ok(moment);
    }
    let folded = fold_text(text);
    if let Some(number) = serial_in(&folded) {
        return serial(number, zone, epoch).ok_or(LooseFault::NoSuchDay);
    }
    let (day_words, clock) = split_clock(&folded);
    let day = day_of(&day_words, order)?;
    let moment = match clock {
        None => Moment::Day(day),
        Some(clock) => time_of(&clock, day, zone)?,
    };
    moment.in_calendar().ok_or(LooseFault::NoSuchDay)
}

/// Days from one epoch to the other.
const BETWEEN: f64 = 1_462.0;

/// The moment of a spreadsheet's number: days since 1899-12-30 or 1904-01-01, the time as a part of the day. `None` out of 1950 to 2100.
fn serial(number: f64, zone: Zone, epoch: Epoch) -> Option<Moment> {
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

/// Five digits, a point and more allowed: `46120.395833`.
fn serial_in(text: &str) -> Option<f64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (whole.len() == 5 && digits(whole) && digits(part)).then(|| text.parse().ok()).flatten()
}

fn day_of(words: &str, order: Option<DateOrder>) -> Result<NaiveDate, LooseFault> {
    let words = without_weekday(words);
    let is_of_the_republic = ["民國", "民国", "roc"].iter().any(|era| words.contains(era));
    let numbers: Vec<&str> = words.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let month = named_month(&words)?;
    let rest: String = words.chars().filter(|c| !c.is_ascii_digit()).collect();
    let rest = rest.replace("民國", "").replace("民国", "").replace("roc", "");
    let is_bare = rest.chars().all(|c| matches!(c, '/' | '-' | '.' | '年' | '月' | '日' | '號' | ',' | '\'' | ' ' | '(' | ')'));
    if month.is_none() && !is_bare {
        return Err(LooseFault::Unknown);
    }
    let number = |text: &str| text.parse::<u32>().map_err(|_| LooseFault::Unknown);
    let made = |year: u32, month: u32, day: u32| {
        i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day)).ok_or(LooseFault::NoSuchDay)
    };
    match (numbers.as_slice(), month) {
        ([day, year], Some(month)) if year.len() == 4 && day.len() <= 2 => made(number(year)?, month, number(day)?),
        ([year, day], Some(month)) if year.len() == 4 && day.len() <= 2 => made(number(year)?, month, number(day)?),
        ([_], Some(_)) => Err(LooseFault::NoYear),
        ([a, b], Some(_)) if a.len() <= 2 && b.len() == 2 => Err(LooseFault::ShortYear),
        (_, Some(_)) => Err(LooseFault::Unknown),
        ([one], None) if one.len() == 8 && one.len() == words.trim().len() => {
            made(number(&one[..4])?, number(&one[4..6])?, number(&one[6..])?)
        }
        ([one], None) if one.len() == 7 && words.trim().len() == 7 => {
            made(number(&one[..3])? + 1911, number(&one[3..5])?, number(&one[5..])?)
        }
        ([a, b], None) if a.len() <= 2 && b.len() <= 2 => Err(LooseFault::NoYear),
        ([year, month, day], None) if month.len() <= 2 && day.len() <= 2 => {
            let (first, second, third) = (number(year)?, number(month)?, number(day)?);
            match year.len() {
                4 => made(first, second, third),
                3 => made(first + 1911, second, third),
                _ if is_of_the_republic => made(first + 1911, second, third),
                _ => year_last(first, second, third, day.len(), order),
            }
        }
        ([month, day, year], None) if year.len() == 4 && month.len() <= 2 && day.len() <= 2 && is_month_first(&words) => {
            made(number(year)?, number(month)?, number(day)?)
        }
        ([a, b, year], None) if year.len() == 4 && a.len() <= 2 && b.len() <= 2 => {
            year_last(number(a)?, number(b)?, number(year)?, 4, order)
        }
        _ => Err(LooseFault::Unknown),
    }
}

/// `3月2日 2026`: the first number is named as the month.
fn is_month_first(words: &str) -> bool {
    words.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()).trim_start().starts_with('月')
}

/// Below it a last number of two digits is the day behind a short year, `26/3/14`, sooner than a year.
const SHORT_YEARS: u32 = 20;

/// `4/8/2026`: by the order that was told, else where only one order makes a day. A year of two digits needs to be told, and stands last
/// only where that makes a day of these years: `26/3/14` is no day of 2014.
fn year_last(first: u32, second: u32, year: u32, digits: usize, order: Option<DateOrder>) -> Result<NaiveDate, LooseFault> {
    let made = |month, day| {
        i32::try_from(if digits == 2 { 2000 + year } else { year }).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
    };
    if digits != 4 {
        return match order {
            _ if digits != 2 || year < SHORT_YEARS => Err(LooseFault::ShortYear),
            Some(DateOrder::Mdy) => made(first, second).ok_or(LooseFault::ShortYear),
            Some(DateOrder::Dmy) => made(second, first).ok_or(LooseFault::ShortYear),
            None if first > 12 => Err(LooseFault::ShortYear),
            // `3/20/26`: no month is the twentieth.
            None if second > 12 => made(first, second).ok_or(LooseFault::ShortYear),
            None => Err(LooseFault::EitherWay),
        };
    }
    match order {
        Some(DateOrder::Mdy) => made(first, second).ok_or(LooseFault::NoSuchDay),
        Some(DateOrder::Dmy) => made(second, first).ok_or(LooseFault::NoSuchDay),
        None => match (made(first, second), made(second, first)) {
            (Some(one), Some(other)) if one != other => Err(LooseFault::EitherWay),
            (Some(day), _) | (None, Some(day)) => Ok(day),
            (None, None) => Err(LooseFault::NoSuchDay),
        },
    }
}

/// The month of an English name; an error where other letters stand beside the numbers.
fn named_month(words: &str) -> Result<Option<u32>, LooseFault> {
    let mut month = None;
    for word in words.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()) {
        if matches!(word, "roc" | "st" | "nd" | "rd" | "th" | "of" | "at") {
            continue;
        }
        let name = MONTHS.iter().position(|name| word.starts_with(name)).filter(|_| word.len() == 3 || word.len() > 3 && is_month(word));
        match (name, month) {
            (Some(at), None) => month = u32::try_from(at + 1).ok(),
            _ => return Err(LooseFault::Unknown),
        }
    }
    Ok(month)
}

fn is_month(word: &str) -> bool {
    let full =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "sept", "october", "november", "december"];
    full.contains(&word)
}

/// The words without a day of the week, which says nothing more.
fn without_weekday(words: &str) -> String {
    let mut words = words.to_owned();
    for start in ["星期", "週", "周", "禮拜"] {
        if let Some(at) = words.find(start) {
            let end = words[at + start.len()..].chars().next().map_or(words.len(), |c| at + start.len() + c.len_utf8());
            words.replace_range(at..end, "");
        }
    }
    for name in [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tues",
        "tue",
        "wed",
        "thurs",
        "thu",
        "fri",
        "sat",
        "sun",
    ] {
        if let Some(rest) = words.strip_prefix(name).filter(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic())) {
            words = rest.trim_start_matches([',', '.', ' ']).to_owned();
        }
    }
    for one in ["一", "二", "三", "四", "五", "六", "日"] {
        words = words.replace(&format!("({one})"), "");
    }
    words.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, order: Option<DateOrder>) -> Result<String, LooseFault> {
        let zone = Zone::named("Asia/Taipei").expect("in the database");
        parse_loose(text, order, zone).map(|moment| moment.to_string())
    }

    #[test]
    fn reads_what_people_write() {
        for text in [
            "2026-04-08",
            "2026/4/8",
            "2026/04/08",
            "2026.4.8",
            "2026年4月8日",
            "2026 年 4 月 8 日",
            "20260408",
            "115/4/8",
            "115.04.08",
            "115-4-8",
            "民國115年4月8日",
            "民國 115 年 4 月 8 日",
            "1150408",
            "２０２６／４／８",
            "46120",
            "2026/4/8 (三)",
            "2026/4/8(三)",
            "2026年4月8日 星期三",
            "Apr 8, 2026",
            "8 April 2026",
            "Wed, 8 Apr 2026",
            "2026/4/8（三）",
            "4月8日 2026",
            "4 月 8 日, 2026 年",
        ] {
            assert_eq!(read(text, None).as_deref(), Ok("2026-04-08"), "{text}");
        }
        for text in [
            "2026/4/8 09:30",
            "2026/4/8 上午 09:30:00",
            "2026/4/8 上午9:30",
            "2026-04-08 9:30",
            "2026/4/8 9:30 AM",
            "115/4/8 9:30",
            "46120.3958333333",
            "2026-04-08 01:30:00 UTC",
            "2026/4/8 9:30:00 GMT+8",
            "2026/4/8 9時30分",
            "Apr 8, 2026, 9:30 AM",
            "2026-04-08T09:30:00.000+08:00",
        ] {
            assert_eq!(read(text, None).as_deref(), Ok("2026-04-08T09:30+08:00"), "{text}");
        }
        assert_eq!(read("2026/4/8 下午 03:05", None).as_deref(), Ok("2026-04-08T15:05+08:00"));
        assert_eq!(read("2026/4/8 12:10 AM", None).as_deref(), Ok("2026-04-08T00:10+08:00"));
        assert_eq!(read("2026/4/8 下午12:10", None).as_deref(), Ok("2026-04-08T12:10+08:00"));
        assert_eq!(read("2026-04-08 23:12:33 UTC", None).as_deref(), Ok("2026-04-09T07:12:33+08:00"));
    }

    #[test]
    fn refuses_what_has_two_readings_or_none() {
        let (mdy, dmy) = (Some(DateOrder::Mdy), Some(DateOrder::Dmy));
        for (text, order, wanted) in [
            ("4/8/2026", None, Err(LooseFault::EitherWay)),
            ("4/8/2026", mdy, Ok("2026-04-08")),
            ("8/4/2026", dmy, Ok("2026-04-08")),
            ("4/18/2026", None, Ok("2026-04-18")),
            ("18/4/2026", None, Ok("2026-04-18")),
            ("18/4/2026", mdy, Err(LooseFault::NoSuchDay)),
            ("5/5/2026", None, Ok("2026-05-05")),
            ("4/8/26", None, Err(LooseFault::EitherWay)),
            ("4/8/26", mdy, Ok("2026-04-08")),
            ("18/4/26", dmy, Ok("2026-04-18")),
            ("26/3/14", None, Err(LooseFault::ShortYear)),
            ("26/3/14", dmy, Err(LooseFault::ShortYear)),
            ("26/3/14", mdy, Err(LooseFault::ShortYear)),
            ("26/3/25", None, Err(LooseFault::ShortYear)),
            ("26/3/25", mdy, Err(LooseFault::ShortYear)),
            ("26/3/5", dmy, Err(LooseFault::ShortYear)),
            ("18/4/26", None, Err(LooseFault::ShortYear)),
            ("3/20/26", None, Ok("2026-03-20")),
            ("3/12/26", None, Err(LooseFault::EitherWay)),
            ("民國99/3/5", None, Ok("2010-03-05")),
            ("4/8", None, Err(LooseFault::NoYear)),
            ("4月8日", None, Err(LooseFault::NoYear)),
            ("Apr 8", None, Err(LooseFault::NoYear)),
            ("Mar 14, 26", None, Err(LooseFault::ShortYear)),
            ("14 Mar 26", None, Err(LooseFault::ShortYear)),
            ("2026/2/30", None, Err(LooseFault::NoSuchDay)),
            ("2026/13/1", None, Err(LooseFault::NoSuchDay)),
            ("2026/4/8 25:00", None, Err(LooseFault::NoSuchDay)),
            ("昨天", None, Err(LooseFault::Unknown)),
            ("四月八日", None, Err(LooseFault::Unknown)),
            ("版本 2026.4.8 之前", None, Err(LooseFault::Unknown)),
            ("12", None, Err(LooseFault::Unknown)),
            ("2026", None, Err(LooseFault::Unknown)),
            ("99999", None, Err(LooseFault::NoSuchDay)),
            ("", None, Err(LooseFault::Unknown)),
        ] {
            assert_eq!(read(text, order), wanted.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn a_number_counts_from_the_spreadsheet_s_first_day() {
        let zone = Zone::named("Asia/Taipei").expect("in the database");
        let read = |text: &str, epoch| parse_loose_from(text, None, zone, epoch).map(|moment| moment.to_string());
        assert_eq!(read("44658", Epoch::Of1904).as_deref(), Ok("2026-04-08"));
        assert_eq!(read("44658.3958333333", Epoch::Of1904).as_deref(), Ok("2026-04-08T09:30+08:00"));
        assert_eq!(read("46120", Epoch::Of1900), read("44658", Epoch::Of1904));
        assert_eq!(read("2026/4/8", Epoch::Of1904).as_deref(), Ok("2026-04-08"));
        assert_eq!(read("16802", Epoch::Of1904).as_deref(), Ok("1950-01-01"));
        assert_eq!(read("16801", Epoch::Of1904), Err(LooseFault::NoSuchDay));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_stumble(text in "[0-9/:年月日民國 上下午+zA-Z.年-]{0,24}", any in ".{0,20}") {
            for order in [None, Some(DateOrder::Mdy), Some(DateOrder::Dmy)] {
                let _ = read(&text, order);
                let _ = read(&any, order);
            }
        }
    }
}
