//! The keys of a request that are asked for and absent.

use super::recipient::Recipient;
use super::request::Request;
use super::words::{CloseReason, Kind};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::labels::text;
use crate::yaml::Node;

/// The keys that are asked for and absent.
pub(super) fn findings(request: &Request) -> Vec<Diagnostic> {
    let missing = |severity, key: &str, span: Span, help| {
        Diagnostic::new("missing-key", severity, request.path(), span, text!("missing-key.message", key = key)).help(help)
    };
    let fence = request.document.fence();
    let mut found = Vec::new();
    let is_blank = |node: &Node| node.is_nothing() || node.text().is_some_and(|text| text.trim().is_empty());
    let has_to = request.document.root().get("to").is_some_and(|node| !is_blank(node));
    if request.kind.needs_recipient() && !request.to.as_ref().is_some_and(Recipient::is_named) && (!has_to || request.to.is_some()) {
        let (key, help) = match has_to {
            true => ("to.name", text!("missing-key.to-name")),
            false => ("to", text!("missing-key.to")),
        };
        found.push(missing(Severity::Error, key, request.document.key_span("to"), help));
    }
    if request.written().sent.is_some() && request.channel.is_none() && !has(request, "channel") {
        found.push(missing(Severity::Warning, "channel", fence, text!("missing-key.channel")));
    }
    if request.kind == Kind::Nudge && request.follows.is_none() && !has(request, "follows") {
        found.push(missing(Severity::Warning, "follows", fence, text!("missing-key.follows")));
    }
    if request.written().closed.is_some() && request.written().close_reason.is_none() && !has(request, "close_reason") {
        found.push(missing(Severity::Warning, "close_reason", request.document.span_of("closed"), text!("missing-key.close-reason")));
    }
    let sent_away = matches!(request.written().close_reason, Some(CloseReason::NoReply | CloseReason::Bounced));
    if sent_away && request.written().sent.is_none() && !has(request, "sent") {
        found.push(missing(Severity::Warning, "sent", request.document.span_of("close_reason"), text!("missing-key.sent")));
    }
    found
}

fn has(request: &Request, key: &str) -> bool {
    request.document.root().get(key).is_some_and(|node| !node.is_nothing())
}
