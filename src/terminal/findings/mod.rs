//! Findings in five forms: text, short, JSON, SARIF and GitHub's annotations. The one address of
//! annotate-snippets.

mod brief;
mod frame;
mod github;
mod json;
mod sarif;
mod short;
mod text;
mod window;

pub(crate) use brief::{beside, brief};
pub(crate) use github::github;
pub(crate) use json::{DiagnosticJson, json};
pub(crate) use sarif::sarif;
pub(crate) use short::short;
pub(crate) use text::{MOST_OF_A_FILE, heading, one, shown};

use crate::checks::{Report, help_line};
use crate::diagnostic::Diagnostic;
use crate::journal::Journal;
use crate::labels::Labels;
use crate::terminal::{columns, paragraph};
use crate::text::control::one_line;
use crate::text::lines::{Lines, Place};

/// What every form is made of.
pub(crate) struct Findings<'a> {
    /// The journal.
    pub(crate) journal: &'a Journal,
    /// The findings to show, in order, and the entries that have a help line instead.
    pub(crate) report: &'a Report,
    /// How many files were looked at.
    pub(crate) files: usize,
    /// The words.
    pub(crate) labels: Labels,
}

/// The findings of one file.
struct OfFile<'a> {
    path: &'a str,
    found: &'a [Diagnostic],
}

/// The findings file by file.
fn by_file<'a>(findings: &Findings<'a>) -> Vec<OfFile<'a>> {
    let files = findings.report.diagnostics.chunk_by(|one, next| one.path == next.path);
    files.map(|found| OfFile { path: &found[0].path, found }).collect()
}

/// The place of each finding, in order.
fn places(findings: &Findings<'_>) -> Vec<Place> {
    let of_file = |file: OfFile<'_>| {
        let lines = Lines::of(findings.journal.source(file.path).unwrap_or_default());
        file.found.iter().map(|diagnostic| lines.place(diagnostic.span)).collect::<Vec<_>>()
    };
    crate::parallel::map(by_file(findings), of_file).into_iter().flatten().collect()
}

/// The entries with words of crisis, each with the help line below it.
pub(crate) fn notices(findings: &Findings<'_>) -> String {
    let line = help_line(&findings.journal.settings).say(&findings.labels);
    let mut page = String::new();
    for path in &findings.report.notices {
        page.push_str(&format!("{}\n{}\n", one_line(path), paragraph(&line, "  ", columns())));
    }
    page
}
