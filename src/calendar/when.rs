//! WHEN: the words for days that a command line takes.

use chrono::{NaiveDate, Weekday};

use super::{DateFault, Datelike, Moment, Now, plus_days};

/// Which days an option takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Direction {
    /// A fact: today or earlier.
    Past,
    /// A plan: after today.
    Coming,
    /// Any day.
    Any,
}

/// Why a WHEN cannot be taken.
#[derive(Debug, PartialEq)]
pub(crate) enum WhenFault {
    /// Not one of the forms.
    Unknown(DateFault),
    /// A coming day where a fact is wanted.
    NotPast(NaiveDate),
    /// A past day where a coming one is wanted; what was likely meant.
    NotComing(NaiveDate, Option<String>),
}

/// Reads ISO, `today`, `yesterday`, `tomorrow`, `3d` and `-3d` (ago), `+3d`, `+2w`, `mon` (the last
/// one, never today) and `next-mon`; in Chinese 今天 昨天 前天 明天 後天 too.
pub(crate) fn parse_when(text: &str, now: Now, direction: Direction) -> Result<Moment, WhenFault> {
    let word = text.trim().to_lowercase();
    let moment = match relative(&word, now.today()) {
        Some(day) => Moment::Day(day),
        None => Moment::parse(text, now.zone).map_err(WhenFault::Unknown)?,
    };
    let day = moment.day(now.zone);
    match direction {
        Direction::Past if now.is_before(moment) => Err(WhenFault::NotPast(day)),
        Direction::Coming if day <= now.today() => Err(WhenFault::NotComing(day, coming_twin(&word))),
        _ => Ok(moment),
    }
}

fn relative(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let days = match word {
        "today" | "今天" => 0,
        "yesterday" | "昨天" => -1,
        "前天" => -2,
        "tomorrow" | "明天" => 1,
        "後天" => 2,
        _ => {
            return weekday(word, today).or_else(|| counted(word).map(|days| plus_days(today, days)));
        }
    };
    Some(plus_days(today, days))
}

/// Days of `3d`, `-3d` (both ago), `+3d`, `2w`, `+2w`.
fn counted(word: &str) -> Option<i64> {
    let (number, unit) = word.split_at_checked(word.len().checked_sub(1)?)?;
    let per_unit = match unit {
        "d" => 1,
        "w" => 7,
        _ => return None,
    };
    let (coming, digits) = match number.strip_prefix('+') {
        Some(digits) => (true, digits),
        None => (false, number.strip_prefix('-').unwrap_or(number)),
    };
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let days = digits.parse::<i64>().ok()? * per_unit;
    Some(if coming { days } else { -days })
}

fn weekday(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (next, name) = match word.strip_prefix("next-") {
        Some(name) => (true, name),
        None => (false, word),
    };
    if name.len() < 3 || !name.is_ascii() {
        return None;
    }
    let target: Weekday = name.parse().ok()?;
    let distance = (i64::from(today.weekday().num_days_from_monday()) - i64::from(target.num_days_from_monday())).rem_euclid(7);
    Some(if next {
        plus_days(today, if distance == 0 { 7 } else { 7 - distance })
    } else {
        plus_days(today, if distance == 0 { -7 } else { -distance })
    })
}

fn coming_twin(word: &str) -> Option<String> {
    if counted(word).is_some() {
        return Some(format!("+{}", word.trim_start_matches('-')));
    }
    let is_weekday = word.len() >= 3 && word.is_ascii() && word.parse::<Weekday>().is_ok();
    is_weekday.then(|| format!("next-{word}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Zone;

    fn wednesday() -> Now {
        let zone = Zone::named("Asia/Taipei").expect("in the database");
        let moment = Moment::parse("2026-04-08T12:00", zone).expect("a date");
        Now::at(moment, zone).expect("a time")
    }

    #[test]
    fn reads_every_form() {
        for (word, day) in [
            ("today", "2026-04-08"),
            ("昨天", "2026-04-07"),
            ("3d", "2026-04-05"),
            ("-3d", "2026-04-05"),
            ("+3d", "2026-04-11"),
            ("+2w", "2026-04-22"),
            ("mon", "2026-04-06"),
            ("wed", "2026-04-01"),
            ("next-wed", "2026-04-15"),
            ("next-fri", "2026-04-10"),
            ("2026-04-01", "2026-04-01"),
        ] {
            let got = parse_when(word, wednesday(), Direction::Any).map(|m| m.to_string());
            assert_eq!(got.as_deref(), Ok(day), "{word}");
        }
    }

    #[test]
    fn refuses_the_wrong_direction_and_names_the_other() {
        assert!(matches!(parse_when("+3d", wednesday(), Direction::Past), Err(WhenFault::NotPast(_))));
        match parse_when("3d", wednesday(), Direction::Coming) {
            Err(WhenFault::NotComing(_, meant)) => assert_eq!(meant.as_deref(), Some("+3d")),
            other => panic!("{other:?}"),
        }
        match parse_when("mon", wednesday(), Direction::Coming) {
            Err(WhenFault::NotComing(_, meant)) => assert_eq!(meant.as_deref(), Some("next-mon")),
            other => panic!("{other:?}"),
        }
    }
}
