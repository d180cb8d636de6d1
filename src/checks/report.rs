//! Runs the rules, applies `allow`, the settings and the moment, and orders what was found.

use std::collections::{BTreeMap, HashSet};

use super::catalogue::{UNUSED_ALLOW, about, is_run};
use super::remembered::Remembered;
use super::rule::{About, Group};
use super::{Context, facts, message, past, privacy, rule_names, template};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::insight::Insight;
use crate::journal::{Journal, Request};
use crate::labels::text;
use crate::parallel;
use crate::text::quick::{QuickMap, QuickSet};
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
    run(journal, insight, Asked::ALL, &mut Remembered::nothing())
}

/// As [`check`], but only what the message rules find in requests. `reads` tells of which.
pub(crate) fn check_letters(journal: &Journal, insight: &Insight<'_>, reads: &(dyn Fn(&str) -> bool + Sync)) -> Report {
    let is_read = |path: &str| path.starts_with("requests/") && reads(path);
    run(journal, insight, Asked { wants: &is_of_message, reads: &is_read, ..Asked::ALL }, &mut Remembered::nothing())
}

/// As [`check_letters`], but only the rules of some of the article's headings, in the messages that were sent to open a thread: for the
/// numbers about them.
pub(crate) fn check_sent(journal: &Journal, insight: &Insight<'_>, wants: impl Fn(Group) -> bool + Sync) -> Report {
    let is_wanted = |rule: &str| about(rule).is_some_and(|about| about.group.is_of_message() && wants(about.group));
    let opens = |request: &Request| request.kind.opens_thread() && request.facts.sent.is_some();
    let is_read = |path: &str| journal.request_at(path).is_some_and(opens);
    run(journal, insight, Asked { wants: &is_wanted, reads: &is_read, ..Asked::ALL }, &mut Remembered::nothing())
}

/// As [`check_letters`], for one who checks again and again: messages that did not change since are not read anew.
#[cfg_attr(not(feature = "serve"), allow(dead_code))]
pub(crate) fn check_letters_again(journal: &Journal, insight: &Insight<'_>, before: &mut Remembered) -> Report {
    before.renew(journal);
    run(journal, insight, Asked { wants: &is_of_message, reads: &|path| path.starts_with("requests/"), ..Asked::ALL }, before)
}

fn is_of_message(rule: &str) -> bool {
    about(rule).is_some_and(|about| about.group.is_of_message())
}

/// As [`check`], but only these rules (none means all), and with what git knows: the rules about it run too.
/// Rules that are not wanted are not run.
pub(crate) fn check_with(journal: &Journal, insight: &Insight<'_>, past: Option<&Past>, rules: &[String]) -> Report {
    if rules.is_empty() {
        return run(journal, insight, Asked { past, ..Asked::ALL }, &mut Remembered::nothing());
    }
    // What an `allow` silences is known when everything ran.
    let all = rules.iter().any(|rule| rule == UNUSED_ALLOW.name);
    let wanted = |rule: &str| rules.iter().any(|wanted| wanted == rule);
    let wants = |rule: &str| all || wanted(rule);
    run(journal, insight, Asked { past, wants: &wants, ..Asked::ALL }, &mut Remembered::nothing()).only(|_| true, wanted)
}

/// What stands against sending one request now: the rules weigh their own weight.
pub(crate) fn check_sending(journal: &Journal, insight: &Insight<'_>, request: &Request) -> Report {
    let asked = Asked { sending: Some(request.path()), ..Asked::ALL };
    run(journal, insight, asked, &mut Remembered::nothing()).only(|path| path == request.path(), |_| true)
}

/// As [`check`] with what git knows, for one who checks again and again: messages that did not change since are not read
/// anew.
pub(crate) fn check_again(journal: &Journal, insight: &Insight<'_>, past: Option<&Past>, before: &mut Remembered) -> Report {
    before.renew(journal);
    run(journal, insight, Asked { past, ..Asked::ALL }, before)
}

/// What is found in one file, for a journal that may be no more than that file and what its findings depend on. Rules
/// [of the whole journal](is_of_the_whole) are left out.
pub(crate) fn check_one(journal: &Journal, insight: &Insight<'_>, path: &str, before: &mut Remembered) -> Report {
    let asked = Asked { wants: &|rule| !is_of_the_whole(rule), reads: &|file| file == path, ..Asked::ALL };
    run(journal, insight, asked, before).only(|file| file == path, |_| true)
}

/// Whether a rule must see every letter of a template version, or git, before it tells.
pub(crate) fn is_of_the_whole(rule: &str) -> bool {
    OF_THE_WHOLE.contains(&rule) || past::abouts().any(|about| about.name == rule)
}

const OF_THE_WHOLE: [&str; 2] = ["silence-without-next", "same-version-many-silences"];

/// What a run is asked for.
#[derive(Clone, Copy)]
struct Asked<'a> {
    past: Option<&'a Past>,
    /// The request at its sending.
    sending: Option<&'a str>,
    wants: &'a (dyn Fn(&str) -> bool + Sync),
    /// Of which files the message or the template is read.
    reads: &'a (dyn Fn(&str) -> bool + Sync),
}

impl Asked<'_> {
    const ALL: Asked<'static> = Asked { past: None, sending: None, wants: &|_| true, reads: &|_| true };
}

fn run(journal: &Journal, insight: &Insight<'_>, asked: Asked<'_>, before: &mut Remembered) -> Report {
    let Asked { past, sending, .. } = asked;
    let wants = |about: &About| (asked.wants)(about.name);
    let context = Context { journal, insight, past };
    let of_facts = || {
        let mut found = journal.diagnostics.clone();
        rule_names::check(journal, &mut found);
        facts::check(&context, wants, &mut found);
        past::check(&context, &mut found);
        if privacy::abouts().any(wants) {
            privacy::check(journal, &mut found);
        }
        found
    };
    let of_texts = || {
        let (of_messages, of_templates) = (message::abouts().any(wants), template::abouts().any(wants));
        let mut found = Vec::new();
        if of_messages || of_templates {
            template::check(journal, before.names(journal), asked.reads, &mut found);
        }
        let notices = if of_messages { read_messages(journal, asked, before, &mut found) } else { Vec::new() };
        (found, notices)
    };
    let (of_facts, (mut found, notices)) = parallel::both(of_facts, of_texts);
    found.extend(of_facts);
    // Words of crisis leave errors of fact only: nobody wants advice then.
    let is_quiet = |path: &String| notices.binary_search(path).is_ok();
    found.retain(|diagnostic| diagnostic.severity == Severity::Error || !is_quiet(&diagnostic.path));
    apply_allow(journal, asked, &notices, &mut found);
    apply_settings(journal, &mut found);
    apply_moment(journal, sending, &mut found);
    // A place is a byte, so the order by bytes is the order by line and column.
    found.sort_by(|a, b| (&a.path, a.span, a.rule).cmp(&(&b.path, b.span, b.rule)));
    Report { diagnostics: found, notices }
}

/// Adds what the message rules find; gives the entries that hold words of crisis, sorted.
fn read_messages(journal: &Journal, asked: Asked<'_>, before: &mut Remembered, found: &mut Vec<Diagnostic>) -> Vec<String> {
    // A draft that was put away is not sent any more.
    let is_read =
        |request: &Request| request.facts.sent.is_some() || request.facts.closed.is_none() || asked.sending == Some(request.path());
    let is_asked = |request: &&Request| (asked.reads)(request.path()) && is_read(request);
    let mut notices = Vec::new();
    let wanted = message::Wanted::of(|about| (asked.wants)(about.name));
    before.read(journal, journal.checked_requests().filter(is_asked).collect(), wanted, |path, read| {
        found.extend(read.found);
        if read.crisis {
            notices.push(path.to_owned());
        }
    });
    notices.sort();
    notices
}

/// Weighs the findings of messages by their moment: in a draft an error is a warning; once sent, everything is
/// advice; a letter at its sending is weighed as it is.
fn apply_moment(journal: &Journal, sending: Option<&str>, found: &mut [Diagnostic]) {
    let of_message = |diagnostic: &Diagnostic| about(diagnostic.rule).is_some_and(|about| about.group.is_of_message());
    let sent: QuickSet<&str> =
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
fn apply_allow(journal: &Journal, asked: Asked<'_>, notices: &[String], found: &mut Vec<Diagnostic>) {
    let allowed: QuickMap<&str, &Request> =
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
        for (rule, _) in request.allow.iter().filter(|(rule, _)| is_run(rule, asked.past.is_some()) && (asked.wants)(rule)) {
            if !used.iter().any(|(path, used)| path == request.path() && used == rule) {
                let span =
                    request.document.root().get("allow").and_then(|allow| allow.entry(rule)).map_or(Span::TOP, |entry| entry.key_span);
                let message = text!("unused-allow.message", rule = rule);
                found.push(
                    Diagnostic::new(UNUSED_ALLOW.name, UNUSED_ALLOW.severity, request.path(), span, message)
                        .help(text!("unused-allow.help")),
                );
            }
        }
    }
}
