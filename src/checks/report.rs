//! Runs the rules, applies the settings and `allow`, and orders what was found.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::rules::{RULES, UNUSED_ALLOW};
use super::{Context, rule_names};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::insight::Insight;
use crate::journal::{Journal, Request};
use crate::labels::text;

/// Everything that was found in a journal, by path, line, column and rule.
pub(crate) struct Report {
    /// The findings, those that are off or allowed left out.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// How many findings weigh so much.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// Checks a whole journal.
pub(crate) fn check(journal: &Journal, insight: &Insight<'_>) -> Report {
    let context = Context { journal, insight };
    let mut found = journal.diagnostics.clone();
    rule_names::check(journal, &mut found);
    for rule in RULES {
        (rule.run)(&context, &mut found);
    }
    apply_allow(journal, &mut found);
    apply_settings(journal, &mut found);
    // A place is a byte, so the order by bytes is the order by line and column.
    found.sort_by(|a, b| (&a.path, a.span, a.rule).cmp(&(&b.path, b.span, b.rule)));
    Report { diagnostics: found }
}

/// Errors of the Format table can be neither turned off nor weighed anew.
fn is_fixed(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error && super::rules::FORMAT.iter().any(|(name, _)| *name == diagnostic.rule)
}

fn apply_settings(journal: &Journal, found: &mut Vec<Diagnostic>) {
    let checks: BTreeMap<&str, Option<Severity>> =
        journal.settings.checks.iter().filter_map(|(name, setting)| Some((name.as_str(), setting.severity?))).collect();
    if checks.is_empty() {
        return;
    }
    found.retain_mut(|diagnostic| match checks.get(diagnostic.rule) {
        Some(_) if is_fixed(diagnostic) => true,
        Some(None) => false,
        Some(Some(severity)) => {
            diagnostic.severity = *severity;
            true
        }
        None => true,
    });
}

/// Leaves out what an entry allows, and tells the allowances that silence nothing.
fn apply_allow(journal: &Journal, found: &mut Vec<Diagnostic>) {
    let allowed: HashMap<&str, &Request> =
        journal.checked_requests().filter(|request| !request.allow.is_empty()).map(|request| (request.path(), request)).collect();
    if allowed.is_empty() {
        return;
    }
    let mut used: HashSet<(String, &'static str)> = HashSet::new();
    found.retain(|diagnostic| {
        let silenced = !is_fixed(diagnostic)
            && allowed.get(diagnostic.path.as_str()).is_some_and(|request| request.allow.iter().any(|(rule, _)| rule == diagnostic.rule));
        if silenced {
            used.insert((diagnostic.path.clone(), diagnostic.rule));
        }
        !silenced
    });
    let run: HashSet<&str> = RULES.iter().map(|rule| rule.name).chain(super::rules::FORMAT.iter().map(|(name, _)| *name)).collect();
    for request in journal.requests.iter().filter(|request| !request.allow.is_empty()) {
        for (rule, _) in request.allow.iter().filter(|(rule, _)| run.contains(rule.as_str())) {
            if !used.iter().any(|(path, used)| path == request.path() && used == rule) {
                let span = request.document.root.get("allow").and_then(|allow| allow.entry(rule)).map_or(Span::TOP, |entry| entry.key_span);
                let message = text!("unused-allow.message", rule = rule);
                found.push(Diagnostic::new(UNUSED_ALLOW.0, UNUSED_ALLOW.1, request.path(), span, message).help(text!("unused-allow.help")));
            }
        }
    }
}
