//! Consistency: do the facts agree, in the file and across files?

#[cfg(test)]
mod cases;
mod order;

use super::Context;
use super::rule::{About, rules};
use crate::diagnostic::Diagnostic;

/// What a rule of this room is given.
type Run = fn(&Context<'_>, &mut Vec<Diagnostic>);

rules! { Run;
    reply_before_sent "reply-before-sent" Error Consistency;
    sent_before_noticed "sent-before-noticed" Error Consistency;
    closed_before_sent "closed-before-sent" Error Consistency;
    future_date "future-date" Error Consistency;
    reply_without_sent "reply-without-sent" Error Consistency;
    outcome_without_reply "outcome-without-reply" Error Consistency;
    duplicate_id "duplicate-id" Error Consistency;
    unknown_request "unknown-request" Error Consistency;
    thread_cycle "thread-cycle" Error Consistency;
    unknown_template "unknown-template" Error Consistency;
    unknown_version "unknown-version" Error Consistency;
    same_person_two_ways "same-person-two-ways" Warning Consistency;
    same_letter_twice "same-letter-twice" Warning Consistency;
    nudge_too_soon "nudge-too-soon" Warning Consistency;
    too_many_nudges "too-many-nudges" Warning Consistency;
    silence_without_next "silence-without-next" Advice Consistency;
    same_version_many_silences "same-version-many-silences" Advice Consistency;
    too_many_requests_to_one "too-many-requests-to-one" Advice Consistency;
    loop_not_closed "loop-not-closed" Advice Consistency;
    stale_draft "stale-draft" Advice Consistency;
    copy_paste_burst "copy-paste-burst" Advice Consistency;
}

/// Runs the wanted rules of this room.
pub(super) fn check(context: &Context<'_>, wants: impl Fn(&About) -> bool, found: &mut Vec<Diagnostic>) {
    for rule in RULES.iter().filter(|rule| wants(&rule.about)) {
        let before = found.len();
        (rule.run)(context, found);
        found.iter_mut().skip(before).for_each(|diagnostic| diagnostic.adopt(rule.about.text));
    }
}
