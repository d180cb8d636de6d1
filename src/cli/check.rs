//! `asklog check`: what is wrong in the journal. Never writes.

use super::open::{self, Open};
use super::{Exit, Globals, Outcome, past, paths, staged};
use crate::checks::{Report, check_with, is_rule, needs_past};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::insight::Insight;
use crate::labels::text;
use crate::terminal::findings::{Findings, github, json, notices, sarif, short, shown};
use crate::{git, terminal};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Show only the findings of these files or folders.
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
    /// The form of the findings.
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    format: CheckFormat,
    /// Only these rules.
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    only: Vec<String>,
    /// Fail on warnings too.
    #[arg(long)]
    strict: bool,
    /// Check what the next commit would hold, and show the findings of the files it changes: for a pre-commit hook.
    #[arg(long)]
    staged: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum CheckFormat {
    /// With the source line and what to do.
    Text,
    /// A line each.
    Short,
    /// One JSON document.
    Json,
    /// A SARIF log.
    Sarif,
    /// Workflow commands of GitHub.
    Github,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let (open, staged) = match args.staged {
        true => staged::open_staged(globals).map(|(open, staged)| (open, Some(staged)))?,
        false => (open::open_quietly(globals)?, None),
    };
    let open = open::to_the_end(open);
    if let Some(name) = args.only.iter().find(|name| !is_rule(name)) {
        return Err(Error::new(text!("unknown-value.rule", key = "--only", name = name)).help(text!("unknown-value.rule.help")));
    }
    let wanted = paths::wanted(&open, &args.paths)?;
    let is_staged = |file: &str| staged.as_ref().is_none_or(|staged| staged.changed.iter().any(|path| path == file));
    let in_paths = |file: &str| is_staged(file) && paths::is_wanted(file, &wanted);
    let insight = open::to_the_end(Insight::of(&open.journal));
    let past = needs_past(&args.only).then(|| past::for_checks(&open)).flatten();
    let report = check_with(&open.journal, &insight, past.as_ref(), &args.only);
    let of_gone = |finding: &Diagnostic| staged.as_ref().is_some_and(|staged| staged::is_of_gone(staged, &open.journal, finding));
    let is_shown = |finding: &Diagnostic| in_paths(&finding.path) || paths::is_wanted(&finding.path, &wanted) && of_gone(finding);
    let report = open::to_the_end(report.only_findings(is_shown, in_paths));
    let gone = staged.iter().flat_map(|staged| &staged.gone).filter(|path| paths::is_wanted(path, &wanted)).count();
    let files = if wanted.is_empty() && staged.is_none() { open.journal.files } else { count_files(&open, in_paths) + gone };
    if staged.is_some() && files == 0 {
        open.say(&text!("check.nothing-staged"));
    }
    print(&open, &report, args.format, files);
    let fails = report.count(Severity::Error) > 0 || args.strict && report.count(Severity::Warning) > 0;
    Ok(if fails { Exit::No } else { Exit::Done })
}

fn print(open: &Open, report: &Report, format: CheckFormat, files: usize) {
    let findings = Findings { journal: &open.journal, report, files, labels: open.labels };
    let prefix = || git::prefix(&open.root).unwrap_or_default();
    match format {
        CheckFormat::Text => terminal::print_all(shown(&findings).chain([tally(open, report, files)])),
        CheckFormat::Short => terminal::print_all(short(&findings)),
        CheckFormat::Json => terminal::print(&json(&findings)),
        CheckFormat::Sarif => terminal::print(&sarif(&findings, &prefix())),
        CheckFormat::Github => terminal::print(&github(&findings, &prefix())),
    }
    // These forms have no place for what is no finding.
    if !matches!(format, CheckFormat::Text | CheckFormat::Json) && !report.notices.is_empty() {
        open.say_plain(notices(&findings).trim_end());
    }
}

fn tally(open: &Open, report: &Report, files: usize) -> String {
    let (errors, warnings, advice) = (report.count(Severity::Error), report.count(Severity::Warning), report.count(Severity::Advice));
    let line = if errors + warnings + advice == 0 {
        text!("check.clean", files = files)
    } else {
        text!("check.tally", files = files, errors = errors, warnings = warnings, advice = advice)
    };
    format!("{}\n", line.say(&open.labels))
}

fn count_files(open: &Open, in_paths: impl Fn(&str) -> bool) -> usize {
    let entries = open.journal.paths("");
    let all = entries.into_iter().chain([open.journal.settings.document.path.as_str()]);
    all.filter(|file| in_paths(file)).count()
}
