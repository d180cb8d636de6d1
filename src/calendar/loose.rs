//! Dates as people write them in tables: with slashes, of the Republic, as a spreadsheet's number. Only what has one
//! reading is read.

use super::loose_clock::{split_clock, time_of};
use super::loose_day::day_of;
use super::serial_day::{Epoch, serial, serial_in};
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
