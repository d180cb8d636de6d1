//! Programs that do the same work, run in turn so that all meet the same machine, and the goals that stand beside them.

use std::collections::BTreeMap;
use std::process::Command;

use crate::measure::{Run, Spread, figure, run};

/// A program is run again until so many seconds of its own have gone by.
const SECONDS_EACH: f64 = 30.0;

/// A program and its piece of work.
pub(crate) struct Program<'a> {
    name: String,
    before: Box<dyn Fn() + 'a>,
    run: Box<dyn Fn() -> Result<Run, String> + 'a>,
}

impl<'a> Program<'a> {
    /// A command line that is run to its end.
    pub(crate) fn new(name: impl Into<String>, command: impl Fn() -> Command + 'a) -> Program<'a> {
        Program::measured(name, move || run(&mut command()))
    }

    /// Work that measures itself.
    pub(crate) fn measured(name: impl Into<String>, run: impl Fn() -> Result<Run, String> + 'a) -> Program<'a> {
        Program { name: name.into(), before: Box::new(|| ()), run: Box::new(run) }
    }

    /// The same after something that is done before each run and not measured.
    pub(crate) fn after(self, before: impl Fn() + 'a) -> Program<'a> {
        Program { before: Box::new(before), ..self }
    }
}

/// Which figure of a run.
#[derive(Clone, Copy)]
pub(crate) enum Figure {
    /// Time on the clock.
    Wall,
    /// Time of the processor.
    Cpu,
    /// Memory.
    Peak,
}

impl Figure {
    fn word(self) -> &'static str {
        match self {
            Figure::Wall => "time",
            Figure::Cpu => "processor time",
            Figure::Peak => "memory",
        }
    }
}

/// What was wished for.
pub(crate) enum Goal {
    /// One program's figure over another's is at most this.
    AtMost(Figure, &'static str, &'static str, f64),
    /// One program's figure over another's is at least this.
    AtLeast(Figure, &'static str, &'static str, f64),
    /// A program takes at most so many seconds.
    Within(&'static str, f64),
}

impl Goal {
    /// As a row of a table; `None` where one of the programs is missing.
    fn row(&self, results: &Results) -> Option<String> {
        let (what, wished, measured, is_met) = match *self {
            Goal::AtMost(figure, program, over, bound) => {
                let ratio = results.ratio(program, over, figure)?;
                (format!("{} of {program} over {over}", figure.word()), format!("at most {bound}"), ratio, ratio.median <= bound)
            }
            Goal::AtLeast(figure, program, over, bound) => {
                let ratio = results.ratio(program, over, figure)?;
                (format!("{} of {program} over {over}", figure.word()), format!("at least {bound}"), ratio, ratio.median >= bound)
            }
            Goal::Within(program, bound) => {
                let wall = Spread::of(results.runs.get(program)?.iter().map(|run| run.wall))?;
                (format!("seconds of {program}"), format!("at most {bound}"), wall, wall.median <= bound)
            }
        };
        let met = if is_met { "met" } else { "**not met**" };
        Some(format!("| {what} | {wished} | {} | {met} |\n", measured.shown()))
    }
}

/// The runs of each program, in order of the rounds.
#[derive(Default)]
pub(crate) struct Results {
    names: Vec<String>,
    runs: BTreeMap<String, Vec<Run>>,
    /// What went wrong, a sentence each.
    pub(crate) failures: Vec<String>,
}

impl Results {
    /// Runs the programs in turn, `rounds` times, the slow ones less often.
    pub(crate) fn of(programs: &[Program<'_>], rounds: usize) -> Results {
        let mut results = Results { names: programs.iter().map(|program| program.name.clone()).collect(), ..Results::default() };
        let mut left_out = Vec::new();
        for round in 0..rounds {
            for program in programs {
                let spent: f64 = results.runs.get(&program.name).iter().flat_map(|runs| runs.iter()).map(|run| run.wall).sum();
                if left_out.contains(&program.name) || round > 0 && spent > SECONDS_EACH {
                    continue;
                }
                (program.before)();
                match (program.run)() {
                    Ok(run) => results.runs.entry(program.name.clone()).or_default().push(run),
                    Err(cause) => {
                        results.failures.push(format!("{} is left out: {cause}", program.name));
                        left_out.push(program.name.clone());
                    }
                }
            }
        }
        results
    }

    /// The median of a program's processor seconds.
    pub(crate) fn cpu(&self, name: &str) -> Option<f64> {
        Spread::of(self.runs.get(name)?.iter().map(|run| run.cpu)).map(|spread| spread.median)
    }

    /// How two programs' runs of the same rounds stand to each other.
    fn ratio(&self, program: &str, over: &str, figure: Figure) -> Option<Spread> {
        let of = |run: &Run| match figure {
            Figure::Wall => run.wall,
            Figure::Cpu => run.cpu,
            Figure::Peak => run.peak,
        };
        Spread::of(self.runs.get(program)?.iter().zip(self.runs.get(over)?).map(|(a, b)| of(a) / of(b)))
    }

    /// The programs as rows of a Markdown table, each beside the first of them, then the goals.
    pub(crate) fn table(&self, goals: &[Goal]) -> String {
        let first = self.names.first().map_or("", String::as_str);
        let mut page = format!(
            "| program | runs | seconds | times {first} | processor | times {first} | MiB |\n| --- | --- | --- | --- | --- | --- | --- |\n"
        );
        for name in &self.names {
            let Some(runs) = self.runs.get(name) else { continue };
            let median = |of: fn(&Run) -> f64| Spread::of(runs.iter().map(of)).map_or(f64::NAN, |spread| spread.median);
            let times = |figure| self.ratio(name, first, figure).map_or_else(String::new, |ratio| ratio.shown());
            let wall = Spread::of(runs.iter().map(|run| run.wall)).map_or_else(String::new, |wall| wall.shown());
            let (cpu, peak) = (figure(median(|run| run.cpu)), figure(median(|run| run.peak)));
            let (by_wall, by_cpu) = (times(Figure::Wall), times(Figure::Cpu));
            page.push_str(&format!("| {name} | {} | {wall} | {by_wall} | {cpu} | {by_cpu} | {peak} |\n", runs.len()));
        }
        let rows: String = goals.iter().filter_map(|goal| goal.row(self)).collect();
        if !rows.is_empty() {
            page.push_str(&format!("\n| goal | wished | measured | |\n| --- | --- | --- | --- |\n{rows}"));
        }
        self.failures.iter().for_each(|failure| page.push_str(&format!("\n{failure}\n")));
        page
    }
}
