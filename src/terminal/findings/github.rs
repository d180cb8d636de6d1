//! GitHub's annotations: `::error file=…,line=…::…`.

use super::{Findings, places};
use crate::diagnostic::Severity;

/// The findings as workflow commands; `prefix` leads from the repository to the journal.
pub(crate) fn github(findings: &Findings<'_>, prefix: &str) -> String {
    let mut page = String::new();
    for (diagnostic, place) in findings.report.diagnostics.iter().zip(places(findings)) {
        let level = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let mut message = diagnostic.message.say(&findings.labels);
        if let Some(help) = &diagnostic.help {
            message.push('\n');
            message.push_str(&help.say(&findings.labels));
        }
        page.push_str(&format!(
            "::{level} file={},line={},col={},endLine={},endColumn={},title={}::{}\n",
            property(&format!("{prefix}{}", diagnostic.path)),
            place.line,
            place.column,
            place.end_line,
            place.end_column,
            diagnostic.rule,
            data(&message)
        ));
    }
    page
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
