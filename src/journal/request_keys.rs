//! The keys of a request that take more than a text, a date or a word: each read, and told where it is something else.

use super::facts::{Facts, Replied};
use super::fields::Fields;
use super::settings::Settings;
use super::template_ref::TemplateRef;
use super::words::{CloseReason, Kind, Outcome, PublicLevel};
use crate::diagnostic::{Severity, Span};
use crate::labels::text;
use crate::text::near::{nearest, only_near};

/// Any word; one that is nearly a known channel is told.
pub(super) fn channel(fields: &mut Fields<'_>, settings: &Settings) -> Option<String> {
    let channel = fields.line("channel")?;
    let known = || settings.known_channels();
    if !known().any(|word| word == channel)
        && let Some(near) = nearest(&channel, known())
    {
        let span = fields.node("channel").map_or(Span::TOP, |node| node.span);
        let message = text!("unknown-value.message", key = "channel", value = channel);
        let diagnostic = fields
            .diagnostic("unknown-value", Severity::Warning, span, message)
            .help(text!("did-you-mean", word = near))
            .fix(only_near(&channel, known()));
        fields.diagnostics.push(diagnostic);
    }
    Some(channel)
}

/// `id` or `id@version`, the version a whole number from 1.
pub(super) fn template(fields: &mut Fields<'_>) -> Option<TemplateRef> {
    let written = fields.line("template")?;
    let Some((id, version)) = written.rsplit_once('@') else {
        return Some(TemplateRef { id: written, version: None });
    };
    match version.parse::<u32>().ok().filter(|version| *version > 0) {
        Some(version) => Some(TemplateRef { id: id.to_owned(), version: Some(version) }),
        None => {
            let node = fields.node("template")?;
            fields.wrong_type("template", node, text!("takes.template"))
        }
    }
}

/// An http or https address.
pub(super) fn link(fields: &mut Fields<'_>) -> Option<String> {
    let link = fields.line("link")?;
    let lower = link.to_ascii_lowercase();
    if (lower.starts_with("http://") || lower.starts_with("https://")) && !link.contains(char::is_whitespace) {
        return Some(link);
    }
    let node = fields.node("link")?;
    fields.wrong_type("link", node, text!("takes.link"))
}

/// What happened, as written: later than now or not.
pub(super) fn facts(fields: &mut Fields<'_>) -> Facts {
    Facts {
        noticed: fields.moment("noticed"),
        sent: fields.moment("sent"),
        replied: replied(fields),
        outcome: fields.words("outcome", Outcome::ALL, Outcome::word),
        closed: fields.moment("closed"),
        close_reason: fields.word("close_reason", CloseReason::ALL, CloseReason::word),
    }
}

/// A moment, or `yes` where the day was not noted.
fn replied(fields: &mut Fields<'_>) -> Option<Replied> {
    let node = fields.word_node("replied", || text!("takes.replied"))?;
    if ["yes", "true", "是"].contains(&node.text()?.trim().to_lowercase().as_str()) {
        return Some(Replied::Sometime);
    }
    fields.moment("replied").map(Replied::At)
}

/// A bare yes says that a rule is silenced, not why.
fn is_reason(text: &str) -> bool {
    !["", "true", "yes", "y", "on", "ok", "1", "是", "好"].contains(&text.trim().to_lowercase().as_str())
}

/// The rules silenced in this file, each with its reason; one without is told and silences nothing.
pub(super) fn allow(fields: &mut Fields<'_>) -> Vec<(String, String)> {
    let Some(node) = fields.map("allow", text!("takes.allow")) else {
        return Vec::new();
    };
    let mut allowed = Vec::new();
    for entry in node.entries() {
        match entry.value.text().filter(|reason| is_reason(reason)) {
            Some(reason) => allowed.push((entry.key.clone(), reason.to_owned())),
            None => {
                let span = if entry.value.span.start == entry.value.span.end { entry.key_span } else { entry.value.span };
                let diagnostic = fields
                    .diagnostic("wrong-type", Severity::Error, span, text!("wrong-type.reason", rule = entry.key))
                    .help(text!("takes.allow"));
                fields.diagnostics.push(diagnostic);
            }
        }
    }
    allowed
}

/// What a `totals` site shows; all of it only of a kind that others could read anyway.
pub(super) fn public(fields: &mut Fields<'_>, kind: Kind) -> Option<PublicLevel> {
    let level = fields.word("public", PublicLevel::ALL, PublicLevel::word)?;
    if level == PublicLevel::True && kind.needs_recipient() {
        let span = fields.node("public").map_or(Span::TOP, |node| node.span);
        let diagnostic = fields
            .diagnostic("unknown-value", Severity::Error, span, text!("unknown-value.public", kind = kind.word()))
            .help(text!("unknown-value.public.help"));
        fields.diagnostics.push(diagnostic);
        return None;
    }
    Some(level)
}
