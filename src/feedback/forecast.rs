//! Guesses written before sending, beside what came of them.

use serde::Serialize;

use super::stats::rate;
use crate::insight::Letter;
use crate::statistics::mean;

/// Matured letters with a guess of the reply chance.
#[derive(Serialize)]
pub(crate) struct Forecasts {
    /// How many.
    pub(crate) n: usize,
    /// The mean of the guesses.
    pub(crate) mean_forecast: Option<f64>,
    /// The share that was answered within the window.
    pub(crate) reply_share: Option<f64>,
    /// Its 95 % interval.
    pub(crate) low: Option<f64>,
    /// Its upper end.
    pub(crate) high: Option<f64>,
    /// The mean of (guess − outcome)², 0 at best (Brier 1950).
    pub(crate) brier: Option<f64>,
    /// Each letter's id, its guess, and whether it was answered within the window.
    #[serde(skip)]
    pub(crate) each: Vec<(String, f64, bool)>,
}

impl Forecasts {
    pub(super) fn of(letters: &[Letter<'_, '_>]) -> Forecasts {
        let guessed: Vec<Letter<'_, '_>> =
            letters.iter().copied().filter(|letter| letter.thread.first().forecast.is_some() && letter.matured().is_some()).collect();
        let mut each: Vec<(String, f64, bool)> = guessed
            .iter()
            .filter_map(|letter| Some((letter.thread.first().id.clone(), letter.thread.first().forecast?, letter.matured()?)))
            .collect();
        each.sort_by(|a, b| a.0.cmp(&b.0));
        let guesses: Vec<f64> = each.iter().map(|(_, guess, _)| *guess).collect();
        let squares: Vec<f64> = each.iter().map(|(_, guess, came)| (guess - f64::from(u8::from(*came))).powi(2)).collect();
        let share = rate(&guessed);
        Forecasts {
            n: share.n,
            mean_forecast: mean(guesses),
            reply_share: share.rate,
            low: share.low,
            high: share.high,
            brier: mean(squares),
            each,
        }
    }
}
