//! Findings as the protocol's diagnostics: the same texts as `check`, in the journal's language.

use lsp_types::{Code, Diagnostic, DiagnosticSeverity, Message};

use super::positions::Places;
use crate::checks::help_line;
use crate::diagnostic::{Diagnostic as Finding, Severity, Span};
use crate::journal::Settings;
use crate::labels::Labels;

/// The name beside each message in the editor.
const SOURCE: &str = "asklog";

/// One finding at its place.
pub(super) fn shown(finding: &Finding, places: &Places<'_>, labels: &Labels) -> Diagnostic {
    let mut message = finding.message.say(labels);
    if let Some(label) = &finding.label {
        message.push('\n');
        message.push_str(&label.say(labels));
    }
    if let Some(help) = &finding.help {
        message.push('\n');
        message.push_str(labels.pattern("help.prefix").trim_start_matches([' ', '=']));
        message.push_str(&help.say(labels));
    }
    let severity = match finding.severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Advice => DiagnosticSeverity::Information,
    };
    let code = Some(Code::String(finding.rule.to_owned()));
    diagnostic(places, finding.span, severity, code, message)
}

/// The help line, where a message holds words of crisis: at the message, without a rule.
pub(super) fn help(span: Span, settings: &Settings, places: &Places<'_>, labels: &Labels) -> Diagnostic {
    diagnostic(places, span, DiagnosticSeverity::Hint, None, help_line(settings).say(labels))
}

fn diagnostic(places: &Places<'_>, span: Span, severity: DiagnosticSeverity, code: Option<Code>, message: String) -> Diagnostic {
    Diagnostic {
        range: places.range(span),
        severity: Some(severity),
        code,
        code_description: None,
        source: Some(SOURCE.to_owned()),
        message: Message::String(message),
        tags: None,
        related_information: None,
        data: None,
    }
}
