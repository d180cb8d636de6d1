//! A request: one file below requests/, whatever its kind.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::body::{self, Section};
use super::document::Document;
use super::facts::Facts;
use super::fields::Fields;
use super::recipient::Recipient;
use super::settings::Settings;
use super::template_ref::TemplateRef;
use super::words::{Kind, PublicLevel};
use super::{missing_keys, replies, request_keys as keys};
use crate::calendar::{Date, Moment, Now, Zone};
use crate::diagnostic::{Diagnostic, Span};
use crate::labels::Lang;
use crate::message;
use crate::text::script::Length;

/// An entry of requests/. Cheap to copy: what does not hang on the clock is shared.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// The facts as of now.
    pub(crate) facts: Facts,
    /// The facts as written, where they are not those of now: some lie ahead. Nearly nowhere, so nearly no memory.
    pub(crate) ahead: Option<Box<Facts>>,
    /// All else.
    pub(crate) lasting: Arc<Lasting>,
}

impl Deref for Request {
    type Target = Lasting;

    fn deref(&self) -> &Lasting {
        &self.lasting
    }
}

/// What an entry of requests/ says at any time.
#[derive(Debug)]
pub(crate) struct Lasting {
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
        let document = Arc::new(document);
        let (path, source) = (document.path.as_str(), document.text.as_str());
        let mut fields = Fields::new(path, source, document.root(), "", now.zone);
        let kind = fields.word("kind", Kind::ALL, Kind::word).unwrap_or_default();
        let body = body::read(path, source, document.body_start);
        let to = Recipient::read(&mut fields, path, source, now.zone);
        let channel = keys::channel(&mut fields, settings);
        let (subject, summary) = (fields.line("subject"), fields.line("summary"));
        let template = keys::template(&mut fields);
        let (problem, link) = (fields.line("problem"), keys::link(&mut fields));
        let facts = keys::facts(&mut fields);
        let lasting = Lasting {
            id: super::ids::stem_of(path),
            kind,
            to,
            channel,
            subject,
            summary,
            template,
            problem,
            link,
            follow_up: fields.moment("follow_up"),
            follows: fields.line("follows"),
            next: fields.line("next"),
            deadline: fields.moment("deadline"),
            forecast: fields.share("forecast"),
            lang: fields.lang_tag(),
            tags: fields.texts("tags"),
            allow: keys::allow(&mut fields),
            public: keys::public(&mut fields, kind),
            source: fields.line("source"),
            extra: fields.finish(&settings.fields).into_iter().map(|entry| (entry.key.clone(), entry.value.to_json())).collect(),
            message: body.message,
            sections: body.sections,
            length: OnceLock::new(),
            document: Arc::clone(&document),
        };
        let mut diagnostics = fields.diagnostics;
        diagnostics.extend(body.diagnostics);
        drop(document);
        let mut request = Request { facts, ahead: None, lasting: Arc::new(lasting) };
        request.move_to(now);
        diagnostics.extend(missing_keys::findings(&request));
        diagnostics.extend(replies::findings(&request));
        if let Some(document) = Arc::get_mut(&mut request.lasting).and_then(|lasting| Arc::get_mut(&mut lasting.document)) {
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
        self.ahead = (!self.facts.is_all_of(&written)).then(|| Box::new(written));
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
    pub(crate) fn sent_day(&self, zone: Zone) -> Option<Date> {
        self.facts.sent.map(|sent| sent.day(zone))
    }
}
