//! "Now", passed in everywhere: the clock, or the time a person asks about.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SubsecRound, Utc};

use super::{DateFault, Moment, Zone};

/// The time for which everything is computed, in the journal's zone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Now {
    instant: DateTime<Utc>,
    /// Its civil date in the journal's zone: asked for again and again.
    today: NaiveDate,
    /// The journal's zone.
    pub(crate) zone: Zone,
    /// True when the time was given (`--now`) and lies before the clock's.
    pub(crate) is_earlier: bool,
    /// True when only a day was given.
    day_only: bool,
}

impl Now {
    /// The clock's time. Called on floor 7 only.
    #[allow(clippy::disallowed_methods)]
    pub(crate) fn from_clock(zone: Zone) -> Now {
        Now::of(Utc::now(), zone, false)
    }

    /// The time that `moment` names; a day alone is its last second.
    ///
    /// # Errors
    /// [`DateFault::Skipped`] when the zone has no such end of day.
    pub(crate) fn at(moment: Moment, zone: Zone) -> Result<Now, DateFault> {
        let instant = match moment {
            Moment::Time(instant) => instant.to_utc(),
            Moment::Day(day) => {
                let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
                zone.instant(day.and_time(end)).ok_or(DateFault::Skipped)?.to_utc()
            }
        };
        Ok(Now::of(instant, zone, matches!(moment, Moment::Day(_))))
    }

    fn of(instant: DateTime<Utc>, zone: Zone, day_only: bool) -> Now {
        Now { instant, today: zone.local(instant).date_naive(), zone, is_earlier: false, day_only }
    }

    /// The same, knowing whether it lies before the clock's time.
    pub(crate) fn beside(self, clock: Now) -> Now {
        Now { is_earlier: self.instant < clock.instant, ..self }
    }

    /// Today's civil date.
    pub(crate) fn today(self) -> NaiveDate {
        self.today
    }

    /// Now as a fact to be written: to the minute with its offset, or the day where only that was given.
    pub(crate) fn moment(self) -> Moment {
        if self.day_only {
            return Moment::Day(self.today());
        }
        let local = self.local().trunc_subsecs(0);
        let seconds = i64::from(chrono::Timelike::second(&local));
        Moment::Time(local - chrono::TimeDelta::seconds(seconds))
    }

    /// The instant, for a calendar's stamps.
    pub(crate) fn instant(self) -> DateTime<Utc> {
        self.instant
    }

    /// Tells whether a fact lies after now.
    pub(crate) fn is_before(self, moment: Moment) -> bool {
        match moment {
            Moment::Day(day) => day > self.today(),
            Moment::Time(instant) => instant.to_utc() > self.instant,
        }
    }

    fn local(self) -> DateTime<FixedOffset> {
        self.zone.local(self.instant)
    }
}

impl std::fmt::Display for Now {
    /// RFC 3339 in the journal's zone, to the second.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.local().format("%Y-%m-%dT%H:%M:%S%:z"))
    }
}
