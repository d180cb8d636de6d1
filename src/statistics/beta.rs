//! Versions compared: chances under uniform Beta priors.

use statrs::function::beta::{beta_reg, ln_beta};

/// P(B > A) for two rates with uniform priors, given (x, n) of each; both rates unknown but for what was seen.
/// Closed form for whole numbers (Miller, "Formulas for Bayesian A/B testing"), in logarithms so that
/// thousands do not underflow.
pub(crate) fn second_is_better((x_a, n_a): (usize, usize), (x_b, n_b): (usize, usize)) -> f64 {
    let (a_a, b_a) = posterior(x_a, n_a);
    let (_, b_b) = posterior(x_b, n_b);
    let all = ln_beta(a_a, b_a);
    let term = |i: usize| {
        let i = i as f64;
        (ln_beta(a_a + i, b_a + b_b) - (b_b + i).ln() - ln_beta(1.0 + i, b_b) - all).exp()
    };
    (0..=x_b).map(term).sum::<f64>().clamp(0.0, 1.0)
}

/// Pieces of [0, 1] over which the integral is taken.
const PIECES: usize = 128;

/// Abscissas and weights of Gauss–Legendre with ten points on [−1, 1], the positive half (Abramowitz and Stegun,
/// table 25.4).
const POINTS: [(f64, f64); 5] = [
    (0.148_874_338_981_631_2, 0.295_524_224_714_752_9),
    (0.433_395_394_129_247_2, 0.269_266_719_309_996_4),
    (0.679_409_568_299_024_4, 0.219_086_362_515_982),
    (0.865_063_366_688_984_5, 0.149_451_349_150_580_6),
    (0.973_906_528_517_171_7, 0.066_671_344_308_688_1),
];

/// For each version, given (x, n), the chance that its rate is the highest of all: ∫ fᵢ(p) ∏ Fⱼ(p) dp over the
/// Beta posteriors of uniform priors. The chances sum to 1.
pub(crate) fn each_is_best(versions: &[(usize, usize)]) -> Vec<f64> {
    let posteriors: Vec<(f64, f64)> = versions.iter().map(|(x, n)| posterior(*x, *n)).collect();
    let chances: Vec<f64> = (0..posteriors.len()).map(|at| is_best(&posteriors, at)).collect();
    let all: f64 = chances.iter().sum();
    chances.into_iter().map(|chance| chance / all).collect()
}

/// The integral of one version, but for a factor that all share.
fn is_best(posteriors: &[(f64, f64)], at: usize) -> f64 {
    let (a, b) = posteriors[at];
    let scale = ln_beta(a, b);
    let value = |p: f64| {
        let density = ((a - 1.0) * p.ln() + (b - 1.0) * (1.0 - p).ln() - scale).exp();
        // Where the density is nothing, the others need not be asked.
        if density < 1e-15 {
            return 0.0;
        }
        let others = posteriors.iter().enumerate().filter(|(other, _)| *other != at);
        density * others.map(|(_, (a, b))| beta_reg(*a, *b, p)).product::<f64>()
    };
    let half = 0.5 / PIECES as f64;
    let piece = |number: usize| {
        let middle = (2 * number + 1) as f64 * half;
        POINTS.iter().map(|(x, weight)| weight * (value(middle - half * x) + value(middle + half * x))).sum::<f64>()
    };
    (0..PIECES).map(piece).sum()
}

/// The parameters of the posterior of a uniform prior.
fn posterior(x: usize, n: usize) -> (f64, f64) {
    (x as f64 + 1.0, (n - x) as f64 + 1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn thousands_do_not_underflow() {
        let chance = second_is_better((200, 2000), (230, 2000));
        assert!((0.93..0.94).contains(&chance), "{chance}");
        let best = each_is_best(&[(200, 2000), (230, 2000)]);
        assert!((best[1] - chance).abs() < 1e-9, "{best:?} {chance}");
    }

    proptest! {
        #[test]
        fn two_versions_share_the_chance(n_a in 0_usize..60, n_b in 0_usize..60, share_a in 0.0..=1.0_f64, share_b in 0.0..=1.0_f64) {
            let a = ((n_a as f64 * share_a) as usize, n_a);
            let b = ((n_b as f64 * share_b) as usize, n_b);
            let (ab, ba) = (second_is_better(a, b), second_is_better(b, a));
            prop_assert!((ab + ba - 1.0).abs() < 1e-9, "{ab} {ba}");
            let best = each_is_best(&[a, b]);
            prop_assert!((best[1] - ab).abs() < 1e-9, "{best:?} {ab}");
        }
    }
}
