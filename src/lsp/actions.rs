//! What can be done at a place: the safe fixes, the sending noted, a rule silenced here with a reason.

use lsp_types::{CodeAction, CodeActionDisabled, CodeActionKind, Diagnostic as Shown, Range, TextEdit, WorkspaceEdit};

use super::asked::Asked;
use super::edits::{self, Changes};
use super::findings;
use crate::checks::{Group, about, check_sending};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::insight::Insight;
use crate::journal::{Edit, SAFE_FIXES, apply, mend};
use crate::labels::text;

/// The answer to `textDocument/codeAction`.
pub(super) fn actions(asked: &Asked<'_>, range: Range, wants: impl Fn(&CodeActionKind) -> bool) -> Vec<CodeAction> {
    let span = asked.places.span(range);
    let touches = |finding: &&Diagnostic| finding.span.start <= span.end && span.start <= finding.span.end;
    let found = asked.shelf.shown.get(asked.path).map(|shown| shown.findings.as_slice()).unwrap_or_default();
    let here: Vec<&Diagnostic> = found.iter().filter(touches).collect();
    let mut actions: Vec<CodeAction> = here.iter().filter_map(|finding| fix(asked, finding)).collect();
    actions.extend(sent_now(asked));
    let mut rules = Vec::new();
    for finding in here {
        if !rules.contains(&finding.rule) {
            rules.push(finding.rule);
            actions.extend(allow(asked, finding));
        }
    }
    actions.extend(fix_all(asked, found));
    actions.retain(|action| action.kind.as_ref().is_none_or(&wants));
    actions
}

fn action(title: String, kind: CodeActionKind, diagnostic: Option<Shown>, edit: Option<WorkspaceEdit>) -> CodeAction {
    let diagnostics = diagnostic.map(|diagnostic| vec![diagnostic]);
    CodeAction { title, kind: Some(kind), diagnostics, edit, ..CodeAction::default() }
}

fn edit(asked: &Asked<'_>, edits: Vec<TextEdit>) -> WorkspaceEdit {
    edits::all(asked.client, vec![Changes { uri: asked.uri.to_owned(), version: asked.version, edits }], None)
}

/// What `fix` writes for one finding.
fn fix(asked: &Asked<'_>, finding: &Diagnostic) -> Option<CodeAction> {
    let fix = finding.fix.as_ref()?;
    let mended = mend(asked.text, std::slice::from_ref(fix), |_| false, !asked.is_settings()).ok()?;
    let labels = &asked.shelf.labels;
    let title = match finding.rule {
        "unknown-key" => text!("lsp.fix-key", text = fix.text),
        "wrong-type" => text!("lsp.fix-list", text = fix.text),
        _ => text!("lsp.fix", text = fix.text),
    };
    let shown = findings::shown(finding, &asked.places, labels);
    let edits = edits::between(asked.text, &mended.text, &asked.places);
    let made = action(title.say(labels), CodeActionKind::QuickFix, Some(shown), Some(edit(asked, edits)));
    Some(CodeAction { is_preferred: Some(true), ..made })
}

/// Everything that `fix` mends in this file.
fn fix_all(asked: &Asked<'_>, found: &[Diagnostic]) -> Option<CodeAction> {
    let fixes: Vec<_> =
        found.iter().filter(|finding| SAFE_FIXES.contains(&finding.rule)).filter_map(|finding| finding.fix.clone()).collect();
    let mended = mend(asked.text, &fixes, |rule| SAFE_FIXES.contains(&rule), !asked.is_settings()).ok()?;
    let edits = edits::between(asked.text, &mended.text, &asked.places);
    let title = text!("lsp.fix-all").say(&asked.shelf.labels);
    (!edits.is_empty()).then(|| action(title, CodeActionKind::SourceFixAll, None, Some(edit(asked, edits))))
}

/// The sending of a draft noted. What stands against it is told instead.
fn sent_now(asked: &Asked<'_>) -> Option<CodeAction> {
    let request =
        asked.shelf.request_at(asked.path).filter(|request| request.written().sent.is_none() && request.written().closed.is_none())?;
    let labels = &asked.shelf.labels;
    let sent = asked.now.moment().to_string();
    let title = text!("lsp.sent-now", sent = sent).say(labels);
    let part = asked.shelf.part(asked.path, asked.now);
    let is_it = |other: &&crate::journal::Request| other.path() == asked.path;
    let readable = part.requests.iter().find(is_it)?;
    let report = check_sending(&part, &Insight::of(&part), readable);
    if let Some(error) = report.diagnostics.iter().find(|finding| finding.severity == Severity::Error) {
        let reason = text!("lsp.sent-refused"; reason => error.message.clone()).say(labels);
        // Who would not show why an action cannot be done is offered the reason itself, which changes nothing.
        return Some(match asked.client.shows_disabled {
            true => CodeAction { disabled: Some(CodeActionDisabled { reason }), ..action(title, CodeActionKind::Refactor, None, None) },
            false => action(reason, CodeActionKind::Refactor, None, Some(edit(asked, Vec::new()))),
        });
    }
    let after = apply(request.path(), asked.text, &[Edit::Set("sent".to_owned(), sent)]).ok()?;
    Some(action(title, CodeActionKind::Refactor, None, Some(edit(asked, edits::between(asked.text, &after, &asked.places)))))
}

/// What stands in the place of a reason until it is taken out again.
const REASON: &str = "REASON-TO-BE-WRITTEN";

/// A rule silenced in this request; its reason is left to be written, and asked for as long as it is not.
fn allow(asked: &Asked<'_>, finding: &Diagnostic) -> Option<CodeAction> {
    let request = asked.shelf.request_at(asked.path)?;
    let rule = about(finding.rule)?;
    let is_fixed = rule.group == Group::Format && finding.severity == Severity::Error;
    if is_fixed || finding.rule == "unused-allow" || request.allow.iter().any(|(allowed, _)| allowed == finding.rule) {
        return None;
    }
    let after = apply(asked.path, asked.text, &[Edit::Set(format!("allow.{}", finding.rule), REASON.to_owned())]).ok()?;
    let at = after.find(REASON)?;
    let mut without = after;
    without.replace_range(Span { start: at, end: at + REASON.len() }.range(), "");
    let labels = &asked.shelf.labels;
    let title = text!("lsp.allow", rule = finding.rule).say(labels);
    let shown = findings::shown(finding, &asked.places, labels);
    let edits = edits::between(asked.text, &without, &asked.places);
    Some(action(title, CodeActionKind::QuickFix, Some(shown), Some(edit(asked, edits))))
}
