//! `check --format json`: one document, shapes as in spec 2.

use serde::Serialize;

use super::{Findings, places};
use crate::diagnostic::{Diagnostic, Severity};
use crate::labels::Labels;
use crate::text::lines::Place;

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    files: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
    diagnostics: Vec<DiagnosticJson<'a>>,
    notices: Vec<Notice<'a>>,
}

#[derive(Serialize)]
struct Notice<'a> {
    path: &'a str,
    text: String,
}

/// A finding as JSON.
#[derive(Serialize)]
pub(crate) struct DiagnosticJson<'a> {
    rule: &'a str,
    severity: Severity,
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: String,
    help: Option<String>,
    fixable: bool,
}

impl DiagnosticJson<'_> {
    /// A finding and its place.
    pub(crate) fn of<'a>(diagnostic: &'a Diagnostic, place: Place, labels: &Labels) -> DiagnosticJson<'a> {
        DiagnosticJson {
            rule: diagnostic.rule,
            severity: diagnostic.severity,
            path: &diagnostic.path,
            line: place.line,
            column: place.column,
            end_line: place.end_line,
            end_column: place.end_column,
            message: diagnostic.message.say(labels),
            help: diagnostic.help.as_ref().map(|help| help.say(labels)),
            fixable: diagnostic.fix.is_some(),
        }
    }
}

/// The findings as one JSON document.
pub(crate) fn json(findings: &Findings<'_>) -> String {
    let count = |severity| findings.report.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let text = crate::checks::help_line(&findings.journal.settings).say(&findings.labels);
    let document = Document {
        schema_version: 1,
        files: findings.files,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        advice: count(Severity::Advice),
        diagnostics: findings
            .report
            .diagnostics
            .iter()
            .zip(places(findings))
            .map(|(diagnostic, place)| DiagnosticJson::of(diagnostic, place, &findings.labels))
            .collect(),
        notices: findings.report.notices.iter().map(|path| Notice { path, text: text.clone() }).collect(),
    };
    crate::json::to_json(&document)
}
