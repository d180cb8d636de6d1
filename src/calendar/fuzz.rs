//! Any text as a date: what is read is written so that it reads back.

use super::*;
use crate::fuzz::Fuzz;

const WORDS: &[&str] = &[
    "2026-04-08",
    "0001-01-01",
    "0000-00-00",
    "9999-12-31",
    "10000",
    "2026-03-08",
    "2026-11-01",
    "02:30",
    "T09:30",
    " 09:30",
    "24:00",
    "23:59:60",
    "23:59:59",
    "00:00",
    "Z",
    "+08:00",
    "-14:00",
    "+14:00",
    "+14:01",
    "+0800",
    "GMT+8",
    "UTC",
    "民國",
    "115",
    "年",
    "月",
    "日",
    "/",
    "-",
    ".",
    ":",
    "上午",
    "下午",
    "中午",
    "晚上",
    "點",
    "時",
    "分",
    "半",
    "am",
    "p.m.",
    "12",
    "Apr",
    "April",
    "sept",
    "星期三",
    "(三)",
    "Wed, ",
    "46120",
    "46120.395833",
    "1150408",
    "20260408",
    "today",
    "昨天",
    "+3d",
    "-9999d",
    "next-fri",
    "+2w",
    "２０２６",
    "：",
    "\u{3000}",
];

#[test]
fn fuzz_dates() {
    Fuzz { name: "dates", seeds: &["example-journal/asklog.yaml"], words: WORDS, rounds: 5_000 }.run(|bytes, random| {
        let text: String = String::from_utf8_lossy(bytes).chars().take(60).collect();
        let zone = Zone::named(["Asia/Taipei", "America/New_York", "Pacific/Auckland", "Africa/Cairo"][random.usize(..4)]).expect("a zone");
        let noon = Moment::parse("2026-04-08T12:00", zone).expect("a time");
        let now = Now::at(noon, zone).expect("a time");
        let order = [None, Some(DateOrder::Mdy), Some(DateOrder::Dmy)][random.usize(..3)];
        let direction = [Direction::Past, Direction::Coming, Direction::Any][random.usize(..3)];
        for moment in [Moment::parse(&text, zone).ok(), parse_loose(&text, order, zone).ok(), parse_when(&text, now, direction).ok()] {
            let Some(moment) = moment else { continue };
            for written in [moment.to_string(), moment.rfc3339()] {
                let again = Moment::parse(&written, zone);
                assert_eq!(again.map(Moment::rfc3339), Ok(moment.rfc3339()), "{text:?} was written as {written:?}");
            }
            assert_eq!(moment.compare(moment, zone), std::cmp::Ordering::Equal);
            let (day, days) = (moment.day(zone), BusinessDays::default());
            assert!(week_start(day) <= day && !week_name(day).is_empty() && (1..=7).contains(&weekday(day)));
            assert!(days.after(day, 3) > day || day > plus_days(Date::MAX, -9));
            assert_eq!(days_between(day, plus_days(day, 9)), 9);
            let _ =
                (moment.unix(zone), moment.clock(), moment.sort_key(zone), now.is_before(moment), Now::at(moment, zone).map(Now::today));
        }
    });
}

#[test]
fn fuzz_what_was_meant() {
    Fuzz { name: "dates", seeds: &[], words: WORDS, rounds: 5_000 }.run(|bytes, _| {
        let text: String = String::from_utf8_lossy(bytes).chars().take(60).collect();
        let zone = Zone::named("Asia/Taipei").expect("a zone");
        if let Err(DateFault::NotIso(Some(meant))) = Moment::parse(&text, zone) {
            assert!(Moment::parse(&meant, zone).is_ok(), "{text:?} was told to be {meant:?}");
        }
    });
}
