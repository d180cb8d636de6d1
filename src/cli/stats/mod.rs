//! `asklog stats`: honest numbers. What the writer controls first; then what came of it, with n and interval.

mod page;
mod tables;

use super::filters::FilterArgs;
use super::{Exit, Format, Globals, Outcome, open};
use crate::checks::check_sent;
use crate::feedback::{Asked, By, Fault, Faults, Stats};
use crate::insight::{Filter, Insight};
use crate::json::to_json;
use crate::labels::text;
use crate::terminal;

#[derive(clap::Args)]
pub(super) struct Args {
    /// One grouping whole: template (with its comparisons), channel, kind, tie, lang, role, problem or week (with writing
    /// and pace).
    #[arg(long, value_name = "GROUP")]
    by: Option<String>,
    #[command(flatten)]
    filters: FilterArgs,
    /// A table, or JSON.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::to_the_end(open::open(globals)?);
    let by = args.by.as_deref().map(grouping).transpose()?;
    let filter = args.filters.read(open.journal.now)?;
    let insight = open::to_the_end(Insight::of(&open.journal));
    let report = open::to_the_end(check_sent(&open.journal, &insight, |group| Fault::of(group).is_some()));
    let takes = |request: &crate::journal::Request| filter.takes(request, &insight);
    let stats = Stats::of(&insight, &Faults::of(&report), &Asked { takes: &takes, since: filter.since, until: filter.until });
    match (args.format, by) {
        (Format::Json, _) => terminal::print(&to_json(&stats)),
        (Format::Table, Some(by)) => terminal::print(&tables::grouping(&stats, by, &open.labels)),
        (Format::Table, None) => {
            let chosen = (filter != Filter::default()).then_some(open.journal.requests.len());
            terminal::print(&page::overview(&stats, chosen, &open.labels));
        }
    }
    if !filter.status.is_empty() {
        open.say(&text!("stats.by-status"));
    }
    open.say_left_out();
    Ok(Exit::Done)
}

fn grouping(word: &str) -> crate::error::Result<By> {
    let known = By::ALL.map(By::word);
    By::ALL.into_iter().find(|by| by.word() == word).ok_or_else(|| super::filters::not_a_word("--by", word, &known))
}
