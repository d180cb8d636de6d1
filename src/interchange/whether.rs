//! Whether there was a reply, as the column 回覆與否 of an export shows it: a status, a person's yes or no, or a day.

use super::values::{Dates, status_of, value};
use crate::calendar::{Date, Moment};
use crate::insight::Status;

/// What a cell of 回覆與否 says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Whether {
    /// A reply came on this day.
    Day(Date),
    /// A reply came.
    Yes,
    /// None came.
    No,
    /// The person stopped waiting.
    Ended,
    /// None is waited for.
    Done,
    /// Words that are none of these.
    Words,
}

impl Whether {
    /// What a cell says.
    pub(super) fn of(cell: &str, dates: Dates) -> Whether {
        if let Some(status) = status_of(cell) {
            return Whether::shown(status);
        }
        match value("replied", cell, dates) {
            Ok(None) => Whether::No,
            Ok(Some(day)) => Moment::parse(&day, dates.zone).map_or(Whether::Yes, |moment| Whether::Day(moment.day(dates.zone))),
            Err(_) => Whether::Words,
        }
    }

    /// What a status shows.
    pub(super) fn shown(status: Status) -> Whether {
        match status {
            Status::Replied => Whether::Yes,
            Status::Closed | Status::Withdrawn | Status::Bounced => Whether::Ended,
            Status::Done => Whether::Done,
            Status::Draft | Status::Due | Status::Waiting | Status::Silent => Whether::No,
        }
    }

    /// Whether the cell says what is known: `self` of its status or keys, `replied` the day where one is known.
    pub(super) fn is_said_by(self, cell: Whether, replied: Option<Date>) -> bool {
        match cell {
            Whether::Day(day) => replied == Some(day),
            Whether::Words => false,
            cell => self == cell || cell == Whether::Done || self == Whether::Done,
        }
    }
}
