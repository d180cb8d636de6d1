//! A message template: one file below templates/.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::document::Document;
use super::fields::Fields;
use super::request::Request;
use super::settings::Settings;
use super::words::{Kind, Tie};
use crate::calendar::Now;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::labels::text;
use crate::yaml::{Node, Value};

/// A place in a template to be filled.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Variable {
    /// Its name.
    pub(crate) name: String,
    /// What to write there.
    pub(crate) meaning: Option<String>,
    /// An example.
    pub(crate) sample: Option<String>,
    /// May be left out.
    pub(crate) optional: bool,
}

/// The article's three parts of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The other's value and your concern.
    Opening,
    /// Background and problem.
    Middle,
    /// A light request that may be left unanswered.
    Closing,
}

impl Part {
    /// The word in a file.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Part::Opening => "opening",
            Part::Middle => "middle",
            Part::Closing => "closing",
        }
    }
}

/// An entry of templates/.
#[derive(Clone, Debug)]
pub(crate) struct MessageTemplate {
    /// Its id.
    pub(crate) id: String,
    /// The file.
    pub(crate) document: Arc<Document>,
    /// Its title; the id where none is written.
    pub(crate) title: String,
    /// From 1, raised when the wording changes.
    pub(crate) version: u32,
    /// The kind of entry it makes.
    pub(crate) kind: Kind,
    /// The channel it is made for.
    pub(crate) channel: Option<String>,
    /// The tie it is made for.
    pub(crate) tie: Option<Tie>,
    /// Its language.
    pub(crate) lang: Option<String>,
    /// When to use it.
    pub(crate) when: Option<String>,
    /// When not to.
    pub(crate) not_when: Option<String>,
    /// What it is for.
    pub(crate) purpose: Option<String>,
    /// The subject line, a template.
    pub(crate) subject: Option<String>,
    /// The summary, a template.
    pub(crate) summary: Option<String>,
    /// Paragraph numbers after the greeting, by part.
    pub(crate) parts: Vec<(Part, Vec<u32>)>,
    /// The places to fill, in the file's order.
    pub(crate) variables: Vec<Variable>,
    /// What this version does differently.
    pub(crate) changes: Vec<String>,
    /// The user's words.
    pub(crate) tags: Vec<String>,
}

impl MessageTemplate {
    /// Reads a template, and tells what is wrong with its keys.
    pub(super) fn read(document: Document, settings: &Settings, now: Now) -> (MessageTemplate, Vec<Diagnostic>) {
        let (path, source) = (document.path.as_str(), document.text.as_str());
        let id = super::ids::stem_of(path);
        let mut fields = Fields::new(path, source, document.root(), "", now.zone);
        let title = fields.line("title");
        let version = fields.count("version", 1);
        let kind = fields.word("kind", Kind::ALL, Kind::word);
        let template = MessageTemplate {
            title: title.clone().unwrap_or_else(|| id.clone()),
            version: version.unwrap_or(1),
            kind: kind.unwrap_or(Kind::AskLearning),
            channel: fields.line("channel"),
            tie: fields.word("tie", Tie::ALL, Tie::word),
            lang: fields.lang_tag(),
            when: fields.line("when"),
            not_when: fields.line("not_when"),
            purpose: fields.line("purpose"),
            subject: fields.line("subject"),
            summary: fields.line("summary"),
            parts: read_parts(&mut fields),
            variables: read_variables(&mut fields, path, source, now),
            changes: fields.texts("changes"),
            tags: fields.texts("tags"),
            id,
            document: Arc::new(Document::bare("", String::new())),
        };
        fields.finish(&settings.fields);
        let mut diagnostics = fields.diagnostics;
        for (key, absent) in [("title", title.is_none()), ("version", version.is_none()), ("kind", kind.is_none())] {
            if absent && document.root().get(key).is_none_or(Node::is_nothing) {
                let message = text!("missing-key.message", key = key);
                diagnostics.push(
                    Diagnostic::new("missing-key", Severity::Warning, path, document.fence(), message).help(text!("missing-key.template")),
                );
            }
        }
        (MessageTemplate { document: Arc::new(document), ..template }, diagnostics)
    }

    /// The file, relative to the journal.
    pub(crate) fn path(&self) -> &str {
        &self.document.path
    }

    /// The message's source.
    pub(crate) fn body(&self) -> &str {
        self.document.body().trim_matches(['\n', '\r'])
    }

    /// Whether the template is Chinese: by `lang`, else by its text.
    pub(crate) fn is_chinese(&self, journal: crate::labels::Lang) -> bool {
        use crate::labels::Lang;
        let written = self.lang.as_deref().and_then(Lang::of_tag).map(|lang| lang == Lang::ZhTw);
        written.or_else(|| crate::text::script::length(self.body()).is_chinese()).unwrap_or(journal == Lang::ZhTw)
    }

    /// Tells whether `request` was written from this template (of any version).
    pub(crate) fn made(&self, request: &Request) -> bool {
        request.template.as_ref().is_some_and(|template| template.is_of(&self.id, None))
    }
}

fn read_parts(fields: &mut Fields<'_>) -> Vec<(Part, Vec<u32>)> {
    let Some(node) = fields.map("parts", text!("takes.parts")) else {
        return Vec::new();
    };
    let mut parts = Vec::new();
    for entry in node.entries() {
        let part = [Part::Opening, Part::Middle, Part::Closing].into_iter().find(|part| part.word() == entry.key);
        let numbers: Vec<u32> =
            entry.value.items().iter().filter_map(|item| item.text()?.parse().ok()).filter(|number| *number > 0).collect();
        match part {
            Some(part) if numbers.len() == entry.value.items().len() && matches!(entry.value.value, Value::List(_)) => {
                parts.push((part, numbers))
            }
            _ => {
                let diagnostic = fields
                    .diagnostic(
                        "wrong-type",
                        Severity::Error,
                        entry.key_span,
                        text!("wrong-type.option", key = format!("parts.{}", entry.key)),
                    )
                    .help(text!("takes.parts"));
                fields.diagnostics.push(diagnostic);
            }
        }
    }
    parts
}

fn read_variables(fields: &mut Fields<'_>, path: &str, source: &str, now: Now) -> Vec<Variable> {
    let Some(node) = fields.map("variables", text!("takes.variables")) else {
        return Vec::new();
    };
    let mut variables = Vec::new();
    for entry in node.entries() {
        let bare = Variable { name: entry.key.clone(), meaning: None, sample: None, optional: false };
        variables.push(match &entry.value.value {
            Value::Nothing => bare,
            Value::Text(meaning, _) => Variable { meaning: Some(meaning.clone()), ..bare },
            Value::Map(_) => {
                let mut inner = Fields::new(path, source, &entry.value, "variables.", now.zone);
                let variable = Variable {
                    meaning: inner.line("meaning"),
                    sample: inner.text("sample"),
                    optional: inner.word("optional", &[true, false], |yes| if yes { "true" } else { "false" }).unwrap_or(false),
                    ..bare
                };
                inner.finish(&[]);
                fields.diagnostics.append(&mut inner.diagnostics);
                variable
            }
            Value::List(_) => {
                let span: Span = entry.value.span;
                let diagnostic = fields
                    .diagnostic("wrong-type", Severity::Error, span, text!("wrong-type.option", key = format!("variables.{}", entry.key)))
                    .help(text!("takes.variables"));
                fields.diagnostics.push(diagnostic);
                bare
            }
        });
    }
    variables
}

/// The values of a template's variables: given ones; a missing optional one is empty, a missing
/// required one stays as `{{ name }}` for the editor.
pub(crate) fn mark_missing(
    template: &MessageTemplate,
    names: impl IntoIterator<Item = String>,
    given: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut values = given.clone();
    for name in names {
        let optional = template.variables.iter().any(|variable| variable.name == name && variable.optional);
        values.entry(name.clone()).or_insert_with(|| if optional { String::new() } else { format!("{{{{ {name} }}}}") });
    }
    values
}

/// A filled message without the double blank lines that missing paragraphs leave.
pub(crate) fn tidy(message: &str) -> String {
    let mut tidied = String::with_capacity(message.len());
    let mut blanks = 0;
    for line in message.trim().lines() {
        if line.trim().is_empty() {
            blanks += 1;
            continue;
        }
        if !tidied.is_empty() {
            tidied.push_str(if blanks > 0 { "\n\n" } else { "\n" });
        }
        blanks = 0;
        tidied.push_str(line.trim_end());
    }
    tidied
}
