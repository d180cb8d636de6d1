//! When a mail was sent: its `Date`, as programs write it, else what those who passed it on noted.

use mailparse::{MailHeader, MailHeaderMap, dateparse};

use crate::calendar::{Moment, Zone};

/// No mail is older: 1980 in seconds of the Unix epoch. What reads as older was misread.
const OLDEST: i64 = 315_532_800;
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// When a mail was sent, in seconds of the Unix epoch: by its own date, else by whom it passed first.
pub(super) fn sent(headers: &[MailHeader<'_>]) -> Option<i64> {
    let of_date = headers.get_all_values("Date").iter().find_map(|date| when(date));
    // Each program that passes a mail on writes its line above the others.
    of_date.or_else(|| headers.get_all_values("Received").iter().rev().find_map(|line| when(line.rsplit(';').next()?)))
}

/// The moment that a line tells of, in seconds of the Unix epoch: as RFC 5322 has it, in ISO form, or its parts in any order, as in the
/// line between the mails of a mailbox.
pub(super) fn when(line: &str) -> Option<i64> {
    let iso = || {
        let zone = Zone::named("UTC")?;
        Moment::parse(line.trim(), zone).ok().map(|moment| moment.unix(zone))
    };
    let read = dateparse(line).ok().filter(|seconds| *seconds >= OLDEST).or_else(iso).or_else(|| dateparse(&in_order(line)?).ok());
    read.filter(|seconds| *seconds >= OLDEST)
}

/// The parts of a date in the order of RFC 5322.
fn in_order(line: &str) -> Option<String> {
    let parts: Vec<&str> = line.split(|c: char| c.is_whitespace() || ",()".contains(c)).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &str, digits: std::ops::RangeInclusive<usize>| {
        digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let clock = parts.iter().position(|part| part.contains(':') && part.split(':').all(|number| is_number(number, 1..=2)))?;
    let month = parts.iter().position(|part| part.get(..3).is_some_and(|start| MONTHS.contains(&start.to_ascii_lowercase().as_str())))?;
    // Beside the month, not in the address of a mailbox's line.
    let day = [month.checked_sub(1), Some(month + 1)]
        .into_iter()
        .flatten()
        .find(|at| parts.get(*at).is_some_and(|part| is_number(part, 1..=2)))?;
    let year = parts.iter().skip(month.saturating_sub(1)).find(|part| is_number(part, 4..=4))?;
    let zone = parts.iter().find(|part| part.len() == 5 && part.starts_with(['+', '-'])).unwrap_or(&"+0000");
    let seconds = if parts[clock].matches(':').count() < 2 { ":00" } else { "" };
    Some(format!("{} {} {year} {}{seconds} {zone}", parts[day], &parts[month][..3], parts[clock]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_dates_as_programs_write_them() {
        for line in [
            "Wed, 08 Apr 2026 09:30:00 +0800",
            "Wed Apr  8 01:30:00 2026",
            "From ya@example.org Wed Apr  8 01:30:00 2026",
            "From - Wed Apr 08 09:30:00 +0800 2026",
            "Apr 8, 2026 09:30 +0800",
            "2026-04-08T09:30:00+08:00",
            "2026-04-08 01:30",
        ] {
            assert_eq!(when(line), Some(1_775_611_800), "{line}");
        }
        for line in ["", "8", "soon", "Thu, 1 Jan 1970 00:00:00 +0000", "32 Apr 2026 09:30:00", "Wed, 08 Foo 2026 09:30:00 +0800"] {
            assert_eq!(when(line), None, "{line}");
        }
    }

    proptest! {
        #[test]
        fn any_line_is_read_or_not(line in "[0-9A-Za-z:+, -]{0,40}", any in ".{0,30}") {
            when(&line);
            when(&any);
        }
    }
}
