//! Names of rules in the settings and in `allow`: each is one of the catalogue.

use super::rules::{is_rule, names};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::journal::Journal;
use crate::labels::text;
use crate::text::near::nearest;

/// Tells every name in `checks:` and in `allow:` that no rule has: with nothing to set or silence it
/// is a slip.
pub(super) fn check(journal: &Journal, found: &mut Vec<Diagnostic>) {
    for (name, setting) in &journal.settings.checks {
        tell(&journal.settings.document.path, setting.span, "checks", name, found);
    }
    for request in journal.checked_requests() {
        for (name, _) in &request.allow {
            let span = request.document.root.get("allow").and_then(|allow| allow.entry(name)).map_or(Span::TOP, |entry| entry.key_span);
            tell(request.path(), span, "allow", name, found);
        }
    }
}

fn tell(path: &str, span: Span, key: &'static str, name: &str, found: &mut Vec<Diagnostic>) {
    if is_rule(name) {
        return;
    }
    let diagnostic = Diagnostic::new("unknown-value", Severity::Warning, path, span, text!("unknown-value.rule", key = key, name = name));
    found.push(match nearest(name, names()) {
        Some(near) => diagnostic.help(text!("did-you-mean", word = near)).fixable(),
        None => diagnostic.help(text!("unknown-value.rule.help")),
    });
}
