//! Checks: the journal and its insight -> diagnostics. One engine, many faces.

mod closed_before_sent;
mod copy_paste_burst;
mod duplicate_id;
mod future_date;
mod loop_not_closed;
mod nudge_too_soon;
mod order;
mod outcome_without_reply;
mod reply_before_sent;
mod reply_without_sent;
mod report;
mod rule_names;
mod rules;
mod same_letter_twice;
mod same_person_two_ways;
mod sent_before_noticed;
mod silence_without_next;
mod stale_draft;
mod thread_cycle;
mod too_many_nudges;
mod too_many_requests_to_one;
mod unknown_request;
mod unknown_template;

pub(crate) use report::{Report, check};
pub(crate) use rules::is_rule;

use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::insight::Insight;
use crate::journal::{Journal, Request};
use crate::labels::Text;

/// What a rule sees.
pub(crate) struct Context<'a> {
    /// The journal.
    pub(crate) journal: &'a Journal,
    /// What was derived of it.
    pub(crate) insight: &'a Insight<'a>,
}

/// A finding at a key of an entry, with the severity that the rule's row in the table gives.
pub(crate) fn at_key(rule: &'static str, request: &Request, key: &str, message: Text) -> Diagnostic {
    at_span(rule, request.path(), request.document.span_of(key), message)
}

/// A finding at a place.
pub(crate) fn at_span(rule: &'static str, path: &str, span: Span, message: Text) -> Diagnostic {
    let severity = rules::RULES.iter().find(|known| known.name == rule).map_or(Severity::Warning, |known| known.severity);
    Diagnostic::new(rule, severity, path, span, message)
}

#[cfg(test)]
mod survival;
