//! Findings in five forms: text, short, JSON, SARIF and GitHub's annotations. The one address of
//! annotate-snippets.

mod github;
mod json;
mod sarif;
mod short;
mod text;

pub(crate) use github::github;
pub(crate) use json::{DiagnosticJson, json};
pub(crate) use sarif::sarif;
pub(crate) use short::short;
pub(crate) use text::{one, text};

use crate::diagnostic::Diagnostic;
use crate::journal::Journal;
use crate::labels::Labels;
use crate::text::lines::{Lines, Place};

/// What every form is made of.
pub(crate) struct Findings<'a> {
    /// The journal.
    pub(crate) journal: &'a Journal,
    /// The findings to show, in order.
    pub(crate) diagnostics: &'a [Diagnostic],
    /// How many files were looked at.
    pub(crate) files: usize,
    /// The words.
    pub(crate) labels: Labels,
}

/// Runs through the findings file by file, with the lines of each.
fn by_file<'a>(findings: &Findings<'a>, mut each: impl FnMut(&'a str, &Lines<'a>, &'a [Diagnostic])) {
    let mut rest = findings.diagnostics;
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|diagnostic| diagnostic.path == first.path).count();
        let (file, others) = rest.split_at(count);
        let lines = Lines::of(findings.journal.source(&first.path).unwrap_or_default());
        each(&first.path, &lines, file);
        rest = others;
    }
}

/// The place of each finding, in order.
fn places(findings: &Findings<'_>) -> Vec<Place> {
    let mut places = Vec::with_capacity(findings.diagnostics.len());
    by_file(findings, |_, lines, file| places.extend(file.iter().map(|diagnostic| lines.place(diagnostic.span))));
    places
}
