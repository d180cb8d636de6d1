//! Business days: weekends and holidays out, make-up workdays in.

use std::collections::BTreeSet;

use super::{Date, Datelike, Weekday, plus_days};

/// The journal's working calendar.
#[derive(Clone, Debug, Default)]
pub(crate) struct BusinessDays {
    /// Days off besides weekends.
    pub(crate) holidays: BTreeSet<Date>,
    /// Weekend days that are worked.
    pub(crate) workdays: BTreeSet<Date>,
}

impl BusinessDays {
    /// Tells whether people work on `day`.
    pub(crate) fn is_business(&self, day: Date) -> bool {
        if self.workdays.contains(&day) {
            return true;
        }
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains(&day)
    }

    /// The `count`-th business day after `day`; the first one after it is 1. Saturates at the
    /// calendar's end.
    pub(crate) fn after(&self, day: Date, count: u32) -> Date {
        let mut current = day;
        let mut left = count;
        while left > 0 && current < Date::MAX {
            current = plus_days(current, 1);
            if self.is_business(current) {
                left -= 1;
            }
        }
        current
    }

    /// Business days after `start` up to and with `end`.
    pub(crate) fn between(&self, start: Date, end: Date) -> u32 {
        let mut count = 0;
        let mut current = start;
        while current < end {
            current = plus_days(current, 1);
            count += u32::from(self.is_business(current));
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skips_weekends_and_holidays_and_counts_workdays() {
        let day = |d| Date::from_ymd_opt(2026, 4, d).expect("a day");
        let calendar = BusinessDays { holidays: [day(6)].into(), workdays: [day(11)].into() };
        assert_eq!(calendar.after(day(2), 1), day(3));
        assert_eq!(calendar.after(day(3), 1), day(7), "weekend and holiday");
        assert_eq!(calendar.after(day(10), 1), day(11), "a worked Saturday");
        assert_eq!(calendar.between(day(3), day(10)), 4);
        assert_eq!(calendar.after(day(8), 0), day(8));
    }
}
