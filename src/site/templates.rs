//! The library 求援模版庫, and one template with its parts marked.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Page;
use super::context::{Shared, Word};
use super::dates::Day;
use super::row::{FactLine, Row};
use crate::insight::replies_of;
use crate::jinja::{self, Listed, Rendered};
use crate::journal::{MessageTemplate, TemplateRef, tidy};
use crate::labels::text;
use crate::markdown;

#[derive(Serialize)]
struct Library {
    templates: Vec<TemplateView>,
}

#[derive(Serialize)]
struct TemplateView {
    href: Option<String>,
    id: String,
    title: String,
    version: u32,
    kind: Word,
    channel: Option<Word>,
    lang: String,
    when: Option<String>,
    uses: usize,
    uses_text: String,
    last_used: Option<Day>,
    changes: Vec<String>,
}

#[derive(Serialize)]
struct TemplatePage {
    template: TemplateView,
    purpose: Option<String>,
    when: Option<String>,
    not_when: Option<String>,
    subject_html: Option<String>,
    paragraphs: Vec<Paragraph>,
    variables: Vec<VariableView>,
    facts: Vec<FactLine>,
    rows: Listed<Row>,
    /// The versions side by side, rendered apart.
    iterations_html: String,
    path: Option<String>,
}

#[derive(Serialize)]
struct Paragraph {
    part: Option<&'static str>,
    label: Option<String>,
    body_html: String,
}

#[derive(Serialize)]
struct VariableView {
    name: String,
    meaning: Option<String>,
    sample: Option<String>,
    optional: bool,
}

/// The page `templates.html`.
pub(super) fn library(shared: &Shared<'_>) -> Rendered<Page> {
    if let Some(page) = shared.again("templates.html", None) {
        return Ok(page);
    }
    let templates = shared.journal().templates.iter().map(|template| view(shared, template, "")).collect();
    let title = shared.source.labels.word("site", "nav_templates");
    shared.render("templates.html", "templates.html".to_owned(), &title, "templates", Library { templates })
}

fn view(shared: &Shared<'_>, template: &MessageTemplate, root: &str) -> TemplateView {
    let labels = &shared.source.labels;
    let zone = shared.journal().now.zone;
    let uses = replies_of(shared.insight(), &TemplateRef { id: template.id.clone(), version: None }).uses;
    let used = shared.journal().requests.iter().filter(|request| template.made(request));
    let last = used.filter_map(|request| request.sent_day(zone)).max();
    let chinese = template.is_chinese(shared.journal().settings.lang);
    TemplateView {
        href: shared.paths.href(template.path(), root),
        id: template.id.clone(),
        title: template.title.clone(),
        version: template.version,
        kind: shared.word("kind", template.kind.word()),
        channel: template.channel.as_deref().map(|channel| shared.word("channel", channel.to_owned())),
        lang: template.lang.clone().unwrap_or_else(|| if chinese { "zh-TW" } else { "en" }.to_owned()),
        when: template.when.clone(),
        uses,
        uses_text: text!("template.uses", uses = uses).say(labels),
        last_used: last.map(|day| shared.day(day)),
        changes: template.changes.clone(),
    }
}

/// The page of one template.
pub(super) fn page(shared: &Shared<'_>, template: &MessageTemplate) -> Rendered<Page> {
    const ROOT: &str = "../";
    let path = shared.paths.page(template.path()).unwrap_or_default();
    if let Some(page) = shared.again(path, None) {
        return Ok(Page { of: Some(template.path().to_owned()), ..page });
    }
    let labels = &shared.source.labels;
    let label = |key: &'static str| labels.known("fact", key).unwrap_or(key);
    let fact = |key, value: Option<String>| value.map(|text| FactLine { label: label(key), text, href: None });
    let own = TemplatePage {
        template: view(shared, template, ROOT),
        purpose: template.purpose.clone(),
        when: template.when.clone(),
        not_when: template.not_when.clone(),
        subject_html: template.subject.as_deref().map(|subject| marked(&with_marks(subject))),
        paragraphs: paragraphs(shared, template),
        variables: template
            .variables
            .iter()
            .map(|variable| VariableView {
                name: variable.name.clone(),
                meaning: variable.meaning.clone(),
                sample: variable.sample.clone(),
                optional: variable.optional,
            })
            .collect(),
        facts: [
            fact("version", Some(template.version.to_string())),
            fact("tie", template.tie.map(|tie| labels.word("tie", tie.word()))),
            fact("channel", template.channel.as_ref().map(|channel| labels.word("channel", channel))),
            fact("lang", template.lang.clone()),
            fact("tags", Some(template.tags.join(&text!("and").say(labels))).filter(|tags| !tags.is_empty())),
        ]
        .into_iter()
        .flatten()
        .collect(),
        rows: (0..shared.ordered.len())
            .filter(|at| template.made(shared.ordered[*at]))
            .map(|at| shared.row(at, ROOT))
            .collect::<Vec<_>>()
            .into(),
        iterations_html: shared.source.parts.of(template.path())?.into_owned(),
        path: shared.is_full().then(|| template.path().to_owned()),
    };
    let page = shared.render("template.html", path.to_owned(), &template.title, "templates", own)?;
    Ok(Page { of: Some(template.path().to_owned()), ..page })
}

/// Marks of the private use area around a variable's name, so that it survives Markdown.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// The template with every variable standing as its marked name; the source itself where it cannot be
/// filled.
fn with_marks(source: &str) -> String {
    let source = source.replace([OPEN, CLOSE], "");
    let names = jinja::variables(&source).unwrap_or_default();
    let values: BTreeMap<String, String> = names.into_iter().map(|name| (name.clone(), format!("{OPEN}{name}{CLOSE}"))).collect();
    jinja::fill(&source, &values).unwrap_or(source)
}

/// Words of a template, its variables by their names.
pub(super) fn plain(source: &str) -> String {
    markdown::to_text(&tidy(&with_marks(source))).replace([OPEN, CLOSE], "")
}

/// One line as HTML, marked names as `<var>`.
fn marked(text: &str) -> String {
    let html = markdown::to_html(text);
    let html = html.trim().strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).unwrap_or(&html).to_owned();
    variables_as_html(&html)
}

fn variables_as_html(html: &str) -> String {
    html.replace(OPEN, "<var>").replace(CLOSE, "</var>")
}

/// The paragraphs with the part that each belongs to; a part is named where it begins.
fn paragraphs(shared: &Shared<'_>, template: &MessageTemplate) -> Vec<Paragraph> {
    let text = tidy(&with_marks(template.body()));
    let all: Vec<&str> = text.split("\n\n").collect();
    let has_greeting = template.kind.needs_recipient();
    let mut last: Option<&'static str> = None;
    let mut paragraphs = Vec::new();
    for (at, paragraph) in all.iter().enumerate() {
        // Paragraphs are counted after the greeting, from 1.
        let number = u32::try_from(at + usize::from(!has_greeting)).unwrap_or(u32::MAX);
        let of_part = template.parts.iter().find(|(_, numbers)| numbers.contains(&number)).map(|(part, _)| part.word());
        let part = match of_part {
            Some(part) => Some(part),
            None if has_greeting && at == 0 => Some("greeting"),
            None if at > 0 && at + 1 == all.len() => Some("signature"),
            None => None,
        };
        let label = part.filter(|part| last != Some(part)).map(|part| shared.source.labels.word("part", part));
        last = part;
        paragraphs.push(Paragraph { part, label, body_html: variables_as_html(&markdown::to_html(paragraph)) });
    }
    paragraphs
}
