//! One line each: `file:line:col: error[rule]: message`.

use super::{Findings, places};
use crate::diagnostic::Diagnostic;
use crate::text::control::one_line;

/// The findings, a line each.
pub(crate) fn short<'a>(findings: &'a Findings<'a>) -> impl Iterator<Item = String> + 'a {
    findings.report.diagnostics.iter().zip(places(findings)).map(|(diagnostic, place)| {
        let Diagnostic { rule, severity, path, message, .. } = diagnostic;
        let (path, message) = (one_line(path), message.say(&findings.labels));
        format!("{path}:{}:{}: {}[{rule}]: {message}\n", place.line, place.column, severity.word())
    })
}
