//! Waiting times when some are still waiting: the Kaplan–Meier estimate (Kaplan and Meier 1958).

use serde::Serialize;

use super::{SLACK, Z};

/// One wait in whole days, and whether its end was seen; else it was cut off there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait {
    /// How long, in days.
    pub(crate) days: u32,
    /// Whether what was waited for came.
    pub(crate) came: bool,
}

/// A day on which something came.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Step {
    /// Days since the beginning.
    pub(crate) day: u32,
    /// How many were still waiting, those cut off on this day included.
    pub(crate) at_risk: usize,
    /// For how many it came.
    pub(crate) events: usize,
    /// The share that still waits afterwards: S(t).
    pub(crate) survival: f64,
    /// The 95 % band of S(t), log-log Greenwood; `None` where S is 0 or 1.
    pub(crate) low: Option<f64>,
    /// Its upper end.
    pub(crate) high: Option<f64>,
}

/// How the share that still waits falls.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Curve {
    /// How many waits.
    pub(crate) n: usize,
    /// A step for every day on which something came, in order.
    pub(crate) steps: Vec<Step>,
    /// The waits' lengths, in order.
    days: Vec<u32>,
}

impl Curve {
    /// The curve of some waits.
    pub(crate) fn of(mut waits: Vec<Wait>) -> Curve {
        waits.sort_by_key(|wait| wait.days);
        let mut steps: Vec<Step> = Vec::new();
        let (mut survival, mut variance) = (1.0, 0.0);
        let mut at = 0;
        while at < waits.len() {
            let day = waits[at].days;
            let same = waits[at..].partition_point(|wait| wait.days == day);
            let events = waits[at..at + same].iter().filter(|wait| wait.came).count();
            let at_risk = waits.len() - at;
            if events > 0 {
                let left = (at_risk - events) as f64;
                survival *= left / at_risk as f64;
                variance += events as f64 / (at_risk as f64 * left);
                let (low, high) = band(survival, variance);
                steps.push(Step { day, at_risk, events, survival, low, high });
            }
            at += same;
        }
        Curve { n: waits.len(), steps, days: waits.into_iter().map(|wait| wait.days).collect() }
    }

    /// For how many it came.
    pub(crate) fn events(&self) -> usize {
        self.steps.iter().map(|step| step.events).sum()
    }

    /// S(t): the share that still waits after day `t`.
    pub(crate) fn survival(&self, t: u32) -> f64 {
        let before = self.steps.partition_point(|step| step.day <= t);
        before.checked_sub(1).map_or(1.0, |last| self.steps[last].survival)
    }

    /// How many were watched to day `t` or longer.
    pub(crate) fn at_risk(&self, t: u32) -> usize {
        self.days.len() - self.days.partition_point(|days| *days < t)
    }

    /// How many still waited after day `t` and were watched to the end of the `within` days that follow, or until it
    /// came.
    pub(crate) fn known(&self, t: u32, within: u32) -> usize {
        let end = t.saturating_add(within);
        let came = self.steps.iter().filter(|step| t < step.day && step.day <= end);
        let came_on_the_last: usize = self.steps.iter().filter(|step| step.day == end).map(|step| step.events).sum();
        came.map(|step| step.events).sum::<usize>() + self.at_risk(end) - came_on_the_last
    }

    /// The longest wait; 0 of nothing.
    pub(crate) fn last_day(&self) -> u32 {
        self.days.last().copied().unwrap_or(0)
    }

    /// The smallest t with S(t) ≤ ½; `None` where it was not reached.
    pub(crate) fn median(&self) -> Option<u32> {
        self.steps.iter().find(|step| step.survival <= 0.5 + SLACK).map(|step| step.day)
    }

    /// The chance that it comes in the next `within` days for who has waited `silent_for` days:
    /// (S(t) − S(t + d)) / S(t). `None` where S(t) = 0, and where nobody was watched to t + d while S > 0 there.
    pub(crate) fn chance(&self, silent_for: u32, within: u32) -> Option<f64> {
        let end = silent_for.saturating_add(within);
        let (now, then) = (self.survival(silent_for), self.survival(end));
        if now <= SLACK || (then > SLACK && self.at_risk(end) == 0) {
            return None;
        }
        Some((now - then) / now)
    }

    /// The smallest t by which a share of all that came, as far as seen, had come: F(t) ≥ share · F(last).
    pub(crate) fn day_of_share(&self, share: f64) -> Option<u32> {
        let all = 1.0 - self.steps.last()?.survival;
        self.steps.iter().find(|step| 1.0 - step.survival >= share * all - SLACK).map(|step| step.day)
    }
}

/// S^exp(± z·√V / |ln S|), V by Greenwood.
fn band(survival: f64, variance: f64) -> (Option<f64>, Option<f64>) {
    if survival <= 0.0 || survival >= 1.0 {
        return (None, None);
    }
    let spread = Z * variance.sqrt() / survival.ln().abs();
    (Some(survival.powf(spread.exp())), Some(survival.powf((-spread).exp())))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn waits() -> impl Strategy<Value = Vec<Wait>> {
        prop::collection::vec((0_u32..60, any::<bool>()).prop_map(|(days, came)| Wait { days, came }), 0..80)
    }

    proptest! {
        #[test]
        fn the_share_that_waits_never_rises_and_the_band_holds_it(waits in waits()) {
            let curve = Curve::of(waits.clone());
            let mut before = 1.0;
            for step in &curve.steps {
                prop_assert!((0.0..=before).contains(&step.survival));
                if let (Some(low), Some(high)) = (step.low, step.high) {
                    prop_assert!(0.0 <= low && low <= step.survival + 1e-12 && step.survival <= high + 1e-12 && high <= 1.0);
                }
                before = step.survival;
            }
            let came = waits.iter().filter(|wait| wait.came).count();
            prop_assert_eq!((curve.n, curve.events()), (waits.len(), came));
        }

        #[test]
        fn the_order_of_the_waits_changes_nothing(waits in waits(), seed in any::<u64>()) {
            let mut shuffled = waits.clone();
            fastrand::Rng::with_seed(seed).shuffle(&mut shuffled);
            prop_assert_eq!(Curve::of(waits), Curve::of(shuffled));
        }
    }

    /// Something came on day 2 and on day 5; another was watched to day 5, and one to day 9: S(2) = 3/4, S(5) = 1/2.
    fn four() -> Curve {
        Curve::of([(2, true), (5, true), (5, false), (9, false)].map(|(days, came)| Wait { days, came }).to_vec())
    }

    #[test]
    fn the_chances_of_four_waits_are_those_of_the_formula() {
        let curve = four();
        assert_eq!(curve.chance(0, 2), Some(0.25));
        assert!((curve.chance(2, 3).expect("known") - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!((curve.chance(5, 4), curve.chance(5, 5)), (Some(0.0), None), "nobody was watched to day 10");
        let all = Curve::of(vec![Wait { days: 3, came: true }]);
        assert_eq!((all.chance(0, 9), all.chance(3, 1)), (Some(1.0), None), "nobody waits any more");
    }

    #[test]
    fn the_days_of_four_waits_are_the_first_that_reach_the_share() {
        let curve = four();
        assert_eq!((curve.median(), curve.last_day()), (Some(5), 9));
        assert_eq!((curve.day_of_share(0.5), curve.day_of_share(0.51), curve.day_of_share(1.0)), (Some(2), Some(5), Some(5)));
    }

    #[test]
    fn who_was_watched_long_enough_is_counted_once() {
        let curve = four();
        assert_eq!([0, 5, 6, 9, 10].map(|day| curve.at_risk(day)), [4, 3, 1, 1, 0]);
        for ((after, within), known) in [((0, 4), 4), ((0, 5), 4), ((0, 6), 3), ((2, 3), 3), ((2, 0), 3), ((5, 4), 1), ((9, 1), 0)] {
            assert_eq!(curve.known(after, within), known, "{within} days after day {after}");
        }
    }

    #[test]
    fn nothing_to_wait_for_is_no_curve() {
        let curve = Curve::of(Vec::new());
        assert_eq!((curve.last_day(), curve.known(0, 7)), (0, 0));
        assert_eq!((curve.median(), curve.chance(0, 7), curve.day_of_share(0.8)), (None, None, None));
    }
}
