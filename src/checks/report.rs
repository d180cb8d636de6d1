//! Runs the rules, applies `allow`, the settings and the moment, and orders what was found.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::catalogue::{UNUSED_ALLOW, about, is_run};
use super::rule::{About, Group};
use super::{Context, facts, message, past, privacy, rule_names, template};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::insight::Insight;
use crate::journal::{Document, Journal, Request};
use crate::labels::text;
use crate::parallel;
use crate::versions::Past;

/// Everything that was found in a journal, by path, line, column and rule.
pub(crate) struct Report {
    /// The findings, those that are off or allowed left out.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The entries whose message holds words of crisis, by path: they have a help line instead of advice.
    pub(crate) notices: Vec<String>,
}

impl Report {
    /// How many findings weigh so much.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// The part of it that is about some files and rules.
    pub(crate) fn only(self, path: impl Fn(&str) -> bool, rule: impl Fn(&str) -> bool) -> Report {
        self.only_findings(|diagnostic| path(&diagnostic.path) && rule(diagnostic.rule), &path)
    }

    /// Some of its findings, and the notices of some files.
    pub(crate) fn only_findings(mut self, finding: impl Fn(&Diagnostic) -> bool, path: impl Fn(&str) -> bool) -> Report {
        self.diagnostics.retain(finding);
        self.notices.retain(|notice| path(notice));
        self
    }
}

/// Checks a whole journal as it lies: drafts may be drafts, what was sent is past mending.
pub(crate) fn check(journal: &Journal, insight: &Insight<'_>) -> Report {
    run(journal, insight, None, None, None, &|_| true)
}

/// What was read of the messages of a journal, so that the next check reads only those that changed.
#[derive(Default)]
pub(crate) struct Remembered {
    settings: String,
    names: message::Names,
    read: HashMap<String, Known>,
}

/// A message that was read: its file, whether it was sent, and what was found.
struct Known {
    document: Arc<Document>,
    is_sent: bool,
    read: Option<message::Read>,
}

/// As [`check`], for one who checks again and again.
#[cfg_attr(not(feature = "serve"), allow(dead_code))]
pub(crate) fn check_again(journal: &Journal, insight: &Insight<'_>, before: &mut Remembered) -> Report {
    run(journal, insight, None, None, Some(before), &|_| true)
}

/// As [`check`], but only these rules (none means all), and with what git knows: the rules about it run too.
/// Rooms without a wanted rule are not run.
pub(crate) fn check_with(journal: &Journal, insight: &Insight<'_>, past: Option<&Past>, rules: &[String]) -> Report {
    if rules.is_empty() {
        return run(journal, insight, past, None, None, &|_| true);
    }
    // What an `allow` silences is known when everything ran.
    let all = rules.iter().any(|rule| rule == UNUSED_ALLOW.name);
    let wanted = |rule: &str| rules.iter().any(|wanted| wanted == rule);
    run(journal, insight, past, None, None, &|rule| all || wanted(rule)).only(|_| true, wanted)
}

/// What stands against sending one request now: the rules weigh their own weight.
pub(crate) fn check_sending(journal: &Journal, insight: &Insight<'_>, request: &Request) -> Report {
    run(journal, insight, None, Some(request.path()), None, &|_| true).only(|path| path == request.path(), |_| true)
}

fn run(
    journal: &Journal,
    insight: &Insight<'_>,
    past: Option<&Past>,
    sending: Option<&str>,
    before: Option<&mut Remembered>,
    wants: &dyn Fn(&str) -> bool,
) -> Report {
    let wants = |about: &About| wants(about.name);
    let context = Context { journal, insight, past };
    let mut found = journal.diagnostics.clone();
    rule_names::check(journal, &mut found);
    if facts::abouts().any(wants) {
        facts::check(&context, &mut found);
    }
    past::check(&context, &mut found);
    if privacy::abouts().any(wants) {
        privacy::check(journal, &mut found);
    }
    let (of_messages, of_templates) = (message::abouts().any(wants), template::abouts().any(wants));
    let names = if of_messages || of_templates { message::Names::of(journal) } else { message::Names::default() };
    if of_messages || of_templates {
        template::check(journal, &names, &mut found);
    }
    let notices = if of_messages { read_messages(journal, names, sending, before, &mut found) } else { Vec::new() };
    apply_allow(journal, past.is_some(), &notices, &mut found);
    apply_settings(journal, &mut found);
    apply_moment(journal, sending, &mut found);
    // A place is a byte, so the order by bytes is the order by line and column.
    found.sort_by(|a, b| (&a.path, a.span, a.rule).cmp(&(&b.path, b.span, b.rule)));
    Report { diagnostics: found, notices }
}

/// Adds what the message rules find; gives the entries that hold words of crisis. These keep errors of fact
/// only: nobody wants advice then.
fn read_messages(
    journal: &Journal,
    names: message::Names,
    sending: Option<&str>,
    before: Option<&mut Remembered>,
    found: &mut Vec<Diagnostic>,
) -> Vec<String> {
    // A draft that was put away is not sent any more.
    let is_read = |request: &&Request| request.facts.sent.is_some() || request.facts.closed.is_none() || sending == Some(request.path());
    let requests: Vec<&Request> = journal.checked_requests().filter(is_read).collect();
    let settings = &journal.settings.document.text;
    // What a message says of itself hangs on its file, the settings and the names of the journal, and on nothing else.
    let known = before.as_ref().filter(|before| before.settings == *settings);
    let renamed = known.map(|known| names.other_tokens(&known.names)).unwrap_or_default();
    let again = |request: &Request| {
        let known = known?.read.get(request.path())?;
        let is_same = known.is_sent == request.facts.sent.is_some() && known.document.text == request.document.text;
        let text = if renamed.is_empty() { String::new() } else { request.message().to_lowercase() };
        (is_same && !renamed.iter().any(|token| text.contains(token))).then(|| known.read.clone())
    };
    let read = parallel::map(requests, |request| (request, again(request).unwrap_or_else(|| message::read(request, journal, &names))));
    let mut notices = Vec::new();
    for (request, read) in &read {
        if let Some(read) = read {
            found.extend(read.found.iter().cloned());
            if read.crisis {
                notices.push(request.path().to_owned());
            }
        }
    }
    if let Some(before) = before {
        let known = |(request, read): (&Request, Option<message::Read>)| {
            let is_sent = request.facts.sent.is_some();
            (request.path().to_owned(), Known { document: Arc::clone(&request.document), is_sent, read })
        };
        *before = Remembered { settings: settings.clone(), names, read: read.into_iter().map(known).collect() };
    }
    if !notices.is_empty() {
        notices.sort();
        let is_quiet = |path: &String| notices.binary_search(path).is_ok();
        found.retain(|diagnostic| diagnostic.severity == Severity::Error || !is_quiet(&diagnostic.path));
    }
    notices
}

/// Weighs the findings of messages by their moment: in a draft an error is a warning; once sent, everything is
/// advice; a letter at its sending is weighed as it is.
fn apply_moment(journal: &Journal, sending: Option<&str>, found: &mut [Diagnostic]) {
    let of_message = |diagnostic: &Diagnostic| about(diagnostic.rule).is_some_and(|about| about.group.is_of_message());
    let sent: HashSet<&str> =
        journal.checked_requests().filter(|request| request.facts.sent.is_some()).map(|request| request.path()).collect();
    for diagnostic in found.iter_mut().filter(|diagnostic| of_message(diagnostic) && sending != Some(diagnostic.path.as_str())) {
        diagnostic.severity = match diagnostic.severity {
            _ if sent.contains(diagnostic.path.as_str()) => Severity::Advice,
            Severity::Error => Severity::Warning,
            other => other,
        };
    }
}

/// Errors of the Format table can be neither turned off nor weighed anew.
fn is_fixed(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error && about(diagnostic.rule).is_some_and(|about| about.group == Group::Format)
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
fn apply_allow(journal: &Journal, has_past: bool, notices: &[String], found: &mut Vec<Diagnostic>) {
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
    let told = |request: &&Request| !request.allow.is_empty() && notices.iter().all(|path| path != request.path());
    for request in journal.requests.iter().filter(told) {
        for (rule, _) in request.allow.iter().filter(|(rule, _)| is_run(rule, has_past)) {
            if !used.iter().any(|(path, used)| path == request.path() && used == rule) {
                let span = request.document.root.get("allow").and_then(|allow| allow.entry(rule)).map_or(Span::TOP, |entry| entry.key_span);
                let message = text!("unused-allow.message", rule = rule);
                found.push(
                    Diagnostic::new(UNUSED_ALLOW.name, UNUSED_ALLOW.severity, request.path(), span, message)
                        .help(text!("unused-allow.help")),
                );
            }
        }
    }
}
