//! SARIF 2.1.0, as far as findings need it.

use serde_json::{Value, json};

use super::{Findings, places};
use crate::diagnostic::Severity;

/// The findings as a SARIF log; `prefix` leads from the repository to the journal.
pub(crate) fn sarif(findings: &Findings<'_>, prefix: &str) -> String {
    let mut rules: Vec<&str> = findings.report.diagnostics.iter().map(|diagnostic| diagnostic.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    let results: Vec<Value> = findings
            .report
            .diagnostics
        .iter()
        .zip(places(findings))
        .map(|(diagnostic, place)| {
            let mut message = diagnostic.message.say(&findings.labels);
            if let Some(help) = &diagnostic.help {
                message.push('\n');
                message.push_str(&help.say(&findings.labels));
            }
            json!({
                "ruleId": diagnostic.rule,
                "ruleIndex": rules.binary_search(&diagnostic.rule).unwrap_or_default(),
                "level": level(diagnostic.severity),
                "message": { "text": message },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": crate::text::address::percent_encode(&format!("{prefix}{}", diagnostic.path)), "uriBaseId": "%SRCROOT%" },
                    "region": { "startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column },
                }}],
            })
        })
        .collect();
    crate::json::to_json(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "asklog",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| json!({ "id": rule })).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}
