//! Names of rules and of their thresholds in the settings, and in `allow`: each is one of the catalogue.

use super::catalogue::{is_rule, names};
use super::message;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::journal::{Journal, RuleSetting};
use crate::labels::{Value, text};
use crate::text::near::{nearest, only_near};

/// Tells every name in `checks:` and in `allow:` that no rule has: with nothing to set or silence it
/// is a slip.
pub(super) fn check(journal: &Journal, found: &mut Vec<Diagnostic>) {
    for (name, setting) in &journal.settings.checks {
        tell(&journal.settings.document.path, setting.span, "checks", name, found);
        thresholds(journal, name, setting, found);
    }
    for request in journal.checked_requests() {
        for (name, _) in &request.allow {
            let span = request.document.root().get("allow").and_then(|allow| allow.entry(name)).map_or(Span::TOP, |entry| entry.key_span);
            tell(request.path(), span, "allow", name, found);
        }
    }
}

/// Tells the thresholds that a rule does not have.
fn thresholds(journal: &Journal, rule: &str, setting: &RuleSetting, found: &mut Vec<Diagnostic>) {
    let known = message::thresholds_of(rule, &journal.settings);
    for threshold in setting.thresholds.keys().filter(|name| is_rule(rule) && !known.contains(&name.as_str())) {
        let document = &journal.settings.document;
        let entry = document.root().get("checks").and_then(|checks| checks.get(rule)).and_then(|rule| rule.entry(threshold));
        let span = entry.map_or(setting.span, |entry| entry.key_span);
        let key = format!("checks.{rule}.{threshold}");
        let diagnostic = Diagnostic::new("unknown-key", Severity::Warning, &document.path, span, text!("unknown-key.message", key = key));
        found.push(match nearest(threshold, known.iter().copied()) {
            Some(near) => diagnostic.help(text!("did-you-mean", word = near)).fix(only_near(threshold, known.iter().copied())),
            None if known.is_empty() => diagnostic.help(text!("unknown-key.no-threshold")),
            None => diagnostic.help(text!("unknown-key.threshold"; known => Value::list(&known))),
        });
    }
}

fn tell(path: &str, span: Span, key: &'static str, name: &str, found: &mut Vec<Diagnostic>) {
    if is_rule(name) {
        return;
    }
    let diagnostic = Diagnostic::new("unknown-value", Severity::Warning, path, span, text!("unknown-value.rule", key = key, name = name));
    found.push(match nearest(name, names()) {
        Some(near) => diagnostic.help(text!("did-you-mean", word = near)).fix(only_near(name, names())),
        None => diagnostic.help(text!("unknown-value.rule.help")),
    });
}

#[cfg(test)]
mod tests {
    use crate::checks::small::journal;
    use crate::labels::{Labels, Lang};

    #[test]
    fn a_name_that_nothing_has_is_told_with_what_it_could_be() {
        let entry = "---\nkind: thanks\nto: Ann\nallow: {shoutin: so be it, pigeons: so be it, shouting: so be it}\n---\n";
        for (checks, expected) in [
            ("to-long: off", vec![("to-long", "did you mean `too-long`?", true)]),
            ("pigeons: {limit: 3}", vec![("pigeons", "the rules' names stand in brackets in the output of asklog check", false)]),
            ("too-long: {emial: 90, email: 90}", vec![("emial", "did you mean `email`?", true)]),
            ("shouting: {most: 3, limit: 3}", vec![("most", "this rule takes `severity` and limit", false)]),
            ("no-ask: {limit: 3}", vec![("limit", "this rule has no thresholds; it takes `severity`", false)]),
        ] {
            let settings = format!("timezone: Asia/Taipei\nchecks: {{{checks}}}\n");
            let journal = journal(&settings, [("requests/a.md", entry)]);
            let mut found = Vec::new();
            super::check(&journal, &mut found);
            let (in_entry, in_settings): (Vec<_>, Vec<_>) = found.iter().partition(|found| found.path == "requests/a.md");
            let of = |text: &str, found: &[&crate::diagnostic::Diagnostic]| -> Vec<(String, String, bool)> {
                let help = |found: &crate::diagnostic::Diagnostic| found.help.as_ref().expect("help").say(&Labels::of(Lang::En));
                found.iter().map(|found| (text[found.span.range()].to_owned(), help(found), found.fix.is_some())).collect()
            };
            let owned = |(words, help, mends): &(&str, &str, bool)| ((*words).to_owned(), (*help).to_owned(), *mends);
            assert_eq!(of(&settings, &in_settings), expected.iter().map(owned).collect::<Vec<_>>(), "{checks}");
            let told = of(entry, &in_entry);
            assert_eq!(told.iter().map(|(words, ..)| words.as_str()).collect::<Vec<_>>(), ["shoutin", "pigeons"]);
        }
    }
}
