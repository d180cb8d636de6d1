//! What a run of a program takes, and how several runs lie.

use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

/// What one run took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// Seconds from before the start until it was gone.
    pub(crate) wall: f64,
    /// Seconds of processor time, the programs it started and waited for included.
    pub(crate) cpu: f64,
    /// The most memory that it held at a time, in MiB; of the largest where it started others.
    pub(crate) peak: f64,
}

/// Runs a program to its end; what it prints is read by nobody.
///
/// # Errors
/// When it cannot be started, or ends with a status above 1.
pub(crate) fn run(command: &mut Command) -> Result<Run, String> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| format!("{command:?}: {error}"))?;
    let used = child.wait4().map_err(|error| format!("{command:?}: {error}"))?;
    let wall = start.elapsed().as_secs_f64();
    if used.status.code().is_none_or(|code| code > 1) {
        return Err(format!("{command:?}: {}", used.status));
    }
    let cpu = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    Ok(Run { wall, cpu, peak: used.rusage.maxrss as f64 / 1024.0 / 1024.0 })
}

/// The middle of several figures, the least and the most.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spread {
    /// The median.
    pub(crate) median: f64,
    /// The least.
    pub(crate) least: f64,
    /// The most.
    pub(crate) most: f64,
}

impl Spread {
    /// Of at least one figure; `None` of none.
    pub(crate) fn of(figures: impl IntoIterator<Item = f64>) -> Option<Spread> {
        let mut figures: Vec<f64> = figures.into_iter().collect();
        figures.sort_by(f64::total_cmp);
        let median = *figures.get(figures.len() / 2)?;
        Some(Spread { median, least: *figures.first()?, most: *figures.last()? })
    }

    /// As text: `1.8 (1.7–2.0)`, with three figures that count.
    pub(crate) fn shown(&self) -> String {
        if self.median.is_nan() {
            return figure(self.median);
        }
        format!("{} ({}–{})", figure(self.median), figure(self.least), figure(self.most))
    }
}

/// A number with three figures that count.
pub(crate) fn figure(number: f64) -> String {
    if number.is_nan() {
        return "–".to_owned();
    }
    let places = match number {
        number if number >= 100.0 => 0,
        number if number >= 10.0 => 1,
        number if number >= 1.0 => 2,
        _ => 3,
    };
    format!("{number:.places$}")
}
