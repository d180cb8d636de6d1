//! `asklog check`: what is wrong in the journal. Never writes.

use std::path::Path;

use super::open::{self, Open};
use super::{Exit, Globals, Outcome};
use crate::checks::{Report, check, is_rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::insight::Insight;
use crate::labels::text;
use crate::terminal::findings::{Findings, github, json, sarif, short, text as shown};
use crate::{disk, git, terminal};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Show only the findings of these files or folders.
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
    let open = open::open_quietly(globals)?;
    if let Some(name) = args.only.iter().find(|name| !is_rule(name)) {
        return Err(Error::new(text!("unknown-value.rule", key = "--only", name = name)).help(text!("unknown-value.rule.help")));
    }
    let wanted = wanted_paths(&open, &args.paths)?;
    let report = check(&open.journal, &Insight::of(&open.journal));
    let shows = |diagnostic: &Diagnostic| {
        let in_paths = wanted.is_empty() || wanted.iter().any(|path| is_within(&diagnostic.path, path));
        in_paths && (args.only.is_empty() || args.only.iter().any(|rule| rule == diagnostic.rule))
    };
    let report = Report { diagnostics: report.diagnostics.into_iter().filter(shows).collect() };
    let files = if wanted.is_empty() { open.journal.files } else { count_files(&open, &wanted) };
    print(&open, &report, args.format, files);
    let fails = report.count(Severity::Error) > 0 || args.strict && report.count(Severity::Warning) > 0;
    Ok(if fails { Exit::No } else { Exit::Done })
}

fn print(open: &Open, report: &Report, format: CheckFormat, files: usize) {
    let findings = Findings { journal: &open.journal, diagnostics: &report.diagnostics, files, labels: open.labels };
    let prefix = || git::prefix(&open.root).unwrap_or_default();
    let page = match format {
        CheckFormat::Text => format!("{}{}", shown(&findings), tally(open, report, files)),
        CheckFormat::Short => short(&findings),
        CheckFormat::Json => json(&findings),
        CheckFormat::Sarif => sarif(&findings, &prefix()),
        CheckFormat::Github => github(&findings, &prefix()),
    };
    terminal::print(&page);
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

/// Tells whether a file is the wanted one, or stands below the wanted folder (empty: the journal).
fn is_within(file: &str, wanted: &str) -> bool {
    wanted.is_empty() || file.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn count_files(open: &Open, wanted: &[String]) -> usize {
    let entries = open.journal.paths("");
    let all = entries.into_iter().chain([open.journal.settings.document.path.as_str()]);
    all.filter(|file| wanted.iter().any(|path| is_within(file, path))).count()
}

/// The paths of the command line, relative to the journal.
fn wanted_paths(open: &Open, paths: &[String]) -> Result<Vec<String>> {
    paths
        .iter()
        .map(|path| {
            let root = disk::real(&open.root);
            let standing = std::path::absolute(path).map_err(|error| Error::io(Path::new(path), &error))?;
            for candidate in [standing, open.root.join(path)] {
                // The folder is resolved and the name kept: an entry may itself be a link.
                let folder = candidate.parent().map(disk::real).unwrap_or_default();
                let named = match candidate.file_name() {
                    Some(name) => folder.join(name),
                    None => disk::real(&candidate),
                };
                if named.symlink_metadata().is_ok() && named.starts_with(&root) {
                    return Ok(disk::relative(&root, &named));
                }
            }
            Err(Error::new(text!("check.no-file", path = path)).help(text!("check.no-file.help", root = open.root.display())))
        })
        .collect()
}
