//! The catalogue of rules: one line each.

use super::Context;
use crate::diagnostic::{Diagnostic, Severity};

/// A rule: its name, its weight and its function.
pub(crate) struct Rule {
    /// Kebab-case, the same everywhere.
    pub(crate) name: &'static str,
    /// Its weight unless the settings say otherwise.
    pub(crate) severity: Severity,
    /// Finds what it is about.
    pub(crate) run: fn(&Context<'_>, &mut Vec<Diagnostic>),
}

const fn rule(name: &'static str, severity: Severity, run: fn(&Context<'_>, &mut Vec<Diagnostic>)) -> Rule {
    Rule { name, severity, run }
}

use Severity::{Advice, Error, Warning};

/// The rules that look at facts, in the order of spec 3.
pub(crate) const RULES: &[Rule] = &[
    rule("reply-before-sent", Error, super::reply_before_sent::run),
    rule("sent-before-noticed", Error, super::sent_before_noticed::run),
    rule("closed-before-sent", Error, super::closed_before_sent::run),
    rule("future-date", Error, super::future_date::run),
    rule("reply-without-sent", Error, super::reply_without_sent::run),
    rule("outcome-without-reply", Error, super::outcome_without_reply::run),
    rule("duplicate-id", Error, super::duplicate_id::run),
    rule("unknown-request", Error, super::unknown_request::run),
    rule("thread-cycle", Error, super::thread_cycle::run),
    rule("unknown-template", Error, super::unknown_template::run),
    rule("unknown-version", Error, super::unknown_template::run_version),
    rule("same-person-two-ways", Warning, super::same_person_two_ways::run),
    rule("same-letter-twice", Warning, super::same_letter_twice::run),
    rule("nudge-too-soon", Warning, super::nudge_too_soon::run),
    rule("too-many-nudges", Warning, super::too_many_nudges::run),
    rule("silence-without-next", Advice, super::silence_without_next::run),
    rule("too-many-requests-to-one", Advice, super::too_many_requests_to_one::run),
    rule("loop-not-closed", Advice, super::loop_not_closed::run),
    rule("stale-draft", Advice, super::stale_draft::run),
    rule("copy-paste-burst", Advice, super::copy_paste_burst::run),
];

/// The rules that the reader of files applies. They can be neither turned off nor silenced where they
/// are errors.
pub(crate) const FORMAT: &[(&str, Severity)] = &[
    ("not-utf8", Error),
    ("no-front-matter", Error),
    ("conflict-markers", Error),
    ("invalid-yaml", Error),
    ("wrong-type", Error),
    ("invalid-date", Error),
    ("unknown-value", Error),
    ("missing-key", Error),
    ("file-too-large", Error),
    ("unreadable-file", Error),
    ("broken-link", Warning),
    ("unknown-key", Warning),
    ("cut-value", Warning),
    ("control-character", Warning),
    ("section-not-recognised", Warning),
    ("unportable-name", Warning),
    ("stray-file", Advice),
    ("no-timezone", Advice),
];

/// Told by the engine itself: an `allow` that silences nothing.
pub(crate) const UNUSED_ALLOW: (&str, Severity) = ("unused-allow", Advice);

/// Names that later versions of the catalogue use; settings that name them are not told as unknown.
const COMING: [&str; 37] = [
    "changed-after-sent",
    "version-not-raised",
    "same-version-many-silences",
    "template-syntax",
    "undeclared-variable",
    "unused-variable",
    "no-opening",
    "no-ask-in-template",
    "missing-sample",
    "private-data-in-site",
    "site-tracked",
    "secret-in-public",
    "too-long",
    "wall-of-text",
    "no-ask",
    "vague-ask",
    "hello-only",
    "no-background",
    "emotional-appeal",
    "no-effort-shown",
    "burden-shift",
    "job-ask-in-advice-request",
    "oversized-first-ask",
    "too-many-questions",
    "opening-not-about-reader",
    "no-optional-close",
    "over-apology",
    "urgency-pressure",
    "flattery-overload",
    "guilt-trip",
    "shouting",
    "channel-limit",
    "unfilled-placeholder",
    "wrong-recipient",
    "mass-recipient",
    "subject-missing-or-generic",
    "empty-nudge",
];

/// All names that settings and `allow` may use.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.name).chain(FORMAT.iter().map(|(name, _)| *name)).chain([UNUSED_ALLOW.0]).chain(COMING)
}

/// Tells whether a rule of this name exists.
pub(crate) fn is_rule(name: &str) -> bool {
    names().any(|known| known == name)
}
