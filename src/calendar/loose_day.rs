//! A day as people write it in a table, its time apart: which number is the year, the month, the day.

use chrono::NaiveDate;

use super::loose::{DateOrder, LooseFault};

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// The longer form of a name first: it begins with the shorter.
const WEEKDAYS: [&str; 16] = [
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
];

/// The day that the words are; `words` are folded.
pub(super) fn day_of(words: &str, order: Option<DateOrder>) -> Result<NaiveDate, LooseFault> {
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
        let is_name = |name: &&str| *name == word || word.len() == 3 && name.starts_with(word) || (*name, word) == ("september", "sept");
        match (MONTHS.iter().position(is_name), month) {
            (Some(at), None) => month = u32::try_from(at + 1).ok(),
            _ => return Err(LooseFault::Unknown),
        }
    }
    Ok(month)
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
    for name in WEEKDAYS {
        if let Some(rest) = words.strip_prefix(name).filter(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic())) {
            words = rest.trim_start_matches([',', '.', ' ']).to_owned();
        }
    }
    for one in ["一", "二", "三", "四", "五", "六", "日"] {
        words = words.replace(&format!("({one})"), "");
    }
    words.trim().to_owned()
}
