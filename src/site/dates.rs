//! Dates as a page shows them, in the language's form.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::calendar::{Date, Datelike, Weekday, parse_day};
use crate::labels::Lang;
use crate::text::script::is_han;

/// A day for machines and for people.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    date: Date,
    form: Form,
    lang: Lang,
}

/// How a day is said to people.
#[derive(Clone, Copy, Debug)]
enum Form {
    Short,
    WithYear,
    Full,
}

impl Day {
    /// The day itself.
    pub(super) fn date(self) -> Date {
        self.date
    }

    /// The form for people.
    pub(super) fn text(self) -> String {
        let (year, number, day) = (self.date.year(), self.date.month(), self.date.day());
        let month = MONTHS[self.date.month0() as usize];
        let weekday = || weekday(self.date.weekday(), self.lang);
        match (self.lang, self.form) {
            (Lang::ZhTw, Form::Short) => format!("{number}月{day}日"),
            (Lang::ZhTw, Form::WithYear) => format!("{year}年{number}月{day}日"),
            (Lang::ZhTw, Form::Full) => format!("{year}年{number}月{day}日（{}）", weekday()),
            (Lang::En, Form::Short) => format!("{day} {month}"),
            (Lang::En, Form::WithYear) => format!("{day} {month} {year}"),
            (Lang::En, Form::Full) => format!("{}, {day} {month} {year}", weekday()),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut day = serializer.serialize_struct("Day", 2)?;
        day.serialize_field("iso", &self.date.to_string())?;
        day.serialize_field("text", &self.text())?;
        day.end()
    }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// `4月8日` or `8 April`, with the year where it is not that of `today`.
pub(super) fn day(date: Date, today: Date, lang: Lang) -> Day {
    Day { date, form: if date.year() == today.year() { Form::Short } else { Form::WithYear }, lang }
}

/// A sentence of ours with its days in the language's form instead of `2026-04-08`.
pub(super) fn with_days_in_words(sentence: &str, today: Date, lang: Lang) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(rest.len());
        match parse_day(&rest[..digits]) {
            Some(date) => out.push_str(&day(date, today, lang).text()),
            None => out.push_str(&rest[..digits]),
        }
        rest = &rest[digits..];
        // A date of digits has a blank before the next Han character, a date in Chinese has none.
        rest = rest.strip_prefix(' ').filter(|after| out.ends_with('日') && after.starts_with(is_han)).unwrap_or(rest);
    }
    out.push_str(rest);
    out
}

/// The full day at the beginning of a date in RFC 3339: the author's own.
pub(super) fn day_of_text(date: &str, lang: Lang) -> Option<Day> {
    Some(full_day(parse_day(date.get(..10)?)?, lang))
}

/// `4/6`, for the narrow places of a chart.
pub(super) fn short_day(date: Date) -> String {
    format!("{}/{}", date.month(), date.day())
}

/// `2026年4月` or `April 2026`.
pub(super) fn month(date: Date, lang: Lang) -> String {
    match lang {
        Lang::ZhTw => format!("{}年{}月", date.year(), date.month()),
        Lang::En => format!("{} {}", MONTHS[date.month0() as usize], date.year()),
    }
}

/// `2026年4月` or `Apr 2026`, for the narrow places of a chart.
pub(super) fn short_month(date: Date, lang: Lang) -> String {
    match lang {
        Lang::ZhTw => month(date, lang),
        Lang::En => format!("{} {}", &MONTHS[date.month0() as usize][..3], date.year()),
    }
}

/// The full date with its weekday.
pub(super) fn full_day(date: Date, lang: Lang) -> Day {
    Day { date, form: Form::Full, lang }
}

fn weekday(weekday: Weekday, lang: Lang) -> &'static str {
    let number = weekday.num_days_from_monday() as usize;
    match lang {
        Lang::ZhTw => ["一", "二", "三", "四", "五", "六", "日"][number],
        Lang::En => ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][number],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_a_sentence_are_said_in_its_language() {
        let today = parse_day("2026-04-12").expect("a day");
        let table = [
            (Lang::ZhTw, "2026-02-12 得到幫助，說說後來", "2月12日得到幫助，說說後來"),
            (Lang::ZhTw, "第 3 個工作天；2025-12-31 寄出", "第 3 個工作天；2025年12月31日寄出"),
            (Lang::En, "helped on 2026-02-12", "helped on 12 February"),
            (Lang::En, "3 of 2026-02-30, 10-20 days", "3 of 2026-02-30, 10-20 days"),
        ];
        for (lang, sentence, expected) in table {
            assert_eq!(with_days_in_words(sentence, today, lang), expected);
        }
    }
}
