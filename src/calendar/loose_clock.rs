//! A clock's time as people write it behind a day: `9:30`, `下午3時`, `14:05 UTC`.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use super::loose::LooseFault;
use super::{Moment, Zone};

/// The words of the day, and those of the time from the first `h:mm` (or 上午, 下午 before it) on.
pub(super) fn split_clock(text: &str) -> (String, Option<String>) {
    let marks = ["上午", "下午", "早上", "晚上", "中午", "凌晨"];
    let colon = text.find(':').map(|colon| text[..colon].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + char_len(text, at)));
    let mark = marks.iter().filter_map(|mark| text.find(mark)).min();
    let hour = text
        .find('時')
        .or_else(|| text.find('點'))
        .map(|at| text[..at].trim_end().rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + char_len(text, at)));
    let Some(at) = [colon, mark, hour].into_iter().flatten().min() else {
        return (text.to_owned(), None);
    };
    let day = text[..at].trim_end().trim_end_matches(['t', ',', '，']).to_owned();
    (day, Some(text[at..].to_owned()))
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// A clock's time on a day.
pub(super) fn time_of(clock: &str, day: NaiveDate, zone: Zone) -> Result<Moment, LooseFault> {
    let is_late = ["下午", "晚上", "pm", "p.m"].iter().any(|mark| clock.contains(mark));
    let is_noon = clock.contains("中午");
    let is_early = ["上午", "早上", "凌晨", "am", "a.m"].iter().any(|mark| clock.contains(mark));
    let (clock, offset) = offset_of(clock)?;
    let numbers: Vec<u32> =
        clock.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(|part| part.parse().unwrap_or(99)).collect();
    let odd = |c: char| {
        !(c.is_ascii_digit()
            || matches!(
                c,
                ':' | ' '
                    | '.'
                    | '時'
                    | '點'
                    | '分'
                    | '秒'
                    | '整'
                    | '上'
                    | '下'
                    | '午'
                    | '早'
                    | '晚'
                    | '中'
                    | '凌'
                    | '晨'
                    | 'a'
                    | 'p'
                    | 'm'
                    | ','
                    | '('
                    | ')'
            ))
    };
    if clock.chars().any(odd) {
        return Err(LooseFault::Unknown);
    }
    let (hour, minute, second) = match numbers.as_slice() {
        [hour] => (*hour, 0, 0),
        [hour, minute] => (*hour, *minute, 0),
        // Parts of a second say nothing more.
        [hour, minute, second] | [hour, minute, second, _] => (*hour, *minute, *second),
        _ => return Err(LooseFault::Unknown),
    };
    let hour = match hour {
        12 if is_early => 0,
        1..=11 if is_late => hour + 12,
        1..=2 if is_noon => hour + 12,
        hour => hour,
    };
    let time = NaiveTime::from_hms_opt(hour, minute, second).ok_or(LooseFault::NoSuchDay)?;
    let local = NaiveDateTime::new(day, time);
    let instant = match offset {
        Some(offset) => local.and_local_timezone(offset).single().map(|instant| zone.local(instant.with_timezone(&Utc))),
        None => zone.instant(local),
    };
    instant.map(|instant: DateTime<FixedOffset>| Moment::Time(instant)).ok_or(LooseFault::NoSuchDay)
}

/// The clock without an offset behind it, and that offset: `utc`, `gmt`, `z`, `+08:00`, `gmt+8`.
fn offset_of(clock: &str) -> Result<(String, Option<FixedOffset>), LooseFault> {
    let at = clock.find(['+', '-', 'z']).or_else(|| clock.find("utc")).or_else(|| clock.find("gmt"));
    let Some(at) = [at, clock.find("utc"), clock.find("gmt")].into_iter().flatten().min() else {
        return Ok((clock.to_owned(), None));
    };
    let words = clock[at..].replace("utc", "").replace("gmt", "");
    let words = words.trim().trim_start_matches('z').trim();
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    let sign = if words.starts_with('-') { -1 } else { 1 };
    let number = |text: &str| text.parse::<i32>().map_err(|_| LooseFault::Unknown);
    let (hours, minutes) = match digits.len() {
        0 if words.is_empty() => (0, 0),
        1 | 2 => (number(&digits)?, 0),
        3 | 4 => (number(&digits[..digits.len() - 2])?, number(&digits[digits.len() - 2..])?),
        _ => return Err(LooseFault::Unknown),
    };
    if hours > 14 || minutes > 59 {
        return Err(LooseFault::NoSuchDay);
    }
    let offset = FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60)).ok_or(LooseFault::NoSuchDay)?;
    Ok((clock[..at].trim_end().to_owned(), Some(offset)))
}
