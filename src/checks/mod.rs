//! Checks: the journal and its insight -> diagnostics. One engine, many faces.

#[cfg(test)]
mod cases;
mod catalogue;
mod facts;
mod format;
#[cfg(test)]
mod fuzz;
mod message;
mod message_rules;
mod past;
mod privacy;
mod remembered;
mod report;
mod rule;
mod rule_names;
mod rule_text;
#[cfg(test)]
mod small;
mod template;

pub(crate) use catalogue::{about, all as all_rules, is_rule};
pub(crate) use message::{counted, help_line, names_nobody, threshold_example};
pub(crate) use message_rules::MessageRules;
pub(crate) use past::needs_past;
pub(crate) use remembered::Remembered;
#[cfg(feature = "serve")]
pub(crate) use report::check_letters_again;
pub(crate) use report::{Report, check, check_again, check_letters, check_one, check_sending, check_sent, check_with, is_of_the_whole};
pub(crate) use rule::{About, Group};
pub(crate) use rule_text::explain;

use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::insight::Insight;
use crate::journal::{Journal, Request};
use crate::labels::Text;
use crate::versions::Past;

/// What a rule sees.
pub(crate) struct Context<'a> {
    /// The journal.
    pub(crate) journal: &'a Journal,
    /// What was derived of it.
    pub(crate) insight: &'a Insight<'a>,
    /// What git knows of its entries; `None` where there is no repository, or nobody asked.
    pub(crate) past: Option<&'a Past>,
}

/// A finding at a key of an entry, with the severity that the rule's row in the table gives.
pub(crate) fn at_key(rule: &'static str, request: &Request, key: &str, message: Text) -> Diagnostic {
    at_span(rule, request.path(), request.document.span_of(key), message)
}

/// A finding at a place.
pub(crate) fn at_span(rule: &'static str, path: &str, span: Span, message: Text) -> Diagnostic {
    let severity = about(rule).map_or(Severity::Warning, |about| about.severity);
    Diagnostic::new(rule, severity, path, span, message)
}
