//! A request: one file below requests/, whatever its kind.

use std::sync::{Arc, OnceLock};

use super::body::{self, Section};
use super::document::Document;
use super::facts::{Facts, Replied};
use super::fields::Fields;
use super::recipient::Recipient;
use super::settings::Settings;
use super::words::{CloseReason, Kind, Outcome, PublicLevel};
use crate::calendar::{Moment, Now, Zone};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::labels::{Lang, text};
use crate::message;
use crate::text::near::{nearest, only_near};
use crate::text::normal::{fold_id, is_same_id};
use crate::text::script::Length;

/// `id` or `id@version`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TemplateRef {
    /// The template's id.
    pub(crate) id: String,
    /// The version it was written from.
    pub(crate) version: Option<u32>,
}

impl TemplateRef {
    /// Whether it names the template of an id, compared as ids are; of one version, where one is asked for.
    pub(crate) fn is_of(&self, id: &str, version: Option<u32>) -> bool {
        (version.is_none() || self.version == version) && is_same_id(&self.id, id)
    }

    /// What makes two references one: the folded id and the version.
    pub(crate) fn key(&self) -> (String, Option<u32>) {
        (fold_id(&self.id), self.version)
    }
}

impl std::fmt::Display for TemplateRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.version {
            Some(version) => write!(f, "{}@{version}", self.id),
            None => write!(f, "{}", self.id),
        }
    }
}

/// An entry of requests/.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Its id.
    pub(crate) id: String,
    /// The file.
    pub(crate) document: Arc<Document>,
    /// What it is.
    pub(crate) kind: Kind,
    /// Whom it goes to.
    pub(crate) to: Option<Recipient>,
    /// How it goes out.
    pub(crate) channel: Option<String>,
    /// The subject line.
    pub(crate) subject: Option<String>,
    /// 內容摘要, where written.
    pub(crate) summary: Option<String>,
    /// The template it was written from.
    pub(crate) template: Option<TemplateRef>,
    /// The problem it belongs to.
    pub(crate) problem: Option<String>,
    /// Where the message stands.
    pub(crate) link: Option<String>,
    /// The facts as of now.
    pub(crate) facts: Facts,
    /// The facts as written, where they are not those of now: some lie ahead. Nearly nowhere, so nearly no memory.
    pub(crate) ahead: Option<Box<Facts>>,
    /// The user's own date for the next touch.
    pub(crate) follow_up: Option<Moment>,
    /// The message before this one.
    pub(crate) follows: Option<String>,
    /// 下一步優化.
    pub(crate) next: Option<String>,
    /// A date the recipient was told.
    pub(crate) deadline: Option<Moment>,
    /// The writer's guess of the reply chance.
    pub(crate) forecast: Option<f64>,
    /// The language, where written.
    pub(crate) lang: Option<String>,
    /// The user's words.
    pub(crate) tags: Vec<String>,
    /// Rules silenced in this file, and why.
    pub(crate) allow: Vec<(String, String)>,
    /// What a `totals` site shows of it.
    pub(crate) public: Option<PublicLevel>,
    /// Where an imported entry came from.
    pub(crate) source: Option<String>,
    /// Keys of the user's own, in the file's order.
    pub(crate) extra: Vec<(String, serde_json::Value)>,
    /// The message's bytes.
    pub(crate) message: Span,
    /// The recognised sections.
    pub(crate) sections: Vec<Section>,
    /// How long the message is, once somebody asked.
    pub(crate) length: OnceLock<Length>,
}

impl Request {
    /// Reads a request, and tells what is wrong with its keys.
    pub(super) fn read(document: Document, settings: &Settings, now: Now) -> (Request, Vec<Diagnostic>) {
        let zone = now.zone;
        let (path, source) = (document.path.as_str(), document.text.as_str());
        let mut fields = Fields::new(path, source, document.root(), "", zone);
        let kind = fields.word("kind", Kind::ALL, Kind::word);
        let to = Recipient::read(&mut fields, path, source, zone);
        let channel = read_channel(&mut fields, settings);
        let (subject, summary) = (fields.line("subject"), fields.line("summary"));
        let template = read_template_ref(&mut fields);
        let problem = fields.line("problem");
        let link = read_link(&mut fields);
        let written = Facts {
            noticed: fields.moment("noticed"),
            sent: fields.moment("sent"),
            replied: read_replied(&mut fields),
            outcome: fields.words("outcome", Outcome::ALL, Outcome::word),
            closed: fields.moment("closed"),
            close_reason: fields.word("close_reason", CloseReason::ALL, CloseReason::word),
        };
        let (follow_up, follows, next) = (fields.moment("follow_up"), fields.line("follows"), fields.line("next"));
        let (deadline, forecast) = (fields.moment("deadline"), fields.share("forecast"));
        let lang = fields.lang_tag();
        let tags = fields.texts("tags");
        let allow = read_allow(&mut fields);
        let public = read_public(&mut fields, kind.unwrap_or(Kind::AskLearning));
        let entry_source = fields.line("source");
        let extra = fields.finish(&settings.fields).into_iter().map(|entry| (entry.key.clone(), entry.value.to_json())).collect();
        let mut diagnostics = fields.diagnostics;
        let body = body::read(path, source, document.body_start);
        diagnostics.extend(body.diagnostics);
        let mut request = Request {
            id: super::ids::stem_of(path),
            kind: kind.unwrap_or(Kind::AskLearning),
            to,
            channel,
            subject,
            summary,
            template,
            problem,
            link,
            facts: written.as_of(now),
            ahead: None,
            follow_up,
            follows,
            next,
            deadline,
            forecast,
            lang,
            tags,
            allow,
            public,
            source: entry_source,
            extra,
            message: body.message,
            sections: body.sections,
            length: OnceLock::new(),
            document: Arc::new(document),
        };
        request.keep_ahead(written);
        diagnostics.extend(request.missing_keys());
        diagnostics.extend(super::replies::findings(&request));
        if let Some(document) = Arc::get_mut(&mut request.document) {
            document.forget_root();
        }
        (request, diagnostics)
    }

    /// The facts as written, later ones included.
    pub(crate) fn written(&self) -> &Facts {
        self.ahead.as_deref().unwrap_or(&self.facts)
    }

    /// The facts that exist at `now` are its facts from here on.
    pub(super) fn move_to(&mut self, now: Now) {
        let written = self.written().clone();
        self.facts = written.as_of(now);
        self.keep_ahead(written);
    }

    fn keep_ahead(&mut self, written: Facts) {
        self.ahead = (!self.facts.is_all_of(&written)).then(|| Box::new(written));
    }

    /// The keys that are asked for and absent.
    fn missing_keys(&self) -> Vec<Diagnostic> {
        let missing = |severity, key: &str, span: Span, help| {
            Diagnostic::new("missing-key", severity, self.path(), span, text!("missing-key.message", key = key)).help(help)
        };
        let fence = self.document.fence();
        let mut found = Vec::new();
        let is_blank = |node: &crate::yaml::Node| node.is_nothing() || node.text().is_some_and(|text| text.trim().is_empty());
        let has_to = self.document.root().get("to").is_some_and(|node| !is_blank(node));
        if self.kind.needs_recipient() && !self.to.as_ref().is_some_and(Recipient::is_named) && (!has_to || self.to.is_some()) {
            let (key, help) = match has_to {
                true => ("to.name", text!("missing-key.to-name")),
                false => ("to", text!("missing-key.to")),
            };
            found.push(missing(Severity::Error, key, self.document.key_span("to"), help));
        }
        if self.written().sent.is_some() && self.channel.is_none() && !self.has("channel") {
            found.push(missing(Severity::Warning, "channel", fence, text!("missing-key.channel")));
        }
        if self.kind == Kind::Nudge && self.follows.is_none() && !self.has("follows") {
            found.push(missing(Severity::Warning, "follows", fence, text!("missing-key.follows")));
        }
        if self.written().closed.is_some() && self.written().close_reason.is_none() && !self.has("close_reason") {
            found.push(missing(Severity::Warning, "close_reason", self.document.span_of("closed"), text!("missing-key.close-reason")));
        }
        let sent_away = matches!(self.written().close_reason, Some(CloseReason::NoReply | CloseReason::Bounced));
        if sent_away && self.written().sent.is_none() && !self.has("sent") {
            found.push(missing(Severity::Warning, "sent", self.document.span_of("close_reason"), text!("missing-key.sent")));
        }
        found
    }

    fn has(&self, key: &str) -> bool {
        self.document.root().get(key).is_some_and(|node| !node.is_nothing())
    }

    /// The file, relative to the journal.
    pub(crate) fn path(&self) -> &str {
        &self.document.path
    }

    /// The message as written.
    pub(crate) fn message(&self) -> &str {
        &self.document.text[self.message.range()]
    }

    /// The byte from which its text is in doubt: what looks like a section there is none.
    pub(crate) fn in_doubt_from(&self) -> Option<usize> {
        body::first_lookalike(&self.document.text, self.document.body_start)
    }

    /// A section's text.
    pub(crate) fn section_text(&self, section: &Section) -> &str {
        &self.document.text[section.text.range()]
    }

    /// The message without the recipient's name and call: what two letters are compared by.
    pub(crate) fn without_names(&self) -> String {
        let mut message = self.message().to_owned();
        let names = self.to.iter().flat_map(|to| [&to.call, &to.name]).flatten();
        for name in names {
            message = message.replace(name.as_str(), "");
            if let Some(first) = name.split_whitespace().next().filter(|first| first.len() > 2) {
                message = message.replace(first, "");
            }
        }
        message
    }

    /// The message's length: what the rules read of it.
    pub(crate) fn length(&self) -> Length {
        *self.length.get_or_init(|| message::length(self.message()))
    }

    /// Whether the message is Chinese: by `lang`, else by its text, else by the journal.
    pub(crate) fn is_chinese(&self, journal: Lang) -> bool {
        self.is_chinese_by(journal, || self.length())
    }

    /// As [`Request::is_chinese`], for who knows the message's length already.
    pub(crate) fn is_chinese_by(&self, journal: Lang, length: impl FnOnce() -> Length) -> bool {
        let written = self.lang.as_deref().and_then(Lang::of_tag).map(|lang| lang == Lang::ZhTw);
        written.or_else(|| length().is_chinese()).unwrap_or(journal == Lang::ZhTw)
    }

    /// The language tag of the message, for a page.
    pub(crate) fn lang_tag(&self, journal: Lang) -> String {
        match &self.lang {
            Some(tag) => tag.clone(),
            None if self.is_chinese(journal) => "zh-TW".to_owned(),
            None => "en".to_owned(),
        }
    }

    /// What stands in the column 內容摘要: the summary, else the subject, else the first sentence that
    /// asks; empty where there is none.
    pub(crate) fn summary_line(&self) -> &str {
        let words = self.summary.as_deref().or(self.subject.as_deref());
        words.or_else(|| message::first_ask(self.message())).unwrap_or_default()
    }

    /// As [`Request::summary_line`], to keep.
    pub(crate) fn summary_shown(&self) -> String {
        self.summary_line().to_owned()
    }

    /// The civil day of the sending, in the journal's zone.
    pub(crate) fn sent_day(&self, zone: Zone) -> Option<crate::calendar::Date> {
        self.facts.sent.map(|sent| sent.day(zone))
    }
}

fn read_channel(fields: &mut Fields<'_>, settings: &Settings) -> Option<String> {
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

fn read_template_ref(fields: &mut Fields<'_>) -> Option<TemplateRef> {
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

fn read_link(fields: &mut Fields<'_>) -> Option<String> {
    let link = fields.line("link")?;
    let lower = link.to_ascii_lowercase();
    if (lower.starts_with("http://") || lower.starts_with("https://")) && !link.contains(char::is_whitespace) {
        return Some(link);
    }
    let node = fields.node("link")?;
    fields.wrong_type("link", node, text!("takes.link"))
}

fn read_replied(fields: &mut Fields<'_>) -> Option<Replied> {
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

fn read_allow(fields: &mut Fields<'_>) -> Vec<(String, String)> {
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

fn read_public(fields: &mut Fields<'_>, kind: Kind) -> Option<PublicLevel> {
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
