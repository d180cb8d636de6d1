//! The formulas of spec 4: what is so of numbers, whatever they count. The one address of statrs.

mod beta;
mod rate;
mod survival;

pub(crate) use beta::{each_is_best, second_is_better};
pub(crate) use rate::Rate;
pub(crate) use survival::{Curve, Step, Wait};

/// The 97.5 % quantile of the normal distribution: a 95 % interval leaves 2.5 % on either side.
const Z: f64 = 1.959_963_984_540_054;

/// What two numbers that should be equal may differ by after a few hundred roundings.
const SLACK: f64 = 1e-9;

/// The middle value, the mean of the two in the middle of an even number; `None` of nothing.
pub(crate) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = values.get(middle)?;
    Some(if values.len().is_multiple_of(2) { f64::midpoint(values[middle - 1], *upper) } else { *upper })
}

/// The mean; `None` of nothing. The order of the values changes nothing, not even by rounding.
pub(crate) fn mean(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// How often `n` in a row would meet silence if a share `p` were answered: (1 − p)^n.
pub(crate) fn all_silent(p: f64, n: usize) -> f64 {
    (1.0 - p).powi(i32::try_from(n).unwrap_or(i32::MAX))
}

/// A share in whole percent; what is neither nothing nor all is not rounded to it.
pub(crate) fn percent(share: f64) -> String {
    match (share * 100.0).round() {
        0.0 if share > 0.0 => "<1%".to_owned(),
        100.0 if share < 1.0 => ">99%".to_owned(),
        whole => format!("{whole}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_but_never_to_nothing_or_all() {
        let said: Vec<String> = [0.0, 0.001, 0.264, 0.999, 1.0].into_iter().map(percent).collect();
        assert_eq!(said, ["0%", "<1%", "26%", ">99%", "100%"]);
    }

    #[test]
    fn the_middle_and_silence_in_a_row() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(mean(vec![1.0, 2.0]), Some(1.5));
        assert!((all_silent(0.1, 8) - 0.430_467).abs() < 1e-6 && (all_silent(0.3, 5) - 0.168_07).abs() < 1e-6);
    }
}

#[cfg(test)]
mod cases;
