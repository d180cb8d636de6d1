//! Makes a new request's file and hands it to the editor: shared by new, nudge and log.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::open::Open;
use super::{Exit, Outcome};
use crate::calendar::Date;
use crate::disk;
use crate::error::{Error, Result};
use crate::jinja;
use crate::journal::{Draft, Kind, MessageTemplate, Recipient, TemplateRef, compose, mark_missing, new_stem, tidy};
use crate::labels::text;
use crate::terminal::{self, Opened};

/// The variables that every template has.
pub(super) const BUILT_IN: [&str; 3] = ["recipient", "your_name", "today"];

/// A template to write from, and how the entry names it; a built-in one has no place in the library.
pub(super) struct Source {
    /// The template.
    pub(super) template: MessageTemplate,
    /// How an entry names it.
    pub(super) reference: Option<TemplateRef>,
}

/// A template of the library as a source.
pub(super) fn from_library(template: &MessageTemplate) -> Source {
    Source { reference: Some(TemplateRef { id: template.id.clone(), version: Some(template.version) }), template: template.clone() }
}

/// A template's subject, summary and message, filled.
pub(super) struct Filled {
    /// The subject line, where the template has one.
    pub(super) subject: Option<String>,
    /// The summary, where the template has one.
    pub(super) summary: Option<String>,
    /// The message.
    pub(super) message: String,
}

/// The names that a template uses anywhere.
///
/// # Errors
/// When the template does not compile.
pub(super) fn variables(template: &MessageTemplate) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for (key, source) in
        [(None, Some(template.body())), (Some("subject"), template.subject.as_deref()), (Some("summary"), template.summary.as_deref())]
    {
        names.extend(jinja::variables(source.unwrap_or_default()).map_err(|fault| broken(template, key, &fault))?);
    }
    Ok(names)
}

/// Fills a template with what is given; a required variable that is not stays as `{{ name }}`.
///
/// # Errors
/// When the template does not compile or render.
pub(super) fn fill(template: &MessageTemplate, given: &BTreeMap<String, String>) -> Result<Filled> {
    let values = mark_missing(template, variables(template)?, given);
    let render = |key, source: &str| jinja::fill(source, &values).map_err(|fault| broken(template, key, &fault));
    let one_line = |key, source: &Option<String>| source.as_deref().map(|source| render(Some(key), source)).transpose();
    Ok(Filled {
        subject: one_line("subject", &template.subject)?.filter(|subject| !subject.trim().is_empty()),
        summary: one_line("summary", &template.summary)?.filter(|summary| !summary.trim().is_empty()),
        message: tidy(&render(None, template.body())?),
    })
}

/// A fault of the template's message, or of a key's value.
fn broken(template: &MessageTemplate, key: Option<&str>, fault: &jinja::Fault) -> Error {
    let document = &template.document;
    // The message's lines are counted from its first that is not empty.
    let above = |body: &str| body.len() - body.trim_start_matches(['\n', '\r']).len();
    let begins = key.map_or_else(|| document.body_start + above(document.body()), |key| document.span_of(key).start);
    let line = document.text[..begins].matches('\n').count() + key.map_or(fault.line, |_| 1);
    let place = if key.is_some() || fault.line > 0 { format!("{}:{line}", template.path()) } else { template.path().to_owned() };
    Error::new(text!("template.broken", place = place; cause => fault.cause.clone())).help(text!("template.broken.help", id = template.id))
}

/// Writes a draft as a new file of `requests/YYYY/`; gives its path relative to the journal.
///
/// # Errors
/// The operating system's.
pub(super) fn write(open: &Open, draft: &Draft, day: Date) -> Result<String> {
    let name = file_name(draft.to.as_ref(), draft);
    let folder = open.root.join("requests").join(day.format("%Y").to_string());
    let stem = new_stem(day, &name, draft.kind.word());
    let file: PathBuf = disk::create_beside(&folder, &stem, compose(draft, &open.labels).as_bytes())?;
    say_open_call(open, draft);
    Ok(disk::relative(&open.root, &file))
}

/// Says where the greeting still needs to be told how it addresses the person: in Chinese never by the bare name.
fn say_open_call(open: &Open, draft: &Draft) {
    const OPEN: &str = "{{ recipient }}";
    if let Some(name) = draft.to.as_ref().and_then(|to| to.shown()).filter(|_| draft.message.contains(OPEN)) {
        open.say(&text!("new.open-call", open = format!("`{OPEN}`"), name = name));
    }
}

/// What a new file is named after: the person, else the role or org, else what it is about, else the background.
pub(super) fn file_name(to: Option<&Recipient>, draft: &Draft) -> String {
    let of_person = to.and_then(|to| to.name.clone().or_else(|| to.handle.clone()).or_else(|| to.role.clone()).or_else(|| to.org.clone()));
    let fact = |key: &str| draft.facts.iter().find(|(known, _)| *known == key).map(|(_, text)| text.clone());
    let about = || match draft.kind {
        Kind::PublicQuestion | Kind::Give => fact("summary").or_else(|| fact("subject")).map(|words| words.chars().take(24).collect()),
        _ => None,
    };
    let background = || to.and_then(|to| to.background.as_ref()).map(|background| background.chars().take(16).collect());
    of_person.or_else(about).or_else(background).unwrap_or_default()
}

/// Opens a new file in the editor, or says that there is none, and prints its path.
pub(super) fn hand_over(open: &Open, path: &str, edit: bool) -> Outcome {
    terminal::print_written(&crate::text::control::one_line(&open.typed(path)));
    if edit && let Opened::Failed(said) = terminal::open_editor(&open.root.join(path)) {
        open.say(&said);
    }
    Ok(Exit::Done)
}
