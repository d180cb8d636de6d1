//! The journal's time zone: a named one or the system's.

use std::path::Path;

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, Offset, TimeZone, Utc};
use tz::TimeZoneRef;

/// Where local times and "today" are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Zone {
    /// A zone of the IANA database.
    Named(NamedZone),
    /// The system's zone.
    System,
}

/// A zone of the IANA database and its rules.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct NamedZone {
    name: &'static str,
    rules: &'static TimeZoneRef<'static>,
}

/// The name alone: the rules are hundreds of changes of the clock.
impl std::fmt::Debug for NamedZone {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name)
    }
}

impl NamedZone {
    /// The zone of just this name, as the database spells it.
    fn of(name: &str) -> Option<NamedZone> {
        let name = tzdb_data::TZ_NAMES.iter().find(|known| **known == name)?;
        Some(NamedZone { name, rules: tzdb_data::find_tz(name.as_bytes())? })
    }

    /// How far the clock is ahead of UTC at this Unix time; `None` where the rules do not reach.
    fn offset(self, unix: i64) -> Option<FixedOffset> {
        FixedOffset::east_opt(self.rules.find_local_time_type(unix).ok()?.ut_offset())
    }

    /// The instants at which the clock shows this local time: it is ahead of UTC as it was a day before or
    /// as it is a day later, so that a change of the clock in between is seen from both sides.
    fn instant(self, local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        let shown = local.and_utc().timestamp();
        let around = [shown - DAY, shown + DAY].map(|unix| self.offset(unix));
        let shows = |offset: &FixedOffset| self.offset(shown - i64::from(offset.local_minus_utc())) == Some(*offset);
        around.into_iter().flatten().filter(shows).filter_map(|offset| offset.from_local_datetime(&local).single()).min()
    }
}

/// Where a relative `TZ` is looked for.
const FOLDERS: [&str; 4] = ["/usr/share/zoneinfo", "/share/zoneinfo", "/etc/zoneinfo", "/usr/share/lib/zoneinfo"];

/// Seconds: no clock is further from UTC than 14 hours.
const DAY: i64 = 24 * 60 * 60;

impl Zone {
    /// The zone of an IANA name such as `Asia/Taipei`; `None` when there is none of that name.
    pub(crate) fn named(name: &str) -> Option<Zone> {
        NamedZone::of(name).map(Zone::Named)
    }

    /// The system's zone. Where `TZ` names what may never end (a pipe, a device, a file of more than 1 MiB), it is what the
    /// system is set to, as where that file cannot be read.
    pub(crate) fn system() -> Zone {
        let told = std::env::var("TZ").unwrap_or_default();
        let name = told.strip_prefix(':').unwrap_or(&told);
        let is_endless = |folder: &str| {
            let file = Path::new(folder).join(name).metadata();
            file.is_ok_and(|file| !file.is_dir() && (!file.is_file() || file.len() > 1024 * 1024))
        };
        if name.is_empty() || !FOLDERS.into_iter().any(is_endless) {
            return Zone::System;
        }
        let set = iana_time_zone::get_timezone().ok().and_then(|name| Zone::named(&name));
        set.or_else(|| Zone::named("UTC")).unwrap_or(Zone::System)
    }

    /// The IANA name of the system's zone: `TZ`, else what the system is set to; `None` where neither tells.
    pub(crate) fn system_name() -> Option<String> {
        let named = std::env::var("TZ").ok().filter(|name| !name.is_empty());
        named.or_else(|| iana_time_zone::get_timezone().ok()).filter(|name| Zone::named(name).is_some())
    }

    /// The instant as this zone's clock shows it.
    pub(crate) fn local(self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        match self {
            Zone::Named(zone) => instant.with_timezone(&zone.offset(instant.timestamp()).unwrap_or(Utc.fix())),
            Zone::System => instant.with_timezone(&Local).fixed_offset(),
        }
    }

    /// The instant of a local time, the earlier one where the clock shows it twice; `None` where the
    /// zone skips it.
    pub(crate) fn instant(self, local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        match self {
            Zone::Named(zone) => zone.instant(local),
            Zone::System => Local.from_local_datetime(&local).earliest().map(|instant| instant.fixed_offset()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_time_around_every_change_of_the_clock_is_the_instant_that_the_librarys_search_of_all_changes_finds() {
        for name in tzdb_data::TZ_NAMES {
            let zone = NamedZone::of(name).expect("in the database");
            let changes = zone.rules.transitions().iter().map(|change| change.unix_leap_time());
            let rules = (2024..2040).map(|year| Utc.with_ymd_and_hms(year, 3, 10, 0, 0, 0).unwrap().timestamp());
            for unix in changes.chain(rules).filter(|unix| *unix > -2_208_988_800) {
                for minutes in (-180..=180).step_by(30) {
                    let local = DateTime::from_timestamp(unix + minutes * 60, 0).expect("a time").naive_utc();
                    let found = searched(local, *zone.rules);
                    assert_eq!(zone.instant(local).map(|instant| instant.timestamp()), found, "{name} {local}");
                }
            }
        }
    }

    fn searched(local: NaiveDateTime, rules: TimeZoneRef<'_>) -> Option<i64> {
        use chrono::{Datelike, Timelike};
        let two = |number: u32| u8::try_from(number).expect("below 60");
        let found = tz::DateTime::find(
            local.year(),
            two(local.month()),
            two(local.day()),
            two(local.hour()),
            two(local.minute()),
            two(local.second()),
            0,
            rules,
        );
        found.expect("within the rules").into_inner().into_iter().find_map(|kind| match kind {
            tz::datetime::FoundDateTimeKind::Normal(found) => Some(found.unix_time()),
            tz::datetime::FoundDateTimeKind::Skipped { .. } => None,
        })
    }
}
