//! Reads the keys of a mapping as what they should be, and tells every one that is not.

use std::borrow::Cow;

use crate::calendar::{DateFault, Moment, Zone};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::labels::{Labels, Lang, Text, Value as Said, text};
use crate::text::near::{nearest, only_near};
use crate::yaml::{Entry, Node, Style, Value};

/// A reader of one mapping. Keys that nobody asked for are told by [`Fields::finish`].
pub(crate) struct Fields<'a> {
    path: &'a str,
    source: &'a str,
    node: &'a Node,
    prefix: Cow<'static, str>,
    zone: Zone,
    known: Vec<&'static str>,
    /// What was found so far.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// A reader of `node`, which stands in the file `path` with the text `source`; `prefix` is what its
    /// keys are called by in messages (`to.`).
    pub(crate) fn new(path: &'a str, source: &'a str, node: &'a Node, prefix: impl Into<Cow<'static, str>>, zone: Zone) -> Fields<'a> {
        Fields { path, source, node, prefix: prefix.into(), zone, known: Vec::with_capacity(64), diagnostics: Vec::new() }
    }

    /// The value of a key, `None` where it is absent or empty. The key is known from now on.
    pub(crate) fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.known.push(key);
        self.node.get(key).filter(|node| !node.is_nothing())
    }

    /// A text. Blank text counts as absent.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<String> {
        let node = self.node(key)?;
        match &node.value {
            Value::Text(text, style) => {
                self.tell_cut(node, *style);
                (!text.trim().is_empty()).then(|| text.clone())
            }
            _ => self.wrong_type(key, node, text!("takes.text")),
        }
    }

    /// A text in one line: line breaks become blanks.
    pub(crate) fn line(&mut self, key: &'static str) -> Option<String> {
        self.tell_cut_to_nothing(key);
        let text = self.text(key)?;
        if !text.bytes().any(|byte| matches!(byte, b'\n' | b'\r')) {
            return Some(if text.trim().len() == text.len() { text } else { text.trim().to_owned() });
        }
        Some(text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" "))
    }

    /// A day, or an instant.
    pub(crate) fn moment(&mut self, key: &'static str) -> Option<Moment> {
        let node = self.word_node(key, || text!("takes.date"))?;
        self.moment_of(key, node)
    }

    /// The moment of a value of `key`; tells what is wrong with it.
    pub(crate) fn moment_of(&mut self, key: &'static str, node: &Node) -> Option<Moment> {
        let Some(text) = node.text() else {
            return self.wrong_type(key, node, text!("takes.date"));
        };
        match Moment::parse(text, self.zone) {
            Ok(moment) => Some(moment),
            Err(fault) => {
                let diagnostic = self.date_fault(key, node, fault);
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// A whole number of at least `least`.
    pub(crate) fn count(&mut self, key: &'static str, least: u32) -> Option<u32> {
        let node = self.word_node(key, || text!("takes.count", least = least))?;
        match node.text().and_then(|text| text.parse().ok()).filter(|count| *count >= least) {
            Some(count) => Some(count),
            None => self.wrong_type(key, node, text!("takes.count", least = least)),
        }
    }

    /// A number from 0 to 1.
    pub(crate) fn share(&mut self, key: &'static str) -> Option<f64> {
        let node = self.word_node(key, || text!("takes.share"))?;
        match node.text().and_then(|text| text.parse::<f64>().ok()).filter(|share| (0.0..=1.0).contains(share)) {
            Some(share) => Some(share),
            None => self.wrong_type(key, node, text!("takes.share")),
        }
    }

    /// One of a closed list of words.
    pub(crate) fn word<T: Copy>(&mut self, key: &'static str, all: &[T], name: impl Fn(T) -> &'static str) -> Option<T> {
        let node = self.word_node(key, || text!("takes.word"; words => Said::list(all.iter().map(|&one| name(one)))))?;
        self.one_word(key, node, all, &name)
    }

    /// A list of words of a closed list.
    pub(crate) fn words<T: Copy>(&mut self, key: &'static str, all: &[T], name: impl Fn(T) -> &'static str) -> Vec<T> {
        let example = all.first().map_or("", |&one| name(one));
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        if !matches!(node.value, Value::List(_)) {
            let takes = text!(
                "takes.words",
                key = key,
                example = node.text().filter(|text| all.iter().any(|&one| name(one) == *text)).unwrap_or(example)
            );
            let listed = node.text().filter(|text| all.iter().any(|&one| name(one) == *text)).map(|text| format!("[{text}]"));
            self.not_a_list(key, node, takes, listed);
            return Vec::new();
        }
        node.items().iter().filter_map(|item| self.one_word(key, item, all, &name)).collect()
    }

    fn one_word<T: Copy>(&mut self, key: &'static str, node: &Node, all: &[T], name: &impl Fn(T) -> &'static str) -> Option<T> {
        let Some(text) = node.text() else {
            return self.wrong_type(key, node, text!("takes.word"; words => Said::list(all.iter().map(|&one| name(one)))));
        };
        if let Some(one) = all.iter().copied().find(|&one| name(one) == text) {
            return Some(one);
        }
        let all: Vec<_> = all.iter().map(|&one| name(one)).collect();
        let near = said_as(key, text, &all).or_else(|| nearest(text, all.iter().copied()));
        let only = only_near(text, all.iter().copied());
        let diagnostic = self.diagnostic(
            "unknown-value",
            Severity::Error,
            node.span,
            text!("unknown-value.message", key = self.named(key), value = text),
        );
        let diagnostic = match near {
            Some(near) => diagnostic.help(text!("did-you-mean", word = near)).fix(only),
            None => diagnostic.help(text!("unknown-value.help"; words => Said::list(all))),
        };
        self.diagnostics.push(diagnostic);
        None
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        if !matches!(node.value, Value::List(_)) {
            // What could be read as several is not for us to take apart.
            let is_one = |text: &&str| !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || ",;/|、，；／".contains(c));
            let listed = node.text().filter(is_one).map(|text| format!("[{}]", crate::yaml::flow_item(text)));
            self.not_a_list(key, node, text!("takes.texts", key = key, example = node.text().unwrap_or("…")), listed);
            return Vec::new();
        }
        let mut texts = Vec::with_capacity(node.items().len());
        for item in node.items() {
            match &item.value {
                Value::Text(text, _) => texts.push(text.clone()),
                Value::Nothing => {}
                _ => {
                    self.wrong_type::<()>(key, item, text!("takes.text"));
                }
            }
        }
        texts
    }

    /// The language tag of `lang`, by its form (BCP 47).
    pub(crate) fn lang_tag(&mut self) -> Option<String> {
        let tag = self.line("lang")?;
        let mut parts = tag.split('-');
        let primary = parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
        if primary && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())) {
            return Some(tag);
        }
        let node = self.node("lang")?;
        self.wrong_type("lang", node, text!("takes.lang"))
    }

    /// A mapping.
    pub(crate) fn map(&mut self, key: &'static str, takes: Text) -> Option<&'a Node> {
        let node = self.node(key)?;
        if matches!(node.value, Value::Map(_)) { Some(node) } else { self.wrong_type(key, node, takes) }
    }

    /// A scalar for a key that takes no free text.
    pub(crate) fn word_node(&mut self, key: &'static str, takes: impl FnOnce() -> Text) -> Option<&'a Node> {
        let node = self.node(key)?;
        if node.text().is_some_and(|text| text.trim().is_empty()) {
            return None;
        }
        if node.text().is_some() { Some(node) } else { self.wrong_type(key, node, takes()) }
    }

    /// Tells a value that is not what its key takes; gives `None`.
    pub(crate) fn wrong_type<T>(&mut self, key: &'static str, node: &Node, takes: Text) -> Option<T> {
        if let Some(shape) = node.text().and_then(|text| crate::yaml::meant_as_key(text, &self.sub_keys(key))) {
            let diagnostic = super::format::yaml_fault(self.path, &crate::yaml::Fault { span: node.span, shape });
            self.diagnostics.push(diagnostic);
            return None;
        }
        let diagnostic = self
            .diagnostic(
                "wrong-type",
                Severity::Error,
                node.span,
                text!("wrong-type.message", key = self.named(key), value = self.shown(node)),
            )
            .help(takes);
        self.diagnostics.push(diagnostic);
        None
    }

    /// Tells a value that stands where a list belongs, with the list that it means where it can mean one only.
    fn not_a_list(&mut self, key: &'static str, node: &Node, takes: Text, listed: Option<String>) {
        let before = self.diagnostics.len();
        self.wrong_type::<()>(key, node, takes);
        let told = self.diagnostics[before..].iter_mut().find(|told| told.rule == "wrong-type");
        if let Some(told) = told.filter(|told| !self.source.get(told.span.range()).unwrap_or_default().contains('\n')) {
            *told = told.clone().fix(listed);
        }
    }

    /// A value as it stands in the file, cut where it is long.
    fn shown(&self, node: &Node) -> String {
        let source = self.source.get(node.span.range()).unwrap_or_default();
        crate::text::width::cut(&crate::text::control::one_line(source), 40).into_owned()
    }

    fn sub_keys(&self, key: &str) -> Vec<&'static str> {
        if key == "to" { super::words::TO_KEYS.to_vec() } else { Vec::new() }
    }

    /// The key as messages name it: `to.tie`.
    pub(crate) fn named(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    /// A diagnostic of this file.
    pub(crate) fn diagnostic(&self, rule: &'static str, severity: Severity, span: Span, message: Text) -> Diagnostic {
        Diagnostic::new(rule, severity, self.path, span, message)
    }

    fn date_fault(&self, key: &'static str, node: &Node, fault: DateFault) -> Diagnostic {
        let value = node.text().unwrap_or_default();
        let key = self.named(key);
        let is_no = key == "replied" && ["no", "false", "否", "無", "none", "not yet", "尚未"].contains(&value.to_lowercase().as_str());
        let (message, help) = match fault {
            _ if is_no => (text!("invalid-date.no", value = value), text!("invalid-date.no.help")),
            DateFault::NotIso(Some(meant)) => {
                (text!("invalid-date.message", key = key, value = value), text!("invalid-date.meant", key = key, meant = meant))
            }
            DateFault::NotIso(None) => (text!("invalid-date.message", key = key, value = value), text!("invalid-date.help", key = key)),
            DateFault::NoSuchDay => (text!("invalid-date.day", key = key, value = value), text!("invalid-date.help", key = key)),
            DateFault::NoSuchTime => (text!("invalid-date.time", key = key, value = value), text!("invalid-date.help", key = key)),
            DateFault::BadOffset => (text!("invalid-date.offset", key = key, value = value), text!("invalid-date.offset.help")),
            DateFault::Skipped => (text!("invalid-date.skipped", key = key, value = value), text!("invalid-date.skipped.help")),
        };
        let diagnostic = self.diagnostic("invalid-date", Severity::Error, node.span, message).help(help);
        let meant = Some(super::ids::iso_of(value)).filter(|iso| iso != value && Moment::parse(iso, self.zone).is_ok());
        diagnostic.fix(meant)
    }

    /// `subject: Issue #12` reads as `Issue`: YAML takes ` #12` for a comment. Told only where a word
    /// follows the `#` at once, as in no comment that people write beside a value.
    fn tell_cut(&mut self, node: &Node, style: Style) {
        if style == Style::Plain {
            self.tell_cut_after(node.span.end);
        }
    }

    fn tell_cut_to_nothing(&mut self, key: &str) {
        if let Some(node) = self.node.get(key).filter(|node| node.is_nothing()) {
            self.tell_cut_after(node.span.end);
        }
    }

    fn tell_cut_after(&mut self, end: usize) {
        let line = self.source[end..].lines().next().unwrap_or_default();
        let gap = line.len() - line.trim_start().len();
        let cut = line.trim_start();
        let is_cut =
            gap > 0 && cut.strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace() && c != '#' && c != '!'));
        if is_cut {
            let span = Span { start: end + gap, end: end + line.trim_end().len() };
            let message = text!("cut-value.message", cut = cut.trim_end());
            let diagnostic = self.diagnostic("cut-value", Severity::Warning, span, message).help(text!("cut-value.help"));
            self.diagnostics.push(diagnostic);
        }
    }

    /// Tells the keys that nobody asked for and that are not in `own`, and gives their entries.
    pub(crate) fn finish(&mut self, own: &[String]) -> Vec<&'a Entry> {
        let others: Vec<&Entry> = self.node.entries().iter().filter(|entry| !self.known.contains(&entry.key.as_str())).collect();
        let unknown: Vec<&Entry> = others.iter().copied().filter(|entry| !own.contains(&entry.key)).collect();
        if unknown.is_empty() {
            return others;
        }
        let mut known = std::collections::HashSet::new();
        self.known.retain(|key| known.insert(*key));
        // Keys that are there already cannot be meant by another.
        let free: Vec<&'static str> = self.known.iter().copied().filter(|key| self.node.entry(key).is_none()).collect();
        for entry in unknown {
            let diagnostic = self.diagnostic(
                "unknown-key",
                Severity::Warning,
                entry.key_span,
                text!("unknown-key.message", key = self.named(&entry.key)),
            );
            let near = nearest(&entry.key, free.iter().copied());
            self.diagnostics.push(match near {
                Some(near) => diagnostic.help(text!("did-you-mean", word = near)).fix(only_near(&entry.key, free.iter().copied())),
                None if self.prefix.is_empty() && self.path != crate::disk::SETTINGS => {
                    diagnostic.help(text!("unknown-key.help", key = entry.key))
                }
                None => diagnostic.help(text!("unknown-key.known"; words => Said::list(&self.known))),
            });
        }
        others
    }
}

/// The word of the format that a page shows in these words, in either language: `stranger` is `none`.
fn said_as<'w>(key: &str, said: &str, words: &[&'w str]) -> Option<&'w str> {
    let group = key.rsplit('.').next().unwrap_or(key);
    let is_said = |lang: Lang, word: &str| Labels::of(lang).word(group, word).eq_ignore_ascii_case(said);
    words.iter().copied().find(|word| [Lang::En, Lang::ZhTw].into_iter().any(|lang| is_said(lang, word)))
}
