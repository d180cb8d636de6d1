//! What stands at a place, explained: a rule, a key, a template, a request, a variable, a word of the format.

use lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Position};

use super::asked::Asked;
use super::cursor::{self, Cursor};
use super::{keys, template_page};
use crate::checks::{About, about, explain};
use crate::diagnostic::Span;
use crate::insight::facts_in_words;
use crate::journal::{Request, TemplateRef};
use crate::labels::{Labels, text};
use crate::yaml::Entry;

/// The answer to `textDocument/hover`; nothing where nothing is to be explained.
pub(super) fn hover(asked: &Asked<'_>, position: Position) -> Option<Hover> {
    let byte = asked.places.byte(position);
    let labels = &asked.shelf.labels;
    let mut parts = Vec::new();
    let mut span = None;
    if let Some((own, said)) = of_key_or_value(asked, byte) {
        span = Some(own);
        parts.push(said);
    }
    for finding in asked.shelf.shown.get(asked.path).into_iter().flat_map(|shown| &shown.findings) {
        let Span { start, end } = finding.span;
        if let Some(rule) = about(finding.rule).filter(|_| start <= byte && (byte < end || start == end && byte == start)) {
            span.get_or_insert(finding.span);
            parts.push(rule_page(rule, labels));
        }
    }
    parts.dedup();
    let value = parts.join("\n\n---\n\n");
    let contents = Contents::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value });
    (!parts.is_empty()).then(|| Hover { contents, range: span.map(|span| asked.places.range(span)) })
}

/// A rule: what, why, and where that comes from.
fn rule_page(rule: &About, labels: &Labels) -> String {
    let text = explain(rule, labels.lang);
    let source = format!("*{}*", labels.word("rules", "source"));
    let (name, source) = (beside(&strong(rule.name), &text.summary, labels), beside(&source, &text.source, labels));
    format!("{name}\n\n{}\n\n{source}", text.why)
}

/// What something is called and what that is, with the language's own colon.
pub(super) fn beside(name: &str, value: &str, labels: &Labels) -> String {
    text!("lsp.beside", name = name, value = value).say(labels)
}

fn strong(name: &str) -> String {
    format!("**{name}**")
}

fn of_key_or_value(asked: &Asked<'_>, byte: usize) -> Option<(Span, String)> {
    if let Cursor::Variable { typed } = cursor::cursor(asked.text, byte, asked.is_settings()) {
        return variable(asked, typed);
    }
    let front = cursor::front(asked.text, asked.is_settings())?;
    let root = asked.root();
    let path = cursor::keys_at(&root, byte);
    let (entry, above) = path.split_last().filter(|_| (front.start..=front.end).contains(&byte))?;
    if (entry.key_span.start..=entry.key_span.end).contains(&byte) {
        return key(asked, entry, above);
    }
    let node = cursor::leaf_at(&entry.value, byte)?;
    let said = value(asked, &path, node.text()?)?;
    Some((node.span, said))
}

fn key(asked: &Asked<'_>, entry: &Entry, above: &[&Entry]) -> Option<(Span, String)> {
    let labels = &asked.shelf.labels;
    let above: Vec<String> = above.iter().map(|entry| entry.key.clone()).collect();
    if matches!(above.as_slice(), [one] if one == "allow" || one == "checks") {
        return Some((entry.key_span, rule_page(about(&entry.key)?, labels)));
    }
    let (group, known) = keys::below(asked.path, &above);
    let is_known = known.contains(&entry.key.as_str());
    let said = || beside(&strong(&entry.key), &labels.word("key", &format!("{group}.{}", entry.key)), labels);
    is_known.then(|| (entry.key_span, said()))
}

fn value(asked: &Asked<'_>, path: &[&Entry], text: &str) -> Option<String> {
    let labels = &asked.shelf.labels;
    let keys: Vec<&str> = path.iter().map(|entry| entry.key.as_str()).collect();
    let word =
        |group: &str| Some(labels.word(group, text)).filter(|called| called != text).map(|called| beside(&strong(text), &called, labels));
    match keys.as_slice() {
        ["follows"] => Some(request(asked, asked.shelf.request(text)?)),
        ["template"] => {
            let (id, version) = text.rsplit_once('@').map_or((text, None), |(id, version)| (id, version.parse().ok()));
            let wanted = TemplateRef { id: id.to_owned(), version: None };
            let template = asked.shelf.templates().into_iter().find(|template| wanted.is_of(&template.id, None))?;
            Some(template_page::page(template, version.unwrap_or(template.version), asked.shelf.known.replies.as_ref(), labels))
        }
        ["kind"] => word("kind"),
        ["channel"] => word("channel"),
        ["tie"] | ["to", "tie"] => word("tie"),
        ["outcome"] => word("outcome"),
        ["close_reason"] => word("close-reason"),
        _ => None,
    }
}

/// A request: where it stands, and its facts.
fn request(asked: &Asked<'_>, request: &Request) -> String {
    let labels = &asked.shelf.labels;
    let status = asked.shelf.known.status.get(request.path()).map_or("", |status| status.word());
    let id = strong(&request.id);
    let mut page = if status.is_empty() { id } else { beside(&id, &labels.word("status", status), labels) };
    page.push('\n');
    let shown = ["name", "sent", "replied", "outcome", "channel", "summary", "next"];
    for fact in facts_in_words(request, labels).into_iter().filter(|fact| shown.contains(&fact.key)) {
        page.push_str(&format!("\n- {}", beside(fact.label, &fact.text, labels)));
    }
    page
}

fn variable(asked: &Asked<'_>, typed: Span) -> Option<(Span, String)> {
    let name = &asked.text[typed.range()];
    let template = asked.shelf.template_at(asked.path)?;
    let variable = template.variables.iter().find(|variable| variable.name == name)?;
    let parts = [variable.meaning.clone(), variable.sample.clone().map(|sample| format!("*{sample}*"))];
    Some((typed, beside(&strong(name), &parts.into_iter().flatten().collect::<Vec<_>>().join(" · "), &asked.shelf.labels)))
}
