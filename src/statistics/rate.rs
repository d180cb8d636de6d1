//! A share of what was counted, with its interval.

use serde::Serialize;

use super::Z;

/// x of n with the Wilson 95 % interval (Wilson 1927; recommended for small n by Brown, Cai and DasGupta 2001).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Rate {
    /// How many were counted.
    pub(crate) n: usize,
    /// How many of them.
    pub(crate) x: usize,
    /// x / n; `None` of nothing.
    pub(crate) rate: Option<f64>,
    /// The interval's lower end, exactly 0 where x = 0.
    pub(crate) low: Option<f64>,
    /// The interval's upper end, exactly 1 where x = n.
    pub(crate) high: Option<f64>,
}

impl Rate {
    /// The rate of `x` among `n`; `x` is at most `n`.
    pub(crate) fn of(x: usize, n: usize) -> Rate {
        if n == 0 {
            return Rate { n, x, rate: None, low: None, high: None };
        }
        let (count, share) = (n as f64, x as f64 / n as f64);
        let square = Z * Z;
        let center = (share + square / (2.0 * count)) / (1.0 + square / count);
        let half = Z / (1.0 + square / count) * (share * (1.0 - share) / count + square / (4.0 * count * count)).sqrt();
        let low = if x == 0 { 0.0 } else { (center - half).max(0.0) };
        let high = if x == n { 1.0 } else { (center + half).min(1.0) };
        Rate { n, x, rate: Some(share), low: Some(low), high: Some(high) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_interval_holds_the_rate_and_stays_between_0_and_1(n in 1_usize..100_000, share in 0.0..=1.0_f64) {
            let x = (n as f64 * share) as usize;
            let rate = Rate::of(x, n);
            let (low, high, rate) = (rate.low.expect("some"), rate.high.expect("some"), rate.rate.expect("some"));
            prop_assert!(0.0 <= low && low <= rate && rate <= high && high <= 1.0);
            prop_assert_eq!(low == 0.0, x == 0);
            prop_assert_eq!(high == 1.0, x == n);
        }
    }

    #[test]
    fn nothing_counted_is_no_rate() {
        assert_eq!(Rate::of(0, 0), Rate { n: 0, x: 0, rate: None, low: None, high: None });
    }
}
