//! The journal's time zone: a named one or the system's.

use chrono::{DateTime, FixedOffset, Local, MappedLocalTime, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

/// Where local times and "today" are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Zone {
    /// A zone of the IANA database.
    Named(Tz),
    /// The system's zone.
    System,
}

impl Zone {
    /// The zone of an IANA name such as `Asia/Taipei`; `None` when there is none of that name.
    pub(crate) fn named(name: &str) -> Option<Zone> {
        name.parse().ok().map(Zone::Named)
    }

    /// The IANA name of the system's zone: `TZ`, else what the system is set to; `None` where neither tells.
    pub(crate) fn system_name() -> Option<String> {
        let named = std::env::var("TZ").ok().filter(|name| !name.is_empty());
        named.or_else(|| iana_time_zone::get_timezone().ok()).filter(|name| Zone::named(name).is_some())
    }

    /// The instant as this zone's clock shows it.
    pub(crate) fn local(self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        match self {
            Zone::Named(zone) => fixed(instant.with_timezone(&zone)),
            Zone::System => fixed(instant.with_timezone(&Local)),
        }
    }

    /// The instant of a local time, the earlier one where the clock shows it twice; `None` where the
    /// zone skips it.
    pub(crate) fn instant(self, local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        match self {
            Zone::Named(zone) => earliest(zone.from_local_datetime(&local)),
            Zone::System => earliest(Local.from_local_datetime(&local)),
        }
    }
}

fn earliest<Z: TimeZone>(mapped: MappedLocalTime<DateTime<Z>>) -> Option<DateTime<FixedOffset>> {
    mapped.earliest().map(fixed)
}

fn fixed<Z: TimeZone>(instant: DateTime<Z>) -> DateTime<FixedOffset> {
    let offset = instant.offset().fix();
    instant.with_timezone(&offset)
}
