//! Craft by week: what the writer controls.

use std::collections::BTreeMap;

use serde::Serialize;

use super::faults::{Fault, FaultSet, Faults};
use super::stats::Asked;
use crate::calendar::{Date, days_between, week_start};
use crate::insight::{Insight, Letter, Week, weeks};
use crate::journal::SectionKind;
use crate::statistics::median;

/// The weeks.
#[derive(Serialize)]
pub(crate) struct Craft {
    /// In order, empty ones too.
    pub(crate) weeks: Vec<CraftWeek>,
}

/// What was written in a week.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct CraftWeek {
    /// `2026-W15`.
    pub(crate) week: String,
    /// Letters sent.
    pub(crate) letters: usize,
    /// The middle of the lengths, in units, of those whose words are here: Latin words + Han characters / 1.6.
    pub(crate) median_units: Option<f64>,
    /// Of them, those with a finding of each fault.
    pub(crate) with_finding: WithFinding,
    /// The middle of the days from feeling the need to sending, of those that note it.
    pub(crate) median_days_to_ask: Option<f64>,
    /// Learned and Reflection sections in entries sent that week.
    pub(crate) learned: usize,
    /// Thanks, recaps and updates sent.
    pub(crate) loops_closed: usize,
    /// Its Monday.
    #[serde(skip)]
    pub(crate) start: Date,
}

/// Letters with a finding of each fault.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct WithFinding {
    pub(crate) too_long: usize,
    pub(crate) vague: usize,
    pub(crate) shifts_work: usize,
}

impl WithFinding {
    /// How many have a finding of a fault.
    pub(crate) fn get(self, fault: Fault) -> usize {
        match fault {
            Fault::TooLong => self.too_long,
            Fault::Vague => self.vague,
            Fault::ShiftsWork => self.shifts_work,
        }
    }
}

/// The craft of every week since the first letter, or since the day that is asked about.
pub(super) fn craft(insight: &Insight<'_>, letters: &[Letter<'_, '_>], faults: &Faults<'_>, asked: &Asked<'_>) -> Craft {
    let Some(first) = asked.since.or_else(|| letters.iter().map(|letter| letter.sent).min()) else {
        return Craft { weeks: Vec::new() };
    };
    let weeks = weeks(insight.journal, asked.takes, first, asked.until);
    let mut by_week: BTreeMap<Date, Vec<&Letter<'_, '_>>> = BTreeMap::new();
    for letter in letters {
        by_week.entry(week_start(letter.sent)).or_default().push(letter);
    }
    let (learned, closed) = (others(insight, asked, learnings), others(insight, asked, |entry| usize::from(entry.kind.closes_loop())));
    let week = |week: &Week| {
        let letters = by_week.get(&week.start).map(Vec::as_slice).unwrap_or_default();
        let found: Vec<FaultSet> = letters.iter().map(|letter| faults.in_entry(letter.thread.first().path())).collect();
        let with = |fault| found.iter().filter(|found| found.has(fault)).count();
        CraftWeek {
            week: week.week.clone(),
            start: week.start,
            letters: letters.len(),
            median_units: median(letters.iter().filter_map(units).collect()),
            with_finding: WithFinding { too_long: with(Fault::TooLong), vague: with(Fault::Vague), shifts_work: with(Fault::ShiftsWork) },
            median_days_to_ask: median(letters.iter().filter_map(|letter| days_to_ask(letter, insight)).collect()),
            learned: learned.get(&week.start).copied().unwrap_or(0),
            loops_closed: closed.get(&week.start).copied().unwrap_or(0),
        }
    };
    Craft { weeks: weeks.iter().map(week).collect() }
}

/// The length of a letter; `None` where its words are not in the journal, as of a row of a table.
fn units(letter: &&Letter<'_, '_>) -> Option<f64> {
    Some(letter.thread.first().length().units()).filter(|units| *units > 0.0)
}

fn days_to_ask(letter: &Letter<'_, '_>, insight: &Insight<'_>) -> Option<f64> {
    let noticed = letter.thread.first().facts.noticed?.day(insight.journal.now.zone);
    Some(days_between(noticed, letter.sent) as f64)
}

fn learnings(entry: &crate::journal::Request) -> usize {
    let is_one = |kind| matches!(kind, SectionKind::Learned | SectionKind::Reflection);
    entry.sections.iter().filter(|section| is_one(section.kind) && !entry.section_text(section).trim().is_empty()).count()
}

/// What sent entries of any kind add up to, by the week of their sending.
fn others(insight: &Insight<'_>, asked: &Asked<'_>, count: impl Fn(&crate::journal::Request) -> usize) -> BTreeMap<Date, usize> {
    let zone = insight.journal.now.zone;
    let mut by_week = BTreeMap::new();
    for entry in insight.journal.requests.iter().filter(|entry| !entry.facts.contradict(zone) && (asked.takes)(entry)) {
        if let Some(sent) = entry.sent_day(zone) {
            *by_week.entry(week_start(sent)).or_default() += count(entry);
        }
    }
    by_week
}
