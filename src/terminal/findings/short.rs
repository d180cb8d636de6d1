//! One line each: `file:line:col: error[rule]: message`.

use super::{Findings, places};
use crate::text::control::one_line;

/// The findings, a line each.
pub(crate) fn short(findings: &Findings<'_>) -> String {
    let mut page = String::new();
    for (diagnostic, place) in findings.report.diagnostics.iter().zip(places(findings)) {
        let message = diagnostic.message.say(&findings.labels);
        page.push_str(&format!(
            "{}:{}:{}: {}[{}]: {message}\n",
            one_line(&diagnostic.path),
            place.line,
            place.column,
            diagnostic.severity.word(),
            diagnostic.rule
        ));
    }
    page
}
